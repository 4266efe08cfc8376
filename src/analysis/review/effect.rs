//! What a quick fix does to the bill: the change of the monthly total, or the price by which one will pay for use.
//!
//! In: a finding. Out: its fix with [`Effect`]. The passes run on the fixed design, unless the fix touches nothing but the
//! bills of components by themselves ([`alone`]): then these are compared, which takes no time.

use super::cx::Cx;
use super::preview::adds_paid_by_use;
use super::{Finding, Fix, ReviewCx};
use crate::analysis::cost::{CostLine, Costs, ItemCost, LinePrice, estimate_item};
use crate::catalog::amount::Unit;
use crate::catalog::{self, BillCx, Item, UsageSource};
use crate::model::edit::{self, Edit};
use crate::model::{Component, Id};
use crate::text::Phrase;
use crate::units::Usd;
use std::collections::BTreeMap;

/// A quick fix with what it does to the bill.
#[derive(Clone, Debug, PartialEq)]
pub struct PricedFix {
    /// The fix.
    pub fix: Fix,
    /// Change of the monthly total, in US dollars.
    pub delta: Usd,
    /// Lines without a price that the fix adds (then the change is at least `delta`).
    pub missing: usize,
    /// The change is nothing only because nothing is used yet: what the fix adds is paid by use.
    pub by_use: bool,
    /// Prices of what is paid by use from then on and costs nothing yet.
    pub unit_prices: Vec<UnitPrice>,
}

/// The price of one unit of a new line.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitPrice {
    /// What is paid for.
    pub name: Phrase,
    /// US dollars a unit, at the first tier.
    pub usd: f64,
    /// The unit.
    pub unit: Unit,
}

/// What a fix does to the bill, as one says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect<'a> {
    /// The month costs so much more or less.
    Month(Usd),
    /// Nothing at the usage that is known, but use has a price from now on.
    ByUse(&'a [UnitPrice]),
    /// Nothing.
    Nothing,
}

/// Half a cent: less is not shown.
const SHOWN: f64 = 0.005;

impl PricedFix {
    /// What the fix does to the bill.
    pub fn effect(&self) -> Effect<'_> {
        if self.delta.0.abs() >= SHOWN || self.missing > 0 {
            Effect::Month(self.delta)
        } else if self.by_use {
            Effect::ByUse(&self.unit_prices)
        } else {
            Effect::Nothing
        }
    }
    /// A fix with the bill before and after it.
    pub(super) fn of(fix: Fix, before: &Costs, after: &Costs) -> PricedFix {
        let delta = after.total.usd - before.total.usd;
        let lines = |costs: &Costs, id: &Id| -> Vec<CostLine> {
            let cost = costs.component(id).or_else(|| costs.connection(id));
            cost.map_or_else(Vec::new, |cost| cost.lines.to_vec())
        };
        let touched = touched(&fix.edit).into_iter();
        let unit_prices = touched
            .flat_map(|id| new_prices(&lines(before, id), &lines(after, id)))
            .collect();
        PricedFix {
            fix,
            delta,
            missing: after.total.missing.saturating_sub(before.total.missing),
            by_use: delta.0.abs() < SHOWN && adds_paid_by_use(before, after),
            unit_prices,
        }
    }
}

/// The quick fix of a finding, if its rule has one for this design.
pub fn fix_of(base: &ReviewCx<'_>, finding: &Finding) -> Option<Fix> {
    let fix = finding.fix?;
    Cx::with(base, |cx| fix(cx, finding))
}

/// The quick fix of a finding with its effect on the bill.
pub fn priced_fix(base: &ReviewCx<'_>, finding: &Finding) -> Option<PricedFix> {
    finding.fix?;
    Cx::with(base, |cx| priced_fix_in(cx, finding))
}

/// The same, where the design is indexed already.
pub fn priced_fix_in(cx: &Cx<'_>, finding: &Finding) -> Option<PricedFix> {
    let fix = (finding.fix?)(cx, finding)?;
    alone(cx, &fix).or_else(|| in_full(cx, &fix))
}

/// The passes run on the fixed design and the totals are compared.
pub fn in_full(cx: &Cx<'_>, fix: &Fix) -> Option<PricedFix> {
    let next = edit::apply(cx.design, &fix.edit).ok()?;
    let priced = |after: &Costs| PricedFix::of(fix.clone(), cx.cost, after);
    Some(cx.with_costs_of(&next, priced))
}

