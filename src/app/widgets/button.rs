//! Buttons: primary, secondary, ghost, danger, and icon-only tools.

use egui::{
    Align2, Color32, CursorIcon, Rect, Response, Sense, Stroke, Ui, Widget, WidgetInfo, WidgetType,
    pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, RADIUS_CONTROL, tokens};
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip_keys;
use crate::scene::tokens::{Color, SeveritySlot, Tokens};

/// How much attention a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Primary,
    Secondary,
    Ghost,
    Danger,
}

/// A push button. Verbs as text; an icon button carries its verb as name and tooltip.
#[must_use = "add it to a `Ui`"]
pub struct Button<'a> {
    text: &'a str,
    name: &'a str,
    glyph: Option<char>,
    trailing: Option<char>,
    weight: Weight,
    height: f32,
    min_width: f32,
    selected: bool,
    enabled: bool,
    tooltip: &'a str,
    keys: &'a str,
}

impl<'a> Button<'a> {
    fn new(text: &'a str, weight: Weight) -> Self {
        Self {
            text,
            name: text,
            glyph: None,
            trailing: None,
            weight,
            height: theme::CONTROL_HEIGHT,
            min_width: 0.0,
            selected: false,
            enabled: true,
            tooltip: "",
            keys: "",
        }
    }

    /// The one main action of a place: filled with the accent.
    pub fn primary(text: &'a str) -> Self {
        Self::new(text, Weight::Primary)
    }

    /// An ordinary action: outlined.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(text, Weight::Secondary)
    }

    /// A quiet action: no outline until hovered.
    pub fn ghost(text: &'a str) -> Self {
        Self::new(text, Weight::Ghost)
    }

    /// An action that destroys something.
    pub fn danger(text: &'a str) -> Self {
        Self::new(text, Weight::Danger)
    }

    /// A quiet square button with a glyph alone; `name` is its accessible name and tooltip.
    pub fn icon(glyph: char, name: &'a str) -> Self {
        let mut button = Self::new("", Weight::Ghost);
        button.glyph = Some(glyph);
        button.name = name;
        button.tooltip = name;
        button
    }

    /// A glyph before the text.
    pub fn glyph(mut self, glyph: char) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// A glyph after the text, such as the caret of a menu button.
    pub fn trailing(mut self, glyph: char) -> Self {
        self.trailing = Some(glyph);
        self
    }

    /// 24 high, for table rows and cards.
    pub fn small(mut self) -> Self {
        self.height = theme::CONTROL_HEIGHT_SMALL;
        self
    }

    /// 32 high, for dialogs.
    pub fn large(mut self) -> Self {
        self.height = theme::CONTROL_HEIGHT_DIALOG;
        self
    }

    /// At least this wide, points.
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    /// A tool or toggle that is on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// What it does, or why it cannot be pressed.
    pub fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = text;
        self
    }

    /// Shortcut shown in the tooltip.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// Accessible name, when the text alone does not say it.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    fn look(
        &self,
        t: &Tokens,
        hover: f32,
        pressed: bool,
        enabled: bool,
    ) -> (Color32, Stroke, Color) {
        let clear = Color32::TRANSPARENT;
        let quiet = |base: Color| Color32::from(base.mix(t.hover, hover));
        if !enabled {
            let ghost = self.weight == Weight::Ghost;
            let (fill, line) = if ghost {
                (clear, Stroke::NONE)
            } else {
                (t.panel.into(), paint::hairline(t.border))
            };
            return (fill, line, t.disabled);
        }
        if self.selected {
            return (t.accent_soft.into(), Stroke::NONE, t.accent);
        }
        match self.weight {
            Weight::Primary => {
                let dim = if pressed { 0.18 } else { 0.09 * hover };
                (
                    t.accent_fill.mix(Color::BLACK, dim).into(),
                    Stroke::NONE,
                    t.on_accent,
                )
            }
            Weight::Secondary | Weight::Danger => {
                let danger = self.weight == Weight::Danger;
                let ink = if danger {
                    t.severity(SeveritySlot::Critical).ink
                } else {
                    t.text_1
                };
                let fill = if pressed {
                    t.accent_soft.into()
                } else {
                    quiet(t.panel)
                };
                let line = if pressed { t.accent } else { t.strong };
                (fill, paint::hairline(line), ink)
            }
            Weight::Ghost => {
                let fill = if pressed {
                    t.accent_soft.into()
                } else {
                    Color32::from(t.hover).gamma_multiply(hover)
                };
                let ink = if self.text.is_empty() {
                    t.text_2.mix(t.text_1, hover)
                } else {
                    t.text_1
                };
                (fill, Stroke::NONE, ink)
            }
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let font = Type::Control.strong();
        let text_width = fonts::width(ui.painter(), self.text, font.clone());
        let icon_only = self.text.is_empty();
        let glyph_size = if icon_only { 18.0 } else { 16.0 };
        let mut content = text_width;
        if self.glyph.is_some() && !icon_only {
            content += glyph_size + 6.0;
        }
        if self.trailing.is_some() {
            content += 12.0 + 6.0;
        }
        let padding = if self.height < 28.0 { 10.0 } else { 12.0 };
        let width = if icon_only {
            self.height
        } else {
            (content + 2.0 * padding).round()
        };
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let size = vec2(width.max(self.min_width), self.height);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let name = if self.name.is_empty() {
            self.text
        } else {
            self.name
        };
        response.widget_info(|| {
            if self.selected {
                WidgetInfo::selected(WidgetType::Button, enabled, true, name)
            } else {
                WidgetInfo::labeled(WidgetType::Button, enabled, name)
            }
        });
        if ui.is_rect_visible(rect) {
            let t = tokens(ui);
            let hover = if enabled {
                paint::hover_share(ui, &response)
            } else {
                0.0
            };
            let pressed = enabled && response.is_pointer_button_down_on();
            let (fill, line, ink) = self.look(t, hover, pressed, enabled);
            let rect = paint::snap(ui.painter(), rect);
            paint::boxed(ui.painter(), rect, f32::from(RADIUS_CONTROL), fill, line);
            self.content(ui, rect, content, glyph_size, ink);
            paint::focus_ring(ui, &response, rect, f32::from(RADIUS_CONTROL));
        }
        let response = if enabled {
            response.on_hover_cursor(CursorIcon::PointingHand)
        } else if self.tooltip.is_empty() {
            response
        } else {
            response.on_hover_cursor(CursorIcon::NotAllowed)
        };
        tip_keys(response, self.tooltip, self.keys)
    }
}

