//! Amazon Route 53 Resolver endpoints: hours of each network interface, and queries that they forward.
//!
//! Semantics: Amazon Route 53 pricing page, "Route 53 Resolver endpoints": queries are billed in tiers over the account. An endpoint has
//! at most 6 addresses by default, each good for 10,000 queries a second (service-facts: Route 53 Resolver).

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Direction.
pub static DIRECTION: Property = Property::choice("direction", both("Direction", "방향"), "INBOUND", &[choice_in("INBOUND", "Inbound", "인바운드"), choice_in("OUTBOUND", "Outbound", "아웃바운드")]).doc("Inbound endpoints answer your own network; outbound ones forward queries to its name servers.", "인바운드는 고객 네트워크의 쿼리에 응답하고, 아웃바운드는 고객 네트워크의 이름 서버로 쿼리를 전달합니다.");

/// Network interfaces.
pub static ADDRESSES: Property = Property::count(
    "ip_addresses",
    both("Network interfaces", "네트워크 인터페이스"),
    units::NETWORK_INTERFACES,
    2.0,
    1.0,
    100.0,
)
.doc(
    "Addresses of the endpoint, in two zones at least; each is billed by the hour.",
    "엔드포인트의 주소 수로 두 개 이상의 가용 영역에 둡니다. 주소마다 시간당 과금됩니다.",
);

/// Queries.
pub static QUERIES: Property = Property::usage("queries", both("Queries", "쿼리"), units::QUERIES).doc("DNS queries through the endpoint in the month. Derived: the requests of incoming connections.", "한 달 동안 엔드포인트를 거치는 DNS 쿼리입니다. 들어오는 연결의 요청 수로 계산합니다.");

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let addresses = resource.count("ip_address");
    if addresses > 0 {
        draft.set(&ADDRESSES, addresses as f64);
    }
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&ADDRESSES)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.text(&DIRECTION), language) {
        ("OUTBOUND", Language::English) => "outbound".to_owned(),
        ("OUTBOUND", Language::Korean) => "아웃바운드".to_owned(),
        (_, Language::English) => "inbound".to_owned(),
        (_, Language::Korean) => "인바운드".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Resolver endpoint hours", "Resolver 엔드포인트 시간"),
        Amount::hours(cx.item.instances(), units::NETWORK_INTERFACES, cx.hours),
        Query::new("route53", "resolver_endpoint_eni_hour"),
    );
    bill.usage(
        "queries",
        QUERIES.title,
        cx.usage(&QUERIES, cx.flows.requests()),
        units::QUERIES,
        Query::new("route53", "resolver_query"),
    );
}
/// Amazon Route 53 Resolver endpoint.
pub static KIND: Kind = Kind {
    name: "route53_resolver_endpoint",
    title: both(
        "Amazon Route 53 Resolver endpoint",
        "Amazon Route 53 Resolver 엔드포인트",
    ),
    short: both("Resolver endpoint", "Resolver 엔드포인트"),
    doc: both(
        "Lets a VPC and your own network resolve each other's names. Billed by the hour for each network interface and for queries.",
        "VPC와 고객 네트워크가 서로의 이름을 해석하게 합니다. 네트워크 인터페이스마다 시간당, 그리고 쿼리 수에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon Route 53",
    spend: Spend::Networking,
    glyph: glyph::COMPASS,
    monogram: "RSLV",
    scope: Scope::Vpc,
    network: Network::Dns,
    terraform: &["aws_route53_resolver_endpoint"],
    imports: &[Import::of("aws_route53_resolver_endpoint")
        .usage(&[("monthly_queries", &QUERIES)])
        .read(read)],
    cloudformation: &["AWS::Route53Resolver::ResolverEndpoint"],
    drawio: "route_53_resolver",
    keywords: &[
        "dns",
        "resolver",
        "hybrid",
        "on-premises",
        "리졸버",
        "온프레미스",
    ],
    port: Some(53),
    properties: &[&DIRECTION, &ADDRESSES, &QUERIES],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn interfaces_and_queries_in_tiers() {
        let bench = Bench::new("route53_resolver_endpoint");
        assert_eq!(
            bench.lines().query("hours"),
            "route53 resolver_endpoint_eni_hour"
        );
        // 2 × 730 h × $0.125 = $182.50.
        near(bench.lines().total(), 182.5);
        // 1,000 M × $0.40 + 1,000 M × $0.20 = $600.
        near(bench.with("queries", 2e9).lines().usd("queries"), 600.0);
    }
}
