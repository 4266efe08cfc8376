//! PERF008: Internal service called instance by instance.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance, lambda_function, server};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::networking::{service_discovery_service, vpclattice_service};
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Internal service called instance by instance
    ///
    /// **Why.** Callers must know every server of the service, and find out themselves which of them are healthy.
    ///
    /// **Fix.** Put an internal load balancer in front of the service, or use Service Connect, Cloud Map or VPC Lattice.
    ///
    /// **When to silence it.** The client library knows the members of the cluster itself.
    ///
    /// **References.** PERF04-BP04; REL11-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "autoscaling_group", at: (0, 0)), // finding
    ///     "web": (kind: "autoscaling_group", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "web", to: "orders"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0), properties: {"scheme": "internal"}),
    ///     "orders": (kind: "autoscaling_group", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "web", to: "alb"),
    ///     "pass": (from: "alb", to: "orders"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF008",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &ecs_service::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "인스턴스를 직접 호출하는 내부 서비스",
            why: "호출자가 서비스의 모든 서버를 알아야 하고 어느 서버가 정상인지 스스로 확인해야 합니다.",
            fix: "서비스 앞에 내부 로드 밸런서를 두거나 Service Connect, Cloud Map, VPC Lattice를 사용합니다.",
            silence: "클라이언트 라이브러리가 클러스터 구성원을 직접 아는 경우입니다.",
        },
    };
}

/// Kinds whose software calls other services.
const CALLERS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
    &eks_node_group::KIND,
    &lambda_function::KIND,
];
/// Software whose clients know the members of its cluster.
const KNOWN_TO_CLIENTS: &[&str] = &["redis", "memcached", "mongodb", "kafka"];

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.instances() >= 2.0
        && !item.flag(&ecs_service::SERVICE_CONNECT)
        && !KNOWN_TO_CLIENTS.contains(&item.text(&server::SOFTWARE))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let named = [&service_discovery_service::KIND, &vpclattice_service::KIND];
    let is_direct =
        |call: ConnectionKind, caller: &Kind| call.is_synchronous() && CALLERS.contains(&caller);
    let mut callers = cx.caller_kinds(item);
    if !callers.any(|side| is_direct(side.call, side.kind))
        || (cx.has_kinds(&named) && cx.neighbours(item).any(|other| named.contains(&other.kind)))
    {
        return;
    }
    let calls = cx.callers(item).named();
    let calls = calls.filter(|(caller, _, call)| is_direct(call.kind, caller.kind));
    let calls: Vec<_> = calls.collect();
    let count = short(item.instances(), 0);
    let callers = |language| {
        let callers = calls.iter().map(|(caller, ..)| *caller);
        phrase::names(callers, language)
    };
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{count} instances, called directly by {}",
                callers(Language::English)
            ),
            format!(
                "인스턴스 {count}개를 {}이(가) 직접 호출",
                callers(Language::Korean)
            ),
        )
    };
    out.add(
        calls.iter().map(|(_, id, _)| *id).chain([item.id]),
        evidence,
    );
}
