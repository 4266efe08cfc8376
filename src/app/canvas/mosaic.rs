//! The ground of the drawing in pieces. A piece is drawn anew only where something in it looks different: while the view is
//! moved by whole pixels, a box is drawn or a component is dragged, most of the ground is that of the frame before. What
//! has to be drawn is shared out over the processors. A view that is zoomed has nothing in common with the one before: it is
//! drawn in bands as wide as it is, of which nothing is kept.
//!
//! Pieces keep the camera that the first of them was drawn with, so that what is drawn in them is described by the same
//! numbers in every frame.

use super::pen::Pen;
use super::raster::{Raster, scale_for};
use crate::app::pools::GROUND;
use crate::app::view::Camera;
use egui::{Color32, ColorImage, Rect, Shape, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use std::collections::BTreeMap;

/// The largest width and height of a piece, pixels.
const LARGEST: [usize; 2] = [256, 128];
/// So far beyond the view a piece may show something, points.
pub const REACH: f32 = 256.0;
/// A view that moved by whole pixels but for this is the same as before, pixels.
const SLACK: f32 = 0.02;
/// One that moved further has nothing in common with the one before, pixels.
const FAR: f32 = 1e6;

/// Draws a piece: with a pen for it, its number, and how far from their places in this frame things are drawn in it, points.
pub type Draw<'a> = dyn Fn(&Pen<'_>, (usize, Vec2), &mut Raster) + Sync + 'a;

/// What is kept of the ground.
#[derive(Default)]
pub struct Mosaic {
    setting: Option<Setting>,
    /// By column and row.
    pieces: BTreeMap<Place, Piece>,
    /// Of a view that has nothing in common with the one before.
    bands: Vec<TextureHandle>,
}

/// Column and row of a piece.
pub type Place = (i64, i64);

/// What pieces have in common.
#[derive(Clone, Copy, PartialEq)]
struct Setting {
    /// With which they are drawn.
    camera: Camera,
    rect: Rect,
    /// Pixels for a point.
    scale: f32,
}

struct Piece {
    /// Of how it looks; none if nobody has asked yet.
    mark: Option<u64>,
    texture: TextureHandle,
}

impl Setting {
    /// How far things are from where they are drawn, whole pixels; none where that is no such number, or another picture.
    fn shift(&self, now: &Setting) -> Option<[i64; 2]> {
        let here = Setting {
            camera: Camera {
                origin: self.camera.origin,
                ..now.camera
            },
            ..*now
        };
        let pixels = now.camera.zoom * now.scale;
        let by = [
            (self.camera.origin.x - now.camera.origin.x) * pixels,
            (self.camera.origin.y - now.camera.origin.y) * pixels,
        ];
        let whole = |v: &f32| (v - v.round()).abs() < SLACK && v.abs() < FAR;
        (here == *self && by.iter().all(whole)).then(|| by.map(|v| v.round() as i64))
    }
}

/// The pieces that are in view.
pub struct Grid {
    setting: Setting,
    /// How far things are from where they are drawn, pixels.
    shift: [i64; 2],
    /// Some pieces may be known from the frame before.
    known: bool,
    /// Upper left corner of the view, pixels of the window.
    corner: [f32; 2],
    /// Width and height of a piece, pixels.
    side: [usize; 2],
    /// Column and row of the first piece.
    first: Place,
    /// Columns and rows.
    count: [usize; 2],
}

