//! SUS010: Availability promised beyond need.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{
    db_instance, dynamodb_table, elasticache_replication_group, rds_cluster,
};
use crate::text::number::short;

rule! {
    /// Availability promised beyond need
    ///
    /// **Why.** Spare copies run all year for parts that may well fail now and then.
    ///
    /// **Fix.** Take one zone for parts that are not production.
    ///
    /// **When to silence it.** The test is about the failover itself.
    ///
    /// **References.** SUS02-BP02.
    ///
    /// ```ron bad
    /// (settings: (target_availability_percent: 98.0), components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), tags: {"env":"test"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 98.0), components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 0}, tags: {"env":"test"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS010",
        pillar: Pillar::Sustainability,
        severity: Severity::Info,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &elasticache_replication_group::KIND, &dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 2.0, unit: both("nines", "개의 9"), source: "default" }),
        korean: Korean {
            title: "필요 이상으로 약속한 가용성",
            why: "가끔 멈춰도 되는 부분을 위해 여분의 사본이 1년 내내 실행됩니다.",
            fix: "운영 환경이 아닌 부분은 가용 영역 하나만 사용합니다.",
            silence: "장애 조치 자체를 시험하는 환경인 경우입니다.",
        },
    };
}

/// Availability in percent that the SLA gives the redundant form (service-facts: sla rows of RDS, Aurora, ElastiCache and
/// DynamoDB).
const RDS: f64 = 99.95;
const AURORA: f64 = 99.99;
const ELASTICACHE: f64 = 99.99;
const GLOBAL_TABLE: f64 = 99.999;

/// 99% are two nines, 99.9% three.
fn nines(percent: f64) -> f64 {
    -(1.0 - percent / 100.0).max(1e-12).log10()
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.design.settings.target_availability_percent.is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(target) = cx.design.settings.target_availability_percent else {
        return;
    };
    if in_production(cx, item) {
        return;
    }
    let (redundant, promised) = if *item.kind == db_instance::KIND {
        (item.text(&db_instance::DEPLOYMENT) != "single-az", RDS)
    } else if *item.kind == rds_cluster::KIND {
        (item.number(&rds_cluster::READERS) > 0.0, AURORA)
    } else if *item.kind == elasticache_replication_group::KIND {
        let replicas = item.number(&elasticache_replication_group::REPLICAS) > 0.0;
        (
            replicas && item.flag(&elasticache_replication_group::MULTI_AZ),
            ELASTICACHE,
        )
    } else {
        (
            !item.text(&dynamodb_table::REPLICA_REGIONS).is_empty(),
            GLOBAL_TABLE,
        )
    };
    let more = nines(promised) - nines(target);
    if !redundant || more < out.rule().limit(cx) {
        return;
    }
    let target = short(target, 3);
    let evidence = || {
        phrase::about(
            item,
            format!("not production, SLA {promised}% with its copies, target {target}%"),
            format!("운영 환경이 아님, 사본 포함 SLA {promised}%, 목표 {target}%"),
        )
    };
    out.add([item.id], evidence);
}
