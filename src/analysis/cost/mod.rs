//! Cost: lines and totals of every component and connection.
//!
//! In: a design with its traffic and paths, and a price catalogue. Out: [`Costs`]. Kinds say what is charged
//! ([`crate::catalog::Charge`]); here prices are looked up, tiers are applied to the whole account and Region, and sums
//! are made. A missing price stays missing: it is listed, its line has no amount, and every total over it says so.

mod free_tier;
mod grouping;
#[cfg(test)]
mod tests;
mod transfer;

pub use grouping::Grouping;
pub use transfer::cost_of_parts;

use super::by_id::ById;
use super::path::Paths;
use super::traffic::Traffic;
use super::view::View;
use crate::catalog::{
    Amount, Bill, BillCx, Charge, Commitment, Fallback, Spend, Tariff, Upfront, UsageSource,
};
use crate::model::{Design, Frames, Id};
use crate::pricing::{Catalogue, Date, Price, Query, Rate, TierPart};
use crate::text::Phrase;
use crate::units::Usd;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::Arc;

/// A quantity's parts by tier; one as a rule.
pub type TierParts = SmallVec<[TierPart; 1]>;

/// How a line is priced.
#[derive(Clone, Debug, PartialEq)]
pub enum LinePrice {
    /// By a row of the catalogue.
    Listed {
        /// The row: unit, tiers, SKU, day, source.
        rate: Arc<Rate>,
        /// Region of the row (`global` for global rows).
        region: Arc<str>,
        /// Key of the row in the catalogue.
        key: Arc<str>,
        /// The line's share of each tier that the account reached.
        parts: TierParts,
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
    pub commitment: Option<Committed>,
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
    pub lines: Vec<CostLine>,
    /// Their sum.
    pub total: Total,
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
    let design = view.design;
    let hours = design.settings.hours_per_month;
    let mut booked = Vec::with_capacity(view.items.len() * 3);
    let mut items = Vec::with_capacity(view.items.len());
    let everywhere = traffic.components.len() == view.items.len();
    for (number, item) in view.items.iter().enumerate() {
        let Some(item) = item else {
            continue;
        };
        // The traffic pass has flows for every component, in the same order.
        let flows = match traffic.components.at(number) {
            Some(flows) if everywhere => flows,
            _ => traffic.of(item.id),
        };
        let cx = BillCx {
            item: *item,
            flows,
            catalogue,
            hours,
            log: None,
        };
        let mut bill = Bill::default();
        (item.kind.bill)(&cx, &mut bill);
        let region = item.region();
        let count = bill.charges.len();
        items.push((item.id, count));
        booked.extend(bill.charges.into_iter().map(|charge| Booked {
            region,
            service: item.kind.service,
            spend: charge.spend.unwrap_or(item.kind.spend),
            charge,
        }));
    }
    let mut joints = Vec::with_capacity(paths.connections.len());
    for (id, parts) in &paths.connections {
        let before = booked.len();
        transfer::book(design, parts, &mut booked);
        // Connections that cost nothing have no entry.
        if booked.len() > before {
            joints.push((id, booked.len() - before));
        }
    }
    let rows = Rows::of(&booked, catalogue);
    let mut costs = Costs::default();
    let mut days: Option<(Date, Date)> = None;
    let mut booked = booked.into_iter().zip(&rows.of_charge);
    let mut bill_of = |count: usize| {
        let mut cost = ItemCost {
            lines: Vec::with_capacity(count),
            total: Total::default(),
        };
        for (booked, row) in booked.by_ref().take(count) {
            let line = line(booked, row.map(|at| &rows.rows[at as usize]), catalogue);
            if let (LinePrice::Listed { rate, .. }, true) = (&line.price, line.amount.value > 0.0) {
                let (oldest, newest) = days.get_or_insert((rate.as_of, rate.as_of));
                *oldest = rate.as_of.min(*oldest);
                *newest = rate.as_of.max(*newest);
            }
            cost.total.add_line(&line);
            cost.lines.push(line);
        }
        cost
    };
    let mut total = Total::default();
    let mut by_id = |owners: Vec<(&Id, usize)>| -> ById<ItemCost> {
        let costs = owners.into_iter().map(|(id, count)| {
            let cost = bill_of(count);
            total.add(cost.total);
            (id.clone(), cost)
        });
        costs.collect()
    };
    costs.components = by_id(items);
    costs.connections = by_id(joints);
    costs.total = total;
    costs.prices_as_of = days.map(|(oldest, newest)| (oldest.to_string(), newest.to_string()));
    if design.settings.free_tier {
        for line in free_tier::lines(&rows.rows) {
            costs.total.add_line(&line);
            costs.account.total.add_line(&line);
            costs.account.lines.push(line);
        }
    }
    costs
}

/// Bill of one item as if it were alone in the account: tiers start with its own first unit, nothing is subtracted. For
/// comparing an item with itself under other properties.
pub fn estimate_item(cx: &BillCx<'_>) -> ItemCost {
    let mut bill = Bill::default();
    (cx.item.kind.bill)(cx, &mut bill);
    let book = |charge: Charge| Booked {
        region: cx.item.region(),
        service: cx.item.kind.service,
        spend: charge.spend.unwrap_or(cx.item.kind.spend),
        charge,
    };
    let booked: Vec<Booked<'_>> = bill.charges.into_iter().map(book).collect();
    let rows = Rows::of(&booked, cx.catalogue);
    let mut cost = ItemCost::default();
    for (booked, row) in booked.into_iter().zip(&rows.of_charge) {
        let line = line(booked, row.map(|at| &rows.rows[at as usize]), cx.catalogue);
        cost.total.add_line(&line);
        cost.lines.push(line);
    }
    cost
}

/// A charge with where it is booked.
struct Booked<'a> {
    region: &'a str,
    service: &'static str,
    spend: Spend,
    charge: Charge,
}

