//! One zone against several: the same design with its instances in one Availability Zone, and spread over more, each with
//! its price, the commitment of its SLAs and the findings that only it has.
//!
//! What moves: components in a VPC that run on instances and stand in a zone (servers, groups, services, caches, databases).
//! Counts of instances stay as they are, so that the difference is what the zones cost: transfer between them.

use super::Finding;
use super::availability::committed;
use super::zones;
use crate::analysis::cost::Total;
use crate::analysis::{Report, analyse};
use crate::catalog::{Item, Network, Scope};
use crate::model::edit::{self, Edit};
use crate::model::{Component, Design, Id, Placement, Rect};
use crate::pricing::Catalogue;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

/// Size of a tile in canvas units.
const TILE: (f32, f32) = (140.0, 56.0);
/// Space between tiles that would lie on each other.
const STEP: f32 = 16.0;

/// One of the two choices.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Zones that the instances run in, sorted.
    pub zones: Vec<String>,
    /// Sum of the design.
    pub total: Total,
    /// What its connections cost, US dollars a month.
    pub transfer: Usd,
    /// Product of the uptime that AWS commits to for the items that move, percent a month; none where nothing is committed.
    pub uptime_percent: Option<f64>,
    /// Findings that the other choice does not have, the most severe first.
    pub findings: Vec<Finding>,
    /// Makes the design so; none where it is so already.
    pub edit: Option<Edit>,
}

/// Both choices.
#[derive(Clone, Debug)]
pub struct ZoneChoice {
    /// The components that move or spread.
    pub items: BTreeSet<Id>,
    /// All instances in the zone that has the most of them.
    pub one: Choice,
    /// Spread over the zones that are drawn, or one more.
    pub several: Choice,
}

/// Why there is nothing to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoChoice {
    /// Nothing that runs on instances stands in a zone.
    #[error("no component on instances stands in an Availability Zone")]
    NothingInZones,
    /// No component has two instances to spread, and no second zone is drawn.
    #[error("no component has two instances to spread over zones")]
    NothingToSpread,
}

/// Compares one zone with several for the given items (components, or frames with all in them); for the whole design where
/// there are none.
///
/// # Errors
/// [`NoChoice`] where both would be the same.
pub fn zone_choice(
    design: &Design,
    items: &BTreeSet<Id>,
    catalogue: &Catalogue,
) -> Result<ZoneChoice, NoChoice> {
    let moving = candidates(design, items);
    let home = busiest_zone(design, &moving).ok_or(NoChoice::NothingInZones)?;
    let one = gathered(design, &moving, &home);
    let several = spread(design, &moving, catalogue);
    if one == several {
        return Err(NoChoice::NothingToSpread);
    }
    let (first, second) = (analyse(&one, catalogue), analyse(&several, catalogue));
    let choice = |design_of: &Design, report: &Report, other: &Report| Choice {
        zones: zones_in(design_of, &moving),
        total: report.cost.total,
        transfer: Usd(report
            .cost
            .connections
            .values()
            .map(|c| c.total.usd.0)
            .sum()),
        uptime_percent: uptime(design_of, &moving),
        findings: only_in(report, other),
        edit: change(design, design_of),
    };
    Ok(ZoneChoice {
        one: choice(&one, &first, &second),
        several: choice(&several, &second, &first),
        items: moving,
    })
}

/// Components on instances that stand in a zone, of those asked for.
fn candidates(design: &Design, wanted: &BTreeSet<Id>) -> BTreeSet<Id> {
    let asked = |item: &Item<'_>| {
        wanted.is_empty()
            || wanted.contains(item.id)
            || item.component.placements.iter().any(|place| {
                let mut around = design.ancestors(place.parent.as_ref());
                around.any(|(id, _)| wanted.contains(id))
            })
    };
    let in_zone = |item: &Item<'_>| {
        let mut places = item.component.placements.iter();
        places.any(|place| design.zone_of(place.parent.as_ref()).is_some())
    };
    Item::all(design)
        .filter(|item| {
            matches!(item.kind.scope, Scope::Zonal | Scope::Vpc)
                && matches!(
                    item.kind.network,
                    Network::Instance | Network::ManagedDatabase
                )
                && in_zone(item)
                && asked(item)
        })
        .map(|item| item.id.clone())
        .collect()
}

