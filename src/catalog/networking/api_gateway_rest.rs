//! Amazon API Gateway REST APIs: calls in tiers, and hours of the cache.
//!
//! Semantics: Amazon API Gateway pricing page. Transfer to the internet is billed on the connections.

use super::api_gateway;
use crate::catalog::Onward;
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::economics;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Type of the endpoint.
pub static ENDPOINT: Property = Property::choice(
    "endpoint_type",
    both("Endpoint", "엔드포인트"),
    "REGIONAL",
    &[
        choice_in("REGIONAL", "Regional", "리전"),
        choice_in("EDGE", "Edge-optimised", "엣지 최적화"),
        choice_in("PRIVATE", "Private", "프라이빗"),
    ],
)
.doc(
    "Where callers reach the API: in its Region, at edge locations, or from inside a VPC only.",
    "호출자가 API에 접근하는 위치입니다. 리전, 엣지 로케이션, 또는 VPC 내부에서만 접근합니다.",
);

/// Size of the cache.
pub static CACHE: Property = Property::choice(
    "cache_size_gb",
    both("Cache", "캐시"),
    "0",
    &[
        choice_in("0", "No cache", "캐시 없음"),
        choice("0.5", "0.5 GB"),
        choice("1.6", "1.6 GB"),
        choice("6.1", "6.1 GB"),
        choice("13.5", "13.5 GB"),
        choice("28.4", "28.4 GB"),
        choice("58.2", "58.2 GB"),
        choice("118", "118 GB"),
        choice("237", "237 GB"),
    ],
)
.doc(
    "Memory of the stage's cache, billed by the hour.",
    "스테이지 캐시의 메모리 크기로, 시간당 과금됩니다.",
);

/// Share of calls that the cache answers.
pub static HIT_RATIO: Property = Property::number(
    "cache_hit_ratio",
    both("Cache hit ratio", "캐시 적중률"),
    units::PERCENT,
    50.0,
    0.0,
    100.0,
)
.doc(
    "Share of calls that the cache answers; the rest goes on.",
    "캐시가 응답하는 호출의 비율입니다. 나머지는 뒤로 전달됩니다.",
)
.when(has_cache);

/// How long answers are kept: 300 s by default, 0 to 3,600 (service-facts: API Gateway default).
pub static CACHE_TTL: Property = Property::count(
    "cache_ttl_in_seconds",
    both("Cache TTL", "캐시 TTL"),
    units::SECONDS,
    300.0,
    0.0,
    3600.0,
)
.doc(
    "How long an answer stays in the cache.",
    "응답이 캐시에 유지되는 시간입니다.",
)
.when(has_cache)
.secondary();

/// Time in ms that an edge-optimised API gives its backend at most.
const EDGE_TIMEOUT: f64 = 29_000.0;

/// Longest time that a backend may take: 29 s by default; Regional and private APIs can have more (service-facts: API
/// Gateway default, botocore 2026-08-07). The sources name no upper end; the range ends at the longest execution of a
/// Lambda function.
pub static TIMEOUT: Property = Property::count(
    "timeout_milliseconds",
    both("Integration timeout", "통합 제한 시간"),
    units::MILLISECONDS,
    EDGE_TIMEOUT,
    50.0,
    900_000.0,
)
.doc(
    "Time that the backend has to answer: 29 s, or more by a raised quota for Regional and private APIs.",
    "백엔드가 응답해야 하는 시간으로 기본 29초입니다. 리전 및 프라이빗 API는 할당량을 높여 늘릴 수 있습니다.",
)
.secondary();

/// Oldest TLS version of its domain name; HTTP and WebSocket APIs know TLS 1.2 only.
pub static TLS: Property = Property::choice(
    "minimum_tls_version",
    both("Minimum TLS", "최소 TLS 버전"),
    "1.2",
    &[choice("1.0", "TLS 1.0"), choice("1.2", "TLS 1.2")],
)
.doc(
    "Oldest TLS version that the security policy of the API's domain name accepts.",
    "API 도메인 이름의 보안 정책이 허용하는 가장 오래된 TLS 버전입니다.",
)
.secondary();

/// Compression of answers.
pub static COMPRESSION: Property =
    Property::flag("compression", both("Compression", "압축"), false)
        .doc(
            "Answers are compressed for clients that accept it.",
            "지원하는 클라이언트에 응답을 압축해서 보냅니다.",
        )
        .secondary();

/// Whether there is a cache.
pub(in crate::catalog) fn has_cache(item: &Item<'_>) -> bool {
    item.text(&CACHE) != "0"
}

/// The line for the hours of the cache.
pub(in crate::catalog) fn bill_cache(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "cache",
        both("Cache hours", "캐시 시간"),
        Amount::plain(cx.hours, units::HOURS),
        Query::new("api_gateway", "cache_hour").with("memory_gb", cx.item.text(&CACHE)),
    );
}

