//! Fleets that grow and shrink: how many instances or tasks run on average.
//!
//! In: sizes, capacity of one instance and target utilisation; the rate of requests. Out: the average size. AWS bills the
//! hours of what runs, so the average size times the hours of the month is the bill (Amazon EC2 Auto Scaling user guide,
//! "Target tracking scaling policies").

use super::server::Fleet;
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{BillCx, Choice, Item, Problem, Property, UsageSource};
use crate::text::{Phrase, both, number};

/// Share of the capacity that target tracking holds.
pub static TARGET: Property = Property::number(
    "target_utilization",
    both("Target utilisation", "목표 사용률"),
    units::PERCENT,
    60.0,
    1.0,
    100.0,
)
.doc(
    "Share of its capacity that scaling keeps each instance or task at; the rest is headroom.",
    "스케일링이 유지하는 인스턴스 또는 태스크의 사용률입니다. 나머지는 여유 용량입니다.",
)
.secondary();

const POLICIES: &[Choice] = &[
    choice_in("target_tracking", "Target tracking", "대상 추적"),
    choice_in("step", "Step", "단계"),
    choice_in("scheduled", "Scheduled", "예약"),
    choice_in("none", "None", "없음"),
];

/// How the size follows the demand.
pub static POLICY: Property = Property::choice(
    "scaling_policy",
    both("Scaling policy", "스케일링 정책"),
    "target_tracking",
    POLICIES,
)
.doc(
    "How the size follows the demand. Without a policy it stays at the desired size.",
    "수요에 따라 크기를 조정하는 방식입니다. 정책이 없으면 원하는 크기로 유지됩니다.",
)
.secondary();

/// What the size follows.
pub static METRIC: Property = Property::choice(
    "scaling_metric",
    both("Scaling metric", "스케일링 지표"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("cpu", "Average CPU", "평균 CPU 사용률"),
        choice_in("network", "Network", "네트워크"),
        choice_in("requests", "Requests per target", "대상당 요청 수"),
        choice_in("backlog", "Backlog per worker", "작업자당 백로그"),
        choice_in("custom", "Own metric", "사용자 지정 지표"),
    ],
)
.doc(
    "The figure that the scaling policy follows.",
    "스케일링 정책이 따르는 지표입니다.",
)
.secondary();

/// The properties of a fleet.
pub(in crate::catalog) struct Scale {
    /// Smallest size.
    pub(in crate::catalog) min: &'static Property,
    /// Largest size.
    pub(in crate::catalog) max: &'static Property,
    /// Size without a change in demand.
    pub(in crate::catalog) desired: &'static Property,
    /// Requests a second that one instance or task serves.
    pub(in crate::catalog) capacity: &'static Property,
    /// Average size that the user types.
    pub(in crate::catalog) average: &'static Property,
}

impl Scale {
    /// Desired size; at least one for each tile that does not say how many stand there.
    pub(in crate::catalog) fn desired(&self, item: &Item<'_>) -> f64 {
        super::server::count(item, self.desired)
    }
    /// Sizes that contradict each other.
    pub(in crate::catalog) fn validate(&self, item: &Item<'_>, problems: &mut Vec<Problem>) {
        let (min, max) = (item.number(self.min), item.number(self.max));
        let desired = item.number(self.desired);
        if min > max {
            problems.push(Problem::of(
                self.min,
                format!("the smallest size {min} is above the largest size {max}"),
                format!("최소 크기 {min}이(가) 최대 크기 {max}보다 큽니다"),
            ));
        } else if desired < min || desired > max {
            problems.push(Problem::of(
                self.desired,
                format!("the desired size {desired} is not within {min} to {max}"),
                format!("원하는 크기 {desired}이(가) {min}~{max} 범위를 벗어납니다"),
            ));
        }
    }
    /// The desired size, where the size does not follow the demand.
    pub(in crate::catalog) fn steady(&self, item: &Item<'_>) -> Option<f64> {
        let follows = item.typed(self.capacity).is_some() && item.text(&POLICY) != "none";
        (!follows).then(|| self.desired(item))
    }
    /// Average size: what the user typed; else, if the capacity of one is known and a policy follows the demand, what
    /// the rate needs, within the sizes, on average over the hours of the day where the demand has a profile; else the
    /// desired size.
    pub(in crate::catalog) fn fleet(&self, cx: &BillCx<'_>) -> Fleet {
        let typed = cx.item.typed(self.average);
        // What the demand needs is told beside what is typed, to whom asks for the figures.
        if typed.is_none() || cx.log.is_some() {
            let fleet = self.untyped(cx);
            if fleet.source == UsageSource::Derived {
                cx.usage(self.average, fleet.count);
            }
            if typed.is_none() {
                return fleet;
            }
        }
        Fleet {
            source: UsageSource::Typed,
            ..Fleet::of(typed.unwrap_or_default())
        }
    }
    fn untyped(&self, cx: &BillCx<'_>) -> Fleet {
        let item = &cx.item;
        let desired = self.desired(item);
        // The rate comes last: a size that does not depend on it is that of all fleets like this one.
        let capacity = item.typed(self.capacity);
        let (Some(capacity), true) = (capacity, item.text(&POLICY) != "none") else {
            return Fleet::of(desired);
        };
        let rate = cx.flows.average().0;
        if rate <= 0.0 || rate.is_nan() {
            return Fleet::of(desired);
        }
        let target = item.number(&TARGET);
        let (min, max) = (item.number(self.min), item.number(self.max));
        let needed = |rate: f64| {
            let needed = (rate / (capacity * target / 100.0)).ceil();
            needed.min(max).max(min)
        };
        let hourly = cx.flows.hourly();
        let count = match &hourly {
            Some(hours) => hours.iter().map(|rate| needed(*rate)).sum::<f64>() / 24.0,
            None => needed(rate),
        };
        let words = |at: &str, by_hour: &str| {
            let rate = number::short(rate, 2);
            let by_hour = if hourly.is_some() { by_hour } else { "" };
            format!("{rate} req/s / ({capacity} req/s × {target}%), {at} {min}–{max}{by_hour}")
        };
        let words = Phrase::new(
            words("within", ", hour by hour"),
            words("범위", ", 시간대별"),
        );
        Fleet {
            count,
            source: UsageSource::Derived,
            words: Some(words),
            spot: 0.0,
        }
    }
}
