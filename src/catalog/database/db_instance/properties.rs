//! Properties of an RDS instance.

use super::engine::{self, ENGINES, LICENSES, has_license, is_open_source, volume};
use crate::catalog::amount::units;
use crate::catalog::database::{backup, credits, extended_support, growth, insights, protection};
use crate::catalog::declared;
use crate::catalog::economics;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::purchase;
use crate::catalog::workload;
use crate::catalog::{Choice, Item, Property};
use crate::text::both;

pub use backup::STORAGE as BACKUP_STORAGE;
pub use extended_support::ENGINE_VERSION;
pub use insights::{
    PERFORMANCE_INSIGHTS, REQUESTS as INSIGHTS_REQUESTS, RETENTION as INSIGHTS_RETENTION,
};
pub use protection::{
    AUTO_MINOR_VERSION_UPGRADE, DELETION_PROTECTION, EVENTS, KMS_KEY, LOG_EXPORTS,
    MAINTENANCE_WINDOW, PUBLICLY_ACCESSIBLE, REQUIRE_TLS, STORAGE_ENCRYPTED,
};

const DEPLOYMENTS: &[Choice] = &[
    choice_in("single-az", "Single-AZ", "단일 AZ"),
    choice_in("multi-az", "Multi-AZ (one standby)", "다중 AZ(대기 1대)"),
    choice_in(
        "multi-az-cluster",
        "Multi-AZ cluster (two readable standbys)",
        "다중 AZ 클러스터(읽기 가능한 대기 2대)",
    ),
];
const STORAGE_TYPES: &[Choice] = &[
    choice("gp3", "gp3"),
    choice("gp2", "gp2"),
    choice("io1", "io1"),
    choice("io2", "io2 Block Express"),
    choice_in("standard", "Magnetic", "마그네틱"),
];
const MONITORING: &[Choice] = &[
    choice_in("0", "Off", "끔"),
    choice_in("1", "1 s", "1초"),
    choice_in("5", "5 s", "5초"),
    choice_in("10", "10 s", "10초"),
    choice_in("15", "15 s", "15초"),
    choice_in("30", "30 s", "30초"),
    choice_in("60", "60 s", "60초"),
];

/// Engine and edition.
pub static ENGINE: Property = Property::choice("engine", both("Engine", "엔진"), "mysql", ENGINES)
    .doc(
        "Database engine and edition. Commercial engines cost more and run on x86 only.",
        "데이터베이스 엔진과 에디션입니다. 상용 엔진은 더 비싸고 x86에서만 실행됩니다.",
    );

/// Licence model, for engines that offer a choice.
pub static LICENSE: Property = Property::choice(
    "license_model",
    both("Licence", "라이선스"),
    "license-included",
    LICENSES,
)
.doc(
    "Whether the hourly price includes the engine's licence. Licences bought elsewhere are not in the bill.",
    "시간당 요금에 엔진 라이선스가 포함되는지 정합니다. 따로 구매한 라이선스는 요금에 없습니다.",
)
.when(has_license);

/// Standbys.
pub static DEPLOYMENT: Property = Property::choice(
    "deployment",
    both("Deployment", "배포"),
    "single-az",
    DEPLOYMENTS,
)
.doc(
    "Multi-AZ keeps a standby in a second zone and fails over in one to two minutes. A Multi-AZ cluster has two standbys \
     that also serve reads and fails over in under 35 seconds.",
    "다중 AZ는 두 번째 가용 영역에 대기 인스턴스를 두고 1~2분 안에 장애 조치합니다. 다중 AZ 클러스터는 읽기를 처리하는 대기 2대를 두고 \
     35초 안에 장애 조치합니다.",
);

/// Instance class.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "instance_class",
    both("Instance class", "인스턴스 클래스"),
    "db.m6g.large",
    offered,
)
.doc(
    "Size of the primary and its standbys.",
    "기본 인스턴스와 대기 인스턴스의 크기입니다.",
);

