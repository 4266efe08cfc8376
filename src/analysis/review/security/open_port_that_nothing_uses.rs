//! SEC010: Open port that no drawn connection uses.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::{Network, Scope};
use crate::model::{Connection, Id, Protocol, SecurityGroup, SecurityRule, Source};
use crate::text::Phrase;

rule! {
    /// Open port that no drawn connection uses
    ///
    /// **Why.** Rules that earlier designs left behind are silent attack surface.
    ///
    /// **Fix.** Delete the rule, or draw the connection that needs it.
    ///
    /// **When to silence it.** The port serves traffic that the drawing leaves out on purpose, such as monitoring
    /// agents.
    ///
    /// **References.** SEC05-BP02; SEC03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (200, 0), security_groups: ["web-sg"]),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web", port: 443),
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(ports: 443, from: "0.0.0.0/0"), (ports: 8080, from: "0.0.0.0/0")]), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (200, 0), security_groups: ["web-sg"]),
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "staff": (kind: "users", in: "office", at: (0, 220)),
    ///     "wiki": (kind: "instance", at: (200, 200), security_groups: ["wiki-sg"]),
    /// }, containers: {
    ///     "office": (kind: "on_premises", cidr: "192.168.0.0/16", frame: (0, 200, 150, 150)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web", port: 443),
    ///     "read": (from: "staff", to: "wiki", port: 443),
    /// }, security_groups: {
    ///     "web-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    ///     "wiki-sg": (ingress: [(ports: 443, from: "192.168.0.0/16")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC010",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "그려진 연결이 쓰지 않는 열린 포트",
            why: "이전 설계에서 남은 규칙은 눈에 띄지 않는 공격 표면입니다.",
            fix: "규칙을 삭제하거나 그 규칙이 필요한 연결을 그립니다.",
            silence: "모니터링 에이전트처럼 일부러 그리지 않은 트래픽이 쓰는 포트인 경우입니다.",
        },
    };
}

/// Whether a connection comes from where a rule admits traffic from, as far as the drawing says.
fn comes_from(cx: &Cx<'_>, connection: &Connection, source: &Source) -> bool {
    // A frame stands for whatever is in it.
    let Some(from) = cx.item(&connection.from) else {
        return true;
    };
    match source {
        Source::Group(group) => {
            let members = cx.members(group);
            members.binary_search_by(|m| m.id.cmp(from.id)).is_ok()
        }
        Source::Cidr(_) if source.is_open() => true,
        Source::Cidr(_) if exposure::is_private(source) => {
            !exposure::is_outside(&from)
                || from.kind.network == Network::OnPremises
                || exposure::is_in_own_site(cx, &from)
        }
        Source::Cidr(_) => from.kind.scope == Scope::External || exposure::is_outside(&from),
    }
}

/// Whether some connection to a member of the group needs a rule. What cannot be told from the drawing counts as used:
/// ICMP, connections without a port, and what members of the group say to each other.
fn is_used(cx: &Cx<'_>, group: &Id, rule: &SecurityRule) -> bool {
    if rule.protocol == Protocol::Icmp || rule.source == Source::Group(group.clone()) {
        return true;
    }
    let fits = |connection: &Connection| {
        let port = exposure::port_of(cx, connection);
        port.is_none_or(|port| rule.ports.covers(port)) && comes_from(cx, connection, &rule.source)
    };
    cx.members(group).iter().any(|member| {
        let own = cx.incoming(member).iter();
        let places = member.component.placements.iter();
        let frames = places
            .flat_map(|place| cx.ancestors(place.parent.as_ref()))
            .flat_map(|(frame, _)| cx.incoming(frame));
        own.chain(frames).any(|(_, connection)| fits(connection))
    })
}

fn unused<'g>(cx: &Cx<'_>, id: &Id, group: &'g SecurityGroup) -> Vec<&'g SecurityRule> {
    if cx.members(id).is_empty() {
        return Vec::new();
    }
    let rules = group.ingress.iter();
    rules.filter(|rule| !is_used(cx, id, rule)).collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group) in &cx.design.security_groups {
        let unused = unused(cx, id, group);
        if unused.is_empty() {
            continue;
        }
        let evidence = seen(|language| {
            let open = exposure::open_evidence(id, group, &unused, cx.members(id));
            let open = open.get(language);
            match language {
                Language::English => format!("{open}; 0 connections use it"),
                Language::Korean => format!("{open}; 사용하는 연결 0개"),
            }
        });
        out.add([id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let (id, group) = exposure::group_of(cx, finding)?;
    let unused = unused(cx, id, group);
    let mut ingress = group.ingress.clone();
    ingress.retain(|rule| !unused.contains(&rule));
    Some(Fix {
        label: Phrase::new("Delete unused rules", "사용하지 않는 규칙 삭제"),
        edit: exposure::with_ingress(id, group, ingress),
    })
}
