use super::*;
use crate::app::shell::Shell;
use crate::app::state::{Prefs, State};
use crate::app::testing::{SAMPLE, harness, look_at, settle, wait_for};
use crate::app::theme::Theme;
use crate::model::Language;
use crate::pricing::Catalogue;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn window(
    size: [f32; 2],
    theme: Theme,
    language: Language,
    recent: &[&str],
) -> Harness<'static, Shell> {
    let prefs = Prefs {
        language,
        recent_files: recent.iter().map(Into::into).collect(),
        ..Prefs::default()
    };
    let mut state = State::new(Catalogue::embedded(), prefs);
    state.file.started = false;
    let mut h = harness(size, theme, Shell::new(state, None), |ui, shell| {
        shell.ui(ui)
    });
    wait_for(&mut h, "$");
    h
}

#[test]
fn a_case_opens_and_a_blank_design_begins_in_the_chosen_region() {
    let mut h = window([1440.0, 900.0], Theme::Light, Language::English, &[]);
    // Each card waits for its design to be read and priced, one after the other.
    wait_for(&mut h, "Ad network");
    h.get_by_label_contains("Ad network").click();
    settle(&mut h);
    let state = &h.state().state;
    assert!(!state.design.components.is_empty() && state.file.path.is_none());
    assert!(!state.file.dirty, "nothing is lost by closing it");

    let mut h = window([1440.0, 900.0], Theme::Light, Language::English, &[]);
    h.get_by_label("Region: Seoul").click();
    h.run_steps(6);
    h.get_by_label_contains("Tokyo").click();
    h.run_steps(6);
    h.get_by_label("Blank design").click();
    h.run_steps(6);
    let state = &h.state().state;
    assert_eq!(state.design.settings.region, "ap-northeast-1");
    assert!(!state.file.dirty && state.file.started);
    h.get_by_label("Search the palette");
}

#[test]
fn recent_files_open_and_missing_ones_are_taken_off_the_list() {
    let missing = "/no/such/folder/lost.ron";
    let recent = [SAMPLE, missing];
    let mut h = window([1440.0, 900.0], Theme::Light, Language::English, &recent);
    let remove = "Remove from the list: lost.ron";
    wait_for(&mut h, remove);
    h.get_by_label(remove).click();
    h.run_steps(6);
    assert_eq!(h.state().state.prefs.recent_files.len(), 1);
    h.get_by_label_contains("remember.ron").click();
    settle(&mut h);
    assert_eq!(
        h.state().state.file.path.as_deref(),
        Some(Path::new(SAMPLE))
    );
}

#[test]
fn the_screen_speaks_korean_and_comes_with_each_new_tab() {
    let mut h = window([1280.0, 800.0], Theme::Dark, Language::Korean, &[]);
    h.get_by_label("무엇을 설계할까요?");
    h.get_by_label("빈 설계").click();
    h.run_steps(6);
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::T);
    h.run_steps(6);
    h.get_by_label("무엇을 설계할까요?");
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::N);
    h.run_steps(6);
    assert!(h.query_by_label("무엇을 설계할까요?").is_none());
}

/// Pictures for a person to look at: `cargo test welcome -- --ignored`, then `target/looks`.
#[test]
#[ignore = "draws pictures for a person to look at"]
fn looks() {
    for (size, theme, language, name) in [
        ([1440.0, 900.0], Theme::Light, Language::English, "light"),
        ([1280.0, 800.0], Theme::Dark, Language::Korean, "dark-ko"),
        (
            [1920.0, 1080.0],
            Theme::Light,
            Language::Korean,
            "light-ko-1920",
        ),
    ] {
        let recent = [SAMPLE, "/no/such/folder/lost.ron"];
        let mut h = window(size, theme, language, &recent);
        look_at(&mut h, &format!("welcome-{name}"));
    }
}
