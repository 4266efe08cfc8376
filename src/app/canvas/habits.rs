//! What hands expect of a diagram editor, each habit as a journey through real events. `assets/reference/habits.md` lists
//! the habits with their journeys; a test compares.

use super::controller::Gesture;
use super::tests::{
    Journey, at, carry, drag, id, key, lift, on_screen, open, parent, press, sample, selected,
    slide, steps, two_zones,
};
use crate::app::action::{Action, Dialog, ExportFormat, FileAction, PathFor, Select, View};
use crate::app::shell::Shell;
use crate::app::state::{Effect, Prefs, State};
use crate::app::testing;
use crate::app::theme::Theme;
use crate::app::view::{Camera, Overlay, Tool};
use crate::model::edit::{self, Edit};
use crate::model::{Connection, ContainerKind, Design, Language, Point, Rect, Side};
use crate::pricing::Catalogue;
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

fn desk() -> Journey {
    open(two_zones(), [900.0, 600.0], Theme::Light)
}

/// The zones with `web` calling `db`.
fn connected() -> Design {
    let link = Edit::PutConnection(id("web-db"), Connection::new(id("web"), id("db")));
    edit::apply(&two_zones(), &link).unwrap()
}

fn select(h: &mut Journey, names: &[&str]) {
    let items = names.iter().map(|name| id(name)).collect();
    act(h, Action::Select(Select::These(items)));
}

fn act(h: &mut Journey, action: Action) {
    h.state_mut().state.apply(action);
    h.run();
}

fn point_at(h: &mut Journey, x: f32, y: f32) {
    h.event(Event::PointerMoved(on_screen(x, y)));
    h.run();
}

fn click_with(h: &mut Journey, x: f32, y: f32, modifiers: Modifiers) {
    press(h, x, y, PointerButton::Primary, modifiers);
    let release = Event::PointerButton {
        pos: on_screen(x, y),
        button: PointerButton::Primary,
        pressed: false,
        modifiers,
    };
    h.event_modifiers(release, modifiers);
    h.run();
}

/// A key that says one thing and stands at the place of another.
fn key_at(h: &mut Journey, says: Key, place: Key, modifiers: Modifiers) {
    let event = |pressed| Event::Key {
        key: says,
        physical_key: Some(place),
        pressed,
        repeat: false,
        modifiers,
    };
    h.event_modifiers(event(true), modifiers);
    h.event_modifiers(event(false), modifiers);
    h.run();
}

/// Drags with keys that are held from the second move on.
fn drag_holding(h: &mut Journey, from: (f32, f32), to: (f32, f32), modifiers: Modifiers) {
    carry(h, from, (from.0 + 10.0, from.1 + 10.0));
    for _ in 0..2 {
        h.event_modifiers(Event::PointerMoved(on_screen(to.0, to.1)), modifiers);
        h.step();
    }
    let release = Event::PointerButton {
        pos: on_screen(to.0, to.1),
        button: PointerButton::Primary,
        pressed: false,
        modifiers,
    };
    h.event_modifiers(release, modifiers);
    h.run();
}

/// What was put on the clipboard last.
fn copied(h: &mut Journey) -> String {
    let effects = std::mem::take(&mut h.state_mut().state.effects);
    let mut texts = effects.into_iter().filter_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    texts.next_back().expect("something was copied")
}

fn copy(h: &mut Journey, modifiers: Modifiers) -> String {
    h.event_modifiers(Event::Copy, modifiers);
    h.run();
    copied(h)
}

fn paste(h: &mut Journey, text: &str, modifiers: Modifiers) {
    h.event_modifiers(Event::Paste(text.to_owned()), modifiers);
    h.run();
}

fn design(h: &Journey) -> &Design {
    &h.state().state.design
}

fn frame(h: &Journey, name: &str) -> Rect {
    design(h).container(&id(name)).unwrap().frame
}

fn window(path: Option<&str>) -> Harness<'static, Shell> {
    let state = State::new(Catalogue::embedded(), Prefs::default());
    let shell = Shell::new(state, path.map(Into::into));
    testing::harness([1440.0, 900.0], Theme::Light, shell, |ui, shell| {
        shell.ui(ui);
    })
}

#[test]
fn undo_and_redo_in_both_forms() {
    let mut h = desk();
    let before = design(&h).clone();
    select(&mut h, &["web"]);
    key(&mut h, NONE, Key::Delete);
    let after = design(&h).clone();
    assert_ne!(before, after);
    for redo in [(CTRL_SHIFT, Key::Z), (CTRL, Key::Y)] {
        key(&mut h, CTRL, Key::Z);
        assert_eq!(*design(&h), before);
        key(&mut h, redo.0, redo.1);
        assert_eq!(*design(&h), after, "{redo:?}");
    }
}

#[test]
fn all_and_nothing_are_selected() {
    let mut h = desk();
    key(&mut h, CTRL, Key::A);
    assert_eq!(selected(&h).len(), 7);
    key(&mut h, CTRL_SHIFT, Key::A);
    assert!(selected(&h).is_empty());
    assert_eq!(steps(&h), 0);
}

