//! Journeys through the findings: reading, mending, silencing, walking by keys, in both languages.

use super::rows::GroupBy;
use crate::app::action::{Action, Select, View};
use crate::app::review::{Ask, From};
use crate::app::shell::Shell;
use crate::app::state::{Prefs, State, key_of};
use crate::app::testing::{SAMPLE, harness, look_at};
use crate::app::theme::Theme;
use crate::model::{Id, Language, ReviewProfile};
use crate::pricing::Catalogue;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;

fn window(size: [f32; 2], theme: Theme, language: Language) -> Harness<'static, Shell> {
    let prefs = Prefs {
        language,
        ..Prefs::default()
    };
    let state = State::new(Catalogue::embedded(), prefs);
    let shell = Shell::new(state, Some(PathBuf::from(SAMPLE)));
    let mut h = harness(size, theme, shell, |ui, shell| shell.ui(ui));
    h.run_steps(40);
    h
}

fn ask(h: &mut Harness<'_, Shell>, ask: Ask) {
    h.state_mut().state.apply(Action::View(View::Review(ask)));
    h.run_steps(12);
}

/// Opens a finding whose fix is known and changes something.
fn open_fixable(h: &mut Harness<'_, Shell>) -> crate::app::action::FindingKey {
    let state = &h.state().state;
    let all = &state.report.review.findings;
    let found = all.iter().find(|finding| finding.code == "REL085");
    let key = found.map(key_of);
    let key = key.expect("the sample leaves deletion protection off");
    ask(h, Ask::Open(Some(key.clone())));
    key
}

/// Pictures for a person to look at: `cargo test looks -- --ignored`, then `target/looks`.
#[test]
#[ignore = "draws pictures for a person to look at; the software renderer takes half a minute"]
fn looks() {
    let cases = [
        ([1440.0, 900.0], Theme::Light, Language::English, "light"),
        ([1280.0, 800.0], Theme::Dark, Language::Korean, "dark-ko"),
        (
            [1920.0, 1080.0],
            Theme::Dark,
            Language::English,
            "dark-wide",
        ),
        (
            [1920.0, 1080.0],
            Theme::Light,
            Language::Korean,
            "light-ko-wide",
        ),
    ];
    for (size, theme, language, name) in cases {
        let mut h = window(size, theme, language);
        look_at(&mut h, &format!("findings-{name}"));
        let key = open_fixable(&mut h);
        ask(&mut h, Ask::Point(Some(key), From::Panel));
        look_at(&mut h, &format!("findings-{name}-read"));
    }
}

#[test]
fn a_finding_is_read_and_mended_as_one_step_that_can_be_undone() {
    for language in [Language::English, Language::Korean] {
        let mut h = window([1920.0, 1080.0], Theme::Light, language);
        let before = h.state().state.design.clone();
        let key = open_fixable(&mut h);
        let state = &h.state().state;
        let preview = state.preview(&key).flatten().expect("it is worked out");
        assert!(!preview.changes.is_empty());
        let label = preview.priced.fix.label.get(language).to_owned();
        let rule = crate::analysis::review::rule(key.code).unwrap();
        h.get_by_label(&rule.why(language));
        // In the row, in the detail and perhaps on a card.
        let buttons = h.get_all_by_label_contains(&label);
        buttons.last().unwrap().click();
        h.run_steps(20);
        assert!(h.state().state.finding(&key).is_none(), "the fix mends it");
        assert_eq!(h.state().state.review.open, None);
        let undo = Action::Edit(crate::app::action::EditAction::Undo);
        h.state_mut().state.apply(undo);
        assert_eq!(h.state().state.design, before);
    }
}

