//! Properties of an Aurora cluster.

use crate::catalog::amount::units;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::{Choice, Item, Property};
use crate::text::both;

const ENGINES: &[Choice] = &[
    choice("aurora-mysql", "Aurora MySQL"),
    choice("aurora-postgresql", "Aurora PostgreSQL"),
];
const CAPACITIES: &[Choice] = &[
    choice_in("provisioned", "Provisioned", "프로비저닝"),
    choice("serverless-v2", "Serverless v2"),
];
const STORAGES: &[Choice] = &[
    choice_in("aurora", "Standard", "표준"),
    choice("aurora-iopt1", "I/O-Optimized"),
];
const SUPPORT: &[Choice] = &[
    choice_in("off", "Not needed", "필요 없음"),
    choice_in("year-1-2", "Year 1 or 2", "1~2년 차"),
    choice_in("year-3", "Year 3", "3년 차"),
];
const KEYS: &[Choice] = &[
    choice_in("aws-managed", "AWS managed", "AWS 관리형"),
    choice_in("customer-managed", "Customer managed", "고객 관리형"),
];

/// Engine.
pub static ENGINE: Property =
    Property::choice("engine", both("Engine", "엔진"), "aurora-mysql", ENGINES).doc(
        "Compatible with MySQL or PostgreSQL.",
        "MySQL 또는 PostgreSQL과 호환됩니다.",
    );

/// Major version.
pub static ENGINE_VERSION: Property = Property::text(
    "engine_version",
    both("Engine version", "엔진 버전"),
    "",
)
.doc(
    "Major version of the compatible engine, for example `8.0` or `15`; decides the price of extended support.",
    "호환 엔진의 메이저 버전입니다. 예: `8.0`, `15`. 추가 지원 요금을 정합니다.",
);

/// Provisioned or Serverless v2.
pub static CAPACITY: Property = Property::choice(
    "capacity",
    both("Capacity", "용량"),
    "provisioned",
    CAPACITIES,
)
.doc(
    "Instances of a fixed class, or Serverless v2, which follows the load between two limits.",
    "고정된 클래스의 인스턴스를 쓰거나, 두 한도 사이에서 부하를 따라가는 Serverless v2를 씁니다.",
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
);

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

/// Least capacity: 0 pauses (service-facts: Aurora Serverless v2 limits).
pub static MIN_CAPACITY: Property = Property::number(
    "min_capacity",
    both("Minimum capacity", "최소 용량"),
    units::ACU,
    0.5,
    0.0,
    256.0,
)
.doc(
    "Least capacity of each instance in steps of 0.5; 0 lets it pause.",
    "인스턴스마다의 최소 용량이며 0.5 단위입니다. 0이면 일시 중지할 수 있습니다.",
)
.when(is_serverless);

/// Most capacity (service-facts: Aurora Serverless v2 limits).
pub static MAX_CAPACITY: Property = Property::number(
    "max_capacity",
    both("Maximum capacity", "최대 용량"),
    units::ACU,
    8.0,
    1.0,
    256.0,
)
.doc(
    "Most capacity of each instance; also decides the number of connections.",
    "인스턴스마다의 최대 용량이며 연결 수도 이 값으로 정해집니다.",
)
.when(is_serverless);

/// Average capacity.
pub static AVERAGE_CAPACITY: Property = Property::number(
    "average_capacity",
    both("Average capacity", "평균 용량"),
    units::ACU,
    2.0,
    0.0,
    256.0,
)
.doc(
    "Capacity of each instance averaged over the month; kept between minimum and maximum.",
    "한 달 평균 인스턴스별 용량입니다. 최소와 최대 사이로 제한됩니다.",
)
.when(is_serverless);

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

/// Data kept: the volume grows to 256 TiB (service-facts: Aurora limits).
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Data", "데이터"),
    units::GB,
    100.0,
    1.0,
    262_144.0,
)
.doc(
    "Data in the cluster volume, averaged over the month: used, not allocated, and counted once for all copies.",
    "클러스터 볼륨의 월평균 데이터입니다. 할당량이 아닌 사용량이며 모든 사본을 한 번만 셉니다.",
);

/// Share of reads that memory answers.
pub static BUFFER_HIT: Property = Property::number(
    "buffer_hit_ratio",
    both("Reads from memory", "메모리 적중률"),
    units::PERCENT,
    90.0,
    0.0,
    100.0,
)
.doc(
    "Share of reads that the buffer pool answers without storage I/O.",
    "버퍼 풀이 스토리지 I/O 없이 처리하는 읽기의 비율입니다.",
)
.when(is_standard);

