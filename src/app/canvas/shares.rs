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
        if self.generation.replace(generation) != Some(generation) || !grid.is_known() {
            self.kept.clear();
        }
        if !grid.is_known() {
            let new = of_pieces(pen, grid, scene, near).into_iter();
            return new.map(Arc::new).collect();
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
        let of = Some((selected.clone(), generation));
        if self.of == of {
            return;
        }
        self.of = of;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Report;
    use crate::app::canvas::index::Index;
    use crate::app::canvas::mosaic::{self, Mosaic};
    use crate::app::view::Camera;
    use crate::catalog::generate;
    use crate::model::Point;
    use crate::scene::tokens::Tokens;
    use crate::scene::{self, SceneOptions};
    use egui::{Color32, Context, LayerId, Painter, RawInput, pos2};

    const VIEW: egui::Rect = egui::Rect {
        min: pos2(40.0, 20.0),
        max: pos2(640.0, 400.0),
    };
    const ZOOM: f32 = 0.1;

    #[test]
    fn a_moved_view_has_the_shares_that_a_new_one_would_have() {
        let design = generate::design(300);
        let scene = scene::build(&design, &Report::default(), &SceneOptions::default());
        let index = Index::of(&scene);
        let (mut kept, mut mosaic) = (Shares::default(), Mosaic::default());
        let (mut reused, mut shown) = (0, 0);
        let ctx = Context::default();
        for step in [0_u8, 1, 2, 10, 40] {
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                let painter = Painter::new(ui.ctx().clone(), LayerId::background(), VIEW);
                let moved = f32::from(step) * 10.0 / ZOOM;
                let origin = Point::new(moved - 600.0, moved * 0.5 - 400.0);
                let camera = Camera { origin, zoom: ZOOM };
                let pen = Pen::new(&painter, Tokens::light(), camera, VIEW.min);
                let grid = Grid::of(&pen, VIEW, &mosaic);
                assert_eq!(grid.is_known(), step > 0);
                let size = (VIEW.width() / ZOOM, VIEW.height() / ZOOM);
                let seen = Rect::new(origin.x, origin.y, size.0, size.1);
                let near = index.near(seen.expand((32.0 + mosaic::REACH) / ZOOM));
                let before = kept.kept.clone();
                let shares = kept.of(&pen, &grid, (&scene, 1), &near);
                let new = of_pieces(&pen, &grid, &scene, &near);
                for (number, (kept, new)) in shares.iter().zip(&new).enumerate() {
                    assert_eq!(**kept, *new, "step {step}, piece {number}");
                    let old = before.get(&grid.place(number));
                    reused += usize::from(old.is_some_and(|old| Arc::ptr_eq(old, kept)));
                }
                shown += new.iter().filter(|share| !share.tiles.is_empty()).count();
                let draw = |_: &Pen<'_>, _: (usize, egui::Vec2), _: &mut Raster| {};
                let color = (Color32::WHITE, false);
                let _ = mosaic::shapes(&pen, &grid, color, &mut mosaic, &draw);
            });
            output.textures_delta.clear();
        }
        assert!(reused > 0 && shown > 0, "{reused} kept, {shown} not empty");
    }

    #[test]
    fn what_is_selected_is_known_by_number() {
        let design = generate::design(100);
        let scene = scene::build(&design, &Report::default(), &SceneOptions::default());
        let third = |(number, id): (usize, &Id)| (number % 3 == 0).then(|| id.clone());
        let ids = design.components.keys().chain(design.connections.keys());
        let selected: BTreeSet<Id> = ids.enumerate().filter_map(third).collect();
        let selected = Arc::new(selected);
        let mut chosen = Chosen::default();
        chosen.refresh(&selected, (&scene, 1));
        for (number, tile) in (0..).zip(&scene.tiles) {
            assert_eq!(chosen.tile(number), selected.contains(&tile.component));
        }
        for (number, route) in (0..).zip(&scene.routes) {
            let any = route.connections.iter().any(|id| selected.contains(id));
            assert_eq!(chosen.route(number), any);
        }
        chosen.refresh(&Arc::default(), (&scene, 1));
        assert!((0..100).all(|number| !chosen.tile(number) && !chosen.route(number)));
    }
}
