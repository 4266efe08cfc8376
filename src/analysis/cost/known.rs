//! Bills that are known already: large designs repeat a few sorts of servers and stores, whose bills are alike.
//!
//! A bill is that of another item of the same kind with the same properties in a like place, where neither looked at what
//! flows; or where nothing flows at either.

use crate::catalog::{Flows, Item};
use crate::model::{Frames, Id, Place, Value};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::Hasher;

/// An item whose bill is asked for.
pub(super) struct Asked<'a> {
    item: Item<'a>,
    demand: f64,
    is_idle: bool,
    hash: u64,
}

struct Entry<'a> {
    asked: Asked<'a>,
    /// Place of the item among the costs.
    place: usize,
    /// Whether the bill looked at the flows.
    has_seen: bool,
}

/// Items whose bills are known.
#[derive(Default)]
pub(super) struct Known<'a> {
    entries: Vec<Entry<'a>>,
    by_hash: FxHashMap<u64, SmallVec<[u32; 4]>>,
    /// Bills that looked at flows, by the address of their kind: how many before the first one that did not.
    seen: FxHashMap<usize, Seen>,
}

/// So many bills of a kind show that all of them look at flows.
const ENOUGH: u32 = 8;

#[derive(Default)]
struct Seen {
    count: u32,
    /// A bill of the kind did without.
    is_mixed: bool,
}

impl<'a> Known<'a> {
    /// None where it is known that nobody else has the same bill.
    pub(super) fn ask(&self, item: &Item<'a>, flows: Flows<'_>) -> Option<Asked<'a>> {
        let is_idle = flows.incoming.is_empty() && flows.outgoing.is_empty();
        let seen = self.seen.get(&std::ptr::from_ref(item.kind).addr());
        if !is_idle && seen.is_some_and(|seen| !seen.is_mixed && seen.count >= ENOUGH) {
            return None;
        }
        Some(Asked {
            item: *item,
            demand: flows.demand_requests,
            is_idle,
            hash: hash(item),
        })
    }
    /// Place of an item with the same bill.
    pub(super) fn find(&self, asked: &Asked<'a>, frames: &Frames) -> Option<usize> {
        let candidates = self.by_hash.get(&asked.hash)?.iter();
        candidates
            .map(|&number| &self.entries[number as usize])
            .find(|entry| {
                (!entry.has_seen || (asked.is_idle && entry.asked.is_idle))
                    && is_alike(&entry.asked, asked, frames)
            })
            .map(|entry| entry.place)
    }
    /// Remembers a bill; `is_own` where no line of it shares tiers with others.
    pub(super) fn learn(&mut self, asked: Asked<'a>, place: usize, has_seen: bool, is_own: bool) {
        let seen = self
            .seen
            .entry(std::ptr::from_ref(asked.item.kind).addr())
            .or_default();
        seen.count += 1;
        seen.is_mixed |= !has_seen;
        // Flows differ from item to item: a bill that looked at them is of no use to others.
        if !is_own || asked.item.kind.bills_the_design || (has_seen && !asked.is_idle) {
            return;
        }
        let number = self.entries.len() as u32;
        self.by_hash.entry(asked.hash).or_default().push(number);
        self.entries.push(Entry {
            asked,
            place,
            has_seen,
        });
    }
}

fn hash(item: &Item<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_usize(std::ptr::from_ref(item.kind).addr());
    hasher.write_usize(item.component.placements.len());
    hasher.write_u64(item.region_code().hash_code());
    for (name, value) in &item.component.properties {
        hasher.write_usize(name.len());
        match value {
            Value::Bool(value) => hasher.write_u8(u8::from(*value)),
            Value::Number(value) => hasher.write_u64(value.to_bits()),
            Value::Text(value) => hasher.write(value.as_bytes()),
            Value::List(values) => hasher.write_usize(values.len()),
        }
    }
    hasher.finish()
}

fn is_alike(one: &Asked<'_>, other: &Asked<'_>, frames: &Frames) -> bool {
    let (a, b) = (one.item.component, other.item.component);
    std::ptr::eq(one.item.kind, other.item.kind)
        && one.demand.to_bits() == other.demand.to_bits()
        && a.properties == b.properties
        && a.demand == b.demand
        && a.security_groups == b.security_groups
        && a.placements.len() == b.placements.len()
        && a.placements.iter().zip(&b.placements).all(|(a, b)| {
            a.instances == b.instances && stands_alike(frames, a.parent.as_ref(), b.parent.as_ref())
        })
}

/// Whether two frames look alike from inside.
fn stands_alike(frames: &Frames, one: Option<&Id>, other: Option<&Id>) -> bool {
    let (one, other): (&Place, &Place) = (frames.place(one), frames.place(other));
    let subnet = |place: &Place| place.subnet.as_ref().map(|(_, kind)| kind.clone());
    std::ptr::eq(one, other)
        || (one.region == other.region
            && one.zone == other.zone
            && one.zones == other.zones
            && one.vpc.is_some() == other.vpc.is_some()
            && subnet(one) == subnet(other))
}
