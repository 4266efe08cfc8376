//! On-Demand Capacity Reservations: capacity kept in a zone, billed like instances whether they run or not.
//!
//! Semantics: Amazon EC2 On-Demand pricing page ("priced exactly the same as their equivalent instance usage"). Instances
//! that run in a reservation are covered by it: draw either them or the part that stays unused.

use super::{fleet, instance, server};
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

fn instances(item: &Item<'_>) -> f64 {
    server::count(item, &instance::COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&server::TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    fleet::hours(cx, &server::Fleet::of(cx.item.instances()), bill);
}

/// The platform says which licence is included.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let platform = resource.text("instance_platform").unwrap_or_default();
    let system = match platform {
        name if name.starts_with("Windows") => "windows",
        name if name.starts_with("SUSE") => "suse",
        name if name.starts_with("Red Hat") || name.starts_with("RHEL") => "rhel",
        _ => "linux",
    };
    draft.set(&server::SYSTEM, system);
}

/// Capacity Reservation.
pub static KIND: Kind = Kind {
    name: "ec2_capacity_reservation",
    title: both("On-Demand Capacity Reservation", "온디맨드 용량 예약"),
    short: both("Capacity", "용량 예약"),
    doc: both(
        "Keeps capacity for an instance type in a zone. Billed like running instances, used or not; Savings Plans and \
         reservations apply. Draw it for the part that stays unused.",
        "가용 영역에서 인스턴스 유형의 용량을 확보합니다. 사용 여부와 관계없이 실행 중인 인스턴스처럼 과금되며 절감형 플랜과 예약이 적용됩니다. 사용하지 않는 부분만 그리세요.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::CALENDAR_CHECK,
    monogram: "CR",
    scope: Scope::Zonal,
    terraform: &["aws_ec2_capacity_reservation"],
    imports: &[Import::of("aws_ec2_capacity_reservation").read(read)],
    cloudformation: &["AWS::EC2::CapacityReservation"],
    drawio: "ec2",
    keywords: &["capacity", "reservation", "용량", "예약"],
    properties: &[
        &server::TYPE,
        &instance::COUNT,
        &server::SYSTEM,
        &server::TENANCY,
        &purchase::OPTION_COMMITTED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &server::EBS_OPTIMIZED,
    ],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn capacity_costs_what_instances_cost() {
        let bench = Bench::new("ec2_capacity_reservation")
            .region("us-east-1")
            .with("instance_type", "c5.large")
            .with("instance_count", 3.0);
        let lines = bench.lines();
        assert_eq!(lines.keys(), ["instance"]);
        // 3 × 730 h × $0.085 = $186.15.
        near(lines.total(), 186.15);
        let planned = bench
            .with("purchase_option", "savings_plan")
            .with("discount_percent", 100.0);
        near(planned.lines().total(), 0.0);
    }
}
