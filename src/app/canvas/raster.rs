//! Pixels of the view, set on the processor: the ground of the drawing, far away all of it, and the small map. Frames stand in frames
//! stand in frames, and each covers most of the view: as triangles, every pixel would be shaded half a dozen times, which a
//! software rasteriser pays for. Here a pixel is set by the fill of a row, and shaded once.

use crate::app::SHADED_PIXELS;
use egui::{
    Color32, ColorImage, Painter, Pos2, Rect, Shape, TextureHandle, TextureOptions, pos2, vec2,
};
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// Width and height of a piece of a picture, pixels: where little changes, only that is drawn anew.
const PIECE: [usize; 2] = [256, 128];
/// Lengths of a dash and a gap in the border of a frame, points.
const DASH: (f32, f32) = (4.0, 3.0);

/// Pixels of the view.
pub struct Raster {
    size: [usize; 2],
    /// Upper left corner, pixels of the window.
    corner: [f32; 2],
    /// Pixels for a point.
    scale: f32,
    pixels: Vec<Color32>,
    /// Kinds of round corners that were drawn: most are alike.
    arcs: Vec<Arc<Arch>>,
    /// Nothing is drawn: this becomes a number of what would be.
    mark: Option<Mark>,
}

/// Makes a number of what is drawn.
type Mark = <FixedState as BuildHasher>::Hasher;

/// A picture that is drawn, and what is kept of it for the next one.
#[derive(Default)]
pub struct Picture {
    /// Row by row.
    pieces: Vec<TextureHandle>,
    /// What they show.
    size: [usize; 2],
    pixels: Vec<Color32>,
    /// Memory of a picture that is no longer drawn.
    spare: Vec<Color32>,
}

/// Radii of the corners of a rectangle, points, from the upper left one clockwise.
pub type Corners = [f32; 4];

/// Whether the pixels of a view are few enough to be set one by one, and a texture can hold them.
pub fn fits(painter: &Painter, rect: Rect) -> bool {
    let ppp = painter.pixels_per_point();
    rect.area() * ppp * ppp <= SHADED_PIXELS && rect.size().max_elem() * ppp < longest(painter)
}

/// Pixels for a point of a view: those of the screen, or one where these are too many.
pub fn scale_for(painter: &Painter, rect: Rect) -> f32 {
    let ppp = painter.pixels_per_point();
    if fits(painter, rect) {
        return ppp;
    }
    // One less: both edges may be rounded outwards.
    let most = (longest(painter) - 1.0) / rect.size().max_elem().max(1.0);
    ppp.min(1.0).min(most)
}

/// The longest side of a texture, pixels.
fn longest(painter: &Painter) -> f32 {
    painter.ctx().input(|i| i.max_texture_side) as f32
}

impl Raster {
    /// The part `rect` of the window in one colour. One of too many pixels has one for each point.
    pub fn new(painter: &Painter, rect: Rect, color: Color32, picture: &mut Picture) -> Raster {
        let scale = scale_for(painter, rect);
        let corner = [rect.left(), rect.top()].map(|v| (v * scale).round());
        let far = [rect.right(), rect.bottom()].map(|v| (v * scale).round());
        let side = |axis: usize| (far[axis] - corner[axis]).clamp(1.0, 16_384.0) as usize;
        let size = [side(0), side(1)];
        // The memory of a picture before: new memory has to be cleared by the system first.
        let mut pixels = std::mem::take(&mut picture.spare);
        pixels.clear();
        pixels.resize(size[0] * size[1], color);
        Raster {
            pixels,
            ..Raster::empty(corner, size, scale)
        }
    }

    fn empty(corner: [f32; 2], size: [usize; 2], scale: f32) -> Raster {
        Raster {
            size,
            corner,
            scale,
            pixels: Vec::new(),
            arcs: Vec::new(),
            mark: None,
        }
    }

    /// A piece of a picture: its upper left corner in pixels of the window, its width and height, and pixels for a point.
    pub fn piece(corner: [f32; 2], size: [usize; 2], scale: f32, color: Color32) -> Raster {
        Raster {
            pixels: vec![color; size[0] * size[1]],
            ..Raster::empty(corner, size, scale)
        }
    }

