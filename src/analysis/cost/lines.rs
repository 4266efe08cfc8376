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
    /// Lines that other items have too, and behind them those of what flows here; one list when somebody reads them as one.
    Joined {
        fixed: Arc<Vec<CostLine>>,
        own: Vec<CostLine>,
        whole: OnceLock<Box<[CostLine]>>,
    },
    /// Transfer of one kind at a price without tiers: all that most connections are billed.
    Moved {
        transfer: Transfer,
        listing: Listing,
        line: OnceLock<Box<CostLine>>,
    },
}

/// Iterator over the lines of a bill.
pub type LinesIter<'a> =
    std::iter::Chain<std::slice::Iter<'a, CostLine>, std::slice::Iter<'a, CostLine>>;

/// The first lines of a bill: shared with other items, or its own.
pub(super) enum First {
    Shared(Arc<Vec<CostLine>>),
    Own(Vec<CostLine>),
}

impl First {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            First::Shared(lines) => lines.len(),
            First::Own(lines) => lines.len(),
        }
    }
    /// With the lines behind them.
    pub(super) fn joined(self, more: Vec<CostLine>) -> Lines {
        match self {
            First::Shared(lines) if more.is_empty() => Lines(Kept::Shared(lines)),
            First::Shared(fixed) => Lines(Kept::Joined {
                fixed,
                own: more,
                whole: OnceLock::new(),
            }),
            First::Own(lines) if lines.is_empty() => more.into(),
            First::Own(mut lines) => {
                lines.extend(more);
                lines.into()
            }
        }
    }
}

impl Lines {
    /// The lines in order.
    pub fn as_slice(&self) -> &[CostLine] {
        self
    }
    /// The lines one by one, in order: less work than reading them as a slice.
    pub fn iter(&self) -> LinesIter<'_> {
        match &self.0 {
            Kept::Joined { fixed, own, .. } => fixed.iter().chain(own),
            _ => self.as_slice().iter().chain(&[]),
        }
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::Own(lines) => lines.len(),
            Kept::Shared(lines) => lines.len(),
            Kept::Joined { fixed, own, .. } => fixed.len() + own.len(),
            Kept::Moved { .. } => 1,
        }
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        let mut lines = match std::mem::replace(&mut self.0, Kept::Own(Vec::new())) {
            Kept::Own(lines) => lines,
            kept => Lines(kept).iter().cloned().collect(),
        };
        lines.push(line);
        self.0 = Kept::Own(lines);
    }
    /// A line to be changed, by its number; others that shared it keep what they had.
    pub(super) fn get_mut(&mut self, number: usize) -> Option<&mut CostLine> {
        let is_own = match &self.0 {
            Kept::Own(_) => true,
            Kept::Joined { fixed, .. } => number >= fixed.len(),
            Kept::Shared(_) | Kept::Moved { .. } => false,
        };
        if !is_own {
            self.0 = Kept::Own(self.iter().cloned().collect());
        }
        match &mut self.0 {
            Kept::Own(lines) => lines.get_mut(number),
            Kept::Joined { fixed, own, whole } => {
                whole.take();
                own.get_mut(number - fixed.len())
            }
            Kept::Shared(_) | Kept::Moved { .. } => None,
        }
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
            Kept::Joined { whole, .. } => whole.get_or_init(|| self.iter().cloned().collect()),
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
        self.iter().eq(other)
    }
}
impl<'a> IntoIterator for &'a Lines {
    type Item = &'a CostLine;
    type IntoIter = LinesIter<'a>;
    fn into_iter(self) -> LinesIter<'a> {
        self.iter()
    }
}
