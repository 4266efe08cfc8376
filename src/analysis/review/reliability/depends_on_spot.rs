//! REL022: Service depends on Spot capacity.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::text::number::short;

rule! {
    /// Service depends on Spot capacity
    ///
    /// **Why.** Spot instances may go all at once, with two minutes' notice. Without them the service must still stand.
    ///
    /// **Fix.** Keep an On-Demand base that carries the average load; buy Spot for what is above it.
    ///
    /// **When to silence it.** The work can wait until capacity is back, or be done again.
    ///
    /// **References.** REL11-BP05; COST07-BP04; TA:Amazon EC2 Auto Scaling Group has Capacity Rebalancing Enabled.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"on_demand_percentage_above_base_capacity": 0, "desired_capacity": 4, "requests_per_second_per_instance": 50}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"on_demand_base_capacity": 2, "on_demand_percentage_above_base_capacity": 0, "desired_capacity": 4, "requests_per_second_per_instance": 50}),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL022",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "스팟 용량에 의존하는 서비스",
            why: "스팟 인스턴스는 2분 전 알림과 함께 한꺼번에 사라질 수 있습니다. 없어도 서비스가 유지되어야 합니다.",
            fix: "평균 부하를 감당하는 온디맨드 기본 용량을 두고 그 위의 부분만 스팟으로 삽니다.",
            silence: "용량이 돌아올 때까지 기다리거나 다시 해도 되는 작업입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        let is_group = |item: &Item<'_>| fleets::GROUPS.contains(&item.kind);
        if !tier.iter().all(is_group) {
            continue;
        }
        let parts = tier.iter().map(fleets::on_demand_and_spot);
        let (steady, spot) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        if spot <= 0.0 {
            continue;
        }
        let serves = |item: &Item<'_>| {
            let capacity = cx.fleet(item)?.capacity?;
            Some(fleets::on_demand_and_spot(item).0 * capacity)
        };
        let capacity: Option<f64> = tier.iter().map(serves).sum();
        let average: f64 = tier.iter().map(|item| fleets::average(cx, item)).sum();
        let falls_short = match capacity {
            Some(capacity) => capacity < average,
            None => steady <= 0.0,
        };
        if !falls_short {
            continue;
        }
        let evidence = seen(|language| {
            let names = phrase::names(tier.iter().copied(), language);
            let [steady, all, average] = [(steady, 1), (steady + spot, 1), (average, 1)]
                .map(|(number, decimals)| short(number, decimals));
            let serves = capacity.map(|capacity| short(capacity, 1));
            match (language, serves) {
                (Language::English, Some(serves)) => format!(
                    "{names}: {steady} of {all} instances are On-Demand and serve {serves} req/s; {average} req/s on average"
                ),
                (Language::English, None) => {
                    format!(
                        "{names}: {steady} of {all} instances are On-Demand; {average} req/s on average"
                    )
                }
                (Language::Korean, Some(serves)) => format!(
                    "{names}: 인스턴스 {all}개 중 {steady}개가 온디맨드이며 {serves} req/s 처리. 평균 {average} req/s"
                ),
                (Language::Korean, None) => {
                    format!(
                        "{names}: 인스턴스 {all}개 중 {steady}개가 온디맨드. 평균 {average} req/s"
                    )
                }
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}
