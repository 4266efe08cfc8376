//! SEC024: WAF drawn on something that cannot carry it.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::networking::{
    api_gateway_http, api_gateway_websocket, classic_load_balancer, cloudfront_distribution,
    gateway_load_balancer, network_load_balancer,
};
use crate::catalog::security::wafv2_web_acl;
use crate::catalog::{Kind, Network};

rule! {
    /// WAF drawn on something that cannot carry it
    ///
    /// **Why.** The drawing promises a protection that cannot exist: AWS WAF looks at requests of CloudFront, Application
    /// Load Balancers, REST APIs, user pools and a few managed front ends only.
    ///
    /// **Fix.** Use an Application Load Balancer instead of a Classic or Network one, or put CloudFront in front and attach
    /// the web ACL there (with CloudFront scope).
    ///
    /// **When to silence it.** The connection is only the drawing's way of showing the order.
    ///
    /// **References.** SEC05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "nlb": (kind: "network_load_balancer", at: (0, 0)), // finding
    ///     "users": (kind: "users", at: (150, 0)),
    ///     "waf": (kind: "wafv2_web_acl", at: (300, 0)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "waf"),
    ///     "pass": (from: "waf", to: "nlb"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0)),
    ///     "waf": (kind: "wafv2_web_acl", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "waf"),
    ///     "pass": (from: "waf", to: "lb"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC024",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&wafv2_web_acl::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "WAF를 연결할 수 없는 곳에 그려진 WAF",
            why: "존재할 수 없는 보호를 약속하는 그림입니다. AWS WAF는 CloudFront, Application Load Balancer, REST API, 사용자 풀 등 일부 관리형 진입점의 요청만 검사합니다.",
            fix: "Classic이나 Network Load Balancer 대신 Application Load Balancer를 쓰거나, CloudFront를 앞에 두고 웹 ACL을(CloudFront 범위로) 연결합니다.",
            silence: "연결이 순서를 보여 주기 위한 것일 뿐인 경우입니다.",
        },
    };
}

/// Front ends without requests that WAF could look at, besides servers of all kinds.
const CANNOT: &[&Kind] = &[
    &classic_load_balancer::KIND,
    &network_load_balancer::KIND,
    &gateway_load_balancer::KIND,
    &api_gateway_http::KIND,
    &api_gateway_websocket::KIND,
];

/// Whether the scope or the Region of a web ACL keeps it from an item that could carry one.
fn is_out_of_scope(waf: &Item<'_>, item: &Item<'_>) -> bool {
    let at_edge = waf.text(&wafv2_web_acl::SCOPE) == "CLOUDFRONT";
    let is_distribution = *item.kind == cloudfront_distribution::KIND;
    at_edge != is_distribution || (!at_edge && waf.region() != item.region())
}

fn check(cx: &Cx<'_>, waf: &Item<'_>, out: &mut Findings) {
    for (item, _) in cx.called(waf) {
        let cannot = CANNOT.contains(&item.kind) || item.kind.network == Network::Instance;
        let misplaced = web::carries_web_acl(&item) && is_out_of_scope(waf, &item);
        if !cannot && !misplaced {
            continue;
        }
        let evidence = seen(|language| {
            let (from, to) = (waf.name(language), item.name(language));
            let scope = waf.text(&wafv2_web_acl::SCOPE);
            let kind = item.kind.title.get(language);
            match language {
                Language::English => format!("{from} (scope {scope}) on {to}, a {kind}"),
                Language::Korean => format!("{from}(범위 {scope})이(가) {to}({kind})에 연결됨"),
            }
        });
        out.add([waf.id, item.id], evidence);
    }
}
