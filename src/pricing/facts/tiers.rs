//! Chooses between rows of one key, sets free allowances apart and checks that tiers follow each other.

use std::collections::BTreeMap;

use super::key::{Key, NamedTier};
use super::{Basis, Fact, Grouped};
use crate::pricing::pack::Decimal;

const ZERO: Decimal = Decimal::whole(0);

/// Name of the attribute of keys that hold a free allowance.
const FREE_TIER: &str = "free_tier";

/// Items whose rows begin where the free allowance ends; elsewhere a missing first tier is a gap.
const STARTS_AFTER_ALLOWANCE: [(&str, &str); 4] = [
    ("dynamodb", "storage_gb_month"),
    ("glue", "catalog_object_month"),
    ("glue", "catalog_request"),
    ("servicecatalog", "api_calls"),
];

/// One list of contiguous tiers from 0 for each key. What was chosen, left out or derived goes to the log.
pub(super) fn tidy(service: &str, grouped: Grouped, log: &mut Vec<String>) -> Grouped {
    let mut grouped = split_storage_configs(service, grouped, log);
    for ((region, key), facts) in &mut grouped {
        let before = facts.len();
        resolve_names(facts);
        if facts.len() < before {
            log.push(format!(
                "{service} {region} {}: {} left out, no first tier",
                key.item,
                before - facts.len()
            ));
        }
    }
    let grouped = split_flat_prices(grouped);
    let mut out = Grouped::new();
    let mut free = Grouped::new();
    for ((region, key), facts) in grouped {
        let name = format!("{service} {region} {} {}", key.item, key.attributes_text());
        let tiers = one_fact_per_tier(&name, facts, log);
        if let Some(gap) = gap(&tiers) {
            log.push(format!("{name}: left out, no tier from {gap}"));
            continue;
        }
        if key.get(FREE_TIER).is_some() {
            free.insert((region, key), tiers);
            continue;
        }
        let Some(paid) = tiers.iter().position(|fact| fact.price != ZERO) else {
            // Free throughout. Where it ends, it is an allowance and no price.
            let ends = tiers.last().is_some_and(|fact| fact.to.is_some());
            let target = if ends { &mut free } else { &mut out };
            target.insert(
                (region, if ends { key.with(FREE_TIER, "1") } else { key }),
                tiers,
            );
            continue;
        };
        let starts_late = tiers.first().is_some_and(|fact| fact.from != ZERO);
        if starts_late && !STARTS_AFTER_ALLOWANCE.contains(&(service, key.item.as_str())) {
            log.push(format!("{name}: left out, no tier from 0"));
            continue;
        }
        if paid > 0 || starts_late {
            let allowance = with_allowance(&tiers);
            free.entry((region.clone(), key.with(FREE_TIER, "1")))
                .or_insert(allowance);
        }
        let mut prices = tiers[paid..].to_vec();
        if let Some(first) = prices.first_mut() {
            first.from = ZERO;
        }
        if let Some(end) = prices.last().and_then(|fact| fact.to) {
            log.push(format!("{name}: no price beyond {end}"));
        }
        out.insert((region, key), prices);
    }
    // Allowances quoted by the source win over those that follow from where paid tiers start.
    out.extend(free);
    out
}

/// Newest fact of each tier; of the same day the surest, then the dearest, then by SKU and source.
fn one_fact_per_tier(name: &str, facts: Vec<Fact>, log: &mut Vec<String>) -> Vec<Fact> {
    let mut by_start: BTreeMap<u64, Vec<Fact>> = BTreeMap::new();
    for fact in facts {
        by_start
            .entry(fact.from.to_f64().to_bits())
            .or_default()
            .push(fact);
    }
    let mut tiers = Vec::new();
    for (_, mut facts) in by_start {
        facts.sort_by(|a, b| {
            let price = b.price.to_f64().total_cmp(&a.price.to_f64());
            b.as_of
                .cmp(&a.as_of)
                .then(a.basis.cmp(&b.basis))
                .then(price)
                .then_with(|| (&a.sku, &a.source).cmp(&(&b.sku, &b.source)))
        });
        let mut facts = facts.into_iter();
        let Some(chosen) = facts.next() else { continue };
        for other in facts.filter(|other| other.price != chosen.price) {
            log.push(format!(
                "{name}: {} of {} ({}) chosen over {} of {} ({})",
                chosen.price, chosen.as_of, chosen.sku, other.price, other.as_of, other.sku
            ));
        }
        tiers.push(chosen);
    }
    tiers
}

/// Where a tier is missing, not counting the start.
fn gap(tiers: &[Fact]) -> Option<String> {
    tiers.windows(2).find_map(|pair| {
        let end = pair[0]
            .to
            .map_or_else(|| "none".to_owned(), |to| to.to_string());
        (end != pair[1].from.to_string()).then_some(end)
    })
}

