//! The findings: a grouped list with filters at the left, the finding that is read (or the scores) at the right.

mod detail;
mod head;
mod list;
mod rows;
mod scores;
mod tally;
#[cfg(test)]
mod tests;

pub use head::filters;

use crate::analysis::review::{Finding, Pillar, Severity};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::review::{Ask, From};
use crate::app::theme::tokens;
use crate::app::view::PanelTab;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::{self, Tone};
use crate::glyph;
use egui::{Frame, Margin, Rect, Ui, UiBuilder, pos2};
use rows::{GroupBy, Rows};
use std::collections::BTreeSet;
use tally::Tally;

/// Width of the panel from which list and detail stand side by side, points.
const SIDE_BY_SIDE: f32 = 760.0;

/// What is shown of the findings.
#[derive(Debug, Default)]
pub struct FindingsPanel {
    severity: Option<Severity>,
    pillar: Option<Pillar>,
    text: String,
    searching: bool,
    silenced: bool,
    group: GroupBy,
    folded: BTreeSet<String>,
    rows: Rows,
    tally: Tally,
    /// Width of the column of fixes: it grows with what was in view and never shrinks, so that nothing jumps.
    fixes: f32,
    /// Row to bring into view.
    scroll_to: Option<usize>,
}

impl FindingsPanel {
    fn admits(&self, finding: &Finding) -> bool {
        self.severity
            .is_none_or(|severity| severity == finding.severity)
            && self.pillar.is_none_or(|pillar| pillar == finding.pillar)
            && self.silenced == finding.is_silenced()
    }
    /// Shows everything again.
    fn reset(&mut self) {
        self.severity = None;
        self.pillar = None;
        self.silenced = false;
        self.searching = false;
        self.text.clear();
    }
}

/// Called once a frame, whether the panel shows the findings or not: what nobody points at goes dark.
pub fn tend(cx: &Cx<'_>, out: &mut Actions) {
    let view = &cx.state.view;
    let is_shown = view.panel == PanelTab::Findings && !view.panel_folded;
    let lit = cx.state.review.lit.as_ref();
    if !is_shown && lit.is_some_and(|lit| lit.from == From::Panel) {
        out.view(View::Review(Ask::Point(None, From::Panel)));
    }
}

/// List and detail.
pub fn table(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, out: &mut Actions) {
    let mut rows = std::mem::take(&mut panel.rows);
    rows.refresh(cx, panel);
    let whole = ui.available_rect_before_wrap();
    let open = cx.state.review.open.as_ref();
    let open = open.and_then(|key| cx.state.finding(key));
    if whole.width() < SIDE_BY_SIDE {
        match open {
            Some(finding) => detail::ui(ui, cx, finding, true, out),
            None => content(ui, cx, panel, &rows, out),
        }
        panel.rows = rows;
        return;
    }
    let share = (whole.width() * 0.38).clamp(300.0, 460.0).round();
    let edge = whole.right() - share;
    let left = Rect::from_min_max(whole.min, pos2(edge, whole.bottom()));
    let right = Rect::from_min_max(pos2(edge + 1.0, whole.top()), whole.max);
    paint::vline(
        ui.painter(),
        edge,
        whole.top(),
        whole.bottom(),
        tokens(ui).border,
    );
    let mut list = ui.new_child(UiBuilder::new().max_rect(left).id_salt("findings list"));
    list.set_clip_rect(left.intersect(ui.clip_rect()));
    content(&mut list, cx, panel, &rows, out);
    let mut side = ui.new_child(UiBuilder::new().max_rect(right).id_salt("findings detail"));
    side.set_clip_rect(right.intersect(ui.clip_rect()));
    match open {
        Some(finding) => detail::ui(&mut side, cx, finding, false, out),
        None => scores::ui(&mut side, cx, panel, out),
    }
    ui.allocate_rect(whole, egui::Sense::hover());
    panel.rows = rows;
}

fn content(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, rows: &Rows, out: &mut Actions) {
    if rows.is_empty() {
        Frame::NONE
            .inner_margin(Margin::same(16))
            .show(ui, |ui| nothing(ui, cx, panel, out));
    } else {
        list::ui(ui, cx, panel, rows, out);
    }
}

/// Why there is nothing, and what to do about it.
fn nothing(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, out: &mut Actions) {
    let state = cx.state;
    if let Some(id) = &state.review.of {
        let title = cx.text_with("findings-none-of", "name", cx.name_of(id));
        let (detail, action) = (
            cx.text("findings-none-of-detail"),
            cx.text("findings-show-all"),
        );
        let c = glyph::SHIELD_CHECK;
        let button = empty_state(ui, c, Tone::Saving, &title, &detail, &action);
        if button.is_some_and(|button| button.clicked()) {
            out.view(View::Review(Ask::Of(None)));
        }
        return;
    }
    if state.report.review.open().next().is_some() || panel.silenced || !panel.text.is_empty() {
        let (title, detail) = (
            cx.text("findings-filtered"),
            cx.text("findings-filtered-detail"),
        );
        let action = cx.text("findings-show-all");
        let button = empty_state(ui, glyph::FUNNEL, Tone::Neutral, &title, &detail, &action);
        if button.is_some_and(|button| button.clicked()) {
            panel.reset();
        }
        return;
    }
    let hidden = state.review.hidden();
    if hidden > 0 {
        let title = cx.text_with("findings-hidden", "count", hidden);
        let (detail, action) = (
            cx.text("findings-hidden-detail"),
            cx.text("review-settings"),
        );
        let button = empty_state(ui, glyph::FUNNEL, Tone::Neutral, &title, &detail, &action);
        if button.is_some_and(|button| button.clicked()) {
            let dialog = crate::app::action::Dialog::ReviewSettings;
            out.view(View::Dialog(Some(dialog)));
        }
        return;
    }
    let empty = cx.design().components.is_empty();
    let (title, detail) = if empty {
        ("findings-nothing-drawn", "findings-nothing-drawn-detail")
    } else {
        ("findings-none", "findings-none-detail")
    };
    let tone = if empty { Tone::Neutral } else { Tone::Saving };
    let (title, rules) = (cx.text(title), crate::analysis::review::rules().len());
    let detail = cx.text_with(detail, "count", rules);
    empty_state(ui, glyph::SHIELD_CHECK, tone, &title, &detail, "");
}
