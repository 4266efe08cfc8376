//! Edits one by one, then random ones.

use super::*;
use crate::model::arbitrary::{design, edit_of, raw_edit};
use crate::model::{ContainerKind, SecurityRule, Source};
use proptest::prelude::*;

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn ids(names: &[&str]) -> BTreeSet<Id> {
    names.iter().map(|name| id(name)).collect()
}

/// `outer` holds `inner`, which holds `a`; `b` stands in both (two tiles); `a` calls `b`; `c` is free and locked.
fn sample() -> Design {
    let frame = |parent: Option<&str>, rect| Container {
        kind: ContainerKind::Group,
        parent: parent.map(id),
        frame: rect,
        ..Container::default()
    };
    let mut b = Component::new("kind", Some(id("outer")), Point::new(300.0, 40.0));
    b.placements.push(super::super::Placement {
        parent: Some(id("inner")),
        at: Point::new(20.0, 110.0),
        instances: None,
    });
    b.security_groups.push(id("sg"));
    let mut c = Component::new("kind", None, Point::new(900.0, 0.0));
    c.locked = true;
    let mut group = SecurityGroup::default();
    group.ingress.push(SecurityRule {
        protocol: crate::model::Protocol::Tcp,
        ports: crate::model::PortRange::one(443),
        source: Source::Group(id("sg")),
        description: String::new(),
    });
    let edits = vec![
        Edit::PutContainer(id("outer"), frame(None, Rect::new(0.0, 0.0, 500.0, 300.0))),
        Edit::PutContainer(
            id("inner"),
            frame(Some("outer"), Rect::new(10.0, 30.0, 200.0, 200.0)),
        ),
        Edit::PutSecurityGroup(id("sg"), group),
        Edit::PutComponent(
            id("a"),
            Component::new("kind", Some(id("inner")), Point::new(20.0, 60.0)),
        ),
        Edit::PutComponent(id("b"), b),
        Edit::PutComponent(id("c"), c),
        Edit::PutConnection(id("a-b"), Connection::new(id("a"), id("b"))),
        Edit::PutConnection(id("c-inner"), Connection::new(id("c"), id("inner"))),
        Edit::Silence(Silence {
            rule: "REL001".to_owned(),
            item: Some(id("a")),
            reason: String::new(),
            until: None,
        }),
    ];
    apply(&Design::default(), &Edit::Batch(edits)).unwrap()
}

fn at(design: &Design, name: &str, placement: usize) -> (f32, f32) {
    let at = design.component(&id(name)).unwrap().placements[placement].at;
    (at.x, at.y)
}

fn frame(design: &Design, name: &str) -> (f32, f32, f32, f32) {
    let frame = design.container(&id(name)).unwrap().frame;
    (frame.x, frame.y, frame.w, frame.h)
}

fn tile(name: &str, placement: usize) -> TileRef {
    TileRef {
        component: id(name),
        placement,
    }
}

#[test]
fn a_frame_takes_its_members_along_once() {
    let before = sample();
    let edit = Edit::Move {
        tiles: vec![tile("a", 0), tile("b", 1)],
        containers: vec![id("outer"), id("inner")],
        dx: 100.0,
        dy: 10.0,
    };
    let after = apply(&before, &edit).unwrap();
    assert_eq!(frame(&after, "outer"), (100.0, 10.0, 500.0, 300.0));
    assert_eq!(frame(&after, "inner"), (110.0, 40.0, 200.0, 200.0));
    assert_eq!(at(&after, "a", 0), (120.0, 70.0));
    assert_eq!(at(&after, "b", 0), (400.0, 50.0));
    assert_eq!(at(&after, "b", 1), (120.0, 120.0));
    assert_eq!(at(&after, "c", 0), (900.0, 0.0));
}

#[test]
fn frames_grow_around_what_is_moved() {
    let edit = Edit::Move {
        tiles: vec![tile("a", 0)],
        containers: Vec::new(),
        dx: 400.0,
        dy: -50.0,
    };
    let after = apply(&sample(), &edit).unwrap();
    // The tile is 140 x 56 at (420, 10): right edge 560 + 8; top 10 - 8 - 20 for the title. The outer frame holds that
    // frame in turn.
    assert_eq!(frame(&after, "inner"), (10.0, -18.0, 558.0, 248.0));
    assert_eq!(frame(&after, "outer"), (0.0, -46.0, 576.0, 346.0));
}

