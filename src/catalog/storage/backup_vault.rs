//! AWS Backup vault: GB of recovery points by resource and tier, restores.
//!
//! Semantics: AWS Backup pricing page; price cases: `aws_backup_vault` (every figure times its price). Recovery points of
//! EBS, RDS and Aurora are billed as the snapshots of those services.

use crate::catalog::amount::{Unit, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both, number};

const fn gb(name: &'static str, title: Bilingual) -> Property {
    Property::usage(name, title, units::GB).doc(
        "GB kept in the vault, averaged over the month.",
        "볼트에 보관하는 월평균 GB입니다.",
    )
}
const fn restored(name: &'static str, title: Bilingual) -> Property {
    Property::usage(name, title, units::GB_PER_MONTH)
        .doc("GB restored in a month.", "한 달에 복원하는 GB입니다.")
        .secondary()
}

/// EBS snapshots.
pub static EBS_GB: Property = gb("ebs_snapshot_gb", both("EBS snapshots", "EBS 스냅샷"));
/// RDS snapshots.
pub static RDS_GB: Property = gb("rds_snapshot_gb", both("RDS snapshots", "RDS 스냅샷"));
/// Aurora snapshots.
pub static AURORA_GB: Property = gb(
    "aurora_snapshot_gb",
    both("Aurora snapshots", "Aurora 스냅샷"),
);
/// DynamoDB backups.
pub static DYNAMODB_GB: Property = gb(
    "dynamodb_backup_gb",
    both("DynamoDB backups", "DynamoDB 백업"),
);
/// DynamoDB backups in the cold tier.
pub static DYNAMODB_COLD_GB: Property = gb(
    "dynamodb_cold_backup_gb",
    both("DynamoDB backups, cold", "DynamoDB 백업(콜드)"),
)
.secondary();
/// EFS backups.
pub static EFS_WARM_GB: Property = gb("efs_warm_backup_gb", both("EFS backups", "EFS 백업"));
/// EFS backups in the cold tier.
pub static EFS_COLD_GB: Property = gb(
    "efs_cold_backup_gb",
    both("EFS backups, cold", "EFS 백업(콜드)"),
)
.secondary();
/// S3 backups.
pub static S3_GB: Property = gb("s3_backup_gb", both("S3 backups", "S3 백업"));
/// FSx for Windows backups.
pub static FSX_WINDOWS_GB: Property = gb(
    "fsx_windows_backup_gb",
    both("FSx for Windows backups", "FSx for Windows 백업"),
)
.secondary();
/// FSx for Lustre backups.
pub static FSX_LUSTRE_GB: Property = gb(
    "fsx_lustre_backup_gb",
    both("FSx for Lustre backups", "FSx for Lustre 백업"),
)
.secondary();
/// Restores of DynamoDB tables.
pub static DYNAMODB_RESTORE_GB: Property = restored(
    "dynamodb_restore_gb",
    both("DynamoDB restores", "DynamoDB 복원"),
);
/// Restores of EFS.
pub static EFS_WARM_RESTORE_GB: Property =
    restored("efs_warm_restore_gb", both("EFS restores", "EFS 복원"));