    /// The same, of which nothing is drawn: what would be becomes a number ([`Self::mark`]).
    pub fn described(corner: [f32; 2], size: [usize; 2], scale: f32, color: Color32) -> Raster {
        let mut mark = FixedState::with_seed(0).build_hasher();
        (size, color).hash(&mut mark);
        Raster {
            mark: Some(mark),
            ..Raster::empty(corner, size, scale)
        }
    }

    /// Adds a number to the description, where nothing is drawn.
    pub fn note(&mut self, number: u64) {
        if let Some(mark) = &mut self.mark {
            mark.write_u64(number);
        }
    }

    /// Whether nothing is drawn.
    pub fn is_description(&self) -> bool {
        self.mark.is_some()
    }

    /// The number of what would have been drawn: equal ones look alike.
    pub fn mark(&self) -> Option<u64> {
        self.mark.as_ref().map(Hasher::finish)
    }

    /// What was drawn, row by row.
    pub fn into_pixels(self) -> Vec<Color32> {
        self.pixels
    }

    /// Where nothing is drawn, describes something that lies in `around` on screen by `values` and `color`. Whether that is so.
    pub fn describes(&mut self, around: Rect, values: &[f32], color: Color32) -> bool {
        let Some(mark) = &mut self.mark else {
            return false;
        };
        let [x, y] = self.corner;
        let [width, height] = self.size.map(|side| side as f32);
        let (from, to) = (around.min * self.scale, around.max * self.scale);
        // A pixel more: edges are smooth.
        let seen = to.x > x - 2.0 && from.x < x + width + 2.0;
        if seen && to.y > y - 2.0 && from.y < y + height + 2.0 {
            for value in values {
                mark.write_u32(value.to_bits());
            }
            color.hash(mark);
        }
        true
    }

    /// The picture as shapes, one for each piece. A piece that looks as the one before has its texture; every other one has
    /// its own, so that what is drawn with a texture never changes.
    pub fn shapes(self, painter: &Painter, picture: &mut Picture) -> Vec<Shape> {
        let [width, height] = self.size;
        let [wide, high] = PIECE;
        let corners = (0..height)
            .step_by(high)
            .flat_map(|y| (0..width).step_by(wide).map(move |x| [x, y]));
        let is_alike = picture.size == self.size;
        let before = std::mem::take(&mut picture.pieces);
        let mut before = before.into_iter().filter(|_| is_alike);
        let shown = std::mem::take(&mut picture.pixels);
        let mut shapes = Vec::new();
        for [x, y] in corners {
            let (right, bottom) = ((x + wide).min(width), (y + high).min(height));
            let rows = (y..bottom).map(|row| row * width + x..row * width + right);
            let kept = before.next().filter(|_| {
                let mut rows = rows.clone();
                rows.all(|row| shown.get(row.clone()) == self.pixels.get(row))
            });
            let texture = kept.unwrap_or_else(|| {
                let size = [right - x, bottom - y];
                let mut pixels = Vec::with_capacity(size[0] * size[1]);
                for row in rows.filter_map(|row| self.pixels.get(row)) {
                    pixels.extend_from_slice(row);
                }
                let image = ColorImage::new(size, pixels);
                painter
                    .ctx()
                    .load_texture("pixels", image, TextureOptions::NEAREST)
            });
            let at = |x: usize, y: usize| {
                let [left, top] = self.corner;
                pos2(left + x as f32, top + y as f32) / self.scale
            };
            let place = Rect::from_min_max(at(x, y), at(right, bottom));
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            shapes.push(Shape::image(texture.id(), place, whole, Color32::WHITE));
            picture.pieces.push(texture);
        }
        picture.size = self.size;
        picture.pixels = self.pixels;
        picture.spare = shown;
        shapes
    }

    /// Points that a pixel takes.
    pub fn pixel(&self) -> f32 {
        1.0 / self.scale
    }

