//! Amazon EC2 Auto Scaling groups: the average number of On-Demand instances, with their volumes; the group is free.
//!
//! Semantics: Amazon EC2 Auto Scaling pricing page ("no additional fees"), Amazon EC2 On-Demand pricing page.

use super::scaling::{self, Scale};
use super::{fleet, instance, launch, server, volume};
use crate::catalog::amount::units;
use crate::catalog::declared;
use crate::catalog::economics;
use crate::catalog::property::choice_in;
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Smallest size.
pub static MIN: Property = Property::count(
    "min_size",
    both("Minimum size", "최소 크기"),
    units::INSTANCES,
    2.0,
    0.0,
    10_000.0,
)
.doc(
    "Instances that run at least.",
    "최소로 실행되는 인스턴스 수입니다.",
);

/// Largest size.
pub static MAX: Property = Property::count(
    "max_size",
    both("Maximum size", "최대 크기"),
    units::INSTANCES,
    4.0,
    0.0,
    10_000.0,
)
.doc(
    "Instances that run at most.",
    "최대로 실행되는 인스턴스 수입니다.",
);

/// Desired size.
pub static DESIRED: Property = Property::count(
    "desired_capacity",
    both("Desired capacity", "원하는 용량"),
    units::INSTANCES,
    2.0,
    0.0,
    10_000.0,
)
.doc(
    "Instances that run without a change in demand, spread over the zones of the group's tiles.",
    "수요 변화가 없을 때 실행되는 인스턴스 수입니다. 그룹의 타일이 있는 가용 영역에 분산됩니다.",
);

/// Average size.
pub static AVERAGE: Property = Property::optional(
    "average_instances",
    both("Average instances", "평균 인스턴스 수"),
    units::INSTANCES,
    0.0,
    10_000.0,
)
.doc(
    "Instances that run on average over the month. If empty: what the average rate needs where the capacity of an \
     instance is known, else the desired capacity.",
    "한 달 동안 평균적으로 실행되는 인스턴스 수입니다. 비워 두면 인스턴스 처리 용량을 아는 경우 평균 요청률에서 계산하고, 모르면 원하는 용량을 씁니다.",
)
.if_empty(|item| SCALE.steady(item));

/// What decides that an instance is replaced.
pub static HEALTH_CHECK: Property = Property::choice(
    "health_check_type",
    both("Health check", "상태 확인"),
    "EC2",
    &[
        choice_in("EC2", "Instance status", "인스턴스 상태"),
        choice_in("ELB", "Load balancer", "로드 밸런서"),
    ],
)
.doc(
    "What decides that an instance is replaced: its own status, or the load balancer's check of the application as well.",
    "인스턴스를 교체하는 기준입니다. 인스턴스 자체 상태 또는 로드 밸런서의 애플리케이션 상태 확인입니다.",
)
.secondary();

/// On-Demand instances before any Spot instance.
pub static BASE: Property = Property::count(
    "on_demand_base_capacity",
    both("On-Demand base", "온디맨드 기본 용량"),
    units::INSTANCES,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Instances that are On-Demand (or covered by a commitment) before the share below is applied.",
    "아래 비율을 적용하기 전에 온디맨드(또는 약정)로 실행하는 인스턴스 수입니다.",
)
.secondary();

/// Share of On-Demand above the base.
pub static SHARE: Property = Property::number(
    "on_demand_percentage_above_base_capacity",
    both(
        "On-Demand above the base",
        "기본 용량 초과분의 온디맨드 비율",
    ),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the instances above the base that are On-Demand; the rest are Spot instances.",
    "기본 용량을 넘는 인스턴스 중 온디맨드의 비율입니다. 나머지는 스팟 인스턴스입니다.",
);

/// Units of capacity of one instance.
pub static WEIGHT: Property = Property::count(
    "weighted_capacity",
    both("Weight of an instance", "인스턴스 가중치"),
    units::NONE,
    1.0,
    1.0,
    999.0,
)
.doc(
    "Units of capacity that one instance counts for; the sizes of the group are in units, then.",
    "인스턴스 하나가 차지하는 용량 단위입니다. 이 경우 그룹의 크기는 단위로 셉니다.",
)
.secondary();

