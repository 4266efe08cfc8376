//! Room for a frame that takes more of it: what stands where it is drawn now moves away. A frame that is unfolded takes
//! more room than its card did; one that something was put into without being seen may have grown, and with it the frames
//! around it.

use crate::model::edit::{self, Edit, FRAME_PADDING, TileRef, tile_rect};
use crate::model::{Container, Design, Id, Rect};
use crate::scene::boxes::outline;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Distance that is kept to what moves away; a multiple of the grid.
const APART: f32 = 2.0 * FRAME_PADDING;

/// Moves away what lies under `frame` or a frame around it in `after` and did not in `before`: right or down, whichever is
/// less, with everything that stands further there. Frames around grow, and their neighbours move away in turn. Locked
/// tiles stay, and so does what lay on the frame before. Nothing moves where there is room.
pub fn make_room(before: &Design, after: &Design, frame: &Id) -> Vec<Edit> {
    let mut now = after.clone();
    let mut edits = Vec::new();
    let around: Vec<Id> = after
        .ancestors(Some(frame))
        .map(|(id, _)| id.clone())
        .collect();
    for (number, id) in around.iter().enumerate() {
        let is_seen = around[number + 1..]
            .iter()
            .all(|outer| now.container(outer).is_none_or(|own| !own.collapsed));
        if let Some(former) = before.container(id).map(outline).filter(|_| is_seen) {
            push_away(&mut now, id, former, &mut edits);
        }
    }
    edits
}

/// Moves away what lies under frames that have grown with their content from `before` to `after`, as [`make_room`] does. A
/// frame that was moved, or given another outline by hand, pushes nothing: it lies where its user put it.
pub fn keep_apart(before: &Design, after: &Design) -> Vec<Edit> {
    let mut frames: Vec<&Id> = after
        .containers
        .iter()
        .filter(|(id, own)| {
            let former = before.containers.get(*id);
            former.is_some_and(|former| {
                let (own_now, own_then) = (outline(own), outline(former));
                !Arc::ptr_eq(own, former)
                    && own_now != own_then
                    && own_now.contains_rect(own_then)
                    && own.collapsed == former.collapsed
            })
        })
        .map(|(id, _)| id)
        .collect();
    frames.retain(|id| has_other_content(before, after, id));
    // Inner ones first: the frames around make room for what they push.
    frames.sort_by_key(|id| std::cmp::Reverse(after.ancestors(Some(id)).count()));
    let (mut now, mut edits) = (after.clone(), Vec::new());
    for id in frames {
        let room = make_room(before, &now, id);
        if let Ok(next) = edit::apply(&now, &Edit::Batch(room.clone())) {
            now = next;
            edits.extend(room);
        }
    }
    edits
}

/// Whether something stands in a frame that did not stand there before, or not so.
fn has_other_content(before: &Design, after: &Design, frame: &Id) -> bool {
    let is_in = |parent: Option<&Id>| parent == Some(frame);
    let tile = after.components.iter().any(|(id, own)| {
        let former = before.components.get(id);
        former.is_none_or(|former| !Arc::ptr_eq(own, former) && own.placements != former.placements)
            && own
                .placements
                .iter()
                .any(|place| is_in(place.parent.as_ref()))
    });
    tile || after.containers.iter().any(|(id, own)| {
        let former = before.containers.get(id);
        former.is_none_or(|former| {
            !Arc::ptr_eq(own, former) && (own.frame != former.frame || own.parent != former.parent)
        }) && is_in(own.parent.as_ref())
    })
}

/// Something that stands beside a frame.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbour {
    Tile(TileRef),
    Frame(Id),
}

