//! The catalogue: list prices as the program has them, seen on a day, with the user's own prices over them.

use std::sync::{Arc, OnceLock};

use super::Query;
use super::limits::InstanceLimits;
use super::overrides::Overrides;
use super::pack::{self, PackError, Row};
use super::rate::Date;
use super::region::RegionInfo;
use super::spec::InstanceSpec;
use super::store::{CatalogueRow, DateRange, Price, Store};

/// Dated AWS list prices, instance types and Regions. Cheap to clone; clones share the rows.
#[derive(Clone, Debug)]
pub struct Catalogue {
    store: Arc<Store>,
    day: Date,
    overrides: Arc<Overrides>,
}

impl Catalogue {
    /// The catalogue that is part of the program, as of [`Date::PRICES`].
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Catalogue> = OnceLock::new();
        EMBEDDED.get_or_init(Self::fresh)
    }

    /// The catalogue that is part of the program, with nothing unpacked yet: for measuring.
    pub fn fresh() -> Self {
        Self::of(Store::fresh())
    }

    /// A catalogue of rows in memory: for tests and for prices of one's own. `regions` is text in the form of
    /// `pricing/regions.csv`. Instance types are those of the program.
    ///
    /// # Errors
    /// When a number cannot be read, or the tiers of a key do not follow each other from 0 on.
    pub fn from_rows(rows: &[Row], regions: &str) -> Result<Self, PackError> {
        Store::from_rows(rows, regions).map(Self::of)
    }

    fn of(store: Store) -> Self {
        Self {
            store: Arc::new(store),
            day: Date::PRICES,
            overrides: Arc::default(),
        }
    }

    /// The same prices seen on another day: what depends on the calendar (extended support of old engine versions)
    /// is decided for that day.
    #[must_use]
    pub fn on(&self, day: Date) -> Self {
        Self {
            day,
            ..self.clone()
        }
    }

    /// The same prices with the user's own over them; those that were there before are replaced.
    #[must_use]
    pub fn with_overrides(&self, overrides: Overrides) -> Self {
        Self {
            overrides: Arc::new(overrides),
            ..self.clone()
        }
    }

    /// Whether another one says the same because it is the same: rows, day and the user's own prices.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.store, &other.store)
            && self.day == other.day
            && Arc::ptr_eq(&self.overrides, &other.overrides)
    }

    /// The day for which prices are meant.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The user's own prices.
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// Looks a price up: the user's own one, else the list price. Unpacks the Region when it is asked for the first
    /// time.
    pub fn price(&self, region: &str, query: &Query) -> Price {
        let listed = self.store.price(region, query);
        if self.overrides.is_empty() {
            return listed;
        }
        let region = if query.global { pack::GLOBAL } else { region };
        self.overrides.apply(region, query, listed, self.day)
    }

    /// All Regions known, by code.
    pub fn regions(&self) -> &[RegionInfo] {
        self.store.regions()
    }

    /// One Region.
    pub fn region(&self, code: &str) -> Option<&RegionInfo> {
        self.store.region(code)
    }

    /// The values an attribute takes among the priced rows of an item, sorted, each once: the instance types priced
    /// for an engine, the edge locations of CloudFront. `fixed` are attributes that rows must have.
    pub fn values(
        &self,
        region: &str,
        service: &str,
        item: &str,
        attribute: &str,
        fixed: &[(&str, &str)],
    ) -> Vec<String> {
        self.store.values(region, service, item, attribute, fixed)
    }

    /// All rows of a Region (or `global`) in the order of their keys, at list price.
    pub fn rows(&self, region: &str) -> impl Iterator<Item = CatalogueRow> + '_ {
        self.store.rows(region)
    }

    /// vCPU, memory and network of an instance type: EC2 (`m6i.large`) and managed (`db.r6g.large`,
    /// `cache.t4g.micro`, `r6g.large.search`).
    pub fn spec(&self, instance_type: &str) -> Option<&InstanceSpec> {
        self.store.spec(instance_type)
    }

    /// All instance types by name.
    pub fn specs(&self) -> &[InstanceSpec] {
        self.store.specs()
    }

    /// What an EC2 type can drive. Classes of managed services (`db.m6i.large`, `cache.r6g.large`) have the limits of the
    /// EC2 type that they are named after.
    pub fn limits(&self, instance_type: &str) -> Option<&InstanceLimits> {
        let name = instance_type
            .strip_prefix("db.")
            .or_else(|| instance_type.strip_prefix("cache."))
            .unwrap_or(instance_type);
        self.store.limits(name)
    }

    /// Oldest and newest day of the prices of a Region; `None` when there are none.
    pub fn prices_as_of(&self, region: &str) -> Option<DateRange> {
        self.store.prices_as_of(region)
    }
}
