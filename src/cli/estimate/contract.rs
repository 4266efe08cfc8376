//! The JSON of `skydraft estimate`: a contract with programs.

use super::super::args::GroupBy;
use super::super::input::Input;
use super::super::{figure, precise};
use super::groups::{self, Group};
use crate::analysis::cost::{CostLine, Costs, LinePrice, Total};
use crate::catalog::UsageSource;
use crate::model::Language;
use crate::pricing::Date;
use crate::units::Usd;
use serde_json::{Map, Value, json};

/// The whole estimate. Amounts are US dollars a month.
pub(super) fn whole(input: &Input, costs: &Costs, day: Date, language: Language) -> Value {
    let mut missing = Vec::new();
    let components = components(input, costs, language, &mut missing);
    let connections: Vec<Value> = costs
        .connections
        .iter()
        .map(|(id, cost)| {
            let mut entry = Entry::new(id.as_str(), None);
            for line in &cost.lines {
                entry.add(line, "", language, &mut missing);
            }
            entry.json()
        })
        .collect();
    let mut out = json!({
        "currency": "USD",
        "region": input.design.settings.region,
        "day": day.to_string(),
        "prices_as_of": as_of(costs),
        "monthly_total_usd": figure(costs.total.usd.0),
        "components": components,
        "connections": connections,
    });
    if costs.total.has_upfront() {
        out["upfront_total_usd"] = figure(costs.total.upfront.0);
        out["effective_monthly_total_usd"] = figure(costs.total.effective().0);
    }
    if !costs.account.lines.is_empty() {
        out["account"] = json!({
            "monthly_usd": figure(costs.account.total.usd.0),
            "lines": lines(&costs.account.lines, "", language),
        });
    }
    if let Some(plan) = &input.plan {
        out["unmapped"] = json!(plan.unmapped);
    }
    out["missing_prices"] = Value::Array(missing);
    out
}

/// Totals by group; those of data transfer with their GB.
pub(super) fn groups(input: &Input, costs: &Costs, group: &GroupBy, language: Language) -> Value {
    let totals = groups::of(input, costs, group, language);
    let one = |group: Group| {
        let (usd, missing) = (figure(group.total.usd.0), group.total.missing);
        let mut out = json!({"name": group.name, "monthly_usd": usd, "missing_prices": missing});
        if let Some(gb) = group.gb {
            out["gb"] = figure(gb.0);
        }
        out
    };
    json!({"by": group.to_string(), "totals": totals.into_iter().map(one).collect::<Vec<_>>()})
}

/// One entry for each address: that of a resource holds the lines of all its parts.
fn components(
    input: &Input,
    costs: &Costs,
    language: Language,
    missing: &mut Vec<Value>,
) -> Vec<Value> {
    let mut entries: Vec<Entry> = Vec::new();
    for (id, component) in input.components() {
        let address = input.address(id);
        let cost = costs.component(id);
        if entries.last().is_none_or(|entry| entry.address != address) {
            entries.push(Entry::new(address, Some(&component.kind)));
        }
        let Some(entry) = entries.last_mut() else {
            continue;
        };
        let Some(cost) = cost else {
            entry.unknown = true;
            missing.push(json!({"address": address, "name": component.kind, "wanted": "a known kind of component"}));
            continue;
        };
        let group = input.group(id);
        let mut beside: Option<Entry> = None;
        for line in &cost.lines {
            let under = input.address_of(id, &component.kind, line);
            if under == address {
                entry.add(line, group, language, missing);
            } else {
                beside
                    .get_or_insert_with(|| Entry::new(&under, None))
                    .add(line, group, language, missing);
            }
        }
        if let Some(beside) = beside {
            let at = entries.len() - 1;
            entries.insert(at, beside);
        }
    }
    if let Some(plan) = &input.plan {
        entries.extend(plan.merged.iter().map(|address| Entry::new(address, None)));
        for refused in &plan.refused {
            let mut entry = Entry::new(&refused.address, Some(refused.kind));
            entry.unknown = true;
            entries.push(entry);
            missing.push(json!({"address": refused.address, "name": refused.kind, "wanted": refused.message}));
        }
        entries.sort_by(|a, b| a.address.cmp(&b.address));
    }
    entries.iter().map(Entry::json).collect()
}

