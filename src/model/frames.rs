//! Frames of a design with what stands around each, looked up once: the passes ask it for every tile.

use super::slots::Slots;
use super::{Code, Container, ContainerKind, Design, Id};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::iter;
use std::sync::Arc;

/// What stands around the inside of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Region code: the enclosing Region frame's, else the design's own.
    pub region: Code,
    /// Innermost VPC.
    pub vpc: Option<Id>,
    /// Availability Zone, if a zone frame with a name stands around.
    pub zone: Option<Code>,
    /// Innermost subnet.
    pub subnet: Option<(Id, ContainerKind)>,
    /// Names of all zone frames in the VPC (in the Region where there is no VPC), sorted, each once.
    pub zones: Arc<[Code]>,
    /// Places of a design that look alike from inside have the same number: same Region, zone and zones around, in a VPC or
    /// not, in the same sort of subnet or in none.
    pub sort: u32,
}

/// What places that look alike from inside have in common.
#[derive(PartialEq, Eq)]
struct Sort<'p> {
    region: Code,
    zone: Option<Code>,
    has_vpc: bool,
    subnet: Option<&'p ContainerKind>,
    zones: &'p [Code],
}

impl Hash for Sort<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Kinds of subnets are few.
        let zones = self.zones.first().copied();
        for code in [Some(self.region), self.zone, zones] {
            state.write_u64(code.map_or(0, Code::hash_code));
        }
    }
}

/// Numbers of the sorts of places.
fn sorts<'p>(places: impl Iterator<Item = &'p Place>) -> Vec<u32> {
    let mut sorts: FxHashMap<Sort<'_>, u32> = FxHashMap::default();
    let numbers = places.map(|place| {
        let sort = Sort {
            region: place.region,
            zone: place.zone,
            has_vpc: place.vpc.is_some(),
            subnet: place.subnet.as_ref().map(|(_, kind)| kind),
            zones: &place.zones,
        };
        let next = sorts.len() as u32;
        *sorts.entry(sort).or_insert(next)
    });
    numbers.collect()
}

/// All frames of a design.
#[derive(Clone, Debug)]
pub struct Frames {
    outside: Place,
    places: Vec<(Id, Place)>,
    /// Number of the frame around each.
    parents: Vec<Option<u32>>,
    slots: Slots,
}

/// The innermost frames around the inside of a frame, by number.
#[derive(Clone, Copy, Default)]
struct Around {
    region: Option<usize>,
    vpc: Option<usize>,
    zone: Option<usize>,
    subnet: Option<usize>,
}

impl Around {
    /// Inside a frame that stands in this place.
    fn inside(mut self, number: usize, kind: &ContainerKind) -> Around {
        match kind {
            ContainerKind::Region => self.region = Some(number),
            ContainerKind::AvailabilityZone => self.zone = Some(number),
            ContainerKind::Vpc => self.vpc = Some(number),
            kind if kind.is_subnet() => self.subnet = Some(number),
            _ => {}
        }
        self
    }
}

/// Frames by number with the number of the frame around each.
struct Tree<'a> {
    frames: Vec<(&'a Id, &'a Container)>,
    /// Code of each, of a Region or zone.
    codes: Vec<Option<Code>>,
    parents: Vec<Option<usize>>,
}

