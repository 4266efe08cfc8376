//! Plain pieces of text in a row: one line, in a size of the specification, named for assistive technology.

use egui::{Align2, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::scene::tokens::Color;

/// A line of text that takes the room it needs.
pub fn label(ui: &mut Ui, text: &str, font: egui::FontId, ink: Color) -> Response {
    label_within(ui, text, font, ink, f32::INFINITY)
}

/// A line of text that is shortened to `room` points; a tooltip then holds the whole.
pub fn label_within(
    ui: &mut Ui,
    text: &str,
    font: egui::FontId,
    ink: Color,
    room: f32,
) -> Response {
    let shown = fonts::elide(ui.painter(), text, &font, room, Elide::End);
    let cut = shown.as_ref() != text;
    let width = fonts::width(ui.painter(), &shown, font.clone()).ceil();
    let height = font.size + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    fonts::text(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        &shown,
        font,
        ink,
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    if cut { tip(response, text) } else { response }
}

/// A number with equal-width digits.
pub fn number(ui: &mut Ui, text: &str, font: &egui::FontId, ink: Color) -> Response {
    let (_, width) = fonts::tabular(ui.painter(), text, font, ink.into());
    let size = vec2(width.ceil(), font.size + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = rect.left_center();
    fonts::tabular_number(ui.painter(), at, Align2::LEFT_CENTER, text, font, ink);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    response
}

/// Two lines of text above each other, 13 SemiBold and 11.
pub fn two_lines(ui: &mut Ui, first: &str, second: &str, room: f32) -> Response {
    let t = tokens(ui);
    let fonts_of = [Type::Body.strong(), Type::Small.font()];
    let widths: Vec<f32> = [first, second]
        .iter()
        .zip(&fonts_of)
        .map(|(text, font)| fonts::width(ui.painter(), text, font.clone()))
        .collect();
    let width = widths.iter().copied().fold(0.0, f32::max).min(room).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 34.0), Sense::hover());
    let mut cut = false;
    for (i, (text, ink)) in [(first, t.text_1), (second, t.text_3)].iter().enumerate() {
        let at = pos2(rect.left(), rect.center().y + [-8.0, 8.5][i]);
        let anchor = Align2::LEFT_CENTER;
        let font = fonts_of[i].clone();
        let placed = fonts::elided_text(
            ui.painter(),
            at,
            anchor,
            text,
            font,
            *ink,
            room,
            Elide::Middle,
        );
        cut |= placed.1;
    }
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{first}, {second}")));
    if cut {
        tip(response, &format!("{first}\n{second}"))
    } else {
        response
    }
}

/// A vertical line between groups of a bar.
pub fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, 20.0), Sense::hover());
    let ink = tokens(ui).border;
    paint::vline(ui.painter(), rect.left(), rect.top(), rect.bottom(), ink);
}