/// Moves the neighbours of a frame away that its outline covers and its `former` one did not.
fn push_away(now: &mut Design, id: &Id, former: Rect, edits: &mut Vec<Edit>) {
    let Some(frame) = now.container(id) else {
        return;
    };
    let own = outline(frame);
    if former.contains_rect(own) || lies_across(now, id, frame) {
        return;
    }
    let mut neighbours = neighbours(now, id);
    neighbours.retain(|(_, rect)| !rect.intersects(former));
    // Each goes right or down once at most, and none comes back.
    for _ in 0..neighbours.len() {
        let covered = own.expand(APART - 1.0);
        let ways = neighbours
            .iter()
            .filter(|(_, rect)| rect.intersects(covered));
        let ways = ways.map(|(_, rect)| {
            let right = up(own.right() + APART - rect.x);
            let down = up(own.bottom() + APART - rect.y);
            (*rect, right, down)
        });
        let nearest = ways.min_by(|a, b| a.1.min(a.2).total_cmp(&b.1.min(b.2)));
        let Some((rect, right, down)) = nearest else {
            return;
        };
        let (dx, dy) = if right <= down {
            (right, 0.0)
        } else {
            (0.0, down)
        };
        let further = |other: &Rect| match dx > 0.0 {
            true => other.x >= rect.x,
            false => other.y >= rect.y,
        };
        let (mut tiles, mut containers) = (Vec::new(), Vec::new());
        for (neighbour, place) in neighbours.iter_mut().filter(|(_, place)| further(place)) {
            *place = place.offset(dx, dy);
            match neighbour {
                Neighbour::Tile(tile) => tiles.push(tile.clone()),
                Neighbour::Frame(frame) => containers.push(frame.clone()),
            }
        }
        let edit = Edit::Move {
            tiles,
            containers,
            dx,
            dy,
        };
        let Ok(next) = edit::apply(now, &edit) else {
            return;
        };
        *now = next;
        edits.push(edit);
    }
}

/// What stands beside a frame and can move, with its outline as it is drawn.
fn neighbours(design: &Design, id: &Id) -> Vec<(Neighbour, Rect)> {
    let parent = design.container(id).and_then(|own| own.parent.as_ref());
    let mut found = Vec::new();
    for (component, own) in design.components.iter().filter(|(_, own)| !own.locked) {
        for (placement, place) in own.placements.iter().enumerate() {
            if place.parent.as_ref() == parent {
                let component = component.clone();
                let tile = TileRef {
                    component,
                    placement,
                };
                found.push((Neighbour::Tile(tile), tile_rect(place.at)));
            }
        }
    }
    for (other, own) in &design.containers {
        if other != id && own.parent.as_ref() == parent && !lies_across(design, other, own) {
            found.push((Neighbour::Frame(other.clone()), outline(own)));
        }
    }
    found
}

/// Whether a frame is drawn around what stands in other frames: it covers them on purpose.
fn lies_across(design: &Design, id: &Id, frame: &Container) -> bool {
    let holds = |parent: Option<&Id>| parent == Some(id);
    let mut places = design.components.values().flat_map(|own| &own.placements);
    let mut frames = design.containers.values();
    frame.kind.lies_across()
        && !places.any(|place| holds(place.parent.as_ref()))
        && !frames.any(|own| holds(own.parent.as_ref()))
}

/// The next multiple of the grid.
fn up(v: f32) -> f32 {
    (v / FRAME_PADDING).ceil() * FRAME_PADDING
}

