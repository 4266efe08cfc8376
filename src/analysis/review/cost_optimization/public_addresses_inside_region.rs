//! COST014: Same-Region traffic over public addresses.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::text::number::{Money, short};

rule! {
    /// Same-Region traffic over public addresses
    ///
    /// **Why.** It is billed at the rate between zones even inside a zone, in both directions, and leaves private
    /// routing.
    ///
    /// **Fix.** Use private addresses, an internal load balancer, peering or an endpoint.
    ///
    /// **When to silence it.** The other side belongs to another company and offers a public address only.
    ///
    /// **References.** COST08-BP02; COST08-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 500)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "other": (kind: "vpc", frame: (0, 600, 800, 500)),
    ///     "b": (kind: "availability_zone", in: "other", code: "ap-northeast-2a", frame: (20, 640, 760, 400)),
    ///     "public-b": (kind: "public_subnet", in: "b", frame: (40, 680, 340, 340)),
    /// }, components: {
    ///     "api": (kind: "instance", in: "public-b", at: (60, 720), properties: {"associate_public_ip_address": true}),
    ///     "web": (kind: "instance", in: "public-a", at: (60, 120), properties: {"associate_public_ip_address": true}),
    /// }, connections: {
    ///     "call": (from: "web", to: "api", requests_per_month: 10000000, response_kb: 20), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 500)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    /// }, components: {
    ///     "api": (kind: "instance", in: "public-a", at: (260, 120), properties: {"associate_public_ip_address": true}),
    ///     "web": (kind: "instance", in: "public-a", at: (60, 120), properties: {"associate_public_ip_address": true}),
    /// }, connections: {
    ///     "call": (from: "web", to: "api", requests_per_month: 10000000, response_kb: 20),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST014",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "리전 내부에서 퍼블릭 주소로 오가는 트래픽",
            why: "같은 가용 영역 안에서도 영역 간 요금이 부과되고 프라이빗 경로를 벗어납니다.",
            fix: "프라이빗 주소, 내부 로드 밸런서, 피어링 또는 엔드포인트를 사용합니다.",
            silence: "상대가 다른 회사여서 퍼블릭 주소만 제공하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    // What is free of charge is not this rule's business, so that only connections with a bill are looked at.
    for (id, parts) in cx.ways_of(&[PathClass::PublicAddress]) {
        let public = parts.iter();
        let public = public.filter(|part| part.class == PathClass::PublicAddress);
        let gb: f64 = public.map(|it| it.request_gb.0 + it.response_gb.0).sum();
        if gb <= 0.0 || cx.cost.connection(id).is_none() {
            continue;
        }
        let usd = saving::of_connection(cx, id, "inter_zone");
        let evidence = seen(|language| {
            let (edge, gb) = (saving::edge(cx, id, language), short(gb, 1));
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => {
                    format!("{edge}: {gb} GB/month over public addresses, {usd}")
                }
                Language::Korean => format!("{edge}: 퍼블릭 주소로 월 {gb} GB, {usd}"),
            }
        });
        out.add([id], evidence);
    }
}
