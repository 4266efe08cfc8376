//! Totals by what items have in common, and data transfer by connection, class of path and pair of zones.

use super::super::args::GroupBy;
use super::super::input::Input;
use crate::analysis::cost::{Costs, Total};
use crate::analysis::transfers::{self, Moved};
use crate::analysis::{path, traffic};
use crate::model::Language;
use crate::text;
use crate::units::Gigabytes;

/// One group.
pub(super) struct Group {
    /// Its name; empty for what is in no group.
    pub(super) name: String,
    /// GB in the month, where transfer is grouped.
    pub(super) gb: Option<Gigabytes>,
    pub(super) total: Total,
}

/// The groups of an estimate, the dearest first; they add up to the total.
pub(super) fn of(input: &Input, costs: &Costs, group: &GroupBy, language: Language) -> Vec<Group> {
    if let Some(grouping) = group.of_lines() {
        let totals = costs.grouped(&input.design, &grouping, language);
        let one = |(name, total)| Group {
            name,
            gb: None,
            total,
        };
        return totals.into_iter().map(one).collect();
    }
    let design = &input.design;
    let paths = path::classify(design, &traffic::solve(design));
    let moved: Vec<(String, Moved)> = match group {
        GroupBy::Class => transfers::by_class(&paths, costs)
            .into_iter()
            .map(|(class, moved)| (class.title().get(language).to_owned(), moved))
            .collect(),
        GroupBy::ZonePair => {
            let outside = text::get(language, "cli-no-zone");
            let name = |zone: Option<&str>| zone.unwrap_or(&outside).to_owned();
            transfers::zone_matrix(&paths, costs)
                .cells()
                .map(|(from, to, moved)| (format!("{} → {}", name(from), name(to)), moved))
                .collect()
        }
        _ => transfers::by_connection(&paths, costs)
            .into_iter()
            .map(|(id, moved)| (id.to_string(), moved))
            .collect(),
    };
    with_rest(moved, costs)
}

/// The groups of transfer, and what is no transfer as the last one.
fn with_rest(moved: Vec<(String, Moved)>, costs: &Costs) -> Vec<Group> {
    let mut groups: Vec<Group> = moved
        .into_iter()
        .filter(|(_, moved)| moved.gb.0 > 0.0)
        .map(|(name, moved)| Group {
            name,
            gb: Some(moved.gb),
            total: Total {
                usd: moved.usd,
                missing: moved.missing,
                ..Total::default()
            },
        })
        .collect();
    groups.sort_by(|a, b| b.total.usd.0.total_cmp(&a.total.usd.0));
    let mut rest = costs.account.total;
    for cost in costs.components.values() {
        rest.add(cost.total);
    }
    groups.push(Group {
        name: String::new(),
        gb: None,
        total: rest,
    });
    groups
}
