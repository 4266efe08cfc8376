//! A treemap of the spending: areas for categories (or services), and inside them one for each component.

use super::By;
use super::bars::share_of_total;
use super::layout::{Align, Face, Layout, Mark, Sheet};
use super::rows::{lines, others};
use super::style::ChartStyle;
use crate::analysis::Report;
use crate::analysis::compare::name_in;
use crate::catalog::service_title;
use crate::model::{Design, Id, Language, Point, Rect};
use crate::scene::tokens::{ChartSlot, Color, Tokens};
use crate::text;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

/// Height of the name of a group.
const HEAD: f32 = 20.0;
/// Least size of a group that has a name of its own above its components.
const HEADED: (f32, f32) = (52.0, 44.0);
/// Half the distance between groups, points.
const APART: f32 = 1.5;
/// Half the distance between components, points.
const GAP: f32 = 0.5;
/// Components with less than this are taken together, square points.
const LEAST: f32 = 80.0;
/// From the edge of an area to its words.
const PAD: f32 = 6.0;
/// Services that get an area of their own.
const GROUPS: usize = 12;
/// Height of the line that says what is not shown.
const FOOT: f32 = 18.0;
/// Less room than this is not worth an ellipsis, points.
const WORTH: f32 = 48.0;
/// Distance of lines of words.
const LINE: f32 = 15.0;
/// Most lines of a name.
const LINES: usize = 3;

/// A component or connection with what it costs in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// What it is called.
    pub name: String,
    /// US dollars a month, more than nothing.
    pub usd: f64,
    /// The item; none for the account, several where small ones are taken together.
    pub items: BTreeSet<Id>,
}

/// A category or service.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What it is called.
    pub name: String,
    /// Its place in the palette.
    pub slot: ChartSlot,
    /// The dearest first.
    pub leaves: Vec<Leaf>,
}

impl Branch {
    /// The sum of its leaves.
    pub fn usd(&self) -> f64 {
        self.leaves.iter().map(|leaf| leaf.usd).sum()
    }
}

/// What a design spends, in two levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The dearest first.
    pub branches: Vec<Branch>,
    /// Allowances, which no area can stand for: zero or less.
    pub credits: f64,
    /// Lines without a price.
    pub missing: usize,
}

impl Tree {
    /// The sum of all areas.
    pub fn usd(&self) -> f64 {
        self.branches.iter().map(Branch::usd).sum()
    }
}

/// What a design spends by category (or service) and component. Areas and credits add up to the total.
pub fn tree(design: &Design, report: &Report, by: By, language: Language) -> Tree {
    type Sums<'a> = BTreeMap<Option<&'a Id>, f64>;
    let mut groups: BTreeMap<(usize, &str), Sums<'_>> = BTreeMap::new();
    let mut tree = Tree {
        missing: report.cost.total.missing,
        ..Tree::default()
    };
    for (id, line) in lines(report) {
        let Some(usd) = line.monthly else {
            continue;
        };
        let slot = ChartSlot::from(line.spend) as usize;
        let key = match by {
            By::Service => (0, service_title(line.service).get(language)),
            By::Category | By::Component => (slot, line.spend.title().get(language)),
        };
        *groups.entry(key).or_default().entry(id).or_default() += usd.0;
    }
    let name = |id: Option<&Id>| match id {
        Some(id) => {
            name_in(design, id).map_or_else(|| id.to_string(), |name| name.get(language).to_owned())
        }
        None => text::get(language, "chart-account").into_owned(),
    };
    let slot_of = |number: usize| {
        let slots = super::palette();
        slots.into_iter().nth(number).unwrap_or(ChartSlot::Other)
    };
    for ((slot, group), sums) in groups {
        let mut leaves = Vec::new();
        for (id, usd) in sums {
            if usd > 0.0 {
                leaves.push(Leaf {
                    name: name(id),
                    usd,
                    items: id.into_iter().cloned().collect(),
                });
            } else {
                tree.credits += usd;
            }
        }
        leaves.sort_by(|a, b| b.usd.total_cmp(&a.usd).then_with(|| a.name.cmp(&b.name)));
        if !leaves.is_empty() {
            tree.branches.push(Branch {
                name: group.to_owned(),
                slot: slot_of(slot),
                leaves,
            });
        }
    }
    tree.branches.sort_by(|a, b| {
        b.usd()
            .total_cmp(&a.usd())
            .then_with(|| a.name.cmp(&b.name))
    });
    if by == By::Service {
        few(&mut tree.branches, language);
    }
    tree
}