/// Storage type.
pub static STORAGE_TYPE: Property = Property::choice(
    "storage_type",
    both("Storage type", "스토리지 유형"),
    "gp3",
    STORAGE_TYPES,
)
.doc(
    "gp3 includes 3,000 IOPS (12,000 from 400 GiB on); io1 and io2 bill every IOPS.",
    "gp3는 3,000 IOPS(400GiB부터 12,000)를 포함합니다. io1과 io2는 모든 IOPS가 과금됩니다.",
);

/// Allocated storage: 20 GiB to 64 TiB on SSD (service-facts: RDS limits; botocore rds, `AllocatedStorage`).
pub static ALLOCATED_STORAGE: Property = Property::count(
    "allocated_storage",
    both("Storage", "스토리지"),
    units::GIB,
    100.0,
    5.0,
    65_536.0,
)
.doc(
    "Allocated, not used: what is allocated is billed, and it can only grow.",
    "사용량이 아니라 할당량입니다. 할당한 만큼 과금되며 줄일 수 없습니다.",
);

/// Provisioned IOPS: at most 256,000 (service-facts: RDS limits).
pub static IOPS: Property = Property::optional_count(
    "iops",
    both("Provisioned IOPS", "프로비저닝된 IOPS"),
    units::IOPS,
    0.0,
    256_000.0,
)
.doc(
    "io1 and io2: needed, at least 1,000 are billed. gp3: only to go above what is included.",
    "io1과 io2에는 필수이고 최소 1,000이 과금됩니다. gp3는 포함된 양을 넘을 때만 필요합니다.",
)
.when(takes_iops)
.if_empty(|item| included(item).map(|(iops, _)| iops));

/// Provisioned throughput of gp3: at most 4,000 MiB/s (service-facts: RDS limits).
pub static THROUGHPUT: Property = Property::optional_count(
    "storage_throughput",
    both("Throughput", "처리량"),
    units::MIB_PER_SECOND,
    125.0,
    4_000.0,
)
.doc(
    "gp3 above the 125 MiB/s (500 from 400 GiB on) that are included.",
    "포함된 125MiB/s(400GiB부터 500)를 넘는 gp3 처리량입니다.",
)
.when(is_gp3)
.if_empty(|item| included(item).map(|(_, throughput)| throughput));

/// IOPS and MiB/s that the storage includes.
fn included(item: &Item<'_>) -> Option<(f64, f64)> {
    (volume(item) == "gp3").then(|| engine::gp3_included(item, item.number(&ALLOCATED_STORAGE)))
}

