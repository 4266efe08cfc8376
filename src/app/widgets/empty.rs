//! What an empty panel says: why there is nothing, and what to do about it.

use egui::{Align2, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::paint::Tone;

/// Glyph, title, one sentence and, where `action` is not empty, a button (the response is the button's).
pub fn empty_state(
    ui: &mut Ui,
    glyph: char,
    tone: Tone,
    title: &str,
    detail: &str,
    action: &str,
) -> Option<Response> {
    let t = tokens(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        let ink = if tone == Tone::Neutral {
            t.text_3
        } else {
            tone.tint(t).ink
        };
        fonts::glyph(ui.painter(), rect.center(), glyph, fonts::icon(28.0), ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            line(ui, title, Type::Body.strong(), t.text_1, 18.0);
            let width = ui.available_width().min(320.0);
            let job = fonts::paragraph(detail, Type::Small, false, t.text_2.into(), width);
            ui.label(job);
            if action.is_empty() {
                return None;
            }
            ui.add_space(8.0);
            Some(ui.add(Button::secondary(action).small()))
        })
        .inner
    })
    .inner
}

fn line(
    ui: &mut Ui,
    text: &str,
    font: egui::FontId,
    ink: crate::scene::tokens::Color,
    height: f32,
) {
    let width = fonts::width(ui.painter(), text, font.clone());
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    let at = pos2(rect.left(), rect.center().y);
    fonts::text(ui.painter(), at, Align2::LEFT_CENTER, text, font, ink);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn the_action_can_be_pressed() {
        let mut h = harness([400.0, 120.0], Theme::Light, false, |ui, pressed| {
            let c = crate::glyph::SHIELD_CHECK;
            let detail = "7 rules wait for a value";
            let button = empty_state(ui, c, Tone::Saving, "No findings", detail, "Show the 7");
            *pressed |= button.is_some_and(|b| b.clicked());
        });
        h.get_by_label("No findings");
        h.get_by_label("Show the 7").click();
        h.run();
        assert!(*h.state());
    }
}
