//! The JSON of `skydraft check`: a contract with programs.

use super::{Checked, Found, counts};
use crate::analysis::review::{self, Cx, Effect, PricedFix, profile};
use crate::io::json::figure;
use serde_json::{Map, Value, json};

/// The whole result.
pub(super) fn whole(checked: &Checked<'_>) -> Value {
    let language = checked.language;
    let open = checked.open.iter();
    let findings: Vec<Value> = Cx::with(&checked.cx, |cx| {
        open.map(|found| one(checked, found, cx)).collect()
    });
    let silenced: Vec<Value> = checked
        .silenced
        .iter()
        .map(|found| {
            json!({
                "code": found.finding.code,
                "items": found.items,
                "message": found.message(language, &checked.cx),
                "reason": found.finding.silenced(),
                "fingerprint": found.fingerprint,
            })
        })
        .collect();
    let scores: Vec<Value> = checked
        .scores
        .iter()
        .map(|score| {
            json!({
                "pillar": score.pillar,
                "percent": score.percent.map(figure),
                "checks": score.checks,
                "passed": score.passed,
            })
        })
        .collect();
    let mut summary = Map::new();
    summary.insert("total".to_owned(), checked.open.len().into());
    for (severity, count) in counts(&checked.open) {
        let name = severity.title().en.to_lowercase();
        summary.insert(name, count.into());
    }
    summary.insert("silenced".to_owned(), checked.silenced.len().into());
    summary.insert("in_baseline".to_owned(), checked.known.into());
    summary.insert("not_shown".to_owned(), checked.hidden.into());
    json!({"findings": findings, "summary": summary, "silenced": silenced, "scores": scores})
}

fn one(checked: &Checked<'_>, found: &Found<'_>, cx: &Cx<'_>) -> Value {
    let (finding, language) = (found.finding, checked.language);
    let fix = review::priced_fix_in(cx, finding);
    let delta = fix.as_ref().map(|fix| figure(fix.delta.0));
    let label = fix.as_ref().map(|fix| fix.fix.label.get(language));
    let mut out = json!({
        "code": finding.code,
        "pillar": finding.pillar,
        "severity": finding.severity,
        "items": found.items,
        "message": found.message(language, &checked.cx),
        "fix": {
            "available": fix.is_some(),
            "delta_monthly_usd": delta,
            "label": label,
            "paid_by_use": fix.as_ref().is_some_and(|fix| fix.by_use),
        },
        "fingerprint": found.fingerprint,
    });
    if let Some(Effect::ByUse(prices)) = fix.as_ref().map(PricedFix::effect)
        && !prices.is_empty()
    {
        let prices = prices.iter().map(|price| {
            json!({
                "name": price.name.get(language),
                "usd": figure(price.usd),
                "unit": price.unit.get(language),
            })
        });
        out["fix"]["unit_prices"] = prices.collect();
    }
    if let Some(silence) = finding.lapsed() {
        out["lapsed"] = json!({"reason": silence.reason, "until": silence.until});
    }
    if profile::explains(checked.profile)
        && let Some(rule) = review::rule(finding.code)
    {
        out["why"] = rule.why(language).into();
        out["advice"] = rule.advice(language).into();
    }
    out
}
