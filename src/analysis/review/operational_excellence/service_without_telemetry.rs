//! OPS004: Service without application telemetry.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{
    autoscaling_group, elastic_beanstalk_environment, instance, lambda_function,
};
use crate::catalog::containers::{ecs_service, eks_cluster};
use crate::catalog::external::external_apm;
use crate::catalog::management::{cloudwatch_metric_alarm, prometheus_workspace, xray};

rule! {
    /// Service without application telemetry
    ///
    /// **Why.** CPU does not say how many requests fail or how long they take: throughput, response time, error rate and
    /// the slowest calls do.
    ///
    /// **Fix.** Add an agent (CloudWatch Application Signals, OpenTelemetry or another vendor) and draw what it reports to.
    ///
    /// **When to silence it.** The application writes its own figures, which the drawing does not show.
    ///
    /// **References.** OPS04-BP02; OPS08-BP01; PERF05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "apm": (kind: "external_apm", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "report": (from: "web", to: "apm", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS004",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "애플리케이션 계측이 없는 서비스",
            why: "CPU는 실패한 요청 수나 걸린 시간을 알려 주지 않습니다. 처리량, 응답 시간, 오류율, 가장 느린 호출이 알려 줍니다.",
            fix: "에이전트(CloudWatch Application Signals, OpenTelemetry, 다른 업체)를 더하고 어디로 보고하는지 그립니다.",
            silence: "도면에 나타나지 않는 자체 지표를 애플리케이션이 기록하는 경우입니다.",
        },
    };
}

/// Kinds that run the application.
const SERVICES: &[&Kind] = &[
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_cluster::KIND,
    &elastic_beanstalk_environment::KIND,
    &instance::KIND,
    &lambda_function::KIND,
];

/// Kinds that can be tools of observation.
static TOOLS: &[&Kind] = &[
    &cloudwatch_metric_alarm::KIND,
    &external_apm::KIND,
    &prometheus_workspace::KIND,
    &xray::KIND,
];

/// Whether an item takes in what applications tell of themselves.
fn is_tool(item: &Item<'_>) -> bool {
    [
        &external_apm::KIND,
        &prometheus_workspace::KIND,
        &xray::KIND,
    ]
    .contains(&item.kind)
        || (*item.kind == cloudwatch_metric_alarm::KIND
            && item.number(&cloudwatch_metric_alarm::CUSTOM_METRICS) > 0.0)
}

fn is_traced(item: &Item<'_>) -> bool {
    *item.kind == lambda_function::KIND && item.flag(&lambda_function::TRACING)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let has_tools = cx.of_kinds(TOOLS).next().is_some();
    let silent = |item: &&Item<'_>| {
        cx.graph().serves_an_entry(item)
            && in_production(cx, item)
            && !is_traced(item)
            && !(has_tools && cx.neighbours(item).any(|other| is_tool(&other)))
    };
    let items: Vec<&Item<'_>> = cx.of_kinds(SERVICES).filter(silent).collect();
    // A tool that is joined with no service stands for all of them.
    let watches_all = |tool: &Item<'_>| {
        is_tool(tool)
            && !cx
                .neighbours(tool)
                .any(|other| SERVICES.contains(&other.kind))
    };
    if items.is_empty() || cx.of_kinds(TOOLS).any(watches_all) {
        return;
    }
    let evidence = seen(|language| {
        let (count, names) = (items.len(), phrase::names(items.iter().copied(), language));
        match language {
            Language::English => {
                let count = phrase::count(count, "service", "services");
                format!("{count} on the users' path report to nothing: {names}")
            }
            Language::Korean => {
                format!("사용자 경로의 서비스 {count}개가 아무 곳에도 보고하지 않음: {names}")
            }
        }
    });
    out.add(items.iter().map(|item| item.id), evidence);
}
