//! Journeys on the canvas: real events through egui, the state applied between frames, pictures to look at.

use super::CanvasState;
use super::controller::Gesture;
use crate::app::action::{Action, Actions, NewItem, Select, View};
use crate::app::command;
use crate::app::cx::Cx;
use crate::app::state::{Prefs, State};
use crate::app::testing;
use crate::app::theme::Theme;
use crate::app::view::{Camera, Overlay};
use crate::model::edit::Edit;
use crate::model::{Component, Container, ContainerKind, Design, Id, Language, Point, Rect};
use crate::pricing::Catalogue;
use egui::{Modifiers, PointerButton};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

pub(super) struct Desk {
    pub(super) state: State,
    pub(super) canvas: CanvasState,
    pub(super) drop: Option<NewItem>,
}

pub(super) type Journey = Harness<'static, Desk>;

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A canvas of `size` points over `design`, at 100 % with the canvas point (0, 0) in the corner.
pub(super) fn open(design: Design, size: [f32; 2], theme: Theme) -> Journey {
    let mut state = State::new(Catalogue::embedded(), Prefs::default());
    state.opened(design, None);
    state.view.fit_pending = false;
    state.view.camera = Camera {
        origin: Point::new(0.0, 0.0),
        zoom: 1.0,
    };
    let desk = Desk {
        state,
        canvas: CanvasState::default(),
        drop: None,
    };
    testing::harness(size, theme, desk, |ui, desk: &mut Desk| {
        desk.state.now = ui.ctx().input(|i| i.time);
        let mut out = Actions::default();
        command::shortcuts(ui.ctx(), &Cx::new(&desk.state), &mut out);
        if let Some(item) = desk.drop.clone() {
            egui::DragAndDrop::set_payload(ui.ctx(), item);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
            super::ui(ui, &Cx::new(&desk.state), &mut desk.canvas, &mut out);
        });
        let acted = !out.is_empty();
        for action in out.take() {
            desk.state.apply(action);
        }
        if acted {
            ui.ctx().request_repaint();
        }
    })
}

/// A VPC with two zones, a subnet in each, and two tiles in the first.
pub(super) fn two_zones() -> Design {
    let mut design = Design::default();
    let mut put = |edit: Edit| design = crate::model::edit::apply(&design, &edit).unwrap();
    let mut frame = |name: &str, kind, parent: Option<&str>, rect| {
        put(Edit::PutContainer(
            id(name),
            Container {
                kind,
                parent: parent.map(id),
                frame: rect,
                code: name.starts_with("ap-").then(|| name.to_owned()),
                ..Container::default()
            },
        ));
    };
    frame(
        "vpc",
        ContainerKind::Vpc,
        None,
        Rect::new(40.0, 40.0, 720.0, 480.0),
    );
    let zone = ContainerKind::AvailabilityZone;
    frame(
        "ap-northeast-2a",
        zone.clone(),
        Some("vpc"),
        Rect::new(56.0, 72.0, 688.0, 200.0),
    );
    frame(
        "ap-northeast-2c",
        zone,
        Some("vpc"),
        Rect::new(56.0, 304.0, 688.0, 200.0),
    );
    let subnet = ContainerKind::PrivateSubnet;
    frame(
        "app-2a",
        subnet.clone(),
        Some("ap-northeast-2a"),
        Rect::new(96.0, 80.0, 400.0, 184.0),
    );
    frame(
        "app-2c",
        subnet,
        Some("ap-northeast-2c"),
        Rect::new(96.0, 312.0, 400.0, 184.0),
    );
    let mut tile = |name: &str, kind: &str, x: f32, y: f32| {
        let mut component = Component::new(kind, Some(id("app-2a")), Point::new(x, y));
        component.name = name.into();
        put(Edit::PutComponent(id(name), component));
    };
    tile("web", "instance", 120.0, 128.0);
    tile("db", "db_instance", 320.0, 128.0);
    design
}

pub(super) fn at(h: &Journey, name: &str) -> Point {
    h.state()
        .state
        .design
        .component(&id(name))
        .unwrap()
        .placements[0]
        .at
}

pub(super) fn parent(h: &Journey, name: &str) -> Option<Id> {
    h.state()
        .state
        .design
        .component(&id(name))
        .unwrap()
        .parent()
        .cloned()
}