/// The tiers as AWS bills them, with the free part at the start.
fn with_allowance(tiers: &[Fact]) -> Vec<Fact> {
    let mut out = tiers.to_vec();
    if let Some(first) = tiers.first().filter(|fact| fact.from != ZERO) {
        // The source begins where the allowance ends.
        let free = Fact {
            price: ZERO,
            from: ZERO,
            to: Some(first.from),
            basis: Basis::Derived,
            ..first.clone()
        };
        out.insert(0, free);
    }
    out
}

/// Neptune names I/O-Optimized instances like standard ones in many Regions: of two prices for one type the lower is
/// the standard one, as in the Regions that name both.
fn split_storage_configs(service: &str, grouped: Grouped, log: &mut Vec<String>) -> Grouped {
    if service != "neptune" {
        return grouped;
    }
    let mut out = Grouped::new();
    for ((region, key), mut facts) in grouped {
        facts.sort_by(|a, b| a.price.to_f64().total_cmp(&b.price.to_f64()));
        facts.dedup_by(|a, b| a.price == b.price);
        if key.get("storage_config") == Some("standard") && facts.len() == 2 {
            log.push(format!(
                "{service} {region} {}: the dearer of two is taken as io-optimized",
                key.attributes_text()
            ));
            for (mut fact, config) in facts.into_iter().zip(["standard", "io-optimized"]) {
                fact.basis = Basis::LabelInferred;
                let key: Key = key.with("storage_config", config);
                out.entry((region.clone(), key)).or_default().push(fact);
            }
        } else {
            out.entry((region, key)).or_default().extend(facts);
        }
    }
    out
}

/// Gives facts whose tier only the name tells their bounds. `Next` tiers follow in the order of falling prices, as all
/// of AWS's volume tiers do.
fn resolve_names(facts: &mut Vec<Fact>) {
    let rank = |fact: &Fact| match fact.named {
        Some(NamedTier::UpTo(_)) | None => 0,
        Some(NamedTier::Range(..)) => 1,
        Some(NamedTier::First(_)) => 2,
        Some(NamedTier::Next(_)) => 3,
        Some(NamedTier::Over(_)) => 4,
    };
    let upto = |fact: &Fact| match fact.named {
        Some(NamedTier::UpTo(size)) => size,
        _ => 0,
    };
    facts.sort_by(|a, b| {
        let falling = b.price.to_f64().total_cmp(&a.price.to_f64());
        let order = rank(a).cmp(&rank(b)).then(upto(a).cmp(&upto(b)));
        a.sku.cmp(&b.sku).then(order).then(falling)
    });
    // Macie calls its first tier `Next` too; the last tier tells that nothing comes before it.
    let next: u64 = facts
        .iter()
        .filter_map(|fact| {
            if let Some(NamedTier::Next(size)) = fact.named {
                Some(size)
            } else {
                None
            }
        })
        .sum();
    let is_whole = facts
        .iter()
        .any(|fact| fact.named == Some(NamedTier::Over(next)))
        && !facts
            .iter()
            .any(|fact| matches!(fact.named, Some(NamedTier::First(_))));
    let mut end: Option<(String, u64)> = None;
    if is_whole {
        end = facts.first().map(|fact| (fact.sku.clone(), 0));
    }
    facts.retain_mut(|fact| {
        let before = end
            .as_ref()
            .filter(|(sku, _)| *sku == fact.sku)
            .map(|(_, end)| *end);
        let (from, to) = match (fact.named, before) {
            (None, _) => return true,
            (Some(NamedTier::Range(from, to)), _) => (from, to),
            (Some(NamedTier::First(size)), _) => (0, Some(size)),
            (Some(NamedTier::UpTo(size)), before) => (before.unwrap_or(0), Some(size)),
            (Some(NamedTier::Next(size)), Some(before)) => (before, before.checked_add(size)),
            (Some(NamedTier::Over(_)), Some(before)) => (before, None),
            (Some(NamedTier::Next(_) | NamedTier::Over(_)), None) => return false,
        };
        fact.from = Decimal::whole(from);
        fact.to = to.map(Decimal::whole);
        if let Some(to) = to {
            end = Some((fact.sku.clone(), to));
        }
        true
    });
}

