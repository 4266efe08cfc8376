//! Journeys through the compare view, in the state and in the window.

use super::{Ask, Doc, Part, Source, Wake};
use crate::app::action::{Action, EditAction, View};
use crate::app::shell::Shell;
use crate::app::state::{Effect, Prefs, State};
use crate::app::tabs::TabAction;
use crate::app::testing::{self, harness, look_at};
use crate::app::theme::Theme;
use crate::io::compare::Format;
use crate::io::ron;
use crate::model::{Id, Language};
use crate::pricing::Catalogue;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;
use std::time::Duration;

/// A database without and with a standby; the second scenario has no server, the third another one beside it.
const SHOP: &str = r#"(
    components: {
        "db": (kind: "db_instance", at: (40, 40), name: "Orders"),
        "web": (kind: "instance", at: (240, 40), name: "Web"),
        "nat": (kind: "nat_gateway", at: (440, 40), name: "Way out"),
    },
    connections: {"web-db": (from: "web", to: "db")},
    scenarios: {
        "standby": (name: (en: "Multi-AZ", ko: "다중 AZ"), properties: {"db": {"deployment": "multi-az"}}),
        "bare": (name: (en: "Without a server", ko: "서버 없음"), removed: ["web"]),
    },
)"#;

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn state_in(language: Language) -> State {
    let prefs = Prefs {
        language,
        ..Prefs::default()
    };
    let mut state = State::new(Catalogue::embedded(), prefs);
    let design = ron::read(SHOP, "shop.ron").unwrap().design;
    state.opened(design, Some("shop.ron".into()));
    state
}

fn ask(state: &mut State, ask: Ask) {
    state.apply(Action::View(View::Compare(ask)));
}

