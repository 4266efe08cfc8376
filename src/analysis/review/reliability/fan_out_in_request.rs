//! REL068: Unbounded fan-out in the request path.

use crate::analysis::review::prelude::*;
use crate::text::number::short;

rule! {
    /// Unbounded fan-out in the request path
    ///
    /// **Why.** One request becomes many: it is as slow as the slowest of them, and load explodes with popularity.
    ///
    /// **Fix.** Put a queue before the fan-out (write feeds later), read on demand for very popular sources, and
    /// bound the batch.
    ///
    /// **When to silence it.** The calls are batched into a few in code, and the drawing counts the single ones.
    ///
    /// **References.** REL04-BP02; REL05-BP04; SUS02-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "feed": (kind: "ecs_service", at: (200, 0)),
    ///     "inbox": (kind: "dynamodb_table", at: (400, 0)),
    /// }, connections: {
    ///     "post": (from: "users", to: "feed"),
    ///     "deliver": (from: "feed", to: "inbox", calls_per_request: 500), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "feed": (kind: "ecs_service", at: (200, 0)),
    ///     "posts": (kind: "sqs_queue", at: (300, 0)),
    ///     "worker": (kind: "lambda_function", at: (350, 0)),
    ///     "inbox": (kind: "dynamodb_table", at: (400, 0)),
    /// }, connections: {
    ///     "post": (from: "users", to: "feed"),
    ///     "queue": (from: "feed", to: "posts", kind: async_event),
    ///     "take": (from: "posts", to: "worker", kind: stream),
    ///     "deliver": (from: "worker", to: "inbox", calls_per_request: 500),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL068",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 50.0,
            unit: both("calls", "회 호출"),
            source: "default",
        }),
        korean: Korean {
            title: "요청 경로의 제한 없는 팬아웃",
            why: "요청 하나가 여러 개로 늘어나 가장 느린 것만큼 느려지고 인기에 따라 부하가 폭증합니다.",
            fix: "팬아웃 앞에 대기열을 두고(피드는 나중에 쓰기), 인기 있는 대상은 읽을 때 모으며, 배치 크기를 제한합니다.",
            silence: "코드에서 몇 번의 배치 호출로 묶고 그림에는 낱개를 적은 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.declared().fan_out {
        return;
    }
    // The product of the calls is the sum of their logarithms; nearly all calls are made once.
    let weight = |calls: f64| {
        if calls == 1.0 {
            0.0
        } else {
            calls.max(0.0).ln()
        }
    };
    let widest = cx
        .graph()
        .heaviest(|_| 0.0, |call| weight(call.carried.calls_per_request));
    let limit = out.rule().limit(cx);
    let Some((chain, product)) = widest
        .map(|chain| (chain.weight.exp(), chain))
        .filter(|(product, _)| *product > limit)
        .map(|(product, chain)| (chain, product))
    else {
        return;
    };
    let evidence = seen(|language| {
        let names: Vec<&str> = chain.items.iter().map(|item| item.name(language)).collect();
        let (names, product) = (names.join(" → "), short(product, 1));
        match language {
            Language::English => format!("{names}: {product} calls for one request"),
            Language::Korean => format!("{names}: 요청 하나에 호출 {product}건"),
        }
    });
    let wide = chain
        .connections
        .iter()
        .filter(|(_, call)| call.calls_per_request > 1.0);
    out.add(wide.map(|(id, _)| *id), evidence);
}
