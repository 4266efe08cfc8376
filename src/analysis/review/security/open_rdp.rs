//! SEC005: RDP open to the world.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::text::Phrase;

rule! {
    /// RDP open to the world
    ///
    /// **Why.** Remote desktop on the internet is the commonest way in for ransomware.
    ///
    /// **Fix.** Delete the rule and use Session Manager or Fleet Manager, or admit only a VPN range.
    ///
    /// **When to silence it.** None is known: put a VPN in front.
    ///
    /// **References.** EC2.14; CKV_AWS_25; prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389;
    /// CIS5.0:5.3; SEC05-BP02.
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
    ///     "web-sg": (ingress: [(ports: 3389, from: "0.0.0.0/0"), (ports: 443, from: "0.0.0.0/0")]), // finding
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
    ///     "web-sg": (ingress: [(ports: 3389, from: "203.0.113.0/24"), (ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC005",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "모두에게 열린 RDP",
            why: "인터넷에 노출된 원격 데스크톱은 가장 흔한 랜섬웨어 침입 경로입니다.",
            fix: "규칙을 삭제하고 Session Manager나 Fleet Manager를 쓰거나 VPN 대역만 허용합니다.",
            silence: "해당하는 경우가 없습니다. VPN을 앞에 두세요.",
        },
    };
}

const PORT: u16 = 3389;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group, open) in exposure::groups_open_on(cx, PORT) {
        let servers = cx.members(id).to_vec();
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
        label: Phrase::new("Close port 3389 (RDP)", "3389번 포트(RDP) 닫기"),
        edit: exposure::with_ingress(id, group, left),
    })
}
