//! REL902: Calls in a loop that feeds itself.

use crate::analysis::review::prelude::*;
use crate::model::{Connection, Id};
use crate::text::number::short;
use std::collections::BTreeSet;

rule! {
    /// Calls in a loop that feeds itself
    ///
    /// **Why.** Every round sends at least as much as came in, so that the rates (and the bill) grow until something
    /// breaks. Figures behind such a loop count one round only. A rule of Skydraft's own: no catalogue of controls has
    /// it.
    ///
    /// **Fix.** Break the loop at one connection: write to another bucket, queue or topic than the one that triggers,
    /// count the rounds in the message and stop, or set how many calls each request really makes.
    ///
    /// **When to silence it.** The loop is drawn for what happens at most once, and its figures do not matter.
    ///
    /// **References.** REL04-BP02; REL05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "resize": (kind: "lambda_function", at: (200, 0)), // finding
    ///     "uploads": (kind: "s3_bucket", at: (0, 0)), // finding
    /// }, connections: {
    ///     "store": (from: "resize", to: "uploads"), // finding
    ///     "trigger": (from: "uploads", to: "resize", kind: async_event), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "resize": (kind: "lambda_function", at: (200, 0)),
    ///     "small": (kind: "s3_bucket", at: (400, 0)),
    ///     "uploads": (kind: "s3_bucket", at: (0, 0)),
    /// }, connections: {
    ///     "store": (from: "resize", to: "small"),
    ///     "trigger": (from: "uploads", to: "resize", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL902",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "스스로를 키우는 호출 순환",
            why: "한 바퀴마다 들어온 것 이상을 보내므로 무언가 고장 날 때까지 요청률(과 비용)이 커집니다. 이런 순환 뒤의 수치는 한 바퀴만 셉니다. Skydraft 자체 규칙이며 다른 점검 목록에는 없습니다.",
            fix: "연결 하나에서 순환을 끊습니다. 트리거와 다른 버킷, 대기열, 주제에 쓰거나, 메시지에 바퀴 수를 세어 멈추거나, 요청마다 실제 호출 수를 입력합니다.",
            silence: "많아야 한 번 일어나는 일을 순환으로 그렸고 수치가 중요하지 않은 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in cx.traffic.runaways() {
        let members: BTreeSet<&Id> = found.members.iter().collect();
        let inside = |(_, connection): &&(&Id, &Connection)| members.contains(&connection.to);
        let connections = members
            .iter()
            .flat_map(|id| cx.outgoing(*id))
            .filter(inside);
        let items = members.iter().copied();
        let items: Vec<&Id> = items.chain(connections.map(|(id, _)| *id)).collect();
        let evidence = seen(|language| {
            let members = found.members.iter().filter_map(|id| cx.item(id));
            let names: Vec<&str> = members.map(|item| item.name(language)).collect();
            let circle = names.join(" → ");
            let first = names.first().copied().unwrap_or_default();
            let gain = short(found.gain, 2);
            match language {
                Language::English => {
                    format!("{circle} → {first}: 1 request comes back as {gain} after a round")
                }
                Language::Korean => {
                    format!("{circle} → {first}: 요청 1건이 한 바퀴 뒤 {gain}건이 되어 돌아옴")
                }
            }
        });
        out.add(items, evidence);
    }
}
