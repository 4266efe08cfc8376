//! REL038: Two Regions but no DNS failover.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery;
use crate::catalog::networking::route53_zone;
use crate::text::number::short;

rule! {
    /// Two Regions but no DNS failover
    ///
    /// **Why.** Users go on being sent to the dead Region until somebody edits the DNS records.
    ///
    /// **Fix.** Use failover records (primary and secondary), or weighted or latency records, each with a health check;
    /// or Global Accelerator.
    ///
    /// **When to silence it.** Clients choose the Region themselves.
    ///
    /// **References.** TA:Amazon Route 53 Failover Resource Record Sets; TA:Amazon Route 53 Deleted Health Checks;
    /// REL11-BP02; REL13-BP05.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700)), // finding
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
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "failover", "health_checks": 2}),
    /// }, connections: {
    ///     "home": (from: "dns", to: "alb"),
    ///     "other": (from: "dns", to: "alb-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL038",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&route53_zone::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "리전이 둘인데 DNS 장애 조치가 없음",
            why: "누군가 DNS 레코드를 고칠 때까지 사용자가 죽은 리전으로 계속 보내집니다.",
            fix: "상태 확인이 있는 장애 조치 레코드(기본과 보조), 가중치 또는 지연 시간 레코드를 사용하거나 Global Accelerator를 사용합니다.",
            silence: "클라이언트가 스스로 리전을 고르는 경우입니다.",
        },
    };
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let targets = recovery::targets_by_region(cx, item);
    let policy = item.text(&route53_zone::ROUTING);
    // Answers by place have a rule of their own (REL039).
    let by_health = match policy {
        "geolocation" | "geoproximity" => return,
        "simple" | "cidr" => false,
        // An alias follows the health of its target.
        _ => recovery::health_checks(cx, item) > 0.0 || item.flag(&route53_zone::ALIAS),
    };
    if targets.len() < 2 || by_health {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let regions: Vec<&str> = targets.keys().copied().collect();
        let regions = regions.join(", ");
        let checks = short(recovery::health_checks(cx, item), 0);
        let policy = phrase::value_of(&route53_zone::ROUTING, &policy.into(), language);
        match language {
            Language::English => {
                format!("{name}: targets in {regions}; routing: {policy}, {checks} health checks")
            }
            Language::Korean => {
                format!("{name}: 대상 리전 {regions}. 라우팅: {policy}, 상태 확인 {checks}개")
            }
        }
    });
    out.add([item.id], evidence);
}
