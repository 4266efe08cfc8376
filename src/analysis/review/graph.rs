//! The graph of synchronous calls: which stores the entries depend on, and through which components every request goes.
//!
//! Nodes are components; a connection from or to a frame stands for one to each component in it. A virtual root calls the
//! entries (those with demand; all entries where no demand is drawn), so that a dominator of a store is a component on
//! every path from any entry to it.

use super::ReviewCx;
use super::quick::QuickMap;
use crate::catalog::Item;
use crate::model::{Connection, Id};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, DfsPostOrder, EdgeRef, Walker};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::OnceLock;

/// The graph of synchronous calls of one design.
pub struct CallGraph<'a> {
    graph: DiGraph<Option<Item<'a>>, Step<'a>>,
    /// Number of each component; its node is the next one, after the virtual root.
    nodes: Rc<QuickMap<&'a Id, usize>>,
    /// How many components there are; higher numbers are frames.
    count: usize,
    root: NodeIndex,
    /// Immediate dominator of each node that an entry reaches.
    dominators: Vec<Option<usize>>,
    entries: Vec<Item<'a>>,
    /// Components that requests reach, called before callers (as far as calls form no circle).
    order: OnceLock<Vec<NodeIndex>>,
}

/// The connection that a call goes over; none for the calls of the virtual root.
type Step<'a> = Option<(&'a Id, &'a Connection)>;

/// Components that call each other in a row, with what the chain weighs.
pub struct Chain<'a> {
    /// Sum of the weights of its items and connections.
    pub weight: f64,
    /// From the entry on.
    pub items: Vec<Item<'a>>,
    /// Between them, in order.
    pub connections: Vec<(&'a Id, &'a Connection)>,
}

