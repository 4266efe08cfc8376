//! Painting shared by the widgets: rings, outlines, dashes and lines that stay crisp.

use egui::epaint::CornerRadiusF32;
use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::app::theme::{motion, tokens};
use crate::scene::tokens::{Color, SeveritySlot, Tint, Tokens};

/// Meaning of a small coloured piece; tokens give it ink and fill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No meaning beyond its text.
    #[default]
    Neutral,
    /// Selected, derived, informative.
    Accent,
    /// Cheaper, free, passed.
    Saving,
    /// Dearer.
    Increase,
    /// As grave as the severity.
    Severity(SeveritySlot),
}

impl Tone {
    /// Ink and soft fill of the tone.
    pub fn tint(self, t: &Tokens) -> Tint {
        match self {
            Self::Neutral => Tint {
                ink: t.text_2,
                soft: t.subtle,
            },
            Self::Accent => Tint {
                ink: t.accent,
                soft: t.accent_soft,
            },
            Self::Saving => Tint {
                ink: t.saving,
                soft: t.saving_soft,
            },
            Self::Increase => Tint {
                ink: t.increase,
                soft: t.increase_soft,
            },
            Self::Severity(s) => t.severity(s),
        }
    }
}

/// The ring of a control that has the keyboard focus: 2 wide, 2 away.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Color32::from(tokens(ui).accent));
        let corner = CornerRadius::from(radius + 2.0);
        ui.painter()
            .rect_stroke(rect.expand(2.0), corner, stroke, StrokeKind::Outside);
    }
}

/// How far the pointer has faded `response` in: 0 at rest, 1 hovered (80 ms).
pub fn hover_share(ui: &Ui, response: &Response) -> f32 {
    let hot = response.hovered() && response.enabled();
    ui.ctx()
        .animate_bool_with_time(response.id.with("hover"), hot, motion(ui.ctx(), 0.08))
}

/// Fills and outlines `rect` with the outline inside it, so that its size is the same in every state.
pub fn boxed(painter: &Painter, rect: Rect, radius: f32, fill: impl Into<Color32>, line: Stroke) {
    painter.rect(
        rect,
        CornerRadius::from(radius),
        fill.into(),
        line,
        StrokeKind::Inside,
    );
}

/// A 1-px stroke.
pub fn hairline(color: Color) -> Stroke {
    Stroke::new(1.0, Color32::from(color))
}

/// A horizontal line one pixel high, from `left` to `right`, its top at `y`.
pub fn hline(painter: &Painter, left: f32, right: f32, y: f32, color: Color) {
    let px = 1.0 / painter.pixels_per_point();
    let rect = Rect::from_min_size(pos2(left, y), vec2(right - left, px));
    painter.rect_filled(snap(painter, rect), 0.0, Color32::from(color));
}

/// A vertical line one pixel wide, from `top` to `bottom`, its left at `x`.
pub fn vline(painter: &Painter, x: f32, top: f32, bottom: f32, color: Color) {
    let px = 1.0 / painter.pixels_per_point();
    let rect = Rect::from_min_size(pos2(x, top), vec2(px, bottom - top));
    painter.rect_filled(snap(painter, rect), 0.0, Color32::from(color));
}

/// `rect` moved to whole pixels, its size kept.
pub fn snap(painter: &Painter, rect: Rect) -> Rect {
    let ppp = painter.pixels_per_point();
    let min = pos2(
        (rect.min.x * ppp).round() / ppp,
        (rect.min.y * ppp).round() / ppp,
    );
    Rect::from_min_size(min, rect.size())
}

/// The outline of a rounded rectangle as dashes.
pub fn dashed_rect(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke, on: f32, off: f32) {
    let mut path: Vec<Pos2> = Vec::new();
    let inset = rect.shrink(stroke.width * 0.5);
    let radius = radius.min(inset.width().min(inset.height()) * 0.5);
    egui::epaint::tessellator::path::rounded_rectangle(
        &mut path,
        inset,
        CornerRadiusF32::same(radius),
    );
    if let Some(first) = path.first().copied() {
        path.push(first);
    }
    painter.extend(Shape::dashed_line(&path, stroke, on, off));
}
