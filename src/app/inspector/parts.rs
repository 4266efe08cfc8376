//! Pieces that the inspector's pages share.

use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::field::TextField;
use crate::app::widgets::number::NumberField;
use crate::app::widgets::paint;
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::{Choice, Select};
use crate::app::widgets::switch::Switch;
use egui::{Id, Key, Ui};

/// A line over a section, from edge to edge of the panel.
pub fn line(ui: &mut Ui) {
    ui.add_space(8.0);
    let rect = ui.max_rect();
    let y = ui.cursor().top().round();
    let ink = tokens(ui).border;
    paint::hline(ui.painter(), rect.left(), rect.right(), y, ink);
    ui.add_space(5.0);
}

/// A section that can be folded; the state is kept under `key`.
pub fn section(ui: &mut Ui, header: SectionHeader<'_>, key: &str, body: impl FnOnce(&mut Ui)) {
    line(ui);
    header.show(ui, ("inspector", key), |ui| {
        ui.add_space(2.0);
        body(ui);
    });
}

/// A paragraph of quiet text.
pub fn note(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let width = ui.available_width();
    let job = fonts::paragraph(text, Type::Small, false, t.text_3.into(), width);
    ui.label(job);
}

/// A text that is taken over on Enter or when the field loses the focus; Esc brings the old one back. The answer is the
/// new text.
pub fn text_edit(ui: &mut Ui, name: &str, current: &str, hint: &str) -> Option<String> {
    let id = ui.id().with(("text", name));
    text_edit_at(ui, id, name, current, hint, "")
}

/// As [`text_edit`], with an identity and what is wrong with the text.
pub fn text_edit_at(
    ui: &mut Ui,
    id: Id,
    name: &str,
    current: &str,
    hint: &str,
    error: &str,
) -> Option<String> {
    let draft_id = id.with("draft");
    let mut text: String = ui
        .data(|d| d.get_temp(draft_id))
        .unwrap_or_else(|| current.to_owned());
    let escaped = ui.memory(|m| m.has_focus(id)) && ui.input(|i| i.key_pressed(Key::Escape));
    let field = TextField::new(&mut text, name)
        .hint(hint)
        .id(id)
        .error(error);
    let response = field.show(ui);
    if response.has_focus() && !escaped {
        ui.data_mut(|d| d.insert_temp(draft_id, text));
        return None;
    }
    let draft: Option<String> = ui.data_mut(|d| d.remove_temp(draft_id));
    draft.filter(|draft| !escaped && draft != current)
}

/// A row with a text.
pub fn text_row(ui: &mut Ui, label: &str, doc: &str, current: &str, hint: &str) -> Option<String> {
    property_row(ui, label, doc, |ui| text_edit(ui, label, current, hint))
}

/// A row with one of a few choices; the answer is the index of another one that was chosen.
pub fn select_row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    doc: &str,
    choices: &[Choice<'_>],
    current: usize,
) -> Option<usize> {
    let mut at = current;
    let (search, nothing) = (cx.text("search"), cx.text("nothing-found"));
    property_row(ui, label, doc, |ui| {
        let select = Select::new(label, choices).search(&search, &nothing);
        select.show(ui, &mut at).changed().then_some(at)
    })
}

/// A row with one of a few choices where several items differ; the answer is the index of the one that all get.
pub fn mixed_select_row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    label: &str,
    doc: &str,
    choices: &[Choice<'_>],
) -> Option<usize> {
    let mut at = usize::MAX;
    let (search, nothing) = (cx.text("search"), cx.text("nothing-found"));
    let mixed = cx.text("mixed");
    property_row(ui, label, doc, |ui| {
        let select = Select::new(label, choices).placeholder(&mixed);
        let select = select.search(&search, &nothing);
        select.show(ui, &mut at).changed().then_some(at)
    })
}

/// A row with a number where several items differ; the answer is the one that all get.
pub fn mixed_number_row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    texts: (&str, &str, &str),
    bounds: Bounds,
) -> Option<Option<f64>> {
    hinted_number_row(ui, cx, texts, None, (bounds, &cx.text("mixed")))
}

/// A row with a number that may be empty; `hint` says what counts then. The answer is the new value.
pub fn hinted_number_row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (label, doc, unit): (&str, &str, &str),
    current: Option<f64>,
    (bounds, hint): (Bounds, &str),
) -> Option<Option<f64>> {
    let mut value = current;
    property_row(ui, label, doc, |ui| {
        let texts = (label, unit);
        edit_number(ui, cx, texts, &mut value, None, (bounds, hint))
    })
    .then_some(value)
}

/// A row with a switch; the answer is the new state.
pub fn switch_row(ui: &mut Ui, cx: &Cx<'_>, label: &str, doc: &str, on: bool) -> Option<bool> {
    let mut now = on;
    let word = cx.text(if on { "on" } else { "off" });
    let changed = property_row(ui, label, doc, |ui| {
        ui.add(Switch::new(&mut now, label).text(&word)).changed()
    });
    changed.then_some(now)
}

/// Bounds of a number row.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// Whole numbers only.
    pub whole: bool,
}

impl Bounds {
    /// Nothing negative.
    pub const AMOUNT: Bounds = Bounds {
        min: 0.0,
        max: 1e15,
        whole: false,
    };
    /// A share from 0 to 1.
    pub const SHARE: Bounds = Bounds {
        min: 0.0,
        max: 1.0,
        whole: false,
    };
}

/// A row with a number that may be empty, where `derived` (with its chip) stands in while nothing is typed. The answer
/// is the new value.
pub fn number_row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (label, doc, unit): (&str, &str, &str),
    current: Option<f64>,
    derived: Option<f64>,
    bounds: Bounds,
) -> Option<Option<f64>> {
    let mut value = current;
    property_row(ui, label, doc, |ui| {
        number_edit(ui, cx, (label, unit), &mut value, derived, bounds)
    })
    .then_some(value)
}

/// A number field with bounds; whether the value was changed.
pub fn number_edit(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (name, unit): (&str, &str),
    value: &mut Option<f64>,
    derived: Option<f64>,
    bounds: Bounds,
) -> bool {
    edit_number(ui, cx, (name, unit), value, derived, (bounds, ""))
}

fn edit_number(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (name, unit): (&str, &str),
    value: &mut Option<f64>,
    derived: Option<f64>,
    (bounds, hint): (Bounds, &str),
) -> bool {
    let with_unit = |limit: f64| {
        let number = crate::text::number::short(limit, 6);
        if unit.is_empty() {
            number
        } else {
            format!("{number} {unit}")
        }
    };
    let low = cx.text_with("number-at-least", "limit", with_unit(bounds.min));
    let high = cx.text_with("number-at-most", "limit", with_unit(bounds.max));
    let (invalid, chip) = (cx.text("number-invalid"), cx.text("derived"));
    let mut field = NumberField::new(name)
        .unit(unit)
        .hint(hint)
        .min(bounds.min, &low)
        .max(bounds.max, &high)
        .invalid(&invalid);
    if bounds.whole {
        field = field.integer();
    }
    if bounds.max == f64::from(u16::MAX) {
        field = field.ungrouped();
    }
    if let Some(derived) = derived {
        field = field.derived(derived, &chip);
    }
    field.show(ui, value).changed()
}
