//! The window.
//!
//! Once a frame: panels and canvas read [`Cx`](cx::Cx) and push [`Action`](action::Action)s,
//! [`State::apply`](state::State::apply) carries them out (and runs the passes if the design changed), the next frame draws
//! the result. [`state`] draws nothing; [`shell`] puts the panels together; [`mod@run`] opens the window.

pub mod action;
pub mod arrange;
pub mod bars;
pub mod bench;
mod beside;
pub mod canvas;
pub mod command;
pub mod compare;
pub mod cx;
pub mod dialogs;
mod dock;
pub mod files;
pub mod find;
pub mod findings;
pub mod flow;
mod folded;
pub mod fonts;
pub mod frames;
pub mod history;
pub mod icons;
pub mod inspector;
pub mod jobs;
pub mod keeper;
pub mod keys;
mod lay_out;
pub mod outside;
pub mod own_prices;
pub mod palette;
pub mod panels;
pub mod passes;
pub mod paste;
pub mod picture;
pub mod place;
pub mod pools;
pub mod present;
pub mod review;
pub mod run;
pub mod saving;
pub mod scenarios;
pub mod shell;
pub mod soft;
pub mod state;
mod still;
pub mod tabs;
pub mod theme;
pub mod thumbnail;
pub mod tour;
pub mod view;
pub mod welcome;
pub mod widgets;
pub mod zones;

pub use run::{RunError, run};

#[cfg(test)]
mod journeys;
#[cfg(test)]
mod names;
#[cfg(test)]
pub mod testing;

/// A window with more pixels has a graphics card: what is done so that a software rasteriser has less to shade is left out.
pub(crate) const SHADED_PIXELS: f32 = 2.5e6;
