//! Totals of single items, each as if it were alone in the account.
//!
//! A review compares many items with themselves under other settings, and large designs repeat a few sorts of them: what
//! does not follow from what flows is billed once for all that are alike, as in [`super::known`].

use super::known::{Asked, book_fixed, book_usage};
use super::ledger::{Ledger, Owner};
use super::lines::First;
use super::{CostLine, Total};
use crate::catalog::{Bill, BillCx};
use crate::model::Component;
use rustc_hash::FxHashMap;
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
    asked: Asked<Component>,
    lines: Arc<Vec<CostLine>>,
    total: Total,
}

impl Alone {
    /// The total of an item. Design and catalogue must be the same each time.
    pub fn total(&mut self, cx: &BillCx<'_>) -> Total {
        let owner = Owner::component(0);
        let first = self.fixed(owner, cx);
        let mut cost = book_usage(&mut self.ledger, owner, cx, &mut self.bill, first);
        self.ledger.settle_alone(&mut cost);
        cost.total
    }
    /// What does not follow from what flows: known of an item that is alike, or booked.
    fn fixed(&mut self, owner: Owner, cx: &BillCx<'_>) -> (First, Total) {
        let item = &cx.item;
        let frames = item.frames.filter(|_| !item.kind.bills_the_design);
        let asked = frames.map(|frames| Asked::of(item, cx.flows, frames));
        if let Some(asked) = &asked
            && let Some(known) = self.known.get(&asked.hash)
            && known.asked.is_alike(asked)
        {
            return (First::Shared(known.lines.clone()), known.total);
        }
        let fixed = book_fixed(&mut self.ledger, owner, cx, &mut self.bill);
        let total = fixed.total;
        let Some(asked) = asked.filter(|_| !fixed.has_seen && !fixed.shares) else {
            return (First::Own(fixed.lines), total);
        };
        let lines = Arc::new(fixed.lines);
        let known = Known {
            lines: lines.clone(),
            total,
            asked: asked.kept(),
        };
        self.known.insert(known.asked.hash, known);
        (First::Shared(lines), total)
    }
}
