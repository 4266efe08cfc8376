//! The way from one total to another, in steps that add up.

use super::{Comparison, LineRow, Owner};
use crate::catalog::Spend;
use crate::text::Phrase;
use crate::units::Usd;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Whose line makes it; none for the rest.
    pub owner: Option<Owner>,
    /// What the owner is called.
    pub owner_name: Phrase,
    /// Label of the line.
    pub name: Phrase,
    /// Part of the spending.
    pub spend: Option<Spend>,
    /// US dollars a month, below zero where it gets cheaper.
    pub usd: Usd,
    /// How many lines it sums up.
    pub lines: usize,
}

/// The steps from the total of the reference to that of `side`: its `most` largest differences, and the rest as one.
/// Lines without a price on either side are left out, as they are in the totals.
pub fn steps(comparison: &Comparison, side: usize, most: usize) -> Vec<Step> {
    let usd = |row: &LineRow, side| row.usd(side).unwrap_or(Usd::ZERO);
    let mut all: Vec<(f64, &LineRow)> = comparison
        .lines
        .iter()
        .map(|row| ((usd(row, side) - usd(row, comparison.reference)).0, row))
        .filter(|(delta, _)| *delta != 0.0)
        .collect();
    all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    // A rest of one line is that line.
    let most = if all.len() == most + 1 {
        most + 1
    } else {
        most
    };
    let rest = all.split_off(most.min(all.len()));
    let mut steps: Vec<Step> = all
        .into_iter()
        .map(|(delta, row)| Step {
            owner: Some(row.owner.clone()),
            owner_name: row.owner_name.clone(),
            name: row.name.clone(),
            spend: Some(row.spend),
            usd: Usd(delta),
            lines: 1,
        })
        .collect();
    if !rest.is_empty() {
        let count = rest.len();
        steps.push(Step {
            owner: None,
            owner_name: Phrase::same(""),
            name: Phrase::new(format!("{count} others"), format!("기타 {count}개")),
            spend: None,
            usd: Usd(rest.iter().map(|(delta, _)| delta).sum()),
            lines: count,
        });
    }
    steps
}