impl Grid {
    /// The pieces of the view `rect`; those that can be kept stand where they did.
    pub fn of(pen: &Pen<'_>, rect: Rect, mosaic: &Mosaic) -> Grid {
        let now = Setting {
            camera: pen.camera,
            rect,
            scale: scale_for(pen.painter, rect),
        };
        let before = mosaic.setting;
        let shift = before.and_then(|setting| setting.shift(&now));
        let known = shift.is_some();
        let setting = before.filter(|_| known).unwrap_or(now);
        let shift = shift.unwrap_or_default();
        let pixel = |v: f32| (v * setting.scale).round();
        let corner = [pixel(rect.left()), pixel(rect.top())];
        let far = [pixel(rect.right()), pixel(rect.bottom())];
        let size = [0, 1].map(|axis| (far[axis] - corner[axis]).clamp(1.0, 16_384.0) as usize);
        // Pieces of one size fill the view when it has not moved.
        let count = [0, 1].map(|axis| size[axis].div_ceil(LARGEST[axis]));
        let side = if known {
            [0, 1].map(|axis| size[axis].div_ceil(count[axis]))
        } else {
            // Nothing of it can be kept: bands, which take less time in all, an even number for two processors.
            [size[0], size[1].div_ceil(count[1].next_multiple_of(2))]
        };
        let ends = [0, 1].map(|axis| {
            let [size, side] =
                [size[axis], side[axis]].map(|v| i64::try_from(v).unwrap_or(i64::MAX));
            let first = (-shift[axis]).div_euclid(side);
            (first, (size - 1 - shift[axis]).div_euclid(side) + 1 - first)
        });
        Grid {
            setting,
            shift,
            known,
            corner,
            side,
            first: (ends[0].0, ends[1].0),
            count: ends.map(|(_, count)| usize::try_from(count).unwrap_or(1)),
        }
    }

    /// How many pieces there are.
    pub fn pieces(&self) -> usize {
        self.count[0] * self.count[1]
    }

    /// The numbers of the pieces that something at `around` in this frame touches.
    pub fn touched(&self, around: Rect) -> impl Iterator<Item = usize> + use<> {
        let ends = |axis: usize, from: f32, to: f32| {
            let side = self.side[axis] as f32;
            let first = [self.first.0, self.first.1][axis] as f32 * side;
            let start = self.corner[axis] + self.shift[axis] as f32 + first;
            let number = |v: f32| ((v * self.setting.scale - start) / side).floor();
            let most = self.count[axis] as f32;
            let from = number(from).clamp(0.0, most) as usize;
            let to = (number(to) + 1.0).clamp(0.0, most) as usize;
            from..to
        };
        let columns = ends(0, around.left(), around.right());
        let wide = self.count[0];
        ends(1, around.top(), around.bottom())
            .flat_map(move |row| columns.clone().map(move |column| row * wide + column))
    }

    /// Whether pieces of the frame before may stand in their places.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// Where the piece of a number stands: the same things are in the same place for as long as pieces are known.
    pub fn place(&self, number: usize) -> Place {
        let (column, row) = (number % self.count[0], number / self.count[0]);
        let step = |v: usize| i64::try_from(v).unwrap_or(0);
        (self.first.0 + step(column), self.first.1 + step(row))
    }

    /// Upper left corner of a piece where it is drawn, pixels of the window.
    fn at(&self, (column, row): Place) -> [f32; 2] {
        let [wide, high] = self.side.map(|v| v as f32);
        let [x, y] = self.corner;
        [x + column as f32 * wide, y + row as f32 * high]
    }

    /// Draws a piece, unless it looks as `before`. With its mark, if that was asked for.
    fn draw(
        &self,
        pen: &Pen<'_>,
        number: usize,
        (color, before): (Color32, Option<&Piece>),
        draw: &Draw<'_>,
    ) -> Option<(Option<u64>, Vec<Color32>)> {
        let (side, scale) = (self.side, self.setting.scale);
        let corner = self.at(self.place(number));
        let [left, top] = corner;
        let far = pos2(left + side[0] as f32, top + side[1] as f32);
        let clip = Rect::from_min_max(pos2(left, top) / scale, far / scale);
        let painter = pen.painter.with_clip_rect(clip);
        let pen = Pen::new(&painter, pen.t, self.setting.camera, pen.origin);
        let [right, down] = self.shift.map(|v| v as f32);
        let offset = vec2(right, down) / -scale;
        let mut mark = None;
        if self.known {
            let mut pixels = Raster::described(corner, side, scale, color);
            draw(&pen, (number, offset), &mut pixels);
            mark = pixels.mark();
            if before.is_some_and(|before| before.mark.is_some() && before.mark == mark) {
                return None;
            }
        }
        let mut pixels = Raster::piece(corner, side, scale, color);
        draw(&pen, (number, offset), &mut pixels);
        Some((mark, pixels.into_pixels()))
    }
}

