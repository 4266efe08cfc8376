//! The way from the total of one design to that of another: what makes it dearer, and what cheaper.

use super::By;
use super::axis::Axis;
use super::bars::LABELS;
use super::layout::{Align, Layout, MARGIN, Mark, Sheet};
use super::rows::others;
use super::stacked::against;
use super::style::ChartStyle;
use crate::analysis::compare::{Comparison, LineRow, Owner};
use crate::analysis::cost::Total;
use crate::catalog::service_title;
use crate::model::{Id, Language, Point, Rect};
use crate::scene::amount_text;
use crate::scene::tokens::Color;
use crate::text;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

/// Height of a bar with its distance to the next, points.
const PITCH: f32 = 30.0;
/// Height of a bar, points.
const BAR: f32 = 16.0;
/// Below the last bar: the amounts of the axis.
const FOOT: f32 = 22.0;
/// One more line where the axis does not begin at nothing.
const NOTE: f32 = 16.0;
/// Where the changes are less than this part of the totals, the axis begins later.
const SMALL_CHANGE: f64 = 0.4;
/// Lines that a step names.
const NAMED: usize = 4;

/// What changes a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Component, category or service.
    pub name: String,
    /// US dollars a month; below zero where it gets cheaper.
    pub usd: f64,
    /// Its lines with their differences, the largest first.
    pub lines: Vec<(String, f64)>,
    /// The items whose lines they are.
    pub items: BTreeSet<Id>,
}

/// The way from one total to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// Name and total of the design that is measured against.
    pub from: (String, Total),
    /// Name and total of the other.
    pub to: (String, Total),
    /// What leads from one to the other, the largest first; their sum is the difference of the totals.
    pub changes: Vec<Change>,
    /// The design of the comparison that is `from`.
    pub reference: usize,
    /// The design of the comparison that is `to`.
    pub side: usize,
}

/// The changes from the reference of a comparison to `side`: the `most` largest, and the rest as one. `names` are those of
/// the designs. Lines without a price count as nothing, as they do in the totals.
pub fn waterfall_rows(
    comparison: &Comparison,
    side: usize,
    names: &[String],
    by: By,
    most: usize,
    language: Language,
) -> Waterfall {
    let reference = comparison.reference;
    let end = |side: usize| {
        let name = names.get(side).cloned().unwrap_or_default();
        let total = comparison.sides.get(side).map(|own| own.total);
        (name, total.unwrap_or_default())
    };
    let mut groups: BTreeMap<String, Change> = BTreeMap::new();
    let usd = |row: &LineRow, side| row.usd(side).map_or(0.0, |usd| usd.0);
    for row in &comparison.lines {
        let delta = usd(row, side) - usd(row, reference);
        if delta == 0.0 {
            continue;
        }
        let (key, name) = group(row, by, language);
        let change = groups.entry(key).or_insert_with(|| Change {
            name,
            usd: 0.0,
            lines: Vec::new(),
            items: BTreeSet::new(),
        });
        change.usd += delta;
        change.lines.push((line_name(row, by, language), delta));
        change.items.extend(row.owner.id().cloned());
    }
    let mut changes: Vec<Change> = groups.into_values().collect();
    changes.sort_by(|a, b| {
        let by_size = b.usd.abs().total_cmp(&a.usd.abs());
        by_size.then_with(|| a.name.cmp(&b.name))
    });
    // A rest of one is that one.
    let most = most.max(1);
    if changes.len() > most + 1 {
        let rest = changes.split_off(most);
        let mut sum = Change {
            name: others(rest.len(), language),
            usd: 0.0,
            lines: Vec::new(),
            items: BTreeSet::new(),
        };
        for change in rest {
            sum.usd += change.usd;
            sum.lines.push((change.name, change.usd));
            sum.items.extend(change.items);
        }
        changes.push(sum);
    }
    for change in &mut changes {
        let lines = &mut change.lines;
        lines.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    }
    Waterfall {
        from: end(reference),
        to: end(side),
        changes,
        reference,
        side,
    }
}

