//! Charges of EC2 instances: hours by type and purchase option, surplus CPU credits, monitoring, addresses, volumes.
//!
//! In: an item with the properties of [`super::server`] and how many instances run on average. Semantics: Amazon EC2
//! On-Demand pricing page; baselines of T instances from `pricing/instance_specs.csv`; detailed monitoring is seven
//! metrics of CloudWatch for each instance, by the hour (Amazon CloudWatch pricing page).

use super::server::{self, Fleet, own};
use super::volume;
use crate::catalog::amount::{Amount, units};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::{Bill, BillCx, Charge, Item, Property, Spend, Tariff, UsageSource};
use crate::pricing::Query;
use crate::text::{Phrase, both};
use smallvec::{SmallVec, smallvec};

/// Metrics that detailed monitoring makes of one instance.
const DETAILED_METRICS: f64 = 7.0;

/// Types that pay by the hour to be EBS-optimized (Amazon EC2 user guide, "EBS optimization supported"); newer ones
/// include it, other old ones do not have it.
const EBS_SURCHARGE: [&str; 17] = [
    "c1.xlarge",
    "c3.xlarge",
    "c3.2xlarge",
    "c3.4xlarge",
    "g2.2xlarge",
    "i2.xlarge",
    "i2.2xlarge",
    "i2.4xlarge",
    "m1.large",
    "m1.xlarge",
    "m2.2xlarge",
    "m2.4xlarge",
    "m3.xlarge",
    "m3.2xlarge",
    "r3.xlarge",
    "r3.2xlarge",
    "r3.4xlarge",
];

/// Several instance types of one fleet.
pub static MIXED: Property = Property::text(
    "mixed_instances",
    both("Several instance types", "여러 인스턴스 유형"),
    "",
)
.doc(
    "Types that the fleet is made of, with their parts of the instances: `m6i.large=2, m6a.large=1`. If empty, all \
     instances have the instance type above.",
    "그룹을 이루는 인스턴스 유형과 비율입니다. 예: `m6i.large=2, m6a.large=1`. 비워 두면 모든 인스턴스가 위의 유형입니다.",
)
.secondary();

/// Keys of the lines of the first, second ... instance type.
const KEYS: [[&str; 4]; 6] = [
    ["instance", "spot", "surplus", "ebs_optimized"],
    ["instance_2", "spot_2", "surplus_2", "ebs_optimized_2"],
    ["instance_3", "spot_3", "surplus_3", "ebs_optimized_3"],
    ["instance_4", "spot_4", "surplus_4", "ebs_optimized_4"],
    ["instance_5", "spot_5", "surplus_5", "ebs_optimized_5"],
    ["instance_6", "spot_6", "surplus_6", "ebs_optimized_6"],
];

/// Instance types with the share of each; one as a rule.
type Types<'a> = SmallVec<[(&'a str, f64); 1]>;

/// The types of a fleet with the share of each, 0 to 1, in the order stated; at most six.
fn types<'a>(item: &Item<'a>) -> Types<'a> {
    if !item.is_set(&MIXED) {
        return smallvec![(item.text(own(item, &server::TYPE)), 1.0)];
    }
    let all: Types<'a> = item
        .text(&MIXED)
        .split(',')
        .filter_map(|part| {
            let (name, parts) = part.split_once('=').unwrap_or((part, "1"));
            let parts: f64 = parts.trim().parse().ok()?;
            let usable = !name.trim().is_empty() && parts > 0.0 && parts.is_finite();
            usable.then_some((name.trim(), parts))
        })
        .take(KEYS.len())
        .collect();
    let sum: f64 = all.iter().map(|(_, parts)| parts).sum();
    if all.is_empty() {
        return smallvec![(item.text(own(item, &server::TYPE)), 1.0)];
    }
    all.into_iter()
        .map(|(name, parts)| (name, parts / sum))
        .collect()
}

/// Charges of a fleet.
pub(in crate::catalog) fn bill(cx: &BillCx<'_>, fleet: &Fleet, bill: &mut Bill) {
    let first = bill.charges.len();
    hours(cx, fleet, bill);
    extras(cx, fleet.count, server::running_hours(cx), bill);
    volume::bill(cx, fleet.count, bill);
    for charge in &mut bill.charges[first..] {
        let is_own = charge.key == "volume_io" || charge.source == UsageSource::Typed;
        if !is_own {
            charge.source = fleet.source;
        }
    }
}

