//! Horizontal stacked bars with their label on the left, amount and share on the right.

use super::rows::Row;
use super::{ChartError, MAX_SIDE};
use crate::model::Language;
use crate::scene::amount_text as amount_text_of;
use crate::scene::text::{Elide, PRETENDARD_REGULAR, PRETENDARD_SEMIBOLD, Weight, elide, width};
use crate::scene::tokens::{ChartSlot, Color, Tokens};
use crate::text::number::{self, Money};
use plotters::coord::Shift;
use plotters::prelude::{
    Color as _, DrawingArea, DrawingAreaErrorKind, DrawingBackend, RGBColor, Rectangle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle, register_font};
use std::sync::Once;

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartStyle {
    /// Width in points.
    pub width: f32,
    /// Height in points; [`ChartStyle::fit`] gives the height that rows need.
    pub height: f32,
    /// Pixels for one point.
    pub scale: f32,
    /// Dark theme.
    pub dark: bool,
    /// Language of all texts.
    pub language: Language,
    /// Currency of all amounts.
    pub money: Money,
    /// Whether every row says its share of the sum of all rows; off where rows are alternatives.
    pub shares: bool,
}

/// Height of a bar with its distance to the next, points.
const PITCH: f32 = 28.0;
/// Height of a bar, points.
const BAR: f32 = 14.0;
/// Space around the chart, points.
const MARGIN: f32 = 12.0;
/// Font size, points.
const SIZE: f32 = 12.0;
/// plotters takes the height from ascent to descent as the size of a font (and divides it by 1.24 for SVG); in
/// Pretendard that is 1.19 em.
const EM: f64 = 1.21;
/// Width of the column of shares, points.
const SHARE: f32 = 48.0;

impl ChartStyle {
    /// The usual style for rows: `width` points wide and as high as they need.
    pub fn fit(rows: usize, width: f32) -> ChartStyle {
        ChartStyle {
            width,
            height: rows.max(1) as f32 * PITCH + 2.0 * MARGIN,
            scale: 1.0,
            dark: false,
            language: Language::English,
            money: Money::USD,
            shares: true,
        }
    }
    /// Size in pixels.
    pub(super) fn pixels(&self) -> Result<(u32, u32), ChartError> {
        let one = |length: f32| (length * self.scale).round();
        let (w, h) = (one(self.width), one(self.height));
        let fits = |v: f32| v >= 1.0 && v <= MAX_SIDE as f32;
        if fits(w) && fits(h) {
            Ok((w as u32, h as u32))
        } else {
            Err(ChartError::Size {
                width: w.max(0.0) as u32,
                height: h.max(0.0) as u32,
            })
        }
    }
}

/// Draws rows onto a drawing area of the size of the style. Rows that have no room are left out.
///
/// # Errors
/// Those of the backend.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    rows: &[Row],
    style: &ChartStyle,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        // The bundled fonts are valid; a failure would show as an error when text is drawn.
        let _ = register_font("Pretendard", FontStyle::Normal, PRETENDARD_REGULAR);
        let _ = register_font("Pretendard", FontStyle::Bold, PRETENDARD_SEMIBOLD);
    });
    let tokens = Tokens::of(style.dark, false);
    area.fill(&rgb(tokens.panel))?;
    let layout = Layout::new(rows, style);
    let visible = ((style.height - 2.0 * MARGIN) / PITCH).floor().max(0.0) as usize;
    for (number, row) in rows.iter().take(visible).enumerate() {
        let middle = MARGIN + (number as f32 + 0.5) * PITCH;
        draw_row(area, row, &layout, style, tokens, middle)?;
    }
    area.present()
}

/// Columns of a chart, in points.
struct Layout {
    label: f32,
    bar: (f32, f32),
    amount: f32,
    has_share: bool,
    /// Length of a US dollar.
    unit: f32,
    sum: f64,
}

