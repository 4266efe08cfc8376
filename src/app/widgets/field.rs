//! Text and search fields, and the box that every editable field shares.

use egui::{
    Align, Align2, Color32, CornerRadius, Frame, Id, Margin, Rect, Response, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::chip::KeyCap;
use crate::app::widgets::paint;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;

/// State of a field's box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BoxState {
    pub(super) focused: bool,
    pub(super) hovered: bool,
    pub(super) error: bool,
    pub(super) enabled: bool,
}

/// Paints the box of a field: fill, outline, and a halo while it is edited.
pub(super) fn field_box(ui: &Ui, rect: Rect, state: BoxState) {
    let t = tokens(ui);
    let critical = t.severity(SeveritySlot::Critical);
    let line = match state {
        BoxState { error: true, .. } => critical.ink,
        BoxState { focused: true, .. } => t.accent,
        BoxState {
            hovered: true,
            enabled: true,
            ..
        } => t.strong,
        _ => t.border,
    };
    let radius = f32::from(theme::RADIUS_CONTROL);
    if state.focused {
        let halo = if state.error {
            critical.soft
        } else {
            t.accent_line
        };
        let stroke = Stroke::new(2.0, Color32::from(halo));
        let corner = CornerRadius::from(radius);
        ui.painter()
            .rect_stroke(rect, corner, stroke, StrokeKind::Outside);
    }
    let fill = if state.enabled { t.subtle } else { t.panel };
    paint::boxed(ui.painter(), rect, radius, fill, paint::hairline(line));
}

/// Puts an undecorated single-line editor into `rect` and names it for AccessKit.
pub(super) fn editor(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    text: &mut String,
    part: Editor<'_>,
) -> Response {
    let t = tokens(ui);
    let ink = if part.enabled { t.text_1 } else { t.disabled };
    let edit = TextEdit::singleline(text)
        .id(id)
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .font(Type::Control.font())
        .text_color(Color32::from(ink))
        .hint_text(
            egui::RichText::new(part.hint)
                .font(Type::Control.font())
                .color(t.text_3),
        )
        .background_color(Color32::TRANSPARENT)
        .vertical_align(Align::Center)
        .interactive(part.enabled)
        .desired_width(rect.width());
    // A child that the layout does not see: the box around it has taken the room already.
    let layout = egui::Layout::centered_and_justified(egui::Direction::TopDown);
    let response = ui
        .new_child(UiBuilder::new().max_rect(rect).layout(layout))
        .add(edit);
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(part.name));
    response
}

/// What [`editor`] shows besides its text.
pub(super) struct Editor<'a> {
    pub(super) name: &'a str,
    pub(super) hint: &'a str,
    pub(super) enabled: bool,
}

/// A single-line text field. `name` is what it holds, for AccessKit and for its identity inside the `Ui`.
#[must_use = "call `show`"]
pub struct TextField<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    glyph: Option<char>,
    key_cap: &'a str,
    trailing: &'a str,
    clear: &'a str,
    width: Option<f32>,
    height: f32,
    error: &'a str,
    enabled: bool,
    id: Option<Id>,
}