/// I/O of magnetic storage.
pub static MAGNETIC_IO: Property = Property::usage(
    "io_requests",
    both("I/O requests", "I/O 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "I/O operations of magnetic storage in a month. Derived: one for each request that arrives.",
    "마그네틱 스토리지의 월 I/O 작업입니다. 들어오는 요청마다 하나로 계산합니다.",
)
.when(is_magnetic);

/// Days of automatic backups.
pub static BACKUP_RETENTION: Property = backup::retention(0.0);

/// Extended support.
pub static EXTENDED_SUPPORT: Property = extended_support::EXTENDED_SUPPORT.when(is_open_source);

/// Sign-in with IAM.
pub static IAM_AUTHENTICATION: Property = protection::IAM_AUTHENTICATION.when(is_open_source);

/// Hours above the baseline of burstable classes.
pub static CPU_CREDIT_HOURS: Property = credits::CPU_CREDIT_HOURS.when(is_burstable);

/// Read replicas in the Region: up to 15, Oracle 5 (service-facts: RDS quotas).
pub static READ_REPLICAS: Property = Property::count(
    "read_replicas",
    both("Read replicas", "읽기 전용 복제본"),
    units::REPLICAS,
    0.0,
    0.0,
    15.0,
)
.doc(
    "Asynchronous copies that serve reads, each an instance with storage of its own.",
    "읽기를 처리하는 비동기 복제본입니다. 각각 자체 스토리지를 가진 인스턴스입니다.",
);

/// Class of the replicas.
pub static REPLICA_CLASS: Property = Property::instance_type(
    "replica_instance_class",
    both("Replica class", "복제본 클래스"),
    "",
    offered_replicas,
)
.doc(
    "Left out: the same as the primary.",
    "비워 두면 기본 인스턴스와 같습니다.",
)
.when(has_replicas);

/// Storage autoscaling.
pub static MAX_ALLOCATED_STORAGE: Property = Property::count(
    "max_allocated_storage",
    both("Autoscaling limit", "자동 확장 한도"),
    units::GIB,
    0.0,
    0.0,
    65_536.0,
)
.doc(
    "Storage grows by itself up to this size; 0: it does not.",
    "스토리지가 이 크기까지 자동으로 커집니다. 0이면 커지지 않습니다.",
)
.secondary();

/// Data in the database.
pub static DATA_GB: Property = Property::optional(
    "data_gb",
    both("Data", "데이터 크기"),
    units::GB,
    0.0,
    65_536.0,
)
.doc(
    "How much of the storage is used.",
    "스토리지 중 실제 사용량입니다.",
)
.secondary();

/// Enhanced monitoring; off by default (service-facts: RDS default).
pub static MONITORING_INTERVAL: Property = Property::choice(
    "monitoring_interval",
    both("Enhanced monitoring", "향상된 모니터링"),
    "0",
    MONITORING,
)
.doc(
    "Operating system metrics at this interval; they are logs in CloudWatch.",
    "이 주기로 운영 체제 지표를 수집하며 CloudWatch 로그로 저장됩니다.",
)
.secondary();

pub(super) static ALL: &[&Property] = &[
    &ENGINE,
    &LICENSE,
    &ENGINE_VERSION,
    &DEPLOYMENT,
    &INSTANCE_CLASS,
    &STORAGE_TYPE,
    &ALLOCATED_STORAGE,
    &IOPS,
    &THROUGHPUT,
    &MAGNETIC_IO,
    &growth::GROWTH,
    &growth::KEPT,
    &READ_REPLICAS,
    &REPLICA_CLASS,
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
    &declared::INSTANCE_ROLE,
    &declared::MAX_CONNECTIONS,
    &declared::ID_STRATEGY,
    &MAX_ALLOCATED_STORAGE,
    &DATA_GB,
    &economics::PEAK_UTILIZATION,
    &MONITORING_INTERVAL,
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
    &workload::SUSTAINED_IOPS,
    &workload::REPEATABLE_READS,
    &workload::HOT_SHARE,
    &workload::SCANS,
    &workload::ROWS,
    &workload::TABLE_INDEXES,
    &workload::SKEW,
    &workload::REPORTS,
    &workload::GROWTH,
    &workload::MEMORY_NEEDED,
    &EVENTS,
];

fn offer(item: &Item<'_>, deployment: &'static str) -> InstanceTypes {
    let mut fixed = engine::price_attributes(item);
    let (name, value) = engine::price_deployment(item, deployment);
    fixed.push((name, value.to_owned()));
    InstanceTypes {
        service: engine::service(item),
        item: "instance_hour",
        attribute: "instance_type",
        fixed,
    }
}
fn is_burstable(item: &Item<'_>) -> bool {
    credits::is_burstable(item.text(&INSTANCE_CLASS))
}
fn offered(item: &Item<'_>) -> InstanceTypes {
    offer(item, engine::deployment(item))
}
fn offered_replicas(item: &Item<'_>) -> InstanceTypes {
    offer(item, "single-az")
}
fn takes_iops(item: &Item<'_>) -> bool {
    matches!(volume(item), "gp3" | "io1" | "io2")
}
fn is_gp3(item: &Item<'_>) -> bool {
    volume(item) == "gp3"
}
fn is_magnetic(item: &Item<'_>) -> bool {
    volume(item) == "magnetic"
}
fn has_replicas(item: &Item<'_>) -> bool {
    item.number(&READ_REPLICAS) > 0.0
}
