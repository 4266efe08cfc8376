//! VPC Reachability Analyzer and Network Access Analyzer: analyses, and network interfaces that are assessed.
//!
//! Semantics: Amazon VPC pricing page, "Network Analysis".

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Analyses.
pub static ANALYSES: Property = Property::number(
    "analyses",
    both("Analyses", "분석"),
    units::ANALYSES,
    10.0,
    0.0,
    1e9,
)
.doc(
    "Paths analysed in the month by Reachability Analyzer.",
    "한 달 동안 Reachability Analyzer로 분석하는 경로 수입니다.",
);

/// Interfaces assessed.
pub static INTERFACES: Property = Property::number("assessed_interfaces", both("Interfaces assessed", "평가한 인터페이스"), units::NETWORK_INTERFACES, 0.0, 0.0, 1e9).doc("Network interfaces assessed in the month by Network Access Analyzer, each as often as it is assessed.", "한 달 동안 Network Access Analyzer로 평가하는 네트워크 인터페이스 수이며 평가할 때마다 셉니다.");

/// A path costs nothing until it is analysed, and a plan does not say how often that is.
fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ANALYSES, 0.0);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "analyses",
        both("Reachability analyses", "연결성 분석"),
        Amount::plain(cx.item.number(&ANALYSES), units::ANALYSES),
        Query::new(
            "vpc_other",
            "charge_per_analysis_processed_by_vpc_reachability_analyzer_per_reachabilityanalyses",
        ),
    );
    let interfaces = cx.item.number(&INTERFACES);
    if interfaces > 0.0 {
        bill.charge(
            "interfaces",
            INTERFACES.title,
            Amount::plain(interfaces, units::NETWORK_INTERFACES),
            Query::new(
                "vpc_other",
                "charge_per_eni_processed_by_vpc_access_analyzer_per_networkinterface_assessment",
            ),
        );
    }
}
/// VPC Reachability Analyzer.
pub static KIND: Kind = Kind {
    name: "ec2_network_insights_path",
    title: both("VPC Reachability Analyzer", "VPC Reachability Analyzer"),
    short: both("Reachability", "Reachability"),
    doc: both(
        "Computes whether and why two points of a network reach each other, and who could reach what. Billed by the analysis and by the assessed interface.",
        "네트워크의 두 지점이 서로 연결되는지와 그 이유를 계산합니다. 분석과 평가한 인터페이스마다 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::PATH,
    monogram: "RA",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_ec2_network_insights_path"],
    imports: &[Import::of("aws_ec2_network_insights_path").read(read)],
    cloudformation: &["AWS::EC2::NetworkInsightsPath"],
    keywords: &[
        "reachability",
        "analyzer",
        "network access",
        "연결성",
        "분석",
    ],
    properties: &[&ANALYSES, &INTERFACES],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn by_analysis_and_interface() {
        let bench = Bench::new("ec2_network_insights_path");
        // 10 × $0.10 = $1; 5,000 × $0.002 = $10.
        near(bench.lines().total(), 1.0);
        let both = bench.with("assessed_interfaces", 5000.0).lines();
        assert_eq!(both.keys(), ["analyses", "interfaces"]);
        near(both.total(), 11.0);
    }
}
