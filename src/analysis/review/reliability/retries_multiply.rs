//! REL071: Retries multiply along a chain.

use crate::analysis::review::prelude::*;
use crate::text::number::short;

rule! {
    /// Retries multiply along a chain
    ///
    /// **Why.** When the last service stumbles, each layer asks again for all the layers before it: a small fault
    /// becomes a flood.
    ///
    /// **Fix.** Retry in one layer only, with backoff, jitter and a budget.
    ///
    /// **When to silence it.** The layers share a budget that stops retries when many fail.
    ///
    /// **References.** REL05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "ecs_service", at: (200, 0)),
    ///     "orders": (kind: "ecs_service", at: (400, 0)),
    ///     "db": (kind: "db_instance", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "web"),
    ///     "order": (from: "web", to: "orders", retries: 3), // finding
    ///     "query": (from: "orders", to: "db", retries: 3), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "ecs_service", at: (200, 0)),
    ///     "orders": (kind: "ecs_service", at: (400, 0)),
    ///     "db": (kind: "db_instance", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "web"),
    ///     "order": (from: "web", to: "orders", retries: 3),
    ///     "query": (from: "orders", to: "db", retries: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL071",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 9.0,
            unit: both("attempts", "회 시도"),
            source: "default",
        }),
        korean: Korean {
            title: "사슬을 따라 곱해지는 재시도",
            why: "마지막 서비스가 잠깐 흔들리면 단계마다 앞 단계의 몫까지 다시 요청하여 작은 장애가 폭주로 커집니다.",
            fix: "한 계층에서만 백오프, 지터, 한도를 두고 재시도합니다.",
            silence: "많이 실패하면 재시도를 멈추는 공통 한도가 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.declared().retries {
        return;
    }
    // The product of the attempts is the sum of their logarithms.
    let attempts = |retries: Option<f64>| 1.0 + retries.unwrap_or(0.0).max(0.0);
    let worst = cx
        .graph()
        .heaviest(|_| 0.0, |call| attempts(call.connection.retries).ln());
    let limit = out.rule().limit(cx);
    let Some(chain) = worst.filter(|chain| chain.weight.exp() > limit) else {
        return;
    };
    let retried = || {
        let calls = chain.connections.iter();
        calls.filter(|(_, call)| call.retries.is_some_and(|count| count > 0.0))
    };
    let evidence = seen(|language| {
        let names: Vec<&str> = chain.items.iter().map(|item| item.name(language)).collect();
        let each: Vec<String> = retried()
            .map(|(_, call)| short(attempts(call.retries), 0))
            .collect();
        let (names, each, total) = (
            names.join(" → "),
            each.join(" × "),
            short(chain.weight.exp(), 0),
        );
        match language {
            Language::English => format!("{names}: {each} = {total} attempts for one request"),
            Language::Korean => format!("{names}: 요청 하나에 {each} = {total}번 시도"),
        }
    });
    out.add(retried().map(|(id, _)| *id), evidence);
}
