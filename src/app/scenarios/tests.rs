//! Journeys through scenarios, in the state and in the window.

use crate::app::action::{Action, Dialog, EditAction, View, label_of};
use crate::app::shell::Shell;
use crate::app::state::{Prefs, State};
use crate::app::testing::{act, harness, press, type_text};
use crate::app::theme::Theme;
use crate::io::ron;
use crate::model::edit::Edit;
use crate::model::scenario::Spot;
use crate::model::{Id, Language, Value};
use crate::pricing::Catalogue;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

const SHOP: &str = r#"(
    components: {
        "db": (kind: "db_instance", at: (40, 40), name: "Orders"),
        "web": (kind: "instance", at: (240, 40), name: "Web"),
    },
    connections: {"web-db": (from: "web", to: "db")},
    scenarios: {"standby": (name: (en: "Multi-AZ", ko: "다중 AZ"), properties: {"db": {"deployment": "multi-az"}})},
)"#;

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn state(language: Language) -> State {
    let prefs = Prefs {
        language,
        ..Prefs::default()
    };
    let mut state = State::new(Catalogue::embedded(), prefs);
    state.opened(
        ron::read(SHOP, "shop.ron").unwrap().design,
        Some("shop.ron".into()),
    );
    state
}

fn show(state: &mut State, name: Option<&str>) {
    state.apply(Action::View(View::Scenario(name.map(id))));
}

fn edit(state: &mut State, edit: Edit) {
    state.apply(Action::Edit(EditAction::Apply {
        edit: Box::new(edit),
        label: label_of("undo-place"),
        merge: None,
    }));
}

fn set(name: &str, property: &str, value: impl Into<Value>) -> Edit {
    Edit::SetProperty {
        id: id(name),
        property: property.to_owned(),
        value: Some(value.into()),
    }
}

fn total(state: &State) -> f64 {
    state.report.cost.total.usd.0
}

#[test]
fn the_passes_work_on_the_scenario_that_is_shown() {
    let mut state = state(Language::English);
    let base = total(&state);
    show(&mut state, Some("standby"));
    assert!(total(&state) > base && !state.file.dirty);
    show(&mut state, None);
    assert_eq!(total(&state), base);
}

#[test]
fn an_edit_goes_into_the_scenario_and_undo_takes_it_back() {
    let mut state = state(Language::English);
    let before = state.document().clone();
    show(&mut state, Some("standby"));
    edit(&mut state, set("db", "allocated_storage", 500.0));
    let property = |design: &crate::model::Design| {
        design
            .component(&id("db"))
            .unwrap()
            .property("allocated_storage")
            .cloned()
    };
    assert_eq!(property(&state.design), Some(Value::Number(500.0)));
    let base = state.document().without_scenarios();
    assert_eq!(property(&base), None);
    assert!(state.file.dirty);
    let (_, scenario) = state.shown_scenario().unwrap();
    assert_eq!(scenario.spots().len(), 2);
    // Undo from the base leads back to where the edit was made.
    show(&mut state, None);
    state.apply(Action::Edit(EditAction::Undo));
    assert_eq!(state.scenario_id(), Some(&id("standby")));
    assert_eq!(*state.document(), before);
    assert!(!state.file.dirty);
    state.apply(Action::Edit(EditAction::Redo));
    assert_eq!(property(&state.design), Some(Value::Number(500.0)));
}

#[test]
fn a_change_of_the_base_shows_through() {
    let mut state = state(Language::English);
    edit(&mut state, set("web", "instance_type", "m6g.large"));
    show(&mut state, Some("standby"));
    let web = state.design.component(&id("web")).unwrap();
    assert_eq!(
        web.property("instance_type"),
        Some(&Value::from("m6g.large"))
    );
}

#[test]
fn what_is_saved_is_the_base_with_its_scenarios() {
    let mut state = state(Language::English);
    show(&mut state, Some("standby"));
    edit(&mut state, set("db", "allocated_storage", 500.0));
    let text = ron::write(state.document());
    let again = ron::read(&text, "shop.ron").unwrap().design;
    assert_eq!(again, *state.document());
    assert!(
        text.contains(
            "properties: {\"db\": {\"allocated_storage\": 500, \"deployment\": \"multi-az\"}}"
        ),
        "{text}"
    );
}

