//! Lays out a part of a design: a frame, some items, what has no place. Everything else stays, unless a frame needs
//! more room: then what stands right of it and below it moves away.

use super::flow::up;
use super::tree::{Inside, Wanted};
use super::{Arrangement, Unplaced, lay_out, places};
use crate::model::edit::{FRAME_PADDING, FRAME_TITLE, TileRef, tile_rect};
use crate::model::{ContainerKind, Design, Id, Point, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// Distance that is kept when things move away, and around a new block.
const APART: f32 = 24.0;
/// Above this many neighbours a new block stands below all of them.
const MANY: usize = 64;

/// Lays out what stands in a frame.
pub(super) fn frame(design: &Design, id: &Id) -> Arrangement {
    let Some((id, frame)) = design.containers.get_key_value(id) else {
        return Arrangement::default();
    };
    let tree = lay_out(&Wanted::all(design), Some(id));
    let mut work = Work::new(design, places(&tree, frame.frame.min()));
    work.grown(id, frame.frame);
    work.result
}

/// Lays out items among themselves.
pub(super) fn items(design: &Design, items: &BTreeSet<Id>) -> Arrangement {
    let carried = |parent: Option<&Id>| design.ancestors(parent).any(|(id, _)| items.contains(id));
    let mut groups: BTreeMap<Option<&Id>, Inside<'_>> = BTreeMap::new();
    for id in items {
        if let Some((id, frame)) = design.containers.get_key_value(id) {
            if !carried(frame.parent.as_ref()) {
                groups
                    .entry(frame.parent.as_ref())
                    .or_default()
                    .frames
                    .push(id);
            }
        } else if let Some((id, component)) = design.components.get_key_value(id) {
            for (index, tile) in component.placements.iter().enumerate() {
                if !carried(tile.parent.as_ref()) {
                    let inside = groups.entry(tile.parent.as_ref()).or_default();
                    inside.tiles.push((id, index));
                }
            }
        }
    }
    if let [(_, one)] = groups.iter().collect::<Vec<_>>().as_slice()
        && let ([only], []) = (one.frames.as_slice(), one.tiles.as_slice())
    {
        return frame(design, only);
    }
    blocks(design, groups, true)
}

/// Lays out what has no place.
pub(super) fn unplaced(design: &Design, unplaced: &Unplaced) -> Arrangement {
    let lost = |parent: Option<&Id>| {
        design
            .ancestors(parent)
            .any(|(id, _)| unplaced.frames.contains(id))
    };
    let mut groups: BTreeMap<Option<&Id>, Inside<'_>> = BTreeMap::new();
    for id in &unplaced.frames {
        if let Some((id, frame)) = design.containers.get_key_value(id)
            && !lost(frame.parent.as_ref())
        {
            groups
                .entry(frame.parent.as_ref())
                .or_default()
                .frames
                .push(id);
        }
    }
    for tile in &unplaced.tiles {
        if let Some((id, component)) = design.components.get_key_value(&tile.component)
            && let Some(place) = component.placements.get(tile.placement)
            && !lost(place.parent.as_ref())
        {
            let inside = groups.entry(place.parent.as_ref()).or_default();
            inside.tiles.push((id, tile.placement));
        }
    }
    blocks(design, groups, false)
}

/// Lays out some members of frames, each frame's as one block. `stays`: the block begins where they stand now.
fn blocks(design: &Design, groups: BTreeMap<Option<&Id>, Inside<'_>>, stays: bool) -> Arrangement {
    let mut work = Work::new(design, Arrangement::default());
    // Inner frames first: what grows there makes its frame grow.
    let mut groups: Vec<(Option<&Id>, Inside<'_>)> = groups.into_iter().collect();
    groups.sort_by_key(|(parent, _)| std::cmp::Reverse(design.ancestors(*parent).count()));
    for (parent, inside) in groups {
        let chosen: Vec<Rect> = work.rects(&inside);
        let mut wanted = Wanted::all(design);
        let others = wanted.without(parent, &inside);
        let kept = work.rects(&others);
        wanted.inside.insert(parent, inside);
        let tree = lay_out(&wanted, parent);
        let block = places(&tree, Point::default());
        // Without the outline of the frame around them, which stands for no change.
        let mut block = block;
        if let Some(parent) = parent {
            block.frames.remove(parent);
        }
        let Some(size) = bounds(&block) else { continue };
        let outer = parent.and_then(|id| work.outline(id));
        let start = match (stays, chosen.into_iter().reduce(Rect::union)) {
            (true, Some(before)) => before.min(),
            _ => match (outer, kept.iter().copied().reduce(Rect::union)) {
                (_, Some(kept)) => kept.min(),
                (Some(outer), None) => work.corner(parent, outer),
                (None, None) => Point::default(),
            },
        };
        let inner = outer.map(|outer| work.room(parent, outer));
        let at = spot(&kept, (size.w, size.h), inner, start, stays);
        let (dx, dy) = (at.x - size.x, at.y - size.y);
        for (tile, at) in block.tiles {
            work.result.tiles.insert(tile, at.offset(dx, dy));
        }
        for (id, rect) in block.frames {
            work.result.frames.insert(id, rect.offset(dx, dy));
        }
        if let (Some(parent), Some(outer)) = (parent, outer) {
            let needed = work.around(parent, size.offset(dx, dy));
            let grown = outer.union(needed);
            work.result.frames.insert(parent.clone(), grown);
            work.grown(parent, outer);
        }
    }
    work.result
}

fn bounds(arrangement: &Arrangement) -> Option<Rect> {
    let tiles = arrangement.tiles.values().map(|at| tile_rect(*at));
    let frames = arrangement.frames.values().copied();
    tiles.chain(frames).reduce(Rect::union)
}

/// A free place for a block: where it should begin, else the first one inside the frame, else beside or below what
/// stands there.
fn spot(
    kept: &[Rect],
    (w, h): (f32, f32),
    inner: Option<Rect>,
    start: Point,
    stays: bool,
) -> Point {
    let free = |at: Point| {
        let block = Rect::new(at.x, at.y, w, h).expand(APART - 1.0);
        !kept.iter().any(|other| other.intersects(block))
    };
    let fits = |at: Point| inner.is_none_or(|i| i.contains_rect(Rect::new(at.x, at.y, w, h)));
    let Some(all) = kept.iter().copied().reduce(Rect::union) else {
        return start;
    };
    if stays && free(start) {
        return start;
    }
    let below = Point::new(start.x.min(all.x), up(all.bottom() + APART));
    if kept.len() > MANY {
        return below;
    }
    let xs = kept
        .iter()
        .map(|r| up(r.right() + APART))
        .chain([start.x, all.x]);
    let ys: Vec<f32> = kept
        .iter()
        .map(|r| up(r.bottom() + APART))
        .chain([start.y, all.y])
        .collect();
    let mut found: Vec<Point> = xs
        .flat_map(|x| ys.iter().map(move |y| Point::new(x, *y)))
        .filter(|at| free(*at))
        .collect();
    let beside = Point::new(up(all.right() + APART), all.y);
    let cost = |at: &Point| {
        let union = all.union(Rect::new(at.x, at.y, w, h));
        let far = at.distance(start);
        (!fits(*at), union.w * union.h, far)
    };
    found.extend([below, beside]);
    found
        .into_iter()
        .min_by(|a, b| {
            let ((a_out, a_area, a_far), (b_out, b_area, b_far)) = (cost(a), cost(b));
            a_out
                .cmp(&b_out)
                .then(a_area.total_cmp(&b_area))
                .then(a_far.total_cmp(&b_far))
        })
        .unwrap_or(below)
}

/// An arrangement in the making, over a design.
struct Work<'a> {
    design: &'a Design,
    result: Arrangement,
}

impl<'a> Work<'a> {
    fn new(design: &'a Design, result: Arrangement) -> Work<'a> {
        Work { design, result }
    }
    /// Outline of a frame as it is now.
    fn outline(&self, id: &Id) -> Option<Rect> {
        let moved = self.result.frames.get(id).copied();
        moved.or_else(|| self.design.container(id).map(|frame| frame.frame))
    }
    fn tile(&self, id: &Id, placement: usize) -> Option<Rect> {
        let component = self.design.component(id)?;
        let tile = TileRef {
            component: id.clone(),
            placement,
        };
        let at = match self.result.tiles.get(&tile) {
            Some(at) => *at,
            None => component.placements.get(placement)?.at,
        };
        Some(tile_rect(at))
    }
    fn rects(&self, inside: &Inside<'_>) -> Vec<Rect> {
        let frames = inside.frames.iter().filter_map(|id| self.outline(id));
        let tiles = inside.tiles.iter();
        frames
            .chain(tiles.filter_map(|(id, index)| self.tile(id, *index)))
            .collect()
    }
    fn is_zone(&self, id: &Id) -> bool {
        self.design
            .container(id)
            .is_some_and(|frame| frame.kind == ContainerKind::AvailabilityZone)
    }
    /// Where members of a frame may stand.
    fn room(&self, id: Option<&Id>, outline: Rect) -> Rect {
        let inner = outline.expand(-FRAME_PADDING);
        if id.is_some_and(|id| self.is_zone(id)) {
            Rect::new(
                inner.x + FRAME_TITLE,
                inner.y,
                (inner.w - FRAME_TITLE).max(0.0),
                inner.h,
            )
        } else {
            Rect::new(
                inner.x,
                inner.y + FRAME_TITLE,
                inner.w,
                (inner.h - FRAME_TITLE).max(0.0),
            )
        }
    }
    fn corner(&self, id: Option<&Id>, outline: Rect) -> Point {
        let room = self.room(id, outline);
        Point::new(room.x, up(room.y))
    }
    /// The least outline of a frame around a member.
    fn around(&self, id: &Id, member: Rect) -> Rect {
        let r = member.expand(FRAME_PADDING);
        if self.is_zone(id) {
            Rect::new(r.x - FRAME_TITLE, r.y, r.w + FRAME_TITLE, r.h)
        } else {
            Rect::new(r.x, r.y - FRAME_TITLE, r.w, r.h + FRAME_TITLE)
        }
    }
    /// A frame has grown: its neighbours move away, and the frames around it grow.
    fn grown(&mut self, id: &'a Id, before: Rect) {
        let mut id = id;
        let mut before = before;
        for _ in 0..=self.design.containers.len() {
            let Some(now) = self.outline(id) else { return };
            let (dx, dy) = (now.right() - before.right(), now.bottom() - before.bottom());
            let parent = self
                .design
                .container(id)
                .and_then(|frame| frame.parent.as_ref());
            self.make_room(id, parent, before, now, (dx.max(0.0), dy.max(0.0)));
            let Some(parent) = parent.filter(|parent| self.design.containers.contains_key(*parent))
            else {
                return;
            };
            let Some(outer) = self.outline(parent) else {
                return;
            };
            let all = Wanted::all(self.design);
            let members = all
                .inside
                .get(&Some(parent))
                .map(|inside| self.rects(inside));
            let needed = members
                .into_iter()
                .flatten()
                .map(|member| self.around(parent, member))
                .fold(outer, Rect::union);
            if needed == outer {
                return;
            }
            self.result.frames.insert(parent.clone(), needed);
            (id, before) = (parent, outer);
        }
    }
    /// Moves what stands right of and below a frame that has grown, if it is in the way of anything.
    fn make_room(
        &mut self,
        id: &Id,
        parent: Option<&Id>,
        before: Rect,
        now: Rect,
        (dx, dy): (f32, f32),
    ) {
        let all = Wanted::all(self.design);
        let parent = parent.filter(|parent| self.design.containers.contains_key(*parent));
        let Some(inside) = all.inside.get(&parent) else {
            return;
        };
        let others: Vec<&Id> = inside
            .frames
            .iter()
            .copied()
            .filter(|other| *other != id)
            .collect();
        let tiles = inside.tiles.clone();
        let hit = |rect: Rect| now.expand(FRAME_PADDING - 1.0).intersects(rect);
        let rects = |work: &Work<'_>| -> Vec<Rect> {
            let frames = others.iter().filter_map(|id| work.outline(id));
            let tiles = tiles.iter().filter_map(|(id, index)| work.tile(id, *index));
            frames
                .chain(tiles)
                .filter(|rect| !before.intersects(*rect))
                .collect()
        };
        let in_way = rects(self)
            .into_iter()
            .filter(|rect| hit(*rect))
            .collect::<Vec<_>>();
        let right = in_way.iter().any(|rect| rect.x >= before.right());
        let below = in_way.iter().any(|rect| rect.x < before.right());
        let shift = |rect: Rect| {
            let x = if right && rect.x >= before.right() {
                up(dx)
            } else {
                0.0
            };
            let y = if below && rect.y >= before.bottom() {
                up(dy)
            } else {
                0.0
            };
            (x, y)
        };
        for (id, index) in &tiles {
            if let Some(rect) = self.tile(id, *index) {
                let (x, y) = shift(rect);
                self.move_tile(id, *index, x, y);
            }
        }
        for other in others {
            if let Some(rect) = self.outline(other) {
                let (x, y) = shift(rect);
                self.move_frame(&all, other, x, y);
            }
        }
    }
    fn move_tile(&mut self, id: &Id, placement: usize, dx: f32, dy: f32) {
        if (dx, dy) == (0.0, 0.0) {
            return;
        }
        if let Some(rect) = self.tile(id, placement) {
            let tile = TileRef {
                component: id.clone(),
                placement,
            };
            self.result.tiles.insert(tile, rect.min().offset(dx, dy));
        }
    }
    /// A frame with all it holds.
    fn move_frame(&mut self, all: &Wanted<'_>, id: &Id, dx: f32, dy: f32) {
        if (dx, dy) == (0.0, 0.0) {
            return;
        }
        let mut open = vec![id];
        let mut left = self.design.containers.len();
        while let Some(id) = open.pop() {
            if let Some(rect) = self.outline(id) {
                self.result.frames.insert(id.clone(), rect.offset(dx, dy));
            }
            if let Some(inside) = all.inside.get(&Some(id)) {
                for (tile, index) in &inside.tiles {
                    self.move_tile(tile, *index, dx, dy);
                }
                if left > 0 {
                    left -= 1;
                    open.extend(&inside.frames);
                }
            }
        }
    }
}
