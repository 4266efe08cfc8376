//! A drawing made small: frames as outlines, connections as lines, tiles as squares of their colour. For cards and for
//! drawings side by side.

use crate::model::{Point, Rect as Area};
use crate::scene::Scene;
use crate::scene::tokens::Tokens;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

/// How a part of the canvas lies in a rectangle on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    corner: Pos2,
    origin: Point,
    scale: f32,
}

impl Fit {
    /// All of `area` in the middle of `rect`, at most at half its size; none for an empty area.
    pub fn new(area: Area, rect: Rect) -> Option<Fit> {
        if area.w <= 0.0 || area.h <= 0.0 {
            return None;
        }
        let scale = (rect.width() / area.w).min(rect.height() / area.h).min(0.5);
        Some(Fit {
            corner: rect.center() - vec2(area.w, area.h) * scale * 0.5,
            origin: area.min(),
            scale,
        })
    }
    /// Where a point of the canvas is.
    pub fn at(&self, p: Point) -> Pos2 {
        self.corner + vec2(p.x - self.origin.x, p.y - self.origin.y) * self.scale
    }
    /// Where a rectangle of the canvas is.
    pub fn to(&self, r: Area) -> Rect {
        Rect::from_min_max(self.at(r.min()), self.at(r.max()))
    }
    /// Where a tile is: large enough to stay visible in large designs.
    pub fn tile(&self, r: Area) -> Rect {
        let tile = self.to(r);
        let size: Vec2 = tile.size().max(vec2(4.0, 3.0));
        Rect::from_center_size(tile.center(), size)
    }
}

/// Draws a scene so that all of it is seen.
pub fn thumbnail(painter: &Painter, rect: Rect, scene: &Scene, t: &'static Tokens) {
    if let Some(fit) = Fit::new(scene.bounds, rect) {
        draw(painter, &fit, scene, t);
    }
}

/// Draws a scene as `fit` says.
pub fn draw(painter: &Painter, fit: &Fit, scene: &Scene, t: &'static Tokens) {
    for frame in &scene.frames {
        let style = t.frame_style(frame.kind.as_str());
        let fill = style.fill.map_or(Color32::TRANSPARENT, Color32::from);
        let line = Stroke::new(1.0, Color32::from(style.line));
        painter.rect(fit.to(frame.rect), 2.0, fill, line, StrokeKind::Inside);
    }
    let line = Stroke::new(1.0, Color32::from(t.connection));
    for route in &scene.routes {
        let points: Vec<Pos2> = route.points.iter().map(|p| fit.at(*p)).collect();
        if points.len() > 1 {
            painter.add(Shape::line(points, line));
        }
    }
    let mut marks = Mesh::default();
    for tile in &scene.tiles {
        let color = if tile.known {
            t.category_fill(tile.category)
        } else {
            t.text_3
        };
        let tile = fit.tile(tile.rect);
        painter.rect_filled(tile, 2.0, color);
        if tile.height() >= 8.0 {
            let bar = vec2(tile.width() * 0.42, 1.6);
            let ink = Color32::WHITE.gamma_multiply(0.85);
            marks.add_colored_rect(Rect::from_center_size(tile.center(), bar), ink);
        }
    }
    painter.add(Shape::mesh(marks));
}
