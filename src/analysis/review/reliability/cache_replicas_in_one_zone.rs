//! REL008: Cache replicas in the same zone as their primary.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;

rule! {
    /// Cache replicas in the same zone as their primary
    ///
    /// **Why.** The replicas fall together with their primary when the zone fails.
    ///
    /// **Fix.** Turn Multi-AZ on: replicas are placed in other zones than their primary. The nodes cost the same; clients
    /// in other zones pay the transfer between zones.
    ///
    /// **When to silence it.** The cache can be empty for a while and the database carries the load alone.
    ///
    /// **References.** prowler:elasticache_redis_cluster_multi_az_enabled; TA:Amazon ElastiCache Multi-AZ clusters;
    /// REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"replicas_per_node_group": 1, "multi_az_enabled": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"replicas_per_node_group": 1, "multi_az_enabled": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL008",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: expect_where(
            &[(
                &elasticache_replication_group::KIND,
                &elasticache_replication_group::MULTI_AZ,
            )],
            is(true),
            |_, item| item.number(&elasticache_replication_group::REPLICAS) >= 1.0,
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "기본 노드와 같은 가용 영역에 있는 캐시 복제본",
            why: "가용 영역에 장애가 나면 복제본도 기본 노드와 함께 사라집니다.",
            fix: "다중 AZ를 켭니다. 복제본이 기본 노드와 다른 가용 영역에 배치됩니다. 노드 비용은 같고 다른 영역의 클라이언트는 영역 간 전송 요금을 냅니다.",
            silence: "캐시가 한동안 비어 있어도 데이터베이스가 부하를 감당하는 경우입니다.",
        },
    };
}
