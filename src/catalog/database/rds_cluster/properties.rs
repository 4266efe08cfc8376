//! Properties of an Aurora cluster.

use crate::catalog::amount::units;
use crate::catalog::database::{
    backup, capacity, cluster_storage, credits, extended_support, growth, insights, protection,
};
use crate::catalog::declared;
use crate::catalog::economics;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::purchase;
use crate::catalog::workload;
use crate::catalog::{Choice, Item, Property};
use crate::text::both;

pub use backup::STORAGE as BACKUP_STORAGE;
pub use cluster_storage::{BUFFER_HIT, IO_REQUESTS, STORAGE_GB};
pub use extended_support::ENGINE_VERSION;
pub use insights::{
    PERFORMANCE_INSIGHTS, REQUESTS as INSIGHTS_REQUESTS, RETENTION as INSIGHTS_RETENTION,
};
pub use protection::{
    AUTO_MINOR_VERSION_UPGRADE, DELETION_PROTECTION, EVENTS, KMS_KEY, LOG_EXPORTS,
    MAINTENANCE_WINDOW, PUBLICLY_ACCESSIBLE, REQUIRE_TLS, STORAGE_ENCRYPTED,
};

const ENGINES: &[Choice] = &[
    choice("aurora-mysql", "Aurora MySQL"),
    choice("aurora-postgresql", "Aurora PostgreSQL"),
];
const CAPACITIES: &[Choice] = &[
    choice_in("provisioned", "Provisioned", "프로비저닝"),
    choice("serverless-v2", "Serverless v2"),
    choice("serverless-v1", "Serverless v1"),
    choice_in("separate", "Instances drawn apart", "인스턴스를 따로 그림"),
];
const STORAGES: &[Choice] = &[
    choice_in("aurora", "Standard", "표준"),
    choice("aurora-iopt1", "I/O-Optimized"),
];

/// Engine.
pub static ENGINE: Property =
    Property::choice("engine", both("Engine", "엔진"), "aurora-mysql", ENGINES).doc(
        "Compatible with MySQL or PostgreSQL.",
        "MySQL 또는 PostgreSQL과 호환됩니다.",
    );

/// Provisioned or Serverless v2.
pub static CAPACITY: Property = Property::choice(
    "capacity",
    both("Capacity", "용량"),
    "provisioned",
    CAPACITIES,
)
.doc(
    "Instances of a fixed class, or Serverless v2, which follows the load between two limits. Where the instances are \
     components of their own, the cluster is its storage, I/O and backups.",
    "고정된 클래스의 인스턴스를 쓰거나, 두 한도 사이에서 부하를 따라가는 Serverless v2를 씁니다. 인스턴스를 별도 구성 요소로 그리면 클러스터는 \
     스토리지, I/O, 백업만 나타냅니다.",
);

/// Class of the writer.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "instance_class",
    both("Writer class", "라이터 클래스"),
    "db.r6g.large",
    offered,
)
.doc("Size of the writer.", "라이터의 크기입니다.")
.when(is_provisioned);

/// Least capacity: 0 pauses (service-facts: Aurora Serverless v2 limits).
pub static MIN_CAPACITY: Property =
    capacity::least(units::ACU, 0.5, 0.0, 256.0).when(is_serverless);

/// Most capacity (service-facts: Aurora Serverless v2 limits).
pub static MAX_CAPACITY: Property = capacity::most(units::ACU, 8.0, 256.0).when(is_serverless);

/// Average capacity.
pub static AVERAGE_CAPACITY: Property = capacity::AVERAGE_ACU.when(bills_capacity);

/// Days of backups; they cannot be switched off (service-facts: Aurora default and limit).
pub static BACKUP_RETENTION: Property = backup::retention(1.0);

/// Extended support; Serverless v1 has none.
pub static EXTENDED_SUPPORT: Property = extended_support::EXTENDED_SUPPORT.when(has_own_instances);

/// Sign-in with IAM.
pub static IAM_AUTHENTICATION: Property = protection::IAM_AUTHENTICATION;

