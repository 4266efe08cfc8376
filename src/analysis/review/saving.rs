//! What a change does to the bill of one item: the kind's own bill, priced again with other properties, or as another
//! kind. Both sides are priced alone, so that tiers and free amounts of the account do not blur the comparison.

use super::cx::{At, Cx, Passing};
use crate::analysis::cost::{Alone, ItemCost, Total};
use crate::catalog::{BillCx, Item, Kind, Property};
use crate::model::properties::hash;
use crate::model::{Component, Id, Language, LocalText, Properties, Value};
use crate::text::number::{Money, short};
use crate::units::Usd;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeMap;
use std::hash::Hasher;

/// US dollars a month below which two prices read the same.
const NOTHING: f64 = 0.005;

/// The bill of an item as it is and as it would be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Saving {
    /// As it is.
    pub before: Total,
    /// As it would be.
    pub after: Total,
    /// Whether both sides are the same lines with other figures, so that a line without a price on both sides falls out
    /// of the difference.
    pub same_lines: bool,
}

impl Saving {
    /// Of two sums that are known.
    pub fn of(before: Usd, after: Usd) -> Saving {
        let total = |usd| Total {
            usd,
            ..Total::default()
        };
        Saving {
            before: total(before),
            after: total(after),
            same_lines: false,
        }
    }
    /// US dollars a month less, upfront payments spread over their terms; below 0 where the change costs more. None where
    /// a price is missing on one side, or on both sides of different things.
    pub fn usd(&self) -> Option<Usd> {
        let missing = |total: Total| total.missing + total.upfront_missing;
        let (before, after) = (missing(self.before), missing(self.after));
        let known = before == after && (self.same_lines || before == 0);
        known.then(|| Usd(self.before.effective().0 - self.after.effective().0))
    }
    /// Whether the change is known to cost less, by at least a cent.
    pub fn pays(&self) -> bool {
        self.usd().is_some_and(|usd| usd.0 > NOTHING)
    }
    /// The same change made to several like items.
    #[must_use]
    pub fn plus(mut self, other: Saving) -> Saving {
        self.before.add(other.before);
        self.after.add(other.after);
        self
    }
    /// `$122.64/mo instead of $245.28/mo, $122.64 less`, or that the price is missing.
    pub fn told(&self, language: Language) -> String {
        let now = Money::USD.per_month(self.before.effective(), language);
        let Some(less) = self.usd() else {
            let here = self.before.missing + self.before.upfront_missing;
            return match language {
                Language::English if here > 0 => {
                    format!(
                        "{now} as far as it is priced; {here} of its prices are not in the price list"
                    )
                }
                Language::Korean if here > 0 => {
                    format!("가격이 있는 부분만 {now}; 요금 {here}개는 가격표에 없음")
                }
                Language::English => {
                    format!("{now} as it is; the price of the change is not in the price list")
                }
                Language::Korean => {
                    format!("현재 {now}; 변경 후 요금은 가격표에 없음")
                }
            };
        };
        if less.0.abs() < NOTHING {
            return match language {
                Language::English => format!("{now}, the same price"),
                Language::Korean => format!("{now}, 같은 가격"),
            };
        }
        let then = Money::USD.per_month(self.after.effective(), language);
        let amount = Money::USD.amount(Usd(less.0.abs()));
        let is_less = less.0 >= 0.0;
        match (language, is_less) {
            (Language::English, true) => format!("{then} instead of {now}, {amount} less"),
            (Language::English, false) => format!("{then} instead of {now}, {amount} more"),
            (Language::Korean, true) => format!("{now}에서 {then}로, {amount} 절감"),
            (Language::Korean, false) => format!("{now}에서 {then}로, {amount} 증가"),
        }
    }
}

/// The bill of an item by itself, as it is.
pub fn alone(cx: &Cx<'_>, item: &Item<'_>) -> Total {
    // The bill of an item as it stands is known, unless it shares tiers with others.
    let own = item
        .place()
        .and_then(|place| cx.view().components.get(place));
    if own.is_some_and(|(_, component)| std::ptr::eq(*component, item.component))
        && let Some(cost) = cx.cost_of(item).filter(|cost| cost.is_alone())
    {
        return cost.total;
    }
    let bill = BillCx {
        item: *item,
        flows: cx.flows(item),
        catalogue: cx.catalogue,
        hours: cx.design.settings.hours_per_month,
        log: None,
    };
    cx.bills().alone.total(&bill)
}

/// What other values of some properties would do.
pub fn with(cx: &Cx<'_>, item: &Item<'_>, changes: &[(&Property, Value)]) -> Saving {
    let mut component = billed(item.component);
    component.properties = cx.bills().changed(&item.component.properties, changes);
    instead(cx, item, &component)
}

/// What bills of single items are made with; many are alike.
#[derive(Default)]
pub(super) struct Bills {
    alone: Alone,
    /// By the hash of what was there and of the changes.
    changed: FxHashMap<u64, Changed>,
}

