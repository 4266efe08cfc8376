//! The cost as a table: groups by part of the spending, service, component or frame, with their lines, sorted and
//! searched.

use crate::analysis::cost::{CostLine, Total};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::label;
use crate::app::widgets::paint::Tone;
use crate::app::widgets::table::{Column, Row, Table, Width};
use crate::catalog::Spend;
use crate::glyph;
use crate::model::{Id, Language};
use crate::scene::tokens::ChartSlot;
use crate::text::number;
use egui::{Align2, Frame, Margin, Ui, pos2};
use std::collections::{BTreeMap, BTreeSet};

/// What the lines are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// Part of the spending.
    #[default]
    Spend,
    /// AWS service.
    Service,
    /// Component or connection.
    Item,
    /// The innermost frame.
    Frame,
}

/// The table's state: grouping, order, search, open groups.
#[derive(Debug)]
pub struct CostTable {
    by: By,
    query: String,
    sort: (usize, bool),
    open: BTreeSet<String>,
    rows: Vec<Group>,
    made_for: Option<(u64, By, Language, String)>,
}

impl Default for CostTable {
    fn default() -> CostTable {
        CostTable {
            by: By::Spend,
            query: String::new(),
            sort: (3, false),
            open: BTreeSet::new(),
            rows: Vec::new(),
            made_for: None,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Group {
    key: String,
    name: String,
    slot: Option<ChartSlot>,
    item: Option<Id>,
    total: Total,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    name: String,
    formula: String,
    item: Option<Id>,
    total: Total,
    free: bool,
}

/// Grouping and search, from the right.
pub fn controls(ui: &mut Ui, cx: &Cx<'_>, state: &mut CostTable, room: f32) {
    if room >= 330.0 {
        let (name, clear) = (cx.text("cost-search"), cx.text("clear"));
        let width = if room >= 520.0 { 180.0 } else { 120.0 };
        TextField::search(&mut state.query, &name, &clear)
            .hint(&cx.text("search"))
            .width(width)
            .show(ui);
        ui.add_space(6.0);
    }
    for (by, key) in [
        (By::Frame, "by-frame"),
        (By::Item, "by-component"),
        (By::Service, "by-service"),
        (By::Spend, "by-spend"),
    ] {
        let text = cx.text(key);
        if ui
            .add(Chip::new(&text).quiet().filter(state.by == by))
            .clicked()
        {
            state.by = by;
            state.open.clear();
        }
    }
    if room >= 520.0 {
        let ink = tokens(ui).text_3;
        label(ui, &cx.text("group-by"), Type::Small.font(), ink);
    }
}

/// A row on screen: a group, or one of its lines.
#[derive(Clone, Copy)]
enum Shown {
    Group(usize),
    Line(usize, usize),
}

/// The rows.
pub fn table(ui: &mut Ui, cx: &Cx<'_>, state: &mut CostTable, out: &mut Actions) {
    state.refresh(cx);
    if state.rows.is_empty() {
        nothing(ui, cx, state);
        return;
    }
    let titles = ["col-name", "col-share", "col-formula", "col-monthly"].map(|key| cx.text(key));
    let wide = ui.available_width() > 620.0;
    let columns = [
        Column::text(&titles[0], Width::Share(3.0)).sortable(),
        Column::text(&titles[1], Width::Fixed(if wide { 150.0 } else { 60.0 })),
        Column::text(&titles[2], Width::Share(if wide { 4.0 } else { 1.0 })),
        Column::number(&titles[3], Width::Fixed(120.0)).sortable(),
    ];
    let searching = !state.query.trim().is_empty();
    let mut shown = Vec::new();
    for (g, group) in state.rows.iter().enumerate() {
        shown.push(Shown::Group(g));
        if searching || state.open.contains(&group.key) {
            shown.extend((0..group.lines.len()).map(|l| Shown::Line(g, l)));
        }
    }
    let all = cx.state.report.cost.total.usd.0;
    let selected = shown.iter().position(|row| {
        let item = match row {
            Shown::Group(g) => &state.rows[*g].item,
            Shown::Line(g, l) => &state.rows[*g].lines[*l].item,
        };
        item.is_some() && item.as_ref() == cx.state.selection.single()
    });
    let t = tokens(ui);
    let (sort, ascending) = state.sort;
    let table = Table::new("cost", &columns)
        .dense()
        .selected(selected)
        .sorted(sort, ascending);
    let height = ui.available_height() - 28.0;
    let response =
        table
            .max_height(height.max(26.0))
            .show(ui, shown.len(), |row, cells| match shown[row] {
                Shown::Group(g) => {
                    let group = &state.rows[g];
                    let open = searching || state.open.contains(&group.key);
                    group_name(cells, group, open);
                    let share = if all > 0.0 {
                        group.total.usd.0 / all
                    } else {
                        0.0
                    };
                    if wide {
                        let slot = group.slot.unwrap_or(ChartSlot::Compute);
                        let ink = if group.slot.is_some() {
                            t.chart(slot)
                        } else {
                            t.accent
                        };
                        cells.bar(share as f32, ink);
                    } else {
                        cells.number(&format!("{}%", number::fixed(share * 100.0, 1)));
                    }
                    let count = cx.text_with("lines-count", "count", group.lines.len());
                    let percent = number::fixed(share * 100.0, 1);
                    cells.hint(&format!("{percent}% · {count}"));
                    cells.amount(&sum(cx, group.total, false));
                }
                Shown::Line(g, l) => {
                    let line = &state.rows[g].lines[l];
                    cells.indented(&line.name, 18.0);
                    cells.skip();
                    cells.hint(&line.formula);
                    cells.number(&sum(cx, line.total, line.free));
                }
            });
    if let Some(column) = response.sort {
        state.sort = (
            column,
            if sort == column {
                !ascending
            } else {
                column == 0
            },
        );
        state.made_for = None;
    }
    if let Some(row) = response.clicked {
        match shown[row] {
            Shown::Group(g) => {
                let key = state.rows[g].key.clone();
                if !state.open.remove(&key) {
                    state.open.insert(key);
                }
            }
            Shown::Line(g, l) => {
                if let Some(id) = &state.rows[g].lines[l].item {
                    out.view(View::Reveal(id.clone()));
                }
            }
        }
    }
}

fn nothing(ui: &mut Ui, cx: &Cx<'_>, state: &CostTable) {
    let key = if state.query.is_empty() {
        "cost-empty"
    } else {
        "nothing-found"
    };
    Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
        let detail = cx.text("cost-empty-detail");
        empty_state(ui, glyph::COINS, Tone::Neutral, &cx.text(key), &detail, "");
    });
}

/// The name of a group behind the caret that opens it.
fn group_name(cells: &mut Row<'_>, group: &Group, open: bool) {
    let rect = cells.cell();
    let ui = cells.ui();
    let t = tokens(ui);
    let y = rect.center().y;
    let c = if open {
        glyph::CARET_DOWN
    } else {
        glyph::CARET_RIGHT
    };
    let font = fonts::icon(11.0);
    fonts::glyph(ui.painter(), pos2(rect.left() + 6.0, y), c, font, t.text_3);
    let at = pos2(rect.left() + 18.0, y);
    let room = rect.right() - at.x;
    let (anchor, font) = (Align2::LEFT_CENTER, Type::Control.strong());
    let elide = fonts::Elide::End;
    fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        &group.name,
        font,
        t.text_1,
        room,
        elide,
    );
    cells.say(&group.name);
}

