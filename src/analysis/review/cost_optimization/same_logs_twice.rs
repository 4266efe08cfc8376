//! COST025: The same logs sent to two sinks.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Kind;
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::external::{external_apm, external_log_store, external_siem};
use crate::catalog::management::cloudwatch_log_group;
use crate::model::{ConnectionKind, Id};
use crate::text::number::{Money, short};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

rule! {
    /// The same logs sent to two sinks
    ///
    /// **Why.** Every GB is ingested and stored twice.
    ///
    /// **Fix.** Choose one store to search in and archive from it.
    ///
    /// **When to silence it.** The two receive different logs: give their connections different names.
    ///
    /// **References.** COST05-BP05; SUS04-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0)),
    ///     "search": (kind: "opensearch_domain", at: (300, 0)),
    /// }, connections: {
    ///     "to-logs": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 200), // finding
    ///     "to-search": (from: "app", to: "search", kind: log_shipping, gb_per_month: 200), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "archive": (kind: "s3_bucket", at: (300, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0)),
    /// }, connections: {
    ///     "to-archive": (from: "app", to: "archive", kind: log_shipping, gb_per_month: 200),
    ///     "to-logs": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 200),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST025",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 1.0, unit: both("GB/day", "GB/일"), source: "default" }),
        korean: Korean {
            title: "두 곳으로 보내는 같은 로그",
            why: "GB마다 두 번 수집하고 두 번 저장하는 비용을 냅니다.",
            fix: "검색할 저장소를 하나 고르고 그곳에서 아카이브합니다.",
            silence: "두 저장소가 서로 다른 로그를 받는 경우에는 연결에 이름을 붙입니다.",
        },
    };
}

/// Kinds that people search logs in. Buckets are archives.
static SINKS: &[&Kind] = &[
    &cloudwatch_log_group::KIND,
    &external_apm::KIND,
    &external_log_store::KIND,
    &external_siem::KIND,
    &opensearch_domain::KIND,
];

/// Days of a month.
const DAYS: f64 = 30.0;

/// Log connections that carry the same: one source, one name.
type Copies<'a> = Vec<(&'a Id, Item<'a>, f64)>;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let least = RULE.limit(cx) * DAYS;
    let logs = || {
        let flows = cx.of_kinds(SINKS).flat_map(|sink| {
            let flows = cx.flows(sink).incoming.iter();
            flows.map(move |flow| (sink, flow, flow.request_gb.0))
        });
        flows.filter(|(_, flow, gb)| flow.kind == ConnectionKind::LogShipping && *gb > least)
    };
    // Most sources send their logs once: the names of these connections are not looked up.
    let mut sent: FxHashMap<&Id, u32> = FxHashMap::default();
    logs().for_each(|(_, flow, _)| *sent.entry(&flow.from).or_default() += 1);
    sent.retain(|_, count| *count > 1);
    let mut found: BTreeMap<(&Id, &str), Copies<'_>> = BTreeMap::new();
    if !sent.is_empty() {
        for (sink, flow, gb) in logs().filter(|(_, flow, _)| sent.contains_key(&flow.from)) {
            let Some(connection) = cx.design.connection(&flow.connection) else {
                continue;
            };
            let key = (&connection.from, connection.name.get(Language::English));
            let copies = found.entry(key).or_default();
            copies.push((&flow.connection, *sink, gb));
        }
    }
    for ((source, _), copies) in found {
        let Some(source) = cx.item(source).filter(|_| copies.len() > 1) else {
            continue;
        };
        let evidence = seen(|language| told(cx, &source, &copies, language));
        out.add(copies.iter().map(|(id, ..)| *id), evidence);
    }
}

fn told(cx: &Cx<'_>, source: &Item<'_>, copies: &Copies<'_>, language: Language) -> String {
    let sinks: Vec<String> = copies
        .iter()
        .map(|(_, sink, gb)| {
            let all = cx.arrivals(sink).gb_in().0;
            let part = if all > 0.0 { gb / all } else { 0.0 };
            let usd = Money::USD.per_month(saving::monthly(cx, sink) * part, language);
            let (name, gb) = (sink.name(language), short(*gb, 1));
            match language {
                Language::English => format!("{name} {gb} GB/month, {usd}"),
                Language::Korean => format!("{name} 월 {gb} GB, {usd}"),
            }
        })
        .collect();
    format!("{} → {}", source.name(language), sinks.join("; "))
}
