//! SEC023: Internet-facing web entry without WAF.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web::{self, Front};
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::security::wafv2_web_acl;
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ContainerKind};
use crate::text::Phrase;
use crate::text::number::compact;

rule! {
    /// Internet-facing web entry without WAF
    ///
    /// **Why.** Injection, scripting, floods of bots and layer-7 denial of service reach the application unfiltered.
    ///
    /// **Fix.** Attach a web ACL with the managed core rules and a rate rule to the entry: CloudFront if there is one, else
    /// the load balancer or the API.
    ///
    /// **When to silence it.** Another provider filters the requests before they arrive, and the entry admits that provider
    /// only.
    ///
    /// **References.** ELB.16; CloudFront.6; APIGateway.4; CKV2_AWS_28; CKV2_AWS_29; CKV2_AWS_33; CKV_AWS_68;
    /// prowler:elbv2_waf_acl_attached; prowler:cloudfront_distributions_using_waf;
    /// prowler:apigateway_restapi_waf_acl_attached; prowler:cognito_user_pool_waf_acl_attached; SEC05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0)), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_month(1000000))),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb", port: 443, request_kb: 2, response_kb: 30),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_month(1000000))),
    ///     "waf": (kind: "wafv2_web_acl", at: (300, 0), properties: {"managed_rule_groups": 1, "rules": 1}),
    /// }, connections: {
    ///     "call": (from: "users", to: "waf", port: 443, request_kb: 2, response_kb: 30),
    ///     "pass": (from: "waf", to: "lb", port: 443, request_kb: 2, response_kb: 30),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC023",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "WAF가 없는 인터넷 경계 웹 진입점",
            why: "인젝션, 스크립팅, 봇 폭주, L7 DoS가 걸러지지 않고 애플리케이션에 도달합니다.",
            fix: "관리형 핵심 규칙과 속도 규칙을 가진 웹 ACL을 진입점에 연결합니다. CloudFront가 있으면 CloudFront에, 없으면 로드 밸런서나 API에 연결합니다.",
            silence: "다른 사업자가 요청을 먼저 걸러 주고 진입점이 그 사업자만 허용하는 경우입니다.",
        },
    };
}

/// Whether everything behind a distribution that can carry a web ACL has one: then one of the two positions is used.
fn protected_behind(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let origins = cx.called(item).map(|(origin, _)| origin);
    let mut origins = origins.filter(web::carries_web_acl).peekable();
    origins.peek().is_some() && origins.all(|origin| web::is_protected(cx, &origin))
}

fn unprotected<'s, 'a>(cx: &'s Cx<'a>) -> impl Iterator<Item = &'s Front<'a>> {
    cx.fronts().iter().filter(|front| {
        web::carries_web_acl(&front.item)
            && !web::is_protected(cx, &front.item)
            && !protected_behind(cx, &front.item)
    })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for front in unprotected(cx) {
        let evidence = seen(|language| {
            let requests = web::requests(cx, front);
            let callers = front.arrivals.iter();
            let callers: Vec<_> = callers
                .filter_map(|(_, connection)| cx.item(&connection.from))
                .collect();
            let name = phrase::named(&front.item, language);
            let callers = phrase::names(callers.iter().copied(), language);
            let requests = compact(requests, language);
            match language {
                Language::English => {
                    format!("{name}: {requests} requests/month from {callers}, 0 web ACLs")
                }
                Language::Korean => {
                    format!("{name}: {callers}에서 월 {requests}건의 요청, 웹 ACL 0개")
                }
            }
        });
        out.add([front.item.id], evidence);
    }
}

/// Own rules of the new web ACL: the rate rule.
const RULES: f64 = 1.0;
/// Managed rule groups of the new web ACL: the core rules.
const MANAGED: f64 = 1.0;
/// Distance of the new tile to the left of what it protects.
const SPACE: f32 = 160.0;

/// Draws a web ACL between the entry and its callers: their connections lead to it, one connection leads on.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let id = finding.items.first()?;
    let front = unprotected(cx).find(|front| front.item.id == id)?;
    let item = front.item;
    let at_edge = *item.kind == cloudfront_distribution::KIND;
    let place = item.component.placements.first()?;
    let region = cx
        .enclosing(place.parent.as_ref(), ContainerKind::Region)
        .filter(|_| !at_edge)
        .map(|(region, _)| region.clone());
    let at = place.at.offset(-SPACE, 0.0);
    let waf = Component::new(wafv2_web_acl::KIND.name, region, at)
        .with(
            wafv2_web_acl::SCOPE.name,
            if at_edge { "CLOUDFRONT" } else { "REGIONAL" },
        )
        .with(wafv2_web_acl::RULES.name, RULES)
        .with(wafv2_web_acl::MANAGED.name, MANAGED);
    let waf_id = cx.design.fresh_id("waf");
    let mut edits = vec![Edit::PutComponent(waf_id.clone(), waf)];
    let onward = onward(cx, front)?;
    for (id, connection) in &front.arrivals {
        let to_waf = Connection {
            to: waf_id.clone(),
            to_side: None,
            bends: Vec::new(),
            ..(*connection).clone()
        };
        edits.push(Edit::PutConnection((*id).clone(), to_waf));
    }
    let onward_id = cx.design.fresh_id(&format!("{waf_id}-{id}"));
    let onward = Connection {
        from: waf_id,
        ..onward
    };
    edits.push(Edit::PutConnection(onward_id, onward));
    Some(Fix {
        label: Phrase::new("Add a web ACL", "웹 ACL 추가"),
        edit: Edit::Batch(edits),
    })
}

/// The connection that takes the requests on: like the first one that arrives, with sizes averaged over the requests.
fn onward(cx: &Cx<'_>, front: &Front<'_>) -> Option<Connection> {
    let (_, first) = front.arrivals.first()?;
    let mut onward = Connection {
        calls_per_request: 1.0,
        requests_per_month: None,
        gb_per_month: None,
        from_side: None,
        bends: Vec::new(),
        ..(*first).clone()
    };
    let flows = || {
        let ids = front.arrivals.iter();
        ids.filter_map(|(id, _)| cx.traffic.connections.get(id))
    };
    let total: f64 = flows().map(|flow| flow.requests).sum();
    if total > 0.0 && front.arrivals.len() > 1 {
        onward.request_kb = flows().map(|f| f.requests * f.request_kb).sum::<f64>() / total;
        onward.response_kb = flows().map(|f| f.requests * f.response_kb).sum::<f64>() / total;
        onward.read_share = flows().map(|f| f.requests * f.read_share).sum::<f64>() / total;
    }
    Some(onward)
}
