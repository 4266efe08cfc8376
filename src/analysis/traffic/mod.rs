//! Traffic: request rates flow from the entries along the connections.
//!
//! In: a design. Out: for every connection its requests and GB in the month, its peak and its rate in each hour; for
//! every component its flows. r = demand + M·r is solved group by group (`network`); a loop that feeds itself faster
//! than it drains is reported with its members and its gain, and carries what enters it once around.

mod network;
mod table;
#[cfg(test)]
mod tests;

use super::view::{Carried, Joint, View};
use crate::catalog::{AllFlows, Around, Flow, Flows, Item, Kind, Onward, Sums};
use crate::model::{ConnectionKind, Demand, Design, Frames, Id};
use crate::units::{Gigabytes, PerSecond};
use network::{Columns, Edge, Groups, Lists, Network};
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
    /// What arrives at each component, added up.
    arriving: Vec<Sums>,
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
    #[inline]
    pub(super) fn at(&self, number: usize) -> Flows<'_> {
        Flows {
            incoming: self.connections.pick(self.incoming.of(number)),
            outgoing: self.connections.pick(self.outgoing.of(number)),
            arriving: self.arriving.get(number),
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
    let hours_per_month = view.design.settings.hours_per_month;
    let mut smooths = vec![false; view.items.len()];
    let mut kinds: Vec<Option<&Kind>> = vec![None; view.items.len()];
    for (number, item) in view.items.iter().enumerate() {
        if let Some(item) = item {
            smooths[number] = (item.kind.smooths)(item);
            kinds[number] = Some(item.kind);
        }
    }
    let (mut network, joined) = network(view, &kinds);
    let loops = loops(&mut network, view);
    let demand = demands(view);
    let (rates, mut hours) = rates(&network, &smooths, view, &demand);
    let components = view.components.iter();
    let components: Vec<Id> = components.map(|(id, _)| (*id).clone()).collect();
    let mut flows = Vec::with_capacity(joined.len());
    let mut arriving = vec![Sums::NOTHING; components.len()];
    for (place, (joint, [average, peak])) in joined.iter().zip(rates).enumerate() {
        let (Some(from), Some(to)) = (joint.from(), joint.to()) else {
            continue;
        };
        let rates = Rates {
            average: PerSecond(average),
            peak: PerSecond(peak),
            hourly: hours.get_mut(place).and_then(Option::take),
        };
        // Both from blocks that are read again and again: the connection itself stands far away.
        let ends = [&components[from], &components[to]];
        let called = kind_name(kinds[to]);
        flows.push(flow_over(joint, ends, called, rates, hours_per_month));
        if let Some(flow) = flows.last() {
            arriving[to].add(flow);
        }
    }
    Traffic {
        connections: FlowTable::new(flows),
        loops,
        components,
        arriving,
        demand: demand
            .iter()
            .map(|&[own, _]| PerSecond(own).per_month(hours_per_month))
            .collect(),
        incoming: network.incoming,
        outgoing: network.outgoing,
    }
}

