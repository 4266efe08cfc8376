//! Outline of a route: lines with rounded corners and jumps over other routes, ready for painters.

use super::route::{Jump, Route};
use crate::model::Point;

/// Radius of the corners of a route.
pub const CORNER: f32 = 6.0;
/// Radius of a jump over a crossed line.
pub const JUMP: f32 = 5.0;
/// Length of an arrow head.
pub const HEAD_LENGTH: f32 = 8.0;
/// Width of an arrow head.
pub const HEAD_WIDTH: f32 = 7.0;

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathStep {
    /// Start here.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A quadratic curve: control point, end.
    Quad(Point, Point),
    /// A cubic curve: two control points, end.
    Cubic(Point, Point, Point),
}

/// The line of a route, ending at the base of its arrow head.
pub fn outline(route: &Route) -> Vec<PathStep> {
    let points = &route.points;
    let mut steps = Vec::with_capacity(points.len() * 2);
    let Some((&first, rest)) = points.split_first() else {
        return steps;
    };
    steps.push(PathStep::Move(first));
    let mut at = first;
    for (index, &corner) in rest.iter().enumerate() {
        let next = rest.get(index + 1).copied();
        let (before, after) = match next {
            Some(next) => {
                let room = (points[index].distance(corner) / 2.0).min(corner.distance(next) / 2.0);
                let radius = CORNER.min(room);
                (
                    toward(corner, points[index], radius),
                    toward(corner, next, radius),
                )
            }
            None => {
                let base = toward(corner, points[index], HEAD_LENGTH - 1.0);
                (base, base)
            }
        };
        for jump in route.jumps.iter().filter(|jump| jump.segment == index) {
            push_jump(&mut steps, &mut at, jump, before);
        }
        steps.push(PathStep::Line(before));
        if next.is_some() {
            steps.push(PathStep::Quad(corner, after));
        }
        at = after;
    }
    steps
}

/// The three corners of the arrow head of a route; none for a route without length.
pub fn arrow_head(route: &Route) -> Option<[Point; 3]> {
    let &[.., before, tip] = route.points.as_slice() else {
        return None;
    };
    let length = before.distance(tip);
    if length <= 0.0 {
        return None;
    }
    let (ux, uy) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
    let base = tip.offset(-ux * HEAD_LENGTH, -uy * HEAD_LENGTH);
    let half = HEAD_WIDTH / 2.0;
    Some([
        tip,
        base.offset(-uy * half, ux * half),
        base.offset(uy * half, -ux * half),
    ])
}

/// The outline as a polyline whose curves are cut into `pieces` lines each.
pub fn flatten(steps: &[PathStep], pieces: usize) -> Vec<Point> {
    let pieces = pieces.max(1);
    let mut points: Vec<Point> = Vec::with_capacity(steps.len() * 2);
    for step in steps {
        let from = points.last().copied().unwrap_or_default();
        let mut curve = |at: &dyn Fn(f32) -> Point| {
            points.extend((1..=pieces).map(|i| at(i as f32 / pieces as f32)));
        };
        match *step {
            PathStep::Move(to) | PathStep::Line(to) => points.push(to),
            PathStep::Quad(c, to) => curve(&|t| mix(mix(from, c, t), mix(c, to, t), t)),
            PathStep::Cubic(c, d, to) => curve(&|t| {
                let (a, b, e) = (mix(from, c, t), mix(c, d, t), mix(d, to, t));
                mix(mix(a, b, t), mix(b, e, t), t)
            }),
        }
    }
    points
}

/// A half circle (two quarters with a straight top when the jump is long) on the right of a line that runs down.
fn push_jump(steps: &mut Vec<PathStep>, at: &mut Point, jump: &Jump, toward_end: Point) {
    let down = toward_end.y >= at.y;
    let (start, end) = if down {
        (jump.from, jump.to)
    } else {
        (jump.to, jump.from)
    };
    let x = at.x;
    let sign = if down { 1.0 } else { -1.0 };
    // Circle by cubic curves: handles of 0.5523 of the radius.
    let (r, k) = (JUMP, JUMP * 0.5523);
    steps.push(PathStep::Line(Point::new(x, start)));
    steps.push(PathStep::Cubic(
        Point::new(x + k, start),
        Point::new(x + r, start + sign * (r - k)),
        Point::new(x + r, start + sign * r),
    ));
    if (end - start).abs() > 2.0 * r + 0.01 {
        steps.push(PathStep::Line(Point::new(x + r, end - sign * r)));
    }
    steps.push(PathStep::Cubic(
        Point::new(x + r, end - sign * (r - k)),
        Point::new(x + k, end),
        Point::new(x, end),
    ));
    *at = Point::new(x, end);
}

fn toward(from: Point, to: Point, by: f32) -> Point {
    let length = from.distance(to);
    if length <= 0.0 {
        return from;
    }
    mix(from, to, (by / length).min(1.0))
}

fn mix(a: Point, b: Point, t: f32) -> Point {
    Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}
