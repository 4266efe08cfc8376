//! Where things are: a uniform grid over tiles and routes, so that drawing and hit tests look only at what is near.

use crate::model::{Point, Rect};
use crate::scene::follow::Numbers;
use crate::scene::{Route, Scene};
use std::collections::HashMap;

/// Side of a grid cell in canvas units.
const CELL: f32 = 480.0;
/// A route that would lie in more cells than this is kept in a list of its own.
const MAX_CELLS: i32 = 24;
/// Cells further out than this are one: no drawing needs more, and no arithmetic overflows.
const FAR_CELL: i32 = 4096;

/// Grid over a scene. Numbers are indices into the scene's lists.
#[derive(Debug, Default)]
pub struct Index {
    cells: HashMap<(i32, i32), Cell>,
    long_routes: Vec<u32>,
    tiles: u32,
    routes: u32,
    /// What stands elsewhere than when the grid was made.
    moved: Numbers,
}

#[derive(Debug, Default)]
struct Cell {
    tiles: Vec<u32>,
    routes: Vec<u32>,
}

impl Index {
    /// The grid of a scene.
    pub fn of(scene: &Scene) -> Index {
        let mut index = Index {
            tiles: count(scene.tiles.len()),
            routes: count(scene.routes.len()),
            ..Index::default()
        };
        for (number, tile) in (0_u32..).zip(&scene.tiles) {
            let mut around = tile.rect;
            for extra in [tile.pill_rect, tile.badge_rect] {
                if extra.w > 0.0 {
                    around = around.union(extra);
                }
            }
            let (from, to) = span(around);
            for cell in cells(from, to) {
                index.cells.entry(cell).or_default().tiles.push(number);
            }
        }
        for (number, route) in (0_u32..).zip(&scene.routes) {
            let (from, to) = span(route_rect(route));
            if (to.0 - from.0 + 1).saturating_mul(to.1 - from.1 + 1) > MAX_CELLS {
                index.long_routes.push(number);
                continue;
            }
            for cell in cells(from, to) {
                index.cells.entry(cell).or_default().routes.push(number);
            }
        }
        index
    }

    /// These stand elsewhere now than when the grid was made: they are near to everything. Routes beyond those of the grid
    /// were added.
    pub fn set_moved(&mut self, moved: &Numbers) {
        self.moved.clone_from(moved);
    }

    /// Everything whose cells touch `rect`, a superset of what is in it; each list in the scene's order (the last is painted
    /// on top).
    pub fn near(&self, rect: Rect) -> Numbers {
        let (from, to) = span(rect);
        let wanted =
            (i64::from(to.0) - i64::from(from.0) + 1) * (i64::from(to.1) - i64::from(from.1) + 1);
        if wanted > self.cells.len() as i64 {
            // Most of the drawing: asking every cell would cost more than taking all.
            let added = self.moved.routes.iter().copied();
            let added = added.filter(|number| *number >= self.routes);
            return Numbers {
                tiles: (0..self.tiles).collect(),
                routes: (0..self.routes).chain(added).collect(),
            };
        }
        let mut found = self.moved.clone();
        found.routes.extend(&self.long_routes);
        for cell in cells(from, to) {
            if let Some(cell) = self.cells.get(&cell) {
                found.tiles.extend(&cell.tiles);
                found.routes.extend(&cell.routes);
            }
        }
        for list in [&mut found.tiles, &mut found.routes] {
            list.sort_unstable();
            list.dedup();
        }
        found
    }
}

/// The smallest rectangle around the corners of a route; empty where it has none.
pub fn way_rect(route: &Route) -> Rect {
    let corners = route.points.iter();
    let corners = corners.map(|&Point { x, y }| Rect::new(x, y, 0.0, 0.0));
    corners.reduce(Rect::union).unwrap_or_default()
}

/// The smallest rectangle around a route and its label.
pub fn route_rect(route: &Route) -> Rect {
    let way = way_rect(route);
    match &route.label {
        Some(label) if !route.points.is_empty() => way.union(label.rect),
        _ => way,
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn span(rect: Rect) -> ((i32, i32), (i32, i32)) {
    let cell = |v: f32| {
        // `as` saturates and turns NaN into 0.
        ((v / CELL).floor() as i32).clamp(-FAR_CELL, FAR_CELL)
    };
    let (min, max) = (rect.min(), rect.max());
    (
        (cell(min.x), cell(min.y)),
        (cell(max.x).max(cell(min.x)), cell(max.y).max(cell(min.y))),
    )
}

fn cells(from: (i32, i32), to: (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
    (from.1..=to.1).flat_map(move |y| (from.0..=to.0).map(move |x| (x, y)))
}
