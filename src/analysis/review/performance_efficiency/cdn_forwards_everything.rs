//! PERF011: CDN forwards everything to the origin.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// CDN forwards everything to the origin
    ///
    /// **Why.** A cache that never hits adds a hop.
    ///
    /// **Fix.** Let the cache distinguish only what the answer depends on, and give versioned names a long expiry time.
    ///
    /// **When to silence it.** Only dynamic requests pass, for the short way to the edge and its protection.
    ///
    /// **References.** TA:CloudFront Header Forwarding and Cache Hit Ratio; PERF03-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"cache_hit_ratio": 20}), // finding
    ///     "files": (kind: "s3_bucket", at: (150, 0)),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(5))),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "files", kind: origin_fetch),
    ///     "get": (from: "users", to: "cdn"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"cache_policy": "minimal", "cache_hit_ratio": 90}),
    ///     "files": (kind: "s3_bucket", at: (150, 0)),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(5))),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "files", kind: origin_fetch),
    ///     "get": (from: "users", to: "cdn"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF011",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: Some(fix),
        threshold: Some(Threshold { value: 50.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "모든 것을 오리진으로 넘기는 CDN",
            why: "적중하지 않는 캐시는 경유지만 하나 늘립니다.",
            fix: "응답에 영향을 주는 값만 캐시 키에 넣고 버전이 붙은 이름에는 긴 만료 시간을 줍니다.",
            silence: "엣지까지의 짧은 경로와 보호를 위해 동적 요청만 지나는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let policy = item.text(&cloudfront_distribution::CACHE_POLICY);
    let hits = item.typed(&cloudfront_distribution::HIT_RATIO);
    let is_static = || {
        cx.called(item)
            .any(|(origin, _)| *origin.kind == s3_bucket::KIND)
    };
    let low = hits.is_some_and(|hits| hits < out.rule().limit(cx));
    let forwards = match policy {
        "everything" => true,
        "disabled" => is_static(),
        "unknown" => low && is_static(),
        _ => false,
    };
    if !forwards {
        return;
    }
    let (english, korean) = match policy {
        "everything" => (
            "all headers, cookies and queries go to the origin",
            "모든 헤더, 쿠키, 쿼리를 오리진으로 전달",
        ),
        "disabled" => (
            "nothing of the static origin is kept",
            "정적 오리진의 콘텐츠를 캐시하지 않음",
        ),
        _ => ("static origin", "정적 오리진"),
    };
    let evidence = || match hits {
        Some(hits) => {
            let hits = short(hits, 0);
            phrase::about(
                item,
                format!("{english}, hit ratio {hits}%"),
                format!("{korean}, 적중률 {hits}%"),
            )
        }
        None => phrase::about(item, english, korean),
    };
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Use the smallest cache key", "최소 캐시 키 사용"),
        edit: set(&item, &cloudfront_distribution::CACHE_POLICY, "minimal"),
    })
}