/// The zone with the most instances of the items; of several the first by name.
fn busiest_zone(design: &Design, items: &BTreeSet<Id>) -> Option<String> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for id in items {
        let Some(item) = Item::of(design, id) else {
            continue;
        };
        for share in item.zones() {
            *sums.entry(share.zone.as_str()).or_default() += share.instances.max(share.share);
        }
    }
    let mut best: Option<(&str, f64)> = None;
    for (zone, sum) in sums {
        if best.is_none_or(|(_, most)| sum > most) {
            best = Some((zone, sum));
        }
    }
    best.map(|(zone, _)| zone.to_owned())
}

fn zones_in(design: &Design, items: &BTreeSet<Id>) -> Vec<String> {
    let items: Vec<Item<'_>> = items.iter().filter_map(|id| Item::of(design, id)).collect();
    let zones = zones::zones_of(&items);
    zones.into_iter().map(str::to_owned).collect()
}

/// The design with all tiles of the items in one zone.
fn gathered(design: &Design, items: &BTreeSet<Id>, zone: &str) -> Design {
    let mut next = design.clone();
    for id in items {
        let Some(component) = design.component(id) else {
            continue;
        };
        let mut component = component.clone();
        let mut kept: Vec<Placement> = Vec::new();
        for place in std::mem::take(&mut component.placements) {
            let here = design.zone_of(place.parent.as_ref());
            if here.is_none() || here == Some(zone) {
                join(&mut kept, place);
                continue;
            }
            let Some((frame, offset)) = counterpart(design, place.parent.as_ref(), zone) else {
                // Another VPC without that zone: it stays where it is.
                kept.push(place);
                continue;
            };
            let moved = Placement {
                parent: Some(frame),
                at: place.at.offset(offset.0, offset.1),
                ..place
            };
            join(&mut kept, moved);
        }
        component.placements = kept;
        make_room(&next, id, &mut component);
        put(&mut next, id, component);
    }
    next
}

/// Adds a tile; tiles of one component in one frame become one, with the instances of both.
fn join(kept: &mut Vec<Placement>, place: Placement) {
    let Some(same) = kept.iter_mut().find(|other| other.parent == place.parent) else {
        kept.push(place);
        return;
    };
    same.instances = match (same.instances, place.instances) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        _ => None,
    };
}

/// The frame in `zone` like the one around `place`, and how far it is away.
fn counterpart(design: &Design, place: Option<&Id>, zone: &str) -> Option<(Id, (f32, f32))> {
    let id = zones::frame_like(design, place, zone)?;
    let frame_of = |id: Option<&Id>| id.and_then(|id| design.container(id)).map(|c| c.frame);
    let (from, to) = (frame_of(place)?, frame_of(Some(id))?);
    Some((id.clone(), (to.x - from.x, to.y - from.y)))
}

/// Moves tiles of a component that would lie on others to the right.
fn make_room(design: &Design, id: &Id, component: &mut Component) {
    let tile = |place: &Placement| Rect::new(place.at.x, place.at.y, TILE.0, TILE.1);
    let others = design.components.iter().filter(|(other, _)| *other != id);
    let taken: Vec<Rect> = others
        .flat_map(|(_, other)| other.placements.iter().map(tile))
        .collect();
    for place in &mut component.placements {
        // Enough steps for a full row of tiles.
        for _ in 0..32 {
            if !taken.iter().any(|rect| rect.intersects(tile(place))) {
                break;
            }
            place.at = place.at.offset(TILE.0 + STEP, 0.0);
        }
    }
}