#[test]
fn scenarios_are_promoted_and_removed_as_steps() {
    let mut state = state(Language::English);
    show(&mut state, Some("standby"));
    let dear = total(&state);
    edit(
        &mut state,
        Edit::PromoteScenario(id("standby"), "Before".into()),
    );
    assert_eq!(state.scenario_id(), None);
    assert_eq!(total(&state), dear);
    show(&mut state, Some("standby"));
    assert!(total(&state) < dear, "the former base is cheaper");
    edit(&mut state, Edit::RemoveScenario(id("standby")));
    assert!(state.scenario_id().is_none() && state.document().scenarios.is_empty());
    state.apply(Action::Edit(EditAction::Undo));
    state.apply(Action::Edit(EditAction::Undo));
    assert_eq!(total(&state), dear);
    assert_eq!(state.scenario_id(), Some(&id("standby")));
}

#[test]
fn every_tab_shows_a_scenario_of_its_own() {
    let mut state = state(Language::English);
    show(&mut state, Some("standby"));
    let first = state.tabs.current();
    state.new_tab();
    assert!(state.scenario_id().is_none());
    state.show_tab(first);
    assert_eq!(state.scenario_id(), Some(&id("standby")));
}

fn window(language: Language) -> Harness<'static, Shell> {
    let shell = Shell::new(state(language), None);
    let mut h = harness([1440.0, 900.0], Theme::Light, shell, |ui, shell| {
        shell.ui(ui)
    });
    h.run_steps(4);
    h
}

fn click(h: &mut Harness<'_, Shell>, name: &str) {
    h.get_by_label(name).click();
    h.run_steps(6);
}

#[test]
fn the_switcher_shows_makes_and_resets_in_both_languages() {
    let texts = [
        (
            Language::English,
            "Scenario: Base",
            "Multi-AZ",
            "Scenario: Multi-AZ",
            "New scenario",
            "Duplicate scenario",
        ),
        (
            Language::Korean,
            "시나리오: 기준",
            "다중 AZ",
            "시나리오: 다중 AZ",
            "새 시나리오",
            "시나리오 복제",
        ),
    ];
    for (language, base, plan, shown, new, copy) in texts {
        let mut h = window(language);
        click(&mut h, base);
        click(&mut h, plan);
        assert_eq!(h.state().state.scenario_id(), Some(&id("standby")));
        h.get_by_label(shown);
        click(&mut h, copy);
        assert_eq!(h.state().state.document().scenarios.len(), 2);
        assert_ne!(h.state().state.scenario_id(), Some(&id("standby")));
        let (_, copied) = h.state().state.shown_scenario().unwrap();
        assert_eq!(
            copied.spots(),
            [Spot::Property(id("db"), "deployment".to_owned())]
        );
        click(&mut h, new);
        assert_eq!(h.state().state.document().scenarios.len(), 3);
        let (_, fresh) = h.state().state.shown_scenario().unwrap();
        assert!(fresh.changes_nothing());
    }
}

#[test]
fn the_command_palette_shows_and_makes_scenarios() {
    for (language, plan, new) in [
        (Language::English, "Show Multi-AZ", "New scenario"),
        (Language::Korean, "다중 AZ 보기", "새 시나리오"),
    ] {
        let mut h = window(language);
        let palette = Action::View(View::Dialog(Some(Dialog::CommandPalette)));
        act(&mut h, palette.clone());
        type_text(&mut h, "다중");
        click(&mut h, plan);
        assert_eq!(h.state().state.scenario_id(), Some(&id("standby")));
        assert_eq!(h.state().state.view.dialog, None);
        act(&mut h, palette);
        type_text(&mut h, "new scen");
        h.get_by_label(new);
        press(&mut h, Modifiers::NONE, Key::Enter);
        assert_eq!(h.state().state.document().scenarios.len(), 2);
    }
}

#[test]
fn a_dot_in_the_inspector_takes_a_difference_back() {
    let mut h = window(Language::English);
    show(&mut h.state_mut().state, Some("standby"));
    h.state_mut()
        .state
        .apply(Action::Select(crate::app::action::Select::Only(id("db"))));
    h.run_steps(6);
    click(&mut h, "Reset Deployment");
    let (_, scenario) = h.state().state.shown_scenario().unwrap();
    assert!(scenario.changes_nothing());
    let db = h.state().state.design.component(&id("db")).unwrap();
    assert_eq!(db.property("deployment"), None);
}

#[test]
fn a_decision_is_varied_as_one_step_or_the_reason_is_said() {
    use crate::analysis::compare::Question;
    let mut state = state(Language::Korean);
    state.apply(Action::View(View::Elsewhere(Question::Purchase)));
    let count = state.document().scenarios.len();
    assert!(count >= 3, "{count}");
    state.apply(Action::Edit(EditAction::Undo));
    assert_eq!(state.document().scenarios.len(), 1);
    state.notices.clear();
    state.apply(Action::View(View::Elsewhere(Question::Logs)));
    assert_eq!(state.notices[0].text, Question::Logs.nothing().ko);
    assert!(state.notices[0].failed);
}