impl<'a> Tree<'a> {
    fn of(design: &'a Design, slots: &Slots) -> Tree<'a> {
        let frames = design.containers.iter();
        let frames: Vec<(&Id, &Container)> =
            frames.map(|(id, frame)| (id, frame.as_ref())).collect();
        let parent = |frame: &Container| {
            let parent = frame.parent.as_ref()?;
            slots.find(parent)
        };
        let parents = frames.iter().map(|(_, frame)| parent(frame)).collect();
        let codes = frames.iter();
        Tree {
            codes: codes
                .map(|(_, frame)| frame.code.as_deref().map(Code::new))
                .collect(),
            frames,
            parents,
        }
    }
    /// Numbers of a frame and those around it, innermost first. In a circle, which an edit refuses and a file may have, it
    /// ends after as many steps as there are frames.
    fn up(&self, number: usize) -> impl Iterator<Item = usize> {
        let all = std::iter::successors(Some(number), |number| self.parents[*number]);
        all.take(self.frames.len() + 1)
    }
    /// What stands around the inside of each.
    fn around(&self) -> Vec<Around> {
        let mut known: Vec<Option<Around>> = vec![None; self.frames.len()];
        let mut open = Vec::new();
        for number in 0..self.frames.len() {
            let mut around = Around::default();
            open.clear();
            for outer in self.up(number) {
                if let Some(found) = known[outer] {
                    around = found;
                    break;
                }
                open.push(outer);
            }
            let in_circle = open.len() > self.frames.len();
            for &inner in open.iter().rev() {
                around = around.inside(inner, &self.frames[inner].1.kind);
                if !in_circle || inner == number {
                    known[inner] = Some(around);
                }
            }
        }
        known.into_iter().map(Option::unwrap_or_default).collect()
    }
    /// Names of the zones in each VPC and Region, and at last those of the design.
    fn zones(&self) -> Vec<Arc<[Code]>> {
        let mut zones: Vec<Vec<Code>> = vec![Vec::new(); self.frames.len() + 1];
        for (number, (_, frame)) in self.frames.iter().enumerate() {
            if let (ContainerKind::AvailabilityZone, Some(code)) = (&frame.kind, self.codes[number])
            {
                for outer in self.up(number) {
                    let kind = &self.frames[outer].1.kind;
                    if matches!(kind, ContainerKind::Vpc | ContainerKind::Region) {
                        zones[outer].push(code);
                    }
                }
                zones[self.frames.len()].push(code);
            }
        }
        let none: Arc<[Code]> = Arc::default();
        let sorted = zones.into_iter().map(|mut names| {
            if names.is_empty() {
                return none.clone();
            }
            names.sort_unstable();
            names.dedup();
            names.into()
        });
        sorted.collect()
    }
}

impl Frames {
    /// Looks everything up.
    pub fn of(design: &Design) -> Frames {
        let slots = Slots::of(design.containers.len(), design.containers.keys());
        let tree = Tree::of(design, &slots);
        let zones = tree.zones();
        let home = Code::new(&design.settings.region);
        let place = |around: Around| {
            let frame = |number: usize| tree.frames[number];
            let code = |number: usize| tree.codes[number];
            let region = around.region.and_then(code);
            let outer = around.vpc.or(around.region).unwrap_or(tree.frames.len());
            Place {
                region: region.unwrap_or(home),
                vpc: around.vpc.map(|number| frame(number).0.clone()),
                zone: around.zone.and_then(code),
                subnet: around.subnet.map(|number| {
                    let (id, frame) = frame(number);
                    (id.clone(), frame.kind.clone())
                }),
                zones: zones[outer].clone(),
                sort: 0,
            }
        };
        let ids = tree.frames.iter().map(|(id, _)| (*id).clone());
        let parents = tree.parents.iter();
        let mut outside = place(Around::default());
        let mut places: Vec<(Id, Place)> = ids.zip(tree.around().into_iter().map(place)).collect();
        let all = || iter::once(&outside).chain(places.iter().map(|(_, place)| place));
        let sorts = sorts(all());
        let all = iter::once(&mut outside).chain(places.iter_mut().map(|(_, place)| place));
        for (place, sort) in all.zip(sorts) {
            place.sort = sort;
        }
        Frames {
            parents: parents
                .map(|outer| outer.map(|outer| outer as u32))
                .collect(),
            outside,
            places,
            slots,
        }
    }
    /// Number of a frame, in the order of the ids.
    pub fn number(&self, id: &Id) -> Option<usize> {
        self.slots.find(id)
    }
    /// Numbers of a frame and those around it, innermost first. In a circle it ends after as many steps as there are
    /// frames.
    pub fn up(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let outer = |number: &usize| self.parents[*number].map(|outer| outer as usize);
        std::iter::successors(Some(number), outer).take(self.places.len() + 1)
    }
    /// What stands around a tile whose innermost frame is `parent`.
    #[inline]
    pub fn place(&self, parent: Option<&Id>) -> &Place {
        self.inside(parent.and_then(|parent| self.slots.find(parent)))
    }
    /// The same by the number of that frame.
    #[inline]
    pub fn inside(&self, number: Option<usize>) -> &Place {
        let place = number.and_then(|number| self.places.get(number));
        place.map_or(&self.outside, |(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary;
    use proptest::prelude::*;

    /// Whether two places look alike from inside.
    fn are_alike(one: &Place, other: &Place) -> bool {
        let subnet = |place: &Place| place.subnet.as_ref().map(|(_, kind)| kind.clone());
        one.region == other.region
            && one.zone == other.zone
            && one.vpc.is_some() == other.vpc.is_some()
            && subnet(one) == subnet(other)
            && one.zones == other.zones
    }

    proptest! {
        #[test]
        fn places_that_look_alike_are_of_one_sort(design in arbitrary::design()) {
            let frames = Frames::of(&design);
            let places = || design.containers.keys().map(Some).chain([None]).map(|id| frames.place(id));
            for (one, other) in places().flat_map(|one| places().map(move |other| (one, other))) {
                prop_assert_eq!(one.sort == other.sort, are_alike(one, other));
            }
        }

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
                let number = inner.and_then(|id| frames.number(id));
                let up = number.into_iter().flat_map(|number| frames.up(number));
                let ids: Vec<&Id> = design.containers.keys().collect();
                let around = design.ancestors(inner).map(|(id, _)| id);
                prop_assert!(up.map(|number| ids[number]).eq(around));
            }
        }
    }
}
