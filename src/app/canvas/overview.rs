//! What lies at the bottom of the drawing: canvas, dots, frames; and from far away (below 20 %), where thousands of components
//! are in view at once, lines and tiles too, as pixels of the same picture. As triangles they would be a hundred thousand
//! quads of a pixel's width. Titles, badges and what is handled are drawn above it as at every other zoom.
//!
//! While the view moves or something is dragged, much has to be drawn anew in every frame: then lines and the boxes of tiles,
//! pills and badges are pixels at every zoom, and only words and icons are shapes. As soon as all rests, the graph view draws
//! them.

use super::mosaic::{self, Grid, Mosaic};
use super::paint::{self, Chip, Marks};
use super::pen::{Detail, Pen};
use super::raster::{self, Raster};
use super::shares::{self, Chosen, Shares};
use crate::app::icons;
use crate::scene::follow::Numbers;
use crate::scene::tokens::Color;
use crate::scene::{Frame, Scene, Tile, TitlePlace};
use egui::{Color32, Shape, Vec2, pos2, vec2};
use std::sync::Arc;

/// What the ground shows beside canvas and frames.
#[derive(Debug, Default)]
pub struct Grounded {
    /// Tiles whose boxes it shows, in order.
    pub tiles: Vec<u32>,
    /// It shows the lines that are not marked.
    pub lines: bool,
    /// It shows the pills and badges of its tiles and the badges of frames: these are their words, to be drawn above all.
    pub words: Option<Vec<Shape>>,
}

impl Grounded {
    /// Whether the box of a tile is shown.
    pub fn has(&self, tile: u32) -> bool {
        self.tiles.binary_search(&tile).is_ok()
    }
}

/// What the ground is of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// What of it is near to the view.
    pub near: &'a Numbers,
    /// Tiles that lie on others or under them.
    pub overlapping: &'a [u32],
    /// Another number, another picture.
    pub generation: u64,
    /// It is that of the frame before, and so is everything about it but where one looks from.
    pub alike: bool,
}

/// What is kept of the ground from frame to frame.
#[derive(Default)]
pub struct Kept {
    mosaic: Mosaic,
    shares: Shares,
    chosen: Chosen,
}

/// Draws canvas and frames, and from far away or while the view is `moving` what is near.
pub fn ground(
    pen: &mut Pen<'_>,
    rect: egui::Rect,
    seen: Seen<'_>,
    (marks, detail, moving): (&Marks, Detail, bool),
    kept: &mut Kept,
) -> Grounded {
    let Seen {
        scene,
        near,
        generation,
        alike,
        ..
    } = seen;
    let frames = paint::frame_order(scene);
    if detail > Detail::Icons && !raster::fits(pen.painter, rect) {
        // A graphics card shades such a screen in no time.
        pen.fill(rect, 0.0, pen.t.canvas);
        paint::grid(pen);
        for frame in frames {
            paint::frame(pen, frame, marks, detail);
        }
        return Grounded::default();
    }
    let mut grounded = Grounded::default();
    let mut chips = Vec::new();
    match detail {
        Detail::Overview => {}
        Detail::Names | Detail::All if !moving => {}
        Detail::Icons => {
            grounded.tiles = plain(pen, seen, (marks, detail));
            grounded.lines = true;
        }
        Detail::Names | Detail::All => {
            grounded.tiles = plain(pen, seen, (marks, detail));
            grounded.lines = true;
            let words = words(pen, scene, (&grounded.tiles, &mut chips), detail);
            grounded.words = Some(words);
        }
    }
    for frame in &frames {
        if is_shape(frame) {
            paint::frame(pen, frame, marks, detail);
        } else if pen.sees(frame.rect, 24.0) {
            paint::frame_words(pen, frame, marks, detail);
        }
    }
    let grid = Grid::of(pen, rect, &kept.mosaic);
    let shares = if detail == Detail::Overview {
        kept.chosen.refresh(&marks.selected, (scene, generation));
        kept.shares.of(pen, &grid, (scene, generation), near)
    } else {
        let own = Numbers {
            tiles: grounded.tiles.clone(),
            routes: near.routes.clone(),
        };
        let shares = shares::of_pieces(pen, &grid, scene, &own);
        shares.into_iter().map(Arc::new).collect()
    };
    let chosen = &kept.chosen;
    let draw = |pen: &Pen<'_>, (piece, offset): (usize, Vec2), pixels: &mut Raster| {
        let Some(near) = shares.get(piece) else {
            return;
        };
        dots(pen, pixels);
        for frame in &frames {
            draw_frame(pen, pixels, frame, marks);
        }
        match detail {
            Detail::Overview if pixels.is_description() => {
                pixels.note(generation);
                pixels.note(std::ptr::from_ref(pen.t).addr() as u64);
                chosen.note(pixels, near);
            }
            Detail::Overview => {
                lines(pen, pixels, scene, near, chosen);
                tiles(pen, pixels, scene, near, chosen);
            }
            Detail::Icons => {
                thin_lines(pen, pixels, scene, near, marks);
                boxes(pen, pixels, scene, &near.tiles);
            }
            Detail::Names | Detail::All if moving => {
                smooth_lines(pen, pixels, scene, near, marks);
                named_boxes(pen, pixels, scene, &near.tiles, (marks, detail));
                for chip in &chips {
                    draw_chip(pixels, chip, offset);
                }
            }
            Detail::Names | Detail::All => {}
        }
    };
    // From far away nothing depends on what else is in view.
    let alike = alike && detail == Detail::Overview;
    let color = pen.t.canvas.into();
    // The picture lies below what the pen has drawn so far: titles, cards and notes.
    let shapes = mosaic::shapes(pen, &grid, (color, alike), &mut kept.mosaic, &draw);
    pen.shapes.splice(0..0, shapes);
    if detail == Detail::Overview {
        paint::overview_titles(pen, scene, marks);
    }
    grounded
}

