//! Amazon MSK Replicator: hours and GB copied from one Kafka cluster to another.
//!
//! Semantics: Amazon MSK pricing page. Copies to another Region also pay inter-Region transfer, on the connection.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Whether the source is in another Region.
pub static CROSS_REGION: Property = Property::flag(
    "cross_region",
    both("From another Region", "다른 리전에서 복제"),
    false,
)
.doc(
    "The source cluster is in another Region.",
    "원본 클러스터가 다른 리전에 있습니다.",
);

/// Data copied.
pub static DATA: Property = Property::usage(
    "replicated_gb",
    both("Replicated data", "복제 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB copied in a month. Derived from incoming connections.",
    "월 복제 GB입니다. 들어오는 연결로 계산합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.flag(&CROSS_REGION), language) {
        (true, Language::English) => "cross-Region".to_owned(),
        (true, Language::Korean) => "리전 간".to_owned(),
        (false, Language::English) => "same Region".to_owned(),
        (false, Language::Korean) => "같은 리전".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Replicator hours", "복제기 시간"),
        Amount::plain(cx.hours, units::HOURS),
        Query::new("msk", "runreplicator"),
    );
    let row = if cx.item.flag(&CROSS_REGION) {
        "crossregionsourcelocal"
    } else {
        "sameregionsource"
    };
    bill.usage(
        "data",
        both("Replicated data", "복제 데이터"),
        cx.usage(&DATA, cx.flows.gb_in().0),
        units::GB,
        Query::new("msk", row),
    );
}

/// MSK Replicator.
pub static KIND: Kind = Kind {
    name: "msk_replicator",
    title: both("Amazon MSK Replicator", "Amazon MSK Replicator"),
    short: both("Replicator", "MSK 복제기"),
    doc: both(
        "Copies topics from one Kafka cluster to another, also across Regions. One pays by the hour and by the GB.",
        "한 Kafka 클러스터의 주제를 다른 클러스터로, 리전 간에도 복제합니다. 시간과 GB마다 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon MSK",
    spend: Spend::Messaging,
    glyph: glyph::COPY,
    monogram: "MSKR",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_msk_replicator"],
    cloudformation: &["AWS::MSK::Replicator"],
    imports: &[Import::of("aws_msk_replicator")],
    keywords: &["kafka", "replication", "mirror", "카프카", "복제"],
    properties: &[&CROSS_REGION, &DATA],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind::Replication;

    #[test]
    fn hours_and_data() {
        let bench = Bench::new("msk_replicator").flow(
            true,
            Replication,
            "msk_cluster",
            1_048_576.0,
            100.0,
            0.0,
        );
        // 730 h × $0.35 + 100 GB × $0.09.
        near(bench.lines().total(), 264.5);
        let far = bench.with("cross_region", true).lines();
        assert_eq!(far.query("data"), "msk crossregionsourcelocal");
        near(far.usd("data"), 9.0);
    }
}
