//! SEC074: Peering route opens the whole peer VPC.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, places};
use crate::catalog::networking::vpc_peering_connection::{self, ROUTES};
use crate::model::{ContainerKind, Id};
use crate::text::Phrase;
use std::collections::BTreeSet;

rule! {
    /// Peering route opens the whole peer VPC
    ///
    /// **Why.** Peering is private, but routes to a whole VPC give an intruder the neighbour as well.
    ///
    /// **Fix.** Route only the subnets that connections use, and keep security groups specific.
    ///
    /// **When to silence it.** The two VPCs are one system, and most of their subnets talk to each other.
    ///
    /// **References.** CKV2_AWS_44; prowler:vpc_peering_routing_tables_with_least_privilege; CIS5.0:5.6; SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "left": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "left-app": (kind: "private_subnet", in: "left", frame: (20, 40, 200, 100)),
    ///     "right": (kind: "vpc", frame: (400, 0, 300, 500)),
    ///     "right-1": (kind: "private_subnet", in: "right", frame: (420, 40, 200, 100)),
    ///     "right-2": (kind: "private_subnet", in: "right", frame: (420, 160, 200, 100)),
    ///     "right-3": (kind: "private_subnet", in: "right", frame: (420, 280, 200, 100)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "left-app", at: (40, 70)),
    ///     "peer": (kind: "vpc_peering_connection", at: (320, 320), properties: {"routes": "vpc"}), // finding
    ///     "stock": (kind: "instance", in: "right-1", at: (440, 70)),
    /// }, connections: {
    ///     "call": (from: "app", to: "stock", port: 8080),
    ///     "p1": (from: "peer", to: "left", kind: peering),
    ///     "p2": (from: "peer", to: "right", kind: peering),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "left": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "left-app": (kind: "private_subnet", in: "left", frame: (20, 40, 200, 100)),
    ///     "right": (kind: "vpc", frame: (400, 0, 300, 500)),
    ///     "right-1": (kind: "private_subnet", in: "right", frame: (420, 40, 200, 100)),
    ///     "right-2": (kind: "private_subnet", in: "right", frame: (420, 160, 200, 100)),
    ///     "right-3": (kind: "private_subnet", in: "right", frame: (420, 280, 200, 100)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "left-app", at: (40, 70)),
    ///     "peer": (kind: "vpc_peering_connection", at: (320, 320), properties: {"routes": "subnets"}),
    ///     "stock": (kind: "instance", in: "right-1", at: (440, 70)),
    /// }, connections: {
    ///     "call": (from: "app", to: "stock", port: 8080),
    ///     "p1": (from: "peer", to: "left", kind: peering),
    ///     "p2": (from: "peer", to: "right", kind: peering),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC074",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: each_where(&[&vpc_peering_connection::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 50.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "상대 VPC 전체를 여는 피어링 라우팅",
            why: "피어링은 사설 연결이지만 VPC 전체로 가는 라우팅은 침입자에게 옆집까지 열어 줍니다.",
            fix: "연결이 쓰는 서브넷으로만 라우팅하고 보안 그룹을 구체적으로 유지합니다.",
            silence: "두 VPC가 하나의 시스템이고 대부분의 서브넷이 서로 통신하는 경우입니다.",
        },
    };
}

/// Subnets of the ends of connections between two VPCs.
fn used<'a>(cx: &Cx<'a>, vpcs: &BTreeSet<&'a Id>) -> BTreeSet<&'a Id> {
    let mut used = BTreeSet::new();
    for (_, connection) in cx.connections() {
        let ends = [&connection.from, &connection.to].map(|id| cx.item(id));
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        let (Some(a), Some(b)) = (from.vpc(), to.vpc()) else {
            continue;
        };
        if a != b && vpcs.contains(a) && vpcs.contains(b) {
            let both = [from, to];
            let subnets = both.iter().flat_map(|item| exposure::subnets(cx, item));
            used.extend(subnets.map(|(id, _)| id));
        }
    }
    used
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&ROUTES) == "vpc"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // The items of a rule live as long as the design, unlike the borrow of this call.
    let Some(item) = cx.item(item.id) else {
        return;
    };
    let vpcs = places::joined_vpcs(cx, &item);
    let used = used(cx, &vpcs);
    let limit = out.rule().limit(cx);
    for vpc in vpcs {
        let inside = |id: &Id| {
            let around = cx.enclosing(Some(id), ContainerKind::Vpc);
            around.is_some_and(|(id, _)| id == vpc)
        };
        let frames = cx.design.containers.iter();
        let all = frames.filter(|(id, frame)| frame.kind.is_subnet() && inside(id));
        let (all, reached) = (all.count(), used.iter().filter(|id| inside(id)).count());
        let Some(frame) = cx.design.container(vpc) else {
            continue;
        };
        if reached as f64 * 100.0 >= all as f64 * limit {
            continue;
        }
        let evidence = seen(|language| {
            let (name, peer) = (
                item.name(language),
                exposure::frame_name(vpc, frame, language),
            );
            match language {
                Language::English => format!(
                    "{name}: routes to all of {peer}, connections use {reached} of its {all} subnets"
                ),
                Language::Korean => {
                    format!(
                        "{name}: {peer} 전체로 라우팅, 연결이 쓰는 서브넷은 {all}개 중 {reached}개"
                    )
                }
            }
        });
        out.add([item.id], evidence);
        return;
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Route single subnets", "필요한 서브넷만 라우팅"),
        edit: set(&item, &ROUTES, "subnets"),
    })
}