/// Whether a frame is drawn with shapes alone.
fn is_shape(frame: &Frame) -> bool {
    frame.collapsed.is_some() || frame.note.is_some()
}

fn dots(pen: &Pen<'_>, pixels: &mut Raster) {
    let color = Color32::from(pen.t.grid_dot);
    let px = pixels.pixel();
    paint::dots(pen, |at| {
        // A dot is one pixel, whatever the rounding.
        let middle = at + vec2(px * 0.5, px * 0.5);
        pixels.fill(egui::Rect::from_center_size(middle, vec2(px, px)), color);
    });
}

fn draw_frame(pen: &Pen<'_>, pixels: &mut Raster, frame: &Frame, marks: &Marks) {
    if is_shape(frame) || !pen.sees(frame.rect, 24.0) {
        return;
    }
    let t = pen.t;
    let style = t.frame_style(frame.kind.as_str());
    let rect = pen.rect(frame.rect);
    let radius = paint::frame_radius(pen);
    let fitting = radius
        .min(rect.width() * 0.5)
        .min(rect.height() * 0.5)
        .max(0.0);
    let fill = paint::frame_fill(frame, marks, t);
    let taken = marks.is_target(&frame.id).then_some(t.accent_soft);
    for color in [fill, taken].into_iter().flatten() {
        pixels.fill_round(rect, [fitting; 4], color.into());
    }
    let band = pen.rect(frame.title.rect);
    let color = paint::band_color(frame, marks, t).into();
    match frame.title.place {
        TitlePlace::BandLeft => pixels.fill_round(band, [fitting, 0.0, 0.0, fitting], color),
        TitlePlace::BandTop => pixels.fill_round(band, [fitting, fitting, 0.0, 0.0], color),
        TitlePlace::Tab | TitlePlace::Card | TitlePlace::Text => {}
    }
    let (color, width) = paint::frame_line(frame, marks, t);
    let dashed = style.dashed && width <= 1.0;
    pixels.border(rect, radius, (width, color.into()), dashed);
}

fn lines(pen: &Pen<'_>, pixels: &mut Raster, scene: &Scene, near: &Numbers, chosen: &Chosen) {
    let t = pen.t;
    let rest = Color32::from(t.connection).gamma_multiply(0.55);
    let strong = Color32::from(t.accent);
    for &number in &near.routes {
        let Some(route) = scene.routes.get(number as usize) else {
            continue;
        };
        let color = if chosen.route(number) { strong } else { rest };
        for pair in route.points.windows(2) {
            let (a, b) = (pen.at(pair[0]), pen.at(pair[1]));
            pixels.fill(egui::Rect::from_two_pos(a, b).expand(0.5), color);
        }
    }
}

