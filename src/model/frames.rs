//! Frames of a design with what stands around each, looked up once: the passes ask it for every tile.

use super::{ContainerKind, Design, Id};
use std::collections::BTreeSet;

/// What stands around the inside of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Region code: the enclosing Region frame's, else the design's own.
    pub region: &'a str,
    /// Innermost VPC.
    pub vpc: Option<&'a Id>,
    /// Availability Zone, if a zone frame with a name stands around.
    pub zone: Option<&'a str>,
    /// Innermost subnet.
    pub subnet: Option<(&'a Id, &'a ContainerKind)>,
    /// Names of all zone frames in the VPC (in the Region where there is no VPC), sorted, each once.
    pub zones: Vec<&'a str>,
}

/// All frames of a design.
#[derive(Debug)]
pub struct Frames<'a> {
    outside: Place<'a>,
    places: Vec<(&'a Id, Place<'a>)>,
    /// Open addressing by the hash of the ids: place + 1, 0 where free.
    slots: Vec<u32>,
}

impl<'a> Frames<'a> {
    /// Looks everything up.
    pub fn of(design: &'a Design) -> Frames<'a> {
        let place = |inner: Option<&Id>| Place {
            region: design.region_of(inner),
            vpc: design
                .enclosing(inner, ContainerKind::Vpc)
                .map(|(id, _)| id),
            zone: design.zone_of(inner),
            subnet: design
                .ancestors(inner)
                .find(|(_, frame)| frame.kind.is_subnet())
                .map(|(id, frame)| (id, &frame.kind)),
            zones: Vec::new(),
        };
        let all = design.containers.keys();
        let mut frames = Frames {
            outside: place(None),
            places: all.map(|id| (id, place(Some(id)))).collect(),
            slots: vec![0; (design.containers.len() * 2).next_power_of_two()],
        };
        // Zones by the VPC or, outside any, by the Region frame that they stand in.
        let outer = |inner: Option<&Id>| {
            design
                .enclosing(inner, ContainerKind::Vpc)
                .or_else(|| design.enclosing(inner, ContainerKind::Region))
                .map(|(id, _)| id)
        };
        let mut zones: Vec<(Vec<&'a Id>, &'a str)> = Vec::new();
        for (id, frame) in &design.containers {
            if let (ContainerKind::AvailabilityZone, Some(code)) = (&frame.kind, &frame.code) {
                let around = design.ancestors(Some(id)).map(|(id, _)| id).collect();
                zones.push((around, code));
            }
        }
        let zones_in = |frame: Option<&Id>| -> Vec<&'a str> {
            let inside = zones
                .iter()
                .filter(|(around, _)| frame.is_none_or(|frame| around.contains(&frame)));
            let names: BTreeSet<&str> = inside.map(|(_, code)| *code).collect();
            names.into_iter().collect()
        };
        frames.outside.zones = zones_in(None);
        let mask = frames.slots.len() - 1;
        for (number, (id, place)) in frames.places.iter_mut().enumerate() {
            place.zones = zones_in(outer(Some(id)));
            let mut slot = id.hash_code() as usize & mask;
            while frames.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            frames.slots[slot] = number as u32 + 1;
        }
        frames
    }
    /// What stands around a tile whose innermost frame is `parent`.
    pub fn place(&self, parent: Option<&Id>) -> &Place<'a> {
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
            if *id == parent {
                return place;
            }
            slot = (slot + 1) & mask;
        }
    }
}
