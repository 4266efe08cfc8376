use super::*;
use crate::catalog::generate;
use crate::model::arbitrary;
use crate::model::edit::tile_rect;
use crate::model::{Component, Connection};
use proptest::prelude::*;
use std::sync::Arc;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn arranged(design: &Design, scope: Scope<'_>) -> Design {
    edit::apply(design, &Edit::Arrange(arrange(design, scope))).unwrap()
}

/// The frame of a placement, where the design has it.
fn parent<'a>(design: &'a Design, parent: Option<&'a Id>) -> Option<&'a Id> {
    parent.filter(|id| design.containers.contains_key(*id))
}

/// Members by the frame around them, with their outlines.
fn members(design: &Design) -> BTreeMap<Option<&Id>, Vec<(String, Rect)>> {
    let mut all: BTreeMap<Option<&Id>, Vec<(String, Rect)>> = BTreeMap::new();
    for (id, frame) in &design.containers {
        let around = parent(design, frame.parent.as_ref());
        all.entry(around)
            .or_default()
            .push((id.to_string(), frame.frame));
    }
    for (id, component) in &design.components {
        for placement in &component.placements {
            let around = parent(design, placement.parent.as_ref());
            let tile = (id.to_string(), tile_rect(placement.at));
            all.entry(around).or_default().push(tile);
        }
    }
    all
}

/// Nothing overlaps, members stand inside their frames below the title, tiles stand on the grid.
fn check(design: &Design) -> Result<(), String> {
    for (frame, members) in members(design) {
        let mut sorted: Vec<&(String, Rect)> = members.iter().collect();
        sorted.sort_by(|a, b| a.1.x.total_cmp(&b.1.x));
        for (number, (name, rect)) in sorted.iter().enumerate() {
            if rect.x % GRID != 0.0 || rect.y % GRID != 0.0 {
                return Err(format!("{name} is off the grid: {rect:?}"));
            }
            for (other, place) in sorted[number + 1..].iter() {
                if place.x >= rect.right() {
                    break;
                }
                if rect.intersects(*place) {
                    return Err(format!("{name} {rect:?} overlaps {other} {place:?}"));
                }
            }
            if let Some(frame) = frame {
                let outer = design.container(frame).unwrap();
                let room = outer.frame.expand(-GRID);
                if !room.contains_rect(*rect) {
                    return Err(format!("{name} {rect:?} leaves {frame} {:?}", outer.frame));
                }
                let is_lane = outer.kind == ContainerKind::AvailabilityZone;
                if !is_lane && rect.y < outer.frame.y + TITLE {
                    return Err(format!("{name} {rect:?} lies on the title of {frame}"));
                }
            }
        }
    }
    Ok(())
}

/// Two zones with a public and a private subnet, an application in both zones, a gateway in one, a balancer for both.
fn two_zones() -> Design {
    let mut design = Design::default();
    let mut frame = |name: &str, kind: ContainerKind, parent: Option<&str>| {
        let container = Container {
            kind,
            parent: parent.map(id),
            ..Container::default()
        };
        design.containers.insert(id(name), Arc::new(container));
    };
    frame("region", ContainerKind::Region, None);
    frame("vpc", ContainerKind::Vpc, Some("region"));
    for zone in ["a", "c"] {
        let lane = format!("zone-{zone}");
        frame(&lane, ContainerKind::AvailabilityZone, Some("vpc"));
        frame(
            &format!("public-{zone}"),
            ContainerKind::PublicSubnet,
            Some(&lane),
        );
        frame(
            &format!("app-{zone}"),
            ContainerKind::PrivateSubnet,
            Some(&lane),
        );
    }
    let mut tile = |name: &str, kind: &str, places: &[&str]| {
        let mut component = Component::new(kind, None, Point::default());
        component.placements = places
            .iter()
            .map(|place| crate::model::Placement {
                parent: (!place.is_empty()).then(|| id(place)),
                ..Default::default()
            })
            .collect();
        design.components.insert(id(name), Arc::new(component));
    };
    tile("users", "users", &[""]);
    tile("alb", "application_load_balancer", &["vpc"]);
    tile("app", "autoscaling_group", &["app-a", "app-c"]);
    tile("nat", "nat_gateway", &["public-c"]);
    tile("bucket", "s3_bucket", &["region"]);
    for (from, to) in [
        ("users", "alb"),
        ("alb", "app"),
        ("app", "nat"),
        ("app", "bucket"),
    ] {
        let connection = Connection::new(id(from), id(to));
        design
            .connections
            .insert(id(&format!("{from}-{to}")), Arc::new(connection));
    }
    design
}

fn at(design: &Design, name: &str, placement: usize) -> Rect {
    tile_rect(design.component(&id(name)).unwrap().placements[placement].at)
}

