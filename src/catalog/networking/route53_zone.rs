//! Amazon Route 53 hosted zones: zones, queries by routing policy, health checks. Alias queries to AWS targets are free.
//!
//! Semantics: Amazon Route 53 pricing page; quotas: service-facts rows "Route 53".

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};

const POLICIES: &[Choice] = &[
    choice_in("simple", "Simple", "단순"),
    choice_in("weighted", "Weighted", "가중치"),
    choice_in("failover", "Failover", "장애 조치"),
    choice_in("multivalue", "Multivalue", "다중값"),
    choice_in("latency", "Latency", "지연 시간"),
    choice_in("geolocation", "Geolocation", "지리적 위치"),
    choice_in("geoproximity", "Geoproximity", "지리 근접"),
    choice_in("cidr", "IP-based", "IP 기반"),
];

/// Why queries of alias records cost nothing.
pub(in crate::catalog) const ALIAS_IS_FREE: Bilingual = both(
    "queries of alias records to AWS targets are free",
    "AWS 대상의 별칭 레코드 쿼리는 무료입니다",
);

/// Records in a zone that cost nothing.
const INCLUDED_RECORDS: f64 = 10_000.0;

/// Hosted zones. An account has at most 500 by default (service-facts: Route 53 quota).
pub static ZONES: Property = Property::count(
    "hosted_zones",
    both("Hosted zones", "호스팅 영역"),
    units::NONE,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "How many zones the component stands for; beyond 25 in the account they are cheaper.",
    "이 컴포넌트가 나타내는 호스팅 영역의 수입니다. 계정에서 25개를 넘으면 더 저렴합니다.",
);

/// Routing policy.
pub static ROUTING: Property = Property::choice(
    "routing_policy",
    both("Routing policy", "라우팅 정책"),
    "simple",
    POLICIES,
)
.doc(
    "How queries are answered. Latency, geographic and IP-based queries cost more.",
    "쿼리에 응답하는 방식입니다. 지연 시간, 지리, IP 기반 쿼리는 더 비쌉니다.",
);

/// Whether records are aliases of AWS targets.
pub static ALIAS: Property = Property::flag(
    "alias",
    both("Alias records", "별칭 레코드"),
    true,
)
.doc(
    "Records are aliases of load balancers, distributions, APIs or buckets: their queries are free.",
    "레코드가 로드 밸런서, 배포, API, 버킷의 별칭입니다. 별칭 쿼리는 무료입니다.",
);

/// Requests for each query.
pub static REQUESTS_PER_QUERY: Property = Property::number(
    "requests_per_query",
    both("Requests per query", "쿼리당 요청"),
    units::NONE,
    10.0,
    1.0,
    1e9,
)
.doc(
    "Requests that clients send before they ask for the name again; resolvers keep answers for the record's lifetime. An \
     assumption: set it to what your clients do.",
    "클라이언트가 이름을 다시 조회하기 전에 보내는 요청 수입니다. 리졸버는 TTL 동안 응답을 보관합니다. 가정값이므로 실제에 맞게 바꾸세요.",
);

/// Queries in the month.
pub static QUERIES: Property = Property::usage(
    "queries",
    both("Queries", "쿼리"),
    units::QUERIES,
)
.doc(
    "DNS queries in the month. Derived: the requests of incoming connections, divided by the requests per query.",
    "한 달의 DNS 쿼리 수입니다. 들어오는 연결의 요청 수를 쿼리당 요청으로 나누어 계산합니다.",
);

/// Records of the zones.
pub static RECORDS: Property = Property::optional_count(
    "records",
    both("Records in a zone", "영역당 레코드"),
    units::NONE,
    0.0,
    1e7,
)
.doc(
    "Records in each zone; those above 10,000 are billed by the month.",
    "영역마다 있는 레코드의 수입니다. 10,000개를 넘으면 월 단위로 과금됩니다.",
)
.secondary();

/// Records that a traffic policy makes.
pub static POLICY_RECORDS: Property = Property::count(
    "traffic_policy_records",
    both("Traffic policy records", "트래픽 정책 레코드"),
    units::NONE,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Records that follow a traffic policy, each billed by the month.",
    "트래픽 정책을 따르는 레코드로, 레코드마다 월 단위로 과금됩니다.",
)
.secondary();

