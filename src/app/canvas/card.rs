//! Cards that float over the drawing.

use super::pen::Pen;
use crate::app::theme::shadow_float;
use crate::scene::tokens::Tokens;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, StrokeKind, Vec2, pos2};

/// Paints an empty card with its shadow.
pub fn paint(painter: &Painter, t: &Tokens, rect: Rect, radius: u8) {
    let radius = CornerRadius::same(radius);
    painter.add(shadow_float(t).as_shape(rect, radius));
    let (fill, line) = (Color32::from(t.panel), Pen::line(t.border, 1.0));
    painter.rect(rect, radius, fill, line, StrokeKind::Inside);
}

/// The place of a card beside `at`, in `view`: `after` to its lower right where there is room, else `before` to its upper
/// left. On whole points.
pub fn beside(view: Rect, at: Pos2, size: Vec2, after: Vec2, before: Vec2) -> Rect {
    let room = view.shrink(8.0);
    let mut min = at + after;
    if min.x + size.x > room.right() {
        min.x = at.x - before.x - size.x;
    }
    if min.y + size.y > room.bottom() {
        min.y = at.y - before.y - size.y;
    }
    let min = pos2(
        min.x.max(room.left()).round(),
        min.y.max(room.top()).round(),
    );
    Rect::from_min_size(min, size)
}
