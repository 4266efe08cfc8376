//! Level stacked bars with their label on the left, amount and share on the right.

use super::layout::{Align, Layout, MARGIN, Mark, SIZE, Sheet};
use super::rows::Row;
use super::style::ChartStyle;
use crate::model::{Point, Rect};
use crate::scene::amount_text as amount_text_of;
use crate::scene::text::{Weight, width};
use crate::scene::tokens::ChartSlot;
use crate::text::{self, number};

/// Height of a bar with its distance to the next, points.
const PITCH: f32 = 28.0;
/// Height of a bar, points.
const BAR: f32 = 14.0;
/// Width of the column of shares, points.
const SHARE: f32 = 48.0;
/// Most of the width that labels may take.
pub(super) const LABELS: f32 = 0.36;

/// Height that so many bars need.
pub(super) fn height(rows: usize, style: &ChartStyle) -> f32 {
    rows.max(1) as f32 * PITCH + 2.0 * MARGIN + Sheet::heading(style)
}

/// Bars, one for each row. Rows that have no room are left out.
pub fn bars(rows: &[Row], style: &ChartStyle) -> Layout {
    let mut sheet = Sheet::new(style);
    let columns = Columns::new(rows, style);
    let visible = (sheet.body.h / PITCH).floor().max(0.0) as usize;
    for (number, row) in rows.iter().take(visible).enumerate() {
        let top = sheet.body.y + number as f32 * PITCH;
        bar(&mut sheet, row, &columns, style, top);
    }
    sheet.done()
}

/// Columns of the chart, in points.
struct Columns {
    label: f32,
    bar: (f32, f32),
    amount: f32,
    has_share: bool,
    /// Length of a US dollar.
    unit: f32,
    sum: f64,
}

impl Columns {
    fn new(rows: &[Row], style: &ChartStyle) -> Columns {
        let widest = |measure: &dyn Fn(&Row) -> f32| rows.iter().map(measure).fold(0.0, f32::max);
        let label = widest(&|row| width(&row.label, SIZE, Weight::Regular))
            .min((style.width - 2.0 * MARGIN) * LABELS);
        let amount = widest(&|row| width(&amount_text(row, style), SIZE, Weight::SemiBold));
        let has_share = style.shares && style.width >= 360.0;
        let left = MARGIN + label + 12.0;
        let right = style.width - MARGIN - amount - if has_share { SHARE } else { 0.0 } - 12.0;
        let right = right.max(left + 1.0);
        let positive = |row: &Row| row.parts.iter().map(|part| part.usd.max(0.0)).sum::<f64>();
        let most = rows.iter().map(positive).fold(0.0, f64::max);
        Columns {
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

fn bar(sheet: &mut Sheet, row: &Row, columns: &Columns, style: &ChartStyle, top: f32) {
    let t = sheet.tokens;
    let middle = top + PITCH / 2.0;
    let at = |x| Point::new(x, middle);
    let face = sheet.face(t.text_1);
    sheet.fitted(&row.label, at(MARGIN), face, Align::Left, columns.label);
    let place = |from: f32, to: f32| Rect::new(from, middle - BAR / 2.0, to - from, BAR);
    sheet.fill(place(columns.bar.0, columns.bar.1), t.subtle);
    let mut end = columns.bar.0;
    for part in row.parts.iter().filter(|part| part.usd > 0.0) {
        let next = end + part.usd as f32 * columns.unit;
        // A gap in the colour of the panel parts the segments.
        let gap = if end > columns.bar.0 { 1.0 } else { 0.0 };
        let color = t.chart(ChartSlot::from(part.spend));
        sheet.fill(place(end + gap, next), color);
        end = next;
    }
    let amount = amount_text(row, style);
    let strong = sheet.strong(t.text_1);
    sheet.text(&amount, at(columns.amount), strong, Align::Right);
    let share = row.total.usd.0 / columns.sum * 100.0;
    let has_share = style.shares && columns.sum > 0.0;
    if columns.has_share && has_share {
        let text = format!("{}%", number::percent(share));
        let face = sheet.face(t.text_3);
        sheet.text(&text, at(style.width - MARGIN), face, Align::Right);
    }
    let body = sheet.body;
    let mark = Mark {
        name: row.label.clone(),
        value: amount,
        details: details(row, style, has_share.then_some(share)),
        items: row.items.clone(),
        ..Mark::default()
    };
    sheet.row(Rect::new(body.x, top, body.w, PITCH), mark);
}

/// The share, and what the bar is made of where that is more than one thing.
fn details(row: &Row, style: &ChartStyle, share: Option<f64>) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(share) = share {
        all.push(share_of_total(share, style));
    }
    if row.parts.len() > 1 {
        let parts = row.parts.iter().map(|part| {
            let name = part.spend.title().get(style.language);
            format!("{name} {}", style.money.amount(crate::units::Usd(part.usd)))
        });
        all.extend(parts);
    }
    all
}

/// `23.4% of the total`.
pub(super) fn share_of_total(share: f64, style: &ChartStyle) -> String {
    let args = [("percent", number::percent(share).into())];
    text::format(style.language, "chart-share", &args)
}
