//! Snapping: the grid, and alignment with what stands nearby. A guide shows every alignment that holds in the end.

use crate::app::view::GRID;
use crate::model::{Point, Rect};

/// How near an alignment must be to catch, points on screen.
const CATCH: f32 = 5.0;

/// A line that shows an alignment, in canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// Where a rectangle lands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapped {
    /// To the right.
    pub dx: f32,
    /// Down.
    pub dy: f32,
    /// What it is aligned with.
    pub guides: Vec<Guide>,
    /// Equal distances to neighbours: from, to, for a number between.
    pub gaps: Vec<Guide>,
}

/// A coordinate on the grid.
pub fn on_grid(v: f32) -> f32 {
    (v / GRID).round() * GRID
}

/// How far `rect`, dragged by (`dx`, `dy`), really goes: aligned with an edge or middle of one of `others` where that is
/// within reach, else at equal distances to its neighbours, else with its corner on the grid.
pub fn drag(rect: Rect, dx: f32, dy: f32, others: &[Rect], zoom: f32) -> Snapped {
    let reach = CATCH / zoom.max(1e-3);
    let raw = rect.offset(dx, dy);
    let x = align(span_x(raw), others.iter().copied().map(span_x), reach)
        .or_else(|| space(raw, others, reach, Axis::X));
    let y = align(span_y(raw), others.iter().copied().map(span_y), reach)
        .or_else(|| space(raw, others, reach, Axis::Y));
    let mut snapped = Snapped {
        dx: x.map_or_else(|| on_grid(raw.x) - rect.x, |by| dx + by),
        dy: y.map_or_else(|| on_grid(raw.y) - rect.y, |by| dy + by),
        ..Snapped::default()
    };
    let landed = rect.offset(snapped.dx, snapped.dy);
    guides(landed, others, &mut snapped.guides);
    equal_gaps(landed, others, &mut snapped.gaps);
    snapped
}

/// Lower edge, middle, upper edge.
type Span = [f32; 3];

fn span_x(rect: Rect) -> Span {
    [rect.x, rect.x + rect.w / 2.0, rect.right()]
}

fn span_y(rect: Rect) -> Span {
    [rect.y, rect.y + rect.h / 2.0, rect.bottom()]
}

/// The smallest step that aligns an edge with an edge or a middle with a middle.
fn align(moving: Span, others: impl Iterator<Item = Span>, reach: f32) -> Option<f32> {
    let mut best: Option<f32> = None;
    for other in others {
        for (i, own) in moving.into_iter().enumerate() {
            for (j, there) in other.into_iter().enumerate() {
                let step = there - own;
                let like = (i == 1) == (j == 1);
                if like && step.abs() <= reach && best.is_none_or(|b| step.abs() < b.abs()) {
                    best = Some(step);
                }
            }
        }
    }
    best
}

/// One guide for each line that `rect` shares with others, long enough to touch all of them.
fn guides(rect: Rect, others: &[Rect], out: &mut Vec<Guide>) {
    for line in span_x(rect) {
        let shared = others.iter().filter(|r| shares(span_x(**r), line));
        if let Some(all) = shared.copied().reduce(Rect::union) {
            let all = all.union(rect);
            out.push(Guide {
                from: Point::new(line, all.y),
                to: Point::new(line, all.bottom()),
            });
        }
    }
    for line in span_y(rect) {
        let shared = others.iter().filter(|r| shares(span_y(**r), line));
        if let Some(all) = shared.copied().reduce(Rect::union) {
            let all = all.union(rect);
            out.push(Guide {
                from: Point::new(all.x, line),
                to: Point::new(all.right(), line),
            });
        }
    }
}

fn shares(span: Span, line: f32) -> bool {
    span.into_iter().any(|v| (v - line).abs() < 0.01)
}

/// The direction of a distance.
#[derive(Clone, Copy, PartialEq)]
enum Axis {
    X,
    Y,
}

impl Axis {
    /// Where a rectangle begins and ends along the axis.
    fn along(self, r: Rect) -> (f32, f32) {
        match self {
            Axis::X => (r.x, r.right()),
            Axis::Y => (r.y, r.bottom()),
        }
    }
    fn across(self, r: Rect) -> (f32, f32) {
        match self {
            Axis::X => Axis::Y.along(r),
            Axis::Y => Axis::X.along(r),
        }
    }
    fn line(self, from: f32, to: f32, across: f32) -> Guide {
        let point = |along: f32| match self {
            Axis::X => Point::new(along, across),
            Axis::Y => Point::new(across, along),
        };
        Guide {
            from: point(from),
            to: point(to),
        }
    }
}

/// The two nearest neighbours before a rectangle and after it, in its row or column; the nearest first.
struct Neighbours {
    before: [Option<Rect>; 2],
    after: [Option<Rect>; 2],
}

impl Neighbours {
    fn of(rect: Rect, others: &[Rect], axis: Axis) -> Neighbours {
        let (low, high) = axis.across(rect);
        let mut row: Vec<Rect> = others
            .iter()
            .copied()
            .filter(|r| {
                let (l, h) = axis.across(*r);
                l < high && low < h
            })
            .collect();
        row.sort_by(|a, b| axis.along(*a).0.total_cmp(&axis.along(*b).0));
        let middle = |r: Rect| {
            let (a, b) = axis.along(r);
            (a + b) / 2.0
        };
        let own = middle(rect);
        let mut before = row.iter().rev().copied().filter(|r| middle(*r) < own);
        let mut after = row.iter().copied().filter(|r| middle(*r) >= own);
        Neighbours {
            before: [before.next(), before.next()],
            after: [after.next(), after.next()],
        }
    }
}

