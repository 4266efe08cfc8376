//! Lightsail block storage disks: SSD by the GB.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Size of the disk.
pub static SIZE: Property = Property::count(
    "size_in_gb",
    both("Disk size", "디스크 크기"),
    units::GB,
    64.0,
    8.0,
    16_384.0,
)
.doc(
    "Size of the disk, billed whether it is attached or not.",
    "디스크의 크기로, 연결 여부와 관계없이 과금됩니다.",
);

/// Snapshots kept.
pub static SNAPSHOTS: Property = Property::number(
    "snapshot_gb",
    both("Snapshots", "스냅샷"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data kept in snapshots of the disk.",
    "디스크 스냅샷에 보관하는 데이터입니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&SIZE), 0))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "storage",
        both("Block storage", "블록 스토리지"),
        Amount::plain(item.number(&SIZE), units::GB_MONTHS),
        Query::new("lightsail", "lightsail_block_storage_per_gb_mo"),
    );
    let snapshots = item.number(&SNAPSHOTS);
    if snapshots > 0.0 {
        bill.charge(
            "snapshot",
            both("Snapshots", "스냅샷"),
            Amount::plain(snapshots, units::GB_MONTHS),
            Query::new("lightsail", "lightsail_snapshot_per_gb_mo"),
        );
    }
}

/// Lightsail disk.
pub static KIND: Kind = Kind {
    name: "lightsail_disk",
    title: both("Amazon Lightsail disk", "Amazon Lightsail 디스크"),
    short: both("Lightsail disk", "Lightsail 디스크"),
    doc: both(
        "SSD block storage to attach to a Lightsail instance, billed by the GB.",
        "Lightsail 인스턴스에 연결하는 SSD 블록 스토리지로, GB당 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon Lightsail",
    spend: Spend::Storage,
    glyph: glyph::HARD_DRIVE,
    monogram: "LSD",
    scope: Scope::Regional,
    terraform: &["aws_lightsail_disk"],
    imports: &[Import::of("aws_lightsail_disk")],
    cloudformation: &["AWS::Lightsail::Disk"],
    drawio: "lightsail",
    keywords: &["disk", "block storage", "라이트세일", "디스크"],
    is_data_store: true,
    properties: &[&SIZE, &SNAPSHOTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_disk_with_snapshots() {
        let lines = Bench::new("lightsail_disk")
            .region("us-east-1")
            .with("size_in_gb", 128.0)
            .with("snapshot_gb", 20.0)
            .lines();
        // 128 GB × $0.10 = $12.80; 20 GB × $0.05 = $1.
        near(lines.total(), 13.8);
        assert_eq!(Bench::new("lightsail_disk").lines().keys(), ["storage"]);
    }
}
