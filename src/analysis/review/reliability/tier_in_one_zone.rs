//! REL001: Compute tier lives in one Availability Zone.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::{Flow, Network};
use crate::model::edit::Edit;
use crate::pricing::Query;
use crate::text::number::{Money, short};
use crate::units::Usd;

rule! {
    /// Compute tier lives in one Availability Zone
    ///
    /// **Why.** The loss of that zone stops the service, and the Region's SLA with its credits assumes more than one zone.
    ///
    /// **Fix.** Spread the tier over two or three zones. The instances stay as many; requests that cross zones pay the
    /// transfer.
    ///
    /// **When to silence it.** Development and test (tag `env`), or hours of downtime are acceptable. Against the price of
    /// transfer between zones (COST013).
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
            silence: "개발·테스트(`env` 태그)이거나 몇 시간의 중단을 받아들일 수 있는 경우입니다. 가용 영역 간 전송 비용과 반대입니다(COST013).",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        if !tier.iter().all(|item| in_production(cx, item)) {
            continue;
        }
        let [zone] = zones::codes_of(tier.iter())[..] else {
            continue;
        };
        let zone = zone.as_str();
        let count: f64 = tier.iter().map(|item| cx.instances(item)).sum();
        let evidence = seen(|language| {
            let count = short(count, 0);
            let names = phrase::names(tier.iter().copied(), language);
            match language {
                Language::English => format!(
                    "{names}: {count} of {count} instances in {zone}{}",
                    price(cx, tier, language)
                ),
                Language::Korean => format!(
                    "{names}: 인스턴스 {count}개 중 {count}개가 {zone}에 있음{}",
                    price(cx, tier, language)
                ),
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}

/// What the tier costs, and what spreading it adds at most: each GB between it and its neighbours in the VPC, billed in both
/// directions as if all of it crossed zones. Load balancers pay nothing for their targets in other zones.
fn price(cx: &Cx<'_>, tier: &[Item<'_>], language: Language) -> String {
    let Some(first) = tier.first() else {
        return String::new();
    };
    let query = Query::new("data_transfer", "inter_az_gb").with("direction", "each-way");
    let price = cx.catalogue.price(first.region(), &query);
    let Some(rate) = price.rate() else {
        return String::new();
    };
    let in_vpc = |item: &Item<'_>, flow: &Flow| {
        cx.item(flow.beside(item.id)).is_some_and(|peer| {
            matches!(
                peer.kind.network,
                Network::Instance | Network::ManagedDatabase
            )
        })
    };
    let gb_of = |item: &Item<'_>| {
        let flows = cx.flows(item);
        let all = flows.incoming.iter().chain(flows.outgoing);
        let all = all.filter(|flow| in_vpc(item, flow));
        all.map(|flow| flow.request_gb.0 + flow.response_gb.0)
            .sum::<f64>()
    };
    let gb: f64 = tier.iter().map(gb_of).sum();
    let costs = tier.iter().filter_map(|item| cx.cost_of(item));
    let now = Usd(costs.map(|cost| cost.total.usd.0).sum());
    let more = Usd(gb * 2.0 * rate.first_usd());
    let (now, more) = (
        Money::USD.per_month(now, language),
        Money::USD.per_month(more, language),
    );
    match language {
        Language::English => format!(
            ". They cost {now}; spread they cost the same and at most {more} for transfer between zones (against COST013)"
        ),
        Language::Korean => format!(
            ". 비용은 {now}이며 분산해도 같고 가용 영역 간 전송에 최대 {more}이 더 듦(COST013과 반대)"
        ),
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
