//! The popover in the top bar: which scenario is shown, new ones, and what the shown one changes.

use super::marks::take_back;
use super::words;
use crate::analysis::compare::Question;
use crate::app::action::{Actions, View};
use crate::app::bars::top;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::menu::{MenuItem, dropdown, separator};
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::scenario::Spot;
use crate::model::{Id, LocalText, Scenario};
use egui::{Align, Layout, ScrollArea, Ui, vec2};

/// Width of the popover, points.
const WIDTH: f32 = 320.0;

/// The button that says which scenario is shown, and its popover.
pub fn button(ui: &mut Ui, cx: &Cx<'_>, room: f32, out: &mut Actions) {
    let shown = cx.state.shown_scenario();
    let base = cx.text("base");
    let title = shown.map_or(base.as_ref(), |(id, scenario)| {
        scenario.title(id, cx.language)
    });
    let short: String = match title.chars().count() > 22 && room < 400.0 {
        true => title.chars().take(20).chain(['…']).collect(),
        false => title.to_owned(),
    };
    let name = format!("{}: {title}", cx.text("scenario"));
    let hint = cx.text("scenario-hint");
    let button = Button::ghost(&short)
        .glyph(glyph::STACK)
        .trailing(glyph::CARET_DOWN)
        .name(&name)
        .selected(shown.is_some())
        .tooltip(&hint);
    let button = ui.add(button);
    dropdown(&button, WIDTH, |ui| content(ui, cx, out));
}

fn content(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let document = cx.state.document();
    let shown = cx.state.scenario_id();
    let base = cx.text("base");
    if ui
        .add(MenuItem::new(&base).checked(shown.is_none()))
        .clicked()
    {
        out.view(View::Scenario(None));
    }
    let list = ScrollArea::vertical()
        .id_salt("scenarios")
        .max_height(230.0)
        .min_scrolled_height(230.0);
    list.show(ui, |ui| {
        for (id, scenario) in document.scenarios.iter() {
            let title = scenario.title(id, cx.language);
            let row = MenuItem::new(title).checked(shown == Some(id));
            if ui.push_id(id.as_str(), |ui| ui.add(row)).inner.clicked() {
                out.view(View::Scenario(Some(id.clone())));
            }
        }
    });
    separator(ui);
    let new = cx.text("scenario-new");
    if ui.add(MenuItem::new(&new).glyph(glyph::PLUS)).clicked() {
        add_new(cx, out);
    }
    questions(ui, cx, out);
    top::item(ui, cx, Command::Compare, out);
    if let Some((id, scenario)) = cx.state.shown_scenario() {
        let duplicate = cx.text("scenario-duplicate");
        if ui
            .add(MenuItem::new(&duplicate).glyph(glyph::COPY))
            .clicked()
        {
            let title = scenario.title(id, cx.language).to_owned();
            add(cx, scenario, &title, out);
        }
        separator(ui);
        ui.add_space(4.0);
        own(ui, cx, id, scenario, out);
    }
}

/// "The same design elsewhere": decisions that can be varied, folded until they are asked for.
fn questions(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let key = ui.id().with("elsewhere");
    let open = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false);
    let title = cx.text("scenario-elsewhere");
    let caret = if open {
        glyph::CARET_DOWN
    } else {
        glyph::CARET_RIGHT
    };
    if ui.add(MenuItem::new(&title).glyph(caret)).clicked() {
        ui.data_mut(|data| data.insert_temp(key, !open));
    }
    if open {
        for question in Question::ALL {
            let title = question.title().get(cx.language);
            let row = ui.add(MenuItem::new(title).glyph(glyph::PLUS));
            if row.clicked() {
                out.view(View::Elsewhere(question));
            }
        }
        separator(ui);
    }
}

/// Adds a scenario that changes nothing yet, and shows it.
pub fn add_new(cx: &Cx<'_>, out: &mut Actions) {
    add(cx, &Scenario::default(), &cx.text("scenario"), out);
}

