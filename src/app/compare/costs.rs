//! The table of all that differs: totals, categories, services, components, lines, findings, transfer.

use super::state::Source;
use super::work::Outcome;
use super::{bar, card, detail, waiting, words};
use crate::analysis::compare::{Figure, LineRow, Order, Row, RowKey, Section, outline};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{TABLE_ROW, tokens};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::label;
use crate::app::widgets::paint::Tone;
use crate::app::widgets::sides::{Head, Line, PAD, SideRow, Sides};
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::Language;
use crate::scene::tokens::SeveritySlot;
use egui::{Align, Align2, Layout, Ui, UiBuilder, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of the bar over the table, points.
const TOOLS: f32 = 40.0;
/// Height of a section's title, points.
const TITLE: f32 = 34.0;
/// Least width of a column, points.
const LEAST: f32 = 116.0;
/// Width of a column from which differences stand beside the amounts, points.
const BESIDE: f32 = 176.0;

/// What of the table is only on screen.
#[derive(Debug, Default)]
pub(super) struct CostsView {
    order: Order,
    equal: bool,
    folded: BTreeSet<Section>,
    open: BTreeSet<RowKey>,
    /// Designs that the open rows and the order are about.
    about: Vec<Source>,
    rows: Option<Rows>,
}

/// Rows as they were made last, and from what.
#[derive(Debug)]
struct Rows {
    of: Arc<Outcome>,
    order: Order,
    equal: bool,
    language: Language,
    rows: Vec<Row>,
}

/// A line of the table on screen.
#[derive(Clone, Copy, Debug)]
enum Shown<'a> {
    /// Title of a section, with how many rows it has.
    Title(Section, usize),
    /// A row, and whether it is open.
    Row(&'a Row, bool),
    /// One design of an open line.
    Detail(&'a LineRow, usize),
    /// What an open line adds up from.
    Why(&'a LineRow),
}

/// Whether so many columns have room in a table of that width.
pub(super) fn fits(room: f32, columns: usize) -> bool {
    first_width(room, columns) + columns as f32 * LEAST + 8.0 <= room
}

/// Width of the first column: names have what is left where differences stand beside the amounts, points.
fn first_width(room: f32, columns: usize) -> f32 {
    let left = room - 8.0 - columns as f32 * (BESIDE + 14.0);
    left.clamp(248.0, 460.0).floor()
}

/// Draws the table into all of `ui`; `charts`: whether the charts beside it are shown.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CostsView, charts: &mut bool) {
    let rect = card(ui, ui.max_rect());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_clip_rect(ui.clip_rect().intersect(rect));
    let Some(outcome) = cx.state.comparing.outcome.clone() else {
        waiting(&mut ui, cx);
        return;
    };
    let about = outcome.columns.iter().map(|own| own.source.clone());
    let about: Vec<Source> = about.collect();
    let other = view.about != about;
    if other {
        view.about = about;
        view.open.clear();
        if matches!(view.order, Order::DifferenceOf(_)) {
            view.order = Order::Difference;
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    tools(&mut ui, cx, view, &outcome, charts);
    make(cx, view, &outcome);
    let rows = view.rows.as_ref().map_or(&[][..], |made| &made.rows);
    let shown = arrange(rows, &outcome, &view.folded, &view.open);
    let lines: Vec<Line> = shown.iter().map(line_of).collect();
    let heads = bar::heads(cx, &outcome);
    let room = ui.available_width();
    let title = cx.text("compare-what");
    let sorted = match view.order {
        Order::Name => Some(0),
        Order::DifferenceOf(side) => Some(side + 1),
        Order::Difference => None,
    };
    let table = Sides::new("compare costs", &title, &heads)
        .first_width(first_width(room, heads.len()))
        .least(LEAST)
        .from_top(other)
        .sorted(sorted);
    let seen = Seen {
        outcome: &outcome,
        heads: &heads,
        wide: table.width_of(room) >= BESIDE,
    };
    let folded = &view.folded;
    let answer = table.show(&mut ui, &lines, |at, cells| match shown.get(at) {
        Some(Shown::Title(section, count)) => {
            heading(cx, cells, *section, *count, folded.contains(section));
        }
        Some(Shown::Row(row, open)) => row_ui(cx, cells, row, &seen, *open),
        Some(Shown::Detail(line, side)) => detail::side(cx, cells, line, *side, &heads),
        Some(Shown::Why(line)) => detail::why(cx, cells, line, &heads),
        None => {}
    });
    let toggled = answer.clicked.and_then(|at| shown.get(at).copied());
    match toggled {
        Some(Shown::Title(section, _)) => toggle(&mut view.folded, section),
        Some(Shown::Row(row, _)) => toggle(&mut view.open, row.key.clone()),
        _ => {}
    }
    match answer.sort {
        Some(0) => view.order = Order::Name,
        Some(column) if column - 1 == outcome.key.reference => view.order = Order::Difference,
        Some(column) => view.order = Order::DifferenceOf(column - 1),
        None => {}
    }
}

/// Puts something in, or takes it out.
fn toggle<T: Ord>(all: &mut BTreeSet<T>, one: T) {
    if !all.remove(&one) {
        all.insert(one);
    }
}

/// How the rows are sorted, and whether equal ones are shown.
fn tools(ui: &mut Ui, cx: &Cx<'_>, view: &mut CostsView, outcome: &Outcome, charts: &mut bool) {
    let t = tokens(ui);
    let rect = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), TOOLS));
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .id_salt("compare tools")
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 6.0;
    let text = cx.text("charts");
    let chip = Chip::new(&text)
        .quiet()
        .glyph(glyph::CHART_BAR)
        .filter(*charts);
    if right.add(chip).clicked() {
        *charts = !*charts;
    }
    right.add_space(4.0);
    let equal = cx.text("compare-show-equal");
    if right
        .add(Chip::new(&equal).quiet().filter(view.equal))
        .clicked()
    {
        view.equal = !view.equal;
    }
    let by_name = cx.text("compare-by-name");
    if right
        .add(
            Chip::new(&by_name)
                .quiet()
                .filter(view.order == Order::Name),
        )
        .clicked()
    {
        view.order = Order::Name;
    }
    let largest = cx.text("compare-largest");
    let by_size = view.order != Order::Name;
    if right
        .add(Chip::new(&largest).quiet().filter(by_size))
        .clicked()
    {
        view.order = Order::Difference;
    }
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .id_salt("compare tools left")
            .layout(Layout::left_to_right(Align::Center)),
    );
    let title = cx.text("compare-side-by-side");
    label(&mut left, &title, Type::Body.strong(), t.text_1);
    let differing = outcome.comparison.lines.len();
    let said = cx.text_with("compare-lines-differ", "count", differing);
    let hint = cx.text_with(
        "compare-lines-equal",
        "count",
        outcome.comparison.equal.count,
    );
    if outcome.columns.len() > 1 {
        left.add_space(4.0);
        tip(left.add(Chip::new(&said).quiet()), &hint);
    }
    if cx.state.is_comparing_anew() {
        left.add_space(4.0);
        let text = cx.text("compare-working");
        label(&mut left, &text, Type::Small.font(), t.text_3);
    }
    ui.advance_cursor_after_rect(rect);
}

