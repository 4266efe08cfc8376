//! The connections of a design as a petgraph graph; derived, never saved, never edited.

use super::{Design, Id};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// Components as nodes, connections between components as edges, both in id order. Connections from or to a frame have
/// no edge.
pub struct Topology {
    /// Node weight: component id; edge weight: connection id.
    pub graph: DiGraph<Id, Id>,
    nodes: BTreeMap<Id, NodeIndex>,
}

impl Topology {
    /// The graph of a design.
    pub fn of(design: &Design) -> Topology {
        let mut graph = DiGraph::with_capacity(design.components.len(), design.connections.len());
        let nodes: BTreeMap<Id, NodeIndex> = design
            .components
            .keys()
            .map(|id| (id.clone(), graph.add_node(id.clone())))
            .collect();
        for (id, connection) in &design.connections {
            if let (Some(&from), Some(&to)) =
                (nodes.get(&connection.from), nodes.get(&connection.to))
            {
                graph.add_edge(from, to, id.clone());
            }
        }
        Topology { graph, nodes }
    }
    /// Node of a component.
    pub fn node(&self, id: &Id) -> Option<NodeIndex> {
        self.nodes.get(id).copied()
    }
}
