//! PERF023: Slow work inside the request.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function};
use crate::catalog::containers::ecs_service;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Slow work inside the request
    ///
    /// **Why.** Users wait, threads are blocked, and the web tier is sized for batch work.
    ///
    /// **Fix.** Answer at once and do the work later: an S3 event or a queue with Lambda or a worker.
    ///
    /// **When to silence it.** The answer is the result of the work and cannot come earlier.
    ///
    /// **References.** REL04-BP02; SUS03-BP01; PERF02-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "resize": (kind: "lambda_function", at: (0, 0), properties: {"duration_ms": 4000}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(5))),
    /// }, connections: {
    ///     "call": (from: "users", to: "resize"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    ///     "resize": (kind: "lambda_function", at: (150, 0), properties: {"duration_ms": 4000}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(5))),
    ///     "web": (kind: "lambda_function", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "jobs", kind: async_event),
    ///     "take": (from: "jobs", to: "resize", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF023",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND, &lambda_function::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 1000.0, unit: both("ms", "ms"), source: "default" }),
        korean: Korean {
            title: "요청 안의 느린 작업",
            why: "사용자가 기다리고 스레드가 막히며 웹 계층을 배치 작업에 맞춰 키우게 됩니다.",
            fix: "바로 응답하고 작업은 나중에 합니다. S3 이벤트나 대기열과 Lambda 또는 작업자를 사용합니다.",
            silence: "응답이 곧 작업 결과여서 먼저 응답할 수 없는 경우입니다.",
        },
    };
}

/// Milliseconds that an item works for one request, if they are typed and more than the limit.
fn slow(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let work = if *item.kind == lambda_function::KIND {
        item.typed(&lambda_function::DURATION)
    } else {
        item.typed(&workload::REQUEST_WORK)
    };
    work.filter(|work| *work > RULE.limit(cx))
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    slow(cx, item).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    let Some(work) = slow(cx, item) else {
        return;
    };
    let mut calls = cx.incoming(item).iter();
    let is_called = calls.any(|(_, connection)| connection.kind.is_synchronous());
    if !is_called || !cx.graph().serves_an_entry(item) {
        return;
    }
    let (work, limit) = (short(work / 1000.0, 1), short(limit / 1000.0, 1));
    let evidence = || {
        phrase::about(
            item,
            format!("callers wait {work} s; users notice {limit} s"),
            format!("호출자가 {work}초 대기(기준 {limit}초)"),
        )
    };
    out.add([item.id], evidence);
}
