//! REL009: In-memory store is the only copy of durable data.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::ecs_service;
use crate::catalog::database::elasticache_replication_group as cache;
use crate::catalog::{Kind, declared};
use crate::text::number::short;

rule! {
    /// In-memory store is the only copy of durable data
    ///
    /// **Why.** A store in memory acknowledges a write before a second node has it, so that a failover loses the last
    /// writes; Memcached loses everything with its node.
    ///
    /// **Fix.** Keep the truth in a database (or MemoryDB, which writes a log over several zones first) and put the
    /// store in memory in front of it.
    ///
    /// **When to silence it.** The last seconds of writes, or all of it, may be lost without harm.
    ///
    /// **References.** ElastiCache.1; CKV_AWS_134; prowler:elasticache_redis_cluster_backup_enabled; REL09-BP01;
    /// PERF03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "points": (kind: "elasticache_replication_group", at: (0, 0), properties: {"role": "primary"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "points": (kind: "elasticache_replication_group", at: (0, 0), properties: {"role": "leaderboard"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL009",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(KINDS, suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "메모리 저장소가 영구 데이터의 유일한 사본",
            why: "메모리 저장소는 두 번째 노드가 받기 전에 쓰기를 확인하므로 장애 조치 때 마지막 쓰기를 잃습니다. Memcached는 노드와 함께 모든 것을 잃습니다.",
            fix: "원본은 데이터베이스(또는 여러 가용 영역에 로그를 먼저 쓰는 MemoryDB)에 두고 메모리 저장소는 그 앞에 둡니다.",
            silence: "마지막 몇 초의 쓰기나 전체를 잃어도 괜찮은 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &cache::KIND,
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
];

/// Days for which snapshots of a cache are kept; none where the store runs on own servers or cannot make any.
fn snapshots(item: &Item<'_>) -> Option<f64> {
    let days = &cache::SNAPSHOT_RETENTION;
    (*item.kind == cache::KIND && (days.applies)(item)).then(|| item.number(days))
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    if *item.kind == cache::KIND {
        item.text(&cache::ROLE) == "primary"
    } else {
        (declared::STORE_ROLE.applies)(item) && item.text(&declared::STORE_ROLE) == "primary"
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut called = cx.called(item);
    if called.any(|(other, _)| other.kind.is_data_store && *other.kind != cache::KIND) {
        return;
    }
    let engine = if *item.kind == cache::KIND {
        item.text(&cache::ENGINE)
    } else {
        item.text(&server::SOFTWARE)
    };
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let days = snapshots(item).map(|days| short(days, 0));
        match (language, days) {
            (Language::English, Some(days)) => format!(
                "{name}: {engine}, used for data that stands nowhere else; copies are asynchronous, snapshots kept {days} days"
            ),
            (Language::Korean, Some(days)) => format!(
                "{name}: {engine}, 다른 곳에 없는 데이터를 저장함. 복제는 비동기, 스냅샷 {days}일 보존"
            ),
            (Language::English, None) => {
                format!("{name}: {engine}, used for data that stands nowhere else; 0 snapshots")
            }
            (Language::Korean, None) => {
                format!("{name}: {engine}, 다른 곳에 없는 데이터를 저장함. 스냅샷 0개")
            }
        }
    });
    out.add([item.id], evidence);
}
