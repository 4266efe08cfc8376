//! PERF020: Many indexes on a write-heavy table.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Many indexes on a write-heavy table
    ///
    /// **Why.** Each write updates each index.
    ///
    /// **Fix.** Keep the indexes that the queries use, and combine columns.
    ///
    /// **When to silence it.** Each index serves a query that users wait for.
    ///
    /// **References.** PERF03-BP04; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"indexes_per_table": 9}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.2),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"indexes_per_table": 3}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.2),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF020",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 5.0, unit: both("indexes", "개 인덱스"), source: "default" }),
        korean: Korean {
            title: "쓰기가 많은 테이블의 많은 인덱스",
            why: "쓰기마다 모든 인덱스를 갱신합니다.",
            fix: "쿼리가 쓰는 인덱스만 남기고 열을 묶습니다.",
            silence: "인덱스마다 사용자가 기다리는 쿼리가 있는 경우입니다.",
        },
    };
}

/// Share of writes from which a table is write-heavy; default.
const WRITES: f64 = 0.6;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&dynamodb_table::INDEXES) || item.is_set(&workload::TABLE_INDEXES)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let indexes = if *item.kind == dynamodb_table::KIND {
        item.typed(&dynamodb_table::INDEXES)
    } else {
        item.typed(&workload::TABLE_INDEXES)
    };
    let (Some(indexes), Some(reads)) = (indexes, load::read_share(cx, item)) else {
        return;
    };
    if indexes <= out.rule().limit(cx) || 1.0 - reads <= WRITES {
        return;
    }
    let (indexes, writes) = (short(indexes, 0), short((1.0 - reads) * 100.0, 0));
    let evidence = || {
        phrase::about(
            item,
            format!("{writes}% writes, {indexes} indexes to update with each"),
            format!("쓰기 {writes}%, 쓰기마다 갱신하는 인덱스 {indexes}개"),
        )
    };
    out.add([item.id], evidence);
}
