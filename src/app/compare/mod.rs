//! The compare view: designs side by side in the place of the drawing. What is compared stands in the state, what it comes
//! to is worked out by `work` (on a thread of its own where that takes long); the rest only draws it.

mod add;
mod bar;
mod cards;
mod charts;
mod costs;
mod detail;
mod pillars;
mod places;
mod state;
#[cfg(test)]
mod tests;
mod variants;
mod words;
mod work;

pub use state::{Ask, Comparing, Doc, Part, Source, Wake};

use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::{RADIUS_CARD, tokens};
use crate::app::widgets::label::label;
use crate::app::widgets::paint;
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Space between and around the parts, points.
const GAP: f32 = 8.0;
const MARGIN: f32 = 16.0;
/// Width from which charts stand beside the table at first, points.
const WITH_CHARTS: f32 = 1380.0;

/// What of the view is only on screen.
#[derive(Debug, Default)]
pub struct CompareView {
    costs: costs::CostsView,
    cards: cards::CardsView,
    charts: charts::ChartsView,
    /// Whether the charts are shown; none: as the width of the window says.
    with_charts: Option<bool>,
    places: places::PlacesView,
}

/// Whether the view is shown.
pub fn shown(cx: &Cx<'_>) -> bool {
    cx.state.comparing.open
}

/// Draws the view.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CompareView, out: &mut Actions) {
    let t = tokens(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, t.canvas);
    let (head, rest) = all.split_top_bottom_at_y(all.top() + bar::HEIGHT);
    let rest = Rect::from_min_max(
        pos2(rest.left() + MARGIN, rest.top() + 12.0),
        rest.max - vec2(MARGIN, 12.0),
    );
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("compare"));
    match cx.state.comparing.part {
        Part::Costs => {
            let left = cards::ui(&mut inner, cx, &mut view.cards, out);
            below(ui, cx, view, left, out);
        }
        Part::Elsewhere => places::ui(&mut inner, cx, &mut view.places, out),
        Part::Pillars => pillars::ui(&mut inner, cx),
    }
    let mut head = ui.new_child(UiBuilder::new().max_rect(head).id_salt("compare head"));
    bar::ui(&mut head, cx, out);
}

/// What stands below the drawings: the charts where there is room or they are asked for, and the table.
fn below(ui: &mut Ui, cx: &Cx<'_>, view: &mut CompareView, room: Rect, out: &mut Actions) {
    let outcome = cx.state.comparing.outcome.clone();
    // Beside the charts the columns must not have to scroll.
    let count = outcome.as_ref().map_or(0, |outcome| outcome.columns.len());
    let wide = room.width() >= WITH_CHARTS && costs::fits(room.width() * 0.64 - GAP, count);
    let mut charts = view.with_charts.unwrap_or(wide);
    let mut table = room;
    if let Some(outcome) = outcome.filter(|_| charts) {
        let share = if wide { 0.36 } else { 0.42 };
        let width = (room.width() * share).floor();
        let (left, right) = room.split_left_right_at_x(room.left() + width);
        table = Rect::from_min_max(right.min + vec2(GAP, 0.0), right.max);
        let builder = UiBuilder::new().max_rect(left).id_salt("compare charts");
        charts::ui(
            &mut ui.new_child(builder),
            cx,
            &mut view.charts,
            &outcome,
            out,
        );
    }
    let builder = UiBuilder::new().max_rect(table).id_salt("compare costs");
    costs::ui(&mut ui.new_child(builder), cx, &mut view.costs, &mut charts);
    if charts != view.with_charts.unwrap_or(wide) {
        view.with_charts = Some(charts);
    }
}

/// A card with a title over the whole of `rect`; the rest of it for what it holds.
fn card(ui: &mut Ui, rect: Rect) -> Rect {
    let t = tokens(ui);
    let rect = paint::snap(ui.painter(), rect);
    paint::boxed(
        ui.painter(),
        rect,
        f32::from(RADIUS_CARD),
        t.panel,
        paint::hairline(t.border),
    );
    rect.shrink(1.0)
}

/// What is said while there is nothing to show yet.
fn waiting(ui: &mut Ui, cx: &Cx<'_>) {
    let t = tokens(ui);
    let key = if cx.state.is_comparing_anew() {
        "compare-working"
    } else {
        "compare-nothing"
    };
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        label(ui, &cx.text(key), Type::Body.font(), t.text_2);
    });
}
