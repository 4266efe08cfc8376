//! Locked tiles stay where they are, whatever is laid out around them.
//!
//! One locked tile (or several that keep their distances) stays by shifting the whole layout. Else what holds no locked
//! tile is laid out among itself in the room that is left: frames and tiles as far inside as a locked tile stands. What
//! would still move one is not laid out.

use super::{Arrangement, Attempt, Scope, part};
use crate::model::edit::TileRef;
use crate::model::{Design, Id, Point};
use std::collections::BTreeSet;

/// Tiles of locked components with where they stand.
fn locked(design: &Design) -> Vec<(TileRef, Point)> {
    let components = design.components.iter().filter(|(_, own)| own.locked);
    let tiles = components.flat_map(|(id, own)| {
        let places = own.placements.iter().enumerate();
        places.map(|(placement, tile)| {
            let component = id.clone();
            (
                TileRef {
                    component,
                    placement,
                },
                tile.at,
            )
        })
    });
    tiles.collect()
}

/// Locked components that an arrangement would move.
fn moved(tiles: &[(TileRef, Point)], arrangement: &Arrangement) -> BTreeSet<Id> {
    let moves = |(tile, at): &&(TileRef, Point)| match arrangement.tiles.get(tile) {
        Some(to) => to != at,
        None => false,
    };
    let moving = tiles.iter().filter(moves);
    moving.map(|(tile, _)| tile.component.clone()).collect()
}

/// An arrangement like `free` that moves no locked tile.
pub(super) fn hold(design: &Design, scope: Scope<'_>, free: Arrangement) -> Attempt {
    let tiles = locked(design);
    let mut in_the_way = moved(&tiles, &free);
    if in_the_way.is_empty() {
        return Attempt {
            arrangement: free,
            in_the_way,
        };
    }
    // With all distances kept, nothing is left out.
    if let Some(arrangement) = shifted(scope, &tiles, &free)
        && moved(&tiles, &arrangement).is_empty()
    {
        return Attempt {
            arrangement,
            in_the_way: BTreeSet::new(),
        };
    }
    for deep in [true, false] {
        let arrangement = part::items(design, &beside(design, scope, deep));
        let pushed = moved(&tiles, &arrangement);
        if pushed.is_empty() {
            return Attempt {
                arrangement,
                in_the_way,
            };
        }
        in_the_way.extend(pushed);
    }
    Attempt {
        arrangement: Arrangement::default(),
        in_the_way,
    }
}

/// The whole layout, shifted so that the first locked tile stands where it stood.
fn shifted(
    scope: Scope<'_>,
    tiles: &[(TileRef, Point)],
    free: &Arrangement,
) -> Option<Arrangement> {
    if scope != Scope::All {
        return None;
    }
    let (to, at) = tiles
        .iter()
        .find_map(|(tile, at)| Some((free.tiles.get(tile)?, at)))?;
    let (dx, dy) = (at.x - to.x, at.y - to.y);
    let tiles = free.tiles.iter();
    let frames = free.frames.iter();
    Some(Arrangement {
        tiles: tiles
            .map(|(tile, at)| (tile.clone(), at.offset(dx, dy)))
            .collect(),
        frames: frames
            .map(|(id, rect)| (id.clone(), rect.offset(dx, dy)))
            .collect(),
    })
}

/// What of a scope holds no locked tile: the outermost of it, or, `deep`, also what stands beside a locked tile in its
/// frames.
fn beside(design: &Design, scope: Scope<'_>, deep: bool) -> BTreeSet<Id> {
    // Frames around locked tiles.
    let mut around: BTreeSet<&Id> = BTreeSet::new();
    for component in design.components.values().filter(|own| own.locked) {
        for tile in &component.placements {
            around.extend(design.ancestors(tile.parent.as_ref()).map(|(id, _)| id));
        }
    }
    let in_scope = |id: &Id, parent: Option<&Id>| match scope {
        Scope::All => true,
        Scope::Frame(frame) => design.ancestors(parent).any(|(outer, _)| outer == frame),
        Scope::Items(items) => {
            items.contains(id)
                || design
                    .ancestors(parent)
                    .any(|(outer, _)| items.contains(outer))
        }
    };
    // Beside a locked tile, or in no frame at all.
    let is_met = |parent: Option<&Id>| match parent.filter(|id| design.containers.contains_key(*id))
    {
        None => true,
        Some(parent) => deep && around.contains(parent),
    };
    let frames = design.containers.iter().filter(|(id, frame)| {
        let parent = frame.parent.as_ref();
        !around.contains(id) && is_met(parent) && in_scope(id, parent)
    });
    let components = design.components.iter().filter(|(id, component)| {
        let mut tiles = component.placements.iter();
        !component.locked
            && tiles.all(|tile| {
                let parent = tile.parent.as_ref();
                is_met(parent) && in_scope(id, parent)
            })
    });
    let frames = frames.map(|(id, _)| id.clone());
    frames.chain(components.map(|(id, _)| id.clone())).collect()
}
