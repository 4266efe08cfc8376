//! Properties of an RDS instance.

use super::engine::{ENGINES, LICENSES, has_license, is_open_source, volume};
use crate::catalog::amount::units;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::{Choice, Item, Property};
use crate::text::both;

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
const SUPPORT: &[Choice] = &[
    choice_in("off", "Not needed", "필요 없음"),
    choice_in("year-1-2", "Year 1 or 2", "1~2년 차"),
    choice_in("year-3", "Year 3", "3년 차"),
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
const KEYS: &[Choice] = &[
    choice_in("aws-managed", "AWS managed", "AWS 관리형"),
    choice_in("customer-managed", "Customer managed", "고객 관리형"),
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

/// Version of the engine.
pub static ENGINE_VERSION: Property =
    Property::text("engine_version", both("Engine version", "엔진 버전"), "").doc(
        "For example `8.0` or `15`; decides the price of extended support.",
        "예: `8.0`, `15`. 추가 지원 요금을 정합니다.",
    );

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
    1_000.0,
    256_000.0,
)
.doc(
    "io1 and io2: needed. gp3: only to go above what is included.",
    "io1과 io2에는 필수이며, gp3는 포함된 양을 넘을 때만 필요합니다.",
)
.when(takes_iops);

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
.when(is_gp3);

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

/// Days of automatic backups: 0 to 35 (service-facts: RDS limits; 7 in the console).
pub static BACKUP_RETENTION: Property = Property::count(
    "backup_retention_period",
    both("Backup retention", "백업 보존 기간"),
    units::DAYS,
    7.0,
    0.0,
    35.0,
)
.doc(
    "Days that automatic backups are kept; 0 switches them off, and with them point-in-time restore.",
    "자동 백업 보존 일수입니다. 0이면 자동 백업과 시점 복원이 꺼집니다.",
);

/// Backup storage.
pub static BACKUP_STORAGE: Property = Property::optional(
    "backup_storage_gb",
    both("Backup storage", "백업용 스토리지"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "All automatic backups and snapshots. Only what exceeds the allocated storage is billed; left out: within it.",
    "모든 자동 백업과 스냅샷입니다. 할당된 스토리지를 넘는 만큼만 과금되며, 비워 두면 넘지 않는 것으로 봅니다.",
);

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

/// Extended support.
pub static EXTENDED_SUPPORT: Property = Property::choice(
    "extended_support",
    both("Extended support", "추가 지원"),
    "off",
    SUPPORT,
)
.doc(
    "Paid support after a major version's end of standard support, for each vCPU-hour.",
    "메이저 버전의 표준 지원이 끝난 뒤의 유료 지원입니다. vCPU-시간마다 과금됩니다.",
)
.when(is_open_source);

/// Public address.
pub static PUBLICLY_ACCESSIBLE: Property = Property::flag(
    "publicly_accessible",
    both("Publicly accessible", "퍼블릭 액세스 가능"),
    false,
)
.doc(
    "Has a public IPv4 address, which is billed by the hour.",
    "시간당 과금되는 퍼블릭 IPv4 주소를 가집니다.",
);

/// Encryption at rest.
pub static STORAGE_ENCRYPTED: Property = Property::flag(
    "storage_encrypted",
    both("Storage encrypted", "스토리지 암호화"),
    true,
)
.doc(
    "On by default in the console; can be chosen only when the database is created.",
    "콘솔 기본값은 켜짐이며, 데이터베이스를 만들 때만 선택할 수 있습니다.",
)
.secondary();

/// Key of the encryption.
pub static KMS_KEY: Property = Property::choice(
    "kms_key",
    both("Encryption key", "암호화 키"),
    "aws-managed",
    KEYS,
)
.doc("Who manages the key.", "키를 관리하는 주체입니다.")
.when(is_encrypted)
.secondary();

/// Deletion protection; off by default (service-facts: RDS default).
pub static DELETION_PROTECTION: Property = Property::flag(
    "deletion_protection",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "The database cannot be deleted until it is switched off.",
    "끄기 전에는 데이터베이스를 삭제할 수 없습니다.",
)
.secondary();

/// TLS demanded of clients.
pub static REQUIRE_TLS: Property =
    Property::flag("require_tls", both("TLS required", "TLS 필수"), false)
        .doc(
            "The parameter group refuses connections without TLS.",
            "파라미터 그룹이 TLS 없는 연결을 거부합니다.",
        )
        .secondary();

/// Sign-in with IAM.
pub static IAM_AUTHENTICATION: Property = Property::flag(
    "iam_database_authentication_enabled",
    both("IAM authentication", "IAM 인증"),
    false,
)
.doc(
    "Clients sign in with a token of their role instead of a password.",
    "클라이언트가 암호 대신 역할의 토큰으로 로그인합니다.",
)
.when(is_open_source)
.secondary();

/// Automatic minor versions; on by default (service-facts: RDS default).
pub static AUTO_MINOR_VERSION_UPGRADE: Property = Property::flag(
    "auto_minor_version_upgrade",
    both("Automatic minor versions", "마이너 버전 자동 업그레이드"),
    true,
)
.doc(
    "Minor versions are applied in the maintenance window.",
    "유지 관리 기간에 마이너 버전을 적용합니다.",
)
.secondary();

/// Maintenance window.
pub static MAINTENANCE_WINDOW: Property = Property::text(
    "maintenance_window",
    both("Maintenance window", "유지 관리 기간"),
    "",
)
.doc(
    "For example `sun:18:00-sun:18:30` (UTC); left out: AWS chooses.",
    "예: `sun:18:00-sun:18:30`(UTC). 비워 두면 AWS가 정합니다.",
)
.secondary();

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

/// Database Insights.
pub static PERFORMANCE_INSIGHTS: Property = Property::flag(
    "performance_insights_enabled",
    both("Performance insights", "성능 개선 도우미"),
    false,
)
.doc(
    "Load by query and wait; free with seven days of history.",
    "쿼리와 대기별 부하를 보여 줍니다. 7일 기록까지 무료입니다.",
)
.secondary();

/// Logs to CloudWatch.
pub static LOG_EXPORTS: Property = Property::flag(
    "cloudwatch_logs_exports",
    both("Logs exported", "로그 내보내기"),
    false,
)
.doc(
    "Error, slow query or audit logs go to CloudWatch Logs; draw the log connection for their cost.",
    "오류, 느린 쿼리, 감사 로그를 CloudWatch Logs로 보냅니다. 비용을 계산하려면 로그 연결을 그리세요.",
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
    &READ_REPLICAS,
    &REPLICA_CLASS,
    &BACKUP_RETENTION,
    &BACKUP_STORAGE,
    &EXTENDED_SUPPORT,
    &PUBLICLY_ACCESSIBLE,
    &STORAGE_ENCRYPTED,
    &KMS_KEY,
    &DELETION_PROTECTION,
    &REQUIRE_TLS,
    &IAM_AUTHENTICATION,
    &AUTO_MINOR_VERSION_UPGRADE,
    &MAINTENANCE_WINDOW,
    &MAX_ALLOCATED_STORAGE,
    &DATA_GB,
    &MONITORING_INTERVAL,
    &PERFORMANCE_INSIGHTS,
    &LOG_EXPORTS,
];

fn offer(item: &Item<'_>, deployment: &str) -> InstanceTypes {
    let mut fixed = super::engine::price_attributes(item);
    fixed.push(("deployment", deployment.to_owned()));
    InstanceTypes {
        service: "rds",
        item: "instance_hour",
        attribute: "instance_type",
        fixed,
    }
}
fn offered(item: &Item<'_>) -> InstanceTypes {
    offer(item, item.text(&DEPLOYMENT))
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
fn is_encrypted(item: &Item<'_>) -> bool {
    item.flag(&STORAGE_ENCRYPTED)
}