#[test]
fn shift_and_ctrl_click_add_and_take_away() {
    let mut h = desk();
    click_with(&mut h, 180.0, 150.0, NONE);
    for modifiers in [SHIFT, CTRL] {
        click_with(&mut h, 390.0, 150.0, modifiers);
        assert_eq!(selected(&h), ["db", "web"], "{modifiers:?}");
        click_with(&mut h, 390.0, 150.0, modifiers);
        assert_eq!(selected(&h), ["web"], "{modifiers:?}");
    }
}

#[test]
fn a_box_says_what_it_takes_and_alt_makes_it_touch() {
    let mut h = desk();
    carry(&mut h, (104.0, 110.0), (300.0, 200.0));
    let rule = |h: &Journey| match &h.state().canvas.controller.gesture {
        Gesture::Marquee(marquee) => marquee.rule(),
        other => panic!("{other:?}"),
    };
    assert_eq!(rule(&h), "canvas-box-holds");
    // `web` from 120 to 260 is held; the box ends before `db` (320 to 460).
    assert_eq!(selected(&h), ["web"]);
    testing::look_at(&mut h, "habit-box");
    h.event_modifiers(Event::PointerMoved(on_screen(330.0, 200.0)), ALT);
    h.step();
    h.step();
    assert_eq!(rule(&h), "canvas-box-touches");
    assert_eq!(selected(&h), ["db", "web"]);
    lift(&mut h, 330.0, 200.0, PointerButton::Primary);
    // From right to left it touches by itself.
    carry(&mut h, (300.0, 220.0), (250.0, 170.0));
    assert_eq!(rule(&h), "canvas-box-touches");
    lift(&mut h, 250.0, 170.0, PointerButton::Primary);
    assert_eq!(selected(&h), ["web"]);
}

#[test]
fn a_click_reaches_the_item_in_a_frame_and_the_frame_by_its_border_and_title() {
    let mut h = desk();
    click_with(&mut h, 180.0, 150.0, NONE);
    assert_eq!(selected(&h), ["web"]);
    click_with(&mut h, 300.0, 264.0, NONE);
    assert_eq!(selected(&h), ["app-2a"], "by the border");
    click_with(&mut h, 600.0, 420.0, NONE);
    assert!(selected(&h).is_empty(), "the inside of a frame is canvas");
    click_with(&mut h, 110.0, 322.0, NONE);
    assert_eq!(selected(&h), ["app-2c"], "by the title");
}

#[test]
fn del_and_backspace_take_connections_along_in_one_step() {
    for gone in [Key::Delete, Key::Backspace] {
        let mut h = open(connected(), [900.0, 600.0], Theme::Light);
        select(&mut h, &["web"]);
        key(&mut h, NONE, gone);
        assert!(design(&h).connections.is_empty());
        assert_eq!(steps(&h), 1);
        key(&mut h, CTRL, Key::Z);
        assert_eq!(*design(&h), connected());
    }
}

#[test]
fn ctrl_d_duplicates_with_inner_connections() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    select(&mut h, &["web", "db"]);
    key(&mut h, CTRL, Key::D);
    assert_eq!(selected(&h), ["db-2", "web-2", "web-db-2"]);
    let link = design(&h).connection(&id("web-db-2")).unwrap();
    assert_eq!((&link.from, &link.to), (&id("web-2"), &id("db-2")));
    assert_eq!(steps(&h), 1);
}

#[test]
fn properties_are_copied_to_another_item() {
    let mut design_ = two_zones();
    let db = design_.component(&id("db")).unwrap().clone();
    let large = db.clone().with("allocated_storage", 500.0);
    design_ = edit::apply(&design_, &Edit::PutComponent(id("db"), large)).unwrap();
    design_ = edit::apply(&design_, &Edit::PutComponent(id("other"), db)).unwrap();
    let mut h = open(design_, [900.0, 600.0], Theme::Light);
    select(&mut h, &["db"]);
    let text = copy(&mut h, CTRL_ALT);
    select(&mut h, &["other"]);
    paste(&mut h, &text, CTRL_ALT);
    let size = |name: &str| {
        let component = design(&h).component(&id(name)).unwrap();
        component.property("allocated_storage").cloned()
    };
    assert_eq!(size("other"), size("db"));
    assert!(size("db").is_some());
    assert_eq!(steps(&h), 1);
}

