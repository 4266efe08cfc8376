//! What stands above the drawing and changes with the pointer: ports, handles, boxes, rubber bands, guides, ghosts.

use super::controller::{Controller, Gesture, Link, Sight, facing};
use super::hit::{Hit, MOST_HANDLED, PORT_ZOOM, SIDES, port_at};
use super::marquee::Marquee;
use super::pen::Pen;
use super::snap::Guide;
use crate::app::fonts;
use crate::model::{Id, Point, Rect};
use crate::scene::tokens::Color;
use egui::{Align2, Color32, Pos2, Shape, Stroke, pos2, vec2};

/// Ports of the tile under the pointer, of one that is selected alone, and of those a connection could end at.
pub fn ports(pen: &mut Pen<'_>, controller: &Controller, s: &Sight<'_>) {
    if s.camera.zoom < PORT_ZOOM {
        return;
    }
    let hovered = controller.hover.tile.filter(|_| !controller.is_busy());
    let (target, fixed) = match &controller.gesture {
        Gesture::Connect(link) => (link.target.as_ref(), Some(&link.fixed)),
        _ => (None, None),
    };
    let stuck = match &controller.gesture {
        Gesture::Connect(link) => link.port,
        _ => None,
    };
    let moving = matches!(controller.gesture, Gesture::Move(_));
    let alone = s.selection.single().filter(|_| !moving);
    for number in s.index.near(s.seen().expand(16.0)).tiles {
        let Some(tile) = s.scene.tiles.get(number as usize) else {
            continue;
        };
        let shown = Some(number) == hovered
            || alone == Some(&tile.component)
            || target == Some(&tile.component)
            || fixed == Some(&tile.component);
        if !shown || !pen.sees(tile.rect, 16.0) {
            continue;
        }
        let hot = match controller.hover.hit {
            Hit::Port(at, side) if at == number && !controller.is_busy() => Some(side),
            _ => None,
        };
        for side in SIDES {
            let at = pen.at(port_at(tile.rect, side));
            let aimed = target == Some(&tile.component) && stuck.is_none_or(|port| port == side);
            port(pen, at, hot == Some(side) || aimed);
        }
    }
}

fn port(pen: &mut Pen<'_>, at: Pos2, hot: bool) {
    let t = pen.t;
    let (fill, radius) = if hot { (t.accent, 5.0) } else { (t.tile, 4.0) };
    let at = pen.crisp(at);
    pen.add(Shape::circle_filled(at, radius, Color32::from(fill)));
    pen.add(Shape::circle_stroke(at, radius, Pen::line(t.accent, 1.5)));
}

/// Square handles at the corners of selected frames, and round ones at the ends of selected connections.
pub fn handles(pen: &mut Pen<'_>, s: &Sight<'_>) {
    let t = pen.t;
    let few = !s.selection.is_empty() && s.selection.len() <= 8;
    for frame in s.scene.frames.iter().filter(|_| few) {
        if !s.selection.contains(&frame.id) || frame.collapsed.is_some() {
            continue;
        }
        let rect = pen.rect(frame.rect);
        for corner in [
            rect.left_top(),
            rect.right_top(),
            rect.left_bottom(),
            rect.right_bottom(),
        ] {
            // The title's square already marks its corner.
            if corner == rect.left_top() && frame.note.is_none() {
                continue;
            }
            let square = egui::Rect::from_center_size(corner, vec2(8.0, 8.0));
            pen.boxed(square, 2.0, Some(t.tile), Pen::line(t.accent, 1.5));
        }
    }
    if s.selection.is_empty() || s.selection.len() > MOST_HANDLED {
        return;
    }
    for route in s.scene.routes_at(&s.index.near(s.seen()).routes) {
        if !route.connections.iter().any(|id| s.selection.contains(id)) {
            continue;
        }
        for end in [route.points.first(), route.points.last()]
            .into_iter()
            .flatten()
        {
            let at = pen.at(*end);
            pen.add(Shape::circle_filled(at, 4.0, Color32::from(t.tile)));
            pen.add(Shape::circle_stroke(at, 4.0, Pen::line(t.accent, 1.5)));
        }
    }
}

