//! Pixels of the view, set on the processor: the ground of the drawing, far away all of it, and the small map. Frames stand in frames
//! stand in frames, and each covers most of the view: as triangles, every pixel would be shaded half a dozen times, which a
//! software rasteriser pays for. Here a pixel is set by the fill of a row, and shaded once.

use crate::app::SHADED_PIXELS;
use egui::{
    Color32, ColorImage, ImageData, Painter, Pos2, Rect, Shape, TextureHandle, TextureOptions,
    pos2, vec2,
};
use std::sync::Arc;

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
}

/// A picture that is drawn, and what is kept of it for the next one.
#[derive(Default)]
pub struct Picture {
    texture: Option<TextureHandle>,
    /// What the texture shows.
    image: Option<Arc<ColorImage>>,
    /// Memory of a picture that is no longer drawn.
    spare: Option<Arc<ColorImage>>,
}

/// Radii of the corners of a rectangle, points, from the upper left one clockwise.
pub type Corners = [f32; 4];

/// Whether the pixels of a view are few enough to be set one by one, and a texture can hold them.
pub fn fits(painter: &Painter, rect: Rect) -> bool {
    let ppp = painter.pixels_per_point();
    rect.area() * ppp * ppp <= SHADED_PIXELS && rect.size().max_elem() * ppp < longest(painter)
}

/// The longest side of a texture, pixels.
fn longest(painter: &Painter) -> f32 {
    painter.ctx().input(|i| i.max_texture_side) as f32
}

impl Raster {
    /// The part `rect` of the window in one colour. One of too many pixels has one for each point.
    pub fn new(painter: &Painter, rect: Rect, color: Color32, picture: &mut Picture) -> Raster {
        let ppp = painter.pixels_per_point();
        let scale = if fits(painter, rect) {
            ppp
        } else {
            // One less: both edges may be rounded outwards.
            let most = (longest(painter) - 1.0) / rect.size().max_elem().max(1.0);
            ppp.min(1.0).min(most)
        };
        let corner = [rect.left(), rect.top()].map(|v| (v * scale).round());
        let far = [rect.right(), rect.bottom()].map(|v| (v * scale).round());
        let side = |axis: usize| (far[axis] - corner[axis]).clamp(1.0, 16_384.0) as usize;
        let size = [side(0), side(1)];
        // The memory of a picture before: new memory has to be cleared by the system first.
        let spare = picture.spare.take().and_then(Arc::into_inner);
        let mut pixels = spare.map_or_else(Vec::new, |image| image.pixels);
        pixels.clear();
        pixels.resize(size[0] * size[1], color);
        Raster {
            size,
            corner,
            scale,
            pixels,
        }
    }

    /// The picture as a shape. One that looks as the one before has its texture; every other one has its own, so that
    /// what is drawn with a texture never changes.
    pub fn shape(self, painter: &Painter, picture: &mut Picture) -> Shape {
        let corner = pos2(self.corner[0], self.corner[1]) / self.scale;
        let size = vec2(self.size[0] as f32, self.size[1] as f32) / self.scale;
        let image = ColorImage::new(self.size, self.pixels);
        let same = |before: &Arc<ColorImage>| before.pixels == image.pixels;
        let id = match &picture.texture {
            Some(texture)
                if texture.size() == self.size && picture.image.as_ref().is_some_and(same) =>
            {
                picture.spare = Some(Arc::new(image));
                texture.id()
            }
            _ => {
                let image = Arc::new(image);
                picture.spare = picture.image.replace(image.clone());
                let (ctx, image) = (painter.ctx(), ImageData::Color(image));
                let loaded = ctx.load_texture("pixels", image, TextureOptions::NEAREST);
                picture.texture.insert(loaded).id()
            }
        };
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let place = Rect::from_min_size(corner, size);
        Shape::image(id, place, whole, Color32::WHITE)
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

    /// Sets the pixels whose middles lie in a rectangle on screen.
    pub fn fill(&mut self, rect: Rect, color: Color32) {
        let (x0, x1) = self.span(0, rect.left(), rect.right());
        let (y0, y1) = self.span(1, rect.top(), rect.bottom());
        if x0 >= x1 || y0 >= y1 || color == Color32::TRANSPARENT {
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
                for pixel in row {
                    *pixel = pixel.blend(color);
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
        self.corners(
            rect,
            corners,
            &|distance, radius, _| (radius + 0.5 - distance).clamp(0.0, 1.0) * f32::from(u8::MAX),
            color,
        );
    }

    /// The border of a rectangle, inside of it, with round corners; in dashes where it is asked for.
    pub fn border(
        &mut self,
        rect: Rect,
        radius: f32,
        (width, color): (f32, Color32),
        dashed: bool,
    ) {
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
        let scale = self.scale;
        let stroke = move |distance: f32, radius: f32, [dx, dy]: [f32; 2]| {
            let outer = (radius + 0.5 - distance).clamp(0.0, 1.0);
            let inner = (distance - (radius - width * scale) + 0.5).clamp(0.0, 1.0);
            let along = || dy.abs().atan2(dx.abs()) * radius;
            let on = !dashed || along().rem_euclid((DASH.0 + DASH.1) * scale) < DASH.0 * scale;
            if on {
                outer * inner * f32::from(u8::MAX)
            } else {
                0.0
            }
        };
        self.corners(rect, [radius; 4], &stroke, color);
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

    /// Blends `color` over the pixels of round corners; `cover` says how much (0 to 255), from the distance to the middle of
    /// the corner's circle, its radius, and the way from the middle (all in pixels).
    fn corners(
        &mut self,
        rect: Rect,
        radii: Corners,
        cover: &dyn Fn(f32, f32, [f32; 2]) -> f32,
        color: Color32,
    ) {
        let (l, r, t, b) = (rect.left(), rect.right(), rect.top(), rect.bottom());
        for (number, radius) in radii.into_iter().enumerate() {
            if radius <= 0.0 {
                continue;
            }
            let (left, top) = (number == 0 || number == 3, number < 2);
            let x = if left { l + radius } else { r - radius };
            let y = if top { t + radius } else { b - radius };
            let (x0, x1) = if left { (l, x) } else { (x, r) };
            let (y0, y1) = if top { (t, y) } else { (y, b) };
            let (x0, x1) = self.span(0, x0, x1);
            let (y0, y1) = self.span(1, y0, y1);
            let middle = [
                x * self.scale - self.corner[0],
                y * self.scale - self.corner[1],
            ];
            for row in y0..y1 {
                for column in x0..x1 {
                    let dx = column as f32 + 0.5 - middle[0];
                    let dy = row as f32 + 0.5 - middle[1];
                    let distance = (dx * dx + dy * dy).sqrt();
                    let share = cover(distance, radius * self.scale, [dx, dy]) as u8;
                    if share > 0
                        && let Some(pixel) = self.pixels.get_mut(row * self.size[0] + column)
                    {
                        *pixel = pixel.blend(color.gamma_multiply_u8(share));
                    }
                }
            }
        }
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
