//! Amazon S3 bucket: GB-months by class, requests by class, retrieval.
//!
//! Semantics: Amazon S3 pricing page; `cost-semantics`: storage and delivery.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::{ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{both, number};
use crate::units::KB_PER_GB;

const CLASSES: &[Choice] = &[
    choice("STANDARD", "Standard"),
    choice("STANDARD_IA", "Standard-IA"),
    choice("ONEZONE_IA", "One Zone-IA"),
    choice("INTELLIGENT_TIERING", "Intelligent-Tiering"),
    choice("GLACIER_IR", "Glacier Instant Retrieval"),
    choice("GLACIER", "Glacier Flexible Retrieval"),
    choice("DEEP_ARCHIVE", "Glacier Deep Archive"),
];
pub(super) const SPEEDS: &[Choice] = &[
    choice_in("standard", "Standard (3-5 h)", "표준(3~5시간)"),
    choice_in("expedited", "Expedited (1-5 min)", "신속(1~5분)"),
    choice_in("bulk", "Bulk (5-12 h)", "대량(5~12시간)"),
];
const ENCRYPTION: &[Choice] = &[choice("AES256", "SSE-S3"), choice("aws:kms", "SSE-KMS")];
/// Smallest billed object of the infrequent classes, in KB (service-facts: S3 limits).
const LEAST_OBJECT_KB: f64 = 128.0;
/// Metadata billed with each archived object: 32 KB at the archive's price, 8 KB at Standard's (Amazon S3 pricing page;
/// service-facts: 40 KB).
const ARCHIVE_INDEX_KB: f64 = 32.0;
const STANDARD_INDEX_KB: f64 = 8.0;

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
            "Requests are logged to another bucket.",
            "요청을 다른 버킷에 기록합니다.",
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

fn is_intelligent(item: &Item<'_>) -> bool {
    item.text(&STORAGE_CLASS) == "INTELLIGENT_TIERING"
}
fn is_flexible(item: &Item<'_>) -> bool {
    item.text(&STORAGE_CLASS) == "GLACIER"
}
fn is_archive(item: &Item<'_>) -> bool {
    matches!(item.text(&STORAGE_CLASS), "GLACIER" | "DEEP_ARCHIVE")
}
fn charges_retrieval(item: &Item<'_>) -> bool {
    !matches!(
        item.text(&STORAGE_CLASS),
        "STANDARD" | "INTELLIGENT_TIERING"
    )
}

