//! REL029: Automatic backups off.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::{Kind, Property};
use crate::text::Phrase;

rule! {
    /// Automatic backups off
    ///
    /// **Why.** There is no way back from a deletion, a corruption or a failed migration.
    ///
    /// **Fix.** Keep automatic backups for 7 days or more (up to 35). Backups up to the size of the database are free.
    ///
    /// **When to silence it.** The data can be rebuilt from another store, and that has been tried.
    ///
    /// **References.** RDS.11; Redshift.3; DocumentDB.2; CKV_AWS_133; CKV_AWS_343; CKV_AWS_360;
    /// prowler:rds_instance_backup_enabled; TA:Amazon RDS Backups; TA:Amazon RDS resource automated backups is turned off;
    /// REL09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"backup_retention_period": 0}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"backup_retention_period": 7}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL029",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(KINDS, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "자동 백업이 꺼짐",
            why: "삭제, 손상, 잘못된 마이그레이션에서 되돌릴 방법이 없습니다.",
            fix: "자동 백업을 7일 이상(최대 35일) 보존합니다. 데이터베이스 크기까지의 백업은 무료입니다.",
            silence: "다른 저장소에서 데이터를 다시 만들 수 있고 실제로 시험한 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &db_instance::KIND,
    &rds_cluster::KIND,
    &elasticache_replication_group::KIND,
];

/// Days that the quick fix sets: the default of the RDS console (service-facts: RDS default).
const DAYS: f64 = 7.0;

/// The property that holds the days; none for a cache that holds nothing of its own.
fn retention(item: &Item<'_>) -> Option<&'static Property> {
    if *item.kind == db_instance::KIND {
        Some(&db_instance::BACKUP_RETENTION)
    } else if *item.kind == rds_cluster::KIND {
        Some(&rds_cluster::BACKUP_RETENTION)
    } else {
        let days = &elasticache_replication_group::SNAPSHOT_RETENTION;
        let is_cache = item.text(&elasticache_replication_group::ROLE) == "cache";
        (!is_cache && (days.applies)(item)).then_some(days)
    }
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if let Some(days) = retention(item)
        && item.number(days) <= 0.0
    {
        out.add([item.id], || phrase::property_of(item, days));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let days = retention(&item)?;
    Some(Fix {
        label: Phrase::new("Keep backups for 7 days", "백업 7일 보존"),
        edit: set(&item, days, DAYS),
    })
}