#[test]
fn arrows_walk_the_list_and_enter_shows_the_items() {
    let mut h = window([1920.0, 1080.0], Theme::Light, Language::English);
    let open: Vec<_> = h.state().state.report.review.open().map(key_of).collect();
    let (first, second) = (open[0].clone(), open[1].clone());
    ask(&mut h, Ask::Open(Some(first.clone())));
    let id = egui::Id::new("skydraft.findings");
    h.ctx.memory_mut(|m| m.request_focus(id));
    h.run_steps(2);
    h.key_press(egui::Key::ArrowDown);
    h.run_steps(6);
    assert_eq!(h.state().state.review.open, Some(second.clone()));
    h.key_press(egui::Key::Enter);
    h.run_steps(6);
    let selected: Vec<Id> = h.state().state.selection.items.iter().cloned().collect();
    assert_eq!(selected, second.items.to_vec());
    h.key_press(egui::Key::Home);
    h.run_steps(6);
    assert_eq!(h.state().state.review.open, Some(first));
}

#[test]
fn what_is_pointed_at_lights_up_with_its_way() {
    let mut h = window([1920.0, 1080.0], Theme::Light, Language::English);
    let state = &h.state().state;
    let findings = &state.report.review.findings;
    let cx = state.review_cx();
    let on_a_way = findings
        .iter()
        .find(|finding| !crate::analysis::review::trail(&cx, finding).is_empty());
    let key = on_a_way.map(key_of).expect("the sample has one");
    ask(&mut h, Ask::Point(Some(key.clone()), From::Card));
    let lit = h.state().state.review.lit.as_ref().unwrap();
    assert_eq!(lit.key, key);
    assert!(!lit.trail.is_empty());
    h.state_mut().state.apply(Action::Select(Select::Clear));
    assert_eq!(h.state().state.review.lit, None);
}

#[test]
fn the_classroom_shows_less_and_explains_more() {
    let mut h = window([1920.0, 1080.0], Theme::Light, Language::English);
    let all = h.state().state.report.review.findings.len();
    let scores = |h: &mut Harness<'_, Shell>| {
        ask(h, Ask::Scores);
        h.state().state.review.scores().unwrap().to_vec()
    };
    let before = scores(&mut h);
    let mut settings = h.state().state.design.settings.clone();
    settings.review_profile = ReviewProfile::Classroom;
    let edit = crate::model::edit::Edit::SetSettings(settings);
    let mut out = crate::app::action::Actions::default();
    out.edit(edit, "undo-settings");
    for action in out.take() {
        h.state_mut().state.apply(action);
    }
    let state = &h.state().state;
    let shown = state.report.review.findings.len();
    assert!(shown < all && state.review.hidden() == all - shown);
    assert_eq!(scores(&mut h), before, "a profile changes no score");
    open_fixable(&mut h);
    // Open without a click.
    let rule = crate::analysis::review::rule("REL085").unwrap();
    h.get_by_label(&rule.advice(Language::English));
}

#[test]
fn all_of_a_kind_are_mended_in_one_step() {
    let mut h = window([1920.0, 1080.0], Theme::Light, Language::English);
    let open: Vec<_> = h.state().state.report.review.open().collect();
    let count = |code: &str| open.iter().filter(|f| f.code == code).count();
    let twice = open.iter().find(|f| f.fixable() && count(f.code) > 1);
    let code = twice.expect("a rule that is broken twice").code;
    ask(&mut h, Ask::FixAll(code));
    let before = h.state().state.design.clone();
    let all = h.state().state.review.fix_all(code).flatten().cloned();
    let all = all.expect("they have fixes");
    assert!(all.count > 0);
    let next = crate::model::edit::apply(&before, &all.edit).unwrap();
    let report = crate::analysis::analyse(&next, Catalogue::embedded());
    let left = report.review.open().filter(|f| f.code == code).count();
    let open = h.state().state.report.review.open();
    assert_eq!(open.filter(|f| f.code == code).count() - all.count, left);
    let delta = report.cost.total.usd.0 - h.state().state.report.cost.total.usd.0;
    assert!((all.delta.0 - delta).abs() < 1e-6);
}

