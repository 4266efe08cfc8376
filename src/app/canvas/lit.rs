//! The finding that is pointed at: its items and the connections of its way in the colour of its severity.

use super::paint::{self, Seat};
use super::pen::{Detail, Pen};
use crate::app::review::Lit;
use crate::scene::Scene;
use crate::scene::tokens::SeveritySlot;
use egui::epaint::{CornerRadius, RectShape};
use egui::{Color32, Shape, Stroke, StrokeKind};

/// Draws it above the drawing.
pub fn draw(pen: &mut Pen<'_>, scene: &Scene, lit: &Lit) {
    let tint = pen.t.severity(SeveritySlot::from(lit.severity));
    let (ink, soft) = (
        Color32::from(tint.ink),
        Color32::from(tint.ink).gamma_multiply(0.22),
    );
    let scale = pen.zoom().clamp(0.6, 1.6);
    let detail = Detail::at(pen.zoom());
    for route in &scene.routes {
        let is_lit = route.connections.iter().any(|id| lit.trail.contains(id));
        if !is_lit || route.points.len() < 2 {
            continue;
        }
        let path = paint::polyline(pen, route);
        pen.add(Shape::line(path.clone(), Stroke::new(9.0, soft)));
        pen.add(Shape::line(path, Stroke::new(3.0 * scale.min(1.2), ink)));
        paint::head(pen, route, tint.ink, 3.0, scale);
    }
    let ring = |pen: &mut Pen<'_>, rect: egui::Rect, radius: f32| {
        let halo = Stroke::new(6.0, soft);
        let line = Stroke::new(2.0, ink);
        for (width, stroke) in [(5.0, halo), (2.0, line)] {
            let radius = CornerRadius::from(radius + width);
            let fill = Color32::TRANSPARENT;
            let around = rect.expand(2.0);
            pen.add(RectShape::new(
                around,
                radius,
                fill,
                stroke,
                StrokeKind::Outside,
            ));
        }
    };
    let radius = (8.0 * pen.zoom()).clamp(2.0, 12.0);
    for frame in scene
        .frames
        .iter()
        .filter(|frame| lit.items.contains(&frame.id))
    {
        let rect = pen.rect(frame.rect);
        ring(pen, rect, radius);
        paint::frame_badge(pen, frame, detail, None);
    }
    for tile in &scene.tiles {
        if lit.items.contains(&tile.component) && pen.sees(tile.rect, 12.0) {
            let rect = pen.rect(tile.rect);
            ring(pen, rect, radius);
            paint::pill(pen, tile, detail, None);
            paint::badge(pen, (tile.rect, Seat::Corner), tile.badge, detail, None);
        }
    }
}
