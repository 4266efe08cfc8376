//! How frames, tiles and connections look, at every level of detail and in every state.

use super::hit::chevron_of;
use super::pen::{Detail, MIN_TEXT, Pen};
use super::raster::on_parts;
use super::zones::{self, Zones};
use crate::app::fonts;
use crate::app::icons;
use crate::app::theme::shadow_tile;
use crate::app::view::Overlay;
use crate::glyph;
use crate::model::{ContainerKind, Id, Point, Rect};
use crate::scene::flow::{self, Measure};
use crate::scene::geometry::{HEAD_LENGTH, HEAD_WIDTH, flatten, outline};
use crate::scene::text::Weight;
use crate::scene::tokens::{Color, FrameStyle, SeveritySlot, Tokens};
use crate::scene::{
    Badge, Frame, Label, LabelRole, NoteText, Pill, Route, Scene, TEXT_W, TEXT_X, TITLE, Tile,
    TitlePlace,
};
use crate::text::number;
use egui::epaint::{CornerRadius, PathShape, RectShape};
use egui::{Align2, Color32, Pos2, Shape, Stroke, StrokeKind, pos2, vec2};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What states the drawing shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Selected items.
    pub selected: Arc<BTreeSet<Id>>,
    /// The item under the pointer.
    pub hover: Option<Id>,
    /// The tile that has the keyboard focus.
    pub focus: Option<u32>,
    /// The frame that takes in what is dragged, and what it says.
    pub target: Option<(Id, Vec<String>)>,
    /// What colours the canvas.
    pub overlay: Overlay,
    /// What thickness and colour stand for in the traffic overlay.
    pub measure: Measure,
    /// The zones, for their overlay; else none.
    pub zones: Zones,
}

impl Marks {
    /// Whether an item is selected.
    pub fn selected(&self, id: &Id) -> bool {
        self.selected.contains(id)
    }
    /// Whether a frame takes in what is dragged.
    pub fn is_target(&self, id: &Id) -> bool {
        self.target.as_ref().is_some_and(|(target, _)| target == id)
    }
    /// Whether an item is under the pointer.
    pub fn hovered(&self, id: &Id) -> bool {
        self.hover.as_ref() == Some(id)
    }
}

/// The colour under a place of the canvas: the fill of the innermost frame that has one.
pub fn ground(scene: &Scene, t: &Tokens, marks: &Marks, at: Point) -> Color {
    let around = scene.frames.iter().rev();
    around
        .filter(|frame| frame.rect.contains(at))
        .find_map(|frame| match marks.zones.of_frame(&frame.id) {
            Some(zone) => Some(zones::lane_fill(t, zone)),
            None => t.frame_style(frame.kind.as_str()).fill,
        })
        .unwrap_or(t.canvas)
}

/// Dots of the grid.
pub fn grid(pen: &mut Pen<'_>) {
    let px = 1.0 / pen.painter.pixels_per_point();
    let color = Color32::from(pen.t.grid_dot);
    let mut mesh = egui::Mesh::default();
    dots(pen, |at| {
        let rect = egui::Rect::from_min_size(at, vec2(px, px));
        mesh.add_colored_rect(rect, color);
    });
    pen.add(Shape::mesh(mesh));
}

/// Upper left corners of the dots of the grid.
pub fn dots(pen: &Pen<'_>, mut dot: impl FnMut(Pos2)) {
    let mut step = 16.0;
    while step * pen.zoom() < 11.0 {
        step *= 2.0;
    }
    let clip = pen.painter.clip_rect();
    let view = |p: Pos2| {
        let local = Point::new(p.x - pen.origin.x, p.y - pen.origin.y);
        pen.camera.to_canvas(local)
    };
    let (a, b) = (view(clip.min), view(clip.max));
    let (columns, rows) = (
        (a.x / step).floor() as i32..=(b.x / step).ceil() as i32,
        (a.y / step).floor() as i32..=(b.y / step).ceil() as i32,
    );
    for row in rows {
        for column in columns.clone() {
            let at = pen.at(Point::new(column as f32 * step, row as f32 * step));
            dot(pen.crisp(at));
        }
    }
}

/// Frames in the order of painting: places first, outermost to innermost, then groups of items (scaling groups, clusters,
/// security groups), which lie across places.
pub fn frame_order(scene: &Scene) -> Vec<&Frame> {
    let across = |frame: &&Frame| {
        matches!(
            frame.kind,
            ContainerKind::SecurityGroup
                | ContainerKind::AutoScalingGroup
                | ContainerKind::Cluster
                | ContainerKind::Group
        )
    };
    let text = |frame: &&Frame| frame.note.is_some();
    let places = scene.frames.iter().filter(|f| !across(f) && !text(f));
    let across = scene.frames.iter().filter(across);
    let notes = scene.frames.iter().filter(text);
    places.chain(across).chain(notes).collect()
}

/// A frame: border, fill, title, sum.
pub fn frame(pen: &mut Pen<'_>, frame: &Frame, marks: &Marks, detail: Detail) {
    if !pen.sees(frame.rect, 24.0) {
        return;
    }
    let t = pen.t;
    let style = t.frame_style(frame.kind.as_str());
    let rect = pen.rect(frame.rect);
    let radius = frame_radius(pen);
    let target = marks.target.as_ref().filter(|(id, _)| *id == frame.id);
    let selected = marks.selected(&frame.id) || target.is_some();
    if frame.collapsed.is_some() {
        card(pen, frame, style, selected, target.is_some());
        return;
    }
    if let Some(text) = &frame.note {
        let hovered = marks.hovered(&frame.id);
        note(pen, frame, text, style, (selected, hovered), detail);
        return;
    }
    if let Some(fill) = frame_fill(frame, marks, t) {
        pen.fill(rect, radius, fill);
    }
    if target.is_some() {
        pen.fill(rect, radius, t.accent_soft);
    }
    if matches!(
        frame.title.place,
        TitlePlace::BandLeft | TitlePlace::BandTop
    ) {
        band(pen, frame, marks);
    }
    let (color, width) = frame_line(frame, marks, t);
    let line = Pen::line(color, width);
    if style.dashed && !selected {
        pen.dashed(rect, radius, line, 4.0, 3.0);
    } else {
        pen.boxed(rect, radius, None, line);
    }
    frame_words(pen, frame, marks, detail);
}

