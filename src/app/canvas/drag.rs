//! Moving tiles and frames, and resizing frames. What is dragged lands on the grid or in line with its neighbours, and
//! belongs to the frame it is over, already while it is dragged: bill and findings tell what the drop would do.

use super::controller::{Held, Sight};
use super::hit::Handle;
use super::snap::{self, Guide, Snapped, on_grid};
use crate::app::action::Actions;
use crate::app::folded::{self, Entering};
use crate::app::place::{self, may_hold};
use crate::app::view::{GRID, tile_rect};
use crate::catalog::{self, Scope};
use crate::model::edit::{Edit, TileRef};
use crate::model::{ContainerKind, Design, Id, Point, Rect};
use crate::scene::TITLE;
use crate::units::Usd;
use std::collections::BTreeSet;

/// Members keep this distance to the border of their frame, canvas units.
pub const PADDING: f32 = 8.0;
/// The smallest frame, canvas units.
const SMALLEST: f32 = 48.0;
/// The smallest note or label.
const SMALLEST_TEXT: f32 = 24.0;
/// More neighbours than this are not looked at for alignment.
const MAX_NEIGHBOURS: usize = 300;

/// Things that are dragged.
#[derive(Clone, Debug)]
pub struct Moving {
    from: Point,
    tiles: Vec<MovingTile>,
    frames: Vec<MovingFrame>,
    grabbed: Rect,
    /// The tile under the pointer goes where the pointer is, the others where their middles are.
    by_pointer: Option<usize>,
    others: Vec<Rect>,
    /// Copies that the design gets with the next frame.
    awaited: Option<BTreeSet<Id>>,
    total_before: Usd,
    /// The design before the drag: what grew on the way shrinks back.
    base: Design,
    /// The frame that takes in what is dragged, where that is another one than before.
    pub target: Option<Id>,
    /// It goes to the open canvas, out of the frame it stood in.
    pub leaves: bool,
    /// The folded frame over whose card it is held.
    pub folded: Option<Id>,
    /// What is aligned.
    pub guides: Vec<Guide>,
    /// Equal distances.
    pub gaps: Vec<Guide>,
}

#[derive(Clone, Debug)]
struct MovingTile {
    tile: TileRef,
    at: Point,
    parent: Option<Id>,
    whole: bool,
}

#[derive(Clone, Debug)]
struct MovingFrame {
    id: Id,
    rect: Rect,
    parent: Option<Id>,
    kind: ContainerKind,
}

impl Moving {
    /// The drag of `items` by `item`; none where all is locked. `grabbed` is the placement under the pointer.
    pub fn new(
        items: &BTreeSet<Id>,
        item: &Id,
        grabbed: Option<usize>,
        from: Point,
        s: &Sight<'_>,
    ) -> Option<Moving> {
        let design = s.design;
        let inside = |parent: Option<&Id>| {
            let mut around = design.ancestors(parent);
            around.any(|(id, _)| items.contains(id))
        };
        let mut frames = Vec::new();
        for id in items {
            if let Some(container) = design.container(id)
                && !inside(container.parent.as_ref())
            {
                frames.push(MovingFrame {
                    id: id.clone(),
                    rect: container.frame,
                    parent: container.parent.clone(),
                    kind: container.kind.clone(),
                });
            }
        }
        let mut tiles = Vec::new();
        for id in items {
            let Some(component) = design.component(id).filter(|c| !c.locked) else {
                continue;
            };
            // One tile of a component in several zones moves alone; with others selected, all of them move.
            let alone = items.len() == 1;
            let whole = catalog::kind(&component.kind).is_some_and(|k| k.scope == Scope::Vpc);
            for (placement, place) in component.placements.iter().enumerate() {
                let other_tile = alone && grabbed.is_some_and(|index| index != placement);
                if other_tile || inside(place.parent.as_ref()) {
                    continue;
                }
                tiles.push(MovingTile {
                    tile: TileRef {
                        component: id.clone(),
                        placement,
                    },
                    at: place.at,
                    parent: place.parent.clone(),
                    whole,
                });
            }
        }
        let by_pointer = tiles.iter().position(|moving| {
            moving.tile.component == *item
                && grabbed.is_none_or(|index| index == moving.tile.placement)
        });
        let grabbed = match by_pointer.and_then(|index| tiles.get(index)) {
            Some(moving) => tile_rect(moving.at),
            None => {
                frames
                    .iter()
                    .find(|f| f.id == *item)
                    .or(frames.first())?
                    .rect
            }
        };
        let mut moving = Moving {
            from,
            tiles,
            frames,
            grabbed,
            by_pointer,
            others: Vec::new(),
            awaited: None,
            total_before: s.total,
            base: s.design.clone(),
            target: None,
            leaves: false,
            folded: None,
            guides: Vec::new(),
            gaps: Vec::new(),
        };
        moving.others = moving.neighbours(s);
        Some(moving)
    }

