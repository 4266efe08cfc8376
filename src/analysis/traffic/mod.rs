//! Traffic: request rates flow from the entries along the connections.
//!
//! In: a design. Out: for every connection its requests and GB in the month, its peak and its rate in each hour; for
//! every component its flows. r = demand + M·r is solved group by group ([`network`]); a loop that feeds itself faster
//! than it drains is reported with its members and its gain, and carries what enters it once around.

mod network;
#[cfg(test)]
mod tests;

use crate::catalog::{Flow, Flows, Item};
use crate::model::topology::Topology;
use crate::model::{Component, Connection, ConnectionKind, Design, Id};
use crate::units::{Gigabytes, PerSecond};
use network::{Column, Edge, Load, Network, ratio};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Result of the pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic {
    /// What flows into and out of every component.
    pub components: BTreeMap<Id, Flows>,
    /// What flows on every connection; `peer` is the called component.
    pub connections: BTreeMap<Id, Flow>,
    /// Loops of connections (retries, ping-pong), by their first member.
    pub loops: Vec<Loop>,
}

/// Components that call each other in a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// In the order of the calls; the last one calls the first one again.
    pub members: Vec<Id>,
    /// Requests that come back for one that went in: 0.5 makes two of one, 1 or more never ends.
    pub gain: f64,
    /// Whether its rates grow without end, so that no figure behind it can be trusted.
    pub runs_away: bool,
}

impl Traffic {
    /// Flows of a component; empty where nothing flows.
    pub fn of(&self, component: &Id) -> &Flows {
        static EMPTY: Flows = Flows {
            incoming: Vec::new(),
            outgoing: Vec::new(),
            demand_requests: 0.0,
        };
        self.components.get(component).unwrap_or(&EMPTY)
    }
    /// Loops whose rates grow without end.
    pub fn runaways(&self) -> impl Iterator<Item = &Loop> {
        self.loops.iter().filter(|found| found.runs_away)
    }
}

/// Solves the rates of a design.
///
/// The rate of a component is its own demand plus what arrives; each outgoing connection carries that rate times the
/// kind's forwarding factor times the connection's calls per request. Alternatives (the calls of a load balancer, or
/// calls with weights) share the rate out by weight. Replication carries the writes only, as do the events of a
/// store about its changes; peering, and backups without a
/// typed figure, carry nothing. Queues hand on the average. Connections that start or end at a frame carry nothing.
pub fn solve(design: &Design) -> Traffic {
    let nodes = Nodes::of(design);
    let mut network = nodes.network(design);
    let loops = loops(&mut network, &nodes);
    let average = network.solve(&Column {
        own: &nodes.demand.average,
        average: None,
    });
    let other = |own: &[f64]| {
        let column = Column {
            own,
            average: Some((&average, &nodes.smooths)),
        };
        rates(&network, &network.solve(&column), &column)
    };
    let column = Column {
        own: &nodes.demand.average,
        average: None,
    };
    let averages = rates(&network, &average, &column);
    let peaks = other(&nodes.demand.peak);
    let hours: Option<Vec<Vec<f64>>> = nodes
        .demand
        .hours
        .as_ref()
        .map(|hours| hours.iter().map(|own| other(own)).collect());
    let mut traffic = Traffic {
        loops,
        ..Traffic::default()
    };
    let hours_per_month = design.settings.hours_per_month;
    for (index, id) in nodes.ids.iter().enumerate() {
        let own = nodes.demand.average[index];
        if own > 0.0 || !network.outgoing[index].is_empty() {
            let flows = traffic.components.entry((*id).clone()).or_default();
            flows.demand_requests = PerSecond(own).per_month(hours_per_month);
        }
    }
    // In the order of the connections' ids, so that every list of flows is sorted by them.
    for (index, (id, connection)) in nodes.connections.iter().enumerate() {
        let edge = &network.edges[index];
        let hourly = hours.as_ref().map(|hours| {
            let mut rates = [0.0; 24];
            for (rate, column) in rates.iter_mut().zip(hours) {
                *rate = column[index];
            }
            Arc::new(rates)
        });
        let rates = Rates {
            average: PerSecond(averages[index]),
            peak: PerSecond(peaks[index]),
            hourly,
        };
        let flow = flow_over(id, connection, &rates, hours_per_month);
        let mut back = flow.clone();
        back.peer = nodes.ids[edge.from].clone();
        let components = &mut traffic.components;
        let called = components.entry(flow.peer.clone()).or_default();
        called.incoming.push(back);
        let caller = components.entry(nodes.ids[edge.from].clone()).or_default();
        caller.outgoing.push(flow.clone());
        traffic.connections.insert((*id).clone(), flow);
    }
    traffic
}

