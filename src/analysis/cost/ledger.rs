//! The books of the cost pass: which price row every charge uses, and how much of it the account uses.
//!
//! A price without tiers is settled line by line. Quantities at a price with tiers are noted; [`Ledger::settle`] adds
//! them up over the account and Region and shares the tiers out. The books can be kept: strike an item out, book it
//! again, settle again, and they say what booking everything anew would say.

use super::listing::{Account, Listing, PriceRow, Split};
use super::{Committed, CostLine, Costs, ItemCost, LinePrice, Lines, Paths, Total};
use crate::analysis::path::Transfer;
use crate::catalog::{Amount, Charge, Commitment, Fallback, Spend, Tariff, Upfront};
use crate::model::{Code, Id};
use crate::pricing::{Catalogue, Date, Price, Query};
use crate::units::Usd;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::mem::take;
use std::sync::{Arc, LazyLock, OnceLock};

/// Whom a line belongs to: a component by its place among the costs, or a connection by its place among the paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) struct Owner(u32);

const CONNECTION: u32 = 1 << 31;

/// The Region of prices that hold in all of them.
static EVERYWHERE: LazyLock<Code> = LazyLock::new(|| Code::new("global"));

impl Owner {
    #[inline]
    pub(super) fn component(place: usize) -> Owner {
        Owner(place as u32)
    }
    #[inline]
    pub(super) fn connection(place: usize) -> Owner {
        Owner(place as u32 | CONNECTION)
    }
}

/// A price row that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// None where the price is missing.
    pub(super) price: Option<Arc<PriceRow>>,
    pub(super) region: Code,
    /// Apart from the figures, which are read more often.
    pub(super) query: Arc<Query>,
    /// Sum of the quantities of all charges; kept for prices with tiers, and for the free tier.
    pub(super) quantity: f64,
    /// Whether one price holds for any quantity.
    is_plain: bool,
    /// Lines with a quantity at this price.
    used: u32,
    /// Another row with the same hash.
    next: Option<u32>,
    /// The row that was asked for after this one the last time.
    follower: u32,
}

impl Row {
    /// Notes what the account uses at a price with tiers.
    fn tier(&mut self, sum: f64) {
        let Some(price) = self.price.as_ref().filter(|_| !self.is_plain) else {
            return;
        };
        self.used = 0;
        self.quantity = sum;
        let known = price.account.as_ref();
        if known.is_none_or(|known| known.quantity != sum) {
            let account = Account {
                quantity: sum,
                parts: price.rate.split(sum).into(),
            };
            self.price = Some(Arc::new(PriceRow {
                rate: price.rate.clone(),
                region: price.region,
                query: price.query.clone(),
                key: OnceLock::new(),
                number: price.number,
                account: Some(account),
            }));
        }
    }
}

/// A line at a price with tiers.
#[derive(Clone, Debug)]
struct Shared {
    owner: Owner,
    line: u32,
    row: u32,
    quantity: f64,
    meters: f64,
    factor: f64,
    /// What holds where the row has no price for so much.
    otherwise: Option<Box<Otherwise>>,
}

#[derive(Clone, Debug)]
struct Otherwise {
    wanted: String,
    fallback: Option<Box<Fallback>>,
}

/// Price of a kind of transfer from a Region to a Region.
#[derive(Clone, Debug)]
struct Carried {
    transfer: Transfer,
    region: Code,
    to_region: Option<Code>,
    row: u32,
}

/// The books.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Ledger {
    pub(super) rows: Vec<Row>,
    /// The row that was asked for last.
    last: u32,
    index: FxHashMap<u64, u32>,
    names: Names,
    /// Lines at prices with tiers, by owner.
    shared: Vec<Shared>,
    /// The same, booked since the books were settled.
    fresh: Vec<Shared>,
    carried: Vec<Carried>,
}

/// A quantity that can be billed: finite and not negative.
pub(super) fn usable(quantity: f64) -> f64 {
    if quantity.is_finite() {
        quantity.max(0.0)
    } else {
        0.0
    }
}

/// The user's price of a charge that has no list price.
fn typed(fallback: Option<Box<Fallback>>) -> Option<(f64, String)> {
    let fallback = fallback?;
    Some((fallback.usd?, fallback.source))
}

