//! The passes: pure functions of a design and a price catalogue.
//!
//! Design -> [`traffic`] (what flows) -> [`path`] (which way, across which zones) -> [`cost`] (lines and totals) ->
//! [`review`] (findings). [`analyse`] runs them in that order; same input, same output, in id order.

mod again;
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
use again::Trace;
use rayon::prelude::*;
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
    /// What the figures were computed from, so that a small change needs little.
    trace: Option<Box<Trace>>,
}

/// Runs the passes that a bill needs: traffic, paths, cost.
pub fn costs(design: &Design, catalogue: &Catalogue) -> cost::Costs {
    let frames = Frames::of(design);
    let view = View::of(design, &frames);
    let traffic = traffic::solve_view(&view);
    let paths = path::classify_view(&view, &traffic);
    cost::estimate_view(&view, &traffic, &paths, catalogue)
}

/// Runs the passes that give figures: traffic, paths, cost. The review of the report is empty.
pub fn figures(design: &Design, catalogue: &Catalogue) -> Report {
    figures_and(design, catalogue, |_, _| review::Review::default())
}

/// The same with the review that `look` makes of them, while the design is looked up.
fn figures_and(
    design: &Design,
    catalogue: &Catalogue,
    look: impl FnOnce(&review::ReviewCx<'_>, &View<'_>) -> review::Review,
) -> Report {
    let frames = Frames::of(design);
    let view = View::of(design, &frames);
    let traffic = traffic::solve_view(&view);
    let ways = path::Ways::of(&view);
    let paths = path::classify_with(&view, &traffic, &ways);
    let (cost, ledger) = cost::book_view(&view, &traffic, &paths, catalogue);
    let items = view.items.iter().flatten();
    let whole = items.filter(|item| item.kind.bills_the_design);
    let whole = whole.map(|item| item.id.clone()).collect();
    let base = review::ReviewCx {
        design,
        catalogue,
        traffic: &traffic,
        paths: &paths,
        cost: &cost,
    };
    let review = look(&base, &view);
    drop(view);
    let trace = Trace {
        design: design.clone(),
        catalogue: catalogue.clone(),
        ways,
        ledger,
        whole,
        frames,
    };
    Report {
        traffic,
        paths,
        cost,
        review,
        trace: Some(Box::new(trace)),
    }
}

/// The same after a change: what the change does not touch is taken from the report of the former design. The result is
/// that of [`figures`].
pub fn figures_again(previous: Report, design: &Design, catalogue: &Catalogue) -> Report {
    match again::again(previous, design, catalogue) {
        Some(report) => report,
        None => figures(design, catalogue),
    }
}

/// Runs all passes.
pub fn analyse(design: &Design, catalogue: &Catalogue) -> Report {
    figures_and(design, catalogue, review::check_view)
}

/// [`analyse`] of several designs, in their order. Designs are independent of each other: all processors take part.
pub fn analyse_all(designs: &[Design], catalogue: &Catalogue) -> Vec<Report> {
    let each = designs.par_iter();
    each.map(|design| analyse(design, catalogue)).collect()
}

/// Runs all passes after a change; the figures as [`figures_again`].
pub fn analyse_again(previous: Report, design: &Design, catalogue: &Catalogue) -> Report {
    match again::again(previous, design, catalogue) {
        Some(report) => reviewed(report, design, catalogue),
        None => analyse(design, catalogue),
    }
}

fn reviewed(mut report: Report, design: &Design, catalogue: &Catalogue) -> Report {
    let found;
    let frames = if let Some(trace) = &report.trace {
        &trace.frames
    } else {
        found = Frames::of(design);
        &found
    };
    let base = review::ReviewCx::of(design, catalogue, &report);
    report.review = review::check_view(&base, &View::of(design, frames));
    report
}
