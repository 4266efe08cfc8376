//! Amazon EBS snapshots: storage in the standard or archive tier, restores from the archive, fast snapshot restore, and
//! direct API requests.
//!
//! Semantics: Amazon EBS pricing page (incremental storage; archive with at least 90 days; fast snapshot restore by the
//! hour of each zone; direct APIs by the request and by units of up to 512 KiB).

use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::volume;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, UsageSource};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// GB of a snapshot whose volume is not known, as estimates of Terraform resources take it.
const UNSTATED_GB: f64 = 8.0;

/// Data kept.
pub static STORAGE: Property = Property::number(
    "storage_gb",
    both("Snapshot data", "스냅샷 데이터"),
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(
    "Data kept in all snapshots together. Snapshots are incremental: after the first one only changed blocks count.",
    "모든 스냅샷에 보관하는 데이터의 합계입니다. 증분 방식이므로 첫 스냅샷 이후에는 변경된 블록만 계산합니다.",
);

/// Storage tier.
pub static TIER: Property = Property::choice(
    "storage_tier",
    both("Storage tier", "스토리지 계층"),
    "standard",
    &[
        choice_in("standard", "Standard", "표준"),
        choice_in("archive", "Archive", "아카이브"),
    ],
)
.doc(
    "The archive tier keeps full snapshots for at least 90 days at a lower price; restoring them is billed by the GB.",
    "아카이브 계층은 전체 스냅샷을 최소 90일 동안 낮은 요금으로 보관하며, 복원할 때 GB당 과금됩니다.",
);

/// Data restored from the archive.
pub static RETRIEVED: Property = Property::number(
    "archive_retrieved_gb",
    both("Restored from the archive", "아카이브에서 복원"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data restored from the archive tier in the month.",
    "한 달 동안 아카이브 계층에서 복원하는 데이터입니다.",
)
.when(|item| item.text(&TIER) == "archive");

/// Hours of fast snapshot restore.
pub static FAST_RESTORE: Property = Property::optional(
    "fast_snapshot_restore_hours",
    both("Fast snapshot restore", "빠른 스냅샷 복원"),
    units::DSU_HOURS,
    0.0,
    1e7,
)
.doc(
    "Hours for which fast snapshot restore is on, times snapshots, times zones: one snapshot in two zones all month is \
     1,460. It is expensive; switch it off after the restore.",
    "빠른 스냅샷 복원을 켜 둔 시간 × 스냅샷 수 × 가용 영역 수입니다. 스냅샷 하나를 두 영역에서 한 달 내내 켜면 1,460입니다. 비싸므로 복원 후에는 끄세요.",
);

const fn requests(name: &'static str, title: crate::text::Bilingual) -> Property {
    Property::usage(name, title, units::REQUESTS_PER_MONTH).secondary()
}

/// List calls of the direct APIs.
pub static LIST: Property = requests(
    "monthly_list_block_requests",
    both("List requests", "목록 요청"),
)
.doc(
    "ListChangedBlocks and ListSnapshotBlocks requests in the month.",
    "월 ListChangedBlocks 및 ListSnapshotBlocks 요청 수입니다.",
);
/// Blocks read by the direct APIs.
pub static GET: Property = requests(
    "monthly_get_block_requests",
    both("Blocks read", "블록 읽기"),
)
.doc(
    "GetSnapshotBlock requests in the month, each of up to 512 KiB.",
    "월 GetSnapshotBlock 요청 수로, 요청당 최대 512 KiB입니다.",
);
/// Blocks written by the direct APIs.
pub static PUT: Property = requests(
    "monthly_put_block_requests",
    both("Blocks written", "블록 쓰기"),
)
.doc(
    "PutSnapshotBlock requests in the month, each of up to 512 KiB.",
    "월 PutSnapshotBlock 요청 수로, 요청당 최대 512 KiB입니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} GB", number::short(item.number(&STORAGE), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "snapshot",
        both("EBS snapshots", "EBS 스냅샷"),
        Amount::plain(item.number(&STORAGE), units::GB_MONTHS),
        Query::new("ebs", "snapshot_gb_month").with("tier", item.text(&TIER)),
    );
    let retrieved = item.number(&RETRIEVED);
    if item.text(&TIER) == "archive" && retrieved > 0.0 {
        bill.charge(
            "retrieval",
            both("Restored from the archive", "아카이브에서 복원"),
            Amount::plain(retrieved, units::GB),
            Query::new("ebs", "snapshot_archive_retrieval_gb"),
        )
        .from(UsageSource::Typed);
    }
    if let Some(hours) = item.typed(&FAST_RESTORE) {
        bill.charge(
            "fast_restore",
            both("Fast snapshot restore", "빠른 스냅샷 복원"),
            Amount::plain(hours, units::DSU_HOURS),
            Query::new("ebs", "fast_snapshot_restore_hour"),
        )
        .from(UsageSource::Typed);
    }
    for (key, name, property, query) in [
        (
            "list_requests",
            both("List requests", "목록 요청"),
            &LIST,
            "direct_api_list_request",
        ),
        (
            "get_requests",
            both("Blocks read", "블록 읽기"),
            &GET,
            "direct_api_get_unit",
        ),
        (
            "put_requests",
            both("Blocks written", "블록 쓰기"),
            &PUT,
            "direct_api_put_unit",
        ),
    ] {
        let usage = cx.usage(property, 0.0);
        if usage.value > 0.0 {
            let query = Query::new("ebs", query);
            bill.usage(key, name, usage, units::REQUESTS, query);
        }
    }
}

/// Size of the volume behind a snapshot, followed through copies.
fn size(resource: &Resource<'_>, depth: usize) -> Option<f64> {
    if let Some(size) = resource.number("volume_size") {
        return Some(size);
    }
    let volume = resource.referred("volume_id").into_iter().next();
    if let Some(volume) = volume {
        return volume.number("size");
    }
    let source = resource.referred("source_snapshot_id").into_iter().next()?;
    // Copies of copies are rare and circles would not end.
    (depth < 8).then(|| size(&source, depth + 1)).flatten()
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&STORAGE, size(resource, 0).unwrap_or(UNSTATED_GB));
}

/// EBS snapshot.
pub static KIND: Kind = Kind {
    name: "ebs_snapshot",
    title: both("Amazon EBS snapshots", "Amazon EBS 스냅샷"),
    short: both("EBS snapshot", "EBS 스냅샷"),
    doc: both(
        "Incremental copies of EBS volumes in the Region. Billed by the data kept, by restores from the archive and by the \
         hours of fast restore.",
        "EBS 볼륨의 증분 복사본으로 리전에 저장됩니다. 보관 데이터, 아카이브 복원, 빠른 복원 시간에 따라 과금됩니다.",
    ),
    category: Category::Storage,
    service: "Amazon EBS",
    spend: Spend::Storage,
    glyph: glyph::CLOCK_COUNTER_CLOCKWISE,
    monogram: "SNAP",
    scope: Scope::Regional,
    terraform: &["aws_ebs_snapshot", "aws_ebs_snapshot_copy"],
    imports: &[
        Import::of("aws_ebs_snapshot").usage(USAGE).read(read),
        Import::of("aws_ebs_snapshot_copy").usage(USAGE).read(read),
    ],
    cloudformation: &["AWS::EC2::Snapshot"],
    drawio: "snapshot",
    keywords: &["ebs", "backup", "restore", "snapshot", "백업", "복원"],
    is_data_store: true,
    properties: &[
        &STORAGE,
        &TIER,
        &RETRIEVED,
        &FAST_RESTORE,
        &LIST,
        &GET,
        &PUT,
        &volume::ENCRYPTED,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

const USAGE: &[(&str, &Property)] = &[
    ("fast_snapshot_restore_hours", &FAST_RESTORE),
    ("monthly_list_block_requests", &LIST),
    ("monthly_get_block_requests", &GET),
    ("monthly_put_block_requests", &PUT),
];

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_restores_and_requests_in_virginia() {
        let lines = Bench::new("ebs_snapshot")
            .region("us-east-1")
            .with("storage_gb", 1000.0)
            .with("fast_snapshot_restore_hours", 10.0)
            .with("monthly_list_block_requests", 1e6)
            .with("monthly_get_block_requests", 1e5)
            .with("monthly_put_block_requests", 1e5)
            .lines();
        // 1,000 GB × $0.05 = $50; 10 × $0.75 = $7.50; 1,000 thousands × $0.0006 = $0.60; 100 × $0.003; 100 × $0.006.
        near(lines.usd("snapshot"), 50.0);
        near(lines.usd("fast_restore"), 7.5);
        near(lines.usd("list_requests"), 0.6);
        near(lines.usd("get_requests"), 0.3);
        near(lines.usd("put_requests"), 0.6);
    }

    #[test]
    fn the_archive_is_cheaper_until_it_is_restored() {
        let bench = Bench::new("ebs_snapshot")
            .region("us-east-1")
            .with("storage_gb", 1000.0)
            .with("archive_retrieved_gb", 100.0);
        // Nothing is restored from the archive in the standard tier.
        near(bench.lines().total(), 50.0);
        let lines = bench.with("storage_tier", "archive").lines();
        // 1,000 GB × $0.0125 = $12.50; 100 GB × $0.03 = $3.
        near(lines.total(), 15.5);
    }
}
