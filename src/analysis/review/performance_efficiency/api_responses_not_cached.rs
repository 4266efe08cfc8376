//! PERF031: API responses not cached.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{api_gateway_rest, cloudfront_distribution};
use crate::catalog::workload;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// API responses not cached
    ///
    /// **Why.** Each call runs the backend, although the answer was the same a moment ago.
    ///
    /// **Fix.** Turn on the cache of the stage, or keep answers in CloudFront.
    ///
    /// **When to silence it.** Answers differ for each user or must always be fresh.
    ///
    /// **References.** CKV_AWS_120; CKV_AWS_225; thrifty:apigateway_stage_with_caching_disabled; PERF03-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_rest", at: (0, 0), properties: {"repeatable_read_percent": 80}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_rest", at: (0, 0), properties: {"repeatable_read_percent": 80, "cache_size_gb": "0.5"}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF031",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&api_gateway_rest::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold { value: 50.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "캐시하지 않는 API 응답",
            why: "방금 같은 응답을 보냈는데도 호출마다 백엔드가 실행됩니다.",
            fix: "스테이지 캐시를 켜거나 CloudFront에 응답을 보관합니다.",
            silence: "응답이 사용자마다 다르거나 항상 최신이어야 하는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::REPEATABLE_READS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(repeated) = item.typed(&workload::REPEATABLE_READS) else {
        return;
    };
    if repeated <= out.rule().limit(cx)
        || item.text(&api_gateway_rest::CACHE) != "0"
        || cx
            .callers(item)
            .any(|(caller, _)| *caller.kind == cloudfront_distribution::KIND)
    {
        return;
    }
    let (repeated, rate) = (short(repeated, 0), short(cx.arrivals(item).average().0, 1));
    let evidence = || {
        phrase::about(
            item,
            format!("{rate} req/s, {repeated}% of the reads repeated, no cache"),
            format!("{rate} req/s, 읽기의 {repeated}% 반복, 캐시 없음"),
        )
    };
    out.add([item.id], evidence);
}

/// The smallest cache of a stage.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Turn on a cache of 0.5 GB", "0.5GB 캐시 켜기"),
        edit: set(&item, &api_gateway_rest::CACHE, "0.5"),
    })
}
