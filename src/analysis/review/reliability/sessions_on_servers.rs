//! REL024: Session state kept in the servers.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::server;
use crate::catalog::networking::application_load_balancer;
use crate::text::number::short;

rule! {
    /// Session state kept in the servers
    ///
    /// **Why.** Requests go to the servers in turn: the second one meets a server that does not know the user.
    ///
    /// **Fix.** Keep sessions in a cache (ElastiCache) or a table (DynamoDB), so that any server can answer.
    ///
    /// **When to silence it.** Clients send all of their state with each request (then set the session store to
    /// stateless).
    ///
    /// **References.** REL05-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"session_store": "local"}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"session_store": "external"}),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL024",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "서버 안에 보관하는 세션 상태",
            why: "요청은 서버에 번갈아 전달되므로 두 번째 요청은 사용자를 모르는 서버에 도착합니다.",
            fix: "세션을 캐시(ElastiCache)나 테이블(DynamoDB)에 두어 어느 서버든 응답할 수 있게 합니다.",
            silence: "클라이언트가 요청마다 모든 상태를 보내는 경우입니다(세션 저장소를 상태 비저장으로 설정).",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        let count: f64 = tier.iter().map(|item| cx.instances(item)).sum();
        if count <= 1.0 && !tier.iter().any(fleets::is_scaled_out) {
            continue;
        }
        let local = |item: &&Item<'_>| fleets::keeps_locally(item, &server::SESSION_STORE);
        let is_sticky = |balancer: &Item<'_>| {
            *balancer.kind == application_load_balancer::KIND
                && balancer.flag(&application_load_balancer::STICKINESS)
        };
        for item in tier.iter().filter(local) {
            let loose = fleets::balancers(cx, item).find(|balancer| !is_sticky(balancer));
            let Some(balancer) = loose else { continue };
            let evidence = seen(|language| {
                let name = item.name(language);
                let balancer = balancer.name(language);
                let count = short(count, 0);
                match language {
                    Language::English => format!(
                        "{name}: sessions on the server, {count} servers behind {balancer}, sticky sessions off"
                    ),
                    Language::Korean => format!(
                        "{name}: 세션이 서버에 있음. {balancer} 뒤에 서버 {count}대, 고정 세션 꺼짐"
                    ),
                }
            });
            out.add([item.id], evidence);
        }
    }
}
