//! REL089: Stale reads after writes.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::dynamodb_table;
use crate::model::ConnectionKind;
use crate::text::{Bilingual, both};

rule! {
    /// Stale reads after writes
    ///
    /// **Why.** Users do not see what they have just saved.
    ///
    /// **Fix.** Read from the writer for that path: the primary database, a strongly consistent read, past the cache.
    ///
    /// **When to silence it.** The interface shows the saved value by itself.
    ///
    /// **References.** REL04-BP04; PERF03-BP02; TA:Amazon RDS ReplicaLag.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "ecs_service", at: (0, 0)),
    ///     "cart": (kind: "dynamodb_table", at: (200, 0)),
    /// }, connections: {
    ///     "load": (from: "api", to: "cart", strong_reads: true), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "ecs_service", at: (0, 0)),
    ///     "cart": (kind: "dynamodb_table", at: (200, 0), properties: {"read_consistency": "strong"}),
    /// }, connections: {
    ///     "load": (from: "api", to: "cart", strong_reads: true),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL089",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "쓰기 직후 오래된 값을 읽음",
            why: "사용자가 방금 저장한 것을 보지 못합니다.",
            fix: "그 경로는 기본 데이터베이스, 강력한 일관된 읽기, 캐시 우회로 쓰기 쪽에서 읽습니다.",
            silence: "화면이 저장한 값을 스스로 보여 주는 경우입니다.",
        },
    };
}

/// Why reads of an item may be old; none where they are not.
fn staleness(cx: &Cx<'_>, item: &Item<'_>) -> Option<Bilingual> {
    let mut incoming = cx.incoming(item).iter();
    if *item.kind == dynamodb_table::KIND
        && item.text(&dynamodb_table::READ_CONSISTENCY) == "eventual"
    {
        Some(both(
            "reads are eventually consistent",
            "최종적 일관된 읽기",
        ))
    } else if load::is_cache(item) {
        Some(both(
            "a cache answers until its keys expire",
            "키가 만료될 때까지 캐시가 응답",
        ))
    } else if incoming.any(|(_, connection)| connection.kind == ConnectionKind::Replication) {
        Some(both("an asynchronous copy answers", "비동기 사본이 응답"))
    } else {
        None
    }
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.declared().strong_reads {
        return;
    }
    for (id, connection) in cx.connections() {
        if !connection.strong_reads || connection.read_share <= 0.0 {
            continue;
        }
        let (Some(from), Some(to)) = (cx.item(&connection.from), cx.item(&connection.to)) else {
            continue;
        };
        let Some(reason) = staleness(cx, &to) else {
            continue;
        };
        let evidence = seen(|language| {
            let (from, to, reason) = (from.name(language), to.name(language), reason.get(language));
            match language {
                Language::English => {
                    format!("{from} → {to}: reads must be up to date, {reason}")
                }
                Language::Korean => format!("{from} → {to}: 최신 값을 읽어야 함, {reason}"),
            }
        });
        out.add([id], evidence);
    }
}
