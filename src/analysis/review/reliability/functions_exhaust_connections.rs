//! REL028: Function concurrency can exhaust database connections.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, stores};
use crate::catalog::compute::lambda_function;
use crate::text::number::short;

rule! {
    /// Function concurrency can exhaust database connections
    ///
    /// **Why.** Each execution at the same time holds a connection of its own. A burst opens more than the database
    /// admits, and all callers of the database fail.
    ///
    /// **Fix.** Put RDS Proxy between, limit the function with reserved concurrency, or use the Data API or DynamoDB.
    ///
    /// **When to silence it.** The function rarely opens a connection, and that was measured.
    ///
    /// **References.** CKV_AWS_115; TA:AWS Lambda Functions without Concurrency Limit Configured; REL05-BP02;
    /// PERF03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"max_connections": 60}), // finding
    ///     "f": (kind: "lambda_function", at: (100, 0), properties: {"duration_ms": 400}), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    /// }, connections: {
    ///     "call": (from: "users", to: "f"),
    ///     "sql": (from: "f", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"max_connections": 60}),
    ///     "f": (kind: "lambda_function", at: (100, 0), properties: {"duration_ms": 400, "reserved_concurrent_executions": 40}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    /// }, connections: {
    ///     "call": (from: "users", to: "f"),
    ///     "sql": (from: "f", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL028",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(stores::RELATIONAL, check),
        fix: None,
        threshold: Some(Threshold {
            value: 80.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "함수 동시 실행이 데이터베이스 연결을 고갈시킬 수 있음",
            why: "동시 실행마다 자체 연결을 하나씩 잡습니다. 순간 부하가 데이터베이스 허용치보다 많은 연결을 열면 데이터베이스의 모든 호출자가 실패합니다.",
            fix: "RDS Proxy를 사이에 두거나 예약된 동시성으로 함수를 제한하거나 Data API 또는 DynamoDB를 사용합니다.",
            silence: "함수가 연결을 여는 일이 드물고 측정한 경우입니다.",
        },
    };
}

/// Executions at the same time in an account and Region (service-facts: Lambda quota).
const ACCOUNT_LIMIT: f64 = 1_000.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut sides = cx.caller_kinds(item);
    if !sides.any(|side| *side.kind == lambda_function::KIND && side.call.is_synchronous()) {
        return;
    }
    let mut functions: Vec<(Item<'_>, f64)> = Vec::new();
    for (caller, connection) in cx.callers(item) {
        let known = functions.iter().any(|(other, _)| other.id == caller.id);
        if known || *caller.kind != lambda_function::KIND || !connection.kind.is_synchronous() {
            continue;
        }
        let reserved = caller.typed(&lambda_function::RESERVED);
        let most = reserved.unwrap_or(ACCOUNT_LIMIT).min(ACCOUNT_LIMIT);
        functions.push((caller, fleets::concurrency(cx, &caller).min(most)));
    }
    let opened: f64 = functions.iter().map(|(_, count)| count).sum();
    if opened <= 0.0 {
        return;
    }
    let Some(most) = stores::max_connections(cx, item) else {
        return;
    };
    let limit = out.rule().limit(cx);
    if opened <= most * limit / 100.0 {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let functions = phrase::names(functions.iter().map(|(function, _)| *function), language);
        let [opened, most, limit] = [opened, most, limit].map(|number| short(number, 0));
        match language {
            Language::English => format!(
                "{functions}: {opened} executions at the same time at the peak, each with a connection; {name} admits {most} ({limit}% is the limit)"
            ),
            Language::Korean => format!(
                "{functions}: 피크에 동시 실행 {opened}개가 연결을 하나씩 사용. {name}의 최대 연결 수 {most}개(기준 {limit}%)"
            ),
        }
    });
    out.add(
        functions
            .iter()
            .map(|(function, _)| function.id)
            .chain([item.id]),
        evidence,
    );
}
