//! Amazon Macie: finds personal data in S3.
//!
//! Semantics: Amazon Macie pricing page; `pricing/macie.csv`. AWS bills buckets and objects by the day: $0.1 a
//! bucket-month is $0.003288 a bucket-day.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Buckets.
pub static BUCKETS: Property = Property::usage("buckets", both("Buckets", "버킷"), units::BUCKETS)
    .doc(
        "Buckets that Macie takes stock of. Derived: the buckets drawn in the Region.",
        "Macie가 목록을 관리하는 버킷 수입니다. 리전에 그린 버킷 수로 계산합니다.",
    );

/// Automated discovery.
pub static DISCOVERY: Property = Property::flag(
    "automated_discovery",
    both("Automated discovery", "자동 검색"),
    true,
)
.doc(
    "Macie samples objects of all buckets by itself.",
    "Macie가 모든 버킷의 객체를 스스로 표본 조사합니다.",
);

/// Objects watched.
pub static OBJECTS: Property = Property::usage(
    "objects",
    both("Objects watched", "관찰 객체"),
    units::OBJECTS,
)
.doc(
    "Objects in the buckets under automated discovery, on average over the month.",
    "자동 검색 대상 버킷의 월평균 객체 수입니다.",
)
.when(|item| item.flag(&DISCOVERY));

/// Data inspected.
pub static INSPECTED: Property = Property::usage(
    "inspected_gb",
    both("Data inspected", "검사 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that automated discovery and jobs read in a month.",
    "자동 검색과 작업이 한 달에 읽는 GB입니다.",
);

fn drawn_buckets(cx: &BillCx<'_>) -> f64 {
    Item::all(cx.item.design)
        .filter(|item| item.kind.name == "s3_bucket" && item.region() == cx.item.region())
        .count() as f64
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let days = cx.hours / 24.0;
    let buckets = cx.usage(&BUCKETS, drawn_buckets(cx));
    bill.charge(
        "buckets",
        both("Buckets", "버킷"),
        Amount::product(
            units::BUCKET_DAYS,
            &[(buckets.value, units::BUCKETS), (days, units::DAYS)],
        ),
        Query::new(
            "macie",
            "security_services_amazon_macie_paid_data_inventory_evaluation_per_buckets_per_month",
        ),
    )
    .from(buckets.source);
    let objects = cx.usage(&OBJECTS, 0.0);
    if cx.item.flag(&DISCOVERY) && objects.value > 0.0 {
        bill.charge(
            "objects",
            both("Objects watched", "관찰 객체"),
            Amount::product(
                units::OBJECT_DAYS,
                &[(objects.value, units::OBJECTS), (days, units::DAYS)],
            ),
            Query::new(
                "macie",
                "security_services_amazon_macie_paid_object_monitoring_per_object_days",
            ),
        )
        .from(objects.source);
    }
    bill.usage(
        "inspected",
        both("Data inspected", "검사 데이터"),
        cx.usage(&INSPECTED, 0.0),
        units::GB,
        Query::new(
            "macie",
            "security_services_amazon_macie_sensitive_data_discovery_per_gb",
        ),
    );
}

/// Macie.
pub static KIND: Kind = Kind {
    name: "macie2_account",
    bills_the_design: true,
    title: both("Amazon Macie", "Amazon Macie"),
    short: both("Macie", "Macie"),
    doc: both(
        "Finds personal and secret data in S3 buckets. Billed for buckets, for objects \
         watched and for GB inspected.",
        "S3 버킷에서 개인 정보와 민감한 데이터를 찾습니다. 버킷 수, 관찰 객체 수, 검사한 GB로 \
         과금됩니다.",
    ),
    category: Category::Security,
    service: "Amazon Macie",
    spend: Spend::Other,
    glyph: glyph::FILE_MAGNIFYING_GLASS,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_macie2_account"],
    imports: &[Import::of("aws_macie2_account")],
    cloudformation: &["AWS::Macie::Session"],
    drawio: "macie",
    keywords: &[
        "personal data",
        "pii",
        "classification",
        "개인 정보",
        "분류",
    ],
    properties: &[&BUCKETS, &DISCOVERY, &OBJECTS, &INSPECTED],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn drawn_buckets_and_inspected_data_in_seoul() {
        let bench = || Bench::new("macie2_account").incoming("s3_bucket", 0.0, 0.0, 0.0);
        // 1 bucket x 30.41667 days x $0.003288.
        near(bench().lines().total(), 730.0 / 24.0 * 0.003_288);
        let lines = bench()
            .with("inspected_gb", 60_000.0)
            .with("objects", 1e6)
            .lines();
        // 50,000 GB x $1.15 + 10,000 GB x $0.58 = $63,300.
        near(lines.usd("inspected"), 63_300.0);
        near(lines.usd("objects"), 1e6 * 730.0 / 24.0 * 0.000_000_003_8);
        let manual = bench()
            .with("automated_discovery", false)
            .with("objects", 1e6)
            .lines();
        assert_eq!(manual.find("objects"), None);
    }
}