/// The linear system of a design, and the connections that it is made of: those of two components, in the order of their
/// ids, so that every list of flows is sorted by them.
fn network<'v, 'a>(view: &'v View<'a>, kinds: &[Option<&Kind>]) -> (Network, Vec<&'v Joint<'a>>) {
    let count = view.components.len();
    let hours = view.design.settings.hours_per_month;
    let mut calls_itself = vec![false; count];
    // Components whose calls are alternatives: they share the requests out once all their connections are known.
    let balances = kinds.iter();
    let mut balances: Vec<bool> = balances
        .map(|kind| kind.is_some_and(|kind| kind.balances))
        .collect();
    let mut joined: Vec<&Joint<'_>> = Vec::with_capacity(view.connections.len());
    let mut edges = Vec::with_capacity(view.connections.len());
    for joint in &view.connections {
        let (Some(from), Some(to)) = (joint.from(), joint.to()) else {
            continue;
        };
        let carried = &joint.carried;
        let item = view.items[from].as_ref();
        calls_itself[from] |= from == to;
        balances[from] |= is_call(carried) && carried.weight.get().is_some();
        let mut edge = Edge::between(from, to);
        edge.writes = write_share(carried);
        edge.of_writes = carries_writes(kinds[from], carried.kind);
        edge.is_copy = carried.kind == ConnectionKind::Replication;
        let fixed = carried.requests_per_month.get();
        edge.is_fixed = fixed.is_some();
        edge.factor = match fixed {
            Some(count) => PerSecond::from_month(count, hours).0,
            None => Calls::repeated(item).factor(carried, kind_name(kinds[to])),
        };
        edges.push(edge);
        joined.push(joint);
    }
    let [outgoing, incoming] = Lists::of_edges(count, &edges);
    for node in (0..count).filter(|&node| balances[node]) {
        let item = view.items[node].as_ref();
        let list = outgoing.of(node);
        let joint = |edge: &u32| joined[*edge as usize];
        let calls = Calls::of(item, list.iter().map(|edge| &joint(edge).carried));
        for edge in list {
            let joint = joint(edge);
            let edge = &mut edges[*edge as usize];
            if !edge.is_fixed {
                edge.factor = calls.factor(&joint.carried, kind_name(kinds[edge.to()]));
            }
        }
    }
    let groups = groups(&edges, &outgoing, &incoming);
    let (mut group_of, mut place_of) = (vec![0; count], vec![0; count]);
    for index in 0..groups.len() {
        for (place, &node) in groups.of(index).iter().enumerate() {
            group_of[node] = index as u32;
            place_of[node] = place as u32;
        }
    }
    // Stores that are copied one after the other hand copies on; only where they copy to each other nothing comes back.
    for edge in edges.iter_mut().filter(|edge| edge.is_copy) {
        edge.is_copy = group_of[edge.from()] == group_of[edge.to()];
    }
    let network = Network {
        runaway: vec![false; groups.len()],
        edges,
        outgoing,
        incoming,
        groups,
        group_of,
        place_of,
        calls_itself,
    };
    (network, joined)
}

