//! Availability Zones of tiers, and edits that spread a tile over another zone.

use super::cx::{Cx, address};
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::{Item, Kind, Scope};
use crate::model::edit::Edit;
use crate::model::{Code, Container, ContainerKind, Design, Id, Place, Placement, Rect};
use crate::pricing::Catalogue;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Borrow;
use std::collections::hash_map::Entry;

/// Names of zones; nearly all items stand in two or three.
pub type Names<'a> = SmallVec<[&'a str; 4]>;
/// Codes of zones.
pub type Codes = SmallVec<[Code; 4]>;

/// Zones of some items together, sorted.
pub fn zones_of<'a>(items: &[Item<'a>]) -> Names<'a> {
    zones_of_all(items.iter().copied())
}

/// The same for items one by one.
pub fn zones_of_all<'a>(items: impl Iterator<Item = Item<'a>>) -> Names<'a> {
    let mut zones = Codes::new();
    items.for_each(|item| add_zones(&item, &mut zones));
    let mut names: Names<'a> = zones.iter().map(|zone| zone.as_str()).collect();
    names.sort_unstable();
    names
}

/// The same as codes, in no special order: quicker to make and to compare.
pub fn codes_of<'a>(items: impl Iterator<Item = impl Borrow<Item<'a>>>) -> Codes {
    let mut zones = Codes::new();
    items.for_each(|item| add_zones(item.borrow(), &mut zones));
    zones
}

fn add_zones(item: &Item<'_>, zones: &mut SmallVec<[Code; 4]>) {
    let mut add = |zone: Code| {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    };
    // Every tile has the same part of the instances: whatever that is, each of its zones counts.
    let mut add_place = |place: &Place| match (item.kind.scope, place.zone) {
        (Scope::Zonal | Scope::Vpc, Some(zone)) => add(zone),
        (Scope::Vpc, None) => place.zones.iter().copied().for_each(&mut add),
        _ => {}
    };
    if let (Some(place), false) = (item.here, item.is_spread()) {
        add_place(place);
        return;
    }
    let placements = &item.component.placements;
    let is_even = placements.iter().all(|place| place.instances.is_none());
    if let (Some(frames), true) = (item.frames, is_even) {
        let parents = placements.iter().map(|tile| tile.parent.as_ref());
        parents.for_each(|parent| add_place(frames.place(parent)));
        return;
    }
    for share in item.zones() {
        if share.instances > 0.0 || share.share > 0.0 {
            add(share.zone);
        }
    }
}

/// A frame in another zone, like the one that a tile stands in.
pub struct Twin {
    /// Makes the zone and subnet frames that are not there yet; empty if they are.
    pub edits: Vec<Edit>,
    /// The frame for the second tile.
    pub parent: Id,
    /// How far it is from the first tile's frame: to the right, down.
    pub offset: (f32, f32),
    /// Name of its zone.
    pub zone: String,
}

/// A frame in another zone like the innermost one around `place` (a subnet of the same type, else the zone frame itself).
/// Prefers a zone that is drawn; else draws the next zone of the Region below the present one. None if `place` stands in
/// no named zone, or the Region has no other zone.
pub fn twin(cx: &Cx<'_>, place: Option<&Id>) -> Option<Twin> {
    twin_of(cx.design, cx.catalogue, place)
}

/// The same without the indices of a review.
pub fn twin_of(design: &Design, catalogue: &Catalogue, place: Option<&Id>) -> Option<Twin> {
    let (zone_id, zone) = design.enclosing(place, ContainerKind::AvailabilityZone)?;
    let here = zone.code.as_deref()?;
    let subnet = design
        .ancestors(place)
        .take_while(|(id, _)| *id != zone_id)
        .find(|(_, frame)| frame.kind.is_subnet());
    let siblings = || {
        design.containers.iter().filter(|(_, frame)| {
            frame.kind == ContainerKind::AvailabilityZone
                && frame.parent == zone.parent
                && frame.code.as_deref().is_some_and(|code| code != here)
        })
    };
    let Some((_, subnet)) = subnet else {
        if let Some((id, frame)) = siblings().next() {
            return Some(Twin {
                edits: Vec::new(),
                parent: id.clone(),
                offset: between(zone.frame, frame.frame),
                zone: frame.code.clone()?,
            });
        }
        let (id, frame) = draw_zone(design, catalogue, zone)?;
        return Some(Twin {
            parent: id.clone(),
            offset: between(zone.frame, frame.frame),
            zone: frame.code.clone()?,
            edits: vec![Edit::PutContainer(id, frame)],
        });
    };
    for (sibling, frame) in siblings() {
        let found = design
            .containers
            .iter()
            .find(|(id, other)| other.kind == subnet.kind && design.is_inside(Some(id), sibling));
        if let Some((id, other)) = found {
            return Some(Twin {
                edits: Vec::new(),
                parent: id.clone(),
                offset: between(subnet.frame, other.frame),
                zone: frame.code.clone()?,
            });
        }
    }
    let mut edits = Vec::new();
    let (parent, frame) = match siblings().next() {
        Some((id, frame)) => (id.clone(), frame.as_ref().clone()),
        None => {
            let (id, frame) = draw_zone(design, catalogue, zone)?;
            edits.push(Edit::PutContainer(id.clone(), frame.clone()));
            (id, frame)
        }
    };
    let offset = between(zone.frame, frame.frame);
    let id = design.fresh_id(&format!(
        "{}-{}",
        subnet.kind.as_str().replace('_', "-"),
        frame.code.as_deref()?
    ));
    let copy = Container {
        kind: subnet.kind.clone(),
        name: subnet.name.clone(),
        parent: Some(parent),
        frame: subnet.frame.offset(offset.0, offset.1),
        code: None,
        cidr: None,
        auto_assign_public_ip: subnet.auto_assign_public_ip,
        collapsed: false,
    };
    edits.push(Edit::PutContainer(id.clone(), copy));
    Some(Twin {
        edits,
        parent: id,
        offset,
        zone: frame.code.clone()?,
    })
}

