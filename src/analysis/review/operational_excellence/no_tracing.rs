//! OPS010: No tracing across services.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::ecs_service;
use crate::catalog::external::external_apm;
use crate::catalog::integration::{appsync_graphql_api, sfn_state_machine};
use crate::catalog::networking::{api_gateway_http, api_gateway_rest};
use crate::catalog::{Kind, Property};

rule! {
    /// No tracing across services
    ///
    /// **Why.** A request that passes three services or more and is slow somewhere leaves no trace of where.
    ///
    /// **Fix.** Trace a sample of the requests (X-Ray or OpenTelemetry) in every service on the path.
    ///
    /// **When to silence it.** Another tool follows the requests.
    ///
    /// **References.** APIGateway.3; CKV_AWS_50; CKV_AWS_73; CKV_AWS_284; prowler:apigateway_restapi_tracing_enabled;
    /// OPS04-BP05; REL06-BP07; OPS08-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "api": (kind: "api_gateway_http", at: (200, 0)),
    ///     "orders": (kind: "lambda_function", at: (400, 0)), // finding
    ///     "stock": (kind: "lambda_function", at: (600, 0)), // finding
    /// }, connections: {
    ///     "a": (from: "users", to: "api"),
    ///     "b": (from: "api", to: "orders"),
    ///     "c": (from: "orders", to: "stock"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "api": (kind: "api_gateway_http", at: (200, 0)),
    ///     "orders": (kind: "lambda_function", at: (400, 0), properties: {"tracing": true}),
    ///     "stock": (kind: "lambda_function", at: (600, 0), properties: {"tracing": true}),
    /// }, connections: {
    ///     "a": (from: "users", to: "api"),
    ///     "b": (from: "api", to: "orders"),
    ///     "c": (from: "orders", to: "stock"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS010",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("services", "개 서비스"),
            source: "default",
        }),
        korean: Korean {
            title: "서비스 간 추적이 없음",
            why: "서비스를 세 개 이상 거치는 요청이 어디선가 느려져도 어디인지 알 수 없습니다.",
            fix: "경로의 모든 서비스에서 요청 일부를 추적합니다(X-Ray 또는 OpenTelemetry).",
            silence: "다른 도구로 요청을 추적하는 경우입니다.",
        },
    };
}

/// Services that requests pass.
const SERVICES: &[&Kind] = &[
    &api_gateway_http::KIND,
    &api_gateway_rest::KIND,
    &appsync_graphql_api::KIND,
    &ecs_service::KIND,
    &lambda_function::KIND,
    &sfn_state_machine::KIND,
];

/// Those whose drawing says whether they trace.
const TRACED: &[(&Kind, &Property)] = &[
    (&appsync_graphql_api::KIND, &appsync_graphql_api::TRACING),
    (&lambda_function::KIND, &lambda_function::TRACING),
    (&sfn_state_machine::KIND, &sfn_state_machine::TRACING),
];

fn is_dark(item: &Item<'_>) -> bool {
    let mut traced = TRACED.iter();
    let own = traced.find(|(kind, _)| *kind == item.kind);
    own.is_some_and(|(_, property)| !item.flag(property))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.of_kind(&external_apm::KIND).is_empty() {
        return;
    }
    let on_path = |item: &&Item<'_>| cx.graph().serves_an_entry(item) && in_production(cx, item);
    let services: Vec<&Item<'_>> = cx.of_kinds(SERVICES).filter(on_path).collect();
    let dark: Vec<&Item<'_>> = services
        .iter()
        .copied()
        .filter(|item| is_dark(item))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "services are few")]
    let count = services.len() as f64;
    if dark.is_empty() || count < RULE.limit(cx) {
        return;
    }
    let evidence = seen(|language| {
        let names = phrase::names(dark.iter().map(|item| **item), language);
        match language {
            Language::English => {
                format!(
                    "requests pass {count} services, {} without tracing: {names}",
                    dark.len()
                )
            }
            Language::Korean => {
                format!(
                    "요청이 서비스 {count}개를 거치며 {}개는 추적하지 않음: {names}",
                    dark.len()
                )
            }
        }
    });
    out.add(dark.iter().map(|item| item.id), evidence);
}
