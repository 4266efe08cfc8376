//! SEC056: Function URL or API without authorisation.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::Property;
use crate::catalog::compute::lambda_function;
use crate::catalog::networking::{
    api_gateway, api_gateway_http, api_gateway_rest, api_gateway_websocket,
};
use crate::model::Value;

rule! {
    /// Function URL or API without authorisation
    ///
    /// **Why.** Calls without authorisation run code and reach data for anybody, at your cost.
    ///
    /// **Fix.** Let IAM, JWT, Cognito or a Lambda authoriser decide who may call; tag routes that are public on purpose
    /// `public: true`.
    ///
    /// **When to silence it.** The API serves only what is public, such as a product list, and a rate limit protects
    /// it.
    ///
    /// **References.** APIGateway.8; Lambda.1; CKV_AWS_258; CKV_AWS_309; CKV2_AWS_70; CKV_AWS_59; CKV_AWS_301;
    /// prowler:apigateway_restapi_authorizers_enabled; prowler:apigatewayv2_api_authorizers_enabled;
    /// prowler:awslambda_function_url_public; SEC03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (300, 0)), // finding
    ///     "hook": (kind: "lambda_function", at: (300, 100), properties: {"function_url_auth_type": "NONE"}), // finding
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "api", port: 443),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (300, 0), properties: {"authorizer": "jwt"}),
    ///     "health": (kind: "api_gateway_rest", at: (300, 200), tags: {"public": "true"}),
    ///     "hook": (kind: "lambda_function", at: (300, 100), properties: {"function_url_auth_type": "AWS_IAM"}),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "api", port: 443),
    ///     "check": (from: "users", to: "health", port: 443),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC056",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(
            &[
                &api_gateway_http::KIND,
                &api_gateway_rest::KIND,
                &api_gateway_websocket::KIND,
                &lambda_function::KIND,
            ],
            check,
        ),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "권한 부여가 없는 함수 URL 또는 API",
            why: "권한 부여가 없으면 누구나 코드를 실행하고 데이터에 접근하며 비용은 소유자가 냅니다.",
            fix: "IAM, JWT, Cognito, Lambda 권한 부여자로 호출자를 확인하고, 의도적으로 공개한 경로에는 `public: true` 태그를 붙입니다.",
            silence: "상품 목록처럼 공개된 내용만 제공하고 속도 제한이 걸린 API인 경우입니다.",
        },
    };
}

/// Key of the tag that marks routes as public on purpose.
const PUBLIC: &str = "public";

/// The property that says who may call, the value that admits everybody, and the one that the quick fix sets.
fn authorisation(item: &Item<'_>) -> (&'static Property, &'static str, &'static str) {
    if *item.kind == lambda_function::KIND {
        return (&lambda_function::URL_AUTH, "NONE", "AWS_IAM");
    }
    // REST APIs know user pools, HTTP APIs tokens of any issuer; WebSocket APIs know IAM and Lambda authorisers only.
    let value = if *item.kind == api_gateway_rest::KIND {
        "cognito"
    } else if *item.kind == api_gateway_http::KIND {
        "jwt"
    } else {
        "iam"
    };
    (&api_gateway::AUTHORIZER, "none", value)
}

fn is_public_on_purpose(item: &Item<'_>) -> bool {
    let tag = item.component.tags.get(PUBLIC);
    tag.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

/// Whether the internet reaches the item: a function URL by itself, an API over drawn connections.
fn is_exposed(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    if *item.kind == lambda_function::KIND {
        return true;
    }
    let is_private =
        *item.kind == api_gateway_rest::KIND && item.text(&api_gateway_rest::ENDPOINT) == "PRIVATE";
    !is_private && web::is_reached_from_internet(cx, item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, open, _) = authorisation(item);
    if item.text(property) == open && !is_public_on_purpose(item) && is_exposed(cx, item) {
        out.add([item.id], || phrase::property_of(item, property));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, _, value) = authorisation(&item);
    Some(Fix {
        label: phrase::set(property, &Value::from(value)),
        edit: set(&item, property, value),
    })
}