/// Services have no colours of their own: the dearest take those of the palette in turn, and the least are one group.
fn few(branches: &mut Vec<Branch>, language: Language) {
    if branches.len() > GROUPS {
        let rest = branches.split_off(GROUPS - 1);
        let name = others(rest.len(), language);
        let mut leaves: Vec<Leaf> = rest.into_iter().flat_map(|branch| branch.leaves).collect();
        leaves.sort_by(|a, b| b.usd.total_cmp(&a.usd).then_with(|| a.name.cmp(&b.name)));
        branches.push(Branch {
            name,
            slot: ChartSlot::Other,
            leaves,
        });
    }
    // The last colour is that of the rest.
    let own: Vec<ChartSlot> = super::palette().take(7).collect();
    for (branch, slot) in branches
        .iter_mut()
        .zip(own.into_iter().cycle())
        .take(GROUPS - 1)
    {
        branch.slot = slot;
    }
}

/// Rectangles whose areas are as the values are to each other, as square as can be (Bruls, Huizing and van Wijk 2000).
/// Values come largest first; what is not more than nothing gets an empty rectangle.
pub fn squarified(values: &[f64], room: Rect) -> Vec<Rect> {
    let sum: f64 = values.iter().copied().filter(|v| *v > 0.0).sum();
    let empty = Rect::new(room.x, room.y, 0.0, 0.0);
    if !(sum > 0.0 && sum.is_finite()) || room.w <= 0.0 || room.h <= 0.0 {
        return vec![empty; values.len()];
    }
    // Double precision: what is left at the end is a small difference of large numbers.
    let [mut x, mut y, mut w, mut h] = [room.x, room.y, room.w, room.h].map(f64::from);
    let unit = w * h / sum;
    let areas: Vec<f64> = values.iter().map(|v| v.max(0.0) * unit).collect();
    let mut all = Vec::with_capacity(values.len());
    let mut from = 0;
    while from < areas.len() {
        let side = w.min(h);
        let mut to = from + 1;
        let mut row = areas[from];
        while let Some(next) = areas.get(to).copied() {
            // A row grows as long as its worst rectangle gets no longer.
            let (first, last) = (areas[from], areas[to - 1]);
            if worst(row + next, first, next, side) > worst(row, first, last, side) {
                break;
            }
            row += next;
            to += 1;
        }
        let across = w >= h;
        let thick = if side > 0.0 { row / side } else { 0.0 };
        let mut at = 0.0;
        for area in &areas[from..to] {
            let size = if row > 0.0 { area / row * side } else { 0.0 };
            let [x, y, w, h] = if across {
                [x, y + at, thick, size]
            } else {
                [x + at, y, size, thick]
            };
            all.push(Rect::new(x as f32, y as f32, w as f32, h as f32));
            at += size;
        }
        if across {
            x += thick;
            w = (w - thick).max(0.0);
        } else {
            y += thick;
            h = (h - thick).max(0.0);
        }
        from = to;
    }
    all
}

/// The longest proportion in a row of areas along a side.
fn worst(row: f64, largest: f64, least: f64, side: f64) -> f64 {
    if least <= 0.0 || row <= 0.0 || side <= 0.0 {
        return f64::INFINITY;
    }
    let (row, side) = (row * row, side * side);
    (side * largest / row).max(row / (side * least))
}

