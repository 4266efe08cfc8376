//! Amazon ECS services: the tasks that run on average, on AWS Fargate or on EC2 instances; ECS itself is free.
//!
//! Semantics: Amazon ECS pricing page, AWS Fargate pricing page; limits: service-facts rows "ECS". Sizes and charges of
//! Fargate tasks stand in [`fargate`].

pub mod fargate;
mod terraform;

use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::scaling::{self, Scale};
use crate::catalog::compute::server;
use crate::catalog::containers::insights::{self, Part};
use crate::catalog::declared;
use crate::catalog::property::{all_of_the_month, choice, choice_in};
use crate::catalog::purchase;
use crate::catalog::terraform::Import;
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// What the tasks run on.
pub static LAUNCH_TYPE: Property = Property::choice(
    "launch_type",
    both("Launch type", "시작 유형"),
    "FARGATE",
    &[
        choice("FARGATE", "AWS Fargate"),
        choice_in("EC2", "EC2 instances", "EC2 인스턴스"),
        choice_in("EXTERNAL", "Own servers", "자체 서버"),
    ],
)
.doc(
    "Fargate bills the vCPU and memory of each task. On EC2 (also by capacity providers) the tasks are free; draw the Auto \
     Scaling group that carries them. Own servers (ECS Anywhere) are billed by the hour that they are registered.",
    "Fargate는 태스크의 vCPU와 메모리에 과금합니다. EC2(용량 공급자 포함)에서는 태스크가 무료이며, 태스크를 실행하는 Auto Scaling 그룹을 함께 그리세요. 자체 서버(ECS Anywhere)는 등록된 시간만큼 과금됩니다.",
);

/// Own servers of ECS Anywhere.
pub static EXTERNAL_INSTANCES: Property = Property::count(
    "external_instances",
    both("Registered servers", "등록된 서버"),
    units::INSTANCES,
    1.0,
    0.0,
    5_000.0,
)
.doc(
    "Own servers that are registered with the cluster.",
    "클러스터에 등록된 자체 서버 수입니다.",
)
.when(on_own_servers);

/// Tasks.
pub static DESIRED: Property = Property::count(
    "desired_count",
    both("Tasks", "태스크 수"),
    units::TASKS,
    2.0,
    0.0,
    5000.0,
)
.doc(
    "Tasks that run without a change in demand, spread over the zones of the service's tiles.",
    "수요 변화가 없을 때 실행되는 태스크 수입니다. 서비스의 타일이 있는 가용 영역에 분산됩니다.",
);

/// Smallest number of tasks.
pub static MIN: Property = Property::count(
    "min_capacity",
    both("Minimum tasks", "최소 태스크 수"),
    units::TASKS,
    2.0,
    0.0,
    5000.0,
)
.doc(
    "Tasks that run at least.",
    "최소로 실행되는 태스크 수입니다.",
);

/// Largest number of tasks.
pub static MAX: Property = Property::count(
    "max_capacity",
    both("Maximum tasks", "최대 태스크 수"),
    units::TASKS,
    4.0,
    0.0,
    5000.0,
)
.doc(
    "Tasks that run at most.",
    "최대로 실행되는 태스크 수입니다.",
);

/// Average number of tasks.
pub static AVERAGE: Property = Property::optional(
    "average_tasks",
    both("Average tasks", "평균 태스크 수"),
    units::TASKS,
    0.0,
    5000.0,
)
.doc(
    "Tasks that run on average over the month. If empty: what the average rate needs where the capacity of a task is \
     known, else the number of tasks.",
    "한 달 동안 평균적으로 실행되는 태스크 수입니다. 비워 두면 태스크 처리 용량을 아는 경우 평균 요청률에서 계산하고, 모르면 태스크 수를 씁니다.",
)
.if_empty(|item| SCALE.steady(item));