/// Makes the rows again where something about them has changed.
fn make(cx: &Cx<'_>, view: &mut CostsView, outcome: &Arc<Outcome>) {
    // A single design differs from nothing: all of it is shown.
    let equal = view.equal || outcome.columns.len() < 2;
    let is_fresh = view.rows.as_ref().is_some_and(|made| {
        let same = (made.order, made.equal, made.language) == (view.order, equal, cx.language);
        same && Arc::ptr_eq(&made.of, outcome)
    });
    if is_fresh {
        return;
    }
    let same = equal.then_some(outcome.same.as_slice());
    view.rows = Some(Rows {
        of: outcome.clone(),
        order: view.order,
        equal,
        language: cx.language,
        rows: outline(&outcome.comparison, same, view.order, cx.language),
    });
}

fn line_row<'a>(outcome: &'a Outcome, key: &RowKey) -> Option<&'a LineRow> {
    match key {
        RowKey::Line(at) => outcome.comparison.lines.get(*at),
        RowKey::EqualLine(at) => outcome.same.get(*at),
        _ => None,
    }
}

/// Titles, rows and what is open below them, in order.
fn arrange<'a>(
    rows: &'a [Row],
    outcome: &'a Outcome,
    folded: &BTreeSet<Section>,
    open: &BTreeSet<RowKey>,
) -> Vec<Shown<'a>> {
    let mut out = Vec::with_capacity(rows.len() + 16);
    for section in Section::ALL {
        let own = rows.iter().filter(|row| row.section == section);
        let single = own.clone().filter(|row| row.key != RowKey::EqualSum);
        let count = single.count();
        if section != Section::Totals {
            out.push(Shown::Title(section, count));
        }
        if folded.contains(&section) {
            continue;
        }
        for row in own {
            let is_open = open.contains(&row.key);
            out.push(Shown::Row(row, is_open));
            let Some(line) = line_row(outcome, &row.key).filter(|_| is_open) else {
                continue;
            };
            let sides = 0..line.cells.len();
            out.extend(sides.map(|side| Shown::Detail(line, side)));
            if line.why.iter().any(Option::is_some) {
                out.push(Shown::Why(line));
            }
        }
    }
    out
}

