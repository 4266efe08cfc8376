//! Cost: lines and totals of every component and connection.
//!
//! In: a design with its traffic and paths, and a price catalogue. Out: [`Costs`]. Kinds say what is charged
//! ([`crate::catalog::Charge`]); here prices are looked up, tiers are applied to the whole account and Region, and sums
//! are made. A missing price stays missing: it is listed, its line has no amount, and every total over it says so.

mod alone;
mod free_tier;
mod grouping;
mod known;
mod ledger;
mod lines;
mod listing;
#[cfg(test)]
mod tests;
mod transfer;

pub use alone::Alone;
pub use grouping::Grouping;
pub use lines::Lines;
use listing::Split;
pub use listing::{Listing, PriceRow, TierParts};
pub use transfer::cost_of_parts;

use super::by_id::ById;
use super::path::{CHARGED, Paths};
use super::traffic::Traffic;
use super::view::View;
use crate::catalog::{Amount, Bill, BillCx, Spend, UsageSource};
use crate::model::{Design, Frames, Id};
use crate::pricing::Catalogue;
use crate::text::Phrase;
use crate::units::Usd;
use known::Known;
pub(super) use ledger::Ledger;
use ledger::Owner;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How a line is priced.
#[derive(Clone, Debug, PartialEq)]
pub enum LinePrice {
    /// By a row of the catalogue.
    Listed(Listing),
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

/// What a line's commitment costs at its start.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// Months of the term.
    pub months: f64,
    /// US dollars paid once at the start; none where the price is missing.
    pub upfront: Option<Usd>,
    /// What was looked for where the upfront price is missing; empty otherwise.
    pub wanted: String,
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
    /// The commitment whose recurring part the line is; none for what is paid by use.
    pub commitment: Option<Box<Committed>>,
    /// Whether the quantity is usage, and whose figure.
    pub source: UsageSource,
    /// Part of the spending.
    pub spend: Spend,
    /// AWS service.
    pub service: &'static str,
}

