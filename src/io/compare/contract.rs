//! The JSON of `compare` and `diff`: a contract with programs. Amounts are US dollars a month.

use super::Page;
use crate::analysis::compare::{Cell, Comparison, LineRow, Owner};
use crate::analysis::review::Severity;
use crate::io::json::{figure, precise};
use crate::model::Language;
use crate::units::Usd;
use serde_json::{Map, Value, json};

fn usd(value: Option<Usd>) -> Value {
    value.map_or(Value::Null, |usd| figure(usd.0))
}

pub(super) fn whole(page: &Page<'_>) -> Value {
    let (comparison, language) = (page.comparison, page.language);
    let designs: Vec<Value> = (0..page.names.len())
        .map(|side| design(page, side))
        .collect();
    let lines: Vec<Value> = comparison
        .lines
        .iter()
        .map(|row| line(comparison, row, language))
        .collect();
    let components: Vec<Value> = comparison
        .components
        .iter()
        .map(|group| {
            let totals = group.totals.iter().map(|total| usd(total.map(|t| t.usd)));
            json!({
                "id": group.key.id,
                "name": group.key.name.get(language),
                "kinds": group.key.kinds,
                "monthly_usd": totals.collect::<Vec<_>>(),
            })
        })
        .collect();
    let findings: Vec<Value> = comparison
        .findings
        .iter()
        .map(|row| {
            json!({
                "code": row.code, "pillar": row.pillar, "severity": row.severity,
                "title": row.title.get(language), "counts": row.counts, "items": row.items,
            })
        })
        .collect();
    let equal: Vec<Value> = comparison
        .equal
        .usd
        .iter()
        .map(|usd| figure(usd.0))
        .collect();
    let mut out = json!({
        "currency": "USD",
        "reference": comparison.reference,
        "designs": designs,
        "categories": by_name(comparison.categories.iter().map(|g| (json!(g.key), &g.totals))),
        "services": by_name(comparison.services.iter().map(|g| (json!(g.key), &g.totals))),
        "components": components,
        "lines": lines,
        "equal_lines": {"count": comparison.equal.count, "monthly_usd": equal},
        "findings": findings,
        "common_findings": comparison.common_findings,
    });
    if let Some(structure) = page.structure {
        let changes = structure.iter().map(|own| {
            json!({"change": own.change.as_str(), "sort": own.sort, "item": own.item, "name": own.name.get(language), "fields": own.fields})
        });
        out["structure"] = Value::Array(changes.collect());
    }
    out
}

fn by_name<'a>(
    groups: impl Iterator<Item = (Value, &'a Vec<Option<crate::analysis::cost::Total>>)>,
) -> Value {
    let one = |(name, totals): (Value, &Vec<Option<crate::analysis::cost::Total>>)| {
        let totals = totals.iter().map(|total| usd(total.map(|t| t.usd)));
        json!({"name": name, "monthly_usd": totals.collect::<Vec<_>>()})
    };
    Value::Array(groups.map(one).collect())
}

fn design(page: &Page<'_>, side: usize) -> Value {
    let comparison = page.comparison;
    let Some(summary) = comparison.sides.get(side) else {
        return Value::Null;
    };
    let mut findings = Map::new();
    for (severity, count) in Severity::ALL.iter().zip(summary.findings) {
        findings.insert(severity.title().en.to_lowercase(), count.into());
    }
    let transfer: Map<String, Value> = summary
        .transfer
        .iter()
        .map(|(class, gb)| (class.title().en.to_owned(), figure(gb.0)))
        .collect();
    json!({
        "name": page.names.get(side),
        "scenario": page.ids.get(side),
        "region": summary.region,
        "monthly_total_usd": figure(summary.total.usd.0),
        "delta_usd": figure(comparison.delta(side).0),
        "missing_prices": summary.total.missing,
        "upfront_total_usd": figure(summary.total.upfront.0),
        "components": summary.components,
        "findings": findings,
        "transfer_gb": figure(summary.transfer_gb.0),
        "transfer_gb_by_class": transfer,
    })
}

fn line(comparison: &Comparison, row: &LineRow, language: Language) -> Value {
    let cell = |cell: &Option<Cell>| match cell {
        None => Value::Null,
        Some(cell) => json!({
            "quantity": figure(cell.quantity),
            "unit": cell.unit.get(language),
            "unit_price_usd": cell.unit_usd.map_or(Value::Null, precise),
            "monthly_usd": usd(cell.monthly),
            "formula": cell.formula.get(language),
        }),
    };
    let sort = match row.owner {
        Owner::Component(_) => "component",
        Owner::Connection(_) => "connection",
        Owner::Account => "account",
    };
    let sides = 0..comparison.sides.len();
    let deltas: Vec<Value> = sides.clone().map(|side| usd(row.delta(side))).collect();
    let parts: Vec<Value> = sides
        .map(|side| {
            let parts = row.parts(side);
            parts.map_or(Value::Null, |(quantity, price)| {
                json!({"quantity_usd": figure(quantity.0), "price_usd": figure(price.0)})
            })
        })
        .collect();
    json!({
        "owner": sort,
        "id": row.owner.id(),
        "owner_name": row.owner_name.get(language),
        "line": row.key,
        "name": row.name.get(language),
        "service": row.service,
        "category": row.spend,
        "cells": row.cells.iter().map(cell).collect::<Vec<_>>(),
        "why": row.why,
        "delta_usd": deltas,
        "parts": parts,
    })
}
