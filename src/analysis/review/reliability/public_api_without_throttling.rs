//! REL072: Public API without throttling.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{load, web};
use crate::catalog::Kind;
use crate::catalog::integration::appsync_graphql_api;
use crate::catalog::networking::{
    api_gateway, api_gateway_http, api_gateway_rest, api_gateway_websocket,
    application_load_balancer, capacity,
};
use crate::catalog::security::wafv2_web_acl;
use crate::text::number::compact;
use std::collections::BTreeMap;

rule! {
    /// Public API without throttling
    ///
    /// **Why.** Overload or abuse by one caller takes everybody down together, with the data store behind.
    ///
    /// **Fix.** Throttle the stage or each client, add a rate rule to the web ACL, and reserve concurrency; turn
    /// requests away early.
    ///
    /// **When to silence it.** A provider in front limits the rate and the entry admits only that provider.
    ///
    /// **References.** REL05-BP02; CKV_AWS_115.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "api": (kind: "api_gateway_rest", at: (200, 0)), // finding
    ///     "read": (kind: "lambda_function", at: (400, 0)),
    ///     "items": (kind: "dynamodb_table", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "api"),
    ///     "run": (from: "api", to: "read"),
    ///     "query": (from: "read", to: "items"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "api": (kind: "api_gateway_rest", at: (200, 0), properties: {"throttling_rate_limit": 500}),
    ///     "read": (kind: "lambda_function", at: (400, 0)),
    ///     "items": (kind: "dynamodb_table", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "api"),
    ///     "run": (from: "api", to: "read"),
    ///     "query": (from: "read", to: "items"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL072",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "스로틀링이 없는 퍼블릭 API",
            why: "한 호출자의 과부하나 남용이 뒤의 데이터 저장소까지 함께 무너뜨립니다.",
            fix: "스테이지나 클라이언트마다 요청률을 제한하고, 웹 ACL에 속도 규칙을 넣고, 동시성을 예약하여 일찍 거절합니다.",
            silence: "앞단 사업자가 요청률을 제한하고 진입점이 그 사업자만 허용하는 경우입니다.",
        },
    };
}

/// Entries that are looked at.
static ENTRIES: &[&Kind] = &[
    &api_gateway_http::KIND,
    &api_gateway_rest::KIND,
    &api_gateway_websocket::KIND,
    &application_load_balancer::KIND,
    &appsync_graphql_api::KIND,
];

/// The web ACL before an item that could limit the rate but does not; an error if one does.
fn idle_acl<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Result<Option<Item<'a>>, ()> {
    let mut found = None;
    for acl in cx.neighbours(item).filter(web::is_web_acl) {
        if acl.flag(&wafv2_web_acl::RATE_RULE) {
            return Err(());
        }
        found = Some(acl);
    }
    Ok(found)
}

fn has_throttle(item: &Item<'_>) -> bool {
    item.kind.property(api_gateway::THROTTLE.name).is_some()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut entries: BTreeMap<_, Item<'_>> = BTreeMap::new();
    for front in cx.fronts() {
        // Where a web ACL is drawn in the way, what it stands before is the entry.
        let behind = cx
            .called(front.item)
            .filter(|_| web::is_web_acl(&front.item));
        let all = behind.map(|(item, _)| item).chain([front.item]);
        entries.extend(
            all.filter(|item| ENTRIES.contains(&item.kind))
                .map(|item| (item.id, item)),
        );
    }
    for item in entries.values() {
        let internal = *item.kind == application_load_balancer::KIND
            && item.text(&capacity::SCHEME) != "internet-facing";
        let limited = has_throttle(item) && item.typed(&api_gateway::THROTTLE).is_some();
        if internal || limited || idle_acl(cx, item).is_err() || !in_production(cx, item) {
            continue;
        }
        let store = cx
            .graph()
            .needed_by(item.id)
            .find(|needed| needed.kind.is_data_store);
        let Some(store) = store else {
            continue;
        };
        let evidence = seen(|language| {
            let (name, store) = (item.name(language), store.name(language));
            let peak = compact(load::peak(cx, item), language);
            match language {
                Language::English => {
                    format!(
                        "{name}: {peak} requests/s at the peak reach {store}, 0 limits on the rate"
                    )
                }
                Language::Korean => {
                    format!("{name}: 최고 초당 요청 {peak}건이 {store}에 도달, 속도 제한 0개")
                }
            }
        });
        out.add([item.id], evidence);
    }
}

/// Limit in requests/s where no demand is drawn.
const UNKNOWN_DEMAND: f64 = 1_000.0;

/// Twice the peak as the stage's limit; else the rate rule of the web ACL that is there. A web ACL that is not there is
/// the quick fix of the rule on entries without one.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    if has_throttle(&item) {
        let peak = load::peak(cx, &item);
        let limit = if peak > 0.0 {
            (peak * 2.0).ceil()
        } else {
            UNKNOWN_DEMAND
        };
        return Some(Fix {
            label: phrase::set(&api_gateway::THROTTLE, &limit.into()),
            edit: set(&item, &api_gateway::THROTTLE, limit),
        });
    }
    let acl = idle_acl(cx, &item).ok()??;
    Some(Fix {
        label: phrase::set(&wafv2_web_acl::RATE_RULE, &true.into()),
        edit: set(&acl, &wafv2_web_acl::RATE_RULE, true),
    })
}
