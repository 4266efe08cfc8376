//! Amazon S3 bucket: GB-months by class, requests by class, retrieval, Select, tags.
//!
//! Semantics: Amazon S3 pricing page; `cost-semantics`: storage and delivery; price cases: `aws_s3_bucket`. A bucket stands for
//! the objects of one class; a Terraform bucket with objects of several classes becomes several of them.

mod properties;
mod terraform;

pub use properties::*;

use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::database::backup;
use crate::catalog::economics;
use crate::catalog::terraform::Import;
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::{ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{both, number};
use crate::units::KB_PER_GB;

/// Smallest billed object of the infrequent classes, in KB (service-facts: S3 limits).
const LEAST_OBJECT_KB: f64 = 128.0;
/// Metadata billed with each archived object: 32 KB at the archive's price, 8 KB at Standard's (Amazon S3 pricing page;
/// service-facts: 40 KB).
const ARCHIVE_INDEX_KB: f64 = 32.0;
const STANDARD_INDEX_KB: f64 = 8.0;

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

/// How many objects there are.
fn objects(item: &Item<'_>) -> f64 {
    let by_size = || item.number(&STORAGE_GB) * KB_PER_GB / item.number(&OBJECT_KB);
    item.typed(&OBJECTS).unwrap_or_else(by_size)
}

fn bill_intelligent(item: &Item<'_>, bill: &mut Bill) {
    let gb = item.number(&STORAGE_GB);
    let share = |property| item.number(property) / 100.0;
    let mut left: f64 = 1.0;
    let mut take = |wanted: f64| {
        let taken = wanted.min(left);
        left -= taken;
        taken
    };
    let instant = take(share(&ARCHIVE_SHARE));
    let archive = take(share(&ARCHIVE_ACCESS_SHARE));
    let deep = take(share(&DEEP_ARCHIVE_SHARE));
    let infrequent = take(share(&INFREQUENT_SHARE));
    let tiers = [
        (
            "storage",
            both("Frequent tier", "자주 액세스 계층"),
            left,
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
            instant,
            "intelligent-tiering-archive-instant",
        ),
        (
            "archive_access_storage",
            both("Archive access tier", "아카이브 액세스 계층"),
            archive,
            "intelligent-tiering-archive",
        ),
        (
            "deep_archive_storage",
            both("Deep archive access tier", "딥 아카이브 액세스 계층"),
            deep,
            "intelligent-tiering-deep-archive",
        ),
    ];
    for (key, name, share, class) in tiers {
        if share > 0.0 {
            let amount =
                Amount::product(units::GB_MONTHS, &[(gb, units::GB), (share, units::NONE)]);
            bill.charge(key, name, amount, storage(class));
        }
    }
    // Objects below 128 KB are not monitored (and stay in the frequent tier); a typed count is of monitored ones.
    if item.typed(&OBJECTS).is_some() || item.number(&OBJECT_KB) >= LEAST_OBJECT_KB {
        bill.charge(
            "monitoring",
            both("Monitoring", "모니터링"),
            Amount::plain(objects(item), units::OBJECTS),
            Query::new("s3", "intelligent_tiering_monitoring_object_month"),
        );
    }
}

fn bill_storage(item: &Item<'_>, bill: &mut Bill) {
    if is_intelligent(item) {
        bill_intelligent(item, bill);
        return;
    }
    let gb = item.number(&STORAGE_GB);
    let class = class_word(item);
    let has_minimum = matches!(class, "standard-ia" | "one-zone-ia" | "glacier-instant");
    let least = objects(item) * LEAST_OBJECT_KB / KB_PER_GB;
    let amount = if has_minimum && least > gb {
        Amount::plain(least, units::GB_MONTHS)
            .because(both("billed as 128 KB an object", "객체마다 128KB로 과금"))
    } else {
        Amount::plain(gb, units::GB_MONTHS)
    };
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        amount,
        storage(class),
    );
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
            let amount = Amount::plain(objects(item) * kb / KB_PER_GB, units::GB_MONTHS);
            bill.charge(key, name, amount, storage(class));
        }
    }
}

