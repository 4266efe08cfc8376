//! PERF015: One popular item concentrates the load.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// One popular item concentrates the load
    ///
    /// **Why.** The hot spot lives on one shard or row, whatever the size of the cluster.
    ///
    /// **Fix.** Keep it in a cache with replicas or in the clients, compute it ahead, or split counters.
    ///
    /// **When to silence it.** The item fits into the answers of a server's own memory.
    ///
    /// **References.** PERF03-BP05; PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"hot_item_percent": 30}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(50))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)),
    ///     "db": (kind: "db_instance", at: (150, 0), properties: {"hot_item_percent": 30}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(50))),
    ///     "web": (kind: "instance", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "get": (from: "web", to: "cache"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF015",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &elasticache_replication_group::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 20.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "인기 항목 하나에 몰리는 부하",
            why: "클러스터가 아무리 커도 핫스팟은 샤드나 행 하나에 있습니다.",
            fix: "복제본이 있는 캐시나 클라이언트에 두거나 미리 계산하거나 카운터를 나눕니다.",
            silence: "서버 자체 메모리에서 그 항목에 응답하는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::HOT_SHARE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(hot) = item.typed(&workload::HOT_SHARE) else {
        return;
    };
    let is_cache = *item.kind == elasticache_replication_group::KIND;
    let spread = if is_cache {
        item.number(&elasticache_replication_group::REPLICAS) > 0.0
    } else {
        load::is_cached(cx, item)
    };
    let rate = load::peak(cx, item) * hot / 100.0;
    if hot <= out.rule().limit(cx) || spread || rate <= 0.0 {
        return;
    }
    let (hot, rate) = (short(hot, 0), short(rate, 1));
    let evidence = || {
        if is_cache {
            phrase::about(
                item,
                format!(
                    "{hot}% of the requests for one key ({rate} req/s at the peak), 0 replicas"
                ),
                format!("요청의 {hot}%가 키 하나에 집중(최고점 {rate} req/s), 복제본 0개"),
            )
        } else {
            phrase::about(
                item,
                format!("{hot}% of the requests for one row ({rate} req/s at the peak), no cache"),
                format!("요청의 {hot}%가 행 하나에 집중(최고점 {rate} req/s), 캐시 없음"),
            )
        }
    };
    out.add([item.id], evidence);
}