/// The design with the instances of items that stand in one zone put half into another one.
fn spread(design: &Design, items: &BTreeSet<Id>, catalogue: &Catalogue) -> Design {
    let mut next = design.clone();
    for id in items {
        let Some(item) = Item::of(&next, id) else {
            continue;
        };
        if item.instances() < 2.0 || zones::zones_of(&[item]).len() != 1 {
            continue;
        }
        let Some(twin) = zones::twin_of(&next, catalogue, item.component.parent()) else {
            continue;
        };
        let mut component = item.component.clone();
        let mut joined = Vec::new();
        for place in std::mem::take(&mut component.placements) {
            join(&mut joined, place);
        }
        component.placements = joined;
        let Some(last) = component.placements.last().cloned() else {
            continue;
        };
        let half = last.instances.map(|count| count / 2);
        let copy = zones::place_in(&twin, &last, half);
        if let (Some(here), Some(half)) = (component.placements.last_mut(), half) {
            here.instances = last.instances.map(|count| count - half);
        }
        component.placements.push(copy);
        if let Ok(with_frames) = edit::apply(&next, &Edit::Batch(twin.edits.clone())) {
            next = with_frames;
        }
        put(&mut next, id, component);
    }
    next
}

fn put(design: &mut Design, id: &Id, component: Component) {
    if let Ok(next) = edit::apply(design, &Edit::PutComponent(id.clone(), component)) {
        *design = next;
    }
}

/// Uptime of the items together: all of them must work.
fn uptime(design: &Design, items: &BTreeSet<Id>) -> Option<f64> {
    let all = items.iter().filter_map(|id| Item::of(design, id));
    let known: Vec<f64> = all.filter_map(|item| committed(&item)).collect();
    let product: f64 = known.iter().map(|percent| percent / 100.0).product();
    (!known.is_empty()).then_some(product * 100.0)
}

/// Findings of one report that the other does not have.
fn only_in(report: &Report, other: &Report) -> Vec<Finding> {
    let known: BTreeSet<(&str, &[Id])> = other
        .review
        .findings
        .iter()
        .map(|finding| (finding.code, &*finding.items))
        .collect();
    let mut only: Vec<Finding> = report
        .review
        .findings
        .iter()
        .filter(|finding| !known.contains(&(finding.code, &*finding.items)))
        .cloned()
        .collect();
    only.sort_by_key(|finding| finding.severity);
    only
}

