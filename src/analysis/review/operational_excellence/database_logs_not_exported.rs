//! OPS013: Database logs not exported.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, docdb_cluster, protection, rds_cluster};

rule! {
    /// Database logs not exported
    ///
    /// **Why.** Error, slow query and audit logs stay on the instance and are gone after days, or with it.
    ///
    /// **Fix.** Export them to CloudWatch Logs (their ingestion is billed) and set a retention.
    ///
    /// **When to silence it.** Another agent collects them.
    ///
    /// **References.** RDS.9; RDS.34; RDS.36; Redshift.4; CKV_AWS_129; CKV_AWS_324; CKV_AWS_71;
    /// prowler:rds_instance_integration_cloudwatch_logs; OPS08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"cloudwatch_logs_exports": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"cloudwatch_logs_exports": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS013",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(
            &[
                (&db_instance::KIND, &db_instance::LOG_EXPORTS),
                (&rds_cluster::KIND, &rds_cluster::LOG_EXPORTS),
                (&docdb_cluster::KIND, &protection::LOG_EXPORTS),
            ],
            is(true),
            in_production,
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Export logs", "로그 내보내기")),
        threshold: None,
        korean: Korean {
            title: "내보내지 않는 데이터베이스 로그",
            why: "오류, 느린 쿼리, 감사 로그가 인스턴스에만 남아 며칠 뒤 또는 인스턴스와 함께 사라집니다.",
            fix: "CloudWatch Logs로 내보내고(수집 요금 발생) 보존 기간을 설정합니다.",
            silence: "다른 에이전트가 수집하는 경우입니다.",
        },
    };
}
