//! The plain shapes of a route: straight, one corner, two corners, and around the ends. Most routes are one of them.

use super::obstacle::Obstacles;
use super::port::{Port, away};
use crate::model::{Point, Rect};

/// What a bend costs, in units of length.
pub(super) const BEND: f32 = 28.0;

/// A way with its cost.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) points: Vec<Point>,
    pub(super) cost: f32,
    /// Ports it uses, as indices into the offered ones.
    pub(super) ports: (usize, usize),
}

/// The cheapest plain way that nothing blocks. `ends` are the boxes of the two ends, `stub` how far a line leaves a port
/// before it may turn, `limit` the clearance that is kept.
pub(super) fn plain(
    from: &[Port],
    to: &[Port],
    ends: (Rect, Rect),
    obstacles: &Obstacles,
    stub: f32,
    limit: f32,
) -> Option<Way> {
    // No way between two ports is shorter than the distance of their stubs: pairs that cannot win are not drawn.
    let mut pairs: Vec<(f32, usize, usize)> = Vec::with_capacity(from.len() * to.len());
    for (i, p) in from.iter().enumerate() {
        for (j, q) in to.iter().enumerate() {
            pairs.push((least(p, q, stub), i, j));
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ways: Vec<(f32, Sketch)> = Vec::with_capacity(16);
    let mut best: Option<Way> = None;
    for (least, i, j) in pairs {
        let limit_cost = best.as_ref().map_or(f32::INFINITY, |way| way.cost);
        if least >= limit_cost {
            break;
        }
        ways.clear();
        sketch(&from[i], &to[j], ends, stub, |cost, sketch| {
            if cost < limit_cost {
                ways.push((cost, sketch));
            }
        });
        ways.sort_by(|a, b| a.0.total_cmp(&b.0));
        let clear = ways.iter().find(|(_, sketch)| {
            let inner = sketch.inner();
            inner
                .windows(2)
                .all(|pair| !obstacles.blocks(pair[0], pair[1], limit))
                && (inner.len() > 1 || !obstacles.blocks(inner[0], inner[0], limit))
        });
        if let Some((cost, sketch)) = clear {
            best = Some(Way {
                points: simplify(sketch.points()),
                cost: *cost,
                ports: (i, j),
            });
        }
    }
    best
}

/// A lower bound of the cost of any way between two ports.
fn least(p: &Port, q: &Port, stub: f32) -> f32 {
    let (a, b) = (away(p, stub), away(q, stub));
    let bends = if a.x == b.x || a.y == b.y { 0.0 } else { BEND };
    (a.x - b.x).abs() + (a.y - b.y).abs() + 2.0 * stub + bends + p.bias + q.bias
}

/// The cheapest plain way without regard to what is in it.
pub(super) fn blind(from: &[Port], to: &[Port], ends: (Rect, Rect), stub: f32) -> Option<Way> {
    plain(from, to, ends, &Obstacles::default(), stub, 0.0)
}

/// Up to six points: port, stub, up to two corners, stub, port.
#[derive(Clone, Copy)]
struct Sketch {
    points: [Point; 6],
    len: usize,
}

impl Sketch {
    fn points(&self) -> &[Point] {
        &self.points[..self.len]
    }
    /// Without the stubs.
    fn inner(&self) -> &[Point] {
        &self.points[1..self.len - 1]
    }
}

fn sketch(p: &Port, q: &Port, ends: (Rect, Rect), stub: f32, mut emit: impl FnMut(f32, Sketch)) {
    let (a, b) = (away(p, stub), away(q, stub));
    let mut offer = |middle: &[Point]| {
        let mut points = [Point::default(); 6];
        points[0] = p.at;
        points[1] = a;
        points[2..2 + middle.len()].copy_from_slice(middle);
        points[2 + middle.len()] = b;
        points[3 + middle.len()] = q.at;
        let len = 4 + middle.len();
        if let Some(cost) = price(&points[..len]) {
            emit(cost + p.bias + q.bias, Sketch { points, len });
        }
    };
    let at = Point::new;
    if a.x == b.x || a.y == b.y {
        offer(&[]);
    }
    offer(&[at(b.x, a.y)]);
    offer(&[at(a.x, b.y)]);
    let (s, t) = ends;
    let gap = stub.max(16.0);
    let xs = [
        (a.x + b.x) / 2.0,
        s.x.min(t.x) - gap,
        s.right().max(t.right()) + gap,
        channel(s.x, s.right(), t.x, t.right()),
    ];
    for x in xs {
        offer(&[at(x, a.y), at(x, b.y)]);
    }
    let ys = [
        (a.y + b.y) / 2.0,
        s.y.min(t.y) - gap,
        s.bottom().max(t.bottom()) + gap,
        channel(s.y, s.bottom(), t.y, t.bottom()),
    ];
    for y in ys {
        offer(&[at(a.x, y), at(b.x, y)]);
    }
}

/// The middle of the gap between two spans; the middle of all where they overlap.
fn channel(a0: f32, a1: f32, b0: f32, b1: f32) -> f32 {
    if a1 <= b0 {
        (a1 + b0) / 2.0
    } else if b1 <= a0 {
        (b1 + a0) / 2.0
    } else {
        (a0.min(b0) + a1.max(b1)) / 2.0
    }
}

/// Length and bends of a way; none if it is not upright and level throughout or turns back on itself.
fn price(points: &[Point]) -> Option<f32> {
    let mut cost = 0.0;
    let mut heading: Option<(f32, f32)> = None;
    for pair in points.windows(2) {
        let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
        if dx == 0.0 && dy == 0.0 {
            continue;
        }
        if dx != 0.0 && dy != 0.0 {
            return None;
        }
        let now = (sign(dx), sign(dy));
        match heading {
            Some(before) if before == now => {}
            Some(before) if before == (-now.0, -now.1) => return None,
            Some(_) => cost += BEND,
            None => {}
        }
        heading = Some(now);
        cost += dx.abs() + dy.abs();
    }
    Some(cost)
}

fn sign(v: f32) -> f32 {
    if v > 0.0 {
        1.0
    } else if v < 0.0 {
        -1.0
    } else {
        0.0
    }
}

/// The same line without repeated points and points in the middle of a straight run.
pub(super) fn simplify(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out.as_slice() {
            let straight = (a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y);
            if straight {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}
