//! Properties of S3 buckets.

use crate::catalog::amount::{Unit, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{Choice, Item, Property};
use crate::text::{Bilingual, both};

pub(super) const CLASSES: &[Choice] = &[
    choice("STANDARD", "Standard"),
    choice("STANDARD_IA", "Standard-IA"),
    choice("ONEZONE_IA", "One Zone-IA"),
    choice("INTELLIGENT_TIERING", "Intelligent-Tiering"),
    choice("GLACIER_IR", "Glacier Instant Retrieval"),
    choice("GLACIER", "Glacier Flexible Retrieval"),
    choice("DEEP_ARCHIVE", "Glacier Deep Archive"),
];
pub(in crate::catalog::storage) const SPEEDS: &[Choice] = &[
    choice_in("standard", "Standard (3-5 h)", "표준(3~5시간)"),
    choice_in("expedited", "Expedited (1-5 min)", "신속(1~5분)"),
    choice_in("bulk", "Bulk (5-12 h)", "대량(5~12시간)"),
];
const ENCRYPTION: &[Choice] = &[choice("AES256", "SSE-S3"), choice("aws:kms", "SSE-KMS")];
/// Storage class.
pub static STORAGE_CLASS: Property = Property::choice(
    "storage_class",
    both("Storage class", "스토리지 클래스"),
    "STANDARD",
    CLASSES,
)
.doc(
    "Colder classes store for less and charge for retrieval and for a minimum duration of 30 to 180 days.",
    "차가운 클래스일수록 스토리지가 저렴하지만 검색 요금과 30~180일의 최소 보관 기간이 있습니다.",
);

/// Data kept.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    100.0,
    0.0,
    1e12,
)
.doc(
    "Data in the bucket, averaged over the month, old versions included.",
    "버킷의 월평균 데이터이며 이전 버전을 포함합니다.",
);

/// Average object.
pub static OBJECT_KB: Property = Property::number(
    "object_kb",
    both("Object size", "객체 크기"),
    units::KB,
    1_024.0,
    0.001,
    5e10,
)
.doc(
    "Average object. Infrequent classes bill at least 128 KB for each, archives 40 KB of metadata on top.",
    "평균 객체 크기입니다. 저빈도 클래스는 객체마다 최소 128KB를, 아카이브는 메타데이터 40KB를 더해 과금합니다.",
);

/// Share of Intelligent-Tiering data in the infrequent tier.
pub static INFREQUENT_SHARE: Property = Property::number(
    "infrequent_share",
    both("In the infrequent tier", "저빈도 계층 비율"),
    units::PERCENT,
    50.0,
    0.0,
    100.0,
)
.doc(
    "Share of the data that has not been read for 30 days.",
    "30일 동안 읽지 않은 데이터의 비율입니다.",
)
.when(is_intelligent);

/// Share of Intelligent-Tiering data in the archive instant tier.
pub static ARCHIVE_SHARE: Property = Property::number(
    "archive_instant_share",
    both("In the archive tier", "아카이브 계층 비율"),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of the data that has not been read for 90 days.",
    "90일 동안 읽지 않은 데이터의 비율입니다.",
)
.when(is_intelligent);

/// Objects in the bucket.
pub static OBJECTS: Property = Property::optional(
    "objects",
    both("Objects", "객체 수"),
    units::OBJECTS,
    0.0,
    1e15,
)
.doc(
    "Objects in the bucket; left out: storage divided by the object size.",
    "버킷의 객체 수입니다. 비워 두면 스토리지를 객체 크기로 나눕니다.",
)
.secondary();

/// Share of Intelligent-Tiering data in the optional archive access tier.
pub static ARCHIVE_ACCESS_SHARE: Property = Property::number(
    "archive_access_share",
    both("In the archive access tier", "아카이브 액세스 계층 비율"),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of the data in the optional tier that must be restored before it is read.",
    "읽기 전에 복원해야 하는 선택적 계층의 데이터 비율입니다.",
)
.when(is_intelligent)
.secondary();

/// Share of Intelligent-Tiering data in the optional deep archive access tier.
pub static DEEP_ARCHIVE_SHARE: Property = Property::number(
    "deep_archive_access_share",
    both(
        "In the deep archive access tier",
        "딥 아카이브 액세스 계층 비율",
    ),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of the data in the coldest optional tier.",
    "가장 차가운 선택적 계층의 데이터 비율입니다.",
)
.when(is_intelligent)
.secondary();

