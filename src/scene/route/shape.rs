//! The plain shapes of a route: straight, one corner, two corners, and around the ends. Most routes are one of them.

use super::obstacle::{Heading, Obstacles, TOUCH};
use super::port::{Port, away, heading};
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
    let place = |obstacles, port: &Port| Place::new(port, stub, obstacles, limit);
    let mut starts: Vec<Place> = from.iter().map(|port| place(obstacles, port)).collect();
    let mut goals: Vec<Place> = to.iter().map(|port| place(obstacles, port)).collect();
    // No way between two ports is shorter than the distance of their stubs: pairs that cannot win are not drawn.
    let mut pairs: Vec<(f32, usize, usize)> = Vec::with_capacity(from.len() * to.len());
    for (i, p) in starts.iter().enumerate().filter(|(_, p)| p.is_free) {
        for (j, q) in goals.iter().enumerate().filter(|(_, q)| q.is_free) {
            pairs.push((least(p, q), i, j));
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let frame = Frame::new(ends, stub);
    let mut most = f32::INFINITY;
    let mut best: Option<(Sketch, usize, usize)> = None;
    for (least, i, j) in pairs {
        if least >= most {
            break;
        }
        let (p, q) = (&mut starts[i], &mut goals[j]);
        frame.sketch((p.stub, q.stub), |sketch| {
            let cost = sketch.length() + p.cost + q.cost;
            if cost < most
                && let Some(bends) = sketch.bends(p.out, q.out.back())
                && cost + bends * BEND < most
                && sketch.is_clear((&mut *p, &mut *q), (obstacles, limit), &frame)
            {
                most = cost + bends * BEND;
                best = Some((sketch, i, j));
            }
        });
    }
    let (sketch, i, j) = best?;
    let [a, b, c, d] = sketch.corners;
    Some(Way {
        points: simplify(&[from[i].at, a, b, c, d, to[j].at]),
        cost: most,
        ports: (i, j),
    })
}

/// A port, the end of its stub, and how far lines get from there.
struct Place {
    stub: Point,
    out: Heading,
    /// Nothing stands on the end of the stub.
    is_free: bool,
    /// Length of the stub and what the port costs.
    cost: f32,
    /// How far lines get in each direction; not a number where nobody has asked yet.
    reach: [f32; 4],
}

impl Place {
    fn new(port: &Port, length: f32, obstacles: &Obstacles, limit: f32) -> Place {
        let stub = away(port, length);
        Place {
            stub,
            out: heading(port),
            is_free: !obstacles.blocks(stub, stub, limit),
            cost: length + port.bias,
            reach: [f32::NAN; 4],
        }
    }
    /// Whether a straight line gets from the stub to a corner.
    fn reaches(
        &mut self,
        corner: Point,
        (obstacles, limit): (&Obstacles, f32),
        frame: &Frame,
    ) -> bool {
        let Some(heading) = toward(self.stub, corner) else {
            return true;
        };
        let reach = &mut self.reach[heading as usize];
        if reach.is_nan() {
            *reach = obstacles.reach(self.stub, heading, frame.end(heading), limit);
        }
        let (along, _) = heading.split(corner);
        if heading.is_rising() {
            along <= *reach + TOUCH
        } else {
            along >= *reach - TOUCH
        }
    }
}

/// The direction from one point to another one that is level with it or upright over it; none where they are the same.
fn toward(a: Point, b: Point) -> Option<Heading> {
    if a.x < b.x {
        Some(Heading::Right)
    } else if a.x > b.x {
        Some(Heading::Left)
    } else if a.y < b.y {
        Some(Heading::Down)
    } else if a.y > b.y {
        Some(Heading::Up)
    } else {
        None
    }
}

/// A lower bound of the cost of any way between two places.
fn least(p: &Place, q: &Place) -> f32 {
    let (a, b) = (p.stub, q.stub);
    let bends = if a.x == b.x || a.y == b.y { 0.0 } else { BEND };
    (a.x - b.x).abs() + (a.y - b.y).abs() + bends + p.cost + q.cost
}

/// The cheapest plain way without regard to what is in it.
pub(super) fn blind(from: &[Port], to: &[Port], ends: (Rect, Rect), stub: f32) -> Option<Way> {
    plain(from, to, ends, &Obstacles::default(), stub, 0.0)
}

/// From the end of one stub to the end of the other, with up to two corners between them.
#[derive(Clone, Copy)]
struct Sketch {
    corners: [Point; 4],
}

impl Sketch {
    fn length(&self) -> f32 {
        let [a, b, c, d] = self.corners;
        let part = |a: Point, b: Point| (a.x - b.x).abs() + (a.y - b.y).abs();
        part(a, b) + part(b, c) + part(c, d)
    }
    /// Whether nothing is in the way between the places `p` and `q`.
    fn is_clear(
        &self,
        (p, q): (&mut Place, &mut Place),
        map: (&Obstacles, f32),
        frame: &Frame,
    ) -> bool {
        let [a, b, c, d] = self.corners;
        let is_straight = a == b && c == d;
        if is_straight {
            return p.reaches(d, map, frame);
        }
        p.reaches(b, map, frame)
            && q.reaches(c, map, frame)
            && (b == c || !map.0.blocks(b, c, map.1))
    }
    /// Number of bends between a line that comes `out` of a port and one that goes `into` the other; none if the way
    /// turns back on itself.
    fn bends(&self, out: Heading, into: Heading) -> Option<f32> {
        let [a, b, c, d] = self.corners;
        let mut bends = 0.0;
        let mut before = out;
        for heading in [toward(a, b), toward(b, c), toward(c, d), Some(into)] {
            let Some(heading) = heading.filter(|heading| *heading != before) else {
                continue;
            };
            if heading == before.back() {
                return None;
            }
            bends += 1.0;
            before = heading;
        }
        Some(bends)
    }
}

/// Where plain ways may have their middle parts.
struct Frame {
    /// Level and upright places: before both ends, after both, between them.
    xs: [f32; 3],
    ys: [f32; 3],
}

impl Frame {
    fn new((s, t): (Rect, Rect), stub: f32) -> Frame {
        let gap = stub.max(16.0);
        Frame {
            xs: [
                s.x.min(t.x) - gap,
                s.right().max(t.right()) + gap,
                channel(s.x, s.right(), t.x, t.right()),
            ],
            ys: [
                s.y.min(t.y) - gap,
                s.bottom().max(t.bottom()) + gap,
                channel(s.y, s.bottom(), t.y, t.bottom()),
            ],
        }
    }
    /// Plain ways go no farther than this.
    fn end(&self, heading: Heading) -> f32 {
        match heading {
            Heading::Left => self.xs[0],
            Heading::Right => self.xs[1],
            Heading::Up => self.ys[0],
            Heading::Down => self.ys[1],
        }
    }
    fn sketch(&self, (a, b): (Point, Point), mut offer: impl FnMut(Sketch)) {
        let mut offer = |c, d| {
            offer(Sketch {
                corners: [a, c, d, b],
            });
        };
        let at = Point::new;
        if a.x == b.x || a.y == b.y {
            offer(a, b);
        }
        let corners = [at(b.x, a.y), at(a.x, b.y)];
        for corner in corners {
            offer(corner, corner);
        }
        for x in [(a.x + b.x) / 2.0].into_iter().chain(self.xs) {
            offer(at(x, a.y), at(x, b.y));
        }
        for y in [(a.y + b.y) / 2.0].into_iter().chain(self.ys) {
            offer(at(a.x, y), at(b.x, y));
        }
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