/// Whether AWS replaces Spot instances that are about to go; off by default (Amazon EC2 Auto Scaling API).
pub static CAPACITY_REBALANCE: Property = Property::flag(
    "capacity_rebalance",
    both("Capacity rebalancing", "용량 재분배"),
    false,
)
.doc(
    "A new Spot instance starts when AWS warns that one is at risk, before it is taken away.",
    "AWS가 스팟 인스턴스의 회수 위험을 알리면 회수되기 전에 새 인스턴스를 시작합니다.",
)
.when(has_spot)
.secondary();

/// Instances that wait, already started once.
pub static WARM_POOL: Property = Property::flag(
    "warm_pool_enabled",
    both("Warm pool", "웜 풀"),
    false,
)
.doc(
    "Stopped instances that have started once wait to join, so that scaling out takes seconds instead of minutes.",
    "한 번 시작한 뒤 중지된 인스턴스가 대기하여 스케일 아웃이 몇 분이 아니라 몇 초에 끝납니다.",
)
.secondary();

/// Where the group registers.
pub static TARGET_GROUP: Property = Property::text(
    "target_group",
    both("Target group", "대상 그룹"),
    "",
)
.doc(
    "Name of the load balancer's target group. Groups that state the same one share its requests.",
    "로드 밸런서의 대상 그룹 이름입니다. 같은 이름을 적은 그룹은 요청을 나누어 받습니다.",
)
.secondary();

/// How new versions reach the instances.
pub static DEPLOYMENT: Property = Property::choice(
    "deployment",
    both("Deployment", "배포"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시하지 않음"),
        choice_in(
            "static_hosts",
            "To a fixed list of hosts",
            "고정된 호스트 목록",
        ),
        choice_in("by_group", "To the group or by tag", "그룹 또는 태그 기준"),
        choice_in("new_image", "By a new image", "새 이미지로 교체"),
    ],
)
.doc(
    "How a new version of the application reaches the instances.",
    "애플리케이션의 새 버전을 인스턴스에 배포하는 방법입니다.",
)
.secondary();

/// Whether logs are saved before an instance goes.
pub static TERMINATION_HOOK: Property = Property::flag(
    "termination_hook",
    both("Logs saved at termination", "종료 시 로그 저장"),
    false,
)
.doc(
    "A lifecycle hook uploads the logs of an instance before it is terminated.",
    "수명 주기 후크가 인스턴스 종료 전에 로그를 업로드합니다.",
)
.secondary();

/// Price of a Spot instance, where there are some.
pub static SPOT_PRICE: Property = server::SPOT_PRICE.when(has_spot);

fn has_spot(item: &Item<'_>) -> bool {
    purchase::is_spot(item) || item.number(&SHARE) < 100.0
}

const SCALE: Scale = Scale {
    min: &MIN,
    max: &MAX,
    desired: &DESIRED,
    capacity: &instance::CAPACITY,
    average: &AVERAGE,
};

fn instances(item: &Item<'_>) -> f64 {
    SCALE.desired(item)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&server::TYPE))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    SCALE.validate(item, problems);
    server::validate(item, problems);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let mut fleet = SCALE.fleet(cx);
    let weight = item.number(&WEIGHT).max(1.0);
    let is_whole = fleet.count.fract() == 0.0;
    if weight > 1.0 {
        fleet.count /= weight;
        if is_whole {
            fleet.count = fleet.count.ceil();
        }
    }
    if !purchase::is_spot(item) {
        fleet.spot = spot_part(fleet.count, item.number(&BASE), item.number(&SHARE));
    }
    fleet::bill(cx, &fleet, bill);
}

/// Spot instances among `count`: what is above the base and not On-Demand. AWS rounds the On-Demand part up where the
/// size is whole (Amazon EC2 Auto Scaling user guide, "Allocation strategies").
fn spot_part(count: f64, base: f64, percent: f64) -> f64 {
    // Not left to arithmetic: 100 % of a fraction may be a hair less than all of it.
    if percent >= 100.0 {
        return 0.0;
    }
    let above = (count - base).max(0.0);
    let mut on_demand = above * percent / 100.0;
    if above.fract() == 0.0 {
        on_demand = (on_demand - 1e-9).ceil().max(0.0);
    }
    above - on_demand
}

