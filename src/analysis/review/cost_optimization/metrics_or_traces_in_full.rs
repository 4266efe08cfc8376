//! COST026: Custom metrics or traces at full volume.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::management::{cloudwatch_metric_alarm, xray};
use crate::model::Value;
use crate::text::number::{Money, short};
use std::cell::LazyCell;

rule! {
    /// Custom metrics or traces at full volume
    ///
    /// **Why.** Metrics of many dimensions and traces of every request are paid by the piece.
    ///
    /// **Fix.** Merge dimensions, use the embedded metric format, trace 5 % and the errors.
    ///
    /// **When to silence it.** Everything is recorded for a short time, to find a fault.
    ///
    /// **References.** COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "instance", at: (0, 0)),
    ///     "metrics": (kind: "cloudwatch_metric_alarm", at: (150, 0), properties: {"custom_metrics": 4000}), // finding
    ///     "traces": (kind: "xray", at: (300, 0), properties: {"sampling_percent": 100}), // finding
    /// }, connections: {
    ///     "t": (from: "api", to: "traces", kind: async_event, requests_per_month: 500000000),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "instance", at: (0, 0)),
    ///     "metrics": (kind: "cloudwatch_metric_alarm", at: (150, 0), properties: {"custom_metrics": 200}),
    ///     "traces": (kind: "xray", at: (300, 0), properties: {"sampling_percent": 5}),
    /// }, connections: {
    ///     "t": (from: "api", to: "traces", kind: async_event, requests_per_month: 500000000),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST026",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&cloudwatch_metric_alarm::KIND, &xray::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 500.0, unit: both("metrics", "개 지표"), source: "default" }),
        korean: Korean {
            title: "줄이지 않은 사용자 지정 지표 또는 추적",
            why: "차원이 많은 지표와 모든 요청의 추적은 개수마다 과금됩니다.",
            fix: "차원을 합치고 임베디드 지표 형식을 쓰며, 5%와 오류만 추적합니다.",
            silence: "문제를 찾는 동안만 모두 기록하는 경우입니다.",
        },
    };
}

/// Requests a second from which traces of all of them are too many.
const BUSY: f64 = 100.0;
/// Share of requests that is traced where nothing else is said (kind `xray`).
const SAMPLE: f64 = 5.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == xray::KIND {
        traces(cx, item, out);
        return;
    }
    let metrics = item.number(&cloudwatch_metric_alarm::CUSTOM_METRICS);
    if metrics <= RULE.limit(cx) {
        return;
    }
    let usd = saving::of_lines(cx, item, &["custom_metrics"]);
    let evidence = seen(|language| {
        let (name, count) = (item.name(language), short(metrics, 0));
        let usd = Money::USD.per_month(usd, language);
        match language {
            Language::English => format!("{name}: {count} custom metrics, {usd}"),
            Language::Korean => format!("{name}: 사용자 지정 지표 {count}개, {usd}"),
        }
    });
    out.add([item.id], evidence);
}

fn traces(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let rate = cx.arrivals(item).average().0;
    if item.number(&xray::SAMPLING) < 100.0 || rate <= BUSY {
        return;
    }
    let saved = LazyCell::new(|| saving::with(cx, item, &[(&xray::SAMPLING, Value::from(SAMPLE))]));
    let evidence = seen(|language| {
        let (name, rate, price) = (item.name(language), short(rate, 1), saved.told(language));
        match language {
            Language::English => {
                format!("{name}: all of {rate} req/s traced; at {SAMPLE}% {price}")
            }
            Language::Korean => {
                format!("{name}: {rate} req/s를 모두 추적; {SAMPLE}%로는 {price}")
            }
        }
    });
    out.add([item.id], evidence);
}
