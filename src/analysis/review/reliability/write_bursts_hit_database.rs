//! REL069: Write bursts hit the database directly.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::workload;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Write bursts hit the database directly
    ///
    /// **Why.** Capacity must be bought for the spike, although nobody waits for these writes.
    ///
    /// **Fix.** Put a queue or a stream between, and let workers write at a steady rate.
    ///
    /// **When to silence it.** The database has the capacity anyway, or follows the load by itself.
    ///
    /// **References.** COST09-BP02; REL05-BP04; SUS02-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(50), peak_factor: 10)),
    ///     "api": (kind: "ecs_service", at: (200, 0)),
    ///     "likes": (kind: "db_instance", at: (400, 0)),
    /// }, connections: {
    ///     "tap": (from: "app", to: "api"),
    ///     "count": (from: "api", to: "likes", read_share: 0, deferrable: true), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "mobile_app", at: (0, 0), demand: (rate: requests_per_second(50), peak_factor: 10)),
    ///     "api": (kind: "ecs_service", at: (200, 0)),
    ///     "buffer": (kind: "sqs_queue", at: (250, 0)),
    ///     "writer": (kind: "ecs_service", at: (300, 0)),
    ///     "likes": (kind: "db_instance", at: (400, 0)),
    /// }, connections: {
    ///     "tap": (from: "app", to: "api"),
    ///     "queue": (from: "api", to: "buffer", kind: async_event),
    ///     "take": (from: "buffer", to: "writer", kind: stream),
    ///     "count": (from: "writer", to: "likes", read_share: 0, deferrable: true),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL069",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&db_instance::KIND, &dynamodb_table::KIND, &rds_cluster::KIND], check),
        fix: None,
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("× the average", "배(평균 대비)"),
            source: "default",
        }),
        korean: Korean {
            title: "데이터베이스로 바로 가는 쓰기 폭주",
            why: "아무도 기다리지 않는 쓰기인데도 순간 최대치에 맞춰 용량을 사야 합니다.",
            fix: "사이에 대기열이나 스트림을 두고 작업자가 일정한 속도로 쓰게 합니다.",
            silence: "데이터베이스에 어차피 용량이 있거나 부하를 스스로 따라가는 경우입니다.",
        },
    };
}

/// Whether nobody waits for an answer over connections of a kind.
fn is_sent(kind: ConnectionKind) -> bool {
    matches!(
        kind,
        ConnectionKind::AsyncEvent | ConnectionKind::Stream | ConnectionKind::LogShipping
    )
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let limit = RULE.limit(cx);
    // Ordinary calls wait for their answer unless something in the design says otherwise.
    let calls_may_wait = cx.declared().deferrable || cx.may_state(&workload::DEFERRABLE);
    let kinds = || cx.incoming_kinds(item).iter();
    if !calls_may_wait && !kinds().any(|kind| is_sent(*kind)) {
        return;
    }
    // Both are in id order.
    let mut rest = cx.incoming(item).iter();
    for flow in &cx.flows(item).incoming {
        let (average, peak) = (flow.average.0, flow.peak.0);
        if average <= 0.0 || peak <= average * limit {
            continue;
        }
        let Some(&(id, connection)) = rest.find(|(id, _)| **id == flow.connection) else {
            continue;
        };
        let Some(caller) = cx.item(&connection.from) else {
            continue;
        };
        let is_sent = is_sent(connection.kind);
        let may_wait = is_sent || connection.deferrable || caller.flag(&workload::DEFERRABLE);
        let share = if is_sent {
            1.0
        } else {
            1.0 - connection.read_share
        };
        if !may_wait || share <= 0.0 {
            continue;
        }
        let evidence = seen(|language| {
            let (from, to) = (caller.name(language), item.name(language));
            let (peak, average) = (short(peak * share, 1), short(average * share, 1));
            match language {
                Language::English => {
                    format!(
                        "{from} → {to}: {peak} writes/s at the peak, {average} on average, 0 queues between"
                    )
                }
                Language::Korean => {
                    format!(
                        "{from} → {to}: 최고 초당 쓰기 {peak}건, 평균 {average}건, 사이의 대기열 0개"
                    )
                }
            }
        });
        out.add([id], evidence);
    }
}
