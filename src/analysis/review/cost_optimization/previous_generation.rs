//! COST003: Previous-generation instance type.

use crate::analysis::review::families::{self, Search, Types};
use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::eks_node_group;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::model::Value;
use crate::text::number::Money;

rule! {
    /// Previous-generation instance type
    ///
    /// **Why.** New generations come every year or two and give more work per dollar (a family change alone has saved
    /// about 30 %).
    ///
    /// **Fix.** Change to the newest comparable family at an equal or lower price.
    ///
    /// **When to silence it.** The software is certified for the old family only.
    ///
    /// **References.** thrifty:ec2_instance_older_generation; thrifty:latest_rds_instance_types; TA:Amazon RDS
    /// resources instance class update is required; COST10-BP02; COST06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m5.large"}), // finding
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m5.large"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6i.large"}),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.large"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST003",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "이전 세대 인스턴스 유형",
            why: "새 세대는 1~2년마다 나오며 같은 돈으로 더 많은 일을 합니다. 패밀리만 바꾸어 약 30%를 절약한 사례도 있습니다.",
            fix: "같은 크기의 최신 세대 유형으로 바꿉니다.",
            silence: "이전 세대에서만 인증된 소프트웨어를 실행하는 경우입니다.",
        },
    };
}

/// Kinds with the property that holds their type.
static TYPES: Types = &[
    (&autoscaling_group::KIND, &server::TYPE),
    (&db_instance::KIND, &db_instance::INSTANCE_CLASS),
    (&eks_node_group::KIND, &server::TYPE),
    (
        &elasticache_replication_group::KIND,
        &elasticache_replication_group::NODE_TYPE,
    ),
    (&instance::KIND, &server::TYPE),
    (&opensearch_domain::KIND, &opensearch_domain::INSTANCE_TYPE),
    (&rds_cluster::KIND, &rds_cluster::INSTANCE_CLASS),
];

/// A newer type at most as dear. A type that stands for the kind's default is of the present generation.
const SEARCH: Search = Search {
    looks_at: |item, property| item.is_set(property),
    candidates: families::newer,
    most: 1.0,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for found in SEARCH.all(cx, TYPES) {
        let evidence = seen(|language| {
            let (name, old, new) = (found.item.name(language), found.name, &found.other);
            let then = Money::USD.unit_price(found.other_hour);
            let now = Money::USD.unit_price(found.hour);
            match language {
                Language::English => {
                    format!("{name}: {old} at {now}/h; {new} is newer, at {then}/h")
                }
                Language::Korean => {
                    format!("{name}: {old} 시간당 {now}; 새 세대 {new}는 시간당 {then}")
                }
            }
        });
        out.add([found.item.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (_, property) = TYPES.iter().find(|(kind, _)| **kind == *item.kind)?;
    let found = SEARCH.one(cx, item, property)?;
    let value = Value::from(&*found.other);
    Some(Fix {
        label: phrase::set(property, &value),
        edit: set(&item, property, value),
    })
}
