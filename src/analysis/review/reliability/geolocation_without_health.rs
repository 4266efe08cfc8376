//! REL039: Geolocation routing pins users to a failed Region.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery;
use crate::catalog::networking::route53_zone;

rule! {
    /// Geolocation routing pins users to a failed Region
    ///
    /// **Why.** Geolocation answers by place, not by health: people near the dead Region stay there.
    ///
    /// **Fix.** Attach health checks and a default record, or use failover or latency routing.
    ///
    /// **When to silence it.** The law demands that these users are served from their Region only.
    ///
    /// **References.** REL11-BP02; TA:Amazon Route 53 Deleted Health Checks.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "geolocation"}), // finding
    /// }, connections: {
    ///     "home": (from: "dns", to: "alb"),
    ///     "other": (from: "dns", to: "alb-2"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "geolocation", "health_checks": 2}),
    /// }, connections: {
    ///     "home": (from: "dns", to: "alb"),
    ///     "other": (from: "dns", to: "alb-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL039",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&route53_zone::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "지리적 위치 라우팅이 사용자를 장애 리전에 묶어 둠",
            why: "지리적 위치 라우팅은 상태가 아니라 위치로 응답합니다. 죽은 리전 가까이의 사용자는 그대로 남습니다.",
            fix: "상태 확인과 기본 레코드를 추가하거나 장애 조치 또는 지연 시간 라우팅을 사용합니다.",
            silence: "법에 따라 해당 사용자를 그 리전에서만 처리해야 하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let policy = item.text(&route53_zone::ROUTING);
    let by_place = matches!(policy, "geolocation" | "geoproximity");
    if !by_place || recovery::health_checks(cx, item) > 0.0 {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let policy = phrase::value_of(&route53_zone::ROUTING, &policy.into(), language);
        match language {
            Language::English => format!("{name}: routing: {policy}, 0 health checks"),
            Language::Korean => format!("{name}: 라우팅: {policy}, 상태 확인 0개"),
        }
    });
    out.add([item.id], evidence);
}
