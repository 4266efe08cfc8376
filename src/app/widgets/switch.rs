//! An on/off switch with its state in words.

use egui::{Align2, CursorIcon, Response, Sense, Ui, Widget, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::fonts::{self, Type};
use crate::app::theme::{CONTROL_HEIGHT, motion, tokens};
use crate::app::widgets::paint;

/// A switch: `name` is what it switches (for AccessKit), `text` is shown beside it ("On", "Off").
#[must_use = "add it to a `Ui`"]
pub struct Switch<'a> {
    on: &'a mut bool,
    name: &'a str,
    text: &'a str,
    enabled: bool,
}

impl<'a> Switch<'a> {
    /// A switch over `on`.
    pub fn new(on: &'a mut bool, name: &'a str) -> Self {
        Self {
            on,
            name,
            text: "",
            enabled: true,
        }
    }

    /// Words after the switch.
    pub fn text(mut self, text: &'a str) -> Self {
        self.text = text;
        self
    }

    /// Whether it can be switched.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let font = Type::Control.font();
        let text_width = fonts::width(ui.painter(), self.text, font.clone());
        let gap = if self.text.is_empty() { 0.0 } else { 8.0 };
        let size = vec2(28.0 + gap + text_width, CONTROL_HEIGHT);
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, mut response) = ui.allocate_exact_size(size, sense);
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        let on = *self.on;
        response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, enabled, on, self.name));
        if ui.is_rect_visible(rect) {
            let t = tokens(ui);
            let share = ui
                .ctx()
                .animate_bool_with_time(response.id, on, motion(ui.ctx(), 0.12));
            let left = pos2(rect.left() + 14.0, rect.center().y);
            let track = egui::Rect::from_center_size(left, vec2(28.0, 16.0));
            let track = paint::snap(ui.painter(), track);
            let off = if response.hovered() {
                t.text_3
            } else {
                t.strong
            };
            let mut fill = off.mix(t.accent_fill, share);
            if !enabled {
                fill = t.panel.mix(fill, 0.45);
            }
            ui.painter().rect_filled(track, 8.0, fill);
            let x = track.left() + 8.0 + 12.0 * share;
            let knob = match (enabled, t.dark && share < 0.5) {
                (false, _) if t.dark => t.disabled,
                (true, true) => t.text_1,
                _ => t.on_accent,
            };
            ui.painter()
                .circle_filled(pos2(x, track.center().y), 6.0, knob);
            if !self.text.is_empty() {
                let ink = if enabled { t.text_2 } else { t.disabled };
                let at = pos2(track.right() + gap, rect.center().y);
                fonts::text(ui.painter(), at, Align2::LEFT_CENTER, self.text, font, ink);
            }
            paint::focus_ring(ui, &response, track, 8.0);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn click_and_space_switch() {
        let mut h = harness([200.0, 60.0], Theme::Light, false, |ui, on| {
            ui.add(Switch::new(on, "Deletion protection"));
        });
        h.get_by_label("Deletion protection").click();
        h.run();
        assert!(*h.state());
        h.get_by_label("Deletion protection").focus();
        h.run();
        h.key_press(egui::Key::Space);
        h.run();
        assert!(!*h.state());
    }
}
