//! COST051: Transit Gateway for two or three VPCs.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::networking::{
    ec2_transit_gateway, ec2_transit_gateway_vpc_attachment, through,
};
use crate::pricing::Query;
use crate::text::number::short;
use crate::units::Usd;

rule! {
    /// Transit Gateway for two or three VPCs
    ///
    /// **Why.** Peering has no hourly fee and is free inside a zone.
    ///
    /// **Fix.** Use VPC peering for the pairs that talk.
    ///
    /// **When to silence it.** More VPCs or an on-premises connection will follow soon.
    ///
    /// **References.** COST08-BP02; COST08-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "hub": (kind: "ec2_transit_gateway", at: (0, 0), properties: {"vpc_attachments": 2, "data_processed_gb": 500}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "hub": (kind: "ec2_transit_gateway", at: (0, 0), properties: {"vpc_attachments": 8, "data_processed_gb": 500}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST051",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&ec2_transit_gateway::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 3.0, unit: both("attachments", "개 연결"), source: "default" }),
        korean: Korean {
            title: "VPC 두세 개를 위한 Transit Gateway",
            why: "피어링은 시간당 요금이 없고 같은 가용 영역 안에서는 무료입니다.",
            fix: "서로 통신하는 VPC 쌍을 피어링으로 연결합니다.",
            silence: "VPC가 곧 늘어나거나 온프레미스와 연결할 예정인 경우입니다.",
        },
    };
}

/// Kinds that connect a place outside AWS.
const OUTSIDE: [&str; 5] = [
    "customer_gateway",
    "dx_gateway",
    "dx_gateway_association",
    "on_premises_server",
    "vpn_connection",
];

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let around: Vec<Item<'_>> = cx.neighbours(item).collect();
    let drawn = around
        .iter()
        .filter(|other| *other.kind == ec2_transit_gateway_vpc_attachment::KIND);
    let drawn: Vec<&Item<'_>> = drawn.collect();
    let count = item.number(&ec2_transit_gateway::ATTACHMENTS) + drawn.len() as f64;
    if count <= 0.0 || count > RULE.limit(cx) {
        return;
    }
    if around
        .iter()
        .any(|other| OUTSIDE.contains(&other.kind.name))
    {
        return;
    }
    let attached: Usd = drawn.iter().map(|it| saving::monthly(cx, it)).sum();
    let mut gb = item.number(&through::DATA);
    let mut processed = Usd::ZERO;
    for (id, parts) in cx.ways_of(&[PathClass::TransitGateway]) {
        let through = parts
            .iter()
            .filter(|part| part.class == PathClass::TransitGateway);
        let own: f64 = through.map(|it| it.request_gb.0 + it.response_gb.0).sum();
        if own > 0.0 {
            gb += own;
            processed += saving::of_connection(cx, id, "transit_gateway_processing");
        }
    }
    let query = Query::new("data_transfer", "inter_az_gb").with("direction", "each-way");
    let price = cx.catalogue.price(item.region(), &query);
    let Some(rate) = price.rate() else {
        return;
    };
    // Over a peering at most all of it crosses zones, billed at both ends.
    let saved = Saving::of(
        saving::monthly(cx, item) + attached + processed,
        Usd(rate.cost(2.0 * gb)),
    );
    if !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let (count, gb) = (short(count, 0), short(gb, 1));
        match language {
            Language::English => {
                format!(
                    "{name}: {count} attachments, {gb} GB/month, nothing on premises; by peering at most {price}"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 연결 {count}개, 월 {gb} GB, 온프레미스 없음; 피어링으로는 최대 {price}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}
