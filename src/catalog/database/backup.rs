//! Backups: days they are kept, and what they take beyond the size of the database, up to which they are free.
//!
//! Semantics: pricing pages of Amazon RDS, Aurora, DocumentDB and Neptune; `cost-semantics`: databases.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, Item, Property};
use crate::pricing::Query;
use crate::text::both;

/// Days of automatic backups, at most 35 (service-facts: RDS and Aurora limits; botocore docdb and neptune,
/// `BackupRetentionPeriod`); at least 0 where they can be switched off, else 1.
pub const fn retention(least: f64) -> Property {
    Property::count(
        "backup_retention_period",
        both("Backup retention", "백업 보존 기간"),
        units::DAYS,
        7.0,
        least,
        35.0,
    )
    .doc(
        "Days that automatic backups are kept; 0, where the service takes it, switches them off, and with them \
         point-in-time restore.",
        "자동 백업 보존 일수입니다. 0이 가능한 서비스에서 0으로 두면 자동 백업과 시점 복원이 꺼집니다.",
    )
}

/// Backup storage.
pub static STORAGE: Property = Property::optional(
    "backup_storage_gb",
    both("Backup storage", "백업용 스토리지"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "All automatic backups and snapshots. Only what exceeds the size of the database is billed; left out: within it.",
    "모든 자동 백업과 스냅샷입니다. 데이터베이스 크기를 넘는 만큼만 과금되며, 비워 두면 넘지 않는 것으로 봅니다.",
);

/// How long copies must be kept, if somebody asks for it.
pub static REQUIRED_RETENTION: Property = Property::optional_count(
    "required_retention_days",
    both("Copies required for", "요구되는 백업 보존"),
    units::DAYS,
    1.0,
    36_500.0,
)
.doc(
    "Days for which law, contract or the owner asks that copies are kept. Left out: nobody does.",
    "법, 계약 또는 소유자가 요구하는 백업 보존 일수입니다. 비워 두면 요구가 없는 것으로 봅니다.",
)
.secondary();

/// Whether copies must be out of reach of the account that has the data.
pub static SEPARATE_ACCOUNT: Property = Property::flag(
    "separate_account_copy_required",
    both("Copy in another account required", "다른 계정의 사본 필요"),
    false,
)
.doc(
    "A copy must lie in another account, where whoever takes over this one cannot delete it.",
    "이 계정이 탈취되어도 지울 수 없도록 다른 계정에 사본이 있어야 합니다.",
)
.secondary();

/// The line of the backups: at a price beyond `free_gb`, else free; none where backups are off and nothing is kept.
pub(super) fn bill(item: &Item<'_>, bill: &mut Bill, free_gb: f64, days: f64, query: Query) {
    let name = both("Backup storage", "백업용 스토리지");
    let backup = item.typed(&STORAGE).unwrap_or(0.0);
    if backup > free_gb {
        let amount = Amount::plain(backup - free_gb, units::GB_MONTHS).because(both(
            "over the size of the database",
            "데이터베이스 크기 초과분",
        ));
        bill.charge("backup", name, amount, query);
    } else if days > 0.0 {
        bill.free(
            "backup",
            name,
            Amount::plain(backup, units::GB_MONTHS),
            both(
                "free up to the size of the database",
                "데이터베이스 크기까지 무료입니다",
            ),
        );
    }
}
