//! AWS Network Firewall: hours of an endpoint in each zone, and GB that it inspects.
//!
//! Semantics: AWS Network Firewall pricing page. Advanced inspection (TLS) adds to both. NAT gateways chained behind a firewall are
//! free for as many hours and GB as the firewall is billed for; that deduction is not made here.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Endpoints.
pub static ENDPOINTS: Property = Property::optional_count(
    "endpoints",
    both("Endpoints", "엔드포인트"),
    units::ENDPOINTS,
    1.0,
    100.0,
)
.doc(
    "Firewall endpoints, one in each zone; those of the zones that it is drawn in if empty.",
    "방화벽 엔드포인트 수로, 가용 영역마다 하나입니다. 비워 두면 그려진 가용 영역을 따릅니다.",
)
.if_empty(|item| Some(item.component.placements.len().max(1) as f64));

/// Advanced inspection.
pub static ADVANCED: Property = Property::flag(
    "advanced_inspection",
    both("Advanced inspection", "고급 검사"),
    false,
)
.doc(
    "TLS traffic is decrypted and inspected; adds to the price of an hour and a GB.",
    "TLS 트래픽을 복호화해 검사합니다. 시간과 GB 요금에 더해집니다.",
);

/// Deletion protection.
pub static DELETE_PROTECTION: Property = Property::flag(
    "delete_protection",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "Refuses to delete the firewall by mistake.",
    "실수로 방화벽을 삭제하지 못하게 합니다.",
)
.secondary();

/// Logs.
pub static LOGGING: Property = Property::flag("logging", both("Logs", "로그"), false)
    .doc(
        "Alerts and flows are logged; draw the destination to bill it.",
        "경고와 흐름을 기록합니다. 대상 컴포넌트를 그리면 비용에 포함됩니다.",
    )
    .secondary();

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let subnets = resource.count("subnet_mapping");
    if subnets > 0 {
        draft.set(&ENDPOINTS, subnets as f64);
    }
}

/// Endpoints: what the user typed, else the zones that the firewall is drawn in, at least one.
fn instances(item: &Item<'_>) -> f64 {
    item.given(&ENDPOINTS).unwrap_or(1.0)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::ENDPOINTS.count(item.instances(), language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let hours = Amount::hours(cx.item.instances(), units::ENDPOINTS, cx.hours);
    bill.charge(
        "hours",
        both("Firewall endpoint hours", "방화벽 엔드포인트 시간"),
        hours.clone(),
        Query::new("network_firewall", "aws_firewall_per_endpoint"),
    );
    through::bill_data(
        cx,
        bill,
        Query::new("network_firewall", "aws_firewall_per_throughput"),
    );
    if cx.item.flag(&ADVANCED) {
        bill.charge(
            "advanced_hours",
            both("Advanced inspection hours", "고급 검사 시간"),
            hours,
            Query::new("network_firewall", "aws_firewall_per_endpoint_advanced"),
        );
        bill.usage(
            "advanced_data",
            both("Data inspected in depth", "고급 검사 데이터"),
            through::usage(cx),
            units::GB,
            Query::new("network_firewall", "aws_firewall_per_throughput_advanced"),
        );
    }
}
/// AWS Network Firewall.
pub static KIND: Kind = Kind {
    name: "networkfirewall_firewall",
    title: both("AWS Network Firewall", "AWS Network Firewall"),
    short: both("Network Firewall", "Network Firewall"),
    doc: both(
        "Managed firewall that the routes of a VPC lead through, with an endpoint in each zone. Billed by the hour for each endpoint and for each GB.",
        "VPC의 경로가 지나가는 관리형 방화벽으로, 가용 영역마다 엔드포인트를 둡니다. 엔드포인트마다 시간당, 그리고 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Network Firewall",
    spend: Spend::Networking,
    glyph: glyph::WALL,
    monogram: "NFW",
    scope: Scope::Zonal,
    network: Network::Route,
    terraform: &["aws_networkfirewall_firewall"],
    imports: &[Import::of("aws_networkfirewall_firewall")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &["AWS::NetworkFirewall::Firewall"],
    drawio: "network_firewall",
    keywords: &[
        "firewall",
        "ips",
        "suricata",
        "inspection",
        "방화벽",
        "침입 방지",
    ],
    properties: &[
        &ENDPOINTS,
        &through::DATA,
        &ADVANCED,
        &DELETE_PROTECTION,
        &LOGGING,
    ],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn an_endpoint_in_each_zone() {
        let bench = Bench::new("networkfirewall_firewall")
            .in_zones(2)
            .with("data_processed_gb", 100.0);
        assert_eq!(
            bench.lines().query("hours"),
            "network_firewall aws_firewall_per_endpoint"
        );
        // 2 × 730 h × $0.395 = $576.70; 100 GB × $0.065 = $6.50.
        near(bench.lines().usd("hours"), 576.7);
        near(bench.lines().usd("data"), 6.5);
        let deep = bench
            .with("advanced_inspection", true)
            .with("endpoints", 1.0)
            .lines();
        // 730 h × ($0.395 + $0.792) = $866.51; 100 GB × ($0.065 + $0.009) = $7.40.
        near(deep.total(), 873.91);
    }
}
