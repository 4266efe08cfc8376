//! Charges: what an item's kind says is billed, before prices are looked up.
//!
//! A kind names quantities and price queries; it never sees a price. The cost pass looks prices up, adds quantities of
//! the same tiered price over the whole account and Region before it applies the tiers, and shares the result out.

use super::amount::{Amount, Unit};
use super::category::Spend;
use super::item::Item;
use super::property::Property;
use crate::model::{ConnectionKind, Id};
use crate::pricing::{Catalogue, Date, Query};
use crate::text::{Bilingual, Phrase};
use crate::units::{Gigabytes, PerSecond};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// What flows over one connection in a month; the traffic pass makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The connection.
    pub connection: Id,
    /// Component that calls.
    pub from: Id,
    /// Component that is called.
    pub to: Id,
    /// Name of its kind; empty where this version does not know it.
    pub called: &'static str,
    /// Kind of the connection.
    pub kind: ConnectionKind,
    /// Whether the connection names a protocol.
    pub names_protocol: bool,
    /// Requests in the month.
    pub requests: f64,
    /// Average rate.
    pub average: PerSecond,
    /// Rate at the daily peak.
    pub peak: PerSecond,
    /// Rate in each hour of the day, where the demand behind it has a profile.
    pub hourly: Option<Arc<[f64; 24]>>,
    /// GB in the month from caller to called.
    pub request_gb: Gigabytes,
    /// GB in the month from called back to caller.
    pub response_gb: Gigabytes,
    /// Size of one request in KB.
    pub request_kb: f64,
    /// Size of one response in KB.
    pub response_kb: f64,
    /// Share of the requests that only read, 0 to 1.
    pub read_share: f64,
}

impl Flow {
    /// The end that is not this component.
    pub fn beside(&self, component: &Id) -> &Id {
        if self.from == *component {
            &self.to
        } else {
            &self.from
        }
    }
    /// Requests that only read: the read share of calls; events, records, logs and copies all write.
    pub fn reads(&self) -> f64 {
        if self.kind.is_synchronous() {
            self.requests * self.read_share
        } else {
            0.0
        }
    }
    /// Requests that write.
    pub fn writes(&self) -> f64 {
        self.requests - self.reads()
    }
}

/// Some of the flows of a design, in the order of their connections' ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct FlowList<'a> {
    all: &'a [Flow],
    /// Places in `all`.
    picked: &'a [u32],
    /// Set when somebody looks at the flows.
    seen: Option<&'a Cell<bool>>,
}

impl<'a> FlowList<'a> {
    /// The flows at these places; places that do not exist are left out.
    #[inline]
    pub fn new(all: &'a [Flow], picked: &'a [u32]) -> FlowList<'a> {
        FlowList {
            all,
            picked,
            seen: None,
        }
    }
    /// The same flows; `seen` is set when somebody looks at them.
    #[must_use]
    pub fn watched(self, seen: &'a Cell<bool>) -> FlowList<'a> {
        FlowList {
            seen: Some(seen),
            ..self
        }
    }
    #[inline]
    fn see(&self) {
        if let Some(seen) = self.seen {
            seen.set(true);
        }
    }
    /// The flows.
    #[inline]
    pub fn iter(&self) -> FlowIter<'a> {
        self.see();
        FlowIter {
            all: self.all,
            picked: self.picked.iter(),
        }
    }
    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.see();
        self.picked.len()
    }
    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.see();
        self.picked.is_empty()
    }
}

impl PartialEq for FlowList<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// Iterator of [`FlowList`].
#[derive(Clone, Debug)]
pub struct FlowIter<'a> {
    all: &'a [Flow],
    picked: std::slice::Iter<'a, u32>,
}

impl<'a> Iterator for FlowIter<'a> {
    type Item = &'a Flow;
    #[inline]
    fn next(&mut self) -> Option<&'a Flow> {
        self.all.get(*self.picked.next()? as usize)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.picked.size_hint()
    }
}

impl<'a> IntoIterator for FlowList<'a> {
    type Item = &'a Flow;
    type IntoIter = FlowIter<'a>;
    fn into_iter(self) -> FlowIter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &FlowList<'a> {
    type Item = &'a Flow;
    type IntoIter = FlowIter<'a>;
    fn into_iter(self) -> FlowIter<'a> {
        self.iter()
    }
}

/// Flows of all components, for bills that look beyond their own.
pub trait AllFlows: Sync {
    /// Flows of a component; empty where nothing flows.
    fn of(&self, component: &Id) -> Flows<'_>;
}

/// What flows around a component, where somebody knows it.
#[derive(Clone, Copy, Default)]
pub struct Around<'a>(Option<&'a dyn AllFlows>);