/// Radius of the corners of frames, points.
pub fn frame_radius(pen: &Pen<'_>) -> f32 {
    (8.0 * pen.zoom()).clamp(2.0, 12.0)
}

/// What a frame is filled with.
pub fn frame_fill(frame: &Frame, marks: &Marks, t: &Tokens) -> Option<Color> {
    let lane = frame.kind == ContainerKind::AvailabilityZone;
    match marks.zones.of_frame(&frame.id) {
        Some(zone) if lane => Some(zones::lane_fill(t, zone)),
        // The lane's colour shows through what stands in it.
        Some(_) => None,
        None => t.frame_style(frame.kind.as_str()).fill,
    }
}

/// Colour and width of a frame's border.
pub fn frame_line(frame: &Frame, marks: &Marks, t: &Tokens) -> (Color, f32) {
    let style = t.frame_style(frame.kind.as_str());
    if marks.selected(&frame.id) || marks.is_target(&frame.id) {
        (t.accent, 2.0)
    } else if marks.hovered(&frame.id) {
        (style.title, 1.0)
    } else {
        (style.line, 1.0)
    }
}

/// Title and sum of a frame, and what is written on it while it is handled.
pub fn frame_words(pen: &mut Pen<'_>, frame: &Frame, marks: &Marks, detail: Detail) {
    let t = pen.t;
    let style = t.frame_style(frame.kind.as_str());
    let rect = pen.rect(frame.rect);
    let target = marks.target.as_ref().filter(|(id, _)| *id == frame.id);
    let selected = marks.selected(&frame.id) || target.is_some();
    let handled = selected || marks.hovered(&frame.id);
    title(pen, frame, style, (selected, handled), rect, detail);
    if handled {
        chevron(pen, frame, if selected { t.accent } else { style.title });
    }
    if let Some((_, lines)) = target {
        drop_text(pen, rect, lines);
    }
}

/// The chevron that folds a frame, while it is handled.
fn chevron(pen: &mut Pen<'_>, frame: &Frame, ink: Color) {
    if let Some(place) = chevron_of(frame, pen.zoom()) {
        let rect = pen.rect(place);
        let size = 12.0 * pen.zoom().max(0.55);
        let ground = frame.title.place == TitlePlace::Tab;
        if ground {
            // Lines and sums under it would make it unreadable.
            let fill = pen.t.tile;
            pen.fill(rect.shrink(1.0), 4.0, fill);
        }
        pen.glyph(rect.center(), glyph::CARET_DOWN, size, ink);
    }
}

/// A note or label. Its letters shrink with the drawing; too small to be read they are left out.
fn note(
    pen: &mut Pen<'_>,
    frame: &Frame,
    text: &NoteText,
    style: FrameStyle,
    (selected, hovered): (bool, bool),
    detail: Detail,
) {
    let t = pen.t;
    let z = pen.zoom();
    let rect = pen.rect(frame.rect);
    let radius = (6.0 * z).clamp(1.0, 9.0);
    if let Some(fill) = style.fill {
        if detail == Detail::All {
            let corner = CornerRadius::from(radius);
            pen.add(shadow_tile(t).as_shape(rect, corner));
        }
        pen.boxed(rect, radius, Some(fill), Pen::line(style.line, 1.0));
    }
    if selected {
        pen.boxed(rect, radius, None, Pen::line(t.accent, 2.0));
    } else if hovered {
        let line = Pen::line(t.text_3, 1.0);
        if style.dashed {
            pen.dashed(rect, radius, line, 4.0, 3.0);
        } else {
            pen.boxed(rect, radius, None, line);
        }
    }
    let size = text.size * z;
    if size < MIN_TEXT - 2.0 {
        return;
    }
    let strong = text.weight == Weight::SemiBold;
    let ink = if text.is_hint { t.text_3 } else { t.text_1 };
    // Not rounded to whole pixels: lines that were broken for one width must not become wider.
    let size = (size * pen.painter.pixels_per_point()).floor() / pen.painter.pixels_per_point();
    let font = if strong {
        fonts::semibold(size)
    } else {
        fonts::regular(size)
    };
    for (number, line) in text.lines.iter().enumerate() {
        let y = text.rect.y + text.line * (number as f32 + 0.5);
        let at = pen.at(Point::new(text.rect.x, y));
        pen.text(at, Align2::LEFT_CENTER, line, font.clone(), ink);
    }
}

/// Title band of a zone, in the colour of low findings.
fn band(pen: &mut Pen<'_>, frame: &Frame, marks: &Marks) {
    let t = pen.t;
    let band = pen.rect(frame.title.rect);
    let radius = (8.0 * pen.zoom()).clamp(2.0, 12.0) as u8;
    let corners = if frame.title.place == TitlePlace::BandLeft {
        CornerRadius {
            nw: radius,
            sw: radius,
            ..CornerRadius::ZERO
        }
    } else {
        CornerRadius {
            nw: radius,
            ne: radius,
            ..CornerRadius::ZERO
        }
    };
    let color = band_color(frame, marks, t);
    pen.add(RectShape::filled(band, corners, Color32::from(color)));
}

