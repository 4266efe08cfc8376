//! SEC004: SSH open to the world.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::text::Phrase;

rule! {
    /// SSH open to the world
    ///
    /// **Why.** Exposed SSH is scanned within minutes, and one leaked key becomes a shell.
    ///
    /// **Fix.** Delete the rule and use Session Manager (free), or admit only the office or VPN range or the bastion host's
    /// group.
    ///
    /// **When to silence it.** A bastion host with changing users is watched and patched daily.
    ///
    /// **References.** EC2.13; EC2.19; CKV_AWS_24; prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22;
    /// prowler:ec2_instance_port_ssh_exposed_to_internet; CIS5.0:5.3; CIS5.0:5.4; TA:Security Groups – Specific Ports
    /// Unrestricted; SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "web": (kind: "instance", in: "public", at: (60, 120), security_groups: ["web-sg"]), // finding
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(ports: 22, from: "0.0.0.0/0"), (ports: 443, from: "0.0.0.0/0")]), // finding
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
    ///     "web": (kind: "instance", in: "public", at: (60, 120), security_groups: ["web-sg"]),
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(ports: 22, from: "203.0.113.0/24"), (ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC004",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "모두에게 열린 SSH",
            why: "노출된 SSH는 몇 분 안에 스캔되고, 유출된 키 하나로 셸을 빼앗깁니다.",
            fix: "규칙을 삭제하고 무료인 Session Manager를 쓰거나, 사무실·VPN 대역이나 배스천 호스트의 보안 그룹만 허용합니다.",
            silence: "사용자가 자주 바뀌는 배스천 호스트를 매일 감시하고 패치하는 경우입니다.",
        },
    };
}

const PORT: u16 = 22;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group, open) in exposure::groups_open_on(cx, PORT) {
        let servers = exposure::public_servers(cx, id);
        if servers.is_empty() {
            continue;
        }
        let items = servers.iter().map(|item| item.id).chain([id]);
        out.add(items, || {
            exposure::open_evidence(id, group, &open, &servers)
        });
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let mut left = Vec::new();
    for rule in &group.ingress {
        if exposure::admits_the_world(rule, PORT) {
            left.extend(exposure::without_port(rule, PORT)?);
        } else {
            left.push(rule.clone());
        }
    }
    Some(Fix {
        label: Phrase::new("Close port 22 (SSH)", "22번 포트(SSH) 닫기"),
        edit: exposure::with_ingress(id, group, left),
    })
}
