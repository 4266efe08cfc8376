//! Amazon Athena: queries over S3 by the TB that they scan, or on reserved DPUs by the hour.
//!
//! Semantics: Amazon Athena pricing page: bytes are rounded up to the megabyte, at least 10 MB a query; queries on
//! provisioned capacity are not billed by the TB.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Least that a query is billed for, in GB: 10 MB.
const LEAST_GB: f64 = 10.0 / 1024.0;
const GB_PER_TB: f64 = 1024.0;

/// How queries are billed.
pub static PRICING: Property = Property::choice(
    "pricing_mode",
    both("Billed by", "과금 방식"),
    "per_query",
    &[
        choice_in("per_query", "Data scanned", "스캔한 데이터"),
        choice_in("capacity", "Provisioned capacity", "프로비저닝된 용량"),
    ],
)
.doc(
    "By the TB that queries scan, or by the hour of DPUs that are reserved for the workgroup.",
    "쿼리가 스캔한 TB 또는 작업 그룹에 예약한 DPU 시간으로 과금합니다.",
);

/// Data of one query.
pub static GB_PER_QUERY: Property = Property::number(
    "scanned_gb_per_query",
    both("Scanned per query", "쿼리당 스캔"),
    units::GB,
    1.0,
    0.0,
    1e6,
)
.doc(
    "GB that one query reads. Columnar formats, compression and partitions cut it to a fraction.",
    "쿼리 하나가 읽는 GB입니다. 열 형식, 압축, 파티션으로 크게 줄일 수 있습니다.",
)
.when(is_by_query);

/// Data of the month.
pub static SCANNED: Property = Property::usage(
    "scanned_tb",
    both("Data scanned", "스캔한 데이터"),
    units::TB,
)
.doc(
    "TB that all queries of a month read. Derived from incoming requests, at least 10 MB for each.",
    "한 달 동안 모든 쿼리가 읽는 TB입니다. 들어오는 요청에서 계산하며 요청당 최소 10MB입니다.",
)
.when(is_by_query);

/// Reserved DPUs.
pub static DPUS: Property = Property::count(
    "target_dpus",
    both("Reserved DPUs", "예약 DPU"),
    units::DPU,
    24.0,
    1.0,
    1000.0,
)
.doc(
    "Data processing units that are reserved for queries: 4 vCPU and 16 GB each.",
    "쿼리를 위해 예약한 데이터 처리 단위입니다. DPU마다 4 vCPU, 16GB입니다.",
)
.when(is_by_capacity);

/// Hours of the reservation.
pub static HOURS: Property = Property::optional(
    "capacity_hours",
    both("Reserved hours", "예약 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month for which the capacity is reserved; all of the month if empty.",
    "용량을 예약하는 월 시간입니다. 비워 두면 한 달 전체입니다.",
)
.when(is_by_capacity);

/// Encryption of results.
pub static ENCRYPTED: Property = Property::flag(
    "at_rest_encryption",
    both("Encrypted results", "결과 암호화"),
    true,
)
.doc(
    "Query results in S3 are encrypted.",
    "S3에 저장되는 쿼리 결과를 암호화합니다.",
)
.secondary();

/// Limit of a query.
pub static CUTOFF: Property = Property::optional(
    "bytes_scanned_cutoff_gb",
    both("Limit per query", "쿼리당 한도"),
    units::GB,
    0.01,
    1e6,
)
.doc(
    "Queries that would scan more are cancelled, so that a mistake does not scan the lake.",
    "더 많이 스캔하는 쿼리를 취소하여 실수로 전체 데이터를 스캔하지 않게 합니다.",
)
.secondary();

fn is_by_capacity(item: &Item<'_>) -> bool {
    item.text(&PRICING) == "capacity"
}
fn is_by_query(item: &Item<'_>) -> bool {
    !is_by_capacity(item)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    if is_by_capacity(item) {
        return format!("{} DPU", number::short(item.number(&DPUS), 0));
    }
    match language {
        Language::English => "by TB scanned".to_owned(),
        Language::Korean => "스캔 TB 과금".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if is_by_capacity(item) {
        let hours = item
            .typed(&HOURS)
            .map_or(cx.hours, |hours| hours.min(cx.hours));
        let amount = Amount::product(
            units::DPU_HOURS,
            &[(item.number(&DPUS), units::DPU), (hours, units::HOURS)],
        );
        let name = both("Provisioned capacity", "프로비저닝된 용량");
        bill.charge(
            "capacity",
            name,
            amount,
            Query::new("athena", "capacity_dpu_hour"),
        )
        .or_user_price(item);
        return;
    }
    let per_query = item.number(&GB_PER_QUERY).max(LEAST_GB);
    let usage = cx.usage(&SCANNED, cx.flows.requests() * per_query / GB_PER_TB);
    bill.usage(
        "scanned",
        both("Data scanned", "스캔한 데이터"),
        usage,
        units::TB,
        Query::new("athena", "scanned_tb"),
    )
    .or_user_price(item);
}

/// Athena workgroup.
pub static KIND: Kind = Kind {
    name: "athena_workgroup",
    title: both("Amazon Athena workgroup", "Amazon Athena 작업 그룹"),
    short: both("Athena", "Athena"),
    doc: both(
        "SQL queries over files in S3 without servers. One pays for each TB that queries scan, or for reserved capacity.",
        "S3의 파일을 서버 없이 SQL로 조회합니다. 쿼리가 스캔한 TB 또는 예약한 용량에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Athena",
    spend: Spend::Other,
    glyph: glyph::MAGNIFYING_GLASS,
    monogram: "ATH",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_athena_workgroup"],
    cloudformation: &["AWS::Athena::WorkGroup"],
    drawio: "athena",
    keywords: &[
        "sql",
        "presto",
        "trino",
        "query",
        "data lake",
        "쿼리",
        "데이터 레이크",
    ],
    endpoint_service: "athena",
    port: Some(443),
    properties: &[
        &PRICING,
        &GB_PER_QUERY,
        &SCANNED,
        &DPUS,
        &HOURS,
        &user_price::PRICE,
        &user_price::SOURCE,
        &ENCRYPTED,
        &CUTOFF,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn queries_are_billed_by_the_tb() {
        let bench = || Bench::new("athena_workgroup").incoming("users", 10_240.0, 1.0, 10.0);
        // 10,240 queries x 1 GB / 1,024 x 5 $.
        near(bench().lines().usd("scanned"), 50.0);
        // At least 10 MB a query: 10,240 x 10 / 1,024 / 1,024 TB x 5 $.
        let small = bench().with("scanned_gb_per_query", 0.001);
        near(small.lines().usd("scanned"), 0.488_281_25);
        let typed = bench().with("scanned_tb", 3.0);
        near(typed.lines().total(), 15.0);
    }

    #[test]
    fn capacity_is_billed_by_the_hour() {
        let bench = Bench::new("athena_workgroup")
            .region("us-east-1")
            .with("pricing_mode", "capacity")
            .with("capacity_hours", 100.0);
        // 24 DPU x 100 h x 0.30 $.
        near(bench.lines().total(), 720.0);
        // Seoul has no row: missing until a price is typed, 24 x 100 x 0.40 $.
        let seoul = bench.region("ap-northeast-2");
        assert_eq!(seoul.lines().missing(), ["capacity"]);
        near(seoul.with("user_price_usd", 0.4).lines().total(), 960.0);
    }
}