/// Hours in which tasks run.
pub static RUNNING_HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which the tasks run, if a schedule stops them; all of the month if empty.",
    "일정에 따라 중지하는 경우 태스크가 실행되는 월 시간입니다. 비워 두면 한 달 내내 실행됩니다.",
)
.when(on_fargate)
.if_empty(all_of_the_month);

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = Property::flag(
    "assign_public_ip",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    false,
)
.doc(
    "Each task has a public address, billed by the hour.",
    "태스크마다 퍼블릭 주소를 가지며 시간당 과금됩니다.",
)
.when(on_fargate);

/// Requests that one task serves.
pub static CAPACITY: Property = Property::optional(
    "requests_per_second_per_task",
    both("Capacity of a task", "태스크 처리 용량"),
    units::REQUESTS_PER_SECOND,
    0.001,
    1e9,
)
.doc(
    "Requests a second that one task serves before it is saturated, as measured by a load test.",
    "부하 테스트로 측정한, 태스크 하나가 포화되기 전까지 처리하는 초당 요청 수입니다.",
)
.secondary();

/// Container Insights.
pub static INSIGHTS: Property = Property::flag(
    "container_insights",
    both("Container Insights", "Container Insights"),
    false,
)
.doc(
    "Metrics of cluster, service and tasks, billed as custom metrics of CloudWatch.",
    "클러스터, 서비스, 태스크의 지표를 수집합니다. CloudWatch 사용자 지정 지표로 과금됩니다.",
)
.secondary();

/// Tasks that stay up while a deployment runs: 100% by default (service-facts: ECS default).
pub static MINIMUM_HEALTHY: Property = Property::count(
    "deployment_minimum_healthy_percent",
    both("Healthy during deployment", "배포 중 최소 정상 비율"),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the desired tasks that stay up while a new version is deployed.",
    "새 버전을 배포하는 동안 유지되는 태스크의 비율입니다.",
)
.secondary();

/// How long the slowest percent of the work takes.
pub static PROCESSING: Property = Property::optional(
    "p99_processing_seconds",
    both("Processing time, p99", "처리 시간 p99"),
    units::SECONDS,
    0.001,
    43_200.0,
)
.doc(
    "Seconds within which 99 of 100 messages or requests are done, as measured.",
    "메시지나 요청 100건 중 99건이 끝나는 시간(초)의 측정값입니다.",
)
.secondary();

/// Rollback of deployments that fail.
pub static CIRCUIT_BREAKER: Property = Property::flag(
    "deployment_circuit_breaker",
    both("Deployment rollback", "배포 롤백"),
    false,
)
.doc(
    "A deployment whose tasks do not start is rolled back by itself.",
    "태스크가 시작되지 않는 배포를 자동으로 되돌립니다.",
)
.secondary();

/// Whether callers find the tasks by name.
pub static SERVICE_CONNECT: Property = Property::flag(
    "service_connect",
    both("Service Connect", "Service Connect"),
    false,
)
.doc(
    "Other services call it through Service Connect, which knows its healthy tasks.",
    "다른 서비스가 정상 태스크를 아는 Service Connect를 통해 호출합니다.",
)
.secondary();

/// Privileged containers.
pub static PRIVILEGED: Property = Property::flag(
    "privileged",
    both("Privileged", "권한 있는 컨테이너"),
    false,
)
.doc(
    "Containers have the rights of the host's root. Not possible on Fargate.",
    "컨테이너가 호스트의 루트 권한을 가집니다. Fargate에서는 사용할 수 없습니다.",
)
.when(on_instances)
.secondary();

/// Read-only root file system.
pub static READ_ONLY_ROOT: Property = Property::flag(
    "readonly_root_filesystem",
    both("Read-only root", "읽기 전용 루트"),
    false,
)
.doc(
    "Containers cannot write to their root file system.",
    "컨테이너가 루트 파일 시스템에 쓸 수 없습니다.",
)
.secondary();

const SCALE: Scale = Scale {
    min: &MIN,
    max: &MAX,
    desired: &DESIRED,
    capacity: &CAPACITY,
    average: &AVERAGE,
};