/// Properties with changes made to them.
struct Changed {
    from: Properties,
    changes: Vec<(&'static str, Value)>,
    to: Properties,
}

impl Bills {
    /// Properties with other values of some of them.
    fn changed(&mut self, from: &Properties, changes: &[(&Property, Value)]) -> Properties {
        let mut hasher = FxHasher::default();
        hasher.write_u64(from.hash_code());
        for (property, value) in changes {
            hasher.write_usize(property.name.as_ptr().addr());
            hash(value, &mut hasher);
        }
        let key = hasher.finish();
        let own = || {
            changes
                .iter()
                .map(|(property, value)| (property.name, value))
        };
        if let Some(known) = self.changed.get(&key)
            && known.from == *from
            && own().eq(known.changes.iter().map(|(name, value)| (*name, value)))
        {
            return known.to.clone();
        }
        let mut to = from.clone();
        set(&mut to, changes);
        let known = Changed {
            from: from.clone(),
            changes: own().map(|(name, value)| (name, value.clone())).collect(),
            to: to.clone(),
        };
        self.changed.insert(key, known);
        to
    }
}

/// What a bill may ask of a component besides its properties: no texts and tags, which take longer to copy than to bill.
fn billed(component: &Component) -> Component {
    Component {
        kind: component.kind,
        name: LocalText::default(),
        placements: component.placements.clone(),
        properties: Properties::default(),
        security_groups: component.security_groups.clone(),
        demand: component.demand.clone(),
        tags: BTreeMap::new(),
        note: LocalText::default(),
        locked: component.locked,
    }
}

fn set(properties: &mut Properties, changes: &[(&Property, Value)]) {
    let changes = changes.iter();
    properties.set_all(changes.map(|(property, value)| (property.name, value)));
}

/// What another component in the item's place would do.
pub fn instead(cx: &Cx<'_>, item: &Item<'_>, component: &Component) -> Saving {
    let other = item.with(component);
    Saving {
        before: alone(cx, item),
        after: alone(cx, &other),
        same_lines: true,
    }
}

/// What an item of another kind in its place would do: with these properties, the same places and the same traffic.
pub fn as_kind(
    cx: &Cx<'_>,
    item: &Item<'_>,
    kind: &'static Kind,
    properties: &[(&Property, Value)],
) -> Saving {
    let mut component = billed(item.component);
    component.kind = kind.name.into();
    set(&mut component.properties, properties);
    let other = Item {
        kind,
        ..item.with(&component)
    };
    Saving {
        before: alone(cx, item),
        after: alone(cx, &other),
        same_lines: false,
    }
}

/// US dollars a month of an item; nothing for items that are not billed.
pub fn monthly(cx: &Cx<'_>, at: impl At) -> Usd {
    let cost = cx.cost_of(at);
    cost.map_or(Usd::ZERO, |cost| cost.total.usd)
}

/// US dollars a month of the lines of an item whose key starts with one of `keys`.
pub fn of_lines(cx: &Cx<'_>, at: impl At, keys: &[&str]) -> Usd {
    let Some(cost) = cx.cost_of(at) else {
        return Usd::ZERO;
    };
    let lines = cost.lines.iter();
    let own = lines.filter(|line| keys.iter().any(|key| line.key.starts_with(key)));
    own.filter_map(|line| line.monthly).sum()
}

/// US dollars a month of the lines of a connection with that key.
pub fn of_connection(cx: &Cx<'_>, id: &Id, key: &str) -> Usd {
    let cost = cx.cost.connection(id);
    cost.map_or(Usd::ZERO, |cost| of_key(cost, key))
}

/// The same of one of which a part goes through something.
pub fn of_passing<'a>(cx: &Cx<'a>, passing: &Passing<'a>, key: &str) -> Usd {
    let cost = cx.cost_of_passing(passing);
    cost.map_or(Usd::ZERO, |cost| of_key(cost, key))
}

fn of_key(cost: &ItemCost, key: &str) -> Usd {
    let lines = cost.lines.iter().filter(|line| line.key == key);
    lines.filter_map(|line| line.monthly).sum()
}

/// A connection as people read it: `web → db`.
pub fn edge(cx: &Cx<'_>, id: &Id, language: Language) -> String {
    let Some(connection) = cx.design.connection(id) else {
        return id.to_string();
    };
    let name = |id: &Id| {
        cx.item(id)
            .map_or_else(|| id.to_string(), |item| item.name(language).to_owned())
    };
    format!("{} → {}", name(&connection.from), name(&connection.to))
}

/// `35.2%`.
pub fn percent(share: f64) -> String {
    format!("{}%", short(share * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::cost::estimate_item;
    use crate::analysis::review::ReviewCx;
    use crate::analysis::{costs, path, traffic};
    use crate::catalog::generate;
    use crate::pricing::Catalogue;

    #[test]
    fn an_item_alone_costs_what_a_bill_of_its_own_says() {
        let design = generate::design(200);
        let catalogue = Catalogue::embedded();
        let traffic = traffic::solve(&design);
        let base = ReviewCx {
            design: &design,
            catalogue,
            traffic: &traffic,
            paths: &path::classify(&design, &traffic),
            cost: &costs(&design, catalogue),
        };
        Cx::with(&base, |cx| {
            for item in cx.items() {
                let bill = BillCx {
                    item,
                    flows: cx.flows(item),
                    catalogue,
                    hours: design.settings.hours_per_month,
                    log: None,
                };
                let expected = estimate_item(&bill).total;
                assert_eq!(alone(cx, &item), expected, "{}", item.id);
                // The same component at another address is billed anew.
                let copy = item.component.clone();
                assert_eq!(alone(cx, &item.with(&copy)), expected, "{}", item.id);
                // So is another one in its place, wherever alike ones stood before.
                let other = item.component.clone().with("storage_type", "aurora-iopt1");
                let other = item.with(&other);
                let expected = estimate_item(&BillCx {
                    item: other,
                    ..bill
                })
                .total;
                assert_eq!(alone(cx, &other), expected, "{}", item.id);
            }
        });
    }
}
