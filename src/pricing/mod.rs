//! Dated AWS list prices.
//!
//! In: the source files in `pricing/`, packed by the build script. Out: for a Region and a [`Query`], a [`Rate`] with
//! tiers, SKU, day and source, or [`Price::Missing`]. Prices are USD before tax, discounts, credits and free tiers.
//! `pricing/README.md` lists the words of the queries and says how the files are made.

mod catalogue;
pub mod facts;
pub mod level;
mod limits;
pub mod overrides;
pub mod pack;
mod query;
mod rate;
mod region;
mod spec;
mod store;

pub use catalogue::Catalogue;
pub use limits::InstanceLimits;
pub use overrides::Overrides;
pub use pack::{PackError, Row};
pub use query::Query;
pub use rate::{Basis, Date, DateError, Rate, Tier, TierPart};
pub use region::RegionInfo;
pub use spec::InstanceSpec;
pub use store::{CatalogueRow, DateRange, Price};

#[cfg(test)]
mod tests;