/// Requests/s that start at the components, by index.
struct Demands {
    average: Vec<f64>,
    peak: Vec<f64>,
    /// By hour of the day; none where no demand has a profile.
    hours: Option<Vec<Vec<f64>>>,
}

/// Components and connections between them, by index in id order.
struct Nodes<'a> {
    ids: Vec<&'a Id>,
    connections: Vec<(&'a Id, &'a Connection)>,
    demand: Demands,
    smooths: Vec<bool>,
    topology: Topology,
}

impl<'a> Nodes<'a> {
    fn of(design: &'a Design) -> Nodes<'a> {
        let ids: Vec<&Id> = design.components.keys().collect();
        let all = design.connections.iter();
        let joins = |connection: &Connection| {
            design.components.contains_key(&connection.from)
                && design.components.contains_key(&connection.to)
        };
        let connections = all
            .filter(|(_, connection)| joins(connection))
            .map(|(id, connection)| (id, connection.as_ref()))
            .collect();
        let items = design.components.iter();
        let smooths = items
            .map(|(id, _)| Item::of(design, id).is_some_and(|item| (item.kind.smooths)(&item)));
        Nodes {
            connections,
            demand: demands(design),
            smooths: smooths.collect(),
            topology: Topology::of(design),
            ids,
        }
    }

    fn network(&self, design: &Design) -> Network {
        let graph = &self.topology.graph;
        let count = self.ids.len();
        let mut edges = Vec::with_capacity(self.connections.len());
        let mut outgoing = vec![Vec::new(); count];
        // Edges of the graph are in the order of the connections, its nodes in that of the components.
        for (index, edge) in graph.edge_references().enumerate() {
            let Some((_, connection)) = self.connections.get(index) else {
                continue;
            };
            outgoing[edge.source().index()].push(index);
            edges.push(Edge {
                from: edge.source().index(),
                to: edge.target().index(),
                factor: 0.0,
                writes: write_share(connection),
                of_writes: false,
                fixed: connection
                    .requests_per_month
                    .map(|count| PerSecond::from_month(count, design.settings.hours_per_month).0),
            });
        }
        for (node, list) in outgoing.iter().enumerate() {
            let connections: Vec<&Connection> = list
                .iter()
                .map(|&index| self.connections[index].1)
                .collect();
            let item = Item::of(design, self.ids[node]);
            for (at, factor) in factors(item.as_ref(), &connections).into_iter().enumerate() {
                let edge = &mut edges[list[at]];
                edge.factor = factor;
                edge.of_writes = carries_writes(item.as_ref(), connections[at].kind);
            }
        }
        // Tarjan gives callees before callers.
        let mut groups: Vec<Vec<usize>> = petgraph::algo::tarjan_scc(graph)
            .into_iter()
            .map(|group| group.into_iter().map(|node| node.index()).collect())
            .collect();
        groups.reverse();
        let mut group_of = vec![0; count];
        for (index, group) in groups.iter_mut().enumerate() {
            // From the first component of the loop on, as they call each other.
            group.reverse();
            for &node in group.iter() {
                group_of[node] = index;
            }
        }
        Network {
            runaway: vec![false; groups.len()],
            edges,
            outgoing,
            groups,
            group_of,
        }
    }
}

/// Finds the loops and marks those that run away.
fn loops(network: &mut Network, nodes: &Nodes<'_>) -> Vec<Loop> {
    let mut found = Vec::new();
    for index in 0..network.groups.len() {
        if network.groups[index].len() == 1 {
            continue;
        }
        let gain = network.gain(index);
        network.runaway[index] = gain.runs_away;
        found.push(Loop {
            members: gain
                .members
                .iter()
                .map(|&node| nodes.ids[node].clone())
                .collect(),
            gain: gain.gain,
            runs_away: gain.runs_away,
        });
    }
    found.sort_by(|a, b| a.members.cmp(&b.members));
    found
}

/// Rate on every connection for the loads of a column.
fn rates(network: &Network, loads: &[Load], column: &Column<'_>) -> Vec<f64> {
    let rate = |edge: &Edge| {
        let sent = network.sent(column, loads, edge.from);
        edge.rate(sent, ratio(column, loads, edge.from)).max(0.0)
    };
    network.edges.iter().map(rate).collect()
}

fn demands(design: &Design) -> Demands {
    let hours_per_month = design.settings.hours_per_month;
    let of = |figure: &dyn Fn(&Component) -> f64| -> Vec<f64> {
        let all = design.components.values();
        all.map(|component| figure(component)).collect()
    };
    let average = |component: &Component| {
        let demand = component.demand.as_ref();
        demand.map_or(0.0, |demand| demand.requests_per_second(hours_per_month))
    };
    let has_profile = |component: &Arc<Component>| {
        component
            .demand
            .as_ref()
            .is_some_and(|demand| demand.shape().is_some())
    };
    let hours = design.components.values().any(has_profile).then(|| {
        let hour = |hour: usize| {
            of(&|component| {
                let shape = component.demand.as_ref().and_then(|demand| demand.shape());
                average(component) * shape.map_or(1.0, |shape| shape[hour])
            })
        };
        (0..24).map(hour).collect()
    });
    Demands {
        average: of(&average),
        peak: of(&|component| {
            let peak = component
                .demand
                .as_ref()
                .map_or(1.0, |demand| demand.peak());
            average(component) * peak
        }),
        hours,
    }
}

/// Share of a connection's requests that write: those that do not read, and everything that nobody waits for.
fn write_share(connection: &Connection) -> f64 {
    if connection.kind.is_synchronous() {
        1.0 - connection.read_share
    } else {
        1.0
    }
}

/// Whether a connection carries what its caller writes and nothing else: replication, and events about changes.
fn carries_writes(item: Option<&Item<'_>>, kind: ConnectionKind) -> bool {
    match kind {
        ConnectionKind::Replication => true,
        ConnectionKind::AsyncEvent | ConnectionKind::Stream => {
            item.is_some_and(|item| item.kind.announces_writes)
        }
        _ => false,
    }
}

/// Requests on each connection of a component per request that it handles.
fn factors(item: Option<&Item<'_>>, connections: &[&Connection]) -> Vec<f64> {
    let balances = item.is_some_and(|item| item.kind.balances);
    let is_call = |connection: &Connection| connection.kind == ConnectionKind::Call;
    let weighted = connections.iter().any(|c| is_call(c) && c.weight.is_some());
    let alternatives = balances || weighted;
    let weight = |connection: &Connection| connection.weight.unwrap_or(1.0).max(0.0);
    let calls = connections.iter().filter(|connection| is_call(connection));
    let weights: f64 = calls.map(|connection| weight(connection)).sum();
    connections
        .iter()
        .map(|connection| {
            let carries = !matches!(
                connection.kind,
                ConnectionKind::Peering | ConnectionKind::Backup
            );
            let passed = item.map_or(1.0, |item| (item.kind.forward)(item, connection));
            let share = if alternatives && is_call(connection) {
                if weights > 0.0 {
                    weight(connection) / weights
                } else {
                    0.0
                }
            } else {
                1.0
            };
            if carries {
                (passed * share * connection.calls_per_request).max(0.0)
            } else {
                0.0
            }
        })
        .collect()
}

/// What flows per second on a connection.
struct Rates {
    average: PerSecond,
    peak: PerSecond,
    hourly: Option<Arc<[f64; 24]>>,
}

fn flow_over(edge: &Id, connection: &Connection, rates: &Rates, hours: f64) -> Flow {
    let requests = rates.average.per_month(hours);
    let read_share = if connection.kind == ConnectionKind::Replication {
        0.0
    } else {
        connection.read_share
    };
    Flow {
        connection: edge.clone(),
        peer: connection.to.clone(),
        kind: connection.kind,
        requests,
        average: rates.average,
        peak: rates.peak,
        hourly: rates.hourly.clone(),
        request_gb: match connection.gb_per_month {
            Some(gb) => Gigabytes(gb),
            None => Gigabytes::of_kilobytes(requests, connection.request_kb),
        },
        response_gb: Gigabytes::of_kilobytes(requests, connection.response_kb),
        request_kb: connection.request_kb,
        response_kb: connection.response_kb,
        read_share,
    }
}
