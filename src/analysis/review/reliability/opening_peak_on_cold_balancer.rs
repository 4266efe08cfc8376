//! REL078: Sudden opening peak for a cold balancer.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::networking::{application_load_balancer, classic_load_balancer};
use crate::catalog::workload;
use crate::text::number::short;
use std::collections::BTreeMap;

rule! {
    /// Sudden opening peak for a cold balancer
    ///
    /// **Why.** Load balancers grow with traffic, not ahead of it: the first minutes of a sale or a launch are
    /// refused.
    ///
    /// **Fix.** Reserve capacity units (Classic: ask support to warm it up) before the opening, and let them go
    /// afterwards; put a waiting queue before the sale.
    ///
    /// **When to silence it.** It has been warmed up by a load test shortly before.
    ///
    /// **References.** REL07-BP03; REL01-BP06; REL07-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 20), properties: {"surge_minutes": 2}),
    ///     "alb": (kind: "application_load_balancer", at: (200, 0)), // finding
    /// }, connections: {
    ///     "open": (from: "users", to: "alb"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 20), properties: {"surge_minutes": 2}),
    ///     "alb": (kind: "application_load_balancer", at: (200, 0), properties: {"reserved_capacity_units": 100}),
    /// }, connections: {
    ///     "open": (from: "users", to: "alb"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL078",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 50.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "준비되지 않은 로드 밸런서로 몰리는 오픈 피크",
            why: "로드 밸런서는 트래픽을 따라 커질 뿐 앞서 커지지 않아, 판매나 출시의 첫 몇 분 동안 요청이 거절됩니다.",
            fix: "오픈 전에 용량 단위를 예약하고(Classic은 지원팀에 사전 준비 요청) 끝나면 해제하며, 판매 앞에 대기열을 둡니다.",
            silence: "직전에 부하 테스트로 준비된 경우입니다.",
        },
    };
}

/// Minutes within which a rise counts as sudden.
const SUDDEN: f64 = 5.0;

fn is_cold(item: &Item<'_>) -> bool {
    let reserved = item
        .typed(&application_load_balancer::RESERVED_UNITS)
        .unwrap_or(0.0);
    *item.kind == classic_load_balancer::KIND
        || (*item.kind == application_load_balancer::KIND && reserved <= 0.0)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    // The sharpest rise at each balancer, with the minutes and the entry.
    let mut rises: BTreeMap<_, (f64, f64, Item<'_>, Item<'_>)> = BTreeMap::new();
    for (id, _, demand) in load::demands(cx) {
        let Some(entry) = cx.item(id) else {
            continue;
        };
        let minutes = entry
            .typed(&workload::SURGE)
            .filter(|minutes| *minutes <= SUDDEN);
        let rise = (demand.peak() - 1.0) * 100.0;
        let Some(minutes) = minutes.filter(|_| rise > limit) else {
            continue;
        };
        for balancer in cx.graph().needed_by(id).filter(is_cold) {
            let known = rises
                .get(balancer.id)
                .is_some_and(|(most, ..)| *most >= rise);
            if !known {
                rises.insert(balancer.id, (rise, minutes, entry, balancer));
            }
        }
    }
    for (rise, minutes, entry, balancer) in rises.into_values() {
        let evidence = seen(|language| {
            let (name, entry) = (balancer.name(language), entry.name(language));
            let (rise, minutes) = (short(rise, 0), short(minutes, 1));
            match language {
                Language::English => {
                    format!(
                        "{name}: requests of {entry} rise by {rise} % within {minutes} min, 0 capacity units reserved"
                    )
                }
                Language::Korean => {
                    format!(
                        "{name}: {entry}의 요청이 {minutes}분 안에 {rise}% 늘어남, 예약된 용량 단위 0개"
                    )
                }
            }
        });
        out.add([balancer.id], evidence);
    }
}
