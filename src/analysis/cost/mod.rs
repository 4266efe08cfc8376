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

use super::path::Paths;
use super::traffic::Traffic;
use crate::catalog::{
    Amount, Bill, BillCx, Charge, Commitment, Fallback, Item, Spend, Tariff, Upfront, UsageSource,
};
use crate::model::{Design, Id};
use crate::pricing::{Catalogue, Price, Query, Rate, TierPart};
use crate::text::Phrase;
use crate::units::Usd;
use std::collections::{BTreeMap, HashMap};
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
///
/// Quantities of one tiered price are added over the whole design (one account) and Region before the tiers are
/// applied; each line then bears its share of every tier that was reached.
pub fn estimate(design: &Design, traffic: &Traffic, paths: &Paths, catalogue: &Catalogue) -> Costs {
    let hours = design.settings.hours_per_month;
    let mut charges = Vec::new();
    for item in Item::all(design) {
        let cx = BillCx {
            item,
            flows: traffic.of(item.id),
            catalogue,
            hours,
        };
        let mut bill = Bill::default();
        (item.kind.bill)(&cx, &mut bill);
        let owner = Owner::Component(item.id.clone());
        for charge in bill.charges {
            charges.push(Booked {
                owner: owner.clone(),
                region: item.region().to_owned(),
                service: item.kind.service,
                spend: charge.spend.unwrap_or(item.kind.spend),
                charge,
            });
        }
    }
    for (id, parts) in &paths.connections {
        transfer::book(design, id, parts, &mut charges);
    }
    let mut costs = price_all(charges, catalogue, design.settings.free_tier);
    for item in Item::all(design) {
        costs.components.entry(item.id.clone()).or_default();
    }
    costs
}

/// Bill of one item as if it were alone in the account: tiers start with its own first unit, nothing is subtracted. For
/// comparing an item with itself under other properties.
pub fn estimate_item(cx: &BillCx<'_>) -> ItemCost {
    let mut bill = Bill::default();
    (cx.item.kind.bill)(cx, &mut bill);
    let book = |charge: Charge| Booked {
        owner: Owner::Component(cx.item.id.clone()),
        region: cx.item.region().to_owned(),
        service: cx.item.kind.service,
        spend: charge.spend.unwrap_or(cx.item.kind.spend),
        charge,
    };
    let charges = bill.charges.into_iter().map(book).collect();
    let mut costs = price_all(charges, cx.catalogue, false);
    costs.components.remove(cx.item.id).unwrap_or_default()
}

/// Whom a line belongs to.
#[derive(Clone, Debug, PartialEq)]
enum Owner {
    Component(Id),
    Connection(Id),
}

/// A charge with where it is booked.
struct Booked {
    owner: Owner,
    region: String,
    service: &'static str,
    spend: Spend,
    charge: Charge,
}

/// A price row that one or more charges use.
struct Row {
    price: Price,
    region: String,
    query: Query,
    /// Sum of the quantities of all charges, for the tiers.
    quantity: f64,
    parts: Vec<TierPart>,
}

/// Region that a charge's price row belongs to.
fn row_region<'a>(booked: &'a Booked, query: &Query) -> &'a str {
    match &booked.charge.tariff {
        _ if query.global => "global",
        Tariff::List {
            region: Some(region),
            ..
        } => region,
        _ => &booked.region,
    }
}

fn price_all(charges: Vec<Booked>, catalogue: &Catalogue, free_tier: bool) -> Costs {
    let mut rows: Vec<Row> = Vec::new();
    let mut index: HashMap<(String, Query), usize> = HashMap::new();
    let mut row_of: Vec<Option<usize>> = Vec::with_capacity(charges.len());
    for booked in &charges {
        let Tariff::List { query, .. } = &booked.charge.tariff else {
            row_of.push(None);
            continue;
        };
        let region = row_region(booked, query);
        // Meters that tier on their own do not add to the account's quantity.
        let shared = booked.charge.meters <= 0.0;
        let at = *index
            .entry((region.to_owned(), query.clone()))
            .or_insert_with(|| {
                let price = catalogue.price(region, query);
                rows.push(Row {
                    price,
                    region: region.to_owned(),
                    query: query.clone(),
                    quantity: 0.0,
                    parts: Vec::new(),
                });
                rows.len() - 1
            });
        if shared {
            rows[at].quantity += usable(booked.charge.amount.value);
        }
        row_of.push(Some(at));
    }
    for row in &mut rows {
        if let Price::Priced(rate) = &row.price {
            row.parts = rate.split(row.quantity);
        }
    }
    let mut costs = Costs::default();
    for (booked, row) in charges.into_iter().zip(row_of) {
        let owner = booked.owner.clone();
        let line = line(booked, row.map(|at| &rows[at]), catalogue);
        if let (LinePrice::Listed { rate, .. }, true) = (&line.price, line.amount.value > 0.0) {
            let day = rate.as_of.to_string();
            let (oldest, newest) = costs
                .prices_as_of
                .get_or_insert_with(|| (day.clone(), day.clone()));
            if day < *oldest {
                oldest.clone_from(&day);
            }
            if day > *newest {
                *newest = day;
            }
        }
        costs.total.add_line(&line);
        let account = match owner {
            Owner::Component(id) => costs.components.entry(id).or_default(),
            Owner::Connection(id) => costs.connections.entry(id).or_default(),
        };
        account.total.add_line(&line);
        account.lines.push(line);
    }
    if free_tier {
        for line in free_tier::lines(&rows) {
            costs.total.add_line(&line);
            costs.account.total.add_line(&line);
            costs.account.lines.push(line);
        }
    }
    costs
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

fn line(booked: Booked, row: Option<&Row>, catalogue: &Catalogue) -> CostLine {
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
        .map(|commitment| committed(commitment, &booked.region, catalogue));
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
                Some((rate.clone(), row.region.clone(), parts))
            });
            match priced {
                Some((rate, region, parts)) => {
                    let usd = parts.iter().map(|part| part.usd).sum();
                    (
                        LinePrice::Listed {
                            rate,
                            region,
                            key: query.key(),
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
) -> Option<Vec<TierPart>> {
    let (parts, whole, scale) = if meters > 0.0 {
        (rate.split(quantity / meters), quantity / meters, meters)
    } else {
        let share = if row.quantity > 0.0 {
            quantity / row.quantity
        } else {
            0.0
        };
        (row.parts.clone(), row.quantity, share)
    };
    let scaled = |part: &TierPart| TierPart {
        quantity: part.quantity * scale,
        usd: part.usd * scale * factor,
        ..*part
    };
    rate.covers(whole)
        .then(|| parts.iter().map(scaled).collect())
}
