//! Charts of the comparison: what leads from the base to another design, and the bills by category side by side.

use super::work::Outcome;
use super::{bar, card};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::chart::{ChartSpec, ChartView, key_of};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::label_within;
use crate::app::widgets::menu::{MenuItem, menu};
use crate::app::widgets::paint;
use crate::app::widgets::sides::Head;
use crate::chart::{
    self, By, Chart, Mark, Source, stacked_title, stacks, waterfall_rows, waterfall_title,
};
use crate::glyph;
use egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder, vec2};

/// Steps of the waterfall that stand for themselves.
const STEPS: usize = 8;
/// Height of a chart's title, points.
const TITLE: f32 = 40.0;

/// What of the charts is only on screen.
#[derive(Debug, Default)]
pub(super) struct ChartsView {
    /// The column that the waterfall leads to.
    side: usize,
    steps: ChartView,
    bars: ChartView,
}

/// Draws the charts into all of `ui`.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut ChartsView,
    outcome: &Outcome,
    out: &mut Actions,
) {
    let rect = card(ui, ui.max_rect());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_clip_rect(ui.clip_rect().intersect(rect));
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().scroll.floating_allocated_width = 8.0;
    let heads = bar::heads(cx, outcome);
    let area = ScrollArea::vertical()
        .id_salt("compare charts")
        .auto_shrink([false, false]);
    area.show(&mut ui, |ui| {
        if outcome.columns.len() > 1 {
            steps(ui, cx, view, outcome, &heads, out);
            let width = ui.available_width();
            let (line, _) = ui.allocate_exact_size(vec2(width, 9.0), Sense::hover());
            let ink = tokens(ui).border;
            paint::hline(
                ui.painter(),
                line.left() + 12.0,
                line.right() - 12.0,
                line.center().y,
                ink,
            );
        }
        bars(ui, cx, view, outcome, &heads, out);
    });
}

/// Title of a chart, with what belongs to it at the right.
fn heading(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(TITLE);
        ui.add_space(12.0);
        let left = ui.cursor().left();
        let mut edge = 0.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.add_space(8.0);
            right(ui);
            edge = ui.min_rect().left();
            let room = (edge - left - 8.0).max(40.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = tokens(ui).text_1;
                label_within(ui, title, Type::Body.strong(), ink, room);
            });
        });
    });
}

fn names(heads: &[Head]) -> Vec<String> {
    let named = heads.iter().map(|head| match head.note.as_str() {
        "" => head.title.clone(),
        note => format!("{} ({note})", head.title),
    });
    named.collect()
}

/// What leads from the base to one of the others.
fn steps(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut ChartsView,
    outcome: &Outcome,
    heads: &[Head],
    out: &mut Actions,
) {
    let base = outcome.key.reference;
    if view.side == base || view.side >= heads.len() {
        view.side = usize::from(base == 0);
    }
    let names = names(heads);
    let make = |side: usize| {
        waterfall_rows(
            &outcome.comparison,
            side,
            &names,
            By::Component,
            STEPS,
            cx.language,
        )
    };
    let data = make(view.side);
    let width = (ui.available_width() - 8.0).max(120.0);
    let title = waterfall_title(&data, cx.language);
    let detail = detail(cx, outcome, view.side);
    let spec = ChartSpec {
        title: &title,
        detail: &detail,
        key: key_of((key(outcome), view.side)),
        room: vec2(width, 280.0),
    };
    let short = cx.text("compare-drivers");
    let mut side = view.side;
    heading(ui, &short, |ui| {
        view.steps.menu_button(ui, cx, spec, out);
        let mark = |at: usize| heads.get(at).map_or("", |head| head.mark.as_str());
        let text = format!("{} → {}", mark(base), mark(side));
        let name = format!("{short}: {text}");
        let chip = Chip::new(&text)
            .trailing(glyph::CARET_DOWN)
            .clickable()
            .name(&name);
        let chip = ui.add(chip);
        menu(&chip, 260.0, |ui| {
            for (at, head) in heads.iter().enumerate().filter(|(at, _)| *at != base) {
                let text = format!("{} → {}  {}", mark(base), head.mark, head.title);
                if ui.add(MenuItem::new(&text).checked(at == side)).clicked() {
                    side = at;
                }
            }
        });
    });
    view.side = side;
    let shown = view
        .steps
        .show(ui, cx, spec, || Chart::Waterfall(data), out);
    if shown.response.is_none() {
        nothing(ui, cx);
    }
    pick(cx, shown.clicked, out);
}

fn bars(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut ChartsView,
    outcome: &Outcome,
    heads: &[Head],
    out: &mut Actions,
) {
    let names = names(heads);
    let title = stacked_title(By::Category, cx.language);
    let detail = detail(cx, outcome, outcome.key.reference);
    let width = (ui.available_width() - 8.0).max(120.0);
    let spec = ChartSpec {
        title: &title,
        detail: &detail,
        key: key(outcome),
        room: vec2(width, 200.0),
    };
    heading(ui, &title, |ui| view.bars.menu_button(ui, cx, spec, out));
    let make = || {
        let sources: Vec<Source<'_>> = outcome
            .columns
            .iter()
            .zip(&names)
            .map(|(own, name)| Source {
                name,
                design: &own.design,
                report: &own.report,
            })
            .collect();
        Chart::Stacked(stacks(
            &sources,
            By::Category,
            outcome.key.reference,
            cx.language,
        ))
    };
    let shown = view.bars.show(ui, cx, spec, make, out);
    if shown.response.is_none() {
        nothing(ui, cx);
    }
    pick(cx, shown.clicked, out);
}

/// Below the title of an exported picture.
fn detail(cx: &Cx<'_>, outcome: &Outcome, side: usize) -> String {
    let Some(column) = outcome.columns.get(side) else {
        return String::new();
    };
    let name = cx.state.doc_name(&column.source.doc);
    chart::detail(&name, &column.report, cx.money, cx.language)
}

fn key(outcome: &Outcome) -> u64 {
    let key = &outcome.key;
    key_of((&key.columns, key.reference, key.prices))
}

fn nothing(ui: &mut Ui, cx: &Cx<'_>) {
    let text = cx.text("compare-no-difference");
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let ink = tokens(ui).text_3;
        crate::app::widgets::label::label(ui, &text, Type::Small.font(), ink);
    });
    ui.add_space(8.0);
}

/// Shows in the drawing what a part of a chart stands for, as far as the shown design has it.
fn pick(cx: &Cx<'_>, clicked: Option<Mark>, out: &mut Actions) {
    let Some(mark) = clicked else {
        return;
    };
    let design = cx.design();
    let items = mark.items.into_iter().filter(|id| design.contains(id));
    let items: std::collections::BTreeSet<_> = items.collect();
    if !items.is_empty() {
        out.view(View::RevealAll(items));
    }
}
