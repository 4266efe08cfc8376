//! SEC030: No rate limit on a public login or API.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::Kind;
use crate::catalog::networking::{
    api_gateway, api_gateway_http, api_gateway_rest, cloudfront_distribution,
};
use crate::catalog::security::wafv2_web_acl;
use crate::model::Id;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::{compact, short};
use smallvec::SmallVec;
use std::collections::BTreeSet;

rule! {
    /// No rate limit on a public login or API
    ///
    /// **Why.** Bots that try stolen passwords and floods of requests raise the bill before anything else notices
    /// them.
    ///
    /// **Fix.** Add a rate-based rule for each client address to the web ACL, and throttle the API.
    ///
    /// **When to silence it.** Another layer that is not drawn limits the rate for each client.
    ///
    /// **References.** SEC05-BP03; REL05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (200, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_month(1000000))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (200, 0), properties: {"throttling_rate_limit": 100}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_month(1000000))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC030",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "속도 제한이 없는 공개 로그인 또는 API",
            why: "유출된 암호를 시도하는 봇과 요청 폭주는 다른 무엇이 알아채기 전에 요금부터 올립니다.",
            fix: "웹 ACL에 클라이언트 주소별 속도 기반 규칙을 추가하고 API에 스로틀링을 설정합니다.",
            silence: "그리지 않은 다른 계층이 클라이언트별 속도를 제한하는 경우입니다.",
        },
    };
}

/// APIs that have a throttle of their own.
const APIS: &[&Kind] = &[&api_gateway_rest::KIND, &api_gateway_http::KIND];
/// The throttle of the quick fix, as a multiple of the drawn peak; a default of ours.
const ROOM: f64 = 2.0;

/// Whether a web ACL has a rate-based rule: one of its own rules.
fn limits(waf: &Item<'_>) -> bool {
    waf.flag(&wafv2_web_acl::RATE_RULE) && waf.number(&wafv2_web_acl::RULES) > 0.0
}

/// Web ACLs and APIs that requests pass from a front on, through CloudFront and web ACLs.
fn guards<'a>(cx: &Cx<'a>, front: Item<'a>) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    let (mut acls, mut apis) = (Vec::new(), Vec::new());
    let mut seen: SmallVec<[&Id; 8]> = SmallVec::new();
    let mut open = vec![front];
    while let Some(item) = open.pop() {
        if seen.contains(&item.id) {
            continue;
        }
        seen.push(item.id);
        if web::is_web_acl(&item) {
            acls.push(item);
        } else {
            open.extend(web::acls_of(cx, &item));
        }
        if APIS.contains(&item.kind) {
            apis.push(item);
        }
        if web::is_web_acl(&item) || *item.kind == cloudfront_distribution::KIND {
            open.extend(cx.called(item).map(|(next, _)| next));
        }
    }
    (acls, apis)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let guards_anything = |kind: &Kind| *kind == wafv2_web_acl::KIND || APIS.contains(&kind);
    if cx.count(guards_anything) == 0 {
        return;
    }
    let mut told: BTreeSet<&Id> = BTreeSet::new();
    for front in cx.fronts() {
        let requests = web::requests(cx, front);
        if requests <= 0.0 {
            continue;
        }
        let (acls, apis) = guards(cx, front.item);
        let throttled = |api: &Item<'_>| api.typed(&api_gateway::THROTTLE).is_some();
        if acls.iter().any(limits) || apis.iter().any(throttled) {
            continue;
        }
        let Some(item) = acls.first().or(apis.first()).copied() else {
            continue;
        };
        if !told.insert(item.id) {
            continue;
        }
        let evidence = seen(|language| {
            let name = item.name(language);
            let requests = compact(requests, language);
            match language {
                Language::English => {
                    format!("{name}: {requests} requests/month from the internet, 0 rate limits")
                }
                Language::Korean => {
                    format!("{name}: 인터넷에서 월 {requests}건의 요청, 속도 제한 0개")
                }
            }
        });
        out.add([item.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    if web::is_web_acl(&item) {
        let rules = item.number(&wafv2_web_acl::RULES) + 1.0;
        return Some(Fix {
            label: Phrase::new("Add a rate-based rule", "속도 기반 규칙 추가"),
            edit: Edit::Batch(vec![
                set(&item, &wafv2_web_acl::RULES, rules),
                set(&item, &wafv2_web_acl::RATE_RULE, true),
            ]),
        });
    }
    let peak = cx.arrivals(item).peak().0;
    let limit = (peak * ROOM).ceil().max(1.0);
    Some(Fix {
        label: each(|language| {
            let limit = short(limit, 0);
            match language {
                Language::English => format!("Throttle at {limit} req/s"),
                Language::Korean => format!("초당 {limit}건으로 제한"),
            }
        }),
        edit: set(&item, &api_gateway::THROTTLE, limit),
    })
}