/// The ground as shapes: its pieces, of one `color` before anything is drawn. Where all is `alike`, pieces of the frame
/// before are taken as they are.
pub fn shapes(
    pen: &Pen<'_>,
    grid: &Grid,
    (color, alike): (Color32, bool),
    mosaic: &mut Mosaic,
    draw: &Draw<'_>,
) -> Vec<Shape> {
    mosaic.setting = Some(grid.setting);
    let mut before = std::mem::take(&mut mosaic.pieces);
    mosaic.bands.clear();
    if !grid.known {
        before.clear();
    }
    let numbers: Vec<usize> = (0..grid.pieces()).collect();
    let drawn = GROUND.each(&numbers, &|number: &usize| {
        let before = before.get(&grid.place(*number));
        if alike && before.is_some() {
            return None;
        }
        grid.draw(pen, *number, (color, before), draw)
    });
    let mut shapes = Vec::new();
    let [right, down] = grid.shift.map(|v| v as f32);
    let [wide, high] = grid.side.map(|v| v as f32);
    for (number, drawn) in drawn.into_iter().enumerate() {
        let place = grid.place(number);
        let kept = before.remove(&place);
        let piece = match (drawn, kept) {
            (None, Some(kept)) => kept,
            (None, None) => continue,
            (Some((mark, pixels)), _) => {
                // What is drawn with a texture never changes: a new look is a new texture.
                let image = ColorImage::new(grid.side, pixels);
                let options = TextureOptions::NEAREST;
                let texture = pen.painter.ctx().load_texture("ground", image, options);
                Piece { mark, texture }
            }
        };
        let [x, y] = grid.at(place);
        let from = pos2(x + right, y + down);
        let scale = grid.setting.scale;
        let on = Rect::from_min_max(from / scale, (from + vec2(wide, high)) / scale);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        shapes.push(Shape::image(piece.texture.id(), on, whole, Color32::WHITE));
        if grid.known {
            mosaic.pieces.insert(place, piece);
        } else {
            mosaic.bands.push(piece.texture);
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Point;
    use crate::scene::tokens::Tokens;
    use egui::{Context, LayerId, Painter, RawInput, TextureId};
    use std::collections::BTreeSet;

    const VIEW: Rect = Rect {
        min: pos2(40.0, 20.0),
        max: pos2(640.0, 400.0),
    };
    const ZOOM: f32 = 0.5;

    /// A thing of the drawing, canvas units.
    struct Thing {
        at: Point,
        color: Color32,
    }

    fn things() -> Vec<Thing> {
        let thing = |number: u16| {
            let (x, y) = (f32::from(number % 12), f32::from(number / 12));
            Thing {
                at: Point::new(x * 97.3 - 40.0, y * 83.7 - 30.0),
                color: Color32::from_rgb(200, (number % 200) as u8, 40),
            }
        };
        (0..110).map(thing).collect()
    }

    fn on_screen(pen: &Pen<'_>, thing: &Thing) -> Rect {
        Rect::from_min_size(pen.at(thing.at), vec2(41.5, 30.25))
    }

    fn draw_thing(pen: &Pen<'_>, pixels: &mut Raster, thing: &Thing) {
        let rect = on_screen(pen, thing);
        let line = (1.5, Color32::BLACK);
        pixels.fill_round(rect, [8.0; 4], thing.color);
        pixels.border(rect, 8.0, line, false);
        let end = rect.max + vec2(31.0, 44.0);
        let way = [rect.center(), pos2(rect.center().x, end.y), end];
        pixels.stroke(&way, line, (&[4.0, 3.0], 1.0));
        pixels.smooth_triangle([end, rect.max, rect.min], Color32::from_black_alpha(40));
    }

    /// Draws a frame: the textures of its pieces.
    fn frame(
        ctx: &Context,
        mosaic: &mut Mosaic,
        (origin, things): (Point, &[Thing]),
        alike: bool,
    ) -> Vec<TextureId> {
        let mut ids = Vec::new();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let layer = LayerId::background();
            let painter = Painter::new(ui.ctx().clone(), layer, VIEW);
            let camera = Camera { origin, zoom: ZOOM };
            let pen = Pen::new(&painter, Tokens::light(), camera, VIEW.min);
            let grid = Grid::of(&pen, VIEW, mosaic);
            let draw = |pen: &Pen<'_>, _: (usize, Vec2), pixels: &mut Raster| {
                for thing in things {
                    draw_thing(pen, pixels, thing);
                }
            };
            let shapes = shapes(&pen, &grid, (Color32::WHITE, alike), mosaic, &draw);
            ids = shapes.iter().map(Shape::texture_id).collect();
        });
        output.textures_delta.clear();
        ids
    }

    #[test]
    fn pieces_show_what_the_whole_would() {
        let ctx = Context::default();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let painter = Painter::new(ui.ctx().clone(), LayerId::background(), VIEW);
            let camera = Camera {
                origin: Point::new(3.0, 5.0),
                zoom: ZOOM,
            };
            let pen = Pen::new(&painter, Tokens::light(), camera, VIEW.min);
            let things = things();
            let size = [VIEW.width(), VIEW.height()].map(|side| side as usize);
            let mut whole = Raster::piece(VIEW.min.into(), size, 1.0, Color32::WHITE);
            for thing in &things {
                draw_thing(&pen, &mut whole, thing);
            }
            let whole = whole.into_pixels();
            let draw = |pen: &Pen<'_>, _: (usize, Vec2), pixels: &mut Raster| {
                for thing in &things {
                    draw_thing(pen, pixels, thing);
                }
            };
            let bands = Grid::of(&pen, VIEW, &Mosaic::default());
            assert_eq!((bands.known, bands.count), (false, [1, 4]));
            let known = Mosaic {
                setting: Some(bands.setting),
                ..Mosaic::default()
            };
            let pieces = Grid::of(&pen, VIEW, &known);
            assert_eq!((pieces.known, pieces.count), (true, [3, 3]));
            for grid in [bands, pieces] {
                let mut unlike = 0;
                for number in 0..grid.pieces() {
                    let drawn = grid.draw(&pen, number, (Color32::WHITE, None), &draw);
                    let (_, pixels) = drawn.unwrap();
                    let [left, top] = grid.at(grid.place(number));
                    let from = [left - VIEW.left(), top - VIEW.top()].map(|v| v as usize);
                    for (row, line) in pixels.chunks(grid.side[0]).enumerate() {
                        for (column, pixel) in line.iter().enumerate() {
                            let (x, y) = (from[0] + column, from[1] + row);
                            if x < size[0] && y < size[1] {
                                unlike += usize::from(whole[y * size[0] + x] != *pixel);
                            }
                        }
                    }
                }
                assert_eq!(unlike, 0);
            }
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_view_moved_by_whole_pixels_keeps_its_pieces() {
        let (ctx, mut mosaic, things) = (Context::default(), Mosaic::default(), things());
        let at = |x: f32| (Point::new(x, 8.0), things.as_slice());
        frame(&ctx, &mut mosaic, at(0.0), false);
        let described = frame(&ctx, &mut mosaic, at(0.0), false);
        // 20 pixels at 50 %.
        let moved = frame(&ctx, &mut mosaic, at(40.0), false);
        let kept = described.iter().filter(|id| moved.contains(id)).count();
        assert_eq!(kept, described.len());
        let elsewhere = frame(&ctx, &mut mosaic, at(40.7), false);
        assert!(elsewhere.iter().all(|id| !moved.contains(id)));
    }

    #[test]
    fn only_pieces_with_something_else_in_them_are_drawn_anew() {
        let (ctx, mut mosaic, mut things) = (Context::default(), Mosaic::default(), things());
        let at = Point::new(0.0, 0.0);
        frame(&ctx, &mut mosaic, (at, &things), false);
        let before = frame(&ctx, &mut mosaic, (at, &things), false);
        assert_eq!(frame(&ctx, &mut mosaic, (at, &things), false), before);
        // In the very corner.
        things[13].color = Color32::BLUE;
        let after = frame(&ctx, &mut mosaic, (at, &things), false);
        let differ: BTreeSet<usize> = (0..after.len())
            .filter(|n| before[*n] != after[*n])
            .collect();
        assert_eq!(differ, BTreeSet::from([0]));
        things[13].color = Color32::RED;
        assert_eq!(frame(&ctx, &mut mosaic, (at, &things), true), after);
    }
}
