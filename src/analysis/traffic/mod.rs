//! Traffic: request rates flow from the entries along the connections.
//!
//! In: a design. Out: for every connection its requests and GB in the month, its peak and its rate in each hour; for
//! every component its flows. r = demand + M·r is solved group by group (`network`); a loop that feeds itself faster
//! than it drains is reported with its members and its gain, and carries what enters it once around.

mod network;
mod table;
#[cfg(test)]
mod tests;

use super::view::{Joint, View};
use crate::catalog::{AllFlows, Around, Flow, Flows, Item};
use crate::model::{Component, Connection, ConnectionKind, Demand, Design, Frames, Id};
use crate::units::{Gigabytes, PerSecond};
use network::{Column, Edge, Groups, Lists, Load, Network, ratio};
use petgraph::graph::{DiGraph, NodeIndex};
use std::sync::Arc;
pub use table::FlowTable;

/// Result of the pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic {
    /// What flows on every connection of two components.
    pub connections: FlowTable,
    /// Loops of connections (retries, ping-pong), by their first member.
    pub loops: Vec<Loop>,
    /// All components, in id order.
    components: Vec<Id>,
    /// Requests in the month that start at each component.
    demand: Vec<f64>,
    /// Places in `connections` of what ends at each component.
    incoming: Lists,
    /// Places in `connections` of what starts at each component.
    outgoing: Lists,
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

impl AllFlows for Traffic {
    fn of(&self, component: &Id) -> Flows<'_> {
        Traffic::of(self, component)
    }
}