/// Works out what is asked for, and waits for threads.
fn settle(state: &mut State) {
    let wake: Wake = Arc::new(|| {});
    for _ in 0..4000 {
        for ending in state.jobs.done() {
            ending(state);
        }
        state.settle_compare(&wake);
        if state.jobs.is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the comparison does not end");
}

fn opened(part: Part) -> State {
    let mut state = state_in(Language::English);
    ask(&mut state, Ask::Open(part));
    settle(&mut state);
    state
}

fn total(state: &State, column: usize) -> f64 {
    let outcome = state.comparing.outcome.as_ref().unwrap();
    outcome.comparison.sides[column].total.usd.0
}

fn own(state: &State, scenario: Option<&str>) -> Source {
    Source {
        doc: Doc::Tab(state.tabs.current()),
        scenario: scenario.map(id),
    }
}

#[test]
fn it_opens_with_the_base_and_all_scenarios_as_they_are_shown_one_by_one() {
    let mut state = opened(Part::Costs);
    let shown: Vec<Source> = [None, Some("standby"), Some("bare")]
        .map(|name| own(&state, name))
        .to_vec();
    assert_eq!(state.comparing.sources, shown);
    let base = state.report.cost.total.usd.0;
    assert_eq!(total(&state, 0), base);
    for (column, name) in [(1, "standby"), (2, "bare")] {
        let there = total(&state, column);
        state.apply(Action::View(View::Scenario(Some(id(name)))));
        assert_eq!(state.report.cost.total.usd.0, there);
    }
    assert!(total(&state, 1) > base && total(&state, 2) < base);
}

#[test]
fn an_edit_and_its_undo_show_through() {
    let mut state = opened(Part::Costs);
    let before = total(&state, 0);
    state.apply(Action::Edit(EditAction::Apply {
        edit: Box::new(crate::model::edit::Edit::SetProperty {
            id: id("db"),
            property: "allocated_storage".to_owned(),
            value: Some(900.0.into()),
        }),
        label: crate::app::action::label_of("undo-place"),
        merge: None,
    }));
    settle(&mut state);
    assert!(total(&state, 0) > before);
    state.apply(Action::Edit(EditAction::Undo));
    settle(&mut state);
    assert_eq!(total(&state, 0), before);
}

#[test]
fn a_column_that_is_gone_takes_its_place_along_and_the_base_stays_the_base() {
    let mut state = opened(Part::Costs);
    ask(&mut state, Ask::Reference(2));
    ask(&mut state, Ask::Remove(0));
    assert_eq!(state.comparing.reference, 1);
    assert_eq!(state.comparing.sources[1], own(&state, Some("bare")));
    // The scenario before it is deleted.
    let edit = crate::model::edit::Edit::RemoveScenario(id("standby"));
    assert!(state.apply_edit(
        &edit,
        crate::app::action::label_of("undo-scenario-delete"),
        None
    ));
    settle(&mut state);
    assert_eq!(state.comparing.sources, [own(&state, Some("bare"))]);
    assert_eq!(state.comparing.reference, 0);
    // The last one stays.
    ask(&mut state, Ask::Remove(0));
    assert_eq!(state.comparing.sources.len(), 1);
}

#[test]
fn files_cases_and_other_tabs_stand_beside() {
    let mut state = opened(Part::Costs);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/remember.ron");
    ask(&mut state, Ask::AddFile(file.into()));
    ask(
        &mut state,
        Ask::Toggle(Source {
            doc: Doc::Sample("hive-launch"),
            scenario: None,
        }),
    );
    settle(&mut state);
    let read = ron::read(
        include_str!("../../../samples/remember.ron"),
        "remember.ron",
    )
    .unwrap();
    let report = crate::analysis::analyse(&read.design, Catalogue::embedded());
    assert_eq!(total(&state, 3), report.cost.total.usd.0);
    assert_eq!(state.comparing.sources.len(), 5);
    let outcome = state.comparing.outcome.clone().unwrap();
    assert!(
        outcome.marks[1].is_some() && outcome.marks[3].is_none(),
        "another design has no marks"
    );
    // A file that cannot be read is told and changes nothing.
    ask(&mut state, Ask::AddFile("nowhere.ron".into()));
    assert!(state.view.dialog.is_some());
    assert_eq!(state.comparing.sources.len(), 5);
    // Another tab, until it is closed.
    state.view.dialog = None;
    let first = state.tabs.current();
    state.opened(read.design, Some("other.ron".into()));
    let other = state.tabs.current();
    assert!(!state.comparing.open, "a design that is opened is shown");
    state.show_tab(first);
    ask(&mut state, Ask::Open(Part::Costs));
    ask(
        &mut state,
        Ask::Toggle(Source {
            doc: Doc::Tab(other),
            scenario: None,
        }),
    );
    settle(&mut state);
    assert_eq!(total(&state, 5), total(&state, 3));
    state.on_tab(TabAction::Close(other));
    ask(&mut state, Ask::Open(Part::Costs));
    settle(&mut state);
    assert_eq!(state.comparing.sources.len(), 5);
}

#[test]
fn what_is_copied_is_what_the_command_line_writes() {
    let mut state = opened(Part::Costs);
    for (format, start) in [(Format::Markdown, "### "), (Format::Csv, "design,id,")] {
        state.effects.clear();
        ask(&mut state, Ask::Copy(format));
        let [Effect::Copy(text)] = state.effects.as_slice() else {
            panic!("{:?}", state.effects);
        };
        assert!(text.starts_with(start), "{text}");
        assert!(
            text.contains("Multi-AZ") && text.contains("Without a server"),
            "{text}"
        );
        let outcome = state.comparing.outcome.clone().unwrap();
        let names = ["Base", "Multi-AZ", "Without a server"].map(str::to_owned);
        let ids = [None, Some(id("standby")), Some(id("bare"))];
        let page = crate::io::compare::Page {
            names: &names,
            ids: &ids,
            money: state.money(),
            comparison: &outcome.comparison,
            language: Language::English,
            structure: None,
        };
        assert_eq!(*text, page.write(format).unwrap());
    }
}

#[test]
fn the_pillar_tab_copies_the_pillar_table() {
    let mut state = opened(Part::Pillars);
    let mut copied = |format| {
        state.effects.clear();
        ask(&mut state, Ask::CopyPillars(format));
        match state.effects.as_slice() {
            [Effect::Copy(text)] => text.clone(),
            other => panic!("{other:?}"),
        }
    };
    let page = copied(Format::Markdown);
    let lines: Vec<&str> = page.lines().collect();
    assert!(
        lines[0].starts_with("| Pillar") && lines[0].contains("Multi-AZ"),
        "{page}"
    );
    // Six pillars, and all of it, below the title and its rule.
    assert_eq!(lines.len(), 2 + 1 + 6, "{page}");
    assert!(lines[2].starts_with("| All of it"), "{page}");
    // The standby answers a finding that the others have.
    let nothing = "Nothing in the design serves it";
    let alone = format!("— · 1 high, 2 medium · {nothing}");
    let reliability = format!("| Reliability | {alone} | — · 1 medium · {nothing} | {alone} |");
    assert!(lines.contains(&reliability.as_str()), "{page}");
    let sheet = copied(Format::Csv);
    let mut lines = sheet.lines();
    assert_eq!(
        lines.next(),
        Some("pillar,design,monthly_usd,missing_prices,critical,high,medium,low,info,services")
    );
    assert_eq!(lines.count(), 6 * 3, "{sheet}");
}

#[test]
fn what_the_copy_menu_writes_is_of_the_tab_that_is_shown() {
    for (language, copy, markdown, start) in [
        (Language::English, "Copy", "As Markdown", "| Pillar"),
        (Language::Korean, "복사", "Markdown으로", "| 원칙"),
    ] {
        let mut h = shop(language);
        h.state_mut()
            .state
            .apply(Action::View(View::Compare(Ask::Open(Part::Pillars))));
        h.run_steps(6);
        click(&mut h, copy);
        h.get_by_label(markdown).click();
        let mut texts = Vec::new();
        for _ in 0..4 {
            h.step();
            let commands = &h.output().platform_output.commands;
            texts.extend(commands.iter().filter_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            }));
        }
        assert!(texts.len() == 1 && texts[0].starts_with(start), "{texts:?}");
    }
}

