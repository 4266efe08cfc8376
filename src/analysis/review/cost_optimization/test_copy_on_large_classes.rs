//! COST054: Small test copies on an engine without small classes.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{families, saving};
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::workload;
use crate::model::Value;
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Small test copies on an engine without small classes
    ///
    /// **Why.** Aurora starts at larger classes than RDS micro; restoring yesterday's snapshot into a small instance is
    /// a cheap realistic test.
    ///
    /// **Fix.** Use RDS micro or small for tests if the engine matches, Serverless v2 with a minimum of 0 to 0.5 ACU,
    /// or delete the cluster after the test.
    ///
    /// **When to silence it.** The tests need exactly the engine of production.
    ///
    /// **References.** COST06-BP02; COST05-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "test-db": (kind: "rds_cluster", at: (0, 0), properties: {"instance_class": "db.t4g.medium", "average_cpu_percent": 4}, tags: {"env": "test"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "test-db": (kind: "rds_cluster", at: (0, 0), properties: {"instance_class": "db.t4g.medium", "average_cpu_percent": 40}, tags: {"env": "test"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST054",
        pillar: Pillar::CostOptimization,
        severity: Severity::Info,
        check: each_where(&[&rds_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("% on average", "%(평균)"), source: "default" }),
        korean: Korean {
            title: "작은 클래스가 없는 엔진의 시험용 사본",
            why: "Aurora는 RDS micro보다 큰 클래스에서 시작합니다. 어제의 스냅샷을 작은 인스턴스로 복원하면 저렴하고 현실적인 시험이 됩니다.",
            fix: "엔진이 맞으면 RDS micro/small, 최소 0~0.5 ACU의 Serverless v2를 쓰거나 시험 뒤에 삭제합니다.",
            silence: "운영과 똑같은 엔진 동작을 시험해야 하는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&rds_cluster::CAPACITY) == "provisioned" && item.is_set(&workload::CPU)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let class = item.text(&rds_cluster::INSTANCE_CLASS);
    if cx.is_production(item.component) {
        return;
    }
    let Some(average) = item.typed(&workload::CPU).filter(|it| *it < RULE.limit(cx)) else {
        return;
    };
    // Only the smallest class cannot simply be made smaller (another rule finds the others).
    let types = families::offer(item, &rds_cluster::INSTANCE_CLASS);
    let region = item.region();
    let smaller = families::smaller(cx.catalogue, class);
    let has_smaller = types.is_some_and(|types| {
        smaller
            .iter()
            .any(|name| families::hour(cx, region, &types, name).is_some())
    });
    if has_smaller {
        return;
    }
    let engine = match item.text(&rds_cluster::ENGINE) {
        "aurora-postgresql" => "postgres",
        _ => "mysql",
    };
    let saved = LazyCell::new(|| {
        saving::as_kind(
            cx,
            item,
            &db_instance::KIND,
            &[
                (&db_instance::ENGINE, Value::from(engine)),
                (&db_instance::INSTANCE_CLASS, Value::from(SMALL)),
                (
                    &db_instance::ALLOCATED_STORAGE,
                    Value::from(item.number(&rds_cluster::STORAGE_GB).max(LEAST_GB)),
                ),
            ],
        )
    });
    let evidence = seen(|language| {
        let (name, price, average) = (item.name(language), saved.told(language), short(average, 1));
        match language {
            Language::English => {
                format!(
                    "{name}: {class} for tests, {average}% used on average; as RDS {engine} on {SMALL} {price}"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 시험용 {class}, 평균 사용률 {average}%; RDS {engine} {SMALL}로는 {price}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

/// Small class of RDS that Aurora does not have.
const SMALL: &str = "db.t4g.micro";
/// Smallest volume of RDS (service-facts: RDS limit).
const LEAST_GB: f64 = 20.0;
