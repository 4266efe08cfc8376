//! The graph of synchronous calls: which stores the entries depend on, and through which components every request goes.
//!
//! Nodes are components; a connection from or to a frame stands for one to each component in it. A virtual root calls the
//! entries (those with demand; all entries where no demand is drawn), so that a dominator of a store is a component on
//! every path from any entry to it.

use super::ReviewCx;
use crate::catalog::Item;
use crate::model::{Connection, Id};
use petgraph::Direction;
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, DfsPostOrder, EdgeRef, Walker};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The graph of synchronous calls of one design.
pub struct CallGraph<'a> {
    graph: DiGraph<Option<Item<'a>>, Step<'a>>,
    nodes: HashMap<&'a Id, NodeIndex>,
    root: NodeIndex,
    dominators: Dominators<NodeIndex>,
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
    pub(super) fn of(cx: &ReviewCx<'a>, items: &BTreeMap<&'a Id, Item<'a>>) -> CallGraph<'a> {
        let mut graph = DiGraph::new();
        let root = graph.add_node(None);
        let nodes: HashMap<&'a Id, NodeIndex> = items
            .values()
            .map(|item| (item.id, graph.add_node(Some(*item))))
            .collect();
        for (id, connection) in &cx.design.connections {
            if !connection.kind.is_synchronous() {
                continue;
            }
            for from in ends(cx, items, &connection.from) {
                for to in ends(cx, items, &connection.to) {
                    if let (Some(&from), Some(&to)) = (nodes.get(from), nodes.get(to))
                        && from != to
                    {
                        graph.add_edge(from, to, Some((id, connection.as_ref())));
                    }
                }
            }
        }
        let with_demand = |item: &Item<'_>| cx.traffic.of(item.id).demand_requests > 0.0;
        let all = items.values().filter(|item| item.kind.is_entry);
        let all: Vec<Item<'a>> = all.copied().collect();
        let demanding: Vec<Item<'a>> = all.iter().copied().filter(with_demand).collect();
        let entries = if demanding.is_empty() { all } else { demanding };
        for entry in &entries {
            if let Some(&node) = nodes.get(entry.id) {
                graph.add_edge(root, node, None);
            }
        }
        let dominators = simple_fast(&graph, root);
        CallGraph {
            graph,
            nodes,
            root,
            dominators,
            entries,
            order: OnceLock::new(),
        }
    }
    /// Where requests start, in id order.
    pub fn entries(&self) -> &[Item<'a>] {
        &self.entries
    }
    /// Whether requests of an entry reach the component without a queue or stream between.
    pub fn serves_an_entry(&self, id: &Id) -> bool {
        let node = self.nodes.get(id);
        node.is_some_and(|&node| self.dominators.immediate_dominator(node).is_some())
    }
    /// Components through which every request to `id` goes, nearest first; `id` itself and entries are left out. Empty
    /// where no request arrives.
    pub fn dominators_of(&self, id: &Id) -> Vec<Item<'a>> {
        let all = self.passed_by_all(id);
        all.filter(|item| !item.kind.is_entry).collect()
    }
    /// The same with the components that are entries themselves, such as servers outside AWS that others call.
    pub fn passed_by_all(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + '_ {
        let node = self.nodes.get(id);
        let dominators = node.and_then(|&node| self.dominators.strict_dominators(node));
        dominators
            .into_iter()
            .flatten()
            .filter_map(|node| self.graph.node_weight(node).copied().flatten())
    }
    /// Components that a component needs an answer of, directly or through others; without itself, in no special order.
    pub fn needed_by(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + '_ {
        let start = self.nodes.get(id).copied();
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

/// Components that a connection's end stands for: itself, or the members of a frame.
fn ends<'a>(cx: &ReviewCx<'a>, items: &BTreeMap<&'a Id, Item<'a>>, id: &'a Id) -> Vec<&'a Id> {
    if items.contains_key(id) {
        return vec![id];
    }
    if cx.design.container(id).is_none() {
        return Vec::new();
    }
    let inside = |item: &&Item<'a>| {
        let mut placements = item.component.placements.iter();
        placements.any(|p| cx.design.is_inside(p.parent.as_ref(), id))
    };
    let members = items.values().filter(inside);
    members.map(|item| item.id).collect()
}