#[test]
fn a_region_and_a_variation_are_kept_as_scenarios_and_undone() {
    let mut state = opened(Part::Elsewhere);
    let found = state.comparing.elsewhere.clone().unwrap();
    let complete = found
        .regions
        .rows
        .iter()
        .filter(|row| row.is_complete())
        .count();
    assert!(complete > 10, "{complete}");
    let row = found
        .regions
        .rows
        .iter()
        .find(|row| row.code == "ap-northeast-1")
        .unwrap();
    let plan = crate::analysis::compare::region_plan(&row.code, state.catalogue);
    assert_eq!(
        (
            plan.name.get(Language::English),
            plan.name.get(Language::Korean)
        ),
        ("Tokyo", "도쿄")
    );
    ask(&mut state, Ask::Keep(Box::new(plan.clone())));
    assert!(state.has_plan(&plan));
    assert_eq!(state.document().scenarios.len(), 3);
    // What is kept costs what was said, and stands in the comparison.
    ask(&mut state, Ask::Open(Part::Costs));
    settle(&mut state);
    assert!((total(&state, 3) - row.total.usd.0).abs() < 1e-9);
    let (_, answers) = found
        .questions
        .iter()
        .find(|(_, answers)| !answers.is_empty())
        .unwrap();
    ask(&mut state, Ask::Keep(Box::new(answers[0].plan.clone())));
    settle(&mut state);
    assert!((total(&state, 4) - answers[0].total.usd.0).abs() < 1e-9);
    for left in [3, 2] {
        state.apply(Action::Edit(EditAction::Undo));
        settle(&mut state);
        assert_eq!(state.document().scenarios.len(), left);
        assert_eq!(state.comparing.sources.len(), left + 1);
    }
    assert!(!state.has_plan(&plan));
    // Scenarios change nothing elsewhere: it is not worked out again.
    ask(&mut state, Ask::Open(Part::Elsewhere));
    settle(&mut state);
    assert!(Arc::ptr_eq(
        &found,
        state.comparing.elsewhere.as_ref().unwrap()
    ));
}

#[test]
fn large_designs_are_compared_on_a_thread() {
    let mut state = state_in(Language::English);
    let mut design = ron::read(SHOP, "shop.ron").unwrap().design;
    let web = design.components[&id("web")].clone();
    for number in 0..super::work::AT_ONCE {
        design
            .components
            .insert(id(&format!("web-{number}")), web.clone());
    }
    state.opened(design, None);
    ask(&mut state, Ask::Open(Part::Costs));
    let wake: Wake = Arc::new(|| {});
    state.settle_compare(&wake);
    assert!(state.comparing.outcome.is_none() && state.is_comparing_anew());
    settle(&mut state);
    assert!(total(&state, 1) > total(&state, 0));
}

