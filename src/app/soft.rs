//! Draws egui's triangles on the processor, with no graphics card and no window: the same picture on every machine.
//! Tests look at the window through it, and "export what I see" can use it.
//!
//! Pixels are sampled at their centre with the top-left rule and blended premultiplied in gamma space, as egui's
//! graphics back ends do.

use std::collections::BTreeMap;

use egui::epaint::{ImageDelta, Mesh, Primitive, Vertex};
use egui::{
    ClippedPrimitive, Color32, ImageData, Pos2, Rect, TextureFilter, TextureId, TexturesDelta,
    Vec2, pos2,
};
use image::RgbaImage;

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    linear: bool,
}

/// A picture-making back end for egui; holds the textures (the font atlas above all).
#[derive(Default)]
pub struct SoftRenderer {
    textures: BTreeMap<TextureId, Texture>,
}

impl SoftRenderer {
    /// Takes over new, changed and freed textures, leaving `delta` empty.
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                self.patch(id, &patch);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn patch(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let linear = delta.options.magnification == TextureFilter::Linear;
        match (delta.pos, self.textures.get_mut(&id)) {
            (Some([x, y]), Some(texture)) => {
                let [w, h] = image.size;
                for row in 0..h {
                    let to = (y + row) * texture.size[0] + x;
                    if let Some(target) = texture.pixels.get_mut(to..to + w) {
                        target.copy_from_slice(&image.pixels[row * w..(row + 1) * w]);
                    }
                }
            }
            _ => {
                let texture = Texture {
                    size: image.size,
                    pixels: image.pixels.clone(),
                    linear,
                };
                self.textures.insert(id, texture);
            }
        }
    }

    /// Paints tessellated shapes over `background` on a picture of `size` pixels, at `pixels_per_point`.
    pub fn paint(
        &self,
        primitives: &[ClippedPrimitive],
        size: [u32; 2],
        pixels_per_point: f32,
        background: Color32,
    ) -> RgbaImage {
        let mut target = Target {
            size: size.map(|s| s as usize),
            pixels: vec![background; size[0] as usize * size[1] as usize],
        };
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in primitives
        {
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            target.mesh(
                mesh,
                texture,
                *clip_rect * pixels_per_point,
                pixels_per_point,
            );
        }
        let bytes = target
            .pixels
            .iter()
            .flat_map(Color32::to_srgba_unmultiplied)
            .collect();
        RgbaImage::from_raw(size[0], size[1], bytes).unwrap_or_default()
    }
}

struct Target {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Target {
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, ppp: f32) {
        let edge = |v: f32, max: usize| v.round().clamp(0.0, max as f32) as usize;
        let clip = [
            edge(clip.min.x, self.size[0]),
            edge(clip.min.y, self.size[1]),
            edge(clip.max.x, self.size[0]),
            edge(clip.max.y, self.size[1]),
        ];
        for corner in mesh.indices.chunks_exact(3) {
            let [a, b, c] = [corner[0], corner[1], corner[2]]
                .map(|i| mesh.vertices.get(i as usize).copied().unwrap_or_default());
            self.triangle([a, b, c], texture, clip, ppp);
        }
    }

    fn triangle(&mut self, v: [Vertex; 3], texture: &Texture, clip: [usize; 4], ppp: f32) {
        let at = |v: &Vertex| v.pos * ppp;
        let area = cross(at(&v[1]) - at(&v[0]), at(&v[2]) - at(&v[0]));
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let v = if area < 0.0 { [v[0], v[2], v[1]] } else { v };
        let p = [at(&v[0]), at(&v[1]), at(&v[2])];
        let bounds = Rect::from_points(&p);
        let from_x = (bounds.min.x.floor().max(0.0) as usize).max(clip[0]);
        let from_y = (bounds.min.y.floor().max(0.0) as usize).max(clip[1]);
        let to_x = (bounds.max.x.ceil().max(0.0) as usize).min(clip[2]);
        let to_y = (bounds.max.y.ceil().max(0.0) as usize).min(clip[3]);
        let one_color = v[0].color == v[1].color && v[1].color == v[2].color;
        let one_texel = v[0].uv == v[1].uv && v[1].uv == v[2].uv;
        let flat = (one_color && one_texel).then(|| {
            tinted(
                v[0].color.to_array().map(f32::from),
                texture.sample(v[0].uv),
            )
        });
        let inverse = 1.0 / area.abs();
        for y in from_y..to_y {
            for x in from_x..to_x {
                let q = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let w = [
                    edge_side(p[1], p[2], q),
                    edge_side(p[2], p[0], q),
                    edge_side(p[0], p[1], q),
                ];
                let Some([a, b, c]) = inside(w, p) else {
                    continue;
                };
                let source = flat.unwrap_or_else(|| {
                    let share = [a * inverse, b * inverse, c * inverse];
                    let color = [0, 1, 2, 3].map(|i| {
                        (0..3)
                            .map(|k| f32::from(v[k].color.to_array()[i]) * share[k])
                            .sum::<f32>()
                    });
                    let uv = (0..3).fold(Vec2::ZERO, |sum, k| sum + v[k].uv.to_vec2() * share[k]);
                    tinted(color, texture.sample(uv.to_pos2()))
                });
                blend(&mut self.pixels[y * self.size[0] + x], source);
            }
        }
    }
}

