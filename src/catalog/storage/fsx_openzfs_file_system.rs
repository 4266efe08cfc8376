//! Amazon FSx for OpenZFS: GB of SSD storage, throughput capacity, IOPS, backups.
//!
//! Semantics: Amazon FSx for OpenZFS pricing page; price cases: `aws_fsx_openzfs_file_system` (compressed data takes less).

use super::fsx::{self, BACKUP_GB, BACKUP_RETENTION, IOPS, STORAGE_CAPACITY};
use crate::catalog::amount::units;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope,
    Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const DEPLOYMENTS: &[Choice] = &[
    choice_in("SINGLE_AZ_1", "Single-AZ", "단일 AZ"),
    choice_in(
        "SINGLE_AZ_2",
        "Single-AZ with NVMe cache",
        "단일 AZ, NVMe 캐시",
    ),
    choice_in(
        "SINGLE_AZ_HA_1",
        "Single-AZ, two servers",
        "단일 AZ, 서버 2대",
    ),
    choice_in(
        "SINGLE_AZ_HA_2",
        "Single-AZ, two servers, NVMe cache",
        "단일 AZ, 서버 2대, NVMe 캐시",
    ),
    choice_in("MULTI_AZ_1", "Multi-AZ", "다중 AZ"),
];
const COMPRESSION: &[Choice] = &[
    choice_in("NONE", "None", "없음"),
    choice("ZSTD", "Zstandard"),
    choice("LZ4", "LZ4"),
];
/// Smallest file system, in GiB (API reference of `CreateFileSystem`: `StorageCapacity`).
const LEAST: f64 = 64.0;

/// Zones and servers.
pub static DEPLOYMENT_TYPE: Property = Property::choice(
    "deployment_type",
    both("Deployment", "배포 유형"),
    "SINGLE_AZ_1",
    DEPLOYMENTS,
)
.doc(
    "How many zones and servers hold the data.",
    "데이터를 보관하는 가용 영역과 서버의 수입니다.",
);

/// Throughput: 64 to 10,240 MB/s (API reference of `OpenZFSConfiguration`: `ThroughputCapacity`).
pub static THROUGHPUT_CAPACITY: Property = Property::count(
    "throughput_capacity",
    both("Throughput capacity", "처리량 용량"),
    units::MB_PER_SECOND,
    64.0,
    64.0,
    10_240.0,
)
.doc(
    "Throughput of the file server.",
    "파일 서버의 처리량입니다.",
);

/// Compression.
pub static COMPRESSION_TYPE: Property = Property::choice(
    "data_compression_type",
    both("Compression", "압축"),
    "NONE",
    COMPRESSION,
)
.doc(
    "Data is compressed as it is written, so that less storage is needed for it.",
    "쓸 때 데이터를 압축하여 필요한 스토리지가 줄어듭니다.",
);

/// What compression saves.
pub static COMPRESSION_SAVINGS: Property = Property::number(
    "compression_savings_percent",
    both("Saved by compression", "압축 절감률"),
    units::PERCENT,
    50.0,
    0.0,
    99.0,
)
.doc(
    "Share of the storage that compression makes unnecessary.",
    "압축으로 필요 없어지는 스토리지의 비율입니다.",
)
.when(is_compressed);