/// Key and name of what a line is counted under.
fn group(row: &LineRow, by: By, language: Language) -> (String, String) {
    match by {
        By::Category => {
            let name = row.spend.title().get(language).to_owned();
            (name.clone(), name)
        }
        By::Service => {
            let name = service_title(row.service).get(language);
            (row.service.to_owned(), name.to_owned())
        }
        By::Component => match &row.owner {
            Owner::Account => {
                let name = text::get(language, "chart-account").into_owned();
                (String::new(), name)
            }
            Owner::Component(id) | Owner::Connection(id) => {
                (id.to_string(), row.owner_name.get(language).to_owned())
            }
        },
    }
}

/// What a line is called inside its group.
fn line_name(row: &LineRow, by: By, language: Language) -> String {
    let (owner, name) = (row.owner_name.get(language), row.name.get(language));
    if by == By::Component || owner.is_empty() {
        name.to_owned()
    } else {
        format!("{owner} · {name}")
    }
}

/// Levels between the steps: the first total, then after each change.
fn levels(data: &Waterfall) -> Vec<f64> {
    let mut level = data.from.1.usd.0;
    let mut all = vec![level];
    for change in &data.changes {
        level += change.usd;
        all.push(level);
    }
    all
}

/// Where the axis begins and ends: at nothing, unless the changes would then be too small to see.
fn range(data: &Waterfall) -> (f64, f64) {
    let mut all = levels(data);
    all.push(data.to.1.usd.0);
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = high - low;
    if low > 0.0 && span > 0.0 && span < SMALL_CHANGE * high {
        ((low - span * 0.6).max(0.0), high)
    } else {
        (low.min(0.0), high.max(0.0))
    }
}

/// Height that the steps need.
pub fn waterfall_height(data: &Waterfall, style: &ChartStyle) -> f32 {
    let rows = data.changes.len() as f32 + 2.0;
    let note = if range(data).0 > 0.0 { NOTE } else { 0.0 };
    rows * PITCH + FOOT + note + 2.0 * MARGIN + Sheet::heading(style)
}

/// A bar of the waterfall.
struct Step<'a> {
    name: &'a str,
    amount: String,
    color: Color,
    /// Where its bar begins and ends, in US dollars.
    span: (f64, f64),
    change: Option<&'a Change>,
    side: Option<usize>,
}

/// The first total, every change where it begins and ends, the other total.
pub fn waterfall(data: &Waterfall, style: &ChartStyle) -> Layout {
    let mut sheet = Sheet::new(style);
    let steps = steps(data, style, &sheet);
    let t = sheet.tokens;
    let (plain, strong) = (sheet.face(t.text_1), sheet.strong(t.text_1));
    let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max);
    let label = widest(
        &mut steps
            .iter()
            .map(|step| face(step, plain, strong).width(step.name)),
    );
    let label = label.min(sheet.body.w * LABELS);
    let figures = widest(&mut steps.iter().map(|step| strong.width(&step.amount)));
    let left = sheet.body.x + label + 12.0;
    let right = (sheet.body.right() - figures - 12.0).max(left + 1.0);
    let (from, to) = range(data);
    let axis = Axis {
        from,
        to,
        left,
        right,
    };
    let cut = from > 0.0;
    let axis = if cut { axis.rounded(style.money) } else { axis };
    let cut = axis.from > 0.0;
    let note = if cut { NOTE } else { 0.0 };
    let room = (sheet.body.h - FOOT - note) / PITCH;
    let visible = (room.floor().max(0.0) as usize).min(steps.len());
    let top = sheet.body.y;
    let bottom = top + visible as f32 * PITCH;
    axis.draw(&mut sheet, style.money, top, bottom);
    if cut {
        let amount = style.money.amount(Usd(axis.from));
        let text = text::format(style.language, "chart-cut", &[("amount", amount.into())]);
        let at = Point::new(left, bottom + FOOT + 6.0);
        let small = sheet.small(t.text_3);
        sheet.fitted(&text, at, small, Align::Left, sheet.body.right() - left);
    }
    for (number, step) in steps.iter().take(visible).enumerate() {
        let row = Rect::new(
            sheet.body.x,
            top + number as f32 * PITCH,
            sheet.body.w,
            PITCH,
        );
        let middle = row.center().y;
        let at = |x| Point::new(x, middle);
        let own = face(step, plain, strong);
        sheet.fitted(step.name, at(row.x), own, Align::Left, label);
        let amount = if step.change.is_some() {
            sheet.strong(step.color)
        } else {
            strong
        };
        sheet.text(&step.amount, at(row.right()), amount, Align::Right);
        bar(&mut sheet, step, &axis, middle, cut);
        // The level leads on to the next bar.
        if number + 1 < visible {
            let x = axis.x(step.span.1);
            let ends = (middle + BAR / 2.0, middle + PITCH - BAR / 2.0);
            sheet.line((x - 0.5, ends.0), (x - 0.5, ends.1), 1.0, t.text_3);
        }
        let mark = Mark {
            name: step.name.to_owned(),
            value: step.amount.clone(),
            details: details(data, step, style),
            items: step.change.map_or_else(BTreeSet::new, |c| c.items.clone()),
            side: step.side,
            ..Mark::default()
        };
        sheet.row(row, mark);
    }
    sheet.done()
}

