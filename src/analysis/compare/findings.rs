//! Findings side by side, by rule.

use super::Side;
use crate::analysis::review::{Pillar, Severity};
use crate::model::Id;
use crate::text::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// The open findings of a rule in all designs.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// Code of the rule.
    pub code: &'static str,
    /// Its pillar.
    pub pillar: Pillar,
    /// Its severity.
    pub severity: Severity,
    /// What is wrong.
    pub title: Bilingual,
    /// How many findings each design has.
    pub counts: Vec<usize>,
    /// The items that they name, by design.
    pub items: Vec<BTreeSet<Id>>,
}

/// Rules whose findings differ, the most severe first, and how many findings all designs share.
pub(super) fn rows(sides: &[Side<'_>]) -> (Vec<FindingRow>, usize) {
    let mut rows: BTreeMap<(Severity, &'static str), FindingRow> = BTreeMap::new();
    // How often a finding (rule and items) occurs in each design.
    let mut seen: BTreeMap<(&'static str, &[Id]), Vec<usize>> = BTreeMap::new();
    for (number, side) in sides.iter().enumerate() {
        for finding in side.report.review.open() {
            let row = rows
                .entry((finding.severity, finding.code))
                .or_insert_with(|| FindingRow {
                    code: finding.code,
                    pillar: finding.pillar,
                    severity: finding.severity,
                    title: finding.title(),
                    counts: vec![0; sides.len()],
                    items: vec![BTreeSet::new(); sides.len()],
                });
            if let (Some(count), Some(items)) =
                (row.counts.get_mut(number), row.items.get_mut(number))
            {
                *count += 1;
                items.extend(finding.items.iter().cloned());
            }
            let key = (finding.code, &*finding.items);
            let counts = seen.entry(key).or_insert_with(|| vec![0; sides.len()]);
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
    }
    let shared = seen.values().map(|counts| counts.iter().min().copied());
    let common = shared.map(Option::unwrap_or_default).sum();
    let differs = |row: &FindingRow| {
        let first = (row.counts.first(), row.items.first());
        let all = row.counts.iter().zip(&row.items);
        all.map(|(count, items)| (Some(count), Some(items)))
            .any(|own| own != first)
    };
    (rows.into_values().filter(differs).collect(), common)
}