pub(super) fn selected(h: &Journey) -> Vec<String> {
    let items = &h.state().state.selection.items;
    items.iter().map(ToString::to_string).collect()
}

pub(super) fn steps(h: &Journey) -> usize {
    let mut history = h.state().state.history.clone();
    let s = &h.state().state;
    let now = || crate::app::history::Now {
        scenario: None,
        design: &s.design,
        selection: &s.selection,
        total: s.report.cost.total,
    };
    let mut count = 0;
    while history.undo(now()).is_some() {
        count += 1;
    }
    count
}

/// A place of the canvas on screen: the harness has a margin around the canvas.
pub(super) fn on_screen(x: f32, y: f32) -> egui::Pos2 {
    egui::pos2(x + 8.0, y + 8.0)
}

pub(super) fn press(h: &mut Journey, x: f32, y: f32, button: PointerButton, modifiers: Modifiers) {
    h.event(egui::Event::PointerMoved(on_screen(x, y)));
    h.step();
    h.event_modifiers(
        egui::Event::PointerButton {
            pos: on_screen(x, y),
            button,
            pressed: true,
            modifiers,
        },
        modifiers,
    );
    h.step();
}

pub(super) fn slide(h: &mut Journey, from: (f32, f32), to: (f32, f32)) {
    for step in 1..=5 {
        let t = step as f32 / 5.0;
        let p = on_screen(from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        h.event(egui::Event::PointerMoved(p));
        h.step();
    }
}

/// Takes hold of what lies at a place and moves it; it is not let go.
pub(super) fn carry(h: &mut Journey, from: (f32, f32), to: (f32, f32)) {
    press(h, from.0, from.1, PointerButton::Primary, Modifiers::NONE);
    slide(h, from, to);
}

pub(super) fn lift(h: &mut Journey, x: f32, y: f32, button: PointerButton) {
    h.event(egui::Event::PointerButton {
        pos: on_screen(x, y),
        button,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    h.run();
}

pub(super) fn drag(h: &mut Journey, from: (f32, f32), to: (f32, f32)) {
    carry(h, from, to);
    lift(h, to.0, to.1, PointerButton::Primary);
}

pub(super) fn key(h: &mut Journey, modifiers: Modifiers, key: egui::Key) {
    h.key_press_modifiers(modifiers, key);
    h.run();
}

#[test]
fn dragging_a_tile_moves_it_on_the_grid_and_is_one_step() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (180.0, 150.0), (215.0, 193.0));
    // 35 and 43 to the right and down, on the grid of 8.
    assert_eq!(at(&h, "web"), Point::new(152.0, 168.0));
    assert_eq!(selected(&h), ["web"]);
    assert_eq!(steps(&h), 1);
    key(&mut h, Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
}

#[test]
fn esc_takes_a_drag_back_without_a_step() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    carry(&mut h, (180.0, 150.0), (300.0, 400.0));
    assert_ne!(at(&h, "web"), Point::new(120.0, 128.0));
    key(&mut h, Modifiers::NONE, egui::Key::Escape);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    lift(&mut h, 300.0, 400.0, PointerButton::Primary);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    assert_eq!(steps(&h), 0);
}

#[test]
fn dropping_into_another_subnet_changes_the_frame_and_undo_brings_all_back() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    carry(&mut h, (180.0, 150.0), (200.0, 400.0));
    let target = match &h.state().canvas.controller.gesture {
        Gesture::Move(moving) => moving.target.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        target,
        Some(id("app-2c")),
        "the target is shown before the drop"
    );
    testing::look_at(&mut h, "canvas-drop-target");
    lift(&mut h, 200.0, 400.0, PointerButton::Primary);
    assert_eq!(parent(&h, "web"), Some(id("app-2c")));
    assert_eq!(steps(&h), 1);
    key(&mut h, Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(parent(&h, "web"), Some(id("app-2a")));
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
}

#[test]
fn while_dragging_into_another_zone_the_price_stands_at_the_pointer() {
    let mut design = two_zones();
    let mut put = |edit: Edit| design = crate::model::edit::apply(&design, &edit).unwrap();
    let mut users = Component::new("users", None, Point::new(800.0, 128.0));
    users.demand = Some(crate::model::Demand {
        // A KB for each of these is 1,000 GB a month.
        rate: crate::model::DemandRate::RequestsPerMonth(1_000.0 * 1024.0 * 1024.0),
        peak_factor: 1.0,
        hourly_profile: Vec::new(),
    });
    put(Edit::PutComponent(id("users"), users));
    for (from, to, kb) in [("users", "web", 0.0), ("web", "db", 1.0)] {
        let mut connection = crate::model::Connection::new(id(from), id(to));
        (connection.request_kb, connection.response_kb) = (kb, kb);
        put(Edit::PutConnection(id(&format!("{from}-{to}")), connection));
    }
    let mut h = open(design, [1000.0, 600.0], Theme::Light);
    let before = h.state().state.report.cost.total.usd;
    let button = PointerButton::Primary;
    press(&mut h, 180.0, 150.0, button, Modifiers::NONE);
    slide(&mut h, (180.0, 150.0), (200.0, 400.0));
    h.run_steps(2);
    // 2,000 GB cross zones; the side of the server pays $0.01 for each, the database nothing.
    h.get_by_label_contains("+$20.00/mo, web → db +$20.00");
    testing::look_at(&mut h, "canvas-drag-cost");
    key(&mut h, Modifiers::NONE, egui::Key::Escape);
    h.run_steps(2);
    assert!(h.query_by_label_contains("/mo, web → db").is_none());
    assert_eq!(h.state().state.report.cost.total.usd, before);
    lift(&mut h, 200.0, 400.0, button);
    assert_eq!(parent(&h, "web"), Some(id("app-2a")));
}

#[test]
fn a_box_from_left_to_right_selects_what_it_holds_and_one_drag_moves_all() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    // From the subnet's inside: the box holds both tiles, no frame.
    drag(&mut h, (104.0, 110.0), (480.0, 230.0));
    assert_eq!(selected(&h), ["db", "web"]);
    drag(&mut h, (180.0, 150.0), (188.0, 166.0));
    assert_eq!(at(&h, "web"), Point::new(128.0, 144.0));
    assert_eq!(at(&h, "db"), Point::new(328.0, 144.0));
    assert_eq!(steps(&h), 1);
}