    /// The first pixel whose middle is at or after a place, and the first one beyond another, both in the view.
    fn span(&self, axis: usize, from: f32, to: f32) -> (usize, usize) {
        let pixel = |v: f32| {
            let v = (v * self.scale - self.corner[axis] - 0.5).ceil();
            v.clamp(0.0, self.size[axis] as f32) as usize
        };
        (pixel(from), pixel(to))
    }

    /// Width and height, pixels.
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// Pixels for a point.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// A place on screen in pixels from the upper left corner.
    pub fn to_pixels(&self, p: Pos2) -> [f32; 2] {
        let [x, y] = self.corner;
        [p.x * self.scale - x, p.y * self.scale - y]
    }

    /// Blends a colour over the pixels `along` a row (axis 0) or column (axis 1).
    pub fn run(&mut self, axis: usize, lane: usize, along: Range<usize>, color: Color32) {
        let width = self.size[0];
        let pixels = if axis == 0 {
            let row = lane * width;
            self.pixels
                .get_mut(row + along.start..row + along.end.min(width))
        } else {
            self.pixels.get_mut(along.start * width..along.end * width)
        };
        let (first, step) = if axis == 0 { (0, 1) } else { (lane, width) };
        let pixels = pixels.into_iter().flatten().skip(first).step_by(step);
        if color.is_opaque() {
            pixels.for_each(|pixel| *pixel = color);
        } else {
            pixels.for_each(|pixel| *pixel = pixel.blend(color));
        }
    }

    /// Sets the pixels whose middles lie in a rectangle on screen.
    pub fn fill(&mut self, rect: Rect, color: Color32) {
        let (x0, x1) = self.span(0, rect.left(), rect.right());
        let (y0, y1) = self.span(1, rect.top(), rect.bottom());
        if x0 >= x1 || y0 >= y1 || color == Color32::TRANSPARENT {
            return;
        }
        if let Some(mark) = &mut self.mark {
            ([x0, y0, x1, y1], color).hash(mark);
            return;
        }
        let width = self.size[0];
        let rows = self.pixels.chunks_exact_mut(width).take(y1).skip(y0);
        for row in rows {
            let Some(row) = row.get_mut(x0..x1) else {
                continue;
            };
            if color.is_opaque() {
                row.fill(color);
            } else {
                // Neighbours are alike as a rule.
                let mut last = (color, color.blend(color));
                for pixel in row {
                    if last.0 != *pixel {
                        last = (*pixel, pixel.blend(color));
                    }
                    *pixel = last.1;
                }
            }
        }
    }

    /// A level or upright line with dashes and gaps of `pattern`, times `scale`, of which so much has passed before it.
    pub fn dashed_line(
        &mut self,
        [a, b]: [Pos2; 2],
        (width, color): (f32, Color32),
        (pattern, scale): (&[f32], f32),
        passed: f32,
    ) {
        let around = Rect::from_two_pos(a, b).expand(width);
        if self.describes(around, &[a.x, a.y, b.x, b.y, width, passed, scale], color) {
            return;
        }
        let level = (a.y - b.y).abs() <= (a.x - b.x).abs();
        let axis = usize::from(!level);
        let (from, to) = if level { (a.x, b.x) } else { (a.y, b.y) };
        let length = (to - from).abs();
        let forward = if to >= from { 1.0 } else { -1.0 };
        // Only what is in view: a line may be far longer.
        let view = [
            self.corner[axis],
            self.corner[axis] + self.size[axis] as f32,
        ];
        let [low, high] = view.map(|v| (v / self.scale - from) * forward);
        let (near, far) = (low.min(high).max(0.0), low.max(high).min(length));
        let half = width * 0.5;
        for (start, end) in on_parts(pattern, scale, (passed + near, passed + far)) {
            let [p, q] = [start, end].map(|way| from + (way - passed) * forward);
            let (p, q) = (p.min(q), p.max(q));
            let rect = if level {
                Rect::from_min_max(pos2(p, a.y - half), pos2(q, a.y + half))
            } else {
                Rect::from_min_max(pos2(a.x - half, p), pos2(a.x + half, q))
            };
            self.fill(rect, color);
        }
    }

