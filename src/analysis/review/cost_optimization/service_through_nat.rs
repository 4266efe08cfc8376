//! COST010: Other AWS services through NAT where an endpoint pays.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::networking::{nat_gateway, vpc_endpoint_interface};
use crate::model::edit::Edit;
use crate::model::{Code, Component, Id};
use crate::pricing::Query;
use crate::text::number::short;
use crate::units::Usd;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

rule! {
    /// Other AWS services through NAT where an endpoint pays
    ///
    /// **Why.** A NAT gateway bills every GB at a rate several times that of an interface endpoint; above the
    /// break-even the endpoint is cheaper and private.
    ///
    /// **Fix.** Add the interface endpoint in the zones of its clients.
    ///
    /// **When to silence it.** The traffic is a migration that ends soon.
    ///
    /// **References.** EC2.10; EC2.55; prowler:vpc_endpoint_for_ec2_enabled; COST08-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)), // finding
    ///     "queue": (kind: "sqs_queue", at: (900, 0)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "send": (from: "worker", to: "queue", requests_per_month: 20000000, request_kb: 64), // finding
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
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "queue": (kind: "sqs_queue", at: (900, 0)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "send": (from: "worker", to: "queue", requests_per_month: 100000, request_kb: 64),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST010",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "엔드포인트가 더 저렴한데 NAT를 거치는 AWS 서비스 트래픽",
            why: "손익분기점을 넘으면 인터페이스 엔드포인트가 NAT보다 저렴하고, 트래픽이 프라이빗 네트워크를 벗어나지 않습니다.",
            fix: "클라이언트가 있는 가용 영역에 인터페이스 엔드포인트를 추가합니다.",
            silence: "트래픽이 곧 사라지는 이전 작업인 경우입니다.",
        },
    };
}

/// What goes from one VPC to one service through NAT.
#[derive(Default)]
struct Through<'a> {
    connections: Vec<&'a Id>,
    gateways: Vec<&'a Id>,
    zones: Vec<Code>,
    gb: f64,
    usd: Usd,
}

/// Service that an interface endpoint leads to from a VPC, for one connection.
fn service<'a>(from: &Item<'a>, to: &Item<'a>) -> Option<(&'a Id, &'static str)> {
    let name = to.kind.endpoint_service;
    // Gateway endpoints to these two are free and have a rule of their own.
    if matches!(name, "" | "s3" | "dynamodb") {
        return None;
    }
    Some((from.vpc()?, name))
}

/// US dollars of an interface endpoint in a Region: for an hour in a zone, and for a GB.
type Rates = Option<(f64, f64)>;

fn rates(cx: &Cx<'_>, region: &str) -> Rates {
    let row = |item| {
        let query = Query::new("vpc_endpoint", item).with("type", "interface");
        let price = cx.catalogue.price(region, &query);
        price.rate().map(|rate| rate.first_usd())
    };
    row("endpoint_hour").zip(row("data_processed_gb"))
}

/// What endpoints in so many zones would cost for so many GB.
fn endpoint(cx: &Cx<'_>, rates: Rates, zones: f64, gb: f64) -> Option<Usd> {
    let hours = zones * cx.design.settings.hours_per_month;
    let (hour, processed) = rates?;
    Some(Usd(hours * hour + gb * processed))
}

fn found<'a>(cx: &Cx<'a>) -> BTreeMap<(&'a Id, &'static str), Through<'a>> {
    let mut found: FxHashMap<_, Through<'a>> = FxHashMap::default();
    if cx.of_kind(&nat_gateway::KIND).is_empty() {
        return BTreeMap::new();
    }
    let all = cx.passing().iter();
    for passing in all.filter(|passing| passing.is(PathClass::NatGateway)) {
        let Some(key) = service(passing.from, passing.to) else {
            continue;
        };
        let nat = || {
            let parts = passing.parts.iter();
            parts.filter(|part| part.class == PathClass::NatGateway)
        };
        let through = found.entry(key).or_default();
        through.connections.push(passing.id);
        for part in nat() {
            if let Some(via) = part
                .via
                .as_ref()
                .filter(|it| !through.gateways.contains(it))
            {
                through.gateways.push(via);
            }
            if let Some(zone) = part.from_zone.filter(|it| !through.zones.contains(it)) {
                through.zones.push(zone);
            }
        }
        through.gb += nat()
            .map(|it| it.request_gb.0 + it.response_gb.0)
            .sum::<f64>();
        through.usd += saving::of_passing(cx, passing, "nat_processing");
    }
    found.into_iter().collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut prices: FxHashMap<Code, Rates> = FxHashMap::default();
    for ((vpc, service), through) in found(cx) {
        let region = cx.place(Some(vpc)).region;
        let rates = *prices
            .entry(region)
            .or_insert_with(|| rates(cx, region.as_str()));
        let zones = through.zones.len().max(1) as f64;
        let Some(after) = endpoint(cx, rates, zones, through.gb) else {
            continue;
        };
        let saved = Saving::of(through.usd, after);
        if !saved.pays() {
            continue;
        }
        let evidence = seen(|language| {
            let (gb, price) = (short(through.gb, 1), saved.told(language));
            let count = through.zones.len().max(1);
            match language {
                Language::English => {
                    let zones = phrase::count(count, "zone", "zones");
                    format!(
                        "{gb} GB/month through NAT to `{service}`; with an endpoint in {zones} {price}"
                    )
                }
                Language::Korean => {
                    format!(
                        "NAT를 거쳐 `{service}`로 월 {gb} GB; 가용 영역 {count}개의 엔드포인트로는 {price}"
                    )
                }
            }
        });
        let items = through.connections.iter().chain(&through.gateways);
        out.add(items.copied(), evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let mut ids = finding.items.iter();
    let connection = ids.find_map(|id| cx.design.connection(id))?;
    let (from, to) = (cx.item(&connection.from)?, cx.item(&connection.to)?);
    let (vpc, service) = service(&from, &to)?;
    let zones = found(cx).get(&(vpc, service))?.zones.len().max(1);
    let frame = cx.design.container(vpc)?.frame;
    let at = frame.min().offset(frame.w, 0.0);
    let endpoint = Component::new(vpc_endpoint_interface::KIND.name, Some(vpc.clone()), at)
        .with(vpc_endpoint_interface::SERVICE.name, service)
        .with(vpc_endpoint_interface::ZONES.name, zones as f64);
    let id = cx
        .design
        .fresh_id(&format!("{}-endpoint", service.replace('.', "-")));
    Some(Fix {
        label: each(|language| match language {
            Language::English => format!("Add endpoint to {service}"),
            Language::Korean => format!("{service} 엔드포인트 추가"),
        }),
        edit: Edit::PutComponent(id, endpoint),
    })
}
