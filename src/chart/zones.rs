//! What goes from zone to zone: a row for each sending zone, a column for each receiving one, in GB and dollars.

use super::layout::{Align, Layout, MARGIN, Mark, Sheet};
use super::style::ChartStyle;
use crate::analysis::Report;
use crate::analysis::compare::name_in;
use crate::analysis::transfers::{self, Moved, ZoneMatrix};
use crate::model::{Design, Id, Language, Point, Rect};
use crate::scene::tokens::{Color, Tokens};
use crate::text;
use crate::text::number::{self, Money};
use std::collections::{BTreeMap, BTreeSet};

/// Height of a cell with its distance to the next.
const PITCH: f32 = 48.0;
/// The same where there is little room.
const LOW: f32 = 28.0;
/// Height of the names of the columns.
const HEAD: f32 = 26.0;
/// Distance between cells.
const GAP: f32 = 4.0;
/// Most of the width that the names of the rows take.
const NAMES: f32 = 136.0;
/// Widest cell.
const WIDEST: f32 = 220.0;
/// Height of the line that says what the shades stand for.
const FOOT: f32 = 20.0;
/// Most of the hue in the darkest cell.
const DARKEST: f32 = 0.42;
/// Connections that a cell names.
const NAMED: usize = 4;

/// What the shades of cells stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Dollars.
    #[default]
    Cost,
    /// GB.
    Gb,
}

impl Shade {
    /// What of a cell counts.
    pub fn value(self, moved: Moved) -> f64 {
        match self {
            Shade::Cost => moved.usd.0,
            Shade::Gb => moved.gb.0,
        }
    }
    /// The fill of a cell: by the square root of its part of the largest one, so that small ones are told apart.
    pub fn fill(self, t: &Tokens, value: f64, most: f64) -> Color {
        let part = if most > 0.0 {
            (value / most).clamp(0.0, 1.0).sqrt()
        } else {
            0.0
        };
        let hue = match self {
            Shade::Cost => t.increase,
            Shade::Gb => t.accent,
        };
        t.panel.mix(hue, DARKEST * part as f32)
    }
}

/// GB in few characters.
pub fn gb_text(moved: Moved, language: Language) -> String {
    match moved.gb.0 {
        gb if gb > 0.0 && gb < 0.01 => "< 0.01 GB".to_owned(),
        gb => format!("{} GB", number::compact(gb, language)),
    }
}

/// Dollars, or that it is free, or that a price is missing.
pub fn usd_text(moved: Moved, money: Money, language: Language) -> String {
    match (moved.usd.0, moved.missing) {
        (usd, 0) if usd <= 0.0 => text::get(language, "free").into_owned(),
        (_, 0) => money.amount(moved.usd),
        (usd, _) if usd <= 0.0 => text::get(language, "no-price").into_owned(),
        _ => format!("≥ {}", money.amount(moved.usd)),
    }
}

/// What goes from one zone to another, with the connections that carry it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneCell {
    /// GB and dollars.
    pub moved: Moved,
    /// The connections.
    pub items: BTreeSet<Id>,
    /// Their names, those that carry most first.
    pub names: Vec<String>,
}

/// From zone to zone, with what is in none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zones {
    /// Names of the zones, then of what is in none.
    pub names: Vec<String>,
    /// By sending and receiving end; nothing where nothing goes.
    pub cells: BTreeMap<(usize, usize), ZoneCell>,
    /// What each end sends.
    pub sent: Vec<Moved>,
    /// What each end receives.
    pub received: Vec<Moved>,
    /// Everything.
    pub total: Moved,
}

/// What goes from zone to zone in a design.
pub fn zones(design: &Design, report: &Report, language: Language) -> Zones {
    let (paths, costs) = (&report.paths, &report.cost);
    let matrix = transfers::zone_matrix(paths, costs);
    if matrix.zones.is_empty() {
        return Zones::default();
    }
    let ends: Vec<Option<&str>> = ends(&matrix).collect();
    let place = |zone: Option<&str>| ends.iter().position(|end| *end == zone);
    let mut carried: BTreeMap<(usize, usize), BTreeMap<&Id, f64>> = BTreeMap::new();
    for sent in transfers::sent(paths, costs) {
        if let (Some(from), Some(to)) = (place(sent.from), place(sent.to)) {
            let own = carried.entry((from, to)).or_default();
            *own.entry(sent.connection).or_default() += sent.gb.0;
        }
    }
    let cells = carried.into_iter().map(|(key, carried)| {
        let mut by_size: Vec<(&Id, f64)> = carried.into_iter().collect();
        by_size.sort_by(|a, b| b.1.total_cmp(&a.1));
        let name = |id: &Id| {
            name_in(design, id).map_or_else(|| id.to_string(), |n| n.get(language).to_owned())
        };
        let cell = ZoneCell {
            moved: matrix.cell(ends[key.0], ends[key.1]),
            items: by_size.iter().map(|(id, _)| (*id).clone()).collect(),
            names: by_size.iter().take(NAMED).map(|(id, _)| name(id)).collect(),
        };
        (key, cell)
    });
    let outside = text::get(language, "matrix-outside");
    Zones {
        names: ends
            .iter()
            .map(|end| end.unwrap_or(&outside).to_owned())
            .collect(),
        cells: cells.collect(),
        sent: ends.iter().map(|end| matrix.sent_by(*end)).collect(),
        received: ends.iter().map(|end| matrix.received_by(*end)).collect(),
        total: matrix.total(),
    }
}