    /// A triangle with a level or upright base; first its tip.
    pub fn triangle(&mut self, [tip, a, b]: [Pos2; 3], color: Color32) {
        let around = Rect::from_points(&[tip, a, b]);
        if self.describes(around, &[tip.x, tip.y, a.x, a.y, b.x, b.y], color) {
            return;
        }
        let middle = a + (b - a) * 0.5;
        let level = (tip.y - middle.y).abs() <= (tip.x - middle.x).abs();
        let step = 1.0 / self.scale;
        let length = tip.distance(middle);
        if length <= 0.0 {
            return;
        }
        let half = a.distance(b) * 0.5;
        let direction = (middle - tip) / length;
        let mut way = 0.0;
        while way < length {
            let wide = (half * (way + step * 0.5) / length).max(step * 0.5);
            let at = tip + direction * (way + step * 0.5);
            let size = if level {
                vec2(step, wide * 2.0)
            } else {
                vec2(wide * 2.0, step)
            };
            self.fill(Rect::from_center_size(at, size), color);
            way += step;
        }
    }

    /// A filled rectangle with round corners.
    pub fn fill_round(&mut self, rect: Rect, corners: Corners, color: Color32) {
        let [nw, ne, se, sw] = corners;
        let (from, to) = (rect.min, rect.max);
        if self.describes(rect, &[from.x, from.y, to.x, to.y, nw, ne, se, sw], color) {
            return;
        }
        let (top, bottom) = (nw.max(ne), se.max(sw));
        let (l, r, t, b) = (rect.left(), rect.right(), rect.top(), rect.bottom());
        let parts = [
            (pos2(l + nw, t), pos2(r - ne, t + top)),
            (pos2(l, t + top), pos2(r, b - bottom)),
            (pos2(l + sw, b - bottom), pos2(r - se, b)),
            // Beside the smaller of two unequal corners.
            (pos2(l, t + nw), pos2(l + nw, t + top)),
            (pos2(r - ne, t + ne), pos2(r, t + top)),
            (pos2(l, b - bottom), pos2(l + sw, b - sw)),
            (pos2(r - se, b - bottom), pos2(r, b - se)),
        ];
        for (from, to) in parts {
            self.fill(Rect::from_min_max(from, to), color);
        }
        self.corners(rect, corners, Cover::Fill, color);
    }

    /// The border of a rectangle, inside of it, with round corners; in dashes where it is asked for.
    pub fn border(
        &mut self,
        rect: Rect,
        radius: f32,
        (width, color): (f32, Color32),
        dashed: bool,
    ) {
        let dashes = f32::from(u8::from(dashed));
        let (from, to) = (rect.min, rect.max);
        let values = [from.x, from.y, to.x, to.y, radius, width, dashes];
        if self.describes(rect, &values, color) {
            return;
        }
        let radius = radius
            .min(rect.width() * 0.5)
            .min(rect.height() * 0.5)
            .max(0.0);
        let (l, r, t, b) = (rect.left(), rect.right(), rect.top(), rect.bottom());
        let (wide, high) = (r - l - 2.0 * radius, b - t - 2.0 * radius);
        let arc = std::f32::consts::FRAC_PI_2 * radius;
        // Where each side begins, along the border, clockwise from the upper left corner's end.
        let starts = [
            0.0,
            wide + arc,
            wide + high + 2.0 * arc,
            2.0 * wide + high + 3.0 * arc,
        ];
        let sides = [
            (pos2(l + radius, t), pos2(r - radius, t + width), false),
            (pos2(r - width, t + radius), pos2(r, b - radius), false),
            (pos2(l + radius, b - width), pos2(r - radius, b), true),
            (pos2(l, t + radius), pos2(l + width, b - radius), true),
        ];
        for ((from, to, back), start) in sides.into_iter().zip(starts) {
            let side = Rect::from_min_max(from, to);
            if dashed {
                self.dashes(side, (start, back), color);
            } else {
                self.fill(side, color);
            }
        }
        let cover = if dashed {
            Cover::Dashes(width)
        } else {
            Cover::Line(width)
        };
        self.corners(rect, [radius; 4], cover, color);
    }

