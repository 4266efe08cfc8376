//! REL025: Sticky sessions hide server-side state.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::server;
use crate::catalog::networking::application_load_balancer;
use crate::text::number::short;

rule! {
    /// Sticky sessions hide server-side state
    ///
    /// **Why.** Scaling in, a deployment or the loss of a zone logs users out, and new servers get only new users, so
    /// that the load is uneven.
    ///
    /// **Fix.** Keep sessions in a store outside the servers, then turn sticky sessions off.
    ///
    /// **When to silence it.** Sessions are short and losing one does no harm.
    ///
    /// **References.** REL05-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0), properties: {"stickiness": true}), // finding
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"session_store": "local"}), // finding
    /// }, connections: {
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"session_store": "external"}),
    /// }, connections: {
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL025",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&application_load_balancer::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "고정 세션이 서버 쪽 상태를 가림",
            why: "스케일 인, 배포, 가용 영역 손실이 사용자를 로그아웃시키고, 새 서버는 새 사용자만 받아 부하가 고르지 않습니다.",
            fix: "세션을 서버 밖의 저장소에 두고 고정 세션을 끕니다.",
            silence: "세션이 짧고 잃어도 괜찮은 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.flag(&application_load_balancer::STICKINESS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let called = cx.called(item).map(|(target, _)| target);
    let mut targets: Vec<Item<'_>> = called
        .filter(|target| fleets::keeps_locally(target, &server::SESSION_STORE))
        .collect();
    targets.dedup_by_key(|target| target.id);
    if targets.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let names = phrase::names(targets.iter().copied(), language);
        let count: f64 = targets.iter().map(Item::instances).sum();
        let count = short(count, 0);
        match language {
            Language::English => {
                format!(
                    "{name}: sticky sessions on; {names} keeps the sessions of its users on {count} servers"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 고정 세션 켜짐. {names}이(가) 서버 {count}대에 사용자 세션을 보관함"
                )
            }
        }
    });
    out.add(
        targets.iter().map(|target| target.id).chain([item.id]),
        evidence,
    );
}