/// I/O requests.
pub static IO_REQUESTS: Property = Property::usage(
    "io_requests",
    both("I/O requests", "I/O 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Storage I/O in a month. Derived: each write one for every 4 KB, each read that misses memory one for every 16 KB page.",
    "월 스토리지 I/O입니다. 쓰기는 4KB마다 한 번, 메모리에 없는 읽기는 16KB 페이지마다 한 번으로 계산합니다.",
)
.when(is_standard);

/// Days of backups: 1 to 35, cannot be switched off (service-facts: Aurora default and limit).
pub static BACKUP_RETENTION: Property = Property::count(
    "backup_retention_period",
    both("Backup retention", "백업 보존 기간"),
    units::DAYS,
    7.0,
    1.0,
    35.0,
)
.doc(
    "Days that automatic backups are kept.",
    "자동 백업 보존 일수입니다.",
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
    "All backups and snapshots. Only what exceeds the data is billed; left out: within it.",
    "모든 백업과 스냅샷입니다. 데이터 크기를 넘는 만큼만 과금되며, 비워 두면 넘지 않는 것으로 봅니다.",
);

/// Extended support.
pub static EXTENDED_SUPPORT: Property = Property::choice(
    "extended_support",
    both("Extended support", "추가 지원"),
    "off",
    SUPPORT,
)
.doc(
    "Paid support after a major version's end of standard support, for each vCPU-hour or ACU-hour.",
    "메이저 버전의 표준 지원이 끝난 뒤의 유료 지원입니다. vCPU-시간 또는 ACU-시간마다 과금됩니다.",
);

/// Public address.
pub static PUBLICLY_ACCESSIBLE: Property = Property::flag(
    "publicly_accessible",
    both("Publicly accessible", "퍼블릭 액세스 가능"),
    false,
)
.doc(
    "Each instance has a public IPv4 address, which is billed by the hour.",
    "인스턴스마다 시간당 과금되는 퍼블릭 IPv4 주소를 가집니다.",
);

/// Encryption at rest.
pub static STORAGE_ENCRYPTED: Property = Property::flag(
    "storage_encrypted",
    both("Storage encrypted", "스토리지 암호화"),
    true,
)
.doc(
    "On by default in the console; can be chosen only when the cluster is created.",
    "콘솔 기본값은 켜짐이며, 클러스터를 만들 때만 선택할 수 있습니다.",
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
.secondary();

/// Deletion protection; off by default (service-facts: RDS default, also Aurora clusters).
pub static DELETION_PROTECTION: Property = Property::flag(
    "deletion_protection",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "The cluster cannot be deleted until it is switched off.",
    "끄기 전에는 클러스터를 삭제할 수 없습니다.",
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
.secondary();

/// Automatic minor versions.
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
    "Hours that Aurora MySQL can be rewound without a restore; 0: off. Change records are not in the bill.",
    "Aurora MySQL을 복원 없이 되감을 수 있는 시간입니다. 0이면 꺼짐이며, 변경 레코드 요금은 포함하지 않습니다.",
)
.when(is_mysql)
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
    &BACKTRACK_HOURS,
    &PERFORMANCE_INSIGHTS,
    &LOG_EXPORTS,
];

fn offered(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "aurora",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![
            ("engine", item.text(&ENGINE).to_owned()),
            ("storage_config", storage_config(item).to_owned()),
        ],
    }
}

/// Word of the storage configuration in the price rows.
pub(super) fn storage_config(item: &Item<'_>) -> &'static str {
    if item.text(&STORAGE_TYPE) == "aurora-iopt1" {
        "io-optimized"
    } else {
        "standard"
    }
}

/// Whether the cluster is Serverless v2.
pub fn is_serverless(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "serverless-v2"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    !is_serverless(item)
}
fn has_provisioned_readers(item: &Item<'_>) -> bool {
    is_provisioned(item) && item.number(&READERS) > 0.0
}
pub(super) fn is_standard(item: &Item<'_>) -> bool {
    item.text(&STORAGE_TYPE) == "aurora"
}
fn is_mysql(item: &Item<'_>) -> bool {
    item.text(&ENGINE) == "aurora-mysql"
}