/// Hours of the instances of a fleet, with what they pay by the hour besides.
pub(in crate::catalog) fn hours(cx: &BillCx<'_>, fleet: &Fleet, bill: &mut Bill) {
    let item = &cx.item;
    let hours = server::running_hours(cx);
    let on_demand = (fleet.count - fleet.spot).max(0.0);
    for ((kind, share), keys) in types(item).into_iter().zip(KEYS) {
        if on_demand > 0.0 || fleet.spot <= 0.0 {
            let charge = instance_hours(cx, (keys[0], kind), on_demand * share, hours, bill);
            charge.amount.words = fleet.words.clone().map(|words| Box::new(words.into()));
            if item.text(&server::TENANCY) == "host" {
                charge.tariff = Tariff::Free(
                    both(
                        "runs on a Dedicated Host, which is billed itself",
                        "전용 호스트에서 실행되며 호스트가 과금됨",
                    )
                    .into(),
                );
            } else if purchase::is_spot(item) && item.typed(&server::SPOT_PRICE).is_some() {
                spot(item, kind, charge);
            } else {
                purchase::apply(cx, Rows::Ec2, charge);
            }
        }
        if fleet.spot > 0.0 {
            let charge = instance_hours(cx, (keys[1], kind), fleet.spot * share, hours, bill);
            spot(item, kind, charge);
        }
        surplus(cx, (keys[2], kind), fleet.count * share, hours, bill);
        ebs_optimized(item, (keys[3], kind), fleet.count * share, hours, bill);
    }
}

/// Hours of `count` instances of a type at the On-Demand price.
fn instance_hours<'b>(
    cx: &BillCx<'_>,
    (key, kind): (&'static str, &str),
    count: f64,
    hours: f64,
    bill: &'b mut Bill,
) -> &'b mut Charge {
    let item = &cx.item;
    bill.charge(
        key,
        both("Instance hours", "인스턴스 시간"),
        Amount::hours(count, units::INSTANCES, hours),
        Query::new("ec2", "instance_hour")
            .with("instance_type", kind)
            .with("os", item.text(own(item, &server::SYSTEM)))
            .with("tenancy", server::tenancy(item)),
    )
    .named(Phrase::new(
        ["Instance hours, ", kind].concat(),
        ["인스턴스 시간, ", kind].concat(),
    ))
}

/// Makes a charge one for Spot instances at the price that the user typed; without it the price is missing.
fn spot(item: &Item<'_>, kind: &str, charge: &mut Charge) {
    charge.name = Phrase::new(
        format!("{}, Spot", charge.name.en),
        format!("{}, 스팟", charge.name.ko),
    );
    charge.tariff = match item.typed(&server::SPOT_PRICE) {
        Some(usd) => Tariff::User {
            usd,
            source: server::SPOT_PRICE.name.to_owned(),
        },
        None => Tariff::Missing(format!("Spot price of {kind} (`spot_price` is not set)")),
    };
}

/// Monitoring and addresses.
fn extras(cx: &BillCx<'_>, count: f64, hours: f64, bill: &mut Bill) {
    let item = &cx.item;
    if item.flag(own(item, &server::MONITORING)) {
        let share = if cx.hours > 0.0 {
            hours / cx.hours
        } else {
            0.0
        };
        let factors = [
            (count * share, units::INSTANCES),
            (DETAILED_METRICS, units::METRICS),
        ];
        let derived = Amount::product(units::METRICS, &factors);
        let usage = cx.usage(&server::DETAILED_METRICS, derived.value);
        let is_typed = usage.source == UsageSource::Typed;
        bill.charge(
            "monitoring",
            both("Detailed monitoring", "세부 모니터링"),
            if is_typed {
                Amount::plain(usage.value, units::METRICS)
            } else {
                derived
            },
            Query::new("cloudwatch", "custom_metric_month"),
        )
        .from(usage.source)
        .spend(Spend::Observability);
    }
    if item.flag(own(item, &server::PUBLIC_ADDRESS)) {
        bill.charge(
            "public_ipv4",
            both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
            Amount::hours(count, units::ADDRESSES, hours),
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
        )
        .spend(Spend::Networking);
    }
}

