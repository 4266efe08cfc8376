//! Amazon ECS services on AWS Fargate: vCPU-hours and GB-hours of the tasks; ECS itself is free.
//!
//! Semantics: AWS Fargate pricing page; sizes of tasks: service-facts rows "Fargate,limit" (Amazon ECS developer guide,
//! 2023-06-15).

use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::scaling::{self, Scale};
use crate::catalog::compute::server;
use crate::catalog::property::choice;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// GB of ephemeral storage that every task includes.
const STORAGE_INCLUDED: f64 = 20.0;
/// vCPU of a task; least and most GB of memory, and the step between, that Fargate offers with it.
const SIZES: &[(f64, f64, f64, f64)] = &[
    (0.25, 0.5, 2.0, 0.5),
    (0.5, 1.0, 4.0, 1.0),
    (1.0, 2.0, 8.0, 1.0),
    (2.0, 4.0, 16.0, 1.0),
    (4.0, 8.0, 30.0, 1.0),
    (8.0, 16.0, 60.0, 4.0),
    (16.0, 32.0, 120.0, 8.0),
];

/// vCPU of a task.
pub static CPU: Property = Property::number(
    "cpu",
    both("vCPU per task", "태스크당 vCPU"),
    units::VCPU,
    0.5,
    0.25,
    16.0,
)
.doc(
    "0.25, 0.5, 1, 2, 4, 8 or 16; decides which memory sizes there are.",
    "0.25, 0.5, 1, 2, 4, 8, 16 중 하나이며 선택 가능한 메모리 크기를 결정합니다.",
);

/// Memory of a task.
pub static MEMORY: Property = Property::number(
    "memory",
    both("Memory per task", "태스크당 메모리"),
    units::GB,
    1.0,
    0.5,
    120.0,
)
.doc(
    "Memory of a task, within what Fargate offers for its vCPU.",
    "태스크의 메모리로, Fargate가 해당 vCPU에 제공하는 범위 안이어야 합니다.",
);

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
);

/// Architecture of the tasks.
pub static ARCHITECTURE: Property = Property::choice(
    "cpu_architecture",
    both("Architecture", "아키텍처"),
    "X86_64",
    &[choice("X86_64", "x86"), choice("ARM64", "Arm (Graviton)")],
)
.doc("Arm costs about a fifth less.", "Arm은 약 20% 저렴합니다.");

/// Operating system of the tasks.
pub static SYSTEM: Property = Property::choice(
    "operating_system_family",
    both("Operating system", "운영 체제"),
    "LINUX",
    &[
        choice("LINUX", "Linux"),
        choice("WINDOWS", "Windows Server"),
    ],
)
.doc(
    "Windows adds a licence for each vCPU-hour.",
    "Windows는 vCPU-시간마다 라이선스 요금이 추가됩니다.",
);

/// Ephemeral storage of a task.
pub static STORAGE: Property = Property::count(
    "ephemeral_storage",
    both("Ephemeral storage", "임시 스토리지"),
    units::GIB,
    20.0,
    20.0,
    200.0,
)
.doc(
    "Storage of a task that vanishes with it; 20 GiB are included.",
    "태스크와 함께 사라지는 스토리지입니다. 20GiB는 포함되어 있습니다.",
);

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = Property::flag(
    "assign_public_ip",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    false,
)
.doc(
    "Each task has a public address, billed by the hour.",
    "태스크마다 퍼블릭 주소를 가지며 시간당 과금됩니다.",
);

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
    "Metrics of cluster, service and tasks; they are custom metrics of CloudWatch and belong on a metrics component.",
    "클러스터, 서비스, 태스크의 지표를 수집합니다. CloudWatch 사용자 지정 지표이므로 지표 컴포넌트에 추가하세요.",
)
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

