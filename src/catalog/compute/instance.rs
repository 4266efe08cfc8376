//! Amazon EC2 instances: hours by type, operating system and tenancy, with their EBS volumes and addresses.
//!
//! Semantics: Amazon EC2 On-Demand pricing page. Properties and charges that Auto Scaling groups share stand in
//! [`super::server`] and [`super::volume`].

use super::{fleet, launch, server, volume};
use crate::catalog::amount::units;
use crate::catalog::declared;
use crate::catalog::economics;
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Number of instances.
pub static COUNT: Property = Property::count(
    "instance_count",
    both("Instances", "인스턴스 수"),
    units::INSTANCES,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "How many equal instances the component stands for; at least one for each of its tiles.",
    "이 컴포넌트가 나타내는 동일한 인스턴스의 수입니다. 타일마다 최소 하나입니다.",
);

/// Price of a Spot instance, where that is the option.
pub static SPOT_PRICE: Property = server::SPOT_PRICE.when(purchase::is_spot);

/// Requests that one instance serves.
pub static CAPACITY: Property = Property::optional(
    "requests_per_second_per_instance",
    both("Capacity of an instance", "인스턴스 처리 용량"),
    units::REQUESTS_PER_SECOND,
    0.001,
    1e9,
)
.doc(
    "Requests a second that one instance serves before it is saturated, as measured by a load test.",
    "부하 테스트로 측정한, 인스턴스 하나가 포화되기 전까지 처리하는 초당 요청 수입니다.",
)
.secondary();

/// Protection against accidental termination.
pub static TERMINATION_PROTECTION: Property = Property::flag(
    "disable_api_termination",
    both("Termination protection", "종료 방지"),
    false,
)
.doc(
    "Refuses to terminate the instance by mistake.",
    "실수로 인스턴스를 종료하지 못하게 합니다.",
)
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    server::count(item, &COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&server::TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    fleet::bill(cx, &server::Fleet::of(cx.item.instances()), bill);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    launch::instance(resource).set(1.0, draft);
    // An Elastic IP address takes the place of the public address, and is billed itself.
    let elastic = [
        ("aws_eip", "instance"),
        ("aws_eip_association", "instance_id"),
    ];
    if elastic
        .iter()
        .any(|(kind, attribute)| !resource.referring(kind, attribute).is_empty())
    {
        draft.unset(&server::PUBLIC_ADDRESS);
    }
    purchase::read(resource, draft);
}

/// A Spot request. Its price is the highest that is paid, not what Spot capacity costs.
fn read_spot(resource: &Resource<'_>, draft: &mut Draft) {
    read(resource, draft);
    draft.set(&purchase::OPTION, "spot");
    draft.unset(&SPOT_PRICE);
}

/// Usage keys of everything that runs instances.
pub(in crate::catalog) const USAGE: &[(&str, &Property)] = &[
    ("monthly_hrs", &server::RUNNING_HOURS),
    ("monthly_cpu_credit_hrs", &server::CREDIT_HOURS),
    ("vcpu_count", &server::VCPU_COUNT),
    ("operating_system", &server::SYSTEM),
    ("monthly_standard_io_requests", &volume::IO_REQUESTS),
];

/// Whether AWS moves the instance to another host when its own fails; on by default (Amazon EC2 user guide, "Simplified
/// automatic recovery").
pub static AUTO_RECOVERY: Property = Property::flag(
    "auto_recovery",
    both("Automatic recovery", "자동 복구"),
    true,
)
.doc(
    "The instance starts again on another host when its own fails. Types with local disks and bare metal cannot.",
    "호스트에 장애가 나면 다른 호스트에서 다시 시작합니다. 로컬 디스크가 있는 유형과 베어 메탈은 지원하지 않습니다.",
)
.secondary();

