//! The controller driven by events alone, without a window.

use super::*;
use crate::app::action::{Action, EditAction};
use crate::app::state::{Prefs, State};
use crate::model::edit::Edit;
use crate::model::{Connection, ContainerKind, Rect};
use crate::scene::{self, SceneOptions, sample};
use proptest::prelude::*;

/// The controller over a state, without a window: every event sees the scene of the design as it is then.
struct Bench {
    state: State,
    controller: Controller,
}

impl Bench {
    fn new(design: Design) -> Bench {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(design, None);
        state.view.viewport = Size { w: 900.0, h: 600.0 };
        state.view.camera = Camera {
            origin: Point::new(0.0, 0.0),
            zoom: 1.0,
        };
        Bench {
            state,
            controller: Controller::default(),
        }
    }

    fn event(&mut self, event: Event, held: Held) -> Vec<Action> {
        let options = SceneOptions::default();
        let scene = scene::build(&self.state.design, &self.state.report, &options);
        let index = Index::of(&scene);
        let sight = Sight {
            design: &self.state.design,
            scene: &scene,
            index: &index,
            selection: &self.state.selection,
            camera: self.state.view.camera,
            viewport: self.state.view.viewport,
            tool: self.state.view.tool,
            snap: true,
            total: self.state.report.cost.total.usd,
            catalogue: self.state.catalogue,
        };
        let mut out = Actions::default();
        self.controller.event(event, held, &sight, &mut out);
        let actions = out.take();
        for action in actions.clone() {
            self.state.apply(action);
        }
        actions
    }