/// Zones in their order, then what is in none.
fn ends(matrix: &ZoneMatrix) -> impl Iterator<Item = Option<&str>> {
    let zones = matrix.zones.iter().map(|zone| Some(zone.as_str()));
    zones.chain(std::iter::once(None))
}

/// Height that the matrix needs.
pub fn zones_height(zones: &Zones, style: &ChartStyle) -> f32 {
    height(zones, style, PITCH)
}

/// Height below which the figures of the matrix do not fit.
pub fn zones_least(zones: &Zones, style: &ChartStyle) -> f32 {
    height(zones, style, LOW)
}

fn height(zones: &Zones, style: &ChartStyle, pitch: f32) -> f32 {
    let rows = zones.names.len() as f32 + 1.0;
    HEAD + rows * pitch + FOOT + 2.0 * MARGIN + Sheet::heading(style)
}

/// Cells with GB and dollars, and the sums of every row and column.
pub fn zone_matrix(zones: &Zones, style: &ChartStyle) -> Layout {
    let mut sheet = Sheet::new(style);
    if zones.names.is_empty() {
        return sheet.done();
    }
    let t = sheet.tokens;
    let grid = Grid::of(&sheet, zones, style);
    let small = sheet.small(t.text_3);
    let axes = text::get(style.language, "matrix-axes");
    let head = sheet.body.y + HEAD / 2.0;
    let left = sheet.body.x;
    sheet.fitted(
        &axes,
        Point::new(left, head),
        small,
        Align::Left,
        grid.names,
    );
    let sum = text::get(style.language, "matrix-sum").into_owned();
    for (number, name) in zones.names.iter().chain([&sum]).enumerate() {
        let last = number == zones.names.len();
        let face = sheet.strong_small(if last { t.text_3 } else { t.text_2 });
        let cell = grid.cell(number, number);
        let at = Point::new(cell.right() - 8.0, head);
        sheet.fitted(name, at, face, Align::Right, cell.w - 8.0);
        let at = Point::new(left, cell.center().y);
        sheet.fitted(name, at, face, Align::Left, grid.names);
    }
    // What never touches a zone is no part of the comparison: it would be the darkest of all.
    let outside = zones.names.len() - 1;
    let touching = zones
        .cells
        .iter()
        .filter(|(key, _)| **key != (outside, outside));
    let all = touching.map(|(_, cell)| cell.moved);
    let usd = all.clone().map(|moved| moved.usd.0).fold(0.0, f64::max);
    // Where nothing costs anything, the shades tell how much goes.
    let shade = if usd > 0.0 { Shade::Cost } else { Shade::Gb };
    let most = all.map(|moved| shade.value(moved)).fold(0.0, f64::max);
    for from in 0..zones.names.len() {
        for to in 0..zones.names.len() {
            let is_outside = (from, to) == (outside, outside);
            let fill = |moved| {
                let value = if is_outside { 0.0 } else { shade.value(moved) };
                shade.fill(t, value, most)
            };
            cell(&mut sheet, zones, (from, to), &grid, fill, style);
        }
    }
    for end in 0..zones.names.len() {
        let last = zones.names.len();
        let plain = [
            (grid.cell(end, last), zones.sent[end]),
            (grid.cell(last, end), zones.received[end]),
        ];
        for (rect, moved) in plain {
            figures(&mut sheet, rect, moved, false, style);
        }
    }
    let last = zones.names.len();
    figures(&mut sheet, grid.cell(last, last), zones.total, true, style);
    let key = match shade {
        Shade::Cost => "chart-darker-cost",
        Shade::Gb => "chart-darker-gb",
    };
    let note = text::get(style.language, key);
    let at = Point::new(left, grid.cell(last, last).bottom() + FOOT / 2.0 + 2.0);
    let room = sheet.body.w;
    sheet.fitted(&note, at, small, Align::Left, room);
    sheet.done()
}

