//! PERF021: Log or event statistics computed in a key-value or transactional store.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::{
    athena_workgroup, emr_cluster, glue_job, quicksight_account_subscription,
};
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::workload;
use crate::model::{Connection, ConnectionKind};

rule! {
    /// Log or event statistics computed in a key-value or transactional store
    ///
    /// **Why.** Key-value stores are made for writes and cannot aggregate; on a relational database reports slow down the
    /// orders.
    ///
    /// **Fix.** Send events by Kinesis or Firehose to OpenSearch, or to S3 with Athena, and search and count there.
    ///
    /// **When to silence it.** The figures are counters that each write keeps up to date.
    ///
    /// **References.** PERF03-BP01; SUS04-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "events": (kind: "dynamodb_table", at: (0, 0), properties: {"report_queries": "here"}), // finding
    ///     "web": (kind: "autoscaling_group", at: (150, 0)),
    /// }, connections: {
    ///     "log": (from: "web", to: "events", kind: log_shipping), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "events": (kind: "s3_bucket", at: (0, 0)),
    ///     "reports": (kind: "athena_workgroup", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "log": (from: "web", to: "events", kind: log_shipping),
    ///     "read": (from: "reports", to: "events"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF021",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "키-값 또는 트랜잭션 저장소에서 계산하는 로그·이벤트 통계",
            why: "키-값 저장소는 쓰기에 맞춰져 있어 집계를 할 수 없고, 관계형 데이터베이스에서는 보고서가 주문 처리를 느리게 합니다.",
            fix: "이벤트를 Kinesis나 Firehose로 OpenSearch 또는 S3+Athena에 보내 그곳에서 검색하고 집계합니다.",
            silence: "쓰기마다 갱신하는 카운터만 쓰는 경우입니다.",
        },
    };
}

/// Kinds whose queries read much of the data.
const REPORTS: &[&Kind] = &[
    &athena_workgroup::KIND,
    &emr_cluster::KIND,
    &glue_job::KIND,
    &quicksight_account_subscription::KIND,
];

fn is_event(connection: &Connection) -> bool {
    matches!(
        connection.kind,
        ConnectionKind::LogShipping | ConnectionKind::AsyncEvent | ConnectionKind::Stream
    )
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    match item.text(&workload::REPORTS) {
        "here" => true,
        "unknown" => cx.has_kinds(REPORTS),
        _ => false,
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let declared = item.text(&workload::REPORTS);
    let readers = || {
        cx.callers(item)
            .map(|(caller, _)| caller)
            .filter(|caller| REPORTS.contains(&caller.kind))
    };
    let reports = declared == "here" || (declared == "unknown" && readers().next().is_some());
    if !reports {
        return;
    }
    let events = cx
        .incoming(item)
        .iter()
        .filter(|(_, connection)| is_event(connection));
    let events: Vec<_> = events.collect();
    if events.is_empty() {
        return;
    }
    let sources = |language| {
        let sources = events
            .iter()
            .filter_map(|(_, connection)| cx.item(&connection.from));
        phrase::names(sources, language)
    };
    let readers = |language| {
        let names = phrase::names(readers(), language);
        match (names.is_empty(), language) {
            (false, _) => names,
            (true, Language::English) => "its own report queries".to_owned(),
            (true, Language::Korean) => "자체 보고서 쿼리".to_owned(),
        }
    };
    let (en, ko) = (Language::English, Language::Korean);
    let evidence = || {
        phrase::about(
            item,
            format!(
                "takes events from {} and answers {}",
                sources(en),
                readers(en)
            ),
            format!("{}의 이벤트를 받고 {}에 응답", sources(ko), readers(ko)),
        )
    };
    out.add(events.iter().map(|(id, _)| *id).chain([item.id]), evidence);
}
