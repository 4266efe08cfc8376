//! The figures of a design after a small change, from those of the design before it.
//!
//! A change of components that leaves all rates as they are (a component stands elsewhere, is of another type, is
//! larger) touches its own connections' paths, the bills of it and its neighbours, and the tiers that they share with
//! others. Anything else is computed in full. Either way the result is the same.

use super::cost::{self, Ledger};
use super::path::{self, Ways};
use super::{Report, traffic};
use crate::catalog::{BillCx, Item};
use crate::model::{Component, Connection, Container, Design, Frames, Id};
use crate::pricing::Catalogue;
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What figures were computed from.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) design: Design,
    pub(super) catalogue: Catalogue,
    pub(super) frames: Frames,
    pub(super) ways: Ways,
    pub(super) ledger: Ledger,
    /// Components whose bill looks at the whole design.
    pub(super) whole: Vec<Id>,
}

/// The figures of `design`; none where they must be computed in full.
pub(super) fn again(
    mut previous: Report,
    design: &Design,
    catalogue: &Catalogue,
) -> Option<Report> {
    let mut trace = previous.trace.take()?;
    let before = &trace.design;
    let is_alike = trace.catalogue.is_same(catalogue)
        && before.settings == design.settings
        && !design.settings.free_tier
        && updates(&before.containers, &design.containers)?
            .iter()
            .all(|(_, old, new)| encloses_alike(old, new))
        && updates(&before.connections, &design.connections)?
            .iter()
            .all(|(_, old, new)| carries_alike(old, new));
    if !is_alike {
        return None;
    }
    let changed: Vec<&Id> = updates(&before.components, &design.components)?
        .into_iter()
        .filter(|(_, old, new)| !works_alike(old, new))
        .map(|(id, ..)| id)
        .collect();
    for id in &changed {
        let steers = |design| Item::of(design, id).is_none_or(|it| path::steers_others(it.kind));
        if steers(before)
            || steers(design)
            || speaks_otherwise(before, design, id)
            || !traffic::hands_on_alike(before, design, &previous.traffic, id)
        {
            return None;
        }
    }
    let report = &mut previous;
    if !changed.is_empty() {
        let trace = &mut *trace;
        let connections = redirect(report, design, trace, &changed);
        bill_again(report, design, trace, &changed, &connections);
    }
    trace.design = design.clone();
    previous.trace = Some(trace);
    Some(previous)
}

/// The values that differ between two maps; none where a key comes or goes.
fn updates<'b, 'a, T: PartialEq>(
    before: &'b OrdMap<Id, Arc<T>>,
    after: &'a OrdMap<Id, Arc<T>>,
) -> Option<Vec<(&'a Id, &'b T, &'a T)>> {
    if before.ptr_eq(after) {
        return Some(Vec::new());
    }
    let differences = before.diff(after);
    differences
        .map(|item| match item {
            DiffItem::Update { old, new } => Some((new.0, old.1.as_ref(), new.1.as_ref())),
            DiffItem::Add(..) | DiffItem::Remove(..) => None,
        })
        .collect()
}

/// Whether two states of a frame differ in how they are drawn alone.
fn encloses_alike(old: &Container, new: &Container) -> bool {
    old.kind == new.kind && old.parent == new.parent && old.code == new.code
}

/// Whether two states of a connection differ in how they are drawn alone.
fn carries_alike(old: &Connection, new: &Connection) -> bool {
    let drawn = Connection {
        name: new.name.clone(),
        from_side: new.from_side,
        to_side: new.to_side,
        bends: new.bends.clone(),
        ..old.clone()
    };
    drawn == *new
}

/// Whether two states of a component differ in how they are drawn, what they are called or who pays alone.
fn works_alike(old: &Component, new: &Component) -> bool {
    let tiles = |component: &Component| {
        let tiles = component.placements.iter();
        tiles
            .map(|tile| (tile.parent.clone(), tile.instances))
            .collect::<Vec<_>>()
    };
    old.kind == new.kind
        && old.properties == new.properties
        && old.demand == new.demand
        && old.security_groups == new.security_groups
        && tiles(old) == tiles(new)
}

/// Whether an entry says something else of its users (where they are), which bills far from it may depend on.
fn speaks_otherwise(before: &Design, after: &Design, id: &Id) -> bool {
    let (Some(old), Some(new)) = (Item::of(before, id), Item::of(after, id)) else {
        return true;
    };
    (old.kind.is_entry || new.kind.is_entry) && old.component.properties != new.component.properties
}

/// Finds the paths of the changed components' connections anew; those whose path changed, by their place.
fn redirect(report: &mut Report, design: &Design, trace: &Trace, changed: &[&Id]) -> Vec<usize> {
    let traffic = &report.traffic;
    let flows = changed.iter().flat_map(|id| {
        let flows = traffic.of(id);
        flows.incoming.iter().chain(flows.outgoing)
    });
    let ids: BTreeSet<&Id> = flows.map(|flow| &flow.connection).collect();
    let mut places = Vec::new();
    for id in ids {
        let (Some(flow), Some(place)) = (
            traffic.connections.get(id),
            report.paths.connections.place_of(id),
        ) else {
            continue;
        };
        let around = (design, &trace.frames);
        let parts = path::classify_one(around, traffic, &trace.ways, flow);
        let known = report.paths.connections.at(place);
        if let Some(parts) = parts.filter(|parts| known.is_some_and(|known| known != parts)) {
            report.paths.connections.replace(place, parts);
            places.push(place);
        }
    }
    places
}

/// Bills the changed components, their neighbours and what looks at the whole design anew, and the connections at these
/// places.
fn bill_again(
    report: &mut Report,
    design: &Design,
    trace: &mut Trace,
    changed: &[&Id],
    connections: &[usize],
) {
    let traffic = &report.traffic;
    let mut owners: BTreeSet<&Id> = BTreeSet::new();
    for id in changed {
        let flows = traffic.of(id);
        owners.insert(id);
        owners.extend(flows.incoming.iter().map(|flow| &flow.from));
        owners.extend(flows.outgoing.iter().map(|flow| &flow.to));
    }
    owners.extend(&trace.whole);
    for id in owners {
        let (Some(item), Some(place)) = (Item::of(design, id), report.cost.components.place_of(id))
        else {
            continue;
        };
        let cx = BillCx {
            item: Item {
                frames: Some(&trace.frames),
                ..item
            },
            flows: traffic.of(id),
            catalogue: &trace.catalogue,
            hours: design.settings.hours_per_month,
            log: None,
        };
        cost::rebook_item(&mut trace.ledger, &mut report.cost, place, &cx);
    }
    for &place in connections {
        cost::rebook_connection(
            &mut trace.ledger,
            &mut report.cost,
            place,
            design,
            &report.paths,
            &trace.catalogue,
        );
    }
    trace.ledger.settle(&mut report.cost, &report.paths);
}
