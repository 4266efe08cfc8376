//! Ports: where routes leave and reach tiles and frames.

use super::obstacle::Heading;
use crate::model::{Point, Rect, Side};
use std::collections::BTreeMap;

/// All sides; the order in which ties are settled (flows run from left to right).
pub(super) const SIDES: [Side; 4] = [Side::Right, Side::Left, Side::Bottom, Side::Top];

/// A tile, card or frame that routes may end at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) rect: Rect,
    /// Frames offer their whole sides, tiles the middle.
    pub(super) is_frame: bool,
    /// Usable part of each side, in the order top, right, bottom, left.
    pub(super) spans: [(f32, f32); 4],
}

/// A place on a side, with the direction in which a line leaves it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Port {
    pub(super) at: Point,
    pub(super) side: Side,
    /// Leaves to the inside of a frame.
    pub(super) inward: bool,
    /// Added to the cost of ways that use it.
    pub(super) bias: f32,
}

impl Node {
    pub(super) fn span(&self, side: Side) -> (f32, f32) {
        let index = match side {
            Side::Top => 0,
            Side::Right => 1,
            Side::Bottom => 2,
            Side::Left => 3,
        };
        self.spans[index]
    }
    /// The port on `side` nearest to `along` (x on top and bottom, y on left and right).
    pub(super) fn port(&self, side: Side, along: f32, inward: bool) -> Port {
        let (lo, hi) = self.span(side);
        let along = clamp(along, lo, hi);
        let at = match side {
            Side::Top => Point::new(along, self.rect.y),
            Side::Right => Point::new(self.rect.right(), along),
            Side::Bottom => Point::new(along, self.rect.bottom()),
            Side::Left => Point::new(self.rect.x, along),
        };
        Port {
            at,
            side,
            inward,
            bias: 0.0,
        }
    }
    /// Where a single route leaves `side`: the middle of a tile, the place of a frame that is nearest to `other`.
    pub(super) fn floating(&self, side: Side, other: Point, inward: bool) -> Port {
        let aim = if self.is_frame {
            other
        } else {
            self.rect.center()
        };
        self.port(side, along(side, aim), inward)
    }
}

/// The coordinate of `point` that runs along `side`.
pub(super) fn along(side: Side, point: Point) -> f32 {
    match side {
        Side::Top | Side::Bottom => point.x,
        Side::Left | Side::Right => point.y,
    }
}

/// The point `distance` away from a port, in the direction in which lines leave it.
pub(super) fn away(port: &Port, distance: f32) -> Point {
    let distance = if port.inward { -distance } else { distance };
    match port.side {
        Side::Top => port.at.offset(0.0, -distance),
        Side::Right => port.at.offset(distance, 0.0),
        Side::Bottom => port.at.offset(0.0, distance),
        Side::Left => port.at.offset(-distance, 0.0),
    }
}

/// The direction in which lines leave a port.
pub(super) fn heading(port: &Port) -> Heading {
    let out = match port.side {
        Side::Right => Heading::Right,
        Side::Bottom => Heading::Down,
        Side::Left => Heading::Left,
        Side::Top => Heading::Up,
    };
    if port.inward { out.back() } else { out }
}

pub(super) fn clamp(v: f32, lo: f32, hi: f32) -> f32 {
    if lo > hi {
        (lo + hi) / 2.0
    } else {
        v.clamp(lo, hi)
    }
}

/// An end of a route that needs a place on its side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Route and which of its ends: from (`false`) or to (`true`).
    pub(super) end: (usize, bool),
    pub(super) node: usize,
    pub(super) side: Side,
    pub(super) inward: bool,
    /// Where the line goes: the middle of the other end, or the first bend set by hand.
    pub(super) aim: Point,
}

/// Distance of two routes on one side, where there is room.
const SPREAD: f32 = 16.0;

/// Gives every end a place: in the order of what they lead to, evenly around the middle of a tile's side; on frames as
/// near to the other end as the neighbours let them. Then ends that have their side for themselves move so that the line
/// becomes straight.
pub(super) fn assign(nodes: &[Node], wishes: &[Wish]) -> BTreeMap<(usize, bool), Port> {
    let mut groups: BTreeMap<(usize, usize, bool), Vec<Wish>> = BTreeMap::new();
    for wish in wishes {
        let side = SIDES
            .iter()
            .position(|side| *side == wish.side)
            .unwrap_or(0);
        groups
            .entry((wish.node, side, wish.inward))
            .or_default()
            .push(*wish);
    }
    let mut ports = BTreeMap::new();
    for group in groups.values_mut() {
        let Some(first) = group.first().copied() else {
            continue;
        };
        let Some(node) = nodes.get(first.node) else {
            continue;
        };
        group.sort_by(|a, b| {
            along(a.side, a.aim)
                .total_cmp(&along(b.side, b.aim))
                .then(a.end.cmp(&b.end))
        });
        let (lo, hi) = node.span(first.side);
        let gaps = group.len().saturating_sub(1) as f32;
        let gap = SPREAD.min((hi - lo).max(0.0) / gaps.max(1.0));
        let places: Vec<f32> = if node.is_frame {
            let wanted: Vec<f32> = group.iter().map(|w| along(w.side, w.aim)).collect();
            apart(&wanted, gap, lo, hi)
        } else {
            let middle = clamp(
                along(first.side, node.rect.center()),
                lo + gap * gaps / 2.0,
                hi - gap * gaps / 2.0,
            );
            (0..group.len())
                .map(|i| middle + gap * (i as f32 - gaps / 2.0))
                .collect()
        };
        for (wish, place) in group.iter().zip(places) {
            ports.insert(wish.end, node.port(wish.side, place, wish.inward));
        }
    }
    let alone: Vec<Wish> = groups
        .values()
        .filter(|group| group.len() == 1)
        .filter_map(|group| group.first().copied())
        .collect();
    straighten(nodes, &alone, &mut ports);
    ports
}

/// Sorted wishes moved to at least `gap` from each other within `lo..=hi`.
fn apart(wanted: &[f32], gap: f32, lo: f32, hi: f32) -> Vec<f32> {
    let mut places: Vec<f32> = wanted.iter().map(|v| clamp(*v, lo, hi)).collect();
    for i in 1..places.len() {
        places[i] = places[i].max(places[i - 1] + gap);
    }
    let mut limit = hi;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - gap;
    }
    places
}

fn straighten(nodes: &[Node], alone: &[Wish], ports: &mut BTreeMap<(usize, bool), Port>) {
    for wish in alone {
        let (route, is_to) = wish.end;
        let Some(other) = ports.get(&(route, !is_to)).copied() else {
            continue;
        };
        let Some(node) = nodes.get(wish.node) else {
            continue;
        };
        let (lo, hi) = node.span(wish.side);
        let target = along(wish.side, other.at);
        let level = |side| matches!(side, Side::Left | Side::Right);
        if level(other.side) == level(wish.side) && target >= lo && target <= hi {
            ports.insert(wish.end, node.port(wish.side, target, wish.inward));
        }
    }
}
