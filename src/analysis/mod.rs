//! The passes: pure functions of a design and a price catalogue.
//!
//! Design -> [`traffic`] (what flows) -> [`path`] (which way, across which zones) -> [`cost`] (lines and totals) ->
//! [`review`] (findings). [`analyse`] runs them in that order; same input, same output, in id order.

pub mod cost;
pub mod path;
pub mod review;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod traffic;

use crate::model::Design;
use crate::pricing::Catalogue;

/// What the passes say of a design.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Rates and sizes on every connection.
    pub traffic: traffic::Traffic,
    /// Route, zones and class of every connection.
    pub paths: path::Paths,
    /// Lines and totals.
    pub cost: cost::Costs,
    /// What breaks rules.
    pub review: review::Review,
}

/// Runs the passes that a bill needs: traffic, paths, cost.
pub fn costs(design: &Design, catalogue: &Catalogue) -> cost::Costs {
    let traffic = traffic::solve(design);
    let paths = path::classify(design, &traffic);
    cost::estimate(design, &traffic, &paths, catalogue)
}

/// Runs all passes.
pub fn analyse(design: &Design, catalogue: &Catalogue) -> Report {
    let traffic = traffic::solve(design);
    let paths = path::classify(design, &traffic);
    let cost = cost::estimate(design, &traffic, &paths, catalogue);
    let review = review::check(&review::ReviewCx {
        design,
        catalogue,
        traffic: &traffic,
        paths: &paths,
        cost: &cost,
    });
    Report {
        traffic,
        paths,
        cost,
        review,
    }
}