/// Whether the tasks run on Fargate.
pub fn on_fargate(item: &Item<'_>) -> bool {
    item.text(&LAUNCH_TYPE) == "FARGATE"
}
fn on_own_servers(item: &Item<'_>) -> bool {
    item.text(&LAUNCH_TYPE) == "EXTERNAL"
}
fn on_instances(item: &Item<'_>) -> bool {
    !on_fargate(item)
}

fn instances(item: &Item<'_>) -> f64 {
    SCALE.desired(item)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(item.instances(), 0);
    if on_fargate(item) {
        return format!("{count} × {}", fargate::task_size(item));
    }
    let place = match (on_own_servers(item), language) {
        (false, _) => "EC2",
        (true, Language::English) => "own servers",
        (true, Language::Korean) => "자체 서버",
    };
    match language {
        Language::English if item.instances() == 1.0 => format!("1 task on {place}"),
        Language::English => format!("{count} tasks on {place}"),
        Language::Korean => format!("{place} 태스크 {count}개"),
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    SCALE.validate(item, problems);
    if on_fargate(item) {
        fargate::validate(item, problems);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let fleet = SCALE.fleet(cx);
    if on_fargate(item) {
        let hours = item
            .given(&RUNNING_HOURS)
            .map_or(cx.hours, |hours| hours.min(cx.hours));
        fargate::bill(cx, &fleet, hours, bill);
        if item.flag(&PUBLIC_ADDRESS) {
            bill.charge(
                "public_ipv4",
                both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
                Amount::hours(fleet.count, units::ADDRESSES, hours),
                Query::new("public_ipv4", "address_hour").with("state", "in-use"),
            )
            .from(fleet.source)
            .spend(Spend::Networking);
        }
    } else if on_own_servers(item) {
        bill.charge(
            "external",
            both("ECS Anywhere", "ECS Anywhere"),
            Amount::hours(item.number(&EXTERNAL_INSTANCES), units::INSTANCES, cx.hours),
            Query::new("fargate", "ecs_anywhere_instance_hour"),
        );
    } else {
        bill.free(
            "tasks",
            both("ECS tasks", "ECS 태스크"),
            Amount::plain(fleet.count, units::TASKS),
            both(
                "ECS is free; the instances that carry the tasks are billed",
                "ECS는 무료이며 태스크를 실행하는 인스턴스에 과금됩니다",
            ),
        )
        .from(fleet.source);
    }
    insights::bill(cx, bill, &REPORTING);
}

/// What reports metrics to Container Insights: the service, what its tasks are made of, and its cluster, which services
/// that share it count each; type the figure then.
const REPORTING: [Part; 3] = [
    (1.0, 8.0, "cluster", "클러스터"),
    (1.0, 11.0, "service", "서비스"),
    (1.0, 6.0, "task definition", "태스크 정의"),
];

/// ECS service.
pub static KIND: Kind = Kind {
    name: "ecs_service",
    title: both("Amazon ECS service", "Amazon ECS 서비스"),
    short: both("ECS service", "ECS 서비스"),
    doc: both(
        "Keeps a number of equal container tasks running and replaces broken ones. ECS itself is free: on Fargate one \
         pays for the vCPU and memory of the tasks by the second, on EC2 for the instances.",
        "동일한 컨테이너 태스크를 정해진 수만큼 실행하고 고장 나면 교체합니다. ECS 자체는 무료이며 Fargate에서는 태스크의 vCPU와 메모리가 초 단위로, EC2에서는 인스턴스가 과금됩니다.",
    ),
    category: Category::Containers,
    service: "AWS Fargate",
    spend: Spend::Compute,
    glyph: glyph::SHIPPING_CONTAINER,
    monogram: "ECS",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_ecs_service"],
    cloudformation: &["AWS::ECS::Service"],
    imports: &[Import::of("aws_ecs_service")
        .attributes(&[
            ("network_configuration.assign_public_ip", &PUBLIC_ADDRESS),
            ("deployment_circuit_breaker.rollback", &CIRCUIT_BREAKER),
        ])
        .read(terraform::read)],
    drawio: "ecs_service",
    keywords: &[
        "ecs",
        "fargate",
        "container",
        "docker",
        "task",
        "컨테이너",
        "도커",
    ],
    port: Some(80),
    properties: &[
        &LAUNCH_TYPE,
        &EXTERNAL_INSTANCES,
        &fargate::CPU,
        &fargate::MEMORY,
        &DESIRED,
        &MIN,
        &MAX,
        &AVERAGE,
        &fargate::ARCHITECTURE,
        &fargate::SYSTEM,
        &fargate::SPOT_SHARE,
        &fargate::SPOT_DISCOUNT,
        &fargate::STORAGE,
        &fargate::PURCHASE,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &RUNNING_HOURS,
        &PUBLIC_ADDRESS,
        &CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &scaling::METRIC,
        &INSIGHTS,
        &insights::METRICS,
        &MINIMUM_HEALTHY,
        &PROCESSING,
        &CIRCUIT_BREAKER,
        &PRIVILEGED,
        &READ_ONLY_ROOT,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
        &server::SOFTWARE,
        &workload::CPU,
        &workload::REQUEST_WORK,
        &workload::REMOTE_BUDGET,
        &workload::CACHEABLE,
        &workload::VIEWERS,
        &workload::DEFERRABLE,
        &SERVICE_CONNECT,
        &declared::STORE_ROLE,
        &declared::ID_STRATEGY,
        &declared::POOL_SIZE,
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
    fn four_tasks_in_seoul() {
        let bench = Bench::new("ecs_service")
            .with("cpu", 1.0)
            .with("memory", 4.0)
            .with("desired_count", 4.0)
            .with("ephemeral_storage", 50.0);
        assert_eq!(bench.key_fact(), "4 × 1 vCPU, 4 GB");
        let lines = bench.lines();
        assert_eq!(
            lines.query("vcpu"),
            "fargate vcpu_hour arch=x86_64;os=linux"
        );
        assert_eq!(
            lines.query("memory"),
            "fargate memory_gb_hour arch=x86_64;os=linux"
        );
        // 4 × 1 vCPU × 730 h × $0.04656 = $135.9552.
        near(lines.usd("vcpu"), 135.9552);
        // 4 × 4 GB × 730 h × $0.00511 = $59.6848.
        near(lines.usd("memory"), 59.6848);
        // 4 × 30 GB × 730 h × $0.000127 = $11.1252.
        near(lines.usd("storage"), 11.1252);
    }

    #[test]
    fn windows_pays_a_licence_and_arm_pays_less() {
        let windows = Bench::new("ecs_service")
            .with("cpu", 1.0)
            .with("memory", 2.0)
            .with("desired_count", 2.0)
            .with("operating_system_family", "WINDOWS")
            .with("assign_public_ip", true)
            .lines();
        // 2 × 1 × 730 h × $0.053544 = $78.17424; 2 × 2 GB × 730 h × $0.0058765 = $17.15938; licence
        // 2 × 730 h × $0.046 = $67.16; addresses 2 × 730 h × $0.005 = $7.30.
        near(windows.usd("vcpu"), 78.174_24);
        near(windows.usd("memory"), 17.159_38);
        near(windows.usd("license"), 67.16);
        near(windows.usd("public_ipv4"), 7.3);
        let arm = Bench::new("ecs_service")
            .with("cpu_architecture", "ARM64")
            .lines();
        // 2 × 0.5 vCPU × 730 h × $0.03725 = $27.1925.
        near(arm.usd("vcpu"), 27.1925);
    }

    #[test]
    fn only_the_sizes_that_fargate_has() {
        let bad = |cpu: f64, memory: f64| -> Vec<_> {
            Bench::new("ecs_service")
                .with("cpu", cpu)
                .with("memory", memory)
                .problems()
                .into_iter()
                .filter_map(|problem| problem.property)
                .collect()
        };
        for (cpu, memory) in [
            (0.25, 0.5),
            (0.25, 2.0),
            (0.5, 1.0),
            (4.0, 30.0),
            (8.0, 20.0),
            (16.0, 120.0),
        ] {
            assert!(bad(cpu, memory).is_empty(), "{cpu} {memory}");
        }
        for (cpu, memory) in [
            (0.25, 1.5),
            (0.25, 4.0),
            (0.5, 0.5),
            (1.0, 2.5),
            (8.0, 18.0),
            (16.0, 36.0),
        ] {
            assert_eq!(bad(cpu, memory), ["memory"], "{cpu} {memory}");
        }
        assert_eq!(bad(3.0, 8.0), ["cpu"]);
    }

    #[test]
    fn the_price_of_spot_is_missing_until_a_discount_is_typed() {
        let bench = Bench::new("ecs_service")
            .with("desired_count", 4.0)
            .with("spot_share_percent", 75.0);
        let lines = bench.lines();
        assert_eq!(lines.missing(), ["spot_vcpu", "spot_memory"]);
        // 1 task stays: 1 × 0.5 vCPU × 730 h; 3 are Spot.
        near(lines.quantity("vcpu"), 365.0);
        near(lines.quantity("spot_vcpu"), 1095.0);
        let known = bench.with("spot_discount_percent", 60.0).lines();
        // 1,095 vCPU-h × $0.04656 × 0.4 = $20.39328; 2,190 GB-h × $0.00511 × 0.4 = $4.47636.
        near(known.usd("spot_vcpu"), 20.393_28);
        near(known.usd("spot_memory"), 4.476_36);
    }

    #[test]
    fn a_savings_plan_covers_cpu_and_memory() {
        let plan = Bench::new("ecs_service").with("purchase_option", "savings_plan");
        assert_eq!(plan.lines().missing(), ["vcpu", "memory"]);
        let known = plan.with("discount_percent", 20.0);
        // 2 × 0.5 vCPU × 730 h × $0.04656 × 0.8 = $27.19104.
        near(known.lines().usd("vcpu"), 27.191_04);
        // All of it is paid upfront: nothing recurs.
        let upfront = known.with("payment_option", "all_upfront").lines();
        near(upfront.total(), 0.0);
    }

    #[test]
    fn the_average_follows_the_demand() {
        // 262,800,000 requests in 730 h are 100 a second; 50 × 60% = 30 a task: 3.33, so 4 run.
        let bench = Bench::new("ecs_service")
            .with("max_capacity", 10.0)
            .with("requests_per_second_per_task", 50.0)
            .incoming("application_load_balancer", 262_800_000.0, 1.0, 4.0);
        let lines = bench.lines();
        near(lines.quantity("vcpu"), 4.0 * 0.5 * 730.0);
        assert_eq!(lines.source("memory"), UsageSource::Derived);
        let typed = bench.with("average_tasks", 2.5).lines();
        near(typed.quantity("memory"), 2.5 * 730.0);
        assert_eq!(typed.source("memory"), UsageSource::Typed);
    }

    #[test]
    fn tasks_on_instances_are_free_and_hours_can_be_fewer() {
        let lines = Bench::new("ecs_service")
            .with("launch_type", "EC2")
            .with("assign_public_ip", true)
            .lines();
        assert_eq!(lines.keys(), ["tasks"]);
        near(lines.total(), 0.0);
        let own = Bench::new("ecs_service")
            .with("launch_type", "EXTERNAL")
            .with("external_instances", 3.0);
        // 3 × 730 h × $0.01025.
        near(own.lines().total(), 22.447_5);
        assert_eq!(own.key_fact(), "2 tasks on own servers");
        let office = Bench::new("ecs_service")
            .with("running_hours", 220.0)
            .lines();
        near(office.quantity("vcpu"), 220.0);
    }

    #[test]
    fn windows_needs_x86_and_a_whole_vcpu() {
        let windows = Bench::new("ecs_service")
            .with("operating_system_family", "WINDOWS")
            .with("cpu_architecture", "ARM64");
        let named: Vec<_> = windows
            .problems()
            .into_iter()
            .filter_map(|problem| problem.property)
            .collect();
        assert_eq!(named, ["cpu_architecture", "cpu"]);
    }
}