/// Restores of EFS from the cold tier.
pub static EFS_COLD_RESTORE_GB: Property = restored(
    "efs_cold_restore_gb",
    both("EFS restores, cold", "EFS 복원(콜드)"),
);
/// Restores of S3.
pub static S3_RESTORE_GB: Property = restored("s3_restore_gb", both("S3 restores", "S3 복원"));
/// Restores of single files.
pub static EFS_ITEM_RESTORES: Property = Property::usage(
    "efs_item_restore_requests",
    both("Item-level EFS restores", "EFS 항목 수준 복원"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Restores of single files and folders in a month.",
    "한 달에 개별 파일이나 폴더를 복원하는 횟수입니다.",
)
.secondary();

/// Lock.
pub static LOCK: Property = Property::flag("vault_lock", both("Vault Lock", "볼트 잠금"), false)
    .doc(
        "Nobody can delete recovery points before their time.",
        "복구 시점을 기한 전에 아무도 삭제할 수 없습니다.",
    )
    .secondary();

/// Own key.
pub static KMS_KEY: Property = Property::flag(
    "customer_managed_key",
    both("Customer managed key", "고객 관리형 키"),
    false,
)
.doc(
    "Recovery points are encrypted with an own key.",
    "직접 관리하는 키로 복구 시점을 암호화합니다.",
)
.secondary();

/// A line of the bill: key, figure, unit, price row.
type Line = (&'static str, &'static Property, Unit, Query);

fn kept() -> [Line; 10] {
    let gb = units::GB_MONTHS;
    let own = |item| Query::new("backup", item);
    let fsx = |fs: &str| Query::new("fsx", "backup_gb_month").with("fs", fs);
    [
        (
            "ebs",
            &EBS_GB,
            gb,
            Query::new("ebs", "snapshot_gb_month").with("tier", "standard"),
        ),
        ("rds", &RDS_GB, gb, Query::new("rds", "backup_gb_month")),
        (
            "aurora",
            &AURORA_GB,
            gb,
            Query::new("aurora", "backup_gb_month").with("engine", "aurora-mysql"),
        ),
        (
            "dynamodb",
            &DYNAMODB_GB,
            gb,
            own("ddb_backup_storage_warm_per_gb_month"),
        ),
        (
            "dynamodb_cold",
            &DYNAMODB_COLD_GB,
            gb,
            own("ddb_backup_storage_cold_per_gb_month"),
        ),
        (
            "efs_warm",
            &EFS_WARM_GB,
            gb,
            own("backup_storage_warm_per_gb_month"),
        ),
        (
            "efs_cold",
            &EFS_COLD_GB,
            gb,
            own("backup_storage_cold_per_gb_month"),
        ),
        ("s3", &S3_GB, gb, own("s3_backup_storage_warm_per_gb_month")),
        ("fsx_windows", &FSX_WINDOWS_GB, gb, fsx("windows")),
        ("fsx_lustre", &FSX_LUSTRE_GB, gb, fsx("lustre")),
    ]
}

fn restores() -> [Line; 5] {
    let own = |item| Query::new("backup", item);
    [
        (
            "dynamodb_restore",
            &DYNAMODB_RESTORE_GB,
            units::GB,
            own("ddb_restorerecoverypoint_warm_per_gb"),
        ),
        (
            "efs_warm_restore",
            &EFS_WARM_RESTORE_GB,
            units::GB,
            own("restorerecoverypoint_warm_per_gb"),
        ),
        (
            "efs_cold_restore",
            &EFS_COLD_RESTORE_GB,
            units::GB,
            own("restorerecoverypoint_cold_per_gb"),
        ),
        (
            "s3_restore",
            &S3_RESTORE_GB,
            units::GB,
            own("s3_restorerecoverypoint_warm_per_gb"),
        ),
        (
            "efs_item_restore",
            &EFS_ITEM_RESTORES,
            units::REQUESTS,
            own("restorerecoverypoint_jobs_per_requests"),
        ),
    ]
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let gb: f64 = kept()
        .iter()
        .filter_map(|(_, property, ..)| item.typed(property))
        .sum();
    format!("{} GB", number::compact(gb, language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    for (key, property, unit, query) in kept().into_iter().chain(restores()) {
        bill.typed(cx, key, property, unit, || query);
    }
    if bill.charges.is_empty() {
        bill.free(
            "vault",
            both("Vault", "볼트"),
            crate::catalog::Amount::plain(1.0, units::ITEMS),
            both(
                "a vault costs nothing; what is kept in it is billed",
                "볼트 자체는 무료이며 보관하는 백업이 과금됩니다",
            ),
        );
    }
}

/// Backup vault.
pub static KIND: Kind = Kind {
    name: "backup_vault",
    title: both("AWS Backup vault", "AWS Backup 볼트"),
    short: both("Backup", "Backup"),
    doc: both(
        "Keeps recovery points of databases, volumes and file systems by plan. One pays for GB kept, by resource and tier, and \
         for restores.",
        "데이터베이스, 볼륨, 파일 시스템의 복구 시점을 계획에 따라 보관합니다. 리소스와 계층별 보관 GB와 복원에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "AWS Backup",
    spend: Spend::Storage,
    glyph: glyph::VAULT,
    monogram: "BKP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_backup_vault"],
    imports: &[Import::of("aws_backup_vault").usage(&[
        ("monthly_aurora_snapshot_gb", &AURORA_GB),
        ("monthly_dynamodb_backup_gb", &DYNAMODB_GB),
        ("monthly_dynamodb_restore_gb", &DYNAMODB_RESTORE_GB),
        ("monthly_ebs_snapshot_gb", &EBS_GB),
        ("monthly_efs_cold_backup_gb", &EFS_COLD_GB),
        ("monthly_efs_cold_restore_gb", &EFS_COLD_RESTORE_GB),
        ("monthly_efs_item_restore_requests", &EFS_ITEM_RESTORES),
        ("monthly_efs_warm_backup_gb", &EFS_WARM_GB),
        ("monthly_efs_warm_restore_gb", &EFS_WARM_RESTORE_GB),
        ("monthly_fsx_lustre_backup_gb", &FSX_LUSTRE_GB),
        ("monthly_fsx_windows_backup_gb", &FSX_WINDOWS_GB),
        ("monthly_rds_snapshot_gb", &RDS_GB),
    ])],
    cloudformation: &["AWS::Backup::BackupVault"],
    drawio: "backup_vault",
    keywords: &[
        "backup",
        "recovery point",
        "vault",
        "restore",
        "백업",
        "복구",
        "볼트",
    ],
    endpoint_service: "backup",
    is_data_store: true,
    properties: &[
        &EBS_GB,
        &RDS_GB,
        &AURORA_GB,
        &DYNAMODB_GB,
        &EFS_WARM_GB,
        &S3_GB,
        &DYNAMODB_COLD_GB,
        &EFS_COLD_GB,
        &FSX_WINDOWS_GB,
        &FSX_LUSTRE_GB,
        &DYNAMODB_RESTORE_GB,
        &EFS_WARM_RESTORE_GB,
        &EFS_COLD_RESTORE_GB,
        &S3_RESTORE_GB,
        &EFS_ITEM_RESTORES,
        &LOCK,
        &KMS_KEY,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn recovery_points_by_resource() {
        let bench = Bench::new("backup_vault")
            .region("us-west-1")
            .with("ebs_snapshot_gb", 10_000.0)
            .with("rds_snapshot_gb", 10_000.0)
            .with("aurora_snapshot_gb", 10_000.0)
            .with("dynamodb_backup_gb", 10_000.0)
            .with("efs_warm_backup_gb", 10_000.0)
            .with("efs_cold_restore_gb", 10_000.0)
            .with("efs_item_restore_requests", 10.0);
        let lines = bench.lines();
        // 10,000 GB x (0.055 + 0.095 + 0.024 + 0.112 + 0.06 + 0.036) $ + 10 x 0.60 $.
        near(lines.total(), 3_820.0 + 6.0);
        assert_eq!(bench.key_fact(), "50 k GB");
    }

    #[test]
    fn an_empty_vault_is_free() {
        let lines = Bench::new("backup_vault").lines();
        assert_eq!(lines.keys(), ["vault"]);
        near(lines.total(), 0.0);
    }
}