fn is_compressed(item: &Item<'_>) -> bool {
    item.text(&COMPRESSION_TYPE) != "NONE"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    fsx::fact(item, item.number(&THROUGHPUT_CAPACITY), "MB/s", language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let api = item.text(&DEPLOYMENT_TYPE);
    let share = if is_compressed(item) {
        1.0 - item.number(&COMPRESSION_SAVINGS) / 100.0
    } else {
        1.0
    };
    // The rows hold the first generation; what it costs with an NVMe cache or a second server is not known.
    let known = matches!(api, "SINGLE_AZ_1");
    let row = |name| {
        let query = fsx::row_in(name, "openzfs", api);
        if known {
            query
        } else {
            query.with("type", api)
        }
    };
    fsx::storage(
        item,
        bill,
        share,
        row("storage_gb_month").with("media", "ssd"),
    );
    fsx::throughput(
        item,
        bill,
        item.number(&THROUGHPUT_CAPACITY),
        units::MB_PER_SECOND_MONTHS,
        row("throughput_mbps_month"),
    );
    fsx::iops(item, bill, fsx::row("iops_month", "openzfs"));
    fsx::backups(cx, bill, "openzfs");
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&STORAGE_CAPACITY) < LEAST {
        problems.push(Problem::of(
            &STORAGE_CAPACITY,
            "at least 64 GiB",
            "64GiB 이상이어야 합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    fsx::read_iops(resource, draft);
}

/// FSx for OpenZFS.
pub static KIND: Kind = Kind {
    name: "fsx_openzfs_file_system",
    title: both("Amazon FSx for OpenZFS", "Amazon FSx for OpenZFS"),
    short: both("FSx OpenZFS", "FSx OpenZFS"),
    doc: both(
        "ZFS file system (NFS) with snapshots and clones. One pays for provisioned storage, throughput capacity, IOPS above \
         the included and backups.",
        "스냅샷과 클론을 갖춘 ZFS 파일 시스템(NFS)입니다. 프로비저닝된 스토리지, 처리량 용량, 포함량을 넘는 IOPS, 백업에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: fsx::SERVICE,
    spend: Spend::Storage,
    glyph: glyph::FOLDERS,
    monogram: "ZFS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_fsx_openzfs_file_system"],
    imports: &[Import::of("aws_fsx_openzfs_file_system")
        .attributes(&[(
            "root_volume_configuration.data_compression_type",
            &COMPRESSION_TYPE,
        )])
        .usage(&[
            ("backup_storage_gb", &BACKUP_GB),
            ("compression_savings_percent", &COMPRESSION_SAVINGS),
        ])
        .read(read)],
    cloudformation: &[],
    drawio: "fsx",
    keywords: &["zfs", "nfs", "fsx", "file system", "파일 시스템"],
    port: Some(2049),
    is_data_store: true,
    answering: |_| Answering::Primary,
    properties: &[
        &DEPLOYMENT_TYPE,
        &STORAGE_CAPACITY,
        &THROUGHPUT_CAPACITY,
        &IOPS,
        &COMPRESSION_TYPE,
        &COMPRESSION_SAVINGS,
        &BACKUP_GB,
        &BACKUP_RETENTION,
        &fsx::STORAGE_PRICE,
        &fsx::THROUGHPUT_PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn zfs() -> Bench {
        Bench::new("fsx_openzfs_file_system").region("us-east-1")
    }

    #[test]
    fn storage_and_throughput() {
        let bench = zfs()
            .with("storage_capacity", 300.0)
            .with("throughput_capacity", 1_024.0);
        // 1,024 MB/s x 0.26 $ + 300 GB x 0.09 $.
        near(bench.lines().total(), 266.24 + 27.0);
        let packed = bench
            .with("data_compression_type", "LZ4")
            .with("compression_savings_percent", 40.0);
        // 300 GB x 60 % x 0.09 $.
        near(packed.lines().usd("storage"), 16.2);
    }

    #[test]
    fn iops_above_three_for_each_gib() {
        let bench = zfs().with("storage_capacity", 100.0);
        // 1,000 - 100 x 3 = 700 x 0.006 $; 300 are all included.
        let more = bench.with("disk_iops", 1_000.0);
        near(more.lines().usd("iops"), 4.2);
        assert!(more.with("disk_iops", 300.0).lines().find("iops").is_none());
    }

    #[test]
    fn other_deployments_have_no_known_price() {
        let lines = zfs().with("deployment_type", "SINGLE_AZ_HA_2").lines();
        assert_eq!(lines.missing(), ["storage", "throughput"]);
        assert_eq!(zfs().with("storage_capacity", 32.0).problems().len(), 1);
    }
}
