//! COST041: Recovery tier above what was asked.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery::{self, Strategy};
use crate::analysis::review::saving;
use crate::text::number::Money;
use crate::units::Usd;

rule! {
    /// Recovery tier above what was asked
    ///
    /// **Why.** Idle copies in another Region cost every month; the targets of the design accept a slower recovery.
    ///
    /// **Fix.** Step down to a warm standby, a pilot light or backups. REL037 asks for more where the targets are
    /// stricter; the finding shows the price of the second Region.
    ///
    /// **When to silence it.** The targets in the settings are out of date.
    ///
    /// **References.** COST05-BP01; REL13-BP02; SUS02-BP02.
    ///
    /// ```ron bad
    /// (settings: (target_rto_minutes: 1440, target_rpo_minutes: 1440), containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (500, 0, 400, 300)),
    /// }, components: {
    ///     "web-1": (kind: "instance", in: "seoul", at: (60, 60), properties: {"instance_count": 4}),
    ///     "web-2": (kind: "instance", in: "tokyo", at: (560, 60), properties: {"instance_count": 2}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_rto_minutes: 15, target_rpo_minutes: 5), containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (500, 0, 400, 300)),
    /// }, components: {
    ///     "web-1": (kind: "instance", in: "seoul", at: (60, 60), properties: {"instance_count": 4}),
    ///     "web-2": (kind: "instance", in: "tokyo", at: (560, 60), properties: {"instance_count": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST041",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "요구보다 높은 재해 복구 수준",
            why: "다른 리전의 유휴 사본은 매달 비용이 듭니다.",
            fix: "웜 스탠바이, 파일럿 라이트 또는 백업으로 낮춥니다.",
            silence: "목표가 오래된 값인 경우입니다.",
        },
    };
}

/// Strategies, slowest and cheapest first.
const STRATEGIES: [Strategy; 4] = [
    Strategy::BackupAndRestore,
    Strategy::PilotLight,
    Strategy::WarmStandby,
    Strategy::ActiveActive,
];
/// Steps of strategy above what was asked for.
const STEPS: usize = 2;

fn rank(strategy: Strategy) -> usize {
    let found = STRATEGIES.iter().position(|other| *other == strategy);
    found.unwrap_or(0)
}

/// The slowest strategy that the targets of the design accept; none without a target.
fn asked(cx: &Cx<'_>) -> Option<Strategy> {
    let settings = &cx.design.settings;
    // What is said of the loss of a Region goes before what is said of failures in general.
    let recovery = settings
        .target_region_rto_minutes
        .or(settings.target_rto_minutes);
    let loss = settings
        .target_region_rpo_minutes
        .or(settings.target_rpo_minutes);
    if recovery.is_none() && loss.is_none() {
        return None;
    }
    let keeps = |target: Option<f64>, reached: Option<f64>| {
        target.is_none_or(|target| reached.is_some_and(|reached| reached <= target))
    };
    STRATEGIES.into_iter().find(|strategy| {
        keeps(recovery, strategy.recovery_minutes()) && keeps(loss, strategy.loss_minutes())
    })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(asked) = asked(cx) else {
        return;
    };
    let has = cx.strategy();
    if rank(has) < rank(asked) + STEPS {
        return;
    }
    let regions = recovery::compute_by_region(cx);
    let sum =
        |items: &[Item<'_>]| -> Usd { items.iter().map(|item| saving::monthly(cx, item)).sum() };
    let main = regions
        .iter()
        .max_by(|a, b| sum(a.1).0.total_cmp(&sum(b.1).0));
    let Some(main) = main.map(|(code, _)| *code) else {
        return;
    };
    for (region, items) in regions.iter().filter(|(code, _)| **code != main) {
        let usd = sum(items);
        let evidence = seen(|language| {
            let (has, asked) = (has.title().get(language), asked.title().get(language));
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => {
                    format!(
                        "{region}: compute of a {has}, {usd}; the targets accept {asked}; REL037 would ask for more"
                    )
                }
                Language::Korean => {
                    format!(
                        "{region}: {has} 수준의 컴퓨팅, {usd}; 목표는 {asked}로 충분; REL037은 더 높은 수준을 요구"
                    )
                }
            }
        });
        out.add(items.iter().map(|item| item.id), evidence);
    }
}