/// Space between two zone frames that are drawn one below the other.
const GAP: f32 = 24.0;

/// The next zone of the Region that is not drawn beside `zone`, below the lowest frame of the same parent.
fn draw_zone(design: &Design, catalogue: &Catalogue, zone: &Container) -> Option<(Id, Container)> {
    let region = design.region_of(zone.parent.as_ref());
    let beside = || {
        design
            .containers
            .values()
            .filter(|frame| frame.parent == zone.parent)
    };
    let drawn: Vec<&str> = beside().filter_map(|frame| frame.code.as_deref()).collect();
    let all = &catalogue.region(region)?.zones;
    let name = all.iter().find(|name| !drawn.contains(&name.as_str()))?;
    let bottom = beside()
        .map(|frame| frame.frame.bottom())
        .fold(f32::MIN, f32::max);
    let frame = Rect {
        y: bottom + GAP,
        ..zone.frame
    };
    let container = Container {
        kind: ContainerKind::AvailabilityZone,
        parent: zone.parent.clone(),
        frame,
        code: Some(name.clone()),
        ..Container::default()
    };
    Some((design.fresh_id(name), container))
}

fn between(from: Rect, to: Rect) -> (f32, f32) {
    (to.x - from.x, to.y - from.y)
}

/// A tile like `placement` in the frame of a twin.
pub fn place_in(twin: &Twin, placement: &Placement, instances: Option<u32>) -> Placement {
    Placement {
        parent: Some(twin.parent.clone()),
        at: placement.at.offset(twin.offset.0, twin.offset.1),
        instances,
    }
}

/// Numbers of components, in order.
type Callers = SmallVec<[u32; 4]>;

/// Compute tiers that requests of an entry reach: components of one kind with the same callers are one tier. In the order
/// of their first members. Rules read them from [`Cx::tiers`], which makes them once.
pub fn tiers<'a>(cx: &Cx<'a>) -> Vec<Vec<Item<'a>>> {
    let mut tiers: Vec<Vec<Item<'a>>> = Vec::new();
    let mut by_callers: FxHashMap<(usize, Callers), usize> = FxHashMap::default();
    for item in cx.items_of(|kind| TIERS.contains(&kind)) {
        if !cx.graph().serves_an_entry(item) {
            continue;
        }
        let mut callers: Callers = cx.caller_numbers(*item).collect();
        callers.sort_unstable();
        callers.dedup();
        if callers.is_empty() {
            tiers.push(vec![*item]);
            continue;
        }
        match by_callers.entry((address(item.kind), callers)) {
            Entry::Occupied(place) => {
                if let Some(tier) = tiers.get_mut(*place.get()) {
                    tier.push(*item);
                }
            }
            Entry::Vacant(place) => {
                place.insert(tiers.len());
                tiers.push(vec![*item]);
            }
        }
    }
    tiers
}

/// A frame in the zone of that name like the one around `place`: a subnet of the same type, else the zone frame itself.
/// None where the VPC (or Region) of `place` has no such zone.
pub fn frame_in<'a>(cx: &Cx<'a>, place: Option<&Id>, zone: &str) -> Option<&'a Id> {
    frame_like(cx.design, place, zone)
}

/// The same without the indices of a review.
pub fn frame_like<'a>(design: &'a Design, place: Option<&Id>, zone: &str) -> Option<&'a Id> {
    let outer = design
        .enclosing(place, ContainerKind::Vpc)
        .or_else(|| design.enclosing(place, ContainerKind::Region))
        .map(|(id, _)| id);
    let like = design
        .ancestors(place)
        .find(|(_, frame)| frame.kind.is_subnet());
    let (zone, _) = design.containers.iter().find(|(id, frame)| {
        frame.kind == ContainerKind::AvailabilityZone
            && frame.code.as_deref() == Some(zone)
            && outer.is_none_or(|outer| design.is_inside(Some(id), outer))
    })?;
    let subnet = like.and_then(|(_, like)| {
        let mut frames = design.containers.iter();
        frames.find(|(id, frame)| frame.kind == like.kind && design.is_inside(Some(id), zone))
    });
    Some(subnet.map_or(zone, |(id, _)| id))
}

/// Kinds that make up tiers.
const TIERS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
];
