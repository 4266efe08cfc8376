//! The compare view: designs side by side in the place of the drawing. What is compared stands in the state, what it comes
//! to is worked out by `work` (on a thread of its own where that takes long); the rest only draws it.

mod add;
mod bar;
mod cards;
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

use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::{RADIUS_CARD, tokens};
use crate::app::widgets::label::label;
use crate::app::widgets::paint;
use egui::{Key, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};

/// Space between and around the parts, points.
const GAP: f32 = 8.0;
const MARGIN: f32 = 16.0;

/// What of the view is only on screen.
#[derive(Debug, Default)]
pub struct CompareView {
    costs: costs::CostsView,
    cards: cards::CardsView,
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
            let mut below = ui.new_child(UiBuilder::new().max_rect(left).id_salt("compare costs"));
            costs::ui(&mut below, cx, &mut view.costs);
        }
        Part::Elsewhere => places::ui(&mut inner, cx, &mut view.places, out),
        Part::Pillars => pillars::ui(&mut inner, cx),
    }
    let mut head = ui.new_child(UiBuilder::new().max_rect(head).id_salt("compare head"));
    bar::ui(&mut head, cx, out);
    let idle = !ui.ctx().text_edit_focused()
        && !egui::Popup::is_any_open(ui.ctx())
        && cx.state.view.dialog.is_none();
    if idle && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        out.view(View::Compare(Ask::Close));
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
