//! What routes and labels keep clear of, with a spatial index.

use crate::model::{Point, Rect};
use rustc_hash::FxHashMap;

/// Something in the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Obstacle {
    /// What must never be crossed.
    pub(super) solid: Rect,
    /// Distance that is kept where there is room.
    pub(super) clearance: f32,
}

impl Obstacle {
    /// The area that routes stay out of when the clearance is limited to `limit`.
    pub(super) fn clear(&self, limit: f32) -> Rect {
        self.solid.expand(self.clearance.min(limit))
    }
}

/// Obstacles in square buckets.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles {
    all: Vec<Obstacle>,
    buckets: FxHashMap<(i32, i32), Vec<u32>>,
    /// Obstacles over so many buckets that they are tested always.
    large: Vec<u32>,
}

const BUCKET: f32 = 192.0;
const MAX_BUCKETS: i32 = 64;
/// Touching is not crossing.
const TOUCH: f32 = 0.01;

impl Obstacles {
    pub(super) fn new(all: Vec<Obstacle>) -> Obstacles {
        let mut index = Obstacles::default();
        for obstacle in all {
            index.insert(obstacle);
        }
        index
    }
    pub(super) fn insert(&mut self, obstacle: Obstacle) {
        let number = self.all.len() as u32;
        self.all.push(obstacle);
        let (x0, y0, x1, y1) = cells(obstacle.solid.expand(obstacle.clearance));
        if (x1 - x0 + 1).saturating_mul(y1 - y0 + 1) > MAX_BUCKETS {
            self.large.push(number);
            return;
        }
        for x in x0..=x1 {
            for y in y0..=y1 {
                self.buckets.entry((x, y)).or_default().push(number);
            }
        }
    }
    /// Obstacles whose clear area touches `area`, in order, each once.
    pub(super) fn near(&self, area: Rect) -> Vec<Obstacle> {
        self.numbers_near(area)
            .into_iter()
            .filter_map(|number| self.all.get(number).copied())
            .collect()
    }
    /// The same as positions in the order of insertion.
    pub(super) fn numbers_near(&self, area: Rect) -> Vec<usize> {
        let mut found = self.large.clone();
        let (x0, y0, x1, y1) = cells(area);
        if (x1 - x0 + 1).saturating_mul(y1 - y0 + 1) as usize > self.buckets.len() {
            found = (0..self.all.len() as u32).collect();
        } else {
            for x in x0..=x1 {
                for y in y0..=y1 {
                    if let Some(bucket) = self.buckets.get(&(x, y)) {
                        found.extend(bucket);
                    }
                }
            }
            found.sort_unstable();
            found.dedup();
        }
        let touches = |rect: Rect| {
            rect.x <= area.right()
                && area.x <= rect.right()
                && rect.y <= area.bottom()
                && area.y <= rect.bottom()
        };
        found
            .into_iter()
            .map(|number| number as usize)
            .filter(|number| {
                self.all
                    .get(*number)
                    .is_some_and(|obstacle| touches(obstacle.solid.expand(obstacle.clearance)))
            })
            .collect()
    }
    /// Whether anything is in the way of the upright or level line from `a` to `b`, with clearances up to `limit`.
    pub(super) fn blocks(&self, a: Point, b: Point, limit: f32) -> bool {
        let (x0, y0, x1, y1) = cells(Rect::from_corners(a, b));
        let hit = |number: &u32| {
            self.all
                .get(*number as usize)
                .is_some_and(|obstacle| crosses(a, b, obstacle.clear(limit)))
        };
        if self.large.iter().any(hit) {
            return true;
        }
        if (x1 - x0 + 1).saturating_mul(y1 - y0 + 1) as usize > self.buckets.len() {
            return self
                .all
                .iter()
                .any(|obstacle| crosses(a, b, obstacle.clear(limit)));
        }
        (x0..=x1).any(|x| {
            (y0..=y1).any(|y| {
                self.buckets
                    .get(&(x, y))
                    .is_some_and(|bucket| bucket.iter().any(hit))
            })
        })
    }
}

/// Whether an upright or level line passes through the inside of `rect`.
pub(super) fn crosses(a: Point, b: Point, rect: Rect) -> bool {
    a.x.max(b.x) > rect.x + TOUCH
        && a.x.min(b.x) < rect.right() - TOUCH
        && a.y.max(b.y) > rect.y + TOUCH
        && a.y.min(b.y) < rect.bottom() - TOUCH
}

fn cells(area: Rect) -> (i32, i32, i32, i32) {
    let cell = |v: f32| (v / BUCKET).floor() as i32;
    (
        cell(area.x),
        cell(area.y),
        cell(area.right()),
        cell(area.bottom()),
    )
}
