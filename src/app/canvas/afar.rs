//! Names of tiles between 20 and 42 %, where a tile has room for its icon alone: below it, as far as nothing else stands
//! there.

use super::paint::{self, Marks};
use super::pen::{Detail, Pen};
use crate::app::fonts;
use crate::model::{Id, Point};
use crate::scene::{Frame, Scene};
use egui::{Align2, Color32, CornerRadius, Rect, epaint::RectShape, vec2};
use std::collections::BTreeMap;

/// Drawings with more tiles show names only from closer: here they would be a haze.
const MOST: usize = 300;
/// Size of the letters, points.
const SIZE: f32 = 9.0;
/// Height of a name, points: rows of tiles stand that close.
const HEIGHT: f32 = 11.0;
/// The widest name, points; longer ones are shortened and told in full under the pointer.
const WIDEST: f32 = 100.0;

/// Draws the names of tiles. Which ones find room does not depend on the part of the drawing that is in view.
pub fn names(pen: &mut Pen<'_>, scene: &Scene, marks: &Marks, detail: Detail) {
    if detail != Detail::Icons || scene.tiles.len() > MOST {
        return;
    }
    let font = fonts::regular(pen.size(SIZE));
    let frames: BTreeMap<&Id, Rect> = scene
        .frames
        .iter()
        .map(|frame| (&frame.id, pen.rect(frame.rect)))
        .collect();
    let titles = scene.frames.iter().map(|frame| title(pen, frame));
    let tiles = scene.tiles.iter().map(|tile| pen.rect(tile.rect));
    let mut taken: Vec<Rect> = tiles.chain(titles).collect();
    for (number, tile) in scene.tiles.iter().enumerate() {
        let on = taken[number];
        let around = tile.parent.as_ref().and_then(|id| frames.get(id));
        let is_free = |place: Rect, taken: &[Rect]| {
            around.is_none_or(|frame| frame.contains_rect(place))
                && !taken.iter().any(|other| other.intersects(place))
        };
        // As a whole, else no wider than the tile with half the gaps beside it.
        for room in [WIDEST, on.width() + 24.0 * pen.zoom()] {
            let name = &tile.full_name;
            let text = paint::cut(pen, name, &font, room, paint::FEW);
            let size = vec2(pen.width(&text, &font) + 2.0, HEIGHT);
            let place = Rect::from_min_size(on.center_bottom() - vec2(size.x * 0.5, 0.0), size);
            // Touching is not overlapping.
            if text.is_empty() || !is_free(place.shrink(0.5), &taken) {
                continue;
            }
            taken.push(place);
            if pen.painter.clip_rect().intersects(place) {
                // Lines under the letters fade into what they run over.
                let at = Point::new(tile.rect.center().x, tile.rect.max().y);
                let ground = paint::ground(scene, pen.t, marks, at);
                let fill = Color32::from(ground).gamma_multiply(0.85);
                pen.add(RectShape::filled(place, CornerRadius::same(2), fill));
                let ink = if marks.selected(&tile.component) {
                    pen.t.accent
                } else {
                    pen.t.text_2
                };
                let middle = place.center();
                pen.text(middle, Align2::CENTER_CENTER, &text, font.clone(), ink);
            }
            break;
        }
    }
}

/// Where the title of a frame may stand, and a point below it: above an outermost one, at the top of others.
fn title(pen: &Pen<'_>, frame: &Frame) -> Rect {
    let rect = pen.rect(frame.rect);
    let side = paint::title_side(pen.zoom()) + 1.0;
    let lift = if frame.depth == 0 { side } else { 0.0 };
    Rect::from_min_size(rect.min - vec2(0.0, lift), vec2(rect.width(), side))
}
