//! REL018: Maximum fleet cannot serve the peak.

use crate::analysis::review::fleets::{self, Fleet};
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, lambda_function};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::text::number::short;

rule! {
    /// Maximum fleet cannot serve the peak
    ///
    /// **Why.** Scaling out ends before the demand does: what is above the maximum waits, then fails.
    ///
    /// **Fix.** Raise the maximum, take a larger type, or put a cache or a queue in front. Only what runs is billed.
    ///
    /// **When to silence it.** Refusing the rest of the peak is intended, as a limit of what may be spent.
    ///
    /// **References.** REL07-BP03; REL01-BP06; PERF02-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"max_size": 4, "requests_per_second_per_instance": 50}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"max_size": 12, "requests_per_second_per_instance": 50}),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL018",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(KINDS, suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "최대 크기로도 피크를 처리할 수 없음",
            why: "수요가 끝나기 전에 스케일 아웃이 끝납니다. 최대치를 넘는 요청은 기다리다 실패합니다.",
            fix: "최대 크기를 올리거나 더 큰 유형을 쓰거나 앞에 캐시나 대기열을 둡니다. 실행되는 만큼만 과금됩니다.",
            silence: "지출 한도로서 나머지 피크를 거절하려는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
    &lambda_function::KIND,
];

/// Requests a second of one execution environment of a function at most (service-facts: Lambda quota).
const REQUESTS_PER_ENVIRONMENT: f64 = 10.0;

/// What the largest size serves, in req/s, and how that is reckoned.
fn most(item: &Item<'_>) -> Option<(f64, String)> {
    if *item.kind == lambda_function::KIND {
        let reserved = item.typed(&lambda_function::RESERVED)?;
        let seconds = item.number(&lambda_function::DURATION) / 1000.0;
        let each = (1.0 / seconds.max(1e-3)).min(REQUESTS_PER_ENVIRONMENT);
        let words = format!("{} × {} req/s", short(reserved, 0), short(each, 2));
        return Some((reserved * each, words));
    }
    let fleet = Fleet::of(item)?;
    let capacity = fleet.capacity?;
    let (max, target) = (
        fleet.max,
        if fleet.follows_demand {
            fleet.target
        } else {
            1.0
        },
    );
    let words = format!(
        "{} × {} req/s × {}%",
        short(max, 0),
        short(capacity, 2),
        short(target * 100.0, 0)
    );
    Some((max * capacity * target, words))
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    most(item).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((most, words)) = most(item) else {
        return;
    };
    let peak = fleets::peak(cx, item);
    if peak <= most {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let (most, peak) = (short(most, 1), short(peak, 1));
        match language {
            Language::English => {
                format!("{name}: at most {words} = {most} req/s; {peak} req/s at the peak")
            }
            Language::Korean => {
                format!("{name}: 최대 {words} = {most} req/s, 피크 {peak} req/s")
            }
        }
    });
    out.add([item.id], evidence);
}
