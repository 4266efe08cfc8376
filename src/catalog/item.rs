//! A component seen through its kind: typed access to properties, Region, zones.

use super::kind::{Kind, Network, Scope};
use super::property::{Property, Shape};
use crate::model::properties::bit_of;
use crate::model::{
    Code, Component, Connection, ConnectionKind, ContainerKind, Design, Frames, Id, Language,
    Place, Value,
};
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::Hasher;

/// A component with its kind, in its design.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    /// The design.
    pub design: &'a Design,
    /// Id of the component.
    pub id: &'a Id,
    /// The component.
    pub component: &'a Component,
    /// Its kind.
    pub kind: &'static Kind,
    /// The design's frames, where they have been looked up.
    pub frames: Option<&'a Frames>,
    /// What stands around its first tile, where that has been looked up.
    pub here: Option<&'a Place>,
    /// What a pass has noted of it.
    pub known: Known,
}

/// What a pass that looks at a design many times notes of each item, so that it need not look it up again.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Place of the component in id order.
    number: u32,
    /// Bits of the names of its properties; all of them where nobody looked.
    set: u64,
    /// What it may have: [`TAGS`], [`GROUPS`], [`TILES`].
    has: u8,
    /// Bits of the networks of the components that call it, where somebody looked.
    callers: u16,
    /// What its connections are, where somebody looked.
    calls: Option<Calls>,
}

/// What the connections of an item are.
#[derive(Clone, Copy, Debug, Default)]
struct Calls {
    /// Bits of the kinds of those that start there, and how many they are.
    outgoing: u8,
    started: u32,
    /// Whether one starts and ends there.
    itself: bool,
    /// Bits of the kinds of those that end there and read something.
    read: u8,
    /// Whether one ends there.
    ended: bool,
    /// Whether one that ends there names a protocol.
    named: bool,
    /// KB of the largest request or response of those that end there.
    largest_kb: f64,
}

/// Some connections of an item, to be noted of it ([`Known::add`]).
#[derive(Clone, Copy, Debug, Default)]
pub struct Joined {
    callers: u16,
    calls: Calls,
}

impl Joined {
    /// Adds a connection that starts at the item.
    #[inline]
    pub fn starts(&mut self, kind: ConnectionKind, calls_itself: bool) {
        let calls = &mut self.calls;
        calls.outgoing |= bit_of_kind(kind);
        calls.started += 1;
        calls.itself |= calls_itself;
    }
    /// Adds a connection that ends at the item, and the KB of its larger message; `caller` is the network of the component
    /// where it starts.
    #[inline]
    pub fn ends(&mut self, kind: ConnectionKind, reads: bool, kb: f64, caller: Option<Network>) {
        self.callers |= caller.map_or(0, bit_of_network);
        let calls = &mut self.calls;
        if reads {
            calls.read |= bit_of_kind(kind);
        }
        calls.ended = true;
        calls.largest_kb = calls.largest_kb.max(kb);
    }
    /// A connection that ends at the item names a protocol.
    #[inline]
    pub fn names_protocol(&mut self) {
        self.calls.named = true;
    }
}

/// Tags.
const TAGS: u8 = 1;
/// Security groups that it names.
const GROUPS: u8 = 2;
/// No tile, several, or one that states a number of instances.
const TILES: u8 = 4;

/// What a component has.
fn has(component: &Component) -> u8 {
    let bit = |bit: u8, is_set: bool| if is_set { bit } else { 0 };
    let is_plain = matches!(&component.placements[..], [tile] if tile.instances.is_none());
    bit(TAGS, !component.tags.is_empty())
        | bit(GROUPS, !component.security_groups.is_empty())
        | bit(TILES, !is_plain)
}

#[inline]
fn bit_of_kind(kind: ConnectionKind) -> u8 {
    1 << kind as u8
}

#[inline]
fn bit_of_network(network: Network) -> u16 {
    1 << network as u16
}

impl Known {
    /// Nothing has been noted.
    pub const NOTHING: Known = Known {
        number: u32::MAX,
        set: u64::MAX,
        has: u8::MAX,
        callers: 0,
        calls: None,
    };
    /// Of a component at a place in id order.
    pub fn of(number: usize, component: &Component) -> Known {
        Known {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            set: component.properties.names(),
            has: has(component),
            callers: 0,
            calls: Some(Calls::default()),
        }
    }
    /// Notes connections of the item.
    pub fn add(&mut self, joined: &Joined) {
        self.callers |= joined.callers;
        if let Some(calls) = &mut self.calls {
            let more = &joined.calls;
            calls.outgoing |= more.outgoing;
            calls.started += more.started;
            calls.itself |= more.itself;
            calls.read |= more.read;
            calls.ended |= more.ended;
            calls.named |= more.named;
            calls.largest_kb = calls.largest_kb.max(more.largest_kb);
        }
    }
    /// Bits of the names of its properties ([`bit_of`]); all of them where nobody looked.
    pub fn names(&self) -> u64 {
        self.set
    }
}

