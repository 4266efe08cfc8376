//! The lines of an item: its own, shared with other items that have the same bill, or one that is written when it is read.

use super::CostLine;
use super::listing::Listing;
use super::transfer;
use crate::analysis::path::Transfer;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The lines of a bill, read like a slice.
#[derive(Clone, Debug)]
pub struct Lines(Kept);

#[derive(Clone, Debug)]
enum Kept {
    Own(Vec<CostLine>),
    Shared(Arc<Vec<CostLine>>),
    /// Transfer of one kind at a price without tiers: all that most connections are billed.
    Moved {
        transfer: Transfer,
        listing: Listing,
        line: OnceLock<Box<CostLine>>,
    },
}

impl Lines {
    /// The lines in order.
    pub fn as_slice(&self) -> &[CostLine] {
        self
    }
    /// The same lines for another item, without copying them.
    pub(super) fn share(&mut self) -> Lines {
        if let Kept::Own(lines) = &mut self.0 {
            self.0 = Kept::Shared(Arc::new(std::mem::take(lines)));
        }
        self.clone()
    }
    /// One line for a transfer.
    pub(super) fn moved(transfer: Transfer, listing: Listing) -> Lines {
        Lines(Kept::Moved {
            transfer,
            listing,
            line: OnceLock::new(),
        })
    }
    /// Adds a line.
    pub(super) fn push(&mut self, line: CostLine) {
        self.change(|lines| lines.push(line));
    }
    /// Changes the lines; others that shared them keep what they had.
    pub(super) fn change<R>(&mut self, change: impl FnOnce(&mut Vec<CostLine>) -> R) -> R {
        let mut lines = match std::mem::replace(&mut self.0, Kept::Own(Vec::new())) {
            Kept::Own(lines) => lines,
            kept => Lines(kept).to_vec(),
        };
        let result = change(&mut lines);
        self.0 = Kept::Own(lines);
        result
    }
}

impl Default for Lines {
    fn default() -> Lines {
        Vec::new().into()
    }
}
impl From<Vec<CostLine>> for Lines {
    fn from(lines: Vec<CostLine>) -> Lines {
        Lines(Kept::Own(lines))
    }
}
impl Deref for Lines {
    type Target = [CostLine];
    fn deref(&self) -> &[CostLine] {
        match &self.0 {
            Kept::Own(lines) => lines,
            Kept::Shared(lines) => lines,
            Kept::Moved {
                transfer,
                listing,
                line,
            } => {
                let line = line.get_or_init(|| Box::new(transfer::line(*transfer, listing)));
                std::slice::from_ref(&**line)
            }
        }
    }
}
impl PartialEq for Lines {
    fn eq(&self, other: &Lines) -> bool {
        self.as_slice() == other.as_slice()
    }
}
impl<'a> IntoIterator for &'a Lines {
    type Item = &'a CostLine;
    type IntoIter = std::slice::Iter<'a, CostLine>;
    fn into_iter(self) -> Self::IntoIter {
        self.as_slice().iter()
    }
}
