//! S3 storage class analysis: by the objects monitored.
//!
//! Semantics: Amazon S3 pricing page; price cases: `aws_s3_bucket_analytics_configuration`.

use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Objects monitored.
pub static MONITORED_OBJECTS: Property = Property::usage(
    "monitored_objects",
    both("Objects monitored", "모니터링하는 객체"),
    units::OBJECTS_PER_MONTH,
)
.doc(
    "Objects under the filter whose reads are watched.",
    "필터에 해당하여 읽기를 관찰하는 객체 수입니다.",
);

/// Filter.
pub static PREFIX: Property = Property::text("prefix", both("Prefix", "접두사"), "")
    .doc(
        "Only objects whose key starts like this; left out: all.",
        "키가 이렇게 시작하는 객체만 분석합니다. 비워 두면 전체입니다.",
    )
    .secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.usage(
        "objects",
        MONITORED_OBJECTS.title,
        cx.usage(&MONITORED_OBJECTS, 0.0),
        units::OBJECTS,
        Query::new("s3", "per_object_fee_for_objects_included_in_analytics"),
    );
}

/// S3 storage class analysis.
pub static KIND: Kind = Kind {
    name: "s3_bucket_analytics_configuration",
    title: both(
        "Amazon S3 storage class analysis",
        "Amazon S3 스토리지 클래스 분석",
    ),
    short: both("S3 Analytics", "S3 분석"),
    doc: both(
        "Watches which objects are read, to find those for a colder class. One pays for each object monitored.",
        "어떤 객체를 읽는지 관찰하여 더 차가운 클래스로 옮길 객체를 찾습니다. 모니터링하는 객체마다 요금을 냅니다.",
    ),
    category: Category::Storage,
    service: "Amazon S3",
    spend: Spend::Storage,
    glyph: glyph::CHART_BAR,
    monogram: "S3A",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_s3_bucket_analytics_configuration"],
    imports: &[Import::of("aws_s3_bucket_analytics_configuration")
        .attributes(&[("filter.prefix", &PREFIX)])
        .usage(&[("monthly_monitored_objects", &MONITORED_OBJECTS)])],
    cloudformation: &[],
    drawio: "s3",
    keywords: &["analytics", "storage class", "분석", "스토리지 클래스"],
    properties: &[&MONITORED_OBJECTS, &PREFIX],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_object_monitored() {
        let bench = Bench::new("s3_bucket_analytics_configuration").region("us-east-1");
        near(bench.lines().total(), 0.0);
        // 10 M x 0.0000001 $.
        near(bench.with("monitored_objects", 1e7).lines().total(), 1.0);
    }
}
