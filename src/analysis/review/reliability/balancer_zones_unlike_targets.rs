//! REL013: Balancer zones do not match target zones.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, zones};
use crate::catalog::networking::{capacity, classic_load_balancer, network_load_balancer};
use crate::catalog::{Network, Property};
use crate::model::edit::Edit;
use crate::model::{Code, Placement};
use crate::text::Phrase;

rule! {
    /// Balancer zones do not match target zones
    ///
    /// **Why.** Targets in a zone that the load balancer does not have get no requests. Without cross-zone balancing, a
    /// zone of the load balancer that has no targets drops those that arrive there.
    ///
    /// **Fix.** Enable the missing zones, or cross-zone balancing.
    ///
    /// **When to silence it.** The targets of the other zone wait for something else than this load balancer.
    ///
    /// **References.** ELB.9; CKV_AWS_138; CKV_AWS_152; TA:ELB Target Imbalance; TA:Load Balancer Optimization;
    /// REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "public-a", at: (60, 120)), // finding
    ///     "nlb": (kind: "network_load_balancer", in: "vpc", at: (60, 440)), // finding
    ///     "one": (kind: "instance", in: "private-a", at: (420, 120)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 220)), (in: "private-c", at: (420, 540))]),
    /// }, connections: {
    ///     "to-one": (from: "nlb", to: "one"),
    ///     "to-web": (from: "alb", to: "web"),
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
    ///     "alb": (kind: "application_load_balancer", placements: [(in: "public-a", at: (60, 120)), (in: "public-c", at: (60, 540))]),
    ///     "nlb": (kind: "network_load_balancer", in: "vpc", at: (60, 440), properties: {"enable_cross_zone_load_balancing": true}),
    ///     "one": (kind: "instance", in: "private-a", at: (420, 120)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 220)), (in: "private-c", at: (420, 540))]),
    /// }, connections: {
    ///     "to-one": (from: "nlb", to: "one"),
    ///     "to-web": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL013",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(fleets::BALANCERS, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "로드 밸런서와 대상의 가용 영역이 다름",
            why: "로드 밸런서가 없는 영역의 대상은 요청을 받지 못합니다. 교차 영역 로드 밸런싱이 꺼져 있으면 대상이 없는 영역에 도착한 요청은 버려집니다.",
            fix: "빠진 가용 영역을 활성화하거나 교차 영역 로드 밸런싱을 켭니다.",
            silence: "다른 영역의 대상이 이 로드 밸런서의 요청을 기다리지 않는 경우입니다.",
        },
    };
}

/// Zones of targets that the load balancer lacks, and its own zones whose requests no target takes.
struct Mismatch<'a> {
    missing: Vec<&'a str>,
    empty: Vec<&'a str>,
}

fn mismatch<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Mismatch<'a> {
    let own = zones::zones_of(&[*item]);
    let called = cx.called(item).map(|(target, _)| target);
    let theirs =
        zones::zones_of_all(called.filter(|target| target.kind.network == Network::Instance));
    let known = !own.is_empty() && !theirs.is_empty();
    let beyond = |some: &[&'a str], others: &[&str]| -> Vec<&'a str> {
        let some = some.iter().copied();
        some.filter(|zone| known && !others.contains(zone))
            .collect()
    };
    Mismatch {
        missing: beyond(&theirs, &own),
        empty: if crosses_zones(item) {
            Vec::new()
        } else {
            beyond(&own, &theirs)
        },
    }
}

/// Whether each node of the load balancer reaches the targets of all zones. Application Load Balancers always do.
fn crosses_zones(item: &Item<'_>) -> bool {
    switch(item).is_none_or(|property| item.flag(property))
}

fn switch(item: &Item<'_>) -> Option<&'static Property> {
    if *item.kind == classic_load_balancer::KIND {
        Some(&classic_load_balancer::CROSS_ZONE)
    } else if *item.kind == network_load_balancer::KIND {
        Some(&capacity::CROSS_ZONE)
    } else {
        None
    }
}

/// Whether the zones of a load balancer are those of its targets, or one side has none: nearly all are so.
fn is_fine(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let own = zones::codes_of(std::iter::once(item));
    let called = cx.called(item).map(|(target, _)| target);
    let theirs = zones::codes_of(called.filter(|target| target.kind.network == Network::Instance));
    let covered = |some: &[Code], others: &[Code]| some.iter().all(|zone| others.contains(zone));
    own.is_empty()
        || theirs.is_empty()
        || (covered(&theirs, &own) && (crosses_zones(item) || covered(&own, &theirs)))
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    if is_fine(cx, item) {
        return;
    }
    let Mismatch { missing, empty } = mismatch(cx, item);
    if missing.is_empty() && empty.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let mut told = Vec::new();
        let (lacks, drops) = (missing.join(", "), empty.join(", "));
        if !missing.is_empty() {
            told.push(match language {
                Language::English => format!("targets in {lacks} get no requests"),
                Language::Korean => format!("{lacks}의 대상이 요청을 받지 못함"),
            });
        }
        if !empty.is_empty() {
            told.push(match language {
                Language::English => {
                    format!("0 targets in {drops} and cross-zone balancing is off")
                }
                Language::Korean => format!("{drops}에 대상 0개, 교차 영역 로드 밸런싱 꺼짐"),
            });
        }
        format!("{}: {}", item.name(language), told.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let Mismatch { missing, empty } = mismatch(cx, &item);
    if !empty.is_empty() {
        let property = switch(&item)?;
        return Some(Fix {
            label: phrase::set(property, &true.into()),
            edit: set(&item, property, true),
        });
    }
    let mut component = item.component.clone();
    let last = component.placements.last()?.clone();
    let here = last
        .parent
        .as_ref()
        .and_then(|id| cx.design.container(id))?;
    for zone in missing {
        let parent = zones::frame_in(cx, last.parent.as_ref(), zone)?;
        let frame = cx.design.container(parent)?.frame;
        let (dx, dy) = (frame.x - here.frame.x, frame.y - here.frame.y);
        component.placements.push(Placement {
            parent: Some(parent.clone()),
            at: last.at.offset(dx, dy),
            instances: None,
        });
    }
    Some(Fix {
        label: Phrase::new("Enable the targets' zones", "대상의 가용 영역 활성화"),
        edit: Edit::PutComponent(item.id.clone(), component),
    })
}
