//! COST031: Predictable peaks served by permanent capacity.

use crate::analysis::review::arrivals;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Property;
use crate::catalog::compute::{autoscaling_group, instance, scaling};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::database::dynamodb_table;
use crate::model::Value;
use crate::text::number::{Money, short};

rule! {
    /// Predictable peaks served by permanent capacity
    ///
    /// **Why.** The fleet is sized for two in the afternoon all night.
    ///
    /// **Fix.** Use scheduled scaling, also for a Spot spare group, together with target tracking.
    ///
    /// **When to silence it.** Servers take so long to start that they must wait for the peak.
    ///
    /// **References.** COST09-BP03; COST09-BP01; SUS02-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(300.0), hourly_profile: [1, 1, 1, 1, 1, 1, 1, 2, 6, 8, 8, 8, 8, 8, 8, 8, 8, 6, 4, 2, 1, 1, 1, 1])),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"desired_capacity": 14, "max_size": 14, "scaling_policy": "none", "requests_per_second_per_instance": 100}), // finding
    /// }, connections: {
    ///     "c": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(300.0), hourly_profile: [1, 1, 1, 1, 1, 1, 1, 2, 6, 8, 8, 8, 8, 8, 8, 8, 8, 6, 4, 2, 1, 1, 1, 1])),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"desired_capacity": 14, "max_size": 14, "scaling_policy": "scheduled", "requests_per_second_per_instance": 100}),
    /// }, connections: {
    ///     "c": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST031",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[
                &autoscaling_group::KIND,
                &dynamodb_table::KIND,
                &ecs_service::KIND,
                &eks_node_group::KIND,
            ], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 1.5, unit: both("× the average at the peak", "배(피크/평균)"), source: "default" }),
        korean: Korean {
            title: "상시 용량으로 처리하는 예측 가능한 최고 부하",
            why: "오후 두 시에 맞춘 용량을 밤새 유지하게 됩니다.",
            fix: "예약된 스케일링(스팟 여유 그룹에도)과 대상 추적을 함께 사용합니다.",
            silence: "시작하는 데 몇 분씩 걸려 미리 켜 두어야 하는 경우입니다.",
        },
    };
}

/// The sizes of a fleet: smallest, largest, average, and what one serves.
struct Sizes {
    min: &'static Property,
    max: &'static Property,
    average: &'static Property,
    capacity: &'static Property,
}

fn sizes(item: &Item<'_>) -> Sizes {
    if *item.kind == ecs_service::KIND {
        Sizes {
            min: &ecs_service::MIN,
            max: &ecs_service::MAX,
            average: &ecs_service::AVERAGE,
            capacity: &ecs_service::CAPACITY,
        }
    } else if *item.kind == eks_node_group::KIND {
        Sizes {
            min: &eks_node_group::MIN,
            max: &eks_node_group::MAX,
            average: &eks_node_group::AVERAGE,
            capacity: &instance::CAPACITY,
        }
    } else {
        Sizes {
            min: &autoscaling_group::MIN,
            max: &autoscaling_group::MAX,
            average: &autoscaling_group::AVERAGE,
            capacity: &instance::CAPACITY,
        }
    }
}

/// What follows the hours of the day instead, as a change of properties.
fn following(item: &Item<'_>, hours: &[f64; 24]) -> Vec<(&'static Property, Value)> {
    let mean = hours.iter().sum::<f64>() / 24.0;
    let peak = hours.iter().copied().fold(0.0, f64::max);
    if *item.kind == dynamodb_table::KIND {
        let part = if peak > 0.0 { mean / peak } else { 1.0 };
        let less = |property: &'static Property| {
            let capacity = (item.number(property) * part).ceil().max(1.0);
            (property, Value::from(capacity))
        };
        return [
            &dynamodb_table::READ_CAPACITY,
            &dynamodb_table::WRITE_CAPACITY,
        ]
        .map(less)
        .into();
    }
    let sizes = sizes(item);
    let Some(capacity) = item.typed(sizes.capacity).filter(|it| *it > 0.0) else {
        return Vec::new();
    };
    let target = item.number(&scaling::TARGET) / 100.0;
    let needed = hours.map(|rate| (rate / (capacity * target)).ceil().max(1.0));
    let average = needed.iter().sum::<f64>() / 24.0;
    vec![(sizes.average, Value::from(average))]
}

/// Whether the capacity stays the same all day.
fn is_permanent(item: &Item<'_>) -> bool {
    if *item.kind == dynamodb_table::KIND {
        return item.text(&dynamodb_table::BILLING_MODE) == "PROVISIONED"
            && !item.flag(&dynamodb_table::AUTO_SCALING);
    }
    let sizes = sizes(item);
    match item.text(&scaling::POLICY) {
        "scheduled" => false,
        "none" => true,
        _ => item.number(sizes.min) >= item.number(sizes.max),
    }
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    is_permanent(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(hours) = arrivals::hourly(cx, item) else {
        return;
    };
    let mean = hours.iter().sum::<f64>() / 24.0;
    let peak = hours.iter().copied().fold(0.0, f64::max);
    if mean <= 0.0 || peak / mean <= RULE.limit(cx) {
        return;
    }
    let changes = following(item, &hours);
    let saved = (!changes.is_empty()).then(|| saving::with(cx, item, &changes));
    if saved.is_some_and(|saved| saved.usd().is_some() && !saved.pays()) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let (peak, mean) = (short(peak, 1), short(mean, 1));
        let price = saved.map_or_else(
            || Money::USD.per_month(saving::monthly(cx, item), language),
            |saved| saved.told(language),
        );
        match language {
            Language::English => format!(
                "{name}: {peak} req/s in the busiest hour, {mean} on average, the same capacity all day; following the hours {price}"
            ),
            Language::Korean => format!(
                "{name}: 가장 바쁜 시간 {peak} req/s, 평균 {mean}, 하루 종일 같은 용량; 시간대를 따라가면 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}