#[test]
fn groups_are_chosen_and_folded() {
    let mut h = window([1920.0, 1080.0], Theme::Light, Language::English);
    for group in GroupBy::ALL {
        let now = h.get_all_by_label_contains("Group by: ").next().unwrap();
        now.click();
        h.run_steps(4);
        let text = crate::text::get(Language::English, group.key());
        h.get_all_by_label(&text).last().unwrap().click();
        h.run_steps(6);
        h.get_by_label(&format!("Group by: {text}"));
    }
}

#[test]
fn ten_thousand_findings_scroll() {
    let mut h = window([1440.0, 900.0], Theme::Light, Language::English);
    let state = &mut h.state_mut().state;
    let some = state.report.review.findings.clone();
    let many = some.iter().cycle().take(10_000).cloned();
    let report = std::sync::Arc::make_mut(&mut state.report);
    report.review.findings = many.collect();
    state.revision += 1_000_000;
    state.reported = state.revision;
    h.run_steps(3);
    let start = std::time::Instant::now();
    h.run_steps(10);
    // Only rows in view are laid out: a frame takes nowhere near the time of ten thousand.
    let frame = start.elapsed().as_secs_f64() / 10.0;
    assert!(frame < 0.5, "{frame} s a frame, unoptimised");
}

#[test]
fn an_empty_design_has_no_scores() {
    let mut h = window([1280.0, 800.0], Theme::Light, Language::English);
    assert!(h.query_all_by_label_contains("Security: ").next().is_some());
    assert!(h.query_all_by_label("Security: –").next().is_none());
    h.state_mut()
        .state
        .opened(crate::model::Design::default(), None);
    h.run_steps(12);
    h.get_by_label("Security: –");
}

/// Whether anything in the window says so.
fn says(h: &Harness<'_, Shell>, words: &str) -> bool {
    h.query_all_by_label(words).next().is_some()
}

#[test]
fn prices_of_fixes_stay_in_view_while_they_are_worked_out_again() {
    for language in [Language::English, Language::Korean] {
        let mut h = window([1920.0, 1080.0], Theme::Light, language);
        let key = open_fixable(&mut h);
        let pending = crate::text::get(language, "fix-pending");
        let state = &h.state().state;
        let preview = state.preview(&key).flatten().expect("it is worked out");
        let label = preview.priced.fix.label.get(language).to_owned();
        let working = crate::text::get(language, "fix-working");
        let shown = |h: &Harness<'_, Shell>| h.query_all_by_label_contains(&label).count();
        let before = shown(&h);
        assert!(before > 0);
        let item = state.design.components.keys().next().unwrap().clone();
        let rename = crate::model::edit::Edit::Rename(item, "renamed".into());
        let label_of = crate::app::action::label_of("undo-rename");
        assert!(h.state_mut().state.apply_edit(&rename, label_of, None));
        assert!(h.state().state.preview(&key).is_none(), "it is out of date");
        for frame in 0..12 {
            h.step();
            assert!(!says(&h, &pending) && !says(&h, &working), "{frame}");
            assert_eq!(shown(&h), before, "frame {frame}: wherever it stood");
        }
        assert!(h.state().state.preview(&key).flatten().is_some());
    }
}

#[test]
fn a_fix_that_is_not_priced_yet_is_applied_when_it_is_pressed() {
    let mut h = window([1280.0, 800.0], Theme::Light, Language::English);
    let key = {
        let all = &h.state().state.report.review.findings;
        key_of(all.iter().find(|finding| finding.code == "REL085").unwrap())
    };
    let state = &mut h.state_mut().state;
    // As after an edit: nothing is known yet.
    state.forget_review();
    assert!(state.fix(state.finding(&key).unwrap()).is_none());
    state.apply(Action::View(View::Review(Ask::Fix(key.clone()))));
    assert!(state.finding(&key).is_none(), "it is mended");
    assert!(state.history.undo_label().is_some());
    assert_eq!(state.notices.len(), 1);
}
