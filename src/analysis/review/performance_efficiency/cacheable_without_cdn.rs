//! PERF010: Static or cacheable content without CDN.

use crate::analysis::review::distance;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::containers::ecs_service;
use crate::catalog::external::{mobile_app, users};
use crate::catalog::networking::application_load_balancer;
use crate::catalog::storage::s3_bucket;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Static or cacheable content without CDN
    ///
    /// **Why.** Distance and load on the origin cost answer time. Transfer from AWS origins to CloudFront is free.
    ///
    /// **Fix.** Put CloudFront in front of the bucket and of the cacheable answers of the servers.
    ///
    /// **When to silence it.** All viewers sit in one office beside the Region, or another delivery network stands in
    /// front.
    ///
    /// **References.** TA:CloudFront Content Delivery Optimization; PERF04-BP02; COST08-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(2))),
    /// }, connections: {
    ///     "get": (from: "users", to: "files", response_kb: 200), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)),
    ///     "files": (kind: "s3_bucket", at: (150, 0)),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(2))),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "files", kind: origin_fetch, response_kb: 200),
    ///     "get": (from: "users", to: "cdn", response_kb: 200),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF010",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&s3_bucket::KIND, &application_load_balancer::KIND, &instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 100.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "CDN 없이 제공하는 정적 또는 캐시 가능 콘텐츠",
            why: "거리와 오리진 부하 때문에 응답이 느려집니다. AWS 오리진에서 CloudFront로 가는 전송은 무료입니다.",
            fix: "버킷과 서버의 캐시 가능한 응답 앞에 CloudFront를 둡니다.",
            silence: "모든 시청자가 리전 가까이의 한 사무실에 있거나 다른 전송 네트워크가 앞에 있는 경우입니다.",
        },
    };
}

/// Share of cacheable answers from which a delivery network pays off; default.
const CACHEABLE: f64 = 30.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    share(item) > CACHEABLE
}

/// Percentage of the answers that a cache may keep.
fn share(item: &Item<'_>) -> f64 {
    if *item.kind == s3_bucket::KIND {
        100.0
    } else {
        item.typed(&workload::CACHEABLE).unwrap_or(0.0)
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // Objects of a bucket are the same for everybody; of servers it must be stated.
    let viewers = [&users::KIND, &mobile_app::KIND];
    if !cx
        .caller_kinds(item)
        .any(|side| viewers.contains(&side.kind))
    {
        return;
    }
    let mut gb = 0.0;
    let mut far = false;
    let mut ids = vec![item.id];
    for (viewer, id, _) in cx.callers(item).named() {
        if !viewers.contains(&viewer.kind) {
            continue;
        }
        let Some(flow) = cx.traffic.connections.get(id) else {
            continue;
        };
        gb += flow.response_gb.0;
        far |= distance::is_far(item.region(), viewer.text(&workload::LOCATION));
        ids.push(id);
    }
    if ids.len() == 1 || gb <= 0.0 || (gb <= out.rule().limit(cx) && !far) {
        return;
    }
    let (share, gb) = (short(share(item), 0), short(gb, 0));
    let mut english = format!("{gb} GB/month to viewers, {share}% cacheable, no CloudFront");
    let mut korean = format!("시청자에게 월 {gb} GB, 캐시 가능 {share}%, CloudFront 없음");
    if far {
        english.push_str("; viewers on another continent");
        korean.push_str(", 다른 대륙의 시청자");
    }
    out.add(ids, || phrase::about(item, english, korean));
}
