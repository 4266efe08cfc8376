//! REL091: Functions call functions synchronously.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Functions call functions synchronously
    ///
    /// **Why.** Both functions are billed while one waits, and failures and timeouts of one become those of the
    /// other.
    ///
    /// **Fix.** Join them with Step Functions, a queue or events, or make them one function.
    ///
    /// **When to silence it.** The called function belongs to others and offers no other way.
    ///
    /// **References.** REL04-BP02; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "order": (kind: "lambda_function", at: (0, 0)),
    ///     "price": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "ask": (from: "order", to: "price"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "order": (kind: "lambda_function", at: (0, 0)),
    ///     "price": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "ask": (from: "order", to: "price", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL091",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&lambda_function::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "함수가 다른 함수를 동기로 호출",
            why: "한 함수가 기다리는 동안 둘 다 과금되고, 한쪽의 실패와 제한 시간 초과가 다른 쪽으로 번집니다.",
            fix: "Step Functions, 대기열 또는 이벤트로 잇거나 하나의 함수로 합칩니다.",
            silence: "호출되는 함수가 다른 팀의 것이고 다른 방법을 제공하지 않는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    for (called, id, connection) in cx.called(item).named() {
        if *called.kind != lambda_function::KIND || connection.kind != ConnectionKind::Call {
            continue;
        }
        let wait = called.number(&lambda_function::DURATION) * connection.calls_per_request;
        let evidence = seen(|language| {
            let (from, to) = (item.name(language), called.name(language));
            let wait = short(wait, 1);
            match language {
                Language::English => {
                    format!("{from} waits for {to}: {wait} ms billed twice in each execution")
                }
                Language::Korean => {
                    format!("{from}이(가) {to}을(를) 기다림: 실행마다 {wait}ms가 이중 과금됨")
                }
            }
        });
        out.add([id], evidence);
    }
}
