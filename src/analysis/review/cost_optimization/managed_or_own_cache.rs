//! COST039: Managed cache against self-run cache.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::compute::{instance, server, volume};
use crate::catalog::database::elasticache_replication_group;
use crate::catalog::purchase;
use crate::model::Value;
use std::cell::LazyCell;

rule! {
    /// Managed cache against self-run cache
    ///
    /// **Why.** Memcached is easy to run; Redis as a store of record needs disks and care. The premium of the managed
    /// service buys failover, patches and backups.
    ///
    /// **Fix.** Compare; the Valkey engine and reserved nodes narrow the gap.
    ///
    /// **When to silence it.** The choice has been made.
    ///
    /// **References.** COST05-BP03; COST05-BP06; SUS05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)), // finding
    ///     "own": (kind: "instance", at: (150, 0), properties: {"instance_type": "r6g.large", "software": "redis"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"engine": "valkey", "purchase_option": "reserved"}),
    ///     "own": (kind: "instance", at: (150, 0), properties: {"instance_type": "r6g.large"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST039",
        pillar: Pillar::CostOptimization,
        severity: Severity::Info,
        check: each_where(&[&elasticache_replication_group::KIND, &instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "관리형 캐시와 직접 운영하는 캐시",
            why: "Memcached는 운영하기 쉽지만 Redis를 데이터 원본으로 쓰려면 디스크와 관리가 필요합니다. 관리형의 추가 비용은 장애 조치, 패치, 백업의 값입니다.",
            fix: "두 가격을 비교합니다. Valkey 엔진과 예약 노드로 차이를 줄일 수 있습니다.",
            silence: "선택을 이미 마친 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind != instance::KIND || engine_of(item).is_some()
}

/// The engine of a managed cache for what the servers of an item run.
fn engine_of(item: &Item<'_>) -> Option<&'static str> {
    match item.text(&server::SOFTWARE) {
        "redis" => Some("valkey"),
        "memcached" => Some("memcached"),
        _ => None,
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == elasticache_replication_group::KIND {
        managed(cx, item, out);
    } else {
        own(cx, item, out);
    }
}

fn managed(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let is_valkey = item.text(&elasticache_replication_group::ENGINE) == "valkey";
    if is_valkey && purchase::is_committed(item) {
        return;
    }
    let node = item.text(&elasticache_replication_group::NODE_TYPE);
    let Some(server_type) = node.strip_prefix("cache.") else {
        return;
    };
    let saved = LazyCell::new(|| {
        saving::as_kind(
            cx,
            item,
            &instance::KIND,
            &[
                (&server::TYPE, Value::from(server_type)),
                (&instance::COUNT, Value::from(item.instances())),
                (&volume::SIZE, Value::from(0.0)),
            ],
        )
    });
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        match language {
            Language::English => format!(
                "{name}: as {server_type} servers that you run {price}, without failover, patches and backups"
            ),
            Language::Korean => {
                format!(
                    "{name}: {server_type} 서버로 직접 운영하면 {price}(장애 조치, 패치, 백업 없음)"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn own(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(engine) = engine_of(item) else {
        return;
    };
    let saved = managed_cache(cx, item, engine);
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        match language {
            Language::English => format!(
                "{name}: as ElastiCache for {engine}, with failover, patches and backups, {price}"
            ),
            Language::Korean => {
                format!("{name}: ElastiCache({engine})로 장애 조치, 패치, 백업을 포함하면 {price}")
            }
        }
    });
    out.add([item.id], evidence);
}

/// The same number of nodes of the same size in ElastiCache.
fn managed_cache(cx: &Cx<'_>, item: &Item<'_>, engine: &str) -> Saving {
    let node = format!("cache.{}", item.text(&server::TYPE));
    let count = item.instances();
    saving::as_kind(
        cx,
        item,
        &elasticache_replication_group::KIND,
        &[
            (&elasticache_replication_group::ENGINE, Value::from(engine)),
            (
                &elasticache_replication_group::NODE_TYPE,
                Value::from(node.as_str()),
            ),
            (
                &elasticache_replication_group::REPLICAS,
                Value::from(count - 1.0),
            ),
            (
                &elasticache_replication_group::CACHE_NODES,
                Value::from(count),
            ),
        ],
    )
}
