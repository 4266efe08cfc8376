//! The canvas: the drawing itself.

use super::action::{Actions, View};
use super::cx::Cx;
use super::theme::tokens;
use crate::model::Size;
use egui::{Sense, Ui};

/// What of the canvas is only on screen: hover, gestures, caches.
#[derive(Debug, Default)]
pub struct CanvasState {}

/// Draws the design into what `ui` has left and turns the pointer's doings into actions.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, _state: &mut CanvasState, out: &mut Actions) {
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let t = tokens(ui);
    ui.painter().rect_filled(rect, 0.0, t.canvas);
    let size = Size {
        w: rect.width(),
        h: rect.height(),
    };
    if cx.state.view.viewport != size {
        out.view(View::Viewport(size));
    }
}
