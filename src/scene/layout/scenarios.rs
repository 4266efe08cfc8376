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

#[cfg(test)]
mod tests {
    use crate::io::ron;
    use crate::model::{Id, Rect};
    use crate::scene::layout::place_scenarios;

    #[test]
    fn what_a_scenario_adds_stands_clear_of_the_base() {
        let text = r#"(format: 1, containers: {
            "vpc": (kind: "vpc", frame: (0, 0, 400, 300)),
        }, components: {
            "web": (kind: "instance", in: "vpc", at: (16, 48)),
            "db": (kind: "db_instance", in: "vpc", at: (200, 48)),
        }, scenarios: {
            "more": (components: {"cache": (kind: "elasticache_replication_group", in: "vpc", at: (16, 48))}),
        })"#;
        let design = ron::read(text, "t.ron").unwrap().design;
        let id = Id::new("more").unwrap();
        let shown = place_scenarios(&design).with_scenario(&id).unwrap();
        let tile = |name: &str| {
            let component = &shown.components[&Id::new(name).unwrap()];
            let at = component.placements[0].at;
            Rect::new(at.x, at.y, 112.0, 44.0)
        };
        let (web, db, cache) = (tile("web"), tile("db"), tile("cache"));
        assert!(!cache.intersects(web) && !cache.intersects(db), "{cache:?}");
        // The base keeps its places, and a second run changes nothing.
        let before = &design.components[&Id::new("web").unwrap()];
        assert_eq!(shown.components[&Id::new("web").unwrap()], *before);
        let once = place_scenarios(&design);
        assert_eq!(
            place_scenarios(&once).with_scenario(&id),
            once.with_scenario(&id)
        );
    }
}