    /// The drag of copies that the design will have in the next frame.
    pub fn copies(ids: BTreeSet<Id>, from: Point, s: &Sight<'_>) -> Moving {
        Moving {
            from,
            tiles: Vec::new(),
            frames: Vec::new(),
            grabbed: Rect::default(),
            by_pointer: None,
            others: Vec::new(),
            awaited: Some(ids),
            total_before: s.total,
            base: s.design.clone(),
            target: None,
            leaves: false,
            folded: None,
            guides: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// What moves: the components and frames, without what stands in the frames.
    pub fn items(&self) -> BTreeSet<Id> {
        let tiles = self
            .tiles
            .iter()
            .map(|moving| moving.tile.component.clone());
        tiles
            .chain(self.frames.iter().map(|f| f.id.clone()))
            .collect()
    }

    /// The same, by tile.
    pub fn entering(&self) -> Entering {
        Entering {
            tiles: self
                .tiles
                .iter()
                .map(|moving| moving.tile.clone())
                .collect(),
            frames: self.frames.iter().map(|frame| frame.id.clone()).collect(),
        }
    }

    /// Edits that give frames which have grown on the way their outline back.
    pub fn shrunk(&self, design: &Design) -> Vec<Edit> {
        let moved: Vec<Id> = self.frames.iter().map(|frame| frame.id.clone()).collect();
        restored(&self.base, design, &moved)
    }

    /// What the drop does to the bill.
    pub fn delta(&self, total: Usd) -> Usd {
        Usd(total.0 - self.total_before.0)
    }

    /// Whether the tile is one of those dragged.
    pub fn has_tile(&self, component: &Id, placement: usize) -> bool {
        self.tiles
            .iter()
            .any(|moving| moving.tile.component == *component && moving.tile.placement == placement)
    }

    /// Rectangles nearby to align with: tiles for a tile, frames for a frame, none of those that move.
    fn neighbours(&self, s: &Sight<'_>) -> Vec<Rect> {
        let view = s.seen();
        let moved: Vec<&Id> = self.frames.iter().map(|f| &f.id).collect();
        let rides = |parent: Option<&Id>| {
            let mut around = s.design.ancestors(parent);
            around.any(|(id, _)| moved.contains(&id))
        };
        if self.tiles.is_empty() {
            let frames = s.scene.frames.iter().filter(|frame| {
                !moved.contains(&&frame.id)
                    && !rides(frame.parent.as_ref())
                    && !s
                        .design
                        .ancestors(self.frames.first().and_then(|f| f.parent.as_ref()))
                        .any(|(id, _)| *id == frame.id)
                    && view.intersects(frame.rect)
            });
            return frames
                .map(|frame| frame.rect)
                .take(MAX_NEIGHBOURS)
                .collect();
        }
        let near = s.index.near(view).tiles;
        s.scene
            .tiles_at(&near)
            .filter(|tile| {
                view.intersects(tile.rect)
                    && !self.has_tile(&tile.component, tile.placement)
                    && !rides(tile.parent.as_ref())
            })
            .map(|tile| tile.rect)
            .take(MAX_NEIGHBOURS)
            .collect()
    }
}

/// Brings what is dragged to the pointer.
pub fn move_to(m: &mut Moving, at: Point, held: Held, s: &Sight<'_>, out: &mut Actions) {
    if let Some(ids) = m.awaited.clone() {
        let here = ids.iter().all(|id| s.design.contains(id));
        let first = ids.first().filter(|_| here);
        let Some(mut ready) = first.and_then(|first| Moving::new(&ids, first, None, m.from, s))
        else {
            return;
        };
        ready.total_before = m.total_before;
        *m = ready;
    }
    let (dx, dy) = (at.x - m.from.x, at.y - m.from.y);
    let snapped = if s.snap && !held.command && !held.alt {
        snap::drag(m.grabbed, dx, dy, &m.others, s.camera.zoom)
    } else {
        Snapped {
            dx: dx.round(),
            dy: dy.round(),
            ..Snapped::default()
        }
    };
    (m.guides, m.gaps) = (snapped.guides, snapped.gaps);
    let moved: Vec<Id> = m.frames.iter().map(|frame| frame.id.clone()).collect();
    m.folded = folded::card_at(&m.base, at, &moved).cloned();
    let walls = !held.command && !held.alt;
    if let Some(edit) = edits(m, (snapped.dx, snapped.dy), at, walls, s) {
        out.edit(edit, "undo-move");
    }
}

/// The edits that bring everything from where it is to its distance from where it was. With `walls`, tiles stay inside
/// the border of the frame that takes them in until the pointer has left it; else the frame grows.
fn edits(
    m: &mut Moving,
    (dx, dy): (f32, f32),
    pointer: Point,
    walls: bool,
    s: &Sight<'_>,
) -> Option<Edit> {
    let design = s.design;
    let moved: Vec<Id> = m.frames.iter().map(|frame| frame.id.clone()).collect();
    let mut batch = Vec::new();
    let (mut target, mut leaves) = (None, false);
    for (index, moving) in m.tiles.iter().enumerate() {
        let at = moving.at.offset(dx, dy);
        let rect = tile_rect(at);
        let by = if m.by_pointer == Some(index) && rect.contains(pointer) {
            pointer
        } else {
            rect.center()
        };
        let parent = frame_for_tile(&m.base, rect, by, moving.whole, &moved);
        if parent != moving.parent && (m.by_pointer == Some(index) || target.is_none()) {
            leaves = parent.is_none();
            target.clone_from(&parent);
        }
        let room = parent.as_ref().and_then(|id| m.base.container(id));
        let at = match room.filter(|_| walls) {
            Some(frame) => within(at, inner(frame.frame, &frame.kind)),
            None => at,
        };
        let now = design
            .component(&moving.tile.component)
            .and_then(|c| c.placements.get(moving.tile.placement))?;
        if now.at != at || now.parent != parent {
            batch.push(Edit::Place {
                tile: moving.tile.clone(),
                parent,
                at,
            });
        }
    }
    for frame in &m.frames {
        let now = design.container(&frame.id)?;
        let (by_x, by_y) = (
            frame.rect.x + dx - now.frame.x,
            frame.rect.y + dy - now.frame.y,
        );
        if by_x != 0.0 || by_y != 0.0 {
            batch.push(Edit::Move {
                tiles: Vec::new(),
                containers: vec![frame.id.clone()],
                dx: by_x,
                dy: by_y,
            });
        }
        let center = frame.rect.offset(dx, dy).center();
        let parent = frame_for_frame(&m.base, center, &frame.kind, &moved);
        if parent != frame.parent && target.is_none() {
            leaves = parent.is_none();
            target.clone_from(&parent);
        }
        if now.parent != parent {
            batch.push(Edit::PlaceContainer(frame.id.clone(), parent));
        }
    }
    if let Some(folded) = &m.folded {
        (target, leaves) = (Some(folded.clone()), false);
    }
    (m.target, m.leaves) = (target, leaves);
    if batch.is_empty() {
        return None;
    }
    let mut all = restored(&m.base, design, &moved);
    all.append(&mut batch);
    Some(Edit::Batch(all))
}

/// Edits that give frames which have grown since `base` their outline back; not those that move, and what is in them.
fn restored(base: &Design, design: &Design, moved: &[Id]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (id, before) in &base.containers {
        let grown = design
            .container(id)
            .is_some_and(|now| now.frame != before.frame);
        if grown && !moved.iter().any(|outer| design.is_inside(Some(id), outer)) {
            edits.push(Edit::PutContainer(id.clone(), (**before).clone()));
        }
    }
    edits
}

/// The frame that takes in a tile: the innermost one at `by`. What spans zones (`whole`) belongs only to frames that
/// hold all of it: a load balancer between two lanes is the VPC's.
fn frame_for_tile(
    design: &Design,
    rect: Rect,
    by: Point,
    whole: bool,
    without: &[Id],
) -> Option<Id> {
    let innermost = place::frame_at(design, by, without)?;
    if !whole {
        return Some(innermost.clone());
    }
    let mut around = design.ancestors(Some(innermost));
    around
        .find(|(_, container)| container.frame.contains_rect(rect))
        .map(|(id, _)| id.clone())
}

/// The frame that takes in a frame: the innermost one around its middle that may hold its kind.
fn frame_for_frame(
    design: &Design,
    center: Point,
    kind: &ContainerKind,
    without: &[Id],
) -> Option<Id> {
    let innermost = place::frame_at(design, center, without)?;
    let mut around = design.ancestors(Some(innermost));
    around
        .find(|(_, outer)| may_hold(&outer.kind, kind))
        .map(|(id, _)| id.clone())
}

/// A tile's place inside `room`.
fn within(at: Point, room: Rect) -> Point {
    let rect = tile_rect(at);
    Point::new(
        into(at.x, rect.w, room.x, room.w),
        into(at.y, rect.h, room.y, room.h),
    )
}

/// The place of a member inside `room`, on the grid; where it does not fit, at the room's start.
fn into(at: f32, length: f32, start: f32, room: f32) -> f32 {
    let end = start + room - length;
    if at < start {
        up_to_grid(start).min(end.max(start))
    } else if at > end && end >= start {
        down_to_grid(end).max(start)
    } else if at > end {
        start
    } else {
        at
    }
}

fn up_to_grid(v: f32) -> f32 {
    (v / GRID).ceil() * GRID
}

fn down_to_grid(v: f32) -> f32 {
    (v / GRID).floor() * GRID
}

/// Where members of a frame may stand.
pub fn inner(frame: Rect, kind: &ContainerKind) -> Rect {
    let (left, top) = if *kind == ContainerKind::AvailabilityZone {
        (TITLE + PADDING, PADDING)
    } else {
        (PADDING, TITLE + PADDING)
    };
    Rect::new(
        frame.x + left,
        frame.y + top,
        (frame.w - left - PADDING).max(0.0),
        (frame.h - top - PADDING).max(0.0),
    )
}

/// The smallest rectangle around the direct members of a frame.
fn members(design: &Design, id: &Id) -> Option<Rect> {
    let tiles = design.components.values().flat_map(|c| {
        c.placements
            .iter()
            .filter(|p| p.parent.as_ref() == Some(id))
            .map(|p| tile_rect(p.at))
    });
    let frames = design
        .containers
        .values()
        .filter(|c| c.parent.as_ref() == Some(id))
        .map(|c| c.frame);
    tiles.chain(frames).reduce(Rect::union)
}

/// A border that is dragged.
#[derive(Clone, Debug)]
pub struct Resizing {
    /// The frame.
    pub id: Id,
    /// Which borders.
    pub handle: Handle,
    from: Option<Point>,
    rect: Rect,
    content: Option<Rect>,
    base: Design,
    /// What is aligned.
    pub guides: Vec<Guide>,
}

impl Resizing {
    /// The drag of a border of a frame.
    pub fn new(id: &Id, handle: Handle, s: &Sight<'_>) -> Option<Resizing> {
        let container = s.design.container(id)?;
        Some(Resizing {
            id: id.clone(),
            handle,
            from: None,
            rect: container.frame,
            content: members(s.design, id),
            base: s.design.clone(),
            guides: Vec::new(),
        })
    }
}

/// Brings the border to the pointer: never into a member, never smaller than a frame can be.
pub fn resize_to(r: &mut Resizing, at: Point, held: Held, s: &Sight<'_>, out: &mut Actions) {
    let from = *r.from.get_or_insert(at);
    let Some(container) = s.design.container(&r.id) else {
        return;
    };
    let snap = |v: f32| {
        if s.snap && !held.command && !held.alt {
            on_grid(v)
        } else {
            v.round()
        }
    };
    let smallest = if container.kind.is_text() {
        SMALLEST_TEXT
    } else {
        SMALLEST
    };
    let room = inner(r.rect, &container.kind);
    let (left, top) = (room.x - r.rect.x, room.y - r.rect.y);
    let (mut x, mut y) = (r.rect.x, r.rect.y);
    let (mut right, mut bottom) = (r.rect.right(), r.rect.bottom());
    if r.handle.x < 0 {
        let most = r.content.map_or(right - smallest, |c| c.x - left);
        x = snap(x + at.x - from.x)
            .min(most.max(r.rect.x))
            .min(right - smallest);
    } else if r.handle.x > 0 {
        let least = r.content.map_or(x + smallest, |c| c.right() + PADDING);
        right = snap(right + at.x - from.x)
            .max(least.min(r.rect.right()))
            .max(x + smallest);
    }
    if r.handle.y < 0 {
        let most = r.content.map_or(bottom - smallest, |c| c.y - top);
        y = snap(y + at.y - from.y)
            .min(most.max(r.rect.y))
            .min(bottom - smallest);
    } else if r.handle.y > 0 {
        let least = r.content.map_or(y + smallest, |c| c.bottom() + PADDING);
        bottom = snap(bottom + at.y - from.y)
            .max(least.min(r.rect.bottom()))
            .max(y + smallest);
    }
    let rect = Rect::new(x, y, right - x, bottom - y);
    if container.frame != rect {
        let mut edits = restored(&r.base, s.design, std::slice::from_ref(&r.id));
        edits.push(Edit::Resize(r.id.clone(), rect));
        out.edit(Edit::Batch(edits), "undo-resize");
    }
}