impl<'a> CallGraph<'a> {
    pub(super) fn of(
        cx: &ReviewCx<'a>,
        items: &[Item<'a>],
        nodes: &Rc<QuickMap<&'a Id, usize>>,
    ) -> CallGraph<'a> {
        let connections = cx.design.connections.len();
        let mut graph = DiGraph::with_capacity(items.len() + 1, connections);
        let root = graph.add_node(None);
        for item in items {
            graph.add_node(Some(*item));
        }
        let item = |id: &Id| nodes.get(id).copied().filter(|node| *node < items.len());
        let calls = || {
            let all = cx.design.connections.iter();
            all.filter(|(_, connection)| connection.kind.is_synchronous())
        };
        let frames = frames(
            cx,
            items,
            calls().map(|(_, connection)| connection.as_ref()),
        );
        let ends = |id: &Id| -> Vec<usize> {
            match item(id) {
                Some(node) => vec![node],
                None => frames.get(id).cloned().unwrap_or_default(),
            }
        };
        for (id, connection) in calls() {
            let mut join = |from: usize, to: usize| {
                if from != to {
                    let (from, to) = (NodeIndex::new(from + 1), NodeIndex::new(to + 1));
                    graph.add_edge(from, to, Some((id, connection.as_ref())));
                }
            };
            // Nearly all connections join two components.
            if let (Some(from), Some(to)) = (item(&connection.from), item(&connection.to)) {
                join(from, to);
                continue;
            }
            let called = ends(&connection.to);
            for from in ends(&connection.from) {
                called.iter().for_each(|to| join(from, *to));
            }
        }
        let with_demand = |item: &Item<'_>| cx.traffic.of(item.id).demand_requests > 0.0;
        let all: Vec<Item<'a>> = items.iter().filter(|i| i.kind.is_entry).copied().collect();
        let demanding: Vec<Item<'a>> = all.iter().copied().filter(with_demand).collect();
        let entries = if demanding.is_empty() { all } else { demanding };
        for entry in &entries {
            if let Some(node) = item(entry.id) {
                graph.add_edge(root, NodeIndex::new(node + 1), None);
            }
        }
        let edges = graph.raw_edges().iter();
        let edges: Vec<(usize, usize)> = edges
            .map(|edge| (edge.source().index(), edge.target().index()))
            .collect();
        CallGraph {
            dominators: immediate_dominators(items.len() + 1, &edges),
            graph,
            nodes: Rc::clone(nodes),
            count: items.len(),
            root,
            entries,
            order: OnceLock::new(),
        }
    }
    /// The node of a component.
    fn node(&self, id: &Id) -> Option<NodeIndex> {
        let number = self.nodes.get(id).copied();
        number
            .filter(|number| *number < self.count)
            .map(|number| NodeIndex::new(number + 1))
    }
    /// Where requests start, in id order.
    pub fn entries(&self) -> &[Item<'a>] {
        &self.entries
    }
    /// Whether requests of an entry reach the component without a queue or stream between.
    pub fn serves_an_entry(&self, id: &Id) -> bool {
        let node = self.node(id);
        node.is_some_and(|node| self.dominators[node.index()].is_some())
    }
    /// Components through which every request to `id` goes, nearest first; `id` itself and entries are left out. Empty
    /// where no request arrives.
    pub fn dominators_of(&self, id: &Id) -> Vec<Item<'a>> {
        let all = self.passed_by_all(id);
        all.filter(|item| !item.kind.is_entry).collect()
    }
    /// The same with the components that are entries themselves, such as servers outside AWS that others call.
    pub fn passed_by_all(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + '_ {
        let above = |node: usize| self.dominators.get(node).copied().flatten();
        let first = self.node(id).and_then(|node| above(node.index()));
        std::iter::successors(first, move |node| above(*node))
            .filter_map(|node| self.graph[NodeIndex::new(node)])
    }
    /// Components that a component needs an answer of, directly or through others; without itself, in no special order.
    pub fn needed_by(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + '_ {
        let start = self.node(id);
        start
            .into_iter()
            .flat_map(move |start| {
                Dfs::new(&self.graph, start)
                    .iter(&self.graph)
                    .filter(move |&node| node != start)
            })
            .filter_map(|node| self.graph.node_weight(node).copied().flatten())
    }
    /// The chain of calls from an entry on that weighs most, by the weight of its items and connections; it may end
    /// anywhere. None where no entry calls anything. Calls that lead back into a circle are left out.
    pub fn heaviest(
        &self,
        item: impl Fn(&Item<'a>) -> f64,
        connection: impl Fn(&Connection) -> f64,
    ) -> Option<Chain<'a>> {
        let order = self.order.get_or_init(|| {
            DfsPostOrder::new(&self.graph, self.root)
                .iter(&self.graph)
                .collect()
        });
        // Weight from a node on, and the step that gets it; none: the chain ends there.
        let mut best: Vec<(f64, Option<(NodeIndex, Step<'a>)>)> = Vec::new();
        best.resize(self.graph.node_count(), (f64::NEG_INFINITY, None));
        for &node in order {
            let mut found = (0.0, None);
            for edge in self.graph.edges_directed(node, Direction::Outgoing) {
                let onward = best[edge.target().index()].0;
                let own = edge.weight().map_or(0.0, |(_, call)| connection(call));
                let ahead = (own + onward, edge.target());
                let is_better = ahead.0 > found.0
                    || (ahead.0 == found.0 && found.1.is_some_and(|(to, _)| edge.target() < to));
                if is_better {
                    found = (ahead.0, Some((edge.target(), *edge.weight())));
                }
            }
            let own = self.graph[node].as_ref().map_or(0.0, &item);
            best[node.index()] = (own + found.0, found.1);
        }
        let (weight, mut next) = best[self.root.index()];
        next?;
        let mut chain = Chain {
            weight,
            items: Vec::new(),
            connections: Vec::new(),
        };
        while let Some((node, step)) = next {
            chain.items.extend(self.graph[node]);
            chain.connections.extend(step);
            next = best[node.index()].1;
        }
        Some(chain)
    }
}

/// Numbers of the components in the frames that connections end at.
fn frames<'a>(
    cx: &ReviewCx<'a>,
    items: &[Item<'a>],
    calls: impl Iterator<Item = &'a Connection>,
) -> BTreeMap<&'a Id, Vec<usize>> {
    let ends = calls.flat_map(|connection| [&connection.from, &connection.to]);
    let mut frames: BTreeMap<&'a Id, Vec<usize>> = ends
        .filter(|id| cx.design.container(id).is_some())
        .map(|id| (id, Vec::new()))
        .collect();
    if frames.is_empty() {
        return frames;
    }
    for (number, item) in items.iter().enumerate() {
        for placement in &item.component.placements {
            for (frame, _) in cx.design.ancestors(placement.parent.as_ref()) {
                if let Some(members) = frames.get_mut(frame)
                    && members.last() != Some(&number)
                {
                    members.push(number);
                }
            }
        }
    }
    frames
}