impl Traffic {
    /// Flows of a component; empty where nothing flows.
    pub fn of(&self, component: &Id) -> Flows<'_> {
        self.components
            .binary_search(component)
            .map_or_else(|_| Flows::default(), |number| self.at(number))
    }
    /// The same by the component's place in id order.
    pub(super) fn at(&self, number: usize) -> Flows<'_> {
        Flows {
            incoming: self.connections.pick(self.incoming.of(number)),
            outgoing: self.connections.pick(self.outgoing.of(number)),
            demand_requests: self.demand.get(number).copied().unwrap_or(0.0),
            around: Around::new(self),
        }
    }
    /// How many components there are.
    pub(super) fn len(&self) -> usize {
        self.components.len()
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
/// calls with weights) share the rate out by weight. Replication carries the writes only (stores that replicate
/// each other send no copy back), as do the events of a store about its changes; peering, and backups without a
/// typed figure, carry nothing. Queues hand on the average. Connections that start or end at a frame carry nothing.
pub fn solve(design: &Design) -> Traffic {
    solve_view(&View::of(design, &Frames::of(design)))
}

/// The same for a design that has been looked up already.
pub(super) fn solve_view(view: &View<'_>) -> Traffic {
    let demand = demands(view);
    let smooths: Vec<bool> = view
        .items
        .iter()
        .map(|item| item.is_some_and(|item| (item.kind.smooths)(&item)))
        .collect();
    // Connections between components, by their number in the view.
    let joined: Vec<usize> = (0..view.connections.len())
        .filter(|&index| {
            let joint = &view.connections[index];
            joint.from().is_some() && joint.to().is_some()
        })
        .collect();
    let mut network = network(view, &joined);
    let loops = loops(&mut network, view);
    let column = Column {
        own: &demand.average,
        average: None,
    };
    let average = network.solve(&column);
    let averages = rates(&network, &average, &column);
    let other = |own: &[f64]| {
        let column = Column {
            own,
            average: Some((&average, &smooths)),
        };
        rates(&network, &network.solve(&column), &column)
    };
    let peaks = other(&demand.peak);
    let hours: Option<Vec<Vec<f64>>> = demand
        .hours
        .as_ref()
        .map(|hours| hours.iter().map(|own| other(own)).collect());
    let hours_per_month = view.design.settings.hours_per_month;
    // In the order of the connections' ids, so that every list of flows is sorted by them.
    let mut flows = Vec::with_capacity(joined.len());
    for (index, &number) in joined.iter().enumerate() {
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
        let joint = &view.connections[number];
        let called = joint.to().and_then(|to| view.items[to].as_ref());
        let called = called.map_or("", |item| item.kind.name);
        flows.push(flow_over(joint, called, rates, hours_per_month));
    }
    let demand = demand.average.iter();
    let components = view.components.iter();
    Traffic {
        connections: FlowTable::new(flows),
        loops,
        components: components.map(|(id, _)| (*id).clone()).collect(),
        demand: demand
            .map(|&own| PerSecond(own).per_month(hours_per_month))
            .collect(),
        incoming: Lists::places(
            view.components.len(),
            network.edges.iter().map(|edge| edge.to),
        ),
        outgoing: network.outgoing,
    }
}

/// Requests/s that start at the components, by number.
struct Demands {
    average: Vec<f64>,
    peak: Vec<f64>,
    /// By hour of the day; none where no demand has a profile.
    hours: Option<Vec<Vec<f64>>>,
}

/// The linear system of a design over the given connections.
fn network(view: &View<'_>, joined: &[usize]) -> Network {
    let count = view.components.len();
    let hours = view.design.settings.hours_per_month;
    let mut edges = Vec::with_capacity(joined.len());
    for &number in joined {
        let joint = &view.connections[number];
        let (Some(from), Some(to)) = (joint.from(), joint.to()) else {
            continue;
        };
        let connection = joint.connection;
        edges.push(Edge {
            from,
            to,
            factor: 0.0,
            writes: write_share(connection),
            of_writes: carries_writes(view.items[from].as_ref(), connection.kind),
            is_copy: connection.kind == ConnectionKind::Replication,
            fixed: connection
                .requests_per_month
                .map(|count| PerSecond::from_month(count, hours).0),
        });
    }
    let outgoing = Lists::places(count, edges.iter().map(|edge| edge.from));
    let mut connections: Vec<&Connection> = Vec::new();
    for node in 0..count {
        let list = outgoing.of(node);
        connections.clear();
        connections.extend(
            list.iter()
                .map(|&edge| view.connections[joined[edge as usize]].connection),
        );
        let calls = Calls::of(view.items[node].as_ref(), &connections);
        for (connection, &edge) in connections.iter().zip(list) {
            edges[edge as usize].factor = calls.factor(connection);
        }
    }
    let groups = groups(&edges, &outgoing);
    let mut group_of = vec![0; count];
    for index in 0..groups.len() {
        for &node in groups.of(index) {
            group_of[node] = index;
        }
    }
    // Stores that are copied one after the other hand copies on; only where they copy to each other nothing comes back.
    for edge in &mut edges {
        edge.is_copy &= group_of[edge.from] == group_of[edge.to];
    }
    Network {
        runaway: vec![false; groups.len()],
        edges,
        outgoing,
        groups,
        group_of,
    }
}

/// Components in groups, callers first: each on its own where nothing calls in a circle, else strongly connected ones
/// together.
fn groups(edges: &[Edge], outgoing: &Lists) -> Groups {
    let count = outgoing.len();
    let mut callers = vec![0_u32; count];
    let mut called = vec![0_u32; count];
    for edge in edges {
        callers[edge.to] += 1;
        called[edge.from] += 1;
    }
    // What no circle leads to comes first.
    let mut groups = Groups::default();
    let mut order: Vec<usize> = (0..count).filter(|&node| callers[node] == 0).collect();
    let mut is_done = vec![false; count];
    let mut done = 0;
    while let Some(&node) = order.get(done) {
        done += 1;
        is_done[node] = true;
        groups.add([node]);
        for &edge in outgoing.of(node) {
            let to = edges[edge as usize].to;
            callers[to] -= 1;
            if callers[to] == 0 {
                order.push(to);
            }
        }
    }
    if order.len() == count {
        return groups;
    }
    // What leads to no circle comes last.
    let incoming = Lists::places(count, edges.iter().map(|edge| edge.to));
    let open = (0..count).filter(|&node| !is_done[node] && called[node] == 0);
    let mut last: Vec<usize> = open.collect();
    let mut done = 0;
    while let Some(&node) = last.get(done) {
        done += 1;
        is_done[node] = true;
        for &edge in incoming.of(node) {
            let from = edges[edge as usize].from;
            called[from] -= 1;
            if called[from] == 0 && !is_done[from] {
                last.push(from);
            }
        }
    }
    let between: Vec<usize> = (0..count).filter(|&node| !is_done[node]).collect();
    let place = |node: usize| between.binary_search(&node).ok().map(NodeIndex::new);
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in &between {
        graph.add_node(());
    }
    for &node in &between {
        for &edge in outgoing.of(node) {
            if let (Some(from), Some(to)) = (place(node), place(edges[edge as usize].to)) {
                graph.add_edge(from, to, ());
            }
        }
    }
    // Tarjan gives callees before callers, and of a group the last one first.
    for group in petgraph::algo::tarjan_scc(&graph).into_iter().rev() {
        groups.add(group.into_iter().rev().map(|node| between[node.index()]));
    }
    for node in last.into_iter().rev() {
        groups.add([node]);
    }
    groups
}

/// Finds the loops and marks those that run away.
fn loops(network: &mut Network, view: &View<'_>) -> Vec<Loop> {
    let mut found = Vec::new();
    for index in 0..network.groups.len() {
        if network.groups.of(index).len() == 1 {
            continue;
        }
        let Some(gain) = network.gain(index) else {
            continue;
        };
        network.runaway[index] = gain.runs_away;
        found.push(Loop {
            members: gain
                .members
                .iter()
                .map(|&node| view.components[node].0.clone())
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

fn demands(view: &View<'_>) -> Demands {
    let hours_per_month = view.design.settings.hours_per_month;
    let demand = |component: &Component| {
        let demand = component.demand.as_ref()?;
        Some((demand.requests_per_second(hours_per_month), demand.peak()))
    };
    let shape = |component: &Component| component.demand.as_ref().and_then(Demand::shape);
    let mut has_profile = false;
    let components = view.components.iter();
    let all: Vec<(f64, f64)> = components
        .map(|(_, component)| {
            has_profile |= shape(component).is_some();
            demand(component).unwrap_or((0.0, 1.0))
        })
        .collect();
    let hours = has_profile.then(|| {
        let hour = |hour: usize| {
            let items = view.components.iter().zip(&all);
            items
                .map(|((_, component), (average, _))| {
                    average * shape(component).map_or(1.0, |shape| shape[hour])
                })
                .collect()
        };
        (0..24).map(hour).collect()
    });
    Demands {
        average: all.iter().map(|(average, _)| *average).collect(),
        peak: all.iter().map(|(average, peak)| average * peak).collect(),
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

/// How a component shares the requests that it handles out among its connections.
struct Calls<'a> {
    item: Option<&'a Item<'a>>,
    /// Sum of the weights of its calls, where they are alternatives.
    weights: Option<f64>,
}

impl<'a> Calls<'a> {
    fn of(item: Option<&'a Item<'a>>, connections: &[&Connection]) -> Calls<'a> {
        let calls = || connections.iter().filter(|connection| is_call(connection));
        let are_alternatives = item.is_some_and(|item| item.kind.balances)
            || calls().any(|connection| connection.weight.is_some());
        Calls {
            item,
            weights: are_alternatives.then(|| calls().map(|connection| weight(connection)).sum()),
        }
    }
    /// Requests on a connection per request that the component handles.
    fn factor(&self, connection: &Connection) -> f64 {
        if matches!(
            connection.kind,
            ConnectionKind::Peering | ConnectionKind::Backup
        ) {
            return 0.0;
        }
        let passed = self
            .item
            .map_or(1.0, |item| (item.kind.forward)(item, connection));
        let share = match self.weights.filter(|_| is_call(connection)) {
            Some(all) if all > 0.0 => weight(connection) / all,
            Some(_) => 0.0,
            None => 1.0,
        };
        (passed * share * connection.calls_per_request).max(0.0)
    }
}

fn is_call(connection: &Connection) -> bool {
    connection.kind == ConnectionKind::Call
}

fn weight(connection: &Connection) -> f64 {
    connection.weight.unwrap_or(1.0).max(0.0)
}

/// Whether a component hands on what it did before: it and its callers share their requests out as they did.
pub(super) fn hands_on_alike(before: &Design, after: &Design, traffic: &Traffic, id: &Id) -> bool {
    let (Some(old), Some(new)) = (before.component(id), after.component(id)) else {
        return false;
    };
    let smooths = |design| Item::of(design, id).is_some_and(|item| (item.kind.smooths)(&item));
    let flows = traffic.of(id);
    let callers = flows.incoming.iter().map(|flow| &flow.from);
    old.kind == new.kind
        && old.demand == new.demand
        && smooths(before) == smooths(after)
        && callers
            .chain([id])
            .all(|caller| factors(before, traffic, caller) == factors(after, traffic, caller))
}

/// Factors of the connections that start at a component.
fn factors(design: &Design, traffic: &Traffic, id: &Id) -> Vec<f64> {
    let item = Item::of(design, id);
    let outgoing = traffic.of(id).outgoing.iter();
    let connections: Vec<&Connection> = outgoing
        .filter_map(|flow| design.connection(&flow.connection))
        .collect();
    let calls = Calls::of(item.as_ref(), &connections);
    let connections = connections.iter();
    connections
        .map(|connection| calls.factor(connection))
        .collect()
}

/// What flows per second on a connection.
struct Rates {
    average: PerSecond,
    peak: PerSecond,
    hourly: Option<Arc<[f64; 24]>>,
}

fn flow_over(joint: &Joint<'_>, called: &'static str, rates: Rates, hours: f64) -> Flow {
    let connection = joint.connection;
    let requests = rates.average.per_month(hours);
    let read_share = if connection.kind == ConnectionKind::Replication {
        0.0
    } else {
        connection.read_share
    };
    Flow {
        connection: joint.id.clone(),
        from: connection.from.clone(),
        to: connection.to.clone(),
        called,
        kind: connection.kind,
        requests,
        average: rates.average,
        peak: rates.peak,
        hourly: rates.hourly,
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