/// What the gesture draws.
pub fn gesture(pen: &mut Pen<'_>, controller: &Controller, s: &Sight<'_>) {
    let t = pen.t;
    match &controller.gesture {
        Gesture::Marquee(marquee) => {
            let rect = pen.rect(Rect::from_corners(marquee.from, marquee.to));
            let fill = Color32::from(t.accent).gamma_multiply(0.08);
            pen.add(Shape::rect_filled(rect, 0.0, fill));
            let line = Pen::line(t.accent, 1.0);
            if marquee.touching {
                pen.dashed(rect, 0.0, line, 4.0, 3.0);
            } else {
                pen.boxed(rect, 0.0, None, line);
            }
        }
        Gesture::DrawFrame(from, to) => {
            let rect = pen.rect(Rect::from_corners(*from, *to));
            let fill = Color32::from(t.accent).gamma_multiply(0.06);
            pen.add(Shape::rect_filled(rect, 8.0, fill));
            pen.dashed(rect, 8.0, Pen::line(t.accent, 1.5), 4.0, 3.0);
        }
        Gesture::Connect(link) => rubber(pen, link, s),
        _ => {}
    }
    let (guides, gaps) = controller.guides();
    let color = t.guide;
    for guide in guides {
        let (a, b) = (pen.at(guide.from), pen.at(guide.to));
        let stroke = Pen::line(color, 1.0);
        pen.shapes
            .extend(Shape::dashed_line(&[a, b], stroke, 3.0, 3.0));
    }
    for gap in gaps {
        distance(pen, gap, color);
    }
}

/// What a selection box takes, beside its free corner.
pub fn rule(pen: &mut Pen<'_>, marquee: &Marquee, text: &str) {
    let t = pen.t;
    let font = fonts::regular(11.0);
    let width = pen.width(text, &font);
    let corner = pen.at(marquee.to);
    let room = pen.painter.clip_rect().shrink(4.0);
    let size = vec2(width + 16.0, 22.0);
    let at = pos2(
        (corner.x + 12.0)
            .min(room.right() - size.x)
            .max(room.left()),
        (corner.y + 14.0)
            .min(room.bottom() - size.y)
            .max(room.top()),
    );
    let rect = egui::Rect::from_min_size(pen.crisp(at), size);
    pen.fill(rect, 6.0, t.tooltip);
    let at = pos2(rect.left() + 8.0, rect.center().y);
    pen.text(at, Align2::LEFT_CENTER, text, font, t.on_tooltip);
}

/// A file is held over the window.
pub fn file_drop(pen: &mut Pen<'_>, view: egui::Rect, text: &str) {
    let t = pen.t;
    let rect = view.shrink(12.0);
    let fill = Color32::from(t.accent).gamma_multiply(0.08);
    pen.add(Shape::rect_filled(rect, 10.0, fill));
    pen.dashed(rect, 10.0, Pen::line(t.accent, 2.0), 8.0, 5.0);
    let font = fonts::semibold(15.0);
    let size = vec2(pen.width(text, &font) + 64.0, 44.0);
    let card = egui::Rect::from_center_size(rect.center(), size);
    pen.boxed(card, 10.0, Some(t.panel), Pen::line(t.accent_line, 1.0));
    let at = pos2(card.left() + 26.0, card.center().y);
    pen.glyph(at, crate::glyph::FOLDER_OPEN, 20.0, t.accent);
    let at = pos2(card.left() + 44.0, card.center().y);
    pen.text(at, Align2::LEFT_CENTER, text, font, t.text_1);
}

/// A distance with its number.
fn distance(pen: &mut Pen<'_>, gap: &Guide, color: Color) {
    let (a, b) = (pen.at(gap.from), pen.at(gap.to));
    pen.add(Shape::line_segment([a, b], Pen::line(color, 1.0)));
    let length = gap.from.distance(gap.to).round();
    let level = (a.y - b.y).abs() < 0.5;
    let tick = if level {
        vec2(0.0, 3.0)
    } else {
        vec2(3.0, 0.0)
    };
    for end in [a, b] {
        pen.add(Shape::line_segment(
            [end - tick, end + tick],
            Pen::line(color, 1.0),
        ));
    }
    let middle = a + (b - a) * 0.5;
    let (at, anchor) = if level {
        (middle - vec2(0.0, 3.0), Align2::CENTER_BOTTOM)
    } else {
        (middle + vec2(5.0, 0.0), Align2::LEFT_CENTER)
    };
    let font = fonts::regular(11.0);
    pen.text(at, anchor, &format!("{length}"), font, color);
}

