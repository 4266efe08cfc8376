//! COST027: Steady load on On-Demand prices.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::analytics::{opensearch_domain, redshift_cluster};
use crate::catalog::compute::{autoscaling_group, instance, lambda_function};
use crate::catalog::containers::ecs_service::{self, fargate};
use crate::catalog::containers::eks_node_group;
use crate::catalog::database::{
    db_instance, dynamodb_table, elasticache_replication_group, memorydb_cluster, rds_cluster,
};
use crate::catalog::{Kind, Property, purchase};
use crate::model::Value;

rule! {
    /// Steady load on On-Demand prices
    ///
    /// **Why.** Committed prices cut 25 to 60 % of what runs anyway.
    ///
    /// **Fix.** Take Savings Plans for compute, reserved instances, nodes or capacity for databases.
    ///
    /// **When to silence it.** The architecture or the instance family will change soon.
    ///
    /// **References.** TA:AWS Savings Plans purchase recommendations for compute; TA:Amazon RDS Reserved Instance
    /// purchase recommendations; TA:Amazon ElastiCache reserved node purchase recommendations;
    /// thrifty:long_running_rds_db_instances; thrifty:elasticache_cluster_long_running; COST07-BP01; COST07-BP04.
    ///
    /// ```ron bad
    /// (settings: (horizon_months: 24), components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m7g.large", "instance_count": 4}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (horizon_months: 24), components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m7g.large", "instance_count": 4, "purchase_option": "reserved"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST027",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 100.0, unit: both("US dollars a month", "달러/월"), source: "default" }),
        korean: Korean {
            title: "온디맨드 요금을 내는 꾸준한 부하",
            why: "어차피 실행되는 용량은 약정 요금으로 25~60% 줄일 수 있습니다.",
            fix: "컴퓨팅에는 절감형 플랜, 데이터베이스에는 예약 인스턴스·노드·용량을 사용합니다.",
            silence: "곧 구조나 인스턴스 패밀리를 바꿀 예정인 경우입니다.",
        },
    };
}

/// Kinds that commitments exist for, each with its purchase option and the best-known commitment.
static KINDS: &[(&Kind, &Property, &str)] = &[
    (&autoscaling_group::KIND, &purchase::OPTION, "reserved"),
    (&db_instance::KIND, &purchase::OPTION_DATABASE, "reserved"),
    (
        &dynamodb_table::KIND,
        &purchase::OPTION_DATABASE,
        "reserved",
    ),
    (&ecs_service::KIND, &fargate::PURCHASE, "savings_plan"),
    (
        &eks_node_group::KIND,
        &purchase::OPTION_COMMITTED,
        "reserved",
    ),
    (
        &elasticache_replication_group::KIND,
        &purchase::OPTION_DATABASE,
        "reserved",
    ),
    (&instance::KIND, &purchase::OPTION, "reserved"),
    (
        &lambda_function::KIND,
        &purchase::OPTION_PLAN,
        "savings_plan",
    ),
    (
        &memorydb_cluster::KIND,
        &purchase::OPTION_RESERVED,
        "reserved",
    ),
    (
        &opensearch_domain::KIND,
        &purchase::OPTION_DATABASE,
        "reserved",
    ),
    (&rds_cluster::KIND, &purchase::OPTION_DATABASE, "reserved"),
    (
        &redshift_cluster::KIND,
        &purchase::OPTION_RESERVED,
        "reserved",
    ),
];
/// Months from which a commitment of a year can pay.
const YEAR: f64 = 12.0;

/// What brings an item down to the part that runs all the time.
fn minimum(item: &Item<'_>) -> Option<(&'static Property, Value)> {
    let (average, least) = if *item.kind == autoscaling_group::KIND {
        (&autoscaling_group::AVERAGE, &autoscaling_group::MIN)
    } else if *item.kind == ecs_service::KIND {
        (&ecs_service::AVERAGE, &ecs_service::MIN)
    } else if *item.kind == eks_node_group::KIND {
        (&eks_node_group::AVERAGE, &eks_node_group::MIN)
    } else {
        return None;
    };
    Some((average, Value::from(item.number(least))))
}

/// Whether a schedule stops the item for part of the month.
fn is_scheduled(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let month = cx.design.settings.hours_per_month;
    let part = |name: &str, whole: f64| {
        let hours = item.stated(name).and_then(Value::as_number);
        hours.is_some_and(|hours| hours < whole)
    };
    part("running_hours", month) || part("running_hours_per_week", 168.0)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx
        .design
        .settings
        .horizon_months
        .is_none_or(|months| months < YEAR)
    {
        return;
    }
    for (kind, property, option) in KINDS {
        for item in cx.of_kind(kind) {
            let is_on_demand = (property.applies)(item) && item.text(property) == "on_demand";
            let dear = saving::monthly(cx, item).0 > RULE.limit(cx);
            if !is_on_demand || !dear || is_scheduled(cx, item) {
                continue;
            }
            let mut changes: Vec<(&Property, Value)> = minimum(item).into_iter().collect();
            let before = saving::with(cx, item, &changes).after;
            changes.push((property, Value::from(*option)));
            let after = saving::with(cx, item, &changes).after;
            if before.usd.0 <= RULE.limit(cx) {
                continue;
            }
            let saved = Saving {
                before,
                after,
                same_lines: true,
            };
            let evidence = seen(|language| {
                let (name, price) = (phrase::named(item, language), saved.told(language));
                let title = property.choice_title(option, language).unwrap_or(option);
                match language {
                    Language::English => {
                        format!(
                            "{name}: what runs all the time, {title} for 1 year without upfront: {price}"
                        )
                    }
                    Language::Korean => {
                        format!(
                            "{name}: 항상 실행되는 부분을 {title} 1년(선결제 없음)으로: {price}"
                        )
                    }
                }
            });
            out.add([item.id], evidence);
        }
    }
}