/// Adds a copy of a scenario with a name that no other has, and shows it.
fn add(cx: &Cx<'_>, like: &Scenario, stem: &str, out: &mut Actions) {
    let scenarios = &cx.state.document().scenarios;
    let mut number = 1;
    let mut name = if like.changes_nothing() {
        format!("{stem} {number}")
    } else {
        stem.to_owned()
    };
    let taken = |name: &str| {
        let name = LocalText::from(name);
        let mut all = scenarios.values();
        all.any(|own| own.name.shared(&name).is_some())
            || scenarios.find(name.get(cx.language)).is_some()
    };
    while taken(&name) {
        number += 1;
        name = format!("{stem} {number}");
    }
    let id = scenarios.fresh_id(&name.to_lowercase());
    let scenario = Scenario {
        name: LocalText::from(name.as_str()),
        ..like.clone()
    };
    out.edit(Edit::PutScenario(id.clone(), scenario), "undo-scenario-new");
    out.view(View::Scenario(Some(id)));
}

/// Name, place and differences of the shown scenario.
fn own(ui: &mut Ui, cx: &Cx<'_>, id: &Id, scenario: &Scenario, out: &mut Actions) {
    let inner = ui.available_width() - 16.0;
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.vertical(|ui| {
            ui.set_width(inner);
            ui.spacing_mut().item_spacing.y = 6.0;
            name(ui, cx, id, scenario, out);
            demand(ui, cx, id, scenario, out);
            actions(ui, cx, id, out);
            differences(ui, cx, scenario, out);
            ui.add_space(4.0);
        });
    });
}

fn name(ui: &mut Ui, cx: &Cx<'_>, id: &Id, scenario: &Scenario, out: &mut Actions) {
    let key = ui.id().with(("scenario-name", id.as_str()));
    let current = scenario.name.get(cx.language);
    let mut text: String = ui
        .data(|data| data.get_temp(key))
        .unwrap_or_else(|| current.to_owned());
    let title = cx.text("scenario-name");
    let response = TextField::new(&mut text, &title)
        .id(key.with("field"))
        .hint(id.as_str())
        .show(ui);
    if response.lost_focus() {
        let typed = text.trim();
        if typed != current {
            let named = Scenario {
                name: scenario.name.with(cx.language, typed),
                ..scenario.clone()
            };
            out.edit(Edit::PutScenario(id.clone(), named), "undo-scenario-rename");
        }
        ui.data_mut(|data| data.remove::<String>(key));
    } else if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(key, text));
    }
}

/// The factor on all demand.
fn demand(ui: &mut Ui, cx: &Cx<'_>, id: &Id, scenario: &Scenario, out: &mut Actions) {
    let factor = scenario.demand_factor.unwrap_or(1.0);
    let key = ui.id().with(("scenario-demand", id.as_str()));
    let shown = crate::text::number::short(factor, 4);
    let mut text: String = ui
        .data(|data| data.get_temp(key))
        .unwrap_or_else(|| shown.clone());
    ui.horizontal(|ui| {
        let t = tokens(ui);
        let title = cx.text("scenario-demand-factor");
        label(ui, &title, Type::Control.font(), t.text_2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let typed = text
                .trim()
                .trim_start_matches('×')
                .replace(',', "")
                .parse::<f64>();
            let valid = typed
                .as_ref()
                .is_ok_and(|value| (0.0..=1e6).contains(value));
            let error = if valid {
                "".into()
            } else {
                cx.text("scenario-demand-bad")
            };
            let field = TextField::new(&mut text, &title)
                .id(key.with("field"))
                .width(96.0)
                .error(&error);
            let response = field.show(ui);
            if response.lost_focus() {
                if let (Ok(value), true) = (typed, valid)
                    && value != factor
                {
                    let next = Scenario {
                        demand_factor: Some(value).filter(|value| *value != 1.0),
                        ..scenario.clone()
                    };
                    out.edit(Edit::PutScenario(id.clone(), next), "undo-demand");
                }
                ui.data_mut(|data| data.remove::<String>(key));
            } else if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(key, text.clone()));
            }
        });
    });
}