/// EC2 instance.
pub static KIND: Kind = Kind {
    name: "instance",
    title: both("Amazon EC2 instance", "Amazon EC2 인스턴스"),
    short: both("EC2", "EC2"),
    doc: both(
        "Virtual server in one Availability Zone. Its hours are billed by type and operating system; its EBS volumes by \
         size, whether it runs or not.",
        "하나의 가용 영역에서 실행되는 가상 서버입니다. 유형과 운영 체제에 따라 시간당 과금되며, EBS 볼륨은 실행 여부와 관계없이 크기에 따라 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::COMPUTER_TOWER,
    scope: Scope::Zonal,
    network: Network::Instance,
    terraform: &["aws_instance", "aws_spot_instance_request"],
    imports: &[
        Import::of("aws_instance").usage(USAGE).read(read),
        Import::of("aws_spot_instance_request")
            .usage(USAGE)
            .read(read_spot),
    ],
    cloudformation: &["AWS::EC2::Instance"],
    drawio: "instance2",
    keywords: &[
        "ec2",
        "server",
        "virtual machine",
        "vm",
        "서버",
        "가상 머신",
    ],
    port: Some(80),
    properties: &[
        &server::TYPE,
        &COUNT,
        &server::SYSTEM,
        &purchase::OPTION,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &SPOT_PRICE,
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
        &economics::PEAK_UTILIZATION,
        &volume::IO_REQUESTS,
        &CAPACITY,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
        &server::SOFTWARE,
        &declared::STORE_ROLE,
        &declared::ID_STRATEGY,
        &declared::POOL_SIZE,
        &server::IMDSV2,
        &volume::ENCRYPTED,
        &TERMINATION_PROTECTION,
        &workload::SUSTAINED_IOPS,
        &workload::REQUEST_WORK,
        &workload::REMOTE_BUDGET,
        &workload::CACHEABLE,
        &workload::VIEWERS,
        &workload::MEMORY_NEEDED,
        &workload::GPU_SOFTWARE,
        &workload::GPU_USE,
        &workload::DEFERRABLE,
        &AUTO_RECOVERY,
    ],
    instances,
    key_fact,
    validate: server::validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_servers_with_volumes_in_seoul() {
        let bench = Bench::new("instance")
            .in_zones(2)
            .with("volume_size", 100.0)
            .with("volume_iops", 4000.0)
            .with("volume_throughput", 253.0)
            .with("snapshot_gb", 50.0)
            .with("monitoring", true)
            .with("associate_public_ip_address", true);
        assert_eq!(bench.key_fact(), "2 × m6i.large");
        let lines = bench.lines();
        assert_eq!(
            lines.query("instance"),
            "ec2 instance_hour instance_type=m6i.large;os=linux;tenancy=shared"
        );
        assert_eq!(lines.formula("instance"), "2 instances × 730 h");
        // 2 × 730 h × $0.118 = $172.28.
        near(lines.usd("instance"), 172.28);
        // 2 × 100 GiB × $0.0912 = $18.24.
        near(lines.usd("volume"), 18.24);
        // 2 × (4,000 - 3,000) IOPS × $0.0057 = $11.40.
        near(lines.usd("volume_iops"), 11.4);
        // 2 × (253 - 125) MiB/s × $46.6944 / 1,024 = $11.6736.
        near(lines.usd("volume_throughput"), 11.6736);
        // 50 GB × $0.05 = $2.50.
        near(lines.usd("snapshot"), 2.5);
        // 2 × 7 metrics × $0.30 = $4.20.
        near(lines.usd("monitoring"), 4.2);
        // 2 × 730 h × $0.005 = $7.30.
        near(lines.usd("public_ipv4"), 7.3);
        near(lines.total(), 227.5936);
    }

    #[test]
    fn a_schedule_shortens_the_hours_but_not_the_volume() {
        let lines = Bench::new("instance").with("running_hours", 200.0).lines();
        // 200 h × $0.118 = $23.60; 30 GiB × $0.0912 = $2.736.
        near(lines.usd("instance"), 23.6);
        near(lines.usd("volume"), 2.736);
    }

    #[test]
    fn the_tiers_of_io2_are_those_of_one_volume() {
        let lines = Bench::new("instance")
            .region("us-east-1")
            .with("instance_count", 2.0)
            .with("volume_type", "io2")
            .with("volume_size", 1000.0)
            .with("volume_iops", 40_000.0)
            .lines();
        assert_eq!(lines.quantity("volume_iops"), 80_000.0);
        // Each volume: 32,000 × $0.065 + 8,000 × $0.0455 = $2,080 + $364 = $2,444; two: $4,888.
        near(lines.usd("volume_iops"), 4888.0);
    }

    #[test]
    fn surplus_credits_cost_the_same_everywhere() {
        let bench = Bench::new("instance")
            .with("instance_type", "t3.medium")
            .with("average_cpu_percent", 50.0);
        let lines = bench.lines();
        // 1 × 2 vCPU × 730 h × (50% - 20%) = 438 vCPU-h.
        near(lines.quantity("surplus"), 438.0);
        // 438 vCPU-h × $0.05 = $21.90, on Windows × $0.096 = $42.048.
        near(lines.usd("surplus"), 21.9);
        let windows = bench.with("operating_system", "windows");
        near(windows.lines().usd("surplus"), 42.048);
        let bench = Bench::new("instance")
            .with("instance_type", "t3.medium")
            .with("average_cpu_percent", 50.0);
        let standard = bench.with("cpu_credits", "standard").lines();
        assert!(standard.find("surplus").is_none());
        let idle = Bench::new("instance")
            .with("instance_type", "t3.medium")
            .with("average_cpu_percent", 20.0)
            .lines();
        assert!(idle.find("surplus").is_none());
    }

    #[test]
    fn windows_needs_x86_and_volumes_have_limits() {
        let named = |bench: Bench| -> Vec<_> {
            let problems = bench.problems();
            problems.into_iter().filter_map(|p| p.property).collect()
        };
        assert!(named(Bench::new("instance")).is_empty());
        let windows = || Bench::new("instance").with("operating_system", "windows");
        assert!(named(windows()).is_empty());
        for arm in ["m7g.large", "c6gn.large", "t4g.micro", "a1.large"] {
            assert_eq!(
                named(windows().with("instance_type", arm)),
                ["operating_system"]
            );
        }
        assert!(named(windows().with("instance_type", "g4dn.xlarge")).is_empty());
        let volume = |kind: &str| Bench::new("instance").with("volume_type", kind);
        assert_eq!(named(volume("io1")), ["volume_iops"]);
        // 30 GiB × 50 IOPS = 1,500.
        assert!(named(volume("io1").with("volume_iops", 1500.0)).is_empty());
        assert_eq!(
            named(volume("io1").with("volume_iops", 1501.0)),
            ["volume_iops"]
        );
        // 3,000 IOPS × 0.25 MiB/s = 750 MiB/s.
        assert!(named(volume("gp3").with("volume_throughput", 750.0)).is_empty());
        assert_eq!(
            named(volume("gp3").with("volume_throughput", 751.0)),
            ["volume_throughput"]
        );
    }
}