impl Button<'_> {
    fn content(&self, ui: &Ui, rect: Rect, content: f32, glyph_size: f32, ink: Color) {
        let painter = ui.painter();
        if self.text.is_empty() {
            if let Some(glyph) = self.glyph {
                fonts::glyph(painter, rect.center(), glyph, fonts::icon(glyph_size), ink);
            }
            return;
        }
        let mut x = rect.center().x - content * 0.5;
        let y = rect.center().y;
        if let Some(glyph) = self.glyph {
            let at = pos2(x + glyph_size * 0.5, y);
            fonts::glyph(painter, at, glyph, fonts::icon(glyph_size), ink);
            x += glyph_size + 6.0;
        }
        let strong = Type::Control.strong();
        let text = fonts::text(
            painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            self.text,
            strong,
            ink,
        );
        if let Some(glyph) = self.trailing {
            let at = pos2(text.right() + 6.0 + 6.0, y);
            fonts::glyph(painter, at, glyph, fonts::icon(12.0), ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use crate::glyph;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_click_and_the_enter_key_press_the_button() {
        let mut h = harness([200.0, 60.0], Theme::Light, 0, |ui, presses| {
            if ui.add(Button::primary("Export")).clicked() {
                *presses += 1;
            }
        });
        h.get_by_label("Export").click();
        h.run();
        h.get_by_label("Export").focus();
        h.run();
        h.key_press(egui::Key::Enter);
        h.run();
        assert_eq!(*h.state(), 2);
    }

    #[test]
    fn a_disabled_button_does_nothing() {
        let mut h = harness([200.0, 60.0], Theme::Dark, false, |ui, pressed| {
            *pressed |= ui.add(Button::danger("Delete").enabled(false)).clicked();
        });
        h.get_by_label("Delete").click();
        h.run();
        assert!(!h.state());
    }

    #[test]
    fn icon_buttons_have_a_name_and_a_full_target() {
        let h = harness([200.0, 60.0], Theme::Light, (), |ui, ()| {
            ui.add(Button::icon(glyph::HAND, "Move the canvas").small());
        });
        let rect = h.get_by_label("Move the canvas").rect();
        assert!(rect.width() >= 24.0 && rect.height() >= 24.0, "{rect}");
    }
}