impl Layout {
    fn new(rows: &[Row], style: &ChartStyle) -> Layout {
        let widest = |measure: &dyn Fn(&Row) -> f32| rows.iter().map(measure).fold(0.0, f32::max);
        let label = widest(&|row| width(&row.label, SIZE, Weight::Regular))
            .min((style.width - 2.0 * MARGIN) * 0.36);
        let amount = widest(&|row| width(&amount_text(row, style), SIZE, Weight::SemiBold));
        let has_share = style.shares && style.width >= 360.0;
        let left = MARGIN + label + 12.0;
        let right = style.width - MARGIN - amount - if has_share { SHARE } else { 0.0 } - 12.0;
        let right = right.max(left + 1.0);
        let positive = |row: &Row| row.parts.iter().map(|part| part.usd.max(0.0)).sum::<f64>();
        let most = rows.iter().map(positive).fold(0.0, f64::max);
        Layout {
            label,
            bar: (left, right),
            amount: style.width - MARGIN - if has_share { SHARE } else { 0.0 },
            has_share,
            unit: if most > 0.0 {
                (right - left) / most as f32
            } else {
                0.0
            },
            sum: rows.iter().map(|row| row.total.usd.0).sum(),
        }
    }
}

fn amount_text(row: &Row, style: &ChartStyle) -> String {
    amount_text_of(row.total, style.money, style.language)
}

fn draw_row<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    row: &Row,
    layout: &Layout,
    style: &ChartStyle,
    tokens: &Tokens,
    middle: f32,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    let px = |v: f32| (v * style.scale).round() as i32;
    // plotters centres the box from ascent to descent; letters look centred a little lower.
    let line = px(middle + 1.5);
    let (top, bottom) = (px(middle - BAR / 2.0), px(middle + BAR / 2.0));
    let fill = |from: i32, to: i32, color: Color| {
        // plotters fills rectangles with both corners.
        Rectangle::new(
            [(from, top), ((to - 1).max(from), bottom - 1)],
            rgb(color).filled(),
        )
    };
    let label = elide(&row.label, SIZE, Weight::Regular, layout.label, Elide::End);
    let font = text_style(style, false, tokens.text_1, HPos::Left);
    area.draw(&Text::new(label.into_owned(), (px(MARGIN), line), font))?;
    area.draw(&fill(px(layout.bar.0), px(layout.bar.1), tokens.subtle))?;
    let mut at = layout.bar.0;
    for part in row.parts.iter().filter(|part| part.usd > 0.0) {
        let next = at + part.usd as f32 * layout.unit;
        let (from, to) = (px(at), px(next));
        if to > from {
            area.draw(&fill(from, to, tokens.chart(ChartSlot::from(part.spend))))?;
            // A gap in the colour of the panel parts the segments.
            if from > px(layout.bar.0) && to > from + 1 {
                area.draw(&fill(from, from + px(1.0).max(1), tokens.panel))?;
            }
        }
        at = next;
    }
    let font = text_style(style, true, tokens.text_1, HPos::Right);
    let amount = amount_text(row, style);
    area.draw(&Text::new(amount, (px(layout.amount), line), font))?;
    if layout.has_share && layout.sum > 0.0 {
        let share = number::fixed(row.total.usd.0 / layout.sum * 100.0, 1);
        let font = text_style(style, false, tokens.text_3, HPos::Right);
        let at = (px(style.width - MARGIN), line);
        area.draw(&Text::new(format!("{share}%"), at, font))?;
    }
    Ok(())
}

fn text_style(style: &ChartStyle, bold: bool, color: Color, anchor: HPos) -> TextStyle<'static> {
    let weight = if bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let size = f64::from(SIZE * style.scale) * EM;
    let font = FontDesc::new(FontFamily::Name("Pretendard"), size, weight);
    let mut text = TextStyle::from(font);
    text.color = rgb(color).to_backend_color();
    text.pos = Pos::new(anchor, VPos::Center);
    text
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}
