//! REL050: Stores outside any central backup plan.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{backup, db_instance, dynamodb_table, rds_cluster};
use crate::catalog::storage::{backup_vault, efs_file_system, s3_bucket};
use crate::text::number::short;

rule! {
    /// Stores outside any central backup plan
    ///
    /// **Why.** Backups of the service itself end after 35 days and lie in the same account. One plan shows that
    /// everything is covered, keeps copies elsewhere and proves how long.
    ///
    /// **Fix.** Put the store under an AWS Backup plan, for example by tag, with the retention that is required and a
    /// copy in another account.
    ///
    /// **When to silence it.** Another tool keeps the copies.
    ///
    /// **References.** RDS.26; DynamoDB.4; CKV2_AWS_8; prowler:rds_instance_protected_by_backup_plan;
    /// prowler:backup_plans_exist; TA:Amazon RDS Not In AWS Backup Plan; REL09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "ledger": (kind: "dynamodb_table", at: (0, 0), properties: {"required_retention_days": 365}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "ledger": (kind: "dynamodb_table", at: (0, 0), properties: {"required_retention_days": 365}),
    ///     "vault": (kind: "backup_vault", at: (200, 0)),
    /// }, connections: {
    ///     "copies": (from: "ledger", to: "vault", kind: backup),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL050",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[
                &db_instance::KIND,
                &dynamodb_table::KIND,
                &efs_file_system::KIND,
                &rds_cluster::KIND,
                &s3_bucket::KIND,
            ], suits, check),
        fix: None,
        threshold: Some(Threshold {
            value: 35.0,
            unit: both("days", "일"),
            source: "service-facts: RDS and Aurora limit of automatic backups, DynamoDB point-in-time window",
        }),
        korean: Korean {
            title: "중앙 백업 계획에 포함되지 않은 저장소",
            why: "서비스 자체 백업은 35일 뒤 사라지고 같은 계정에 있습니다. 하나의 계획이 있으면 모두 보호되는지, 사본이 다른 곳에 있는지, 얼마나 보존하는지 알 수 있습니다.",
            fix: "저장소를 AWS Backup 계획에(예: 태그로) 포함하고 요구되는 보존 기간과 다른 계정의 사본을 설정합니다.",
            silence: "다른 도구가 사본을 보관하는 경우입니다.",
        },
    };
}

/// Whether a connection to a vault or a tag says that a plan covers the item.
fn is_covered(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut tags = item.component.tags.keys();
    tags.any(|key| key.to_lowercase().starts_with("backup"))
        || cx
            .neighbours(item)
            .any(|other| *other.kind == backup_vault::KIND)
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&backup::REQUIRED_RETENTION) || item.flag(&backup::SEPARATE_ACCOUNT)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let days = item.typed(&backup::REQUIRED_RETENTION);
    let days = days.filter(|days| *days > out.rule().limit(cx));
    let apart = item.flag(&backup::SEPARATE_ACCOUNT);
    if (days.is_none() && !apart) || !in_production(cx, item) || is_covered(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let days = days.map(|days| short(days, 0));
        let wanted = match (language, days, apart) {
            (Language::English, Some(days), true) => {
                format!("copies required for {days} days and in another account")
            }
            (Language::English, Some(days), false) => {
                format!("copies required for {days} days")
            }
            (Language::English, None, _) => "a copy required in another account".to_owned(),
            (Language::Korean, Some(days), true) => {
                format!("{days}일 보존과 다른 계정의 사본이 필요함")
            }
            (Language::Korean, Some(days), false) => format!("{days}일 보존이 필요함"),
            (Language::Korean, None, _) => "다른 계정의 사본이 필요함".to_owned(),
        };
        match language {
            Language::English => format!("{name}: {wanted}, 0 backup plans"),
            Language::Korean => format!("{name}: {wanted}, 백업 계획 0개"),
        }
    });
    out.add([item.id], evidence);
}
