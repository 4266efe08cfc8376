//! From an edited design back to the scenario that makes it.

use super::{
    ComponentPatch, ConnectionPatch, ContainerPatch, Scenario, SecurityGroupPatch, SettingsPatch,
};
use crate::model::edit::{Edit, EditError, apply, inside};
use crate::model::{Component, Design, Id, LocalText};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The scenario that turns `base` into `edited`. Name, description, Region and factors on demand are those of `former`;
/// what goes beyond them becomes patches. Titles, currency and the scenarios of both designs are not looked at.
pub fn between(base: &Design, edited: &Design, former: &Scenario) -> Scenario {
    let mut next = Scenario {
        name: former.name.clone(),
        description: former.description.clone(),
        region: former.region.clone(),
        demand_factor: former.demand_factor,
        demand_factors: former.demand_factors.clone(),
        ..Scenario::default()
    };
    let start = base.with(&next);
    next.settings = SettingsPatch::between(&start.settings, &edited.settings);
    patches(
        &start.containers,
        &edited.containers,
        ContainerPatch::between,
        ContainerPatch::adding,
        &mut next.containers,
        &mut next.removed,
    );
    patches(
        &start.security_groups,
        &edited.security_groups,
        SecurityGroupPatch::between,
        SecurityGroupPatch::adding,
        &mut next.security_groups,
        &mut next.removed,
    );
    patches(
        &start.components,
        &edited.components,
        ComponentPatch::between,
        ComponentPatch::adding,
        &mut next.components,
        &mut next.removed,
    );
    patches(
        &start.connections,
        &edited.connections,
        ConnectionPatch::between,
        ConnectionPatch::adding,
        &mut next.connections,
        &mut next.removed,
    );
    silences(&start, edited, &mut next);
    drop_implied(&start, edited, &mut next);
    next
}

/// Patches of the items of one sort; items that are gone go to `removed`.
fn patches<T: Clone + PartialEq, P>(
    start: &OrdMap<Id, Arc<T>>,
    edited: &OrdMap<Id, Arc<T>>,
    between: fn(&T, &T) -> P,
    adding: fn(&T) -> P,
    out: &mut BTreeMap<Id, P>,
    removed: &mut BTreeSet<Id>,
) {
    if start.ptr_eq(edited) {
        return;
    }
    for item in start.diff(edited) {
        match item {
            DiffItem::Add(id, new) => drop(out.insert(id.clone(), adding(new))),
            DiffItem::Remove(id, _) => drop(removed.insert(id.clone())),
            DiffItem::Update {
                old: (id, old),
                new: (_, new),
            } if old != new => drop(out.insert(id.clone(), between(old, new))),
            DiffItem::Update { .. } => {}
        }
    }
}

fn silences(start: &Design, edited: &Design, next: &mut Scenario) {
    for silence in &edited.silenced {
        if !start.silenced.contains(silence) {
            next.silenced.push(silence.clone());
        }
    }
    for silence in &start.silenced {
        let same =
            |own: &crate::model::Silence| own.rule == silence.rule && own.item == silence.item;
        let gone = |id: &Id| next.removed.contains(id);
        if !edited.silenced.iter().any(same) && !silence.item.as_ref().is_some_and(gone) {
            let key = (silence.rule.clone(), silence.item.clone());
            next.unsilenced.push(key);
        }
    }
}

/// What goes by itself need not be named: connections of what is removed, and what stands in a removed frame.
fn drop_implied(start: &Design, edited: &Design, next: &mut Scenario) {
    if next.removed.is_empty() {
        return;
    }
    let removed = next.removed.clone();
    let outer: BTreeSet<&Id> = removed
        .iter()
        .filter(|id| start.containers.contains_key(*id))
        .collect();
    let frames = if outer.is_empty() {
        BTreeSet::new()
    } else {
        inside(start, &outer)
    };
    // A frame that was taken out of a removed one stays, with what stands in it.
    let in_removed = |id: &Id| frames.contains(id) && !edited.containers.contains_key(id);
    for id in &outer {
        let parent = start.container(id).and_then(|own| own.parent.as_ref());
        if parent.is_some_and(|parent| removed.contains(parent)) {
            next.removed.remove(*id);
        }
    }
    let stays = |component: &Component| {
        let tiles = component.placements.iter();
        let tiles = tiles.filter(|tile| !tile.parent.as_ref().is_some_and(in_removed));
        tiles.cloned().collect::<Vec<_>>()
    };
    for (id, component) in &start.components {
        if removed.contains(id) && stays(component).is_empty() {
            next.removed.remove(id);
        }
        let left = edited.component(id).map(|own| &own.placements);
        if let Some(patch) = next.components.get_mut(id)
            && left.is_some_and(|left| *left == stays(component))
        {
            patch.placements = None;
        }
    }
    next.components.retain(|_, patch| !patch.is_empty());
    for (id, connection) in &start.connections {
        let ends = [&connection.from, &connection.to];
        if ends.iter().any(|end| removed.contains(*end)) {
            next.removed.remove(id);
        }
    }
}

/// The design after an edit made in a scenario (or in the base, where none is active). In a scenario, edits of items and
/// settings change the scenario; titles, currency, the profile of the review and scenarios themselves are the design's.
///
/// # Errors
/// [`EditError`] if the edit does not fit the design that the scenario shows.
pub fn edit(design: &Design, active: Option<&Id>, edit: &Edit) -> Result<Design, EditError> {
    let found = active.and_then(|id| design.scenarios.get_key(id));
    let Some((id, scenario)) = found.filter(|_| !edit.is_about_whole_design()) else {
        return apply(design, edit);
    };
    let edited = apply(&design.with(scenario), edit)?;
    let mut next = design.clone();
    // How figures and findings are shown is the same in all scenarios.
    let (own, other) = (&mut next.settings, &edited.settings);
    own.currency = other.currency;
    own.currency_rate = other.currency_rate;
    own.review_profile = other.review_profile;
    next.name = edited.name.clone();
    next.description = edited.description.clone();
    let changed = between(&next, &edited, scenario);
    next.scenarios.insert(id.clone(), Arc::new(changed));
    Ok(next)
}

/// The design with that scenario as its base. The former base takes its place as a scenario named `former`, and the other
/// scenarios go on to show what they showed.
pub fn promote(design: &Design, id: &Id, former: &LocalText) -> Option<Design> {
    let promoted = design.with_scenario(id)?;
    let mut next = promoted.clone();
    for (other, scenario) in design.scenarios.iter() {
        let again = if other == id {
            let former = Scenario::named(former.clone());
            between(&promoted, design, &former)
        } else {
            let plain = Scenario {
                name: scenario.name.clone(),
                description: scenario.description.clone(),
                ..Scenario::default()
            };
            between(&promoted, &design.with(scenario), &plain)
        };
        next.scenarios.insert(other.clone(), Arc::new(again));
    }
    Some(next)
}