fn line_of(shown: &Shown<'_>) -> Line {
    let (height, clicked) = match shown {
        Shown::Title(_, count) => (TITLE, *count > 0),
        Shown::Row(row, _) => {
            let opens = matches!(row.key, RowKey::Line(_) | RowKey::EqualLine(_));
            (TABLE_ROW, opens)
        }
        Shown::Detail(..) => (detail::ROW, false),
        Shown::Why(line) => (detail::why_height(line), false),
    };
    Line { height, clicked }
}

fn heading(cx: &Cx<'_>, cells: &mut SideRow<'_>, section: Section, count: usize, folded: bool) {
    let t = cells.tokens();
    let rect = cells.rect();
    let title = section.title().get(cx.language);
    let painter = cells.whole_painter();
    let y = rect.bottom() - 15.0;
    let x = rect.left() + PAD;
    if count > 0 {
        let caret = if folded {
            glyph::CARET_RIGHT
        } else {
            glyph::CARET_DOWN
        };
        fonts::glyph(
            &painter,
            pos2(x + 5.0, y),
            caret,
            fonts::icon(12.0),
            t.text_3,
        );
    }
    let at = pos2(x + 18.0, y);
    let text = fonts::text(
        &painter,
        at,
        Align2::LEFT_CENTER,
        title,
        Type::Control.strong(),
        t.text_1,
    );
    let note = match count {
        0 => cx.text("compare-no-difference").into_owned(),
        count => count.to_string(),
    };
    let at = pos2(text.right() + 8.0, y);
    fonts::text(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &note,
        Type::Small.font(),
        t.text_3,
    );
    cells.underline(t.border);
    cells.say(title);
    cells.say(&note);
}

/// What all rows are drawn with.
struct Seen<'a> {
    outcome: &'a Outcome,
    heads: &'a [Head],
    /// Whether differences have room beside the amounts.
    wide: bool,
}

fn row_ui(cx: &Cx<'_>, cells: &mut SideRow<'_>, row: &Row, seen: &Seen<'_>, open: bool) {
    let heads = seen.heads;
    let t = cells.tokens();
    if row.key == RowKey::Total {
        let rect = cells.rect();
        cells.whole_painter().rect_filled(rect, 0.0, t.canvas);
    }
    name(cx, cells, row, seen.outcome, open);
    for side in 0..row.values.len() {
        amount(cx, cells, row, side, seen);
        let mark = heads.get(side).map_or("", |head| head.mark.as_str());
        let text = row
            .values
            .get(side)
            .map_or(String::new(), |own| words::figure(cx, own));
        let delta = words::delta(cx, row, side);
        let said = match delta.as_str() {
            "" => format!("{mark} {text}"),
            delta => format!("{mark} {text} ({delta})"),
        };
        cells.say(&said);
        let cell = cells.cell(side);
        cells.explain(cell, || {
            let head = heads.get(side).map_or("", |head| head.title.as_str());
            format!("{mark}  {head}\n{}", words::exact(cx, row, side))
        });
    }
    cells.underline(t.border.mix(t.panel, 0.4));
}

