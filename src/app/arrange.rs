//! Edits of several items at once: move, align, distribute, group, lock, delete.

use super::command::Command;
use super::view::{bounds_of, tile_rect};
use crate::model::edit::{Edit, TileRef};
use crate::model::{Container, ContainerKind, Design, Id, Rect, Settings};
use crate::pricing::Catalogue;
use std::collections::BTreeSet;

/// Something that can be moved, with its outline.
#[derive(Clone, Debug, PartialEq)]
pub enum Movable {
    /// A tile.
    Tile(TileRef, Rect),
    /// A frame with all it holds.
    Frame(Id, Rect),
}

impl Movable {
    /// Its outline.
    pub fn rect(&self) -> Rect {
        match self {
            Movable::Tile(_, rect) | Movable::Frame(_, rect) => *rect,
        }
    }
    fn moved(&self, dx: f32, dy: f32) -> Edit {
        let (mut tiles, mut containers) = (Vec::new(), Vec::new());
        match self {
            Movable::Tile(tile, _) => tiles.push(tile.clone()),
            Movable::Frame(id, _) => containers.push(id.clone()),
        }
        Edit::Move {
            tiles,
            containers,
            dx,
            dy,
        }
    }
}

/// What of a selection moves by itself: not locked, and not inside a selected frame, which takes it along.
pub fn movable(design: &Design, items: &BTreeSet<Id>) -> Vec<Movable> {
    movables(design, items).collect()
}

/// Whether at least so many things of a selection move by themselves.
pub fn moves(design: &Design, items: &BTreeSet<Id>, least: usize) -> bool {
    movables(design, items).take(least).count() == least
}

fn movables<'a>(design: &'a Design, items: &'a BTreeSet<Id>) -> impl Iterator<Item = Movable> + 'a {
    let carried =
        move |parent: Option<&Id>| design.ancestors(parent).any(|(id, _)| items.contains(id));
    items.iter().flat_map(move |id| {
        let frame = design.container(id);
        let frame = frame.filter(|frame| !carried(frame.parent.as_ref()));
        let component = design.component(id).filter(|c| !c.locked);
        let placements = component.into_iter().flat_map(|c| c.placements.iter());
        let tiles = placements.enumerate().filter_map(move |(placement, tile)| {
            let component = id.clone();
            let tile_ref = TileRef {
                component,
                placement,
            };
            let here = !carried(tile.parent.as_ref());
            here.then(|| Movable::Tile(tile_ref, tile_rect(tile.at)))
        });
        let frame = frame.map(|frame| Movable::Frame(id.clone(), frame.frame));
        frame.into_iter().chain(tiles)
    })
}

/// What of a selection can be deleted: not locked.
pub fn deletable<'a>(design: &'a Design, items: &'a BTreeSet<Id>) -> impl Iterator<Item = &'a Id> {
    items.iter().filter(|id| {
        design
            .component(id)
            .is_none_or(|component| !component.locked)
    })
}

/// Moves the selection.
pub fn move_by(design: &Design, items: &BTreeSet<Id>, dx: f32, dy: f32) -> Edit {
    let (mut tiles, mut containers) = (Vec::new(), Vec::new());
    for part in movable(design, items) {
        match part {
            Movable::Tile(tile, _) => tiles.push(tile),
            Movable::Frame(id, _) => containers.push(id),
        }
    }
    Edit::Move {
        tiles,
        containers,
        dx,
        dy,
    }
}

/// Aligns or distributes the selection; nothing where there is nothing to move.
pub fn align(design: &Design, items: &BTreeSet<Id>, command: Command) -> Option<Edit> {
    let mut parts = movable(design, items);
    let around = parts.iter().map(Movable::rect).reduce(Rect::union)?;
    let edits: Vec<Edit> = match command {
        Command::DistributeHorizontally | Command::DistributeVertically => {
            let across = command == Command::DistributeHorizontally;
            let start = |r: Rect| if across { r.x } else { r.y };
            let extent = |r: Rect| if across { r.w } else { r.h };
            parts.sort_by(|a, b| start(a.rect()).total_cmp(&start(b.rect())));
            let sum: f32 = parts.iter().map(|part| extent(part.rect())).sum();
            let gap = (extent(around) - sum) / (parts.len().max(2) - 1) as f32;
            let mut at = start(around);
            let mut edits = Vec::new();
            for part in &parts {
                let by = at.round() - start(part.rect());
                edits.push(if across {
                    part.moved(by, 0.0)
                } else {
                    part.moved(0.0, by)
                });
                at += extent(part.rect()) + gap;
            }
            edits
        }
        _ => parts
            .iter()
            .map(|part| {
                let r = part.rect();
                match command {
                    Command::AlignLeft => part.moved(around.x - r.x, 0.0),
                    Command::AlignRight => part.moved(around.right() - r.right(), 0.0),
                    Command::AlignTop => part.moved(0.0, around.y - r.y),
                    _ => part.moved(0.0, around.bottom() - r.bottom()),
                }
            })
            .collect(),
    };
    Some(Edit::Batch(edits))
}

