//! The graph of synchronous calls: which stores the entries depend on, and through which components every request goes.
//!
//! Nodes are components; a connection from or to a frame stands for one to each component in it. A virtual root calls the
//! entries (those with demand; all entries where no demand is drawn), so that a dominator of a store is a component on
//! every path from any entry to it.

use super::cx::{At, Cx, Edge};
use crate::analysis::view::{Joint, View};
use crate::catalog::Item;
use crate::model::{Connection, Id};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// The graph of synchronous calls of one design.
pub struct CallGraph<'a> {
    /// Numbers of the components; the node of each is the next one, after the virtual root.
    view: &'a View<'a>,
    /// Nodes that each node calls, in the order of the connections.
    called: Neighbours,
    /// Numbers of the connections of these calls.
    steps: Vec<u32>,
    /// Immediate dominator of each node that an entry reaches.
    dominators: Vec<Option<u32>>,
    entries: Vec<Item<'a>>,
    /// Components that requests reach, called before callers (as far as calls form no circle).
    order: Vec<u32>,
}

/// Components through which every request to another one goes, nearest first.
pub struct Passed<'s, 'a> {
    graph: &'s CallGraph<'a>,
    next: Option<u32>,
}

impl<'a> Iterator for Passed<'_, 'a> {
    type Item = Item<'a>;
    fn next(&mut self) -> Option<Item<'a>> {
        loop {
            let node = self.next? as usize;
            self.next = self.graph.dominators[node];
            if let Some(item) = self.graph.item(node) {
                return Some(item);
            }
        }
    }
}

