//! Moving tiles and frames, and the growth of the frames around them. Only frames around what was touched change.

use super::{EditError, TileRef, Touched, component_mut, container_mut};
use crate::model::{ContainerKind, Design, Id, Point, Rect, Size};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Size of a tile.
pub const TILE: Size = Size { w: 140.0, h: 56.0 };
/// Height of the title of a frame.
pub const FRAME_TITLE: f32 = 20.0;
/// Space between a frame (under its title) and what stands in it.
pub const FRAME_PADDING: f32 = 8.0;

/// Outline of a tile at a place.
pub fn tile_rect(at: Point) -> Rect {
    Rect::new(at.x, at.y, TILE.w, TILE.h)
}

/// The least frame of that kind around a member. The title of a zone is a band along its left edge.
fn holding(member: Rect, kind: Option<&ContainerKind>) -> Rect {
    let grown = member.expand(FRAME_PADDING);
    if kind == Some(&ContainerKind::AvailabilityZone) {
        return Rect::new(
            grown.x - FRAME_TITLE,
            grown.y,
            grown.w + FRAME_TITLE,
            grown.h,
        );
    }
    Rect::new(
        grown.x,
        grown.y - FRAME_TITLE,
        grown.w,
        grown.h + FRAME_TITLE,
    )
}

/// Moves tiles and frames. What stands in a moved frame goes along once, even if it is named itself.
pub(super) fn shift(
    design: &mut Design,
    tiles: &[TileRef],
    containers: &[Id],
    (dx, dy): (f32, f32),
    touched: &mut Touched,
) -> Result<(), EditError> {
    let mut moved: BTreeSet<TileRef> = BTreeSet::new();
    for tile in tiles {
        let id = &tile.component;
        let component = design
            .component(id)
            .ok_or_else(|| EditError::Unknown(id.clone()))?;
        if component.locked {
            return Err(EditError::Locked(id.clone()));
        }
        if tile.placement >= component.placements.len() {
            return Err(EditError::NoTile(id.clone()));
        }
        moved.insert(tile.clone());
    }
    let named: BTreeSet<&Id> = containers.iter().collect();
    if let Some(unknown) = named
        .iter()
        .find(|id| !design.containers.contains_key(**id))
    {
        return Err(EditError::Unknown((*unknown).clone()));
    }
    let frames = if named.is_empty() {
        BTreeSet::new()
    } else {
        inside(design, &named)
    };
    if !frames.is_empty() {
        for (id, component) in &design.components {
            for (placement, place) in component.placements.iter().enumerate() {
                if place.parent.as_ref().is_some_and(|p| frames.contains(p)) {
                    let component = id.clone();
                    moved.insert(TileRef {
                        component,
                        placement,
                    });
                }
            }
        }
    }
    for tile in &moved {
        let component = component_mut(design, &tile.component)?;
        if let Some(placement) = component.placements.get_mut(tile.placement) {
            placement.at = placement.at.offset(dx, dy);
            if !placement.at.is_finite() {
                return Err(EditError::NotFinite(tile.component.clone()));
            }
        }
    }
    for id in &frames {
        let container = container_mut(design, id)?;
        container.frame = container.frame.offset(dx, dy);
        if !container.frame.is_valid() {
            return Err(EditError::NotFinite(id.clone()));
        }
    }
    bend(design, &moved, &frames, dx, dy);
    touched.tiles.extend(moved);
    touched.frames.extend(frames);
    Ok(())
}

/// Bends of connections go along when both ends move.
fn bend(design: &mut Design, tiles: &BTreeSet<TileRef>, frames: &BTreeSet<Id>, dx: f32, dy: f32) {
    let tiles: BTreeSet<&Id> = tiles.iter().map(|tile| &tile.component).collect();
    let moves = |id: &Id| tiles.contains(id) || frames.contains(id);
    let bent: Vec<Id> = design
        .connections
        .iter()
        .filter(|(_, c)| !c.bends.is_empty() && moves(&c.from) && moves(&c.to))
        .map(|(id, _)| id.clone())
        .collect();
    for id in bent {
        if let Some(connection) = design.connections.get_mut(&id) {
            for at in &mut Arc::make_mut(connection).bends {
                *at = at.offset(dx, dy);
            }
        }
    }
}

/// The frames and all frames in them.
pub(in crate::model) fn inside(design: &Design, outer: &BTreeSet<&Id>) -> BTreeSet<Id> {
    design
        .containers
        .keys()
        .filter(|id| {
            design
                .ancestors(Some(id))
                .any(|(ancestor, _)| outer.contains(ancestor))
        })
        .cloned()
        .collect()
}

/// The smallest outline of a frame around everything that stands directly in it; none for an empty frame.
pub fn snug(design: &Design, id: &Id) -> Option<Rect> {
    let tiles = design
        .components
        .values()
        .flat_map(|component| &component.placements)
        .filter(|placement| placement.parent.as_ref() == Some(id))
        .map(|placement| tile_rect(placement.at));
    let frames = design
        .containers
        .values()
        .filter(|container| container.parent.as_ref() == Some(id))
        .map(|container| container.frame);
    let kind = design.container(id).map(|container| &container.kind);
    let members = tiles.chain(frames);
    members
        .map(|member| holding(member, kind))
        .reduce(Rect::union)
}

/// Grows a frame so that it holds everything that stands directly in it.
pub(super) fn hold_members(design: &mut Design, id: &Id) {
    let needed = snug(design, id);
    if let (Some(needed), Some(container)) = (needed, design.containers.get_mut(id))
        && !container.frame.contains_rect(needed)
    {
        let container = Arc::make_mut(container);
        container.frame = container.frame.union(needed);
    }
}

/// Grows the frames around what was touched.
pub(super) fn around(design: &mut Design, touched: &Touched) {
    // What each frame must hold, from the innermost frames out.
    let mut needs: BTreeMap<(std::cmp::Reverse<usize>, Id), Rect> = BTreeMap::new();
    let mut need = |design: &Design, parent: Option<&Id>, member: Rect| {
        if let Some(parent) = parent {
            let depth = design.ancestors(Some(parent)).count();
            let kind = design.container(parent).map(|container| &container.kind);
            let held = holding(member, kind);
            needs
                .entry((std::cmp::Reverse(depth), parent.clone()))
                .and_modify(|rect| *rect = rect.union(held))
                .or_insert(held);
        }
    };
    for tile in &touched.tiles {
        let component = design.component(&tile.component);
        if let Some(place) = component.and_then(|c| c.placements.get(tile.placement)) {
            need(design, place.parent.as_ref(), tile_rect(place.at));
        }
    }
    for id in &touched.frames {
        if let Some(container) = design.container(id) {
            // A member that moves together with the frame around it already fits.
            let parent = container.parent.as_ref();
            need(design, parent, container.frame);
        }
    }
    while let Some(((depth, id), rect)) = needs.pop_first() {
        let Some(container) = design.containers.get_mut(&id) else {
            continue;
        };
        if container.frame.contains_rect(rect) {
            continue;
        }
        let container = Arc::make_mut(container);
        container.frame = container.frame.union(rect);
        let (frame, parent) = (container.frame, container.parent.clone());
        if let (Some(parent), Some(outer)) = (parent, depth.0.checked_sub(1)) {
            let kind = design.container(&parent).map(|container| &container.kind);
            let held = holding(frame, kind);
            needs
                .entry((std::cmp::Reverse(outer), parent))
                .and_modify(|rect| *rect = rect.union(held))
                .or_insert(held);
        }
    }
}
