//! Whole designs with the arithmetic of what their connections cost.
//!
//! Sizes are chosen so that GB are round: 1,048,576 requests of 1 KB are one GB. Prices are the list prices of Seoul
//! (`pricing/data_transfer.csv`, `nat_gateway.csv` and the other files, read 2026-09): each comment says the one it takes.

mod again;
mod buzzvil;
mod data;
mod edge;
mod events;
mod generated;
mod hours;
mod networks;
mod properties;
mod usage;
mod ways_out;
mod zones;

use super::cost::Costs;
use super::path::{PathClass, Paths};
use super::testing::{Sketch, id};
use super::{path, traffic};
use crate::model::{Connection, ConnectionKind, ContainerKind};
use crate::pricing::Catalogue;
use std::sync::Arc;

/// Requests of 1 KB in a GB.
const PER_GB: f64 = 1_048_576.0;

fn costs(sketch: &Sketch) -> Costs {
    super::costs(&sketch.design, Catalogue::embedded())
}

fn paths(sketch: &Sketch) -> Paths {
    path::classify(&sketch.design, &traffic::solve(&sketch.design))
}

/// Classes of the parts of a connection.
fn classes(sketch: &Sketch, connection: &str) -> Vec<PathClass> {
    let paths = paths(sketch);
    let parts = paths.of(&id(connection)).iter();
    parts.map(|part| part.class).collect()
}

/// Dollars of a connection; panics where a price is missing.
fn transfer(costs: &Costs, connection: &str) -> f64 {
    let Some(cost) = costs.connection(&id(connection)) else {
        return 0.0;
    };
    assert_eq!(cost.total.missing, 0, "{connection}");
    cost.total.usd.0
}

/// Dollars of all connections.
fn all_transfer(costs: &Costs) -> f64 {
    let totals = costs.connections.values();
    totals.map(|cost| cost.total.usd.0).sum()
}

/// Dollars of a line of a component; panics where there is none, or no price.
fn line(costs: &Costs, component: &str, key: &str) -> f64 {
    let lines = &costs.components[&id(component)].lines;
    let found = lines.iter().find(|line| line.key == key);
    let found = found.unwrap_or_else(|| panic!("no line `{key}` of {component}"));
    found.monthly.unwrap().0
}

/// Quantity of a line of a component.
fn quantity(costs: &Costs, component: &str, key: &str) -> f64 {
    let lines = &costs.components[&id(component)].lines;
    lines
        .iter()
        .find(|line| line.key == key)
        .unwrap_or_else(|| panic!("no line `{key}` of {component}"))
        .amount
        .value
}

#[track_caller]
fn near(left: f64, right: f64) {
    assert!(
        (left - right).abs() <= 1e-8 * right.abs().max(1.0),
        "{left} is not {right}"
    );
}

/// Joins frames or components without requests.
fn join(sketch: &mut Sketch, from: &str, to: &str, kind: ConnectionKind) {
    let mut connection = Connection::new(id(from), id(to));
    connection.kind = kind;
    let name = id(&format!("{from}-{to}"));
    sketch.design.connections.insert(name, Arc::new(connection));
}

/// A third zone with a private subnet, `private-b`.
fn third_zone(sketch: &mut Sketch) {
    let zone = ContainerKind::AvailabilityZone;
    sketch.frame("zone-b", zone, Some("vpc"), Some("ap-northeast-2b"));
    let subnet = ContainerKind::PrivateSubnet;
    sketch.frame("private-b", subnet, Some("zone-b"), None);
}

/// `web` calls `api`: 1,000 GB there and 500 GB back in the month. Both are instances.
fn pair(web: &[&str], api: &[&str]) -> Sketch {
    pair_of(web, "instance", api)
}

/// The same with another kind that is called.
fn pair_of(web: &[&str], kind: &str, api: &[&str]) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", web);
    sketch.put("api", kind, api);
    let link = sketch.connect("web", "api", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    sketch
}
