//! Stacked bars of designs side by side: one bar each, parted by category, service or component.

use super::axis::Axis;
use super::bars::{LABELS, share_of_total};
use super::layout::{Align, Face, Layout, MARGIN, Mark, Sheet};
use super::rows::{lines, others};
use super::style::ChartStyle;
use super::{By, palette};
use crate::analysis::Report;
use crate::analysis::compare::name_in;
use crate::analysis::cost::Total;
use crate::catalog::service_title;
use crate::model::{Design, Id, Language, Point, Rect};
use crate::scene::amount_text;
use crate::scene::tokens::{ChartSlot, Color, Tokens};
use crate::text;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

/// Height of a bar with its distance to the next, points.
const PITCH: f32 = 40.0;
/// Height of a bar, points.
const BAR: f32 = 24.0;
/// Height of a line of the key.
const KEY: f32 = 20.0;
/// Side of the square before a word of the key.
const SQUARE: f32 = 10.0;
/// Below the last bar: the amounts of the axis.
const FOOT: f32 = 22.0;

/// A design to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The design.
    pub design: &'a Design,
    /// What the passes say of it.
    pub report: &'a Report,
}

/// What a colour stands for in all bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// Its place in the palette.
    pub slot: ChartSlot,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// Name of the design.
    pub name: String,
    /// US dollars a month of every series; below zero for allowances.
    pub usd: Vec<f64>,
    /// The items behind every series.
    pub items: Vec<BTreeSet<Id>>,
    /// Everything, with the lines that have no price.
    pub total: Total,
}

/// Bars of designs side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stacks {
    /// In the order of the segments.
    pub series: Vec<Series>,
    /// In the order of the designs.
    pub stacks: Vec<Stack>,
    /// The design that the others are measured against.
    pub reference: usize,
}

/// What a line is counted under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Slot(usize),
    Name(String),
    Item(Option<Id>),
}