/// The edit from one design to another that has the same items, and perhaps more frames.
fn change(from: &Design, to: &Design) -> Option<Edit> {
    let mut edits = Vec::new();
    for (id, frame) in &to.containers {
        if from.containers.get(id) != Some(frame) {
            edits.push(Edit::PutContainer(id.clone(), frame.as_ref().clone()));
        }
    }
    for (id, component) in &to.components {
        if from.components.get(id) != Some(component) {
            edits.push(Edit::PutComponent(id.clone(), component.as_ref().clone()));
        }
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Sketch, id};
    use crate::model::ContainerKind;

    /// Users -> load balancer -> ad servers -> proxies in Tokyo, all of them in zone a or over two.
    fn network(second: &str) -> Sketch {
        let mut sketch = Sketch::new();
        sketch.design.settings.region = "ap-northeast-1".to_owned();
        let frame = ContainerKind::Region;
        sketch.frame("seoul", frame, None, Some("ap-northeast-1"));
        for letter in ["a", "c"] {
            let code = format!("ap-northeast-1{letter}");
            let zone = ContainerKind::AvailabilityZone;
            sketch.frame(&format!("zone-{letter}"), zone, Some("vpc"), Some(&code));
        }
        // A KB each way for each of these requests is 1,000 GB a month.
        sketch.demand("users", "users", 1_000.0 * 1024.0 * 1024.0);
        sketch.put("lb", "application_load_balancer", &["vpc"]);
        for name in ["ads", "proxy"] {
            sketch.put(name, "autoscaling_group", &["private-a", second]);
            sketch.count(name, &[2, 2]);
            sketch.set(name, "desired_capacity", 4.0);
            sketch.set(name, "min_size", 4.0);
            sketch.set(name, "max_size", 8.0);
        }
        sketch.connect("users", "lb", 1.0, 2.0);
        sketch.connect("lb", "ads", 1.0, 2.0);
        sketch.connect("ads", "proxy", 1.0, 4.0);
        sketch
    }

    fn codes(choice: &Choice) -> Vec<&'static str> {
        choice.findings.iter().map(|finding| finding.code).collect()
    }

    /// Half of 5,000 GB to the proxies cross, × 2 sides × $0.01 = $50.
    fn expect(choice: &ZoneChoice) {
        let difference = choice.several.total.usd.0 - choice.one.total.usd.0;
        assert!((difference - 50.0).abs() < 0.01, "{difference}");
        let difference = choice.several.transfer.0 - choice.one.transfer.0;
        assert!((difference - 50.0).abs() < 0.01, "{difference}");
        assert_eq!(choice.one.zones, ["ap-northeast-1a"]);
        assert_eq!(choice.several.zones, ["ap-northeast-1a", "ap-northeast-1c"]);
        assert!(codes(&choice.one).contains(&"REL001"));
        assert!(!codes(&choice.several).contains(&"REL001"));
        // 99.5 % and 99.99 % for each of the two tiers.
        let one = choice.one.uptime_percent.unwrap();
        assert!((one - 99.5 * 99.5 / 100.0).abs() < 1e-9, "{one}");
        let several = choice.several.uptime_percent.unwrap();
        assert!((several - 99.99 * 99.99 / 100.0).abs() < 1e-9, "{several}");
    }

    #[test]
    fn both_choices_come_from_either_design() {
        let catalogue = Catalogue::embedded();
        let all = BTreeSet::new();
        let drawn_two = network("private-c");
        let choice = zone_choice(&drawn_two.design, &all, catalogue).unwrap();
        expect(&choice);
        assert!(choice.several.edit.is_none(), "it is drawn so");
        let edit = choice.one.edit.clone().unwrap();
        let one = edit::apply(&drawn_two.design, &edit).unwrap();
        let ads = one.component(&id("ads")).unwrap();
        assert_eq!(ads.placements.len(), 1);
        assert_eq!(ads.placements[0].instances, Some(4));

        let again = zone_choice(&one, &all, catalogue).unwrap();
        expect(&again);
        assert!(again.one.edit.is_none(), "it is drawn so");
        let several = edit::apply(&one, &again.several.edit.unwrap()).unwrap();
        let ads = several.component(&id("ads")).unwrap();
        let counts: Vec<_> = ads.placements.iter().map(|p| p.instances).collect();
        assert_eq!(counts, [Some(2), Some(2)]);
    }

    #[test]
    fn a_second_zone_that_is_not_drawn_is_drawn() {
        let mut sketch = network("private-a");
        for name in ["zone-c", "public-c", "private-c"] {
            sketch.design.containers.remove(&id(name));
        }
        let catalogue = Catalogue::embedded();
        let choice = zone_choice(&sketch.design, &BTreeSet::new(), catalogue).unwrap();
        assert_eq!(choice.several.zones.len(), 2);
        let edit = choice.several.edit.unwrap();
        let after = edit::apply(&sketch.design, &edit).unwrap();
        assert!(after.containers.len() > sketch.design.containers.len());
    }

    #[test]
    fn only_what_is_selected_moves() {
        let sketch = network("private-c");
        let only = BTreeSet::from([id("proxy")]);
        let choice = zone_choice(&sketch.design, &only, Catalogue::embedded()).unwrap();
        assert_eq!(choice.items, only);
        let in_zone = BTreeSet::from([id("zone-c")]);
        let choice = zone_choice(&sketch.design, &in_zone, Catalogue::embedded()).unwrap();
        assert_eq!(choice.items.len(), 2);
    }

    #[test]
    fn without_instances_in_zones_there_is_no_choice() {
        let mut sketch = Sketch::new();
        let catalogue = Catalogue::embedded();
        let none = zone_choice(&sketch.design, &BTreeSet::new(), catalogue);
        assert_eq!(none.unwrap_err(), NoChoice::NothingInZones);
        sketch.put("one", "instance", &["private-a"]);
        let none = zone_choice(&sketch.design, &BTreeSet::new(), catalogue);
        assert_eq!(none.unwrap_err(), NoChoice::NothingToSpread);
    }
}
