//! COST004: Graviton candidate: servers.

use crate::analysis::review::families::{self, Search, Types};
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::{autoscaling_group, elastic_beanstalk_environment, instance, server};
use crate::catalog::containers::eks_node_group;
use crate::catalog::economics;
use crate::model::Value;
use std::cell::LazyCell;

rule! {
    /// Graviton candidate: servers
    ///
    /// **Why.** Arm instances give up to 40 % better price-performance for most web work with few changes.
    ///
    /// **Fix.** Test the software on it and move to the family with a g in its name.
    ///
    /// **When to silence it.** A library or agent exists for x86 only.
    ///
    /// **References.** thrifty:ec2_instance_with_graviton; thrifty:ecs_cluster_container_instance_with_graviton;
    /// thrifty:eks_node_group_with_graviton; COST06-BP01; SUS05-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "autoscaling_group", at: (0, 0), properties: {"instance_type": "m6i.large", "language": "java"}), // finding
    ///     "web": (kind: "instance", at: (150, 0), properties: {"arm64_builds": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "autoscaling_group", at: (0, 0), properties: {"instance_type": "m6g.large", "language": "java"}),
    ///     "old": (kind: "instance", at: (300, 0), properties: {"language": "other"}),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6g.large", "arm64_builds": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST004",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "서버의 Graviton 전환 후보",
            why: "Arm 인스턴스는 대부분의 웹 작업에서 적은 변경으로 최대 40% 나은 가격 대비 성능을 냅니다.",
            fix: "시험한 뒤 이름에 g가 붙은 패밀리로 옮깁니다.",
            silence: "x86에서만 동작하는 라이브러리나 에이전트를 쓰는 경우입니다.",
        },
    };
}

/// Kinds of servers with the property that holds their type.
static TYPES: Types = &[
    (&autoscaling_group::KIND, &server::TYPE),
    (&eks_node_group::KIND, &server::TYPE),
    (
        &elastic_beanstalk_environment::KIND,
        &elastic_beanstalk_environment::TYPE,
    ),
    (&instance::KIND, &server::TYPE),
];

/// A Graviton type at most as dear.
const SEARCH: Search = Search {
    looks_at: |item, _| runs_on_arm(item) && item.text(&server::SYSTEM) == "linux",
    candidates: families::graviton,
    most: 1.0,
};

/// Whether the software is known to run on Arm.
fn runs_on_arm(item: &Item<'_>) -> bool {
    item.flag(&economics::ARM_BUILDS)
        || !matches!(item.text(&economics::LANGUAGE), "unknown" | "other")
}

/// Servers that have a Graviton type of their size at no higher price.
pub(in crate::analysis::review) fn movable<'a>(cx: &Cx<'a>) -> Vec<Item<'a>> {
    let found = SEARCH.all(cx, TYPES);
    found.into_iter().map(|found| found.item).collect()
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in SEARCH.all(cx, TYPES) {
        let item = found.item;
        let Some((_, property)) = TYPES.iter().find(|(kind, _)| **kind == *item.kind) else {
            continue;
        };
        let saved =
            LazyCell::new(|| saving::with(cx, &item, &[(property, Value::from(&*found.other))]));
        let evidence = seen(|language| {
            let (name, old, new) = (item.name(language), found.name, &found.other);
            let price = saved.told(language);
            match language {
                Language::English => format!("{name}: {old}; on {new} (Graviton) {price}"),
                Language::Korean => format!("{name}: {old}; {new}(Graviton)에서는 {price}"),
            }
        });
        out.add([item.id], evidence);
    }
}

/// Moves a server to Graviton; none for other kinds.
pub(in crate::analysis::review) fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (_, property) = TYPES.iter().find(|(kind, _)| **kind == *item.kind)?;
    let found = SEARCH.one(cx, item, property)?;
    let value = Value::from(&*found.other);
    Some(Fix {
        label: phrase::set(property, &value),
        edit: set(&item, property, value),
    })
}