fn outline(design: &Design, name: &str) -> Rect {
    design.container(&id(name)).unwrap().frame
}

#[test]
fn zones_are_equal_lanes_with_matching_places() {
    let design = arranged(&two_zones(), Scope::All);
    check(&design).unwrap();
    let (a, c) = (outline(&design, "zone-a"), outline(&design, "zone-c"));
    assert_eq!((a.x, a.w, a.h), (c.x, c.w, c.h));
    assert!(a.bottom() < c.y);
    for subnet in ["public", "app"] {
        let (x, y) = (
            outline(&design, &format!("{subnet}-a")),
            outline(&design, &format!("{subnet}-c")),
        );
        assert_eq!(x.offset(0.0, c.y - a.y), y);
    }
    let (one, two) = (at(&design, "app", 0), at(&design, "app", 1));
    assert_eq!(one.offset(0.0, c.y - a.y), two);
    // The balancer of both stands between the lanes, under the public subnets.
    let alb = at(&design, "alb", 0);
    assert!(alb.y > a.bottom() && alb.bottom() < c.y);
    assert!(alb.right() < one.x);
    // Requests run from left to right.
    assert!(at(&design, "users", 0).right() < outline(&design, "region").x);
    assert!(outline(&design, "public-a").right() < outline(&design, "app-a").x);
}

#[test]
fn five_zones_stand_side_by_side() {
    let mut design = two_zones();
    for zone in ["d", "e", "f"] {
        let container = Container {
            kind: ContainerKind::AvailabilityZone,
            parent: Some(id("vpc")),
            ..Container::default()
        };
        design
            .containers
            .insert(id(&format!("zone-{zone}")), Arc::new(container));
    }
    let design = arranged(&design, Scope::All);
    check(&design).unwrap();
    let (a, f) = (outline(&design, "zone-a"), outline(&design, "zone-f"));
    assert_eq!((a.y, a.w, a.h), (f.y, f.w, f.h));
    assert!(a.right() < f.x);
}

#[test]
fn a_frame_is_laid_out_in_its_corner_and_its_neighbours_make_room() {
    let mut design = arranged(&two_zones(), Scope::All);
    for number in 0..6 {
        let component = Component::new("instance", Some(id("app-a")), Point::default());
        design
            .components
            .insert(id(&format!("web{number}")), Arc::new(component));
    }
    let before = outline(&design, "app-a");
    let frame = id("app-a");
    let design = arranged(&design, Scope::Frame(&frame));
    check(&design).unwrap();
    assert_eq!(outline(&design, "app-a").min(), before.min());
    assert!(outline(&design, "app-a").h > before.h || outline(&design, "app-a").w > before.w);
}

#[test]
fn what_has_a_place_stays_when_something_new_is_placed() {
    let laid_out = arranged(&two_zones(), Scope::All);
    let mut design = laid_out.clone();
    let component = Component::new("instance", Some(id("public-a")), Point::default());
    design.components.insert(id("bastion"), Arc::new(component));
    let unplaced = Unplaced {
        tiles: BTreeSet::from([TileRef {
            component: id("bastion"),
            placement: 0,
        }]),
        frames: BTreeSet::new(),
    };
    let design = place(&design, &unplaced);
    check(&design).unwrap();
    for name in ["users", "alb", "app", "nat", "bucket"] {
        assert_eq!(at(&design, name, 0), at(&laid_out, name, 0), "{name}");
    }
    // The empty subnet has room for it.
    assert_eq!(outline(&design, "public-a"), outline(&laid_out, "public-a"));
}

#[test]
fn a_selection_is_laid_out_where_it_is() {
    let mut design = arranged(&two_zones(), Scope::All);
    for number in 0..3 {
        let at = Point::new(3.0 * number as f32, 5000.0);
        let component = Component::new("sqs_queue", None, at);
        design
            .components
            .insert(id(&format!("q{number}")), Arc::new(component));
    }
    let items: BTreeSet<Id> = ["q0", "q1", "q2"].map(id).into();
    let after = arranged(&design, Scope::Items(&items));
    check(&after).unwrap();
    assert_eq!(at(&after, "q0", 0).min(), Point::new(0.0, 5000.0));
    assert_eq!(at(&after, "app", 0), at(&design, "app", 0));
}

/// The design without locks: locked tiles stay wherever they are, also on each other.
fn unlocked(mut design: Design) -> Design {
    for (id, mut component) in design.components.clone() {
        Arc::make_mut(&mut component).locked = false;
        design.components.insert(id, component);
    }
    design
}

