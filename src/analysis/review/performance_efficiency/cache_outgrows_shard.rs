//! PERF017: Cache outgrows a single shard.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Cache outgrows a single shard
    ///
    /// **Why.** A single primary only scales up, and each change of the node type moves all data.
    ///
    /// **Fix.** Turn on cluster mode: shards spread data and requests, each with its replica.
    ///
    /// **When to silence it.** Old data may go: the cache evicts what it cannot hold, and the hit ratio is good enough.
    ///
    /// **References.** PERF03-BP02; REL07-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"data_gb": 12}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"data_gb": 12, "cluster_mode": true, "num_node_groups": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF017",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&elasticache_replication_group::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 75.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "단일 샤드를 넘어서는 캐시",
            why: "단일 기본 노드는 수직 확장만 가능하고 노드 유형을 바꿀 때마다 모든 데이터를 옮깁니다.",
            fix: "클러스터 모드를 켭니다. 샤드가 데이터와 요청을 나누고 샤드마다 복제본을 둡니다.",
            silence: "오래된 데이터를 제거해도 되고 적중률이 충분한 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let has_one_shard = !item.flag(&elasticache_replication_group::CLUSTER_MODE)
        && item.text(&elasticache_replication_group::ENGINE) != "memcached";
    let is_known =
        item.is_set(&elasticache_replication_group::DATA_GB) || item.is_set(&workload::CAPACITY);
    has_one_shard && is_known
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let growth = item.typed(&workload::GROWTH).unwrap_or(0.0);
    let limit = out.rule().limit(cx);
    let factor = 1.0 + growth / 100.0;
    let data = item.typed(&elasticache_replication_group::DATA_GB);
    if let (Some(data), Some(spec)) = (data, load::spec(cx, item))
        && data * factor * 100.0 > limit * spec.memory_gib
    {
        let (data, memory, growth) = (short(data, 1), short(spec.memory_gib, 1), short(growth, 0));
        let evidence = || {
            phrase::about(
                item,
                format!(
                    "{data} GB of data, {growth}% growth a year, {memory} GiB in the one shard"
                ),
                format!("데이터 {data} GB, 연간 증가 {growth}%, 샤드 하나의 메모리 {memory} GiB"),
            )
        };
        out.add([item.id], evidence);
        return;
    }
    let Some(capacity) = item.typed(&workload::CAPACITY) else {
        return;
    };
    let peak = load::peak(cx, item);
    if peak * factor <= capacity {
        return;
    }
    let (peak, capacity, growth) = (short(peak, 0), short(capacity, 0), short(growth, 0));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{peak} req/s at the peak, {growth}% growth a year; the node serves {capacity} req/s"
            ),
            format!("최고점 {peak} req/s, 연간 증가 {growth}%, 노드의 처리 용량 {capacity} req/s"),
        )
    };
    out.add([item.id], evidence);
}
