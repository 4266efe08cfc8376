//! Comparing designs: scenarios of one, or any files, side by side.
//!
//! In: designs with their reports. Out: [`Comparison`]: totals, the same by part of the spending, by service and by
//! component (matched by id), the lines that differ and why, findings, transfer. Everything is measured against one of the
//! designs, the reference. Sums over rows are exact: what the lines say adds up to the difference of the totals.

mod elsewhere;
mod findings;
mod line;
mod outline;
mod pillars;
mod regions;
mod steps;
mod structure;
#[cfg(test)]
mod tests;

pub use elsewhere::{Question, Variant, elsewhere, variants};
pub use findings::FindingRow;
pub use line::{Cell, Equal, LineRow, Owner, Why, equal_lines};
pub use outline::{Figure, Order, Row, RowKey, Section, outline};
pub use pillars::{PillarRow, Serving, pillars};
pub use regions::{Driver, MissingPrice, RegionRow, Regions, region_plan, regions};
pub use steps::{Step, steps};
pub use structure::{Change, Structural, marks, structure};

use super::Report;
use super::cost::{Costs, ItemCost, Total};
use super::path::PathClass;
use crate::catalog::{self, Spend};
use crate::model::{Design, Id, Language};
use crate::text::Phrase;
use crate::units::{Gigabytes, Usd};
use std::collections::{BTreeMap, BTreeSet};

/// A design to be compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The design.
    pub design: &'a Design,
    /// What the passes say of it.
    pub report: &'a Report,
}

/// What a design comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// A month.
    pub total: Total,
    /// Open findings, the most severe first.
    pub findings: [usize; 5],
    /// GB that move in a month, by class of path.
    pub transfer: BTreeMap<PathClass, Gigabytes>,
    /// All of them.
    pub transfer_gb: Gigabytes,
    /// Components.
    pub components: usize,
    /// Region of the design.
    pub region: String,
}

/// Totals of the same thing in all designs; none where a design does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<K> {
    /// What it is.
    pub key: K,
    /// By design.
    pub totals: Vec<Option<Total>>,
}

impl<K> Group<K> {
    /// Dollars of a design; nothing where it does not have it.
    pub fn usd(&self, side: usize) -> Usd {
        let total = self.totals.get(side).copied().flatten();
        total.map_or(Usd::ZERO, |total| total.usd)
    }
    /// The largest difference between two designs.
    pub fn spread(&self) -> f64 {
        spread((0..self.totals.len()).map(|side| self.usd(side).0))
    }
}

/// A component of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentKey {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Phrase,
    /// Name of its kind in each design.
    pub kinds: Vec<Option<String>>,
}

/// Designs side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The design that the others are measured against.
    pub reference: usize,
    /// What each comes to.
    pub sides: Vec<Summary>,
    /// By part of the spending, in the order of the chart palette.
    pub categories: Vec<Group<Spend>>,
    /// By AWS service, the largest difference first.
    pub services: Vec<Group<&'static str>>,
    /// By component, the largest difference first.
    pub components: Vec<Group<ComponentKey>>,
    /// Lines that differ, the largest difference first.
    pub lines: Vec<LineRow>,
    /// Lines that do not.
    pub equal: Equal,
    /// Rules whose open findings differ, the most severe first.
    pub findings: Vec<FindingRow>,
    /// How many findings all designs have.
    pub common_findings: usize,
}

impl Comparison {
    /// How much more a design costs than the reference.
    pub fn delta(&self, side: usize) -> Usd {
        let usd = |side: usize| self.sides.get(side).map_or(Usd::ZERO, |s| s.total.usd);
        usd(side) - usd(self.reference)
    }
    /// Ids of the items that differ between a design and the reference: in their lines, or by being there.
    pub fn differing(&self, side: usize) -> BTreeSet<&Id> {
        let rows = self.lines.iter().filter(|row| {
            let cells = (row.cells.get(side), row.cells.get(self.reference));
            matches!(cells, (Some(a), Some(b)) if !line::same(a.as_ref(), b.as_ref()))
        });
        rows.filter_map(|row| row.owner.id()).collect()
    }
}

fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        least = least.min(value);
        most = most.max(value);
    }
    if most >= least { most - least } else { 0.0 }
}

