//! SEC075: Service-to-service traffic between VPCs crosses the internet.

use crate::analysis::path::{PathClass, PathPart};
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::model::{ConnectionKind, Id};
use crate::text::number::short;

rule! {
    /// Service-to-service traffic between VPCs crosses the internet
    ///
    /// **Why.** Over private interconnects traffic stays on the network of AWS, out of reach of scans and floods. A
    /// public endpoint is found by everybody.
    ///
    /// **Fix.** Peer the two VPCs (in one Region or across two), join them by a Transit Gateway, or offer the service
    /// by PrivateLink.
    ///
    /// **When to silence it.** The called service is public anyway, and its callers are treated like any customer.
    ///
    /// **References.** SEC05-BP01; SEC05-BP02; REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "left": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "left-app": (kind: "public_subnet", in: "left", frame: (20, 40, 200, 100)),
    ///     "right": (kind: "vpc", frame: (400, 0, 300, 300)),
    ///     "right-web": (kind: "public_subnet", in: "right", frame: (420, 40, 200, 100)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "left-app", at: (40, 70)),
    ///     "stock": (kind: "instance", in: "right-web", at: (440, 70)),
    /// }, connections: {
    ///     "call": (from: "app", to: "stock", port: 443), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "left": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "left-app": (kind: "public_subnet", in: "left", frame: (20, 40, 200, 100)),
    ///     "right": (kind: "vpc", frame: (400, 0, 300, 300)),
    ///     "right-web": (kind: "private_subnet", in: "right", frame: (420, 40, 200, 100)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "left-app", at: (40, 70)),
    ///     "peer": (kind: "vpc_peering_connection", at: (320, 320)),
    ///     "stock": (kind: "instance", in: "right-web", at: (440, 70)),
    /// }, connections: {
    ///     "call": (from: "app", to: "stock", port: 443),
    ///     "p1": (from: "peer", to: "left", kind: peering),
    ///     "p2": (from: "peer", to: "right", kind: peering),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC075",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "VPC 간 서비스 트래픽이 인터넷을 지남",
            why: "사설 연결에서는 트래픽이 AWS 네트워크 안에 머물러 스캔과 폭주가 닿지 않습니다. 퍼블릭 엔드포인트는 누구나 찾아냅니다.",
            fix: "두 VPC를 피어링하거나(같은 리전 또는 리전 간) Transit Gateway로 연결하거나 서비스를 PrivateLink로 제공합니다.",
            silence: "호출되는 서비스가 어차피 공개 서비스이고 호출자를 일반 고객과 똑같이 다루는 경우입니다.",
        },
    };
}

/// Whether a part of a connection leaves the private network: over public addresses, or to another Region over nothing
/// that joins the VPCs.
fn is_open(part: &PathPart) -> bool {
    match part.class {
        PathClass::PublicAddress => true,
        PathClass::CrossRegion => part.via.is_none(),
        _ => false,
    }
}

/// Whether the frames of two VPCs are joined by a connection of kind peering.
fn are_peered(cx: &Cx<'_>, a: &Id, b: &Id) -> bool {
    let joins = |from: &Id, to: &Id| {
        cx.outgoing(from).iter().any(|(_, connection)| {
            connection.kind == ConnectionKind::Peering && connection.to == *to
        })
    };
    joins(a, b) || joins(b, a)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.places().vpcs.len() < 2 {
        return;
    }
    for (id, parts) in cx.ways_of(&[PathClass::PublicAddress, PathClass::CrossRegion]) {
        let Some(part) = parts.iter().find(|part| is_open(part)) else {
            continue;
        };
        let Some((id, connection)) = cx.design.connections.get_key_value(id) else {
            continue;
        };
        let ends = [&connection.from, &connection.to].map(|id| cx.item(id));
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        let (Some(a), Some(b)) = (from.vpc(), to.vpc()) else {
            continue;
        };
        let frames = [a, b].map(|vpc| cx.design.container(vpc));
        let [Some(from_frame), Some(to_frame)] = frames else {
            continue;
        };
        // What AWS copies between managed stores stays on its own network.
        let copies = connection.kind == ConnectionKind::Replication
            && [from, to].map(|item| item.kind.network) == [Network::ManagedDatabase; 2];
        if a == b || copies || are_peered(cx, a, b) {
            continue;
        }
        let gb = (part.request_gb + part.response_gb).0;
        let evidence = seen(|language| {
            let path = part.class.title().get(language);
            let (from, to) = (from.name(language), to.name(language));
            let from_vpc = exposure::frame_name(a, from_frame, language);
            let to_vpc = exposure::frame_name(b, to_frame, language);
            let gb = short(gb, 1);
            match language {
                Language::English => format!(
                    "{from} in {from_vpc} → {to} in {to_vpc}: {path}, {gb} GB/month, 0 private joins"
                ),
                Language::Korean => format!(
                    "{from_vpc}의 {from} → {to_vpc}의 {to}: {path}, 월 {gb}GB, 사설 연결 0개"
                ),
            }
        });
        out.add([id], evidence);
    }
}