/// Word of the class in the price rows.
fn class_word(item: &Item<'_>) -> &'static str {
    match item.text(&STORAGE_CLASS) {
        "STANDARD_IA" => "standard-ia",
        "ONEZONE_IA" => "one-zone-ia",
        "INTELLIGENT_TIERING" => "intelligent-tiering",
        "GLACIER_IR" => "glacier-instant",
        "GLACIER" => "glacier-flexible",
        "DEEP_ARCHIVE" => "glacier-deep-archive",
        _ => "standard",
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let gb = number::compact(item.number(&STORAGE_GB), language);
    let class = item.text(&STORAGE_CLASS);
    let title = CLASSES
        .iter()
        .find(|option| option.value == class && class != "STANDARD");
    match title {
        Some(option) => format!("{gb} GB · {}", option.title.get(language)),
        None => format!("{gb} GB"),
    }
}

fn storage(class: &str) -> Query {
    Query::new("s3", "storage_gb_month").with("class", class)
}

fn bill_storage(item: &Item<'_>, bill: &mut Bill) {
    let gb = item.number(&STORAGE_GB);
    let object_kb = item.number(&OBJECT_KB);
    let objects = gb * KB_PER_GB / object_kb;
    let name = both("Storage", "스토리지");
    if is_intelligent(item) {
        let archive = item.number(&ARCHIVE_SHARE) / 100.0;
        let infrequent = (item.number(&INFREQUENT_SHARE) / 100.0).min(1.0 - archive);
        let tiers = [
            (
                "storage",
                both("Frequent tier", "자주 액세스 계층"),
                1.0 - infrequent - archive,
                "intelligent-tiering-frequent",
            ),
            (
                "infrequent_storage",
                both("Infrequent tier", "저빈도 계층"),
                infrequent,
                "intelligent-tiering-infrequent",
            ),
            (
                "archive_storage",
                both("Archive instant tier", "아카이브 즉시 계층"),
                archive,
                "intelligent-tiering-archive-instant",
            ),
        ];
        for (key, name, share, class) in tiers {
            if share > 0.0 {
                let amount =
                    Amount::product(units::GB_MONTHS, &[(gb, units::GB), (share, units::NONE)]);
                bill.charge(key, name, amount, storage(class));
            }
        }
        // Objects below 128 KB are not monitored (and stay in the frequent tier).
        if object_kb >= LEAST_OBJECT_KB {
            bill.charge(
                "monitoring",
                both("Monitoring", "모니터링"),
                Amount::plain(objects, units::OBJECTS),
                Query::new("s3", "intelligent_tiering_monitoring_object_month"),
            );
        }
        return;
    }
    let class = class_word(item);
    let has_minimum = matches!(class, "standard-ia" | "one-zone-ia" | "glacier-instant");
    let amount = if has_minimum && object_kb < LEAST_OBJECT_KB {
        Amount::product(
            units::GB_MONTHS,
            &[(gb, units::GB), (LEAST_OBJECT_KB / object_kb, units::NONE)],
        )
        .because(both("billed as 128 KB an object", "객체마다 128KB로 과금"))
    } else {
        Amount::plain(gb, units::GB_MONTHS)
    };
    bill.charge("storage", name, amount, storage(class));
    if is_archive(item) {
        let lines = [
            (
                "archive_index",
                both("Archive index", "아카이브 인덱스"),
                ARCHIVE_INDEX_KB,
                class,
            ),
            (
                "standard_index",
                both("Object names", "객체 이름 메타데이터"),
                STANDARD_INDEX_KB,
                "standard",
            ),
        ];
        for (key, name, kb, class) in lines {
            let amount = Amount::plain(objects * kb / KB_PER_GB, units::GB_MONTHS);
            bill.charge(key, name, amount, storage(class));
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let class = class_word(item);
    bill_storage(item, bill);
    bill.usage(
        "put_requests",
        both("PUT and LIST requests", "PUT·LIST 요청"),
        cx.usage(&PUT_REQUESTS, cx.flows.writes()),
        units::REQUESTS,
        Query::new("s3", "request_tier1").with("class", class),
    );
    bill.usage(
        "get_requests",
        both("GET requests", "GET 요청"),
        cx.usage(&GET_REQUESTS, cx.flows.reads()),
        units::REQUESTS,
        Query::new("s3", "request_tier2").with("class", class),
    );
    if charges_retrieval(item) {
        let read: f64 = cx
            .flows
            .incoming
            .iter()
            .filter(|flow| flow.kind.is_synchronous())
            .map(|flow| flow.response_gb.0 * flow.read_share)
            .sum();
        let mut query = Query::new("s3", "retrieval_gb").with("class", class);
        if is_flexible(item) {
            query = query.with("speed", item.text(&RETRIEVAL_SPEED));
        }
        bill.usage(
            "retrieval",
            both("Retrieval", "검색"),
            cx.usage(&RETRIEVAL_GB, read),
            units::GB,
            query,
        );
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_intelligent(item) && item.number(&INFREQUENT_SHARE) + item.number(&ARCHIVE_SHARE) > 100.0
    {
        problems.push(Problem::of(
            &ARCHIVE_SHARE,
            "the shares of the tiers add up to more than 100 %",
            "계층 비율의 합이 100%를 넘습니다",
        ));
    }
    let called = item.design.connections.values().any(|connection| {
        connection.to == *item.id
            && matches!(
                connection.kind,
                ConnectionKind::OriginFetch | ConnectionKind::Call
            )
            && connection.read_share > 0.0
    });
    if is_archive(item) && called {
        problems.push(Problem::of(
            &STORAGE_CLASS,
            "archived objects must be restored for hours before they can be read",
            "아카이브된 객체는 몇 시간의 복원 후에야 읽을 수 있습니다",
        ));
    }
}

/// S3 bucket.
pub static KIND: Kind = Kind {
    name: "s3_bucket",
    endpoint_service: "s3",
    title: both("Amazon S3 bucket", "Amazon S3 버킷"),
    short: both("S3", "S3"),
    doc: both(
        "Object storage over three zones or more. One pays for GB kept by class, for requests and, in colder classes, for \
         retrieval.",
        "세 곳 이상의 가용 영역에 두는 객체 스토리지입니다. 클래스별 저장 GB와 요청, 차가운 클래스에서는 검색에 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon S3",
    spend: Spend::Storage,
    glyph: glyph::CYLINDER,
    monogram: "S3",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_s3_bucket"],
    cloudformation: &["AWS::S3::Bucket"],
    drawio: "s3",
    keywords: &[
        "bucket",
        "object",
        "glacier",
        "static",
        "image",
        "버킷",
        "객체",
        "이미지",
    ],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &STORAGE_CLASS,
        &STORAGE_GB,
        &OBJECT_KB,
        &INFREQUENT_SHARE,
        &ARCHIVE_SHARE,
        &PUT_REQUESTS,
        &GET_REQUESTS,
        &RETRIEVAL_GB,
        &RETRIEVAL_SPEED,
        &BLOCK_PUBLIC_ACCESS,
        &SECURE_TRANSPORT,
        &ENCRYPTION_KIND,
        &VERSIONING,
        &LIFECYCLE,
        &ABORT_UPLOADS,
        &REPLICATION,
        &ACCESS_LOGS,
        &OBJECT_LOCK,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind;

    fn bucket() -> Bench {
        Bench::new("s3_bucket")
    }

    #[test]
    fn storage_and_requests() {
        let lines = bucket()
            .with("storage_gb", 51_300.0)
            .incoming("lambda_function", 1e6, 1.0, 1.0)
            .flow(
                true,
                ConnectionKind::LogShipping,
                "lambda_function",
                1e5,
                1.0,
                0.0,
            )
            .lines();
        // 51,200 GB x 0.025 $ + 100 GB x 0.024 $.
        near(lines.usd("storage"), 1_282.4);
        // 200,000 writes and 100,000 log objects x 0.0000045 $; 800,000 reads x 0.00000035 $.
        near(lines.usd("put_requests"), 1.35);
        near(lines.usd("get_requests"), 0.28);
    }

    #[test]
    fn small_objects_of_infrequent_classes_count_as_128_kb() {
        let lines = bucket()
            .with("storage_class", "STANDARD_IA")
            .with("object_kb", 64.0)
            .incoming("lambda_function", 1_048_576.0, 1.0, 10.0)
            .lines();
        // 100 GB x 128 / 64 x 0.0138 $; 10 GB x 80 % reads x 0.01 $.
        near(lines.usd("storage"), 2.76);
        near(lines.usd("retrieval"), 0.08);
    }

    #[test]
    fn intelligent_tiering_monitors_objects() {
        let lines = bucket()
            .with("storage_class", "INTELLIGENT_TIERING")
            .lines();
        // 50 GB x 0.025 $ + 50 GB x 0.0138 $; 102,400 objects of 1 MB x 0.0000025 $.
        near(lines.usd("storage") + lines.usd("infrequent_storage"), 1.94);
        near(lines.usd("monitoring"), 0.256);
    }

    #[test]
    fn archives_keep_metadata() {
        let lines = bucket().with("storage_class", "GLACIER").lines();
        // 102,400 objects x 32 KB = 3.125 GB at 0.0045 $; x 8 KB = 0.78125 GB at 0.025 $.
        near(lines.usd("archive_index"), 3.125 * 0.004_5);
        near(lines.usd("standard_index"), 0.781_25 * 0.025);
    }
}
