//! REL062: Long chain of synchronous dependencies.

use crate::analysis::review::prelude::*;
use crate::catalog::{Network, Scope};
use crate::text::number::short;

rule! {
    /// Long chain of synchronous dependencies
    ///
    /// **Why.** Each hop adds its delay, and a request fails when any one of them does.
    ///
    /// **Fix.** Make late hops asynchronous, answer from a cache, or collapse services.
    ///
    /// **When to silence it.** Each hop is fast and redundant, and the whole was measured.
    ///
    /// **References.** REL04-BP02; REL11-BP07.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)), // finding
    ///     "web": (kind: "ecs_service", at: (200, 0)), // finding
    ///     "orders": (kind: "ecs_service", at: (300, 0)), // finding
    ///     "stock": (kind: "ecs_service", at: (400, 0)), // finding
    ///     "prices": (kind: "ecs_service", at: (500, 0)), // finding
    ///     "db": (kind: "dynamodb_table", at: (600, 0)), // finding
    /// }, connections: {
    ///     "c1": (from: "users", to: "alb"),
    ///     "c2": (from: "alb", to: "web"),
    ///     "c3": (from: "web", to: "orders"),
    ///     "c4": (from: "orders", to: "stock"),
    ///     "c5": (from: "stock", to: "prices"),
    ///     "c6": (from: "prices", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "web": (kind: "ecs_service", at: (200, 0)),
    ///     "orders": (kind: "ecs_service", at: (300, 0)),
    ///     "stock": (kind: "ecs_service", at: (400, 0)),
    ///     "prices": (kind: "ecs_service", at: (500, 0)),
    ///     "db": (kind: "dynamodb_table", at: (600, 0)),
    /// }, connections: {
    ///     "c1": (from: "users", to: "alb"),
    ///     "c2": (from: "alb", to: "web"),
    ///     "c3": (from: "web", to: "orders"),
    ///     "c4": (from: "orders", to: "stock", kind: async_event),
    ///     "c5": (from: "stock", to: "prices"),
    ///     "c6": (from: "prices", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL062",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 5.0,
            unit: both("components", "개 컴포넌트"),
            source: "default",
        }),
        korean: Korean {
            title: "긴 동기 의존 사슬",
            why: "단계마다 지연이 더해지고 그중 하나만 실패해도 요청이 실패합니다.",
            fix: "뒤쪽 단계를 비동기로 바꾸거나 캐시로 응답하거나 서비스를 합칩니다.",
            silence: "모든 단계가 빠르고 이중화되어 있으며 전체를 측정한 경우입니다.",
        },
    };
}

/// Whether an item does work of its own on the way of a request: users, name service and gateways do not.
fn counts(item: &Item<'_>) -> bool {
    item.kind.scope != Scope::External
        && !matches!(
            item.kind.network,
            Network::Dns | Network::Route | Network::None
        )
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let longest = cx
        .graph()
        .heaviest(|item| f64::from(u8::from(counts(item))), |_| 0.0);
    let limit = out.rule().limit(cx);
    let Some(chain) = longest.filter(|chain| chain.weight > limit) else {
        return;
    };
    let evidence = seen(|language| {
        let names: Vec<&str> = chain.items.iter().map(|item| item.name(language)).collect();
        let (names, count) = (names.join(" → "), short(chain.weight, 0));
        match language {
            Language::English => {
                format!("{count} components answer one request in a row: {names}")
            }
            Language::Korean => {
                format!("요청 하나에 구성 요소 {count}개가 차례로 응답함: {names}")
            }
        }
    });
    let working = chain.items.iter().filter(|item| counts(item));
    out.add(working.map(|item| item.id), evidence);
}
