//! Shapes on screen from things in canvas units: one transform, crisp edges, text sizes in whole pixels.

use super::paint::share_in;
use crate::app::fonts;
use crate::app::view::Camera;
use crate::model::{Point, Rect};
use crate::scene::tokens::{Color, Tokens};
use egui::epaint::{CornerRadiusF32, RectShape, TextShape};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Shape, Stroke, StrokeKind,
    pos2,
};

/// The smallest text that is drawn, points.
pub const MIN_TEXT: f32 = 8.0;

/// What of a drawing is shown at a zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Frames, coloured quads and thin lines.
    Overview,
    /// Icon squares with their monogram.
    Icons,
    /// Icon, name, cost.
    Names,
    /// Everything.
    All,
}

impl Detail {
    /// The level for a zoom.
    pub fn at(zoom: f32) -> Detail {
        match zoom {
            z if z >= crate::app::view::FULL_DETAIL => Detail::All,
            z if z >= 0.42 => Detail::Names,
            z if z >= 0.20 => Detail::Icons,
            _ => Detail::Overview,
        }
    }
}

/// Collects shapes.
pub struct Pen<'a> {
    /// For text layout and the clip rectangle.
    pub painter: &'a Painter,
    /// Colours.
    pub t: &'static Tokens,
    /// Where one looks from.
    pub camera: Camera,
    /// Top left corner of the view on screen.
    pub origin: Pos2,
    /// What came out.
    pub shapes: Vec<Shape>,
}