#[test]
fn a_box_from_right_to_left_selects_what_it_touches() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (330.0, 220.0), (250.0, 170.0));
    assert_eq!(selected(&h), ["db", "web"]);
}

#[test]
fn a_selected_tile_lies_above_the_others_and_nothing_shows_through_it() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    // Its left half over the right half of the other one.
    drag(&mut h, (390.0, 150.0), (262.0, 166.0));
    assert_eq!(at(&h, "db"), Point::new(192.0, 144.0));
    h.run_steps(4);
    let scene = &h.state().canvas.scene;
    let tile = |name: &str| scene.tiles_of(&id(name)).next().unwrap().clone();
    let (below, above) = (tile("web"), tile("db"));
    let (covered, own) = (below.pill_rect, above.rect);
    let covered = Rect::from_corners(
        Point::new(covered.x.max(own.x + 4.0), covered.y),
        Point::new(covered.right().min(above.pill_rect.x), own.bottom() - 4.0),
    );
    assert!(covered.w > 20.0 && covered.h > 4.0, "{covered:?}");
    let both = h.render().unwrap();
    let (x, y) = (covered.center().x, covered.center().y);
    drag(&mut h, (x, y), (x, y));
    assert_eq!(selected(&h), ["db"]);
    let mut alone = h.state().state.design.clone();
    alone.components.remove(&id("web"));
    let mut alone = open(alone, [900.0, 600.0], Theme::Light);
    alone
        .state_mut()
        .state
        .apply(Action::Select(Select::Only(id("db"))));
    alone.run_steps(4);
    let alone = alone.render().unwrap();
    for y in covered.y as u32..covered.bottom() as u32 {
        for x in covered.x as u32..covered.right() as u32 {
            let at = (x + 8, y + 8);
            assert_eq!(
                both.get_pixel(at.0, at.1),
                alone.get_pixel(at.0, at.1),
                "{at:?}"
            );
        }
    }
    // Without a selection the later one lies above.
    drag(&mut h, (820.0, 560.0), (820.0, 560.0));
    drag(&mut h, (x, y), (x, y));
    assert_eq!(selected(&h), ["web"]);
}

