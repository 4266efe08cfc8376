//! What moves along the connections of the traffic overlay: gaps that travel the way of the requests, faster where more
//! flow. Where motion is reduced, still chevrons point the same way.
//!
//! Only what is in view moves, only while the window has the focus, and at 30 frames a second; with the motion off, or
//! nothing that flows in view, this asks for no frame.

use super::controller::Sight;
use super::paint;
use super::pen::{Detail, Pen};
use crate::app::cx::Cx;
use crate::app::theme::{self, tokens};
use crate::app::view::Overlay;
use crate::scene::flow;
use egui::{Color32, Pos2, Shape, Stroke, Ui, Vec2, pos2};
use std::time::Duration;

/// Time between two frames.
const FRAME: Duration = Duration::from_millis(33);
/// Length of a gap, points on screen.
const DASH: f32 = 7.0;
/// Distance from the start of a gap to the start of the next one.
const PERIOD: f32 = 26.0;
/// Distance from chevron to chevron.
const CHEVRONS: f32 = 56.0;

/// Draws the motion.
pub fn ui(ui: &Ui, rect: egui::Rect, cx: &Cx<'_>, s: &Sight<'_>) {
    let settings = cx.state.prefs.flow;
    if cx.state.view.overlay != Overlay::Traffic || !settings.moving {
        return;
    }
    if Detail::at(s.camera.zoom) < Detail::Icons {
        return;
    }
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut pen = Pen::new(&painter, t, s.camera, rect.min);
    let still = theme::look(ui.ctx()).reduce_motion;
    let (now, focused) = ui.input(|i| (i.time, i.focused));
    let mut moves = false;
    let near = s.index.near(s.seen()).routes;
    let routes = || s.scene.routes_at(&near);
    let labels: Vec<egui::Rect> = routes()
        .flat_map(|route| {
            let label = route.label.as_ref().map(|label| pen.rect(label.rect));
            let dot = route.dot.map(|dot| pen.at(dot));
            let dot = dot.map(|at| egui::Rect::from_center_size(at, Vec2::splat(10.0)));
            label.into_iter().chain(dot)
        })
        .collect();
    for route in routes() {
        let Some(rate) = route.rate.filter(|rate| *rate > 0.0) else {
            continue;
        };
        if !pen.sees(super::index::route_rect(route), 0.0) {
            continue;
        }
        let Some(line) = flow::of_route(route, settings.measure, t) else {
            continue;
        };
        let path = paint::polyline(&pen, route);
        let scale = s.camera.zoom.clamp(0.6, 1.2);
        let width = line.width * scale;
        let width = if width <= 3.0 { width } else { width * 0.5 };
        // White on light, the ground on dark: what moves is a gap in the line.
        let stroke = Stroke::new(width, Color32::from(t.panel));
        let over: Vec<egui::Rect> = labels
            .iter()
            .filter(|label| label.intersects(pen.rect(super::index::route_rect(route))))
            .copied()
            .collect();
        let shapes = if still {
            chevrons(&path, line.width * scale, t.panel.into())
        } else {
            moves = true;
            let phase = (now * speed(rate)).rem_euclid(f64::from(PERIOD)) as f32;
            gaps(&path, phase, stroke)
        };
        pen.shapes
            .extend(shapes.into_iter().filter(|shape| is_clear(shape, &over)));
    }
    painter.extend(pen.shapes);
    if moves && focused {
        ui.ctx().request_repaint_after(FRAME);
    }
}

/// Points a second: slow for a request a minute, four times as fast for a thousand a second.
fn speed(per_second: f64) -> f64 {
    (34.0 + 14.0 * per_second.max(1e-3).log10()).clamp(10.0, 90.0)
}

/// Whether a shape touches no label.
fn is_clear(shape: &Shape, labels: &[egui::Rect]) -> bool {
    let rect = shape.visual_bounding_rect();
    !labels.iter().any(|label| label.intersects(rect))
}

/// Gaps along a line, the first one `phase` points from its start.
fn gaps(path: &[Pos2], phase: f32, stroke: Stroke) -> Vec<Shape> {
    let length: f32 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut shapes = Vec::new();
    let mut from = phase - PERIOD;
    while from < length {
        let piece = piece(path, from.max(0.0), (from + DASH).min(length));
        if piece.len() > 1 {
            shapes.push(Shape::line(piece, stroke));
        }
        from += PERIOD;
    }
    shapes
}

/// The part of a line between two distances from its start.
fn piece(path: &[Pos2], from: f32, to: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut walked = 0.0;
    for pair in path.windows(2) {
        let length = pair[0].distance(pair[1]);
        let end = walked + length;
        if length > 0.0 && end > from && walked < to {
            let at = |distance: f32| pair[0].lerp(pair[1], (distance - walked) / length);
            if points.is_empty() {
                points.push(at(from.max(walked)));
            }
            points.push(at(to.min(end)));
        }
        walked = end;
    }
    points
}

/// Chevrons that point along a line.
fn chevrons(path: &[Pos2], width: f32, color: Color32) -> Vec<Shape> {
    let length: f32 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let half = (width * 0.5).max(2.0);
    let mut shapes = Vec::new();
    let mut at = CHEVRONS * 0.5;
    while at + half < length {
        if let [a, .., b] = piece(path, at, at + half)[..] {
            let along = (b - a).normalized();
            let across = Vec2::new(-along.y, along.x) * half;
            let tip = pos2(a.x, a.y) + along * half;
            let points = vec![
                a - along * half * 0.4 + across,
                tip,
                a - along * half * 0.4 - across,
            ];
            shapes.push(Shape::line(points, Stroke::new(1.5, color)));
        }
        at += CHEVRONS;
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    const BENT: [Pos2; 3] = [pos2(0.0, 0.0), pos2(30.0, 0.0), pos2(30.0, 40.0)];

    #[test]
    fn a_piece_goes_around_corners() {
        assert_eq!(piece(&BENT, 0.0, 10.0), [pos2(0.0, 0.0), pos2(10.0, 0.0)]);
        let around = [pos2(25.0, 0.0), pos2(30.0, 0.0), pos2(30.0, 6.0)];
        assert_eq!(piece(&BENT, 25.0, 36.0), around);
        assert!(piece(&BENT, 80.0, 90.0).is_empty());
        assert!(piece(&[], 0.0, 1.0).is_empty());
    }

    #[test]
    fn gaps_travel_forward_and_never_leave_the_line() {
        let stroke = Stroke::new(2.0, Color32::WHITE);
        let starts = |phase: f32| {
            let shapes = gaps(&BENT, phase, stroke);
            let first = shapes.iter().find_map(|shape| match shape {
                Shape::LineSegment { points, .. } => Some(points[0].x),
                Shape::Path(path) => path.points.first().map(|p| p.x),
                _ => None,
            });
            (shapes.len(), first.unwrap())
        };
        // 70 points hold two whole gaps of 26 and a part of the third.
        assert_eq!(starts(4.0).0, 3);
        assert!(starts(9.0).1 > starts(8.0).1);
        for phase in [0.0, 13.0, 25.9] {
            for shape in gaps(&BENT, phase, stroke) {
                let rect = shape.visual_bounding_rect();
                assert!(rect.left() >= -2.0 && rect.bottom() <= 42.0);
            }
        }
    }

    #[test]
    fn more_requests_move_faster_within_bounds() {
        assert!(speed(1000.0) > speed(1.0) && speed(1.0) > speed(0.01));
        assert!(speed(0.0) >= 10.0 && speed(1e15) <= 90.0);
    }
}
