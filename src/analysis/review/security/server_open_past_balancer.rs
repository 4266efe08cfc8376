//! SEC008: Server behind a load balancer still accepts the whole internet.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::model::SecurityRule;
use crate::text::Phrase;

rule! {
    /// Server behind a load balancer still accepts the whole internet
    ///
    /// **Why.** Visitors can go round the load balancer, and with it round WAF, TLS policy and access logs.
    ///
    /// **Fix.** Admit the load balancer's security group instead of the whole internet.
    ///
    /// **When to silence it.** The servers also answer clients that cannot use the load balancer.
    ///
    /// **References.** EC2.18; TA:ELB Security Groups; prowler:ec2_securitygroup_allow_ingress_from_internet_to_any_port;
    /// SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (620, 60), security_groups: ["lb-sg"]),
    ///     "web": (kind: "instance", in: "public", at: (60, 210), security_groups: ["web-sg"]), // finding
    /// }, connections: {
    ///     "c": (from: "lb", to: "web", port: 80),
    /// }, security_groups: {
    ///     "lb-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    ///     "web-sg": (ingress: [(ports: 80, from: "0.0.0.0/0")]), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (620, 60), security_groups: ["lb-sg"]),
    ///     "web": (kind: "instance", in: "public", at: (60, 210), security_groups: ["web-sg"]),
    /// }, connections: {
    ///     "c": (from: "lb", to: "web", port: 80),
    /// }, security_groups: {
    ///     "lb-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    ///     "web-sg": (ingress: [(ports: 80, from_group: "lb-sg")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC008",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "로드 밸런서 뒤의 서버가 인터넷 전체를 허용함",
            why: "방문자가 로드 밸런서를 우회할 수 있고, WAF, TLS 정책, 액세스 로그도 우회하게 됩니다.",
            fix: "인터넷 전체 대신 로드 밸런서의 보안 그룹을 허용합니다.",
            silence: "로드 밸런서를 쓸 수 없는 클라이언트도 서버가 응답해야 하는 경우입니다.",
        },
    };
}

/// What stands between servers and the internet.
const BALANCERS: &[Network] = &[Network::LoadBalancer, Network::NetworkLoadBalancer];

fn offends<'a>(cx: &Cx<'a>, server: &Item<'a>, rule: &SecurityRule) -> bool {
    let ports = exposure::ports(cx, server);
    ports
        .iter()
        .any(|port| exposure::admits_the_world(rule, *port))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for server in cx.items_of(|kind| kind.network == Network::Instance) {
        if !server.is_called_only_from(BALANCERS) {
            continue;
        }
        for (id, group) in cx.groups_of(server) {
            let rules = group.ingress.iter();
            let open: Vec<_> = rules.filter(|rule| offends(cx, server, rule)).collect();
            if !open.is_empty() {
                let evidence = || exposure::open_evidence(id, group, &open, &[*server]);
                out.add([server.id, id], evidence);
            }
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let server = finding.items.iter().find_map(|item| cx.item(item))?;
    let mut ingress: Vec<SecurityRule> = group.ingress.clone();
    ingress.retain(|rule| !offends(cx, &server, rule));
    for port in exposure::ports(cx, &server) {
        for from in exposure::caller_groups(cx, &server, port)? {
            exposure::push_rule(&mut ingress, exposure::tcp_from_group(port, from));
        }
    }
    Some(Fix {
        label: Phrase::new("Admit only the balancer", "로드 밸런서만 허용"),
        edit: exposure::with_ingress(id, group, ingress),
    })
}
