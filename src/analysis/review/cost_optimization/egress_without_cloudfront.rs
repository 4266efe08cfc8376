//! COST017: Internet egress from origin instead of CloudFront.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::networking::application_load_balancer;
use crate::catalog::storage::s3_bucket;
use crate::catalog::{Network, workload};
use crate::pricing::Query;
use crate::text::number::short;
use crate::units::Usd;

rule! {
    /// Internet egress from origin instead of CloudFront
    ///
    /// **Why.** Bytes from the origin to the edge are free, and the edge has lower tiers; viewers in cheaper places
    /// make it cheaper still.
    ///
    /// **Fix.** Serve through CloudFront, also cacheable web responses of a load balancer.
    ///
    /// **When to silence it.** Clients are fixed on the address of the origin.
    ///
    /// **References.** COST08-BP03; PERF04-BP02; TA:CloudFront Content Delivery Optimization.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (150, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "get": (from: "users", to: "files", requests_per_month: 10000000, response_kb: 500),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0)),
    ///     "files": (kind: "s3_bucket", at: (300, 0)),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "files", kind: origin_fetch, response_kb: 500),
    ///     "get": (from: "users", to: "cdn", requests_per_month: 10000000, response_kb: 500),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST017",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Each(
            &[
                &application_load_balancer::KIND,
                &autoscaling_group::KIND,
                &instance::KIND,
                &s3_bucket::KIND,
            ],
            check,
        ),
        fix: None,
        threshold: Some(Threshold { value: 1000.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "CloudFront 없이 오리진에서 인터넷으로 전송",
            why: "오리진에서 엣지까지의 전송은 무료이고, 엣지에는 매월 1 TB의 무료 전송과 더 낮은 단계 요금이 있습니다.",
            fix: "캐시할 수 있는 ALB의 웹 응답을 포함해 CloudFront로 제공합니다.",
            silence: "클라이언트가 오리진 주소를 직접 부르도록 고정된 경우입니다.",
        },
    };
}

/// Part of the world that viewers near a Region belong to, as the price list of CloudFront names it.
fn place(region: &str) -> &'static str {
    match region.split('-').next().unwrap_or_default() {
        "us" | "ca" | "mx" => "US Mexico Canada",
        "eu" | "il" => "Europe Israel",
        "sa" => "South America",
        "af" | "me" => "South Africa Kenya Middle East",
        _ => match region {
            "ap-northeast-1" | "ap-northeast-3" => "Japan",
            "ap-south-1" | "ap-south-2" => "India",
            "ap-southeast-2" | "ap-southeast-4" | "ap-southeast-6" => "Australia New Zealand",
            _ => "Hong Kong Philippines Asia Pacific",
        },
    }
}

/// GB, requests and egress of an item's answers to the internet.
fn egress(cx: &Cx<'_>, item: &Item<'_>) -> (f64, f64, Usd) {
    let mut sum = (0.0, 0.0, Usd::ZERO);
    for flow in &cx.flows(item).incoming {
        let usd = saving::of_connection(cx, &flow.connection, "internet_egress");
        if usd.0 > 0.0 {
            sum.0 += flow.response_gb.0;
            sum.1 += flow.requests;
            sum.2 += usd;
        }
    }
    sum
}

fn edge(cx: &Cx<'_>, region: &str, gb: f64, requests: f64) -> Option<Usd> {
    let at = |item| {
        Query::new("cloudfront", item)
            .with("edge_location", place(region))
            .global()
    };
    let calls = at("request")
        .with("method", "get-head")
        .with("protocol", "https");
    let cost = |query: &Query, quantity| {
        let price = cx.catalogue.price(region, query);
        price.rate().map(|rate| rate.cost(quantity))
    };
    Some(Usd(
        cost(&at("data_out_internet_gb"), gb)? + cost(&calls, requests)?
    ))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // Most items answer no internet client; their calls are not worth adding up.
    if !item.is_called_from(Network::Internet) {
        return;
    }
    let (gb, requests, usd) = egress(cx, item);
    if gb <= RULE.limit(cx) {
        return;
    }
    let Some(edge) = edge(cx, item.region(), gb, requests) else {
        return;
    };
    let saved = Saving::of(usd, edge);
    let property = item.kind.property(workload::CACHEABLE.name);
    let is_cacheable = property.is_some_and(|it| item.number(it) > 0.0);
    if !is_cacheable && !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, gb, price) = (item.name(language), short(gb, 1), saved.told(language));
        match language {
            Language::English => {
                format!(
                    "{name}: {gb} GB/month to the internet; by CloudFront to viewers nearby {price}"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 인터넷으로 월 {gb} GB; 가까운 시청자에게 CloudFront로 보내면 {price}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}
