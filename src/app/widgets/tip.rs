//! Tooltips: dark in both themes, one line or a few, optionally with the shortcut after the text.

use egui::text::LayoutJob;
use egui::{Color32, CornerRadius, FontId, Frame, Margin, Response, TextFormat, Tooltip, Ui};

use crate::app::fonts::Type;
use crate::app::theme::{RADIUS_CONTROL, shadow_float, tokens_of};
use crate::scene::tokens::Color;

/// Width of the longest line, in points.
const WIDEST: f32 = 320.0;

/// Shows `text` while the pointer rests on `response`.
pub fn tip(response: Response, text: &str) -> Response {
    tip_keys(response, text, "")
}

/// Shows `text` and the shortcut `keys` while the pointer rests on `response`, also on a disabled control.
pub fn tip_keys(response: Response, text: &str, keys: &str) -> Response {
    if text.is_empty() {
        return response;
    }
    tip_ui(response, |ui| words(ui, text, keys))
}

/// Text and the shortcut after it, on the ground of a tooltip.
fn words(ui: &mut Ui, text: &str, keys: &str) {
    let t = tokens_of(ui.ctx());
    let font = || Type::Control.font();
    let mut job = LayoutJob::default();
    job.wrap.max_width = WIDEST;
    job.append(text, 0.0, written(font(), t.on_tooltip));
    if !keys.is_empty() {
        job.append(keys, 6.0, written(font(), t.tooltip_hint));
    }
    ui.label(job);
}

/// How words are written in a tooltip.
pub(super) fn written(font_id: FontId, color: Color) -> TextFormat {
    TextFormat {
        font_id,
        color: color.into(),
        line_height: Some(Type::Control.line()),
        ..TextFormat::default()
    }
}

/// Shows what `response` stands for at the pointer while it rests there, its name first: for what is large, where beside
/// it would be far away.
pub fn tip_at_pointer(response: Response, name: &str, details: &str) -> Response {
    let t = tokens_of(&response.ctx);
    let mut tooltip = Tooltip::for_enabled(&response).at_pointer();
    tooltip.popup = tooltip.popup.frame(frame(t));
    tooltip.show(|ui| {
        ui.visuals_mut().override_text_color = Some(Color32::from(t.on_tooltip));
        let mut job = LayoutJob::default();
        job.wrap.max_width = WIDEST;
        job.append(name, 0.0, written(Type::Control.strong(), t.on_tooltip));
        if !details.is_empty() {
            let details = format!("\n{details}");
            job.append(&details, 0.0, written(Type::Control.font(), t.tooltip_hint));
        }
        ui.label(job);
    });
    response
}

/// Shows `content` in a tooltip beside `rect` without a pointer: what the keyboard has reached.
pub fn tip_at(ui: &Ui, id: egui::Id, rect: egui::Rect, content: impl FnOnce(&mut Ui)) {
    let t = tokens_of(ui.ctx());
    let mut tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, rect);
    tooltip.popup = tooltip.popup.frame(frame(t));
    tooltip.show(|ui| {
        ui.visuals_mut().override_text_color = Some(Color32::from(t.on_tooltip));
        content(ui);
    });
}

fn frame(t: &crate::scene::tokens::Tokens) -> Frame {
    Frame::NONE
        .fill(t.tooltip.into())
        .corner_radius(CornerRadius::same(RADIUS_CONTROL))
        .inner_margin(Margin::symmetric(8, 4))
        .shadow(shadow_float(t))
}

/// Shows any content in a tooltip; colours inside come from `Tokens::on_tooltip` and its kin.
pub fn tip_ui(response: Response, content: impl FnOnce(&mut Ui)) -> Response {
    let mut tooltip = if response.enabled() {
        Tooltip::for_enabled(&response)
    } else {
        Tooltip::for_disabled(&response)
    };
    let t = tokens_of(&response.ctx);
    tooltip.popup = tooltip.popup.frame(frame(t));
    tooltip.show(|ui| {
        ui.visuals_mut().override_text_color = Some(Color32::from(t.on_tooltip));
        content(ui);
    });
    response
}
