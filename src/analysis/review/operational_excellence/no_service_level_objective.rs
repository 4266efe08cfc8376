//! OPS006: No service level objective.

use crate::analysis::review::prelude::*;

rule! {
    /// No service level objective
    ///
    /// **Why.** Without a target nobody can say whether a design is good enough, or too expensive for what it must do.
    ///
    /// **Fix.** Write the targets into the settings of the design: availability, recovery time (RTO) and data loss (RPO).
    ///
    /// **When to silence it.** A sketch for a discussion.
    ///
    /// **References.** OPS04-BP01; REL11-BP07; REL13-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))), // finding
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 99.9), components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS006",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "서비스 수준 목표가 없음",
            why: "목표가 없으면 설계가 충분한지, 필요 이상으로 비싼지 아무도 말할 수 없습니다.",
            fix: "설계 설정에 목표를 적습니다. 가용성, 복구 시간(RTO), 데이터 손실(RPO)입니다.",
            silence: "토론을 위한 초안입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let settings = &cx.design.settings;
    let targets = [
        settings.target_availability_percent,
        settings.target_rto_minutes,
        settings.target_rpo_minutes,
    ];
    if targets.iter().any(Option::is_some) {
        return;
    }
    let entries = cx.graph().entries().iter();
    let entries: Vec<&Item<'_>> = entries
        .filter(|item| cx.flows(item).demand_requests > 0.0)
        .collect();
    if entries.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let names = phrase::names(entries.iter().map(|item| **item), language);
        match language {
            Language::English => {
                format!("0 of 3 targets (availability, RTO, RPO) are set for what {names} use")
            }
            Language::Korean => {
                format!("{names}이(가) 쓰는 서비스의 목표 3개(가용성, RTO, RPO) 중 0개 설정")
            }
        }
    });
    out.add(entries.iter().map(|item| item.id), evidence);
}
