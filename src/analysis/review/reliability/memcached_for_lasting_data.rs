//! REL010: Memcached used where data must survive or fail over.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group as cache;

rule! {
    /// Memcached used where data must survive or fail over
    ///
    /// **Why.** Memcached has no copies, no snapshots and no failover: what a lost node held is gone.
    ///
    /// **Fix.** Use Valkey or Redis with one replica or more for each shard.
    ///
    /// **When to silence it.** What it holds can be made again at once (then set "Used for" to cache).
    ///
    /// **References.** PERF03-BP01; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "sessions": (kind: "elasticache_replication_group", at: (0, 0), properties: {"engine": "memcached", "role": "session"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "sessions": (kind: "elasticache_replication_group", at: (0, 0), properties: {"engine": "valkey", "role": "session"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL010",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&cache::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "보존하거나 장애 조치해야 하는 데이터에 Memcached 사용",
            why: "Memcached에는 복제본, 스냅샷, 장애 조치가 없습니다. 노드를 잃으면 그 내용도 사라집니다.",
            fix: "샤드마다 복제본을 하나 이상 둔 Valkey 또는 Redis를 사용합니다.",
            silence: "내용을 바로 다시 만들 수 있는 경우입니다(용도를 캐시로 설정).",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&cache::ENGINE) == "memcached" && item.text(&cache::ROLE) != "cache"
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let role = item.text(&cache::ROLE);
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let role = phrase::value_of(&cache::ROLE, &role.into(), language);
        match language {
            Language::English => {
                format!("{name}: Memcached, used for: {role}; 0 replicas, 0 snapshots")
            }
            Language::Korean => {
                format!("{name}: Memcached, 용도: {role}. 복제본 0개, 스냅샷 0개")
            }
        }
    });
    out.add([item.id], evidence);
}
