//! What a chart is made of: shapes to draw, and marks to point at.
//!
//! A layout is data in points. The same layout is drawn into the window, SVG and PNG; its marks tell the window what lies
//! under the pointer.

use super::style::ChartStyle;
use crate::model::{Id, Point, Rect};
use crate::scene::text::{Weight, elide, elide_mode, width};
use crate::scene::tokens::{Color, Tokens};
use std::collections::BTreeSet;

/// Space around a chart, points.
pub(super) const MARGIN: f32 = 12.0;
/// How far the mark of a row reaches beyond its words.
const AROUND: f32 = 6.0;
/// Size of labels and amounts, points.
pub(super) const SIZE: f32 = 12.0;
/// Size of what is said in passing, points.
pub(super) const SMALL: f32 = 11.0;
/// Size of the title, points.
const TITLE: f32 = 15.0;
/// Height of title and detail with their distance to the chart, points.
const HEADING: f32 = 48.0;
/// Distance of the lines of a hatching, points.
const HATCH: f32 = 5.0;
/// Height of a line of text in sizes of its font.
const LINE: f32 = 1.2;

/// Which part of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its beginning.
    Left,
    /// Its middle.
    Center,
    /// Its end.
    Right,
}

/// A text on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Where it stands: `align` says which part, and the middle of the line is at this height.
    pub at: Point,
    /// Font size.
    pub size: f32,
    /// SemiBold instead of regular.
    pub strong: bool,
    /// Colour.
    pub color: Color,
    /// Which part stands at `at`.
    pub align: Align,
}

impl Label {
    fn weight(&self) -> Weight {
        weight(self.strong)
    }
    /// The room that it takes.
    pub fn rect(&self) -> Rect {
        let w = width(&self.text, self.size, self.weight());
        let x = match self.align {
            Align::Left => self.at.x,
            Align::Center => self.at.x - w / 2.0,
            Align::Right => self.at.x - w,
        };
        let h = self.size * LINE;
        Rect::new(x, self.at.y - h / 2.0, w, h)
    }
}

fn weight(strong: bool) -> Weight {
    if strong {
        Weight::SemiBold
    } else {
        Weight::Regular
    }
}

/// Something to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Fill(Rect, Color),
    /// Slanted lines over a rectangle.
    Hatch(Rect, Color),
    /// A line of a width.
    Line(Point, Point, f32, Color),
    /// A text.
    Text(Label),
}

/// A part of a chart that stands for something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Where it is.
    pub rect: Rect,
    /// What it is called.
    pub name: String,
    /// Its exact value.
    pub value: String,
    /// What else is to be known: shares, differences.
    pub details: Vec<String>,
    /// The items of the design that it stands for.
    pub items: BTreeSet<Id>,
    /// The design that it belongs to, where several are shown.
    pub side: Option<usize>,
}

impl Mark {
    /// Name and value, with the details where they are wanted.
    pub fn words(&self, details: bool) -> String {
        let mut text = format!("{}: {}", self.name, self.value);
        if details {
            for detail in &self.details {
                text.push_str(", ");
                text.push_str(detail);
            }
        }
        text
    }
}

/// A chart with everything in its place, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Behind everything.
    pub background: Color,
    /// From the back to the front.
    pub shapes: Vec<Shape>,
    /// What can be pointed at; a later one lies over an earlier one.
    pub marks: Vec<Mark>,
    /// Whether the chart has nothing to show.
    pub is_empty: bool,
}

impl Layout {
    /// The mark at a place: the foremost.
    pub fn hit(&self, x: f32, y: f32) -> Option<usize> {
        let at = Point::new(x, y);
        self.marks.iter().rposition(|mark| mark.rect.contains(at))
    }
    /// The values in words, at most so many.
    pub fn words(&self, most: usize) -> String {
        let words = self.marks.iter().take(most).map(|mark| mark.words(false));
        let mut text = words.collect::<Vec<_>>().join("; ");
        if self.marks.len() > most {
            text.push_str("; …");
        }
        text
    }
}

/// Size, weight and colour of a text.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub(super) size: f32,
    pub(super) strong: bool,
    pub(super) color: Color,
}

impl Face {
    pub(super) fn width(self, text: &str) -> f32 {
        width(text, self.size, weight(self.strong))
    }
}

/// A layout in the making.
pub(super) struct Sheet {
    pub(super) tokens: &'static Tokens,
    /// The room inside the margins, below the heading.
    pub(super) body: Rect,
    layout: Layout,
}