/// A price row that one or more charges use.
struct Row {
    price: Price,
    region: Arc<str>,
    query: Query,
    key: Arc<str>,
    /// Sum of the quantities of all charges, for the tiers.
    quantity: f64,
    parts: TierParts,
    /// Another row with the same hash.
    next: Option<u32>,
}

/// Price rows of all charges.
struct Rows {
    rows: Vec<Row>,
    /// By charge; none for charges without a list price.
    of_charge: Vec<Option<u32>>,
}

/// Region that a charge's price row belongs to.
fn row_region<'a>(booked: &'a Booked<'_>, query: &Query) -> &'a str {
    match &booked.charge.tariff {
        _ if query.global => "global",
        Tariff::List {
            region: Some(region),
            ..
        } => region,
        _ => booked.region,
    }
}

impl Rows {
    /// Looks up the rows of all charges and adds up their quantities.
    fn of(charges: &[Booked<'_>], catalogue: &Catalogue) -> Rows {
        let mut rows: Vec<Row> = Vec::new();
        let mut index: FxHashMap<u64, u32> = FxHashMap::default();
        let mut of_charge = Vec::with_capacity(charges.len());
        for booked in charges {
            let Tariff::List { query, .. } = &booked.charge.tariff else {
                of_charge.push(None);
                continue;
            };
            let region = row_region(booked, query);
            let hash = FxBuildHasher.hash_one((region, query));
            let mut at = index.get(&hash).copied();
            while let Some(number) = at {
                let row = &rows[number as usize];
                if row.query == *query && *row.region == *region {
                    break;
                }
                at = row.next;
            }
            let number = at.unwrap_or_else(|| {
                let number = rows.len() as u32;
                rows.push(Row {
                    price: catalogue.price(region, query),
                    region: region.into(),
                    query: query.clone(),
                    key: query.key().into(),
                    quantity: 0.0,
                    parts: TierParts::new(),
                    next: index.insert(hash, number),
                });
                number
            });
            // Meters that tier on their own do not add to the account's quantity.
            if booked.charge.meters <= 0.0 {
                rows[number as usize].quantity += usable(booked.charge.amount.value);
            }
            of_charge.push(Some(number));
        }
        for row in &mut rows {
            if let Price::Priced(rate) = &row.price {
                row.parts = rate.split(row.quantity).into();
            }
        }
        Rows { rows, of_charge }
    }
}

/// A quantity that can be billed: finite and not negative.
fn usable(quantity: f64) -> f64 {
    if quantity.is_finite() {
        quantity.max(0.0)
    } else {
        0.0
    }
}

/// The user's price of a charge that has no list price.
fn typed(fallback: Option<Fallback>) -> Option<(f64, String)> {
    let fallback = fallback?;
    Some((fallback.usd?, fallback.source))
}

/// The upfront payment of a commitment: a price of its own, outside the tiers of the month.
fn committed(commitment: Commitment, region: &str, catalogue: &Catalogue) -> Committed {
    let (upfront, wanted) = match commitment.upfront {
        Upfront::Nothing => (Some(Usd::ZERO), String::new()),
        Upfront::Usd(usd) => (Some(Usd(usable(usd))), String::new()),
        Upfront::Missing(wanted) => (None, wanted),
        Upfront::List {
            query,
            region: other,
            units,
            factor,
        } => {
            let region = other.as_deref().unwrap_or(region);
            let usd = catalogue
                .price(region, &query)
                .rate()
                .filter(|rate| rate.covers(units))
                .map(|rate| Usd(rate.cost(usable(units)) * factor));
            let wanted =
                usd.map_or_else(|| format!("{} in {region}", query.key()), |_| String::new());
            (usd, wanted)
        }
    };
    Committed {
        months: commitment.months,
        upfront,
        wanted,
    }
}

fn line(booked: Booked<'_>, row: Option<&Row>, catalogue: &Catalogue) -> CostLine {
    let Booked {
        charge,
        service,
        spend,
        ..
    } = booked;
    let mut amount = charge.amount;
    amount.value = usable(amount.value);
    let commitment = charge
        .commitment
        .map(|commitment| committed(commitment, booked.region, catalogue));
    let (price, monthly) = match charge.tariff {
        Tariff::Free(reason) => (LinePrice::Free(reason), Some(Usd::ZERO)),
        Tariff::User { usd, source } => (
            LinePrice::User { usd, source },
            Some(Usd(usd * amount.value)),
        ),
        Tariff::Missing(wanted) => (LinePrice::Missing(wanted), None),
        Tariff::List { query, factor, .. } => {
            let priced = row.and_then(|row| {
                let rate = row.price.rate()?;
                let parts = tier_parts(rate, row, amount.value, charge.meters, factor)?;
                Some((rate.clone(), row.region.clone(), row.key.clone(), parts))
            });
            match priced {
                Some((rate, region, key, parts)) => {
                    let usd = parts.iter().map(|part| part.usd).sum();
                    (
                        LinePrice::Listed {
                            rate,
                            region,
                            key,
                            parts,
                            factor,
                        },
                        Some(Usd(usd)),
                    )
                }
                None if let Some((usd, source)) = typed(charge.fallback) => {
                    let monthly = Some(Usd(usd * amount.value));
                    (LinePrice::User { usd, source }, monthly)
                }
                None => {
                    let wanted = format!("{} in {}", query.key(), booked.region);
                    // Nothing of something unpriced costs nothing.
                    (
                        LinePrice::Missing(wanted),
                        (amount.value == 0.0).then_some(Usd::ZERO),
                    )
                }
            }
        }
    };
    CostLine {
        key: charge.key,
        name: charge.name,
        amount,
        price,
        monthly,
        commitment,
        source: charge.source,
        spend,
        service,
    }
}

/// A quantity's part of every tier; none where the row has no price for so much.
fn tier_parts(
    rate: &Rate,
    row: &Row,
    quantity: f64,
    meters: f64,
    factor: f64,
) -> Option<TierParts> {
    let own: TierParts;
    let (parts, whole, scale) = if meters > 0.0 {
        own = rate.split(quantity / meters).into();
        (&own, quantity / meters, meters)
    } else {
        let share = if row.quantity > 0.0 {
            quantity / row.quantity
        } else {
            0.0
        };
        (&row.parts, row.quantity, share)
    };
    let scaled = |part: &TierPart| TierPart {
        quantity: part.quantity * scale,
        usd: part.usd * scale * factor,
        ..*part
    };
    rate.covers(whole)
        .then(|| parts.iter().map(scaled).collect())
}
