//! Route 53 Resolver DNS Firewall: domain names in lists by the month, and queries that it inspects.
//!
//! Semantics: Amazon Route 53 pricing page, "DNS Firewall": AWS's own lists are free; own lists are billed by the domain name.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend, user_price};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Domain names.
pub static DOMAINS: Property = Property::count(
    "domain_names",
    both("Domain names", "도메인 이름"),
    units::DOMAINS,
    0.0,
    0.0,
    10_000_000.0,
)
.doc(
    "Domain names in your own lists; AWS's managed lists are free.",
    "직접 만든 목록의 도메인 이름 수입니다. AWS 관리형 목록은 무료입니다.",
);

/// Queries.
pub static QUERIES: Property = Property::usage("queries", both("Queries", "쿼리"), units::QUERIES).doc("DNS queries of the VPCs that are inspected in the month. Derived: the requests of incoming connections.", "한 달 동안 검사하는 VPC의 DNS 쿼리입니다. 들어오는 연결의 요청 수로 계산합니다.");

/// Advanced protection.
pub static ADVANCED: Property = Property::flag(
    "advanced_protection",
    both("Advanced protection", "고급 보호"),
    false,
)
.doc(
    "DNS tunnelling and generated domain names are detected as well, at a price of its own.",
    "DNS 터널링과 생성된 도메인 이름도 탐지하며 별도로 과금됩니다.",
);

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let domains = cx.item.number(&DOMAINS);
    if domains > 0.0 {
        bill.charge(
            "domain_names",
            DOMAINS.title,
            Amount::plain(domains, units::DOMAINS),
            Query::new("route53", "dns_domain_names_dns_firewall_per_mo"),
        );
    }
    let queries = cx.usage(&QUERIES, cx.flows.requests());
    bill.usage(
        "queries",
        QUERIES.title,
        queries,
        units::QUERIES,
        Query::new("route53", "dns_firewall_query"),
    );
    if cx.item.flag(&ADVANCED) {
        bill.usage(
            "advanced",
            both("Advanced queries", "고급 보호 쿼리"),
            queries,
            units::QUERIES,
            Query::new("route53", "dns_firewall_advanced_query"),
        )
        .or_user_price(&cx.item);
    }
}
/// Route 53 Resolver DNS Firewall.
pub static KIND: Kind = Kind {
    name: "route53_resolver_firewall_rule_group",
    title: both(
        "Route 53 Resolver DNS Firewall",
        "Route 53 Resolver DNS Firewall",
    ),
    short: both("DNS Firewall", "DNS Firewall"),
    doc: both(
        "Blocks or logs DNS queries of VPCs for unwanted names. Billed by the query and for the names in your own lists.",
        "VPC에서 원하지 않는 이름에 대한 DNS 쿼리를 차단하거나 기록합니다. 쿼리 수와 직접 만든 목록의 이름 수에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon Route 53",
    spend: Spend::Networking,
    glyph: glyph::FUNNEL,
    monogram: "DNSF",
    scope: Scope::Regional,
    network: Network::Dns,
    terraform: &["aws_route53_resolver_firewall_rule_group"],
    imports: &[Import::of("aws_route53_resolver_firewall_rule_group")],
    cloudformation: &["AWS::Route53Resolver::FirewallRuleGroup"],
    drawio: "route_53_resolver",
    keywords: &["dns", "firewall", "exfiltration", "방화벽", "도메인"],
    properties: &[
        &DOMAINS,
        &QUERIES,
        &ADVANCED,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn names_and_queries() {
        let bench = Bench::new("route53_resolver_firewall_rule_group").with("queries", 1.5e9);
        assert_eq!(bench.lines().query("queries"), "route53 dns_firewall_query");
        // 1,000 M × $0.60 + 500 M × $0.40 = $800; 2,000 names × $0.0005 = $1.
        near(bench.lines().total(), 800.0);
        let own = bench.with("domain_names", 2000.0);
        near(own.lines().usd("domain_names"), 1.0);
        let advanced = own.with("advanced_protection", true);
        assert_eq!(advanced.lines().missing(), ["advanced"]);
        // 1,500,000,000 × $0.0000001 = $150.
        let typed = advanced.with("user_price_usd", 1e-7).lines();
        near(typed.usd("advanced"), 150.0);
    }
}
