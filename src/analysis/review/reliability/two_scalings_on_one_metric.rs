//! REL021: Several dynamic scaling groups behind one service.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, scaling};
use std::collections::BTreeMap;

rule! {
    /// Several dynamic scaling groups behind one service
    ///
    /// **Why.** Each group reacts to what the other one did: when one grows, the use that both measure falls, and the
    /// other one shrinks. The sizes swing.
    ///
    /// **Fix.** Let one group (On-Demand) follow the demand and keep the other one fixed or scheduled, or make one
    /// group of several types and purchase options.
    ///
    /// **When to silence it.** The groups follow metrics that do not influence each other.
    ///
    /// **References.** REL07-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "base": (kind: "autoscaling_group", at: (0, 0), properties: {"target_group": "shop"}), // finding
    ///     "spot": (kind: "autoscaling_group", at: (200, 0), properties: {"target_group": "shop"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "base": (kind: "autoscaling_group", at: (0, 0), properties: {"target_group": "shop"}),
    ///     "spot": (kind: "autoscaling_group", at: (200, 0), properties: {"target_group": "shop", "scaling_policy": "scheduled"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL021",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "한 서비스 뒤에 여러 동적 스케일링 그룹",
            why: "그룹마다 다른 그룹이 한 일에 반응합니다. 하나가 커지면 둘이 함께 보는 사용률이 내려가 다른 하나가 줄어들어 크기가 흔들립니다.",
            fix: "그룹 하나(온디맨드)만 수요를 따르게 하고 다른 하나는 고정하거나 예약하거나, 여러 유형과 구매 옵션을 섞은 그룹 하나로 합칩니다.",
            silence: "그룹들이 서로 영향을 주지 않는 지표를 따르는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut shared: BTreeMap<(&str, &str, &str), Vec<Item<'_>>> = BTreeMap::new();
    for item in cx.of_kind(&autoscaling_group::KIND) {
        let group = item.text(&autoscaling_group::TARGET_GROUP);
        let is_dynamic = matches!(item.text(&scaling::POLICY), "target_tracking" | "step");
        let follows = cx.fleet(item).is_some_and(|fleet| fleet.follows_demand);
        if !group.is_empty() && is_dynamic && follows {
            // What is not stated is taken for CPU, the usual one.
            let metric = match item.text(&scaling::METRIC) {
                "unknown" => "cpu",
                stated => stated,
            };
            let key = (item.region(), group, metric);
            shared.entry(key).or_default().push(*item);
        }
    }
    for ((_, group, metric), items) in shared {
        if items.len() < 2 {
            continue;
        }
        let evidence = seen(|language| {
            let names = phrase::names(items.iter().copied(), language);
            let count = items.len();
            let metric = phrase::value_of(&scaling::METRIC, &metric.into(), language);
            match language {
                Language::English => {
                    format!(
                        "{names}: {count} groups in target group {group} scale on the same metric ({metric})"
                    )
                }
                Language::Korean => {
                    format!(
                        "{names}: 대상 그룹 {group}의 그룹 {count}개가 같은 지표({metric})로 스케일링함"
                    )
                }
            }
        });
        out.add(items.iter().map(|item| item.id), evidence);
    }
}
