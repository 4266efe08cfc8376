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
/// within reach, else with its corner on the grid.
pub fn drag(rect: Rect, dx: f32, dy: f32, others: &[Rect], zoom: f32) -> Snapped {
    let reach = CATCH / zoom.max(1e-3);
    let raw = rect.offset(dx, dy);
    let x = align(span_x(raw), others.iter().copied().map(span_x), reach);
    let y = align(span_y(raw), others.iter().copied().map(span_y), reach);
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

/// The distances to the nearest neighbours left and right, or above and below, where they are equal.
fn equal_gaps(rect: Rect, others: &[Rect], out: &mut Vec<Guide>) {
    let center = rect.center();
    let row = |r: &&Rect| (r.center().y - center.y).abs() < 0.01;
    let left = others.iter().filter(row).filter(|r| r.right() <= rect.x);
    let left = left.max_by(|a, b| a.right().total_cmp(&b.right()));
    let right = others.iter().filter(row).filter(|r| r.x >= rect.right());
    let right = right.min_by(|a, b| a.x.total_cmp(&b.x));
    if let (Some(left), Some(right)) = (left, right)
        && ((rect.x - left.right()) - (right.x - rect.right())).abs() < 0.01
    {
        let line = |a: f32, b: f32| Guide {
            from: Point::new(a, center.y),
            to: Point::new(b, center.y),
        };
        out.push(line(left.right(), rect.x));
        out.push(line(rect.right(), right.x));
    }
    let column = |r: &&Rect| (r.center().x - center.x).abs() < 0.01;
    let above = others
        .iter()
        .filter(column)
        .filter(|r| r.bottom() <= rect.y);
    let above = above.max_by(|a, b| a.bottom().total_cmp(&b.bottom()));
    let below = others
        .iter()
        .filter(column)
        .filter(|r| r.y >= rect.bottom());
    let below = below.min_by(|a, b| a.y.total_cmp(&b.y));
    if let (Some(above), Some(below)) = (above, below)
        && ((rect.y - above.bottom()) - (below.y - rect.bottom())).abs() < 0.01
    {
        let line = |a: f32, b: f32| Guide {
            from: Point::new(center.x, a),
            to: Point::new(center.x, b),
        };
        out.push(line(above.bottom(), rect.y));
        out.push(line(rect.bottom(), below.y));
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
}
