//! The user's own prices over the list prices: which file they come from, and how it was found.

use super::action::ProblemDetail;
use crate::pricing::{Catalogue, Overrides};
use std::path::PathBuf;

/// How the file was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PricesStatus {
    /// There is none: list prices only.
    #[default]
    None,
    /// It is being read.
    Reading,
    /// It is in force.
    Used {
        /// Discounts in it.
        discounts: usize,
        /// Prices in it.
        prices: usize,
    },
    /// It cannot be used: list prices only.
    Failed(Vec<ProblemDetail>),
}

/// What the file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct PricesRead {
    /// The file.
    pub path: PathBuf,
    /// Its prices, or what is wrong with it.
    pub prices: Result<Overrides, Vec<ProblemDetail>>,
}

/// `listed` with the user's prices over it. It is kept for the life of the program: everything that draws holds it by
/// reference, and it is a few pointers for each file that the user chooses.
pub fn over(listed: &'static Catalogue, own: Overrides) -> &'static Catalogue {
    if own.is_empty() {
        return listed;
    }
    Box::leak(Box::new(listed.with_overrides(own)))
}