/// Instances of `count` that are On-Demand (or covered by a commitment), the others being Spot instances.
pub fn on_demand(item: &Item<'_>, count: f64) -> f64 {
    if purchase::is_spot(item) {
        0.0
    } else {
        count - spot_part(count, item.number(&BASE), item.number(&SHARE))
    }
}

/// Instances as Terraform states them: the usage figure, else the desired capacity, else the smallest size, where
/// nothing stands for one. Mixed groups take the type and weight of their first override.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let usage = resource.usage().number("instances");
    let stated = resource
        .number("desired_capacity")
        .or_else(|| resource.number("min_size").map(|size| size.max(1.0)));
    let count = usage.or(stated).unwrap_or(1.0);
    draft.set(&DESIRED, count.ceil());
    let policy = "mixed_instances_policy";
    let first = format!("{policy}.launch_template.override.0");
    let weight = resource.number(&format!("{first}.weighted_capacity"));
    let weight = weight.filter(|weight| *weight > 1.0);
    if let Some(weight) = weight {
        draft.set(&WEIGHT, weight);
    }
    let instances = weight.map_or(count, |weight| (count / weight).ceil());
    launch::group(resource).set(instances, draft);
    if let Some(kind) = resource.text(&format!("{first}.instance_type")) {
        draft.set(&server::TYPE, kind);
    }
    if resource.has(policy) {
        for property in [&BASE, &SHARE] {
            let path = format!("{policy}.instances_distribution.{}", property.name);
            draft.copy(resource, &path, property);
        }
    }
    purchase::read(resource, draft);
}

const USAGE: &[(&str, &Property)] = &[
    ("instances", &AVERAGE),
    ("monthly_hrs", &server::RUNNING_HOURS),
    ("monthly_cpu_credit_hrs", &server::CREDIT_HOURS),
    ("vcpu_count", &server::VCPU_COUNT),
    ("operating_system", &server::SYSTEM),
    ("monthly_standard_io_requests", &volume::IO_REQUESTS),
];

