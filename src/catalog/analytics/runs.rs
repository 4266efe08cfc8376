//! Runs of Glue jobs and crawlers: their length, their hours in a month, their DPU-hours.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Property};
use crate::pricing::Query;
use crate::text::both;

const MINUTES_PER_HOUR: f64 = 60.0;

/// Length of a run.
pub static MINUTES: Property = Property::number(
    "minutes_per_run",
    both("Length of a run", "실행 시간"),
    units::MINUTES,
    10.0,
    0.0,
    43_200.0,
)
.doc(
    "Minutes that one run takes; short runs are billed for the service's least length.",
    "실행 한 번에 걸리는 분입니다. 짧은 실행은 서비스의 최소 시간으로 과금됩니다.",
);

/// Hours of all runs.
pub static HOURS: Property =
    Property::usage("run_hours", both("Hours of runs", "총 실행 시간"), units::HOURS).doc(
        "Hours of all runs in a month. Derived from incoming requests (each starts a run) and the length of a run.",
        "한 달 동안 모든 실행의 시간입니다. 들어오는 요청(요청마다 한 번 실행)과 실행 시간에서 계산합니다.",
    );

/// Charges the DPU-hours of runs that take `dpus` and are billed for `least` minutes or more.
pub(super) fn bill(cx: &BillCx<'_>, dpus: f64, least: f64, query: Query, bill: &mut Bill) {
    let minutes = cx.item.number(&MINUTES).max(least);
    let hours = cx.usage(&HOURS, cx.flows.requests() * minutes / MINUTES_PER_HOUR);
    let amount = Amount::product(
        units::DPU_HOURS,
        &[(hours.value, units::HOURS), (dpus, units::DPU)],
    );
    bill.charge("duration", both("Duration", "실행 시간"), amount, query)
        .from(hours.source);
}
