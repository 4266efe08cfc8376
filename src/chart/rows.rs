//! Rows of charts: sums of cost lines by service, part of the spending or component.

use crate::analysis::Report;
use crate::analysis::cost::{CostLine, Total};
use crate::catalog::{Item, Spend};
use crate::model::{Design, Language};
use std::collections::BTreeMap;

/// A bar: a label, and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its segments, in the order of [`Spend::ALL`]; parts of nothing are left out.
    pub parts: Vec<Part>,
    /// Their sum, with the lines that have no price.
    pub total: Total,
}

/// A segment of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Part of the spending, which decides the colour.
    pub spend: Spend,
    /// US dollars a month; below zero for allowances.
    pub usd: f64,
}

fn lines(report: &Report) -> impl Iterator<Item = &CostLine> {
    let cost = &report.cost;
    cost.components
        .values()
        .chain(cost.connections.values())
        .chain(std::iter::once(&cost.account))
        .flat_map(|item| &item.lines)
}

fn row<'a>(label: String, lines: impl IntoIterator<Item = &'a CostLine>) -> Row {
    let mut sums: BTreeMap<Spend, f64> = BTreeMap::new();
    let mut total = Total::default();
    for line in lines {
        total.add_line(line);
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
pub fn by_service(report: &Report) -> Vec<Row> {
    let mut groups: BTreeMap<&str, Vec<&CostLine>> = BTreeMap::new();
    for line in lines(report) {
        groups.entry(line.service).or_default().push(line);
    }
    let rows = groups
        .into_iter()
        .map(|(service, lines)| row(service.to_owned(), lines))
        .collect();
    sorted(rows)
}

/// One bar for each part of the spending.
pub fn by_spend(report: &Report, language: Language) -> Vec<Row> {
    let mut groups: BTreeMap<Spend, Vec<&CostLine>> = BTreeMap::new();
    for line in lines(report) {
        groups.entry(line.spend).or_default().push(line);
    }
    let rows = groups
        .into_iter()
        .map(|(spend, lines)| row(spend.title().get(language).to_owned(), lines))
        .collect();
    sorted(rows)
}

/// One bar for each of the `top` dearest components, and one for all others together.
pub fn by_component(design: &Design, report: &Report, language: Language, top: usize) -> Vec<Row> {
    let mut rows: Vec<(Row, Vec<&CostLine>)> = report
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
            (
                row(name.to_owned(), &cost.lines),
                cost.lines.iter().collect(),
            )
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
        let label = match language {
            Language::English => format!("{} others", rest.len()),
            Language::Korean => format!("기타 {}개", rest.len()),
        };
        rows.push(row(label, rest.into_iter().flat_map(|(_, lines)| lines)));
    }
    rows
}

/// One bar for a whole design, for comparing designs or scenarios.
pub fn whole(label: &str, report: &Report) -> Row {
    row(label.to_owned(), lines(report))
}