#[test]
fn a_tile_put_into_a_frame_makes_room() {
    let edit = Edit::Place {
        tile: tile("b", 0),
        parent: Some(id("inner")),
        at: Point::new(200.0, 60.0),
    };
    let after = apply(&sample(), &edit).unwrap();
    assert_eq!(frame(&after, "inner"), (10.0, 30.0, 338.0, 200.0));
    assert_eq!(frame(&after, "outer"), frame(&sample(), "outer"));
    let parent = after.component(&id("b")).unwrap().parent().cloned();
    assert_eq!(parent, Some(id("inner")));
}

#[test]
fn a_frame_is_not_made_smaller_than_its_members() {
    let edit = Edit::Resize(id("inner"), Rect::new(50.0, 60.0, 10.0, 10.0));
    let after = apply(&sample(), &edit).unwrap();
    // Tiles at (20, 60) and (20, 110), 140 x 56: from 12 to 168, from 32 to 174.
    assert_eq!(frame(&after, "inner"), (12.0, 32.0, 156.0, 142.0));
}

#[test]
fn removing_a_frame_with_members_takes_what_depends_on_them() {
    let edit = Edit::Remove {
        ids: ids(&["inner"]),
        with_members: true,
    };
    let after = apply(&sample(), &edit).unwrap();
    assert!(!after.contains(&id("inner")) && !after.contains(&id("a")));
    assert!(after.connections.is_empty() && after.silenced.is_empty());
    assert_eq!(after.component(&id("b")).unwrap().placements.len(), 1);
}

#[test]
fn removing_a_frame_alone_leaves_its_members_in_the_frame_around() {
    let edit = Edit::Remove {
        ids: ids(&["inner"]),
        with_members: false,
    };
    let after = apply(&sample(), &edit).unwrap();
    let parent = |name: &str| after.component(&id(name)).unwrap().parent().cloned();
    assert_eq!(parent("a"), Some(id("outer")));
    assert_eq!(after.connections.len(), 1);
    assert_eq!(after.silenced.len(), 1);
}

#[test]
fn removing_a_security_group_frees_components_and_rules() {
    let edit = Edit::Batch(vec![
        Edit::PutSecurityGroup(
            id("other"),
            SecurityGroup {
                egress: sample().security_groups[&id("sg")].ingress.clone(),
                ..SecurityGroup::default()
            },
        ),
        Edit::Remove {
            ids: ids(&["sg"]),
            with_members: false,
        },
    ]);
    let after = apply(&sample(), &edit).unwrap();
    assert!(
        after
            .component(&id("b"))
            .unwrap()
            .security_groups
            .is_empty()
    );
    assert!(after.security_groups[&id("other")].egress.is_empty());
}