fn bill_requests(cx: &BillCx<'_>, bill: &mut Bill) {
    let class = class_word(&cx.item);
    bill.usage(
        "put_requests",
        both("PUT and LIST requests", "PUT·LIST 요청"),
        cx.usage(&PUT_REQUESTS, cx.flows.writes()),
        units::REQUESTS,
        Query::new("s3", "request_tier1").with("class", class),
    );
    let get = if class == "glacier-deep-archive" {
        Query::new("s3", "get_and_all_other_requests_to_gda_per_requests")
    } else {
        Query::new("s3", "request_tier2").with("class", class)
    };
    bill.usage(
        "get_requests",
        both("GET requests", "GET 요청"),
        cx.usage(&GET_REQUESTS, cx.flows.reads()),
        units::REQUESTS,
        get,
    );
    let transitions = || Query::new("s3", "lifecycle_transition_request").with("to_class", class);
    if class != "standard" {
        bill.typed(
            cx,
            "transitions",
            &TRANSITIONS,
            units::REQUESTS,
            transitions,
        );
    }
}

/// Price rows of a GB and of a request restored from an archive.
fn restore_rows(class: &str, speed: &str) -> (Query, Query) {
    let row = |name| Query::new("s3", name);
    match (class, speed) {
        ("glacier-deep-archive", "bulk") => (
            row("fee_for_bulk_retrieval_of_data_stored_from_glacier_deep_archive"),
            row("glacier_deep_archive_bulk_restore_requests"),
        ),
        ("glacier-deep-archive", _) => (
            row("fee_for_standard_retrieval_of_data_stored_from_glacier_deep_archive"),
            row("gda_standard_restore_requests"),
        ),
        (_, speed) => (
            row("retrieval_gb")
                .with("class", "glacier-flexible")
                .with("speed", speed),
            row(match speed {
                "expedited" => "glacier_expedited_glacier_restore_requests",
                "bulk" => "bulk_glacier_restore_requests",
                _ => "post_requests_to_glacier_per_requests",
            }),
        ),
    }
}

fn bill_retrieval(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let class = class_word(item);
    let read: f64 = cx
        .flows
        .incoming
        .iter()
        .filter(|flow| flow.kind.is_synchronous())
        .map(|flow| flow.response_gb.0 * flow.read_share)
        .sum();
    let usage = cx.usage(&RETRIEVAL_GB, read);
    let name = both("Retrieval", "검색");
    if !is_archive(item) {
        let query = Query::new("s3", "retrieval_gb").with("class", class);
        bill.usage("retrieval", name, usage, units::GB, query);
        return;
    }
    let (gb, request) = restore_rows(class, item.text(&RETRIEVAL_SPEED));
    bill.usage("retrieval", name, usage, units::GB, gb);
    let requests = units::REQUESTS;
    bill.typed(
        cx,
        "retrieval_requests",
        &RETRIEVAL_REQUESTS,
        requests,
        || request,
    );
    if is_flexible(item) {
        let (gb, request) = restore_rows(class, "expedited");
        bill.typed(cx, "expedited_retrieval", &EXPEDITED_GB, units::GB, || gb);
        bill.typed(
            cx,
            "expedited_requests",
            &EXPEDITED_REQUESTS,
            requests,
            || request,
        );
    }
    let (gb, request) = restore_rows(class, "bulk");
    bill.typed(cx, "bulk_retrieval", &BULK_GB, units::GB, || gb);
    bill.typed(cx, "bulk_requests", &BULK_REQUESTS, requests, || request);
}

