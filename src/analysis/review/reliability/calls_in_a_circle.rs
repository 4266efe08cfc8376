//! REL061: Synchronous calls form a cycle.

use crate::analysis::review::prelude::*;
use crate::model::Id;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

rule! {
    /// Synchronous calls form a cycle
    ///
    /// **Why.** A slow member waits for itself, retries multiply around the circle, and there is no order in which to
    /// deploy or restart.
    ///
    /// **Fix.** Break one call with a queue or an event, or merge the services.
    ///
    /// **When to silence it.** The call back belongs to another operation that never calls on.
    ///
    /// **References.** REL04-BP02; REL05-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "ecs_service", at: (0, 0)), // finding
    ///     "stock": (kind: "ecs_service", at: (200, 0)), // finding
    /// }, connections: {
    ///     "reserve": (from: "orders", to: "stock"),
    ///     "confirm": (from: "stock", to: "orders", calls_per_request: 0.5),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "orders": (kind: "ecs_service", at: (0, 0)),
    ///     "stock": (kind: "ecs_service", at: (200, 0)),
    /// }, connections: {
    ///     "reserve": (from: "orders", to: "stock"),
    ///     "confirm": (from: "stock", to: "orders", kind: async_event, calls_per_request: 0.5),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL061",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "순환하는 동기 호출",
            why: "느려진 구성원이 결국 자신을 기다리고, 재시도가 순환하며 늘어나며, 배포와 재시작의 순서가 없어집니다.",
            fix: "호출 하나를 대기열이나 이벤트로 바꾸거나 서비스를 합칩니다.",
            silence: "되돌아오는 호출이 다시 호출하지 않는 다른 작업인 경우입니다.",
        },
    };
}

/// Circles of calls are circles of connections, which the traffic pass has found; events and streams may break them.
fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in &cx.traffic.loops {
        let mut calls: DiGraphMap<&Id, ()> = DiGraphMap::new();
        for member in &found.members {
            for (_, connection) in cx.outgoing(member) {
                if connection.kind.is_synchronous() && found.members.contains(&connection.to) {
                    calls.add_edge(&connection.from, &connection.to, ());
                }
            }
        }
        let mut circles: Vec<Vec<&Id>> = tarjan_scc(&calls);
        circles.retain(|circle| circle.len() > 1);
        for circle in &mut circles {
            circle.sort_unstable();
        }
        circles.sort_unstable();
        for circle in circles {
            let items: Vec<Item<'_>> = circle.iter().filter_map(|id| cx.item(id)).collect();
            let evidence = seen(|language| {
                let names = phrase::names(items.iter().copied(), language);
                match language {
                    Language::English => {
                        format!("{} wait for each other: {names}", items.len())
                    }
                    Language::Korean => format!("서로를 기다리는 {}개: {names}", items.len()),
                }
            });
            out.add(circle, evidence);
        }
    }
}