/// Health checks of endpoints on AWS.
pub static HEALTH_CHECKS: Property = Property::count(
    "health_checks",
    both("Health checks on AWS", "AWS 엔드포인트 상태 확인"),
    units::NONE,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Health checks of endpoints on AWS; 200 in an account by default.",
    "AWS 엔드포인트에 대한 상태 확인 수입니다. 계정당 기본 할당량은 200개입니다.",
);

/// Health checks of endpoints elsewhere.
pub static HEALTH_CHECKS_OUTSIDE: Property = Property::count(
    "health_checks_outside",
    both("Health checks elsewhere", "외부 엔드포인트 상태 확인"),
    units::NONE,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Health checks of endpoints outside AWS, which cost more.",
    "AWS 외부 엔드포인트에 대한 상태 확인 수로, 요금이 더 높습니다.",
);

/// Lifetime of answers. An alias to a load balancer has 60 s (service-facts: Route 53 behaviour).
pub static TTL: Property = Property::count(
    "ttl",
    both("Record lifetime", "레코드 TTL"),
    units::SECONDS,
    300.0,
    0.0,
    2_147_483_647.0,
)
.doc(
    "How long resolvers keep an answer; alias records use 60 s.",
    "리졸버가 응답을 보관하는 시간입니다. 별칭 레코드는 60초를 사용합니다.",
)
.secondary()
.when(is_plain);

fn is_plain(item: &Item<'_>) -> bool {
    !item.flag(&ALIAS)
}

/// What the tile says: the routing policy.
pub(in crate::catalog) fn key_fact(item: &Item<'_>, language: Language) -> String {
    let routing = item.text(&ROUTING);
    POLICIES
        .iter()
        .find(|option| option.value == routing)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let checks = item.number(&HEALTH_CHECKS) + item.number(&HEALTH_CHECKS_OUTSIDE);
    // An alias can follow the health of its target instead.
    if item.text(&ROUTING) == "failover" && checks == 0.0 && is_plain(item) {
        problems.push(Problem::of(
            &ROUTING,
            "failover records need a health check, or must be aliases that follow their target",
            "장애 조치 레코드에는 상태 확인이 필요하거나 대상을 따르는 별칭이어야 합니다",
        ));
    }
}

/// Word of the query price for a routing policy.
pub(in crate::catalog) fn query_type(routing: &str) -> &'static str {
    match routing {
        "latency" => "latency",
        "geolocation" | "geoproximity" => "geo",
        "cidr" => "ip-based",
        _ => "standard",
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "zones",
        both("Hosted zones", "호스팅 영역"),
        Amount::plain(item.number(&ZONES), units::ZONES_HOSTED),
        Query::new("route53", "hosted_zone_month").global(),
    );
    let records = (item.number(&RECORDS) - INCLUDED_RECORDS).max(0.0);
    if records > 0.0 {
        bill.charge(
            "records",
            both("Records over 10,000", "10,000개 초과 레코드"),
            Amount::product(
                units::RECORDS,
                &[
                    (item.number(&ZONES), units::ZONES_HOSTED),
                    (records, units::RECORDS),
                ],
            ),
            Query::new("route53", "route53_rrsets_per_mo").global(),
        );
    }
    let policies = item.number(&POLICY_RECORDS);
    if policies > 0.0 {
        bill.charge(
            "traffic_policy_records",
            POLICY_RECORDS.title,
            Amount::plain(policies, units::RECORDS),
            Query::new("route53", "traffic_policy_record_month").global(),
        );
    }
    let per_query = item.number(&REQUESTS_PER_QUERY);
    let queries = cx.usage(&QUERIES, cx.flows.requests() / per_query);
    let name = both("Queries", "쿼리");
    if item.flag(&ALIAS) {
        bill.free(
            "queries",
            name,
            Amount::plain(queries.value, units::QUERIES),
            ALIAS_IS_FREE,
        )
        .from(queries.source);
    } else {
        bill.usage(
            "queries",
            name,
            queries,
            units::QUERIES,
            Query::new("route53", "query")
                .with("type", query_type(item.text(&ROUTING)))
                .global(),
        );
    }
    let checks = [
        ("health_checks", &HEALTH_CHECKS, "aws"),
        ("health_checks_outside", &HEALTH_CHECKS_OUTSIDE, "non-aws"),
    ];
    for (key, property, endpoint) in checks {
        let count = item.number(property);
        if count > 0.0 {
            bill.charge(
                key,
                property.title,
                Amount::plain(count, units::CHECKS),
                Query::new("route53", "health_check_month")
                    .with("endpoint", endpoint)
                    .global(),
            );
        }
    }
}