/// The price of a quantity without a list price: the user's, else missing. Nothing of something unpriced costs nothing.
fn unlisted(
    quantity: f64,
    fallback: Option<Box<Fallback>>,
    wanted: impl FnOnce() -> String,
) -> (LinePrice, Option<Usd>) {
    match typed(fallback) {
        Some((usd, source)) => (LinePrice::User { usd, source }, Some(Usd(usd * quantity))),
        None => (
            LinePrice::Missing(wanted()),
            (quantity == 0.0).then_some(Usd::ZERO),
        ),
    }
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

/// Numbers of the names of what is billed, found by where the text stands: kinds name them by constants.
#[derive(Clone, Debug, Default)]
struct Names {
    by_place: FxHashMap<(usize, usize), u32>,
    by_text: FxHashMap<&'static str, u32>,
}

impl Names {
    fn number(&mut self, name: &'static str) -> u32 {
        let place = (name.as_ptr().addr(), name.len());
        if let Some(number) = self.by_place.get(&place) {
            return *number;
        }
        // The same name may stand in several places.
        let next = self.by_text.len() as u32;
        let number = *self.by_text.entry(name).or_insert(next);
        self.by_place.insert(place, number);
        number
    }
}

/// A hash of what is asked in a Region.
fn hash(region: Code, item: u32, query: &Query) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(item);
    hasher.write(query.bytes());
    hasher.write_u64(region.hash_code());
    hasher.finish()
}

/// Whether two texts are equal; most that are asked about are the same text.
fn same(a: &str, b: &str) -> bool {
    std::ptr::eq(a, b) || a == b
}

fn same_query(a: &Query, b: &Query) -> bool {
    a.global == b.global
        && same(a.item, b.item)
        && same(a.service, b.service)
        && a.bytes() == b.bytes()
}

/// Rows that a design of some size asks for.
const MANY: usize = 128;

impl Ledger {
    /// Books with room for the rows that a design of some size asks for.
    pub(super) fn with_room() -> Ledger {
        Ledger {
            rows: Vec::with_capacity(MANY),
            ..Ledger::default()
        }
    }

    /// The row of a query, looked up once. Kinds ask for their prices in the same order each time: what was asked next the
    /// last time is most likely what is asked now.
    fn row(&mut self, region: Code, query: &Query, catalogue: &Catalogue) -> u32 {
        let last = self.rows.get(self.last as usize);
        let guess = last.map_or(0, |last| last.follower);
        let is_it = |row: &Row| row.region == region && same_query(&row.query, query);
        if self.rows.get(guess as usize).is_some_and(is_it) {
            self.last = guess;
            return guess;
        }
        let number = self.find(region, query, catalogue);
        if let Some(last) = self.rows.get_mut(self.last as usize) {
            last.follower = number;
        }
        self.last = number;
        number
    }

    /// The row of a query among all of them; a new one where nobody asked before.
    fn find(&mut self, region: Code, query: &Query, catalogue: &Catalogue) -> u32 {
        let hash = hash(region, self.names.number(query.item), query);
        let mut at = self.index.get(&hash).copied();
        while let Some(number) = at {
            let row = &self.rows[number as usize];
            if row.region == region && same_query(&row.query, query) {
                return number;
            }
            at = row.next;
        }
        let number = self.rows.len() as u32;
        let price = match catalogue.price(region.as_str(), query) {
            Price::Priced(rate) => Some(rate),
            Price::Missing => None,
        };
        let query = Arc::new(query.clone());
        self.rows.push(Row {
            is_plain: price.as_ref().is_some_and(|rate| PriceRow::is_plain(rate)),
            price: price.map(|rate| {
                Arc::new(PriceRow {
                    rate,
                    region,
                    query: query.clone(),
                    key: OnceLock::new(),
                    number,
                    account: None,
                })
            }),
            region,
            query,
            quantity: 0.0,
            used: 0,
            next: self.index.insert(hash, number),
            follower: 0,
        });
        number
    }

    /// The row of a kind of transfer; `query` is asked the first time.
    pub(super) fn carried(
        &mut self,
        (transfer, region, to_region): (Transfer, Code, Option<Code>),
        query: impl FnOnce() -> Query,
        catalogue: &Catalogue,
    ) -> u32 {
        let known = self.carried.iter().find(|known| {
            known.transfer == transfer && known.region == region && known.to_region == to_region
        });
        if let Some(known) = known {
            return known.row;
        }
        let row = self.row(region, &query(), catalogue);
        self.carried.push(Carried {
            transfer,
            region,
            to_region,
            row,
        });
        row
    }

