//! Frames of a design with what stands around each, looked up once: the passes ask it for every tile.

use super::{ContainerKind, Design, Id};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// What stands around the inside of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Region code: the enclosing Region frame's, else the design's own.
    pub region: SmolStr,
    /// Innermost VPC.
    pub vpc: Option<Id>,
    /// Availability Zone, if a zone frame with a name stands around.
    pub zone: Option<SmolStr>,
    /// Innermost subnet.
    pub subnet: Option<(Id, ContainerKind)>,
    /// Names of all zone frames in the VPC (in the Region where there is no VPC), sorted, each once.
    pub zones: Vec<SmolStr>,
}

/// All frames of a design.
#[derive(Clone, Debug)]
pub struct Frames {
    outside: Place,
    places: Vec<(Id, Place)>,
    /// Open addressing by the hash of the ids: place + 1, 0 where free.
    slots: Vec<u32>,
}

impl Frames {
    /// Looks everything up.
    pub fn of(design: &Design) -> Frames {
        let mut zones: BTreeMap<Option<&Id>, Vec<SmolStr>> = BTreeMap::new();
        for (id, frame) in &design.containers {
            if let (ContainerKind::AvailabilityZone, Some(code)) = (&frame.kind, &frame.code) {
                let code = SmolStr::new(code);
                zones.entry(None).or_default().push(code.clone());
                for (outer, around) in design.ancestors(Some(id)) {
                    if matches!(around.kind, ContainerKind::Vpc | ContainerKind::Region) {
                        zones.entry(Some(outer)).or_default().push(code.clone());
                    }
                }
            }
        }
        for names in zones.values_mut() {
            names.sort_unstable();
            names.dedup();
        }
        let place = |inner: Option<&Id>| {
            let mut place = Place::default();
            let mut region = None;
            let mut zone = None;
            for (id, frame) in design.ancestors(inner) {
                match &frame.kind {
                    ContainerKind::Region if region.is_none() => region = Some((id, frame)),
                    ContainerKind::AvailabilityZone if zone.is_none() => zone = Some(frame),
                    ContainerKind::Vpc if place.vpc.is_none() => place.vpc = Some(id.clone()),
                    kind if kind.is_subnet() && place.subnet.is_none() => {
                        place.subnet = Some((id.clone(), kind.clone()));
                    }
                    _ => {}
                }
            }
            let code = region.and_then(|(_, frame)| frame.code.as_deref());
            place.region = code.unwrap_or(&design.settings.region).into();
            place.zone = zone
                .and_then(|frame| frame.code.as_deref())
                .map(SmolStr::new);
            let outer = place.vpc.as_ref().or(region.map(|(id, _)| id));
            place.zones = zones.get(&outer).cloned().unwrap_or_default();
            place
        };
        let all = design.containers.keys();
        let mut frames = Frames {
            outside: place(None),
            places: all.map(|id| (id.clone(), place(Some(id)))).collect(),
            slots: vec![0; (design.containers.len() * 2).next_power_of_two()],
        };
        let mask = frames.slots.len() - 1;
        for (number, (id, _)) in frames.places.iter().enumerate() {
            let mut slot = id.hash_code() as usize & mask;
            while frames.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            frames.slots[slot] = number as u32 + 1;
        }
        frames
    }
    /// What stands around a tile whose innermost frame is `parent`.
    pub fn place(&self, parent: Option<&Id>) -> &Place {
        let Some(parent) = parent else {
            return &self.outside;
        };
        let mask = self.slots.len() - 1;
        let mut slot = parent.hash_code() as usize & mask;
        loop {
            let number = self.slots[slot] as usize;
            if number == 0 {
                return &self.outside;
            }
            let (id, place) = &self.places[number - 1];
            if id == parent {
                return place;
            }
            slot = (slot + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_what_the_design_says(design in arbitrary::design()) {
            let frames = Frames::of(&design);
            for inner in design.containers.keys().map(Some).chain([None]) {
                let place = frames.place(inner);
                prop_assert_eq!(place.region.as_str(), design.region_of(inner));
                prop_assert_eq!(place.zone.as_deref(), design.zone_of(inner));
                let vpc = design.enclosing(inner, ContainerKind::Vpc).map(|(id, _)| id);
                prop_assert_eq!(place.vpc.as_ref(), vpc);
                let subnet = design.ancestors(inner).find(|(_, frame)| frame.kind.is_subnet());
                prop_assert_eq!(place.subnet.as_ref().map(|(id, _)| id), subnet.map(|(id, _)| id));
            }
        }
    }
}
