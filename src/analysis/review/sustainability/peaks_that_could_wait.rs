//! SUS008: Peaks served at once that could wait.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function};
use crate::catalog::containers::ecs_service;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Peaks served at once that could wait
    ///
    /// **Why.** A queue flattens the curve, and less hardware does the same work.
    ///
    /// **Fix.** Put a queue between, or run the work off-peak on a schedule.
    ///
    /// **When to silence it.** The work is small beside what the peak needs anyway.
    ///
    /// **References.** SUS02-BP06; SUS03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "mails": (kind: "autoscaling_group", at: (0, 0), properties: {"deferrable": true}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(10), peak_factor: 6)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "send": (from: "web", to: "mails"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    ///     "mails": (kind: "autoscaling_group", at: (150, 0), properties: {"deferrable": true}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(10), peak_factor: 6)),
    ///     "web": (kind: "autoscaling_group", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "jobs", kind: async_event),
    ///     "send": (from: "jobs", to: "mails", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS008",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND, &lambda_function::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 3.0, unit: both("× the average at the peak", "배(피크/평균)"), source: "default" }),
        korean: Korean {
            title: "미룰 수 있는데 즉시 처리하는 최고점",
            why: "대기열은 곡선을 평평하게 하여 더 적은 하드웨어로 같은 일을 합니다.",
            fix: "사이에 대기열을 두거나 한가한 시간에 예약 실행합니다.",
            silence: "최고점에 어차피 필요한 용량에 비해 작은 작업인 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.flag(&workload::DEFERRABLE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(factor) = load::peak_factor(cx, item) else {
        return;
    };
    if factor <= out.rule().limit(cx) {
        return;
    }
    let calls = cx.incoming(item).iter();
    let calls: Vec<_> = calls
        .filter(|(_, connection)| connection.kind.is_synchronous())
        .collect();
    if calls.is_empty() {
        return;
    }
    let (factor, peak) = (short(factor, 1), short(load::peak(cx, item), 1));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "work that can wait, called at {peak} req/s at the peak, {factor} times the average"
            ),
            format!("미룰 수 있는 작업을 최고점 {peak} req/s(평균의 {factor}배)로 즉시 호출"),
        )
    };
    out.add(calls.iter().map(|(id, _)| *id), evidence);
}
