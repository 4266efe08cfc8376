//! Bills that are known already: large designs repeat a few sorts of servers and stores, whose bills are alike.
//!
//! A bill is that of another item of the same kind with the same properties in a like place, where neither looked at what
//! flows; or where nothing flows at either. Charges that follow from what flows ([`Kind::usage`]) are each item's own.
//!
//! [`Kind::usage`]: crate::catalog::Kind::usage

use super::ledger::{Ledger, Owner};
use super::{CostLine, ItemCost, Lines, Total};
use crate::catalog::{Bill, BillCx, Flows, Item};
use crate::model::{Code, Frames, Place};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::cell::Cell;
use std::hash::Hasher;
use std::sync::Arc;

/// An item whose bill is asked for.
struct Asked<'a> {
    item: Item<'a>,
    /// What stands around each of its tiles.
    places: SmallVec<[&'a Place; 2]>,
    demand: f64,
    is_idle: bool,
    hash: u64,
}

struct Entry<'a> {
    asked: Asked<'a>,
    lines: Arc<Vec<CostLine>>,
    total: Total,
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
    /// Bills an item: what is known of one that is alike, the rest booked as lines of its owner.
    pub(super) fn book(
        &mut self,
        ledger: &mut Ledger,
        owner: Owner,
        cx: &BillCx<'a>,
        bill: &mut Bill,
        frames: &'a Frames,
    ) -> ItemCost {
        let asked = self.ask(&cx.item, cx.flows, frames);
        let known = asked.as_ref().and_then(|asked| self.find(asked));
        let (lines, mut total) = if let Some(known) = known {
            ledger.repeat(&known.lines);
            (Ok(known.lines.clone()), known.total)
        } else {
            let has_seen = Cell::new(false);
            let watched = BillCx {
                flows: Flows {
                    incoming: cx.flows.incoming.watched(&has_seen),
                    outgoing: cx.flows.outgoing.watched(&has_seen),
                    ..cx.flows
                },
                ..*cx
            };
            (cx.item.kind.bill)(&watched, bill);
            let mut total = Total::default();
            let lines = super::book_charges(ledger, (owner, 0), cx, bill, &mut total);
            let is_own = !ledger.shares(owner);
            let lines = match asked {
                Some(asked) => self.learn(asked, lines, total, has_seen.get(), is_own),
                None => Err(lines),
            };
            (lines, total)
        };
        (cx.item.kind.usage)(cx, bill);
        let first = lines.as_ref().map_or_else(Vec::len, |lines| lines.len());
        let more = super::book_charges(ledger, (owner, first), cx, bill, &mut total);
        let lines = match lines {
            Ok(known) => Lines::joined(known, more),
            Err(mut own) => {
                if !more.is_empty() {
                    own.extend(more);
                }
                own.into()
            }
        };
        ItemCost { lines, total }
    }
    /// None where it is known that nobody else has the same bill.
    fn ask(&self, item: &Item<'a>, flows: Flows<'_>, frames: &'a Frames) -> Option<Asked<'a>> {
        let is_idle = flows.incoming.is_empty() && flows.outgoing.is_empty();
        let seen = self.seen.get(&std::ptr::from_ref(item.kind).addr());
        if !is_idle && seen.is_some_and(|seen| !seen.is_mixed && seen.count >= ENOUGH) {
            return None;
        }
        let tiles = item.component.placements.iter();
        let places = tiles.map(|tile| frames.place(tile.parent.as_ref()));
        let mut hasher = FxHasher::default();
        hasher.write_u64(item.settings_hash());
        hasher.write_u64(item.region_code().hash_code());
        hasher.write_u64(flows.demand_requests.to_bits());
        hasher.write_u64(
            item.here
                .and_then(|here| here.zone)
                .map_or(0, Code::hash_code),
        );
        Some(Asked {
            item: *item,
            places: places.collect(),
            demand: flows.demand_requests,
            is_idle,
            hash: hasher.finish(),
        })
    }
    /// An item with the same bill.
    fn find(&self, asked: &Asked<'a>) -> Option<&Entry<'a>> {
        let candidates = self.by_hash.get(&asked.hash)?.iter();
        candidates
            .map(|&number| &self.entries[number as usize])
            .find(|entry| {
                (!entry.has_seen || (asked.is_idle && entry.asked.is_idle))
                    && is_alike(&entry.asked, asked)
            })
    }
    /// Remembers a bill; `is_own` where no line of it shares tiers with others. Gives its lines back: shared with whoever is
    /// alike where that is possible.
    fn learn(
        &mut self,
        asked: Asked<'a>,
        lines: Vec<CostLine>,
        total: Total,
        has_seen: bool,
        is_own: bool,
    ) -> Result<Arc<Vec<CostLine>>, Vec<CostLine>> {
        let seen = self
            .seen
            .entry(std::ptr::from_ref(asked.item.kind).addr())
            .or_default();
        seen.count += 1;
        seen.is_mixed |= !has_seen;
        // Flows differ from item to item: a bill that looked at them is of no use to others.
        if !is_own || asked.item.kind.bills_the_design || (has_seen && !asked.is_idle) {
            return Err(lines);
        }
        let number = self.entries.len() as u32;
        self.by_hash.entry(asked.hash).or_default().push(number);
        let lines = Arc::new(lines);
        self.entries.push(Entry {
            asked,
            lines: lines.clone(),
            total,
            has_seen,
        });
        Ok(lines)
    }
}

fn is_alike(one: &Asked<'_>, other: &Asked<'_>) -> bool {
    let (a, b) = (one.item.component, other.item.component);
    if one.demand.to_bits() != other.demand.to_bits()
        || !one.item.is_set_like(&other.item)
        || a.demand != b.demand
        || a.security_groups != b.security_groups
    {
        return false;
    }
    let mut places = one.places.iter().zip(&other.places);
    places.all(|(one, other)| stands_alike(one, other))
}

/// Whether two places look alike from inside.
pub(super) fn stands_alike(one: &Place, other: &Place) -> bool {
    let subnet = |place: &Place| place.subnet.as_ref().map(|(_, kind)| kind.clone());
    std::ptr::eq(one, other)
        || (one.region == other.region
            && one.zone == other.zone
            && one.vpc.is_some() == other.vpc.is_some()
            && subnet(one) == subnet(other)
            && (Arc::ptr_eq(&one.zones, &other.zones) || one.zones == other.zones))
}