fn face(
    step: &Step<'_>,
    plain: super::layout::Face,
    strong: super::layout::Face,
) -> super::layout::Face {
    if step.change.is_some() { plain } else { strong }
}

fn steps<'a>(data: &'a Waterfall, style: &ChartStyle, sheet: &Sheet) -> Vec<Step<'a>> {
    let t = sheet.tokens;
    let end = |end: &'a (String, Total), side| Step {
        name: &end.0,
        amount: amount_text(end.1, style.money, style.language),
        color: t.text_3,
        span: (0.0, end.1.usd.0),
        change: None,
        side: Some(side),
    };
    let mut steps = vec![end(&data.from, data.reference)];
    for (change, level) in data.changes.iter().zip(levels(data)) {
        steps.push(Step {
            name: &change.name,
            amount: style.money.delta(Usd(change.usd)),
            color: if change.usd > 0.0 {
                t.increase
            } else {
                t.saving
            },
            span: (level, level + change.usd),
            change: Some(change),
            side: None,
        });
    }
    steps.push(end(&data.to, data.side));
    steps
}

/// The bar of a step. What gets cheaper is hatched; a total of a cut axis shows the cut.
fn bar(sheet: &mut Sheet, step: &Step<'_>, axis: &Axis, middle: f32, cut: bool) {
    let (a, b) = (axis.x(step.span.0), axis.x(step.span.1));
    // A change that is nearly nothing is still seen.
    let rect = Rect::new(a.min(b), middle - BAR / 2.0, (a - b).abs().max(1.0), BAR);
    sheet.fill(rect, step.color);
    let panel = sheet.tokens.panel;
    if step.span.1 < step.span.0 {
        sheet.hatch(rect, panel);
    }
    if step.change.is_none() && cut && rect.w > 24.0 {
        for x in [rect.x + 8.0, rect.x + 13.0] {
            let (low, high) = ((x, rect.bottom() + 1.0), (x + 5.0, rect.y - 1.0));
            sheet.line(low, high, 2.0, panel);
        }
    }
}

/// What is to be known of a step: where it begins and ends, and its largest lines; of a total: its difference.
fn details(data: &Waterfall, step: &Step<'_>, style: &ChartStyle) -> Vec<String> {
    let money = style.money;
    let Some(change) = step.change else {
        if step.side != Some(data.side) {
            return Vec::new();
        }
        let delta = Usd(data.to.1.usd.0 - data.from.1.usd.0);
        return vec![against(&money.delta(delta), &data.from.0, style.language)];
    };
    let args = [
        ("from", money.amount(Usd(step.span.0)).into()),
        ("to", money.amount(Usd(step.span.1)).into()),
    ];
    let mut all = vec![text::format(style.language, "chart-from-to", &args)];
    if change.lines.len() > 1 || change.lines.iter().any(|(name, _)| *name != change.name) {
        let named = change.lines.iter().take(NAMED);
        all.extend(named.map(|(name, usd)| format!("{name} {}", money.delta(Usd(*usd)))));
    }
    if change.lines.len() > NAMED {
        all.push(others(change.lines.len() - NAMED, style.language));
    }
    all
}