/// The name of a row, whose it is, and why it differs.
fn name(cx: &Cx<'_>, cells: &mut SideRow<'_>, row: &Row, outcome: &Outcome, open: bool) {
    let t = cells.tokens();
    let first = cells.first();
    let painter = cells
        .whole_painter()
        .with_clip_rect(first.intersect(cells.whole_painter().clip_rect()));
    let y = first.center().y;
    let mut right = first.right() - 8.0;
    let line = line_row(outcome, &row.key);
    if let Some(why) = line.and_then(LineRow::reason) {
        let word = words::why(cx, why);
        let chip = Chip::new(&word).quiet().small();
        let size = chip.size(&painter);
        let min = pos2(right - size.x, y - size.y * 0.5);
        chip.paint(&painter, t, egui::Rect::from_min_size(min, size), 0.0);
        right = min.x - 8.0;
        cells.say(&word);
    }
    let mut x = first.left() + PAD + 18.0;
    if let RowKey::Severity(severity) = row.key {
        let slot = SeveritySlot::from(severity);
        let ink = t.severity(slot).ink;
        fonts::glyph(
            &painter,
            pos2(x + 6.0, y),
            slot.glyph(),
            fonts::icon_fill(14.0),
            ink,
        );
        x += 20.0;
    }
    if let RowKey::Finding(at) = row.key
        && let Some(own) = outcome.comparison.findings.get(at)
    {
        let slot = SeveritySlot::from(own.severity);
        let ink = t.severity(slot).ink;
        fonts::glyph(
            &painter,
            pos2(x + 6.0, y),
            slot.glyph(),
            fonts::icon_fill(14.0),
            ink,
        );
        x += 20.0;
    }
    if line.is_some() {
        let at = pos2(first.left() + PAD + 5.0, y);
        let caret = if open {
            glyph::CARET_DOWN
        } else {
            glyph::CARET_RIGHT
        };
        fonts::glyph(&painter, at, caret, fonts::icon(10.0), t.text_3);
    }
    let title = row.name.get(cx.language);
    let strong = matches!(row.key, RowKey::Total | RowKey::AllGb);
    let quiet = row.key == RowKey::EqualSum;
    let font = if strong {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let ink = if quiet { t.text_3 } else { t.text_1 };
    let of = row.of.get(cx.language);
    let room = right - x;
    let wanted = fonts::width(&painter, title, font.clone()).min(if of.is_empty() {
        room
    } else {
        room * 0.62
    });
    let at = pos2(x, y);
    let anchor = Align2::LEFT_CENTER;
    let (placed, cut) = fonts::elided_text(
        &painter,
        at,
        anchor,
        title,
        font,
        ink,
        wanted.ceil() + 0.5,
        Elide::End,
    );
    let mut cut = cut;
    if !of.is_empty() {
        let at = pos2(placed.right() + 8.0, y);
        let rest = right - at.x;
        if rest > 20.0 {
            let font = Type::Small.font();
            let (_, shortened) =
                fonts::elided_text(&painter, at, anchor, of, font, t.text_3, rest, Elide::End);
            cut |= shortened;
        }
    }
    cells.say(title);
    cells.say(of);
    if cut {
        cells.explain(first, || [title, of].join("\n").trim().to_owned());
    }
}

/// A figure, and how much more it is than that of the base.
fn amount(cx: &Cx<'_>, cells: &SideRow<'_>, row: &Row, side: usize, seen: &Seen<'_>) {
    let (outcome, wide) = (seen.outcome, seen.wide);
    let t = cells.tokens();
    let cell = cells.cell(side);
    let painter = cells.painter();
    let Some(own) = row.values.get(side) else {
        return;
    };
    let tone = words::tone(row, side);
    let differs = row.differs_at(side) && side != row.reference;
    let text = words::figure(cx, own);
    let delta = words::delta(cx, row, side);
    let is_total = row.key == RowKey::Total;
    let ink = match own {
        Figure::Absent => t.text_3,
        Figure::NoPrice => t.severity(SeveritySlot::High).ink,
        Figure::Difference(_) | Figure::Share(_) => tone_ink(t, tone),
        _ if row.key == RowKey::EqualSum => t.text_3,
        _ if differs && !wide && tone != Tone::Neutral => tone_ink(t, tone),
        _ => t.text_1,
    };
    let strong =
        is_total || matches!(own, Figure::Difference(_) | Figure::Share(_)) || (differs && !wide);
    let font = if strong {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let at = pos2(cell.right() - PAD, cell.center().y);
    let placed = fonts::tabular_number(&painter, at, Align2::RIGHT_CENTER, &text, &font, ink);
    let others = finds_elsewhere(row, side, outcome);
    let (delta, ink) = match delta.as_str() {
        "" if !others => return,
        "" => (cx.text("compare-other-items").into_owned(), t.text_3),
        _ => (delta, tone_ink(t, tone)),
    };
    if wide {
        // Differences stand in a column of their own, so that they can be read down.
        let edge = (cell.right() - PAD - 92.0).min(placed.left() - 10.0);
        let at = pos2(edge, cell.center().y);
        let font = Type::Small.font();
        fonts::tabular_number(&painter, at, Align2::RIGHT_CENTER, &delta, &font, ink);
    } else if tone != Tone::Neutral {
        let c = if tone == Tone::Increase {
            glyph::ARROW_UP
        } else {
            glyph::ARROW_DOWN
        };
        let at = pos2(placed.left() - 9.0, cell.center().y);
        fonts::glyph(&painter, at, c, fonts::icon(10.0), ink);
    }
}

/// Whether a rule finds as much as in the base, but of other items.
fn finds_elsewhere(row: &Row, side: usize, outcome: &Outcome) -> bool {
    let RowKey::Finding(at) = row.key else {
        return false;
    };
    let Some(own) = outcome.comparison.findings.get(at) else {
        return false;
    };
    let same = own.counts.get(side) == own.counts.get(row.reference);
    same && own.items.get(side) != own.items.get(row.reference)
}

fn tone_ink(t: &crate::scene::tokens::Tokens, tone: Tone) -> crate::scene::tokens::Color {
    match tone {
        Tone::Neutral => t.text_2,
        tone => tone.tint(t).ink,
    }
}
