//! REL043: Active-active design with a single writing Region.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{recovery, stores};
use crate::catalog::Kind;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::model::Id;
use crate::text::number::short;

rule! {
    /// Active-active design with a single writing Region
    ///
    /// **Why.** The second Region only reads: its writes pay the distance, and stop with the first Region.
    ///
    /// **Fix.** Use a store that writes in several Regions (DynamoDB global tables, Aurora DSQL), or write forwarding;
    /// or call the design a warm standby and plan the promotion.
    ///
    /// **When to silence it.** Users of the second Region write seldom, and may wait for the promotion.
    ///
    /// **References.** REL13-BP02; REL10-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "latency", "health_checks": 2}),
    ///     "table": (kind: "dynamodb_table", in: "seoul", at: (420, 20)), // finding
    ///     "users": (kind: "users", at: (200, 700)),
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20)),
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20)),
    /// }, connections: {
    ///     "call": (from: "users", to: "dns"),
    ///     "far": (from: "web-2", to: "table"), // finding
    ///     "home": (from: "dns", to: "alb"),
    ///     "near": (from: "web", to: "table"),
    ///     "other": (from: "dns", to: "alb-2"),
    ///     "share": (from: "alb", to: "web"),
    ///     "share-2": (from: "alb-2", to: "web-2"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "latency", "health_checks": 2}),
    ///     "table": (kind: "dynamodb_table", in: "seoul", at: (420, 20), properties: {"replica_regions": "ap-northeast-1"}),
    ///     "users": (kind: "users", at: (200, 700)),
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20)),
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20)),
    /// }, connections: {
    ///     "call": (from: "users", to: "dns"),
    ///     "far": (from: "web-2", to: "table"),
    ///     "home": (from: "dns", to: "alb"),
    ///     "near": (from: "web", to: "table"),
    ///     "other": (from: "dns", to: "alb-2"),
    ///     "share": (from: "alb", to: "web"),
    ///     "share-2": (from: "alb-2", to: "web-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL043",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "쓰기 리전이 하나뿐인 액티브-액티브 설계",
            why: "두 번째 리전은 읽기 사본일 뿐입니다. 쓰기는 거리만큼 느리고 첫 리전과 함께 멈춥니다.",
            fix: "여러 리전에서 쓰는 저장소(DynamoDB 글로벌 테이블, Aurora DSQL)나 쓰기 전달을 사용합니다. 또는 웜 스탠바이로 부르고 승격을 계획합니다.",
            silence: "두 번째 리전의 사용자가 드물게 쓰고 승격을 기다려도 되는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &rds_cluster::KIND,
    &db_instance::KIND,
    &dynamodb_table::KIND,
];

fn writes_everywhere(item: &Item<'_>) -> bool {
    let regions = &dynamodb_table::REPLICA_REGIONS;
    *item.kind == dynamodb_table::KIND && !item.text(regions).trim().is_empty()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    // It takes servers in two Regions.
    if cx.strategy() != recovery::Strategy::ActiveActive {
        return;
    }
    for store in cx.of_kinds(KINDS).filter(|store| !writes_everywhere(store)) {
        // Most stores are called from their own Region alone.
        let here = store.region_code();
        if cx
            .callers(store)
            .all(|(caller, _)| caller.region_code() == here)
        {
            continue;
        }
        let mut near = false;
        let mut far: Vec<(&Id, Item<'_>)> = Vec::new();
        for (caller, id, connection) in cx.callers(store).named() {
            if !stores::writes(connection) || !cx.graph().serves_an_entry(caller) {
                continue;
            }
            if caller.region_code() == here {
                near = true;
            } else {
                far.push((id, caller));
            }
        }
        if !near || far.is_empty() {
            continue;
        }
        let evidence = seen(|language| {
            let name = store.name(language);
            let region = store.region();
            let callers = phrase::names(far.iter().map(|(_, caller)| *caller), language);
            let flows = far.iter();
            let flows = flows.filter_map(|(id, _)| cx.traffic.connections.get(id));
            let rates = flows.map(|flow| flow.average.0 * (1.0 - flow.read_share));
            let rate = short(rates.sum(), 2);
            match language {
                Language::English => format!(
                    "{name} writes in 1 Region ({region}); {callers} writes to it from another Region ({rate} writes/s)"
                ),
                Language::Korean => format!(
                    "{name}: 쓰기 리전 1곳({region}). {callers}이(가) 다른 리전에서 기록함(초당 쓰기 {rate}건)"
                ),
            }
        });
        out.add(far.iter().map(|(id, _)| *id).chain([store.id]), evidence);
    }
}
