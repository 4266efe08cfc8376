//! Menus: the frame of popups, rows with glyph and shortcut, and separators.

use egui::{
    Align2, CornerRadius, CursorIcon, Frame, Margin, Popup, PopupCloseBehavior, Response, Sense,
    Stroke, Ui, Widget, WidgetInfo, WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, RADIUS_MENU, shadow_float, tokens};
use crate::app::widgets::paint;
use crate::glyph;
use crate::scene::tokens::{Color, SeveritySlot, Tokens};

/// Frame of menus and floating cards.
pub fn menu_frame(t: &Tokens) -> Frame {
    Frame::NONE
        .fill(t.panel.into())
        .stroke(Stroke::new(1.0, egui::Color32::from(t.border)))
        .corner_radius(CornerRadius::same(RADIUS_MENU))
        .inner_margin(Margin::same(4))
        .shadow(shadow_float(t))
}

/// A menu under `button` that opens and closes when it is clicked; rows are [`MenuItem`]s.
pub fn menu<R>(button: &Response, width: f32, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let t = theme::tokens_of(&button.ctx);
    Popup::menu(button)
        .frame(menu_frame(t))
        .gap(4.0)
        .width(width)
        .show(|ui| rows(ui, width, content))
        .map(|r| r.inner)
}

/// A menu at the pointer when `response` is clicked with the secondary button.
pub fn context_menu<R>(
    response: &Response,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let t = theme::tokens_of(&response.ctx);
    Popup::context_menu(response)
        .frame(menu_frame(t))
        .width(width)
        .show(|ui| rows(ui, width, content))
        .map(|r| r.inner)
}

/// A popup under `button` that stays open while it is used: pickers, forms.
pub fn dropdown<R>(button: &Response, width: f32, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let t = theme::tokens_of(&button.ctx);
    Popup::from_toggle_button_response(button)
        .frame(menu_frame(t))
        .gap(4.0)
        .width(width)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| rows(ui, width, content))
        .map(|r| r.inner)
}

fn rows<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.set_width(width);
    ui.spacing_mut().item_spacing.y = 0.0;
    content(ui)
}

/// A line between groups of rows.
pub fn separator(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    paint::hline(
        ui.painter(),
        rect.left() - 4.0,
        rect.right() + 4.0,
        rect.center().y,
        tokens(ui).border,
    );
}

/// A row of a menu.
#[must_use = "add it to a `Ui`"]
pub struct MenuItem<'a> {
    text: &'a str,
    keys: &'a str,
    glyph: Option<char>,
    checked: bool,
    danger: bool,
    enabled: bool,
    highlighted: bool,
}

impl<'a> MenuItem<'a> {
    /// A row that does what `text` says.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            keys: "",
            glyph: None,
            checked: false,
            danger: false,
            enabled: true,
            highlighted: false,
        }
    }

    /// Glyph before the text.
    pub fn glyph(mut self, glyph: char) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// Shortcut at the right.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// A tick at the right: the choice in force.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// Destroys something.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Whether it can be chosen.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// The row that the arrow keys have reached.
    pub fn highlighted(mut self, highlighted: bool) -> Self {
        self.highlighted = highlighted;
        self
    }

    fn ink(&self, t: &Tokens, enabled: bool) -> (Color, Color) {
        if !enabled {
            (t.disabled, t.disabled)
        } else if self.danger {
            let critical = t.severity(SeveritySlot::Critical).ink;
            (critical, critical)
        } else {
            (t.text_1, t.text_2)
        }
    }
}

impl Widget for MenuItem<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let size = vec2(ui.available_width(), theme::MENU_ROW);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| {
            if self.checked {
                WidgetInfo::selected(WidgetType::Button, enabled, true, self.text)
            } else {
                WidgetInfo::labeled(WidgetType::Button, enabled, self.text)
            }
        });
        if ui.is_rect_visible(rect) {
            let t = tokens(ui);
            let rect = paint::snap(ui.painter(), rect);
            let focused = response.has_focus() || self.highlighted;
            if enabled && (response.hovered() || focused) {
                let fill = if self.highlighted {
                    t.accent_soft
                } else {
                    t.hover
                };
                ui.painter().rect_filled(rect, 6.0, fill);
            }
            let (ink, quiet) = self.ink(t, enabled);
            let y = rect.center().y;
            let mut left = rect.left() + 8.0;
            if let Some(c) = self.glyph {
                fonts::glyph(
                    ui.painter(),
                    pos2(left + 8.0, y),
                    c,
                    fonts::icon(16.0),
                    quiet,
                );
                left += 24.0;
            }
            let mut right = rect.right() - 8.0;
            if self.checked {
                let at = pos2(right - 7.0, y);
                fonts::glyph(ui.painter(), at, glyph::CHECK, fonts::icon(14.0), t.accent);
                right -= 20.0;
            }
            if !self.keys.is_empty() {
                let (at, font) = (pos2(right, y), Type::Small.font());
                let hint = if enabled { t.text_3 } else { t.disabled };
                let keys = fonts::text(
                    ui.painter(),
                    at,
                    Align2::RIGHT_CENTER,
                    self.keys,
                    font,
                    hint,
                );
                right = keys.left() - 12.0;
            }
            let font = Type::Control.font();
            let short = fonts::elide(ui.painter(), self.text, &font, right - left, Elide::End);
            let at = pos2(left, y);
            fonts::text(ui.painter(), at, Align2::LEFT_CENTER, &short, font, ink);
        }
        if enabled {
            response.on_hover_cursor(CursorIcon::PointingHand)
        } else {
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use crate::app::widgets::button::Button;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_menu_opens_acts_and_closes() {
        let mut h = harness([300.0, 200.0], Theme::Light, 0, |ui, chosen| {
            let button = ui.add(Button::secondary("File"));
            menu(&button, 180.0, |ui| {
                if ui.add(MenuItem::new("Duplicate").keys("Ctrl D")).clicked() {
                    *chosen += 1;
                }
                separator(ui);
                ui.add(MenuItem::new("Delete").danger().enabled(false));
            });
        });
        assert!(h.query_by_label("Duplicate").is_none());
        h.get_by_label("File").click();
        h.run();
        h.get_by_label("Duplicate").click();
        h.run();
        assert_eq!(*h.state(), 1);
        assert!(h.query_by_label("Duplicate").is_none());
    }
}
