//! Journeys around the drawing: recovery, files changed by others, settings, search, hints, areas, long tasks.

use super::action::{Action, Dialog, EditAction, FileAction, NewItem, Setting, View, label_of};
use super::keeper::Found;
use super::shell::Shell;
use super::state::Dock;
use super::testing::{SAMPLE, act, press, sample_window, settle, type_text, wait_for, window};
use super::theme::Theme;
use super::widgets::areas::Area;
use crate::model::edit::Edit;
use crate::model::{Design, Language, Point};
use crate::text::units::DataUnit;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;
use std::time::Duration;

fn named(name: &str) -> Design {
    Design {
        name: name.into(),
        ..Design::default()
    }
}

#[test]
fn lost_work_is_listed_recovered_or_discarded_in_both_languages() {
    for (language, recover, discard, line) in [
        (
            Language::English,
            "Recover: lost",
            "Discard: other",
            "changed: Title and description",
        ),
        (
            Language::Korean,
            "복구: lost",
            "버리기: other",
            "변경: 제목과 설명",
        ),
    ] {
        let mut h = window(language, None);
        let found = |name: &str| Found {
            journal: PathBuf::from("/no/such").join(name),
            file: None,
            design: named(name),
            base: Design::default(),
            stamp: None,
            at: 0,
        };
        h.state_mut().state.found = vec![found("lost"), found("other")];
        act(&mut h, Action::View(View::Dialog(Some(Dialog::Recovery))));
        assert!(
            h.query_all_by_label(line).count() == 2,
            "what differs is listed"
        );
        h.get_by_label(recover).click();
        h.run_steps(6);
        assert_eq!(h.state().state.design, named("lost"));
        assert!(h.state().state.file.dirty);
        h.get_by_label(discard).click();
        h.run_steps(6);
        assert!(h.state().state.found.is_empty());
        assert_eq!(h.state().state.view.dialog, None);
    }
}

#[test]
fn a_change_of_the_file_by_another_program_can_be_kept_out_or_taken_in() {
    for (button, name) in [
        ("Keep mine", "mine"),
        ("Reload", "theirs"),
        ("Open both", "theirs"),
    ] {
        let mut h = window(Language::English, None);
        act(
            &mut h,
            Action::Edit(EditAction::Apply {
                edit: Box::new(Edit::SetName("mine".into())),
                label: label_of("undo-nudge"),
                merge: None,
            }),
        );
        let disk = Box::new(named("theirs"));
        act(
            &mut h,
            Action::View(View::Dialog(Some(Dialog::Outside(disk)))),
        );
        h.get_by_label("changed: Title and description");
        h.get_by_label(button).click();
        h.run_steps(6);
        assert_eq!(h.state().state.design, named(name));
        assert_eq!(h.state().state.view.dialog, None);
        let tabs = if button == "Open both" { 2 } else { 1 };
        assert_eq!(h.state().state.tab_list().len(), tabs);
    }
}

#[test]
fn a_search_jumps_to_what_was_found_in_both_languages() {
    for (language, query) in [
        (Language::English, "db.r6g"),
        (Language::Korean, "로드 밸런서"),
    ] {
        let mut h = window(language, Some(SAMPLE));
        press(&mut h, Modifiers::COMMAND, Key::F);
        assert_eq!(h.state().state.view.dialog, Some(Dialog::Find));
        type_text(&mut h, query);
        press(&mut h, Modifiers::NONE, Key::Enter);
        let state = &h.state().state;
        assert_eq!(state.view.dialog, None);
        assert!(state.selection.single().is_some(), "{query}");
    }
    let mut h = window(Language::English, Some(SAMPLE));
    press(&mut h, Modifiers::COMMAND, Key::F);
    type_text(&mut h, "zzqqxx");
    h.get_by_label("Nothing found");
    press(&mut h, Modifiers::NONE, Key::Escape);
    assert_eq!(h.state().state.view.dialog, None);
}

