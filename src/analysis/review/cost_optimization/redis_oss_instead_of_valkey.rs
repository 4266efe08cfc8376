//! COST040: Redis OSS node where Valkey is cheaper.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;

rule! {
    /// Redis OSS node where Valkey is cheaper
    ///
    /// **Why.** Valkey is compatible with Redis OSS 7.2 and costs about a fifth less per node-hour.
    ///
    /// **Fix.** Change the engine to Valkey; an existing cluster is upgraded in place.
    ///
    /// **When to silence it.** A client or module needs Redis OSS itself.
    ///
    /// **References.** COST05-BP04; COST06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"engine": "redis"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"engine": "valkey"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST040",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: expect(
            &[(
                &elasticache_replication_group::KIND,
                &elasticache_replication_group::ENGINE,
            )],
            not(&["redis"], "valkey"),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Switch to Valkey", "Valkey로 전환")),
        threshold: None,
        korean: Korean {
            title: "Valkey가 더 저렴한 Redis OSS 노드",
            why: "Valkey는 Redis OSS 7.2와 호환되며 노드 시간당 약 5분의 1 저렴합니다.",
            fix: "엔진을 Valkey로 바꿉니다. 기존 클러스터는 그대로 업그레이드할 수 있습니다.",
            silence: "클라이언트나 모듈이 Redis OSS를 꼭 필요로 하는 경우입니다.",
        },
    };
}
