//! SEC038: Data-tier traffic not encrypted in transit.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::storage::efs_file_system;

rule! {
    /// Data-tier traffic not encrypted in transit
    ///
    /// **Why.** A taken-over host or mirrored traffic reveals queries and results.
    ///
    /// **Fix.** Demand TLS at the store and use it in the clients. It costs a little CPU.
    ///
    /// **When to silence it.** The network between clients and store is encrypted below TLS.
    ///
    /// **References.** RDS.38; RDS.39; RDS.43; ElastiCache.5; MSK.1; Opensearch.3; Opensearch.8; Redshift.2; CKV2_AWS_69;
    /// CKV_AWS_30; CKV_AWS_105; prowler:rds_instance_transport_encrypted;
    /// prowler:elasticache_redis_cluster_in_transit_encryption_enabled; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"require_tls": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"require_tls": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC038",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[
                (&db_instance::KIND, &db_instance::REQUIRE_TLS),
                (&rds_cluster::KIND, &rds_cluster::REQUIRE_TLS),
                (
                    &elasticache_replication_group::KIND,
                    &elasticache_replication_group::TRANSIT_ENCRYPTION,
                ),
                (&efs_file_system::KIND, &efs_file_system::TRANSIT_ENCRYPTION),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Require TLS", "TLS 필수로 변경")),
        threshold: None,
        korean: Korean {
            title: "전송 중 암호화되지 않은 데이터 계층 트래픽",
            why: "탈취된 호스트나 미러링된 트래픽에서 쿼리와 결과가 드러납니다.",
            fix: "저장소에서 TLS를 필수로 설정하고 클라이언트에서 사용합니다. CPU를 조금 더 씁니다.",
            silence: "클라이언트와 저장소 사이의 네트워크가 TLS 아래에서 암호화된 경우입니다.",
        },
    };
}
