//! The selection box. Drawn from left to right it takes what lies fully in it; from right to left, or with Alt, what it
//! touches.

use super::controller::{Held, Sight};
use crate::model::{Id, Point, Rect};
use std::collections::BTreeSet;

/// A selection box.
#[derive(Clone, Debug)]
pub struct Marquee {
    /// Where it began, in canvas units.
    pub from: Point,
    /// Where the pointer is, in canvas units.
    pub to: Point,
    /// What was selected before and stays so.
    pub kept: BTreeSet<Id>,
    /// What it touches counts, not only what it holds.
    pub touching: bool,
}

impl Marquee {
    /// A box that begins at `from` and adds to `kept`.
    pub fn new(from: Point, kept: BTreeSet<Id>) -> Marquee {
        Marquee {
            from,
            to: from,
            kept,
            touching: false,
        }
    }

    /// Brings the free corner to `to`; the answer is all that is selected then.
    pub fn stretch(&mut self, to: Point, held: Held, s: &Sight<'_>) -> BTreeSet<Id> {
        self.to = to;
        self.touching = held.alt || to.x < self.from.x;
        let mut items = caught(self, s);
        items.extend(self.kept.iter().cloned());
        items
    }

    /// Key of the text that says what the box takes.
    pub fn rule(&self) -> &'static str {
        if self.touching {
            "canvas-box-touches"
        } else {
            "canvas-box-holds"
        }
    }
}

/// What a selection box catches: everything that lies in it; with `touching` what it touches. Frames count when their
/// outline is caught, not when the box lies inside them.
fn caught(marquee: &Marquee, s: &Sight<'_>) -> BTreeSet<Id> {
    let area = Rect::from_corners(marquee.from, marquee.to);
    let near = s.index.near(area);
    let holds = |rect: Rect| {
        if marquee.touching {
            area.intersects(rect)
        } else {
            area.contains_rect(rect)
        }
    };
    let mut items: Vec<Id> = Vec::new();
    let tiles = s.scene.tiles_at(&near.tiles);
    let held = tiles.filter(|tile| holds(tile.rect));
    items.extend(held.map(|tile| tile.component.clone()));
    for frame in &s.scene.frames {
        let around_box = frame.collapsed.is_none() && frame.rect.contains_rect(area);
        if !around_box && holds(frame.rect) {
            items.push(frame.id.clone());
        }
    }
    for route in s.scene.routes_at(&near.routes) {
        // A line is caught with both its ends, or whole: a box that only crosses it means the tiles.
        if route.points.iter().all(|&p| area.contains(p)) {
            items.extend(route.connections.iter().cloned());
        }
    }
    // Sorted once rather than put in its place one by one.
    items.into_iter().collect()
}
