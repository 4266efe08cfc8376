//! The user's own prices over the list prices: negotiated discounts and prices from a contract.
//!
//! In: discounts by service or item and prices by key, each with its source. Out: the rate with the user's figures, its
//! source saying whose they are. The file's text form is read in `io`.

use std::sync::Arc;

use super::Query;
use super::rate::{Basis, Date, Rate, Tier};
use super::store::Price;
use serde::{Deserialize, Serialize};

/// A discount on list prices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// Service of the catalogue (`ec2`), or `*` for all of them.
    pub service: String,
    /// Item of the service (`instance_hour`); all of them where left out.
    #[serde(default)]
    pub item: Option<String>,
    /// Region code or `global`; all of them where left out.
    #[serde(default)]
    pub region: Option<String>,
    /// Percent off the list price, 0 to 100.
    pub percent: f64,
    /// Where the user has it from (the contract, its date).
    pub source: String,
}

/// A price instead of the list price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPrice {
    /// Region code or `global`; all Regions where left out.
    #[serde(default)]
    pub region: Option<String>,
    /// Key of the row as `skydraft pricing search` prints it: `ec2 instance_hour instance_type=m6i.large;os=linux;tenancy=shared`.
    pub key: String,
    /// US dollars for one unit, at least 0; holds for any quantity.
    pub usd: f64,
    /// Where the user has it from.
    pub source: String,
}

/// The user's own prices. A price beats a discount; of several that fit the first one counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// Discounts on list prices.
    pub discounts: Vec<Discount>,
    /// Prices instead of list prices.
    pub prices: Vec<OwnPrice>,
}

impl Overrides {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.discounts.is_empty() && self.prices.is_empty()
    }

    /// The price of a query in a Region with the user's figures in it. `day` dates a price that has no list price.
    pub(super) fn apply(&self, region: &str, query: &Query, listed: Price, day: Date) -> Price {
        let here = |wanted: &Option<String>| wanted.as_deref().is_none_or(|code| code == region);
        if !self.prices.is_empty() {
            let key = query.key();
            let own = self.prices.iter().find(|p| p.key == key && here(&p.region));
            if let Some(own) = own {
                let tiers = vec![Tier {
                    from: 0.0,
                    usd: own.usd,
                }];
                let base = listed.rate();
                return Price::Priced(Arc::new(Rate {
                    unit: base.map(|rate| rate.unit.clone()).unwrap_or_default(),
                    tiers,
                    upto: None,
                    sku: base.and_then(|rate| rate.sku.clone()),
                    as_of: base.map_or(day, |rate| rate.as_of),
                    source: own.source.clone(),
                    basis: Basis::Own,
                }));
            }
        }
        let Price::Priced(rate) = listed else {
            return listed;
        };
        let discount = self.discounts.iter().find(|d| {
            (d.service == "*" || d.service == query.service)
                && d.item.as_deref().is_none_or(|item| item == query.item)
                && here(&d.region)
        });
        let Some(discount) = discount else {
            return Price::Priced(rate);
        };
        let kept = 1.0 - discount.percent / 100.0;
        let mut own = Rate::clone(&rate);
        for tier in &mut own.tiers {
            tier.usd *= kept;
        }
        own.source = format!(
            "{}; {} % off: {}",
            rate.source, discount.percent, discount.source
        );
        own.basis = Basis::Own;
        Price::Priced(Arc::new(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::Catalogue;

    fn server() -> Query {
        Query::new("ec2", "instance_hour")
            .with("instance_type", "m6i.large")
            .with("os", "linux")
            .with("tenancy", "shared")
    }

    fn usd(catalogue: &Catalogue, query: &Query) -> f64 {
        catalogue
            .price("ap-northeast-2", query)
            .rate()
            .unwrap()
            .first_usd()
    }

    fn discount(service: &str, region: Option<&str>) -> Discount {
        Discount {
            service: service.to_owned(),
            item: None,
            region: region.map(str::to_owned),
            percent: 25.0,
            source: "contract of 2026".to_owned(),
        }
    }

    #[test]
    fn a_discount_lowers_every_tier_and_says_so() {
        let own = Overrides {
            discounts: vec![discount("ec2", Some("ap-northeast-2"))],
            prices: Vec::new(),
        };
        let list = Catalogue::embedded();
        let with = list.with_overrides(own);
        // 0.118 $/h less a quarter.
        assert!((usd(&with, &server()) - 0.118 * 0.75).abs() < 1e-12);
        let rate = with.price("ap-northeast-2", &server());
        let rate = rate.rate().unwrap();
        assert_eq!(rate.basis, Basis::Own);
        assert!(rate.source.contains("25 % off: contract of 2026"));
        let tokyo = |catalogue: &Catalogue| catalogue.price("ap-northeast-1", &server());
        assert_eq!(tokyo(&with), tokyo(list), "another Region keeps its price");
    }

    #[test]
    fn a_price_of_ones_own_beats_a_discount_and_fills_a_gap() {
        let price = |key: String| OwnPrice {
            region: None,
            key,
            usd: 0.05,
            source: "quote".to_owned(),
        };
        let gap = Query::new("ec2", "instance_hour").with("instance_type", "z9.huge");
        let own = Overrides {
            discounts: vec![discount("*", None)],
            prices: vec![price(server().key()), price(gap.key())],
        };
        let with = Catalogue::embedded().with_overrides(own);
        assert_eq!(usd(&with, &server()), 0.05);
        assert_eq!(usd(&with, &gap), 0.05);
        let other = Query::new("ec2", "instance_hour").with("instance_type", "z9.small");
        assert_eq!(with.price("ap-northeast-2", &other), Price::Missing);
    }
}
