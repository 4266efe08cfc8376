//! The cost as a table: groups by part of the spending, service, component, connection, pair of zones, class of path, frame,
//! Region or tag, with their lines, sorted and searched.

use crate::analysis::cost::{CostLine, Grouping, LinePrice, Total};
use crate::analysis::transfers;
use crate::app::action::{Actions, Select, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::inspector::bill;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::label;
use crate::app::widgets::menu::{MenuItem, menu, separator};
use crate::app::widgets::paint::{self, Tone};
use crate::app::widgets::table::{Column, Row, Table, Width};
use crate::catalog::{Spend, service_title};
use crate::glyph;
use crate::model::{Design, Id, Language};
use crate::scene::tokens::ChartSlot;
use crate::text::number::{self, Money};
use crate::units::{Gigabytes, Usd};
use egui::{Align2, Frame, Margin, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// What the lines are grouped by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// Part of the spending.
    #[default]
    Spend,
    /// AWS service.
    Service,
    /// Component or connection.
    Item,
    /// Connection; components together.
    Connection,
    /// Sending and receiving zone of data transfer.
    ZonePair,
    /// Class of path of data transfer.
    Class,
    /// The innermost frame.
    Frame,
    /// Region.
    Region,
    /// Value of a tag.
    Tag(String),
}

impl By {
    /// The groupings that a design has, without its tags.
    const FIXED: [By; 8] = [
        By::Spend,
        By::Service,
        By::Item,
        By::Connection,
        By::ZonePair,
        By::Class,
        By::Frame,
        By::Region,
    ];

    fn title(&self, cx: &Cx<'_>) -> String {
        let key = match self {
            By::Spend => "by-spend",
            By::Service => "by-service",
            By::Item => "by-component",
            By::Connection => "by-connection",
            By::ZonePair => "by-zone-pair",
            By::Class => "by-class",
            By::Frame => "by-frame",
            By::Region => "by-region",
            By::Tag(key) => return cx.text_with("by-tag", "key", key.as_str()),
        };
        cx.text(key).into_owned()
    }

    /// Whether it sorts data transfer only; the rest is one group.
    fn of_transfer(&self) -> bool {
        matches!(self, By::Connection | By::ZonePair | By::Class)
    }
}

/// Keys of tags that any component has, sorted.
fn tag_keys(design: &Design) -> BTreeSet<&str> {
    let tags = design.components.values().flat_map(|c| c.tags.keys());
    tags.map(String::as_str).collect()
}

/// The group of everything that a grouping by transfer leaves; after all others.
const REST: &str = "\u{10ffff}";

/// What the rows are made from.
type MadeFor = (u64, By, Language, Money, String, (usize, bool));

/// The table's state: grouping, order, search, open groups.
#[derive(Debug)]
pub struct CostTable {
    by: By,
    query: String,
    sort: (usize, bool),
    open: BTreeSet<String>,
    rows: Vec<Group>,
    made_for: Option<MadeFor>,
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
    /// What a click selects.
    items: BTreeSet<Id>,
    total: Total,
    /// GB of data transfer, where it is grouped by that.
    gb: Gigabytes,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    name: String,
    formula: String,
    item: Option<Id>,
    /// Number of the line in the item's bill; none for a part of a connection's transfer.
    number: Option<usize>,
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
    let title = state.by.title(cx);
    let name = format!("{}: {title}", cx.text("group-by"));
    let button = Button::secondary(&title)
        .trailing(glyph::CARET_DOWN)
        .small()
        .name(&name);
    let button = ui.add(button);
    let mut chosen = None;
    menu(&button, 220.0, |ui| {
        let mut row = |ui: &mut Ui, by: By| {
            let title = by.title(cx);
            let item = MenuItem::new(&title).checked(by == state.by);
            if ui.add(item).clicked() {
                chosen = Some(by);
            }
        };
        for by in By::FIXED {
            let after = by == By::Item || by == By::Class;
            row(ui, by);
            if after {
                separator(ui);
            }
        }
        let tags = tag_keys(cx.design());
        if !tags.is_empty() {
            separator(ui);
        }
        for key in tags {
            row(ui, By::Tag(key.to_owned()));
        }
    });
    if let Some(by) = chosen {
        state.by = by;
        state.open.clear();
    }
    if room >= 430.0 {
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
    let selected = shown.iter().position(|row| state.is_selected(cx, *row));
    let (sort, ascending) = state.sort;
    let table = Table::new("cost", &columns)
        .dense()
        .selected(selected)
        .sorted(sort, ascending);
    let height = ui.available_height() - 28.0 - FOOT;
    let all = cx.state.report.cost.total.usd.0;
    let response =
        table
            .max_height(height.max(26.0))
            .show(ui, shown.len(), |row, cells| match shown[row] {
                Shown::Group(g) => {
                    let group = &state.rows[g];
                    let open = searching || state.open.contains(&group.key);
                    group_row(cx, group, open, all, wide, cells);
                }
                Shown::Line(g, l) => {
                    let line = &state.rows[g].lines[l];
                    cells.indented(&line.name, 18.0);
                    cells.skip();
                    cells.hint(&line.formula);
                    cells.number(&sum(cx, line.total, line.free));
                    cells.explain(|| explain(cx, line));
                }
            });
    foot(ui, cx, state, searching);
    if let Some(column) = response.sort {
        let other = column == 0;
        let up = if sort == column { !ascending } else { other };
        state.sort = (column, up);
    }
    if let Some(row) = response.clicked {
        clicked(state, shown[row], out);
    }
}

fn group_row(cx: &Cx<'_>, group: &Group, open: bool, all: f64, wide: bool, cells: &mut Row<'_>) {
    let t = tokens(cells.ui());
    group_name(cells, group, open);
    let share = if all > 0.0 {
        group.total.usd.0 / all
    } else {
        0.0
    };
    let percent = format!("{}%", number::percent(share * 100.0));
    if wide {
        let ink = group.slot.map_or(t.accent, |slot| t.chart(slot));
        cells.bar(share as f32, ink);
    } else {
        cells.number(&percent);
    }
    let mut hint = vec![percent];
    if group.gb.0 > 0.0 {
        hint.push(gb_text(cx, group.gb));
    }
    hint.push(cx.text_with("lines-count", "count", group.lines.len()));
    if let Some(upfront) = bill::upfront_text(cx, group.total) {
        hint.push(upfront);
    }
    cells.hint(&hint.join(" · "));
    cells.amount(&sum(cx, group.total, false));
}

/// Height of the row with the sum.
const FOOT: f32 = 28.0;

/// The sum of what is listed, always in view.
fn foot(ui: &mut Ui, cx: &Cx<'_>, state: &CostTable, searching: bool) {
    let t = tokens(ui);
    let mut total = Total::default();
    for group in &state.rows {
        total.add(group.total);
    }
    let size = vec2(ui.available_width(), FOOT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::hline(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top(),
        t.border,
    );
    let key = if searching { "cost-found" } else { "total" };
    let mut name = cx.text(key).into_owned();
    if let Some(upfront) = bill::upfront_text(cx, total) {
        name = format!("{name} · {upfront}");
    }
    let amount = sum(cx, total, false);
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {amount}")));
    let y = rect.center().y;
    let strong = Type::Control.strong();
    let (left, right) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
    let at = pos2(rect.right() - 12.0, y);
    let figure = fonts::tabular_number(ui.painter(), at, right, &amount, &strong, t.text_1);
    let at = pos2(rect.left() + 30.0, y);
    let room = figure.left() - 12.0 - at.x;
    let cut = fonts::Elide::End;
    fonts::elided_text(ui.painter(), at, left, &name, strong, t.text_1, room, cut);
}

/// What a click on a row does: open or fold a group, and select what it stands for.
fn clicked(state: &mut CostTable, row: Shown, out: &mut Actions) {
    match row {
        Shown::Group(g) => {
            let group = &state.rows[g];
            if let (1, Some(id)) = (group.items.len(), group.items.first()) {
                out.view(View::Reveal(id.clone()));
            } else if !group.items.is_empty() {
                out.select(Select::These(group.items.clone()));
            }
            let key = group.key.clone();
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

/// All that is known of a line: its formula, the price row with its day and source; who pays for transfer.
fn explain(cx: &Cx<'_>, line: &Line) -> String {
    let report = &cx.state.report;
    let cost = &report.cost;
    let item = match &line.item {
        Some(id) => cost.component(id).or_else(|| cost.connection(id)),
        None => Some(&cost.account),
    };
    let found = line
        .number
        .and_then(|number| item.and_then(|item| item.lines.get(number)));
    if let Some(found) = found {
        return format!("{}\n{}", line.name, bill::explain(cx, found, &line.formula));
    }
    let mut text = format!("{}\n{}", line.name, line.formula);
    if let Some(id) = &line.item {
        let lines = item.map_or(&[][..], |item| item.lines.as_slice());
        for billed in lines {
            let formula = formula_of(cx, billed);
            let name = billed.name.get(cx.language);
            text.push_str(&format!(
                "\n{name}: {}",
                bill::explain(cx, billed, &formula)
            ));
        }
        for hop in transfers::hops(&report.traffic, &report.paths, cost, id) {
            let class = hop.class.title().get(cx.language);
            text.push_str(&format!("\n{class}: {}", hop.reason.get(cx.language)));
        }
    }
    text
}

/// Quantity times price, in words.
fn formula_of(cx: &Cx<'_>, line: &CostLine) -> String {
    let each = line
        .unit_usd()
        .map(|usd| format!(" × {}", cx.money.unit_price(usd)));
    let free = matches!(line.price, LinePrice::Free(_));
    let each = each.filter(|_| !free).unwrap_or_default();
    format!("{}{each}", line.amount.formula(cx.language))
}

fn gb_text(cx: &Cx<'_>, gb: Gigabytes) -> String {
    match gb.0 {
        gb if gb < 0.01 => "< 0.01 GB".to_owned(),
        gb => format!("{} GB", number::compact(gb, cx.language)),
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
    fn is_selected(&self, cx: &Cx<'_>, row: Shown) -> bool {
        let Some(chosen) = cx.state.selection.single() else {
            return false;
        };
        match row {
            Shown::Group(g) => {
                let items = &self.rows[g].items;
                items.len() == 1 && items.contains(chosen)
            }
            Shown::Line(g, l) => self.rows[g].lines[l].item.as_ref() == Some(chosen),
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        // A tag of a design that is no longer open.
        if let By::Tag(key) = &self.by
            && !tag_keys(cx.design()).contains(key.as_str())
        {
            self.by = By::default();
        }
        let query = self.query.trim().to_lowercase();
        let revision = cx.state.reported;
        let key: MadeFor = (
            revision,
            self.by.clone(),
            cx.language,
            cx.money,
            query.clone(),
            self.sort,
        );
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        let cost = &cx.state.report.cost;
        let of_transfer = self.by.of_transfer();
        let connections = (!of_transfer).then_some(&cost.connections);
        let items = cost.components.iter();
        for (id, item) in items.chain(connections.into_iter().flatten()) {
            let name = cx.name_of(id);
            for (number, line) in item.lines.iter().enumerate() {
                self.add(cx, &mut groups, Some((id, &name)), (number, line), &query);
            }
        }
        for (number, line) in cost.account.lines.iter().enumerate() {
            self.add(cx, &mut groups, None, (number, line), &query);
        }
        if of_transfer {
            self.add_transfer(cx, &mut groups, &query);
        }
        self.rows = groups.into_values().collect();
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        let (column, ascending) = self.sort;
        let turned = |order: std::cmp::Ordering| if ascending { order } else { order.reverse() };
        for group in &mut self.rows {
            group.lines.sort_by(|a, b| {
                turned(if column == 0 {
                    a.name.cmp(&b.name)
                } else {
                    a.total.usd.0.total_cmp(&b.total.usd.0)
                })
            });
        }
        self.rows.sort_by(|a, b| {
            // What is no data transfer stays below the transfer that was asked for.
            let rest = (a.key == REST).cmp(&(b.key == REST));
            rest.then(turned(if column == 0 {
                a.name.cmp(&b.name)
            } else {
                a.total.usd.0.total_cmp(&b.total.usd.0)
            }))
        });
    }

    /// Data transfer by connection, pair of zones or class of path.
    fn add_transfer(&self, cx: &Cx<'_>, groups: &mut BTreeMap<String, Group>, query: &str) {
        let report = &cx.state.report;
        let (paths, cost) = (&report.paths, &report.cost);
        let outside = cx.text("matrix-outside");
        let zone = |zone: Option<&str>| zone.unwrap_or(&outside).to_owned();
        // By group, then by connection.
        type Parts = BTreeMap<(String, Id), (String, Gigabytes, Total)>;
        let mut parts: Parts = BTreeMap::new();
        let mut add = |key: String, id: &Id, name: String, gb: Gigabytes, usd: Option<Usd>| {
            let entry = parts.entry((key, id.clone()));
            let sum = entry.or_insert_with(|| (name, Gigabytes(0.0), Total::default()));
            sum.1 += gb;
            match usd {
                Some(usd) => sum.2.usd += usd,
                None => sum.2.missing += 1,
            }
        };
        if self.by == By::ZonePair {
            for sent in transfers::sent(paths, cost) {
                let (from, to) = (zone(sent.from), zone(sent.to));
                let key = format!("{from}>{to}");
                let name = format!("{from} → {to}");
                add(key, sent.connection, name, sent.gb, sent.usd);
            }
        } else {
            for (id, part, usd) in transfers::parts(paths, cost) {
                let class = part.class.title().get(cx.language);
                // What only passes names on, and what nothing flows over, is no transfer.
                let gb = part.request_gb + part.response_gb;
                if gb.0 <= 0.0 && usd.is_some_and(|usd| usd.0 <= 0.0) {
                    continue;
                }
                let key = match self.by {
                    By::Class => format!("{:?}", part.class),
                    _ => format!("{id}>{:?}", part.class),
                };
                add(key, id, class.to_owned(), gb, usd);
            }
        }
        for ((key, id), (name, gb, total)) in parts {
            let connection = cx.name_of(&id);
            let hay = format!("{connection} {name}").to_lowercase();
            if !query.is_empty() && !hay.contains(query) {
                continue;
            }
            let by_connection = self.by == By::Connection;
            let key = if by_connection { id.to_string() } else { key };
            let title = if by_connection { &connection } else { &name };
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                key,
                name: title.clone(),
                slot: Some(ChartSlot::from(Spend::DataTransfer)),
                ..Group::default()
            });
            group.items.insert(id.clone());
            group.total.add(total);
            group.gb += gb;
            group.lines.push(Line {
                name: if by_connection { name } else { connection },
                formula: gb_text(cx, gb),
                item: Some(id),
                number: None,
                total,
                free: total.usd.0 <= 0.0 && total.missing == 0,
            });
        }
    }

    fn add(
        &self,
        cx: &Cx<'_>,
        groups: &mut BTreeMap<String, Group>,
        item: Option<(&Id, &String)>,
        (number, line): (usize, &CostLine),
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
            items: item
                .map(|(id, _)| id.clone())
                .filter(|_| self.by == By::Item)
                .into_iter()
                .collect(),
            ..Group::default()
        });
        group.total.add_line(line);
        let mut total = Total::default();
        total.add_line(line);
        let name = match self.by {
            By::Item => line_name.to_owned(),
            _ => format!("{item_name} · {line_name}"),
        };
        let free = matches!(line.price, LinePrice::Free(_));
        let formula = formula_of(cx, line);
        group.lines.push(Line {
            name,
            formula,
            item: item.map(|(id, _)| id.clone()),
            number: Some(number),
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
        let design = cx.design();
        let named = |grouping: Grouping, without: &'static str| {
            let name = item.and_then(|(id, _)| grouping.of_item(design, id));
            match name {
                Some(name) => (name.clone(), name, None),
                None => (String::new(), cx.text(without).into_owned(), None),
            }
        };
        match &self.by {
            By::Spend => {
                let name = line.spend.title().get(cx.language).to_owned();
                let at = Spend::ALL
                    .iter()
                    .position(|spend| *spend == line.spend)
                    .unwrap_or(0);
                (format!("{at}"), name, Some(ChartSlot::from(line.spend)))
            }
            By::Service => {
                let name = service_title(line.service).get(cx.language);
                (line.service.to_owned(), name.to_owned(), None)
            }
            By::Item => {
                let key = item.map_or(String::new(), |(id, _)| id.to_string());
                (key, item_name.to_owned(), None)
            }
            By::Connection | By::ZonePair | By::Class => {
                let name = cx.text("cost-rest").into_owned();
                (REST.to_owned(), name, Some(ChartSlot::Other))
            }
            By::Region => {
                let (code, name, slot) = named(Grouping::Region, "cost-account");
                let name = match cx.catalogue().region(&code) {
                    Some(info) => format!("{} · {code}", info.short_name(cx.language)),
                    None => name,
                };
                (code, name, slot)
            }
            By::Tag(key) => named(Grouping::Tag(key.clone()), "cost-untagged"),
            By::Frame => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;
    use crate::app::state::{Prefs, State};
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::app::view::PanelTab;
    use crate::pricing::Catalogue;
    use egui_kittest::kittest::Queryable as _;
    use std::sync::Arc;

    fn state() -> State {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/remember.ron");
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        crate::app::files::load(&mut state, path.as_ref());
        let first = state.design.components.keys().next().cloned().unwrap();
        let mut component = state.design.component(&first).unwrap().clone();
        component.tags.insert("Team".to_owned(), "shop".to_owned());
        let mut design = state.design.clone();
        design.components.insert(first, Arc::new(component));
        state.opened(design, None);
        state
    }

    fn made(state: &State, by: By) -> CostTable {
        let mut table = CostTable {
            by,
            ..CostTable::default()
        };
        table.refresh(&Cx::new(state));
        table
    }

    #[test]
    fn every_grouping_adds_up_to_the_total() {
        let state = state();
        let total = state.report.cost.total;
        for by in By::FIXED.into_iter().chain([By::Tag("Team".to_owned())]) {
            let table = made(&state, by.clone());
            let groups: f64 = table.rows.iter().map(|group| group.total.usd.0).sum();
            assert!((groups - total.usd.0).abs() < 0.01, "{by:?}: {groups}");
            for group in &table.rows {
                let lines: f64 = group.lines.iter().map(|line| line.total.usd.0).sum();
                assert!((lines - group.total.usd.0).abs() < 1e-6, "{by:?}");
            }
        }
    }

    #[test]
    fn a_region_is_named_with_its_code() {
        let state = state();
        let names = made(&state, By::Region).rows;
        let names: Vec<&str> = names.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["Seoul · ap-northeast-2"]);
    }

    #[test]
    fn transfer_comes_first_and_the_rest_last_in_any_order() {
        let state = state();
        for by in [By::Connection, By::ZonePair, By::Class] {
            let mut table = made(&state, by);
            for sort in [(0, true), (0, false), (3, true), (3, false)] {
                table.sort = sort;
                table.refresh(&Cx::new(&state));
                assert!(table.rows.len() > 1);
                assert_eq!(table.rows.last().unwrap().key, REST);
                let names: Vec<&str> = table.rows.iter().map(|g| g.name.as_str()).collect();
                let names = &names[..names.len() - 1];
                if sort == (0, true) {
                    assert!(names.is_sorted(), "{names:?}");
                }
            }
            assert!(table.rows.iter().rev().skip(1).all(|g| !g.items.is_empty()));
        }
    }

    #[test]
    fn a_line_explains_itself_with_its_source() {
        let state = state();
        let table = made(&state, By::Service);
        let cx = Cx::new(&state);
        let dearest = &table.rows[0].lines[0];
        let text = explain(&cx, dearest);
        assert!(
            text.contains(&dearest.formula) && text.contains("20"),
            "{text}"
        );
        let table = made(&state, By::Class);
        let text = explain(&cx, &table.rows[0].lines[0]);
        assert!(text.lines().count() > 2, "{text}");
    }

    #[test]
    fn a_tag_that_is_gone_is_no_grouping() {
        let mut state = state();
        let mut table = made(&state, By::Tag("Team".to_owned()));
        assert_eq!(table.rows.len(), 2);
        state.opened(Design::default(), None);
        table.refresh(&Cx::new(&state));
        assert_eq!(table.by, By::Spend);
    }

    #[test]
    fn the_grouping_is_chosen_and_a_row_selects_its_connection() {
        for (language, button, choice) in [
            (Language::English, "Group by: Spend", "Connection"),
            (Language::Korean, "그룹화: 지출", "연결"),
        ] {
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            let tab = Action::View(View::Panel(PanelTab::Cost));
            h.state_mut().state.apply(tab);
            h.run_steps(8);
            h.get_by_label(button).click();
            h.run_steps(8);
            h.get_all_by_label(choice).last().unwrap().click();
            h.run_steps(8);
            let state = &h.state().state;
            let dear = state.report.cost.connections.iter();
            let dear = dear.max_by(|a, b| a.1.total.usd.0.total_cmp(&b.1.total.usd.0));
            let id = dear.unwrap().0.clone();
            let name = state.name_of(&id);
            h.get_all_by_label_contains(&format!("{name}, "))
                .next()
                .unwrap()
                .click();
            h.run_steps(8);
            assert_eq!(h.state().state.selection.single(), Some(&id));
        }
    }
}
