//! COST011: Interface endpoint dearer than the traffic it carries.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::networking::{nat_gateway, vpc_endpoint_interface};
use crate::model::Id;
use crate::model::edit::Edit;
use crate::pricing::{Price, Query};
use crate::text::Phrase;
use crate::text::number::short;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// Interface endpoint dearer than the traffic it carries
    ///
    /// **Why.** Endpoints bill by the hour in each zone, idle or not; the VPC has a NAT gateway that would carry this
    /// traffic for less.
    ///
    /// **Fix.** Remove it, or share the endpoints of a central VPC.
    ///
    /// **When to silence it.** The traffic must stay private by law or contract.
    ///
    /// **References.** TA:Inactive VPC interface endpoints; COST04-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "endpoint": (kind: "vpc_endpoint_interface", in: "vpc", at: (620, 60), properties: {"service": "sqs"}), // finding
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "queue": (kind: "sqs_queue", at: (900, 0)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "send": (from: "worker", to: "queue", requests_per_month: 100000, request_kb: 64),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "endpoint": (kind: "vpc_endpoint_interface", in: "vpc", at: (620, 60), properties: {"service": "sqs"}),
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "queue": (kind: "sqs_queue", at: (900, 0)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "send": (from: "worker", to: "queue", requests_per_month: 20000000, request_kb: 64),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST011",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "트래픽보다 비싼 인터페이스 엔드포인트",
            why: "엔드포인트는 사용하지 않아도 가용 영역마다 시간당 과금됩니다.",
            fix: "엔드포인트를 제거하거나 중앙 VPC의 엔드포인트를 함께 씁니다.",
            silence: "트래픽이 프라이빗 네트워크를 벗어나면 안 되는 규정이 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let endpoints = cx.of_kind(&vpc_endpoint_interface::KIND);
    let gateways = cx.of_kind(&nat_gateway::KIND).iter();
    let with_nat: BTreeSet<&Id> = gateways.filter_map(Item::vpc).collect();
    if endpoints.is_empty() || with_nat.is_empty() {
        return;
    }
    let rate = Query::new("nat_gateway", "data_processed_gb");
    let mut prices: BTreeMap<&str, Price> = BTreeMap::new();
    for item in endpoints {
        if !item.vpc().is_some_and(|vpc| with_nat.contains(vpc)) {
            continue;
        }
        let (mut gb, mut processing) = (0.0, Usd::ZERO);
        let parts = cx.through(item);
        for (passing, part) in parts.filter(|(_, part)| part.class == PathClass::InterfaceEndpoint)
        {
            gb += part.request_gb.0 + part.response_gb.0;
            processing += saving::of_passing(cx, passing, "endpoint_processing") * part.share;
        }
        let price = prices
            .entry(item.region())
            .or_insert_with_key(|region| cx.catalogue.price(region, &rate));
        let Some(rate) = price.rate() else { continue };
        let saved = Saving::of(saving::monthly(cx, item) + processing, Usd(rate.cost(gb)));
        if !saved.pays() {
            continue;
        }
        let evidence = seen(|language| {
            let (name, gb, price) = (item.name(language), short(gb, 1), saved.told(language));
            match language {
                Language::English => {
                    format!("{name}: {gb} GB/month; through the NAT gateway {price}")
                }
                Language::Korean => {
                    format!("{name}: 월 {gb} GB; NAT 게이트웨이를 거치면 {price}")
                }
            }
        });
        out.add([item.id], evidence);
    }
}

fn fix(_: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let ids = BTreeSet::from([finding.items.first()?.clone()]);
    Some(Fix {
        label: Phrase::new("Remove the endpoint", "엔드포인트 제거"),
        edit: Edit::Remove {
            ids,
            with_members: false,
        },
    })
}