/// An area for each group, and inside it one for each component.
pub fn treemap(tree: &Tree, style: &ChartStyle) -> Layout {
    let mut sheet = Sheet::new(style);
    let note = hidden(tree, style);
    let foot = if note.is_empty() { 0.0 } else { FOOT };
    let mut room = sheet.body;
    room.h = (room.h - foot).max(0.0);
    if !note.is_empty() {
        let ink = sheet.small(sheet.tokens.text_3);
        let at = Point::new(room.x, sheet.body.bottom() - FOOT / 2.0 + 4.0);
        sheet.fitted(&note, at, ink, Align::Left, room.w);
    }
    let sums: Vec<f64> = tree.branches.iter().map(Branch::usd).collect();
    let all = tree.usd();
    for (branch, rect) in tree.branches.iter().zip(squarified(&sums, room)) {
        group(&mut sheet, branch, rect, all, style);
    }
    sheet.done()
}

/// What no area stands for.
fn hidden(tree: &Tree, style: &ChartStyle) -> String {
    let mut parts = Vec::new();
    if tree.credits < 0.0 {
        let amount = style.money.amount(Usd(tree.credits));
        let args = [("amount", amount.into())];
        parts.push(text::format(style.language, "chart-credits", &args));
    }
    if tree.missing > 0 {
        let args = [("count", tree.missing.into())];
        parts.push(text::format(style.language, "chart-missing", &args));
    }
    parts.join(" · ")
}

fn group(sheet: &mut Sheet, branch: &Branch, rect: Rect, all: f64, style: &ChartStyle) {
    let t = sheet.tokens;
    let rect = shrunk(rect, APART);
    if rect.w <= 0.0 || rect.h <= 0.0 {
        return;
    }
    let color = t.chart(branch.slot);
    let sum = branch.usd();
    let amount = style.money.amount(Usd(sum));
    let items = branch.leaves.iter().flat_map(|leaf| leaf.items.clone());
    sheet.mark(Mark {
        rect,
        name: branch.name.clone(),
        value: amount.clone(),
        details: vec![share_of_total(sum / all * 100.0, style)],
        items: items.collect(),
        side: None,
    });
    let headed = rect.w >= HEADED.0 && rect.h >= HEADED.1;
    let mut inner = rect;
    if headed {
        let head = Rect::new(rect.x, rect.y, rect.w, HEAD);
        sheet.fill(head, color);
        let ink = Tokens::ink_on(color);
        let (name, figure) = (sheet.strong_small(ink), sheet.small(ink));
        let middle = head.center().y;
        let room = rect.w - 2.0 * PAD;
        let figure_room = figure.width(&amount) + 10.0;
        let both = name.width(&branch.name) + figure_room <= room;
        let left = Point::new(head.x + PAD, middle);
        let name_room = if both { room - figure_room } else { room };
        sheet.fitted(&branch.name, left, name, Align::Left, name_room);
        if both {
            let right = Point::new(head.right() - PAD, middle);
            sheet.text(&amount, right, figure, Align::Right);
        }
        inner = Rect::new(rect.x, rect.y + HEAD + 1.0, rect.w, rect.h - HEAD - 1.0);
    }
    let leaves = gathered(branch, inner, style.language);
    let sums: Vec<f64> = leaves.iter().map(|leaf| leaf.usd).collect();
    let fill = tint(t, color);
    for (leaf, place) in leaves.iter().zip(squarified(&sums, inner)) {
        let place = within(place, inner);
        if place.w <= 0.0 || place.h <= 0.0 {
            continue;
        }
        sheet.fill(place, fill);
        let amount = style.money.amount(Usd(leaf.usd));
        // Where a group has neither a name above it nor parts, its own name says more.
        let alone = !headed && leaves.len() == 1;
        let name = if alone { &branch.name } else { &leaf.name };
        words(sheet, name, &amount, place);
        sheet.mark(Mark {
            rect: place,
            name: format!("{} · {}", branch.name, leaf.name),
            value: amount,
            details: vec![share_of_total(leaf.usd / all * 100.0, style)],
            items: leaf.items.clone(),
            side: None,
        });
    }
    if !headed {
        // Without a name above it the group shows its colour at the edge.
        sheet.fill(Rect::new(rect.x, rect.y, rect.w, rect.h.min(3.0)), color);
    }
}

