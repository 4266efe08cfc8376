//! Points and rectangles on the canvas, in canvas units (one unit is one point at 100 % zoom), y down.

use serde::{Deserialize, Serialize};

/// A place on the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Width, not negative.
    pub w: f32,
    /// Height, not negative.
    pub h: f32,
}

/// A rectangle: top left corner, width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Point {
    /// A point.
    pub const fn new(x: f32, y: f32) -> Point {
        Point { x, y }
    }
    /// The point moved by (`dx`, `dy`).
    pub fn offset(self, dx: f32, dy: f32) -> Point {
        Point {
            x: self.x + dx,
            y: self.y + dy,
        }
    }
    /// Distance to another point.
    pub fn distance(self, other: Point) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
    /// Whether both coordinates are finite.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Rect {
    /// A rectangle.
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect { x, y, w, h }
    }
    /// The smallest rectangle that holds both corners.
    pub fn from_corners(a: Point, b: Point) -> Rect {
        Rect::new(
            a.x.min(b.x),
            a.y.min(b.y),
            (a.x - b.x).abs(),
            (a.y - b.y).abs(),
        )
    }
    /// Top left corner.
    pub fn min(self) -> Point {
        Point::new(self.x, self.y)
    }
    /// Bottom right corner.
    pub fn max(self) -> Point {
        Point::new(self.x + self.w, self.y + self.h)
    }
    /// Right edge.
    pub fn right(self) -> f32 {
        self.x + self.w
    }
    /// Bottom edge.
    pub fn bottom(self) -> f32 {
        self.y + self.h
    }
    /// Middle.
    pub fn center(self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }
    /// Whether the point lies in it (edges included).
    pub fn contains(self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.right() && p.y >= self.y && p.y <= self.bottom()
    }
    /// Whether `inner` lies wholly in it.
    pub fn contains_rect(self, inner: Rect) -> bool {
        self.contains(inner.min()) && self.contains(inner.max())
    }
    /// Whether the two overlap (touching edges do not count).
    pub fn intersects(self, other: Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
    /// The smallest rectangle around both.
    pub fn union(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }
    /// The rectangle grown by `by` on each side.
    pub fn expand(self, by: f32) -> Rect {
        Rect::new(
            self.x - by,
            self.y - by,
            (self.w + 2.0 * by).max(0.0),
            (self.h + 2.0 * by).max(0.0),
        )
    }
    /// The rectangle moved by (`dx`, `dy`).
    pub fn offset(self, dx: f32, dy: f32) -> Rect {
        Rect {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }
    /// Whether all four numbers are finite and the size is not negative.
    pub fn is_valid(self) -> bool {
        [self.x, self.y, self.w, self.h]
            .iter()
            .all(|v| v.is_finite())
            && self.w >= 0.0
            && self.h >= 0.0
    }
}
