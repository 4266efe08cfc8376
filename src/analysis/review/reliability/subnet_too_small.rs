//! REL060: Subnet too small for its growth.

use crate::analysis::review::addresses::Range;
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, lambda_function};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::networking::vpc_endpoint_interface;
use crate::catalog::{Network, Property};
use crate::model::{Id, Placement};
use crate::text::number::short;
use std::collections::BTreeMap;

rule! {
    /// Subnet too small for its growth
    ///
    /// **Why.** When a zone is lost or demand grows, the surviving subnet runs out of addresses and nothing more can
    /// start.
    ///
    /// **Fix.** Use larger subnets, or add subnets in the same zone.
    ///
    /// **When to silence it.** The greatest size is never reached on purpose.
    ///
    /// **References.** TA:Auto Scaling available IPs in Subnets; REL02-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "private-a": (kind: "private_subnet", in: "a", cidr: "10.0.1.0/28", frame: (400, 80, 340, 340)), // finding
    /// }, components: {
    ///     "web": (kind: "autoscaling_group", in: "private-a", at: (420, 120), properties: {"max_size": 12}),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "private-a": (kind: "private_subnet", in: "a", cidr: "10.0.1.0/24", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "web": (kind: "autoscaling_group", in: "private-a", at: (420, 120), properties: {"max_size": 12}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL060",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "증가를 감당하기에 너무 작은 서브넷",
            why: "영역 하나를 잃거나 수요가 늘면 남은 서브넷의 주소가 떨어져 더 시작할 수 없습니다.",
            fix: "더 큰 서브넷을 쓰거나 같은 영역에 서브넷을 추가합니다.",
            silence: "최대 크기에 일부러 도달하지 않는 경우입니다.",
        },
    };
}

/// Addresses of each subnet that AWS keeps for itself (service-facts: VPC limit).
const RESERVED: f64 = 5.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let frames = cx.design.containers.iter();
    let sized = frames.filter(|(_, frame)| frame.kind.is_subnet());
    let free: BTreeMap<&Id, f64> = sized
        .filter_map(|(id, frame)| {
            let range = Range::parse(frame.cidr.as_deref()?)?;
            Some((id, (range.size() - RESERVED).max(0.0)))
        })
        .collect();
    if free.is_empty() {
        return;
    }
    let mut users: BTreeMap<&Id, Vec<(Item<'_>, f64)>> = BTreeMap::new();
    for item in cx.items().filter(takes_addresses) {
        for placement in &item.component.placements {
            let mut around = cx.ancestors(placement.parent.as_ref());
            let subnet = around.find(|(_, frame)| frame.kind.is_subnet());
            if let Some((subnet, _)) = subnet.filter(|(id, _)| free.contains_key(id)) {
                users
                    .entry(subnet)
                    .or_default()
                    .push((item, most(&item, placement)));
            }
        }
    }
    for (subnet, users) in users {
        let need: f64 = users.iter().map(|(_, count)| count).sum();
        let have = free.get(subnet).copied().unwrap_or(0.0);
        let Some(frame) = cx.design.container(subnet).filter(|_| need > have) else {
            continue;
        };
        let evidence = seen(|language| {
            let name = exposure::frame_name(subnet, frame, language);
            let cidr = frame.cidr.as_deref().unwrap_or("");
            let told: Vec<String> = users
                .iter()
                .map(|(item, count)| format!("{} {}", item.name(language), short(*count, 0)))
                .collect();
            let told = phrase::shorten(
                &told.iter().map(String::as_str).collect::<Vec<_>>(),
                language,
            );
            let (have, need) = (short(have, 0), short(need, 0));
            match language {
                Language::English => {
                    format!("{name} ({cidr}): {have} usable addresses, up to {need} needed: {told}")
                }
                Language::Korean => {
                    format!("{name}({cidr}): 사용 가능한 주소 {have}개, 최대 {need}개 필요: {told}")
                }
            }
        });
        out.add([subnet], evidence);
    }
}

fn takes_addresses(item: &Item<'_>) -> bool {
    *item.kind == vpc_endpoint_interface::KIND
        || matches!(
            item.kind.network,
            Network::Instance
                | Network::ManagedDatabase
                | Network::LoadBalancer
                | Network::NetworkLoadBalancer
                | Network::NatGateway
        )
}

/// Addresses that an item takes at most where one of its tiles stands. What scales is spread over the zones that are
/// left when one is lost.
fn most(item: &Item<'_>, placement: &Placement) -> f64 {
    let tiles = item.component.placements.len() as f64;
    let scaled = |largest: &Property| (item.number(largest) / (tiles - 1.0).max(1.0)).ceil();
    if *item.kind == autoscaling_group::KIND {
        scaled(&autoscaling_group::MAX)
    } else if *item.kind == ecs_service::KIND {
        scaled(&ecs_service::MAX)
    } else if *item.kind == eks_node_group::KIND {
        let pods = item.typed(&eks_node_group::PODS).unwrap_or(0.0);
        scaled(&eks_node_group::MAX) * (1.0 + pods)
    } else if *item.kind == lambda_function::KIND {
        // Executions share network interfaces.
        1.0
    } else {
        let typed = placement.instances.map(f64::from);
        typed
            .unwrap_or_else(|| (item.instances() / tiles).ceil())
            .max(1.0)
    }
}