#[test]
fn a_picture_of_the_selection_goes_on_the_clipboard() {
    let mut h = desk();
    h.event_modifiers(Event::Copy, CTRL_SHIFT);
    h.run();
    let effects = std::mem::take(&mut h.state_mut().state.effects);
    assert_eq!(effects, [Effect::CopyPicture(ExportFormat::Png)]);

    let mut h = window(Some(testing::SAMPLE));
    let first = h.state().state.design.components.keys().next().cloned();
    for format in [ExportFormat::Png, ExportFormat::Svg] {
        let only = Action::Select(Select::Only(first.clone().unwrap()));
        h.state_mut().state.apply(only);
        let action = Action::File(FileAction::CopyPicture(format));
        h.state_mut().state.apply(action);
        let mut found = false;
        for _ in 0..400 {
            h.step();
            let commands = &h.output().platform_output.commands;
            found = commands.iter().any(|command| match command {
                egui::OutputCommand::CopyImage(image) => {
                    format == ExportFormat::Png && image.size[0] >= 320
                }
                egui::OutputCommand::CopyText(text) => {
                    format == ExportFormat::Svg && text.starts_with("<svg")
                }
                egui::OutputCommand::OpenUrl(_) => false,
            });
            if found {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert!(found, "{format:?}");
    }
}

#[test]
fn items_are_pasted_at_the_pointer_each_time_a_little_further() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    select(&mut h, &["web", "db"]);
    let text = copy(&mut h, CTRL);
    point_at(&mut h, 420.0, 420.0);
    paste(&mut h, &text, CTRL);
    // 340 x 56 around the pointer, on the grid of 8.
    assert_eq!(at(&h, "web-2"), Point::new(248.0, 392.0));
    assert_eq!(parent(&h, "web-2"), Some(id("app-2c")), "where it lies");
    assert!(design(&h).connection(&id("web-db-2")).is_some());
    paste(&mut h, &text, CTRL);
    assert_eq!(at(&h, "web-3"), Point::new(264.0, 408.0));
    point_at(&mut h, 420.0, 400.0);
    paste(&mut h, &text, CTRL);
    assert_eq!(at(&h, "web-4"), Point::new(248.0, 376.0));
    assert_eq!(steps(&h), 3);
}

#[test]
fn items_are_pasted_in_place() {
    let mut h = desk();
    select(&mut h, &["web"]);
    let text = copy(&mut h, CTRL);
    key(&mut h, NONE, Key::Delete);
    point_at(&mut h, 700.0, 500.0);
    paste(&mut h, &text, CTRL_SHIFT);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    assert_eq!(parent(&h, "web"), Some(id("app-2a")));
}

#[test]
fn what_is_copied_in_one_window_is_pasted_in_another() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    select(&mut h, &["app-2a"]);
    let text = copy(&mut h, CTRL);
    let mut other = open(Design::default(), [900.0, 600.0], Theme::Dark);
    point_at(&mut other, 400.0, 300.0);
    paste(&mut other, &text, CTRL);
    assert_eq!(design(&other).components.len(), 2);
    let link = design(&other).connections.values().next().unwrap();
    assert_eq!((&link.from, &link.to), (&id("web"), &id("db")));
    assert_eq!(parent(&other, "web"), Some(id("app-2a")));
    assert_eq!(steps(&other), 1);
}

#[test]
fn text_is_pasted_written_by_hand_as_a_note_or_told_to_be_broken() {
    let mut h = open(Design::default(), [900.0, 600.0], Theme::Light);
    point_at(&mut h, 300.0, 300.0);
    let by_hand = "(format: 1, components: { \"q\": (kind: \"sqs_queue\", at: (10, 10)) })";
    paste(&mut h, by_hand, CTRL);
    assert_eq!(design(&h).component(&id("q")).unwrap().kind, "sqs_queue");
    paste(&mut h, "ask the team about retention", CTRL);
    let note = design(&h).containers.values().next().unwrap();
    assert_eq!(note.kind, ContainerKind::Note);
    let before = design(&h).clone();
    paste(&mut h, "(components: { \"q\": (kind: 12)", CTRL);
    assert_eq!(*design(&h), before);
    let told = h.state().state.notices.last().unwrap();
    assert!(told.failed && !told.strong.is_empty(), "{told:?}");
}

#[test]
fn arrows_nudge_by_the_grid_by_ten_with_shift_and_by_a_pixel_with_alt() {
    let mut h = desk();
    select(&mut h, &["web"]);
    key(&mut h, NONE, Key::ArrowRight);
    assert_eq!(at(&h, "web"), Point::new(128.0, 128.0));
    key(&mut h, SHIFT, Key::ArrowDown);
    assert_eq!(at(&h, "web"), Point::new(128.0, 208.0));
    key(&mut h, ALT, Key::ArrowLeft);
    assert_eq!(at(&h, "web"), Point::new(127.0, 208.0));
    for _ in 0..steps(&h) {
        key(&mut h, CTRL, Key::Z);
    }
    assert_eq!(*design(&h), two_zones());
}

#[test]
fn space_and_the_middle_button_pan() {
    let mut h = desk();
    let origin = |h: &Journey| h.state().state.view.camera.origin;
    press(&mut h, 600.0, 420.0, PointerButton::Middle, NONE);
    slide(&mut h, (600.0, 420.0), (560.0, 390.0));
    lift(&mut h, 560.0, 390.0, PointerButton::Middle);
    assert_eq!(origin(&h), Point::new(40.0, 30.0));
    h.key_down(Key::Space);
    h.step();
    // On a tile: it stays where it is.
    carry(&mut h, (140.0, 120.0), (180.0, 150.0));
    lift(&mut h, 180.0, 150.0, PointerButton::Primary);
    h.key_up(Key::Space);
    h.run();
    assert_eq!(origin(&h), Point::new(0.0, 0.0));
    assert_eq!((steps(&h), selected(&h).len()), (0, 0));
}