/// Items that an edit puts or sets, each once.
fn touched(edit: &Edit) -> Vec<&Id> {
    let mut ids: Vec<&Id> = match edit {
        Edit::PutComponent(id, _) | Edit::PutConnection(id, _) | Edit::SetProperty { id, .. } => {
            vec![id]
        }
        Edit::Batch(edits) => edits.iter().flat_map(touched).collect(),
        _ => Vec::new(),
    };
    ids.sort();
    ids.dedup();
    ids
}

/// Lines with a price for use, and no use yet, that were not there before at that price.
fn new_prices(before: &[CostLine], after: &[CostLine]) -> Vec<UnitPrice> {
    let price = |line: &CostLine| line.unit_usd().filter(|usd| *usd > 0.0);
    let is_new = |line: &&CostLine| {
        let mut old = before.iter().filter(|old| old.key == line.key);
        !old.any(|old| price(old) == price(line))
    };
    let is_idle = |line: &&CostLine| {
        line.source != UsageSource::Fixed && line.monthly.is_some_and(|usd| usd.0 == 0.0)
    };
    let lines = after.iter().filter(is_idle).filter(is_new);
    let mut found: Vec<UnitPrice> = lines
        .filter_map(|line| {
            Some(UnitPrice {
                name: line.name.clone(),
                usd: price(line)?,
                unit: line.amount.unit,
            })
        })
        .collect();
    found.dedup();
    found
}

/// The effect of a fix that touches nothing but the bills of components by themselves, as in imported plans: it sets
/// properties of components, or adds some, where nothing is connected. None where anything else could change: traffic and
/// its routes, tiers that the account shares, the free tier, kinds that are billed by what stands in the account.
pub fn alone(cx: &Cx<'_>, fix: &Fix) -> Option<PricedFix> {
    if !cx.design.connections.is_empty() || cx.design.settings.free_tier {
        return None;
    }
    if BY_OTHERS.iter().any(|kind| !cx.of_name(kind).is_empty()) {
        return None;
    }
    let mut next: BTreeMap<&Id, Component> = BTreeMap::new();
    changed(cx, &fix.edit, &mut next)?;
    let mut effect = PricedFix {
        fix: fix.clone(),
        delta: Usd::ZERO,
        missing: 0,
        by_use: false,
        unit_prices: Vec::new(),
    };
    let mut missing = 0_usize;
    for (id, component) in &next {
        let was = cx.design.component(id);
        let kind = catalog::kind(&component.kind)?;
        let same_demand = component.demand == was.and_then(|was| was.demand.clone());
        if !same_demand || BY_OTHERS.contains(&kind.name) {
            return None;
        }
        let before = cx.cost.component(id).map_or(&[][..], |cost| &cost.lines);
        let item = Item {
            design: cx.design,
            id,
            component,
            kind,
            frames: None,
            here: None,
            known: catalog::Known::NOTHING,
        };
        let after = bill(cx, item);
        if tiered(before) != tiered(&after.lines) {
            return None;
        }
        let sum = |lines: &[CostLine]| -> (Usd, usize) {
            let lines = lines.iter().filter(|line| !is_tiered(line));
            lines.fold((Usd::ZERO, 0), |(usd, missing), line| match line.monthly {
                Some(own) => (usd + own, missing),
                None => (usd, missing + 1),
            })
        };
        let ((old, unknown), (new, left)) = (sum(before), sum(&after.lines));
        effect.delta += new - old;
        effect.missing += left;
        missing += unknown;
        effect.unit_prices.extend(new_prices(before, &after.lines));
    }
    effect.missing = effect.missing.saturating_sub(missing);
    effect.by_use = effect.delta.0.abs() < SHOWN && !effect.unit_prices.is_empty();
    Some(effect)
}

/// Kinds that are billed by what else stands in the account.
const BY_OTHERS: [&str; 4] = [
    "accessanalyzer_analyzer",
    "inspector2_enabler",
    "macie2_account",
    "shield_protection",
];

fn bill(cx: &Cx<'_>, item: Item<'_>) -> ItemCost {
    estimate_item(&BillCx {
        item,
        flows: cx.flows(item),
        catalogue: cx.catalogue,
        hours: cx.design.settings.hours_per_month,
        log: None,
    })
}

/// Components as an edit leaves them; none where it does anything but put components and set their properties.
fn changed<'e>(cx: &Cx<'_>, edit: &'e Edit, next: &mut BTreeMap<&'e Id, Component>) -> Option<()> {
    match edit {
        Edit::SetProperty {
            id,
            property,
            value,
        } => {
            if !next.contains_key(id) {
                next.insert(id, cx.design.component(id)?.clone());
            }
            let properties = &mut next.get_mut(id)?.properties;
            match value {
                Some(value) => properties.insert(property.clone(), value.clone()),
                None => properties.remove(property),
            };
            Some(())
        }
        Edit::PutComponent(id, component) => {
            next.insert(id, component.clone());
            Some(())
        }
        Edit::Batch(edits) => edits.iter().try_for_each(|edit| changed(cx, edit, next)),
        _ => None,
    }
}