/// The edit that unfolds frames, outer ones first, with room for each.
pub fn unfold(design: &Design, frames: &BTreeSet<Id>) -> Edit {
    let mut folded: Vec<&Id> = frames
        .iter()
        .filter(|id| design.container(id).is_some_and(|own| own.collapsed))
        .collect();
    folded.sort_by_key(|id| design.ancestors(Some(id)).count());
    let mut now = design.clone();
    let mut edits = Vec::new();
    for id in folded {
        let Some(own) = now.container(id).cloned() else {
            continue;
        };
        let put = Edit::PutContainer(
            id.clone(),
            Container {
                collapsed: false,
                ..own
            },
        );
        let Ok(after) = edit::apply(&now, &put) else {
            continue;
        };
        let room = make_room(&now, &after, id);
        let Ok(after) = edit::apply(&after, &Edit::Batch(room.clone())) else {
            continue;
        };
        now = after;
        edits.push(put);
        edits.extend(room);
    }
    Edit::Batch(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, ContainerKind, Point};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn put(design: &Design, name: &str, parent: Option<&str>, rect: Rect) -> Design {
        let frame = Container {
            kind: ContainerKind::PrivateSubnet,
            parent: parent.map(id),
            frame: rect,
            ..Container::default()
        };
        edit::apply(design, &Edit::PutContainer(id(name), frame)).unwrap()
    }
    fn tile(design: &Design, name: &str, parent: &str, at: (f32, f32)) -> Design {
        let own = Component::new("instance", Some(id(parent)), Point::new(at.0, at.1));
        edit::apply(design, &Edit::PutComponent(id(name), own)).unwrap()
    }
    fn fold(design: &Design, name: &str) -> Design {
        let frame = Container {
            collapsed: true,
            ..design.container(&id(name)).unwrap().clone()
        };
        edit::apply(design, &Edit::PutContainer(id(name), frame)).unwrap()
    }
    fn open(design: &Design, names: &[&str]) -> Design {
        let frames = names.iter().map(|name| id(name)).collect();
        edit::apply(design, &unfold(design, &frames)).unwrap()
    }
    fn rect(design: &Design, name: &str) -> (f32, f32, f32, f32) {
        let r = design.container(&id(name)).unwrap().frame;
        (r.x, r.y, r.w, r.h)
    }
    fn at(design: &Design, name: &str) -> (f32, f32) {
        let at = design.component(&id(name)).unwrap().placements[0].at;
        (at.x, at.y)
    }

    /// Three subnets in a VPC: `b` right of `a`, `c` below both; beside the VPC stands another one.
    fn three() -> Design {
        let mut design = Design::default();
        for (name, parent, frame) in [
            ("vpc", None, Rect::new(0.0, 0.0, 480.0, 400.0)),
            ("other", None, Rect::new(496.0, 0.0, 200.0, 200.0)),
            ("a", Some("vpc"), Rect::new(16.0, 32.0, 200.0, 160.0)),
            ("b", Some("vpc"), Rect::new(232.0, 32.0, 200.0, 160.0)),
            ("c", Some("vpc"), Rect::new(16.0, 216.0, 416.0, 160.0)),
        ] {
            design = put(&design, name, parent, frame);
        }
        let design = tile(&design, "web", "a", (32.0, 64.0));
        tile(&design, "db", "c", (32.0, 256.0))
    }

    #[test]
    fn where_there_is_room_nothing_moves() {
        let design = three();
        for names in [&["a"][..], &["vpc"], &["vpc", "a"]] {
            let folded = names.iter().fold(design.clone(), |d, name| fold(&d, name));
            assert_eq!(open(&folded, names), design, "{names:?}");
        }
    }

    #[test]
    fn what_was_added_while_it_was_folded_pushes_the_neighbours_away() {
        let before = tile(&fold(&three(), "a"), "job", "a", (32.0, 160.0));
        // It holds 56 and 8 more below 160: 32 + 192 = 224, over `c`, which begins at 216.
        assert_eq!(rect(&before, "a"), (16.0, 32.0, 200.0, 192.0));
        let after = open(&before, &["a"]);
        assert!(!after.container(&id("a")).unwrap().collapsed);
        assert_eq!(rect(&after, "a"), (16.0, 32.0, 200.0, 192.0));
        // 224 + 16, and what stands in it goes along; `b` has room where it is.
        assert_eq!(rect(&after, "c"), (16.0, 240.0, 416.0, 160.0));
        assert_eq!(at(&after, "db"), (32.0, 280.0));
        assert_eq!(rect(&after, "b"), rect(&before, "b"));
        // The VPC grows to 400 + 8 and reaches nothing.
        assert_eq!(rect(&after, "vpc"), (0.0, 0.0, 480.0, 408.0));
        assert_eq!(rect(&after, "other"), rect(&before, "other"));
    }

    #[test]
    fn frames_around_push_their_neighbours_too() {
        let before = tile(&fold(&three(), "a"), "job", "a", (128.0, 64.0));
        // 128 + 140 + 8 = 276, over `b`, which begins at 232.
        assert_eq!(rect(&before, "a"), (16.0, 32.0, 260.0, 160.0));
        let after = open(&before, &["a"]);
        // 276 + 16 = 292, on the grid 296 = 232 + 64; the VPC to 496 + 8, and its neighbour 16 further: 520.
        assert_eq!(rect(&after, "b"), (296.0, 32.0, 200.0, 160.0));
        assert_eq!(rect(&after, "c"), rect(&before, "c"));
        assert_eq!(rect(&after, "vpc"), (0.0, 0.0, 504.0, 400.0));
        assert_eq!(rect(&after, "other"), (520.0, 0.0, 200.0, 200.0));
    }

    #[test]
    fn a_tile_put_where_the_frame_was_moves_away_unless_it_is_locked() {
        let folded = fold(&three(), "a");
        let before = tile(&folded, "new", "vpc", (40.0, 120.0));
        let after = open(&before, &["a"]);
        // Below 192: 16 further is 208, 88 from 120; to the right it is 192. What stands further down goes along.
        assert_eq!(at(&after, "new"), (40.0, 208.0));
        assert_eq!(rect(&after, "c"), (16.0, 304.0, 416.0, 160.0));
        let mut locked = before.component(&id("new")).unwrap().clone();
        locked.locked = true;
        let before = edit::apply(&before, &Edit::PutComponent(id("new"), locked)).unwrap();
        let after = open(&before, &["a"]);
        assert_eq!(at(&after, "new"), (40.0, 120.0));
        assert_eq!(rect(&after, "c"), rect(&before, "c"));
    }

    #[test]
    fn a_group_across_other_frames_stays_over_them() {
        let design = three();
        let group = Container {
            kind: ContainerKind::AutoScalingGroup,
            parent: Some(id("vpc")),
            frame: Rect::new(24.0, 48.0, 300.0, 300.0),
            ..Container::default()
        };
        let design = edit::apply(&design, &Edit::PutContainer(id("group"), group)).unwrap();
        assert_eq!(open(&fold(&design, "group"), &["group"]), design);
        assert_eq!(open(&fold(&design, "a"), &["a"]), design);
    }

    #[test]
    fn a_frame_that_grows_with_its_content_pushes_its_neighbours() {
        let before = three();
        let web = TileRef {
            component: id("web"),
            placement: 0,
        };
        let moved = |dx: f32| {
            let edit = Edit::Move {
                tiles: vec![web.clone()],
                containers: Vec::new(),
                dx,
                dy: 0.0,
            };
            edit::apply(&before, &edit).unwrap()
        };
        // Within its frame nothing happens.
        let still = moved(8.0);
        assert_eq!(rect(&still, "a"), rect(&before, "a"));
        assert_eq!(keep_apart(&before, &still), Vec::new());
        // The frame reaches into its neighbour, which goes right by as much as is missing to the distance.
        let after = moved(160.0);
        let apart = edit::apply(&after, &Edit::Batch(keep_apart(&before, &after))).unwrap();
        let [a, b] = ["a", "b"].map(|name| apart.container(&id(name)).unwrap().frame);
        assert_eq!(rect(&apart, "a"), rect(&after, "a"));
        assert!(a.right() > before.container(&id("b")).unwrap().frame.x);
        assert!(b.x >= a.right() + APART, "{a:?} {b:?}");
        let vpc = apart.container(&id("vpc")).unwrap().frame;
        assert!(vpc.contains_rect(b), "{vpc:?} {b:?}");
        // A frame that its user drew larger lies where it was drawn.
        let own = before.container(&id("a")).unwrap().frame;
        let wide = Rect::new(own.x, own.y, own.w + 400.0, own.h);
        let drawn = edit::apply(&before, &Edit::Resize(id("a"), wide)).unwrap();
        let pushed = edit::apply(&drawn, &Edit::Batch(keep_apart(&before, &drawn))).unwrap();
        assert_eq!(rect(&pushed, "b"), rect(&before, "b"));
        assert_eq!(rect(&pushed, "a"), (own.x, own.y, own.w + 400.0, own.h));
    }

    #[test]
    fn frames_around_a_folded_one_make_room_when_it_grows() {
        let folded = fold(&three(), "a");
        let after = tile(&folded, "job", "a", (400.0, 64.0));
        // `a` is a card still and grew to 548 unseen; the VPC grew to 556, over its neighbour.
        assert_eq!(rect(&after, "vpc"), (0.0, 0.0, 556.0, 400.0));
        let room = make_room(&folded, &after, &id("a"));
        let roomy = edit::apply(&after, &Edit::Batch(room)).unwrap();
        assert_eq!(rect(&roomy, "other"), (576.0, 0.0, 200.0, 200.0));
        assert_eq!(
            rect(&roomy, "b"),
            rect(&after, "b"),
            "the card covers nothing"
        );
    }
}
