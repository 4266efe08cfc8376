//! REL070: Synchronous edge without timeout, or timeout used as the cure.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::model::Connection;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Synchronous edge without timeout, or timeout used as the cure
    ///
    /// **Why.** Waiting longer only holds more threads and more customers. And a caller that gives up before its own
    /// callees leaves them working for nobody.
    ///
    /// **Fix.** Set short timeouts that grow towards the user, few retries with backoff, then add capacity or turn
    /// requests away.
    ///
    /// **When to silence it.** The call starts a job that really takes that long.
    ///
    /// **References.** REL05-BP05; REL05-BP03; REL05-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100))),
    ///     "web": (kind: "instance", at: (200, 0), properties: {"requests_per_second_per_instance": 20}),
    ///     "pay": (kind: "ecs_service", at: (400, 0)),
    ///     "bank": (kind: "external_service", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "web", timeout_ms: 60000), // finding
    ///     "charge": (from: "web", to: "pay", timeout_ms: 2000), // finding
    ///     "transfer": (from: "pay", to: "bank", timeout_ms: 1500, retries: 2),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100))),
    ///     "web": (kind: "instance", at: (200, 0), properties: {"instance_count": 6, "requests_per_second_per_instance": 20}),
    ///     "pay": (kind: "ecs_service", at: (400, 0)),
    ///     "bank": (kind: "external_service", at: (600, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "web", timeout_ms: 10000),
    ///     "charge": (from: "web", to: "pay", timeout_ms: 5000),
    ///     "transfer": (from: "pay", to: "bank", timeout_ms: 1500, retries: 2),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL070",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 30.0,
            unit: both("s", "초"),
            source: "default",
        }),
        korean: Korean {
            title: "시간 초과 설정으로 덮은 동기 호출",
            why: "오래 기다리면 스레드와 고객만 더 붙잡습니다. 호출자가 먼저 포기하면 호출된 쪽은 아무도 기다리지 않는 일을 합니다.",
            fix: "사용자 쪽으로 갈수록 긴 짧은 시간 제한과 백오프가 있는 적은 재시도를 두고, 그다음 용량을 늘리거나 요청을 거절합니다.",
            silence: "정말 그만큼 걸리는 작업을 시작하는 호출인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.declared().timeouts {
        return;
    }
    let limit = out.rule().limit(cx) * 1_000.0;
    for (id, connection) in cx.connections() {
        let timeout = connection
            .timeout_ms
            .filter(|_| connection.kind.is_synchronous());
        let Some(timeout) = timeout else {
            continue;
        };
        let evidence =
            too_long(cx, connection, timeout, limit).or_else(|| too_short(cx, connection, timeout));
        if let Some(evidence) = evidence {
            out.add([id], || evidence);
        }
    }
}

/// A long wait for something that gets more than it can serve.
fn too_long(cx: &Cx<'_>, connection: &Connection, timeout: f64, limit: f64) -> Option<Phrase> {
    let to = cx.item(&connection.to).filter(|_| timeout > limit)?;
    let used = load::at_peak(cx, &to).filter(|used| *used > 1.0)?;
    Some(each(|language| {
        let (to, timeout, used) = (
            to.name(language),
            short(timeout / 1e3, 1),
            short(used * 100.0, 0),
        );
        match language {
            Language::English => {
                format!("{to}: callers wait up to {timeout} s, load {used} % of its capacity")
            }
            Language::Korean => {
                format!("{to}: 호출자가 최대 {timeout}초 기다림, 부하는 용량의 {used}%")
            }
        }
    }))
}

/// A wait that ends before the called has done waiting.
fn too_short(cx: &Cx<'_>, connection: &Connection, timeout: f64) -> Option<Phrase> {
    let onward = cx
        .outgoing(&connection.to)
        .iter()
        .filter(|(_, call)| call.kind.is_synchronous());
    let need: f64 = onward
        .map(|(_, call)| call.timeout_ms.unwrap_or(0.0) * (1.0 + call.retries.unwrap_or(0.0)))
        .sum();
    let to = cx.item(&connection.to).filter(|_| timeout < need)?;
    Some(each(|language| {
        let (to, timeout, need) = (
            to.name(language),
            short(timeout / 1e3, 2),
            short(need / 1e3, 2),
        );
        match language {
            Language::English => {
                format!(
                    "{to}: callers give up after {timeout} s, its own calls with retries may take {need} s"
                )
            }
            Language::Korean => {
                format!(
                    "{to}: 호출자는 {timeout}초 뒤 포기하지만 {to}의 호출은 재시도를 포함해 {need}초까지 걸림"
                )
            }
        }
    }))
}