/// Whether the price of a line falls with what the whole account uses, or ends somewhere.
fn is_tiered(line: &CostLine) -> bool {
    match &line.price {
        LinePrice::Listed(listing) => {
            let rate = &listing.row.rate;
            rate.tiers.len() > 1 || rate.upto.is_some()
        }
        _ => false,
    }
}

/// Price rows with tiers and how much of each a bill needs.
fn tiered(lines: &[CostLine]) -> Vec<(&str, &str, u64)> {
    let mut found: Vec<(&str, &str, u64)> = lines
        .iter()
        .filter(|line| is_tiered(line))
        .filter_map(|line| match &line.price {
            LinePrice::Listed(listing) => {
                let row = &listing.row;
                Some((&*row.region, row.key(), line.amount.value.to_bits()))
            }
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::analysis::testing::{Sketch, id};
    use crate::catalog::Spend;
    use crate::catalog::amount::{Amount, units};
    use crate::model::Language;
    use crate::pricing::Catalogue;

    /// Fixes of all findings of a rule, priced by themselves and in full.
    fn both(sketch: &Sketch, code: &str) -> Vec<(Option<PricedFix>, Option<PricedFix>)> {
        let catalogue = Catalogue::embedded();
        let report = analyse(&sketch.design, catalogue);
        let base = ReviewCx::of(&sketch.design, catalogue, &report);
        let of_rule = report.review.findings.iter().filter(|f| f.code == code);
        Cx::with(&base, |cx| {
            let fixes = of_rule.filter_map(|finding| (finding.fix?)(cx, finding));
            fixes
                .map(|fix| (alone(cx, &fix), in_full(cx, &fix)))
                .collect()
        })
    }

    #[test]
    fn a_standby_is_priced_for_the_month() {
        let mut sketch = Sketch::new();
        sketch.put("db", "db_instance", &["private-a"]);
        let found = both(&sketch, "REL004");
        let [(Some(alone), Some(full))] = &found[..] else {
            panic!("{found:?}");
        };
        assert!((alone.delta.0 - full.delta.0).abs() < 1e-9);
        assert!(matches!(alone.effect(), Effect::Month(usd) if usd.0 > 100.0));
    }

    #[test]
    fn what_is_paid_by_use_has_its_price_instead_of_nothing() {
        let line = |key: &'static str, value: f64, usd: f64| CostLine {
            key,
            name: Phrase::same(key),
            amount: Amount::plain(value, units::REQUESTS),
            price: LinePrice::User {
                usd,
                source: "a contract".to_owned(),
            },
            monthly: Some(Usd(usd * value)),
            commitment: None,
            source: UsageSource::Derived,
            spend: Spend::Other,
            service: "Any",
        };
        let before = [line("requests", 0.0, 0.2), line("storage", 10.0, 0.1)];
        let after = [
            line("requests", 0.0, 0.2),
            line("storage", 10.0, 0.1),
            line("backup", 0.0, 0.05),
            line("free", 0.0, 0.0),
        ];
        let prices = new_prices(&before, &after);
        let [price] = &prices[..] else {
            panic!("{prices:?}");
        };
        assert_eq!(
            (price.name.get(Language::English), price.usd),
            ("backup", 0.05)
        );
        let priced = |delta: f64, by_use: &[UnitPrice]| PricedFix {
            fix: Fix {
                label: Phrase::same("Back up"),
                edit: Edit::Batch(Vec::new()),
            },
            delta: Usd(delta),
            missing: 0,
            by_use: !by_use.is_empty(),
            unit_prices: by_use.to_vec(),
        };
        assert_eq!(priced(0.0, &prices).effect(), Effect::ByUse(&prices));
        assert_eq!(priced(-3.0, &prices).effect(), Effect::Month(Usd(-3.0)));
        assert_eq!(priced(0.001, &[]).effect(), Effect::Nothing);
    }

    #[test]
    fn what_costs_nothing_says_so() {
        let mut sketch = Sketch::new();
        sketch.put("db", "db_instance", &["private-a"]);
        sketch.set("db", "deletion_protection", false);
        let found = both(&sketch, "REL085");
        let [(_, Some(full))] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(full.effect(), Effect::Nothing);
        assert!(sketch.design.component(&id("db")).is_some());
    }
}
