//! Scenarios in the window: which one is shown, its popover in the top bar, and marks on what differs from the base.
//!
//! While a scenario is shown, [`State::design`](crate::app::state::State::design) is the design with the scenario laid over it, so that all panels, passes and
//! the canvas work on it as on any design. The document (what is saved, and what undo keeps) stands apart.

mod marks;
mod popover;
mod state;
#[cfg(test)]
mod tests;
mod words;

pub use marks::{canvas, row};
pub use popover::{add_new, button};
pub use state::Shown;
