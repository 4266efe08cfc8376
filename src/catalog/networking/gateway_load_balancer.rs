//! Gateway Load Balancer: hours in each zone and capacity units.
//!
//! Semantics: Elastic Load Balancing pricing page. It is billed for each zone that it is enabled in (pricing/README: "GWLB (per AZ)");
//! a capacity unit (GLCU) holds 600 new flows a second, 60,000 active ones and 1 GB an hour. Transfer to appliances in other zones
//! is billed on the connection when cross-zone balancing is on, which is off by default (service-facts: NLB default).

use super::capacity;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// New flows a second in a GLCU.
const NEW_FLOWS: f64 = 600.0;
/// Active flows in a GLCU.
const ACTIVE_FLOWS: f64 = 60_000.0;
/// GB an hour in a GLCU.
const GB: f64 = 1.0;

fn is_gateway(resource: &Resource<'_>) -> bool {
    resource.text("load_balancer_type") == Some("gateway")
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    capacity::read_zones(resource, draft);
    capacity::read_units(resource, draft);
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::ZONES.count(capacity::zones(item), language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Load balancer hours", "로드 밸런서 시간"),
        Amount::hours(capacity::zones(&cx.item), units::ZONES, cx.hours),
        Query::new("elb", "load_balancer_hour").with("type", "gwlb"),
    );
    let dimensions = capacity::flow_dimensions(cx, NEW_FLOWS, ACTIVE_FLOWS, GB);
    let (amount, source) = capacity::amount(cx, &dimensions);
    bill.charge(
        "capacity",
        both("Capacity units (GLCU)", "용량 단위(GLCU)"),
        amount,
        Query::new("elb", "lcu_hour").with("type", "gwlb"),
    )
    .from(source);
}

/// Gateway Load Balancer.
pub static KIND: Kind = Kind {
    name: "gateway_load_balancer",
    title: both("Gateway Load Balancer", "Gateway Load Balancer"),
    short: both("Gateway Load Balancer", "Gateway Load Balancer"),
    doc: both(
        "Sends traffic through a fleet of firewalls or other appliances without changing it. Billed by the hour in each zone and by capacity units; endpoints lead the traffic to it.",
        "트래픽을 바꾸지 않고 방화벽 같은 어플라이언스로 분산해 통과시킵니다. 가용 영역마다 시간당, 그리고 용량 단위로 과금되며 엔드포인트를 통해 트래픽이 들어옵니다.",
    ),
    category: Category::Networking,
    service: "Elastic Load Balancing",
    spend: Spend::Networking,
    glyph: glyph::SHIELD_CHEVRON,
    monogram: "GWLB",
    scope: Scope::Vpc,
    network: Network::NetworkLoadBalancer,
    terraform: &["aws_lb", "aws_alb"],
    imports: &[
        Import::of("aws_lb").accepts(is_gateway).read(read),
        Import::of("aws_alb").accepts(is_gateway).read(read),
    ],
    cloudformation: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
    drawio: "gateway_load_balancer",
    keywords: &[
        "gwlb",
        "geneve",
        "appliance",
        "firewall",
        "inspection",
        "로드 밸런서",
        "방화벽",
        "어플라이언스",
    ],
    port: Some(6081),
    balances: true,
    properties: &[
        &capacity::ZONES,
        &capacity::CROSS_ZONE,
        &capacity::REQUESTS_PER_CONNECTION,
        &capacity::CONNECTION_SECONDS,
        &capacity::CAPACITY_UNITS,
        &capacity::HEALTH_CHECK,
        &capacity::DELETION_PROTECTION,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_zone_is_billed() {
        // 2,628,000,000 requests / 730 h / 3,600 s = 1,000 a second, 10 on each flow of 60 s: 100 new, 6,000 open.
        // 2,628,000,000 × 2 KB / 1,048,576 / 730 h = 6.866455 GB/h: the bytes decide.
        let lines = Bench::new("gateway_load_balancer")
            .incoming("instance", 2_628_000_000.0, 1.0, 1.0)
            .lines();
        assert_eq!(lines.query("hours"), "elb load_balancer_hour type=gwlb");
        assert_eq!(lines.query("capacity"), "elb lcu_hour type=gwlb");
        // Two zones beside it: 2 × 730 h × $0.0125 = $18.25.
        near(lines.usd("hours"), 18.25);
        // 5,012.51220703125 GLCU-h × $0.004 = $20.050048828125.
        near(lines.usd("capacity"), 20.050_048_828_125);
        assert_eq!(lines.keys(), ["hours", "capacity"]);
        let one = Bench::new("gateway_load_balancer")
            .with("zones", 1.0)
            .lines();
        near(one.total(), 9.125);
    }
}
