//! Smooth lines and heads of connections as pixels: they look as those of the window toolkit, without its triangles, of
//! which a long thin line costs a software rasteriser most.

use super::raster::{Raster, on_parts};
use egui::{Color32, Pos2, Rect};

/// How a line is drawn; lengths in pixels.
struct Nib<'a> {
    width: f32,
    color: Color32,
    /// Dashes and gaps in turn, times `scale`; none for a solid line.
    pattern: &'a [f32],
    scale: f32,
}

impl Nib<'_> {
    /// How much of a pixel is covered whose middle is so far from the line, from 0 to 255.
    fn cover(&self, distance: f32) -> u8 {
        let share = if self.width >= 1.0 {
            self.width * 0.5 + 0.5 - distance
        } else {
            self.width * (1.0 - distance)
        };
        (share.clamp(0.0, 1.0) * 255.0).round() as u8
    }
    /// Pixels further away are not touched.
    fn reach(&self) -> f32 {
        (self.width * 0.5 + 0.5).max(1.0)
    }
    /// Whether a place is on a dash.
    fn is_on(&self, along: f32) -> bool {
        let near = (along - 0.5, along + 0.5);
        self.pattern.is_empty() || on_parts(self.pattern, self.scale, near).next().is_some()
    }
    /// Where a straight line is drawn that runs at `across`: dashes are sharp, their middle on a pixel or between two.
    fn lane(&self, across: f32) -> f32 {
        let odd = (self.width * 0.5 + 0.25).fract() > 0.5;
        match (self.pattern.is_empty(), odd) {
            (true, _) => across,
            (false, true) => across.floor() + 0.5,
            (false, false) => across.round(),
        }
    }
}

type At = [f32; 2];

/// Whether a line is level or upright.
fn is_straight(a: At, b: At) -> bool {
    (a[0] - b[0]).abs() < 0.01 || (a[1] - b[1]).abs() < 0.01
}

fn length(a: At, b: At) -> f32 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

impl Raster {
    /// A line along `path` with smooth edges; with a pattern in dashes.
    pub fn stroke(
        &mut self,
        path: &[Pos2],
        (width, color): (f32, Color32),
        (pattern, scale): (&[f32], f32),
    ) {
        if self.is_description() {
            let mut look = vec![width, scale];
            look.extend(path.iter().flat_map(|p| [p.x, p.y]));
            look.extend(pattern);
            self.describes(Rect::from_points(path).expand(width), &look, color);
            return;
        }
        let path: Vec<At> = path.iter().map(|p| self.to_pixels(*p)).collect();
        let nib = Nib {
            width: width * self.scale(),
            color,
            pattern,
            scale: scale * self.scale(),
        };
        let last = path.len().saturating_sub(1);
        let (mut passed, mut at) = (0.0, 0);
        while at < last {
            let (a, b) = (path[at], path[at + 1]);
            if is_straight(a, b) {
                self.straight(a, b, &nib, passed);
                passed += length(a, b);
                at += 1;
                continue;
            }
            let straight = |from: &usize| is_straight(path[*from], path[*from + 1]);
            let end = (at + 1..last).find(straight).unwrap_or(last);
            let bend = &path[at..=end];
            self.bend(bend, &nib, passed, (at > 0, end < last));
            passed += bend
                .windows(2)
                .map(|pair| length(pair[0], pair[1]))
                .sum::<f32>();
            at = end;
        }
    }

    /// A level or upright line, as far as it is in view.
    fn straight(&mut self, a: At, b: At, nib: &Nib<'_>, passed: f32) {
        let axis = usize::from((a[0] - b[0]).abs() < (a[1] - b[1]).abs());
        let across = nib.lane((a[1 - axis] + b[1 - axis]) * 0.5);
        let size = self.size();
        let lanes = pixels(
            across - nib.reach() - 0.5,
            across + nib.reach() - 0.5,
            size[1 - axis],
        );
        let covers: Vec<(usize, u8)> = lanes
            .map(|lane| (lane, nib.cover((lane as f32 + 0.5 - across).abs())))
            .filter(|(_, share)| *share > 0)
            .collect();
        if covers.is_empty() {
            return;
        }
        let (from, to) = (a[axis], b[axis]);
        let forward = if to >= from { 1.0 } else { -1.0 };
        if nib.pattern.is_empty() {
            let along = pixels(from.min(to) - 0.5, from.max(to) - 0.5, size[axis]);
            for (lane, share) in covers {
                self.run(
                    axis,
                    lane,
                    along.clone(),
                    nib.color.gamma_multiply_u8(share),
                );
            }
            return;
        }
        // A dash that begins or ends just outside fades out inside.
        let view = [-2.0, size[axis] as f32 + 2.0].map(|edge| (edge - from) * forward);
        let near = view[0].min(view[1]).max(0.0);
        let far = view[0].max(view[1]).min((to - from).abs());
        for (start, end) in on_parts(nib.pattern, nib.scale, (passed + near, passed + far)) {
            let [p, q] = [start, end].map(|way| from + (way - passed) * forward);
            let (p, q) = (p.min(q), p.max(q));
            for place in pixels(p - 1.5, q + 0.5, size[axis]) {
                // A dash fades out over a pixel beyond either end.
                let middle = place as f32 + 0.5;
                let on = (middle - p + 1.0).min(q + 1.0 - middle).clamp(0.0, 1.0);
                for (lane, share) in &covers {
                    let share = (f32::from(*share) * on).round() as u8;
                    let color = nib.color.gamma_multiply_u8(share);
                    self.run(axis, *lane, place..place + 1, color);
                }
            }
        }
    }

