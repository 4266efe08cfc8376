//! PERF029: Chatty call crosses a zone or Region against its latency budget.

use crate::analysis::path::PathClass;
use crate::analysis::review::distance;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function};
use crate::catalog::containers::ecs_service;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Chatty call crosses a zone or Region against its latency budget
    ///
    /// **Why.** Distance is paid for each call, not for each byte.
    ///
    /// **Fix.** Batch the calls, prefer targets in the own zone, or keep a replica or cache near.
    ///
    /// **When to silence it.** The calls run at the same time, so that only one round trip counts.
    ///
    /// **References.** PERF04-BP06; PERF04-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0,0,800,800)),
    ///     "zone-a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20,40,360,360)),
    ///     "zone-c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (400,40,360,360)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "zone-c", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", in: "zone-a", at: (300, 0), properties: {"remote_call_budget_ms": 10}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", calls_per_request: 40), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0,0,800,800)),
    ///     "zone-a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20,40,360,360)),
    ///     "zone-c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (400,40,360,360)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "zone-c", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", in: "zone-a", at: (300, 0), properties: {"remote_call_budget_ms": 10}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", calls_per_request: 4),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF029",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND, &lambda_function::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "지연 예산을 넘어 가용 영역이나 리전을 오가는 잦은 호출",
            why: "거리의 비용은 바이트가 아니라 호출마다 치릅니다.",
            fix: "호출을 묶거나 같은 가용 영역의 대상을 우선하거나 가까이에 복제본이나 캐시를 둡니다.",
            silence: "호출이 동시에 실행되어 왕복 한 번만 걸리는 경우입니다.",
        },
    };
}

/// Round trip between zones of a Region in ms; default.
const ACROSS_ZONES: f64 = 0.6;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::REMOTE_BUDGET)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(budget) = item.typed(&workload::REMOTE_BUDGET) else {
        return;
    };
    let flows = cx.flows(item);
    let handled = flows.average().0;
    if handled <= 0.0 {
        return;
    }
    for flow in &flows.outgoing {
        if !flow.kind.is_synchronous() {
            continue;
        }
        let calls = flow.average.0 / handled;
        let Some(called) = cx.item(&flow.to) else {
            continue;
        };
        let trip: f64 = cx
            .paths
            .of(&flow.connection)
            .iter()
            .map(|part| {
                let crosses = part.from_zone.is_some()
                    && part.to_zone.is_some()
                    && part.from_zone != part.to_zone;
                let trip =
                    if part.class == PathClass::CrossRegion || item.region() != called.region() {
                        distance::round_trip(item.region(), called.region()).unwrap_or(0.0)
                    } else if crosses {
                        ACROSS_ZONES
                    } else {
                        0.0
                    };
                trip * part.share
            })
            .sum();
        let total = calls * trip;
        if total <= budget {
            continue;
        }
        let (calls, trip) = (short(calls, 1), short(trip, 1));
        let (total, budget) = (short(total, 1), short(budget, 1));
        let (en, ko) = (
            called.name(Language::English),
            called.name(Language::Korean),
        );
        let evidence = || {
            phrase::about(
                item,
                format!(
                    "{calls} calls of {en} for each request × {trip} ms on the way = {total} ms, budget {budget} ms"
                ),
                format!(
                    "요청마다 {ko} 호출 {calls}번 × 왕복 {trip}ms = {total}ms, 예산 {budget}ms"
                ),
            )
        };
        out.add([&flow.connection], evidence);
    }
}
