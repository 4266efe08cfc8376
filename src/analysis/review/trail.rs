//! The way that a finding is about: the connections that light up when one points at it.
//!
//! A finding names items; what breaks is often the way between them. Connections that the finding names belong to it, so do
//! those between two of its items, and those that go through a gateway or endpoint that it names. For rules on the way of
//! a request ([`WHOLE_WAY`]) it is the way from the entries through the items to the stores behind them.

use super::{Finding, ReviewCx};
use crate::analysis::path::PathPart;
use crate::catalog::Item;
use crate::model::{Design, Id};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Rules that look at the way of a request from its entry on.
const WHOLE_WAY: [&str; 11] = [
    "REL001", "REL002", "REL003", "REL014", "REL019", "REL068", "REL071", "REL072", "REL073",
    "REL078", "REL088",
];

/// Connections of the way that a finding is about, in id order; empty where it is about items alone.
pub fn trail(base: &ReviewCx<'_>, finding: &Finding) -> Vec<Id> {
    let design = base.design;
    let named: BTreeSet<&Id> = finding.items.iter().collect();
    let connections = || {
        named
            .iter()
            .filter(|id| design.connections.contains_key(**id))
    };
    let mut out: BTreeSet<&Id> = connections().copied().collect();
    let ends: BTreeSet<&Id> = named
        .iter()
        .filter(|id| design.components.contains_key(**id) || design.containers.contains_key(**id))
        .copied()
        .collect();
    for (id, connection) in &design.connections {
        if ends.contains(&connection.from) && ends.contains(&connection.to) {
            out.insert(id);
        }
    }
    if !ends.is_empty() {
        out.extend(passing(base, &ends));
    }
    if WHOLE_WAY.contains(&finding.code) {
        let ways = Ways::of(design);
        // The way to a connection is the way to its caller.
        let callers = connections().filter_map(|id| design.connection(id));
        let callers = callers.map(|connection| &connection.from);
        let targets: BTreeSet<&Id> = ends.iter().copied().chain(callers).collect();
        out.extend(ways.between(&entries(base), &targets));
        out.extend(ways.between(&ends, &stores(design, &ends)));
    } else if out.is_empty() && ends.len() > 1 {
        let ways = Ways::of(design);
        for from in &ends {
            let one = BTreeSet::from([*from]);
            let others = ends.iter().filter(|id| *id != from).copied().collect();
            out.extend(ways.between(&one, &others));
        }
    }
    out.into_iter().cloned().collect()
}

/// Connections whose traffic goes through one of the items. Where frames are named too: those of callers inside them.
fn passing<'a>(base: &ReviewCx<'a>, ends: &BTreeSet<&'a Id>) -> Vec<&'a Id> {
    let design = base.design;
    let frames: Vec<&Id> = ends
        .iter()
        .filter(|id| design.containers.contains_key(**id))
        .copied()
        .collect();
    let goes = |part: &PathPart| part.via.as_ref().is_some_and(|via| ends.contains(via));
    let inside = |caller: &Id| {
        let component = design.component(caller);
        let mut places = component.into_iter().flat_map(|c| &c.placements);
        places.any(|place| {
            let within = |frame: &&&Id| design.is_inside(place.parent.as_ref(), frame);
            frames.iter().any(|frame| within(&frame))
        })
    };
    let through = design.connections.iter().filter(|(id, connection)| {
        base.paths.of(id).iter().any(goes) && (frames.is_empty() || inside(&connection.from))
    });
    through.map(|(id, _)| id).collect()
}

/// Where requests start.
fn entries<'a>(base: &ReviewCx<'a>) -> BTreeSet<&'a Id> {
    let all = || Item::all(base.design).filter(|item| item.kind.is_entry);
    let demanding = all().filter(|item| base.traffic.of(item.id).demand_requests > 0.0);
    let found: BTreeSet<&Id> = demanding.map(|item| item.id).collect();
    if found.is_empty() {
        return all().map(|item| item.id).collect();
    }
    found
}

/// The data stores besides the items themselves.
fn stores<'a>(design: &'a Design, ends: &BTreeSet<&'a Id>) -> BTreeSet<&'a Id> {
    Item::all(design)
        .filter(|item| item.kind.is_data_store && !ends.contains(item.id))
        .map(|item| item.id)
        .collect()
}

/// Synchronous calls by caller; an end at a frame stands for one at each component in it.
struct Ways<'a> {
    calls: BTreeMap<&'a Id, Vec<(&'a Id, &'a Id)>>,
}

impl<'a> Ways<'a> {
    fn of(design: &'a Design) -> Ways<'a> {
        let mut members: BTreeMap<&Id, Vec<&'a Id>> = BTreeMap::new();
        for (id, component) in &design.components {
            for placement in &component.placements {
                for (frame, _) in design.ancestors(placement.parent.as_ref()) {
                    let inside = members.entry(frame).or_default();
                    if inside.last() != Some(&id) {
                        inside.push(id);
                    }
                }
            }
        }
        let ends = |id: &'a Id| match members.get(id) {
            Some(inside) if design.containers.contains_key(id) => inside.clone(),
            _ => vec![id],
        };
        let mut calls: BTreeMap<&Id, Vec<(&Id, &Id)>> = BTreeMap::new();
        for (id, connection) in &design.connections {
            if !connection.kind.is_synchronous() {
                continue;
            }
            let called = ends(&connection.to);
            for from in ends(&connection.from) {
                let of = calls.entry(from).or_default();
                of.extend(called.iter().map(|to| (*to, id)));
            }
        }
        Ways { calls }
    }
    /// Connections of a shortest way to each of the targets that is reached from the starts.
    fn between(&self, starts: &BTreeSet<&'a Id>, targets: &BTreeSet<&'a Id>) -> BTreeSet<&'a Id> {
        // The step that each component was first reached by.
        let mut reached: BTreeMap<&Id, Option<(&Id, &Id)>> = BTreeMap::new();
        let mut next: VecDeque<&Id> = VecDeque::new();
        for start in starts {
            reached.insert(start, None);
            next.push_back(start);
        }
        while let Some(from) = next.pop_front() {
            for (to, connection) in self.calls.get(from).into_iter().flatten() {
                if !reached.contains_key(*to) {
                    reached.insert(to, Some((from, connection)));
                    next.push_back(to);
                }
            }
        }
        let (mut out, mut walked) = (BTreeSet::new(), BTreeSet::new());
        for target in targets {
            let mut at = *target;
            while let Some(Some((from, connection))) = reached.get(at) {
                if !walked.insert(at) {
                    break;
                }
                out.insert(*connection);
                at = from;
            }
        }
        out
    }
}