#[test]
fn shift_click_adds_and_a_click_on_the_canvas_clears() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (180.0, 150.0), (180.0, 150.0));
    assert_eq!(selected(&h), ["web"]);
    press(
        &mut h,
        390.0,
        150.0,
        PointerButton::Primary,
        Modifiers::SHIFT,
    );
    h.event_modifiers(
        egui::Event::PointerButton {
            pos: on_screen(390.0, 150.0),
            button: PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::SHIFT,
        },
        Modifiers::SHIFT,
    );
    h.run();
    assert_eq!(selected(&h), ["db", "web"]);
    drag(&mut h, (820.0, 560.0), (820.0, 560.0));
    assert!(selected(&h).is_empty());
    assert_eq!(steps(&h), 0, "selecting is not a step");
}

#[test]
fn a_port_dragged_to_a_tile_connects() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    // The ports of a tile show when the pointer is on it.
    h.event(egui::Event::PointerMoved(on_screen(200.0, 150.0)));
    h.run();
    // The right port of `web` is at (260, 156).
    drag(&mut h, (260.0, 156.0), (390.0, 160.0));
    let design = &h.state().state.design;
    let connection = design.connections.values().next().expect("a connection");
    assert_eq!(
        (connection.from.as_str(), connection.to.as_str()),
        ("web", "db")
    );
    assert_eq!(selected(&h), ["web-db"]);
    assert_eq!(steps(&h), 1);
    testing::look_at(&mut h, "canvas-connected");
    assert!(h.query_by_label_contains("web to db").is_some());
}

#[test]
fn a_port_dragged_to_the_open_canvas_asks_for_the_kind() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    h.event(egui::Event::PointerMoved(on_screen(200.0, 150.0)));
    h.run();
    drag(&mut h, (260.0, 156.0), (600.0, 400.0));
    testing::look_at(&mut h, "canvas-pick");
    let kind = crate::catalog::kinds().next().expect("kinds");
    h.get_by_label(kind.title.en).click();
    h.run();
    let design = &h.state().state.design;
    let connection = design.connections.values().next().expect("a connection");
    assert_eq!(connection.from, id("web"));
    assert_eq!(design.component(&connection.to).unwrap().kind, kind.name);
    assert_eq!(steps(&h), 1, "the tile and its connection are one step");
}

#[test]
fn a_kind_dropped_from_the_palette_lands_in_the_subnet_under_the_pointer() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    let kind = crate::catalog::kinds().next().expect("kinds").name;
    press(&mut h, 880.0, 590.0, PointerButton::Middle, Modifiers::NONE);
    h.state_mut().drop = Some(NewItem::Component(kind));
    slide(&mut h, (880.0, 590.0), (300.0, 420.0));
    testing::look_at(&mut h, "canvas-ghost");
    assert!(h.state().canvas.shows_ghost());
    h.state_mut().drop = None;
    lift(&mut h, 300.0, 420.0, PointerButton::Middle);
    h.run_steps(2);
    assert!(!h.state().canvas.shows_ghost());
    let design = &h.state().state.design;
    let new = design.components.iter().find(|(_, c)| c.kind == kind);
    let (name, component) = new.expect("a new component");
    assert_eq!(component.parent(), Some(&id("app-2c")));
    assert_eq!(selected(&h), [name.to_string()]);
}

#[test]
fn a_frame_dragged_by_its_title_takes_its_members_along() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (110.0, 90.0), (126.0, 106.0));
    assert_eq!(selected(&h), ["app-2a"]);
    let design = &h.state().state.design;
    let frame = design.container(&id("app-2a")).unwrap();
    assert_eq!((frame.frame.x, frame.frame.y), (112.0, 96.0));
    assert_eq!(at(&h, "web"), Point::new(136.0, 144.0));
    let zone = design.container(&id("ap-northeast-2a")).unwrap().frame;
    assert!(
        zone.contains_rect(frame.frame),
        "the zone has grown with it"
    );
}