impl<'a> TextField<'a> {
    /// A field over `text`.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self {
            text,
            name,
            hint: "",
            glyph: None,
            key_cap: "",
            trailing: "",
            clear: "",
            width: None,
            height: theme::CONTROL_HEIGHT,
            error: "",
            enabled: true,
            id: None,
        }
    }

    /// A search field: magnifying glass, and a button named `clear` while there is something to clear.
    pub fn search(text: &'a mut String, name: &'a str, clear: &'a str) -> Self {
        let mut field = Self::new(text, name);
        field.hint = name;
        field.glyph = Some(glyph::MAGNIFYING_GLASS);
        field.clear = clear;
        field
    }

    /// Shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Key that focuses the field, shown in a cap while it is empty and resting.
    pub fn key_cap(mut self, keys: &'a str) -> Self {
        self.key_cap = keys;
        self
    }

    /// Small text at the right, such as the number of matches.
    pub fn trailing(mut self, text: &'a str) -> Self {
        self.trailing = text;
        self
    }

    /// Width in points; all of the available width without it.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// 32 high, for dialogs.
    pub fn large(mut self) -> Self {
        self.height = theme::CONTROL_HEIGHT_DIALOG;
        self
    }

    /// What is wrong with the text; empty when nothing is.
    pub fn error(mut self, error: &'a str) -> Self {
        self.error = error;
        self
    }

    /// Whether it can be edited.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Identity of the editor, to focus it from elsewhere.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws the field; the response is the editor's (`changed`, `lost_focus`).
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = self
            .id
            .unwrap_or_else(|| ui.id().with(("field", self.name)));
        let width = self.width.unwrap_or_else(|| ui.available_width());
        // The editor inside takes the keyboard.
        let (rect, area) = ui.allocate_exact_size(vec2(width, self.height), Sense::CLICK);
        let rect = paint::snap(ui.painter(), rect);
        let focused = ui.memory(|m| m.has_focus(id));
        let enabled = self.enabled && ui.is_enabled();
        let hovered = area.contains_pointer();
        field_box(
            ui,
            rect,
            BoxState {
                focused,
                hovered,
                error: !self.error.is_empty(),
                enabled,
            },
        );
        let t = tokens(ui);
        let y = rect.center().y;
        let mut left = rect.left() + 10.0;
        if let Some(c) = self.glyph {
            fonts::glyph(
                ui.painter(),
                pos2(left + 7.0, y),
                c,
                fonts::icon(16.0),
                t.text_3,
            );
            left += 22.0;
        }
        let mut right = rect.right() - 10.0;
        let mut cleared = false;
        if !self.clear.is_empty() && !self.text.is_empty() {
            let target = Rect::from_center_size(pos2(rect.right() - 14.0, y), vec2(24.0, 24.0));
            let button = ui.interact(target, id.with("clear"), Sense::click());
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, self.clear)
            });
            let ink = if button.hovered() { t.text_1 } else { t.text_3 };
            fonts::glyph(
                ui.painter(),
                target.center(),
                glyph::X,
                fonts::icon(12.0),
                ink,
            );
            paint::focus_ring(ui, &button, target.shrink(4.0), 4.0);
            cleared = button.clicked();
            right -= 20.0;
        } else if !self.key_cap.is_empty() && self.text.is_empty() && !focused {
            let cap = KeyCap::new(self.key_cap).paint(ui.painter(), t, pos2(rect.right() - 5.0, y));
            right = cap.left() - 6.0;
        }
        if !self.trailing.is_empty() {
            let font = Type::Small.font();
            let at = pos2(right, y);
            let text = fonts::text(
                ui.painter(),
                at,
                Align2::RIGHT_CENTER,
                self.trailing,
                font,
                t.text_3,
            );
            right = text.left() - 6.0;
        }
        if cleared {
            self.text.clear();
        }
        let inner = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let part = Editor {
            name: self.name,
            hint: self.hint,
            enabled,
        };
        let mut response = editor(ui, inner, id, self.text, part);
        if cleared || (area.clicked() && enabled) {
            response.request_focus();
        }
        if cleared {
            response.mark_changed();
        }
        if !self.error.is_empty() {
            error_line(ui, self.error, width);
        }
        response
    }
}

/// The line under a field that says what is wrong.
pub(super) fn error_line(ui: &mut Ui, error: &str, width: f32) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 14.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, error));
    let ink = t.severity(SeveritySlot::Critical).ink;
    fonts::text(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        error,
        Type::Small.font(),
        ink,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn typing_fills_and_the_button_clears() {
        let mut h = harness([240.0, 60.0], Theme::Light, String::new(), |ui, text| {
            TextField::search(text, "Search kinds", "Clear")
                .key_cap("/")
                .show(ui);
        });
        h.get_by_label("Search kinds").click();
        h.run();
        h.get_by_label("Search kinds").type_text("서울 r6g");
        h.run();
        assert_eq!(h.state(), "서울 r6g");
        h.get_by_label("Clear").click();
        h.run();
        assert_eq!(h.state(), "");
        assert!(h.get_by_label("Search kinds").is_focused());
    }

    #[test]
    fn an_error_is_said_in_words() {
        let h = harness([240.0, 60.0], Theme::Light, "a b".to_owned(), |ui, text| {
            TextField::new(text, "Id").error("no spaces").show(ui);
        });
        h.get_by_label("no spaces");
    }
}
