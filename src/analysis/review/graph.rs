//! The graph of synchronous calls: which stores the entries depend on, and through which components every request goes.
//!
//! Nodes are components; a connection from or to a frame stands for one to each component in it. A virtual root calls the
//! entries (those with demand; all entries where no demand is drawn), so that a dominator of a store is a component on
//! every path from any entry to it.

use super::ReviewCx;
use crate::catalog::Item;
use crate::model::Id;
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, HashMap};

/// The graph of synchronous calls of one design.
pub struct CallGraph<'a> {
    graph: DiGraph<Option<Item<'a>>, ()>,
    nodes: HashMap<&'a Id, NodeIndex>,
    dominators: Dominators<NodeIndex>,
    entries: Vec<Item<'a>>,
}

impl<'a> CallGraph<'a> {
    pub(super) fn of(cx: &ReviewCx<'a>, items: &BTreeMap<&'a Id, Item<'a>>) -> CallGraph<'a> {
        let mut graph = DiGraph::new();
        let root = graph.add_node(None);
        let nodes: HashMap<&'a Id, NodeIndex> = items
            .values()
            .map(|item| (item.id, graph.add_node(Some(*item))))
            .collect();
        for connection in cx.design.connections.values() {
            if !connection.kind.is_synchronous() {
                continue;
            }
            for from in ends(cx, items, &connection.from) {
                for to in ends(cx, items, &connection.to) {
                    if let (Some(&from), Some(&to)) = (nodes.get(from), nodes.get(to))
                        && from != to
                    {
                        graph.update_edge(from, to, ());
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
                graph.update_edge(root, node, ());
            }
        }
        let dominators = simple_fast(&graph, root);
        CallGraph {
            graph,
            nodes,
            dominators,
            entries,
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
        let Some(dominators) = self
            .nodes
            .get(id)
            .and_then(|&node| self.dominators.strict_dominators(node))
        else {
            return Vec::new();
        };
        dominators
            .filter_map(|node| self.graph.node_weight(node).copied().flatten())
            .filter(|item| !item.kind.is_entry)
            .collect()
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
