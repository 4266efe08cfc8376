//! REL020: No CPU headroom for surprises.

use crate::analysis::review::fleets::Fleet;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, scaling};
use crate::catalog::containers::ecs_service;
use crate::text::number::short;

rule! {
    /// No CPU headroom for surprises
    ///
    /// **Why.** Scaling out takes minutes. At 60 to 70% average use there is room for a jump in demand, or for the loss
    /// of an instance, in the meantime.
    ///
    /// **Fix.** Aim at 70% or less, keep a warm pool, or put a small fixed group (Spot) beside the dynamic one.
    ///
    /// **When to silence it.** Demand rises slower than instances start.
    ///
    /// **References.** REL07-BP03; REL11-BP05; PERF02-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"target_utilization": 85}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"target_utilization": 65}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL020",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND, &ecs_service::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 70.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "갑작스러운 부하를 위한 CPU 여유가 없음",
            why: "스케일 아웃에는 몇 분이 걸립니다. 평균 사용률이 60~70%이면 그동안의 수요 급증이나 인스턴스 손실을 견딜 여유가 있습니다.",
            fix: "목표를 70% 이하로 하거나 웜 풀을 두거나 동적 그룹 옆에 작은 고정 그룹(스팟)을 둡니다.",
            silence: "수요가 인스턴스 시작보다 느리게 늘어나는 경우입니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let waits = *item.kind == autoscaling_group::KIND && item.flag(&autoscaling_group::WARM_POOL);
    let follows = Fleet::of(item).is_some_and(|fleet| fleet.follows_demand);
    !waits && follows && item.number(&scaling::TARGET) > RULE.limit(cx)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let target = item.number(&scaling::TARGET);
    let limit = out.rule().limit(cx);
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let (target, room, limit) = (short(target, 0), short(100.0 - target, 0), short(limit, 0));
        match language {
            Language::English => {
                format!(
                    "{name}: scaling aims at {target}%, which leaves {room}% until instances have started; {limit}% is the limit"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 목표 사용률 {target}%. 인스턴스가 시작될 때까지 여유 {room}%. 기준은 {limit}%"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let limit = RULE.limit(cx);
    Some(Fix {
        label: phrase::set(&scaling::TARGET, &limit.into()),
        edit: set(&item, &scaling::TARGET, limit),
    })
}