#[test]
fn settings_take_effect_at_once_and_go_back_to_what_they_were() {
    let mut h = window(Language::English, None);
    press(&mut h, Modifiers::COMMAND, Key::Comma);
    h.get_by_label("Dark").click();
    h.run_steps(4);
    assert_eq!(h.state().state.prefs.look.theme, Theme::Dark);
    h.get_by_label("한국어").click();
    h.run_steps(4);
    assert!(h.query_all_by_label("설정").next().is_some());
    act(&mut h, Action::Setting(Setting::Scale(150)));
    assert!((h.ctx.zoom_factor() - 1.5).abs() < 0.01);
    let recent = PathBuf::from("/a.ron");
    h.state_mut().state.prefs.recent_files = vec![recent.clone()];
    act(&mut h, Action::Setting(Setting::Reset));
    let prefs = &h.state().state.prefs;
    assert_eq!(
        (prefs.look.theme, prefs.language),
        (Theme::System, Language::English)
    );
    assert_eq!(prefs.recent_files, [recent], "what was collected stays");
    assert!((h.ctx.zoom_factor() - 1.0).abs() < 0.01);
}

#[test]
fn units_that_are_chosen_stand_on_the_connections() {
    for (language, month, written) in [
        (Language::English, "Per month", "req/mo"),
        (Language::Korean, "월별", "요청/월"),
    ] {
        let mut h = window(language, Some(SAMPLE));
        let labels = |h: &Harness<'_, Shell>| {
            let scene = h.state().canvas.scene();
            let labels = scene.routes.iter().filter_map(|route| route.label.as_ref());
            let lines = labels.flat_map(|label| &label.lines);
            lines
                .map(|line| line.text.clone())
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!(!labels(&h).contains(written), "{}", labels(&h));
        press(&mut h, Modifiers::COMMAND, Key::Comma);
        h.get_by_label(month).click();
        h.run_steps(4);
        assert!(labels(&h).contains(written), "{}", labels(&h));
        h.get_by_label("Mbit/s").click();
        h.run_steps(4);
        assert_eq!(h.state().state.prefs.units.data, DataUnit::MbitPerSecond);
        act(&mut h, Action::Setting(Setting::Reset));
        assert!(!labels(&h).contains(written), "{}", labels(&h));
    }
}

#[test]
fn panels_change_sides_and_stay_where_they_were_put() {
    let mut h = sample_window(Language::English, Theme::Light, [1600.0, 900.0]);
    h.run_steps(6);
    let left = |h: &Harness<'_, Shell>, area| h.state().areas.rect(area).unwrap().left();
    assert!(left(&h, Area::Palette) < left(&h, Area::Inspector));
    let drawing = left(&h, Area::Canvas);
    let results = |h: &Harness<'_, Shell>| left(h, Area::Panel);
    assert!((results(&h) - drawing).abs() < 1.0, "below the drawing");
    press(&mut h, Modifiers::COMMAND, Key::Comma);
    h.get_by_label("Components at the right, inspector at the left")
        .click();
    h.run_steps(4);
    h.get_by_label("Results beside the drawing").click();
    h.run_steps(4);
    press(&mut h, Modifiers::NONE, Key::Escape);
    assert!(left(&h, Area::Palette) > left(&h, Area::Inspector));
    assert!(left(&h, Area::Inspector) < results(&h) && results(&h) < left(&h, Area::Canvas));
    // Kept with the other settings, for the next start.
    let dock = Dock::of(&h.state().state.view);
    assert!(dock.sides_swapped && dock.panel_beside);
    // Folded, it is a strip below again.
    press(&mut h, Modifiers::COMMAND, Key::J);
    assert!((results(&h) - left(&h, Area::Canvas)).abs() < 1.0);
}

#[test]
fn f6_walks_the_areas_and_tab_goes_on_inside() {
    let mut h = window(Language::English, None);
    let focused = |h: &Harness<'_, Shell>| h.ctx.memory(|m| m.focused());
    press(&mut h, Modifiers::NONE, Key::F6);
    assert_eq!(focused(&h), None, "the drawing takes the keys itself");
    press(&mut h, Modifiers::NONE, Key::F6);
    h.get_by_label("Inspector");
    assert!(focused(&h).is_some());
    press(&mut h, Modifiers::SHIFT, Key::F6);
    press(&mut h, Modifiers::SHIFT, Key::F6);
    let anchor = focused(&h);
    h.get_by_label("Palette");
    press(&mut h, Modifiers::NONE, Key::Tab);
    assert!(focused(&h).is_some() && focused(&h) != anchor);
    assert!(
        h.query_by_label("Palette").is_none(),
        "the ring goes when one goes on"
    );
}

