//! What routes and labels keep clear of, with a spatial index.

use crate::model::{Point, Rect};

/// Something in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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

/// A direction on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Right,
    Down,
    Left,
    Up,
}

impl Heading {
    /// All, so that the opposite one stands two places on.
    pub(super) const ALL: [Heading; 4] =
        [Heading::Right, Heading::Down, Heading::Left, Heading::Up];
    /// Whether lines in this direction are level.
    pub(super) fn is_level(self) -> bool {
        matches!(self, Heading::Right | Heading::Left)
    }
    /// Whether coordinates grow in this direction.
    pub(super) fn is_rising(self) -> bool {
        matches!(self, Heading::Right | Heading::Down)
    }
    /// The other way round.
    pub(super) fn back(self) -> Heading {
        Heading::ALL[(self as usize + 2) % 4]
    }
    /// The point with these coordinates along and across lines in this direction.
    pub(super) fn join(self, along: f32, across: f32) -> Point {
        if self.is_level() {
            Point::new(along, across)
        } else {
            Point::new(across, along)
        }
    }
    /// The coordinate of `point` that runs along lines in this direction, and the one across.
    pub(super) fn split(self, point: Point) -> (f32, f32) {
        if self.is_level() {
            (point.x, point.y)
        } else {
            (point.y, point.x)
        }
    }
}

/// Obstacles in square cells that lie in rows over all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles {
    all: Vec<Obstacle>,
    cells: Cells,
    /// Where the obstacles of each cell start in `members`; one more entry than cells.
    starts: Vec<u32>,
    members: Vec<(u32, Obstacle)>,
}

/// How the plane is cut into cells. What lies outside belongs to the cells at the edge.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells {
    corner: Point,
    size: f32,
    columns: usize,
    rows: usize,
}

/// Side of a cell, in canvas units: about as large as a tile with what is around it.
const CELL: f32 = 96.0;
/// Cells are larger where there would be more of them than this for each obstacle.
const MOST_CELLS: usize = 16;
/// Touching is not crossing.
pub(super) const TOUCH: f32 = 0.01;

impl Cells {
    /// Cells over an area that holds so many things.
    pub(super) fn over(area: Rect, count: usize) -> Cells {
        let most = (count.max(256) * MOST_CELLS) as f32;
        let size = (area.w * area.h / most).sqrt();
        let size = size.max(area.w / most).max(area.h / most).max(CELL);
        let count = |extent: f32| (extent / size) as usize + 1;
        Cells {
            corner: area.min(),
            size,
            columns: count(area.w),
            rows: count(area.h),
        }
    }
    pub(super) fn count(&self) -> usize {
        self.columns * self.rows
    }
    /// First and last column and row of an area.
    fn range(&self, area: Rect) -> [usize; 4] {
        let (x0, y0) = self.cell(area.x, area.y);
        let (x1, y1) = self.cell(area.right(), area.bottom());
        [x0, x1, y0, y1]
    }
    fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        // Conversion takes what is negative to zero.
        let column = ((x - self.corner.x) / self.size) as usize;
        let row = ((y - self.corner.y) / self.size) as usize;
        (
            column.min(self.columns.saturating_sub(1)),
            row.min(self.rows.saturating_sub(1)),
        )
    }
    /// The cells of an area, by rows.
    pub(super) fn of(&self, area: Rect) -> impl Iterator<Item = usize> + use<> {
        let [x0, x1, y0, y1] = self.range(area);
        let columns = self.columns;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }
}

