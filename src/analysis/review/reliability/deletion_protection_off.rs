//! REL085: Stateful resource can be deleted by accident.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{
    db_instance, docdb_cluster, dynamodb_table, neptune_cluster, protection, rds_cluster,
};
use crate::catalog::security::cognito_user_pool;

rule! {
    /// Stateful resource can be deleted by accident
    ///
    /// **Why.** One wrong command or one wrong deployment removes the data.
    ///
    /// **Fix.** Turn deletion protection on; it is free.
    ///
    /// **When to silence it.** The resource is thrown away and rebuilt on purpose.
    ///
    /// **References.** RDS.7; RDS.8; DynamoDB.6; DocumentDB.5; CKV_AWS_139; CKV_AWS_293;
    /// prowler:rds_instance_deletion_protection; prowler:dynamodb_table_deletion_protection_enabled; TA:RDS DB Cluster
    /// Deletion Protection Check; REL09-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "dynamodb_table", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "orders": (kind: "dynamodb_table", at: (0, 0), properties: {"deletion_protection_enabled": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL085",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: expect_where(
            &[
                (&db_instance::KIND, &db_instance::DELETION_PROTECTION),
                (&rds_cluster::KIND, &rds_cluster::DELETION_PROTECTION),
                (&docdb_cluster::KIND, &protection::DELETION_PROTECTION),
                (&neptune_cluster::KIND, &protection::DELETION_PROTECTION),
                (&dynamodb_table::KIND, &dynamodb_table::DELETION_PROTECTION),
                (
                    &cognito_user_pool::KIND,
                    &cognito_user_pool::DELETION_PROTECTION,
                ),
            ],
            is(true),
            in_production,
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "실수로 삭제될 수 있는 상태 저장 리소스",
            why: "잘못된 명령이나 배포 한 번으로 데이터가 사라집니다.",
            fix: "삭제 방지를 켭니다. 무료입니다.",
            silence: "일부러 지우고 다시 만드는 리소스입니다.",
        },
    };
}
