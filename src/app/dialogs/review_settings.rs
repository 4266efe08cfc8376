//! The review's settings of the design: profile, and the figures that rules compare with.

use super::paragraph;
use crate::analysis::review::rule::Threshold;
use crate::analysis::review::{self, Rule, profile};
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::inspector::{profile_row, put_settings};
use crate::app::theme::{PROPERTY_ROW, tokens};
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::label;
use crate::app::widgets::number::NumberField;
use crate::app::widgets::row::property_row;
use crate::app::widgets::sheet::{ModalSheet, scroll_height, sheet_buttons};
use crate::glyph;
use crate::model::Settings;
use crate::text::number;
use egui::{Context, Id, ScrollArea, Ui};

/// What is typed.
#[derive(Debug, Default)]
pub struct SettingsForm {
    search: String,
}

/// Draws the sheet; the answer is whether it is to close.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut SettingsForm, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("review-settings"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(680.0);
    let response = sheet.show(ctx, |ui| {
        profile_row(ui, cx, out);
        let settings = &cx.design().settings;
        let left_out = cx.state.review.hidden();
        if profile::least(settings.review_profile) != review::Severity::Info || left_out > 0 {
            paragraph(ui, &cx.text_with("profile-hides", "count", left_out));
        }
        ui.add_space(10.0);
        label(
            ui,
            &cx.text("thresholds"),
            Type::Control.strong(),
            tokens(ui).text_1,
        );
        paragraph(ui, &cx.text("thresholds-doc"));
        ui.add_space(4.0);
        let (name, clear) = (cx.text("thresholds-search"), cx.text("clear"));
        let field = TextField::search(&mut form.search, &name, &clear).hint(&name);
        field.id(Id::new("skydraft.thresholds")).show(ui);
        ui.add_space(6.0);
        let wanted = form.search.trim().to_lowercase();
        let says = |rule: &&&'static Rule| {
            let title = rule.title().get(cx.language).to_lowercase();
            rule.code.to_lowercase().contains(&wanted) || title.contains(&wanted)
        };
        let rules = review::rules().iter().filter(says);
        let rules: Vec<(&Rule, Threshold)> = rules
            .filter_map(|rule| Some((*rule, rule.threshold?)))
            .collect();
        ScrollArea::vertical()
            .max_height(scroll_height(ui.ctx(), 320.0, 120.0))
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 8.0);
                if rules.is_empty() {
                    paragraph(ui, &cx.text("nothing-found"));
                }
                for (rule, threshold) in rules {
                    row(ui, cx, rule, threshold, out);
                }
            });
        sheet_buttons(ui, |ui| ui.add(Button::primary(&close).large()).clicked())
    });
    response.close || response.inner
}

/// Width of the column of codes, points.
const CODE: f32 = 72.0;

/// A rule with its figure; the button takes the default again.
fn row(ui: &mut Ui, cx: &Cx<'_>, rule: &Rule, threshold: Threshold, out: &mut Actions) {
    let line = egui::vec2(CODE, PROPERTY_ROW);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(line, layout, |ui| {
            ui.set_min_size(line);
            label(ui, rule.code, Type::Small.font(), tokens(ui).text_3);
        });
        let id = (rule.code, "figure");
        ui.push_id(id, |ui| {
            ui.vertical(|ui| figure(ui, cx, rule, threshold, out))
        });
    });
}

/// The title of a rule with its figure and the button.
fn figure(ui: &mut Ui, cx: &Cx<'_>, rule: &Rule, threshold: Threshold, out: &mut Actions) {
    let own = cx.design().settings.thresholds.get(rule.code).copied();
    let title = rule.title().get(cx.language);
    let name = format!("{} {title}", rule.code);
    let args = [
        ("value", number::short(threshold.value, 4).into()),
        ("unit", threshold.unit.get(cx.language).into()),
        ("source", threshold.source.into()),
    ];
    let doc = crate::text::format(cx.language, "threshold-default", &args);
    let doc = format!("{name}\n{doc}");
    let (invalid, chip) = (cx.text("number-invalid"), cx.text("default"));
    property_row(ui, title, &doc, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let width = ui.available_width() - 32.0;
            let mut value = own;
            let changed = ui
                .scope(|ui| {
                    ui.set_max_width(width);
                    let field = NumberField::new(&name)
                        .unit(threshold.unit.get(cx.language))
                        .invalid(&invalid)
                        .derived(threshold.value, &chip);
                    field.show(ui, &mut value).changed()
                })
                .inner;
            if changed {
                put_threshold(cx, rule, value, out);
            }
            let back = cx.text("threshold-back");
            let button = Button::icon(glyph::ARROW_COUNTER_CLOCKWISE, &back).small();
            if ui.add(button.enabled(own.is_some())).clicked() {
                put_threshold(cx, rule, None, out);
            }
        });
    });
}

/// Sets the figure of a rule, or takes the default again.
fn put_threshold(cx: &Cx<'_>, rule: &Rule, value: Option<f64>, out: &mut Actions) {
    let set = |settings: &mut Settings| {
        settings.thresholds.remove(rule.code);
        let own = value.map(|value| (rule.code.to_owned(), value));
        settings.thresholds.extend(own);
    };
    put_settings(cx, set, out);
}