/// The line of a connection that is being drawn, with its arrow head at the called.
fn rubber(pen: &mut Pen<'_>, link: &Link, s: &Sight<'_>) {
    let t = pen.t;
    let (mut start, mut end) = (link.start, link.to);
    if let Some(id) = &link.target {
        if let Some(rect) = nearest_rect(id, link.to, s) {
            let side = link.port.unwrap_or_else(|| facing(rect, link.start));
            end = port_at(rect, side);
            if s.scene.tiles_of(id).next().is_none() {
                let on = pen.rect(rect);
                pen.boxed(on, 8.0, None, Pen::line(t.accent, 2.0));
            }
        }
    } else {
        // The kind of what will be there is chosen after the drop.
        let at = pen.at(end);
        pen.add(Shape::circle_filled(at, 9.0, Color32::from(t.accent_soft)));
        pen.add(Shape::circle_stroke(at, 9.0, Pen::line(t.accent, 1.5)));
        pen.glyph(at, crate::glyph::PLUS, 11.0, t.accent);
    }
    if link.backwards {
        std::mem::swap(&mut start, &mut end);
    }
    let (a, b) = (pen.at(start), pen.at(end));
    let stroke = Stroke::new(2.5, Color32::from(t.accent));
    let leaves_level = !link.upright;
    let path = elbow(a, b, leaves_level);
    if link.target.is_some() {
        pen.add(Shape::line(path.clone(), stroke));
    } else {
        pen.shapes
            .extend(Shape::dashed_line(&path, stroke, 6.0, 3.0));
    }
    if let [.., before, tip] = path.as_slice()
        && link.target.is_some()
    {
        let direction = (*tip - *before).normalized();
        let across = vec2(-direction.y, direction.x);
        let base = *tip - direction * 10.0;
        pen.add(Shape::convex_polygon(
            vec![*tip, base + across * 5.0, base - across * 5.0],
            Color32::from(t.accent),
            Stroke::NONE,
        ));
    }
}

/// A line with two corners that leaves its start level or upright.
pub fn elbow(a: Pos2, b: Pos2, level: bool) -> Vec<Pos2> {
    if (a.y - b.y).abs() < 1.0 || (a.x - b.x).abs() < 1.0 {
        return vec![a, b];
    }
    let middle = a + (b - a) * 0.5;
    if level {
        vec![a, pos2(middle.x, a.y), pos2(middle.x, b.y), b]
    } else {
        vec![a, pos2(a.x, middle.y), pos2(b.x, middle.y), b]
    }
}

/// The tile of a component nearest to a place, or the outline of a frame.
fn nearest_rect(id: &Id, at: Point, s: &Sight<'_>) -> Option<Rect> {
    let tiles = s.scene.tiles_of(id).map(|tile| tile.rect);
    let nearest = tiles.min_by(|a, b| a.center().distance(at).total_cmp(&b.center().distance(at)));
    nearest.or_else(|| s.scene.frame(id).map(|frame| frame.rect))
}

/// What a drop from the palette would put here.
pub fn ghost(pen: &mut Pen<'_>, rect: Rect, name: &str, glyph: char, tile: bool) {
    let t = pen.t;
    let z = pen.zoom();
    let on = pen.rect(rect);
    let radius = 8.0 * z;
    pen.fill(on, radius, t.accent_soft);
    pen.dashed(on, radius, Pen::line(t.accent, 1.5), 4.0, 3.0);
    if !tile {
        let at = on.left_top() + vec2(14.0, 14.0);
        pen.glyph(at, glyph, 14.0, t.accent);
        let font = fonts::semibold(11.0);
        pen.text(
            at + vec2(14.0, 0.0),
            Align2::LEFT_CENTER,
            name,
            font,
            t.accent,
        );
        return;
    }
    let square = egui::Rect::from_min_size(
        pos2(on.left() + 9.0 * z, on.top() + 12.0 * z),
        vec2(32.0 * z, 32.0 * z),
    );
    pen.fill(square, 7.0 * z, t.accent_fill);
    pen.glyph(square.center(), glyph, 20.0 * z, t.on_accent);
    let font = pen.font(12.0, 9.0, true);
    let room = on.right() - square.right() - 12.0 * z;
    let name = fonts::elide(pen.painter, name, &font, room, fonts::Elide::End);
    let at = pos2(square.right() + 8.0 * z, on.center().y);
    pen.text(at, Align2::LEFT_CENTER, &name, font, t.accent);
}
