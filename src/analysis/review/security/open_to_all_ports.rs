//! SEC006: All ports open to the world.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::{PortRange, Protocol, SecurityRule, Source};
use crate::text::Phrase;

rule! {
    /// All ports open to the world
    ///
    /// **Why.** Every service that ever listens on a member, planned or not, becomes public.
    ///
    /// **Fix.** Replace the rule by one rule for each port that a drawn connection uses.
    ///
    /// **When to silence it.** The members are honeypots.
    ///
    /// **References.** CKV_AWS_277; EC2.18; prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports; TA:Security
    /// Groups – Unrestricted Access; SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "instance", in: "public", at: (60, 210), security_groups: ["web-sg"]), // finding
    /// }, connections: {
    ///     "c": (from: "users", to: "web", port: 443),
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(protocol: all, from: "0.0.0.0/0")]), // finding
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
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "instance", in: "public", at: (60, 210), security_groups: ["web-sg"]),
    /// }, connections: {
    ///     "c": (from: "users", to: "web", port: 443),
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC006",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "모든 포트가 모두에게 열림",
            why: "구성원에서 실행되는 모든 서비스가, 의도했든 아니든 공개됩니다.",
            fix: "그려진 연결이 쓰는 포트마다 규칙 하나로 바꿉니다.",
            silence: "구성원이 허니팟인 경우입니다.",
        },
    };
}

fn offends(rule: &SecurityRule) -> bool {
    rule.source.is_open() && exposure::admits_every_port(rule)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group) in &cx.design.security_groups {
        let open: Vec<_> = group.ingress.iter().filter(|rule| offends(rule)).collect();
        if !open.is_empty() {
            let members = cx.members(id);
            let items = members.iter().map(|item| item.id).chain([id]);
            out.add(items, || exposure::open_evidence(id, group, &open, members));
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let mut ingress: Vec<SecurityRule> = group.ingress.clone();
    ingress.retain(|rule| !offends(rule));
    for member in cx.members(id) {
        for (caller, connection) in cx.callers(member) {
            let Some(port) = exposure::port_of(cx, connection) else {
                continue;
            };
            let groups = cx.groups_of(&caller);
            let source = match groups.first() {
                Some((group, _)) => Source::Group((*group).clone()),
                None => Source::Cidr("0.0.0.0/0".to_owned()),
            };
            let rule = SecurityRule {
                protocol: Protocol::Tcp,
                ports: PortRange::one(port),
                source,
                description: String::new(),
            };
            exposure::push_rule(&mut ingress, rule);
        }
    }
    Some(Fix {
        label: Phrase::new("Admit only drawn ports", "그려진 포트만 허용"),
        edit: exposure::with_ingress(id, group, ingress),
    })
}
