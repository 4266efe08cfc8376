//! PERF024: Function outside its hard limits.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::catalog::networking::{api_gateway_http, api_gateway_rest};
use crate::text::number::short;

rule! {
    /// Function outside its hard limits
    ///
    /// **Why.** The call will be cut off, however often it is repeated.
    ///
    /// **Fix.** Take ECS, Batch or Step Functions for long work, and let clients upload large files to S3 with presigned
    /// addresses.
    ///
    /// **When to silence it.** The quota of the integration time has been raised for this API.
    ///
    /// **References.** REL01-BP03; PERF02-BP01; TA:AWS Lambda Functions with Excessive Timeouts.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_rest", at: (0, 0)),
    ///     "report": (kind: "lambda_function", at: (150, 0), properties: {"duration_ms": 45000}), // finding
    /// }, connections: {
    ///     "call": (from: "api", to: "report"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_rest", at: (0, 0)),
    ///     "jobs": (kind: "sqs_queue", at: (150, 0)),
    ///     "report": (kind: "lambda_function", at: (300, 0), properties: {"duration_ms": 45000}),
    /// }, connections: {
    ///     "put": (from: "api", to: "jobs"),
    ///     "take": (from: "jobs", to: "report", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF024",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Each(&[&lambda_function::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "절대 한도를 벗어난 함수",
            why: "몇 번을 반복해도 호출이 중간에 끊깁니다.",
            fix: "긴 작업은 ECS, Batch, Step Functions로 옮기고 큰 파일은 사전 서명된 주소로 S3에 바로 올리게 합니다.",
            silence: "이 API의 통합 시간 할당량을 이미 올린 경우입니다.",
        },
    };
}

/// Payloads in KB: 6 MB of a synchronous call, each way; 1 MB of an event (service-facts: Lambda limits).
const SYNCHRONOUS_KB: f64 = 6.0 * 1024.0;
const EVENT_KB: f64 = 1024.0;
/// Integration times in ms (service-facts: API Gateway; that of a REST API is a default which may be raised).
const REST_MS: f64 = 29_000.0;
const HTTP_MS: f64 = 30_000.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let apis = [&api_gateway_rest::KIND, &api_gateway_http::KIND];
    let mut callers = cx.caller_kinds(item);
    if item.largest_message() <= EVENT_KB && !callers.any(|side| apis.contains(&side.kind)) {
        return;
    }
    let duration = item.number(&lambda_function::DURATION);
    for (id, connection) in cx.incoming(item) {
        let synchronous = connection.kind.is_synchronous();
        let most = if synchronous {
            SYNCHRONOUS_KB
        } else {
            EVENT_KB
        };
        let answer = if synchronous {
            connection.response_kb
        } else {
            0.0
        };
        let size = connection.request_kb.max(answer);
        if size > most {
            let (size, most) = (short(size / 1024.0, 1), short(most / 1024.0, 0));
            let evidence = || {
                phrase::about(
                    item,
                    format!("{size} MB in one call, at most {most} MB pass"),
                    format!("호출 한 번에 {size} MB, 한도 {most} MB"),
                )
            };
            out.add([*id, item.id], evidence);
            continue;
        }
        let Some(caller) = cx.item(&connection.from).filter(|_| synchronous) else {
            continue;
        };
        let limit = if *caller.kind == api_gateway_rest::KIND {
            caller.typed(&api_gateway_rest::TIMEOUT).unwrap_or(REST_MS)
        } else if *caller.kind == api_gateway_http::KIND {
            HTTP_MS
        } else {
            continue;
        };
        if duration <= limit {
            continue;
        }
        let (took, limit) = (short(duration / 1000.0, 1), short(limit / 1000.0, 1));
        let (en, ko) = (
            caller.name(Language::English),
            caller.name(Language::Korean),
        );
        let evidence = || {
            phrase::about(
                item,
                format!("takes {took} s; {en} gives up after {limit} s"),
                format!("실행 {took}초, {ko}은(는) {limit}초 뒤 중단"),
            )
        };
        out.add([*id, item.id], evidence);
    }
}