/// Compares designs with the one at `reference`.
pub fn compare(sides: &[Side<'_>], reference: usize) -> Comparison {
    let reference = reference.min(sides.len().saturating_sub(1));
    let (lines, equal) = line::rows(sides, reference);
    let (findings, common_findings) = findings::rows(sides);
    Comparison {
        reference,
        sides: sides.iter().map(|side| summary(*side)).collect(),
        categories: categories(sides),
        services: services(sides),
        components: components(sides),
        lines,
        equal,
        findings,
        common_findings,
    }
}

fn summary(side: Side<'_>) -> Summary {
    let mut transfer: BTreeMap<PathClass, Gigabytes> = BTreeMap::new();
    let mut transfer_gb = Gigabytes::default();
    for parts in side.report.paths.connections.values() {
        for part in parts {
            let gb = part.request_gb + part.response_gb;
            *transfer.entry(part.class).or_default() += gb;
            transfer_gb += gb;
        }
    }
    let mut findings = [0; 5];
    for finding in side.report.review.open() {
        if let Some(count) = findings.get_mut(finding.severity as usize) {
            *count += 1;
        }
    }
    Summary {
        total: side.report.cost.total,
        findings,
        transfer,
        transfer_gb,
        components: side.design.components.len(),
        region: side.design.home_region().to_owned(),
    }
}

/// All bills of a design: components, connections, the account.
fn bills(costs: &Costs) -> impl Iterator<Item = &ItemCost> {
    let connections = costs.connections.values();
    let account = std::iter::once(&costs.account);
    costs.components.values().chain(connections).chain(account)
}

/// Totals by a key of the lines.
fn by_line<K: Ord + Copy>(
    sides: &[Side<'_>],
    key: impl Fn(&super::cost::CostLine) -> K,
) -> BTreeMap<K, Vec<Option<Total>>> {
    let mut groups: BTreeMap<K, Vec<Option<Total>>> = BTreeMap::new();
    for (number, side) in sides.iter().enumerate() {
        for line in bills(&side.report.cost).flat_map(|cost| &cost.lines) {
            let totals = groups
                .entry(key(line))
                .or_insert_with(|| vec![None; sides.len()]);
            if let Some(total) = totals.get_mut(number) {
                total.get_or_insert_default().add_line(line);
            }
        }
    }
    groups
}

fn categories(sides: &[Side<'_>]) -> Vec<Group<Spend>> {
    by_line(sides, |line| line.spend)
        .into_iter()
        .map(|(key, totals)| Group { key, totals })
        .collect()
}

fn services(sides: &[Side<'_>]) -> Vec<Group<&'static str>> {
    let groups = by_line(sides, |line| line.service);
    sorted(
        groups
            .into_iter()
            .map(|(key, totals)| Group { key, totals }),
    )
}

/// The largest difference first; among equals the order stays.
fn sorted<K>(groups: impl Iterator<Item = Group<K>>) -> Vec<Group<K>> {
    let mut groups: Vec<Group<K>> = groups.collect();
    groups.sort_by(|a, b| b.spread().total_cmp(&a.spread()));
    groups
}

fn components(sides: &[Side<'_>]) -> Vec<Group<ComponentKey>> {
    let ids: BTreeSet<&Id> = sides
        .iter()
        .flat_map(|side| side.design.components.keys())
        .collect();
    let groups = ids.into_iter().map(|id| {
        let all = sides.iter().map(|side| side.design.component(id));
        let totals = sides.iter().map(|side| {
            side.design.component(id)?;
            Some(
                side.report
                    .cost
                    .component(id)
                    .map_or_else(Total::default, |cost| cost.total),
            )
        });
        Group {
            key: ComponentKey {
                id: id.clone(),
                name: name_of(sides, id),
                kinds: all.map(|own| own.map(|own| own.kind.to_string())).collect(),
            },
            totals: totals.collect(),
        }
    });
    sorted(groups)
}

/// What a component, connection or frame is called in the first design that has it.
fn name_of(sides: &[Side<'_>], id: &Id) -> Phrase {
    let mut named = sides.iter().filter_map(|side| name_in(side.design, id));
    named.next().unwrap_or_else(|| Phrase::same(id.to_string()))
}

/// What an item is called in a design: its own name, else what its kind is called, else its id; a connection without a
/// name by its ends.
pub fn name_in(design: &Design, id: &Id) -> Option<Phrase> {
    let languages = [Language::English, Language::Korean];
    let own = |name: &crate::model::LocalText| {
        let [en, ko] = languages.map(|language| name.get(language).to_owned());
        (!en.is_empty()).then(|| Phrase::new(en, ko))
    };
    if let Some(component) = design.component(id) {
        let kind = || {
            let kind = catalog::kind(&component.kind)?;
            Some(Phrase::new(kind.title.en, kind.title.ko))
        };
        let id = || Phrase::same(id.to_string());
        return Some(own(&component.name).or_else(kind).unwrap_or_else(id));
    }
    if let Some(container) = design.container(id) {
        let code = || container.code.clone().map(Phrase::same);
        let id = || Phrase::same(id.to_string());
        return Some(own(&container.name).or_else(code).unwrap_or_else(id));
    }
    let connection = design.connection(id)?;
    let end = |id: &Id| match design.connections.contains_key(id) {
        // An end is never a connection; this stops where a file says so.
        true => Phrase::same(id.to_string()),
        false => name_in(design, id).unwrap_or_else(|| Phrase::same(id.to_string())),
    };
    let ends = || {
        let (from, to) = (end(&connection.from), end(&connection.to));
        Phrase::new(
            format!("{} → {}", from.en, to.en),
            format!("{} → {}", from.ko, to.ko),
        )
    };
    Some(own(&connection.name).unwrap_or_else(ends))
}