/// Where part of an item's capacity runs.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneShare {
    /// Availability Zone, for example `ap-northeast-2a`.
    pub zone: Code,
    /// Share of the capacity, 0 to 1; the shares of an item add up to 1.
    pub share: f64,
    /// Instances there, where instances are counted.
    pub instances: f64,
}

impl<'a> Item<'a> {
    /// The component of that id, if the design has it and its kind is known.
    pub fn of(design: &'a Design, id: &Id) -> Option<Item<'a>> {
        let (id, component) = design.components.get_key_value(id)?;
        Some(Item {
            design,
            id,
            component,
            kind: super::kind_of(component.kind)?,
            frames: None,
            here: None,
            known: Known::NOTHING,
        })
    }
    /// All components of known kinds, in id order.
    pub fn all(design: &'a Design) -> impl Iterator<Item = Item<'a>> {
        design.components.iter().filter_map(move |(id, component)| {
            super::kind_of(component.kind).map(|kind| Item {
                design,
                id,
                component,
                kind,
                frames: None,
                here: None,
                known: Known::NOTHING,
            })
        })
    }
    /// What the item is called: its own name, else the kind's title.
    pub fn name(&self, language: Language) -> &'a str {
        let own = self.component.name.get(language);
        if own.is_empty() {
            self.kind.title.get(language)
        } else {
            own
        }
    }
    /// The same item with another component in its place.
    #[must_use]
    pub fn with<'b>(&self, component: &'b Component) -> Item<'b>
    where
        'a: 'b,
    {
        Item {
            component,
            here: None,
            known: Known {
                set: component.properties.names(),
                has: u8::MAX,
                ..self.known
            },
            ..*self
        }
    }
    /// A hash of what [`Item::is_set_like`] compares.
    pub fn settings_hash(&self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write_usize(std::ptr::from_ref(self.kind).addr());
        hasher.write_usize(self.component.placements.len());
        hasher.write_u64(self.component.properties.hash_code());
        hasher.finish()
    }
    /// Whether another item is of the same kind and set alike ([`Component::is_set_like`]). Regions and all that stands
    /// around are not compared.
    pub fn is_set_like(&self, other: &Item<'_>) -> bool {
        std::ptr::eq(self.kind, other.kind) && self.component.is_set_like(other.component)
    }
    /// Place of the component in id order, where a pass has noted it.
    #[inline]
    pub fn place(&self) -> Option<usize> {
        let number = self.known.number;
        (number != u32::MAX).then_some(number as usize)
    }
    /// The place of its only tile, where it is known to have one alone that states no number of instances.
    #[inline]
    pub fn lone_place(&self) -> Option<&'a Place> {
        self.here.filter(|_| self.known.has & TILES == 0)
    }
    /// Whether a connection of that kind starts here.
    pub fn starts(&self, kind: ConnectionKind) -> bool {
        match self.known.calls {
            Some(calls) => calls.outgoing & bit_of_kind(kind) != 0,
            None => self.outgoing().any(|connection| connection.kind == kind),
        }
    }
    /// How many connections start here.
    pub fn started(&self) -> usize {
        match self.known.calls {
            Some(calls) => calls.started as usize,
            None => self.outgoing().count(),
        }
    }
    /// Whether a connection starts or ends here.
    pub fn is_joined(&self) -> bool {
        match self.known.calls {
            Some(calls) => calls.started > 0 || calls.ended,
            None => self.outgoing().chain(self.incoming()).next().is_some(),
        }
    }
    /// Whether a connection starts and ends here.
    pub fn calls_itself(&self) -> bool {
        match self.known.calls {
            Some(calls) => calls.itself,
            None => self.outgoing().any(|connection| connection.to == *self.id),
        }
    }
    /// Whether a connection of one of these kinds reads from here.
    pub fn is_read_by(&self, kinds: &[ConnectionKind]) -> bool {
        match self.known.calls {
            Some(calls) => kinds
                .iter()
                .any(|kind| calls.read & bit_of_kind(*kind) != 0),
            None => self
                .incoming()
                .any(|it| it.read_share > 0.0 && kinds.contains(&it.kind)),
        }
    }
    /// Whether a connection that ends here may name a protocol; none does otherwise.
    pub fn is_called_by_protocol(&self) -> bool {
        self.known.calls.is_none_or(|calls| calls.named)
    }
    /// Size in KB of the largest request or response of a connection that ends here; 0 without one.
    pub fn largest_message(&self) -> f64 {
        match self.known.calls {
            Some(calls) => calls.largest_kb,
            None => self.incoming().fold(0.0, |most: f64, connection| {
                most.max(connection.request_kb.max(connection.response_kb))
            }),
        }
    }
    /// Whether a component of that network calls the item.
    pub fn is_called_from(&self, network: Network) -> bool {
        if self.known.calls.is_some() {
            return self.known.callers & bit_of_network(network) != 0;
        }
        self.incoming().any(|connection| {
            let caller = self.design.component(&connection.from);
            let kind = caller.and_then(|caller| super::kind(&caller.kind));
            kind.is_some_and(|kind| kind.network == network)
        })
    }
    /// Whether components call the item, all of them of these networks.
    pub fn is_called_only_from(&self, networks: &[Network]) -> bool {
        if self.known.calls.is_some() {
            let bits = networks
                .iter()
                .fold(0, |bits, it| bits | bit_of_network(*it));
            return self.known.callers != 0 && self.known.callers & !bits == 0;
        }
        let callers = self.incoming().filter_map(|connection| {
            let caller = self.design.component(&connection.from)?;
            super::kind(&caller.kind)
        });
        let mut callers = callers.map(|kind| kind.network).peekable();
        callers.peek().is_some() && callers.all(|network| networks.contains(&network))
    }
    fn outgoing(&self) -> impl Iterator<Item = &'a Connection> {
        let all = self.design.connections.values();
        all.map(|connection| &**connection)
            .filter(|connection| connection.from == *self.id)
    }
    fn incoming(&self) -> impl Iterator<Item = &'a Connection> {
        let all = self.design.connections.values();
        all.map(|connection| &**connection)
            .filter(|connection| connection.to == *self.id)
    }
    /// Whether it may have tags; it has none otherwise.
    pub fn is_tagged(&self) -> bool {
        self.known.has & TAGS != 0
    }
    /// Whether it may name security groups; it names none otherwise.
    pub fn is_grouped(&self) -> bool {
        self.known.has & GROUPS != 0
    }
    /// Whether it may have another number of tiles than one, or state instances at a tile. Otherwise all of it stands in
    /// [`Item::here`].
    pub fn is_spread(&self) -> bool {
        self.known.has & TILES != 0
    }
    /// Value of a tag.
    pub fn tag(&self, key: &str) -> Option<&'a String> {
        if !self.is_tagged() {
            return None;
        }
        self.component.tags.get(key)
    }
    /// What the design says of a property.
    #[inline]
    fn set(&self, property: &Property) -> Option<&'a Value> {
        if self.known.set & property.bit == 0 {
            return None;
        }
        self.component.property(property.name)
    }
    /// Value of an on/off property; its default where unset or not a truth value.
    #[inline]
    pub fn flag(&self, property: &Property) -> bool {
        let set = self.set(property).and_then(Value::as_bool);
        set.unwrap_or(matches!(property.shape, Shape::Flag { default: true }))
    }
    /// Value of a number property: typed (and within its range), else the default, else 0.
    #[inline]
    pub fn number(&self, property: &Property) -> f64 {
        self.typed(property).unwrap_or(match property.shape {
            Shape::Number { default, .. } => default.unwrap_or(0.0),
            _ => 0.0,
        })
    }
    /// The number that the user typed, if it is finite and within the property's range.
    #[inline]
    pub fn typed(&self, property: &Property) -> Option<f64> {
        let value = self.set(property)?.as_number()?;
        let (min, max) = match property.shape {
            Shape::Number { min, max, .. } => (min, max),
            Shape::Usage { max } => (0.0, max),
            _ => return None,
        };
        (min..=max).contains(&value).then_some(value)
    }
    /// What counts: the number that was typed, else what [`Property::if_empty`] says.
    pub fn given(&self, property: &Property) -> Option<f64> {
        self.typed(property).or_else(|| (property.if_empty)(self))
    }
    /// Value of a text, choice or instance type property; its default where unset or unknown.
    pub fn text(&self, property: &Property) -> &'a str {
        let set = self.set(property).and_then(Value::as_text);
        match property.shape {
            Shape::Choice { default, options } => set
                .filter(|value| options.iter().any(|option| option.value == *value))
                .unwrap_or(default),
            Shape::InstanceType { default, .. } | Shape::Text { default } => set.unwrap_or(default),
            _ => set.unwrap_or(""),
        }
    }
    /// The value of a choice property as people read it; the value itself where it is no choice.
    pub fn chosen(&self, property: &Property, language: Language) -> &'a str {
        let value = self.text(property);
        property.choice_title(value, language).unwrap_or(value)
    }
    /// What the design says of the property of that name.
    #[inline]
    pub fn stated(&self, name: &str) -> Option<&'a Value> {
        if self.known.set & bit_of(name) == 0 {
            return None;
        }
        self.component.property(name)
    }
    /// Whether the property has a value in the design (as opposed to its default).
    pub fn is_set(&self, property: &Property) -> bool {
        self.set(property).is_some()
    }
    /// Region code of the item.
    pub fn region(&self) -> &'a str {
        if let Some(here) = self.here {
            return here.region.as_str();
        }
        let parent = self.component.parent();
        match self.frames {
            Some(frames) => frames.place(parent).region.as_str(),
            None => self.design.region_of(parent),
        }
    }
    /// The same as a code that is quick to copy and compare.
    #[inline]
    pub fn region_code(&self) -> Code {
        if let Some(here) = self.here {
            return here.region;
        }
        let parent = self.component.parent();
        match self.frames {
            Some(frames) => frames.place(parent).region,
            None => Code::new(self.design.region_of(parent)),
        }
    }
    /// The VPC frame around its first tile, if one is drawn.
    pub fn vpc(&self) -> Option<&'a Id> {
        if let Some(here) = self.here {
            return here.vpc.as_ref();
        }
        let parent = self.component.parent();
        if let Some(frames) = self.frames {
            return frames.place(parent).vpc.as_ref();
        }
        let (id, _) = self.design.enclosing(parent, ContainerKind::Vpc)?;
        Some(id)
    }
    /// How many instances the kind counts for this item (tasks, nodes, servers); 1 where the kind does not count.
    pub fn instances(&self) -> f64 {
        (self.kind.instances)(self)
    }
    /// Instances at each tile: as stated there, else an even part of the rest.
    fn tile_instances(&self) -> SmallVec<[f64; 4]> {
        let placements = &self.component.placements;
        let (mut typed, mut untyped) = (0.0, 0.0);
        for placement in placements {
            match placement.instances {
                Some(count) => typed += f64::from(count),
                None => untyped += 1.0,
            }
        }
        let total = self.instances().max(typed);
        let each = if untyped > 0.0 {
            (total - typed).max(0.0) / untyped
        } else {
            0.0
        };
        let counts = placements.iter();
        counts
            .map(|placement| placement.instances.map_or(each, f64::from))
            .collect()
    }
    /// Share of each tile, where that is exact whatever number of instances the item has: one tile has all of it, two that
    /// state no number of their own have half of it each.
    fn even_share(&self) -> Option<f64> {
        match &self.component.placements[..] {
            [_] => Some(1.0),
            [one, other] if one.instances.is_none() && other.instances.is_none() => Some(0.5),
            _ => None,
        }
    }
    /// Share of the item's capacity at each tile; they add up to 1.
    pub fn tile_shares(&self) -> SmallVec<[f64; 4]> {
        if let Some(share) = self.even_share() {
            return SmallVec::from_elem(share, self.component.placements.len());
        }
        let counts = self.tile_instances();
        let sum: f64 = counts.iter().sum();
        let even = 1.0 / counts.len().max(1) as f64;
        let share = |count: &f64| if sum > 0.0 { count / sum } else { even };
        counts.iter().map(share).collect()
    }
    /// The zones of [`Item::zones`] with their shares alone.
    pub fn zone_shares(&self) -> SmallVec<[(Code, f64); 2]> {
        self.even_zones().unwrap_or_else(|| {
            let zones = self.zones();
            zones.iter().map(|it| (it.zone, it.share)).collect()
        })
    }
    /// The same without asking for the number of instances, where that decides nothing.
    fn even_zones(&self) -> Option<SmallVec<[(Code, f64); 2]>> {
        let (share, frames) = (self.even_share()?, self.frames?);
        let spans = match self.kind.scope {
            // Half of a tile's share is exact, a third is not.
            Scope::Vpc => 2,
            Scope::Zonal => 0,
            Scope::External | Scope::Global | Scope::Regional => return None,
        };
        let mut shares: SmallVec<[(Code, f64); 2]> = SmallVec::new();
        for tile in &self.component.placements {
            let place = frames.place(tile.parent.as_ref());
            let zones = match &place.zone {
                Some(zone) => std::slice::from_ref(zone),
                // Of several tiles those without a zone leave the others more.
                None if share == 1.0 && place.zones.len() <= spans => &place.zones,
                None => return None,
            };
            let each = share / zones.len() as f64;
            for zone in zones {
                match shares.iter_mut().find(|(known, _)| known == zone) {
                    Some((_, sum)) => *sum += each,
                    None => shares.push((*zone, each)),
                }
            }
        }
        if !shares.is_sorted_by_key(|(zone, _)| *zone) {
            shares.sort_by_key(|(zone, _)| *zone);
        }
        Some(shares)
    }
    /// Where the item's capacity runs, in zone order. Empty for items outside zones (global, external, Regional public
    /// services), and where the drawing has no zone around or inside the item's network.
    ///
    /// A tile inside a zone frame runs in that zone. A tile of a kind that spans zones and stands in the VPC (or Region)
    /// beside the zone frames runs in all of them, evenly.
    pub fn zones(&self) -> SmallVec<[ZoneShare; 2]> {
        let mut zones: SmallVec<[ZoneShare; 2]> = SmallVec::new();
        if !matches!(self.kind.scope, Scope::Zonal | Scope::Vpc) {
            return zones;
        }
        let mut add =
            |zone: Code, instances: f64| match zones.iter_mut().find(|entry| entry.zone == zone) {
                Some(entry) => entry.instances += instances,
                None => zones.push(ZoneShare {
                    zone,
                    share: 0.0,
                    instances,
                }),
            };
        for (placement, count) in self.component.placements.iter().zip(self.tile_instances()) {
            let parent = placement.parent.as_ref();
            let place = self.frames.map(|frames| frames.place(parent));
            let zone = match place {
                Some(place) => place.zone,
                None => self.design.zone_of(parent).map(Code::new),
            };
            if let Some(zone) = zone {
                add(zone, count);
            } else if self.kind.scope == Scope::Vpc {
                if let Some(place) = place {
                    for zone in place.zones.iter() {
                        add(*zone, count / place.zones.len() as f64);
                    }
                } else {
                    let around = zones_beside(self.design, parent);
                    for zone in &around {
                        add(Code::new(zone), count / around.len() as f64);
                    }
                }
            }
        }
        let sum: f64 = zones.iter().map(|entry| entry.instances).sum();
        let even = 1.0 / zones.len().max(1) as f64;
        for entry in &mut zones {
            entry.share = if sum > 0.0 {
                entry.instances / sum
            } else {
                even
            };
        }
        zones.sort_by_key(|entry| entry.zone);
        zones
    }
}

