//! What all relational, document and graph databases declare alike: encryption, deletion protection, sign-in, windows.
//!
//! None of these cost anything by themselves; rules read them. Constants are for kinds that add a condition of their own.

use crate::catalog::property::choice_in;
use crate::catalog::{Choice, Item, Property};
use crate::text::both;

const KEYS: &[Choice] = &[
    choice_in("aws-managed", "AWS managed", "AWS 관리형"),
    choice_in("customer-managed", "Customer managed", "고객 관리형"),
];

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

/// Deletion protection; off by default (service-facts: RDS default, also clusters).
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
pub const IAM_AUTHENTICATION: Property = Property::flag(
    "iam_database_authentication_enabled",
    both("IAM authentication", "IAM 인증"),
    false,
)
.doc(
    "Clients sign in with a token of their role instead of a password.",
    "클라이언트가 암호 대신 역할의 토큰으로 로그인합니다.",
)
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

/// Whether failovers are announced.
pub static EVENTS: Property = Property::flag(
    "event_subscription",
    both("Events announced", "이벤트 알림"),
    false,
)
.doc(
    "An event subscription tells a topic of failovers, failures and low storage.",
    "이벤트 구독이 장애 조치, 장애, 스토리지 부족을 주제로 알립니다.",
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

fn is_encrypted(item: &Item<'_>) -> bool {
    item.flag(&STORAGE_ENCRYPTED)
}
