//! The bottom panel: findings, cost, charts, what goes from zone to zone.

mod charts;
mod cost;
mod findings;
mod matrix;

use super::action::{Actions, View};
use super::cx::Cx;
use super::dock::{self, Piece};
use super::view::PanelTab;
use super::widgets::button::Button;
use super::widgets::paint;
use super::widgets::section::{Tab, tab_bar};
use crate::app::theme::tokens;
use crate::glyph;
use crate::text::number;
use egui::{Align, Layout, Sense, Ui, vec2};

/// What of the panel is only on screen.
#[derive(Debug, Default)]
pub struct PanelState {
    findings: findings::FindingsPanel,
    cost: cost::CostTable,
    charts: charts::Charts,
    matrix: matrix::Matrix,
}

/// Height of the folded panel: its tabs.
pub const FOLDED: f32 = 36.0;

/// Draws the panel.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut PanelState, out: &mut Actions) {
    findings::tend(cx, out);
    let folded = cx.state.view.panel_folded;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOLDED), Sense::hover());
    dock::handle(ui, cx, Piece::Results, row);
    let build = |layout| egui::UiBuilder::new().max_rect(row).layout(layout);
    let count = number::count(cx.state.report.review.open().count());
    let texts = PanelTab::ALL.map(|tab| cx.text(key(tab)));
    let tabs: Vec<Tab<'_>> = PanelTab::ALL
        .iter()
        .zip(&texts)
        .map(|(tab, text)| Tab {
            text,
            count: if *tab == PanelTab::Findings {
                &count
            } else {
                ""
            },
        })
        .collect();
    let mut at = PanelTab::ALL
        .iter()
        .position(|tab| *tab == cx.state.view.panel)
        .unwrap_or(0);
    let mut left = ui.new_child(build(Layout::left_to_right(Align::Center)));
    let bar = tab_bar(&mut left, "panel", &tabs, &mut at);
    if bar.double_clicked {
        out.view(View::PanelOpen(folded));
    } else if bar.clicked || bar.changed {
        out.view(View::Panel(PanelTab::ALL[at]));
    }
    let edge = left.min_rect().right();
    let mut right = ui.new_child(build(Layout::right_to_left(Align::Center)));
    right.spacing_mut().item_spacing.x = 6.0;
    right.add_space(10.0);
    let (c, name) = if folded {
        (glyph::CARET_UP, "panel-unfold")
    } else {
        (glyph::CARET_DOWN, "panel-fold")
    };
    if right.add(Button::icon(c, &cx.text(name)).small()).clicked() {
        out.view(View::PanelOpen(folded));
    }
    if folded {
        return;
    }
    right.add_space(6.0);
    let room = right.cursor().right() - edge;
    match cx.state.view.panel {
        PanelTab::Findings => {
            findings::filters(&mut right, cx, &mut state.findings, room, out);
        }
        PanelTab::Cost => cost::controls(&mut right, cx, &mut state.cost, room),
        PanelTab::Charts => charts::controls(&mut right, cx, &mut state.charts, out),
        PanelTab::Matrix => matrix::controls(&mut right, cx, &mut state.matrix, out),
    }
    let t = tokens(ui);
    paint::hline(
        ui.painter(),
        row.left(),
        row.right(),
        row.bottom() - 1.0,
        t.border,
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    match cx.state.view.panel {
        PanelTab::Findings => findings::table(ui, cx, &mut state.findings, out),
        PanelTab::Cost => cost::table(ui, cx, &mut state.cost, out),
        PanelTab::Charts => charts::chart(ui, cx, &mut state.charts, out),
        PanelTab::Matrix => matrix::table(ui, cx, &mut state.matrix, out),
    }
}

fn key(tab: PanelTab) -> &'static str {
    match tab {
        PanelTab::Findings => "findings",
        PanelTab::Cost => "cost",
        PanelTab::Charts => "charts",
        PanelTab::Matrix => "matrix",
    }
}
