//! The designs that measurements use must be worth measuring: everything flows, has a way and a price.

use super::*;
use crate::analysis::analyse;
use crate::catalog::generate;

#[test]
fn a_generated_design_has_traffic_ways_and_prices() {
    let design = generate::design(400);
    let report = analyse(&design, Catalogue::embedded());
    for (id, item) in &report.cost.components {
        for line in &item.lines {
            assert!(line.monthly.is_some(), "{id} {} {:?}", line.key, line.price);
        }
    }
    assert_eq!(report.cost.total.missing, 0);
    let still = report.traffic.connections.iter();
    let still = still.filter(|(_, flow)| flow.requests <= 0.0);
    // Those of the last workload, which is cut off.
    assert!(still.count() < 40);
    for (id, parts) in report.paths.connections.iter() {
        for part in parts {
            assert_ne!(part.class, PathClass::NoRoute, "{id}");
        }
    }
    let loops = &report.traffic.loops;
    assert!(!loops.is_empty() && loops.iter().all(|found| !found.runs_away));
}