impl Texture {
    fn texel(&self, x: usize, y: usize) -> [f32; 4] {
        let (x, y) = (
            x.min(self.size[0].saturating_sub(1)),
            y.min(self.size[1].saturating_sub(1)),
        );
        self.pixels
            .get(y * self.size[0] + x)
            .map_or([0.0; 4], |c| c.to_array().map(f32::from))
    }

    fn sample(&self, uv: Pos2) -> [f32; 4] {
        let (x, y) = (uv.x * self.size[0] as f32, uv.y * self.size[1] as f32);
        if !self.linear {
            return self.texel(x.max(0.0) as usize, y.max(0.0) as usize);
        }
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        let (left, top, fx, fy) = (x as usize, y as usize, x.fract(), y.fract());
        let rows = [
            (self.texel(left, top), self.texel(left + 1, top)),
            (self.texel(left, top + 1), self.texel(left + 1, top + 1)),
        ];
        [0, 1, 2, 3].map(|i| {
            let [upper, lower] = rows.map(|(a, b)| a[i] + (b[i] - a[i]) * fx);
            upper + (lower - upper) * fy
        })
    }
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

fn edge_side(a: Pos2, b: Pos2, q: Pos2) -> f32 {
    cross(b - a, q - a)
}

/// The edge values if the point belongs to the triangle; points on an edge belong to its top or left side only, so
/// that neighbouring triangles never paint a pixel twice.
fn inside(w: [f32; 3], p: [Pos2; 3]) -> Option<[f32; 3]> {
    for (i, value) in w.iter().enumerate() {
        let d = p[(i + 2) % 3] - p[(i + 1) % 3];
        let top_left = (d.y == 0.0 && d.x > 0.0) || d.y < 0.0;
        if *value < 0.0 || (*value == 0.0 && !top_left) {
            return None;
        }
    }
    Some(w)
}

fn tinted(color: [f32; 4], texel: [f32; 4]) -> [f32; 4] {
    [0, 1, 2, 3].map(|i| color[i] * texel[i] / 255.0)
}

fn blend(pixel: &mut Color32, source: [f32; 4]) {
    let keep = 1.0 - source[3] / 255.0;
    let below = pixel.to_array();
    let [r, g, b, a] = [0, 1, 2, 3].map(|i| {
        (source[i] + f32::from(below[i]) * keep)
            .round()
            .clamp(0.0, 255.0) as u8
    });
    *pixel = Color32::from_rgba_premultiplied(r, g, b, a);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paints a 2 x 2 rectangle at (1, 1) made of two triangles on 4 x 4 white pixels.
    fn square(color: Color32) -> RgbaImage {
        let ctx = egui::Context::default();
        let mut out = ctx.run_ui(egui::RawInput::default(), |_| {});
        let mut soft = SoftRenderer::default();
        soft.update_textures(&mut out.textures_delta);
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.0, 1.0), pos2(3.0, 3.0)), color);
        let clip_rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(4.0, 4.0));
        let primitive = ClippedPrimitive {
            clip_rect,
            primitive: Primitive::Mesh(mesh),
        };
        soft.paint(&[primitive], [4, 4], 1.0, Color32::WHITE)
    }

    #[test]
    fn a_rectangle_covers_exactly_its_pixels() {
        let image = square(Color32::BLACK);
        let black = image.pixels().filter(|p| p.0 == [0, 0, 0, 255]).count();
        let white = image.pixels().filter(|p| p.0 == [255; 4]).count();
        assert_eq!((black, white), (4, 12));
        assert_eq!(image.get_pixel(1, 1).0, [0, 0, 0, 255]);
    }

    #[test]
    fn neighbouring_triangles_blend_each_pixel_once() {
        let image = square(Color32::from_black_alpha(128));
        for (x, y) in [(1, 1), (2, 1), (1, 2), (2, 2)] {
            assert_eq!(
                image.get_pixel(x, y).0,
                [127, 127, 127, 255],
                "pixel {x} {y}"
            );
        }
    }
}
