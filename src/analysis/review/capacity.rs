//! Capacity of DynamoDB tables: what a load would need, and how much of what is provisioned it uses.

use super::arrivals::Arrivals;
use super::cx::Cx;
use crate::catalog::database::dynamodb_table::{
    BILLING_MODE, READ_CAPACITY, WRITE_CAPACITY, units_per_read, units_per_write,
};
use crate::catalog::{Item, Property};
use crate::model::Value;

/// Read and write units a second, at the peak and on average, of the traffic that arrives.
struct Load {
    reads: (f64, f64),
    writes: (f64, f64),
}

fn load(item: &Item<'_>, flows: Arrivals) -> Load {
    let (all, reads) = (flows.requests(), flows.reads());
    let share = if all > 0.0 { reads / all } else { 0.0 };
    let (peak, average) = (flows.peak().0, flows.average().0);
    let (read, write) = (units_per_read(item), units_per_write(item));
    let rates = |share: f64, units: f64| (peak * share * units, average * share * units);
    Load {
        reads: rates(share, read),
        writes: rates(1.0 - share, write),
    }
}

/// Provisioned capacity that serves the peak, as a change of properties.
pub fn provisioned(cx: &Cx<'_>, item: &Item<'_>) -> Vec<(&'static Property, Value)> {
    let load = load(item, cx.arrivals(item));
    let units = |peak: f64| Value::from(peak.ceil().max(1.0));
    vec![
        (&BILLING_MODE, Value::from("PROVISIONED")),
        (&READ_CAPACITY, units(load.reads.0)),
        (&WRITE_CAPACITY, units(load.writes.0)),
    ]
}

/// Share of the provisioned capacity that the average load uses, reads or writes, whichever is more; none where nothing
/// is provisioned.
pub fn used(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let load = load(item, cx.arrivals(item));
    let share = |average: f64, property: &Property| {
        let capacity = item.number(property);
        (capacity > 0.0).then(|| average / capacity)
    };
    let reads = share(load.reads.1, &READ_CAPACITY)?;
    let writes = share(load.writes.1, &WRITE_CAPACITY)?;
    Some(reads.max(writes))
}
