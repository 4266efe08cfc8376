//! PERF001: Read-heavy database without a cache.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Read-heavy database without a cache
    ///
    /// **Why.** Popular items are read again and again. Memory answers in under a millisecond and takes the load off the
    /// database.
    ///
    /// **Fix.** Keep hot data in ElastiCache (cache-aside, Valkey or Redis OSS) with an expiry time; for DynamoDB, DAX.
    ///
    /// **When to silence it.** Every answer must show the latest write, or the working set already stays in the database's
    /// memory.
    ///
    /// **References.** PERF03-BP05; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"capacity_requests_per_second": 1000, "repeatable_read_percent": 70}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(300), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.95),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)),
    ///     "db": (kind: "db_instance", at: (150, 0), properties: {"capacity_requests_per_second": 1000, "repeatable_read_percent": 70}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(300), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "get": (from: "web", to: "cache"),
    ///     "query": (from: "web", to: "db", read_share: 0.95),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF001",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::High,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 60.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "캐시 없는 읽기 위주 데이터베이스",
            why: "인기 있는 항목은 반복해서 읽힙니다. 메모리는 1밀리초 안에 응답하고 데이터베이스의 부하를 덜어 줍니다.",
            fix: "자주 읽는 데이터를 만료 시간과 함께 ElastiCache(cache-aside, Valkey 또는 Redis OSS)에 둡니다. DynamoDB는 DAX를 사용합니다.",
            silence: "모든 응답이 최신 쓰기를 보여야 하거나 자주 쓰는 데이터가 이미 데이터베이스 메모리에 있는 경우입니다.",
        },
    };
}

/// Share of reads from which a store is read-heavy, and share of repeated reads that a cache pays off from; defaults.
const READS: f64 = 0.8;
const REPEATED: f64 = 50.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::REPEATABLE_READS) || item.is_set(&workload::HOT_SHARE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let repeated = item.typed(&workload::REPEATABLE_READS).unwrap_or(0.0);
    let hot = item.typed(&workload::HOT_SHARE).unwrap_or(0.0);
    if repeated < REPEATED && hot <= 0.0 {
        return;
    }
    let (Some(reads), Some(load)) = (load::read_share(cx, item), table_load(cx, item)) else {
        return;
    };
    if reads <= READS || load * 100.0 <= out.rule().limit(cx) || load::is_cached(cx, item) {
        return;
    }
    let (reads, load) = (short(reads * 100.0, 0), short(load * 100.0, 0));
    let (repeated_text, hot) = (short(repeated, 0), short(hot, 0));
    let evidence = || {
        if repeated >= REPEATED {
            phrase::about(
                item,
                format!(
                    "{reads}% reads, {repeated_text}% of them repeated, {load}% of its capacity at the peak, no cache"
                ),
                format!(
                    "읽기 {reads}%(그중 반복 {repeated_text}%), 최고점에 용량의 {load}% 사용, 캐시 없음"
                ),
            )
        } else {
            phrase::about(
                item,
                format!(
                    "{reads}% reads, {hot}% for one item, {load}% of its capacity at the peak, no cache"
                ),
                format!("읽기 {reads}%(한 항목이 {hot}%), 최고점에 용량의 {load}% 사용, 캐시 없음"),
            )
        }
    };
    out.add([item.id], evidence);
}

/// Load at the peak; of a table with provisioned capacity, its reads against its read capacity.
fn table_load(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if *item.kind != dynamodb_table::KIND {
        return load::at_peak(cx, item);
    }
    if item.text(&dynamodb_table::BILLING_MODE) != "PROVISIONED" {
        return None;
    }
    let units = dynamodb_table::units_per_read(item) * load::read_share(cx, item)?;
    let capacity = item.number(&dynamodb_table::READ_CAPACITY);
    (capacity > 0.0).then(|| load::peak(cx, item) * units / capacity)
}
