//! Serverless capacity of Aurora (ACU) and Neptune (NCU): two limits and the average between them that is billed.

use crate::catalog::amount::{Unit, units};
use crate::catalog::{Item, Problem, Property};
use crate::text::both;

/// Least capacity, an instance of the kind's own.
pub const fn least(unit: Unit, default: f64, min: f64, max: f64) -> Property {
    Property::number(
        "min_capacity",
        both("Minimum capacity", "최소 용량"),
        unit,
        default,
        min,
        max,
    )
    .doc(
        "Least capacity of each instance in steps of 0.5; 0, where the service takes it, lets it pause.",
        "인스턴스마다의 최소 용량이며 0.5 단위입니다. 0이 가능한 서비스에서는 일시 중지할 수 있습니다.",
    )
}

/// Most capacity.
pub const fn most(unit: Unit, default: f64, max: f64) -> Property {
    Property::number(
        "max_capacity",
        both("Maximum capacity", "최대 용량"),
        unit,
        default,
        1.0,
        max,
    )
    .doc(
        "Most capacity of each instance; also decides the number of connections.",
        "인스턴스마다의 최대 용량이며 연결 수도 이 값으로 정해집니다.",
    )
}

/// Average capacity.
pub const fn average(unit: Unit, max: f64) -> Property {
    Property::number(
        "average_capacity",
        both("Average capacity", "평균 용량"),
        unit,
        2.0,
        0.0,
        max,
    )
    .doc(
        "Capacity of each instance averaged over the month; kept between minimum and maximum.",
        "한 달 평균 인스턴스별 용량입니다. 최소와 최대 사이로 제한됩니다.",
    )
}

/// Average ACU of an Aurora instance of its own; 256 at most (service-facts: Aurora Serverless v2 limits).
pub const AVERAGE_ACU: Property = average(units::ACU, 256.0);

/// The average of an item between its two limits.
pub(super) fn between(
    item: &Item<'_>,
    least: &Property,
    most: &Property,
    average: &Property,
) -> f64 {
    let least = item.number(least);
    let most = item.number(most).max(least);
    item.number(average).clamp(least, most)
}

/// Limits in the wrong order, off the steps, or around another average.
pub(super) fn validate(
    item: &Item<'_>,
    problems: &mut Vec<Problem>,
    [least, most, average]: [&Property; 3],
) {
    let (low, high) = (item.number(least), item.number(most));
    if low > high {
        problems.push(Problem::of(
            least,
            "the minimum is above the maximum",
            "최소 용량이 최대 용량보다 큽니다",
        ));
    }
    for property in [least, most] {
        if item.number(property) % 0.5 != 0.0 {
            let unit = property.unit.en;
            problems.push(Problem::of(
                property,
                format!("capacity goes in steps of 0.5 {unit}"),
                format!("용량은 0.5 {unit} 단위입니다"),
            ));
        }
    }
    let mean = item.number(average);
    if item.is_set(average) && !(low..=high.max(low)).contains(&mean) {
        problems.push(Problem::of(
            average,
            "the average lies outside minimum and maximum",
            "평균 용량이 최소와 최대 사이에 있지 않습니다",
        ));
    }
}