fn instances(item: &Item<'_>) -> f64 {
    SCALE.desired(item)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let figure = |value: f64| number::short(value, 2);
    let (cpu, memory) = (item.number(&CPU), item.number(&MEMORY));
    format!(
        "{} × {} vCPU, {} GB",
        figure(item.instances()),
        figure(cpu),
        figure(memory)
    )
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    SCALE.validate(item, problems);
    let windows = item.text(&SYSTEM) == "WINDOWS";
    if windows && item.text(&ARCHITECTURE) == "ARM64" {
        problems.push(Problem::of(
            &ARCHITECTURE,
            "Windows tasks run on x86 only",
            "Windows 태스크는 x86에서만 실행됩니다",
        ));
    }
    let (cpu, memory) = (item.number(&CPU), item.number(&MEMORY));
    let Some(&(_, least, most, step)) = SIZES.iter().find(|size| size.0 == cpu) else {
        problems.push(Problem::of(
            &CPU,
            format!("Fargate has no tasks of {cpu} vCPU: use 0.25, 0.5, 1, 2, 4, 8 or 16"),
            format!("Fargate에는 {cpu} vCPU 태스크가 없습니다. 0.25, 0.5, 1, 2, 4, 8, 16 중에서 선택하세요"),
        ));
        return;
    };
    // 0.25 vCPU come with 0.5, 1 or 2 GB, not with 1.5.
    let odd = cpu == 0.25 && memory == 1.5;
    let steps = (memory - least) / step;
    if memory < least || memory > most || steps.fract() != 0.0 || odd {
        problems.push(Problem::of(
            &MEMORY,
            format!("{cpu} vCPU come with {least} to {most} GB in steps of {step} GB"),
            format!("{cpu} vCPU에는 {least}~{most}GB를 {step}GB 단위로 설정할 수 있습니다"),
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let fleet = SCALE.fleet(cx);
    let windows = item.text(&SYSTEM) == "WINDOWS";
    let arch = if item.text(&ARCHITECTURE) == "ARM64" {
        "arm64"
    } else {
        "x86_64"
    };
    let sized = |name| {
        Query::new("fargate", name)
            .with("arch", arch)
            .with("os", if windows { "windows" } else { "linux" })
    };
    let tasks = |of: f64, unit, each| {
        Amount::product(
            unit,
            &[
                (fleet.count, units::TASKS),
                (of, each),
                (cx.hours, units::HOURS),
            ],
        )
    };
    let cpu = item.number(&CPU);
    let mut vcpu_hours = tasks(cpu, units::VCPU_HOURS, units::VCPU);
    vcpu_hours.words.clone_from(&fleet.words);
    bill.charge(
        "vcpu",
        both("vCPU hours", "vCPU 시간"),
        vcpu_hours,
        sized("vcpu_hour"),
    );
    bill.charge(
        "memory",
        both("Memory", "메모리"),
        tasks(item.number(&MEMORY), units::GB_HOURS, units::GB),
        sized("memory_gb_hour"),
    );
    if windows {
        bill.charge(
            "license",
            both("Windows licence", "Windows 라이선스"),
            tasks(cpu, units::VCPU_HOURS, units::VCPU),
            Query::new("fargate", "os_license_vcpu_hour").with("os", "windows"),
        );
    }
    let storage = item.number(&STORAGE) - STORAGE_INCLUDED;
    if storage > 0.0 {
        bill.charge(
            "storage",
            both("Ephemeral storage", "임시 스토리지"),
            tasks(storage, units::GB_HOURS, units::GB)
                .because(both("above the 20 GB included", "포함된 20GB 초과분")),
            Query::new("fargate", "ephemeral_storage_gb_hour"),
        );
    }
    if item.flag(&PUBLIC_ADDRESS) {
        bill.charge(
            "public_ipv4",
            both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
            Amount::hours(fleet.count, units::ADDRESSES, cx.hours),
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
        )
        .spend(Spend::Networking);
    }
    for charge in &mut bill.charges {
        charge.source = fleet.source;
    }
}

/// ECS service on Fargate.
pub static KIND: Kind = Kind {
    name: "ecs_service",
    title: both(
        "Amazon ECS service on Fargate",
        "Fargate의 Amazon ECS 서비스",
    ),
    short: both("ECS Fargate", "ECS Fargate"),
    doc: both(
        "Containers that run without servers to keep. Billed for the vCPU and memory of the tasks by the second; ECS \
         itself is free.",
        "서버를 관리하지 않고 실행하는 컨테이너입니다. 태스크의 vCPU와 메모리가 초 단위로 과금되며 ECS 자체는 무료입니다.",
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
    drawio: "fargate",
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
        &CPU,
        &MEMORY,
        &DESIRED,
        &MIN,
        &MAX,
        &AVERAGE,
        &ARCHITECTURE,
        &SYSTEM,
        &STORAGE,
        &PUBLIC_ADDRESS,
        &CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &INSIGHTS,
        &READ_ONLY_ROOT,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::SOFTWARE,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
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
}