fn actions(ui: &mut Ui, cx: &Cx<'_>, id: &Id, out: &mut Actions) {
    let scenarios = &cx.state.document().scenarios;
    let at = scenarios.position(id).unwrap_or(0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let icon = |ui: &mut Ui, glyph: char, key: &'static str, enabled: bool| {
            let name = cx.text(key);
            ui.add(Button::icon(glyph, &name).small().enabled(enabled))
                .clicked()
        };
        if icon(ui, glyph::ARROW_UP, "scenario-up", at > 0) {
            out.edit(
                Edit::MoveScenario(id.clone(), at.saturating_sub(1)),
                "undo-scenario-order",
            );
        }
        if icon(
            ui,
            glyph::ARROW_DOWN,
            "scenario-down",
            at + 1 < scenarios.len(),
        ) {
            out.edit(
                Edit::MoveScenario(id.clone(), at + 1),
                "undo-scenario-order",
            );
        }
        if icon(ui, glyph::TRASH, "scenario-delete", true) {
            out.edit(Edit::RemoveScenario(id.clone()), "undo-scenario-delete");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (promote, hint) = (
                cx.text("scenario-promote"),
                cx.text("scenario-promote-hint"),
            );
            let button = Button::secondary(&promote).small().tooltip(&hint);
            if ui.add(button).clicked() {
                let former = LocalText::from(free_name(cx).as_str());
                out.edit(
                    Edit::PromoteScenario(id.clone(), former),
                    "undo-scenario-promote",
                );
            }
        });
    });
}

/// A name for the former base that no scenario has.
fn free_name(cx: &Cx<'_>) -> String {
    let stem = cx.text("scenario-former");
    let scenarios = &cx.state.document().scenarios;
    let mut number = 1;
    let mut name = stem.to_string();
    while scenarios.find(&name).is_some() {
        number += 1;
        name = format!("{stem} {number}");
    }
    name
}

fn differences(ui: &mut Ui, cx: &Cx<'_>, scenario: &Scenario, out: &mut Actions) {
    // Outlines of frames that grew around their members come and go with them.
    let is_growth = |spot: &Spot| matches!(spot, Spot::Field(_, "frame"));
    let spots: Vec<Spot> = scenario
        .spots()
        .into_iter()
        .filter(|spot| !is_growth(spot))
        .collect();
    let t = tokens(ui);
    ui.horizontal(|ui| {
        let title = cx.text_with("scenario-differences", "count", spots.len());
        label(ui, &title, Type::Small.strong(), t.text_2);
        if spots.len() > 1 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all = cx.text("scenario-reset-all");
                if ui.add(Button::ghost(&all).small()).clicked() {
                    take_back(cx, &scenario.spots(), out);
                }
            });
        }
    });
    let area = ScrollArea::vertical()
        .id_salt("differences")
        .max_height(220.0)
        .min_scrolled_height(220.0);
    area.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for (number, spot) in spots.iter().enumerate() {
            ui.push_id(number, |ui| difference(ui, cx, scenario, spot, out));
        }
    });
}

fn difference(ui: &mut Ui, cx: &Cx<'_>, scenario: &Scenario, spot: &Spot, out: &mut Actions) {
    let t = tokens(ui);
    let (what, how) = words::of(cx, scenario, spot);
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        let room = ui.available_width() - 32.0;
        ui.allocate_ui_with_layout(
            vec2(room, 26.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let half = room * 0.46;
                let font = Type::Control.font();
                label_within(ui, &what, font.clone(), t.text_1, half);
                let rest = ui.available_width();
                label_within(ui, &how, font, t.text_2, rest);
            },
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = cx.text_with("scenario-reset-one", "name", format!("{what}, {how}"));
            let button = Button::icon(glyph::ARROW_COUNTER_CLOCKWISE, &name).small();
            if ui.add(button).clicked() {
                take_back(cx, std::slice::from_ref(spot), out);
            }
        });
    });
}