/// Lines between icons, with their dashes and heads; those that are selected or pointed at are drawn above.
fn thin_lines(pen: &Pen<'_>, pixels: &mut Raster, scene: &Scene, near: &Numbers, marks: &Marks) {
    let scale = paint::line_scale(pen);
    for route in scene.routes_at(&near.routes) {
        if paint::is_marked(route, marks) {
            continue;
        }
        let line = paint::line_of(route, marks, pen.t);
        let (color, width) = (Color32::from(line.color), (line.width * scale).max(1.0));
        let mut way = 0.0;
        for pair in route.points.windows(2) {
            let (a, b) = (pen.at(pair[0]), pen.at(pair[1]));
            if line.pattern.is_empty() {
                let rect = egui::Rect::from_two_pos(a, b).expand(width * 0.5);
                pixels.fill(rect, color);
            } else {
                pixels.dashed_line([a, b], (width, color), (line.pattern, scale), way);
                way += a.distance(b);
            }
        }
        if let Some(head) = paint::head_of(pen, route, line.width, scale) {
            pixels.triangle(head, color);
        }
    }
}

/// Lines between tiles, with their dashes and heads. Those that are selected or pointed at are drawn once more above, and
/// cover what is here: the ground stays as it is while the pointer goes over it.
fn smooth_lines(pen: &Pen<'_>, pixels: &mut Raster, scene: &Scene, near: &Numbers, marks: &Marks) {
    let plain = Marks {
        overlay: marks.overlay,
        measure: marks.measure,
        ..Marks::default()
    };
    for route in scene.routes_at(&near.routes) {
        if !paint::is_seen(pen, route) {
            continue;
        }
        let (line, scale) = (paint::line_of(route, &plain, pen.t), paint::line_scale(pen));
        let color = Color32::from(line.color);
        let path = paint::polyline(pen, route);
        let width = line.width * scale.min(1.2);
        pixels.stroke(&path, (width, color), (line.pattern, scale));
        if let Some(head) = paint::head_of(pen, route, line.width, scale) {
            pixels.smooth_triangle(head, color);
        }
    }
}

/// Tiles in view that look as usual and lie on no other, in order.
fn plain(pen: &Pen<'_>, seen: Seen<'_>, (marks, detail): (&Marks, Detail)) -> Vec<u32> {
    let usual = seen.near.tiles.iter().copied().filter(|number| {
        let tile = seen.scene.tiles.get(*number as usize);
        seen.overlapping.binary_search(number).is_err()
            && tile.is_some_and(|tile| {
                pen.sees(tile.rect, 12.0) && paint::is_plain(tile, *number, marks, detail)
            })
    });
    usual.collect()
}

