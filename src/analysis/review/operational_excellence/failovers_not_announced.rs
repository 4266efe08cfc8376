//! OPS026: Failovers and maintenance not announced.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::integration::{cloudwatch_event_bus, sns_topic};

rule! {
    /// Failovers and maintenance not announced
    ///
    /// **Why.** A failover that nobody saw is not looked into, and comes again at a worse moment.
    ///
    /// **Fix.** Add an event subscription for failover, failure and low storage that tells a topic (free).
    ///
    /// **When to silence it.** An EventBridge rule of the account catches the events of all databases.
    ///
    /// **References.** RDS.19; RDS.20; prowler:rds_instance_critical_event_subscription;
    /// prowler:rds_cluster_critical_event_subscription; REL11-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"event_subscription": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS026",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(&[(&db_instance::KIND, &db_instance::EVENTS), (&rds_cluster::KIND, &rds_cluster::EVENTS)], is(true), unheard),
        fix: Some(|cx, finding| {
            set_expected_as(cx, finding, "Announce events", "이벤트 알리기")
        }),
        threshold: None,
        korean: Korean {
            title: "알리지 않는 장애 조치와 유지 관리",
            why: "아무도 모르는 장애 조치는 조사되지 않고 더 나쁜 때에 다시 일어납니다.",
            fix: "장애 조치, 장애, 스토리지 부족을 주제로 알리는 이벤트 구독을 추가합니다(무료).",
            silence: "계정의 EventBridge 규칙이 모든 데이터베이스의 이벤트를 받는 경우입니다.",
        },
    };
}

/// Whether an item in production tells neither a topic nor an event bus.
fn unheard(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let hears =
        |other: &Item<'_>| [&cloudwatch_event_bus::KIND, &sns_topic::KIND].contains(&other.kind);
    in_production(cx, item) && !cx.called(item).any(|(other, _)| hears(&other))
}
