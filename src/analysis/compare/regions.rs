//! The same design in other Regions.

use super::line::{self, Owner};
use super::{Side, name_of};
use crate::analysis::cost::{Costs, LinePrice, Total};
use crate::analysis::{Report, costs};
use crate::model::{Design, LocalText, Scenario};
use crate::pricing::Catalogue;
use crate::text::Phrase;
use crate::units::Usd;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Most lines that a Region names as driving the difference.
const DRIVERS: usize = 3;

/// A line that drives the difference to the home Region.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// Whose line it is.
    pub owner: Owner,
    /// What the owner is called.
    pub owner_name: Phrase,
    /// Label of the line.
    pub name: Phrase,
    /// US dollars a month more than at home.
    pub usd: Usd,
}

/// A price that a Region does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingPrice {
    /// What was looked for, without the Region.
    pub wanted: String,
    /// AWS service.
    pub service: &'static str,
    /// Label of a line that needs it.
    pub name: Phrase,
}

/// The design in one Region.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionRow {
    /// Code of the Region.
    pub code: String,
    /// A month.
    pub total: Total,
    /// How much more than at home; none where prices are missing that the home Region has.
    pub delta: Option<Usd>,
    /// Prices that are missing here and not at home.
    pub missing: Vec<MissingPrice>,
    /// The lines that make the largest differences.
    pub drivers: Vec<Driver>,
}

impl RegionRow {
    /// Whether it has every price that the home Region has.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// The design in its home Region and others.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// Code of the home Region.
    pub home: String,
    /// Regions with all prices first, the cheapest first; then the others by code.
    pub rows: Vec<RegionRow>,
}

/// The scenario that moves a design to a Region, named after it.
pub fn region_plan(code: &str, catalogue: &Catalogue) -> Scenario {
    // Of `Asia Pacific (Seoul)` the city is what people say.
    let city = |full: &str| {
        let inner = full
            .split_once('(')
            .and_then(|(_, rest)| rest.strip_suffix(')'));
        inner.unwrap_or(full).to_owned()
    };
    let name = match catalogue.region(code) {
        Some(region) => LocalText::Each {
            en: city(&region.name_en),
            ko: city(&region.name_ko),
        },
        None => LocalText::from(code),
    };
    Scenario {
        region: Some(code.to_owned()),
        ..Scenario::named(name)
    }
}

/// Prices that lines miss, by what was looked for.
fn missing(costs: &Costs, region: &str) -> BTreeMap<String, MissingPrice> {
    let region = format!(" in {region}");
    let lines = super::bills(costs).flat_map(|cost| &cost.lines);
    let missing = lines.filter_map(|line| match (&line.price, line.monthly) {
        (LinePrice::Missing(wanted), None) => {
            // What was looked for names the Region, which differs.
            let wanted = wanted.replace(&region, "");
            let price = MissingPrice {
                wanted: wanted.clone(),
                service: line.service,
                name: line.name.clone(),
            };
            Some((wanted, price))
        }
        _ => None,
    });
    missing.collect()
}

/// Prices the design in its home Region and in each of `codes`. Region frames and zones move along; everything else stays.
pub fn regions(design: &Design, catalogue: &Catalogue, codes: &[&str]) -> Regions {
    let home = design.home_region().to_owned();
    let at_home = Report {
        cost: costs(design, catalogue),
        ..Report::default()
    };
    let known = missing(&at_home.cost, &home);
    let mut all: BTreeSet<&str> = codes.iter().copied().collect();
    all.insert(&home);
    let mut rows: Vec<RegionRow> = all
        .into_par_iter()
        .map(|code| {
            if code == home {
                return RegionRow {
                    code: home.clone(),
                    total: at_home.cost.total,
                    delta: Some(Usd::ZERO),
                    missing: Vec::new(),
                    drivers: Vec::new(),
                };
            }
            let moved = design.with(&Scenario {
                region: Some(code.to_owned()),
                ..Scenario::default()
            });
            let there = Report {
                cost: costs(&moved, catalogue),
                ..Report::default()
            };
            let mut missing = missing(&there.cost, code);
            missing.retain(|wanted, _| !known.contains_key(wanted));
            let missing: Vec<MissingPrice> = missing.into_values().collect();
            let total = there.cost.total;
            let sides = [
                Side {
                    design,
                    report: &at_home,
                },
                Side {
                    design: &moved,
                    report: &there,
                },
            ];
            RegionRow {
                code: code.to_owned(),
                delta: missing
                    .is_empty()
                    .then(|| total.usd - at_home.cost.total.usd),
                total,
                missing,
                drivers: drivers(&sides),
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        let of = |row: &RegionRow| (!row.is_complete(), row.total.usd.0);
        let (a, b) = (of(a), of(b));
        a.0.cmp(&b.0).then(if a.0 {
            std::cmp::Ordering::Equal
        } else {
            a.1.total_cmp(&b.1)
        })
    });
    Regions { home, rows }
}

/// The largest differences between home and there.
fn drivers(sides: &[Side<'_>; 2]) -> Vec<Driver> {
    let mut all = line::deltas(sides);
    all.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    all.truncate(DRIVERS);
    all.into_iter()
        .map(|(owner, line, usd)| Driver {
            owner_name: match owner.id() {
                Some(id) => name_of(sides, id),
                None => Phrase::same(""),
            },
            owner,
            name: line.name.clone(),
            usd: Usd(usd),
        })
        .collect()
}
