//! Amazon FSx for NetApp ONTAP: SSD storage, capacity pool with its requests, throughput capacity, IOPS, backups.
//!
//! Semantics: Amazon FSx for NetApp ONTAP pricing page. The rows hold the first generation.

use super::fsx::{self, BACKUP_GB, BACKUP_RETENTION, IOPS, STORAGE_CAPACITY};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope,
    Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const DEPLOYMENTS: &[Choice] = &[
    choice_in("MULTI_AZ_1", "Multi-AZ", "다중 AZ"),
    choice_in("SINGLE_AZ_1", "Single-AZ", "단일 AZ"),
    choice_in(
        "MULTI_AZ_2",
        "Multi-AZ, second generation",
        "다중 AZ, 2세대",
    ),
    choice_in(
        "SINGLE_AZ_2",
        "Single-AZ, second generation",
        "단일 AZ, 2세대",
    ),
];
/// Smallest file system, in GiB (API reference of `CreateFileSystem`: `StorageCapacity`).
const LEAST: f64 = 1_024.0;

/// Zones and generation.
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

/// Throughput: 128 to 6,144 MB/s a pair of servers (API reference of `OntapConfiguration`).
pub static THROUGHPUT_CAPACITY: Property = Property::count(
    "throughput_capacity",
    both("Throughput capacity", "처리량 용량"),
    units::MB_PER_SECOND,
    128.0,
    128.0,
    73_728.0,
)
.doc(
    "Throughput of the file servers.",
    "파일 서버의 처리량입니다.",
);

/// Capacity pool.
pub static POOL_GB: Property = Property::number(
    "capacity_pool_gb",
    both("Capacity pool", "용량 풀"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Cold data that tiering has moved to the elastic pool.",
    "계층화로 탄력적 풀에 옮긴 차가운 데이터입니다.",
);

/// Pool reads.
pub static POOL_READS: Property = Property::usage(
    "capacity_pool_reads",
    both("Reads of the capacity pool", "용량 풀 읽기"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Read operations on the capacity pool in a month.",
    "월 용량 풀 읽기 작업입니다.",
)
.when(has_pool);

/// Pool writes.
pub static POOL_WRITES: Property = Property::usage(
    "capacity_pool_writes",
    both("Writes to the capacity pool", "용량 풀 쓰기"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Write operations on the capacity pool in a month.",
    "월 용량 풀 쓰기 작업입니다.",
)
.when(has_pool);

fn has_pool(item: &Item<'_>) -> bool {
    item.number(&POOL_GB) > 0.0
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    fsx::fact(item, item.number(&THROUGHPUT_CAPACITY), "MB/s", language)
}

fn row(item: &Item<'_>, name: &'static str) -> Query {
    let api = item.text(&DEPLOYMENT_TYPE);
    let generation = if api.ends_with('2') { "2" } else { "1" };
    fsx::row_in(name, "ontap", api).with("generation", generation)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let ssd = row(item, "storage_gb_month").with("media", "ssd");
    fsx::storage(item, bill, 1.0, ssd);
    let pool = item.number(&POOL_GB);
    if pool > 0.0 {
        bill.charge(
            "capacity_pool",
            POOL_GB.title,
            Amount::plain(pool, units::GB_MONTHS),
            row(item, "storage_gb_month").with("media", "capacity-pool"),
        );
        let requests = [
            ("pool_reads", &POOL_READS, "pool_read_request"),
            ("pool_writes", &POOL_WRITES, "pool_write_request"),
        ];
        for (key, property, name) in requests {
            bill.typed(cx, key, property, units::REQUESTS, || row(item, name));
        }
    }
    fsx::throughput(
        item,
        bill,
        item.number(&THROUGHPUT_CAPACITY),
        units::MIB_PER_SECOND_MONTHS,
        row(item, "throughput_mibps_month"),
    );
    fsx::iops(item, bill, row(item, "iops_month"));
    fsx::backups(cx, bill, "ontap");
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&STORAGE_CAPACITY) < LEAST {
        problems.push(Problem::of(
            &STORAGE_CAPACITY,
            "at least 1,024 GiB",
            "1,024GiB 이상이어야 합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if !resource.has("throughput_capacity") {
        let pairs = resource.number("ha_pairs").unwrap_or(1.0);
        if let Some(each) = resource.number("throughput_capacity_per_ha_pair") {
            draft.set(&THROUGHPUT_CAPACITY, each * pairs);
        }
    }
    fsx::read_iops(resource, draft);
}

/// FSx for NetApp ONTAP.
pub static KIND: Kind = Kind {
    name: "fsx_ontap_file_system",
    title: both("Amazon FSx for NetApp ONTAP", "Amazon FSx for NetApp ONTAP"),
    short: both("FSx ONTAP", "FSx ONTAP"),
    doc: both(
        "NetApp ONTAP file system (NFS, SMB, iSCSI) with tiering. One pays for SSD storage, the capacity pool and its requests, \
         throughput capacity and backups.",
        "계층화를 갖춘 NetApp ONTAP 파일 시스템(NFS, SMB, iSCSI)입니다. SSD 스토리지, 용량 풀과 그 요청, 처리량 용량, 백업에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: fsx::SERVICE,
    spend: Spend::Storage,
    glyph: glyph::FOLDERS,
    monogram: "NTAP",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_fsx_ontap_file_system"],
    imports: &[Import::of("aws_fsx_ontap_file_system")
        .usage(&[("backup_storage_gb", &BACKUP_GB)])
        .read(read)],
    cloudformation: &[],
    drawio: "fsx_for_netapp_ontap",
    keywords: &["netapp", "ontap", "nfs", "iscsi", "fsx", "파일 시스템"],
    port: Some(2049),
    is_data_store: true,
    answering: |_| Answering::Primary,
    properties: &[
        &DEPLOYMENT_TYPE,
        &STORAGE_CAPACITY,
        &POOL_GB,
        &POOL_READS,
        &POOL_WRITES,
        &THROUGHPUT_CAPACITY,
        &IOPS,
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

    #[test]
    fn storage_pool_and_throughput_in_tokyo() {
        let lines = Bench::new("fsx_ontap_file_system")
            .region("ap-northeast-1")
            .with("capacity_pool_gb", 5_000.0)
            .with("capacity_pool_reads", 1e6)
            .with("disk_iops", 4_072.0)
            .lines();
        // 1,024 GB x 0.30 $; 5,000 GB x 0.0476 $; 1 M x 0.00000037 $; 128 x 1.511 $; (4,072 - 3 x 1,024) x 0.0408 $.
        near(lines.usd("storage"), 307.2);
        near(lines.usd("capacity_pool"), 238.0);
        near(lines.usd("pool_reads"), 0.37);
        near(lines.usd("throughput"), 193.408);
        near(lines.usd("iops"), 40.8);
        assert!(lines.find("pool_writes").is_none());
    }

    #[test]
    fn ssd_storage_and_the_second_generation_have_no_known_price_elsewhere() {
        let bench = Bench::new("fsx_ontap_file_system");
        assert_eq!(bench.lines().missing(), ["storage"]);
        let second = bench.with("deployment_type", "MULTI_AZ_2");
        assert_eq!(second.lines().missing(), ["storage", "throughput"]);
    }
}