#[test]
fn what_does_not_fit_is_refused() {
    let put = |name: &str, parent: &str| {
        Edit::PutComponent(
            id(name),
            Component::new("kind", Some(id(parent)), Point::default()),
        )
    };
    let link =
        |from: &str, to: &str| Edit::PutConnection(id("l"), Connection::new(id(from), id(to)));
    let moved = |name: &str, placement, dx| Edit::Move {
        tiles: vec![tile(name, placement)],
        containers: Vec::new(),
        dx,
        dy: 0.0,
    };
    let cases = [
        (put("x", "nowhere"), EditError::Unknown(id("nowhere"))),
        (put("inner", "outer"), EditError::Taken(id("inner"))),
        (link("a", "nowhere"), EditError::Unknown(id("nowhere"))),
        (link("a", "a"), EditError::Ends(id("l"))),
        (link("a", "sg"), EditError::Ends(id("l"))),
        (
            Edit::PlaceContainer(id("outer"), Some(id("inner"))),
            EditError::Cycle(id("outer")),
        ),
        (
            Edit::PlaceContainer(id("outer"), Some(id("outer"))),
            EditError::Cycle(id("outer")),
        ),
        (
            Edit::Resize(id("outer"), Rect::new(0.0, 0.0, f32::NAN, 1.0)),
            EditError::NotFinite(id("outer")),
        ),
        (moved("c", 0, 1.0), EditError::Locked(id("c"))),
        (moved("a", 1, 1.0), EditError::NoTile(id("a"))),
        (moved("a", 0, f32::INFINITY), EditError::NotFinite(id("a"))),
        (
            Edit::Remove {
                ids: ids(&["c"]),
                with_members: false,
            },
            EditError::Locked(id("c")),
        ),
        (
            Edit::Remove {
                ids: ids(&["nowhere"]),
                with_members: false,
            },
            EditError::Unknown(id("nowhere")),
        ),
        (
            Edit::Rename(id("nowhere"), LocalText::default()),
            EditError::Unknown(id("nowhere")),
        ),
        (
            Edit::SetProperty {
                id: id("a"),
                property: "p".to_owned(),
                value: Some(Value::Number(f64::NAN)),
            },
            EditError::NotFinite(id("a")),
        ),
        (
            Edit::SetSettings(Settings {
                currency_rate: Some(f64::NAN),
                ..Settings::default()
            }),
            EditError::Settings,
        ),
    ];
    for (edit, error) in cases {
        assert_eq!(apply(&sample(), &edit), Err(error), "{edit:?}");
    }
}

#[test]
fn a_failing_batch_changes_nothing() {
    let before = sample();
    let edit = Edit::Batch(vec![
        Edit::SetName(LocalText::from("x")),
        Edit::Rename(id("nowhere"), LocalText::default()),
    ]);
    assert!(apply(&before, &edit).is_err());
    assert_eq!(before, sample());
}

#[test]
fn a_reason_is_replaced_and_taken_back() {
    let silence = |reason: &str| {
        Edit::Silence(Silence {
            rule: "REL001".to_owned(),
            item: Some(id("a")),
            reason: reason.to_owned(),
            until: None,
        })
    };
    let after = apply(&sample(), &silence("a test")).unwrap();
    assert_eq!(after.silenced.len(), 1);
    assert_eq!(after.silenced[0].reason, "a test");
    let after = apply(&after, &Edit::Unsilence("REL001".to_owned(), Some(id("a")))).unwrap();
    assert!(after.silenced.is_empty());
}

#[test]
fn copies_have_ids_of_their_own_and_keep_their_connections() {
    let before = sample();
    let part = fragment(&before, &ids(&["inner", "b"]));
    assert_eq!(part.containers.len(), 1);
    assert_eq!(part.components.len(), 2);
    let pasted = paste(&before, &part, 20.0, 20.0);
    let after = apply(&before, &pasted.edit).unwrap();
    assert_eq!(pasted.ids[&id("a")], id("a-2"));
    let connection = after.connection(&pasted.ids[&id("a-b")]).unwrap();
    assert_eq!((&connection.from, &connection.to), (&id("a-2"), &id("b-2")));
    let copy = after.component(&id("a-2")).unwrap();
    assert_eq!(copy.parent(), Some(&id("inner-2")));
    assert_eq!(at(&after, "a-2", 0), (40.0, 80.0));
    assert_eq!(
        after.container(&id("inner-2")).unwrap().parent,
        Some(id("outer"))
    );
    assert_eq!(after.security_groups.len(), 1);
}

#[test]
fn pasting_into_another_design_brings_the_security_groups() {
    let part = fragment(&sample(), &ids(&["b"]));
    let empty = Design::default();
    let after = apply(&empty, &paste(&empty, &part, 0.0, 0.0).edit).unwrap();
    let copy = after.component(&id("b")).unwrap();
    assert_eq!(copy.security_groups, [id("sg")]);
    assert_eq!(
        after.security_groups[&id("sg")],
        sample().security_groups[&id("sg")]
    );
    assert!(
        copy.placements
            .iter()
            .all(|placement| placement.parent.is_none())
    );
}