/// Colour of the title band of a zone.
pub fn band_color(frame: &Frame, marks: &Marks, t: &Tokens) -> Color {
    if marks.selected(&frame.id) {
        t.accent_soft
    } else if let Some(zone) = marks.zones.of_frame(&frame.id) {
        zones::band_fill(t, zone)
    } else {
        t.lane_band()
    }
}

fn title(
    pen: &mut Pen<'_>,
    frame: &Frame,
    style: FrameStyle,
    (selected, handled): (bool, bool),
    rect: egui::Rect,
    detail: Detail,
) {
    let t = pen.t;
    let ink = if selected { t.accent } else { style.title };
    if detail == Detail::Overview {
        // Above the tiles, which would lie on it.
        return;
    }
    // Titles shrink with the drawing, down to what can be read; nested titles would cover each other otherwise.
    let scale = pen.zoom().max(0.55);
    let font = fonts::semibold(pen.size((11.0 * pen.zoom()).max(9.0)));
    let outermost = frame.depth == 0;
    let innermost = frame.kind.is_subnet();
    if detail == Detail::Icons && !outermost && !innermost {
        return;
    }
    match frame.title.place {
        TitlePlace::BandLeft => {
            let band = pen.rect(frame.title.rect);
            let icon = 13.0 * scale.min(pen.zoom().max(0.6));
            let top = band.top() + 9.0 * pen.zoom();
            if band.width() < 9.0 {
                return;
            }
            let font = fonts::semibold(pen.size((11.0 * scale).min(band.width() - 3.0)));
            let room = band.height() - icon - 20.0 * pen.zoom();
            let text = shown_title(pen, frame, &font, room, FEW);
            // The text runs up to the top, the icon before its first letter.
            let mut foot = top;
            if !text.is_empty() {
                let width = pen.width(&text, &font);
                let middle = pos2(band.center().x, top + width * 0.5);
                pen.text_up(middle, &text, font, ink);
                foot += width + 5.0 * pen.zoom();
            }
            let at = pos2(band.center().x, foot + icon * 0.5);
            pen.glyph(at, frame.title.glyph, icon, ink);
        }
        TitlePlace::BandTop | TitlePlace::Tab => {
            let side = title_side(pen.zoom());
            // Between 20 and 42 % the title of the outermost frame stands above it.
            let above = detail == Detail::Icons && outermost;
            let lift = if above { side } else { 0.0 };
            let square = egui::Rect::from_min_size(rect.min - vec2(0.0, lift), vec2(side, side));
            if square.width() > rect.width() || square.height() > rect.height() {
                return;
            }
            let on_title = if frame.title.place == TitlePlace::Tab {
                let radius = (8.0 * pen.zoom()).clamp(2.0, 12.0) as u8;
                let corners = CornerRadius {
                    nw: radius,
                    se: (4.0 * scale) as u8,
                    ..CornerRadius::ZERO
                };
                let fill = if selected { t.accent_fill } else { style.title };
                pen.add(RectShape::filled(square, corners, Color32::from(fill)));
                if selected {
                    t.on_accent
                } else {
                    style.on_title
                }
            } else {
                ink
            };
            pen.glyph(square.center(), frame.title.glyph, 13.0 * scale, on_title);
            let left = square.right() + 6.0 * scale;
            let badge = frame.badge.filter(|_| detail >= Detail::Names);
            let aside = badge.map(|badge| {
                let place = badge_place(pen, (frame.rect, Seat::of(frame)), badge, detail);
                rect.right() - place.left() + 4.0
            });
            let sum = frame.cost.as_ref().filter(|_| detail >= Detail::Names);
            let sum_font = fonts::regular(font.size);
            let room = rect.right() - left - aside.unwrap_or(6.0);
            // Beside icons, the first letters of a title say less.
            let least = if detail == Detail::Icons { 7 } else { FEW };
            let text = shown_title(pen, frame, &font, room, least);
            if text.is_empty() {
                return;
            }
            let at = pos2(left, square.center().y);
            let name = pen.text(at, Align2::LEFT_CENTER, &text, font, ink);
            let right = rect.right() - aside.unwrap_or(8.0 * scale);
            // The chevron comes right after the name.
            let before = match chevron_of(frame, pen.zoom()).filter(|_| handled) {
                Some(chevron) => pen.rect(chevron).right(),
                None => name.right() + 4.0,
            };
            if let Some(sum) = sum
                && before + pen.width(&sum.text, &sum_font) + 4.0 < right
            {
                let at = pos2(right, square.center().y);
                pen.text(at, Align2::RIGHT_CENTER, &sum.text, sum_font, t.text_2);
            }
        }
        TitlePlace::Card | TitlePlace::Text => {}
    }
}

/// Height of the row of a title on screen: titles shrink with the drawing, down to what can be read.
pub fn title_side(zoom: f32) -> f32 {
    TITLE * zoom.max(0.55)
}

/// Fewer letters of a shortened text say nothing.
pub const FEW: usize = 4;

/// As much of a text as fits; nothing where that would be less than `least` letters of it. The rest is told under the
/// pointer.
pub fn cut<'t>(
    pen: &Pen<'_>,
    text: &'t str,
    font: &egui::FontId,
    room: f32,
    least: usize,
) -> Cow<'t, str> {
    let shown = fonts::elide(pen.painter, text, font, room, fonts::Elide::End);
    if shown != text && shown.chars().count() < least {
        return Cow::Borrowed("");
    }
    shown
}

