//! REL047: DynamoDB without point-in-time recovery.

use crate::analysis::review::prelude::*;
use crate::catalog::database::dynamodb_table;

rule! {
    /// DynamoDB without point-in-time recovery
    ///
    /// **Why.** A deployment with a mistake can rewrite the table in minutes, and there is no way back to the moment
    /// before.
    ///
    /// **Fix.** Turn on point-in-time recovery: any second of up to 35 days can be restored. It is billed by the size
    /// of the table.
    ///
    /// **When to silence it.** The table holds only what can be made again (then set "Used for" to cache).
    ///
    /// **References.** DynamoDB.2; CKV_AWS_28; prowler:dynamodb_tables_pitr_enabled; TA:Amazon DynamoDB Point-in-time
    /// Recovery; REL09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "table": (kind: "dynamodb_table", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "table": (kind: "dynamodb_table", at: (0, 0), properties: {"point_in_time_recovery": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL047",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: expect_where(
            &[(&dynamodb_table::KIND, &dynamodb_table::PITR)],
            is(true),
            |_, item| item.text(&dynamodb_table::ROLE) != "cache",
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "특정 시점 복구가 없는 DynamoDB",
            why: "잘못된 배포 하나가 몇 분 만에 테이블을 덮어쓸 수 있고 직전으로 돌아갈 방법이 없습니다.",
            fix: "특정 시점 복구를 켭니다. 최대 35일 안의 어느 초로든 복원할 수 있습니다. 테이블 크기에 따라 과금됩니다.",
            silence: "다시 만들 수 있는 것만 있는 테이블입니다(용도를 캐시로 설정).",
        },
    };
}
