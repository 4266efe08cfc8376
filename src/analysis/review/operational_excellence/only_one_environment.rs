//! OPS023: Only one environment.

use crate::analysis::review::prelude::*;

rule! {
    /// Only one environment
    ///
    /// **Why.** Changes are tried on the users, because there is nowhere else to try them.
    ///
    /// **Fix.** Draw a small second environment (tag `env: dev` or a scenario) that runs during working hours only.
    ///
    /// **When to silence it.** The second environment is in another account, with a drawing of its own.
    ///
    /// **References.** OPS05-BP08; OPS05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "try": (kind: "instance", at: (200, 200), tags: {"env": "dev"}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS023",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "하나뿐인 환경",
            why: "달리 시험할 곳이 없어 변경을 사용자에게 시험하게 됩니다.",
            fix: "업무 시간에만 실행하는 작은 두 번째 환경을 그립니다(`env: dev` 태그 또는 시나리오).",
            silence: "두 번째 환경이 별도 도면이 있는 다른 계정에 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let entries = cx.graph().entries();
    let demand = |item: &Item<'_>| cx.flows(item).demand_requests > 0.0;
    if !cx.design.scenarios.is_empty() || !entries.iter().any(demand) {
        return;
    }
    if cx.has_tags() && cx.items().any(|item| !in_production(cx, &item)) {
        return;
    }
    let count = cx.count(|kind| !kind.is_entry);
    if count == 0 {
        return;
    }
    let evidence = seen(|language| match language {
        Language::English => {
            let count = phrase::count(count, "component", "components");
            format!("{count} in production, 0 for development or test, 0 scenarios")
        }
        Language::Korean => format!("운영 컴포넌트 {count}개, 개발·테스트 0개, 시나리오 0개"),
    });
    out.add([], evidence);
}
