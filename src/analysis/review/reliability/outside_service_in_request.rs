//! REL073: Hard dependency on an outside service.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::external::external_service;
use crate::model::ConnectionKind;

rule! {
    /// Hard dependency on an outside service
    ///
    /// **Why.** Their outage becomes yours: while they do not answer, neither do you.
    ///
    /// **Fix.** Keep answers in a cache, go on with less, or call asynchronously; then say so at the outside service
    /// ("Fallback").
    ///
    /// **When to silence it.** Nothing can be done without them, and their service level is enough.
    ///
    /// **References.** REL05-BP01; REL05-BP07.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "shop": (kind: "ecs_service", at: (200, 0)),
    ///     "rates": (kind: "external_service", at: (400, 0)), // finding
    /// }, connections: {
    ///     "open": (from: "users", to: "shop"),
    ///     "ask": (from: "shop", to: "rates"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "shop": (kind: "ecs_service", at: (200, 0)),
    ///     "rates": (kind: "external_service", at: (400, 0), properties: {"has_fallback": true}),
    /// }, connections: {
    ///     "open": (from: "users", to: "shop"),
    ///     "ask": (from: "shop", to: "rates"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL073",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&external_service::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "외부 서비스에 대한 필수 의존",
            why: "외부 서비스가 응답하지 않으면 이쪽도 응답하지 못합니다.",
            fix: "응답을 캐시하거나 기능을 줄여 계속하거나 비동기로 호출하고, 외부 서비스에 \"대체 수단\"을 표시합니다.",
            silence: "외부 서비스 없이는 아무것도 할 수 없고 그 서비스 수준이 충분한 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&external_service::FALLBACK)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let waits = |caller: &Item<'_>| {
        !caller.kind.is_entry && !load::is_cache(caller) && cx.graph().serves_an_entry(caller)
    };
    let callers: Vec<Item<'_>> = cx
        .callers(item)
        .filter(|(caller, call)| call.kind == ConnectionKind::Call && waits(caller))
        .map(|(caller, _)| caller)
        .collect();
    if callers.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let callers = phrase::names(callers.iter().copied(), language);
        match language {
            Language::English => {
                format!("{callers} wait for {name} inside requests, 0 fallbacks")
            }
            Language::Korean => {
                format!("{callers}이(가) 요청 처리 중 {name}을(를) 기다림, 대체 수단 0개")
            }
        }
    });
    out.add([item.id], evidence);
}
