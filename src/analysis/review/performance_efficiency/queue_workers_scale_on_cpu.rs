//! PERF033: Queue workers scale on CPU.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::compute::{autoscaling_group, scaling};
use crate::catalog::containers::ecs_service;
use crate::catalog::integration::sqs_queue;

rule! {
    /// Queue workers scale on CPU
    ///
    /// **Why.** A worker that waits for others shows an empty CPU while the queue fills, and the group stays small.
    ///
    /// **Fix.** Scale on the backlog for each worker (messages / workers), or on the age of the oldest record.
    ///
    /// **When to silence it.** The work is pure computing, and CPU rises with the queue.
    ///
    /// **References.** REL07-BP03; PERF02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    ///     "worker": (kind: "ecs_service", at: (150, 0), properties: {"scaling_metric": "cpu"}), // finding
    /// }, connections: {
    ///     "take": (from: "jobs", to: "worker", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    ///     "worker": (kind: "ecs_service", at: (150, 0), properties: {"scaling_metric": "backlog"}),
    /// }, connections: {
    ///     "take": (from: "jobs", to: "worker", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF033",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND, &ecs_service::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "CPU로 확장하는 대기열 작업자",
            why: "다른 서비스를 기다리는 작업자는 대기열이 쌓여도 CPU가 비어 있어 그룹이 커지지 않습니다.",
            fix: "작업자당 백로그(메시지 수/작업자 수)나 가장 오래된 레코드의 대기 시간으로 확장합니다.",
            silence: "순수한 계산 작업이라 CPU가 대기열과 함께 오르는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let follows = matches!(item.text(&scaling::POLICY), "target_tracking" | "step");
    follows && item.text(&scaling::METRIC) == "cpu"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // A worker takes from the queue: drawn either way.
    let is_queue =
        |other: &Item<'_>| *other.kind == sqs_queue::KIND || *other.kind == kinesis_stream::KIND;
    let mut callers = cx.callers(item).map(|(caller, _)| caller);
    let Some(queue) = callers.find(is_queue) else {
        return;
    };
    let evidence = || {
        phrase::about(
            item,
            format!(
                "takes work from {}, scales on average CPU",
                queue.name(Language::English)
            ),
            format!(
                "{}에서 작업을 가져오며 평균 CPU로 확장",
                queue.name(Language::Korean)
            ),
        )
    };
    out.add([item.id], evidence);
}
