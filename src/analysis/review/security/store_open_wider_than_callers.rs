//! SEC003: Data-store ingress wider than its callers.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::{SecurityGroup, SecurityRule, Source};
use crate::text::Phrase;

rule! {
    /// Data-store ingress wider than its callers
    ///
    /// **Why.** Only the application tier and the administration host need the port; every other source is attack surface.
    ///
    /// **Fix.** Replace the rule by one rule for each caller's security group.
    ///
    /// **When to silence it.** A partner's fixed range is a caller that cannot be drawn.
    ///
    /// **References.** SEC05-BP02; TA:Amazon RDS Security Group Access Risk; Redshift.15; EC2.18.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120), security_groups: ["app-sg"]),
    ///     "db": (kind: "db_instance", in: "private", at: (420, 210), security_groups: ["db-sg"]), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "db"),
    /// }, security_groups: {
    ///     "app-sg": (),
    ///     "db-sg": (ingress: [(ports: 3306, from: "10.0.0.0/16")]), // finding
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
    ///     "app": (kind: "instance", in: "private", at: (420, 120), security_groups: ["app-sg"]),
    ///     "db": (kind: "db_instance", in: "private", at: (420, 210), security_groups: ["db-sg"]),
    /// }, connections: {
    ///     "c": (from: "app", to: "db"),
    /// }, security_groups: {
    ///     "app-sg": (),
    ///     "db-sg": (ingress: [(ports: 3306, from_group: "app-sg")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC003",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "호출자보다 넓게 열린 데이터 저장소",
            why: "애플리케이션 계층과 관리 호스트만 이 포트가 필요합니다. 그 밖의 소스는 모두 공격 표면입니다.",
            fix: "호출자의 보안 그룹마다 규칙 하나로 바꿉니다.",
            silence: "그릴 수 없는 협력사의 고정 IP 대역이 호출자인 경우입니다.",
        },
    };
}

/// Whether nobody who is drawn calling `store` on `port` needs a rule's source.
fn offends<'a>(cx: &Cx<'a>, store: &Item<'a>, rule: &SecurityRule, port: u16) -> bool {
    if !exposure::admits(rule, port) {
        return false;
    }
    match &rule.source {
        Source::Cidr(_) => exposure::is_range(&rule.source),
        Source::Group(from) => {
            let own = cx.groups_of(store).iter().any(|(id, _)| *id == from);
            let of_caller = || {
                let groups = cx
                    .callers(store)
                    .flat_map(|(caller, _)| cx.groups_of(&caller));
                groups.into_iter().any(|(id, _)| id == from)
            };
            !own && !of_caller()
        }
    }
}

fn offending<'a, 'g>(
    cx: &Cx<'a>,
    store: &Item<'a>,
    group: &'g SecurityGroup,
) -> Vec<&'g SecurityRule> {
    let ports = exposure::ports(cx, store);
    let rules = group.ingress.iter();
    rules
        .filter(|rule| ports.iter().any(|port| offends(cx, store, rule, *port)))
        .collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for store in cx.items_of(exposure::keeps_data_in_vpc) {
        for (id, group) in cx.groups_of(store) {
            let wide = offending(cx, store, group);
            if !wide.is_empty() {
                let evidence = || exposure::open_evidence(id, group, &wide, &[*store]);
                out.add([store.id, id], evidence);
            }
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let store = finding.items.iter().find_map(|item| cx.item(item))?;
    let wide = offending(cx, &store, group);
    let mut ingress: Vec<SecurityRule> = group.ingress.clone();
    ingress.retain(|rule| !wide.contains(&rule));
    for port in exposure::ports(cx, &store) {
        for from in exposure::caller_groups(cx, &store, port)? {
            exposure::push_rule(&mut ingress, exposure::tcp_from_group(port, from));
        }
    }
    Some(Fix {
        label: Phrase::new("Admit only the callers", "호출자만 허용"),
        edit: exposure::with_ingress(id, group, ingress),
    })
}
