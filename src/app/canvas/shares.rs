//! What each piece of the ground shows, and what of it is selected: kept from frame to frame, because from far away both would
//! take a walk over the whole drawing.

use super::index::way_rect;
use super::mosaic::{Grid, Place};
use super::pen::Pen;
use super::raster::Raster;
use crate::model::slots::Slots;
use crate::model::{Id, Rect};
use crate::scene::Scene;
use crate::scene::follow::Numbers;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What belongs to an item lies so far around it, points.
const AROUND: f32 = 16.0;

/// What each piece of the ground shows.
#[derive(Debug, Default)]
pub struct Shares {
    /// The picture that they are of.
    generation: Option<u64>,
    kept: BTreeMap<Place, Arc<Numbers>>,
}

impl Shares {
    /// The shares of `grid`, of what is `near`. Those of a piece that stays where it is are kept as long as the picture
    /// has the number `generation`; `near` must then reach as far around the view as a piece does.
    pub fn of(
        &mut self,
        pen: &Pen<'_>,
        grid: &Grid,
        (scene, generation): (&Scene, u64),
        near: &Numbers,
    ) -> Vec<Arc<Numbers>> {
        if self.generation != Some(generation) || !grid.is_known() {
            self.kept.clear();
            self.generation = Some(generation);
        }
        let places: Vec<Place> = (0..grid.pieces()).map(|piece| grid.place(piece)).collect();
        if places.iter().any(|place| !self.kept.contains_key(place)) {
            let new = places.iter().zip(of_pieces(pen, grid, scene, near));
            self.kept = new
                .map(|(place, share)| (*place, Arc::new(share)))
                .collect();
        }
        let kept = places.iter().map(|place| self.kept.get(place).cloned());
        kept.map(Option::unwrap_or_default).collect()
    }
}

/// What each piece of the ground shows.
pub fn of_pieces(pen: &Pen<'_>, grid: &Grid, scene: &Scene, near: &Numbers) -> Vec<Numbers> {
    let mut shares = vec![Numbers::default(); grid.pieces()];
    let mut add = |rect: Rect, what: fn(&mut Numbers) -> &mut Vec<u32>, number: u32| {
        let around = egui::Rect::from_min_max(pen.at(rect.min()), pen.at(rect.max()));
        for piece in grid.touched(around.expand(AROUND)) {
            if let Some(share) = shares.get_mut(piece) {
                what(share).push(number);
            }
        }
    };
    for &number in &near.tiles {
        if let Some(tile) = scene.tiles.get(number as usize) {
            add(tile.rect, |share| &mut share.tiles, number);
        }
    }
    for &number in &near.routes {
        if let Some(route) = scene.routes.get(number as usize) {
            add(way_rect(route), |share| &mut share.routes, number);
        }
    }
    shares
}

/// Which tiles and routes of a picture are selected, by number.
#[derive(Debug, Default)]
pub struct Chosen {
    of: Option<(Arc<BTreeSet<Id>>, u64)>,
    tiles: Vec<bool>,
    routes: Vec<bool>,
}

impl Chosen {
    /// Looks up what of the picture of this number is selected, unless that is known.
    pub fn refresh(&mut self, selected: &Arc<BTreeSet<Id>>, (scene, generation): (&Scene, u64)) {
        let known = self.of.as_ref().is_some_and(|(known, of)| {
            *of == generation && (Arc::ptr_eq(known, selected) || known == selected)
        });
        if known {
            return;
        }
        self.of = Some((selected.clone(), generation));
        self.tiles.clear();
        self.routes.clear();
        if selected.is_empty() {
            return;
        }
        // Found in less time than in a tree where much is selected.
        let slots = Slots::of(selected.len(), selected.iter());
        let is_chosen = |id: &Id| slots.find(id).is_some();
        let tiles = scene.tiles.iter();
        self.tiles
            .extend(tiles.map(|tile| is_chosen(&tile.component)));
        let routes = scene.routes.iter();
        self.routes
            .extend(routes.map(|route| route.connections.iter().any(is_chosen)));
    }

    /// Describes what of `near` is selected.
    pub fn note(&self, pixels: &mut Raster, near: &Numbers) {
        if self.tiles.is_empty() {
            return;
        }
        for number in near.routes.iter().filter(|number| self.route(**number)) {
            pixels.note(u64::from(*number));
        }
        pixels.note(u64::MAX);
        for number in near.tiles.iter().filter(|number| self.tile(**number)) {
            pixels.note(u64::from(*number));
        }
    }

    /// Whether a tile is.
    pub fn tile(&self, number: u32) -> bool {
        self.tiles
            .get(number as usize)
            .is_some_and(|chosen| *chosen)
    }

    /// Whether a connection of a route is.
    pub fn route(&self, number: u32) -> bool {
        self.routes
            .get(number as usize)
            .is_some_and(|chosen| *chosen)
    }
}
