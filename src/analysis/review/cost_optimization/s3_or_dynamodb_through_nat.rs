//! COST009: S3 or DynamoDB traffic through a NAT gateway.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::catalog::database::dynamodb_table;
use crate::catalog::networking::vpc_endpoint_gateway;
use crate::catalog::storage::s3_bucket;
use crate::model::edit::Edit;
use crate::model::{Component, Id};
use crate::text::number::{Money, short};
use crate::units::Usd;
use rustc_hash::FxHashMap;

rule! {
    /// S3 or DynamoDB traffic through a NAT gateway
    ///
    /// **Why.** A NAT gateway charges for every GB; a gateway endpoint to S3 or DynamoDB and its traffic are free.
    ///
    /// **Fix.** Add the gateway endpoint to the VPC's route tables.
    ///
    /// **When to silence it.** None is known: the endpoint is free and needs no change of the clients.
    ///
    /// **References.** COST08-BP03; CIS7.0:6.8.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)),
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)), // finding
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "put": (from: "worker", to: "files", requests_per_month: 1000000, request_kb: 512), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "endpoint": (kind: "vpc_endpoint_gateway", in: "vpc", at: (620, 60)),
    ///     "files": (kind: "s3_bucket", at: (150, 0)),
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// }, connections: {
    ///     "put": (from: "worker", to: "files", requests_per_month: 1000000, request_kb: 512),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST009",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "NAT 게이트웨이를 거치는 S3 또는 DynamoDB 트래픽",
            why: "NAT 게이트웨이는 GB마다 과금하지만 S3와 DynamoDB의 게이트웨이 엔드포인트와 그 트래픽은 무료입니다.",
            fix: "VPC의 라우팅 테이블에 게이트웨이 엔드포인트를 추가합니다.",
            silence: "해당하는 경우가 없습니다. 엔드포인트는 무료이고 클라이언트를 바꿀 필요가 없습니다.",
        },
    };
}

/// What goes from one VPC to one service through NAT.
#[derive(Default)]
struct Through<'a> {
    connections: Vec<&'a Id>,
    gateways: Vec<&'a Id>,
    gb: f64,
    usd: Usd,
}

/// Service of an endpoint that leads to a kind, if there is a gateway endpoint for it.
fn service(item: &Item<'_>) -> Option<&'static str> {
    if *item.kind == s3_bucket::KIND {
        Some("s3")
    } else if *item.kind == dynamodb_table::KIND {
        Some("dynamodb")
    } else {
        None
    }
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut found: FxHashMap<(&Id, &str), Through<'_>> = FxHashMap::default();
    let all = cx.passing().iter();
    for passing in all.filter(|passing| passing.is(PathClass::NatGateway)) {
        let Some(service) = service(passing.to) else {
            continue;
        };
        let nat = || {
            let parts = passing.parts.iter();
            parts.filter(|part| part.class == PathClass::NatGateway)
        };
        let Some(vpc) = passing.from.vpc() else {
            continue;
        };
        let entry = found.entry((vpc, service)).or_default();
        entry.connections.push(passing.id);
        for via in nat().filter_map(|part| part.via.as_ref()) {
            if !entry.gateways.contains(&via) {
                entry.gateways.push(via);
            }
        }
        entry.gb += nat().map(|p| p.request_gb.0 + p.response_gb.0).sum::<f64>();
        let cost = cx.cost_of_passing(passing);
        entry.usd += cost.map(|cost| cost.total.usd).unwrap_or_default();
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable_by_key(|(key, _)| *key);
    for ((_, service), through) in found {
        let evidence = seen(|language| {
            let service = if service == "s3" { "S3" } else { "DynamoDB" };
            let gb = short(through.gb, 1);
            let cost = Money::USD.per_month(through.usd, language);
            let count = through.connections.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "connection", "connections");
                    format!("{count}: {gb} GB/month through NAT to {service}, {cost}")
                }
                Language::Korean => {
                    format!("연결 {count}개: NAT를 거쳐 {service}로 월 {gb} GB, {cost}")
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
    let service = service(&cx.item(&connection.to)?)?;
    let vpc = cx.item(&connection.from)?.vpc()?;
    let frame = cx.design.container(vpc)?.frame;
    let at = frame.min().offset(frame.w, 0.0);
    let endpoint = Component::new(vpc_endpoint_gateway::KIND.name, Some(vpc.clone()), at)
        .with(vpc_endpoint_gateway::SERVICE.name, service);
    let id = cx.design.fresh_id(&format!("{service}-endpoint"));
    Some(Fix {
        label: each(|language| {
            let service = if service == "s3" { "S3" } else { "DynamoDB" };
            match language {
                Language::English => format!("Add {service} endpoint"),
                Language::Korean => format!("{service} 엔드포인트 추가"),
            }
        }),
        edit: Edit::PutComponent(id, endpoint),
    })
}