impl Obstacles {
    pub(super) fn new(all: Vec<Obstacle>) -> Obstacles {
        let full = |obstacle: &Obstacle| obstacle.solid.expand(obstacle.clearance);
        let Some(bounds) = all.iter().map(full).reduce(Rect::union) else {
            return Obstacles::default();
        };
        let cells = Cells::over(bounds, all.len());
        let mut starts = vec![0_u32; cells.count() + 1];
        for obstacle in &all {
            for cell in cells.of(full(obstacle)) {
                starts[cell + 1] += 1;
            }
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut next = starts.clone();
        let nothing = (0, Obstacle::default());
        let mut members = vec![nothing; starts.last().map_or(0, |end| *end as usize)];
        for (number, obstacle) in all.iter().enumerate() {
            for cell in cells.of(full(obstacle)) {
                members[next[cell] as usize] = (number as u32, *obstacle);
                next[cell] += 1;
            }
        }
        Obstacles {
            all,
            cells,
            starts,
            members,
        }
    }
    #[cfg(test)]
    pub(super) fn all(&self) -> &[Obstacle] {
        &self.all
    }
    fn cell(&self, cell: usize) -> &[(u32, Obstacle)] {
        let range = self.starts[cell] as usize..self.starts[cell + 1] as usize;
        &self.members[range]
    }
    /// Calls `each` with the obstacles that may touch `area`, some of them several times, until it says `true`.
    pub(super) fn any_near(
        &self,
        area: Rect,
        mut each: impl FnMut(usize, &Obstacle) -> bool,
    ) -> bool {
        if self.all.is_empty() {
            return false;
        }
        let [x0, x1, y0, y1] = self.cells.range(area);
        (y0..=y1).any(|row| {
            // Cells beside each other lie one after the other.
            let first = row * self.cells.columns;
            let (start, end) = (self.starts[first + x0], self.starts[first + x1 + 1]);
            let members = &self.members[start as usize..end as usize];
            members
                .iter()
                .any(|(number, obstacle)| each(*number as usize, obstacle))
        })
    }
    /// Obstacles whose clear area touches `area`, in order, each once.
    pub(super) fn near(&self, area: Rect) -> Vec<Obstacle> {
        self.numbers_near(area)
            .into_iter()
            .map(|number| self.all[number])
            .collect()
    }
    /// The same as positions in the order of insertion.
    pub(super) fn numbers_near(&self, area: Rect) -> Vec<usize> {
        let mut found = Vec::new();
        self.any_near(area, |number, obstacle| {
            let rect = obstacle.solid.expand(obstacle.clearance);
            let touches = rect.x <= area.right()
                && area.x <= rect.right()
                && rect.y <= area.bottom()
                && area.y <= rect.bottom();
            if touches {
                found.push(number);
            }
            false
        });
        found.sort_unstable();
        found.dedup();
        found
    }
    /// Whether anything is in the way of the upright or level line from `a` to `b`, with clearances up to `limit`.
    pub(super) fn blocks(&self, a: Point, b: Point, limit: f32) -> bool {
        self.any_near(Rect::from_corners(a, b), |_, obstacle| {
            crosses(a, b, obstacle.clear(limit))
        })
    }
    /// How far a line gets from `from` in one direction before it would enter an obstacle, as the coordinate where it has
    /// to stop; `most` where nothing is in the way up to there.
    pub(super) fn reach(&self, from: Point, heading: Heading, most: f32, limit: f32) -> f32 {
        if self.all.is_empty() {
            return most;
        }
        let (start, across) = heading.split(from);
        let (is_level, rising) = (heading.is_level(), heading.is_rising());
        let to = heading.join(most, across);
        let [x0, x1, y0, y1] = self.cells.range(Rect::from_corners(from, to));
        let (corner, columns) = (self.cells.corner, self.cells.columns);
        let (first, last, step, corner) = if is_level {
            (x0, x1, 1, corner.x)
        } else {
            (y0, y1, columns, corner.y)
        };
        let base = if is_level { y0 * columns } else { x0 };
        let mut stop = most;
        for i in 0..=last - first {
            let place = if rising { first + i } else { last - i };
            for (_, obstacle) in self.cell(base + place * step) {
                let clear = obstacle.clear(limit);
                let ((near, lo), (far, hi)) =
                    (heading.split(clear.min()), heading.split(clear.max()));
                if across <= lo + TOUCH || across >= hi - TOUCH {
                    continue;
                }
                if rising && far > start + TOUCH && near < stop {
                    stop = near.max(start);
                } else if !rising && near < start - TOUCH && far > stop {
                    stop = far.min(start);
                }
            }
            // What stands in later cells only is farther away.
            let edge = corner + (place + usize::from(rising)) as f32 * self.cells.size;
            if (rising && stop < edge) || (!rising && stop > edge) {
                break;
            }
        }
        stop
    }
}

/// Whether an upright or level line passes through the inside of `rect`.
pub(super) fn crosses(a: Point, b: Point, rect: Rect) -> bool {
    a.x.max(b.x) > rect.x + TOUCH
        && a.x.min(b.x) < rect.right() - TOUCH
        && a.y.max(b.y) > rect.y + TOUCH
        && a.y.min(b.y) < rect.bottom() - TOUCH
}
