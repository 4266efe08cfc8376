//! The canvas while a presentation goes on: nothing but the drawing, keys and clicks that go from stop to stop, and where
//! one is.

use super::{CanvasState, card, input};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::keys;
use crate::app::present::{Stop, stops};
use crate::app::theme::tokens;
use crate::model::Point;
use egui::{
    Align2, Key, Modifiers, PointerButton, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

/// Height of the line that says where one is.
const HEIGHT: f32 = 28.0;
/// Its distance to the lower edge.
const MARGIN: f32 = 16.0;
/// To the first or last stop.
const FAR: i32 = 1_000_000;

/// Keys, clicks and wheel.
pub fn input(
    ui: &Ui,
    response: &Response,
    cx: &Cx<'_>,
    state: &mut CanvasState,
    out: &mut Actions,
) {
    let ctx = ui.ctx();
    if cx.state.view.dialog.is_some() || keys::composing(ctx) {
        return;
    }
    let pressed = |key: Key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        out.view(View::Present(false));
        return;
    }
    let steps = [
        (Key::ArrowRight, 1),
        (Key::ArrowDown, 1),
        (Key::PageDown, 1),
        (Key::Space, 1),
        (Key::Enter, 1),
        (Key::ArrowLeft, -1),
        (Key::ArrowUp, -1),
        (Key::PageUp, -1),
        (Key::Backspace, -1),
        (Key::Home, -FAR),
        (Key::End, FAR),
    ];
    for (key, by) in steps {
        if pressed(key) {
            out.view(View::PresentStep(by));
        }
    }
    if response.clicked_by(PointerButton::Primary) {
        out.view(View::PresentStep(1));
    } else if response.clicked_by(PointerButton::Secondary) {
        out.view(View::PresentStep(-1));
    }
    if response.contains_pointer() {
        let corner = response.rect.min;
        let local = |p: egui::Pos2| Point::new(p.x - corner.x, p.y - corner.y);
        input::wheel(ctx, &local, &mut state.scrolled, out);
    }
}

/// Number and name of the stop, and the keys.
pub fn line(ui: &Ui, view: egui::Rect, cx: &Cx<'_>) {
    let Some(present) = cx.state.view.present else {
        return;
    };
    let stops = stops(cx.design());
    let name = match stops.get(present.stop) {
        Some(Stop::Frame(id)) => cx.name_of(id),
        _ => cx.text("present-whole").into_owned(),
    };
    let number = format!("{} / {}", present.stop + 1, stops.len());
    let hint = cx.text("present-keys");
    let painter = ui.painter().with_clip_rect(view);
    let t = tokens(ui);
    let (strong, small) = (Type::Control.strong(), Type::Small.font());
    let width = |text: &str, font: &egui::FontId| fonts::width(&painter, text, font.clone());
    let room = view.width() - 48.0;
    let name = fonts::elide(&painter, &name, &strong, room * 0.5, fonts::Elide::End);
    let parts = [
        (number.as_str(), &small, t.text_2),
        (name.as_ref(), &strong, t.text_1),
        (hint.as_ref(), &small, t.text_3),
    ];
    let widths = parts.map(|(text, font, _)| width(text, font));
    let full = widths.iter().sum::<f32>() + 12.0 * 2.0 + 16.0 * 2.0;
    let size = vec2(full.min(view.width() - 16.0), HEIGHT);
    let at = pos2(
        view.center().x - size.x * 0.5,
        view.bottom() - MARGIN - HEIGHT,
    );
    let rect = egui::Rect::from_min_size(at.round(), size);
    card::paint(&painter, t, rect, 14);
    let mut x = rect.left() + 16.0;
    for ((text, font, ink), width) in parts.into_iter().zip(widths) {
        let at = pos2(x, rect.center().y);
        fonts::text(&painter, at, Align2::LEFT_CENTER, text, font.clone(), ink);
        x += width + 12.0;
    }
    let told = format!("{number}, {name}");
    let response = ui.interact(rect, ui.id().with("present"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, told.as_str()));
}