/// Zone names of all zone frames in the VPC around `place` (in the Region where there is no VPC), sorted, each once.
pub fn zones_beside<'a>(design: &'a Design, place: Option<&Id>) -> Vec<&'a str> {
    let outer = design
        .enclosing(place, ContainerKind::Vpc)
        .or_else(|| design.enclosing(place, ContainerKind::Region))
        .map(|(id, _)| id);
    let mut zones: Vec<&str> = design
        .containers
        .iter()
        .filter(|(id, container)| {
            container.kind == ContainerKind::AvailabilityZone
                && outer.is_none_or(|outer| design.is_inside(Some(id), outer))
        })
        .filter_map(|(_, container)| container.code.as_deref())
        .collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_are_those_of_the_instances(design in arbitrary::design()) {
            let frames = Frames::of(&design);
            for item in Item::all(&design) {
                let item = Item { frames: Some(&frames), ..item };
                let zones = item.zones();
                let shares = zones.iter().map(|it| (it.zone, it.share));
                prop_assert!(shares.eq(item.zone_shares()), "{}", item.id);
                let counts = item.tile_instances();
                let sum: f64 = counts.iter().sum();
                let even = 1.0 / counts.len().max(1) as f64;
                let shares = counts.iter().map(|count| if sum > 0.0 { count / sum } else { even });
                prop_assert!(shares.eq(item.tile_shares()), "{}", item.id);
            }
        }
    }

    #[test]
    fn shares_of_a_landscape_are_those_of_the_instances() {
        let design = crate::catalog::generate::design(300);
        let frames = Frames::of(&design);
        let mut several = 0;
        for item in Item::all(&design) {
            let item = Item {
                frames: Some(&frames),
                ..item
            };
            let zones = item.zones();
            let shares = zones.iter().map(|it| (it.zone, it.share));
            assert!(shares.eq(item.zone_shares()), "{}", item.id);
            several += usize::from(zones.len() > 1 && item.even_zones().is_some());
        }
        assert!(several > 20, "{several}");
    }
}