    /// A straight side in dashes; `start` is where it begins along the border, which goes back to smaller coordinates on
    /// two sides.
    fn dashes(&mut self, side: Rect, (start, back): (f32, bool), color: Color32) {
        let level = side.width() >= side.height();
        let axis = usize::from(!level);
        let (from, to) = if level {
            (side.left(), side.right())
        } else {
            (side.top(), side.bottom())
        };
        let period = DASH.0 + DASH.1;
        // Only those in view: the border of a frame may be far longer than the view.
        let view = [
            self.corner[axis],
            self.corner[axis] + self.size[axis] as f32,
        ];
        let [low, high] = view.map(|v| v / self.scale);
        let first = (from.max(low) - period).max(from - period);
        let phase = if back { to + start } else { from - start };
        let mut at = phase + ((first - phase) / period).floor() * period;
        while at < to.min(high) + period {
            let (a, b) = if back {
                (at - DASH.0, at)
            } else {
                (at, at + DASH.0)
            };
            let (a, b) = (a.max(from), b.min(to));
            let dash = if level {
                Rect::from_min_max(pos2(a, side.top()), pos2(b, side.bottom()))
            } else {
                Rect::from_min_max(pos2(side.left(), a), pos2(side.right(), b))
            };
            if a < b {
                self.fill(dash, color);
            }
            at += period;
        }
    }

    /// Blends `color` over the pixels of round corners, from the upper left one clockwise.
    fn corners(&mut self, rect: Rect, radii: Corners, cover: Cover, color: Color32) {
        for (number, radius) in radii.into_iter().enumerate() {
            let (left, top) = (number == 0 || number == 3, number < 2);
            let x = if left { rect.left() } else { rect.right() };
            let y = if top { rect.top() } else { rect.bottom() };
            let corner = Corner {
                at: [x, y].map(|v| v * self.scale),
                left,
                top,
                radius: radius * self.scale,
            };
            if corner.radius <= 0.0 || corner.radius > 16_384.0 {
                continue;
            }
            // Edges between pixels: the corner is covered as every other one of its kind.
            let is_even = |v: &f32| (*v - v.round()).abs() < 0.01;
            if corner.at.iter().all(is_even) && !matches!(cover, Cover::Dashes(_)) {
                self.even_corner(corner, cover, color);
            } else {
                self.corner(corner, cover, color);
            }
        }
    }

    /// A corner wherever it is.
    fn corner(&mut self, corner: Corner, cover: Cover, color: Color32) {
        let ([x, y], radius) = (corner.at, corner.radius);
        // The middle of its circle, and the pixels whose middles lie between that and the corner.
        let middle = [
            if corner.left { x + radius } else { x - radius },
            if corner.top { y + radius } else { y - radius },
        ];
        let side = |axis: usize, edge: f32| {
            let pixel = |v: f32| {
                let v = (v - self.corner[axis] - 0.5).ceil();
                v.clamp(0.0, self.size[axis] as f32) as usize
            };
            pixel(edge.min(middle[axis]))..pixel(edge.max(middle[axis]))
        };
        let (columns, rows) = (side(0, x), side(1, y));
        for row in rows {
            for column in columns.clone() {
                let dx = column as f32 + 0.5 + self.corner[0] - middle[0];
                let dy = row as f32 + 0.5 + self.corner[1] - middle[1];
                let share = cover.share([dx, dy], radius, self.scale);
                if let Some(pixel) = self.pixels.get_mut(row * self.size[0] + column) {
                    blend(pixel, color, share);
                }
            }
        }
    }

