//! Amazon Detective: GB of log data that it takes in, in tiers.
//!
//! Semantics: Amazon Detective pricing page; `pricing/detective.csv`. It takes in CloudTrail, flow logs, GuardDuty
//! findings and EKS audit logs by itself.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::text::both;

/// Data taken in.
pub static INGESTED: Property = Property::usage(
    "ingested_gb",
    both("Data taken in", "수집 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of logs that Detective takes in during a month.",
    "Detective가 한 달에 수집하는 로그의 GB입니다.",
);

static METERS: &[Meter] = &[Meter::of(
    "ingestion",
    &INGESTED,
    "detective",
    "amazon_detective",
)];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// Detective.
pub static KIND: Kind = Kind {
    name: "detective_graph",
    title: both("Amazon Detective", "Amazon Detective"),
    short: both("Detective", "Detective"),
    doc: both(
        "Joins logs to a graph to investigate findings. Billed by GB taken in, in tiers for \
         each account and Region.",
        "로그를 그래프로 연결하여 결과를 조사합니다. 계정과 리전마다 수집한 GB로 구간별 \
         과금됩니다.",
    ),
    category: Category::Security,
    service: "Amazon Detective",
    spend: Spend::Other,
    glyph: glyph::DETECTIVE,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_detective_graph"],
    imports: &[Import::of("aws_detective_graph")],
    cloudformation: &["AWS::Detective::Graph"],
    drawio: "detective",
    keywords: &["investigation", "forensics", "graph", "조사", "포렌식"],
    properties: &[&INGESTED],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn gigabytes_in_tiers_in_seoul() {
        let lines = Bench::new("detective_graph")
            .with("ingested_gb", 1500.0)
            .lines();
        // 1,000 GB x $2.30 + 500 GB x $1.15 = $2,875.
        near(lines.total(), 2875.0);
    }
}