impl<'a> Around<'a> {
    /// The flows of a whole design.
    pub fn new(flows: &'a dyn AllFlows) -> Around<'a> {
        Around(Some(flows))
    }
    /// Flows of another component.
    pub fn of(&self, component: &Id) -> Flows<'a> {
        self.0.map_or_else(Flows::default, |all| all.of(component))
    }
}

impl std::fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Around")
    }
}

/// Flows are compared by what they are themselves.
impl PartialEq for Around<'_> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// All flows of one component.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flows<'a> {
    /// Over connections that end here.
    pub incoming: FlowList<'a>,
    /// Over connections that start here.
    pub outgoing: FlowList<'a>,
    /// What the incoming flows add up to, where somebody has added them up.
    pub arriving: Option<&'a Sums>,
    /// Requests in the month that start here (entries).
    pub demand_requests: f64,
    /// What flows elsewhere. A kind whose bill asks for it sets [`super::Kind::bills_the_design`], unless all that it looks at
    /// are entries and who stands between: a change of an entry's properties is never billed in parts.
    pub around: Around<'a>,
}

/// What flows add up to, one added after the other. The default begins at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    requests: f64,
    reads: f64,
    average: PerSecond,
    peak: PerSecond,
    request_gb: Gigabytes,
    response_gb: Gigabytes,
}

impl Sums {
    /// Of no flows: the sum of no floats is -0.
    pub const NOTHING: Sums = Sums {
        requests: -0.0,
        reads: -0.0,
        average: PerSecond(-0.0),
        peak: PerSecond(-0.0),
        request_gb: Gigabytes(-0.0),
        response_gb: Gigabytes(-0.0),
    };
    /// Adds a flow.
    #[inline]
    pub fn add(&mut self, flow: &Flow) {
        self.requests += flow.requests;
        self.reads += flow.reads();
        self.average += flow.average;
        self.peak += flow.peak;
        self.request_gb += flow.request_gb;
        self.response_gb += flow.response_gb;
    }
    /// Requests that arrive in the month.
    pub fn requests(&self) -> f64 {
        self.requests
    }
    /// Requests that arrive in the month and only read.
    pub fn reads(&self) -> f64 {
        self.reads
    }
    /// Requests that arrive in the month and write.
    pub fn writes(&self) -> f64 {
        self.requests - self.reads
    }
    /// Average rate of arrival.
    pub fn average(&self) -> PerSecond {
        self.average
    }
    /// Rate of arrival at the daily peak.
    pub fn peak(&self) -> PerSecond {
        self.peak
    }
    /// GB that arrive in the month from callers.
    pub fn gb_in(&self) -> Gigabytes {
        self.request_gb
    }
    /// GB sent back to callers in the month.
    pub fn gb_out(&self) -> Gigabytes {
        self.response_gb
    }
}

impl Flows<'_> {
    /// What arrives, added up.
    fn sums(&self) -> Sums {
        if let Some(sums) = self.arriving {
            self.incoming.see();
            return *sums;
        }
        let mut sums = Sums::NOTHING;
        for flow in &self.incoming {
            sums.add(flow);
        }
        sums
    }
    /// Requests that arrive in the month.
    pub fn requests(&self) -> f64 {
        self.sums().requests()
    }
    /// Requests that arrive in the month and only read.
    pub fn reads(&self) -> f64 {
        self.sums().reads()
    }
    /// Requests that arrive in the month and write.
    pub fn writes(&self) -> f64 {
        self.sums().writes()
    }
    /// Average rate of arrival.
    pub fn average(&self) -> PerSecond {
        self.sums().average()
    }
    /// Rate of arrival at the daily peak.
    pub fn peak(&self) -> PerSecond {
        self.sums().peak()
    }
    /// Rate of arrival in each hour of the day, req/s: the profile of what has one, the average of the rest; none where
    /// nothing has a profile.
    pub fn hourly(&self) -> Option<[f64; 24]> {
        self.incoming
            .iter()
            .any(|flow| flow.hourly.is_some())
            .then(|| {
                let mut hours = [0.0; 24];
                for flow in &self.incoming {
                    for (hour, sum) in hours.iter_mut().enumerate() {
                        *sum += match &flow.hourly {
                            Some(hourly) => hourly[hour],
                            None => flow.average.0,
                        };
                    }
                }
                hours
            })
    }
    /// GB that arrive in the month from callers.
    pub fn gb_in(&self) -> Gigabytes {
        self.sums().gb_in()
    }
    /// GB sent back to callers in the month.
    pub fn gb_out(&self) -> Gigabytes {
        self.sums().gb_out()
    }
}