/// Hours above the baseline of burstable classes.
pub static CPU_CREDIT_HOURS: Property = credits::CPU_CREDIT_HOURS.when(is_burstable);

/// Readers: up to 15 (service-facts: Aurora limits).
pub static READERS: Property = Property::count(
    "readers",
    both("Readers", "리더"),
    units::INSTANCES,
    1.0,
    0.0,
    15.0,
)
.doc(
    "Instances that serve reads and take over when the writer fails: within a minute with a reader, up to ten minutes without.",
    "읽기를 처리하고 라이터 장애 시 이어받는 인스턴스입니다. 리더가 있으면 1분 안에, 없으면 최대 10분이 걸립니다.",
)
.when(has_own_instances);

/// Class of the readers.
pub static READER_CLASS: Property = Property::instance_type(
    "reader_instance_class",
    both("Reader class", "리더 클래스"),
    "",
    offered,
)
.doc(
    "Left out: the same as the writer.",
    "비워 두면 라이터와 같습니다.",
)
.when(has_provisioned_readers);

/// Storage configuration.
pub static STORAGE_TYPE: Property = Property::choice(
    "storage_type",
    both("Storage", "스토리지 구성"),
    "aurora",
    STORAGES,
)
.doc(
    "Standard bills each I/O request. I/O-Optimized bills none, with dearer instances and storage: cheaper when I/O is over a \
     quarter of the cluster's cost.",
    "표준은 I/O 요청마다 과금됩니다. I/O-Optimized는 I/O 요금이 없는 대신 인스턴스와 스토리지가 비싸며, I/O가 클러스터 비용의 4분의 1을 \
     넘으면 유리합니다.",
);

/// Backtrack.
pub static BACKTRACK_HOURS: Property = Property::count(
    "backtrack_window_hours",
    both("Backtrack window", "역추적 기간"),
    units::HOURS,
    0.0,
    0.0,
    72.0,
)
.doc(
    "Hours that Aurora MySQL can be rewound without a restore; 0: off. Change records are billed for as long as they are kept.",
    "Aurora MySQL을 복원 없이 되감을 수 있는 시간입니다. 0이면 꺼짐이며, 변경 레코드는 보존 시간만큼 과금됩니다.",
)
.when(can_backtrack)
.secondary();

/// Statements that change data.
pub static STATEMENTS_PER_HOUR: Property = Property::usage(
    "average_statements_per_hr",
    both("Changing statements", "변경 문"),
    units::STATEMENTS_PER_HOUR,
)
.doc(
    "Statements an hour whose change records backtracking keeps. Derived: the writes that arrive.",
    "역추적이 변경 레코드를 보존하는 시간당 문 수입니다. 들어오는 쓰기로 계산합니다.",
)
.when(backtracks)
.secondary();

/// Change records of a statement.
pub static RECORDS_PER_STATEMENT: Property = Property::number(
    "change_records_per_statement",
    both("Records per statement", "문당 변경 레코드"),
    units::CHANGE_RECORDS,
    1.0,
    0.0,
    1e6,
)
.doc(
    "Change records that one statement makes.",
    "한 문이 만드는 변경 레코드 수입니다.",
)
.when(backtracks)
.secondary();

/// Snapshots exported to S3.
pub static SNAPSHOT_EXPORT_GB: Property = Property::optional(
    "snapshot_export_gb",
    both("Snapshot export", "스냅샷 내보내기"),
    units::GB_PER_MONTH,
    0.0,
    1e9,
)
.doc(
    "Size of the snapshots that are exported to S3 in a month.",
    "한 달에 S3로 내보내는 스냅샷의 크기입니다.",
)
.secondary();

/// Requests of the Data API.
pub static DATA_API_REQUESTS: Property = Property::optional(
    "data_api_requests",
    both("Data API requests", "Data API 요청"),
    units::REQUESTS_PER_MONTH,
    0.0,
    1e15,
)
.doc(
    "Requests over HTTPS to the Data API in a month, one for every 32 KB.",
    "HTTPS로 Data API에 보내는 월 요청 수이며 32KB마다 하나로 셉니다.",
)
.secondary();

