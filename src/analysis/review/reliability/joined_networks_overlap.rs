//! REL058: Connected networks overlap in addresses.

use crate::analysis::path::Networks;
use crate::analysis::review::addresses::Range;
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::{Container, ContainerKind, Id};

rule! {
    /// Connected networks overlap in addresses
    ///
    /// **Why.** Overlapping ranges cannot be routed, and a peering between them is refused.
    ///
    /// **Fix.** Give one side another range, or use PrivateLink or NAT for the few calls that are needed.
    ///
    /// **When to silence it.** Only a part of the ranges that does not overlap is routed.
    ///
    /// **References.** REL02-BP05.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "shop": (kind: "vpc", cidr: "10.0.0.0/16", frame: (0, 0, 300, 300)), // finding
    ///     "stock": (kind: "vpc", cidr: "10.0.128.0/20", frame: (400, 0, 300, 300)), // finding
    /// }, connections: {
    ///     "peering": (from: "shop", to: "stock", kind: peering),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "shop": (kind: "vpc", cidr: "10.0.0.0/16", frame: (0, 0, 300, 300)),
    ///     "stock": (kind: "vpc", cidr: "10.1.0.0/20", frame: (400, 0, 300, 300)),
    /// }, connections: {
    ///     "peering": (from: "shop", to: "stock", kind: peering),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL058",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "연결된 네트워크의 주소 범위가 겹침",
            why: "겹치는 범위는 라우팅할 수 없고 피어링도 거부됩니다.",
            fix: "한쪽의 범위를 바꾸거나 필요한 몇몇 호출에 PrivateLink 또는 NAT를 씁니다.",
            silence: "겹치지 않는 일부 범위만 라우팅하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut ranges: Vec<(Range, &Id, &Container)> = Vec::new();
    for (id, frame) in &cx.design.containers {
        let is_network = matches!(
            frame.kind,
            ContainerKind::Vpc | ContainerKind::OnPremises | ContainerKind::OtherCloud
        );
        let range = frame.cidr.as_deref().and_then(Range::parse);
        if let Some(range) = range.filter(|_| is_network) {
            ranges.push((range, id, frame.as_ref()));
        }
    }
    if ranges.len() < 2 {
        return;
    }
    ranges.sort_by_key(|(range, id, _)| (range.first(), *id));
    let networks = Networks::of(cx.design);
    for (index, (range, id, frame)) in ranges.iter().enumerate() {
        let behind = ranges[index + 1..].iter();
        for (_, other, with) in behind.take_while(|(other, _, _)| other.first() <= range.last()) {
            if !networks.are_joined(id, other) {
                continue;
            }
            let evidence = seen(|language| {
                let told = |id, frame: &Container| {
                    let cidr = frame.cidr.as_deref().unwrap_or("");
                    format!("{} {cidr}", exposure::frame_name(id, frame, language))
                };
                let (one, two) = (told(id, frame), told(other, with));
                match language {
                    Language::English => format!("{one} overlaps {two}"),
                    Language::Korean => format!("{one}와(과) {two}이(가) 겹침"),
                }
            });
            out.add([*id, *other], evidence);
        }
    }
}
