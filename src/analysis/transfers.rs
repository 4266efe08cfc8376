//! Totals of data transfer: by connection, by class of path, and from zone to zone.
//!
//! In: the parts of all connections and what they cost. Out: GB and dollars a month; each way of summing them up gives the
//! same total.

use super::cost::{Costs, cost_of_parts};
use super::path::{PathClass, PathPart, Paths};
use super::traffic::Traffic;
use crate::model::{Code, Id};
use crate::text::Bilingual;
use crate::units::{Gigabytes, PerSecond, Usd};
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

/// One way that the traffic of a connection takes: its parts of one class, through one component, with one reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// Class of the path.
    pub class: PathClass,
    /// The component that it goes through (NAT gateway, endpoint), if any.
    pub via: Option<Id>,
    /// Zones of the caller's and the called side, each pair once.
    pub zones: Vec<(Option<Code>, Option<Code>)>,
    /// Share of the connection's traffic, 0 to 1.
    pub share: f64,
    /// Average requests per second that go this way; none where the connection has no traffic.
    pub rate: Option<PerSecond>,
    /// GB in the month, both directions.
    pub gb: Gigabytes,
    /// US dollars a month; none where a price is missing.
    pub usd: Option<Usd>,
    /// Whether anything is billed.
    pub billed: bool,
    /// Who pays, or why nobody does.
    pub reason: &'static Bilingual,
}

/// The ways that the traffic of a connection takes: the dearest first, then the busiest.
pub fn hops(traffic: &Traffic, paths: &Paths, costs: &Costs, connection: &Id) -> Vec<Hop> {
    let parts = paths.of(connection);
    let priced = match costs.connection(connection) {
        Some(cost) => cost_of_parts(parts, cost),
        None => vec![Some(Usd::ZERO); parts.len()],
    };
    let flow = traffic.connections.get(connection);
    let mut hops: Vec<Hop> = Vec::new();
    for (part, usd) in parts.iter().zip(priced) {
        let pair = (part.from_zone, part.to_zone);
        let gb = part.request_gb + part.response_gb;
        let rate = flow.map(|flow| PerSecond(flow.average.0 * part.share));
        let same = hops.iter_mut().find(|hop| {
            (hop.class, &hop.via) == (part.class, &part.via) && hop.reason == part.reason
        });
        match same {
            Some(hop) => {
                hop.share += part.share;
                hop.gb += gb;
                hop.rate = hop.rate.zip(rate).map(|(a, b)| PerSecond(a.0 + b.0));
                hop.usd = hop.usd.zip(usd).map(|(a, b)| a + b);
                hop.billed |= !part.charges.is_empty();
                if !hop.zones.contains(&pair) {
                    hop.zones.push(pair);
                }
            }
            None => hops.push(Hop {
                class: part.class,
                via: part.via.clone(),
                zones: vec![pair],
                share: part.share,
                rate,
                gb,
                usd,
                billed: !part.charges.is_empty(),
                reason: part.reason,
            }),
        }
    }
    hops.sort_by(|a, b| {
        // A missing price may be the dearest.
        let dear = |hop: &Hop| hop.usd.map_or(f64::INFINITY, |usd| usd.0);
        let order = dear(b).total_cmp(&dear(a));
        order.then(b.gb.0.total_cmp(&a.gb.0))
    });
    hops
}

/// Every part with its connection and its dollars; none where a price is missing.
pub fn parts<'a>(
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
    // Parts of a connection follow each other.
    let mut sums: Vec<(Id, Moved)> = Vec::new();
    for (id, part, usd) in parts(paths, costs) {
        if sums.last().is_none_or(|(last, _)| last != id) {
            sums.push((id.clone(), Moved::default()));
        }
        if let Some((_, sum)) = sums.last_mut() {
            sum.add(part.request_gb + part.response_gb, usd);
        }
    }
    sums.into_iter().collect()
}

/// How the transfer of a connection differs between two designs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The connection.
    pub connection: Id,
    /// US dollars a month more (or less, below zero).
    pub usd: Usd,
}

