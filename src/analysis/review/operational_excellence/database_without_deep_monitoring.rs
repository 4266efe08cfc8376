//! OPS012: Database without deep monitoring.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, rds_cluster};

rule! {
    /// Database without deep monitoring
    ///
    /// **Why.** CPU alone does not say which query waits for what when the database is slow.
    ///
    /// **Fix.** Turn on Performance Insights (database insights): seven days of history are free.
    ///
    /// **When to silence it.** The team watches the database with another tool.
    ///
    /// **References.** RDS.6; CKV_AWS_118; CKV_AWS_353; prowler:rds_instance_enhanced_monitoring_enabled; TA:Amazon RDS
    /// Performance Insights is turned off; PERF03-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"performance_insights_enabled": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"performance_insights_enabled": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS012",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(
            &[
                (&db_instance::KIND, &db_instance::PERFORMANCE_INSIGHTS),
                (&rds_cluster::KIND, &rds_cluster::PERFORMANCE_INSIGHTS),
            ],
            is(true),
            in_production,
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "심층 모니터링이 없는 데이터베이스",
            why: "데이터베이스가 느릴 때 CPU만으로는 어떤 쿼리가 무엇을 기다리는지 알 수 없습니다.",
            fix: "성능 개선 도우미(Performance Insights)를 켭니다. 7일간의 기록은 무료입니다.",
            silence: "다른 도구로 데이터베이스를 관찰하는 경우입니다.",
        },
    };
}
