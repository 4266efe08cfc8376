//! Removing items, and what must go or change with them.

use super::{EditError, grow};
use crate::model::scenario::ConnectionPatch;
use crate::model::{Design, Id, Scenario, SecurityGroup, SecurityRule, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Removes items and says which are gone. Members of removed frames go too, or move to the frame around.
pub(super) fn remove(
    design: &mut Design,
    ids: &BTreeSet<Id>,
    with_members: bool,
) -> Result<BTreeSet<Id>, EditError> {
    if let Some(unknown) = ids.iter().find(|id| !design.contains(id)) {
        return Err(EditError::Unknown(unknown.clone()));
    }
    let named: BTreeSet<&Id> = ids
        .iter()
        .filter(|id| design.containers.contains_key(*id))
        .collect();
    let frames: BTreeSet<Id> = if named.is_empty() {
        BTreeSet::new()
    } else if with_members {
        grow::inside(design, &named)
    } else {
        named.into_iter().cloned().collect()
    };
    let before = design.clone();
    for (id, component) in &before.components {
        let stands_in = |parent: &Option<Id>| parent.as_ref().is_some_and(|p| frames.contains(p));
        let hit = component.placements.iter().any(|p| stands_in(&p.parent));
        let named = ids.contains(id);
        if !named && !hit {
            continue;
        }
        let kept = component.placements.iter().any(|p| !stands_in(&p.parent));
        if named || (with_members && !kept) {
            if component.locked {
                return Err(EditError::Locked(id.clone()));
            }
            design.components.remove(id);
            continue;
        }
        let Some(component) = design.components.get_mut(id).map(Arc::make_mut) else {
            continue;
        };
        if with_members {
            component.placements.retain(|p| !stands_in(&p.parent));
        } else {
            for placement in &mut component.placements {
                placement.parent = surviving(&before, placement.parent.as_ref(), &frames);
            }
        }
    }
    for (id, container) in &before.containers {
        if frames.contains(id) {
            design.containers.remove(id);
        } else if container
            .parent
            .as_ref()
            .is_some_and(|p| frames.contains(p))
            && let Some(container) = design.containers.get_mut(id)
        {
            let container = Arc::make_mut(container);
            container.parent = surviving(&before, container.parent.as_ref(), &frames);
        }
    }
    for id in ids {
        design.connections.remove(id);
        design.security_groups.remove(id);
    }
    let mut gone = ids.clone();
    gone.extend(frames);
    let missing = |id: &&Id| !design.components.contains_key(*id);
    gone.extend(before.components.keys().filter(missing).cloned());
    // What a scenario said about them was about the base's items, even where it said enough to add one.
    for (id, scenario) in before.scenarios.iter() {
        if gone.iter().any(|id| scenario.changes_item(id)) {
            let mut next = Scenario::clone(scenario);
            gone.iter().for_each(|id| next.forget(id));
            design.scenarios.insert(id.clone(), Arc::new(next));
        }
    }
    Ok(gone)
}

/// The innermost frame around `inner` that is not removed.
fn surviving(design: &Design, inner: Option<&Id>, removed: &BTreeSet<Id>) -> Option<Id> {
    design
        .ancestors(inner)
        .map(|(id, _)| id)
        .find(|id| !removed.contains(*id))
        .cloned()
}

/// Takes away every reference to an item that is not there: connections without an end, parents, security groups in
/// components, rules and frames, accepted findings, and what scenarios name.
pub(in crate::model) fn repair(design: &mut Design) {
    let here = design.clone();
    let end = |id: &Id| here.components.contains_key(id) || here.containers.contains_key(id);
    let group = |id: &Id| here.security_groups.contains_key(id);
    let frame = |id: &Option<Id>| {
        id.as_ref()
            .is_none_or(|id| here.containers.contains_key(id))
    };
    for (id, connection) in &here.connections {
        if !end(&connection.from) || !end(&connection.to) {
            design.connections.remove(id);
        }
    }
    for (id, component) in &here.components {
        let whole = component.security_groups.iter().all(group)
            && component.placements.iter().all(|p| frame(&p.parent));
        if !whole && let Some(component) = design.components.get_mut(id) {
            let component = Arc::make_mut(component);
            component.security_groups.retain(|id| group(id));
            for placement in &mut component.placements {
                if !frame(&placement.parent) {
                    placement.parent = None;
                }
            }
        }
    }
    for (id, container) in &here.containers {
        // The `code` of a security group frame is the id of the group that its members get.
        let coded = container.kind != crate::model::ContainerKind::SecurityGroup
            || container
                .code
                .as_ref()
                .is_none_or(|code| here.security_groups.contains_key(code.as_str()));
        if (!coded || !frame(&container.parent))
            && let Some(container) = design.containers.get_mut(id)
        {
            let container = Arc::make_mut(container);
            if !coded {
                container.code = None;
            }
            if !frame(&container.parent) {
                container.parent = None;
            }
        }
    }
    let stands = |rule: &SecurityRule| match &rule.source {
        Source::Cidr(_) => true,
        Source::Group(id) => group(id),
    };
    for (id, item) in &here.security_groups {
        let whole = |item: &SecurityGroup| item.ingress.iter().chain(&item.egress).all(stands);
        if !whole(item)
            && let Some(item) = design.security_groups.get_mut(id)
        {
            let item = Arc::make_mut(item);
            item.ingress.retain(stands);
            item.egress.retain(stands);
        }
    }
    let connections = design.connections.clone();
    let exists = |id: &Id| connections.contains_key(id) || end(id) || group(id);
    design
        .silenced
        .retain(|silence| silence.item.as_ref().is_none_or(exists));
    for (id, scenario) in here.scenarios.iter() {
        let mended = mend(scenario, &exists, &here);
        if mended != **scenario {
            design.scenarios.insert(id.clone(), Arc::new(mended));
        }
    }
}

/// The scenario without what it says about items that are not there.
fn mend(scenario: &Scenario, exists: &impl Fn(&Id) -> bool, here: &Design) -> Scenario {
    let mut next = scenario.clone();
    let own = scenario;
    let frame = |id: &Id| {
        here.containers.contains_key(id)
            || own
                .containers
                .get(id)
                .is_some_and(|patch| patch.made().is_some())
    };
    let component = |id: &Id| {
        here.components.contains_key(id)
            || own
                .components
                .get(id)
                .is_some_and(|patch| patch.made().is_some())
    };
    let group =
        |id: &Id| here.security_groups.contains_key(id) || own.security_groups.contains_key(id);
    let end = |id: &Id| component(id) || frame(id);
    let ends = |patch: &ConnectionPatch| [&patch.from, &patch.to].into_iter().flatten().all(end);
    next.containers.retain(|id, _| frame(id));
    next.components.retain(|id, _| component(id));
    next.connections.retain(|id, patch| {
        let known = here.connections.contains_key(id) || patch.made().is_some();
        known && ends(patch)
    });
    next.demand_factors.retain(|id, _| component(id));
    next.removed.retain(|id| exists(id));
    next.unsilenced
        .retain(|(_, item)| item.as_ref().is_none_or(exists));
    let connection =
        |id: &Id| here.connections.contains_key(id) || own.connections.contains_key(id);
    let any = |id: &Id| end(id) || group(id) || connection(id);
    next.silenced
        .retain(|silence| silence.item.as_ref().is_none_or(any));
    for patch in next.containers.values_mut() {
        if patch
            .parent
            .as_ref()
            .is_some_and(|parent| !parent.as_ref().is_none_or(frame))
        {
            patch.parent = Some(None);
        }
    }
    for patch in next.components.values_mut() {
        if let Some(groups) = &mut patch.security_groups {
            groups.retain(group);
        }
        for tile in patch.placements.iter_mut().flatten() {
            if tile
                .parent
                .as_ref()
                .is_some_and(|parent| !parent.as_ref().is_none_or(frame))
            {
                tile.parent = Some(None);
            }
        }
    }
    for patch in next.security_groups.values_mut() {
        let stands = |rule: &SecurityRule| match &rule.source {
            Source::Cidr(_) => true,
            Source::Group(id) => group(id),
        };
        for rules in [&mut patch.ingress, &mut patch.egress]
            .into_iter()
            .flatten()
        {
            rules.retain(stands);
        }
    }
    next
}
