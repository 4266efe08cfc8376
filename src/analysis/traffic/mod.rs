//! Traffic: request rates flow from the entries along the connections.
//!
//! In: a design. Out: for every connection its requests and GB in the month, for every component its flows. Rates are
//! solved in topological order; a cycle is reported with its members and carries what enters it once around.

use crate::catalog::{Flow, Flows, Item};
use crate::model::topology::Topology;
use crate::model::{Connection, ConnectionKind, Design, Id};
use crate::units::{Gigabytes, PerSecond};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// Result of the pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic {
    /// What flows into and out of every component.
    pub components: BTreeMap<Id, Flows>,
    /// What flows on every connection; `peer` is the called component.
    pub connections: BTreeMap<Id, Flow>,
    /// Cycles of connections, each as the ids of its components in id order.
    pub cycles: Vec<Vec<Id>>,
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
}

/// Solves the rates of a design.
///
/// The rate of a component is its own demand plus what arrives; each outgoing connection carries that rate times the
/// kind's forwarding factor times the connection's calls per request. A load balancer shares its rate out among its
/// outgoing calls in proportion to their calls per request. Replication carries the writes only; peering, and backups
/// without a typed figure, carry nothing. Connections that start or end at a frame carry nothing.
pub fn solve(design: &Design) -> Traffic {
    let topology = Topology::of(design);
    let hours = design.settings.hours_per_month;
    let mut traffic = Traffic::default();
    // Tarjan gives callees before callers; reversed, every component comes after all that call it.
    let mut groups = petgraph::algo::tarjan_scc(&topology.graph);
    groups.reverse();
    for group in &mut groups {
        // Inside a cycle, id order decides who is taken to come first.
        group.sort_by(|&a, &b| topology.graph[a].cmp(&topology.graph[b]));
        let loops_on_itself =
            group.len() == 1 && topology.graph.find_edge(group[0], group[0]).is_some();
        if group.len() > 1 || loops_on_itself {
            traffic.cycles.push(
                group
                    .iter()
                    .map(|&node| topology.graph[node].clone())
                    .collect(),
            );
        }
        for &node in group.iter() {
            send(design, &topology, node, hours, &mut traffic);
        }
    }
    traffic.cycles.sort();
    for flows in traffic.components.values_mut() {
        flows
            .incoming
            .sort_by(|a, b| a.connection.cmp(&b.connection));
    }
    traffic
}

/// Gives a component its flows and sends them on over its outgoing connections.
fn send(design: &Design, topology: &Topology, node: NodeIndex, hours: f64, traffic: &mut Traffic) {
    let id = &topology.graph[node];
    let Some(component) = design.component(id) else {
        return;
    };
    let item = Item::of(design, id);
    let (own, own_peak) = component.demand.as_ref().map_or((0.0, 0.0), |demand| {
        let average = demand.requests_per_second(hours);
        (average, average * demand.peak())
    });
    let flows = traffic.components.entry(id.clone()).or_default();
    flows.demand_requests = PerSecond(own).per_month(hours);
    let load = Load {
        average: own + flows.average().0,
        peak: own_peak + flows.peak().0,
        write_share: if flows.requests() > 0.0 {
            flows.writes() / flows.requests()
        } else {
            1.0
        },
    };
    let mut edges: Vec<(&Id, NodeIndex)> = topology
        .graph
        .edges(node)
        .map(|edge| (edge.weight(), edge.target()))
        .collect();
    edges.sort();
    let calls: f64 = edges
        .iter()
        .filter_map(|(edge, _)| design.connection(edge))
        .filter(|connection| connection.kind == ConnectionKind::Call)
        .map(|connection| connection.calls_per_request)
        .sum();
    for (edge, target) in edges {
        let Some(connection) = design.connection(edge) else {
            continue;
        };
        let factor = match item {
            Some(item) => {
                let passed = (item.kind.forward)(&item, connection);
                let balanced =
                    item.kind.balances && connection.kind == ConnectionKind::Call && calls > 0.0;
                if balanced { passed / calls } else { passed }
            }
            None => 1.0,
        };
        let peer = &topology.graph[target];
        let flow = flow_over(edge, connection, peer, load, factor, hours);
        let mut back = flow.clone();
        back.peer = id.clone();
        traffic.connections.insert(edge.clone(), flow.clone());
        traffic
            .components
            .entry(peer.clone())
            .or_default()
            .incoming
            .push(back);
        traffic
            .components
            .entry(id.clone())
            .or_default()
            .outgoing
            .push(flow);
    }
}

