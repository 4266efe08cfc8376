//! The passes: pure functions of a design and a price catalogue.
//!
//! Design -> [`traffic`] (what flows) -> [`path`] (which way, across which zones) -> [`cost`] (lines and totals) ->
//! [`review`] (findings). [`analyse`] runs them in that order; same input, same output, in id order.

pub mod by_id;
pub mod compare;
pub mod cost;
pub mod path;
pub mod review;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod traffic;
pub mod transfers;
pub mod usage;
pub mod view;

use crate::model::{Design, Frames};
use crate::pricing::Catalogue;
use view::View;

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
    let frames = Frames::of(design);
    let view = View::of(design, &frames);
    let traffic = traffic::solve_view(&view);
    let paths = path::classify_view(&view, &traffic);
    cost::estimate_view(&view, &traffic, &paths, catalogue)
}

/// Runs all passes.
pub fn analyse(design: &Design, catalogue: &Catalogue) -> Report {
    let frames = Frames::of(design);
    let view = View::of(design, &frames);
    let traffic = traffic::solve_view(&view);
    let paths = path::classify_view(&view, &traffic);
    let cost = cost::estimate_view(&view, &traffic, &paths, catalogue);
    let base = review::ReviewCx {
        design,
        catalogue,
        traffic: &traffic,
        paths: &paths,
        cost: &cost,
    };
    let review = review::check_view(&base, &view);
    Report {
        traffic,
        paths,
        cost,
        review,
    }
}