/// Meters of two SKUs can share a name, one with tiers and one flat (CloudWatch `Metric`): the flat one is set apart.
fn split_flat_prices(grouped: Grouped) -> Grouped {
    let mut out = Grouped::new();
    for ((region, key), facts) in grouped {
        let is_flat = |fact: &Fact| fact.from == ZERO && fact.to.is_none();
        let tiered: Vec<&str> = facts
            .iter()
            .filter(|fact| !is_flat(fact))
            .map(|fact| fact.sku.as_str())
            .collect();
        let apart = |fact: &Fact| {
            is_flat(fact) && !fact.sku.is_empty() && !tiered.contains(&fact.sku.as_str())
        };
        let (flat, rest): (Vec<Fact>, Vec<Fact>) = facts.iter().cloned().partition(apart);
        if rest.iter().any(|fact| fact.from == ZERO) && !flat.is_empty() && !tiered.is_empty() {
            out.entry((region.clone(), key.with("variant", "flat")))
                .or_default()
                .extend(flat);
            out.entry((region, key)).or_default().extend(rest);
        } else {
            out.entry((region, key)).or_default().extend(facts);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(from: &str, to: &str, price: &str, as_of: &str) -> Fact {
        Fact {
            unit: "GB-Mo".to_owned(),
            price: Decimal::parse(price).unwrap(),
            from: Decimal::parse(from).unwrap(),
            to: Decimal::parse(to),
            as_of: as_of.to_owned(),
            sku: "S".to_owned(),
            source: "test".to_owned(),
            basis: Basis::Quoted,
            named: None,
        }
    }

    /// Keys and tiers as text: `free_tier=1: 0-25 0, 25- 0.27`.
    fn check(facts: Vec<Fact>, expect: &[&str]) {
        let key = Key {
            item: "storage".to_owned(),
            attributes: Vec::new(),
        };
        let grouped = Grouped::from([(("r".to_owned(), key), facts)]);
        let out: Vec<String> = tidy("test", grouped, &mut Vec::new())
            .iter()
            .map(|((_, key), facts)| {
                let tier = |f: &Fact| {
                    format!(
                        "{}-{} {}",
                        f.from,
                        f.to.map_or_else(String::new, |to| to.to_string()),
                        f.price
                    )
                };
                format!(
                    "{}: {}",
                    key.attributes_text(),
                    facts.iter().map(tier).collect::<Vec<_>>().join(", ")
                )
            })
            .collect();
        assert_eq!(out, expect);
    }

    #[test]
    fn the_newest_row_wins() {
        check(
            vec![
                fact("0", "", "1", "2024-01-01"),
                fact("0", "", "2", "2025-01-01"),
                fact("0", "", "3", "2023-01-01"),
            ],
            &[": 0- 2"],
        );
    }

    #[test]
    fn a_free_first_tier_is_set_apart() {
        check(
            vec![
                fact("0", "1000", "0", "2025-01-01"),
                fact("1000", "", "0.005", "2025-01-01"),
            ],
            &[": 0- 0.005", "free_tier=1: 0-1000 0, 1000- 0.005"],
        );
    }

    #[test]
    fn paid_tiers_that_start_late_are_left_out_unless_an_allowance_is_known() {
        check(vec![fact("25", "", "0.27", "2025-01-01")], &[]);
        let key = Key {
            item: "catalog_request".to_owned(),
            attributes: Vec::new(),
        };
        let grouped = Grouped::from([(
            ("r".to_owned(), key),
            vec![fact("25", "", "0.27", "2025-01-01")],
        )]);
        let out = tidy("glue", grouped, &mut Vec::new());
        let starts: Vec<_> = out
            .values()
            .map(|facts| (facts.len(), facts[0].from, facts[0].basis))
            .collect();
        assert_eq!(
            starts,
            [(1, ZERO, Basis::Quoted), (2, ZERO, Basis::Derived)]
        );
    }

    #[test]
    fn tiers_with_a_gap_are_left_out() {
        check(
            vec![
                fact("0", "10", "1", "2025-01-01"),
                fact("20", "", "2", "2025-01-01"),
            ],
            &[],
        );
    }

    #[test]
    fn a_flat_price_under_the_name_of_tiers_is_a_variant() {
        let mut flat = fact("0", "", "7", "2025-01-01");
        flat.sku = "T".to_owned();
        check(
            vec![
                fact("0", "10", "2", "2025-01-01"),
                fact("10", "", "1", "2025-01-01"),
                flat,
            ],
            &[": 0-10 2, 10- 1", "variant=flat: 0- 7"],
        );
    }

    #[test]
    fn named_tiers_follow_each_other() {
        let named = |tier, price| Fact {
            named: Some(tier),
            ..fact("0", "", price, "2025-01-01")
        };
        check(
            vec![
                named(NamedTier::Over(1_000), "0.1"),
                named(NamedTier::Next(300), "0.2"),
                named(NamedTier::First(500), "1"),
                named(NamedTier::Next(200), "0.5"),
            ],
            &[": 0-500 1, 500-700 0.5, 700-1000 0.2, 1000- 0.1"],
        );
    }

    #[test]
    fn the_end_of_the_last_tier_is_kept() {
        check(vec![fact("0", "10", "1", "2025-01-01")], &[": 0-10 1"]);
    }
}