/// As much of a title as fits: all of it, without the code after the name, or its start ([`cut`]).
fn shown_title<'t>(
    pen: &Pen<'_>,
    frame: &'t Frame,
    font: &egui::FontId,
    room: f32,
    least: usize,
) -> Cow<'t, str> {
    let full = frame.title.full_text.as_str();
    let name = full.split_once(" · ").map_or(full, |(name, _)| name);
    for text in [full, name] {
        if pen.width(text, font) <= room {
            return Cow::Borrowed(text);
        }
    }
    cut(pen, name, font, room, least)
}

/// Room for the badge of a frame seen from afar, points.
const OVERVIEW_BADGE: f32 = 56.0;

/// Below 20 %: names of the large frames, above everything on a ground of their own: of the outermost above their upper
/// edge, of others below it; the outermost first, none on another.
pub fn overview_titles(pen: &mut Pen<'_>, scene: &Scene, marks: &Marks) {
    let t = pen.t;
    let font = fonts::semibold(pen.size(12.0));
    let mut taken: Vec<egui::Rect> = Vec::new();
    for frame in frame_order(scene) {
        let large = matches!(
            frame.kind,
            ContainerKind::Account | ContainerKind::Region | ContainerKind::Vpc
        );
        if !large || frame.collapsed.is_some() || !pen.sees(frame.rect, 0.0) {
            continue;
        }
        let rect = pen.rect(frame.rect);
        // At the left, because the badge with the findings stands at the right.
        let text = shown_title(pen, frame, &font, rect.width() - OVERVIEW_BADGE, FEW);
        if text.is_empty() || rect.height() < 20.0 {
            continue;
        }
        let size = vec2(pen.width(&text, &font) + 10.0, 18.0);
        // Nothing of the drawing stands above the outermost frames, as a rule.
        let top = if frame.depth == 0 { -21.0 } else { 2.0 };
        let ground = egui::Rect::from_min_size(rect.min + vec2(0.0, top), size);
        let at = ground.center();
        if taken.iter().any(|other| other.intersects(ground)) {
            continue;
        }
        taken.push(ground);
        let fill = Color32::from(t.panel).gamma_multiply(0.88);
        pen.add(RectShape::filled(ground, CornerRadius::same(4), fill));
        let selected = marks.selected(&frame.id);
        let style = t.frame_style(frame.kind.as_str());
        let ink = if selected { t.accent } else { style.title };
        pen.text(at, Align2::CENTER_CENTER, &text, font.clone(), ink);
    }
}

/// A collapsed frame.
fn card(pen: &mut Pen<'_>, frame: &Frame, style: FrameStyle, selected: bool, target: bool) {
    let t = pen.t;
    let z = pen.zoom();
    let rect = pen.rect(frame.rect);
    let line = if selected {
        Pen::line(t.accent, 2.0)
    } else {
        Pen::line(style.line, 1.0)
    };
    let fill = if target { t.accent_soft } else { t.tile };
    pen.boxed(rect, (8.0 * z).clamp(2.0, 12.0), Some(fill), line);
    if z < 0.42 {
        let side = 14.0_f32.min(rect.height() - 4.0);
        pen.glyph(rect.center(), frame.title.glyph, side, style.title);
        return;
    }
    let center = |x: f32, y: f32| pos2(rect.left() + x * z, rect.top() + y * z);
    pen.glyph(center(14.0, 16.0), glyph::CARET_RIGHT, 12.0 * z, t.text_3);
    let square = egui::Rect::from_center_size(center(36.0, 16.0), vec2(20.0 * z, 20.0 * z));
    pen.fill(square, 5.0 * z, style.title);
    pen.glyph(square.center(), frame.title.glyph, 13.0 * z, style.on_title);
    let font = pen.font(12.0, 9.0, true);
    pen.text(
        center(52.0, 16.0),
        Align2::LEFT_CENTER,
        &frame.title.text,
        font,
        t.text_1,
    );
    if let Some(second) = &frame.collapsed {
        let font = pen.font(11.0, 8.0, false);
        pen.text(
            center(30.0, 35.0),
            Align2::LEFT_CENTER,
            second,
            font,
            t.text_2,
        );
    }
}

/// What a drop into the frame does, in its middle.
fn drop_text(pen: &mut Pen<'_>, rect: egui::Rect, lines: &[String]) {
    let t = pen.t;
    let seen = rect.intersect(pen.painter.clip_rect());
    let mut at = pos2(
        seen.left() + 12.0,
        seen.bottom() - 8.0 - 16.0 * lines.len() as f32 + 8.0,
    );
    for (number, line) in lines.iter().enumerate() {
        let font = if number == 0 {
            fonts::regular(pen.size(11.0))
        } else {
            fonts::semibold(pen.size(11.0))
        };
        let width = pen.width(line, &font);
        if width + 16.0 <= seen.width() && at.y > seen.top() + 20.0 {
            pen.text(at, Align2::LEFT_CENTER, line, font, t.accent);
        }
        at.y += 16.0;
    }
}

/// The colour of a tile's kind.
pub fn category_color(tile: &Tile, t: &Tokens) -> Color {
    if tile.known {
        t.category_fill(tile.category)
    } else {
        t.text_3
    }
}

/// Whether a tile steps back, because something else is looked for.
fn is_faded(tile: &Tile, marks: &Marks) -> bool {
    let selected = marks.selected(&tile.component);
    marks.overlay == Overlay::Findings && tile.badge.is_none() && !selected
}