/// What a kind's bill can look at.
#[derive(Clone, Copy)]
pub struct BillCx<'a> {
    /// The item.
    pub item: Item<'a>,
    /// Its traffic.
    pub flows: Flows<'a>,
    /// Specifications of instance types (vCPU, memory). Prices are not looked up here.
    pub catalogue: &'a Catalogue,
    /// Hours in the month.
    pub hours: f64,
    /// Where the usage figures that the bill asks for are noted, if somebody wants to know them.
    pub log: Option<&'a UsageLog>,
}

/// A usage property of an item with what is derived and what is typed.
#[derive(Clone, Copy, Debug)]
pub struct UsageFigure {
    /// The property.
    pub property: Property,
    /// What traffic gives.
    pub derived: f64,
    /// What the user typed.
    pub typed: Option<f64>,
}

/// The usage figures that a bill asked for.
#[derive(Debug, Default)]
pub struct UsageLog(RefCell<Vec<UsageFigure>>);

impl UsageLog {
    /// Each property once, in the order in which the bill asked.
    pub fn into_figures(self) -> Vec<UsageFigure> {
        self.0.into_inner()
    }
    fn note(&self, figure: UsageFigure) {
        let mut figures = self.0.borrow_mut();
        let known = figures
            .iter()
            .any(|it| it.property.name == figure.property.name);
        if !known {
            figures.push(figure);
        }
    }
}

/// Where a quantity comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UsageSource {
    /// From the item's properties (sizes, counts, hours): not usage.
    Fixed,
    /// Derived from traffic.
    Derived,
    /// A usage figure that the user typed.
    Typed,
}

/// A usage figure with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usage {
    /// The figure.
    pub value: f64,
    /// Derived or typed.
    pub source: UsageSource,
}

impl BillCx<'_> {
    /// The day for which prices are meant; decides what depends on the calendar (extended support).
    pub fn day(&self) -> Date {
        self.catalogue.day()
    }
    /// The figure that the user typed for a usage property, else the derived one.
    pub fn usage(&self, property: &Property, derived: f64) -> Usage {
        let typed = self.item.typed(property);
        if let Some(log) = self.log {
            log.note(UsageFigure {
                property: *property,
                derived: derived + 0.0,
                typed,
            });
        }
        match typed {
            Some(value) => Usage {
                value,
                source: UsageSource::Typed,
            },
            None => Usage {
                // A sum of no flows is -0.
                value: derived + 0.0,
                source: UsageSource::Derived,
            },
        }
    }
}

/// What a charge costs.
#[derive(Clone, Debug, PartialEq)]
pub enum Tariff {
    /// By a price of the catalogue, for each billed unit; `factor` scales the price (not the quantity), 1 as a rule.
    List {
        /// The price.
        query: Query,
        /// Region of the price row where it is not the item's.
        region: Option<String>,
        /// Factor on the price.
        factor: f64,
    },
    /// Free, with the reason.
    Free(Phrase),
    /// By a price that the user typed, in US dollars for each unit, with its source.
    User {
        /// US dollars for each unit.
        usd: f64,
        /// Where the user has it from.
        source: String,
    },
    /// Costs something, but no source has the price; with what was looked for.
    Missing(String),
}

/// A price of the user's for a charge whose list price the catalogue may not have ([`super::user_price`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Fallback {
    /// US dollars for each unit; none: the user may type it and has not.
    pub usd: Option<f64>,
    /// Where the user has it from.
    pub source: String,
}

/// What is paid once, at the start of a commitment.
#[derive(Clone, Debug, PartialEq)]
pub enum Upfront {
    /// Nothing: all of it recurs.
    Nothing,
    /// By a price of the catalogue.
    List {
        /// The price.
        query: Query,
        /// Region of the price row where it is not the item's.
        region: Option<String>,
        /// Billed units: reservations, or the hours of the whole term where the price is an hourly one.
        units: f64,
        /// Factor on the price, 1 as a rule.
        factor: f64,
    },
    /// An amount in US dollars, from a price that the user typed.
    Usd(f64),
    /// Something, but no source has the price; with what was looked for.
    Missing(String),
}

/// A commitment over a term (reservation, Savings Plan): paid whether it is used or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Months of the term.
    pub months: f64,
    /// What is paid at its start; the charge itself holds what recurs.
    pub upfront: Upfront,
}