#[test]
fn a_selected_frame_is_resized_by_its_corner_but_not_into_its_members() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    drag(&mut h, (110.0, 90.0), (110.0, 90.0));
    drag(&mut h, (496.0, 264.0), (200.0, 100.0));
    let frame = h
        .state()
        .state
        .design
        .container(&id("app-2a"))
        .unwrap()
        .frame;
    // The tile `db` ends at 460, 184; members keep 8 to the border.
    assert_eq!((frame.right(), frame.bottom()), (468.0, 192.0));
    assert_eq!(steps(&h), 1);
}

#[test]
fn alt_drag_leaves_a_copy() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    press(&mut h, 180.0, 150.0, PointerButton::Primary, Modifiers::ALT);
    h.event_modifiers(
        egui::Event::PointerMoved(on_screen(190.0, 160.0)),
        Modifiers::ALT,
    );
    h.step();
    slide(&mut h, (190.0, 160.0), (212.0, 214.0));
    lift(&mut h, 212.0, 214.0, PointerButton::Primary);
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    assert_eq!(at(&h, "web-2"), Point::new(152.0, 192.0));
    assert_eq!(steps(&h), 1);
}

#[test]
fn a_locked_tile_stays_where_it_is() {
    let mut design = two_zones();
    let mut web = design.component(&id("web")).unwrap().clone();
    web.locked = true;
    design = crate::model::edit::apply(&design, &Edit::PutComponent(id("web"), web)).unwrap();
    let mut h = open(design, [900.0, 600.0], Theme::Light);
    drag(&mut h, (180.0, 150.0), (240.0, 190.0));
    assert_eq!(at(&h, "web"), Point::new(120.0, 128.0));
    assert_eq!(steps(&h), 0);
}

#[test]
fn a_double_click_edits_the_name_in_place() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    // The harness takes a quarter of a second for a frame.
    h.ctx
        .options_mut(|o| o.input_options.max_double_click_delay = 5.0);
    for _ in 0..2 {
        press(
            &mut h,
            200.0,
            145.0,
            PointerButton::Primary,
            Modifiers::NONE,
        );
        h.event(egui::Event::PointerButton {
            pos: on_screen(200.0, 145.0),
            button: PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        });
        h.step();
    }
    h.run();
    testing::look_at(&mut h, "canvas-rename");
    h.event(egui::Event::Text("서버".to_owned()));
    h.run();
    key(&mut h, Modifiers::NONE, egui::Key::Enter);
    let name = &h.state().state.design.component(&id("web")).unwrap().name;
    assert_eq!(name.get(Language::English), "서버");
}

#[test]
fn f2_renames_in_place_and_passes_on_what_is_out_of_view() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    for (name, new) in [("web", "서버"), ("app-2c", "batch")] {
        h.state_mut()
            .state
            .apply(Action::Select(Select::Only(id(name))));
        h.run();
        key(&mut h, Modifiers::NONE, egui::Key::F2);
        assert!(!h.state().state.view.rename, "{name} is edited in place");
        h.event(egui::Event::Text(new.to_owned()));
        h.run();
        key(&mut h, Modifiers::NONE, egui::Key::Enter);
        assert_eq!(h.state().state.name_of(&id(name)), new);
    }
    let away = View::Pan {
        dx: 5000.0,
        dy: 0.0,
    };
    h.state_mut().state.apply(Action::View(away));
    h.run();
    key(&mut h, Modifiers::NONE, egui::Key::F2);
    let view = &h.state().state.view;
    assert!(view.rename && !view.rename_asked);
}

pub(super) fn sample() -> Design {
    let text = include_str!("../../../samples/remember.ron");
    crate::io::ron::read(text, "remember.ron").unwrap().design
}

/// Points at the middle of the longest piece of a connection.
fn point_at_route(h: &mut Journey, name: &str) {
    let scene = h.state().canvas.scene.clone();
    let connection = id(name);
    let route = scene.routes_of(&connection).next().unwrap();
    let length = |w: &[Point]| w[0].distance(w[1]);
    let longest = route
        .points
        .windows(2)
        .max_by(|a, b| length(a).total_cmp(&length(b)))
        .unwrap();
    let (a, b) = (longest[0], longest[1]);
    let at = h.state().state.view.camera.to_view(Point::new(
        a.x + (b.x - a.x) * 0.15,
        a.y + (b.y - a.y) * 0.15,
    ));
    h.event(egui::Event::PointerMoved(on_screen(at.x, at.y)));
    h.step();
}