/// Whether a tile looks as usual, so that its box can be a part of the ground.
pub fn is_plain(tile: &Tile, number: u32, marks: &Marks, detail: Detail) -> bool {
    let unlike = if detail > Detail::Icons {
        tile.locked
    } else {
        marks.selected(&tile.component)
    };
    !unlike && marks.focus != Some(number) && !is_faded(tile, marks)
}

/// Fill, border and its width of a tile with its name.
pub fn box_look(tile: &Tile, marks: &Marks, t: &Tokens) -> (Color, Color, f32) {
    let fill = if marks.overlay == Overlay::Cost && tile.cost_share > 0.0 {
        t.cost_heat(tile.cost_share)
    } else if let Some(zone) = marks.zones.of_tile(tile) {
        zones::tile_fill(t, zone)
    } else {
        t.tile
    };
    if marks.selected(&tile.component) {
        (fill, t.accent, 2.0)
    } else if marks.hovered(&tile.component) {
        (fill, t.text_3, 1.0)
    } else {
        (fill, t.strong, 1.0)
    }
}

/// Where the icon of a tile with its name is on screen.
pub fn icon_place(pen: &Pen<'_>, tile: &Tile) -> egui::Rect {
    let (rect, z) = (pen.rect(tile.rect), pen.zoom());
    let min = pos2(rect.left() + 9.0 * z, rect.top() + 12.0 * z);
    egui::Rect::from_min_size(pen.crisp(min), vec2(32.0 * z, 32.0 * z))
}

/// The square of a tile of which only the icon is shown, canvas units.
pub fn icon_square(tile: &Tile) -> Rect {
    let center = tile.rect.center();
    Rect::new(center.x - 21.0, center.y - 21.0, 42.0, 42.0)
}

/// A tile without its pill and badge, which stand above the connections. Without `boxed`, its box is part of the ground
/// already.
pub fn tile(
    pen: &mut Pen<'_>,
    tile: &Tile,
    number: u32,
    marks: &Marks,
    (detail, boxed): (Detail, bool),
) {
    if !pen.sees(tile.rect, 12.0) {
        return;
    }
    let t = pen.t;
    let z = pen.zoom();
    let selected = marks.selected(&tile.component);
    let focused = marks.focus == Some(number);
    let category = category_color(tile, t);
    let faded = is_faded(tile, marks);
    let from = pen.shapes.len();
    if detail <= Detail::Icons {
        icon_tile(pen, tile, category, boxed, (selected, focused));
    } else {
        full_tile(pen, tile, category, marks, (detail, boxed), focused);
    }
    if tile.locked && detail >= Detail::Names {
        let rect = pen.rect(tile.rect);
        let at = pos2(rect.right() - 12.0 * z, rect.top() + 12.0 * z);
        pen.glyph(at, glyph::LOCK_SIMPLE, 12.0 * z, t.text_3);
    }
    if faded {
        for shape in &mut pen.shapes[from..] {
            egui::epaint::shape_transform::adjust_colors(shape, |color| {
                *color = color.gamma_multiply(0.42);
            });
        }
    }
}

fn full_tile(
    pen: &mut Pen<'_>,
    tile: &Tile,
    category: Color,
    marks: &Marks,
    (detail, boxed): (Detail, bool),
    focused: bool,
) {
    let t = pen.t;
    let z = pen.zoom();
    let rect = pen.rect(tile.rect);
    let radius = 8.0 * z;
    if boxed {
        if detail == Detail::All {
            pen.add(shadow_tile(t).as_shape(rect, CornerRadius::from(radius)));
        }
        let (fill, color, width) = box_look(tile, marks, t);
        if tile.locked && !marks.selected(&tile.component) {
            pen.fill(rect, radius, fill);
            pen.dashed(rect, radius, Pen::line(color, width), 4.0, 3.0);
        } else {
            pen.boxed(rect, radius, Some(fill), Pen::line(color, width));
        }
    }
    if focused {
        ring(pen, rect, radius);
    }
    let at = |x: f32, y: f32| pos2(rect.left() + x * z, rect.top() + y * z);
    let square = icon_place(pen, tile);
    if let Some(icon) = icons::shape(pen.painter.ctx(), &tile.kind, square) {
        pen.add(icon);
    } else {
        if boxed {
            pen.fill(square, 7.0 * z, category);
        }
        pen.glyph(square.center(), tile.glyph, 20.0 * z, t.on_category);
    }
    if detail == Detail::All {
        let font = pen.font(12.0, MIN_TEXT, true);
        pen.text(
            at(TEXT_X, 19.0),
            Align2::LEFT_CENTER,
            &tile.name,
            font,
            t.text_1,
        );
        let font = pen.font(11.0, MIN_TEXT, false);
        pen.text(
            at(TEXT_X, 35.5),
            Align2::LEFT_CENTER,
            &tile.fact,
            font,
            t.text_2,
        );
    } else {
        let font = pen.font(12.0, 9.0, true);
        let room = (TEXT_W + 4.0) * z;
        let name = fonts::elide(pen.painter, &tile.full_name, &font, room, fonts::Elide::End);
        pen.text(at(TEXT_X, 24.0), Align2::LEFT_CENTER, &name, font, t.text_1);
    }
}