impl Sheet {
    pub(super) fn new(style: &ChartStyle) -> Sheet {
        let tokens = Tokens::of(style.dark, style.contrast);
        let heading = if style.heading.is_some() {
            HEADING
        } else {
            0.0
        };
        let body = Rect::new(
            MARGIN,
            MARGIN + heading,
            (style.width - 2.0 * MARGIN).max(1.0),
            (style.height - 2.0 * MARGIN - heading).max(0.0),
        );
        let mut sheet = Sheet {
            tokens,
            body,
            layout: Layout {
                width: style.width,
                height: style.height,
                background: tokens.panel,
                shapes: Vec::new(),
                marks: Vec::new(),
                is_empty: false,
            },
        };
        if let Some(heading) = &style.heading {
            let at = |y| Point::new(MARGIN, MARGIN + y);
            let title = Face {
                size: TITLE,
                strong: true,
                color: tokens.text_1,
            };
            sheet.fitted(&heading.title, at(9.0), title, Align::Left, body.w);
            let detail = sheet.face(tokens.text_2);
            sheet.fitted(&heading.detail, at(28.0), detail, Align::Left, body.w);
        }
        sheet
    }
    /// The room that a heading takes.
    pub(super) fn heading(style: &ChartStyle) -> f32 {
        style.heading.as_ref().map_or(0.0, |_| HEADING)
    }
    pub(super) fn face(&self, color: Color) -> Face {
        Face {
            size: SIZE,
            strong: false,
            color,
        }
    }
    pub(super) fn strong(&self, color: Color) -> Face {
        Face {
            strong: true,
            ..self.face(color)
        }
    }
    pub(super) fn small(&self, color: Color) -> Face {
        Face {
            size: SMALL,
            ..self.face(color)
        }
    }
    pub(super) fn strong_small(&self, color: Color) -> Face {
        Face {
            strong: true,
            ..self.small(color)
        }
    }
    /// The outline of a rectangle, inside it.
    pub(super) fn frame(&mut self, rect: Rect, color: Color) {
        let (right, bottom) = (rect.right() - 1.0, rect.bottom() - 1.0);
        self.line((rect.x, rect.y), (right + 1.0, rect.y), 1.0, color);
        self.line((rect.x, bottom), (right + 1.0, bottom), 1.0, color);
        self.line((rect.x, rect.y), (rect.x, bottom), 1.0, color);
        self.line((right, rect.y), (right, bottom), 1.0, color);
    }
    pub(super) fn fill(&mut self, rect: Rect, color: Color) {
        if rect.w > 0.0 && rect.h > 0.0 {
            self.layout.shapes.push(Shape::Fill(rect, color));
        }
    }
    pub(super) fn hatch(&mut self, rect: Rect, color: Color) {
        if rect.w > 0.0 && rect.h > 0.0 {
            self.layout.shapes.push(Shape::Hatch(rect, color));
        }
    }
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, color: Color) {
        let point = |(x, y)| Point::new(x, y);
        let line = Shape::Line(point(from), point(to), width, color);
        self.layout.shapes.push(line);
    }
    /// A text as it is.
    pub(super) fn text(&mut self, text: &str, at: Point, face: Face, align: Align) {
        if text.is_empty() {
            return;
        }
        self.layout.shapes.push(Shape::Text(Label {
            text: text.to_owned(),
            at,
            size: face.size,
            strong: face.strong,
            color: face.color,
            align,
        }));
    }
    /// A text shortened to `room`; nothing where not even a letter fits.
    pub(super) fn fitted(&mut self, text: &str, at: Point, face: Face, align: Align, room: f32) {
        let cut = elide(text, face.size, weight(face.strong), room, elide_mode(text));
        if cut != "…" && face.width(&cut) <= room {
            self.text(&cut, at, face, align);
        }
    }
    pub(super) fn mark(&mut self, mark: Mark) {
        self.layout.marks.push(mark);
    }
    /// The mark of a whole row: an outline around it is not to touch the words.
    pub(super) fn row(&mut self, rect: Rect, mark: Mark) {
        let rect = Rect::new(rect.x - AROUND, rect.y, rect.w + 2.0 * AROUND, rect.h);
        self.mark(Mark { rect, ..mark });
    }
    pub(super) fn done(self) -> Layout {
        let is_empty = self.layout.marks.is_empty();
        Layout {
            is_empty,
            ..self.layout
        }
    }
}

/// The slanted lines of a hatching, cut to its rectangle.
pub(super) fn hatching(rect: Rect) -> Vec<(Point, Point)> {
    let mut lines = Vec::new();
    // A line goes up to the right: x + y is the same all along it.
    let mut sum = rect.x + rect.y + HATCH * 0.5;
    let last = rect.right() + rect.bottom();
    while sum < last && lines.len() < 4_000 {
        let start = (sum - rect.bottom()).max(rect.x);
        let end = (sum - rect.y).min(rect.right());
        if end > start {
            lines.push((Point::new(start, sum - start), Point::new(end, sum - end)));
        }
        sum += HATCH;
    }
    lines
}