#[test]
fn zoom_keys_go_by_the_place_of_the_digits_on_any_keyboard() {
    let mut h = desk();
    let camera = |h: &Journey| h.state().state.view.camera;
    let all = [Key::Exclamationmark, Key::Num1, Key::End, Key::Home];
    let mut fitted = None;
    for says in all {
        act(&mut h, Action::View(View::Camera(Camera::default())));
        key_at(&mut h, says, Key::Num1, SHIFT);
        assert_ne!(camera(&h), Camera::default(), "{says:?}");
        let now = camera(&h);
        assert_eq!(*fitted.get_or_insert(now), now);
    }
    select(&mut h, &["web"]);
    // The number pad says an arrow for Shift+2: nothing may be nudged.
    for says in [Key::Num2, Key::ArrowDown] {
        act(&mut h, Action::View(View::Camera(Camera::default())));
        key_at(&mut h, says, Key::Num2, SHIFT);
        assert_eq!(camera(&h).zoom, 2.0, "{says:?}");
    }
    assert_eq!(steps(&h), 0);
    key_at(&mut h, Key::Num0, Key::Num0, SHIFT);
    assert_eq!(camera(&h).zoom, 1.0);
    act(&mut h, Action::View(View::Camera(Camera::default())));
    key(&mut h, NONE, Key::Home);
    assert_eq!(Some(camera(&h)), fitted);
    key(&mut h, CTRL, Key::Plus);
    assert!(camera(&h).zoom > fitted.unwrap().zoom);
}

#[test]
fn letters_work_under_a_hangul_layout() {
    let mut h = desk();
    let before = design(&h).clone();
    select(&mut h, &["web"]);
    // A layout without Latin letters reports the letter of the place.
    key_at(&mut h, Key::D, Key::D, CTRL);
    assert_eq!(design(&h).components.len(), 3);
    key_at(&mut h, Key::Z, Key::Z, CTRL);
    assert_eq!(*design(&h), before);
    key_at(&mut h, Key::N, Key::N, NONE);
    assert_eq!(h.state().state.view.tool, Tool::Note);
}

#[test]
fn no_shortcut_fires_while_a_syllable_is_composed() {
    let mut h = desk();
    select(&mut h, &["web"]);
    let before = design(&h).clone();
    key(&mut h, NONE, Key::F2);
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    for text in ["ㅅ", "서"] {
        h.event(preedit(text));
        // The keys that an input method swallows can still be reported.
        h.key_press_modifiers(CTRL, Key::D);
        h.key_press(Key::Delete);
        h.run();
        assert_eq!(*design(&h), before, "{text}");
        assert!(!h.state().state.view.snap_off);
    }
    // Backspace to nothing, then the syllables are composed anew and the last key commits.
    h.event(preedit(""));
    h.run();
    h.event(preedit("서"));
    h.run();
    h.event(Event::Ime(ImeEvent::Commit("서버".to_owned())));
    h.key_press_modifiers(CTRL, Key::D);
    h.run();
    assert_eq!(design(&h).components.len(), before.components.len());
    key(&mut h, NONE, Key::Enter);
    assert_eq!(h.state().state.name_of(&id("web")), "서버");
    key(&mut h, CTRL, Key::D);
    assert_eq!(design(&h).components.len(), before.components.len() + 1);
}

#[test]
fn items_are_grouped_and_ungrouped_again() {
    for ungroup in [Key::G, Key::U] {
        let mut h = desk();
        select(&mut h, &["web", "db"]);
        key(&mut h, CTRL, Key::G);
        assert_eq!(selected(&h), ["group"]);
        assert_eq!(parent(&h, "web"), Some(id("group")));
        key(&mut h, CTRL_SHIFT, ungroup);
        assert_eq!(selected(&h), ["db", "web"]);
        assert_eq!(parent(&h, "web"), Some(id("app-2a")));
        assert!(design(&h).container(&id("group")).is_none());
        assert_eq!(steps(&h), 2);
    }
}

/// Three tiles on the open canvas, neither in a row nor evenly apart.
fn three() -> Design {
    let mut design = Design::default();
    for (name, x, y) in [("a", 0.0, 0.0), ("b", 200.0, 30.0), ("c", 600.0, 80.0)] {
        let tile = crate::model::Component::new("instance", None, Point::new(x, y));
        design = edit::apply(&design, &Edit::PutComponent(id(name), tile)).unwrap();
    }
    design
}

#[test]
fn items_are_aligned_and_distributed_with_keys() {
    let mut h = open(three(), [900.0, 600.0], Theme::Light);
    let xs = |h: &Journey| ["a", "b", "c"].map(|name| at(h, name).x);
    let ys = |h: &Journey| ["a", "b", "c"].map(|name| at(h, name).y);
    for (arrow, expect) in [(Key::ArrowLeft, [0.0; 3]), (Key::ArrowRight, [600.0; 3])] {
        select(&mut h, &["a", "b", "c"]);
        key(&mut h, CTRL_SHIFT, arrow);
        assert_eq!(xs(&h), expect);
        key(&mut h, CTRL, Key::Z);
    }
    for (arrow, expect) in [(Key::ArrowUp, [0.0; 3]), (Key::ArrowDown, [80.0; 3])] {
        select(&mut h, &["a", "b", "c"]);
        key(&mut h, CTRL_SHIFT, arrow);
        assert_eq!(ys(&h), expect);
        key(&mut h, CTRL, Key::Z);
    }
    select(&mut h, &["a", "b", "c"]);
    key(&mut h, ALT_SHIFT, Key::H);
    assert_eq!(xs(&h), [0.0, 300.0, 600.0]);
    key(&mut h, ALT_SHIFT, Key::V);
    assert_eq!(ys(&h), [0.0, 40.0, 80.0]);
}

