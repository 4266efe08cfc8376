//! Amazon FSx for Windows File Server: GB of storage, throughput capacity, backups.
//!
//! Semantics: Amazon FSx for Windows File Server pricing page; price cases: `aws_fsx_windows_file_system`.

use super::fsx::{self, BACKUP_GB, BACKUP_RETENTION, IOPS, STORAGE_CAPACITY};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope,
    Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const DEPLOYMENTS: &[Choice] = &[
    choice_in("MULTI_AZ_1", "Multi-AZ", "다중 AZ"),
    choice_in("SINGLE_AZ_1", "Single-AZ", "단일 AZ"),
    choice_in(
        "SINGLE_AZ_2",
        "Single-AZ, newer (SSD or HDD)",
        "단일 AZ, 신형(SSD·HDD)",
    ),
];
/// Smallest HDD file system, in GiB (API reference of `CreateFileSystem`: `StorageCapacity`).
const LEAST_HDD: f64 = 2_000.0;
/// Smallest SSD file system, in GiB (the same).
const LEAST_SSD: f64 = 32.0;

/// One zone or two.
pub static DEPLOYMENT_TYPE: Property = Property::choice(
    "deployment_type",
    both("Deployment", "배포 유형"),
    "MULTI_AZ_1",
    DEPLOYMENTS,
)
.doc(
    "Multi-AZ keeps a standby file server with its own copy in a second zone.",
    "다중 AZ는 두 번째 가용 영역에 사본을 가진 대기 파일 서버를 둡니다.",
);

/// Disk.
pub static STORAGE_TYPE: Property = Property::choice(
    "storage_type",
    both("Storage type", "스토리지 유형"),
    "SSD",
    fsx::MEDIA,
)
.doc(
    "HDD from 2,000 GiB on, for a fraction of the price.",
    "HDD는 2,000GiB부터이며 훨씬 저렴합니다.",
);

/// Throughput: 8 to 12,288 MB/s (API reference of `WindowsConfiguration`: `ThroughputCapacity`).
pub static THROUGHPUT_CAPACITY: Property = Property::count(
    "throughput_capacity",
    both("Throughput capacity", "처리량 용량"),
    units::MB_PER_SECOND,
    32.0,
    8.0,
    12_288.0,
)
.doc(
    "Throughput of the file server; memory for caching grows with it.",
    "파일 서버의 처리량이며 캐시 메모리도 함께 늘어납니다.",
);

/// Directory.
pub static DIRECTORY: Property =
    Property::text("active_directory_id", both("Directory", "디렉터리"), "")
        .doc(
            "Managed Microsoft AD that the file system joins; left out: a directory of one's own.",
            "파일 시스템이 가입하는 관리형 Microsoft AD입니다. 비워 두면 자체 디렉터리입니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    fsx::fact(item, item.number(&THROUGHPUT_CAPACITY), "MB/s", language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let api = item.text(&DEPLOYMENT_TYPE);
    let media = item.text(&STORAGE_TYPE).to_ascii_lowercase();
    let storage = fsx::row_in("storage_gb_month", "windows", api).with("media", media);
    fsx::storage(item, bill, 1.0, storage);
    fsx::throughput(
        item,
        bill,
        item.number(&THROUGHPUT_CAPACITY),
        units::MB_PER_SECOND_MONTHS,
        fsx::row_in("throughput_mbps_month", "windows", api),
    );
    fsx::iops(item, bill, fsx::row_in("iops_month", "windows", api));
    fsx::backups(cx, bill, "windows");
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let hdd = item.text(&STORAGE_TYPE) == "HDD";
    let least = if hdd { LEAST_HDD } else { LEAST_SSD };
    if item.number(&STORAGE_CAPACITY) < least {
        problems.push(Problem::of(
            &STORAGE_CAPACITY,
            format!("at least {least} GiB with this storage type"),
            format!("이 스토리지 유형은 {least}GiB 이상이어야 합니다"),
        ));
    }
    if hdd && item.text(&DEPLOYMENT_TYPE) == "SINGLE_AZ_1" {
        problems.push(Problem::of(
            &STORAGE_TYPE,
            "HDD needs `MULTI_AZ_1` or `SINGLE_AZ_2`",
            "HDD에는 `MULTI_AZ_1` 또는 `SINGLE_AZ_2`가 필요합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if !resource.has("deployment_type") {
        draft.set(&DEPLOYMENT_TYPE, "SINGLE_AZ_1");
    }
    fsx::read_iops(resource, draft);
}

/// FSx for Windows File Server.
pub static KIND: Kind = Kind {
    name: "fsx_windows_file_system",
    title: both(
        "Amazon FSx for Windows File Server",
        "Amazon FSx for Windows File Server",
    ),
    short: both("FSx Windows", "FSx Windows"),
    doc: both(
        "Windows file shares (SMB) with Active Directory. One pays for provisioned storage, throughput capacity and backups.",
        "Active Directory를 쓰는 Windows 파일 공유(SMB)입니다. 프로비저닝된 스토리지, 처리량 용량, 백업에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: fsx::SERVICE,
    spend: Spend::Storage,
    glyph: glyph::FOLDERS,
    monogram: "WIN",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_fsx_windows_file_system"],
    imports: &[Import::of("aws_fsx_windows_file_system")
        .usage(&[("backup_storage_gb", &BACKUP_GB)])
        .read(read)],
    cloudformation: &[],
    drawio: "fsx_for_windows_file_server",
    keywords: &["smb", "windows", "file share", "fsx", "파일 공유", "윈도우"],
    port: Some(445),
    is_data_store: true,
    answering: |_| Answering::Primary,
    properties: &[
        &DEPLOYMENT_TYPE,
        &STORAGE_TYPE,
        &STORAGE_CAPACITY,
        &THROUGHPUT_CAPACITY,
        &IOPS,
        &BACKUP_GB,
        &BACKUP_RETENTION,
        &fsx::STORAGE_PRICE,
        &fsx::THROUGHPUT_PRICE,
        &user_price::SOURCE,
        &DIRECTORY,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn shares() -> Bench {
        Bench::new("fsx_windows_file_system").region("us-east-1")
    }

    #[test]
    fn storage_throughput_and_backups() {
        let bench = shares()
            .with("storage_capacity", 300.0)
            .with("throughput_capacity", 1_024.0)
            .with("backup_storage_gb", 10_000.0);
        let lines = bench.lines();
        // 300 GB x 0.23 $ + 1,024 MB/s x 4.50 $ + 10,000 GB x 0.05 $.
        near(lines.total(), 69.0 + 4_608.0 + 500.0);
        assert_eq!(bench.key_fact(), "300 GiB · 1,024 MB/s");
        // 300 GB x 0.025 $.
        near(
            bench.with("storage_type", "HDD").lines().usd("storage"),
            7.5,
        );
    }

    #[test]
    fn one_zone_has_no_known_price() {
        let lines = shares().with("deployment_type", "SINGLE_AZ_2").lines();
        assert_eq!(lines.missing(), ["storage", "throughput"]);
    }

    #[test]
    fn hard_disks_start_at_2000_gib() {
        assert!(shares().problems().is_empty());
        let small = shares().with("storage_type", "HDD");
        assert_eq!(small.problems().len(), 1);
        let old = small.with("deployment_type", "SINGLE_AZ_1");
        assert_eq!(old.problems().len(), 2);
    }
}