/// Between 20 and 42 %: a square of 42 canvas units in the middle of the tile, whose box the connections end at. Without
/// `boxed`, box and square are part of the ground already.
fn icon_tile(
    pen: &mut Pen<'_>,
    tile: &Tile,
    category: Color,
    boxed: bool,
    (selected, focused): (bool, bool),
) {
    let t = pen.t;
    let z = pen.zoom();
    if boxed {
        let outer = pen.rect(tile.rect);
        pen.boxed(outer, 8.0 * z, Some(t.tile), Pen::line(t.border, 1.0));
    }
    let rect = pen.rect(icon_square(tile));
    if let Some(icon) = icons::shape(pen.painter.ctx(), &tile.kind, rect) {
        pen.add(icon);
    } else {
        if boxed {
            pen.fill(rect, 7.0 * z, category);
        }
        pictogram(pen, tile, rect);
    }
    if selected {
        let line = Pen::line(t.accent, 2.0);
        let radius = CornerRadius::from(7.0 * z + 3.0);
        pen.add(RectShape::new(
            rect.expand(2.0),
            radius,
            Color32::TRANSPARENT,
            line,
            StrokeKind::Outside,
        ));
    }
    if focused {
        ring(pen, rect, 7.0 * z);
    }
}

/// The glyph of a kind with its monogram.
fn pictogram(pen: &mut Pen<'_>, tile: &Tile, rect: egui::Rect) {
    let (t, z) = (pen.t, pen.zoom());
    let mono = pen.size(9.0 * z / 0.42);
    let fits = |text: &str| pen.width(text, &fonts::semibold(mono)) <= rect.width() - 2.0;
    let with_mono =
        !tile.monogram.is_empty() && mono >= 7.0 && rect.height() >= 16.0 && fits(tile.monogram);
    let size = if with_mono { 20.0 } else { 28.0 } * z;
    let up = if with_mono { 7.0 * z } else { 0.0 };
    pen.glyph(
        rect.center() - vec2(0.0, up),
        tile.glyph,
        size,
        t.on_category,
    );
    if with_mono {
        let at = rect.center() + vec2(0.0, 11.0 * z);
        pen.text(
            at,
            Align2::CENTER_CENTER,
            tile.monogram,
            fonts::semibold(mono),
            t.on_category,
        );
    }
}

/// The ring of keyboard focus: 2 wide, 2 away, at any zoom.
fn ring(pen: &mut Pen<'_>, rect: egui::Rect, radius: f32) {
    let line = Pen::line(pen.t.accent, 2.0);
    pen.add(RectShape::new(
        rect.expand(2.0),
        CornerRadius::from(radius + 2.0),
        Color32::TRANSPARENT,
        line,
        StrokeKind::Outside,
    ));
}

/// The ground of a pill or badge, half as round as it is high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chip {
    /// Where it is on screen.
    pub rect: egui::Rect,
    /// Its colour.
    pub fill: Color,
    /// The colour of its border, if it has one.
    pub line: Option<Color>,
}

/// The ground of a pill or badge: added to `chips` where there are some, or a shape.
fn chip(
    pen: &mut Pen<'_>,
    chips: Option<&mut Vec<Chip>>,
    rect: egui::Rect,
    fill: Color,
    line: Option<Color>,
) {
    let radius = rect.height() * 0.5;
    match (chips, line) {
        (Some(chips), line) => chips.push(Chip { rect, fill, line }),
        (None, Some(line)) => pen.boxed(rect, radius, Some(fill), Pen::line(line, 1.0)),
        (None, None) => pen.fill(rect, radius, fill),
    }
}

/// What stands on the edges of a tile: its cost and its findings.
pub fn pill_and_badge(pen: &mut Pen<'_>, tile: &Tile, detail: Detail) {
    pill(pen, tile, detail, None);
    badge(pen, (tile.rect, Seat::Corner), tile.badge, detail, None);
}

/// The pill with the cost of a tile, right on its lower edge; its ground among `chips`, if there are some.
pub fn pill(pen: &mut Pen<'_>, tile: &Tile, detail: Detail, chips: Option<&mut Vec<Chip>>) {
    if tile.pill == Pill::None || detail < Detail::Names || !pen.sees(tile.rect, 24.0) {
        return;
    }
    let t = pen.t;
    let z = pen.zoom();
    let high = t.severity(SeveritySlot::High).ink;
    let (ink, dashed) = match &tile.pill {
        Pill::Free(_) => (t.saving, false),
        Pill::NoPrice(_) => (high, true),
        Pill::Amount { .. } | Pill::None => (t.text_1, false),
    };
    let font = pen.font(11.0, 9.0, true);
    let scale = font.size / 11.0;
    let (galley, width) = fonts::tabular(pen.painter, tile.pill.text(), &font, ink.into());
    let size = vec2((width + 16.0 * scale).ceil(), (18.0 * scale).round());
    let tile_rect = pen.rect(tile.rect);
    let right = tile_rect.right() - 8.0 * z;
    let min = pen.crisp(pos2(right - size.x, tile_rect.bottom() - size.y * 0.5));
    let rect = egui::Rect::from_min_size(min, size);
    let radius = size.y * 0.5;
    if dashed {
        chip(pen, chips, rect, t.tile, None);
        pen.dashed(rect, radius, Pen::line(high, 1.0), 3.0, 2.0);
    } else {
        chip(pen, chips, rect, t.tile, Some(t.strong));
    }
    let at = pos2(
        rect.center().x - width * 0.5,
        rect.center().y - galley.size().y * 0.5,
    );
    let at = pen.crisp(at);
    pen.add(egui::epaint::TextShape::new(at, galley, ink.into()));
}

/// Where the badge of an item sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// On the upper right corner.
    Corner,
    /// At the end of the title.
    Title,
}

impl Seat {
    /// Of a frame.
    pub fn of(frame: &Frame) -> Seat {
        match frame.title.place {
            TitlePlace::Tab | TitlePlace::BandTop => Seat::Title,
            TitlePlace::BandLeft | TitlePlace::Card | TitlePlace::Text => Seat::Corner,
        }
    }
}

