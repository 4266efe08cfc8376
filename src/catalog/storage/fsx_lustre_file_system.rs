//! Amazon FSx for Lustre: GB of storage, backups.
//!
//! Semantics: Amazon FSx for Lustre pricing page (GB-months by deployment, disk and throughput for each TiB). No source has
//! its prices: the bill takes a price of the user's.

use super::fsx::{self, BACKUP_GB, BACKUP_RETENTION};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope,
    Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

const DEPLOYMENTS: &[Choice] = &[
    choice_in("SCRATCH_1", "Scratch, first", "임시, 1세대"),
    choice_in("SCRATCH_2", "Scratch", "임시"),
    choice_in("PERSISTENT_1", "Persistent, first", "영구, 1세대"),
    choice_in("PERSISTENT_2", "Persistent", "영구"),
];
/// Sizes are multiples of 1,200 GiB (API reference of `CreateFileSystem`: `StorageCapacity`).
const LEAST: f64 = 1_200.0;

/// Size.
pub static STORAGE_CAPACITY: Property = fsx::capacity(LEAST);

/// Deployment.
pub static DEPLOYMENT_TYPE: Property = Property::choice(
    "deployment_type",
    both("Deployment", "배포 유형"),
    "PERSISTENT_2",
    DEPLOYMENTS,
)
.doc(
    "Scratch loses data with a server; persistent keeps copies in the zone.",
    "임시는 서버 장애 시 데이터를 잃고, 영구는 가용 영역 안에 사본을 둡니다.",
);

/// Disk.
pub static STORAGE_TYPE: Property = Property::choice(
    "storage_type",
    both("Storage type", "스토리지 유형"),
    "SSD",
    fsx::MEDIA,
)
.doc(
    "HDD for throughput, SSD for small and random access.",
    "HDD는 처리량, SSD는 작고 임의적인 액세스에 적합합니다.",
);

/// Throughput for each TiB.
pub static UNIT_THROUGHPUT: Property = Property::count(
    "per_unit_storage_throughput",
    both("Throughput per TiB", "TiB당 처리량"),
    units::MB_PER_SECOND,
    125.0,
    0.0,
    1_000.0,
)
.doc(
    "MB/s that each TiB of persistent storage brings; dearer storage brings more.",
    "영구 스토리지 TiB마다의 MB/s입니다. 클수록 스토리지가 비쌉니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let gb = number::compact(item.number(&STORAGE_CAPACITY), language);
    format!("{gb} GiB · {}", item.text(&DEPLOYMENT_TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let media = item.text(&STORAGE_TYPE).to_ascii_lowercase();
    let rate = number::short(item.number(&UNIT_THROUGHPUT), 0);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORAGE_CAPACITY), units::GB_MONTHS),
        fsx::row("storage_gb_month", "lustre")
            .with("media", media)
            .with("mbps_per_tib", rate)
            .with("type", item.text(&DEPLOYMENT_TYPE)),
    )
    .or_user(item, &fsx::STORAGE_PRICE, 1.0);
    fsx::backups(cx, bill, "lustre");
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&STORAGE_CAPACITY) < LEAST {
        problems.push(Problem::of(
            &STORAGE_CAPACITY,
            "at least 1,200 GiB",
            "1,200GiB 이상이어야 합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

/// FSx for Lustre.
pub static KIND: Kind = Kind {
    name: "fsx_lustre_file_system",
    title: both("Amazon FSx for Lustre", "Amazon FSx for Lustre"),
    short: both("FSx Lustre", "FSx Lustre"),
    doc: both(
        "Parallel file system for computation, linked to S3. One pays for provisioned storage, by deployment and throughput, \
         and for backups.",
        "S3와 연결되는 연산용 병렬 파일 시스템입니다. 배포 유형과 처리량에 따른 프로비저닝 스토리지와 백업에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: fsx::SERVICE,
    spend: Spend::Storage,
    glyph: glyph::FOLDERS,
    monogram: "LUS",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_fsx_lustre_file_system"],
    imports: &[Import::of("aws_fsx_lustre_file_system").usage(&[("backup_storage_gb", &BACKUP_GB)])],
    cloudformation: &[],
    drawio: "fsx_for_lustre",
    keywords: &["lustre", "hpc", "fsx", "parallel", "병렬", "파일 시스템"],
    port: Some(988),
    is_data_store: true,
    answering: |_| Answering::Primary,
    properties: &[
        &DEPLOYMENT_TYPE,
        &STORAGE_TYPE,
        &STORAGE_CAPACITY,
        &UNIT_THROUGHPUT,
        &fsx::STORAGE_PRICE,
        &user_price::SOURCE,
        &BACKUP_GB,
        &BACKUP_RETENTION,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_has_no_known_price_but_takes_one() {
        let bench = || Bench::new("fsx_lustre_file_system").with("storage_capacity", 2_400.0);
        assert_eq!(bench().lines().missing(), ["storage"]);
        let priced = bench().with("storage_price_usd", 0.145);
        // 2,400 GB x 0.145 $.
        near(priced.lines().total(), 348.0);
        assert_eq!(priced.problems().len(), 1);
        let sourced = priced.with("user_price_source", "AWS Pricing Calculator, 2026-11-01");
        assert!(sourced.problems().is_empty());
    }

    #[test]
    fn sizes_start_at_1200_gib() {
        let bench = Bench::new("fsx_lustre_file_system").with("storage_capacity", 600.0);
        assert_eq!(bench.problems().len(), 1);
    }
}
