//! Skydraft: draw AWS architectures and see, live, what they cost, which rules they break and what survives a failure.
//!
//! Five words a newcomer needs:
//! - **Design**: what the user drew, a value ([`model::Design`]); a RON file on disk.
//! - **Kind**: what a component is ([`catalog::Kind`]): its properties, cost lines, traffic and failure behaviour.
//! - **Catalogue**: dated AWS list prices ([`pricing::Catalogue`]).
//! - **Report**: what the passes say of a design ([`analysis::Report`]): traffic, paths, costs, findings.
//! - **Edit**: the only way a design changes ([`model::edit::Edit`]).
//!
//! Modules may use those above them in this list, never one below; `cli` and `app` do not know each other
//! (`tests/layers.rs` holds this).
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod catalog;
pub mod chart;
pub mod cli;
pub mod diag;
pub mod glyph;
pub mod io;
pub mod model;
pub mod pricing;
pub mod scene;
pub mod text;
pub mod units;
