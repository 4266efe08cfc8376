//! SEC041: Cache, search or warehouse storage not encrypted.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::database::elasticache_replication_group;

rule! {
    /// Cache, search or warehouse storage not encrypted
    ///
    /// **Why.** Caches and indexes hold copies of the same sensitive data as the databases behind them.
    ///
    /// **Fix.** Turn on encryption at rest. It is chosen when the cluster is created, so a running one is replaced.
    ///
    /// **When to silence it.** Nothing in the cache or index came from a protected store.
    ///
    /// **References.** ElastiCache.4; Opensearch.1; Athena.1; CKV_AWS_29; CKV_AWS_5; CKV_AWS_81; CKV_AWS_94;
    /// prowler:elasticache_redis_cluster_rest_encryption_enabled;
    /// prowler:opensearch_service_domains_encryption_at_rest_enabled; SEC08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"at_rest_encryption_enabled": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC041",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[
                (
                    &elasticache_replication_group::KIND,
                    &elasticache_replication_group::AT_REST_ENCRYPTION,
                ),
                (&opensearch_domain::KIND, &opensearch_domain::ENCRYPT_AT_REST),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Encrypt at rest", "저장 데이터 암호화")),
        threshold: None,
        korean: Korean {
            title: "저장 데이터가 암호화되지 않은 캐시 또는 검색 스토리지",
            why: "캐시와 인덱스에는 뒤에 있는 데이터베이스와 같은 민감한 데이터의 사본이 있습니다.",
            fix: "저장 데이터 암호화를 켭니다. 생성할 때만 선택할 수 있으므로 운영 중인 클러스터는 교체합니다.",
            silence: "캐시나 인덱스에 보호 대상 데이터가 없는 경우입니다.",
        },
    };
}
