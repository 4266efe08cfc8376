//! REL051: NAT gateway serves subnets of another zone.

use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::catalog::networking::nat_gateway;
use crate::model::edit::Edit;
use crate::model::{ContainerKind, Id, Placement};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// NAT gateway serves subnets of another zone
    ///
    /// **Why.** The failure of that zone cuts the egress of healthy zones too, and every byte pays the transfer between
    /// zones.
    ///
    /// **Fix.** Run a NAT gateway in each zone, or endpoints instead of NAT.
    ///
    /// **When to silence it.** Egress may stop with the zone, and it carries little data.
    ///
    /// **References.** TA:NAT Gateway AZ Independence; REL10-BP01; REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)), // finding
    /// }, components: {
    ///     "nat-a": (kind: "nat_gateway", in: "public-a", at: (60, 120)), // finding
    ///     "worker": (kind: "instance", in: "private-c", at: (420, 540)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "nat-a": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "nat-c": (kind: "nat_gateway", in: "public-c", at: (60, 540)),
    ///     "worker": (kind: "instance", in: "private-c", at: (420, 540)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL051",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "다른 가용 영역의 서브넷이 사용하는 NAT 게이트웨이",
            why: "해당 가용 영역에 장애가 나면 정상인 영역의 송신도 끊기고, 모든 바이트에 영역 간 전송 요금이 붙습니다.",
            fix: "가용 영역마다 NAT 게이트웨이를 두거나 NAT 대신 엔드포인트를 씁니다.",
            silence: "영역과 함께 송신이 끊겨도 되고 데이터가 적은 경우입니다.",
        },
    };
}

/// The gateways of a VPC and what they serve.
#[derive(Default)]
struct Egress<'a> {
    /// The first gateway by id: the one that other zones use.
    first: Option<Item<'a>>,
    /// Zones that have a gateway.
    zones: BTreeSet<&'a str>,
    /// Private subnets with servers in zones without one.
    afar: Vec<&'a Id>,
}

fn networks<'a>(cx: &Cx<'a>) -> BTreeMap<&'a Id, Egress<'a>> {
    let mut networks: BTreeMap<&Id, Egress<'a>> = BTreeMap::new();
    for nat in cx.of_kind(&nat_gateway::KIND) {
        let place = cx.place(nat.component.parent());
        let Some(vpc) = &place.vpc else { continue };
        let network = networks.entry(vpc).or_default();
        network.first.get_or_insert(*nat);
        network.zones.extend(place.zone.as_deref());
    }
    if networks.is_empty() {
        return networks;
    }
    for (&id, items) in &cx.places().subnets {
        let place = cx.place(Some(id));
        let is_private = matches!(&place.subnet, Some((_, ContainerKind::PrivateSubnet)));
        let has_servers = items
            .iter()
            .any(|item| item.kind.network == Network::Instance);
        if !is_private || !has_servers {
            continue;
        }
        let afar = |network: &&mut Egress<'_>| {
            let zone = place.zone.as_deref();
            !network.zones.is_empty() && zone.is_some_and(|zone| !network.zones.contains(zone))
        };
        let network = place.vpc.as_ref().and_then(|vpc| networks.get_mut(vpc));
        if let Some(network) = network.filter(afar) {
            network.afar.push(id);
        }
    }
    networks
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for Egress { first, afar, .. } in networks(cx).values() {
        let Some(nat) = first.filter(|_| !afar.is_empty()) else {
            continue;
        };
        let subnets = afar;
        let zone = cx.design.zone_of(nat.component.parent()).unwrap_or("-");
        let others: BTreeSet<&str> = subnets
            .iter()
            .filter_map(|id| cx.design.zone_of(Some(id)))
            .collect();
        let others: Vec<&str> = others.into_iter().collect();
        let evidence = seen(|language| {
            let (name, count) = (nat.name(language), subnets.len());
            let zones = phrase::shorten(&others, language);
            match language {
                Language::English => {
                    let count = phrase::count(count, "private subnet", "private subnets");
                    format!("{name} in {zone} serves {count} in {zones}")
                }
                Language::Korean => {
                    format!("{zone}의 {name}을(를) {zones}의 프라이빗 서브넷 {count}개가 사용함")
                }
            }
        });
        out.add(subnets.iter().copied().chain([nat.id]), evidence);
    }
}

/// A gateway like the present one in the first public subnet of each zone that lacks one.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let nat = finding.items.iter().find_map(|id| cx.item(id))?;
    let subnets = finding.items.iter();
    let zones: BTreeSet<&Id> = subnets
        .filter(|id| cx.design.container(id).is_some())
        .filter_map(|id| cx.enclosing(Some(id), ContainerKind::AvailabilityZone))
        .map(|(id, _)| id)
        .collect();
    let mut edits = Vec::new();
    for zone in zones {
        let mut frames = cx.design.containers.iter();
        let (subnet, frame) = frames.find(|(id, frame)| {
            frame.kind == ContainerKind::PublicSubnet && cx.design.is_inside(Some(id), zone)
        })?;
        let here = nat.component.placements.first()?;
        let from = here
            .parent
            .as_ref()
            .and_then(|id| cx.design.container(id))?;
        let mut gateway = nat.component.clone();
        gateway.placements = vec![Placement {
            parent: Some(subnet.clone()),
            at: here
                .at
                .offset(frame.frame.x - from.frame.x, frame.frame.y - from.frame.y),
            instances: here.instances,
        }];
        let id = cx.design.fresh_id(&format!("nat-{zone}"));
        edits.push(Edit::PutComponent(id, gateway));
    }
    let count = edits.len();
    Some(Fix {
        label: each(|language| match language {
            Language::English => {
                format!(
                    "Add {}",
                    phrase::count(count, "NAT gateway", "NAT gateways")
                )
            }
            Language::Korean => format!("NAT 게이트웨이 {count}개 추가"),
        }),
        edit: Edit::Batch(edits),
    })
}
