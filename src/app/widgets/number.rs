//! A number with its unit: takes expressions, keeps a range, and shows where the number was derived.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Id, Key, Rect, Response, Sense, Ui, pos2, vec2};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::expression;
use crate::app::widgets::field::{BoxState, Editor, editor, error_line, field_box};
use crate::app::widgets::paint::{self, Tone};

/// A field for a number. The value changes on Enter or when the field loses the focus; Esc brings the old one back.
#[must_use = "call `show`"]
pub struct NumberField<'a> {
    name: &'a str,
    unit: &'a str,
    min: Option<(f64, &'a str)>,
    max: Option<(f64, &'a str)>,
    invalid: &'a str,
    derived: Option<(f64, &'a str)>,
    integer: bool,
    ungrouped: bool,
    width: Option<f32>,
    enabled: bool,
    hint: &'a str,
}

/// What is typed and not yet taken over, and the value it started from.
#[derive(Clone, Default)]
struct Draft {
    text: String,
    base: Option<f64>,
}

impl<'a> NumberField<'a> {
    /// A field; `name` is what it holds, for AccessKit and for its identity inside the `Ui`.
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            unit: "",
            min: None,
            max: None,
            invalid: "?",
            derived: None,
            integer: false,
            ungrouped: false,
            width: None,
            enabled: true,
            hint: "",
        }
    }

    /// What stands in the empty field ("Mixed").
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Unit, shown at the right.
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// Smallest allowed value, and what to say below it.
    pub fn min(mut self, value: f64, message: &'a str) -> Self {
        self.min = Some((value, message));
        self
    }

    /// Largest allowed value, and what to say above it.
    pub fn max(mut self, value: f64, message: &'a str) -> Self {
        self.max = Some((value, message));
        self
    }

    /// What to say when the text is no number.
    pub fn invalid(mut self, message: &'a str) -> Self {
        self.invalid = message;
        self
    }

    /// The number that holds while nothing is entered, and the word of its chip ("derived").
    pub fn derived(mut self, value: f64, chip: &'a str) -> Self {
        self.derived = Some((value, chip));
        self
    }

    /// Without commas: the number is a name (a port), not an amount.
    pub fn ungrouped(mut self) -> Self {
        self.ungrouped = true;
        self
    }
    /// Whole numbers only; others are rounded.
    pub fn integer(mut self) -> Self {
        self.integer = true;
        self
    }

    /// Width in points; all of the available width without it.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Whether it can be edited.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws the field over a value that is always there.
    pub fn show_value(self, ui: &mut Ui, value: &mut f64) -> Response {
        let mut held = Some(*value);
        let response = self.show(ui, &mut held);
        *value = held.unwrap_or(*value);
        response
    }

    /// Draws the field; `None` means "as derived" and clearing the field returns to it. `changed()` of the response is
    /// true in the frame in which the value is taken over.
    pub fn show(self, ui: &mut Ui, value: &mut Option<f64>) -> Response {
        let id = ui.id().with(("number", self.name));
        let draft_id = id.with("draft");
        let mut draft: Option<Draft> = ui.data(|d| d.get_temp(draft_id));
        if draft.as_ref().is_some_and(|d| d.base != *value) {
            draft = None;
        }
        let focused = ui.memory(|m| m.has_focus(id));
        let error = draft.as_ref().and_then(|d| self.problem(&d.text, focused));
        let derived = if value.is_none() && draft.is_none() {
            self.derived
        } else {
            None
        };
        let shown = value
            .or(derived.map(|d| d.0))
            .map(|value| {
                let text = expression::format(value);
                if self.ungrouped {
                    text.replace(',', "")
                } else {
                    text
                }
            })
            .unwrap_or_default();
        let mut text = draft.as_ref().map_or(shown, |d| d.text.clone());

        let width = self.width.unwrap_or_else(|| ui.available_width());
        let size = vec2(width, theme::CONTROL_HEIGHT);
        let (rect, area) = ui.allocate_exact_size(size, Sense::click());
        let rect = paint::snap(ui.painter(), rect);
        let enabled = self.enabled && ui.is_enabled();
        let hovered = area.contains_pointer();
        field_box(
            ui,
            rect,
            BoxState {
                focused,
                hovered,
                error: error.is_some(),
                enabled,
            },
        );
        let right = self.suffix(ui, rect, focused.then_some(text.as_str()));
        if let (Some((_, word)), false) = (derived, focused) {
            derived_chip(ui, rect, &text, word, right);
        }
        let inner = Rect::from_min_max(
            pos2(rect.left() + 10.0, rect.top()),
            pos2(right, rect.bottom()),
        );
        let part = Editor {
            name: self.name,
            hint: self.hint,
            enabled,
        };
        let mut response = editor(ui, inner, id, &mut text, part);
        if area.clicked() && enabled {
            response.request_focus();
        }
        if response.gained_focus() {
            select_all(ui, id, &text);
        }
        if response.changed() {
            draft = Some(Draft {
                text: text.clone(),
                base: *value,
            });
        }
        response.flags.remove(egui::response::Flags::CHANGED);
        if response.lost_focus() {
            let escaped = ui.input(|i| i.key_pressed(Key::Escape));
            draft = if escaped {
                None
            } else {
                self.commit(draft, value, &mut response)
            };
        }
        ui.data_mut(|d| match draft {
            Some(draft) => {
                d.insert_temp(draft_id, draft);
            }
            None => d.remove::<Draft>(draft_id),
        });
        if let Some(error) = error {
            error_line(ui, error, width);
        }
        response
    }

    /// Takes the draft over if it is good; what stays is the draft that is not.
    fn commit(
        &self,
        draft: Option<Draft>,
        value: &mut Option<f64>,
        response: &mut Response,
    ) -> Option<Draft> {
        let draft = draft?;
        let entered = if draft.text.trim().is_empty() {
            self.derived?;
            None
        } else if self.problem(&draft.text, false).is_some() {
            return Some(draft);
        } else {
            let number = expression::evaluate(&draft.text)?;
            Some(if self.integer { number.round() } else { number })
        };
        if entered != *value {
            *value = entered;
            response.mark_changed();
        }
        None
    }

    /// What is wrong with `text`; while it is being typed, only what more typing would not mend.
    fn problem(&self, text: &str, typing: bool) -> Option<&'a str> {
        if text.trim().is_empty() {
            return None;
        }
        let Some(number) = expression::evaluate(text) else {
            return (!typing).then_some(self.invalid);
        };
        match (self.min, self.max) {
            (_, Some((max, message))) if number > max => Some(message),
            (Some((min, message)), _) if number < min && !typing => Some(message),
            _ => None,
        }
    }

    /// Paints the unit, or the result while an expression is typed; returns where the editor must end.
    fn suffix(&self, ui: &Ui, rect: Rect, typed: Option<&str>) -> f32 {
        let t = tokens(ui);
        let result = typed
            .filter(|text| expression::is_expression(text))
            .and_then(expression::evaluate)
            .map(|v| format!("= {} {}", expression::format(v), self.unit));
        let text = result.as_deref().map_or(self.unit, str::trim_end);
        if text.is_empty() {
            return rect.right() - 10.0;
        }
        let at = pos2(rect.right() - 10.0, rect.center().y);
        let font = Type::Control.font();
        let placed = fonts::text(ui.painter(), at, Align2::RIGHT_CENTER, text, font, t.text_3);
        placed.left() - 6.0
    }
}