/// PUT, COPY, POST, LIST.
pub static PUT_REQUESTS: Property = Property::usage(
    "put_requests",
    both("PUT and LIST requests", "PUT·LIST 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "PUT, COPY, POST and LIST in a month. Derived: writes over incoming connections.",
    "월 PUT, COPY, POST, LIST 요청입니다. 들어오는 연결의 쓰기로 계산합니다.",
);

/// GET and all others.
pub static GET_REQUESTS: Property = Property::usage(
    "get_requests",
    both("GET requests", "GET 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "GET and all other requests in a month. Derived: reads over incoming connections.",
    "월 GET 및 기타 요청입니다. 들어오는 연결의 읽기로 계산합니다.",
);

/// GB read from classes that charge for it.
pub static RETRIEVAL_GB: Property = Property::usage(
    "retrieval_gb",
    both("Retrieved", "검색량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB read in a month from classes that charge for retrieval. Derived from the GB of the answers.",
    "검색 요금이 있는 클래스에서 한 달에 읽는 GB입니다. 응답의 GB로 계산합니다.",
)
.when(charges_retrieval);

/// Speed of restores.
pub static RETRIEVAL_SPEED: Property = Property::choice(
    "retrieval_speed",
    both("Retrieval speed", "검색 속도"),
    "standard",
    SPEEDS,
)
.doc(
    "How fast archived objects are restored.",
    "아카이브된 객체를 복원하는 속도입니다.",
)
.when(is_flexible);

/// Public access; blocked by default (service-facts: S3 default).
pub static BLOCK_PUBLIC_ACCESS: Property = Property::flag(
    "block_public_access",
    both("Public access blocked", "퍼블릭 액세스 차단"),
    true,
)
.doc(
    "No policy or list can open the bucket to everybody. On by default.",
    "어떤 정책이나 목록도 버킷을 모두에게 열 수 없습니다. 기본값은 켜짐입니다.",
)
.secondary();

/// TLS demanded.
pub static SECURE_TRANSPORT: Property = Property::flag(
    "secure_transport_policy",
    both("TLS required", "TLS 필수"),
    false,
)
.doc(
    "The bucket policy refuses requests without TLS.",
    "버킷 정책이 TLS 없는 요청을 거부합니다.",
)
.secondary();

/// Encryption; SSE-S3 by default since January 2023 (service-facts: S3 default).
pub static ENCRYPTION_KIND: Property = Property::choice(
    "server_side_encryption",
    both("Encryption", "암호화"),
    "AES256",
    ENCRYPTION,
)
.doc(
    "Every object is encrypted; with KMS the key is one's own and its requests are billed.",
    "모든 객체가 암호화됩니다. KMS를 쓰면 키를 직접 관리하고 요청 요금이 듭니다.",
)
.secondary();

/// Versions.
pub static VERSIONING: Property =
    Property::flag("versioning", both("Versioning", "버전 관리"), false)
        .doc(
            "Old versions are kept, and billed, when objects are overwritten or deleted.",
            "객체를 덮어쓰거나 삭제해도 이전 버전을 보관하며 과금됩니다.",
        )
        .secondary();

/// Lifecycle.
pub static LIFECYCLE: Property = Property::flag(
    "lifecycle_rules",
    both("Lifecycle rules", "수명 주기 규칙"),
    false,
)
.doc(
    "Objects move to colder classes or expire.",
    "객체가 더 차가운 클래스로 이동하거나 만료됩니다.",
)
.secondary();

/// Old versions expire after.
pub static NONCURRENT_DAYS: Property = Property::optional_count(
    "noncurrent_version_expiration_days",
    both("Old versions expire after", "이전 버전 만료"),
    units::DAYS,
    1.0,
    36500.0,
)
.doc(
    "Days after which a lifecycle rule deletes versions that were replaced or deleted; left out: never.",
    "교체되거나 삭제된 버전을 수명 주기 규칙이 지우는 일수입니다. 비워 두면 지우지 않습니다.",
)
.secondary();

/// Objects live.
pub static OBJECT_LIFETIME_DAYS: Property = Property::optional(
    "object_lifetime_days",
    both("Objects live", "객체 수명"),
    units::DAYS,
    0.0,
    36500.0,
)
.doc(
    "Days after which objects are usually deleted or replaced.",
    "객체가 보통 삭제되거나 교체될 때까지의 일수입니다.",
)
.secondary();

/// How often objects are read.
pub static ACCESS: Property = Property::choice(
    "access",
    both("Access", "액세스 빈도"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("frequent", "Read often at any age", "오래되어도 자주 읽음"),
        choice_in(
            "infrequent",
            "Seldom after some days",
            "며칠 뒤에는 드물게 읽음",
        ),
    ],
)
.doc(
    "Whether objects are still read often when they are older than a month.",
    "한 달이 지난 객체도 자주 읽는지를 나타냅니다.",
)
.secondary();

/// Unfinished uploads.
pub static ABORT_UPLOADS: Property = Property::flag(
    "abort_incomplete_uploads",
    both("Unfinished uploads expire", "미완료 업로드 만료"),
    false,
)
.doc(
    "Parts of uploads that were never finished are removed.",
    "완료되지 않은 업로드의 조각을 제거합니다.",
)
.secondary();

/// Copy in another Region.
pub static REPLICATION: Property = Property::flag(
    "cross_region_replication",
    both("Replicated to another Region", "리전 간 복제"),
    false,
)
.doc(
    "A replication rule copies objects; draw the second bucket and the connection for its cost.",
    "복제 규칙이 객체를 복사합니다. 비용을 계산하려면 두 번째 버킷과 연결을 그리세요.",
)
.secondary();

/// Access logs.
pub static ACCESS_LOGS: Property =
    Property::flag("access_logs", both("Access logs", "액세스 로그"), false)
        .doc(
            "Requests are logged to another bucket; only the storage is billed.",
            "요청을 다른 버킷에 기록합니다. 스토리지 요금만 발생합니다.",
        )
        .secondary();

/// Object lock.
pub static OBJECT_LOCK: Property =
    Property::flag("object_lock", both("Object Lock", "객체 잠금"), false)
        .doc(
            "Objects cannot be changed or deleted for a time.",
            "일정 기간 객체를 바꾸거나 삭제할 수 없습니다.",
        )
        .secondary();

const fn figure(name: &'static str, title: Bilingual, unit: Unit) -> Property {
    Property::usage(name, title, unit).secondary()
}

/// Transitions into the class.
pub static TRANSITIONS: Property = figure(
    "lifecycle_transition_requests",
    both("Lifecycle transitions", "수명 주기 전환"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Objects that lifecycle rules move into this class in a month.",
    "한 달에 수명 주기 규칙으로 이 클래스에 옮기는 객체입니다.",
)
.when(is_not_standard);

/// Early deletions.
pub static EARLY_DELETE_GB: Property = figure(
    "early_delete_gb",
    both("Deleted early", "조기 삭제"),
    units::GB_MONTHS,
)
.doc(
    "GB-months that remain of the minimum duration for objects deleted before, billed as storage.",
    "최소 보관 기간 전에 삭제한 객체의 남은 GB-월이며 스토리지 요금으로 과금됩니다.",
)
.when(is_not_standard);

/// Restores.
pub static RETRIEVAL_REQUESTS: Property = figure(
    "retrieval_requests",
    both("Restore requests", "복원 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Archived objects restored in a month at the retrieval speed above.",
    "위의 검색 속도로 한 달에 복원하는 아카이브 객체입니다.",
)
.when(is_archive);

/// Expedited restores.
pub static EXPEDITED_REQUESTS: Property = figure(
    "expedited_retrieval_requests",
    both("Expedited restore requests", "신속 복원 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Objects restored in a month within minutes.",
    "한 달에 몇 분 안에 복원하는 객체입니다.",
)
.when(is_flexible);

/// GB of expedited restores.
pub static EXPEDITED_GB: Property = figure(
    "expedited_retrieval_gb",
    both("Expedited retrieval", "신속 검색량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB restored in a month within minutes.",
    "한 달에 몇 분 안에 복원하는 GB입니다.",
)
.when(is_flexible);

/// Bulk restores.
pub static BULK_REQUESTS: Property = figure(
    "bulk_retrieval_requests",
    both("Bulk restore requests", "대량 복원 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Objects restored in a month in bulk.",
    "한 달에 대량으로 복원하는 객체입니다.",
)
.when(is_archive);

/// GB of bulk restores.
pub static BULK_GB: Property = figure(
    "bulk_retrieval_gb",
    both("Bulk retrieval", "대량 검색량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB restored in a month in bulk.",
    "한 달에 대량으로 복원하는 GB입니다.",
)
.when(is_archive);

const SCANNED_EN: &str = "GB that S3 Select reads in a month.";
const SCANNED_KO: &str = "S3 Select가 한 달에 읽는 GB입니다.";
const RETURNED_EN: &str = "GB that S3 Select returns in a month.";
const RETURNED_KO: &str = "S3 Select가 한 달에 반환하는 GB입니다.";

/// S3 Select: scanned.
pub static SELECT_SCANNED: Property = figure(
    "select_scanned_gb",
    both("Select, scanned", "Select 스캔"),
    units::GB_PER_MONTH,
)
.doc(SCANNED_EN, SCANNED_KO);
/// S3 Select: returned.
pub static SELECT_RETURNED: Property = figure(
    "select_returned_gb",
    both("Select, returned", "Select 반환"),
    units::GB_PER_MONTH,
)
.doc(RETURNED_EN, RETURNED_KO);
/// Expedited Select on archives: scanned.
pub static EXPEDITED_SELECT_SCANNED: Property = figure(
    "expedited_select_scanned_gb",
    both("Expedited Select, scanned", "신속 Select 스캔"),
    units::GB_PER_MONTH,
)
.doc(SCANNED_EN, SCANNED_KO)
.when(is_flexible);
/// Expedited Select on archives: returned.
pub static EXPEDITED_SELECT_RETURNED: Property = figure(
    "expedited_select_returned_gb",
    both("Expedited Select, returned", "신속 Select 반환"),
    units::GB_PER_MONTH,
)
.doc(RETURNED_EN, RETURNED_KO)
.when(is_flexible);
/// Bulk Select on archives: scanned.
pub static BULK_SELECT_SCANNED: Property = figure(
    "bulk_select_scanned_gb",
    both("Bulk Select, scanned", "대량 Select 스캔"),
    units::GB_PER_MONTH,
)
.doc(SCANNED_EN, SCANNED_KO)
.when(is_flexible);
/// Bulk Select on archives: returned.
pub static BULK_SELECT_RETURNED: Property = figure(
    "bulk_select_returned_gb",
    both("Bulk Select, returned", "대량 Select 반환"),
    units::GB_PER_MONTH,
)
.doc(RETURNED_EN, RETURNED_KO)
.when(is_flexible);

/// Tags.
pub static OBJECT_TAGS: Property = Property::number(
    "object_tags",
    both("Object tags", "객체 태그"),
    units::TAGS,
    0.0,
    0.0,
    1e15,
)
.doc(
    "Tags on objects, all objects together, averaged over the month.",
    "모든 객체의 태그 수(월평균)입니다.",
)
.secondary();

/// Transfer Acceleration.
pub static ACCELERATED_GB: Property = figure(
    "accelerated_gb",
    both("Transfer Acceleration", "Transfer Acceleration"),
    units::GB_PER_MONTH,
)
.doc(
    "GB sent through Transfer Acceleration in a month.",
    "한 달에 Transfer Acceleration으로 전송하는 GB입니다.",
);

/// Replication Time Control.
pub static REPLICATION_TIME_GB: Property = figure(
    "replication_time_control_gb",
    both("Replication Time Control", "복제 시간 제어"),
    units::GB_PER_MONTH,
)
.doc(
    "GB replicated in a month with the promise of 15 minutes.",
    "15분 안에 복제되도록 보장하는 월 복제 GB입니다.",
);

pub(super) fn is_intelligent(item: &Item<'_>) -> bool {
    item.text(&STORAGE_CLASS) == "INTELLIGENT_TIERING"
}
pub(super) fn is_flexible(item: &Item<'_>) -> bool {
    item.text(&STORAGE_CLASS) == "GLACIER"
}
pub(super) fn is_archive(item: &Item<'_>) -> bool {
    matches!(item.text(&STORAGE_CLASS), "GLACIER" | "DEEP_ARCHIVE")
}
pub(super) fn charges_retrieval(item: &Item<'_>) -> bool {
    !matches!(
        item.text(&STORAGE_CLASS),
        "STANDARD" | "INTELLIGENT_TIERING"
    )
}

fn is_not_standard(item: &Item<'_>) -> bool {
    item.text(&STORAGE_CLASS) != "STANDARD"
}