#[test]
fn a_connection_shows_its_card_after_a_while_and_hides_it() {
    let mut h = open(sample(), [1160.0, 720.0], Theme::Light);
    let first = h.state().state.design.connections.keys().next().cloned();
    h.state_mut().state.view.camera.origin = Point::new(-20.0, -20.0);
    h.run();
    point_at_route(&mut h, first.unwrap().as_str());
    assert!(!h.state().canvas.card.is_shown(), "not at once");
    h.run_steps(4);
    assert!(h.state().canvas.card.is_shown());
    h.event(egui::Event::PointerMoved(on_screen(2.0, 2.0)));
    h.run();
    assert!(!h.state().canvas.card.is_shown());
}

#[test]
fn the_parts_of_a_connection_cost_what_the_connection_costs() {
    let state = open(sample(), [400.0, 300.0], Theme::Light);
    let report = &state.state().state.report;
    let mut dear = 0;
    for (name, cost) in &report.cost.connections {
        let parts = report.paths.of(name);
        let each = crate::analysis::cost::cost_of_parts(parts, cost);
        let sum: f64 = each.iter().map(|usd| usd.unwrap().0).sum();
        assert!((sum - cost.total.usd.0).abs() < 1e-6, "{name}: {each:?}");
        dear += usize::from(sum > 1.0);
        for (part, usd) in parts.iter().zip(each) {
            let free = part.charges.is_empty();
            assert!(!free || usd.unwrap().0 == 0.0, "{name}");
        }
    }
    assert!(dear >= 3);
}

#[test]
fn zones_are_told_apart_by_their_code() {
    let h = open(two_zones(), [900.0, 600.0], Theme::Light);
    let scene = &h.state().canvas.scene;
    let zones = super::zones::Zones::of(&h.state().state.design, scene);
    assert_eq!(zones.names, ["ap-northeast-2a", "ap-northeast-2c"]);
    assert_eq!(zones.of_frame(&id("app-2a")), Some(0));
    assert_eq!(zones.of_frame(&id("ap-northeast-2c")), Some(1));
    assert_eq!(zones.of_frame(&id("vpc")), None);
    let web = id("web");
    let tile = scene.tiles_of(&web).next().unwrap();
    assert_eq!(zones.of_tile(tile), Some(0));
}

#[test]
fn the_wheel_pans_and_with_ctrl_zooms_at_the_pointer() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    let wheel = |h: &mut Journey, y: f32, modifiers: Modifiers| {
        h.event(egui::Event::PointerMoved(on_screen(300.0, 200.0)));
        h.event_modifiers(
            egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, y),
                phase: egui::TouchPhase::Move,
                modifiers,
            },
            modifiers,
        );
        h.run();
    };
    let start = h.state().state.view.camera.origin.y;
    for (turned, whole) in [(-40.0, 40.0), (-0.4, 40.0), (-0.4, 41.0), (0.8, 40.0)] {
        wheel(&mut h, turned, Modifiers::NONE);
        let moved = h.state().state.view.camera.origin.y - start;
        assert!((moved - whole).abs() < 1e-3, "{moved} after {turned}");
    }
    let camera = h.state().state.view.camera;
    let before = camera.to_canvas(Point::new(300.0, 200.0));
    wheel(&mut h, 40.0, Modifiers::COMMAND);
    let camera = h.state().state.view.camera;
    assert!(camera.zoom > 1.02, "{camera:?}");
    let after = camera.to_canvas(Point::new(300.0, 200.0));
    assert!(before.distance(after) < 0.1);
}

#[test]
fn tab_goes_from_tile_to_tile() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    key(&mut h, Modifiers::NONE, egui::Key::Tab);
    key(&mut h, Modifiers::NONE, egui::Key::Tab);
    assert_eq!(selected(&h), ["db"]);
    key(&mut h, Modifiers::NONE, egui::Key::ArrowRight);
    assert_eq!(at(&h, "db"), Point::new(328.0, 128.0));
    key(
        &mut h,
        Modifiers::ALT | Modifiers::SHIFT,
        egui::Key::ArrowLeft,
    );
    assert_eq!(selected(&h), ["web"]);
    testing::look_at(&mut h, "canvas-focus");
}

