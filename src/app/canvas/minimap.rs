//! The small map at the bottom left: everything in one picture, and the part in view. Pressing or dragging on it moves the
//! view. It hides when all is in view.

use super::card;
use super::pen::Pen;
use super::raster::{Picture, Raster};
use crate::app::action::{Actions, View};
use crate::app::theme;
use crate::app::view::Camera;
use crate::model::{Point, Rect, Size};
use crate::scene::Scene;
use crate::scene::tokens::Tokens;
use egui::{Color32, CornerRadius, Pos2, Sense, Shape, StrokeKind, Ui, pos2, vec2};

/// Size of the map, points.
const SIZE: egui::Vec2 = vec2(152.0, 104.0);
/// Distance to the corner of the view.
const MARGIN: f32 = 10.0;
const INSET: f32 = 9.0;

/// What the map shows: the drawing and the view, in canvas units.
fn extent(scene: &Scene) -> Rect {
    scene.bounds.expand(24.0)
}

/// Whether the map is needed: something of the drawing is out of view.
pub fn is_needed(scene: &Scene, camera: Camera, viewport: Size) -> bool {
    let seen = camera.shown(viewport);
    let anything = !scene.tiles.is_empty() || !scene.frames.is_empty();
    anything && !seen.contains_rect(scene.bounds)
}

fn place(view: egui::Rect) -> egui::Rect {
    let corner = pos2(view.left() + MARGIN, view.bottom() - MARGIN - SIZE.y);
    egui::Rect::from_min_size(corner, SIZE)
}

/// Whether the pointer is on the map, or drags on it.
pub fn holds_pointer(ui: &Ui, view: egui::Rect) -> bool {
    let on_map = |p: Option<Pos2>| p.is_some_and(|p| place(view).contains(p));
    ui.input(|i| {
        let pressed = i.pointer.any_down() && !i.pointer.any_pressed();
        if pressed {
            on_map(i.pointer.press_origin())
        } else {
            on_map(i.pointer.latest_pos())
        }
    })
}

/// The picture on the map, kept while the drawing is the same.
#[derive(Default)]
pub struct Map {
    made_for: Option<MadeFor>,
    pixels: Picture,
    picture: Option<Shape>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct MadeFor {
    generation: u64,
    place: egui::Rect,
    pixels_per_point: f32,
    tokens: *const Tokens,
}

/// Draws the map in the corner of `view`; `generation` counts the changes of the drawing.
pub fn ui(
    ui: &Ui,
    view: egui::Rect,
    (scene, generation): (&Scene, u64),
    camera: Camera,
    map: &mut Map,
    out: &mut Actions,
) {
    let rect = place(view);
    let id = ui.id().with("minimap");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let t = theme::tokens(ui);
    let all = extent(scene);
    let inner = rect.shrink(INSET);
    let scale = (inner.width() / all.w.max(1.0)).min(inner.height() / all.h.max(1.0));
    let corner = inner.center() - vec2(all.w, all.h) * scale * 0.5;
    let at = |p: Point| {
        pos2(
            corner.x + (p.x - all.x) * scale,
            corner.y + (p.y - all.y) * scale,
        )
    };
    if let Some(pointer) = response.interact_pointer_pos() {
        let x = all.x + (pointer.x - corner.x) / scale;
        let y = all.y + (pointer.y - corner.y) / scale;
        let half = vec2(view.width(), view.height()) * 0.5 / camera.zoom;
        let origin = Point::new(x - half.x, y - half.y);
        if origin.is_finite() && origin != camera.origin {
            out.view(View::Camera(Camera { origin, ..camera }));
        }
    }
    let painter = ui.painter();
    card::paint(painter, t, rect, theme::RADIUS_CARD);
    let painter = painter.with_clip_rect(rect.shrink(3.0));
    let made_for = MadeFor {
        generation,
        place: rect,
        pixels_per_point: painter.pixels_per_point(),
        tokens: t,
    };
    if map.made_for != Some(made_for) {
        map.made_for = Some(made_for);
        let mut pixels = Raster::new(&painter, rect.shrink(3.0), t.panel.into(), &mut map.pixels);
        draw(&mut pixels, t, scene, &at);
        map.picture = Some(Shape::Vec(pixels.shapes(&painter, &mut map.pixels)));
    }
    painter.extend(map.picture.clone());
    let size = Point::new(view.width(), view.height());
    let seen = Rect::from_corners(camera.origin, camera.to_canvas(size));
    let seen = egui::Rect::from_min_max(at(seen.min()), at(seen.max()));
    painter.rect(
        seen.intersect(rect.shrink(4.0)),
        CornerRadius::same(2),
        Color32::from(t.accent).gamma_multiply(0.06),
        Pen::line(t.accent, 1.5),
        StrokeKind::Inside,
    );
}

fn draw(pixels: &mut Raster, t: &Tokens, scene: &Scene, at: &dyn Fn(Point) -> Pos2) {
    let to = |r: Rect| egui::Rect::from_min_max(at(r.min()), at(r.max()));
    for frame in &scene.frames {
        let color = t.frame_style(frame.kind.as_str()).line;
        pixels.border(to(frame.rect), 0.0, (1.0, color.into()), false);
    }
    for tile in &scene.tiles {
        let color = if tile.known {
            t.category_fill(tile.category)
        } else {
            t.text_3
        };
        let rect = to(tile.rect);
        let rect = egui::Rect::from_center_size(rect.center(), rect.size().max(vec2(2.0, 2.0)));
        pixels.fill(rect, color.into());
    }
}