/// The connections whose transfer costs more or less than before by at least half a cent, the largest change first.
pub fn changes(before: &BTreeMap<Id, Moved>, after: &BTreeMap<Id, Moved>) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    // Both go on in id order.
    while let Some(id) = next_of(before.peek(), after.peek()) {
        let was = before.next_if(|(own, _)| *own == id);
        let is = after.next_if(|(own, _)| *own == id);
        let [was, is] = [was, is].map(|sum| sum.map_or(0.0, |(_, sum)| sum.usd.0));
        if (is - was).abs() >= 0.005 {
            changes.push(Change {
                connection: id.clone(),
                usd: Usd(is - was),
            });
        }
    }
    changes.sort_by(|a, b| b.usd.0.abs().total_cmp(&a.usd.0.abs()));
    changes
}

/// The first of two ids.
fn next_of<'a>(a: Option<&(&'a Id, &Moved)>, b: Option<&(&'a Id, &Moved)>) -> Option<&'a Id> {
    let ids = [a, b].into_iter().flatten().map(|(id, _)| *id);
    ids.min()
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
    /// What a zone sends in all.
    pub fn sent_by(&self, zone: Option<&str>) -> Moved {
        self.sum(|from, _| from == zone)
    }
    /// What a zone receives in all.
    pub fn received_by(&self, zone: Option<&str>) -> Moved {
        self.sum(|_, to| to == zone)
    }
    /// What goes from one zone to another one.
    pub fn across(&self) -> Moved {
        self.sum(|from, to| from.is_some() && to.is_some() && from != to)
    }
    /// Everything.
    pub fn total(&self) -> Moved {
        self.sum(|_, _| true)
    }
    fn sum(&self, wanted: impl Fn(Option<&str>, Option<&str>) -> bool) -> Moved {
        let mut sum = Moved::default();
        for (from, to, moved) in self.cells() {
            if wanted(from, to) {
                sum.gb += moved.gb;
                sum.usd += moved.usd;
                sum.missing += moved.missing;
            }
        }
        sum
    }
    /// All cells in which something moves, in zone order; what has no zone comes first.
    pub fn cells(&self) -> impl Iterator<Item = (Option<&str>, Option<&str>, Moved)> {
        let cells = self.cells.iter();
        cells.map(|((from, to), moved)| (from.as_deref(), to.as_deref(), *moved))
    }
}

/// The connections that send anything from one zone to another; none stands for everything outside zones.
pub fn between(paths: &Paths, costs: &Costs, from: Option<&str>, to: Option<&str>) -> BTreeSet<Id> {
    let found = sent(paths, costs).filter(|sent| (sent.from, sent.to) == (from, to));
    found.map(|sent| sent.connection.clone()).collect()
}

/// What a connection sends one way, from a zone to a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent<'a> {
    /// The connection.
    pub connection: &'a Id,
    /// The sending zone; none: no zone.
    pub from: Option<&'a str>,
    /// The receiving zone.
    pub to: Option<&'a str>,
    /// GB in the month.
    pub gb: Gigabytes,
    /// Its share of the part's dollars, by GB; none where a price is missing.
    pub usd: Option<Usd>,
}

/// What all connections send, each direction of each part apart; only what is more than nothing.
pub fn sent<'a>(paths: &'a Paths, costs: &'a Costs) -> impl Iterator<Item = Sent<'a>> {
    parts(paths, costs).flat_map(|(connection, part, usd)| {
        let all = (part.request_gb + part.response_gb).0;
        let (from, to) = (part.from_zone.as_deref(), part.to_zone.as_deref());
        let ways = [(from, to, part.request_gb), (to, from, part.response_gb)];
        let ways = ways.into_iter().filter(|(_, _, gb)| gb.0 > 0.0);
        ways.map(move |(from, to, gb)| Sent {
            connection,
            from,
            to,
            gb,
            usd: usd.map(|usd| usd * (gb.0 / all)),
        })
    })
}