#[test]
fn five_hints_are_gone_through_once_or_waved_off() {
    for (language, next, skip) in [
        (Language::English, "Next", "Do not show hints"),
        (Language::Korean, "다음", "힌트 보지 않기"),
    ] {
        let mut h = window(language, None);
        act(&mut h, Action::Setting(Setting::Tour(Some(0))));
        for step in 1..super::tour::COUNT {
            h.get_by_label(next).click();
            h.run_steps(4);
            assert_eq!(h.state().state.prefs.tour.map(usize::from), Some(step));
        }
        let done = crate::text::get(language, "done");
        h.get_by_label(&done).click();
        h.run_steps(4);
        assert_eq!(h.state().state.prefs.tour, None);
        act(&mut h, Action::Setting(Setting::Tour(Some(2))));
        h.get_by_label(skip).click();
        h.run_steps(4);
        assert_eq!(h.state().state.prefs.tour, None);
    }
}

#[test]
fn a_long_task_shows_itself_and_is_cancelled() {
    let mut h = window(Language::English, None);
    let (go, gate) = std::sync::mpsc::sync_channel::<()>(0);
    h.state_mut().state.jobs.start(
        "Sweeping".to_owned(),
        || {},
        move |progress| {
            progress.set(1, 4);
            let _ = gate.recv();
            Box::new(|state| state.design.name = "swept".into())
        },
    );
    wait_for(&mut h, "Sweeping: 25 %");
    h.get_by_label("Cancel: Sweeping").click();
    h.run_steps(4);
    assert!(h.state().state.jobs.is_empty());
    drop(go);
    h.run_steps(4);
    assert_eq!(h.state().state.design, Design::default());
}

/// A Terraform plan of one key.
const PLAN: &str = r#"{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[
    {"address":"aws_kms_key.main","mode":"managed","type":"aws_kms_key","name":"main",
     "provider_name":"registry.terraform.io/hashicorp/aws","schema_version":0,"values":{}}]}},
    "resource_changes":[],"configuration":{"root_module":{}}}"#;

#[test]
fn a_terraform_plan_is_imported_off_the_drawing_thread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    std::fs::write(&path, PLAN).unwrap();
    let mut h = window(Language::English, None);
    act(&mut h, Action::File(FileAction::OpenPath(path)));
    settle(&mut h);
    let state = &h.state().state;
    assert_eq!(state.design.components.len(), 1, "{:?}", state.view.dialog);
    assert_eq!(state.file.path, None, "a design is not saved over a plan");
    assert_eq!(state.tab_list()[0].name, "plan.json");
}

#[test]
fn typing_in_a_field_is_undone_inside_the_field() {
    let mut h = window(Language::English, None);
    let item = NewItem::Component("kms_key");
    act(
        &mut h,
        Action::Edit(EditAction::Place(item, Some(Point::new(96.0, 96.0)))),
    );
    h.get_by_label("Search the palette").focus();
    h.run_steps(2);
    type_text(&mut h, "lambda");
    press(&mut h, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        h.state().state.design.components.len(),
        1,
        "the drawing is as it was"
    );
    let value = h
        .get_by_label("Search the palette")
        .value()
        .unwrap_or_default();
    assert_ne!(value, "lambda");
}

/// What has the keyboard: its name and role for assistive technology, and where it is.
fn focused(h: &Harness<'_, Shell>) -> Option<(String, String, egui::Rect)> {
    let node = h
        .root()
        .children_recursive()
        .find(|node| node.is_focused())?;
    let own = node.accesskit_node();
    let name = own.label().or(own.value()).unwrap_or_default();
    Some((name, format!("{:?}", own.role()), node.rect()))
}

#[test]
fn tab_walks_the_window_in_reading_order_and_everything_it_reaches_has_a_name() {
    let mut h = sample_window(Language::English, Theme::Light, [1440.0, 900.0]);
    h.run_steps(4);
    let mut ids = h.state().state.design.components.keys();
    let id = ids.next().cloned().unwrap();
    act(&mut h, Action::Select(super::action::Select::Only(id)));
    let mut areas: Vec<Area> = Vec::new();
    let mut nameless = Vec::new();
    let mut walked = Vec::new();
    let mut edges = 0;
    for _ in 0..400 {
        h.key_press(Key::Tab);
        h.step();
        let Some((name, role, rect)) = focused(&h) else {
            continue;
        };
        if name.trim().is_empty() {
            nameless.push(format!("{role} {rect:?}"));
        }
        // The edges of panels come after what stands in them.
        if name.starts_with("Edge of ") {
            assert_eq!(areas.len(), Area::ALL.len(), "{name}: {walked:?}");
            edges += 1;
            continue;
        }
        walked.push(name);
        let state = h.state();
        let holds = |area: &Area| {
            let own = state.areas.rect(*area);
            own.is_some_and(|own| own.contains(rect.center()))
        };
        let Some(area) = Area::ALL.into_iter().find(holds) else {
            continue;
        };
        if areas.last() != Some(&area) {
            areas.push(area);
        }
        if areas.len() > Area::ALL.len() {
            break;
        }
    }
    assert_eq!(nameless, Vec::<String>::new());
    assert_eq!(edges, 3, "palette, inspector, results");
    let mut round = Area::ALL.to_vec();
    round.push(Area::Top);
    assert_eq!(areas, round, "{walked:?}");
}