/// Components in groups, callers first: each on its own where nothing calls in a circle, else strongly connected ones
/// together.
fn groups(edges: &[Edge], outgoing: &Lists, incoming: &Lists) -> Groups {
    let count = outgoing.len();
    let mut callers = incoming.lengths();
    // What no circle leads to comes first.
    let mut groups = Groups::with_capacity(count);
    let mut order: Vec<usize> = Vec::with_capacity(count);
    order.extend((0..count).filter(|&node| callers[node] == 0));
    let mut is_done = vec![false; count];
    let mut done = 0;
    while let Some(&node) = order.get(done) {
        done += 1;
        is_done[node] = true;
        groups.add_one(node);
        for &edge in outgoing.of(node) {
            let to = edges[edge as usize].to();
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
    let mut called = outgoing.lengths();
    let open = (0..count).filter(|&node| !is_done[node] && called[node] == 0);
    let mut last: Vec<usize> = open.collect();
    let mut done = 0;
    while let Some(&node) = last.get(done) {
        done += 1;
        is_done[node] = true;
        for &edge in incoming.of(node) {
            let from = edges[edge as usize].from();
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
            if let (Some(from), Some(to)) = (place(node), place(edges[edge as usize].to())) {
                graph.add_edge(from, to, ());
            }
        }
    }
    // Tarjan gives callees before callers, and of a group the last one first.
    for group in petgraph::algo::tarjan_scc(&graph).into_iter().rev() {
        groups.add(group.into_iter().rev().map(|node| between[node.index()]));
    }
    for node in last.into_iter().rev() {
        groups.add_one(node);
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

/// Rates in the hours of the day.
type Hours = Option<Arc<[f64; 24]>>;

/// Average rate and rate at the peak of every connection, in requests/s; and those in the hours of the day, empty where no
/// demand has a profile.
fn rates(
    network: &Network,
    smooths: &[bool],
    view: &View<'_>,
    demand: &[[f64; 2]],
) -> (Vec<[f64; 2]>, Vec<Hours>) {
    let shape = |&(number, demand): &(usize, &Demand)| Some((number, demand.shape()?));
    let shapes: Vec<(usize, [f64; 24])> = view.demands.iter().filter_map(shape).collect();
    if shapes.is_empty() {
        let own = demand;
        return (network.solve(&Columns { own, smooths }), Vec::new());
    }
    let mut own: Vec<[f64; 26]> = demand
        .iter()
        .map(|&[average, peak]| {
            let mut columns = [average; 26];
            columns[1] = peak;
            columns
        })
        .collect();
    for (number, shape) in shapes {
        let average = demand[number][0];
        for (hour, share) in own[number][2..].iter_mut().zip(shape) {
            *hour = average * share;
        }
    }
    let solved = network.solve(&Columns { own: &own, smooths });
    let split = |[average, peak, hours @ ..]: [f64; 26]| ([average, peak], Some(Arc::new(hours)));
    solved.into_iter().map(split).unzip()
}

/// Requests/s that start at each component on average and at the peak.
fn demands(view: &View<'_>) -> Vec<[f64; 2]> {
    let hours_per_month = view.design.settings.hours_per_month;
    let mut demands = vec![[0.0; 2]; view.components.len()];
    for &(number, demand) in &view.demands {
        let average = demand.requests_per_second(hours_per_month);
        demands[number] = [average, average * demand.peak()];
    }
    demands
}

/// Share of a connection's requests that write: those that do not read, and everything that nobody waits for.
fn write_share(carried: &Carried) -> f64 {
    if carried.kind.is_synchronous() {
        1.0 - carried.read_share
    } else {
        1.0
    }
}

/// Whether a connection carries what its caller writes and nothing else: replication, and events about changes.
fn carries_writes(caller: Option<&Kind>, kind: ConnectionKind) -> bool {
    match kind {
        ConnectionKind::Replication => true,
        ConnectionKind::AsyncEvent | ConnectionKind::Stream => {
            caller.is_some_and(|caller| caller.announces_writes)
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
    /// Each request is repeated on all calls.
    fn repeated(item: Option<&'a Item<'a>>) -> Calls<'a> {
        Calls {
            item,
            weights: None,
        }
    }
    fn of<'c>(
        item: Option<&'a Item<'a>>,
        carried: impl Iterator<Item = &'c Carried> + Clone,
    ) -> Calls<'a> {
        let mut calls = carried.filter(|carried| is_call(carried));
        let all = calls.clone();
        let are_alternatives = item.is_some_and(|item| item.kind.balances)
            || calls.any(|carried| carried.weight.get().is_some());
        Calls {
            item,
            weights: are_alternatives.then(|| all.map(weight).sum()),
        }
    }
    /// Requests on a connection per request that the component handles; `called` is the name of the called one's kind.
    fn factor(&self, carried: &Carried, called: &'static str) -> f64 {
        if matches!(
            carried.kind,
            ConnectionKind::Peering | ConnectionKind::Backup
        ) {
            return 0.0;
        }
        let kind = carried.kind;
        let passed = self.item.map_or(1.0, |item| {
            (item.kind.forward)(item, Onward { kind, called })
        });
        let share = match self.weights.filter(|_| is_call(carried)) {
            Some(all) if all > 0.0 => weight(carried) / all,
            Some(_) => 0.0,
            None => 1.0,
        };
        (passed * share * carried.calls_per_request).max(0.0)
    }
}

/// The name of a kind; empty where this version does not know it.
fn kind_name(kind: Option<&Kind>) -> &'static str {
    kind.map_or("", |kind| kind.name)
}

fn is_call(carried: &Carried) -> bool {
    carried.kind == ConnectionKind::Call
}

fn weight(carried: &Carried) -> f64 {
    carried.weight.get().unwrap_or(1.0).max(0.0)
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
    let called = |id: &Id| kind_name(Item::of(design, id).map(|item| item.kind));
    let connections: Vec<(Carried, &str)> = outgoing
        .filter_map(|flow| design.connection(&flow.connection))
        .map(|connection| (Carried::of(connection), called(&connection.to)))
        .collect();
    let calls = Calls::of(
        item.as_ref(),
        connections.iter().map(|(carried, _)| carried),
    );
    let connections = connections.iter();
    connections
        .map(|(carried, called)| calls.factor(carried, called))
        .collect()
}

/// What flows per second on a connection.
struct Rates {
    average: PerSecond,
    peak: PerSecond,
    hourly: Hours,
}

fn flow_over(
    joint: &Joint<'_>,
    [from, to]: [&Id; 2],
    called: &'static str,
    rates: Rates,
    hours: f64,
) -> Flow {
    let Joint { id, carried, .. } = joint;
    let requests = rates.average.per_month(hours);
    let read_share = if carried.kind == ConnectionKind::Replication {
        0.0
    } else {
        carried.read_share
    };
    Flow {
        connection: (*id).clone(),
        from: from.clone(),
        to: to.clone(),
        called,
        kind: carried.kind,
        names_protocol: carried.names_protocol,
        requests,
        average: rates.average,
        peak: rates.peak,
        hourly: rates.hourly,
        request_gb: match carried.gb_per_month.get() {
            Some(gb) => Gigabytes(gb),
            None => Gigabytes::of_kilobytes(requests, carried.request_kb),
        },
        response_gb: Gigabytes::of_kilobytes(requests, carried.response_kb),
        request_kb: carried.request_kb,
        response_kb: carried.response_kb,
        read_share,
    }
}
