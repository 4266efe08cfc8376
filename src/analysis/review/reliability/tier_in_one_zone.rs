//! REL001: Compute tier lives in one Availability Zone.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::model::edit::Edit;
use crate::text::number::short;

rule! {
    /// Compute tier lives in one Availability Zone
    ///
    /// **Why.** The loss of that zone stops the service, and the Region's SLA with its credits assumes more than one zone.
    ///
    /// **Fix.** Spread the tier over two or three zones. The instances stay as many; requests that cross zones pay the
    /// transfer.
    ///
    /// **When to silence it.** Development and test (tag `env`), or hours of downtime are acceptable.
    ///
    /// **References.** AutoScaling.2; prowler:autoscaling_group_multiple_az; TA:Single AZ Application Check; TA:Amazon EC2
    /// Auto Scaling is not deployed in multiple AZs or does not meet the minimum number of AZs; REL10-BP01.
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
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", in: "private-a", at: (420, 120), properties: {"min_size": 2, "desired_capacity": 3, "max_size": 6}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
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
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))], properties: {"min_size": 2, "desired_capacity": 3, "max_size": 6}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL001",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "하나의 가용 영역에만 있는 컴퓨팅 계층",
            why: "해당 가용 영역에 장애가 나면 서비스가 멈춥니다. 리전 SLA와 크레딧도 둘 이상의 가용 영역을 전제로 합니다.",
            fix: "계층을 가용 영역 2~3개에 분산합니다. 인스턴스 수는 그대로이며 영역을 넘는 요청은 전송 요금을 냅니다.",
            silence: "개발·테스트(`env` 태그)이거나 몇 시간의 중단을 받아들일 수 있는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        if !tier.iter().all(|item| in_production(cx, item)) {
            continue;
        }
        let [zone] = zones::zones_of(tier)[..] else {
            continue;
        };
        let count: f64 = tier.iter().map(Item::instances).sum();
        let evidence = each(|language| {
            let count = short(count, 0);
            let names = phrase::names(tier.iter().copied(), language);
            match language {
                Language::English => format!("{names}: {count} of {count} instances in {zone}"),
                Language::Korean => {
                    format!("{names}: 인스턴스 {count}개 중 {count}개가 {zone}에 있음")
                }
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}

/// Puts half of the instances into another zone; a single instance cannot be spread.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let items: Vec<Item<'_>> = finding.items.iter().filter_map(|id| cx.item(id)).collect();
    let first = items.first()?;
    let twin = zones::twin(cx, first.component.parent())?;
    let mut edits = twin.edits.clone();
    if items.len() == 1 && first.instances() < 2.0 {
        return None;
    }
    let spread = |item: &Item<'_>| {
        let mut component = item.component.clone();
        let last = component.placements.last()?.clone();
        if items.len() > 1 {
            component.placements = vec![zones::place_in(&twin, &last, last.instances)];
        } else {
            let half = last.instances.map(|count| count / 2);
            let copy = zones::place_in(&twin, &last, half);
            if let (Some(here), Some(half)) = (component.placements.last_mut(), half) {
                here.instances = last.instances.map(|count| count - half);
            }
            component.placements.push(copy);
        }
        Some(Edit::PutComponent(item.id.clone(), component))
    };
    let skip = usize::from(items.len() > 1);
    for item in items.iter().skip(skip).step_by(2) {
        edits.push(spread(item)?);
    }
    let zone = twin.zone.as_str();
    Some(Fix {
        label: each(|language| match language {
            Language::English => format!("Spread over {zone} too"),
            Language::Korean => format!("{zone}에도 분산"),
        }),
        edit: Edit::Batch(edits),
    })
}