/// The virtual root.
const ROOT: usize = 0;

/// The nodes at the other ends of the edges of each node.
struct Neighbours {
    starts: Vec<usize>,
    list: Vec<usize>,
}

impl Neighbours {
    fn of(count: usize, edges: impl Iterator<Item = (usize, usize)> + Clone) -> Neighbours {
        let mut starts = vec![0; count + 1];
        for (from, _) in edges.clone() {
            starts[from + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut list = vec![0; starts[count]];
        for (from, to) in edges {
            list[next[from]] = to;
            next[from] += 1;
        }
        Neighbours { starts, list }
    }
    fn at(&self, node: usize) -> &[usize] {
        &self.list[self.starts[node]..self.starts[node + 1]]
    }
}

/// Immediate dominators from the root; the root's own and those of nodes that it does not reach are none. Cooper, Harvey
/// and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
fn immediate_dominators(count: usize, edges: &[(usize, usize)]) -> Vec<Option<usize>> {
    let called = Neighbours::of(count, edges.iter().copied());
    let callers = Neighbours::of(count, edges.iter().map(|(from, to)| (*to, *from)));
    // Nodes in the order in which a depth-first walk leaves them, and the place of each in it.
    let (mut left, mut place) = (Vec::with_capacity(count), vec![usize::MAX; count]);
    let mut entered = vec![false; count];
    entered[ROOT] = true;
    let mut walk = vec![(ROOT, 0)];
    while let Some((node, done)) = walk.last_mut() {
        if let Some(&next) = called.at(*node).get(*done) {
            *done += 1;
            if !entered[next] {
                entered[next] = true;
                walk.push((next, 0));
            }
        } else {
            place[*node] = left.len();
            left.push(*node);
            walk.pop();
        }
    }
    let mut dominators: Vec<Option<usize>> = vec![None; count];
    dominators[ROOT] = Some(ROOT);
    let mut changed = true;
    while changed {
        changed = false;
        for &node in left.iter().rev().skip(1) {
            let known = callers.at(node).iter().copied();
            let common = known
                .filter(|caller| dominators[*caller].is_some())
                .reduce(|a, b| meet(&dominators, &place, a, b));
            if dominators[node] != common {
                dominators[node] = common;
                changed = true;
            }
        }
    }
    dominators[ROOT] = None;
    dominators
}

/// The nearest node that dominates both.
fn meet(dominators: &[Option<usize>], place: &[usize], a: usize, b: usize) -> usize {
    let (mut a, mut b) = (a, b);
    while a != b {
        // Both have a dominator: only such nodes are met, and the root is left last.
        if place[a] < place[b] {
            a = dominators[a].unwrap_or(ROOT);
        } else {
            b = dominators[b].unwrap_or(ROOT);
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use petgraph::algo::dominators::simple_fast;
    use petgraph::graph::{DiGraph, NodeIndex};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn dominators_are_those_of_petgraph(
            edges in proptest::collection::vec((0_usize..12, 0_usize..12), 0..40)
        ) {
            let mut graph: DiGraph<(), ()> = DiGraph::new();
            for _ in 0..12 {
                graph.add_node(());
            }
            for (from, to) in &edges {
                graph.add_edge(NodeIndex::new(*from), NodeIndex::new(*to), ());
            }
            let theirs = simple_fast(&graph, NodeIndex::new(ROOT));
            let ours = immediate_dominators(12, &edges);
            for (node, own) in ours.iter().enumerate() {
                let other = theirs.immediate_dominator(NodeIndex::new(node));
                prop_assert_eq!(*own, other.map(NodeIndex::index), "node {}", node);
            }
        }
    }
}