/// Tiles in view that lie on others or under them, in order.
pub fn overlapping(pen: &Pen<'_>, scene: &Scene, near: &Numbers) -> Vec<u32> {
    let numbered = near.tiles.iter().filter_map(|number| {
        let tile = scene.tiles.get(*number as usize)?;
        pen.sees(tile.rect, 12.0).then_some((*number, tile))
    });
    let mut seen: Vec<(u32, &Tile)> = numbered.collect();
    seen.sort_by(|(_, a), (_, b)| a.rect.x.total_cmp(&b.rect.x));
    let mut numbers = Vec::new();
    for (place, &(number, tile)) in seen.iter().enumerate() {
        let right = tile.rect.right();
        let beside = seen.iter().skip(place + 1);
        for &(other, beside) in beside.take_while(|(_, beside)| beside.rect.x < right) {
            if beside.rect.intersects(tile.rect) {
                numbers.extend([number, other]);
            }
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Boxes and squares of tiles with icons; their glyphs are drawn above.
fn boxes(pen: &Pen<'_>, pixels: &mut Raster, scene: &Scene, numbers: &[u32]) {
    let look = (pen.t.tile, pen.t.border, 1.0);
    for tile in scene.tiles_at(numbers) {
        let square = pen.rect(paint::icon_square(tile));
        tile_box(pen, pixels, tile, look, square);
    }
}

/// Boxes and squares of tiles with their names, which are drawn above.
fn named_boxes(
    pen: &Pen<'_>,
    pixels: &mut Raster,
    scene: &Scene,
    numbers: &[u32],
    (marks, detail): (&Marks, Detail),
) {
    let t = pen.t;
    for tile in scene.tiles_at(numbers) {
        if detail == Detail::All {
            // Two points of blur: a quarter of it is seen beyond the edge, three quarters on this side.
            let radius = 8.0 * pen.zoom();
            let shadow = pen.rect(tile.rect).translate(vec2(0.0, 1.0));
            let around = shadow.expand(1.0);
            let color = Color32::from(t.shadow_tile);
            let lines = [(around, radius + 1.0, 64), (shadow, radius, 191)];
            for (rect, radius, share) in lines {
                let line = (1.0, color.gamma_multiply_u8(share));
                pixels.border(rect, radius, line, false);
            }
        }
        let look = paint::box_look(tile, marks, t);
        tile_box(pen, pixels, tile, look, paint::icon_place(pen, tile));
    }
}

/// The box of a tile, with its fill, border and the width of that, and the square of its icon where it has no picture.
fn tile_box(
    pen: &Pen<'_>,
    pixels: &mut Raster,
    tile: &Tile,
    (fill, line, width): (Color, Color, f32),
    square: egui::Rect,
) {
    let (rect, radius) = (pen.rect(tile.rect), 8.0 * pen.zoom());
    pixels.fill_round(rect, [radius; 4], fill.into());
    pixels.border(rect, radius, (width, line.into()), false);
    if icons::texture(pen.painter.ctx(), &tile.kind).is_none() {
        let color = paint::category_color(tile, pen.t);
        pixels.fill_round(square, [7.0 * pen.zoom(); 4], color.into());
    }
}

/// What is written on pills and badges; their grounds are added to `chips`.
fn words(
    pen: &Pen<'_>,
    scene: &Scene,
    (numbers, chips): (&[u32], &mut Vec<Chip>),
    detail: Detail,
) -> Vec<Shape> {
    let mut words = Pen::new(pen.painter, pen.t, pen.camera, pen.origin);
    for tile in scene.tiles_at(numbers) {
        paint::pill(&mut words, tile, detail, Some(chips));
        let at = (tile.rect, paint::Seat::Corner);
        paint::badge(&mut words, at, tile.badge, detail, Some(chips));
    }
    for frame in &scene.frames {
        paint::frame_badge(&mut words, frame, detail, Some(chips));
    }
    words.shapes
}

/// The ground of a pill or badge, so far from where it is in this frame.
fn draw_chip(pixels: &mut Raster, chip: &Chip, offset: Vec2) {
    // As exact as needed, and the same in every frame.
    let round = |v: f32| (v * 64.0).round() / 64.0;
    let rect = chip.rect.translate(offset);
    let [min, max] = [rect.min, rect.max].map(|p| pos2(round(p.x), round(p.y)));
    let rect = egui::Rect::from_min_max(min, max);
    let radius = rect.height() * 0.5;
    pixels.fill_round(rect, [radius; 4], chip.fill.into());
    if let Some(line) = chip.line {
        pixels.border(rect, radius, (1.0, line.into()), false);
    }
}

fn tiles(pen: &Pen<'_>, pixels: &mut Raster, scene: &Scene, near: &Numbers, chosen: &Chosen) {
    let t = pen.t;
    let mut selected = Vec::new();
    for &number in &near.tiles {
        let Some(tile) = scene.tiles.get(number as usize) else {
            continue;
        };
        let rect = pen.rect(tile.rect);
        let rect = egui::Rect::from_center_size(rect.center(), rect.size().max(vec2(3.0, 2.0)));
        pixels.fill(rect, paint::category_color(tile, t).into());
        if chosen.tile(number) {
            selected.push(rect.expand(2.0));
        }
    }
    for rect in selected {
        pixels.border(rect, 2.0, (2.0, t.accent.into()), false);
    }
}
