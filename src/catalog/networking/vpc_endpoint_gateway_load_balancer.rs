//! Gateway Load Balancer endpoints: hours in each zone, and GB processed in both directions.
//!
//! Semantics: AWS PrivateLink pricing page, "Gateway Load Balancer endpoint".

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// One endpoint for each tile.
fn instances(item: &Item<'_>) -> f64 {
    item.component.placements.len().max(1) as f64
}

fn is_gateway_load_balancer(resource: &Resource<'_>) -> bool {
    resource.text("vpc_endpoint_type") == Some("GatewayLoadBalancer")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Endpoint hours", "엔드포인트 시간"),
        Amount::hours(cx.item.instances(), units::ENDPOINTS, cx.hours),
        Query::new("vpc_endpoint", "endpoint_hour").with("type", "gwlb"),
    );
    through::bill_data(
        cx,
        bill,
        Query::new("vpc_endpoint", "data_processed_gb").with("type", "gwlb"),
    );
}
/// Gateway Load Balancer endpoint.
pub static KIND: Kind = Kind {
    name: "vpc_endpoint_gateway_load_balancer",
    title: both(
        "Gateway Load Balancer endpoint",
        "Gateway Load Balancer 엔드포인트",
    ),
    short: both("Gateway LB endpoint", "Gateway LB 엔드포인트"),
    doc: both(
        "Route target in a subnet that leads its traffic to the appliances behind a Gateway Load Balancer. Billed by the hour in each zone and for each GB.",
        "서브넷의 트래픽을 Gateway Load Balancer 뒤의 어플라이언스로 보내는 라우팅 대상입니다. 가용 영역마다 시간당, 그리고 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::PLUG,
    monogram: "GWE",
    scope: Scope::Zonal,
    network: Network::Route,
    terraform: &["aws_vpc_endpoint"],
    imports: &[Import::of("aws_vpc_endpoint")
        .accepts(is_gateway_load_balancer)
        .usage(&[("monthly_data_processed_gb", &through::DATA)])],
    drawio: "endpoints",
    keywords: &[
        "gwlb",
        "endpoint",
        "inspection",
        "firewall",
        "엔드포인트",
        "방화벽",
    ],
    properties: &[&through::DATA],
    instances,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn one_in_each_zone() {
        let bench =
            Bench::new("vpc_endpoint_gateway_load_balancer").with("data_processed_gb", 1000.0);
        assert_eq!(
            bench.lines().query("hours"),
            "vpc_endpoint endpoint_hour type=gwlb"
        );
        // 730 h × $0.013 = $9.49; 1,000 GB × $0.0035 = $3.50.
        near(bench.lines().total(), 12.99);
        near(bench.in_zones(2).lines().usd("hours"), 18.98);
    }
}