/// Panics where a reference dangles, a frame stands in itself, an id has two sorts or a number is not finite.
fn assert_sound(design: &Design) {
    let frame = |id: &Option<Id>| {
        id.as_ref()
            .is_none_or(|id| design.containers.contains_key(id))
    };
    for (id, container) in &design.containers {
        assert!(frame(&container.parent), "{id}");
        assert!(
            !design.is_inside(container.parent.as_ref(), id),
            "{id} stands in itself"
        );
        assert!(container.frame.is_valid(), "{id}");
        assert!(!design.components.contains_key(id));
    }
    for (id, component) in &design.components {
        assert!(!component.placements.is_empty(), "{id}");
        assert!(
            component
                .placements
                .iter()
                .all(|p| frame(&p.parent) && p.at.is_finite()),
            "{id}"
        );
        assert!(
            component
                .security_groups
                .iter()
                .all(|id| design.security_groups.contains_key(id))
        );
    }
    for (id, connection) in &design.connections {
        for end in [&connection.from, &connection.to] {
            assert!(
                design.components.contains_key(end) || design.containers.contains_key(end),
                "{id}"
            );
        }
        assert!(connection.from != connection.to);
        assert!(!design.components.contains_key(id) && !design.containers.contains_key(id));
    }
    for (id, group) in &design.security_groups {
        assert!(!design.components.contains_key(id) && !design.containers.contains_key(id));
        for rule in group.ingress.iter().chain(&group.egress) {
            if let Source::Group(id) = &rule.source {
                assert!(design.security_groups.contains_key(id));
            }
        }
    }
    for silence in &design.silenced {
        assert!(silence.item.as_ref().is_none_or(|id| design.contains(id)));
    }
    for scenario in design.scenarios.values() {
        let known = |id: &Id| {
            design.contains(id)
                || scenario.components.contains_key(id)
                || scenario.containers.contains_key(id)
        };
        assert!(scenario.removed.iter().all(known));
        for (id, patch) in &scenario.components {
            assert!(
                design.component(id).is_some() || patch.made().is_some(),
                "{id}"
            );
        }
        for (id, patch) in &scenario.connections {
            assert!(
                design.connection(id).is_some() || patch.made().is_some(),
                "{id}"
            );
            let ends = [&patch.from, &patch.to];
            assert!(ends.into_iter().flatten().all(known));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_edits_keep_the_design_sound(start in design(), raw in proptest::collection::vec(raw_edit(), 1..16)) {
        assert_sound(&start);
        let mut now = start;
        for raw in &raw {
            let edit = edit_of(&now, raw);
            let copy = Design::clone(&now);
            let next = apply(&now, &edit);
            prop_assert_eq!(&now, &copy, "an edit changed its input");
            if let Ok(next) = next {
                assert_sound(&next);
                now = next;
            }
        }
    }

    #[test]
    fn putting_an_item_back_restores_the_design(start in design(), at in any::<proptest::sample::Index>(), value in -9.0..9.0) {
        prop_assume!(!start.components.is_empty());
        let names: Vec<Id> = start.components.keys().cloned().collect();
        let id = at.get(&names).clone();
        let old = start.component(&id).unwrap().clone();
        let set = Edit::SetProperty { id: id.clone(), property: "p".to_owned(), value: Some(Value::Number(value)) };
        let changed = apply(&start, &set).unwrap();
        prop_assert_eq!(apply(&changed, &Edit::PutComponent(id, old)).unwrap(), start);
    }

    #[test]
    fn copies_of_everything_are_sound(start in design()) {
        let all = start.containers.keys().chain(start.components.keys()).cloned().collect();
        let part = fragment(&start, &all);
        prop_assert_eq!(part.connections.len(), start.connections.len());
        let after = apply(&start, &paste(&start, &part, 10.0, 10.0).edit).unwrap();
        assert_sound(&after);
        prop_assert_eq!(after.components.len(), 2 * start.components.len());
        prop_assert_eq!(after.connections.len(), 2 * start.connections.len());
        prop_assert_eq!(after.security_groups.len(), start.security_groups.len());
    }
}