    fn hit(&self, x: f32, y: f32) -> Hit {
        let options = SceneOptions::default();
        let scene = scene::build(&self.state.design, &self.state.report, &options);
        let index = Index::of(&scene);
        let at = Point::new(x, y);
        hit::test(&scene, &index, &self.state.selection, at, 1.0, None)
    }
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A subnet with a tile at (40, 60) that calls one at (340, 60).
fn pair() -> Design {
    let mut design = Design::default();
    let subnet = crate::model::Container {
        kind: ContainerKind::PrivateSubnet,
        frame: Rect::new(16.0, 16.0, 520.0, 160.0),
        ..crate::model::Container::default()
    };
    let tile =
        |x: f32| crate::model::Component::new("instance", Some(id("subnet")), Point::new(x, 60.0));
    for edit in [
        Edit::PutContainer(id("subnet"), subnet),
        Edit::PutComponent(id("a"), tile(40.0)),
        Edit::PutComponent(id("b"), tile(340.0)),
        Edit::PutConnection(id("a-b"), Connection::new(id("a"), id("b"))),
    ] {
        design = edit::apply(&design, &edit).unwrap();
    }
    design
}

#[test]
fn what_is_hit_is_what_is_on_top() {
    let mut bench = Bench::new(pair());
    assert_eq!(bench.hit(110.0, 80.0), Hit::Tile(0));
    assert_eq!(bench.hit(260.0, 90.0), Hit::Route(0));
    assert_eq!(bench.hit(30.0, 26.0), Hit::Title(id("subnet")));
    assert_eq!(bench.hit(300.0, 176.0), Hit::Border(id("subnet")));
    assert_eq!(bench.hit(260.0, 140.0), Hit::Nothing);
    assert_eq!(bench.hit(180.0, 88.0), Hit::Port(0, Side::Right));
    // Beside a tile there are its ports while it is selected alone.
    bench.state.apply(Action::Select(Select::Only(id("a"))));
    assert_eq!(bench.hit(185.0, 88.0), Hit::Port(0, Side::Right));
    let both = [id("a"), id("b")].into();
    bench.state.apply(Action::Select(Select::These(both)));
    assert_eq!(bench.hit(185.0, 88.0), Hit::Route(0));
    bench
        .state
        .apply(Action::Select(Select::Only(id("subnet"))));
    let corner = Handle { x: 1, y: 1 };
    assert_eq!(bench.hit(535.0, 175.0), Hit::Resize(id("subnet"), corner));
    bench.state.apply(Action::Select(Select::Only(id("a-b"))));
    let end = bench.hit(334.0, 90.0);
    assert_eq!(end, Hit::RouteEnd(id("a-b"), End::To), "{end:?}");
}

#[test]
fn a_press_that_does_not_move_far_is_a_click() {
    let mut bench = Bench::new(pair());
    let none = Held::default();
    bench.event(Event::Press(Point::new(100.0, 80.0), Button::Primary), none);
    bench.event(Event::Move(Point::new(102.0, 81.0)), none);
    let actions = bench.event(Event::Release(Point::new(102.0, 81.0)), none);
    assert!(actions.iter().all(|a| !matches!(a, Action::Edit(_))));
    assert_eq!(bench.state.selection, Selection::only(id("a")));
}

#[test]
fn the_end_of_a_connection_goes_to_another_tile() {
    let mut design = pair();
    let third = crate::model::Component::new("instance", None, Point::new(340.0, 300.0));
    design = edit::apply(&design, &Edit::PutComponent(id("c"), third)).unwrap();
    let mut bench = Bench::new(design);
    bench.state.apply(Action::Select(Select::Only(id("a-b"))));
    let none = Held::default();
    let from = Point::new(334.0, 90.0);
    bench.event(Event::Press(from, Button::Primary), none);
    bench.event(Event::Move(Point::new(340.0, 200.0)), none);
    bench.event(Event::Move(Point::new(400.0, 330.0)), none);
    bench.event(Event::Release(Point::new(400.0, 330.0)), none);
    assert_eq!(
        bench.state.design.connection(&id("a-b")).unwrap().to,
        id("c")
    );
}

#[test]
fn a_frame_cannot_be_dropped_into_one_that_belongs_inside_it() {
    use crate::app::place::may_hold;
    let vpc = ContainerKind::Vpc;
    let subnet = ContainerKind::PublicSubnet;
    assert!(may_hold(&vpc, &subnet) && !may_hold(&subnet, &vpc));
    assert!(may_hold(&ContainerKind::Group, &vpc));
    assert!(!may_hold(&vpc, &ContainerKind::OnPremises));
    assert!(may_hold(&subnet, &ContainerKind::AutoScalingGroup));
}

#[test]
fn a_drag_near_the_edge_moves_the_view() {
    let mut bench = Bench::new(pair());
    let none = Held::default();
    bench.event(Event::Press(Point::new(100.0, 80.0), Button::Primary), none);
    bench.event(Event::Move(Point::new(500.0, 300.0)), none);
    assert!(!bench.controller.moves_view(bench.state.view.viewport));
    bench.event(Event::Move(Point::new(895.0, 300.0)), none);
    assert!(bench.controller.moves_view(bench.state.view.viewport));
    bench.event(Event::Tick(0.1), none);
    assert!(bench.state.view.camera.origin.x > 10.0);
}

fn step() -> impl Strategy<Value = (u8, f32, f32, u8)> {
    (0_u8..12, -40.0_f32..940.0, -40.0_f32..640.0, 0_u8..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever hands do: references hold, frames stand in no cycle, members are where numbers are finite, and undo
    /// leads back to the start.
    #[test]
    fn random_gestures_keep_the_design_whole(steps in prop::collection::vec(step(), 1..40)) {
        let start = sample::remember().design;
        let mut bench = Bench::new(start.clone());
        for (what, x, y, keys) in steps {
            let at = Point::new(x, y);
            let held = Held {
                shift: keys & 1 != 0,
                command: keys & 2 != 0,
                alt: keys & 4 != 0,
                space: keys == 8,
            };
            let event = match what {
                0..=2 => Event::Press(at, Button::Primary),
                3 => Event::Press(at, Button::Secondary),
                4..=7 => Event::Move(at),
                8 | 9 => Event::Release(at),
                10 => Event::Cancel,
                _ => Event::Tick(0.05),
            };
            bench.event(event, held);
        }
        bench.event(Event::Cancel, Held::default());
        let design = &bench.state.design;
        for component in design.components.values() {
            prop_assert!(!component.placements.is_empty());
            for place in &component.placements {
                prop_assert!(place.at.is_finite());
                let here = place.parent.as_ref().is_none_or(|p| design.container(p).is_some());
                prop_assert!(here);
            }
        }
        for (name, container) in &design.containers {
            prop_assert!(container.frame.is_valid());
            prop_assert!(!design.is_inside(container.parent.as_ref(), name));
        }
        for connection in design.connections.values() {
            prop_assert!(connection.from != connection.to);
            for end in [&connection.from, &connection.to] {
                let drawn = design.components.contains_key(end) || design.containers.contains_key(end);
                prop_assert!(drawn);
            }
        }
        prop_assert!(!bench.state.history.in_gesture());
        for _ in 0..200 {
            bench.state.apply(Action::Edit(EditAction::Undo));
        }
        prop_assert!(bench.state.design == start);
    }
}