    /// A bend of short lines. Where it goes on straight (`cut`, at its start and end) it ends upright to its line.
    fn bend(&mut self, points: &[At], nib: &Nib<'_>, passed: f32, cut: (bool, bool)) {
        let reach = nib.reach();
        let ys = points.iter().map(|p| p[1]);
        let (top, bottom) = ys.fold((f32::MAX, f32::MIN), |(a, b), y| (a.min(y), b.max(y)));
        let last = points.len().saturating_sub(2);
        let size = self.size();
        for row in pixels(top - reach - 0.5, bottom + reach, size[1]) {
            let y = row as f32 + 0.5;
            let spans = points
                .windows(2)
                .filter_map(|pair| beside(pair[0], pair[1], y, reach));
            let Some((low, high)) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
                continue;
            };
            for column in pixels(low - 0.5, high, size[0]) {
                let p = [column as f32 + 0.5, y];
                let (mut nearest, mut along, mut way) = (f32::MAX, 0.0, passed);
                for (number, pair) in points.windows(2).enumerate() {
                    let (a, b) = (pair[0], pair[1]);
                    let long = length(a, b);
                    let step = [(b[0] - a[0]) / long, (b[1] - a[1]) / long];
                    let on = (p[0] - a[0]) * step[0] + (p[1] - a[1]) * step[1];
                    let before = number == 0 && cut.0 && on < 0.0;
                    let after = number == last && cut.1 && on > long;
                    if long > 0.0 && !before && !after {
                        let on = on.clamp(0.0, long);
                        let away = length([a[0] + step[0] * on, a[1] + step[1] * on], p);
                        if away < nearest {
                            (nearest, along) = (away, way + on);
                        }
                    }
                    way += long;
                }
                let share = nib.cover(nearest);
                if share > 0 && nib.is_on(along) {
                    let color = nib.color.gamma_multiply_u8(share);
                    self.run(0, row, column..column + 1, color);
                }
            }
        }
    }

    /// A filled triangle with smooth edges.
    pub fn smooth_triangle(&mut self, corners: [Pos2; 3], color: Color32) {
        let [a, b, c] = corners;
        if self.describes(
            Rect::from_points(&corners),
            &[a.x, a.y, b.x, b.y, c.x, c.y],
            color,
        ) {
            return;
        }
        let [a, b, c] = corners.map(|p| self.to_pixels(p));
        let turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        let corners = if turn >= 0.0 { [a, b, c] } else { [a, c, b] };
        let bounds = |axis: usize| {
            let all = corners.iter().map(|p| p[axis]);
            all.fold((f32::MAX, f32::MIN), |(a, b), v| (a.min(v), b.max(v)))
        };
        let ((left, right), (top, bottom)) = (bounds(0), bounds(1));
        let size = self.size();
        for row in pixels(top - 1.0, bottom + 0.5, size[1]) {
            for column in pixels(left - 1.0, right + 0.5, size[0]) {
                let p = [column as f32 + 0.5, row as f32 + 0.5];
                let inside = (0..3).map(|side| {
                    let (a, b) = (corners[side], corners[(side + 1) % 3]);
                    let away = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
                    away / length(a, b).max(0.001)
                });
                let inside = inside.fold(f32::MAX, f32::min);
                let share = ((inside + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8;
                if share > 0 {
                    let color = color.gamma_multiply_u8(share);
                    self.run(0, row, column..column + 1, color);
                }
            }
        }
    }
}

/// The pixels of a side of `size` pixels from one place to before another.
fn pixels(from: f32, to: f32, size: usize) -> std::ops::Range<usize> {
    let pixel = |v: f32| v.ceil().clamp(0.0, size as f32) as usize;
    pixel(from)..pixel(to)
}

/// From where to where the middles of the pixels at the height `y` may be within `reach` of a line.
fn beside(a: At, b: At, y: f32, reach: f32) -> Option<(f32, f32)> {
    let (low, high) = (a[1].min(b[1]) - reach, a[1].max(b[1]) + reach);
    if y < low || y > high {
        return None;
    }
    let rise = b[1] - a[1];
    let at = |y: f32| {
        let share = if rise.abs() < 0.01 {
            0.0
        } else {
            ((y - a[1]) / rise).clamp(0.0, 1.0)
        };
        a[0] + (b[0] - a[0]) * share
    };
    let (p, q) = if rise.abs() < 0.01 {
        (a[0], b[0])
    } else {
        (at(y - reach), at(y + reach))
    };
    Some((p.min(q) - reach, p.max(q) + reach))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::soft::SoftRenderer;
    use egui::epaint::{ClippedShape, PathShape};
    use egui::{Context, RawInput, Rect, Shape, Stroke, pos2, vec2};

    const SIZE: [usize; 2] = [80, 60];
    const PATH: [Pos2; 6] = [
        pos2(6.3, 10.5),
        pos2(50.2, 10.5),
        pos2(53.0, 11.3),
        pos2(55.0, 13.2),
        pos2(56.0, 16.0),
        pos2(56.0, 51.7),
    ];

    fn blank() -> Raster {
        Raster::of_size(SIZE, Color32::BLACK)
    }

    /// What the window toolkit makes of shapes: red of all pixels.
    fn drawn(shapes: Vec<Shape>) -> Vec<u8> {
        let ctx = Context::default();
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0] as f32, SIZE[1] as f32));
        let mut out = ctx.run_ui(RawInput::default(), |_| {});
        let mut soft = SoftRenderer::default();
        soft.update_textures(&mut out.textures_delta);
        let clipped = shapes.into_iter().map(|shape| ClippedShape {
            clip_rect: rect,
            shape,
        });
        let primitives = ctx.tessellate(clipped.collect(), 1.0);
        let size = SIZE.map(|side| side as u32);
        let image = soft.paint(&primitives, size, 1.0, Color32::BLACK);
        image.pixels().map(|p| p.0[0]).collect()
    }

    /// The sum of what is lit, and of the differences.
    fn compared(raster: &Raster, toolkit: &[u8]) -> (f32, f32) {
        let pairs = raster.pixels().iter().zip(toolkit);
        let unlike: u32 = pairs.map(|(a, b)| u32::from(a.r().abs_diff(*b))).sum();
        let lit: u32 = toolkit.iter().map(|red| u32::from(*red)).sum();
        (lit as f32, unlike as f32)
    }

    #[test]
    fn a_line_looks_as_that_of_the_window_toolkit() {
        for width in [0.7, 1.2, 1.5, 2.4] {
            let mut raster = blank();
            raster.stroke(&PATH, (width, Color32::WHITE), (&[], 1.0));
            let line = Shape::line(PATH.to_vec(), Stroke::new(width, Color32::WHITE));
            let (lit, unlike) = compared(&raster, &drawn(vec![line]));
            assert!(
                lit > 9000.0 * width && unlike < 0.06 * lit,
                "{width}: {unlike} of {lit}"
            );
        }
    }

    #[test]
    fn dashes_look_as_those_of_the_window_toolkit() {
        let mut raster = blank();
        raster.stroke(&PATH, (1.5, Color32::WHITE), (&[6.0, 3.0], 1.0));
        let stroke = Stroke::new(1.5, Color32::WHITE);
        let toolkit = drawn(Shape::dashed_line(&PATH, stroke, 6.0, 3.0));
        let (lit, unlike) = compared(&raster, &toolkit);
        assert!(lit > 9000.0 && unlike < 0.2 * lit, "{unlike} of {lit}");
    }

    #[test]
    fn a_head_looks_as_that_of_the_window_toolkit() {
        let corners = [pos2(40.0, 20.3), pos2(33.0, 24.0), pos2(33.0, 16.6)];
        for corners in [corners, [corners[0], corners[2], corners[1]]] {
            let mut raster = blank();
            raster.smooth_triangle(corners, Color32::WHITE);
            let head = PathShape::convex_polygon(corners.to_vec(), Color32::WHITE, Stroke::NONE);
            let (lit, unlike) = compared(&raster, &drawn(vec![Shape::Path(head)]));
            assert!(lit > 5000.0 && unlike < 0.12 * lit, "{unlike} of {lit}");
        }
    }

    #[test]
    fn a_line_far_beyond_the_view_is_drawn_where_it_is_seen() {
        let path = [pos2(-9e4, 30.5), pos2(9e4, 30.5)];
        for pattern in [&[][..], &[4.0, 4.0][..]] {
            let mut raster = blank();
            raster.stroke(&path, (1.0, Color32::WHITE), (pattern, 1.0));
            let row = &raster.pixels()[30 * SIZE[0]..31 * SIZE[0]];
            let lit: u32 = row.iter().map(|p| u32::from(p.r())).sum();
            // Ten dashes of 4, with half a pixel in fading at either end.
            let wanted = if pattern.is_empty() { 80.0 } else { 50.0 } * 255.0;
            assert!((lit as f32 - wanted).abs() < 255.0 * 6.0, "{lit}");
        }
    }
}
