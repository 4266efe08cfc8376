//! Amazon EFS file system: GB-months by class, throughput by mode, access of infrequent data.
//!
//! Semantics: Amazon EFS pricing page; `cost-semantics`: storage and delivery.

use crate::catalog::amount::{Amount, units};
use crate::catalog::database::backup;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MODES: &[Choice] = &[
    choice_in("bursting", "Bursting", "버스팅"),
    choice_in("elastic", "Elastic", "탄력적"),
    choice_in("provisioned", "Provisioned", "프로비저닝"),
];
/// MiB/s that each GB of standard storage includes: 50 MB/s for each TB (service-facts: EFS limit).
const INCLUDED_MIBPS_PER_GB: f64 = 0.05;

/// One zone or three.
pub static ONE_ZONE: Property = Property::flag("one_zone", both("One Zone", "One Zone"), false)
    .doc(
        "Kept in one zone only, for about half the price.",
        "한 가용 영역에만 보관하며 요금이 절반 정도입니다.",
    );

/// Standard storage.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(
    "Data in the standard class, averaged over the month.",
    "표준 클래스의 월평균 데이터입니다.",
);

/// Infrequent storage.
pub static IA_STORAGE_GB: Property = Property::number(
    "ia_storage_gb",
    both("Infrequent Access storage", "Infrequent Access 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data that lifecycle has moved to Infrequent Access.",
    "수명 주기로 Infrequent Access에 옮긴 데이터입니다.",
);

/// Archived storage.
pub static ARCHIVE_STORAGE_GB: Property = Property::number(
    "archive_storage_gb",
    both("Archive storage", "아카이브 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data that lifecycle has moved to Archive; elastic throughput only.",
    "수명 주기로 아카이브에 옮긴 데이터입니다. 탄력적 처리량에서만 가능합니다.",
);

/// Throughput mode; bursting by default in the API (service-facts: EFS default).
pub static THROUGHPUT_MODE: Property = Property::choice(
    "throughput_mode",
    both("Throughput mode", "처리량 모드"),
    "bursting",
    MODES,
)
.doc(
    "Bursting grows with the data; elastic bills each GB read and written; provisioned bills what is above the included rate.",
    "버스팅은 데이터에 따라 늘고, 탄력적은 읽고 쓴 GB마다, 프로비저닝은 포함된 양을 넘는 만큼 과금됩니다.",
);

/// Provisioned throughput.
pub static PROVISIONED: Property = Property::number(
    "provisioned_throughput_in_mibps",
    both("Provisioned throughput", "프로비저닝된 처리량"),
    units::MIB_PER_SECOND,
    10.0,
    1.0,
    10_240.0,
)
.doc(
    "Throughput whatever the size; 50 MiB/s for each TB of standard data are included.",
    "크기와 관계없는 처리량입니다. 표준 데이터 1TB마다 50MiB/s가 포함됩니다.",
)
.when(is_provisioned);

/// GB read.
pub static READ_GB: Property =
    Property::usage("read_gb", both("Read", "읽기"), units::GB_PER_MONTH)
        .doc(
            "GB read in a month. Derived from the GB of the answers.",
            "월 읽기 GB입니다. 응답의 GB로 계산합니다.",
        )
        .when(is_elastic);

/// GB written.
pub static WRITE_GB: Property =
    Property::usage("write_gb", both("Written", "쓰기"), units::GB_PER_MONTH)
        .doc(
            "GB written in a month. Derived from the GB of the requests.",
            "월 쓰기 GB입니다. 요청의 GB로 계산합니다.",
        )
        .when(is_elastic);

/// Reads of infrequent data.
pub static IA_READ_GB: Property = Property::number(
    "ia_read_gb",
    both("Read from Infrequent Access", "Infrequent Access 읽기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB read from Infrequent Access in a month, billed on top.",
    "한 달에 Infrequent Access에서 읽는 GB이며 추가로 과금됩니다.",
)
.when(has_infrequent);

/// Writes of infrequent data.
pub static IA_WRITE_GB: Property = Property::number(
    "ia_write_gb",
    both("Moved to Infrequent Access", "Infrequent Access 쓰기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB that lifecycle moves to Infrequent Access in a month, or that are written there.",
    "한 달에 수명 주기로 Infrequent Access에 옮기거나 쓰는 GB입니다.",
)
.when(has_infrequent)
.secondary();

/// Reads of archived data.
pub static ARCHIVE_READ_GB: Property = Property::number(
    "archive_read_gb",
    both("Read from Archive", "아카이브 읽기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB read from Archive in a month, billed on top.",
    "한 달에 아카이브에서 읽는 GB이며 추가로 과금됩니다.",
)
.when(has_archive)
.secondary();

/// Writes of archived data.
pub static ARCHIVE_WRITE_GB: Property = Property::number(
    "archive_write_gb",
    both("Moved to Archive", "아카이브 쓰기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB that lifecycle moves to Archive in a month.",
    "한 달에 수명 주기로 아카이브에 옮기는 GB입니다.",
)
.when(has_archive)
.secondary();

/// Encryption.
pub static ENCRYPTED: Property = Property::flag("encrypted", both("Encrypted", "암호화"), true)
    .doc(
        "On by default in the console; can be chosen only when the file system is created.",
        "콘솔 기본값은 켜짐이며, 파일 시스템을 만들 때만 선택할 수 있습니다.",
    )
    .secondary();

/// TLS on mounts.
pub static TRANSIT_ENCRYPTION: Property = Property::flag(
    "transit_encryption",
    both("Encrypted in transit", "전송 중 암호화"),
    false,
)
.doc(
    "Clients mount with TLS.",
    "클라이언트가 TLS로 마운트합니다.",
)
.secondary();

/// Backups.
pub static BACKUP: Property = Property::flag(
    "backup_policy",
    both("Automatic backups", "자동 백업"),
    true,
)
.doc(
    "Daily backups by AWS Backup, which bills them; on by default in the console.",
    "AWS Backup이 매일 백업하며 그 요금으로 과금됩니다. 콘솔 기본값은 켜짐입니다.",
)
.secondary();

fn is_elastic(item: &Item<'_>) -> bool {
    item.text(&THROUGHPUT_MODE) == "elastic"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    item.text(&THROUGHPUT_MODE) == "provisioned"
}
fn has_infrequent(item: &Item<'_>) -> bool {
    item.number(&IA_STORAGE_GB) > 0.0
}

fn has_archive(item: &Item<'_>) -> bool {
    item.number(&ARCHIVE_STORAGE_GB) > 0.0
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let gb =
        item.number(&STORAGE_GB) + item.number(&IA_STORAGE_GB) + item.number(&ARCHIVE_STORAGE_GB);
    let zone = if item.flag(&ONE_ZONE) {
        " · One Zone"
    } else {
        ""
    };
    format!("{} GB{zone}", number::compact(gb, language))
}

fn bill_storage(item: &Item<'_>, bill: &mut Bill) {
    let one_zone = item.flag(&ONE_ZONE);
    let storage = |class| Query::new("efs", "storage_gb_month").with("class", class);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        storage(if one_zone { "one-zone" } else { "standard" }),
    );
    if has_infrequent(item) {
        let query = if one_zone {
            storage("one-zone-ia")
        } else {
            let mode = if is_elastic(item) {
                "elastic"
            } else {
                "bursting-provisioned"
            };
            storage("standard-ia").with("throughput", mode)
        };
        bill.charge(
            "ia_storage",
            IA_STORAGE_GB.title,
            Amount::plain(item.number(&IA_STORAGE_GB), units::GB_MONTHS),
            query,
        );
    }
    let archive = item.number(&ARCHIVE_STORAGE_GB);
    if archive > 0.0 {
        bill.charge(
            "archive_storage",
            ARCHIVE_STORAGE_GB.title,
            Amount::plain(archive, units::GB_MONTHS),
            storage("archive"),
        );
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill_storage(item, bill);
    if is_elastic(item) {
        let rate =
            |direction| Query::new("efs", "elastic_throughput_gb").with("direction", direction);
        bill.usage(
            "read",
            both("Elastic reads", "탄력적 읽기"),
            cx.usage(&READ_GB, cx.flows.gb_out().0),
            units::GB,
            rate("read"),
        );
        bill.usage(
            "write",
            both("Elastic writes", "탄력적 쓰기"),
            cx.usage(&WRITE_GB, cx.flows.gb_in().0),
            units::GB,
            rate("write"),
        );
    }
    if is_provisioned(item) {
        let included = item.number(&STORAGE_GB) * INCLUDED_MIBPS_PER_GB;
        let over = (item.number(&PROVISIONED) - included).max(0.0);
        bill.charge(
            "throughput",
            both("Provisioned throughput", "프로비저닝된 처리량"),
            Amount::plain(over, units::MIB_PER_SECOND_MONTHS).because(both(
                "over what the stored data includes",
                "저장된 데이터에 포함된 양의 초과분",
            )),
            Query::new("efs", "provisioned_throughput_mibps_month"),
        );
    }
    let access = [
        ("ia_read", &IA_READ_GB, "ia_access_gb", "read"),
        ("ia_write", &IA_WRITE_GB, "ia_access_gb", "write"),
        (
            "archive_read",
            &ARCHIVE_READ_GB,
            "archive_access_gb",
            "read",
        ),
        (
            "archive_write",
            &ARCHIVE_WRITE_GB,
            "archive_access_gb",
            "write",
        ),
    ];
    for (key, property, row, direction) in access {
        let gb = item.number(property);
        if (property.applies)(item) && gb > 0.0 {
            let query = Query::new("efs", row).with("direction", direction);
            bill.charge(key, property.title, Amount::plain(gb, units::GB), query);
        }
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&ARCHIVE_STORAGE_GB) > 0.0 && (!is_elastic(item) || item.flag(&ONE_ZONE)) {
        problems.push(Problem::of(
            &ARCHIVE_STORAGE_GB,
            "Archive needs elastic throughput and a Regional file system",
            "아카이브에는 탄력적 처리량과 리전 파일 시스템이 필요합니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let one_zone =
        resource.has("availability_zone_name") || resource.references("availability_zone_name") > 0;
    draft.set(&ONE_ZONE, one_zone);
    draft.figures(resource, &[("storage_gb", &STORAGE_GB)]);
    // Without a policy nothing moves to Infrequent Access.
    if resource.has("lifecycle_policy") {
        draft.figures(
            resource,
            &[
                ("infrequent_access_storage_gb", &IA_STORAGE_GB),
                ("monthly_infrequent_access_read_gb", &IA_READ_GB),
                ("monthly_infrequent_access_write_gb", &IA_WRITE_GB),
            ],
        );
    }
    if resource.flag("encrypted").is_none() {
        draft.set(&ENCRYPTED, false);
    }
    draft.set(
        &BACKUP,
        !resource
            .referring("aws_efs_backup_policy", "file_system_id")
            .is_empty(),
    );
}

/// EFS file system.
pub static KIND: Kind = Kind {
    name: "efs_file_system",
    title: both("Amazon EFS file system", "Amazon EFS 파일 시스템"),
    short: both("EFS", "EFS"),
    doc: both(
        "Shared file system (NFS) for many servers. One pays for GB kept and, by mode, for throughput.",
        "여러 서버가 함께 쓰는 파일 시스템(NFS)입니다. 저장 GB와 모드에 따른 처리량에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon EFS",
    spend: Spend::Storage,
    glyph: glyph::FOLDERS,
    monogram: "EFS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_efs_file_system"],
    imports: &[Import::of("aws_efs_file_system").read(read)],
    cloudformation: &["AWS::EFS::FileSystem"],
    drawio: "elastic_file_system",
    keywords: &["nfs", "file system", "shared files", "파일 시스템", "공유"],
    port: Some(2049),
    is_data_store: true,
    answering: |_| Answering::OwnZone,
    properties: &[
        &ONE_ZONE,
        &STORAGE_GB,
        &IA_STORAGE_GB,
        &ARCHIVE_STORAGE_GB,
        &THROUGHPUT_MODE,
        &PROVISIONED,
        &READ_GB,
        &WRITE_GB,
        &IA_READ_GB,
        &IA_WRITE_GB,
        &ARCHIVE_READ_GB,
        &ARCHIVE_WRITE_GB,
        &ENCRYPTED,
        &TRANSIT_ENCRYPTION,
        &BACKUP,
        &workload::DERIVED_DATA,
        &backup::REQUIRED_RETENTION,
        &backup::SEPARATE_ACCOUNT,
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
    fn elastic_throughput_follows_the_traffic() {
        let lines = Bench::new("efs_file_system")
            .with("throughput_mode", "elastic")
            .with("ia_storage_gb", 50.0)
            .incoming("instance", 1_048_576.0, 2.0, 10.0)
            .lines();
        // 100 GB x 0.33 $; 50 GB x 0.02 $; 10 GB read x 0.03 $; 2 GB written x 0.07 $.
        near(lines.total(), 33.0 + 1.0 + 0.3 + 0.14);
    }

    #[test]
    fn provisioned_throughput_over_the_included() {
        let lines = Bench::new("efs_file_system")
            .with("throughput_mode", "provisioned")
            .with("provisioned_throughput_in_mibps", 20.0)
            .lines();
        // 20 - 100 GB x 0.05 = 15 MiB/s x 6.60 $.
        near(lines.usd("throughput"), 99.0);
        let one_zone = Bench::new("efs_file_system").with("one_zone", true);
        near(one_zone.lines().total(), 17.6);
    }

    #[test]
    fn archive_needs_elastic_throughput() {
        let bench = Bench::new("efs_file_system").with("archive_storage_gb", 1.0);
        assert_eq!(bench.problems().len(), 1);
        assert!(
            bench
                .with("throughput_mode", "elastic")
                .problems()
                .is_empty()
        );
    }

    #[test]
    fn access_of_cold_classes_is_billed_on_top() {
        let lines = Bench::new("efs_file_system")
            .region("us-east-1")
            .with("throughput_mode", "elastic")
            .with("ia_storage_gb", 100.0)
            .with("ia_read_gb", 50.0)
            .with("ia_write_gb", 100.0)
            .with("archive_storage_gb", 100.0)
            .with("archive_read_gb", 10.0)
            .lines();
        // 50 GB x 0.01 $; 100 GB x 0.01 $; 10 GB x 0.03 $.
        near(lines.usd("ia_read"), 0.5);
        near(lines.usd("ia_write"), 1.0);
        near(lines.usd("archive_read"), 0.3);
        let none = Bench::new("efs_file_system").with("ia_read_gb", 50.0);
        assert!(none.lines().find("ia_read").is_none());
    }
}