    /// Books a charge as line number `number` of its owner, which takes over its texts and factors: a charge is too large to
    /// be moved about. What stands at a price with tiers has its price only when the books are settled.
    pub(super) fn line(
        &mut self,
        owner: Owner,
        (region, service, spend): (Code, &'static str, Spend),
        charge: &mut Charge,
        catalogue: &Catalogue,
        number: usize,
    ) -> CostLine {
        let quantity = usable(charge.amount.value);
        let commitment = charge
            .commitment
            .take()
            .map(|commitment| Box::new(committed(*commitment, region.as_str(), catalogue)));
        let (price, monthly) = match &mut charge.tariff {
            Tariff::Free(reason) => (LinePrice::Free(take(reason)), Some(Usd::ZERO)),
            Tariff::User { usd, source } => {
                let (usd, source) = (*usd, take(source));
                (LinePrice::User { usd, source }, Some(Usd(usd * quantity)))
            }
            Tariff::Missing(wanted) => (LinePrice::Missing(take(wanted)), None),
            Tariff::List {
                query,
                region: other,
                factor,
            } => {
                let place = match &other {
                    _ if query.global => *EVERYWHERE,
                    Some(other) => Code::new(other),
                    None => region,
                };
                let row = self.row(place, query, catalogue);
                let charged = Charged {
                    row,
                    quantity,
                    meters: charge.meters,
                    factor: *factor,
                };
                let wanted = || format!("{} in {region}", query.key());
                self.book(owner, number, charged, charge.fallback.take(), wanted)
            }
        };
        CostLine {
            key: charge.key,
            name: take(&mut charge.name),
            amount: Amount {
                value: quantity,
                unit: charge.amount.unit,
                terms: take(&mut charge.amount.terms),
                words: charge.amount.words.take(),
            },
            price,
            monthly,
            commitment,
            source: charge.source,
            spend,
            service,
        }
    }

    /// Books a quantity at a price row.
    pub(super) fn book(
        &mut self,
        owner: Owner,
        number: usize,
        charged: Charged,
        fallback: Option<Box<Fallback>>,
        wanted: impl FnOnce() -> String,
    ) -> (LinePrice, Option<Usd>) {
        let Charged {
            row: place,
            quantity,
            meters,
            factor,
        } = charged;
        let row = &mut self.rows[place as usize];
        // Meters that tier on their own do not add to the account's quantity.
        if meters <= 0.0 {
            row.quantity += quantity;
        }
        let Some(price) = &row.price else {
            return unlisted(quantity, fallback, wanted);
        };
        if row.is_plain {
            row.used += u32::from(quantity > 0.0);
            let listing = Listing {
                row: price.clone(),
                factor,
                quantity,
                split: Split::First,
            };
            let monthly = listing.monthly();
            return (LinePrice::Listed(listing), monthly);
        }
        let otherwise = price.rate.upto.map(|_| {
            Box::new(Otherwise {
                wanted: wanted(),
                fallback,
            })
        });
        self.fresh.push(Shared {
            owner,
            line: number as u32,
            row: place,
            quantity,
            meters,
            factor,
            otherwise,
        });
        // Until the books are settled.
        (LinePrice::Missing(String::new()), None)
    }

    /// Whether an owner has lines at prices with tiers that were booked just now.
    pub(super) fn shares(&self, owner: Owner) -> bool {
        self.fresh.last().is_some_and(|last| last.owner == owner)
    }

    /// Books lines like those of another item, none of them at a price with tiers.
    pub(super) fn repeat(&mut self, lines: &[CostLine]) {
        for line in lines {
            if let LinePrice::Listed(listing) = &line.price {
                let row = &mut self.rows[listing.row.number as usize];
                row.quantity += listing.quantity;
                row.used += u32::from(listing.quantity > 0.0);
            }
        }
    }

    /// Takes the lines of an owner out of the books.
    pub(super) fn strike(&mut self, owner: Owner, lines: &Lines) {
        for line in lines {
            if let LinePrice::Listed(listing) = &line.price {
                let row = &mut self.rows[listing.row.number as usize];
                if row.is_plain {
                    row.used -= u32::from(listing.quantity > 0.0);
                }
            }
        }
        let start = self.shared.partition_point(|shared| shared.owner < owner);
        let end = self.shared.partition_point(|shared| shared.owner <= owner);
        self.shared.drain(start..end);
    }

    /// Adds up what the account uses at each price with tiers, and prices the lines that share them; then all totals.
    pub(in crate::analysis) fn settle(&mut self, costs: &mut Costs, paths: &Paths) {
        self.shared.append(&mut self.fresh);
        self.shared
            .sort_by_key(|shared| (shared.owner, shared.line));
        let mut sums = vec![0.0; self.rows.len()];
        for shared in &self.shared {
            if shared.meters <= 0.0 {
                sums[shared.row as usize] += shared.quantity;
            }
        }
        for (row, sum) in self.rows.iter_mut().zip(sums) {
            row.tier(sum);
        }
        self.price_shared(costs, paths);
        let mut total = Total::default();
        for cost in costs.components.values().chain(costs.connections.values()) {
            total.add(cost.total);
        }
        costs.total = total;
        costs.prices_as_of = self
            .days()
            .map(|days| days.map(|day| day.to_string()).into());
    }

    /// Prices the lines at prices with tiers that were booked last, all of them of one item that has the tiers for itself,
    /// and forgets them.
    pub(super) fn settle_alone(&mut self, cost: &mut ItemCost) {
        let fresh = std::mem::take(&mut self.fresh);
        let rows = &mut self.rows;
        let mut has_changed = false;
        for (at, shared) in fresh.iter().enumerate() {
            let row = &mut rows[shared.row as usize];
            // The first line at a row finds what all of them use.
            if !fresh[..at].iter().any(|before| before.row == shared.row) {
                let own = fresh[at..].iter().filter(|it| it.row == shared.row);
                let own = own.filter(|it| it.meters <= 0.0);
                row.tier(own.fold(0.0, |sum, it| sum + it.quantity));
            }
            if let Some(line) = cost.lines.get_mut(shared.line as usize) {
                has_changed |= shared.price(row, line);
            }
        }
        if has_changed {
            cost.sum();
        }
        self.fresh = fresh;
        self.fresh.clear();
    }

    /// Prices the lines at prices with tiers whose row changed, and sums up their items.
    fn price_shared(&mut self, costs: &mut Costs, paths: &Paths) {
        let (components, connections) = (&mut costs.components, &mut costs.connections);
        let mut cursor = 0;
        let mut at = 0;
        while let Some(first) = self.shared.get(at) {
            let owner = first.owner;
            let count = self.shared[at..]
                .iter()
                .take_while(|it| it.owner == owner)
                .count();
            let shared = &self.shared[at..at + count];
            at += count;
            let cost: Option<&mut ItemCost> = if owner.0 & CONNECTION == 0 {
                components.at_mut(owner.0 as usize)
            } else {
                let id: Option<&Id> = paths.connections.id_at((owner.0 & !CONNECTION) as usize);
                // Both are in the order of the ids.
                while connections
                    .id_at(cursor)
                    .is_some_and(|have| Some(have) != id)
                {
                    cursor += 1;
                }
                connections.at_mut(cursor)
            };
            let Some(cost) = cost else { continue };
            let rows = &mut self.rows;
            let mut has_changed = false;
            for shared in shared {
                let row = &mut rows[shared.row as usize];
                let Some(line) = cost.lines.get_mut(shared.line as usize) else {
                    continue;
                };
                has_changed |= shared.price(row, line);
                let is_listed = matches!(line.price, LinePrice::Listed(_));
                row.used += u32::from(is_listed && shared.quantity > 0.0);
            }
            if has_changed {
                cost.sum();
            }
        }
    }

    /// Oldest and newest day of the prices used.
    fn days(&self) -> Option<[Date; 2]> {
        let used = self.rows.iter().filter(|row| row.used > 0);
        let days = used.filter_map(|row| Some(row.price.as_ref()?.rate.as_of));
        days.fold(None, |known, day| {
            let [oldest, newest] = known.unwrap_or([day, day]);
            Some([oldest.min(day), newest.max(day)])
        })
    }
}

/// A quantity at a price row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charged {
    pub(super) row: u32,
    pub(super) quantity: f64,
    /// Number of equal meters that tier on their own; 0: the account's quantities go through the tiers together.
    pub(super) meters: f64,
    pub(super) factor: f64,
}

impl Shared {
    /// Prices a line; whether it changed.
    fn price(&self, row: &Row, line: &mut CostLine) -> bool {
        let Some(price) = &row.price else {
            return false;
        };
        if let LinePrice::Listed(listing) = &line.price
            && Arc::ptr_eq(&listing.row, price)
        {
            return false;
        }
        let split = if self.meters > 0.0 {
            Split::Meters(self.meters)
        } else {
            Split::Account
        };
        let listing = Listing {
            row: price.clone(),
            factor: self.factor,
            quantity: self.quantity,
            split,
        };
        (line.price, line.monthly) = match (listing.monthly(), &self.otherwise) {
            (None, Some(otherwise)) => {
                let Otherwise { wanted, fallback } = &**otherwise;
                unlisted(self.quantity, fallback.clone(), || wanted.clone())
            }
            (monthly, _) => (LinePrice::Listed(listing), monthly),
        };
        true
    }
}
