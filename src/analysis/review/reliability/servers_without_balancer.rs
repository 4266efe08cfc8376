//! REL014: Several servers, no load balancer in front.

use crate::analysis::review::prelude::*;
use crate::catalog::containers::eks_node_group;
use crate::catalog::external::scheduled_job;
use crate::catalog::{Kind, Network, Scope};
use crate::text::number::short;

rule! {
    /// Several servers, no load balancer in front
    ///
    /// **Why.** Clients keep the address of a dead server and the load is uneven; one address should hide the servers.
    ///
    /// **Fix.** Put an Application Load Balancer (HTTP) or Network Load Balancer with health checks in front.
    ///
    /// **When to silence it.** DNS answers with several addresses and a health check for each, and clients try the next
    /// address on their own.
    ///
    /// **References.** REL02-BP01; PERF04-BP04; REL11-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL014",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "여러 서버 앞에 로드 밸런서가 없음",
            why: "클라이언트가 죽은 서버의 주소를 계속 사용하고 부하가 고르지 않습니다. 하나의 주소가 서버들을 가려야 합니다.",
            fix: "상태 확인이 있는 Application Load Balancer(HTTP) 또는 Network Load Balancer를 앞에 둡니다.",
            silence: "DNS가 주소마다 상태 확인을 하며 여러 주소로 응답하고 클라이언트가 다음 주소를 스스로 시도하는 경우입니다.",
        },
    };
}

/// Whether a caller stands where clients do: outside AWS, or name service that hands them the addresses.
fn is_client(caller: &Kind) -> bool {
    let outside =
        caller.is_entry && caller.scope == Scope::External && *caller != scheduled_job::KIND;
    outside || caller.network == Network::Dns
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        let count: f64 = tier.iter().map(|item| cx.instances(item)).sum();
        let Some(first) = tier.first() else { continue };
        if count < 2.0 || *first.kind == eks_node_group::KIND {
            continue;
        }
        if !cx.caller_kinds(first).any(|side| is_client(side.kind)) {
            continue;
        }
        let callers = cx.callers(first).map(|(caller, _)| caller);
        let clients: Vec<Item<'_>> = callers.filter(|caller| is_client(caller.kind)).collect();
        let evidence = seen(|language| {
            let names = phrase::names(tier.iter().copied(), language);
            let clients = phrase::names(clients.iter().copied(), language);
            let count = short(count, 0);
            match language {
                Language::English => {
                    format!(
                        "{names}: {count} servers, called directly by {clients}; 0 load balancers between"
                    )
                }
                Language::Korean => {
                    format!(
                        "{names}: 서버 {count}대를 {clients}이(가) 직접 호출함. 사이에 로드 밸런서 0개"
                    )
                }
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}
