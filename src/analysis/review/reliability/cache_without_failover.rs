//! REL007: Cache without replica or automatic failover.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group as cache;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Cache without replica or automatic failover
    ///
    /// **Why.** The loss of a node empties the cache: sessions vanish, or the queue with its contents.
    ///
    /// **Fix.** Keep one or more replicas for each shard in other zones, with automatic failover.
    ///
    /// **When to silence it.** The content is a cache in the strict sense: it can be read again from elsewhere (then set
    /// "Used for" to cache).
    ///
    /// **References.** ElastiCache.3; CKV2_AWS_50; prowler:elasticache_redis_cluster_automatic_failover_enabled; TA:Amazon
    /// ElastiCache Multi-AZ clusters; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "sessions": (kind: "elasticache_replication_group", at: (0, 0), properties: {"role": "session", "replicas_per_node_group": 0}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "sessions": (kind: "elasticache_replication_group", at: (0, 0), properties: {"role": "session", "replicas_per_node_group": 1}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL007",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(&[&cache::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "복제본이나 자동 장애 조치가 없는 캐시",
            why: "노드 하나를 잃으면 캐시가 비워집니다. 세션이 사라지거나 대기열의 내용이 사라집니다.",
            fix: "샤드마다 다른 가용 영역에 복제본을 하나 이상 두고 자동 장애 조치를 켭니다.",
            silence: "다른 곳에서 다시 읽을 수 있는 순수한 캐시인 경우입니다(용도를 캐시로 설정).",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let fails_over = item.number(&cache::REPLICAS) >= 1.0 && item.flag(&cache::AUTOMATIC_FAILOVER);
    (cache::AUTOMATIC_FAILOVER.applies)(item) && item.text(&cache::ROLE) != "cache" && !fails_over
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let replicas = item.number(&cache::REPLICAS);
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let replicas = short(replicas, 0);
        let state = phrase::value_of(
            &cache::AUTOMATIC_FAILOVER,
            &item.flag(&cache::AUTOMATIC_FAILOVER).into(),
            language,
        );
        match language {
            Language::English => {
                format!("{name}: {replicas} replicas for each shard, automatic failover {state}")
            }
            Language::Korean => {
                format!("{name}: 샤드당 복제본 {replicas}개, 자동 장애 조치 {state}")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let replicas = item.number(&cache::REPLICAS).max(1.0);
    Some(Fix {
        label: Phrase::new("Add a standby replica", "대기 복제본 추가"),
        edit: Edit::Batch(vec![
            set(&item, &cache::REPLICAS, replicas),
            set(&item, &cache::AUTOMATIC_FAILOVER, true),
            set(&item, &cache::MULTI_AZ, true),
        ]),
    })
}
