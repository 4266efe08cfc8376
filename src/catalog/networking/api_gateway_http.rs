//! Amazon API Gateway HTTP APIs: calls in units of 512 KB, in tiers.
//!
//! Semantics: Amazon API Gateway pricing page ("HTTP API calls are metered in 512 KB increments"). The larger of request
//! and response is taken as the size of a call.

use super::api_gateway;
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// KB in one metered call.
const STEP_KB: f64 = 512.0;

/// Longest time that a backend may take: 30 s (service-facts: API Gateway limit, botocore 2026-08-07).
pub static TIMEOUT: Property = Property::count(
    "timeout_milliseconds",
    both("Integration timeout", "통합 제한 시간"),
    units::MILLISECONDS,
    30_000.0,
    50.0,
    30_000.0,
)
.doc(
    "Time that the backend has to answer; 30 s at most.",
    "백엔드가 응답해야 하는 시간이며 최대 30초입니다.",
)
.secondary();

/// Size of a call.
pub static SIZE: Property = Property::optional(
    "request_size_kb",
    both("Call size", "호출 크기"),
    units::KB,
    0.0,
    10_240.0,
)
.doc(
    "Average size of a call, metered in steps of 512 KB; that of the connections if empty.",
    "호출의 평균 크기로 512KB 단위로 계량합니다. 비워 두면 연결의 크기를 따릅니다.",
);

fn is_http(resource: &Resource<'_>) -> bool {
    resource.text("protocol_type") != Some("WEBSOCKET")
}

/// Metered calls for each call of a flow.
fn steps(kb: f64) -> f64 {
    (kb / STEP_KB).ceil().max(1.0)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let calls = cx.flows.requests();
    let metered: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * steps(flow.request_kb.max(flow.response_kb)))
        .sum();
    let usage = cx.usage(&api_gateway::REQUESTS, calls);
    let each = match cx.item.typed(&SIZE) {
        Some(kb) => steps(kb),
        None if calls > 0.0 => metered / calls,
        None => 1.0,
    };
    let amount = if each > 1.0 {
        Amount::product(
            units::REQUESTS,
            &[(usage.value, units::REQUESTS), (each, units::NONE)],
        )
        .because(both("units of 512 KB", "512KB 단위"))
    } else {
        Amount::plain(usage.value, units::REQUESTS)
    };
    bill.charge(
        "requests",
        both("API calls", "API 호출"),
        amount,
        Query::new("api_gateway", "http_request"),
    )
    .from(usage.source);
    access_logs::bill(cx, bill, &api_gateway::LOGS, usage.value);
}

/// HTTP API.
pub static KIND: Kind = Kind {
    name: "api_gateway_http",
    title: both("Amazon API Gateway HTTP API", "Amazon API Gateway HTTP API"),
    short: both("HTTP API", "HTTP API"),
    doc: both(
        "Lean front door for HTTP APIs, cheaper than REST APIs. Billed by the call, in tiers; it cannot carry a web ACL.",
        "REST API보다 저렴하고 단순한 HTTP API 진입점입니다. 호출 수(구간별)에 따라 과금되며 웹 ACL을 연결할 수 없습니다.",
    ),
    category: Category::Networking,
    service: "Amazon API Gateway",
    spend: Spend::Networking,
    glyph: glyph::BRACKETS_ANGLE,
    monogram: "HTTP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_apigatewayv2_api"],
    imports: &[Import::of("aws_apigatewayv2_api").accepts(is_http).usage(&[
        ("monthly_requests", &api_gateway::REQUESTS),
        ("request_size_kb", &SIZE),
    ])],
    cloudformation: &["AWS::Serverless::HttpApi"],
    drawio: "api_gateway",
    keywords: &["api", "http", "gateway", "serverless", "서버리스"],
    port: Some(443),
    properties: &[
        &api_gateway::REQUESTS,
        &SIZE,
        &api_gateway::AUTHORIZER,
        &api_gateway::THROTTLE,
        &api_gateway::THROTTLE_BURST,
        &TIMEOUT,
        &api_gateway::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::API_ENTRY,
        &access_logs::RETENTION,
    ],
    key_fact: api_gateway::key_fact,
    validate: api_gateway::validate,
    validates_calls: true,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn four_hundred_million_calls_in_seoul() {
        let lines = Bench::new("api_gateway_http")
            .incoming("users", 4e8, 1.0, 512.0)
            .lines();
        assert_eq!(lines.query("requests"), "api_gateway http_request");
        // 300,000,000 × $0.00000123 + 100,000,000 × $0.00000111 = $369 + $111.
        near(lines.total(), 480.0);
    }

    #[test]
    fn large_calls_count_more_than_once() {
        let lines = Bench::new("api_gateway_http")
            .incoming("users", 1e6, 1.0, 1100.0)
            .lines();
        // 1,100 KB are three units: 3,000,000 × $0.00000123 = $3.69.
        near(lines.quantity("requests"), 3e6);
        near(lines.total(), 3.69);
    }
}
