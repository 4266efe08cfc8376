//! Amazon Route 53 records: queries by routing policy.
//!
//! Semantics: Amazon Route 53 pricing page. A record is free by itself; its queries are billed in tiers that count over the account.
//! Queries of alias records to AWS targets are free. Hosted zones have queries too: use one or the other for the same traffic.

use super::route53_zone::{self, ALIAS, ROUTING, TTL};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Standard queries.
pub static STANDARD: Property = Property::usage("standard_queries", both("Standard queries", "표준 쿼리"), units::QUERIES).doc("Queries answered by simple, weighted, failover or multivalue records. Derived for those policies from the requests of incoming connections.", "단순, 가중치, 장애 조치, 다중값 레코드가 응답하는 쿼리입니다. 해당 정책이면 들어오는 연결의 요청 수로 계산합니다.");

/// Latency queries.
pub static LATENCY: Property = Property::usage(
    "latency_based_queries",
    both("Latency queries", "지연 시간 쿼리"),
    units::QUERIES,
)
.doc(
    "Queries answered by latency. Derived for that policy.",
    "지연 시간에 따라 응답하는 쿼리입니다. 해당 정책이면 계산됩니다.",
);

/// Geographic queries.
pub static GEO: Property = Property::usage(
    "geo_queries",
    both("Geographic queries", "지리 쿼리"),
    units::QUERIES,
)
.doc(
    "Queries answered by the place of the caller. Derived for those policies.",
    "호출자의 위치에 따라 응답하는 쿼리입니다. 해당 정책이면 계산됩니다.",
);

/// IP-based queries.
pub static IP: Property = Property::usage(
    "ip_based_queries",
    both("IP-based queries", "IP 기반 쿼리"),
    units::QUERIES,
)
.doc(
    "Queries answered by the address range of the caller. Derived for that policy.",
    "호출자의 주소 범위에 따라 응답하는 쿼리입니다. 해당 정책이면 계산됩니다.",
);

/// Whether the record points out of the design.
pub static EXTERNAL: Property = Property::flag(
    "external_target",
    both("Points outside", "외부 대상"),
    false,
)
.doc(
    "The record points at something of yours or others that is not drawn.",
    "레코드가 그림에 없는 자신 또는 타인의 대상을 가리킵니다.",
)
.secondary();

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ALIAS, resource.has("alias"));
    let policies = [
        ("weighted_routing_policy", "weighted"),
        ("failover_routing_policy", "failover"),
        ("latency_routing_policy", "latency"),
        ("geolocation_routing_policy", "geolocation"),
        ("geoproximity_routing_policy", "geoproximity"),
        ("cidr_routing_policy", "cidr"),
    ];
    if let Some((_, policy)) = policies.iter().find(|(block, _)| resource.has(block)) {
        draft.set(&ROUTING, *policy);
    } else if resource.flag("multivalue_answer_routing_policy") == Some(true) {
        draft.set(&ROUTING, "multivalue");
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let own = route53_zone::query_type(item.text(&ROUTING));
    let derived = cx.flows.requests() / item.number(&route53_zone::REQUESTS_PER_QUERY);
    let sorts = [
        ("standard_queries", &STANDARD, "standard"),
        ("latency_based_queries", &LATENCY, "latency"),
        ("geo_queries", &GEO, "geo"),
        ("ip_based_queries", &IP, "ip-based"),
    ];
    for (key, property, sort) in sorts {
        let usage = cx.usage(property, if sort == own { derived } else { 0.0 });
        if usage.value <= 0.0 && sort != own {
            continue;
        }
        if item.flag(&ALIAS) {
            bill.free(
                key,
                property.title,
                Amount::plain(usage.value, units::QUERIES),
                route53_zone::ALIAS_IS_FREE,
            )
            .from(usage.source);
        } else {
            bill.usage(
                key,
                property.title,
                usage,
                units::QUERIES,
                Query::new("route53", "query").with("type", sort).global(),
            );
        }
    }
}
/// Amazon Route 53 record.
pub static KIND: Kind = Kind {
    name: "route53_record",
    title: both("Amazon Route 53 record", "Amazon Route 53 레코드"),
    short: both("DNS record", "DNS 레코드"),
    doc: both(
        "Answers queries for one name. The record is free; its queries are billed by routing policy, except those of aliases to AWS targets.",
        "한 이름에 대한 쿼리에 응답합니다. 레코드는 무료이며 라우팅 정책별로 쿼리가 과금됩니다. AWS 대상의 별칭 쿼리는 무료입니다.",
    ),
    category: Category::Networking,
    service: "Amazon Route 53",
    spend: Spend::Networking,
    glyph: glyph::TAG,
    monogram: "R53R",
    scope: Scope::Global,
    network: Network::Dns,
    terraform: &["aws_route53_record"],
    imports: &[Import::of("aws_route53_record")
        .usage(&[
            ("monthly_standard_queries", &STANDARD),
            ("monthly_latency_based_queries", &LATENCY),
            ("monthly_geo_queries", &GEO),
        ])
        .read(read)],
    cloudformation: &["AWS::Route53::RecordSet"],
    drawio: "route_53",
    keywords: &["dns", "record", "alias", "레코드", "별칭"],
    port: Some(53),
    properties: &[
        &ROUTING,
        &ALIAS,
        &route53_zone::REQUESTS_PER_QUERY,
        &STANDARD,
        &LATENCY,
        &GEO,
        &IP,
        &TTL,
        &EXTERNAL,
    ],
    key_fact: route53_zone::key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn queries_by_routing_policy() {
        let bench = Bench::new("route53_record")
            .with("alias", false)
            .incoming("users", 1e8, 1.0, 1.0);
        assert_eq!(
            bench.lines().query("standard_queries"),
            "route53 query type=standard"
        );
        // 100,000,000 requests / 10 = 10,000,000 queries × $0.0000004 = $4; by latency × $0.0000006 = $6.
        near(bench.lines().total(), 4.0);
        let latency = bench.with("routing_policy", "latency").lines();
        assert_eq!(latency.keys(), ["latency_based_queries"]);
        near(latency.total(), 6.0);
    }

    #[test]
    fn beyond_a_billion_queries_are_cheaper_and_aliases_free() {
        let bench = Bench::new("route53_record")
            .with("standard_queries", 1.1e9)
            .with("geo_queries", 1.5e9)
            .with("alias", false);
        // 1,000 M × $0.40 + 100 M × $0.20 = $420; 1,000 M × $0.70 + 500 M × $0.35 = $875.
        near(bench.lines().total(), 1295.0);
        near(bench.with("alias", true).lines().total(), 0.0);
    }
}