/// What a few old types pay to be EBS-optimized.
fn ebs_optimized(
    item: &Item<'_>,
    (key, kind): (&'static str, &str),
    count: f64,
    hours: f64,
    bill: &mut Bill,
) {
    if !item.flag(&server::EBS_OPTIMIZED) {
        return;
    }
    let name = both("EBS-optimized hours", "EBS 최적화 시간");
    let amount = Amount::hours(count, units::INSTANCES, hours);
    if EBS_SURCHARGE.contains(&kind) {
        let query = Query::new("ec2", "ebs_optimized_hour").with("instance_type", kind);
        bill.charge(key, name, amount, query);
    } else {
        let reason = both(
            "no charge of its own for this type",
            "이 유형은 추가 요금 없음",
        );
        bill.free(key, name, amount, reason);
    }
}

/// Whether burstable instances go on above their baseline and pay for it.
fn is_unlimited(item: &Item<'_>, kind: &str) -> bool {
    if kind.starts_with("t2.") && !item.is_set(&server::CREDIT) {
        return false;
    }
    item.text(&server::CREDIT) == "unlimited"
}

/// Surplus vCPU-hours of burstable instances above their baseline: as typed, else from the average CPU.
fn surplus(
    cx: &BillCx<'_>,
    (key, kind): (&'static str, &str),
    count: f64,
    hours: f64,
    bill: &mut Bill,
) {
    let item = &cx.item;
    let Some((spec, baseline)) = cx
        .catalogue
        .spec(kind)
        .and_then(|spec| Some((spec, spec.baseline_percent?)))
    else {
        return;
    };
    if !is_unlimited(item, kind) {
        return;
    }
    let vcpu = (
        item.typed(&server::VCPU_COUNT).unwrap_or(spec.vcpu),
        units::VCPU,
    );
    let above = item.number(&server::CPU) - baseline;
    let count = (count, units::INSTANCES);
    let amount = match item.typed(&server::CREDIT_HOURS) {
        Some(hours) if hours > 0.0 => {
            Amount::product(units::VCPU_HOURS, &[count, vcpu, (hours, units::HOURS)])
        }
        None if above > 0.0 => Amount::product(
            units::VCPU_HOURS,
            &[
                count,
                vcpu,
                (hours, units::HOURS),
                (above / 100.0, units::NONE),
            ],
        )
        .because(Phrase::new(
            format!("above the baseline of {baseline}% a vCPU"),
            format!("vCPU당 기준 성능 {baseline}% 초과분"),
        )),
        _ => return,
    };
    bill.charge(
        key,
        both("Surplus CPU credits", "잉여 CPU 크레딧"),
        amount,
        Query::new("ec2", "surplus_cpu_credit_vcpu_hour")
            .with("family", kind.split('.').next().unwrap_or(kind))
            .with("os", item.text(own(item, &server::SYSTEM)))
            .global(),
    );
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_mixed_fleet_shares_its_instances_out() {
        let bench = Bench::new("autoscaling_group")
            .region("us-east-1")
            .with("desired_capacity", 10.0)
            .with("max_size", 20.0)
            .with("mixed_instances", "m5.large = 3, c5.large=1")
            .with("on_demand_base_capacity", 2.0)
            .with("on_demand_percentage_above_base_capacity", 25.0)
            .with("volume_size", 0.0);
        let lines = bench.lines();
        // 10 instances: 2 + 25% of 8 = 4 On-Demand, 6 Spot; three quarters of each are m5.large.
        near(lines.usd("instance"), 4.0 * 0.75 * 730.0 * 0.096);
        near(lines.usd("instance_2"), 4.0 * 0.25 * 730.0 * 0.085);
        assert_eq!(lines.missing(), ["spot", "spot_2"]);
        let lines = bench.with("spot_price", 0.04).lines();
        near(lines.usd("spot") + lines.usd("spot_2"), 6.0 * 730.0 * 0.04);
    }

    #[test]
    fn weights_and_weekly_schedules() {
        let lines = Bench::new("autoscaling_group")
            .with("desired_capacity", 5.0)
            .with("max_size", 8.0)
            .with("weighted_capacity", 2.0)
            .with("running_hours_per_week", 42.0)
            .lines();
        // 5 units / 2 = 2.5, so 3 instances; 42 of 168 hours are a quarter of the month: 182.5 h.
        near(lines.quantity("instance"), 3.0 * 182.5);
        // Volumes stay.
        near(lines.quantity("volume"), 90.0);
    }

    #[test]
    fn old_types_pay_to_be_ebs_optimized_and_t2_is_standard() {
        let bench = |kind: &str| {
            Bench::new("instance")
                .region("us-east-1")
                .with("instance_type", kind)
                .with("ebs_optimized", true)
                .with("monthly_cpu_credit_hrs", 100.0)
        };
        // 730 h × $0.02 = $14.60.
        near(bench("r3.xlarge").lines().usd("ebs_optimized"), 14.6);
        near(bench("m5.large").lines().usd("ebs_optimized"), 0.0);
        assert!(bench("t2.medium").lines().find("surplus").is_none());
        let t2 = bench("t2.medium").with("cpu_credits", "unlimited");
        // 2 vCPU × 100 h × $0.05 = $10.
        near(t2.lines().usd("surplus"), 10.0);
        near(bench("t3.medium").lines().usd("surplus"), 10.0);
        near(
            bench("t3.medium")
                .with("vcpu_count", 4.0)
                .lines()
                .usd("surplus"),
            20.0,
        );
    }

    #[test]
    fn magnetic_volumes_pay_for_requests_and_hosts_for_instances() {
        let lines = Bench::new("instance")
            .region("us-east-1")
            .with("tenancy", "host")
            .with("volume_type", "standard")
            .with("volume_size", 20.0)
            .with("monthly_standard_io_requests", 1e6)
            .lines();
        near(lines.usd("instance"), 0.0);
        // 20 GiB × $0.05 = $1; 1 million × $0.00000005 = $0.05.
        near(lines.usd("volume"), 1.0);
        near(lines.usd("volume_io"), 0.05);
    }
}