fn derived_chip(ui: &Ui, rect: Rect, text: &str, word: &str, right: f32) {
    let width = fonts::width(ui.painter(), text, Type::Control.font());
    let chip = Chip::new(word).tone(Tone::Accent).small().quiet();
    let size = chip.size(ui.painter());
    let left = rect.left() + 10.0 + width + 8.0;
    if left + size.x <= right {
        let at = pos2(left, rect.center().y - size.y * 0.5);
        chip.paint(ui.painter(), tokens(ui), Rect::from_min_size(at, size), 0.0);
    }
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    fn field(start: Option<f64>) -> Harness<'static, (Option<f64>, usize)> {
        harness(
            [240.0, 80.0],
            Theme::Light,
            (start, 0),
            |ui, (value, changes)| {
                let field = NumberField::new("Storage")
                    .unit("GB")
                    .min(20.0, "At least 20 GB")
                    .max(65536.0, "At most 65,536 GB")
                    .invalid("Not a number")
                    .derived(420.0, "derived");
                *changes += usize::from(field.show(ui, value).changed());
            },
        )
    }

    fn enter(h: &mut Harness<'static, (Option<f64>, usize)>, text: &str, end: Key) {
        h.get_by_label("Storage").focus();
        h.run();
        h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        h.run();
        if text.is_empty() {
            h.key_press(Key::Backspace);
        } else {
            h.get_by_label("Storage").type_text(text);
        }
        h.run();
        h.key_press(end);
        h.run();
    }

    #[test]
    fn an_expression_is_taken_over_once_on_enter() {
        let mut h = field(Some(500.0));
        enter(&mut h, "30*1.5", Key::Enter);
        assert_eq!(*h.state(), (Some(45.0), 1));
    }

    #[test]
    fn escape_brings_the_old_value_back() {
        let mut h = field(Some(500.0));
        enter(&mut h, "77", Key::Escape);
        assert_eq!(*h.state(), (Some(500.0), 0));
        assert_eq!(h.get_by_label("Storage").value().as_deref(), Some("500"));
    }

    #[test]
    fn values_out_of_range_stay_in_the_field_with_a_reason() {
        let mut h = field(Some(500.0));
        enter(&mut h, "70,000", Key::Enter);
        assert_eq!(*h.state(), (Some(500.0), 0));
        h.get_by_label("At most 65,536 GB");
        enter(&mut h, "3", Key::Enter);
        h.get_by_label("At least 20 GB");
        enter(&mut h, "many", Key::Enter);
        h.get_by_label("Not a number");
        enter(&mut h, "100", Key::Enter);
        assert_eq!(*h.state(), (Some(100.0), 1));
    }

    #[test]
    fn clearing_returns_to_the_derived_number() {
        let mut h = field(Some(500.0));
        enter(&mut h, "", Key::Enter);
        assert_eq!(*h.state(), (None, 1));
        assert_eq!(h.get_by_label("Storage").value().as_deref(), Some("420"));
    }
}