#[test]
fn nothing_is_repainted_while_nothing_changes() {
    let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
    // `run` fails after a few frames if the canvas keeps asking for more.
    h.run();
    let generation = h.state().canvas.generation;
    h.step();
    h.step();
    assert_eq!(h.state().canvas.generation, generation);
    assert!(h.state().canvas.drawn.is_some());
}

#[test]
fn tiles_are_told_with_kind_and_name() {
    let h = open(two_zones(), [900.0, 600.0], Theme::Light);
    assert!(h.query_by_label_contains("web").is_some());
    assert!(h.query_by_label("app-2a").is_some());
}

/// Pictures of every level of detail and overlay, for a person to look at: `cargo test -- --ignored pictures`.
#[test]
#[ignore = "only draws pictures, which takes a minute"]
fn pictures() {
    let design = sample();
    for (theme, language, name) in [
        (Theme::Light, Language::English, "light"),
        (Theme::Dark, Language::Korean, "dark-ko"),
    ] {
        let mut h = open(design.clone(), [1160.0, 720.0], theme);
        h.state_mut().state.prefs.language = language;
        h.run();
        for percent in [100.0, 60.0, 30.0, 15.0] {
            h.state_mut().state.view.camera = Camera {
                origin: Point::new(-20.0, -20.0),
                zoom: percent / 100.0,
            };
            h.run();
            testing::look_at(&mut h, &format!("canvas-{name}-{percent}"));
        }
        h.state_mut().state.view.camera.zoom = 1.0;
        for overlay in Overlay::ALL {
            h.state_mut()
                .state
                .apply(Action::View(View::Overlay(overlay)));
            h.state_mut()
                .state
                .apply(Action::Select(Select::Only(id("alb"))));
            h.run();
            testing::look_at(&mut h, &format!("canvas-{name}-{overlay:?}"));
        }
        h.state_mut()
            .state
            .apply(Action::View(View::Overlay(Overlay::None)));
        h.run();
        let dearest = h.state().state.report.cost.connections.iter();
        let dearest = dearest.max_by(|a, b| a.1.total.usd.0.total_cmp(&b.1.total.usd.0));
        let dearest = dearest.unwrap().0.to_string();
        h.state_mut().state.apply(Action::View(View::Fit));
        h.run();
        point_at_route(&mut h, &dearest);
        h.run_steps(4);
        testing::look_at(&mut h, &format!("canvas-{name}-card"));
    }
}

#[test]
fn what_is_pixels_while_something_is_dragged_looks_as_it_does_at_rest() {
    for zoom in [1.0, 0.6] {
        let mut h = open(two_zones(), [900.0, 600.0], Theme::Light);
        h.state_mut().state.view.camera.zoom = zoom;
        h.run_steps(4);
        let is_moving = |h: &Journey| h.state().canvas.drawn.as_ref().unwrap().key.moving;
        assert!(!is_moving(&h));
        let rest = h.render().unwrap();
        carry(
            &mut h,
            (180.0 * zoom, 150.0 * zoom),
            (180.0 * zoom, 420.0 * zoom),
        );
        assert!(is_moving(&h));
        let moving = h.render().unwrap();
        key(&mut h, Modifiers::NONE, egui::Key::Escape);
        lift(&mut h, 180.0 * zoom, 420.0 * zoom, PointerButton::Primary);
        h.run_steps(4);
        assert!(!is_moving(&h));
        // The tile of the database with its pill, and the border of its subnet.
        let database = id("db");
        let tile = h.state().canvas.scene.tiles_of(&database).next().unwrap();
        let around = tile.rect.expand(12.0);
        let pixel = |v: f32| (v * zoom) as u32;
        let (mut unlike, mut most, mut shown) = (0_u64, 0_u64, 0_u64);
        for y in pixel(around.y)..pixel(around.bottom()) {
            for x in pixel(around.x)..pixel(around.right()) {
                let (a, b) = (rest.get_pixel(x, y).0, moving.get_pixel(x, y).0);
                unlike += u64::from(a[0].abs_diff(b[0]));
                shown += u64::from(a[0].abs_diff(rest.get_pixel(0, 0).0[0]));
                most += 1;
            }
        }
        assert!(shown > 8 * most, "{zoom}: {shown} of {most}");
        assert!(unlike < most / 2, "{zoom}: {unlike} of {most}");
    }
}