#[test]
fn a_locked_item_stays_and_is_unlocked_again() {
    let mut h = desk();
    select(&mut h, &["web"]);
    key(&mut h, CTRL_SHIFT, Key::L);
    key(&mut h, NONE, Key::Delete);
    key(&mut h, NONE, Key::ArrowRight);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    key(&mut h, CTRL_SHIFT, Key::L);
    key(&mut h, NONE, Key::ArrowRight);
    assert_eq!(at(&h, "web"), Point::new(128.0, 128.0));
}

#[test]
fn a_name_is_edited_with_enter_and_that_of_a_connection_with_a_double_click() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    select(&mut h, &["web"]);
    key(&mut h, NONE, Key::Enter);
    h.event(Event::Text("front".to_owned()));
    h.run();
    key(&mut h, NONE, Key::Enter);
    assert_eq!(h.state().state.name_of(&id("web")), "front");
    h.ctx
        .options_mut(|o| o.input_options.max_double_click_delay = 5.0);
    let scene = h.state().canvas.scene().clone();
    let route = scene.routes_of(&id("web-db")).next().unwrap().clone();
    let middle = Rect::from_corners(route.points[0], route.points[1]).center();
    for _ in 0..2 {
        click_with(&mut h, middle.x, middle.y, NONE);
    }
    h.event(Event::Text("orders".to_owned()));
    h.run();
    key(&mut h, NONE, Key::Enter);
    let name = &design(&h).connection(&id("web-db")).unwrap().name;
    assert_eq!(name.get(Language::English), "orders");
}

#[test]
fn search_commands_and_the_sheet_of_shortcuts_open_with_their_keys() {
    for (modifiers, asked, dialog) in [
        (CTRL, Key::F, Dialog::Find),
        (CTRL, Key::K, Dialog::CommandPalette),
        (SHIFT, Key::Questionmark, Dialog::Shortcuts),
        (CTRL, Key::E, Dialog::Export),
    ] {
        let mut h = desk();
        key(&mut h, modifiers, asked);
        assert_eq!(h.state().state.view.dialog, Some(dialog));
    }
}

#[test]
fn saving_and_saving_elsewhere_have_their_keys() {
    let mut h = desk();
    for modifiers in [CTRL, CTRL_SHIFT] {
        key(&mut h, modifiers, Key::S);
        let effects = std::mem::take(&mut h.state_mut().state.effects);
        assert_eq!(effects, [Effect::AskPath(PathFor::Save(None))]);
    }
}

#[test]
fn snapping_is_switched_and_suspended_with_alt_and_ctrl() {
    let mut h = desk();
    for modifiers in [ALT, CTRL] {
        drag_holding(&mut h, (180.0, 150.0), (193.0, 171.0), modifiers);
        assert_eq!(at(&h, "web"), Point::new(133.0, 149.0), "{modifiers:?}");
        key(&mut h, CTRL, Key::Z);
    }
    key(&mut h, CTRL, Key::Quote);
    assert!(h.state().state.view.snap_off);
    drag(&mut h, (180.0, 150.0), (193.0, 171.0));
    assert_eq!(at(&h, "web"), Point::new(133.0, 149.0));
    key(&mut h, CTRL, Key::Quote);
    key(&mut h, CTRL, Key::Z);
    drag(&mut h, (180.0, 150.0), (193.0, 171.0));
    assert_eq!(at(&h, "web"), Point::new(136.0, 152.0));
}

#[test]
fn guides_show_equal_distances_and_hold_them() {
    let mut design = three();
    // Rows that overlap without a common edge: `a` and `b` are 60 apart.
    let tile = crate::model::Component::new("instance", None, Point::new(430.0, 13.0));
    design = edit::apply(&design, &Edit::PutComponent(id("c"), tile)).unwrap();
    let mut h = open(design, [900.0, 600.0], Theme::Light);
    carry(&mut h, (500.0, 60.0), (473.0, 61.0));
    let (_, gaps) = h.state().canvas.controller.guides();
    assert_eq!(gaps.len(), 2, "{gaps:?}");
    testing::look_at(&mut h, "habit-gaps");
    lift(&mut h, 473.0, 61.0, PointerButton::Primary);
    assert_eq!(at(&h, "c").x, 400.0);
}