fn sum(cx: &Cx<'_>, total: Total, free: bool) -> String {
    match (total.missing, free) {
        (_, true) => cx.text("free").into_owned(),
        (0, _) => cx.amount(total.usd),
        (_, _) if total.usd.0 == 0.0 => cx.text("no-price").into_owned(),
        _ => format!("≥ {}", cx.amount(total.usd)),
    }
}

impl CostTable {
    fn refresh(&mut self, cx: &Cx<'_>) {
        let query = self.query.trim().to_lowercase();
        let key = (cx.state.revision, self.by, cx.language, query.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        let cost = &cx.state.report.cost;
        let items = cost.components.iter().chain(&cost.connections);
        for (id, item) in items {
            let name = cx.name_of(id);
            for line in &item.lines {
                self.add(cx, &mut groups, Some((id, &name)), line, &query);
            }
        }
        for line in &cost.account.lines {
            self.add(cx, &mut groups, None, line, &query);
        }
        self.rows = groups.into_values().collect();
        let (column, ascending) = self.sort;
        for group in &mut self.rows {
            group
                .lines
                .sort_by(|a, b| b.total.usd.0.total_cmp(&a.total.usd.0));
        }
        self.rows.sort_by(|a, b| {
            let order = if column == 0 {
                a.name.cmp(&b.name)
            } else {
                a.total.usd.0.total_cmp(&b.total.usd.0)
            };
            if ascending { order } else { order.reverse() }
        });
    }

    fn add(
        &self,
        cx: &Cx<'_>,
        groups: &mut BTreeMap<String, Group>,
        item: Option<(&Id, &String)>,
        line: &CostLine,
        query: &str,
    ) {
        let line_name = line.name.get(cx.language);
        let account = cx.text("cost-account");
        let item_name = item.map_or(&*account, |(_, name)| name.as_str());
        let (key, group_name, slot) = self.group_of(cx, item, line, item_name);
        let hay = format!("{item_name} {line_name} {group_name} {}", line.service).to_lowercase();
        if !query.is_empty() && !hay.contains(query) {
            return;
        }
        let group = groups.entry(key.clone()).or_insert_with(|| Group {
            key,
            name: group_name,
            slot,
            item: item
                .map(|(id, _)| id.clone())
                .filter(|_| self.by == By::Item),
            ..Group::default()
        });
        group.total.add_line(line);
        let mut total = Total::default();
        total.add_line(line);
        let name = match self.by {
            By::Item => line_name.to_owned(),
            _ => format!("{item_name} · {line_name}"),
        };
        let each = line
            .unit_usd()
            .map(|usd| format!(" × {}", cx.money.unit_price(usd)));
        let free = matches!(line.price, crate::analysis::cost::LinePrice::Free(_));
        let each = each.filter(|_| !free).unwrap_or_default();
        let formula = format!("{}{each}", line.amount.formula(cx.language));
        let item = item.map(|(id, _)| id.clone());
        group.lines.push(Line {
            name,
            formula,
            item,
            total,
            free,
        });
    }

    fn group_of(
        &self,
        cx: &Cx<'_>,
        item: Option<(&Id, &String)>,
        line: &CostLine,
        item_name: &str,
    ) -> (String, String, Option<ChartSlot>) {
        match self.by {
            By::Spend => {
                let name = line.spend.title().get(cx.language).to_owned();
                let at = Spend::ALL
                    .iter()
                    .position(|spend| *spend == line.spend)
                    .unwrap_or(0);
                (format!("{at}"), name, Some(ChartSlot::from(line.spend)))
            }
            By::Service => (line.service.to_owned(), line.service.to_owned(), None),
            By::Item => {
                let key = item.map_or(String::new(), |(id, _)| id.to_string());
                (key, item_name.to_owned(), None)
            }
            By::Frame => {
                let design = cx.design();
                let parent = item.and_then(|(id, _)| {
                    let end = design
                        .connection(id)
                        .map_or(id, |connection| &connection.from);
                    design
                        .component(end)
                        .and_then(|component| component.parent())
                });
                match parent {
                    Some(parent) => (parent.to_string(), cx.name_of(parent), None),
                    None => (String::new(), cx.text("no-frame").into_owned(), None),
                }
            }
        }
    }
}
