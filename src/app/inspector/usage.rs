//! A usage figure: derived from traffic, with its formula, until the user types one; typed, with what traffic gives and a way
//! back to it, and a warning where the two are far apart.

use super::parts::{self, Bounds};
use crate::analysis::usage;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::paint::Tone;
use crate::app::widgets::row::property_row;
use crate::app::widgets::tip::tip;
use crate::catalog::{Item, UsageFigure};
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use egui::{Align, Align2, Layout, Sense, Ui, WidgetInfo, WidgetType, vec2};

/// What a row is about.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Name of the property.
    pub label: &'a str,
    /// What it means.
    pub doc: &'a str,
    /// Unit.
    pub unit: &'a str,
    /// Largest value.
    pub max: f64,
    /// What is typed.
    pub typed: Option<f64>,
}

impl Row<'_> {
    fn bounds(&self) -> Bounds {
        Bounds {
            min: 0.0,
            max: self.max,
            whole: false,
        }
    }
}

/// A row whose figure nothing derives, or that stands for several items. The answer is the new value.
pub fn plain_row(ui: &mut Ui, cx: &Cx<'_>, row: Row<'_>) -> Option<Option<f64>> {
    let texts = (row.label, row.doc, row.unit);
    parts::number_row(ui, cx, texts, row.typed, None, row.bounds())
}

/// A row with its derived and its typed figure. The answer is the new value; none goes back to the derived one.
pub fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    item: &Item<'_>,
    figure: &UsageFigure,
    row: Row<'_>,
) -> Option<Option<f64>> {
    let derived = rounded(figure.derived);
    let mut value = row.typed;
    let changed = property_row(ui, row.label, row.doc, |ui| {
        let field = ui.scope(|ui| {
            let texts = (row.label, row.unit);
            parts::number_edit(ui, cx, texts, &mut value, Some(derived), row.bounds())
        });
        let why = || {
            usage::explain(
                item,
                &cx.state.report.traffic,
                cx.catalogue(),
                figure,
                cx.language,
            )
        };
        let id = ui.id().with(("figure", row.label));
        let over = ui.interact(field.response.rect, id, Sense::hover());
        if row.typed.is_none() && over.hovered() {
            tip(over, &why());
        }
        let mut changed = field.inner;
        if row.typed.is_some() && typed_line(ui, cx, figure, row, why) {
            value = None;
            changed = true;
        }
        changed
    });
    changed.then_some(value)
}

/// Under a typed figure: that it is typed, what traffic gives, and the way back. The answer is whether to go back.
fn typed_line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    figure: &UsageFigure,
    row: Row<'_>,
    why: impl Fn() -> String,
) -> bool {
    let t = tokens(ui);
    let far = usage::is_far_off(figure);
    let tone = if far {
        Tone::Severity(SeveritySlot::Medium)
    } else {
        Tone::Neutral
    };
    let size = vec2(ui.available_width(), 22.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let builder = egui::UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let mut line = ui.new_child(builder);
    line.spacing_mut().item_spacing.x = 6.0;
    let derived = format!("{} {}", short(cx, figure.derived), row.unit);
    let back = cx.text_with("usage-reset", "figure", derived.trim());
    let button = Button::icon(glyph::ARROW_COUNTER_CLOCKWISE, &back).small();
    let reset = line.add(button).clicked();
    let right = line.min_rect().left() - 4.0;
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.spacing_mut().item_spacing.x = 6.0;
    let word = cx.text("usage-typed-chip");
    let mut chip = Chip::new(&word).small().tone(tone);
    if far {
        chip = chip.glyph(glyph::WARNING_DIAMOND);
    }
    left.add(chip);
    let at = egui::pos2(left.min_rect().right() + 6.0, rect.center().y);
    // The unit stands in the field above.
    let text = cx.text_with("usage-would-be", "figure", short(cx, figure.derived));
    let (font, ink) = (Type::Small.font(), t.text_2);
    let anchor = Align2::LEFT_CENTER;
    let (placed, _) = fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        &text,
        font,
        ink,
        (right - at.x).max(0.0),
        Elide::End,
    );
    let id = ui.id().with(("typed", row.label));
    let said = ui.interact(placed, id, Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &text));
    if said.hovered() {
        tip(said, &why());
    }
    if far {
        let words = cx.text("usage-far-off");
        let ink = t.severity(SeveritySlot::Medium).ink.into();
        let width = ui.available_width();
        ui.label(fonts::paragraph(&words, Type::Small, false, ink, width));
    }
    reset
}

fn short(cx: &Cx<'_>, value: f64) -> String {
    if value >= 10_000.0 {
        number::compact(value, cx.language)
    } else {
        number::short(value, if value >= 100.0 { 0 } else { 2 })
    }
}

/// Enough digits to judge a derived figure by.
fn rounded(value: f64) -> f64 {
    let scale = if value.abs() >= 100.0 { 1.0 } else { 100.0 };
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use crate::analysis::usage;
    use crate::app::action::{Action, EditAction, Select};
    use crate::app::shell::Shell;
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::catalog::Item;
    use crate::model::edit::Edit;
    use crate::model::{Id, Language};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    /// A component of the sample with a derived figure that can be ten times too small.
    fn busy(h: &Harness<'_, Shell>) -> (Id, &'static str, f64) {
        let state = &h.state().state;
        let found = Item::all(&state.design).find_map(|item| {
            let figures = usage::figures(&item, &state.report.traffic, state.catalogue);
            let figure = figures
                .iter()
                .find(|f| f.derived > 1.0 && !f.property.secondary)?;
            Some((item.id.clone(), figure.property.name, figure.derived))
        });
        found.unwrap()
    }

    #[test]
    fn a_typed_figure_is_marked_warned_of_and_reset() {
        for (language, reset, warning) in [
            (
                Language::English,
                "Back to the derived",
                "more than ten times",
            ),
            (Language::Korean, "계산값으로 되돌리기", "10배 넘게"),
        ] {
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            let (id, property, derived) = busy(&h);
            let set = |h: &mut Harness<'_, Shell>, value: f64| {
                let edit = Edit::SetProperty {
                    id: id.clone(),
                    property: property.to_owned(),
                    value: Some(value.into()),
                };
                let edit = EditAction::Apply {
                    edit: Box::new(edit),
                    label: crate::app::action::label_of("undo-settings"),
                    merge: None,
                };
                h.state_mut().state.apply(Action::Edit(edit));
                h.run_steps(8);
            };
            h.state_mut()
                .state
                .apply(Action::Select(Select::Only(id.clone())));
            h.run_steps(8);
            assert!(h.query_all_by_label_contains(reset).next().is_none());
            set(&mut h, derived * 2.0);
            assert!(h.query_all_by_label_contains(warning).next().is_none());
            set(&mut h, derived * 20.0);
            assert!(h.query_all_by_label_contains(warning).next().is_some());
            h.get_by_label_contains(reset).click();
            h.run_steps(8);
            let component = h.state().state.design.component(&id).unwrap();
            assert_eq!(component.property(property), None);
            assert!(h.query_all_by_label_contains(reset).next().is_none());
        }
    }
}
