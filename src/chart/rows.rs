//! Rows of charts: sums of cost lines by service, part of the spending or component.

use crate::analysis::Report;
use crate::analysis::cost::{CostLine, Total};
use crate::catalog::{Item, Spend, service_title};
use crate::model::{Design, Id, Language};
use std::collections::{BTreeMap, BTreeSet};

/// A bar: a label, and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its segments, in the order of [`Spend::ALL`]; parts of nothing are left out.
    pub parts: Vec<Part>,
    /// Their sum, with the lines that have no price.
    pub total: Total,
    /// The components and connections whose lines they are.
    pub items: BTreeSet<Id>,
}

/// A segment of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Part of the spending, which decides the colour.
    pub spend: Spend,
    /// US dollars a month; below zero for allowances.
    pub usd: f64,
}

/// A line with the item whose it is; none for the account's.
pub(super) type Owned<'a> = (Option<&'a Id>, &'a CostLine);

/// All lines of a report: components, connections, the account.
pub(super) fn lines(report: &Report) -> impl Iterator<Item = Owned<'_>> {
    let cost = &report.cost;
    let items = cost.components.iter().chain(cost.connections.iter());
    let account = cost.account.lines.iter().map(|line| (None, line));
    items
        .flat_map(|(id, cost)| cost.lines.iter().map(move |line| (Some(id), line)))
        .chain(account)
}

fn row<'a>(label: String, lines: impl IntoIterator<Item = Owned<'a>>) -> Row {
    let mut sums: BTreeMap<Spend, f64> = BTreeMap::new();
    let mut total = Total::default();
    let mut items = BTreeSet::new();
    for (id, line) in lines {
        total.add_line(line);
        items.extend(id.cloned());
        if let Some(usd) = line.monthly {
            *sums.entry(line.spend).or_default() += usd.0;
        }
    }
    let parts = sums
        .into_iter()
        .filter(|(_, usd)| *usd != 0.0)
        .map(|(spend, usd)| Part { spend, usd })
        .collect();
    Row {
        label,
        parts,
        total,
        items,
    }
}

/// Dearest first, then by name; rows without any amount and without missing prices are left out.
fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| row.total.usd.0 != 0.0 || row.total.missing > 0);
    rows.sort_by(|a, b| {
        b.total
            .usd
            .0
            .total_cmp(&a.total.usd.0)
            .then_with(|| a.label.cmp(&b.label))
    });
    rows
}

/// One bar for each AWS service.
pub fn by_service(report: &Report, language: Language) -> Vec<Row> {
    let mut groups: BTreeMap<&'static str, Vec<Owned<'_>>> = BTreeMap::new();
    for (id, line) in lines(report) {
        groups.entry(line.service).or_default().push((id, line));
    }
    let rows = groups
        .into_iter()
        .map(|(service, lines)| row(service_title(service).get(language).to_owned(), lines))
        .collect();
    sorted(rows)
}

/// One bar for each part of the spending.
pub fn by_spend(report: &Report, language: Language) -> Vec<Row> {
    let mut groups: BTreeMap<Spend, Vec<Owned<'_>>> = BTreeMap::new();
    for (id, line) in lines(report) {
        groups.entry(line.spend).or_default().push((id, line));
    }
    let rows = groups
        .into_iter()
        .map(|(spend, lines)| row(spend.title().get(language).to_owned(), lines))
        .collect();
    sorted(rows)
}

/// One bar for each of the `top` dearest components, and one for all others together.
pub fn by_component(design: &Design, report: &Report, language: Language, top: usize) -> Vec<Row> {
    let mut rows: Vec<(Row, Vec<Owned<'_>>)> = report
        .cost
        .components
        .iter()
        .map(|(id, cost)| {
            let own = design
                .component(id)
                .map_or("", |component| component.name.get(language));
            let name = match Item::of(design, id) {
                _ if !own.is_empty() => own,
                Some(item) => item.name(language),
                None => id.as_str(),
            };
            let own: Vec<Owned<'_>> = cost.lines.iter().map(|line| (Some(id), line)).collect();
            (row(name.to_owned(), own.iter().copied()), own)
        })
        .collect();
    rows.sort_by(|a, b| {
        let usd = |row: &Row| row.total.usd.0;
        usd(&b.0)
            .total_cmp(&usd(&a.0))
            .then_with(|| a.0.label.cmp(&b.0.label))
    });
    rows.retain(|(row, _)| row.total.usd.0 != 0.0 || row.total.missing > 0);
    let rest = rows.split_off(top.min(rows.len()));
    let mut rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
    if !rest.is_empty() {
        let label = others(rest.len(), language);
        rows.push(row(label, rest.into_iter().flat_map(|(_, lines)| lines)));
    }
    rows
}

/// What all that has no row of its own is called.
pub(super) fn others(count: usize, language: Language) -> String {
    crate::text::format(language, "chart-others", &[("count", count.into())])
}

/// One bar for a whole design, for comparing designs or scenarios.
pub fn whole(label: &str, report: &Report) -> Row {
    row(label.to_owned(), lines(report))
}
