//! PERF009: Web servers decrypt TLS themselves behind a pass-through balancer.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::networking::network_load_balancer;
use crate::text::Phrase;

rule! {
    /// Web servers decrypt TLS themselves behind a pass-through balancer
    ///
    /// **Why.** The work of TLS and the certificates sit on every server.
    ///
    /// **Fix.** End TLS at the load balancer with a certificate of ACM; encrypt again towards the servers only if that is
    /// required.
    ///
    /// **When to silence it.** Requests must stay encrypted up to the server, or servers check client certificates.
    ///
    /// **References.** PERF04-BP04; ELB.2; CKV_AWS_127; prowler:elbv2_nlb_tls_termination_enabled.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "network_load_balancer", at: (0, 0)), // finding
    ///     "users": (kind: "users", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb", port: 443),
    ///     "pass": (from: "lb", to: "web", port: 443),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "network_load_balancer", at: (0, 0), properties: {"protocol": "TLS"}),
    ///     "users": (kind: "users", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb", port: 443),
    ///     "pass": (from: "lb", to: "web", port: 8080),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF009",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&network_load_balancer::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "통과형 로드 밸런서 뒤에서 TLS를 직접 해독하는 웹 서버",
            why: "TLS 연산과 인증서가 모든 서버에 흩어집니다.",
            fix: "ACM 인증서로 로드 밸런서에서 TLS를 종료하고, 필요한 경우에만 서버 방향으로 다시 암호화합니다.",
            silence: "요청이 서버까지 암호화되어야 하거나 서버가 클라이언트 인증서를 확인하는 경우입니다.",
        },
    };
}

/// Port of HTTPS.
const HTTPS: u16 = 443;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&network_load_balancer::PROTOCOL) == "TCP"
        && !item.flag(&network_load_balancer::END_TO_END)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut calls = cx.incoming(item).iter();
    if !calls.any(|(_, connection)| connection.port == Some(HTTPS)) {
        return;
    }
    let servers: Vec<Item<'_>> = cx
        .called(item)
        .map(|(server, _)| server)
        .filter(|server| load::SERVERS.contains(&server.kind))
        .collect();
    if servers.is_empty() {
        return;
    }
    let count: f64 = servers.iter().map(Item::instances).sum();
    let names = |language| phrase::names(servers.iter().copied(), language);
    let evidence = || {
        phrase::about(
            item,
            format!(
                "TCP {HTTPS} passes to {count} instances of {}",
                names(Language::English)
            ),
            format!(
                "TCP {HTTPS}이(가) {}의 인스턴스 {count}개로 그대로 전달됨",
                names(Language::Korean)
            ),
        )
    };
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("End TLS at the load balancer", "로드 밸런서에서 TLS 종료"),
        edit: set(&item, &network_load_balancer::PROTOCOL, "TLS"),
    })
}