    /// The same where the edges lie between pixels.
    fn even_corner(&mut self, corner: Corner, cover: Cover, color: Color32) {
        let Corner {
            at: [x, y],
            left,
            top,
            radius,
        } = corner;
        let [x, y] = [x - self.corner[0], y - self.corner[1]].map(|v| v.round() as i64);
        let [width, height] = self
            .size
            .map(|side| i64::try_from(side).unwrap_or(i64::MAX));
        let reach = radius.ceil() as i64 + 1;
        let is_out = |at: i64, first: bool, most: i64| {
            let (from, to) = if first {
                (at, at + reach)
            } else {
                (at - reach, at)
            };
            to <= 0 || from >= most
        };
        if is_out(x, left, width) || is_out(y, top, height) {
            return;
        }
        // As many as have their middles before that of the circle; one on it belongs to a lower or right corner.
        let count = |first: bool| {
            let count = if first {
                (radius - 0.5).ceil()
            } else {
                (radius - 0.5).floor() + 1.0
            };
            count.max(0.0) as usize
        };
        let arc = self.arc(radius, cover);
        for row in 0..count(top) {
            let step = row as i64;
            let line = if top { y + step } else { y - 1 - step };
            let Some(line) = usize::try_from(line)
                .ok()
                .filter(|line| *line < self.size[1])
            else {
                continue;
            };
            let start = line * self.size[0];
            let Some(line) = self.pixels.get_mut(start..start + self.size[0]) else {
                continue;
            };
            let Some(shares) = arc.shares.get(row * arc.side..(row + 1) * arc.side) else {
                continue;
            };
            for (step, share) in (0_i64..).zip(shares.iter().take(count(left))) {
                let column = if left { x + step } else { x - 1 - step };
                let place = usize::try_from(column).ok();
                if let Some(pixel) = place.and_then(|column| line.get_mut(column)) {
                    blend(pixel, color, *share);
                }
            }
        }
    }

    /// How the pixels of an even corner are covered.
    fn arc(&mut self, radius: f32, cover: Cover) -> Arc<Arch> {
        let known = self.arcs.iter().find(|arc| arc.kind == (radius, cover));
        if let Some(known) = known {
            return known.clone();
        }
        let side = (radius + 0.5).floor().max(0.0) as usize;
        let places = (0..side * side).map(|place| {
            let away = |step: usize| radius - step as f32 - 0.5;
            let at = [away(place % side), away(place / side)];
            cover.share(at, radius, self.scale)
        });
        let arc = Arc::new(Arch {
            kind: (radius, cover),
            side,
            shares: places.collect(),
        });
        self.arcs.push(arc.clone());
        arc
    }
}

/// A round corner of a rectangle.
#[derive(Clone, Copy)]
struct Corner {
    /// Where the edges would meet, in pixels of the window.
    at: [f32; 2],
    /// A left or a right one.
    left: bool,
    /// An upper or a lower one.
    top: bool,
    /// Pixels.
    radius: f32,
}

/// What of a round corner is covered.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cover {
    /// All of it.
    Fill,
    /// A line of so many points along the edge, inside.
    Line(f32),
    /// The same in dashes.
    Dashes(f32),
}

impl Cover {
    /// How much of a pixel is covered, 0 to 255: `at` is the way to its middle from that of the circle.
    fn share(self, [dx, dy]: [f32; 2], radius: f32, scale: f32) -> u8 {
        let distance = (dx * dx + dy * dy).sqrt();
        let outer = (radius + 0.5 - distance).clamp(0.0, 1.0);
        let (Cover::Line(width) | Cover::Dashes(width)) = self else {
            return (outer * f32::from(u8::MAX)) as u8;
        };
        let inner = (distance - (radius - width * scale) + 0.5).clamp(0.0, 1.0);
        let along = || dy.abs().atan2(dx.abs()) * radius;
        let is_gap = matches!(self, Cover::Dashes(_))
            && along().rem_euclid((DASH.0 + DASH.1) * scale) >= DASH.0 * scale;
        if is_gap {
            return 0;
        }
        (outer * inner * f32::from(u8::MAX)) as u8
    }
}

/// An even corner: its edges lie between pixels.
struct Arch {
    /// Radius in pixels, and what is covered.
    kind: (f32, Cover),
    /// Pixels on a side.
    side: usize,
    /// How much of each pixel is covered, row by row from the corner of the rectangle inwards.
    shares: Vec<u8>,
}