/// The badge with the findings of a frame.
pub fn frame_badge(
    pen: &mut Pen<'_>,
    frame: &Frame,
    detail: Detail,
    chips: Option<&mut Vec<Chip>>,
) {
    let at = (frame.rect, Seat::of(frame));
    badge(pen, at, frame.badge, detail, chips);
}

/// The badge with the findings of a tile or frame; it shrinks less than the drawing. Its ground is among `chips`, if there
/// are some.
pub fn badge(
    pen: &mut Pen<'_>,
    at: (Rect, Seat),
    badge: Option<Badge>,
    detail: Detail,
    chips: Option<&mut Vec<Chip>>,
) {
    let Some(badge) = badge.filter(|_| detail > Detail::Overview) else {
        return;
    };
    if !pen.sees(at.0, 24.0) {
        return;
    }
    let tint = pen.t.severity(SeveritySlot::from(badge.severity));
    let slot = SeveritySlot::from(badge.severity);
    let rect = badge_place(pen, at, badge, detail);
    if detail == Detail::Icons {
        // A dot with the glyph alone: a count would hide the icon.
        let at = rect.center();
        pen.add(Shape::circle_filled(at, 7.0, Color32::from(tint.soft)));
        pen.glyph_fill(at, slot.glyph(), 11.0, tint.ink);
        return;
    }
    let scale = badge_scale(pen, at.1);
    let font = fonts::semibold(pen.size(11.0 * scale));
    let count = number::count(badge.count);
    chip(pen, chips, rect, tint.soft, None);
    let y = rect.center().y;
    let at = pos2(rect.left() + 11.5 * scale, y);
    pen.glyph_fill(at, slot.glyph(), 13.0 * scale, tint.ink);
    let at = pos2(rect.left() + 21.0 * scale, y);
    pen.text(at, Align2::LEFT_CENTER, &count, font, tint.ink);
}

fn badge_scale(pen: &Pen<'_>, seat: Seat) -> f32 {
    match seat {
        Seat::Corner => pen.zoom().max(0.9),
        // As small as the letters of the title beside it: titles of nested frames stand close.
        Seat::Title => pen.zoom().max(0.82),
    }
}

/// Where the badge of a tile or frame is on screen.
pub fn badge_place(
    pen: &Pen<'_>,
    (owner, seat): (Rect, Seat),
    badge: Badge,
    detail: Detail,
) -> egui::Rect {
    let on = pen.rect(owner);
    if detail == Detail::Icons {
        let at = match seat {
            Seat::Corner => {
                let reach = 21.0 * pen.zoom();
                on.center() + vec2(reach, -reach)
            }
            Seat::Title => pos2(on.right() - 9.0, on.top() + 1.0),
        };
        return egui::Rect::from_center_size(at, vec2(14.0, 14.0));
    }
    let scale = badge_scale(pen, seat);
    let font = fonts::semibold(pen.size(11.0 * scale));
    let text = pen.width(&number::count(badge.count), &font);
    let size = vec2((27.0 * scale + text).ceil(), (18.0 * scale).round());
    let min = match seat {
        Seat::Corner => {
            let right = on.right() + 4.0 * pen.zoom();
            pos2(right - size.x, on.top() - 9.0 * scale)
        }
        Seat::Title => {
            let row = title_side(pen.zoom());
            pos2(
                on.right() - size.x - 3.0 * scale,
                on.top() + (row - size.y) * 0.5,
            )
        }
    };
    egui::Rect::from_min_size(pen.crisp(min), size)
}

/// How a connection is drawn.
pub struct Line {
    /// Its colour.
    pub color: Color,
    /// Its width at 100 %, points.
    pub width: f32,
    halo: Option<Color>,
    /// Dashes and gaps in turn; none for a solid line.
    pub pattern: &'static [f32],
}

/// Whether a connection is selected or pointed at.
pub fn is_marked(route: &Route, marks: &Marks) -> bool {
    let mut ids = route.connections.iter();
    ids.any(|id| marks.selected(id) || marks.hovered(id))
}

/// How a connection is drawn as things are.
pub fn line_of(route: &Route, marks: &Marks, t: &Tokens) -> Line {
    let selected = route.connections.iter().any(|id| marks.selected(id));
    let hovered = route.connections.iter().any(|id| marks.hovered(id));
    if selected {
        return Line {
            color: t.accent,
            width: 2.5,
            halo: Some(t.accent_line),
            pattern: route.pattern(),
        };
    }
    if marks.overlay == Overlay::Traffic
        && let Some(flowing) = flow::of_route(route, marks.measure, t)
    {
        return Line {
            color: flowing.color,
            width: flowing.width,
            halo: hovered.then_some(t.strong),
            pattern: route.pattern(),
        };
    }
    if hovered {
        return Line {
            color: t.text_1,
            width: 2.5,
            halo: None,
            pattern: route.pattern(),
        };
    }
    Line {
        color: route.color(t),
        width: 1.5,
        halo: None,
        pattern: route.pattern(),
    }
}

/// Points of a connection on screen, curves cut into short lines.
pub fn polyline(pen: &Pen<'_>, route: &Route) -> Vec<Pos2> {
    flatten(&outline(route), 5)
        .into_iter()
        .map(|p| pen.at(p))
        .collect()
}

/// Whether anything of a connection can be in view.
pub fn is_seen(pen: &Pen<'_>, route: &Route) -> bool {
    route.points.len() >= 2 && pen.sees(super::index::route_rect(route), 16.0)
}

/// How much larger heads and dashes are drawn than at 100 %.
pub fn line_scale(pen: &Pen<'_>) -> f32 {
    pen.zoom().clamp(0.6, 1.6)
}