/// Hosted zone.
pub static KIND: Kind = Kind {
    name: "route53_zone",
    title: both("Amazon Route 53 hosted zone", "Amazon Route 53 호스팅 영역"),
    short: both("Route 53", "Route 53"),
    doc: both(
        "Answers DNS queries for a domain and routes by latency, place or health. Billed by the zone and the query; alias \
         queries to AWS targets are free.",
        "도메인의 DNS 쿼리에 응답하고 지연 시간, 위치, 상태에 따라 라우팅합니다. 영역과 쿼리 수에 따라 과금되며 AWS 대상의 별칭 쿼리는 무료입니다.",
    ),
    category: Category::Networking,
    service: "Amazon Route 53",
    spend: Spend::Networking,
    glyph: glyph::SIGNPOST,
    monogram: "R53",
    scope: Scope::Global,
    network: Network::Dns,
    terraform: &["aws_route53_zone"],
    imports: &[Import::of("aws_route53_zone")],
    cloudformation: &["AWS::Route53::HostedZone"],
    drawio: "route_53",
    keywords: &["dns", "domain", "failover", "도메인", "장애 조치"],
    port: Some(53),
    properties: &[
        &ZONES,
        &ROUTING,
        &ALIAS,
        &REQUESTS_PER_QUERY,
        &QUERIES,
        &HEALTH_CHECKS,
        &HEALTH_CHECKS_OUTSIDE,
        &RECORDS,
        &POLICY_RECORDS,
        &TTL,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn alias_queries_are_free() {
        let lines = Bench::new("route53_zone")
            .incoming("users", 1e8, 1.0, 1.0)
            .lines();
        assert_eq!(lines.query("zones"), "route53 hosted_zone_month");
        near(lines.quantity("queries"), 1e7);
        // One zone: $0.50.
        near(lines.total(), 0.5);
    }

    #[test]
    fn plain_queries_cost_by_their_routing() {
        let bench = |routing: &str| {
            Bench::new("route53_zone")
                .with("alias", false)
                .with("routing_policy", routing)
                .with("health_checks", 2.0)
                .with("health_checks_outside", 1.0)
                .incoming("users", 1e8, 1.0, 1.0)
                .lines()
        };
        // 10,000,000 × $0.0000004 = $4; latency × $0.0000006 = $6; geo × $0.0000007 = $7; IP-based × $0.0000008 = $8.
        near(bench("simple").usd("queries"), 4.0);
        near(bench("latency").usd("queries"), 6.0);
        near(bench("geolocation").usd("queries"), 7.0);
        near(bench("cidr").usd("queries"), 8.0);
        // 2 × $0.50 and 1 × $0.75.
        near(bench("failover").usd("health_checks"), 1.0);
        near(bench("failover").usd("health_checks_outside"), 0.75);
    }

    #[test]
    fn beyond_25_zones_are_cheaper() {
        // 25 × $0.50 + 5 × $0.10 = $13.
        near(
            Bench::new("route53_zone")
                .with("hosted_zones", 30.0)
                .lines()
                .usd("zones"),
            13.0,
        );
    }

    #[test]
    fn many_records_and_policies_cost_extra() {
        let lines = Bench::new("route53_zone")
            .with("records", 12_000.0)
            .with("traffic_policy_records", 1.0)
            .lines();
        // 2,000 × $0.0015 = $3; $50.
        near(lines.usd("records"), 3.0);
        near(lines.usd("traffic_policy_records"), 50.0);
    }

    #[test]
    fn failover_needs_health() {
        let bench = Bench::new("route53_zone").with("routing_policy", "failover");
        assert!(bench.problems().is_empty());
        let plain = bench.with("alias", false);
        assert_eq!(plain.problems().len(), 1);
        assert!(plain.with("health_checks", 1.0).problems().is_empty());
    }
}