/// One thing that is billed.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// Stable name of the line within its item, for snapshots and comparisons.
    pub key: &'static str,
    /// Label of the line.
    pub name: Phrase,
    /// How much, in the billed unit.
    pub amount: Amount,
    /// What it costs.
    pub tariff: Tariff,
    /// Whether the quantity is usage, and whose figure it is.
    pub source: UsageSource,
    /// Part of the spending, where it is not the kind's.
    pub spend: Option<Spend>,
    /// Number of equal meters that each go through the tiers of the price on their own (io2 volumes); 0 where the
    /// quantities of the whole account and Region go through them together, as a rule.
    pub meters: f64,
    /// The user's price where the catalogue has none; none where the kind does not ask for one.
    pub fallback: Option<Box<Fallback>>,
    /// The commitment that the charge is part of; none for what is paid by use.
    pub commitment: Option<Box<Commitment>>,
}

/// The charges of one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bill {
    /// In the order of the lines.
    pub charges: Vec<Charge>,
}

impl Bill {
    /// Adds a charge at list price. Returned for refinement.
    #[inline]
    pub fn charge(
        &mut self,
        key: &'static str,
        name: Bilingual,
        amount: Amount,
        query: Query,
    ) -> &mut Charge {
        self.push(
            key,
            name,
            amount,
            Tariff::List {
                query,
                region: None,
                factor: 1.0,
            },
        )
    }
    /// Adds a free line with its reason.
    pub fn free(
        &mut self,
        key: &'static str,
        name: Bilingual,
        amount: Amount,
        reason: Bilingual,
    ) -> &mut Charge {
        self.push(key, name, amount, Tariff::Free(reason.into()))
    }
    /// Adds a line at a price that the user typed.
    pub fn user_price(
        &mut self,
        key: &'static str,
        name: Bilingual,
        amount: Amount,
        usd: f64,
        source: &str,
    ) -> &mut Charge {
        self.push(
            key,
            name,
            amount,
            Tariff::User {
                usd,
                source: source.to_owned(),
            },
        )
    }
    /// Adds a line whose price no source has.
    pub fn missing(
        &mut self,
        key: &'static str,
        name: Bilingual,
        amount: Amount,
        wanted: &str,
    ) -> &mut Charge {
        self.push(key, name, amount, Tariff::Missing(wanted.to_owned()))
    }
    /// A usage quantity: amount and source of a figure.
    pub fn usage(
        &mut self,
        key: &'static str,
        name: Bilingual,
        usage: Usage,
        unit: Unit,
        query: Query,
    ) -> &mut Charge {
        let charge = self.charge(key, name, Amount::plain(usage.value, unit), query);
        charge.source = usage.source;
        charge
    }
    /// A line for a figure that nothing derives, under its property's title; none while the figure is not typed or 0, and
    /// then its price is not asked.
    pub fn typed(
        &mut self,
        cx: &BillCx<'_>,
        key: &'static str,
        property: &Property,
        unit: Unit,
        query: impl FnOnce() -> Query,
    ) {
        let usage = cx.usage(property, 0.0);
        if usage.value > 0.0 {
            self.usage(key, property.title, usage, unit, query());
        }
    }
    #[inline]
    fn push(
        &mut self,
        key: &'static str,
        name: Bilingual,
        amount: Amount,
        tariff: Tariff,
    ) -> &mut Charge {
        let index = self.charges.len();
        self.charges.push(Charge {
            key,
            name: name.into(),
            amount: Amount {
                // An empty sum of floats is -0; nobody wants to read that.
                value: amount.value + 0.0,
                ..amount
            },
            tariff,
            source: UsageSource::Fixed,
            spend: None,
            meters: 0.0,
            fallback: None,
            commitment: None,
        });
        &mut self.charges[index]
    }
}

impl Charge {
    /// Marks the quantity as usage of that source.
    pub fn from(&mut self, source: UsageSource) -> &mut Charge {
        self.source = source;
        self
    }
    /// Books the line under another part of the spending.
    pub fn spend(&mut self, spend: Spend) -> &mut Charge {
        self.spend = Some(spend);
        self
    }
    /// Looks the price up in another Region.
    pub fn in_region(&mut self, code: &str) -> &mut Charge {
        if let Tariff::List { region, .. } = &mut self.tariff {
            *region = Some(code.to_owned());
        }
        self
    }
    /// Scales the price, for example by 1 / 1,024 where a price is for 1,024 of the unit shown.
    pub fn priced_by(&mut self, scale: f64) -> &mut Charge {
        if let Tariff::List { factor, .. } = &mut self.tariff {
            *factor *= scale;
        }
        self
    }
    /// Makes the charge the recurring part of a commitment.
    pub fn committed(&mut self, months: f64, upfront: Upfront) -> &mut Charge {
        self.commitment = Some(Box::new(Commitment { months, upfront }));
        self
    }
    /// Adds to the label what tells this line from its siblings.
    pub fn named(&mut self, name: Phrase) -> &mut Charge {
        self.name = name;
        self
    }
}