impl CostLine {
    /// US dollars paid once at the start of the commitment; none without one, or where the price is missing.
    pub fn upfront(&self) -> Option<Usd> {
        self.commitment.as_ref()?.upfront
    }
    /// US dollars a month with the upfront payment spread over the term; none where a price is missing.
    pub fn effective_monthly(&self) -> Option<Usd> {
        let Some(commitment) = &self.commitment else {
            return self.monthly;
        };
        let (monthly, upfront) = (self.monthly?, commitment.upfront?);
        Some(Usd(monthly.0 + upfront.0 / commitment.months.max(1.0)))
    }
    /// US dollars for one unit: the average over the tiers that the line reached, the first tier where it is nothing.
    pub fn unit_usd(&self) -> Option<f64> {
        match &self.price {
            LinePrice::Listed(listing) => match self.monthly {
                Some(usd) if self.amount.value > 0.0 => Some(usd.0 / self.amount.value),
                _ => Some(listing.row.rate.first_usd() * listing.factor),
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
    /// US dollars paid once at the start of commitments, apart from the month.
    pub upfront: Usd,
    /// The upfront payments spread over the months of their terms.
    pub upfront_monthly: Usd,
    /// Commitments whose upfront price is missing.
    pub upfront_missing: usize,
}

impl Total {
    /// Adds a line.
    pub fn add_line(&mut self, line: &CostLine) {
        match line.monthly {
            Some(usd) => self.usd += usd,
            None => self.missing += 1,
        }
        if let Some(commitment) = &line.commitment {
            match commitment.upfront {
                Some(usd) => {
                    self.upfront += usd;
                    self.upfront_monthly += Usd(usd.0 / commitment.months.max(1.0));
                }
                None => self.upfront_missing += 1,
            }
        }
    }
    /// Adds another sum.
    pub fn add(&mut self, other: Total) {
        self.usd += other.usd;
        self.missing += other.missing;
        self.upfront += other.upfront;
        self.upfront_monthly += other.upfront_monthly;
        self.upfront_missing += other.upfront_missing;
    }
    /// US dollars a month with the upfront payments spread over their terms.
    pub fn effective(&self) -> Usd {
        self.usd + self.upfront_monthly
    }
    /// Whether any line is part of a commitment that is paid upfront, wholly or in part.
    pub fn has_upfront(&self) -> bool {
        self.upfront.0 > 0.0 || self.upfront_missing > 0
    }
}

/// Lines and sum of one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemCost {
    /// In the order of the kind's charges.
    pub lines: Lines,
    /// Their sum.
    pub total: Total,
}

impl ItemCost {
    /// Whether it is known to cost the same if it were alone in the account: all its prices are listed ones without tiers.
    pub fn is_alone(&self) -> bool {
        self.lines.iter().all(|line| match &line.price {
            LinePrice::Listed(listing) => listing.split == Split::First,
            LinePrice::Free(_) => true,
            LinePrice::User { .. } | LinePrice::Missing(_) => false,
        })
    }
    /// Adds the lines up.
    fn sum(&mut self) {
        self.total = Total::default();
        for line in &self.lines {
            self.total.add_line(line);
        }
    }
}

/// Result of the pass.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// By component. Every component of a known kind has an entry.
    pub components: ById<ItemCost>,
    /// By connection: data transfer that the connection causes.
    pub connections: ById<ItemCost>,
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
    /// Sum of these components and connections.
    pub fn sum_of(&self, ids: &BTreeSet<Id>) -> Total {
        let mut sum = Total::default();
        for items in [&self.components, &self.connections] {
            items.each_of(ids, |cost| sum.add(cost.total));
        }
        sum
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
///
/// Quantities of one tiered price are added over the whole design (one account) and Region before the tiers are
/// applied; each line then bears its share of every tier that was reached.
pub fn estimate(design: &Design, traffic: &Traffic, paths: &Paths, catalogue: &Catalogue) -> Costs {
    estimate_view(
        &View::of(design, &Frames::of(design)),
        traffic,
        paths,
        catalogue,
    )
}

/// The same for a design that has been looked up already.
pub(super) fn estimate_view(
    view: &View<'_>,
    traffic: &Traffic,
    paths: &Paths,
    catalogue: &Catalogue,
) -> Costs {
    book_view(view, traffic, paths, catalogue).0
}

/// The same with the books, so that single items can be billed anew.
pub(super) fn book_view(
    view: &View<'_>,
    traffic: &Traffic,
    paths: &Paths,
    catalogue: &Catalogue,
) -> (Costs, Ledger) {
    let mut ledger = Ledger::with_room();
    let components = book_components(&mut ledger, view, traffic, catalogue);
    let mut connections = Vec::with_capacity(paths.connections.len());
    for (place, _, id, parts) in paths.connections.marked(CHARGED) {
        let owner = Owner::connection(place);
        // Connections that cost nothing have no entry.
        if let Some(cost) = transfer::cost(&mut ledger, owner, view.design, parts, catalogue) {
            connections.push((id.clone(), cost));
        }
    }
    let mut costs = Costs {
        components: ById::sorted(components),
        connections: ById::sorted(connections),
        ..Costs::default()
    };
    ledger.settle(&mut costs, paths);
    if view.design.settings.free_tier {
        for line in free_tier::lines(&ledger) {
            costs.total.add_line(&line);
            costs.account.total.add_line(&line);
            costs.account.lines.push(line);
        }
    }
    (costs, ledger)
}

/// Bills all components of known kinds; the result is in id order.
///
/// Kind by kind: bills of one kind run the same code and ask for the same prices, so that a processor has both at hand. In
/// the order of the ids, it would fetch them anew for nearly every item.
fn book_components(
    ledger: &mut Ledger,
    view: &View<'_>,
    traffic: &Traffic,
    catalogue: &Catalogue,
) -> Vec<(Id, ItemCost)> {
    let settings = &view.design.settings;
    let mut components: Vec<(Id, ItemCost)> = Vec::with_capacity(view.items.len());
    // Numbers of the items of each kind, and their places among the components.
    let mut lists: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut list_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, item) in view.items.iter().enumerate() {
        let Some(item) = item else {
            continue;
        };
        // The free tier goes to the prices in the order in which they are asked for: that of the ids.
        let kind = if settings.free_tier {
            0
        } else {
            std::ptr::from_ref(item.kind).addr()
        };
        let list = *list_of.entry(kind).or_insert(lists.len());
        if list == lists.len() {
            lists.push(Vec::new());
        }
        lists[list].push((number, components.len()));
        components.push((item.id.clone(), ItemCost::default()));
    }
    let mut bill = Bill::default();
    let mut known = Known::default();
    // The traffic pass has flows for every component, in the same order.
    let everywhere = traffic.len() == view.items.len();
    for &(number, place) in lists.iter().flatten() {
        let Some(item) = view.items[number] else {
            continue;
        };
        let cx = BillCx {
            item,
            flows: if everywhere {
                traffic.at(number)
            } else {
                traffic.of(item.id)
            },
            catalogue,
            hours: settings.hours_per_month,
            log: None,
        };
        let owner = Owner::component(place);
        components[place].1 = known.book(ledger, owner, &cx, &mut bill, view.frames);
    }
    components
}

/// Bills an item.
pub(super) fn book_item(
    ledger: &mut Ledger,
    owner: Owner,
    cx: &BillCx<'_>,
    bill: &mut Bill,
) -> ItemCost {
    cx.item.kind.charge(cx, bill);
    let mut total = Total::default();
    let lines = book_charges(ledger, (owner, 0), cx, bill, &mut total);
    ItemCost {
        lines: lines.into(),
        total,
    }
}

/// Books the charges of a bill, which is empty then, as the lines of its owner from a number on.
fn book_charges(
    ledger: &mut Ledger,
    (owner, first): (Owner, usize),
    cx: &BillCx<'_>,
    bill: &mut Bill,
    total: &mut Total,
) -> Vec<CostLine> {
    if bill.charges.is_empty() {
        return Vec::new();
    }
    let region = cx.item.region_code();
    let kind = cx.item.kind;
    let charges = bill.charges.iter_mut().enumerate();
    let lines = charges.map(|(place, charge)| {
        let spend = charge.spend.unwrap_or(kind.spend);
        let whose = (region, kind.service, spend);
        ledger.line(owner, whose, charge, cx.catalogue, first + place)
    });
    let lines: Vec<CostLine> = lines.collect();
    for line in &lines {
        total.add_line(line);
    }
    bill.charges.clear();
    lines
}

/// Bill of one item as if it were alone in the account: tiers start with its own first unit, nothing is subtracted. For
/// comparing an item with itself under other properties.
pub fn estimate_item(cx: &BillCx<'_>) -> ItemCost {
    let mut ledger = Ledger::default();
    let cost = book_item(&mut ledger, Owner::component(0), cx, &mut Bill::default());
    let mut costs = Costs::default();
    costs.components.insert(cx.item.id.clone(), cost);
    ledger.settle(&mut costs, &Paths::default());
    costs.components.into_values().next().unwrap_or_default()
}

/// Bills an item anew in its place, after its design or its traffic changed.
pub(super) fn rebook_item(ledger: &mut Ledger, costs: &mut Costs, number: usize, cx: &BillCx<'_>) {
    let owner = Owner::component(number);
    let Some(place) = costs.components.at_mut(number) else {
        return;
    };
    ledger.strike(owner, &place.lines);
    *place = book_item(ledger, owner, cx, &mut Bill::default());
}

/// Bills a connection anew after its path changed.
pub(super) fn rebook_connection(
    ledger: &mut Ledger,
    costs: &mut Costs,
    place: usize,
    design: &Design,
    paths: &Paths,
    catalogue: &Catalogue,
) {
    let (Some(id), Some(parts)) = (paths.connections.id_at(place), paths.connections.at(place))
    else {
        return;
    };
    let owner = Owner::connection(place);
    if let Some(cost) = costs.connections.get(id) {
        ledger.strike(owner, &cost.lines);
    }
    match transfer::cost(ledger, owner, design, parts, catalogue) {
        Some(cost) => costs.connections.insert(id.clone(), cost),
        None => {
            costs.connections.remove(id);
        }
    }
}
