//! REL059: Peering mesh or transit through a peer.

use crate::analysis::path::{Networks, PathClass};
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::networking::vpc_peering_connection;
use crate::model::Id;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// Peering mesh or transit through a peer
    ///
    /// **Why.** A peering does not lead on to a third network, so such a call has no way; and a mesh of peerings
    /// outgrows its route tables.
    ///
    /// **Fix.** Join the networks with a Transit Gateway, or peer the two directly.
    ///
    /// **When to silence it.** Route tables of a few stable networks are kept by automation.
    ///
    /// **References.** REL02-BP04.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "shop": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "hub": (kind: "vpc", frame: (400, 0, 300, 300)),
    ///     "stock": (kind: "vpc", frame: (800, 0, 300, 300)),
    /// }, components: {
    ///     "web": (kind: "instance", in: "shop", at: (20, 20)),
    ///     "api": (kind: "instance", in: "stock", at: (820, 20)),
    /// }, connections: {
    ///     "shop-hub": (from: "shop", to: "hub", kind: peering),
    ///     "hub-stock": (from: "hub", to: "stock", kind: peering),
    ///     "call": (from: "web", to: "api"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "shop": (kind: "vpc", frame: (0, 0, 300, 300)),
    ///     "hub": (kind: "vpc", frame: (400, 0, 300, 300)),
    ///     "stock": (kind: "vpc", frame: (800, 0, 300, 300)),
    /// }, components: {
    ///     "web": (kind: "instance", in: "shop", at: (20, 20)),
    ///     "api": (kind: "instance", in: "stock", at: (820, 20)),
    /// }, connections: {
    ///     "shop-hub": (from: "shop", to: "hub", kind: peering),
    ///     "hub-stock": (from: "hub", to: "stock", kind: peering),
    ///     "shop-stock": (from: "shop", to: "stock", kind: peering),
    ///     "call": (from: "web", to: "api"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL059",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "피어링 메시 또는 피어를 거치는 경로",
            why: "피어링은 세 번째 네트워크로 이어지지 않으므로 그런 호출에는 경로가 없고, 피어링 메시는 라우팅 테이블이 감당하기 어려워집니다.",
            fix: "Transit Gateway로 네트워크를 잇거나 두 네트워크를 직접 피어링합니다.",
            silence: "몇 안 되는 고정된 네트워크의 라우팅을 자동화로 관리하는 경우입니다.",
        },
    };
}

/// Networks from which on more peerings than networks count as a mesh.
const MESH: usize = 4;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let drawn = !cx.of_kind(&vpc_peering_connection::KIND).is_empty() || cx.declared().peerings;
    if !drawn {
        return;
    }
    let networks = Networks::of(cx.design);
    let pairs = networks.peerings();
    let mut peers: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
    for (a, b) in &pairs {
        peers.entry(a).or_default().insert(b);
        peers.entry(b).or_default().insert(a);
    }
    chains(cx, &peers, out);
    if peers.len() >= MESH && pairs.len() > peers.len() {
        let (networks, peerings) = (peers.len(), pairs.len());
        let evidence = seen(|language| match language {
            Language::English => {
                format!("{networks} VPCs with {peerings} peerings between them")
            }
            Language::Korean => format!("VPC {networks}개 사이에 피어링 {peerings}개"),
        });
        out.add(peers.keys().copied(), evidence);
    }
}

/// Calls whose only way would lead over a peer of both networks.
fn chains(cx: &Cx<'_>, peers: &BTreeMap<&Id, BTreeSet<&Id>>, out: &mut Findings) {
    for (id, _) in cx.ways_of(&[PathClass::NoRoute]) {
        let ends = cx.design.connection(id).and_then(|connection| {
            let (from, to) = (cx.item(&connection.from)?, cx.item(&connection.to)?);
            Some((from.vpc()?, to.vpc()?))
        });
        let Some((from, to)) = ends.filter(|(from, to)| from != to) else {
            continue;
        };
        let (Some(near), Some(far)) = (peers.get(from), peers.get(to)) else {
            continue;
        };
        let Some(over) = near.intersection(far).next() else {
            continue;
        };
        let evidence = seen(|language| {
            let name = |id: &Id| {
                let frame = cx.design.containers.get_key_value(id);
                frame.map_or("", |(id, frame)| exposure::frame_name(id, frame, language))
            };
            let (from, over, to) = (name(from), name(over), name(to));
            match language {
                Language::English => {
                    format!(
                        "{from} – {over} – {to}: 2 peerings in a row, {from} and {to} are not peered"
                    )
                }
                Language::Korean => {
                    format!(
                        "{from} – {over} – {to}: 피어링 2개를 잇는 경로, {from}과(와) {to}은(는) 피어링되지 않음"
                    )
                }
            }
        });
        out.add([id], evidence);
    }
}