pub(super) static ALL: &[&Property] = &[
    &ENGINE,
    &ENGINE_VERSION,
    &CAPACITY,
    &INSTANCE_CLASS,
    &READERS,
    &READER_CLASS,
    &MIN_CAPACITY,
    &MAX_CAPACITY,
    &AVERAGE_CAPACITY,
    &STORAGE_TYPE,
    &STORAGE_GB,
    &BUFFER_HIT,
    &IO_REQUESTS,
    &growth::GROWTH,
    &growth::KEPT,
    &growth::MONTH,
    &BACKUP_RETENTION,
    &BACKUP_STORAGE,
    &EXTENDED_SUPPORT,
    &PUBLICLY_ACCESSIBLE,
    &purchase::OPTION_DATABASE,
    &purchase::TERM,
    &purchase::PAYMENT,
    &purchase::DISCOUNT,
    &purchase::SOURCE,
    &STORAGE_ENCRYPTED,
    &KMS_KEY,
    &DELETION_PROTECTION,
    &backup::REQUIRED_RETENTION,
    &backup::SEPARATE_ACCOUNT,
    &REQUIRE_TLS,
    &IAM_AUTHENTICATION,
    &AUTO_MINOR_VERSION_UPGRADE,
    &MAINTENANCE_WINDOW,
    &declared::MAX_CONNECTIONS,
    &declared::ID_STRATEGY,
    &economics::AVERAGE_UTILIZATION,
    &economics::PEAK_UTILIZATION,
    &BACKTRACK_HOURS,
    &STATEMENTS_PER_HOUR,
    &RECORDS_PER_STATEMENT,
    &SNAPSHOT_EXPORT_GB,
    &DATA_API_REQUESTS,
    &PERFORMANCE_INSIGHTS,
    &INSIGHTS_RETENTION,
    &INSIGHTS_REQUESTS,
    &insights::MODE,
    &insights::MODE_PRICE,
    &insights::MODE_PRICE_SOURCE,
    &CPU_CREDIT_HOURS,
    &LOG_EXPORTS,
    &workload::CAPACITY,
    &workload::CPU,
    &workload::REPEATABLE_READS,
    &workload::HOT_SHARE,
    &workload::SCANS,
    &workload::ROWS,
    &workload::TABLE_INDEXES,
    &workload::SKEW,
    &workload::REPORTS,
    &workload::GROWTH,
    &EVENTS,
];

/// Aurora classes of the item's engine and storage configuration.
pub(in crate::catalog::database) fn offered(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "aurora",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![
            ("engine", item.text(&ENGINE).to_owned()),
            (
                "storage_config",
                cluster_storage::storage_config(item).to_owned(),
            ),
        ],
    }
}

/// Whether the cluster is Serverless v2.
pub fn is_serverless(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "serverless-v2"
}
/// Whether the instances are components of their own.
pub fn is_separate(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "separate"
}
fn bills_capacity(item: &Item<'_>) -> bool {
    item.text(&CAPACITY).starts_with("serverless")
}
fn is_provisioned(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "provisioned"
}
fn has_own_instances(item: &Item<'_>) -> bool {
    is_provisioned(item) || is_serverless(item)
}
fn has_provisioned_readers(item: &Item<'_>) -> bool {
    is_provisioned(item) && item.number(&READERS) > 0.0
}
fn is_burstable(item: &Item<'_>) -> bool {
    is_provisioned(item) && credits::is_burstable(item.text(&INSTANCE_CLASS))
}
/// Whether the cluster can be rewound: Aurora MySQL, not on Serverless v1.
fn can_backtrack(item: &Item<'_>) -> bool {
    item.text(&ENGINE) == "aurora-mysql" && item.text(&CAPACITY) != "serverless-v1"
}
fn backtracks(item: &Item<'_>) -> bool {
    can_backtrack(item) && item.number(&BACKTRACK_HOURS) > 0.0
}