fn window(
    language: Language,
    theme: Theme,
    size: [f32; 2],
    state: State,
) -> Harness<'static, Shell> {
    let mut state = state;
    state.prefs.language = language;
    let shell = Shell::new(state, None);
    let mut h = harness(size, theme, shell, |ui, shell| shell.ui(ui));
    h.run_steps(4);
    h
}

fn shop(language: Language) -> Harness<'static, Shell> {
    window(language, Theme::Light, [1440.0, 900.0], state_in(language))
}

/// A window in which all rows are in view.
fn tall() -> Harness<'static, Shell> {
    let state = state_in(Language::English);
    window(Language::English, Theme::Light, [1440.0, 2600.0], state)
}

fn click(h: &mut Harness<'_, Shell>, name: &str) {
    h.get_by_label(name).click();
    h.run_steps(6);
}

/// What the window says that holds these words, from top to bottom.
fn all(h: &Harness<'_, Shell>, words: &str) -> Vec<String> {
    let nodes = h.root().children_recursive();
    let said = nodes.map(|node| {
        let node = node.accesskit_node();
        node.label().or(node.value()).unwrap_or_default()
    });
    said.filter(|text| text.contains(words)).collect()
}

#[test]
fn keys_open_it_a_card_becomes_the_base_and_esc_goes_back_in_both_languages() {
    for (language, heads, make) in [
        (
            Language::English,
            ["A Base", "B Multi-AZ"],
            "Make base: Multi-AZ",
        ),
        (
            Language::Korean,
            ["A 기준", "B 다중 AZ"],
            "기준으로: 다중 AZ",
        ),
    ] {
        let mut h = shop(language);
        h.key_press_modifiers(Modifiers::SHIFT, Key::C);
        h.run_steps(6);
        assert!(h.state().state.comparing.open);
        for head in heads {
            h.get_by_label(head);
        }
        click(&mut h, make);
        let outcome = h.state().state.comparing.outcome.clone().unwrap();
        assert_eq!(outcome.key.reference, 1);
        assert!(
            outcome.comparison.delta(0).0 < 0.0,
            "the base is cheaper than the standby"
        );
        h.key_press(Key::Escape);
        h.run_steps(4);
        assert!(!h.state().state.comparing.open);
    }
}

#[test]
fn esc_closes_the_list_of_designs_first_and_a_scenario_is_taken_out_by_it() {
    let mut h = shop(Language::English);
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    click(&mut h, "Scenario or file");
    // The list names it as well as its card; the row of the list is the last.
    let rows = h.get_all_by_label("Without a server");
    rows.last().unwrap().click();
    h.run_steps(6);
    assert_eq!(h.state().state.comparing.sources.len(), 2);
    h.key_press(Key::Escape);
    h.run_steps(4);
    assert!(h.state().state.comparing.open);
    h.key_press(Key::Escape);
    h.run_steps(4);
    assert!(!h.state().state.comparing.open);
}

#[test]
fn a_line_opens_and_says_why_it_differs() {
    let mut h = tall();
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    let outcome = h.state().state.comparing.outcome.clone().unwrap();
    let line = &outcome.comparison.lines[0];
    let name = format!("{}, {}", line.name.en, line.owner_name.en);
    let cell = line.cells[0].as_ref().or(line.cells[1].as_ref()).unwrap();
    assert!(all(&h, "A → B  ").is_empty());
    let row = all(&h, &name).into_iter().next().unwrap();
    click(&mut h, &row);
    assert!(!all(&h, "A → B  ").is_empty(), "why it differs");
    assert!(!all(&h, &cell.formula.en).is_empty(), "{}", cell.formula.en);
    click(&mut h, &row);
    assert!(all(&h, "A → B  ").is_empty());
}

