//! Everything outside AWS: users, devices, other systems.

pub mod external_apm;
pub mod external_log_store;
pub mod external_service;
pub mod external_siem;
pub mod iot_device;
pub mod mobile_app;
pub mod on_premises_server;
pub mod scheduled_job;
pub mod users;

use super::amount::units;
use super::{Item, Kind, Property, user_price};
use crate::model::{DemandRate, Language};
use crate::text::{both, number};

pub(super) const KINDS: &[&Kind] = &[
    &users::KIND,
    &mobile_app::KIND,
    &iot_device::KIND,
    &scheduled_job::KIND,
    &on_premises_server::KIND,
    &external_service::KIND,
    &external_log_store::KIND,
    &external_apm::KIND,
    &external_siem::KIND,
];

/// Where a typed price comes from.
pub static PRICE_SOURCE: Property = user_price::source_named("price_source");

/// The typed source of a price, or words that say it is the user's.
fn price_source<'a>(item: &Item<'a>) -> &'a str {
    user_price::source(item, &PRICE_SOURCE)
}

/// Second line of a priced outside tile.
fn outside_fact(_: &Item<'_>, language: Language) -> String {
    both("outside AWS", "AWS 외부").get(language).to_owned()
}

/// Demand of an entry in few words: `1.2 M users/mo`, `320 req/s`.
fn demand_fact(item: &Item<'_>, language: Language) -> String {
    let Some(demand) = &item.component.demand else {
        return both("no demand", "수요 없음").get(language).to_owned();
    };
    let (value, unit) = match demand.rate {
        DemandRate::RequestsPerSecond(rate) => (rate, units::REQUESTS_PER_SECOND.get(language)),
        DemandRate::RequestsPerMonth(count) => (count, units::REQUESTS_PER_MONTH.get(language)),
        DemandRate::MonthlyUsers { users, .. } => (users, "MAU"),
        DemandRate::DailyUsers { users, .. } => (users, "DAU"),
    };
    format!("{} {unit}", number::compact(value, language))
}

#[cfg(test)]
pub(super) mod testing {
    //! Bills of outside kinds.

    use crate::catalog::{Bill, BillCx, Flow, FlowList, Flows, Item, Kind, Tariff};
    use crate::model::{Component, ConnectionKind, Design, Id, Point};
    use crate::pricing::Catalogue;
    use crate::units::{Gigabytes, PerSecond};
    use std::sync::Arc;

    fn bill_of(kind: &Kind, properties: &[(&str, f64)], gb_in: f64) -> Bill {
        let id = Id::new("it").unwrap();
        let mut component = Component::new(kind.name, None, Point::default());
        for (name, value) in properties {
            component = component.with(name, *value);
        }
        let mut design = Design::default();
        design.components.insert(id.clone(), Arc::new(component));
        let flow = Flow {
            connection: Id::new("c").unwrap(),
            from: Id::new("p").unwrap(),
            to: id.clone(),
            called: kind.name,
            kind: ConnectionKind::LogShipping,
            names_protocol: false,
            requests: 0.0,
            average: PerSecond::ZERO,
            peak: PerSecond::ZERO,
            hourly: None,
            request_gb: Gigabytes(gb_in),
            response_gb: Gigabytes::ZERO,
            request_kb: 1.0,
            response_kb: 0.0,
            read_share: 0.0,
        };
        let flows = [flow];
        let item = Item::of(&design, &id).unwrap();
        let mut bill = Bill::default();
        let cx = BillCx {
            item,
            flows: Flows {
                incoming: FlowList::new(&flows, &[0]),
                ..Flows::default()
            },
            catalogue: Catalogue::embedded(),
            hours: 730.0,
            log: None,
        };
        item.kind.charge(&cx, &mut bill);
        bill
    }

    pub(crate) fn costs_nothing(kind: &Kind) {
        assert!(bill_of(kind, &[], 100.0).charges.is_empty());
    }

    /// Key, quantity and typed price of the lines.
    pub(crate) fn user_lines(
        kind: &Kind,
        properties: &[(&str, f64)],
        gb_in: f64,
    ) -> Vec<(&'static str, f64, f64)> {
        let bill = bill_of(kind, properties, gb_in);
        let lines = bill
            .charges
            .iter()
            .filter_map(|charge| match charge.tariff {
                Tariff::User { usd, .. } => Some((charge.key, charge.amount.value, usd)),
                _ => None,
            });
        lines.collect()
    }

    /// Keys of the lines without a price.
    pub(crate) fn missing_lines(kind: &Kind, gb_in: f64) -> Vec<&'static str> {
        let bill = bill_of(kind, &[], gb_in);
        let missing =
            |charge: &&crate::catalog::Charge| matches!(charge.tariff, Tariff::Missing(_));
        bill.charges
            .iter()
            .filter(missing)
            .map(|charge| charge.key)
            .collect()
    }
}
