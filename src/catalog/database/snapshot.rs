//! Snapshots of databases that are drawn or declared apart: their size at the price of backup storage.
//!
//! Semantics: pricing pages of Amazon RDS, Aurora, DocumentDB and Neptune, backup storage. What lies within the free size of a
//! running database is not billed; the size of a snapshot component is what exceeds it.

use super::reading;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Resource};
use crate::catalog::{Bill, Item, Property};
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Size of the snapshot.
pub static SNAPSHOT_GB: Property = Property::number(
    "snapshot_gb",
    both("Billed size", "과금 크기"),
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(
    "Size that is billed: what exceeds the free backup storage of its database, all of it when the database is gone.",
    "과금되는 크기입니다. 데이터베이스의 무료 백업용 스토리지를 넘는 만큼이며, 데이터베이스가 삭제되었으면 전체입니다.",
);

/// The line of the snapshot.
pub(super) fn bill(item: &Item<'_>, bill: &mut Bill, query: Query) {
    bill.charge(
        "snapshot",
        both("Snapshot storage", "스냅샷 스토리지"),
        Amount::plain(item.number(&SNAPSHOT_GB), units::GB_MONTHS),
        query,
    );
}

/// Its size on the tile.
pub(super) fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&SNAPSHOT_GB), 0))
}

/// Reads the size from the usage figures; without them nothing is known to be billed.
pub(super) fn read(resource: &Resource<'_>, draft: &mut Draft) {
    reading::usage_or_none(resource, draft, "backup_storage_gb", &SNAPSHOT_GB);
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn every_gb_is_billed() {
        for kind in ["docdb_cluster_snapshot", "neptune_cluster_snapshot"] {
            let bench = Bench::new(kind);
            // 100 GB x 0.023 $.
            near(bench.lines().total(), 2.3);
            assert_eq!(bench.key_fact(), "100 GB");
            near(bench.with("snapshot_gb", 0.0).lines().total(), 0.0);
        }
    }
}