/// The smallest step that puts a rectangle in the middle between its neighbours, or as far from one as that one is from
/// the next.
fn space(rect: Rect, others: &[Rect], reach: f32, axis: Axis) -> Option<f32> {
    let near = Neighbours::of(rect, others, axis);
    let (start, end) = axis.along(rect);
    let length = end - start;
    let mut places = Vec::new();
    if let ([Some(a), _], [Some(b), _]) = (near.before, near.after) {
        let room = axis.along(b).0 - axis.along(a).1 - length;
        places.push((axis.along(a).1 + room / 2.0, room / 2.0));
    }
    if let [Some(a), Some(far)] = near.before {
        let gap = axis.along(a).0 - axis.along(far).1;
        places.push((axis.along(a).1 + gap, gap));
    }
    if let [Some(b), Some(far)] = near.after {
        let gap = axis.along(far).0 - axis.along(b).1;
        places.push((axis.along(b).0 - gap - length, gap));
    }
    let steps = places.into_iter().filter(|(_, gap)| *gap > 0.0);
    steps
        .map(|(at, _)| at - start)
        .filter(|step| step.abs() <= reach)
        .min_by(|a, b| a.abs().total_cmp(&b.abs()))
}

/// The distances to neighbours, and between them, that are equal.
fn equal_gaps(rect: Rect, others: &[Rect], out: &mut Vec<Guide>) {
    for axis in [Axis::X, Axis::Y] {
        let near = Neighbours::of(rect, others, axis);
        // From the far left to the far right, with the rectangle in the middle.
        let chain = [
            near.before[1],
            near.before[0],
            Some(rect),
            near.after[0],
            near.after[1],
        ];
        let gap = |i: usize| {
            let (a, b) = (chain[i]?, chain[i + 1]?);
            let gap = axis.along(b).0 - axis.along(a).1;
            (gap > 0.0).then_some((gap, a, b))
        };
        let mut drawn = [false; 4];
        for i in 0..3 {
            if let (Some((one, ..)), Some((other, ..))) = (gap(i), gap(i + 1))
                && (one - other).abs() < 0.01
            {
                (drawn[i], drawn[i + 1]) = (true, true);
            }
        }
        for i in (0..4).filter(|i| drawn[*i]) {
            if let Some((_, a, b)) = gap(i) {
                let (l, h) = (axis.across(a), axis.across(b));
                let across = (l.0.max(h.0) + l.1.min(h.1)) / 2.0;
                out.push(axis.line(axis.along(a).1, axis.along(b).0, across));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILE: Rect = Rect::new(0.0, 0.0, 140.0, 56.0);

    #[test]
    fn the_corner_lands_on_the_grid() {
        let snapped = drag(TILE, 13.0, -3.0, &[], 1.0);
        assert_eq!((snapped.dx, snapped.dy), (16.0, 0.0));
        assert!(snapped.guides.is_empty());
    }

    #[test]
    fn a_neighbour_within_reach_wins_over_the_grid() {
        let other = Rect::new(203.0, 300.0, 140.0, 56.0);
        let snapped = drag(TILE, 200.0, 0.0, &[other], 1.0);
        assert_eq!(snapped.dx, 203.0);
        // Left edge, middle and right edge are all shared.
        assert_eq!(snapped.guides.len(), 3);
        assert_eq!(snapped.guides[0].from.y, 0.0);
        assert_eq!(snapped.guides[0].to.y, 356.0);
    }

    #[test]
    fn reach_is_on_screen_not_on_the_canvas() {
        let other = Rect::new(203.0, 300.0, 140.0, 56.0);
        assert_eq!(drag(TILE, 193.0, 0.0, &[other], 0.4).dx, 203.0);
        assert_eq!(drag(TILE, 193.0, 0.0, &[other], 2.0).dx, 192.0);
    }

    #[test]
    fn equal_distances_are_told() {
        let others = [
            Rect::new(-192.0, 0.0, 140.0, 56.0),
            Rect::new(192.0, 0.0, 140.0, 56.0),
        ];
        let snapped = drag(TILE, 2.0, 1.0, &others, 1.0);
        assert_eq!((snapped.dx, snapped.dy), (0.0, 0.0));
        assert_eq!(snapped.gaps.len(), 2);
        assert_eq!(snapped.gaps[0].to.x - snapped.gaps[0].from.x, 52.0);
    }

    #[test]
    fn a_third_in_a_row_keeps_the_distance_of_the_first_two() {
        // 52 between the first two; rows differ, so that no edges align.
        let others = [
            Rect::new(0.0, 0.0, 140.0, 56.0),
            Rect::new(192.0, 0.0, 140.0, 56.0),
        ];
        let tile = Rect::new(400.0, 20.0, 140.0, 56.0);
        let snapped = drag(tile, -12.0, 1.0, &others, 1.0);
        assert_eq!(tile.x + snapped.dx, 384.0);
        assert_eq!(snapped.gaps.len(), 2);
        // Between two it goes to the middle, beside the grid.
        let others = [
            Rect::new(0.0, 0.0, 140.0, 56.0),
            Rect::new(402.0, 0.0, 140.0, 56.0),
        ];
        let tile = Rect::new(200.0, 20.0, 140.0, 56.0);
        let snapped = drag(tile, 0.0, 1.0, &others, 1.0);
        assert_eq!(tile.x + snapped.dx, 201.0);
        assert_eq!(snapped.gaps.len(), 2);
    }
}