#[test]
fn ctrl_and_an_arrow_connects_a_copy_and_alt_shift_walks_along() {
    let mut h = desk();
    select(&mut h, &["web"]);
    key(&mut h, CTRL, Key::ArrowDown);
    assert_eq!(selected(&h), ["web-2"]);
    let link = design(&h).connections.values().next().unwrap();
    assert_eq!((&link.from, &link.to), (&id("web"), &id("web-2")));
    assert_eq!(at(&h, "web-2"), Point::new(120.0, 248.0));
    assert_eq!(parent(&h, "web-2"), Some(id("app-2a")), "the frame grows");
    assert!(frame(&h, "app-2a").bottom() >= 312.0);
    assert_eq!(steps(&h), 1);
    key(&mut h, ALT_SHIFT, Key::ArrowUp);
    assert_eq!(selected(&h), ["web"]);
    key(&mut h, CTRL, Key::Z);
    assert_eq!(*design(&h), two_zones());
    // With nothing to move Alt walks too.
    key(&mut h, CTRL_SHIFT, Key::A);
    key(&mut h, ALT, Key::ArrowRight);
    assert_eq!(selected(&h).len(), 1);
}

#[test]
fn a_connection_floats_and_sticks_where_it_is_dropped_on_a_port() {
    for (to, modifiers, expect) in [
        ((390.0, 160.0), NONE, None),
        ((390.0, 129.0), NONE, Some(Side::Top)),
        ((390.0, 129.0), ALT, None),
    ] {
        let mut h = desk();
        point_at(&mut h, 200.0, 150.0);
        drag_holding(&mut h, (260.0, 156.0), to, modifiers);
        let link = design(&h).connections.values().next().unwrap();
        assert_eq!((link.to_side, &link.to), (expect, &id("db")));
    }
}

#[test]
fn the_end_of_a_connection_is_dragged_to_another_item() {
    let place = Point::new(320.0, 360.0);
    let cache = crate::model::Component::new("instance", Some(id("app-2c")), place);
    let put = Edit::PutComponent(id("cache"), cache);
    let design_ = edit::apply(&connected(), &put).unwrap();
    let mut h = open(design_, [900.0, 600.0], Theme::Light);
    select(&mut h, &["web-db"]);
    let scene = h.state().canvas.scene().clone();
    let end = *scene
        .routes_of(&id("web-db"))
        .next()
        .unwrap()
        .points
        .last()
        .unwrap();
    drag(&mut h, (end.x, end.y), (390.0, 390.0));
    let link = design(&h).connection(&id("web-db")).unwrap();
    assert_eq!((&link.from, &link.to), (&id("web"), &id("cache")));
    assert_eq!(steps(&h), 1);
}

#[test]
fn esc_steps_out_to_the_frame_and_then_clears() {
    let mut h = desk();
    select(&mut h, &["web"]);
    key(&mut h, NONE, Key::Escape);
    assert_eq!(selected(&h), ["app-2a"]);
    key(&mut h, NONE, Key::Escape);
    assert!(selected(&h).is_empty());
    key(&mut h, NONE, Key::H);
    assert_eq!(h.state().state.view.tool, Tool::Hand);
    key(&mut h, NONE, Key::Escape);
    assert_eq!(h.state().state.view.tool, Tool::Select);
}

#[test]
fn frames_fold_by_keys_and_chevron_and_nothing_else_moves() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    let before = design(&h).clone();
    select(&mut h, &["web"]);
    key(&mut h, CTRL, Key::Home);
    assert_eq!(selected(&h), ["app-2a"]);
    let scene = h.state().canvas.scene();
    assert!(scene.tiles.is_empty() && scene.frame(&id("app-2a")).unwrap().collapsed.is_some());
    for name in ["vpc", "ap-northeast-2c", "app-2c"] {
        assert_eq!(frame(&h, name), before.container(&id(name)).unwrap().frame);
    }
    testing::look_at(&mut h, "habit-folded");
    key(&mut h, CTRL, Key::End);
    assert_eq!(*design(&h), before);
    // The chevron stands right of the title.
    let scene = h.state().canvas.scene().clone();
    let title = scene.frame(&id("app-2a")).unwrap();
    let chevron = super::hit::chevron_of(title, 1.0).unwrap().center();
    point_at(&mut h, chevron.x, chevron.y);
    testing::look_at(&mut h, "habit-chevron");
    click_with(&mut h, chevron.x, chevron.y, NONE);
    assert!(design(&h).container(&id("app-2a")).unwrap().collapsed);
    // And on the card at its left.
    click_with(&mut h, 108.0, 96.0, NONE);
    assert_eq!(*design(&h), before);
    assert_eq!(steps(&h), 4);
}

