//! REL017: Fixed fleet under changing demand.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::text::number::short;

rule! {
    /// Fixed fleet under changing demand
    ///
    /// **Why.** At the peak CPU and memory run out and answers grow into time-outs; at night the same servers idle and
    /// are paid for.
    ///
    /// **Fix.** Let target tracking on CPU or on requests for each target change the size, with a scheduled action for
    /// peaks that are known.
    ///
    /// **When to silence it.** The fixed size carries the peak with room to spare, and its price is accepted.
    ///
    /// **References.** REL07-BP01; REL07-BP03; COST09-BP03; PERF02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"min_size": 4, "desired_capacity": 4, "max_size": 4}), // finding
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
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"min_size": 4, "desired_capacity": 4, "max_size": 12}),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL017",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 1.5,
            unit: both("×", "배"),
            source: "default",
        }),
        korean: Korean {
            title: "변하는 수요에 고정된 서버 수",
            why: "피크에는 CPU와 메모리가 바닥나 응답이 제한 시간을 넘기고, 밤에는 같은 서버가 놀면서 비용만 냅니다.",
            fix: "CPU 또는 대상당 요청 수를 따르는 대상 추적으로 크기를 바꾸고, 아는 피크에는 예약 작업을 추가합니다.",
            silence: "고정된 크기가 여유 있게 피크를 감당하고 그 비용을 받아들이는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    for tier in cx.tiers() {
        let count: f64 = tier.iter().map(|item| cx.instances(item)).sum();
        let is_group = tier.iter().any(|item| fleets::GROUPS.contains(&item.kind));
        let is_fixed = |item: &Item<'_>| {
            cx.fleet(item).is_some_and(|fleet| !fleet.follows_demand)
                && fleets::own_store(item).is_none()
        };
        if (count < 2.0 && !is_group) || !tier.iter().all(is_fixed) {
            continue;
        }
        let average: f64 = tier.iter().map(|item| fleets::average(cx, item)).sum();
        let peak: f64 = tier.iter().map(|item| fleets::peak(cx, item)).sum();
        if average <= 0.0 || peak < limit * average {
            continue;
        }
        let evidence = seen(|language| {
            let names = phrase::names(tier.iter().copied(), language);
            let [count, average, peak, times] =
                [(count, 0), (average, 1), (peak, 1), (peak / average, 1)]
                    .map(|(n, d)| short(n, d));
            match language {
                Language::English => format!(
                    "{names}: {count} instances all day; {average} req/s on average, {peak} req/s at the peak ({times}×)"
                ),
                Language::Korean => format!(
                    "{names}: 종일 인스턴스 {count}개. 평균 {average} req/s, 피크 {peak} req/s({times}배)"
                ),
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}