/// What a component has to send on.
#[derive(Clone, Copy)]
struct Load {
    /// Requests/s on average.
    average: f64,
    /// Requests/s at the peak.
    peak: f64,
    /// Share of the arriving requests that write.
    write_share: f64,
}

fn flow_over(
    edge: &Id,
    connection: &Connection,
    peer: &Id,
    load: Load,
    factor: f64,
    hours: f64,
) -> Flow {
    let carried = match connection.kind {
        ConnectionKind::Peering | ConnectionKind::Backup => 0.0,
        ConnectionKind::Replication => load.write_share,
        _ => 1.0,
    };
    let each = (carried * factor * connection.calls_per_request).max(0.0);
    let ratio = if load.average > 0.0 {
        load.peak / load.average
    } else {
        1.0
    };
    let average = match connection.requests_per_month {
        Some(count) => PerSecond::from_month(count, hours),
        None => PerSecond(load.average * each),
    };
    let requests = average.per_month(hours);
    let read_share = if connection.kind == ConnectionKind::Replication {
        0.0
    } else {
        connection.read_share
    };
    Flow {
        connection: edge.clone(),
        peer: peer.clone(),
        kind: connection.kind,
        requests,
        average,
        peak: average * ratio,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, Demand, DemandRate, Point};
    use std::sync::Arc;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// Components of an unknown kind, which pass everything on; `entry` has 100 req/s with peak factor 3.
    fn design(edges: &[(&str, &str, f64)]) -> Design {
        let mut design = Design::default();
        for (from, to, calls) in edges {
            for end in [from, to] {
                let mut component = Component::new("test", None, Point::default());
                if *end == "entry" {
                    component.demand = Some(Demand {
                        rate: DemandRate::RequestsPerSecond(100.0),
                        peak_factor: 3.0,
                        hourly_profile: Vec::new(),
                    });
                }
                design.components.insert(id(end), Arc::new(component));
            }
            let mut connection = Connection::new(id(from), id(to));
            connection.calls_per_request = *calls;
            connection.request_kb = 2.0;
            connection.response_kb = 10.0;
            design
                .connections
                .insert(id(&format!("{from}-{to}")), Arc::new(connection));
        }
        design
    }

    #[test]
    fn rates_multiply_along_a_diamond() {
        let traffic = solve(&design(&[
            ("entry", "a", 1.0),
            ("a", "b", 2.0),
            ("a", "c", 0.5),
            ("b", "d", 1.0),
            ("c", "d", 4.0),
        ]));
        // 100 -> a; 200 -> b; 50 -> c; d gets 200 + 4 x 50 = 400.
        assert_eq!(traffic.of(&id("d")).average(), PerSecond(400.0));
        assert_eq!(traffic.of(&id("d")).peak(), PerSecond(1200.0));
        let flow = &traffic.connections[&id("entry-a")];
        // 100 req/s x 730 h x 3,600 s = 262.8 M requests; x 10 KB / 1,048,576 KB = 2,506.256 GB.
        assert_eq!(flow.requests, 262_800_000.0);
        assert!((flow.response_gb.0 - 2_506.256_103).abs() < 1e-5);
        assert!(traffic.cycles.is_empty());
    }

    #[test]
    fn a_cycle_is_reported_and_ends() {
        let traffic = solve(&design(&[
            ("entry", "a", 1.0),
            ("a", "b", 1.0),
            ("b", "a", 0.5),
        ]));
        assert_eq!(traffic.cycles, vec![vec![id("a"), id("b")]]);
        assert_eq!(traffic.connections[&id("a-b")].average, PerSecond(100.0));
    }

    #[test]
    fn typed_figures_override() {
        let mut design = design(&[("entry", "a", 1.0)]);
        let mut connection = Connection::new(id("entry"), id("a"));
        connection.kind = ConnectionKind::LogShipping;
        connection.gb_per_month = Some(100.0);
        connection.requests_per_month = Some(2_628_000.0);
        design
            .connections
            .insert(id("entry-a"), Arc::new(connection));
        let traffic = solve(&design);
        let flow = &traffic.connections[&id("entry-a")];
        assert_eq!(flow.request_gb, Gigabytes(100.0));
        // 2,628,000 / (730 x 3,600) = 1 req/s, with the entry's peak factor.
        assert_eq!((flow.average, flow.peak), (PerSecond(1.0), PerSecond(3.0)));
    }
}
