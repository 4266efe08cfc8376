//! Edits of frames as wholes, and growing a design from a component: ungroup, fold, shrink, clone and connect.

use super::place;
use super::view::{GRID, TILE_HEIGHT, TILE_WIDTH, tile_rect};
use crate::catalog;
use crate::model::edit::{self, Edit};
use crate::model::{Connection, Container, Design, Id, Point, Rect, Side};
use crate::scene::layout;
use std::collections::BTreeSet;

/// Space between a component and its clone, canvas units: left and right, above and below.
const BESIDE: (f32, f32) = (60.0, 64.0);
/// How many places beside the first one are tried for a clone.
const TRIES: usize = 24;

/// The selected frames that hold something or could.
pub fn chosen<'a>(design: &'a Design, items: &'a BTreeSet<Id>) -> impl Iterator<Item = &'a Id> {
    items
        .iter()
        .filter(|id| design.container(id).is_some_and(|c| !c.kind.is_text()))
}

/// The selected frames; where none is selected, the frames that the selected components stand in.
fn meant(design: &Design, items: &BTreeSet<Id>) -> BTreeSet<Id> {
    let frames: BTreeSet<Id> = chosen(design, items).cloned().collect();
    if !frames.is_empty() {
        return frames;
    }
    let components = items.iter().filter_map(|id| design.component(id));
    let places = components.flat_map(|component| &component.placements);
    places.filter_map(|place| place.parent.clone()).collect()
}

/// Takes the selected frames away and leaves their members; the members, for the selection.
pub fn ungroup(design: &Design, items: &BTreeSet<Id>) -> (Edit, BTreeSet<Id>) {
    let ids: BTreeSet<Id> = chosen(design, items).cloned().collect();
    let inside = |parent: Option<&Id>| parent.is_some_and(|parent| ids.contains(parent));
    let tiles = design.components.iter().filter(|(_, component)| {
        let mut places = component.placements.iter();
        places.any(|place| inside(place.parent.as_ref()))
    });
    let frames = design
        .containers
        .iter()
        .filter(|(id, frame)| inside(frame.parent.as_ref()) && !ids.contains(*id));
    let members = tiles
        .map(|(id, _)| id.clone())
        .chain(frames.map(|(id, _)| id.clone()))
        .collect();
    let with_members = false;
    (Edit::Remove { ids, with_members }, members)
}

/// Folds the frames to cards, or unfolds them, with room for them; with the frames, for the selection. None where all are so already.
pub fn collapse(
    design: &Design,
    items: &BTreeSet<Id>,
    collapsed: bool,
) -> Option<(Edit, BTreeSet<Id>)> {
    let mut frames = meant(design, items);
    frames.retain(|id| {
        design
            .container(id)
            .is_some_and(|own| own.collapsed != collapsed)
    });
    if frames.is_empty() {
        return None;
    }
    if !collapsed {
        return Some((layout::unfold(design, &frames), frames));
    }
    let fold = |id: &Id| {
        let own = design.container(id)?.clone();
        let collapsed = true;
        Some(Edit::PutContainer(
            id.clone(),
            Container { collapsed, ..own },
        ))
    };
    Some((
        Edit::Batch(frames.iter().filter_map(fold).collect()),
        frames,
    ))
}