fn bill_select(cx: &BillCx<'_>, bill: &mut Bill) {
    let class = class_word(&cx.item);
    let (scanned, returned) = match class {
        "standard-ia" => (
            "data_scanned_by_s3_select_in_standard_infrequent_access_per_gb",
            "data_returned_by_s3_select_in_standard_infrequent_access_per_gb",
        ),
        "one-zone-ia" => (
            "data_scanned_by_s3_select_in_one_zone_infrequent_access_per_gb",
            "data_returned_by_s3_select_in_one_zone_infrequent_access_per_gb",
        ),
        "intelligent-tiering" => (
            "data_scanned_by_s3_select_in_intelligent_tiering_per_gb",
            "data_returned_by_s3_select_in_intelligent_tiering_per_gb",
        ),
        "glacier-instant" => (
            "data_scanned_by_s3_select_in_glacier_instant_retrieval_per_gb",
            "data_returned_by_s3_select_in_glacier_instant_retrieval_per_gb",
        ),
        "glacier-flexible" => (
            "standard_select_scanned_per_gb",
            "standard_select_returned_per_gb",
        ),
        _ => ("select_scanned_gb", "select_returned_gb"),
    };
    let row = |item| match class {
        "glacier-flexible" => Query::new("glacier", item),
        "standard-ia" | "one-zone-ia" | "intelligent-tiering" | "glacier-instant" => {
            Query::new("s3", item)
        }
        _ => Query::new("s3", item).with("class", "standard"),
    };
    let gb = units::GB;
    bill.typed(cx, "select_scanned", &SELECT_SCANNED, gb, || row(scanned));
    bill.typed(cx, "select_returned", &SELECT_RETURNED, gb, || {
        row(returned)
    });
    if is_flexible(&cx.item) {
        let lines = [
            (
                "expedited_select_scanned",
                &EXPEDITED_SELECT_SCANNED,
                "expedited_select_scanned_per_gb",
            ),
            (
                "expedited_select_returned",
                &EXPEDITED_SELECT_RETURNED,
                "expedited_select_returned_per_gb",
            ),
            (
                "bulk_select_scanned",
                &BULK_SELECT_SCANNED,
                "bulk_select_scanned_per_gb",
            ),
            (
                "bulk_select_returned",
                &BULK_SELECT_RETURNED,
                "bulk_select_returned_per_gb",
            ),
        ];
        for (key, property, row) in lines {
            bill.typed(cx, key, property, gb, || Query::new("glacier", row));
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill_storage(item, bill);
    bill_requests(cx, bill);
    if charges_retrieval(item) {
        bill_retrieval(cx, bill);
    }
    bill_select(cx, bill);
    access_logs::bill(cx, bill, &LOGS, cx.flows.requests());
    if item.text(&STORAGE_CLASS) != "STANDARD" {
        let class = match class_word(item) {
            "intelligent-tiering" => "intelligent-tiering-frequent",
            class => class,
        };
        let early = cx.usage(&EARLY_DELETE_GB, 0.0);
        if early.value > 0.0 {
            let name = EARLY_DELETE_GB.title;
            let query = storage(class);
            let line = bill.usage("early_delete", name, early, units::GB_MONTHS, query);
            // At the price of the class, apart from the GB that go through its tiers.
            line.meters = early.value.max(1.0);
        }
    }
    let tags = item.number(&OBJECT_TAGS);
    if tags > 0.0 {
        bill.charge(
            "tags",
            OBJECT_TAGS.title,
            Amount::plain(tags, units::TAGS),
            Query::new("s3", "tags_storage_per_tag_mo"),
        );
    }
    let unknown = [
        ("acceleration", &ACCELERATED_GB, "s3 transfer acceleration"),
        (
            "replication_time_control",
            &REPLICATION_TIME_GB,
            "s3 replication time control",
        ),
    ];
    for (key, property, wanted) in unknown {
        if let Some(gb) = item.typed(property).filter(|gb| *gb > 0.0) {
            bill.missing(key, property.title, Amount::plain(gb, units::GB), wanted)
                .from(UsageSource::Typed);
        }
    }
}

/// Its access logs: text files in another bucket.
const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::BUCKET_ENTRY,
    target: access_logs::Target::Bucket,
    unit: units::REQUESTS,
};

/// Percent of the data in the tiers below the frequent one.
fn share_sum(item: &Item<'_>) -> f64 {
    let shares = [
        &INFREQUENT_SHARE,
        &ARCHIVE_SHARE,
        &ARCHIVE_ACCESS_SHARE,
        &DEEP_ARCHIVE_SHARE,
    ];
    shares.iter().map(|property| item.number(property)).sum()
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_intelligent(item) && share_sum(item) > 100.0 {
        problems.push(Problem::of(
            &ARCHIVE_SHARE,
            "the shares of the tiers add up to more than 100 %",
            "계층 비율의 합이 100%를 넘습니다",
        ));
    }
    let reading = [ConnectionKind::OriginFetch, ConnectionKind::Call];
    if is_archive(item) && item.is_read_by(&reading) {
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
    imports: &[Import::of("aws_s3_bucket").read(terraform::read)],
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
    announces_writes: true,
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
        &OBJECTS,
        &ARCHIVE_ACCESS_SHARE,
        &DEEP_ARCHIVE_SHARE,
        &TRANSITIONS,
        &EARLY_DELETE_GB,
        &RETRIEVAL_REQUESTS,
        &EXPEDITED_GB,
        &EXPEDITED_REQUESTS,
        &BULK_GB,
        &BULK_REQUESTS,
        &SELECT_SCANNED,
        &SELECT_RETURNED,
        &EXPEDITED_SELECT_SCANNED,
        &EXPEDITED_SELECT_RETURNED,
        &BULK_SELECT_SCANNED,
        &BULK_SELECT_RETURNED,
        &OBJECT_TAGS,
        &ACCELERATED_GB,
        &REPLICATION_TIME_GB,
        &ACCESS,
        &NONCURRENT_DAYS,
        &OBJECT_LIFETIME_DAYS,
        &economics::CONTENT,
        &economics::IMAGE_FORMATS,
        &BLOCK_PUBLIC_ACCESS,
        &SECURE_TRANSPORT,
        &ENCRYPTION_KIND,
        &VERSIONING,
        &LIFECYCLE,
        &ABORT_UPLOADS,
        &REPLICATION,
        &ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::BUCKET_ENTRY,
        &access_logs::RETENTION,
        &OBJECT_LOCK,
        &workload::SKEW,
        &workload::RENDITIONS,
        &workload::DERIVED_DATA,
        &backup::REQUIRED_RETENTION,
        &backup::SEPARATE_ACCOUNT,
    ],
    key_fact,
    validate,
    validates_calls: true,
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

    #[test]
    fn archives_are_restored_by_speed() {
        let lines = bucket()
            .region("us-east-1")
            .with("storage_class", "GLACIER")
            .with("objects", 0.0)
            .with("retrieval_gb", 100.0)
            .with("retrieval_requests", 1_000.0)
            .with("expedited_retrieval_gb", 10.0)
            .with("expedited_retrieval_requests", 100.0)
            .with("lifecycle_transition_requests", 10_000.0)
            .with("early_delete_gb", 100.0)
            .lines();
        // 100 GB x 0.0036 $ kept, and again deleted early; 100 GB x 0.01 $ + 1,000 x 0.00003 $;
        // 10 GB x 0.03 $ + 100 x 0.01 $; 10,000 x 0.00003 $ moved in.
        near(lines.total(), 0.36 + 0.36 + 1.03 + 1.3 + 0.3);
        // Deleted early, 60,000 GB stay at the first price of the class and do not count into its tiers: x 0.023 $.
        let many = bucket()
            .region("us-east-1")
            .with("storage_class", "INTELLIGENT_TIERING")
            .with("early_delete_gb", 60_000.0);
        near(many.lines().usd("early_delete"), 1_380.0);
        let deep = bucket()
            .region("us-east-1")
            .with("storage_class", "DEEP_ARCHIVE")
            .with("objects", 0.0)
            .with("bulk_retrieval_gb", 100.0)
            .with("bulk_retrieval_requests", 1_000.0)
            .with("retrieval_gb", 10.0);
        // 100 GB x 0.00099 $; 100 GB x 0.0025 $ + 1,000 x 0.000025 $; 10 GB x 0.02 $.
        near(deep.lines().total(), 0.099 + 0.275 + 0.2);
    }

    #[test]
    fn select_and_tags() {
        let lines = bucket()
            .region("us-east-1")
            .with("storage_gb", 0.0)
            .with("select_scanned_gb", 100.0)
            .with("select_returned_gb", 10.0)
            .with("object_tags", 10_000.0)
            .lines();
        // 100 GB x 0.002 $ + 10 GB x 0.0007 $ + 10,000 x 0.00000065 $.
        near(lines.total(), 0.2 + 0.007 + 0.0065);
        let fast = bucket().with("accelerated_gb", 1.0);
        assert_eq!(fast.lines().missing(), ["acceleration"]);
    }
}
