//! Places of what scenarios add: beside the places of the base, which stay.

use super::{Unplaced, place};
use crate::model::edit::TileRef;
use crate::model::{Component, Design, Id, scenario};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The design whose scenarios give a place to every component that they add or put elsewhere.
pub fn place_scenarios(design: &Design) -> Design {
    let mut result = design.clone();
    let ids: Vec<Id> = design.scenarios.keys().cloned().collect();
    for id in ids {
        let (Some(shown), Some(former)) = (design.with_scenario(&id), design.scenarios.get(&id))
        else {
            continue;
        };
        let unplaced = Unplaced {
            tiles: moved(design, &shown),
            ..Unplaced::default()
        };
        if unplaced.is_empty() {
            continue;
        }
        let placed = place(&shown, &unplaced);
        let changed = scenario::between(&design.without_scenarios(), &placed, former);
        result.scenarios.insert(id, Arc::new(changed));
    }
    result
}

/// Tiles of `shown` that stand in another frame than in the base, or that the base does not have.
fn moved(base: &Design, shown: &Design) -> BTreeSet<TileRef> {
    let parent = |component: &Component, placement: usize| {
        let place = component.placements.get(placement);
        place.and_then(|place| place.parent.clone())
    };
    let tiles = shown.components.iter().flat_map(|(id, component)| {
        (0..component.placements.len()).map(move |placement| (id, component, placement))
    });
    tiles
        .filter(|(id, component, placement)| {
            base.components.get(*id).is_none_or(|before| {
                *placement >= before.placements.len()
                    || parent(before, *placement) != parent(component, *placement)
            })
        })
        .map(|(id, _, placement)| TileRef {
            component: id.clone(),
            placement,
        })
        .collect()
}
