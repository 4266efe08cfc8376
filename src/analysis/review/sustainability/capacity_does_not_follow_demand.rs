//! SUS002: Capacity does not follow demand.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, scaling};
use crate::catalog::containers::ecs_service;
use crate::catalog::database::{dynamodb_table, rds_cluster};
use crate::text::number::short;

rule! {
    /// Capacity does not follow demand
    ///
    /// **Why.** Idle servers use energy for nothing.
    ///
    /// **Fix.** Scale with the demand (target tracking or a schedule), or take serverless capacity for what varies.
    ///
    /// **When to silence it.** The capacity waits for a failover of another Region or zone.
    ///
    /// **References.** SUS02-BP01; COST09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(20), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"scaling_policy": "none", "requests_per_second_per_instance": 100}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(20), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"scaling_policy": "target_tracking", "requests_per_second_per_instance": 100}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS002",
        pillar: Pillar::Sustainability,
        severity: Severity::Medium,
        check: each_where(&[&autoscaling_group::KIND, &ecs_service::KIND, &dynamodb_table::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 30.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "수요를 따라가지 않는 용량",
            why: "노는 서버는 헛되이 에너지를 씁니다.",
            fix: "수요에 따라 확장(대상 추적 또는 예약)하거나 변하는 부분에 서버리스 용량을 사용합니다.",
            silence: "다른 리전이나 가용 영역의 장애 조치를 위해 대기하는 용량인 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !follows(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let used = if *item.kind == dynamodb_table::KIND {
        units_used(cx, item)
    } else {
        load::on_average(cx, item)
    };
    let limit = out.rule().limit(cx);
    let Some(used) = used.filter(|used| used * 100.0 < limit) else {
        return;
    };
    let used = short(used * 100.0, 1);
    let evidence = || {
        phrase::about(
            item,
            format!("{used}% of the capacity used on average over the day, nothing scales"),
            format!("하루 평균 용량의 {used}% 사용, 스케일링 없음"),
        )
    };
    out.add([item.id], evidence);
}

/// Whether the capacity changes with the demand or the clock.
fn follows(item: &Item<'_>) -> bool {
    if *item.kind == dynamodb_table::KIND {
        item.text(&dynamodb_table::BILLING_MODE) != "PROVISIONED"
            || item.flag(&dynamodb_table::AUTO_SCALING)
    } else if *item.kind == rds_cluster::KIND {
        item.text(&rds_cluster::CAPACITY) != "provisioned"
    } else {
        let (least, most) = if *item.kind == ecs_service::KIND {
            (&ecs_service::MIN, &ecs_service::MAX)
        } else {
            (&autoscaling_group::MIN, &autoscaling_group::MAX)
        };
        item.text(&scaling::POLICY) != "none" && item.number(least) < item.number(most)
    }
}

/// Share of the provisioned units that reads and writes use on average.
fn units_used(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let reads = load::read_share(cx, item)?;
    let rate = cx.arrivals(item).average().0;
    let used = |units: f64, share: f64, capacity: f64| {
        if capacity > 0.0 {
            rate * share * units / capacity
        } else {
            0.0
        }
    };
    let read = used(
        dynamodb_table::units_per_read(item),
        reads,
        item.number(&dynamodb_table::READ_CAPACITY),
    );
    let write = used(
        dynamodb_table::units_per_write(item),
        1.0 - reads,
        item.number(&dynamodb_table::WRITE_CAPACITY),
    );
    Some(f64::max(read, write)).filter(|used| *used > 0.0)
}
