//! REL012: Load balancer in a single zone.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, zones};
use crate::catalog::item::zones_beside;
use crate::catalog::networking::capacity;
use crate::model::Id;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Load balancer in a single zone
    ///
    /// **Why.** When its zone fails, no request reaches any target, however many zones these stand in.
    ///
    /// **Fix.** Enable the load balancer in every zone that has targets, at least in two.
    ///
    /// **When to silence it.** Development and test, or every target stands in that zone and may stop with it.
    ///
    /// **References.** ELB.10; ELB.13; prowler:elbv2_is_in_multiple_az; prowler:elb_is_in_multiple_az; TA:ALB Multi-AZ;
    /// TA:NLB Multi-AZ; TA:Classic Load Balancer has no multiple AZs configured; REL10-BP01.
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
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL012",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(fleets::BALANCERS, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "하나의 가용 영역에만 있는 로드 밸런서",
            why: "그 가용 영역에 장애가 나면 대상이 몇 개 영역에 있든 요청이 도달하지 못합니다.",
            fix: "대상이 있는 모든 가용 영역, 최소 두 곳에서 로드 밸런서를 활성화합니다.",
            silence: "개발·테스트이거나 모든 대상이 그 영역에 있고 함께 멈춰도 되는 경우입니다.",
        },
    };
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let drawn = zones::codes_of(std::iter::once(item));
    let count = item.typed(&capacity::ZONES).unwrap_or(drawn.len() as f64);
    if count != 1.0 {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let first = drawn.iter().map(|zone| zone.as_str()).min();
        let zone = first.map_or(String::new(), |zone| format!(" ({zone})"));
        match language {
            Language::English => format!("{name}: 1 zone{zone}"),
            Language::Korean => format!("{name}: 가용 영역 1개{zone}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    let mut component = item.component.clone();
    if item.typed(&capacity::ZONES).is_some() {
        component
            .properties
            .insert(capacity::ZONES.name.to_owned(), 2.0.into());
    }
    if zones::zones_of(&[item]).len() == 1 {
        let last = component.placements.last()?.clone();
        let inside = cx.design.zone_of(last.parent.as_ref()).is_some();
        // A tile beside the zone frames runs in all of them: another frame is all that it needs.
        let place = if inside {
            last.parent.clone()
        } else {
            only_zone(cx, last.parent.as_ref())
        };
        let twin = zones::twin(cx, place.as_ref())?;
        edits.extend(twin.edits.iter().cloned());
        if inside {
            component
                .placements
                .push(zones::place_in(&twin, &last, None));
        }
    }
    edits.push(Edit::PutComponent(item.id.clone(), component));
    Some(Fix {
        label: Phrase::new("Enable a second zone", "두 번째 가용 영역 활성화"),
        edit: Edit::Batch(edits),
    })
}

/// The only zone frame of the VPC (or Region) around a place.
fn only_zone(cx: &Cx<'_>, place: Option<&Id>) -> Option<Id> {
    let beside = zones_beside(cx.design, place);
    zones::frame_in(cx, place, beside.first()?).cloned()
}