/// Auto Scaling group.
pub static KIND: Kind = Kind {
    name: "autoscaling_group",
    title: both("Auto Scaling group", "Auto Scaling 그룹"),
    short: both("Auto Scaling", "Auto Scaling"),
    doc: both(
        "Equal EC2 instances over one or more zones whose number follows the demand; broken ones are replaced. The group \
         is free, its instances and volumes are not.",
        "하나 이상의 가용 영역에서 수요에 따라 수가 변하는 동일한 EC2 인스턴스입니다. 고장 난 인스턴스는 교체됩니다. 그룹은 무료이며 인스턴스와 볼륨은 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::ARROWS_OUT_SIMPLE,
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_autoscaling_group"],
    imports: &[Import::of("aws_autoscaling_group").usage(USAGE).read(read)],
    cloudformation: &["AWS::AutoScaling::AutoScalingGroup"],
    drawio: "auto_scaling2",
    keywords: &["asg", "ec2", "scaling", "fleet", "오토 스케일링", "서버"],
    port: Some(80),
    properties: &[
        &server::TYPE,
        &MIN,
        &DESIRED,
        &MAX,
        &AVERAGE,
        &server::SYSTEM,
        &purchase::OPTION,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &BASE,
        &SHARE,
        &SPOT_PRICE,
        &fleet::MIXED,
        &WEIGHT,
        &server::RUNNING_HOURS,
        &server::WEEKLY_HOURS,
        &volume::TYPE,
        &volume::SIZE,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &volume::SNAPSHOTS,
        &server::PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &server::TENANCY,
        &server::CPU,
        &server::CREDIT,
        &server::CREDIT_HOURS,
        &server::VCPU_COUNT,
        &server::EBS_OPTIMIZED,
        &economics::LANGUAGE,
        &economics::ARM_BUILDS,
        &economics::OPERATIONS_HOURS,
        &economics::OPERATIONS_RATE,
        &volume::IO_REQUESTS,
        &instance::CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &scaling::METRIC,
        &HEALTH_CHECK,
        &WARM_POOL,
        &CAPACITY_REBALANCE,
        &TARGET_GROUP,
        &declared::POOL_SIZE,
        &DEPLOYMENT,
        &TERMINATION_HOOK,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
        &server::SOFTWARE,
        &declared::STORE_ROLE,
        &declared::ID_STRATEGY,
        &server::IMDSV2,
        &volume::ENCRYPTED,
        &workload::SUSTAINED_IOPS,
        &workload::REQUEST_WORK,
        &workload::REMOTE_BUDGET,
        &workload::CACHEABLE,
        &workload::VIEWERS,
        &workload::BOOTSTRAP,
        &workload::MEMORY_NEEDED,
        &workload::GPU_SOFTWARE,
        &workload::GPU_USE,
        &workload::DEFERRABLE,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_group_without_spot_has_none_at_any_size() {
        // Averages of a day are fractions: 0.1 × 100 / 100 and its like are not exact.
        for hundredth in 1..2_000 {
            assert_eq!(
                super::spot_part(f64::from(hundredth) / 7.0, 0.0, 100.0),
                0.0
            );
            assert_eq!(
                super::spot_part(f64::from(hundredth) / 7.0, 2.0, 100.0),
                0.0
            );
        }
    }

    #[test]
    fn the_desired_size_is_billed_where_nothing_else_is_known() {
        let bench = Bench::new("autoscaling_group")
            .with("instance_type", "c7g.xlarge")
            .with("min_size", 4.0)
            .with("desired_capacity", 4.0)
            .with("max_size", 12.0)
            .incoming("application_load_balancer", 840e6, 1.0, 4.0);
        assert_eq!(bench.key_fact(), "4 × c7g.xlarge");
        let lines = bench.lines();
        assert_eq!(
            lines.query("instance"),
            "ec2 instance_hour instance_type=c7g.xlarge;os=linux;tenancy=shared"
        );
        // 4 × 730 h × $0.1632 = $476.544; 4 × 30 GiB × $0.0912 = $10.944.
        near(lines.usd("instance"), 476.544);
        near(lines.usd("volume"), 10.944);
        assert_eq!(lines.source("instance"), UsageSource::Fixed);
    }

    #[test]
    fn the_average_follows_the_demand_within_the_sizes() {
        // 262,800,000 requests in 730 h are 100 a second; 50 × 60% = 30 an instance: 3.33, so 4 run.
        let bench = |max: f64| {
            Bench::new("autoscaling_group")
                .with("max_size", max)
                .with("requests_per_second_per_instance", 50.0)
                .incoming("application_load_balancer", 262_800_000.0, 1.0, 4.0)
        };
        let lines = bench(10.0).lines();
        near(lines.quantity("instance"), 4.0 * 730.0);
        assert_eq!(lines.source("instance"), UsageSource::Derived);
        assert_eq!(
            lines.formula("instance"),
            "4 instances × 730 h (100 req/s / (50 req/s × 60%), within 2–10)"
        );
        near(bench(3.0).lines().quantity("instance"), 3.0 * 730.0);
        let fixed = bench(10.0).with("scaling_policy", "none").lines();
        near(fixed.quantity("instance"), 2.0 * 730.0);
        let typed = bench(10.0).with("average_instances", 2.5).lines();
        near(typed.quantity("instance"), 2.5 * 730.0);
        assert_eq!(typed.source("volume"), UsageSource::Typed);
    }

    #[test]
    fn sizes_must_agree() {
        let named = |min: f64, desired: f64, max: f64| -> Vec<_> {
            Bench::new("autoscaling_group")
                .with("min_size", min)
                .with("desired_capacity", desired)
                .with("max_size", max)
                .problems()
                .into_iter()
                .filter_map(|problem| problem.property)
                .collect()
        };
        assert!(named(2.0, 3.0, 4.0).is_empty());
        assert_eq!(named(5.0, 3.0, 4.0), ["min_size"]);
        assert_eq!(named(2.0, 5.0, 4.0), ["desired_capacity"]);
        assert_eq!(named(2.0, 1.0, 4.0), ["desired_capacity"]);
    }
}