/// What the cache answers does not reach the backend; what is sent on without waiting (logs) passes the cache by.
fn forward(item: &Item<'_>, onward: Onward) -> f64 {
    if has_cache(item) && onward.kind.is_synchronous() {
        1.0 - item.number(&HIT_RATIO) / 100.0
    } else {
        1.0
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    api_gateway::validate(item, problems);
    if item.text(&ENDPOINT) == "EDGE" && item.number(&TIMEOUT) > EDGE_TIMEOUT {
        problems.push(Problem::of(
            &TIMEOUT,
            "an edge-optimised API waits at most 29,000 ms: make it Regional or shorten the timeout",
            "엣지 최적화 API는 최대 29,000ms까지 기다립니다. 리전 API로 바꾸거나 제한 시간을 줄이세요",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let requests = cx.usage(&api_gateway::REQUESTS, cx.flows.requests());
    bill.usage(
        "requests",
        both("API calls", "API 호출"),
        requests,
        units::REQUESTS,
        Query::new("api_gateway", "rest_request"),
    );
    if has_cache(&cx.item) {
        bill_cache(cx, bill);
    }
    access_logs::bill(cx, bill, &api_gateway::LOGS, requests.value);
}

/// REST API.
pub static KIND: Kind = Kind {
    name: "api_gateway_rest",
    title: both("Amazon API Gateway REST API", "Amazon API Gateway REST API"),
    short: both("REST API", "REST API"),
    doc: both(
        "Front door for HTTP APIs with keys, quotas, caching and web ACLs. Billed by the call, in tiers, and by the hour \
         for a cache.",
        "API 키, 사용량 제한, 캐시, 웹 ACL을 지원하는 HTTP API의 진입점입니다. 호출 수(구간별)와 캐시 시간에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon API Gateway",
    spend: Spend::Networking,
    glyph: glyph::BRACKETS_CURLY,
    monogram: "REST",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_api_gateway_rest_api"],
    imports: &[Import::of("aws_api_gateway_rest_api")
        .attributes(&[("endpoint_configuration.types", &ENDPOINT)])
        .usage(&[("monthly_requests", &api_gateway::REQUESTS)])],
    cloudformation: &["AWS::ApiGateway::RestApi", "AWS::Serverless::Api"],
    drawio: "api_gateway",
    keywords: &["api", "rest", "gateway", "serverless", "서버리스"],
    endpoint_service: "execute-api",
    port: Some(443),
    properties: &[
        &ENDPOINT,
        &CACHE,
        &HIT_RATIO,
        &api_gateway::REQUESTS,
        &api_gateway::AUTHORIZER,
        &api_gateway::THROTTLE,
        &api_gateway::THROTTLE_BURST,
        &TIMEOUT,
        &economics::CONTENT,
        &CACHE_TTL,
        &COMPRESSION,
        &TLS,
        &api_gateway::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::API_ENTRY,
        &access_logs::RETENTION,
        &api_gateway::TRACING,
        &workload::REPEATABLE_READS,
    ],
    key_fact: api_gateway::key_fact,
    validate,
    validates_calls: true,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::catalog::{Onward, Shape};
    use crate::model::ConnectionKind;

    fn onward(kind: ConnectionKind) -> Onward {
        Onward { kind, called: "" }
    }

    #[test]
    fn four_hundred_million_calls_in_seoul() {
        let bench = Bench::new("api_gateway_rest")
            .with("cache_size_gb", "0.5")
            .with("cache_hit_ratio", 75.0)
            .incoming("users", 4e8, 1.0, 1.0);
        let lines = bench.lines();
        assert_eq!(lines.query("requests"), "api_gateway rest_request");
        assert_eq!(lines.query("cache"), "api_gateway cache_hour memory_gb=0.5");
        // 333,000,000 × $0.0000035 + 67,000,000 × $0.00000319 = $1,165.50 + $213.73.
        near(lines.usd("requests"), 1379.23);
        // 730 h × $0.02 = $14.60.
        near(lines.usd("cache"), 14.6);
        bench.item(|item| {
            near(
                (item.kind.forward)(&item, onward(ConnectionKind::Call)),
                0.25,
            )
        });
    }

    #[test]
    fn without_a_cache_everything_goes_on() {
        let bench = Bench::new("api_gateway_rest").incoming("users", 1e6, 1.0, 1.0);
        assert_eq!(bench.lines().keys(), ["requests"]);
        near(bench.lines().total(), 3.5);
        bench.item(|item| {
            near(
                (item.kind.forward)(&item, onward(ConnectionKind::Call)),
                1.0,
            )
        });
    }

    #[test]
    fn logs_pass_the_cache_by() {
        let bench = Bench::new("api_gateway_rest").with("cache_size_gb", "0.5");
        let logs = onward(ConnectionKind::LogShipping);
        bench.item(|item| near((item.kind.forward)(&item, logs), 1.0));
    }

    #[test]
    fn every_size_of_the_cache_has_a_price() {
        let Shape::Choice { options, .. } = super::CACHE.shape else {
            panic!("the cache is a choice");
        };
        for size in options.iter().skip(1) {
            let lines = Bench::new("api_gateway_rest")
                .with("cache_size_gb", size.value)
                .lines();
            assert!(lines.find("cache").is_some() && lines.missing().is_empty());
        }
    }

    #[test]
    fn edge_optimised_apis_wait_29_seconds() {
        let slow = |endpoint: &str| {
            Bench::new("api_gateway_rest")
                .with("endpoint_type", endpoint)
                .with("timeout_milliseconds", 60_000.0)
                .problems()
                .len()
        };
        assert_eq!(slow("EDGE"), 1);
        assert_eq!(slow("REGIONAL"), 0);
    }
}