/// The designs with their amounts by `by`. Services and components that have no colour of their own, because there are more
/// than the palette has, are one last series.
pub fn stacks(sources: &[Source<'_>], by: By, reference: usize, language: Language) -> Stacks {
    let mut sums: BTreeMap<Key, Vec<(f64, BTreeSet<Id>)>> = BTreeMap::new();
    for (side, source) in sources.iter().enumerate() {
        for (id, line) in lines(source.report) {
            let Some(usd) = line.monthly else {
                continue;
            };
            let key = match by {
                By::Category => Key::Slot(ChartSlot::from(line.spend) as usize),
                By::Service => Key::Name(service_title(line.service).get(language).to_owned()),
                By::Component => Key::Item(id.cloned()),
            };
            let own = sums
                .entry(key)
                .or_insert_with(|| vec![(0.0, BTreeSet::new()); sources.len()]);
            own[side].0 += usd.0;
            own[side].1.extend(id.cloned());
        }
    }
    let mut stacks = Stacks {
        series: Vec::new(),
        stacks: sources.iter().map(empty).collect(),
        reference: reference.min(sources.len().saturating_sub(1)),
    };
    let mut all: Vec<_> = sums
        .into_iter()
        .filter(|(_, own)| own.iter().any(|(usd, _)| *usd != 0.0))
        .collect();
    let slots: Vec<ChartSlot> = palette().collect();
    if by != By::Category {
        let largest =
            |own: &[(f64, BTreeSet<Id>)]| own.iter().map(|(usd, _)| usd.abs()).fold(0.0, f64::max);
        all.sort_by(|a, b| largest(&b.1).total_cmp(&largest(&a.1)));
    }
    let own = if all.len() > slots.len() {
        slots.len() - 1
    } else {
        all.len()
    };
    let rest = if by == By::Category {
        Vec::new()
    } else {
        all.split_off(own)
    };
    for (number, (key, own)) in all.into_iter().enumerate() {
        let (name, slot) = match key {
            Key::Slot(slot) => (title(slot, language), slot),
            Key::Name(name) => (name, number),
            Key::Item(id) => (name_of(sources, id.as_ref(), language), number),
        };
        let slot = slots.get(slot).copied().unwrap_or(ChartSlot::Other);
        stacks.add(Series { name, slot }, own);
    }
    if !rest.is_empty() {
        let name = others(rest.len(), language);
        let mut sum = vec![(0.0, BTreeSet::new()); sources.len()];
        for (_, own) in rest {
            for (sum, (usd, items)) in sum.iter_mut().zip(own) {
                sum.0 += usd;
                sum.1.extend(items);
            }
        }
        let slot = ChartSlot::Other;
        stacks.add(Series { name, slot }, sum);
    }
    stacks
}

impl Stacks {
    fn add(&mut self, series: Series, own: Vec<(f64, BTreeSet<Id>)>) {
        self.series.push(series);
        for (stack, (usd, items)) in self.stacks.iter_mut().zip(own) {
            stack.usd.push(usd);
            stack.items.push(items);
        }
    }
}

fn empty(source: &Source<'_>) -> Stack {
    Stack {
        name: source.name.to_owned(),
        usd: Vec::new(),
        items: Vec::new(),
        total: source.report.cost.total,
    }
}

fn title(slot: usize, language: Language) -> String {
    let spend = crate::catalog::Spend::ALL
        .into_iter()
        .find(|spend| ChartSlot::from(*spend) as usize == slot);
    spend.map_or(String::new(), |spend| {
        spend.title().get(language).to_owned()
    })
}

/// What an item is called; the account where there is none.
fn name_of(sources: &[Source<'_>], id: Option<&Id>, language: Language) -> String {
    let Some(id) = id else {
        return text::get(language, "chart-account").into_owned();
    };
    let mut names = sources.iter().filter_map(|s| name_in(s.design, id));
    names
        .next()
        .map_or_else(|| id.to_string(), |name| name.get(language).to_owned())
}

/// Height that bars need at a width.
pub fn stacked_height(stacks: &Stacks, style: &ChartStyle) -> f32 {
    let key = key_lines(stacks, style) as f32 * KEY + 8.0;
    let bars = stacks.stacks.len().max(1) as f32 * PITCH;
    key + bars + FOOT + 2.0 * MARGIN + Sheet::heading(style)
}

/// Where the words of the key stand: line and distance from the left.
fn key_places(stacks: &Stacks, style: &ChartStyle) -> Vec<(usize, f32, f32)> {
    let tokens = Tokens::of(style.dark, style.contrast);
    let face = Face {
        size: super::layout::SMALL,
        strong: false,
        color: tokens.text_2,
    };
    let room = style.width - 2.0 * MARGIN;
    let (mut line, mut x) = (0, 0.0);
    let places = stacks.series.iter().map(|series| {
        let w = (SQUARE + 6.0 + face.width(&series.name)).min(room);
        if x > 0.0 && x + w > room {
            line += 1;
            x = 0.0;
        }
        let place = (line, x, w);
        x += w + 16.0;
        place
    });
    places.collect()
}

fn key_lines(stacks: &Stacks, style: &ChartStyle) -> usize {
    let places = key_places(stacks, style);
    places.last().map_or(0, |(line, ..)| line + 1)
}

/// One bar for each design, with its total and the difference to the reference.
pub fn stacked(stacks: &Stacks, style: &ChartStyle) -> Layout {
    let mut sheet = Sheet::new(style);
    key(&mut sheet, stacks, style);
    let t = sheet.tokens;
    let top = sheet.body.y + key_lines(stacks, style) as f32 * KEY + 8.0;
    let room = (sheet.body.bottom() - FOOT - top) / PITCH;
    let visible = (room.floor().max(0.0) as usize).min(stacks.stacks.len());
    let totals = stacks
        .stacks
        .iter()
        .map(|stack| amount_text(stack.total, style.money, style.language));
    let totals: Vec<String> = totals.collect();
    let (strong, plain, small) = (
        sheet.strong(t.text_1),
        sheet.face(t.text_1),
        sheet.small(t.text_2),
    );
    let deltas: Vec<Option<(String, Color)>> = (0..stacks.stacks.len())
        .map(|side| delta(stacks, side, style, t))
        .collect();
    let widest = |faces: &mut dyn Iterator<Item = f32>| faces.fold(0.0, f32::max);
    let label = widest(&mut stacks.stacks.iter().map(|s| plain.width(&s.name)));
    let label = label.min(sheet.body.w * LABELS);
    let figures = widest(&mut totals.iter().map(|text| strong.width(text))).max(widest(
        &mut deltas.iter().flatten().map(|d| small.width(&d.0)),
    ));
    let left = sheet.body.x + label + 12.0;
    let right = (sheet.body.right() - figures - 12.0).max(left + 1.0);
    let positive = |stack: &Stack| stack.usd.iter().map(|usd| usd.max(0.0)).sum::<f64>();
    let negative = |stack: &Stack| stack.usd.iter().map(|usd| usd.min(0.0)).sum::<f64>();
    let axis = Axis {
        from: stacks.stacks.iter().map(negative).fold(0.0, f64::min),
        to: stacks.stacks.iter().map(positive).fold(0.0, f64::max),
        left,
        right,
    };
    let bottom = top + visible as f32 * PITCH;
    axis.draw(&mut sheet, style.money, top - 2.0, bottom);
    for (side, stack) in stacks.stacks.iter().take(visible).enumerate() {
        let row = Rect::new(sheet.body.x, top + side as f32 * PITCH, sheet.body.w, PITCH);
        let middle = row.center().y;
        let at = |x, dy| Point::new(x, middle + dy);
        sheet.fitted(&stack.name, at(row.x, 0.0), plain, Align::Left, label);
        let up = if deltas[side].is_some() { 7.0 } else { 0.0 };
        let end = row.right();
        sheet.text(&totals[side], at(end, -up), strong, Align::Right);
        if let Some((text, color)) = &deltas[side] {
            let face = sheet.small(*color);
            sheet.text(text, at(end, 8.0), face, Align::Right);
        }
        let mut details = Vec::new();
        if let Some((text, _)) = &deltas[side] {
            let name = &stacks.stacks[stacks.reference].name;
            details.push(against(text, name, style.language));
        }
        let mark = Mark {
            name: stack.name.clone(),
            value: totals[side].clone(),
            details,
            side: Some(side),
            ..Mark::default()
        };
        sheet.row(row, mark);
        segments(&mut sheet, stacks, side, &axis, middle, style);
    }
    sheet.done()
}

/// What a colour stands for, in the order of the segments.
fn key(sheet: &mut Sheet, stacks: &Stacks, style: &ChartStyle) {
    let t = sheet.tokens;
    let face = sheet.small(t.text_2);
    for (series, (line, x, w)) in stacks.series.iter().zip(key_places(stacks, style)) {
        let (left, top) = (sheet.body.x + x, sheet.body.y + line as f32 * KEY);
        let middle = top + KEY / 2.0 - 2.0;
        let square = Rect::new(left, middle - SQUARE / 2.0, SQUARE, SQUARE);
        sheet.fill(square, t.chart(series.slot));
        let at = Point::new(left + SQUARE + 6.0, middle);
        sheet.fitted(&series.name, at, face, Align::Left, w - SQUARE - 5.0);
    }
}

/// The difference to the reference with its colour; none for the reference itself.
fn delta(stacks: &Stacks, side: usize, style: &ChartStyle, t: &Tokens) -> Option<(String, Color)> {
    if side == stacks.reference || stacks.stacks.len() < 2 {
        return None;
    }
    let usd = |side: usize| stacks.stacks.get(side).map(|stack| stack.total.usd.0);
    let delta = usd(side)? - usd(stacks.reference)?;
    let color = match delta {
        d if d > 0.0 => t.increase,
        d if d < 0.0 => t.saving,
        _ => t.text_3,
    };
    Some((style.money.delta(Usd(delta)), color))
}

/// `+$120.00 against Base`.
pub(super) fn against(amount: &str, name: &str, language: Language) -> String {
    let args = [("amount", amount.into()), ("name", name.into())];
    text::format(language, "chart-against", &args)
}

/// The parts of a bar: amounts to the right of zero, allowances to the left and hatched.
fn segments(
    sheet: &mut Sheet,
    stacks: &Stacks,
    side: usize,
    axis: &Axis,
    middle: f32,
    style: &ChartStyle,
) {
    let t = sheet.tokens;
    let stack = &stacks.stacks[side];
    let (mut above, mut below) = (0.0, 0.0);
    for (number, usd) in stack.usd.iter().copied().enumerate() {
        let Some(series) = stacks.series.get(number).filter(|_| usd != 0.0) else {
            continue;
        };
        let end = if usd > 0.0 { &mut above } else { &mut below };
        let (from, to) = (axis.x(*end), axis.x(*end + usd));
        // A gap in the colour of the panel parts the segments.
        let gap = if *end != 0.0 { 1.0 } else { 0.0 };
        *end += usd;
        let (left, right) = if usd > 0.0 {
            (from + gap, to)
        } else {
            (to, from - gap)
        };
        let rect = Rect::new(left, middle - BAR / 2.0, (right - left).max(0.0), BAR);
        let color = t.chart(series.slot);
        sheet.fill(rect, color);
        if usd < 0.0 {
            sheet.hatch(rect, t.panel);
        }
        let amount = style.money.amount(Usd(usd));
        let face = Face {
            strong: true,
            ..sheet.small(Tokens::ink_on(color))
        };
        if usd > 0.0 && face.width(&amount) + 10.0 <= rect.w {
            sheet.text(&amount, rect.center(), face, Align::Center);
        }
        let mut details = Vec::new();
        if stack.total.usd.0 > 0.0 {
            details.push(share_of_total(usd / stack.total.usd.0 * 100.0, style));
        }
        if side != stacks.reference {
            let other = &stacks.stacks[stacks.reference];
            let before = other.usd.get(number).copied().unwrap_or_default();
            let change = style.money.delta(Usd(usd - before));
            details.push(against(&change, &other.name, style.language));
        }
        sheet.mark(Mark {
            rect,
            name: format!("{} · {}", stack.name, series.name),
            value: amount,
            details,
            items: stack.items.get(number).cloned().unwrap_or_default(),
            side: Some(side),
        });
    }
}