/// Where the cells are.
struct Grid {
    corner: Point,
    step: (f32, f32),
    names: f32,
}

impl Grid {
    fn of(sheet: &Sheet, zones: &Zones, style: &ChartStyle) -> Grid {
        let face = sheet.strong_small(sheet.tokens.text_2);
        let axes = text::get(style.language, "matrix-axes");
        let names = zones.names.iter().map(|name| face.width(name));
        let names = names.fold(face.width(&axes), f32::max);
        let names = names.min(NAMES).min(sheet.body.w * 0.3);
        let count = zones.names.len() as f32 + 1.0;
        let corner = Point::new(sheet.body.x + names + 12.0, sheet.body.y + HEAD);
        let wide = (sheet.body.right() - corner.x + GAP) / count;
        let high = (sheet.body.bottom() - FOOT - corner.y + GAP) / count;
        Grid {
            corner,
            step: (wide.clamp(8.0, WIDEST + GAP), high.clamp(8.0, PITCH)),
            names,
        }
    }
    fn cell(&self, row: usize, column: usize) -> Rect {
        Rect::new(
            self.corner.x + self.step.0 * column as f32,
            self.corner.y + self.step.1 * row as f32,
            self.step.0 - GAP,
            self.step.1 - GAP,
        )
    }
}

fn cell(
    sheet: &mut Sheet,
    zones: &Zones,
    (from, to): (usize, usize),
    grid: &Grid,
    fill: impl Fn(Moved) -> Color,
    style: &ChartStyle,
) {
    let t = sheet.tokens;
    let rect = grid.cell(from, to);
    let Some(cell) = zones.cells.get(&(from, to)) else {
        sheet.frame(rect, t.border);
        let face = sheet.face(t.text_3);
        sheet.text("–", rect.center(), face, Align::Center);
        return;
    };
    let color = fill(cell.moved);
    sheet.fill(rect, color);
    sheet.frame(rect, color.mix(t.text_1, 0.12));
    let outside = zones.names.len() - 1;
    if from == to && from != outside {
        // Inside one zone: a bar at the edge tells the diagonal from what crosses.
        let bar = Rect::new(rect.x + 4.0, rect.y + 6.0, 3.0, rect.h - 12.0);
        sheet.fill(bar, t.saving);
    }
    figures(sheet, rect, cell.moved, true, style);
    let mut details = vec![gb_text(cell.moved, style.language)];
    details.extend(cell.names.iter().cloned());
    let more = cell.items.len() - cell.names.len();
    if more > 0 {
        let args = [("count", more.into())];
        details.push(text::format(style.language, "matrix-more", &args));
    }
    sheet.mark(Mark {
        rect,
        name: format!("{} → {}", zones.names[from], zones.names[to]),
        value: usd_text(cell.moved, style.money, style.language),
        details,
        items: cell.items.clone(),
        side: None,
    });
}

/// GB over dollars; what does not fit is left out, for a shortened figure would be wrong.
fn figures(sheet: &mut Sheet, rect: Rect, moved: Moved, strong: bool, style: &ChartStyle) {
    let t = sheet.tokens;
    let free = moved.usd.0 <= 0.0 && moved.missing == 0;
    let ink = if strong { t.text_1 } else { t.text_2 };
    let amount = if strong {
        sheet.strong(if free { t.saving } else { ink })
    } else {
        sheet.face(if free { t.saving } else { ink })
    };
    let small = sheet.small(ink);
    let (gb, usd) = (
        gb_text(moved, style.language),
        usd_text(moved, style.money, style.language),
    );
    let room = rect.w - 16.0;
    let right = rect.right() - 8.0;
    let middle = rect.center().y;
    let two = rect.h >= 36.0;
    let up = if two { 8.0 } else { 0.0 };
    if two && small.width(&gb) <= room {
        sheet.text(&gb, Point::new(right, middle - up), small, Align::Right);
    } else if rect.h >= 16.0 && small.width(&gb) + amount.width(&usd) + 10.0 <= room {
        // In a low cell side by side.
        sheet.text(&gb, Point::new(rect.x + 10.0, middle), small, Align::Left);
    }
    if rect.h >= 16.0 && amount.width(&usd) <= room {
        sheet.text(&usd, Point::new(right, middle + up), amount, Align::Right);
    }
}
