//! Layouts drawn with plotters over any backend.

use super::layout::{Align, Label, Layout, Shape, hatching};
use crate::model::{Point, Rect};
use crate::scene::text::{PRETENDARD_REGULAR, PRETENDARD_SEMIBOLD};
use crate::scene::tokens::Color;
use plotters::coord::Shift;
use plotters::prelude::{
    Color as _, DrawingArea, DrawingAreaErrorKind, DrawingBackend, PathElement, RGBColor,
    Rectangle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle, register_font};
use std::sync::Once;

/// The bundled font, and what takes its place where a picture is shown without it.
pub(super) const FAMILY: &str =
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif";
/// What plotters divides the size of a font by to get its em.
const EM: f64 = 1.24;
/// Letters look centred when their line stands this much lower, in sizes of the font.
const DROP: f32 = 0.11;
/// Width of the lines of a hatching, points.
const HATCH: f32 = 1.5;

/// How points become units of a backend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Units for a point.
    pub unit: f32,
    /// Units for a pixel: edges lie between pixels.
    pub pixel: f32,
}

impl Grid {
    fn free(self, v: f32) -> i32 {
        (v * self.unit).round() as i32
    }
    fn edge(self, v: f32) -> i32 {
        ((v * self.unit / self.pixel).round() * self.pixel).round() as i32
    }
    fn point(self, p: Point) -> (i32, i32) {
        (self.free(p.x), self.free(p.y))
    }
}

/// Draws a layout onto a drawing area of its size.
///
/// # Errors
/// Those of the backend.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    layout: &Layout,
    grid: Grid,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        // The bundled fonts are valid; a failure would show as an error when text is drawn.
        let _ = register_font(FAMILY, FontStyle::Normal, PRETENDARD_REGULAR);
        let _ = register_font(FAMILY, FontStyle::Bold, PRETENDARD_SEMIBOLD);
    });
    area.fill(&rgb(layout.background))?;
    for shape in &layout.shapes {
        match shape {
            Shape::Fill(rect, color) => {
                if let Some(corners) = corners(*rect, grid) {
                    area.draw(&Rectangle::new(corners, rgb(*color).filled()))?;
                }
            }
            Shape::Hatch(rect, color) => {
                let style = rgb(*color).stroke_width(stroke(HATCH, grid));
                for (from, to) in hatching(*rect) {
                    let ends = [grid.point(from), grid.point(to)];
                    area.draw(&PathElement::new(ends, style))?;
                }
            }
            Shape::Line(from, to, width, color) => line(area, (*from, *to), *width, *color, grid)?,
            Shape::Text(label) => {
                let at = Point::new(label.at.x, label.at.y + label.size * DROP);
                let text = Text::new(label.text.as_str(), grid.point(at), font(label, grid));
                area.draw(&text)?;
            }
        }
    }
    area.present()
}

/// Corners on edges of pixels; none where nothing lies between them.
fn corners(rect: Rect, grid: Grid) -> Option<[(i32, i32); 2]> {
    let (left, top) = (grid.edge(rect.x), grid.edge(rect.y));
    let (right, bottom) = (grid.edge(rect.right()), grid.edge(rect.bottom()));
    (right > left && bottom > top).then_some([(left, top), (right, bottom)])
}

fn stroke(width: f32, grid: Grid) -> u32 {
    (width * grid.unit).round().max(1.0) as u32
}

/// A line; upright and level ones are filled between pixels, so that they are sharp.
fn line<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    (from, to): (Point, Point),
    width: f32,
    color: Color,
    grid: Grid,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    if from.x != to.x && from.y != to.y {
        let style = rgb(color).stroke_width(stroke(width, grid));
        let ends = [grid.point(from), grid.point(to)];
        return area.draw(&PathElement::new(ends, style));
    }
    let thick = (width * grid.unit / grid.pixel).round().max(1.0) * grid.pixel;
    let thick = thick.round() as i32;
    let (left, top) = (grid.edge(from.x.min(to.x)), grid.edge(from.y.min(to.y)));
    let (right, bottom) = (grid.edge(from.x.max(to.x)), grid.edge(from.y.max(to.y)));
    let corners = [
        (left, top),
        (right.max(left + thick), bottom.max(top + thick)),
    ];
    area.draw(&Rectangle::new(corners, rgb(color).filled()))
}

fn font(label: &Label, grid: Grid) -> TextStyle<'static> {
    let weight = if label.strong {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let anchor = match label.align {
        Align::Left => HPos::Left,
        Align::Center => HPos::Center,
        Align::Right => HPos::Right,
    };
    let size = f64::from(label.size * grid.unit) * EM;
    let mut text = TextStyle::from(FontDesc::new(FontFamily::Name(FAMILY), size, weight));
    text.color = rgb(label.color).to_backend_color();
    text.pos = Pos::new(anchor, VPos::Center);
    text
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}