#[test]
fn a_review_is_written_and_a_picture_copied_as_tasks_of_their_own() {
    use super::action::{ExportFormat, ReviewRequest};
    use crate::io::review::Format;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("review.json");
    let mut h = window(Language::English, Some(SAMPLE));
    let request = ReviewRequest {
        format: Format::Json,
        language: Language::English,
    };
    let write = FileAction::ExportReviewTo(request, path.clone());
    h.state_mut().state.apply(Action::File(write));
    h.step();
    assert_eq!(h.state().state.jobs.list().len(), 1);
    settle(&mut h);
    let text = std::fs::read_to_string(&path).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let found = value["findings"].as_array().unwrap().len();
    let open = h.state().state.report.review.open().count();
    assert!(found >= open && open > 0, "{found} of {open}");
    // A copy that was cancelled leaves the clipboard alone.
    let copy = || Action::File(FileAction::CopyPicture(ExportFormat::Svg));
    h.state_mut().state.apply(copy());
    h.step();
    act(&mut h, Action::View(View::CancelJob(0)));
    h.state_mut().state.apply(copy());
    let mut copied = 0;
    for _ in 0..4000 {
        h.step();
        let commands = &h.output().platform_output.commands;
        copied += commands
            .iter()
            .filter(|command| matches!(command, egui::OutputCommand::CopyText(_)))
            .count();
        if copied > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(copied, 1);
}

#[test]
fn a_plan_named_on_the_command_line_is_opened_while_its_progress_shows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    std::fs::write(&path, PLAN).unwrap();
    let mut h = window(Language::English, path.to_str());
    settle(&mut h);
    assert_eq!(h.state().state.design.components.len(), 1);
    // On the welcome screen tasks stand on a card of their own.
    let mut h = window(Language::English, None);
    h.state_mut().state.file.started = false;
    let (go, gate) = std::sync::mpsc::sync_channel::<()>(0);
    h.state_mut().state.jobs.start(
        "Opening plan.json".to_owned(),
        || {},
        move |_| {
            let _ = gate.recv();
            Box::new(|_| {})
        },
    );
    wait_for(&mut h, "Opening plan.json");
    h.get_by_label("Cancel: Opening plan.json").click();
    h.run_steps(4);
    assert!(h.state().state.jobs.is_empty());
    drop(go);
}

#[test]
fn on_a_small_screen_at_150_percent_no_control_lies_on_another() {
    for (language, width) in [
        (Language::English, 853.0),
        (Language::Korean, 853.0),
        (Language::English, 1024.0),
        (Language::Korean, 1280.0),
    ] {
        let mut h = sample_window(language, Theme::Light, [width, 533.0]);
        h.run_steps(4);
        let top = h.state().areas.rect(Area::Canvas).unwrap().top();
        let bars: Vec<(String, egui::Rect)> = h
            .root()
            .children_recursive()
            .filter(|node| {
                use egui::accesskit::Role;
                matches!(
                    node.accesskit_node().role(),
                    Role::Button | Role::RadioButton
                )
            })
            .map(|node| {
                let name = node.accesskit_node().label().unwrap_or_default();
                (name, node.rect())
            })
            .filter(|(_, rect)| rect.bottom() <= top && rect.height() <= 40.0)
            .collect();
        assert!(bars.len() > 15, "{}", bars.len());
        for (number, (name, rect)) in bars.iter().enumerate() {
            for (other, beside) in &bars[number + 1..] {
                let shared = rect.intersect(*beside);
                let apart = shared.width() < 1.0 || shared.height() < 1.0;
                assert!(apart, "{width}: {name} {rect:?} on {other} {beside:?}");
            }
            let seen = rect.left() >= 0.0 && rect.right() <= width;
            assert!(seen, "{width}: {name} {rect:?}");
        }
    }
}
