//! SEC076: Unrelated services share one VPC.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, tags, web};
use crate::model::{Connection, Id, Source};
use std::collections::BTreeSet;

rule! {
    /// Unrelated services share one VPC
    ///
    /// **Why.** A VPC for each service, or strict groups between them, keeps a break-in and a mistake with the service
    /// where it happened, and lets each service change on its own.
    ///
    /// **Fix.** Give each service its own VPC, joined by peering or PrivateLink, or admit callers by their security
    /// group only.
    ///
    /// **When to silence it.** The services belong to one team and are released together.
    ///
    /// **References.** SEC05-BP01; SEC01-BP01; REL10-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "main": (kind: "vpc", frame: (0, 0, 600, 300)), // finding
    /// }, components: {
    ///     "billing": (kind: "instance", in: "main", at: (200, 40), security_groups: ["billing-sg"], tags: {"service": "billing"}),
    ///     "shop": (kind: "instance", in: "main", at: (20, 40), security_groups: ["shop-sg"], tags: {"service": "shop"}),
    ///     "users": (kind: "users", at: (700, 40)),
    /// }, connections: {
    ///     "browse": (from: "users", to: "shop", port: 443),
    ///     "pay": (from: "shop", to: "billing", port: 8080), // finding
    /// }, security_groups: {
    ///     "billing-sg": (ingress: [(ports: 8080, from: "10.0.0.0/8")]),
    ///     "shop-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "main": (kind: "vpc", frame: (0, 0, 600, 300)),
    /// }, components: {
    ///     "billing": (kind: "instance", in: "main", at: (200, 40), security_groups: ["billing-sg"], tags: {"service": "billing"}),
    ///     "shop": (kind: "instance", in: "main", at: (20, 40), security_groups: ["shop-sg"], tags: {"service": "shop"}),
    ///     "users": (kind: "users", at: (700, 40)),
    /// }, connections: {
    ///     "browse": (from: "users", to: "shop", port: 443),
    ///     "pay": (from: "shop", to: "billing", port: 8080),
    /// }, security_groups: {
    ///     "billing-sg": (ingress: [(ports: 8080, from_group: "shop-sg")]),
    ///     "shop-sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC076",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 2.0,
            unit: both("services", "개 서비스"),
            source: "default",
        }),
        korean: Korean {
            title: "관련 없는 서비스가 하나의 VPC를 공유",
            why: "서비스마다 VPC를 두거나 그 사이에 엄격한 보안 그룹을 두면 침입과 실수가 일어난 서비스 안에 머물고 각자 따로 바꿀 수 있습니다.",
            fix: "서비스마다 VPC를 두어 피어링이나 PrivateLink로 연결하거나, 호출자의 보안 그룹만 허용합니다.",
            silence: "한 팀의 서비스로 함께 배포하는 경우입니다.",
        },
    };
}

/// Whether the called admits the caller by a security group of the caller's.
fn is_restricted(cx: &Cx<'_>, caller: &Id, called: &Id) -> bool {
    let groups = |id: &Id| {
        cx.item(id)
            .map_or_else(Vec::new, |item| cx.groups_of(&item))
    };
    let own = groups(caller);
    let admits = |source: &Source| match source {
        Source::Group(group) => own.iter().any(|(id, _)| *id == group),
        Source::Cidr(_) => false,
    };
    groups(called)
        .iter()
        .flat_map(|(_, group)| &group.ingress)
        .any(|rule| admits(&rule.source))
}

/// Connections between services of one VPC that no security group restricts.
fn open_between<'a>(cx: &Cx<'a>, vpc: &Id, items: &[&Item<'a>]) -> Vec<(&'a Id, &'a Connection)> {
    let tagged = items
        .iter()
        .filter_map(|item| Some((item, tags::service(item)?)));
    let leaving = tagged.flat_map(|(item, service)| {
        let all = cx.outgoing(item).iter().copied();
        all.map(move |(id, connection)| (id, connection, service))
    });
    leaving
        .filter(|(_, connection, service)| {
            let Some(to) = cx.item(&connection.to) else {
                return false;
            };
            tags::service(&to).is_some_and(|other| other != *service)
                && to.vpc().is_some_and(|around| around == vpc)
                && !is_restricted(cx, &connection.from, &connection.to)
        })
        .map(|(id, connection, _)| (id, connection))
        .collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let many = out.rule().limit(cx);
    // Tags name the services.
    if many > 0.0 && !cx.has_tags() {
        return;
    }
    for (vpc, items) in &cx.places().vpcs {
        let services: BTreeSet<&str> = items.iter().copied().filter_map(tags::service).collect();
        let is_public = |item: &Item<'_>| {
            web::is_public_balancer(item) || web::is_reached_from_internet(cx, item)
        };
        if (services.len() as f64) < many || !items.iter().copied().any(is_public) {
            continue;
        }
        let open = open_between(cx, vpc, items);
        let Some(frame) = cx.design.container(vpc).filter(|_| !open.is_empty()) else {
            continue;
        };
        let services: Vec<&str> = services.into_iter().collect();
        let evidence = seen(|language| {
            let name = exposure::frame_name(vpc, frame, language);
            let (many, names) = (services.len(), phrase::shorten(&services, language));
            let count = open.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "connection", "connections");
                    format!(
                        "{name}: {many} services ({names}), {count} between them not restricted to a group"
                    )
                }
                Language::Korean => format!(
                    "{name}: 서비스 {many}개({names}), 보안 그룹으로 제한하지 않은 서비스 간 연결 {count}개"
                ),
            }
        });
        out.add(open.iter().map(|(id, _)| *id).chain([*vpc]), evidence);
    }
}