/// Sums of all connections from zone to zone.
pub fn zone_matrix(paths: &Paths, costs: &Costs) -> ZoneMatrix {
    let mut matrix = ZoneMatrix::default();
    let mut zones = BTreeSet::new();
    for sent in sent(paths, costs) {
        let key = (sent.from.map(str::to_owned), sent.to.map(str::to_owned));
        zones.extend([&key.0, &key.1].into_iter().flatten().cloned());
        matrix.cells.entry(key).or_default().add(sent.gb, sent.usd);
    }
    matrix.zones = zones.into_iter().collect();
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Sketch, id};
    use crate::analysis::{Report, analyse};
    use crate::pricing::Catalogue;

    /// A KB for each of these is 1,000 GB.
    const TERA: f64 = 1_000.0 * 1024.0 * 1024.0;

    /// Servers in two zones that call one in zone a: 1,000 GB there, 3,000 GB back.
    fn report(second: &str) -> Report {
        let mut sketch = Sketch::new();
        sketch.demand("users", "users", TERA);
        sketch.put("web", "instance", &["private-a", second]);
        sketch.count("web", &[1, 1]);
        sketch.put("api", "instance", &["private-a"]);
        sketch.connect("users", "web", 0.0, 0.0);
        sketch.connect("web", "api", 1.0, 3.0);
        analyse(&sketch.design, Catalogue::embedded())
    }

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 0.01, "{left} is not {right}");
    }

    #[test]
    fn the_ways_of_a_connection_add_up_to_it() {
        let report = report("private-c");
        let (paths, costs) = (&report.paths, &report.cost);
        let hops = hops(&report.traffic, paths, costs, &id("web-api"));
        let classes: Vec<PathClass> = hops.iter().map(|hop| hop.class).collect();
        assert_eq!(classes, [PathClass::CrossZone, PathClass::SameZone]);
        // Half of 4,000 GB × 2 sides × $0.01.
        near(hops[0].usd.unwrap().0, 40.0);
        near(hops[0].gb.0, 2_000.0);
        assert!(hops[0].billed && !hops[1].billed);
        near(hops[1].usd.unwrap().0, 0.0);
        near(hops.iter().map(|hop| hop.share).sum(), 1.0);
        let rate: f64 = hops
            .iter()
            .filter_map(|hop| hop.rate)
            .map(|rate| rate.0)
            .sum();
        near(rate, report.traffic.connections[&id("web-api")].average.0);
        let (a, c) = (
            Some("ap-northeast-2a".into()),
            Some("ap-northeast-2c".into()),
        );
        assert_eq!(hops[0].zones, [(c, a)]);
    }

    #[test]
    fn a_cell_of_the_matrix_names_its_connections() {
        let report = report("private-c");
        let (paths, costs) = (&report.paths, &report.cost);
        let (a, c) = (Some("ap-northeast-2a"), Some("ap-northeast-2c"));
        let only = BTreeSet::from([id("web-api")]);
        assert_eq!(between(paths, costs, c, a), only);
        assert_eq!(between(paths, costs, a, c), only);
        assert!(between(paths, costs, c, c).is_empty());
        let matrix = zone_matrix(paths, costs);
        near(matrix.across().gb.0, 2_000.0);
        near(matrix.across().usd.0, 40.0);
        near(matrix.sent_by(c).gb.0, 500.0);
        near(matrix.received_by(c).gb.0, 1_500.0);
        near(matrix.total().gb.0, 4_000.0);
    }

    #[test]
    fn what_a_move_changes_is_named_by_connection() {
        let (together, apart) = (report("private-a"), report("private-c"));
        let of = |report: &Report| by_connection(&report.paths, &report.cost);
        let found = changes(&of(&together), &of(&apart));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].connection, id("web-api"));
        near(found[0].usd.0, 40.0);
        near(changes(&of(&apart), &of(&together))[0].usd.0, -40.0);
        assert!(changes(&of(&apart), &of(&apart)).is_empty());
    }
}
