//! Totals of single items, each as if it were alone in the account.
//!
//! A review compares many items with themselves under other settings, and large designs repeat a few sorts of them: what
//! does not follow from what flows is billed once for all that are alike, as in [`super::known`].

use super::known::stands_alike;
use super::ledger::{Ledger, Owner};
use super::{CostLine, ItemCost, Lines, Total, book_charges};
use crate::catalog::{Bill, BillCx, Flows, Item};
use crate::model::{Component, Frames, Placement};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::sync::Arc;

/// Totals of single items ([`super::estimate_item`]); price rows are looked up once for all of them.
#[derive(Debug, Default)]
pub struct Alone {
    ledger: Ledger,
    bill: Bill,
    known: FxHashMap<u64, Known>,
}

/// The part of a bill that does not look at what flows, without prices with tiers.
#[derive(Debug)]
struct Known {
    kind: &'static str,
    component: Component,
    demand: f64,
    lines: Arc<Vec<CostLine>>,
    total: Total,
}

impl Known {
    fn is_of(&self, item: &Item<'_>, flows: Flows<'_>, frames: &Frames) -> bool {
        let (own, other) = (&self.component, item.component);
        let place = |tile: &Placement| frames.place(tile.parent.as_ref());
        let tiles = || own.placements.iter().zip(&other.placements);
        std::ptr::eq(self.kind, item.kind.name)
            && own.properties == other.properties
            && self.demand.to_bits() == flows.demand_requests.to_bits()
            && own.demand == other.demand
            && own.security_groups == other.security_groups
            && own.placements.len() == other.placements.len()
            && tiles().all(|(a, b)| a.instances == b.instances && stands_alike(place(a), place(b)))
    }
}

impl Alone {
    /// The total of an item. Design and catalogue must be the same each time.
    pub fn total(&mut self, cx: &BillCx<'_>) -> Total {
        let owner = Owner::component(0);
        let (lines, mut total) = self.fixed(owner, cx);
        (cx.item.kind.usage)(cx, &mut self.bill);
        let first = lines.as_ref().map_or_else(Vec::len, |lines| lines.len());
        let (ledger, bill) = (&mut self.ledger, &mut self.bill);
        let more = book_charges(ledger, (owner, first), cx, bill, &mut total);
        let lines = match lines {
            Ok(known) => Lines::joined(known, more),
            Err(mut own) => {
                own.extend(more);
                own.into()
            }
        };
        let mut cost = ItemCost { lines, total };
        self.ledger.settle_alone(&mut cost);
        cost.total
    }
    /// What does not follow from what flows: known of an item that is alike, or booked.
    fn fixed(
        &mut self,
        owner: Owner,
        cx: &BillCx<'_>,
    ) -> (Result<Arc<Vec<CostLine>>, Vec<CostLine>>, Total) {
        let item = &cx.item;
        let frames = item.frames.filter(|_| !item.kind.bills_the_design);
        let key = item.settings_hash() ^ item.region_code().hash_code();
        if let (Some(frames), Some(known)) = (frames, self.known.get(&key))
            && known.is_of(item, cx.flows, frames)
        {
            return (Ok(known.lines.clone()), known.total);
        }
        let has_seen = Cell::new(false);
        let watched = BillCx {
            flows: Flows {
                incoming: cx.flows.incoming.watched(&has_seen),
                outgoing: cx.flows.outgoing.watched(&has_seen),
                ..cx.flows
            },
            ..*cx
        };
        (item.kind.bill)(&watched, &mut self.bill);
        let mut total = Total::default();
        let (ledger, bill) = (&mut self.ledger, &mut self.bill);
        let lines = book_charges(ledger, (owner, 0), cx, bill, &mut total);
        if frames.is_none() || has_seen.get() || self.ledger.shares(owner) {
            return (Err(lines), total);
        }
        let lines = Arc::new(lines);
        let known = Known {
            kind: item.kind.name,
            component: item.component.clone(),
            demand: cx.flows.demand_requests,
            lines: lines.clone(),
            total,
        };
        self.known.insert(key, known);
        (Ok(lines), total)
    }
}