/// The fill of a component: the colour of its group, so light that words are read on it.
pub(super) fn tint(t: &Tokens, color: Color) -> Color {
    t.panel.mix(color, if t.dark { 0.28 } else { 0.20 })
}

fn shrunk(rect: Rect, by: f32) -> Rect {
    rect.expand(-by)
}

/// A place with a gap to its neighbours, none to the edge of its group.
fn within(place: Rect, group: Rect) -> Rect {
    let gap = |touches: bool| if touches { 0.0 } else { GAP };
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    let left = gap(near(place.x, group.x));
    let top = gap(near(place.y, group.y));
    let right = gap(near(place.right(), group.right()));
    let bottom = gap(near(place.bottom(), group.bottom()));
    Rect::new(
        place.x + left,
        place.y + top,
        place.w - left - right,
        place.h - top - bottom,
    )
}

/// The components of a group, those too small to be seen as one.
fn gathered(branch: &Branch, room: Rect, language: Language) -> Vec<Leaf> {
    let unit = f64::from(room.w * room.h) / branch.usd();
    let small = |leaf: &Leaf| leaf.usd * unit < f64::from(LEAST);
    let from = branch.leaves.iter().position(small);
    let from = from.unwrap_or(branch.leaves.len());
    let (own, rest) = branch.leaves.split_at(from);
    let mut leaves = own.to_vec();
    match rest {
        [] => {}
        [one] => leaves.push(one.clone()),
        rest => {
            let sum = Leaf {
                name: others(rest.len(), language),
                usd: rest.iter().map(|leaf| leaf.usd).sum(),
                items: rest.iter().flat_map(|leaf| leaf.items.clone()).collect(),
            };
            // The largest still comes first.
            let at = leaves.iter().position(|leaf| leaf.usd < sum.usd);
            leaves.insert(at.unwrap_or(leaves.len()), sum);
        }
    }
    leaves
}

/// Name and amount where they fit: a name over a few lines, the last one shortened; an amount whole or not at all.
fn words(sheet: &mut Sheet, name: &str, amount: &str, place: Rect) {
    let ink = sheet.tokens.text_1;
    let (face, small) = (sheet.face(ink), sheet.small(ink));
    let room = place.w - 2.0 * PAD;
    let high = ((place.h - 8.0) / LINE).floor().max(0.0) as usize;
    if high == 0 || room <= 0.0 {
        return;
    }
    let fits = small.width(amount) <= room;
    let has_amount = high >= 2 && fits;
    let lines = wrapped(
        name,
        face,
        room,
        (high - usize::from(has_amount)).min(LINES),
    );
    // A few letters of a name tell nothing.
    let longer = |line: &String| face.width(line) > room;
    if room < WORTH && lines.iter().any(longer) {
        return;
    }
    let at = |line: usize| Point::new(place.x + PAD, place.y + 12.0 + LINE * line as f32);
    for (number, line) in lines.iter().enumerate() {
        sheet.fitted(line, at(number), face, Align::Left, room);
    }
    if has_amount {
        sheet.text(amount, at(lines.len()), small, Align::Left);
    }
}

/// A name over at most so many lines; what is left stands on the last one, however long.
fn wrapped(name: &str, face: Face, room: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let is_last = lines.len() >= most.max(1);
        match lines.last_mut() {
            Some(line) if is_last || face.width(&format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