impl<'a> Pen<'a> {
    /// A pen for the view with its corner at `origin`.
    pub fn new(painter: &'a Painter, t: &'static Tokens, camera: Camera, origin: Pos2) -> Pen<'a> {
        Pen {
            painter,
            t,
            camera,
            origin,
            shapes: Vec::new(),
        }
    }
    /// Points on screen for a canvas unit.
    pub fn zoom(&self) -> f32 {
        self.camera.zoom
    }
    /// A canvas point on screen.
    pub fn at(&self, p: Point) -> Pos2 {
        let p = self.camera.to_view(p);
        pos2(self.origin.x + p.x, self.origin.y + p.y)
    }
    /// A canvas rectangle on screen, its corners on whole pixels.
    pub fn rect(&self, r: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.crisp(self.at(r.min())), self.crisp(self.at(r.max())))
    }
    /// Whether anything of a canvas rectangle (and some points around) is in view.
    pub fn sees(&self, r: Rect, around: f32) -> bool {
        let rect = egui::Rect::from_min_max(self.at(r.min()), self.at(r.max()));
        self.painter.clip_rect().intersects(rect.expand(around))
    }
    /// The nearest whole pixel.
    pub fn crisp(&self, p: Pos2) -> Pos2 {
        let ppp = self.painter.pixels_per_point();
        pos2((p.x * ppp).round() / ppp, (p.y * ppp).round() / ppp)
    }
    /// A font size in whole pixels.
    pub fn size(&self, points: f32) -> f32 {
        let ppp = self.painter.pixels_per_point();
        ((points * ppp).round() / ppp).max(1.0)
    }
    /// Regular or semibold text for a size that grows with the zoom, at least `min` points.
    pub fn font(&self, units: f32, min: f32, strong: bool) -> FontId {
        let size = self.size((units * self.zoom()).max(min));
        if strong {
            fonts::semibold(size)
        } else {
            fonts::regular(size)
        }
    }
    /// Adds a shape.
    pub fn add(&mut self, shape: impl Into<Shape>) {
        self.shapes.push(shape.into());
    }
    /// A filled rectangle with round corners.
    pub fn fill(&mut self, rect: egui::Rect, radius: f32, color: Color) {
        let radius = CornerRadius::from(radius);
        self.add(RectShape::filled(rect, radius, Color32::from(color)));
    }
    /// A rectangle with its border inside.
    pub fn boxed(&mut self, rect: egui::Rect, radius: f32, fill: Option<Color>, line: Stroke) {
        let fill = fill.map_or(Color32::TRANSPARENT, Color32::from);
        let radius = CornerRadius::from(radius);
        self.add(RectShape::new(rect, radius, fill, line, StrokeKind::Inside));
    }
    /// A dashed border inside a rectangle.
    pub fn dashed(&mut self, rect: egui::Rect, radius: f32, line: Stroke, on: f32, off: f32) {
        let inset = rect.shrink(line.width * 0.5);
        if inset.width() <= 0.0 || inset.height() <= 0.0 {
            return;
        }
        let mut path: Vec<Pos2> = Vec::new();
        let radius = radius.min(inset.width().min(inset.height()) * 0.5);
        egui::epaint::tessellator::path::rounded_rectangle(
            &mut path,
            inset,
            CornerRadiusF32::same(radius),
        );
        if let Some(first) = path.first().copied() {
            path.push(first);
        }
        let clip = self.painter.clip_rect().expand(16.0);
        if clip.contains_rect(inset) || inset.width() + inset.height() < 4096.0 {
            self.shapes.extend(Shape::dashed_line(&path, line, on, off));
            return;
        }
        // The border of a frame that is far larger than the view would be thousands of dashes.
        for piece in path.windows(2) {
            if let Some((a, b)) = clip_line(piece[0], piece[1], clip, on + off) {
                self.shapes
                    .extend(Shape::dashed_line(&[a, b], line, on, off));
            }
        }
    }
    /// A line of text; returns where it is.
    pub fn text(
        &mut self,
        pos: Pos2,
        anchor: Align2,
        text: &str,
        font: FontId,
        color: Color,
    ) -> egui::Rect {
        let galley = self
            .painter
            .layout_no_wrap(text.to_owned(), font, color.into());
        let rect = anchor.anchor_size(pos, galley.size());
        let min = self.crisp(rect.min);
        self.add(TextShape::new(min, galley, color.into()));
        egui::Rect::from_min_size(min, rect.size())
    }
    /// A line of text that runs up, its middle at `center`.
    pub fn text_up(&mut self, center: Pos2, text: &str, font: FontId, color: Color) {
        let galley = self
            .painter
            .layout_no_wrap(text.to_owned(), font, color.into());
        let size = galley.size();
        let min = self.crisp(pos2(center.x - size.y * 0.5, center.y + size.x * 0.5));
        let shape =
            TextShape::new(min, galley, color.into()).with_angle(-std::f32::consts::FRAC_PI_2);
        self.add(shape);
    }
    /// A glyph of the icon face, its middle at `center`.
    pub fn glyph(&mut self, center: Pos2, glyph: char, size: f32, color: Color) {
        let font = fonts::icon(self.size(size));
        self.one_glyph(center, glyph, font, color);
    }
    /// A glyph of the filled icon face, its middle at `center`.
    pub fn glyph_fill(&mut self, center: Pos2, glyph: char, size: f32, color: Color) {
        let font = FontId::new(self.size(size), FontFamily::Name("fill".into()));
        self.one_glyph(center, glyph, font, color);
    }
    fn one_glyph(&mut self, center: Pos2, glyph: char, font: FontId, color: Color) {
        let mut buffer = [0; 4];
        let text = glyph.encode_utf8(&mut buffer);
        self.text(center, Align2::CENTER_CENTER, text, font, color);
    }
    /// Width of a text, points.
    pub fn width(&self, text: &str, font: &FontId) -> f32 {
        fonts::width(self.painter, text, font.clone())
    }
    /// A 1-pixel stroke.
    pub fn line(color: Color, width: f32) -> Stroke {
        Stroke::new(width, Color32::from(color))
    }
}

/// The part of a line that lies in `clip`; its start moves by whole `period`s, so that dashes stay where they are.
fn clip_line(a: Pos2, b: Pos2, clip: egui::Rect, period: f32) -> Option<(Pos2, Pos2)> {
    let direction = b - a;
    let length = direction.length();
    if length < 64.0 {
        return Some((a, b));
    }
    let (from, to) = share_in(a, b, clip)?;
    let whole = ((from * length) / period).floor() * period;
    Some((a + direction * (whole / length), a + direction * to))
}
