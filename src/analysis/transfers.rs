//! Totals of data transfer: by connection, by class of path, and from zone to zone.
//!
//! In: the parts of all connections and what they cost. Out: GB and dollars a month; each way of summing them up gives the
//! same total.

use super::cost::{Costs, cost_of_parts};
use super::path::{PathClass, PathPart, Paths};
use crate::model::Id;
use crate::units::{Gigabytes, Usd};
use std::collections::{BTreeMap, BTreeSet};

/// What moves in a month and what that costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moved {
    /// GB, both directions unless the name of the sum says otherwise.
    pub gb: Gigabytes,
    /// US dollars of the parts that have a price.
    pub usd: Usd,
    /// Parts without a price.
    pub missing: usize,
}

impl Moved {
    /// Adds a share of a part: so many GB at so many dollars.
    fn add(&mut self, gb: Gigabytes, usd: Option<Usd>) {
        self.gb += gb;
        match usd {
            Some(usd) => self.usd += usd,
            None => self.missing += 1,
        }
    }
}

/// Every part with its connection and its dollars; none where a price is missing.
fn parts<'a>(
    paths: &'a Paths,
    costs: &'a Costs,
) -> impl Iterator<Item = (&'a Id, &'a PathPart, Option<Usd>)> {
    paths.connections.iter().flat_map(|(id, parts)| {
        let priced = match costs.connection(id) {
            Some(cost) => cost_of_parts(parts, cost),
            None => vec![Some(Usd::ZERO); parts.len()],
        };
        parts
            .iter()
            .zip(priced)
            .map(move |(part, usd)| (id, part, usd))
    })
}

/// Transfer of every connection, in id order.
pub fn by_connection(paths: &Paths, costs: &Costs) -> BTreeMap<Id, Moved> {
    let mut sums: BTreeMap<Id, Moved> = BTreeMap::new();
    for (id, part, usd) in parts(paths, costs) {
        let sum = sums.entry(id.clone()).or_default();
        sum.add(part.request_gb + part.response_gb, usd);
    }
    sums
}

/// Transfer by class of path.
pub fn by_class(paths: &Paths, costs: &Costs) -> BTreeMap<PathClass, Moved> {
    let mut sums: BTreeMap<PathClass, Moved> = BTreeMap::new();
    for (_, part, usd) in parts(paths, costs) {
        let sum = sums.entry(part.class).or_default();
        sum.add(part.request_gb + part.response_gb, usd);
    }
    sums
}

/// GB that leave one zone for another, and their dollars. Requests count from caller to called, responses the other way;
/// a part's dollars are shared out by its GB.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneMatrix {
    /// Zones in name order.
    pub zones: Vec<String>,
    /// By sending and receiving zone; none: no zone (the internet, AWS services, other Regions).
    cells: BTreeMap<(Option<String>, Option<String>), Moved>,
}

impl ZoneMatrix {
    /// What goes from one zone to another; none stands for everything outside zones.
    pub fn cell(&self, from: Option<&str>, to: Option<&str>) -> Moved {
        let key = (from.map(str::to_owned), to.map(str::to_owned));
        self.cells.get(&key).copied().unwrap_or_default()
    }
    /// All cells in which something moves, in zone order; what has no zone comes first.
    pub fn cells(&self) -> impl Iterator<Item = (Option<&str>, Option<&str>, Moved)> {
        let cells = self.cells.iter();
        cells.map(|((from, to), moved)| (from.as_deref(), to.as_deref(), *moved))
    }
}

/// Sums of all connections from zone to zone.
pub fn zone_matrix(paths: &Paths, costs: &Costs) -> ZoneMatrix {
    let mut matrix = ZoneMatrix::default();
    let mut zones = BTreeSet::new();
    for (_, part, usd) in parts(paths, costs) {
        let all = (part.request_gb + part.response_gb).0;
        if all <= 0.0 {
            continue;
        }
        let from = part.from_zone.as_ref().map(ToString::to_string);
        let to = part.to_zone.as_ref().map(ToString::to_string);
        let there = (from.clone(), to.clone());
        let back = (to, from);
        for (key, gb) in [(there, part.request_gb), (back, part.response_gb)] {
            zones.extend([&key.0, &key.1].into_iter().flatten().cloned());
            if gb.0 > 0.0 {
                let share = usd.map(|usd| usd * (gb.0 / all));
                matrix.cells.entry(key).or_default().add(gb, share);
            }
        }
    }
    matrix.zones = zones.into_iter().collect();
    matrix
}
