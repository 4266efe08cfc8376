//! SUS011: Backups of data that can be rebuilt.

use crate::analysis::review::prelude::*;
use crate::catalog::database::elasticache_replication_group;
use crate::catalog::storage::{ebs_volume, efs_file_system, s3_bucket};
use crate::catalog::workload;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Backups of data that can be rebuilt
    ///
    /// **Why.** Making thumbnails, indexes or caches again is cheaper than keeping copies of them.
    ///
    /// **Fix.** Leave them out of the backup, and keep the recipe.
    ///
    /// **When to silence it.** Making it again takes longer than the recovery may.
    ///
    /// **References.** SUS04-BP08.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0), properties: {"snapshot_retention_limit": 7}), // finding
    ///     "thumbs": (kind: "s3_bucket", at: (150, 0), properties: {"derived_data": true}),
    ///     "vault": (kind: "backup_vault", at: (300, 0)),
    /// }, connections: {
    ///     "copy": (from: "thumbs", to: "vault", kind: backup), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cache": (kind: "elasticache_replication_group", at: (0, 0)),
    ///     "thumbs": (kind: "s3_bucket", at: (150, 0), properties: {"derived_data": true}),
    ///     "vault": (kind: "backup_vault", at: (300, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS011",
        pillar: Pillar::Sustainability,
        severity: Severity::Info,
        check: each_where(&[&s3_bucket::KIND, &ebs_volume::KIND, &efs_file_system::KIND, &elasticache_replication_group::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "다시 만들 수 있는 데이터의 백업",
            why: "썸네일, 인덱스, 캐시는 사본을 보관하는 것보다 다시 만드는 것이 저렴합니다.",
            fix: "백업에서 제외하고 만드는 방법만 보관합니다.",
            silence: "다시 만드는 시간이 허용된 복구 시간보다 긴 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let is_cache = *item.kind == elasticache_replication_group::KIND
        && item.text(&elasticache_replication_group::ROLE) == "cache";
    is_cache || item.flag(&workload::DERIVED_DATA)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let days = item.number(&elasticache_replication_group::SNAPSHOT_RETENTION);
    if *item.kind == elasticache_replication_group::KIND && days > 0.0 {
        let days = short(days, 0);
        let evidence = || {
            phrase::about(
                item,
                format!("its snapshots are kept for {days} days"),
                format!("스냅샷을 {days}일 보관"),
            )
        };
        out.add([item.id], evidence);
    }
    if *item.kind == efs_file_system::KIND && item.flag(&efs_file_system::BACKUP) {
        let evidence = || phrase::about(item, "automatic backups are on", "자동 백업이 켜져 있음");
        out.add([item.id], evidence);
    }
    for (id, connection) in cx.outgoing(item) {
        if connection.kind != ConnectionKind::Backup {
            continue;
        }
        let gb = connection.gb_per_month.unwrap_or(0.0);
        let (mut english, mut korean) = (
            "is backed up, can be rebuilt".to_owned(),
            "다시 만들 수 있는데 백업함".to_owned(),
        );
        if gb > 0.0 {
            let gb = short(gb, 0);
            english.push_str(&format!(", {gb} GB/month"));
            korean.push_str(&format!(", 월 {gb} GB"));
        }
        out.add([*id], || phrase::about(item, english, korean));
    }
}