#[test]
fn connections_end_at_the_folded_frame_and_tiles_leave_and_enter_again() {
    let mut h = open(connected(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (390.0, 150.0), (390.0, 400.0));
    assert_eq!(parent(&h, "db"), Some(id("app-2c")));
    select(&mut h, &["app-2c"]);
    key(&mut h, CTRL, Key::Home);
    let scene = h.state().canvas.scene();
    let link = id("web-db");
    let route = scene.routes_of(&link).next().unwrap();
    assert_eq!(route.to, crate::scene::RouteEnd::Frame(id("app-2c")));
    key(&mut h, CTRL, Key::End);
    drag(&mut h, (390.0, 400.0), (390.0, 150.0));
    assert_eq!(parent(&h, "db"), Some(id("app-2a")), "as easy out as in");
}

#[test]
fn a_frame_grows_with_its_content_and_shrinks_when_asked() {
    let mut h = desk();
    select(&mut h, &["db"]);
    for _ in 0..2 {
        key(&mut h, SHIFT, Key::ArrowRight);
    }
    assert_eq!(frame(&h, "app-2a").right(), 628.0);
    key(&mut h, SHIFT, Key::ArrowLeft);
    key(&mut h, SHIFT, Key::ArrowLeft);
    assert_eq!(frame(&h, "app-2a").right(), 628.0, "it stays as large");
    key(&mut h, ALT_SHIFT, Key::F);
    assert_eq!(frame(&h, "app-2a").right(), 472.0);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
}

#[test]
fn a_frame_that_grows_pushes_its_neighbours_in_the_same_step() {
    let apart = |h: &Journey| {
        let [upper, lower] = ["ap-northeast-2a", "ap-northeast-2c"].map(|name| frame(h, name));
        assert!(upper.bottom() > 272.0, "the zone grew: {upper:?}");
        assert!(lower.y >= upper.bottom() + 16.0, "{upper:?} {lower:?}");
        assert!(frame(h, "vpc").contains_rect(lower));
        assert!(frame(h, "ap-northeast-2c").contains_rect(frame(h, "app-2c")));
    };
    // By keys.
    let mut h = desk();
    select(&mut h, &["db"]);
    for _ in 0..2 {
        key(&mut h, SHIFT, Key::ArrowDown);
    }
    apart(&h);
    for _ in 0..2 {
        key(&mut h, CTRL, Key::Z);
    }
    assert_eq!(*design(&h), two_zones());
    // By dragging a subnet by its title, its middle still in the zone.
    let mut h = desk();
    drag(&mut h, (130.0, 90.0), (130.0, 178.0));
    assert_eq!(frame(&h, "app-2a").y, 168.0);
    apart(&h);
    testing::look_at(&mut h, "habit-growth-pushes");
    key(&mut h, CTRL, Key::Z);
    assert_eq!(*design(&h), two_zones());
}

#[test]
fn a_note_is_written_moved_and_undone() {
    let mut h = desk();
    key(&mut h, NONE, Key::N);
    click_with(&mut h, 600.0, 360.0, NONE);
    h.event(Event::Text("Retention: ".to_owned()));
    h.run();
    key(&mut h, NONE, Key::Enter);
    h.event(Event::Text("7 days".to_owned()));
    h.run();
    testing::look_at(&mut h, "habit-note-editing");
    key(&mut h, CTRL, Key::Enter);
    let (name, note) = design(&h)
        .containers
        .iter()
        .find(|(_, c)| c.kind == ContainerKind::Note)
        .map(|(id, c)| (id.clone(), c.clone()))
        .unwrap();
    assert_eq!(note.name.get(Language::English), "Retention: \n7 days");
    assert_eq!(h.state().state.name_of(&name), "Retention:");
    assert!(h.query_by_label_contains("7 days").is_some());
    // It holds nothing: a tile dropped on it stands in the frame below.
    let middle = note.frame.center();
    drag(&mut h, (middle.x, middle.y), (middle.x - 350.0, middle.y));
    assert_eq!(
        design(&h).container(&name).unwrap().parent,
        Some(id("app-2c"))
    );
    testing::look_at(&mut h, "habit-note");
    let svg = crate::io::export::export(
        design(&h),
        &h.state().state.report,
        &crate::io::export::ExportOptions::new("svg"),
    );
    assert!(String::from_utf8(svg.unwrap()).unwrap().contains("7 days"));
    for _ in 0..3 {
        key(&mut h, CTRL, Key::Z);
    }
    assert_eq!(*design(&h), two_zones());
}

#[test]
fn free_text_is_drawn_to_size() {
    let mut h = desk();
    key(&mut h, NONE, Key::T);
    carry(&mut h, (520.0, 330.0), (720.0, 354.0));
    h.event(Event::PointerButton {
        pos: on_screen(720.0, 354.0),
        button: PointerButton::Primary,
        pressed: false,
        modifiers: NONE,
    });
    // The mark of the text that is edited now blinks.
    h.run_steps(6);
    h.event(Event::Text("Second zone, for failover only".to_owned()));
    h.run();
    click_with(&mut h, 830.0, 570.0, NONE);
    let label = design(&h)
        .containers
        .values()
        .find(|c| c.kind == ContainerKind::Label);
    let label = label.unwrap();
    assert_eq!((label.frame.x, label.frame.w), (520.0, 200.0));
    assert!(
        label.frame.h >= 44.0,
        "as high as its two lines: {:?}",
        label.frame
    );
    testing::look_at(&mut h, "habit-label");
}

#[test]
fn a_presentation_steps_through_the_frames() {
    let mut h = open(sample(), [1160.0, 720.0], Theme::Light);
    act(&mut h, Action::View(View::Fit));
    let before = h.state().state.view.camera;
    key(&mut h, NONE, Key::F5);
    assert!(h.state().state.view.present.is_some());
    h.get_by_label_contains("Whole design");
    key(&mut h, NONE, Key::ArrowRight);
    key(&mut h, NONE, Key::Space);
    assert_eq!(h.state().state.view.present.unwrap().stop, 2);
    testing::look_at(&mut h, "habit-present");
    key(&mut h, NONE, Key::ArrowLeft);
    assert_eq!(h.state().state.view.present.unwrap().stop, 1);
    // Keys of the editor rest.
    key(&mut h, NONE, Key::Delete);
    key(&mut h, CTRL, Key::A);
    assert!(selected(&h).is_empty());
    key(&mut h, NONE, Key::Escape);
    assert_eq!(h.state().state.view.present, None);
    assert_eq!(h.state().state.view.camera, before);
    assert_eq!(steps(&h), 0);
}

#[test]
fn the_chrome_is_hidden_while_presenting() {
    let mut h = window(Some(testing::SAMPLE));
    h.get_by_label("Components");
    h.state_mut().state.apply(Action::View(View::Present(true)));
    h.run_steps(8);
    assert!(h.query_by_label("Components").is_none());
    h.key_press(Key::Escape);
    h.run_steps(8);
    h.get_by_label("Components");
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);
impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_is_opened() {
    let mut h = window(None);
    h.input_mut()
        .hovered_files
        .push(egui::HoveredFile::default());
    h.run_steps(2);
    testing::look_at(&mut h, "habit-drop-file");
    h.input_mut().hovered_files.clear();
    let file = std::sync::Arc::new(Dropped(testing::SAMPLE.into()));
    h.input_mut().dropped_files.push(file);
    h.run_steps(4);
    assert!(h.state().state.design.components.len() > 3);
}

#[test]
fn a_connection_dropped_on_the_canvas_offers_likely_kinds_first() {
    let mut h = desk();
    point_at(&mut h, 200.0, 150.0);
    drag(&mut h, (260.0, 156.0), (600.0, 400.0));
    // After an instance usually comes its database.
    key(&mut h, NONE, Key::Enter);
    let link = design(&h).connections.values().next().unwrap();
    assert_eq!(design(&h).component(&link.to).unwrap().kind, "db_instance");
    assert_eq!(steps(&h), 1);
}

#[test]
fn a_drag_at_the_edge_takes_the_view_along() {
    let mut h = desk();
    carry(&mut h, (180.0, 150.0), (895.0, 300.0));
    h.run_steps(6);
    assert!(h.state().state.view.camera.origin.x > 0.0);
    key(&mut h, NONE, Key::Escape);
    lift(&mut h, 895.0, 300.0, PointerButton::Primary);
}

#[test]
fn every_overlay_and_the_legend_come_to_rest() {
    let mut h = open(sample(), [1160.0, 720.0], Theme::Light);
    act(&mut h, Action::View(View::Legend(true)));
    for overlay in Overlay::ALL {
        h.state_mut()
            .state
            .apply(Action::View(View::Overlay(overlay)));
        if overlay == Overlay::Traffic {
            // Its pulses move.
            h.run_steps(4);
        } else {
            h.run();
        }
    }
}

#[test]
fn what_is_placed_from_the_menu_is_pasted_where_the_menu_was() {
    let mut h = desk();
    select(&mut h, &["web"]);
    let text = copy(&mut h, CTRL);
    press(&mut h, 640.0, 420.0, PointerButton::Secondary, NONE);
    lift(&mut h, 640.0, 420.0, PointerButton::Secondary);
    h.get_by_label("Paste").click();
    h.run();
    let effects = std::mem::take(&mut h.state_mut().state.effects);
    assert_eq!(effects, [Effect::RequestPaste]);
    paste(&mut h, &text, NONE);
    assert_eq!(at(&h, "web-2"), Point::new(568.0, 392.0));
}

/// Every row of the table names a journey that exists, or a reason.
#[test]
fn the_table_of_habits_and_the_journeys_agree() {
    let table = include_str!("../../../assets/reference/habits.md");
    let sources = [
        include_str!("habits.rs"),
        include_str!("tests.rs"),
        include_str!("controller/tests.rs"),
        include_str!("../shell.rs"),
    ];
    let exists = |name: &str| {
        sources
            .iter()
            .any(|text| text.contains(&format!("fn {name}()")))
    };
    let mut rows = 0;
    let mut named: Vec<&str> = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let last = cells.last().copied().unwrap_or_default();
        if last == "Journey" || last.starts_with("---") {
            continue;
        }
        rows += 1;
        if let Some(reason) = last.strip_prefix("none: ") {
            assert!(reason.len() > 20, "a reason: {line}");
            continue;
        }
        for name in last.split(", ") {
            let name = name.trim_matches('`');
            assert!(exists(name), "`{name}` in: {line}");
            named.push(name);
        }
    }
    assert!(rows >= 45, "{rows}");
    for part in include_str!("habits.rs").split("#[test]\nfn ").skip(1) {
        let name = part.split('(').next().unwrap_or_default();
        let own = name == "the_table_of_habits_and_the_journeys_agree";
        assert!(own || named.contains(&name), "`{name}` stands in no row");
    }
}