/// What stands under one address.
struct Entry {
    address: String,
    kind: Option<String>,
    total: Total,
    lines: Vec<Value>,
    /// Cannot be estimated at all.
    unknown: bool,
}

impl Entry {
    fn new(address: &str, kind: Option<&str>) -> Entry {
        Entry {
            address: address.to_owned(),
            kind: kind.map(str::to_owned),
            total: Total::default(),
            lines: Vec::new(),
            unknown: false,
        }
    }
    fn add(&mut self, line: &CostLine, group: &str, language: Language, missing: &mut Vec<Value>) {
        self.total.add_line(line);
        self.lines.push(one(line, group, language));
        let upfront = line.commitment.as_ref().filter(|it| it.upfront.is_none());
        let wanted = match &line.price {
            LinePrice::Missing(wanted) => Some(wanted),
            _ => upfront.map(|it| &it.wanted),
        };
        if let Some(wanted) = wanted {
            missing.push(
                json!({"address": self.address, "name": line.name.get(language), "wanted": wanted}),
            );
        }
    }
    fn json(&self) -> Value {
        let mut out = json!({"address": self.address});
        if let Some(kind) = &self.kind {
            out["kind"] = kind.as_str().into();
        }
        out["monthly_usd"] = if self.unknown {
            Value::Null
        } else {
            figure(self.total.usd.0)
        };
        out["lines"] = Value::Array(self.lines.clone());
        out
    }
}

fn lines(lines: &[CostLine], group: &str, language: Language) -> Vec<Value> {
    lines
        .iter()
        .map(|line| one(line, group, language))
        .collect()
}

fn one(line: &CostLine, group: &str, language: Language) -> Value {
    let mut out = Map::new();
    out.insert("name".to_owned(), line.name.get(language).into());
    if !group.is_empty() {
        out.insert("group".to_owned(), group.into());
    }
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("quantity", figure(line.amount.value));
    put("unit", line.amount.unit.get(language).into());
    put(
        "unit_price_usd",
        line.unit_usd().map_or(Value::Null, precise),
    );
    put(
        "monthly_usd",
        line.monthly.map_or(Value::Null, |usd| figure(usd.0)),
    );
    put("formula", line.amount.formula(language).into());
    put("usage_based", (line.source != UsageSource::Fixed).into());
    if let Some(commitment) = &line.commitment {
        let usd = |usd: Option<Usd>| usd.map_or(Value::Null, |usd| figure(usd.0));
        put("upfront_usd", usd(commitment.upfront));
        put("effective_monthly_usd", usd(line.effective_monthly()));
        put("term_months", commitment.months.into());
    }
    // A line is priced, free or missing, and says so.
    match &line.price {
        LinePrice::Listed(listing) => {
            let rate = &listing.row.rate;
            put("state", "priced".into());
            put(
                "price",
                json!({
                    "region": listing.row.region,
                    "key": listing.row.key(),
                    "sku": rate.sku,
                    "as_of": rate.as_of.to_string(),
                    "source": rate.source,
                    "basis": rate.basis.as_str(),
                }),
            );
        }
        LinePrice::User { source, .. } => {
            put("state", "priced".into());
            put("price", json!({"source": source, "basis": "user"}));
        }
        LinePrice::Free(reason) => {
            put("state", "free".into());
            put("reason", reason.get(language).into());
        }
        LinePrice::Missing(wanted) => {
            put("state", "missing".into());
            put("wanted", wanted.as_str().into());
        }
    }
    Value::Object(out)
}

/// Day of the prices: one day, or the oldest and the newest as an ISO 8601 interval; null where nothing is priced.
fn as_of(costs: &Costs) -> Option<String> {
    let (oldest, newest) = costs.prices_as_of.as_ref()?;
    Some(if oldest == newest {
        oldest.clone()
    } else {
        format!("{oldest}/{newest}")
    })
}