/// Draws the frames close around what stands in them, inner ones first, on the grid. None where all are so already.
pub fn shrink(design: &Design, items: &BTreeSet<Id>) -> Option<Edit> {
    let mut frames: Vec<Id> = meant(design, items)
        .into_iter()
        .filter(|id| design.container(id).is_some_and(|c| !c.collapsed))
        .collect();
    frames.sort_by_key(|id| std::cmp::Reverse(design.ancestors(Some(id)).count()));
    let mut after = design.clone();
    let mut edits = Vec::new();
    for id in frames {
        let Some(rect) = edit::snug(&after, &id) else {
            continue;
        };
        let rect = on_grid(rect);
        if after.container(&id).is_some_and(|c| c.frame == rect) {
            continue;
        }
        let resize = Edit::Resize(id, rect);
        after = edit::apply(&after, &resize).ok()?;
        edits.push(resize);
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// The rectangle with its edges on the grid, none further in.
fn on_grid(rect: Rect) -> Rect {
    let down = |v: f32| (v / GRID).floor() * GRID;
    let up = |v: f32| (v / GRID).ceil() * GRID;
    Rect::from_corners(
        Point::new(down(rect.x), down(rect.y)),
        Point::new(up(rect.right()), up(rect.bottom())),
    )
}

/// A copy of a component at one of its sides, called by it, in one edit; with the copy's id. The first free place beside
/// the component is taken.
pub fn clone_and_connect(design: &Design, id: &Id, side: Side) -> Option<(Edit, Id)> {
    let component = design.component(id)?;
    let origin = component.placements.first()?;
    let (step_x, step_y) = (TILE_WIDTH + BESIDE.0, TILE_HEIGHT + BESIDE.1);
    let (dx, dy) = match side {
        Side::Left => (-step_x, 0.0),
        Side::Right => (step_x, 0.0),
        Side::Top => (0.0, -step_y),
        Side::Bottom => (0.0, step_y),
    };
    let first = place::snap(origin.at.offset(dx, dy));
    let upright = matches!(side, Side::Top | Side::Bottom);
    let at = (0..TRIES)
        .map(|number| {
            // To and fro: 0, 1, -1, 2, -2 ...
            let away = number.div_ceil(2) as f32 * if number % 2 == 1 { 1.0 } else { -1.0 };
            if upright {
                first.offset(away * (TILE_WIDTH + 2.0 * GRID), 0.0)
            } else {
                first.offset(0.0, away * (TILE_HEIGHT + 3.0 * GRID))
            }
        })
        .find(|at| is_free(design, *at))
        .unwrap_or(first);
    let new = design.fresh_id(id.as_str());
    let mut copy = component.clone();
    copy.locked = false;
    copy.demand = None;
    copy.placements.truncate(1);
    if let Some(place) = copy.placements.first_mut() {
        place.at = at;
        place.parent = parent_of(design, origin.parent.as_ref(), tile_rect(at));
    }
    let connection = Connection {
        port: catalog::kind(&component.kind).and_then(|kind| kind.port),
        ..Connection::new(id.clone(), new.clone())
    };
    let link = design.fresh_id(&format!("{id}-{new}"));
    let edit = Edit::Batch(vec![
        Edit::PutComponent(new.clone(), copy),
        Edit::PutConnection(link, connection),
    ]);
    Some((edit, new))
}

fn is_free(design: &Design, at: Point) -> bool {
    let rect = tile_rect(at).expand(GRID);
    let mut tiles = design.components.values().flat_map(|c| &c.placements);
    !tiles.any(|place| tile_rect(place.at).intersects(rect))
}

/// The frame of a new tile: the one that holds all of it, else the frame of the component it comes from, which grows.
fn parent_of(design: &Design, own: Option<&Id>, rect: Rect) -> Option<Id> {
    let there = place::frame_at(design, rect.center(), &[]);
    let other = there.filter(|id| {
        let around_own = design.ancestors(own).any(|(outer, _)| outer == *id);
        let holds = design
            .container(id)
            .is_some_and(|frame| frame.frame.contains_rect(rect));
        holds && !around_own
    });
    other.or(own).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, ContainerKind};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn only(name: &str) -> BTreeSet<Id> {
        BTreeSet::from([id(name)])
    }
    fn apply(design: &Design, edit: &Edit) -> Design {
        edit::apply(design, edit).unwrap()
    }
    /// A VPC with a subnet in it, and a tile in the subnet, both far too large.
    fn nested() -> Design {
        let mut design = Design::default();
        for (name, kind, parent, frame) in [
            (
                "vpc",
                ContainerKind::Vpc,
                None,
                Rect::new(0.0, 0.0, 800.0, 600.0),
            ),
            (
                "subnet",
                ContainerKind::PrivateSubnet,
                Some("vpc"),
                Rect::new(40.0, 40.0, 600.0, 400.0),
            ),
        ] {
            let container = Container {
                kind,
                parent: parent.map(id),
                frame,
                ..Container::default()
            };
            design = apply(&design, &Edit::PutContainer(id(name), container));
        }
        let tile = Component::new("instance", Some(id("subnet")), Point::new(96.0, 120.0));
        apply(&design, &Edit::PutComponent(id("web"), tile))
    }
    fn frame(design: &Design, name: &str) -> Rect {
        design.container(&id(name)).unwrap().frame
    }

    #[test]
    fn shrinking_draws_close_from_the_inside_out_and_then_has_nothing_to_do() {
        let design = nested();
        let both = BTreeSet::from([id("vpc"), id("subnet")]);
        let after = apply(&design, &shrink(&design, &both).unwrap());
        assert_eq!(frame(&after, "subnet"), Rect::new(88.0, 88.0, 160.0, 96.0));
        assert_eq!(frame(&after, "vpc"), Rect::new(80.0, 56.0, 176.0, 136.0));
        assert!(shrink(&after, &both).is_none());
        // With a component selected its frame is meant.
        let inner = apply(&design, &shrink(&design, &only("web")).unwrap());
        assert_eq!(frame(&inner, "subnet"), frame(&after, "subnet"));
        assert_eq!(frame(&inner, "vpc"), frame(&design, "vpc"));
    }

    #[test]
    fn ungrouping_leaves_the_members_in_the_frame_around() {
        let design = nested();
        let (edit, members) = ungroup(&design, &only("subnet"));
        let after = apply(&design, &edit);
        assert_eq!(members, only("web"));
        assert_eq!(
            after.component(&id("web")).unwrap().parent(),
            Some(&id("vpc"))
        );
        assert!(after.container(&id("subnet")).is_none());
    }

    #[test]
    fn folding_moves_nothing_and_unfolding_brings_the_same_back() {
        let design = nested();
        let (edit, frames) = collapse(&design, &only("web"), true).unwrap();
        let folded = apply(&design, &edit);
        assert_eq!(frames, only("subnet"));
        assert!(collapse(&folded, &frames, true).is_none());
        assert_eq!(frame(&folded, "vpc"), frame(&design, "vpc"));
        let (edit, _) = collapse(&folded, &frames, false).unwrap();
        assert_eq!(apply(&folded, &edit), design);
    }

    #[test]
    fn clones_stand_beside_each_other_and_the_frame_grows() {
        let mut design = nested();
        let mut names = BTreeSet::new();
        for _ in 0..3 {
            let (edit, new) = clone_and_connect(&design, &id("web"), Side::Right).unwrap();
            design = apply(&design, &edit);
            let clone = design.component(&new).unwrap();
            assert_eq!(clone.parent(), Some(&id("subnet")));
            assert_eq!(clone.placements[0].at.x, 296.0);
            names.insert(new);
        }
        assert_eq!((names.len(), design.connections.len()), (3, 3));
        let places = design
            .components
            .values()
            .map(|c| tile_rect(c.placements[0].at));
        let places: Vec<Rect> = places.collect();
        for (i, a) in places.iter().enumerate() {
            assert!(places[i + 1..].iter().all(|b| !a.intersects(*b)));
        }
    }
}