fn blend(pixel: &mut Color32, color: Color32, share: u8) {
    match share {
        0 => {}
        u8::MAX if color.is_opaque() => *pixel = color,
        _ => *pixel = pixel.blend(color.gamma_multiply_u8(share)),
    }
}

#[cfg(test)]
impl Raster {
    /// Pixels of one colour, the first of them at the corner of the window.
    pub fn of_size(size: [usize; 2], color: Color32) -> Raster {
        Raster::piece([0.0, 0.0], size, 1.0, color)
    }
    /// Row by row.
    pub fn pixels(&self) -> &[Color32] {
        &self.pixels
    }
}

/// The dashes of `pattern` (dash, gap, dash, gap ...), times `scale`, along a line from its start, as far as they lie between
/// two distances from it.
pub fn on_parts(
    pattern: &[f32],
    scale: f32,
    (near, far): (f32, f32),
) -> impl Iterator<Item = (f32, f32)> {
    let period: f32 = pattern.iter().sum::<f32>() * scale;
    let first = if period > 0.0 {
        (near / period).floor()
    } else {
        0.0
    };
    let periods = if period > 0.0 && far > near {
        ((far / period).ceil() - first).max(0.0) as usize
    } else {
        0
    };
    (0..periods)
        .flat_map(move |number| {
            let start = (first + number as f32) * period;
            pattern.chunks(2).scan(start, move |at, pair| {
                let [on, off] =
                    [pair.first(), pair.get(1)].map(|v| v.copied().unwrap_or(0.0) * scale);
                let dash = (at.max(near), (*at + on).min(far));
                *at += on + off;
                Some(dash)
            })
        })
        .filter(|(from, to)| from < to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn raster(size: [usize; 2]) -> Raster {
        Raster {
            size,
            corner: [10.0, 20.0],
            scale: 1.0,
            pixels: vec![Color32::BLACK; size[0] * size[1]],
            arcs: Vec::new(),
            mark: None,
        }
    }
    fn rect(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect::from_min_max(pos2(x0, y0), pos2(x1, y1))
    }
    fn white(raster: &Raster) -> Vec<[usize; 2]> {
        let places = raster.pixels.iter().enumerate();
        let white = places.filter(|(_, pixel)| **pixel == Color32::WHITE);
        white
            .map(|(i, _)| [i % raster.size[0], i / raster.size[0]])
            .collect()
    }

    #[test]
    fn pixels_whose_middles_lie_inside_are_set_and_nothing_beyond_the_view() {
        let mut some = raster([4, 3]);
        some.fill(rect(11.4, 20.0, 12.6, 21.0), Color32::WHITE);
        assert_eq!(white(&some), [[1, 0], [2, 0]]);
        let mut all = raster([4, 3]);
        all.fill(rect(-1e9, f32::MIN, 1e9, f32::MAX), Color32::WHITE);
        assert_eq!(white(&all).len(), 12);
        let mut none = raster([4, 3]);
        none.fill(rect(11.6, 20.0, 12.4, 21.0), Color32::WHITE);
        assert_eq!(white(&none), [] as [[usize; 2]; 0]);
    }

    #[test]
    fn a_line_of_a_points_width_is_a_pixel_wide_wherever_it_lies() {
        for step in 0..16_u8 {
            let at = 21.0 + f32::from(step) / 16.0;
            let mut line = raster([4, 6]);
            let (a, b) = (pos2(11.0, at), pos2(13.0, at));
            line.fill(Rect::from_two_pos(a, b).expand(0.5), Color32::WHITE);
            let rows: BTreeSet<usize> = white(&line).into_iter().map(|[_, y]| y).collect();
            assert_eq!(rows.len(), 1, "{at}");
        }
    }

    #[test]
    fn dashes_go_on_around_corners_and_only_those_in_view_are_counted() {
        let dashes = |near, far| on_parts(&[6.0, 3.0], 1.0, (near, far)).collect::<Vec<_>>();
        assert_eq!(dashes(0.0, 20.0), [(0.0, 6.0), (9.0, 15.0), (18.0, 20.0)]);
        assert_eq!(dashes(4.0, 10.0), [(4.0, 6.0), (9.0, 10.0)]);
        assert_eq!(dashes(9e5, 9e5 + 9.0).len(), 1);
        assert_eq!(dashes(6.5, 8.5), []);
        let stream: Vec<_> = on_parts(&[10.0, 3.0, 2.0, 3.0], 0.5, (0.0, 9.0)).collect();
        assert_eq!(stream, [(0.0, 5.0), (6.5, 7.5)]);
        assert_eq!(on_parts(&[], 1.0, (0.0, 9.0)).count(), 0);
        let mut line = raster([12, 3]);
        let ends = [pos2(21.0, 21.5), pos2(-900.0, 21.5)];
        line.dashed_line(ends, (1.0, Color32::WHITE), (&[4.0, 2.0], 1.0), 0.0);
        let row: Vec<usize> = white(&line).iter().map(|p| p[0]).collect();
        assert_eq!(row, [1, 2, 3, 4, 7, 8, 9, 10]);
    }

    #[test]
    fn a_head_grows_from_its_tip() {
        let mut head = raster([8, 9]);
        let tip = pos2(18.0, 24.5);
        head.triangle([tip, pos2(14.0, 21.5), pos2(14.0, 27.5)], Color32::WHITE);
        let high = |x: usize| white(&head).iter().filter(|p| p[0] == x).count();
        assert_eq!([3, 4, 5, 6, 7].map(high), [0, 5, 3, 3, 1]);
    }

    #[test]
    fn what_shines_through_is_blended() {
        let mut some = raster([1, 1]);
        let veil = Color32::from_rgba_premultiplied(100, 0, 50, 128);
        some.fill(rect(10.0, 20.0, 11.0, 21.0), veil);
        let pixel = some.pixels[0];
        assert_eq!((pixel.r(), pixel.b(), pixel.a()), (100, 50, 255));
    }

    #[test]
    fn a_round_rectangle_lacks_its_corners_alone_and_no_pixel_is_set_twice() {
        let frame = rect(10.0, 20.0, 30.0, 36.0);
        let mut round = raster([20, 16]);
        round.fill_round(frame, [6.0, 6.0, 0.0, 0.0], Color32::WHITE);
        let set: BTreeSet<[usize; 2]> = white(&round).into_iter().collect();
        assert!(!set.contains(&[0, 0]) && !set.contains(&[19, 0]) && !set.contains(&[1, 0]));
        assert!(
            set.contains(&[0, 15]) && set.contains(&[19, 15]),
            "square below"
        );
        assert!(set.contains(&[0, 6]) && set.contains(&[6, 0]) && set.contains(&[3, 3]));
        // Half of a veil laid over twice would be darker.
        let mut veil = raster([20, 16]);
        let half = Color32::from_rgba_premultiplied(128, 128, 128, 128);
        veil.fill_round(frame, [6.0, 3.0, 4.0, 0.0], half);
        assert!(veil.pixels.iter().all(|pixel| pixel.r() <= 128));
        let inner = veil.pixels.iter().filter(|pixel| pixel.r() == 128);
        assert!(inner.count() > 20 * 16 - 40);
    }

    #[test]
    fn a_border_lies_inside_and_dashes_leave_gaps() {
        let frame = rect(10.0, 20.0, 24.0, 28.0);
        let mut border = raster([16, 10]);
        border.border(frame, 0.0, (1.0, Color32::WHITE), false);
        assert_eq!(white(&border).len(), 2 * 14 + 2 * 6);
        let mut dashes = raster([16, 10]);
        dashes.border(frame, 0.0, (1.0, Color32::WHITE), true);
        let places = white(&dashes);
        let top: Vec<usize> = places.iter().filter(|p| p[1] == 0).map(|p| p[0]).collect();
        // Two dashes of 4 with gaps of 3 along the top; the right side goes on after 14 points, with a dash.
        assert_eq!(top, [0, 1, 2, 3, 7, 8, 9, 10, 13]);
        let right: Vec<usize> = places.iter().filter(|p| p[0] == 13).map(|p| p[1]).collect();
        assert_eq!(right[..4], [0, 1, 2, 3]);
    }
}