/// A connection: halo, line, head.
pub fn route(pen: &mut Pen<'_>, route: &Route, marks: &Marks) {
    if !is_seen(pen, route) {
        return;
    }
    let line = line_of(route, marks, pen.t);
    let scale = line_scale(pen);
    let path = polyline(pen, route);
    if let Some(halo) = line.halo {
        let wide = 6.0_f32.max(line.width * scale.min(1.2) + 4.0);
        let stroke = Stroke::new(wide, Color32::from(halo).gamma_multiply(0.6));
        pen.add(Shape::line(path.clone(), stroke));
    }
    let stroke = Stroke::new(line.width * scale.min(1.2), Color32::from(line.color));
    if line.pattern.is_empty() {
        pen.add(Shape::line(path, stroke));
    } else {
        dashes(pen, &path, stroke, line.pattern, scale);
    }
    head(pen, route, line.color, line.width, scale);
}

/// The dashes of a line that are in view: it may be far longer.
fn dashes(pen: &mut Pen<'_>, path: &[Pos2], stroke: Stroke, pattern: &[f32], scale: f32) {
    let clip = pen.painter.clip_rect().expand(8.0);
    let mut passed = 0.0;
    for pair in path.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let length = a.distance(b);
        if let Some((near, far)) = share_in(a, b, clip).filter(|_| length > 0.0) {
            let range = (passed + near * length, passed + far * length);
            for (from, to) in on_parts(pattern, scale, range) {
                let [p, q] = [from, to].map(|way| a + (b - a) * ((way - passed) / length));
                pen.add(Shape::line_segment([p, q], stroke));
            }
        }
        passed += length;
    }
}

/// The part of a straight line that lies in `clip`, as shares of its length.
pub fn share_in(a: Pos2, b: Pos2, clip: egui::Rect) -> Option<(f32, f32)> {
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    for (start, step, low, high) in [
        (a.x, b.x - a.x, clip.min.x, clip.max.x),
        (a.y, b.y - a.y, clip.min.y, clip.max.y),
    ] {
        if step.abs() < 1e-6 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (t0, t1) = ((low - start) / step, (high - start) / step);
        from = from.max(t0.min(t1));
        to = to.min(t0.max(t1));
    }
    (from < to).then_some((from, to))
}

/// The head of a connection.
pub fn head(pen: &mut Pen<'_>, route: &Route, color: Color, width: f32, scale: f32) {
    if let Some(corners) = head_of(pen, route, width, scale) {
        pen.add(Shape::Path(PathShape::convex_polygon(
            corners.to_vec(),
            Color32::from(color),
            Stroke::NONE,
        )));
    }
}

/// Tip and corners of the head of a connection, if there is room for one.
pub fn head_of(pen: &Pen<'_>, route: &Route, width: f32, scale: f32) -> Option<[Pos2; 3]> {
    let [.., before, tip] = route.points.as_slice() else {
        return None;
    };
    let (tip, before) = (pen.at(*tip), pen.at(*before));
    let length = (tip - before).length();
    if length <= 0.5 {
        return None;
    }
    let direction = (tip - before) / length;
    let across = vec2(-direction.y, direction.x);
    let wider = (width / 2.5).max(1.0);
    let base = tip - direction * HEAD_LENGTH * scale * wider;
    let half = HEAD_WIDTH * 0.5 * scale * wider;
    Some([tip, base + across * half, base - across * half])
}

/// The label of a connection on a patch of what is under it, or the dot that stands for it.
pub fn label(pen: &mut Pen<'_>, scene: &Scene, route: &Route, marks: &Marks, detail: Detail) {
    if let Some(dot) = route.dot.filter(|_| detail == Detail::All) {
        let at = pen.at(dot);
        let ground = ground(scene, pen.t, marks, dot);
        pen.add(Shape::circle_filled(at, 5.0, Color32::from(ground)));
        pen.add(Shape::circle_filled(at, 3.0, Color32::from(pen.t.text_3)));
    }
    let Some(label) = &route.label else { return };
    if !pen.sees(label.rect, 12.0) {
        return;
    }
    label_text(pen, label, ground(scene, pen.t, marks, label.rect.center()));
}

fn label_text(pen: &mut Pen<'_>, label: &Label, ground: Color) {
    let t = pen.t;
    let center = pen.at(label.rect.center());
    let size = pen.size((11.0 * pen.zoom()).max(9.0));
    let step = 14.0 * size / 11.0;
    let lines: Vec<_> = label
        .lines
        .iter()
        .map(|line| {
            let (strong, ink) = match line.role {
                LabelRole::Rate => (false, t.text_2),
                LabelRole::Cost => (true, t.text_1),
                LabelRole::Free => (true, t.saving),
                LabelRole::NoPrice => (true, t.severity(SeveritySlot::High).ink),
            };
            let font = if strong {
                fonts::semibold(size)
            } else {
                fonts::regular(size)
            };
            (line.text.as_str(), font, ink)
        })
        .collect();
    let width = lines
        .iter()
        .map(|(text, font, _)| pen.width(text, font))
        .fold(0.0, f32::max);
    let height = step * lines.len() as f32;
    let patch = egui::Rect::from_center_size(center, vec2(width + 8.0, height + 2.0));
    pen.fill(patch, 3.0, ground);
    for (number, (text, font, ink)) in (0_u16..).zip(lines) {
        let y = center.y - height * 0.5 + step * (f32::from(number) + 0.5);
        pen.text(pos2(center.x, y), Align2::CENTER_CENTER, text, font, ink);
    }
}
