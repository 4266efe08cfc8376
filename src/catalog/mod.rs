//! What kinds of components exist: one file per kind, by AWS category.
//!
//! A kind is a constant [`Kind`]: names, properties, validation, traffic, cost charges. Adding one takes its file, its
//! `mod` line and its entry in the category's `KINDS`; inspector, validation, palette, search, reference page and
//! command line read the registry.

pub mod access_logs;
pub mod amount;
pub mod analytics;
pub mod bill;
pub mod category;
pub mod compute;
pub mod containers;
pub mod database;
pub mod declared;
pub mod developer;
pub mod economics;
pub mod external;
pub mod front_end;
pub mod generate;
pub mod integration;
pub mod iot;
pub mod item;
pub mod kind;
pub mod machine_learning;
pub mod management;
pub mod media;
pub mod meter;
pub mod migration;
pub mod networking;
pub mod next;
pub mod property;
pub mod purchase;
pub mod security;
pub mod storage;
pub mod support;
pub mod terraform;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod user_price;
pub mod workload;

pub use amount::{Amount, Term, Unit};
pub use bill::{
    AllFlows, Around, Bill, BillCx, Charge, Commitment, Fallback, Flow, FlowList, Flows, Sums,
    Tariff, Upfront, Usage, UsageFigure, UsageLog, UsageSource,
};
pub use category::{Category, DATA_TRANSFER, OUTSIDE_AWS, Spend, service_title};
pub use item::{Item, Joined, Known, ZoneShare};
pub use kind::{Answering, Kind, Network, Onward, Problem, Scope};
pub use property::{Choice, Property, Shape};
pub use terraform::{Draft, Import, Resource};

use crate::model::Code;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// All kinds, by category in the palette's order.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    CATEGORIES.iter().flat_map(|kinds| kinds.iter().copied())
}

/// The kind of that name, if this version knows it.
pub fn kind(name: &str) -> Option<&'static Kind> {
    static BY_NAME: LazyLock<FxHashMap<&'static str, &'static Kind>> =
        LazyLock::new(|| kinds().map(|kind| (kind.name, kind)).collect());
    BY_NAME.get(name).copied()
}

/// The same by a name that is kept: a component's own.
pub fn kind_of(name: Code) -> Option<&'static Kind> {
    static BY_ADDRESS: LazyLock<FxHashMap<usize, &'static Kind>> = LazyLock::new(|| {
        let all = kinds().map(|kind| (Code::new(kind.name).address(), kind));
        all.collect()
    });
    BY_ADDRESS.get(&name.address()).copied()
}

const CATEGORIES: &[&[&Kind]] = &[
    external::KINDS,
    compute::KINDS,
    containers::KINDS,
    database::KINDS,
    storage::KINDS,
    networking::KINDS,
    integration::KINDS,
    analytics::KINDS,
    security::KINDS,
    management::KINDS,
    front_end::KINDS,
    machine_learning::KINDS,
    media::KINDS,
    developer::KINDS,
    iot::KINDS,
    migration::KINDS,
];
