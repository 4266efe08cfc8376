//! Bills that are known already: large designs repeat a few sorts of servers and stores, whose bills are alike.
//!
//! A bill is that of another item of the same kind with the same properties in a like place, where neither looked at what
//! flows; or where nothing flows at either. Charges that follow from what flows ([`Kind::usage`]) are each item's own.

use super::ledger::{Ledger, Owner};
use super::lines::First;
use super::{CostLine, ItemCost, Total, book_charges, book_item};
use crate::catalog::{Bill, BillCx, Flows, Item, Kind};
use crate::model::{Component, Frames};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::borrow::Borrow;
use std::cell::Cell;
use std::hash::Hasher;
use std::sync::Arc;

/// What decides a bill that does not look at what flows.
#[derive(Debug)]
pub(super) struct Asked<C> {
    kind: &'static Kind,
    component: C,
    /// The sort of place of each tile.
    places: SmallVec<[u32; 4]>,
    demand: f64,
    pub(super) hash: u64,
}

impl<'a> Asked<&'a Component> {
    /// Of an item among these frames.
    pub(super) fn of(item: &Item<'a>, flows: Flows<'_>, frames: &Frames) -> Asked<&'a Component> {
        let demand = flows.demand_requests;
        let mut places: SmallVec<[u32; 4]> = SmallVec::new();
        if let Some(place) = item.lone_place() {
            places.push(place.sort);
        } else {
            let tiles = item.component.placements.iter();
            places.extend(tiles.map(|tile| frames.place(tile.parent.as_ref()).sort));
        }
        let mut hasher = FxHasher::default();
        hasher.write_u64(item.settings_hash());
        hasher.write_u64(demand.to_bits());
        for sort in &places {
            hasher.write_u32(*sort);
        }
        Asked {
            kind: item.kind,
            component: item.component,
            places,
            demand,
            hash: hasher.finish(),
        }
    }
    /// The same, to be kept for longer than the design.
    pub(super) fn kept(self) -> Asked<Component> {
        Asked {
            kind: self.kind,
            component: self.component.clone(),
            places: self.places,
            demand: self.demand,
            hash: self.hash,
        }
    }
}

impl<C: Borrow<Component>> Asked<C> {
    /// Whether two items have the same bill, unless it looks at what flows.
    pub(super) fn is_alike<D: Borrow<Component>>(&self, other: &Asked<D>) -> bool {
        let (a, b) = (self.component.borrow(), other.component.borrow());
        self.hash == other.hash
            && std::ptr::eq(self.kind, other.kind)
            && self.places == other.places
            && self.demand.to_bits() == other.demand.to_bits()
            && a.is_set_like(b)
            && a.demand == b.demand
            && a.security_groups == b.security_groups
    }
}

/// What one pays for an item whatever flows, booked as the first lines of an owner.
pub(super) struct Fixed {
    pub(super) lines: Vec<CostLine>,
    pub(super) total: Total,
    /// Whether the bill looked at the flows.
    pub(super) has_seen: bool,
    /// Whether a line is at a price with tiers, which is shared with others.
    pub(super) shares: bool,
}

/// Books the charges of an item that stand in its kind's bill.
pub(super) fn book_fixed(
    ledger: &mut Ledger,
    owner: Owner,
    cx: &BillCx<'_>,
    bill: &mut Bill,
) -> Fixed {
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
    let lines = book_charges(ledger, (owner, 0), cx, bill, &mut total);
    Fixed {
        lines,
        total,
        has_seen: has_seen.get(),
        shares: ledger.shares(owner),
    }
}

/// Books what follows from what flows, behind the first lines of an owner and their sum.
pub(super) fn book_usage(
    ledger: &mut Ledger,
    owner: Owner,
    cx: &BillCx<'_>,
    bill: &mut Bill,
    (first, mut total): (First, Total),
) -> ItemCost {
    (cx.item.kind.usage)(cx, bill);
    let more = book_charges(ledger, (owner, first.len()), cx, bill, &mut total);
    ItemCost {
        lines: first.joined(more),
        total,
    }
}

struct Entry<'a> {
    asked: Asked<&'a Component>,
    lines: Arc<Vec<CostLine>>,
    total: Total,
    /// Whether the bill looked at the flows; there were none then.
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
const ENOUGH: u32 = 4;

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
        frames: &Frames,
    ) -> ItemCost {
        let is_idle = cx.flows.incoming.is_empty() && cx.flows.outgoing.is_empty();
        if !self.may_know(cx.item.kind, is_idle) {
            return book_item(ledger, owner, cx, bill);
        }
        let asked = Asked::of(&cx.item, cx.flows, frames);
        let first = if let Some(known) = self.find(&asked, is_idle) {
            ledger.repeat(&known.lines);
            (First::Shared(known.lines.clone()), known.total)
        } else {
            let fixed = book_fixed(ledger, owner, cx, bill);
            let total = fixed.total;
            (self.learn(asked, fixed, is_idle), total)
        };
        book_usage(ledger, owner, cx, bill, first)
    }
    /// False where it is known that nobody else has the same bill.
    fn may_know(&self, kind: &'static Kind, is_idle: bool) -> bool {
        let seen = || self.seen.get(&std::ptr::from_ref(kind).addr());
        is_idle || !seen().is_some_and(|seen| !seen.is_mixed && seen.count >= ENOUGH)
    }
    /// An item with the same bill.
    fn find(&self, asked: &Asked<&'a Component>, is_idle: bool) -> Option<&Entry<'a>> {
        let candidates = self.by_hash.get(&asked.hash)?.iter();
        candidates
            .map(|&number| &self.entries[number as usize])
            .find(|entry| (!entry.has_seen || is_idle) && entry.asked.is_alike(asked))
    }
    /// Remembers a bill, if others can have the same. Gives its lines back: shared with whoever is alike where that is
    /// possible.
    fn learn(&mut self, asked: Asked<&'a Component>, fixed: Fixed, is_idle: bool) -> First {
        let seen = self
            .seen
            .entry(std::ptr::from_ref(asked.kind).addr())
            .or_default();
        seen.count += 1;
        seen.is_mixed |= !fixed.has_seen;
        // Flows differ from item to item: a bill that looked at them is of no use to others.
        if fixed.shares || asked.kind.bills_the_design || (fixed.has_seen && !is_idle) {
            return First::Own(fixed.lines);
        }
        let number = self.entries.len() as u32;
        self.by_hash.entry(asked.hash).or_default().push(number);
        let lines = Arc::new(fixed.lines);
        self.entries.push(Entry {
            asked,
            lines: lines.clone(),
            total: fixed.total,
            has_seen: fixed.has_seen,
        });
        First::Shared(lines)
    }
}
