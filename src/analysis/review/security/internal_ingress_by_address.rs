//! SEC009: Internal ingress by IP range where a group reference would do.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::SecurityRule;
use crate::text::Phrase;

rule! {
    /// Internal ingress by IP range where a group reference would do
    ///
    /// **Why.** Addresses change when tiers scale; a reference to a group follows its members and admits nothing else.
    ///
    /// **Fix.** Replace the address range by the callers' security group.
    ///
    /// **When to silence it.** The callers stand in a network whose groups cannot be referenced. Data stores are reported
    /// by SEC003.
    ///
    /// **References.** SEC05-BP02; REL02-BP03.
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
    ///     "lb-sg": (),
    ///     "web-sg": (ingress: [(ports: 80, from: "10.0.0.0/16")]), // finding
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
    ///     "lb-sg": (),
    ///     "web-sg": (ingress: [(ports: 80, from_group: "lb-sg")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC009",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "그룹 참조로 충분한 내부 IP 대역 규칙",
            why: "계층이 확장되면 주소가 바뀝니다. 보안 그룹 참조는 구성원을 따라가며 그 밖에는 허용하지 않습니다.",
            fix: "주소 대역을 호출자의 보안 그룹으로 바꿉니다.",
            silence: "호출자의 보안 그룹을 참조할 수 없는 네트워크에 있는 경우입니다. 데이터 저장소는 SEC003이 알려 줍니다.",
        },
    };
}

/// Whether every caller that a rule admits has a security group, and there is one.
fn offends<'a>(cx: &Cx<'a>, member: &Item<'a>, rule: &SecurityRule) -> bool {
    let ports = exposure::ports(cx, member);
    let mut covered = ports
        .iter()
        .filter(|p| exposure::admits(rule, **p))
        .peekable();
    exposure::is_private(&rule.source)
        && covered.peek().is_some()
        && covered.all(|port| {
            exposure::caller_groups(cx, member, *port).is_some_and(|groups| !groups.is_empty())
        })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.design.security_groups.is_empty() {
        return;
    }
    for member in cx.items_of(|kind| !exposure::keeps_data_in_vpc(kind)) {
        for (id, group) in cx.groups_of(member) {
            let rules = group.ingress.iter();
            let wide: Vec<_> = rules.filter(|rule| offends(cx, member, rule)).collect();
            if !wide.is_empty() {
                let evidence = || exposure::open_evidence(id, group, &wide, &[*member]);
                out.add([member.id, id], evidence);
            }
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let member = finding.items.iter().find_map(|item| cx.item(item))?;
    let mut ingress: Vec<SecurityRule> = group.ingress.clone();
    ingress.retain(|rule| !offends(cx, &member, rule));
    for port in exposure::ports(cx, &member) {
        for from in exposure::caller_groups(cx, &member, port)? {
            exposure::push_rule(&mut ingress, exposure::tcp_from_group(port, from));
        }
    }
    Some(Fix {
        label: Phrase::new("Refer to callers' group", "호출자 보안 그룹 참조"),
        edit: exposure::with_ingress(id, group, ingress),
    })
}
