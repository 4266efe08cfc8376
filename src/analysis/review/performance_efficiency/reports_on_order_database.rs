//! PERF022: Reports run on the order database.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::{emr_cluster, glue_job, quicksight_account_subscription};
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Reports run on the order database
    ///
    /// **Why.** Long scans push the working set out of memory and hold locks, so that orders wait.
    ///
    /// **Fix.** Run them on a read replica, in a warehouse (zero-ETL to Redshift), or on S3 with Athena.
    ///
    /// **When to silence it.** Reports run at night, when nobody orders.
    ///
    /// **References.** PERF03-BP01; PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"report_queries": "here"}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"read_replicas": 1, "report_queries": "copy"}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF022",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "주문 데이터베이스에서 실행되는 보고서",
            why: "긴 스캔이 자주 쓰는 데이터를 메모리에서 밀어내고 잠금을 잡아 주문이 기다립니다.",
            fix: "읽기 전용 복제본, 데이터 웨어하우스(Redshift 제로 ETL) 또는 S3+Athena에서 실행합니다.",
            silence: "주문이 없는 밤에 보고서를 실행하는 경우입니다.",
        },
    };
}

/// Kinds whose queries read much of the data.
const READERS: &[&Kind] = &[
    &emr_cluster::KIND,
    &glue_job::KIND,
    &quicksight_account_subscription::KIND,
];

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    match item.text(&workload::REPORTS) {
        "here" => true,
        "unknown" => cx.has_kinds(READERS) && load::replicas(item) < 1.0,
        _ => false,
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let reader = cx
        .callers(item)
        .find(|(caller, _)| READERS.contains(&caller.kind));
    let here = match item.text(&workload::REPORTS) {
        "here" => true,
        "unknown" => reader.is_some() && load::replicas(item) < 1.0,
        _ => false,
    };
    if !here || !cx.graph().serves_an_entry(item) {
        return;
    }
    let (rate, copies) = (
        short(load::peak(cx, item), 1),
        short(load::replicas(item), 0),
    );
    let (english, korean) = reader.map_or_else(
        || ("reports".to_owned(), "보고서".to_owned()),
        |(caller, _)| {
            (
                caller.name(Language::English).to_owned(),
                caller.name(Language::Korean).to_owned(),
            )
        },
    );
    let evidence = || {
        phrase::about(
            item,
            format!("{english} beside {rate} req/s of users at the peak, {copies} replicas"),
            format!(
                "{korean}와(과) 사용자 요청(최고점 {rate} req/s)이 함께 실행, 복제본 {copies}개"
            ),
        )
    };
    out.add([item.id], evidence);
}
