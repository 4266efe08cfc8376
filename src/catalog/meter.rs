//! Meters: monthly figures that are billed at a list price, one line for each.
//!
//! Services that look at everything in an account (GuardDuty, Config, CloudTrail) have a dozen of them. A kind
//! lists its meters; [`bill`] makes a line for each figure that is there. Where none is, the first meter keeps a
//! line of 0 that says so, because such a service is not free.

use super::amount::{Amount, Unit, units};
use super::bill::{Bill, BillCx};
use super::property::Property;
use crate::pricing::Query;
use crate::text::both;

/// A property that is a monthly figure, and its price.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    key: &'static str,
    property: &'static Property,
    service: &'static str,
    item: &'static str,
    attributes: &'static [(&'static str, &'static str)],
    global: bool,
    derived: fn(&BillCx<'_>) -> f64,
}

fn nothing(_: &BillCx<'_>) -> f64 {
    0.0
}

impl Meter {
    /// A figure at the price of an item of a service.
    pub const fn of(
        key: &'static str,
        property: &'static Property,
        service: &'static str,
        item: &'static str,
    ) -> Meter {
        Meter {
            key,
            property,
            service,
            item,
            attributes: &[],
            global: false,
            derived: nothing,
        }
    }
    /// The same with attributes of the price.
    pub const fn with(mut self, attributes: &'static [(&'static str, &'static str)]) -> Meter {
        self.attributes = attributes;
        self
    }
    /// The same at the price that holds in all Regions.
    pub const fn global(mut self) -> Meter {
        self.global = true;
        self
    }
    /// The same with a figure that stands in where the user types none.
    pub const fn derived(mut self, derived: fn(&BillCx<'_>) -> f64) -> Meter {
        self.derived = derived;
        self
    }
    /// The property that holds the figure.
    pub const fn property(&self) -> &'static Property {
        self.property
    }
    fn query(&self) -> Query {
        let query = self.attributes.iter().fold(
            Query::new(self.service, self.item),
            |query, (name, value)| query.with(name, *value),
        );
        if self.global { query.global() } else { query }
    }
}

/// The unit that is billed of a property in `unit`: requests for requests a month.
fn billed(unit: Unit) -> Unit {
    if unit == units::REQUESTS_PER_MONTH {
        units::REQUESTS
    } else if unit == units::GB_PER_MONTH {
        units::GB
    } else {
        unit
    }
}

/// Adds a line for each meter that applies and has a figure; for the first that applies where none has.
pub fn bill(cx: &BillCx<'_>, bill: &mut Bill, meters: &[Meter]) {
    let mut found = false;
    let applying = || {
        meters
            .iter()
            .filter(|meter| (meter.property.applies)(&cx.item))
    };
    for meter in applying() {
        let usage = cx.usage(meter.property, (meter.derived)(cx));
        if usage.value > 0.0 {
            found = true;
            let unit = billed(meter.property.unit);
            let title = meter.property.title;
            bill.usage(meter.key, title, usage, unit, meter.query());
        }
    }
    if let Some(meter) = applying().next().filter(|_| !found) {
        let figure = cx.usage(meter.property, 0.0);
        let amount = Amount::plain(0.0, billed(meter.property.unit)).because(both(
            "no figure of the month is typed yet",
            "아직 입력한 월간 수치가 없습니다",
        ));
        bill.charge(meter.key, meter.property.title, amount, meter.query())
            .from(figure.source);
    }
}