/// No connection: a call of the virtual root.
const NO_STEP: u32 = u32::MAX;

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
    pub(super) fn of(cx: &Cx<'a>) -> CallGraph<'a> {
        let view = cx.view();
        let mut edges: Vec<(u32, u32)> = Vec::with_capacity(view.connections.len());
        let mut own: Vec<u32> = Vec::with_capacity(view.connections.len());
        let known = |node: &usize| cx.is_known(*node as u32);
        let components = view.components.len() as u32;
        let calls = || {
            let all = cx.edges().iter().zip(0..);
            all.filter(|(edge, _)| edge.kind.is_synchronous())
        };
        let connection = |number: u32| view.connections[number as usize].connection;
        let mut frames = BTreeMap::new();
        if cx.joins_frames() {
            let at_frames = calls().filter(|(edge, _)| edge.from.max(edge.to) >= components);
            frames = frames_with(cx, at_frames.map(|(_, number)| connection(number)));
        }
        let ends = |id: &Id| -> Vec<usize> {
            match view.number(id).filter(known) {
                Some(node) => vec![node],
                None => frames.get(id).cloned().unwrap_or_default(),
            }
        };
        for (&Edge { from, to, .. }, number) in calls() {
            let mut join = |from: u32, to: u32| {
                if from != to {
                    edges.push((from + 1, to + 1));
                    own.push(number);
                }
            };
            // Nearly all connections join two components.
            if cx.is_known(from) && cx.is_known(to) {
                join(from, to);
                continue;
            }
            let connection = connection(number);
            let called = ends(&connection.to);
            for from in ends(&connection.from) {
                called.iter().for_each(|to| join(from as u32, *to as u32));
            }
        }
        let with_demand = |item: &Item<'_>| cx.flows(item).demand_requests > 0.0;
        let all: Vec<Item<'a>> = cx.items_of(|kind| kind.is_entry).copied().collect();
        let demanding: Vec<Item<'a>> = all.iter().copied().filter(with_demand).collect();
        let entries = if demanding.is_empty() { all } else { demanding };
        for entry in &entries {
            if let Some(node) = view.number(entry.id) {
                edges.push((ROOT as u32, node as u32 + 1));
                own.push(NO_STEP);
            }
        }
        let count = view.components.len() + 1;
        let (called, places) = Neighbours::of(count, edges.iter().copied());
        let mut steps = vec![NO_STEP; own.len()];
        for (step, place) in own.into_iter().zip(places) {
            steps[place as usize] = step;
        }
        let order = left(count, &called);
        CallGraph {
            dominators: immediate_dominators(count, &edges, &order),
            view,
            called,
            steps,
            entries,
            order,
        }
    }
    /// The node of a component.
    fn node(&self, at: &impl At) -> Option<usize> {
        Some(at.place_in(self.view)? + 1)
    }
    /// The component of a node; none for the virtual root.
    fn item(&self, node: usize) -> Option<Item<'a>> {
        *self.view.items.get(node.checked_sub(1)?)?
    }
    /// The connection of a call; none for those of the virtual root.
    fn joint(&self, place: usize) -> Option<&'a Joint<'a>> {
        self.view.connections.get(self.steps[place] as usize)
    }
    /// Where requests start, in id order.
    pub fn entries(&self) -> &[Item<'a>] {
        &self.entries
    }
    /// Whether requests of an entry reach the component without a queue or stream between.
    pub fn serves_an_entry(&self, at: impl At) -> bool {
        let node = self.node(&at);
        node.is_some_and(|node| self.dominators[node].is_some())
    }
    /// Components through which every request to `id` goes, nearest first; `id` itself and entries are left out. Empty
    /// where no request arrives.
    pub fn dominators_of(&self, at: impl At) -> impl Iterator<Item = Item<'a>> {
        let all = self.passed_by_all(at);
        all.filter(|item| !item.kind.is_entry)
    }
    /// Numbers of the components of [`CallGraph::passed_by_all`].
    pub(super) fn numbers_passed(&self, at: impl At) -> impl Iterator<Item = usize> {
        let above = |node: &u32| self.dominators[*node as usize];
        let first = self.node(&at).and_then(|node| self.dominators[node]);
        let nodes = std::iter::successors(first, above);
        nodes.filter_map(|node| (node as usize).checked_sub(1))
    }
    /// The same with the components that are entries themselves, such as servers outside AWS that others call.
    pub fn passed_by_all(&self, at: impl At) -> Passed<'_, 'a> {
        let first = self.node(&at);
        Passed {
            graph: self,
            next: first.and_then(|node| self.dominators[node]),
        }
    }
    /// Components that a component needs an answer of, directly or through others; without itself, in no special order.
    pub fn needed_by(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + use<'_, 'a> {
        let start = self.node(&id);
        let mut met: FxHashMap<usize, ()> = FxHashMap::default();
        let mut open: Vec<usize> = start.into_iter().collect();
        let walk = std::iter::from_fn(move || {
            loop {
                let node = open.pop()?;
                if met.insert(node, ()).is_some() {
                    continue;
                }
                let next = self.called.at(node).iter().rev();
                open.extend(next.map(|node| *node as usize));
                return Some(node);
            }
        });
        walk.filter(move |node| Some(*node) != start)
            .filter_map(|node| self.item(node))
    }
    /// The chain of calls from an entry on that weighs most, by the weight of its items and connections; it may end
    /// anywhere. None where no entry calls anything. Calls that lead back into a circle are left out.
    pub fn heaviest(
        &self,
        item: impl Fn(&Item<'a>) -> f64,
        connection: impl Fn(&Joint<'a>) -> f64,
    ) -> Option<Chain<'a>> {
        // Weight from a node on, and the place of the call that gets it; none: the chain ends there.
        let none: (f64, Option<usize>) = (f64::NEG_INFINITY, None);
        let mut best = vec![none; self.called.nodes()];
        let called = |place: usize| self.called.list[place] as usize;
        for &node in &self.order {
            let node = node as usize;
            let mut found = (0.0, None);
            for place in self.called.range(node).rev() {
                let own = self.joint(place).map_or(0.0, &connection);
                let onward = own + best[called(place)].0;
                let is_earlier = || found.1.is_some_and(|before| called(place) < called(before));
                if onward > found.0 || (onward == found.0 && is_earlier()) {
                    found = (onward, Some(place));
                }
            }
            let place = node.checked_sub(1);
            let own = place.and_then(|place| self.view.items.get(place)?.as_ref());
            let own = own.map_or(0.0, &item);
            best[node] = (own + found.0, found.1);
        }
        let (weight, mut next) = best[ROOT];
        next?;
        let mut chain = Chain {
            weight,
            items: Vec::new(),
            connections: Vec::new(),
        };
        while let Some(place) = next {
            chain.items.extend(self.item(called(place)));
            let joint = self.joint(place);
            chain
                .connections
                .extend(joint.map(|joint| (joint.id, joint.connection)));
            next = best[called(place)].1;
        }
        Some(chain)
    }
}

/// Numbers of the components in the frames that connections end at.
fn frames_with<'a>(
    cx: &Cx<'a>,
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
    let items = cx.view().items.iter().enumerate();
    for (number, item) in items.filter_map(|(number, item)| Some((number, (*item)?))) {
        for placement in &item.component.placements {
            for (frame, _) in cx.ancestors(placement.parent.as_ref()) {
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
    starts: Vec<u32>,
    list: Vec<u32>,
}

impl Neighbours {
    /// And the place in the list of each edge.
    fn of(count: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> (Neighbours, Vec<u32>) {
        let mut starts = vec![0_u32; count + 1];
        for (from, _) in edges.clone() {
            starts[from as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut list = vec![0; starts[count] as usize];
        let places = edges.map(|(from, to)| {
            let place = next[from as usize];
            list[place as usize] = to;
            next[from as usize] += 1;
            place
        });
        let places = places.collect();
        (Neighbours { starts, list }, places)
    }
    fn nodes(&self) -> usize {
        self.starts.len() - 1
    }
    fn range(&self, node: usize) -> Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }
    fn at(&self, node: usize) -> &[u32] {
        &self.list[self.range(node)]
    }
}

/// Nodes in the order in which a depth-first walk from the root leaves them.
fn left(count: usize, called: &Neighbours) -> Vec<u32> {
    let mut left = Vec::with_capacity(count);
    let mut entered = vec![false; count];
    entered[ROOT] = true;
    let mut walk = vec![(ROOT as u32, 0)];
    while let Some((node, done)) = walk.last_mut() {
        if let Some(&next) = called.at(*node as usize).get(*done) {
            *done += 1;
            if !entered[next as usize] {
                entered[next as usize] = true;
                walk.push((next, 0));
            }
        } else {
            left.push(*node);
            walk.pop();
        }
    }
    left
}

/// Immediate dominators from the root; the root's own and those of nodes that it does not reach are none. Cooper, Harvey
/// and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
fn immediate_dominators(count: usize, edges: &[(u32, u32)], left: &[u32]) -> Vec<Option<u32>> {
    let (callers, _) = Neighbours::of(count, edges.iter().map(|(from, to)| (*to, *from)));
    // The place of each node in the order.
    let mut place = vec![u32::MAX; count];
    for (number, node) in left.iter().enumerate() {
        place[*node as usize] = number as u32;
    }
    let mut dominators: Vec<Option<u32>> = vec![None; count];
    dominators[ROOT] = Some(ROOT as u32);
    // Without a circle every caller is looked at before what it calls, so that the first time is the last.
    let is_after = |(from, to): &(u32, u32)| place[*from as usize] > place[*to as usize];
    let has_circle = !edges
        .iter()
        .filter(|(from, _)| place[*from as usize] != u32::MAX)
        .all(is_after);
    let mut changed = true;
    while changed {
        changed = false;
        for &node in left.iter().rev().skip(1) {
            let known = callers.at(node as usize).iter().copied();
            let common = known
                .filter(|caller| dominators[*caller as usize].is_some())
                .reduce(|a, b| meet(&dominators, &place, a, b));
            if dominators[node as usize] != common {
                dominators[node as usize] = common;
                changed = has_circle;
            }
        }
    }
    dominators[ROOT] = None;
    dominators
}

/// The nearest node that dominates both.
fn meet(dominators: &[Option<u32>], place: &[u32], a: u32, b: u32) -> u32 {
    let (mut a, mut b) = (a, b);
    while a != b {
        // Both have a dominator: only such nodes are met, and the root is left last.
        if place[a as usize] < place[b as usize] {
            a = dominators[a as usize].unwrap_or(ROOT as u32);
        } else {
            b = dominators[b as usize].unwrap_or(ROOT as u32);
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
            let edges: Vec<(u32, u32)> = edges.iter().map(|(a, b)| (*a as u32, *b as u32)).collect();
            let (called, _) = Neighbours::of(12, edges.iter().copied());
            let ours = immediate_dominators(12, &edges, &left(12, &called));
            for (node, own) in ours.iter().enumerate() {
                let other = theirs.immediate_dominator(NodeIndex::new(node));
                prop_assert_eq!(*own, other.map(|node| node.index() as u32), "node {}", node);
            }
        }
    }
}