#[test]
fn equal_rows_are_shown_when_asked_for_and_heads_sort() {
    let mut h = tall();
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    assert!(
        all(&h, "Way out").is_empty(),
        "the gateway is the same in all"
    );
    click(&mut h, "Show what is equal");
    assert!(!all(&h, "Way out").is_empty());
    // Sorted by what is gone without the server, the server comes first; by name the database does.
    let first = |h: &Harness<'_, Shell>| {
        let found = |words: &str| all(h, words).into_iter().next().unwrap();
        let rect = |name: String| h.get_by_label(&name).rect().top();
        let names = ["Orders, A ", "Web, A "].map(|words| rect(found(words)));
        names[0] < names[1]
    };
    click(&mut h, "C Without a server");
    assert!(!first(&h));
    click(&mut h, "By name");
    assert!(first(&h));
}

#[test]
fn a_drawing_opens_its_scenario() {
    let mut h = shop(Language::English);
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    click(&mut h, "Open Multi-AZ");
    assert!(!h.state().state.comparing.open);
    assert_eq!(h.state().state.scenario_id(), Some(&id("standby")));
}

#[test]
fn keys_of_the_drawing_do_nothing_to_what_is_not_seen() {
    let mut h = shop(Language::English);
    h.state_mut()
        .state
        .apply(Action::Select(crate::app::action::Select::Only(id("web"))));
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    h.key_press(Key::Delete);
    h.key_press(Key::ArrowLeft);
    h.run_steps(4);
    assert!(!h.state().state.file.dirty);
    assert_eq!(h.state().state.design.components.len(), 3);
}

#[test]
fn the_same_design_elsewhere_is_one_click_and_keeps_what_one_wants() {
    let mut h = shop(Language::Korean);
    h.key_press_modifiers(Modifiers::SHIFT, Key::C);
    h.run_steps(6);
    click(&mut h, "같은 설계, 다른 선택");
    testing::settle(&mut h);
    click(&mut h, "시나리오로 보관: 도쿄");
    assert_eq!(h.state().state.document().scenarios.len(), 3);
    h.get_by_label("시나리오로 보관됨: 도쿄");
}

#[test]
fn four_platforms_are_compared_by_pillar() {
    let mut state = state_in(Language::English);
    ask(&mut state, Ask::Open(Part::Pillars));
    for name in ["edu-class101", "edu-dano", "edu-minbyungchul", "yanadoo"] {
        ask(
            &mut state,
            Ask::Toggle(Source {
                doc: Doc::Sample(name),
                scenario: None,
            }),
        );
    }
    for _ in 0..3 {
        ask(&mut state, Ask::Remove(0));
    }
    let mut h = window(Language::English, Theme::Light, [1440.0, 900.0], state);
    testing::settle(&mut h);
    let outcome = h.state().state.comparing.outcome.clone().unwrap();
    assert_eq!(outcome.columns.len(), 4);
    let security = &outcome.pillars[1];
    let services: Vec<&str> = security.sides[0].services.keys().copied().collect();
    assert!(!services.is_empty());
    let row = all(&h, "Security, ").into_iter().next().unwrap();
    for service in services {
        assert!(row.contains(service), "{row}");
    }
}

/// Pictures for a person to look at: `cargo test looks_of_compare -- --ignored`, then `target/looks`.
#[test]
#[ignore = "draws pictures for a person to look at; the software renderer takes half a minute"]
fn looks_of_compare() {
    let cases = [
        ([1440.0, 900.0], Theme::Light, Language::English, "light"),
        (
            [1280.0, 800.0],
            Theme::Dark,
            Language::Korean,
            "dark-ko-1280",
        ),
        (
            [1920.0, 1080.0],
            Theme::Light,
            Language::Korean,
            "light-ko-1920",
        ),
    ];
    for (size, theme, language, name) in cases {
        for (part, part_name) in [
            (Part::Costs, "costs"),
            (Part::Elsewhere, "elsewhere"),
            (Part::Pillars, "pillars"),
        ] {
            let mut state = State::new(Catalogue::embedded(), Prefs::default());
            let design = crate::io::samples::find("remember")
                .unwrap()
                .read()
                .unwrap()
                .design;
            state.opened(design, Some("remember.ron".into()));
            ask(&mut state, Ask::Open(part));
            let mut h = window(language, theme, size, state);
            testing::settle(&mut h);
            look_at(&mut h, &format!("compare-{part_name}-{name}"));
        }
    }
}