/// Moves a tile of the laid out design by hand and locks it.
fn lock(design: &mut Design, name: &str, dx: f32, dy: f32) -> Rect {
    let component = Arc::make_mut(design.components.get_mut(&id(name)).unwrap());
    let tile = &mut component.placements[0];
    tile.at = tile.at.offset(dx, dy);
    component.locked = true;
    tile_rect(component.placements[0].at)
}

#[test]
fn a_locked_tile_stays_and_the_layout_goes_round_it() {
    // Not laid out yet, and locked at a place of its own.
    let mut design = two_zones();
    let place = lock(&mut design, "alb", 800.0, 640.0);
    let after = arranged(&design, Scope::All);
    assert_eq!(at(&after, "alb", 0), place);
    check(&after).unwrap();
    // All distances are those of the layout without a lock.
    let free = arranged(&two_zones(), Scope::All);
    let (dx, dy) = (
        place.x - at(&free, "alb", 0).x,
        place.y - at(&free, "alb", 0).y,
    );
    for name in ["users", "app", "nat", "bucket"] {
        assert_eq!(
            at(&after, name, 0),
            at(&free, name, 0).offset(dx, dy),
            "{name}"
        );
    }
    assert_eq!(arranged(&after, Scope::All), after);
}

#[test]
fn several_locked_tiles_stay_where_they_are() {
    let mut design = arranged(&two_zones(), Scope::All);
    let users = lock(&mut design, "users", -400.0, 96.0);
    let nat = lock(&mut design, "nat", 0.0, 0.0);
    for number in 0..4 {
        let component = Component::new("instance", Some(id("app-a")), Point::default());
        let name = id(&format!("web{number}"));
        design.components.insert(name, Arc::new(component));
    }
    let after = arranged(&design, Scope::All);
    assert_eq!((at(&after, "users", 0), at(&after, "nat", 0)), (users, nat));
    check(&after).unwrap();
    // In a frame and in a selection alike.
    let (region, app) = (id("region"), id("app-a"));
    let all: BTreeSet<Id> = design.components.keys().cloned().collect();
    for scope in [
        Scope::Frame(&region),
        Scope::Frame(&app),
        Scope::Items(&all),
    ] {
        let after = arranged(&design, scope);
        assert_eq!(
            (at(&after, "users", 0), at(&after, "nat", 0)),
            (users, nat),
            "{scope:?}"
        );
    }
    // The frame would need room where a locked tile stands: nothing is done.
    assert_eq!(arranged(&design, Scope::Frame(&app)), design);
    let blocked = attempt(&design, Scope::Frame(&app));
    assert_eq!(blocked.arrangement, Arrangement::default());
    assert_eq!(blocked.in_the_way, BTreeSet::from([id("nat")]));
    // With one more bucket below the other the whole is laid out again.
    let below = at(&design, "bucket", 0).min().offset(0.0, 8.0);
    let component = Component::new("s3_bucket", Some(id("region")), below);
    design.components.insert(id("logs"), Arc::new(component));
    let after = arranged(&design, Scope::All);
    assert_eq!((at(&after, "users", 0), at(&after, "nat", 0)), (users, nat));
    check(&after).unwrap();
}

#[test]
fn generated_designs_are_laid_out_without_overlap() {
    for components in [1, 30, 300, 1500] {
        let design = arranged(&generate::design(components), Scope::All);
        check(&design).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_design_is_laid_out_the_same_way_and_without_overlap(design in arbitrary::design()) {
        let design = unlocked(design);
        let once = arranged(&design, Scope::All);
        prop_assert_eq!(check(&once), Ok(()));
        // Where things stood before does not matter, so a second time changes nothing.
        prop_assert_eq!(&arranged(&once, Scope::All), &once);
    }
    #[test]
    fn locked_tiles_never_move(design in arbitrary::design(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..4)) {
        let mut design = design;
        let ids: Vec<Id> = design.components.keys().cloned().collect();
        if !ids.is_empty() {
            for pick in picks {
                Arc::make_mut(design.components.get_mut(pick.get(&ids)).unwrap()).locked = true;
            }
            let after = arranged(&design, Scope::All);
            for (name, component) in design.components.iter().filter(|(_, own)| own.locked) {
                prop_assert_eq!(&after.components[name].placements, &component.placements);
            }
        }
    }
    #[test]
    fn any_frame_can_be_laid_out(design in arbitrary::design(), pick in any::<prop::sample::Index>()) {
        let design = unlocked(design);
        let design = arranged(&design, Scope::All);
        let ids: Vec<Id> = design.containers.keys().cloned().collect();
        if !ids.is_empty() {
            let after = arranged(&design, Scope::Frame(pick.get(&ids)));
            prop_assert_eq!(check(&after), Ok(()));
        }
    }
}
