//! CPU credits of burstable database instances (`db.t3`, `db.t4g`), which are always in unlimited mode: what they use
//! above their baseline over a day is billed for each vCPU-hour.
//!
//! Semantics: pricing pages of Amazon RDS, Aurora, DocumentDB and Neptune, section on CPU credits.

use crate::catalog::amount::units;
use crate::catalog::{Bill, BillCx, Property, UsageSource};
use crate::pricing::Query;
use crate::text::both;

/// Hours above the baseline.
pub const CPU_CREDIT_HOURS: Property = Property::optional(
    "monthly_cpu_credit_hrs",
    both("Hours above baseline", "기준선 초과 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours in the month that every vCPU runs above its baseline with no credits left. Left out: none.",
    "크레딧을 모두 쓴 상태에서 모든 vCPU가 기준선을 넘는 월 시간입니다. 비워 두면 없는 것으로 봅니다.",
)
.secondary();

/// Whether a class is burstable with unlimited credits.
pub(super) fn is_burstable(class: &str) -> bool {
    class.starts_with("db.t3.") || class.starts_with("db.t4g.")
}

/// The line of CPU credits of `vcpu` vCPU of a burstable class.
pub(super) fn bill(
    bill: &mut Bill,
    cx: &BillCx<'_>,
    class: &str,
    vcpu: Option<f64>,
    service: &'static str,
) {
    let hours = cx.item.typed(&CPU_CREDIT_HOURS).unwrap_or(0.0);
    if hours <= 0.0 || !is_burstable(class) {
        return;
    }
    let query = Query::new(service, "cpu_credit_vcpu_hour");
    // The price of RDS is the same in all Regions.
    let query = if service == "rds" {
        query.global()
    } else {
        query
    };
    let name = both("CPU credits", "CPU 크레딧");
    super::vcpu_hours(bill, "cpu_credits", name, vcpu, hours, query).from(UsageSource::Typed);
}
