//! OPS005: Only infrastructure figures, no business figure.

use crate::analysis::review::alarms;
use crate::analysis::review::prelude::*;
use crate::catalog::external::external_apm;
use crate::catalog::management::{cloudwatch_metric_alarm, prometheus_workspace};

rule! {
    /// Only infrastructure figures, no business figure
    ///
    /// **Why.** Machines can look healthy while nobody can buy: orders, sign-ups or logins in a minute show failures that
    /// CPU and memory do not.
    ///
    /// **Fix.** Publish a few figures of the business as custom metrics and set an alarm on their deviation.
    ///
    /// **When to silence it.** The figures are watched in another tool.
    ///
    /// **References.** OPS04-BP01; OPS08-BP04; PERF05-BP01.
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
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "metrics": (kind: "cloudwatch_metric_alarm", at: (400, 0), properties: {"custom_metrics": 3}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS005",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "업무 지표 없이 인프라 지표만 있음",
            why: "아무도 결제하지 못하는데도 서버는 정상으로 보일 수 있습니다. 분당 주문, 가입, 로그인 수는 CPU와 메모리가 보여 주지 못하는 장애를 보여 줍니다.",
            fix: "몇 가지 업무 지표를 사용자 지정 지표로 게시하고 이상 변화에 경보를 둡니다.",
            silence: "다른 도구에서 이 지표를 보는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let custom = |alarm: &Item<'_>| alarm.number(&cloudwatch_metric_alarm::CUSTOM_METRICS) > 0.0;
    let tools = [&external_apm::KIND, &prometheus_workspace::KIND];
    if alarms::all(cx).iter().any(custom) || cx.of_kinds(&tools).next().is_some() {
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
            Language::English => format!("0 custom metrics for the demand of {names}"),
            Language::Korean => format!("{names}의 수요에 대한 사용자 지정 지표 0개"),
        }
    });
    out.add(entries.iter().map(|item| item.id), evidence);
}