/// Draws a free-form frame around the selection and puts it inside; the frame's id.
pub fn group(design: &Design, items: &BTreeSet<Id>) -> (Edit, Id) {
    let id = design.fresh_id("group");
    let parts = movable(design, items);
    let tiles_and_frames: BTreeSet<Id> = items.clone();
    let inner = bounds_of(design, &tiles_and_frames).unwrap_or_default();
    let frame = Rect::new(
        inner.x - 16.0,
        inner.y - 32.0,
        inner.w + 32.0,
        inner.h + 56.0,
    );
    let parent = parts.first().and_then(|part| match part {
        Movable::Tile(tile, _) => design
            .component(&tile.component)
            .and_then(|c| c.placements.get(tile.placement))
            .and_then(|placement| placement.parent.clone()),
        Movable::Frame(id, _) => design.container(id).and_then(|frame| frame.parent.clone()),
    });
    let container = Container {
        kind: ContainerKind::Group,
        parent,
        frame,
        ..Container::default()
    };
    let mut edits = vec![Edit::PutContainer(id.clone(), container)];
    for part in parts {
        edits.push(match part {
            Movable::Tile(tile, rect) => Edit::Place {
                tile,
                parent: Some(id.clone()),
                at: rect.min(),
            },
            Movable::Frame(frame, _) => Edit::PlaceContainer(frame, Some(id.clone())),
        });
    }
    (Edit::Batch(edits), id)
}

/// Locks the selected components, or unlocks them if all are locked.
pub fn lock(design: &Design, items: &BTreeSet<Id>) -> Option<Edit> {
    let components: Vec<_> = items
        .iter()
        .filter_map(|id| Some((id, design.component(id)?)))
        .collect();
    let locked = !components.iter().all(|(_, component)| component.locked);
    let edits: Vec<Edit> = components
        .into_iter()
        .map(|(id, component)| {
            let mut component = component.clone();
            component.locked = locked;
            Edit::PutComponent(id.clone(), component)
        })
        .collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Moves a design to another Region: its default Region, and every Region frame of the old one with its zones.
pub fn change_region(design: &Design, catalogue: &Catalogue, from: &str, to: &str) -> Edit {
    let settings = Settings {
        region: to.to_owned(),
        ..design.settings.clone()
    };
    let mut edits = vec![Edit::SetSettings(settings)];
    for (id, frame) in &design.containers {
        let old_region = frame.kind == ContainerKind::Region && frame.code.as_deref() == Some(from);
        if old_region {
            let mut frame = (**frame).clone();
            frame.code = Some(to.to_owned());
            edits.push(Edit::PutContainer(id.clone(), frame));
        } else if frame.kind == ContainerKind::AvailabilityZone
            && design.region_of(frame.parent.as_ref()) == from
        {
            let mut frame = (**frame).clone();
            frame.code = frame.code.map(|zone| same_zone(catalogue, from, to, &zone));
            edits.push(Edit::PutContainer(id.clone(), frame));
        }
    }
    Edit::Batch(edits)
}

/// The zone of `to` at the place that `zone` has in `from`.
pub fn same_zone(catalogue: &Catalogue, from: &str, to: &str, zone: &str) -> String {
    let zones = |code: &str| {
        catalogue
            .region(code)
            .map_or(&[][..], |region| &region.zones)
    };
    let (old, new) = (zones(from), zones(to));
    let at = old.iter().position(|known| known == zone);
    match at.and_then(|at| new.get(at % new.len().max(1))) {
        Some(zone) => zone.clone(),
        None => zone.to_owned(),
    }
}
