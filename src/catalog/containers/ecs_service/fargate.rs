//! AWS Fargate: the size of a task and what its hours cost.
//!
//! In: size, architecture, operating system and Spot share of the tasks and how many run on average; out: charges.
//! Semantics: AWS Fargate pricing page; sizes: service-facts rows "Fargate" (Amazon ECS developer guide, 2023-06-15) and
//! the ECS API reference (`RegisterTaskDefinition`, `RuntimePlatform`).

use super::on_fargate;
use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::server::Fleet;
use crate::catalog::property::choice;
use crate::catalog::purchase::{self, Rows};
use crate::catalog::{Bill, BillCx, Charge, Item, Problem, Property, Unit};
use crate::pricing::Query;
use crate::text::{Bilingual, both, number};

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
    "0.25, 0.5, 1, 2, 4, 8 or 16; decides which memory sizes there are. Billed by the second, from the download of the \
     image to the end of the task.",
    "0.25, 0.5, 1, 2, 4, 8, 16 중 하나이며 선택 가능한 메모리 크기를 결정합니다. 이미지 다운로드부터 태스크 종료까지 초 단위로 과금됩니다.",
)
.when(on_fargate);

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
)
.when(on_fargate);

/// Architecture of the tasks.
pub static ARCHITECTURE: Property = Property::choice(
    "cpu_architecture",
    both("Architecture", "아키텍처"),
    "X86_64",
    &[choice("X86_64", "x86"), choice("ARM64", "Arm (Graviton)")],
)
.doc("Arm costs about a fifth less.", "Arm은 약 20% 저렴합니다.")
.when(on_fargate);

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
    "Windows adds a licence for each vCPU-hour; it needs x86 and 1, 2 or 4 vCPU.",
    "Windows는 vCPU-시간마다 라이선스 요금이 추가되며 x86과 1, 2, 4 vCPU만 지원합니다.",
)
.when(on_fargate);

/// Ephemeral storage of a task: 20 GiB by default, 200 GiB at most (service-facts: Fargate default and limit).
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
)
.when(on_fargate);

/// Share of the tasks on spare capacity.
pub static SPOT_SHARE: Property = Property::number(
    "spot_share_percent",
    both("Fargate Spot share", "Fargate Spot 비율"),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of the tasks that run on spare capacity, which AWS may take back with two minutes' notice. Linux only.",
    "여유 용량에서 실행되는 태스크의 비율입니다. AWS가 2분 전에 알리고 회수할 수 있습니다. Linux만 지원합니다.",
)
.when(can_spot);

/// Discount of Spot tasks. The catalogue has no Spot prices; AWS names up to 70% (AWS Fargate pricing page).
pub static SPOT_DISCOUNT: Property = Property::optional(
    "spot_discount_percent",
    both("Fargate Spot discount", "Fargate Spot 할인율"),
    units::PERCENT,
    0.0,
    70.0,
)
.doc(
    "What Spot tasks cost less than others, as you see it on the pricing page of the day: up to 70%. Left out, the price \
     of the Spot share is missing.",
    "요금 페이지에서 확인한 Spot 태스크의 할인율이며 최대 70%입니다. 비워 두면 Spot 비율의 가격을 알 수 없는 것으로 표시됩니다.",
)
.when(can_spot);

/// How the hours on Fargate are paid: On-Demand or under a Savings Plan. Spot has its own share.
pub static PURCHASE: Property = purchase::OPTION_PLAN.when(on_fargate);

fn is_windows(item: &Item<'_>) -> bool {
    item.text(&SYSTEM) == "WINDOWS"
}
fn can_spot(item: &Item<'_>) -> bool {
    on_fargate(item) && !is_windows(item)
}

/// Size of a task in words: `0.5 vCPU, 1 GB`.
pub(super) fn task_size(item: &Item<'_>) -> String {
    let figure = |property| number::short(item.number(property), 2);
    format!("{} vCPU, {} GB", figure(&CPU), figure(&MEMORY))
}

/// Sizes that Fargate does not offer.
pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let cpu = item.number(&CPU);
    if is_windows(item) {
        if item.text(&ARCHITECTURE) == "ARM64" {
            problems.push(Problem::of(
                &ARCHITECTURE,
                "Windows tasks run on x86 only",
                "Windows 태스크는 x86에서만 실행됩니다",
            ));
        }
        // Less than 1 vCPU is refused for Windows; 8 and 16 need the Linux platform (ECS API reference).
        if !(1.0..=4.0).contains(&cpu) {
            problems.push(Problem::of(
                &CPU,
                "Windows tasks have 1, 2 or 4 vCPU",
                "Windows 태스크는 1, 2, 4 vCPU만 지원합니다",
            ));
        }
    }
    check_size(item, &CPU, &MEMORY, problems);
}

/// Sizes of vCPU and memory that Fargate does not offer, for tasks and pods.
pub(in crate::catalog::containers) fn check_size(
    item: &Item<'_>,
    cpu_property: &Property,
    memory_property: &Property,
    problems: &mut Vec<Problem>,
) {
    let (cpu, memory) = (item.number(cpu_property), item.number(memory_property));
    let Some(&(_, least, most, step)) = SIZES.iter().find(|size| size.0 == cpu) else {
        problems.push(Problem::of(
            cpu_property,
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
            memory_property,
            format!("{cpu} vCPU come with {least} to {most} GB in steps of {step} GB"),
            format!("{cpu} vCPU에는 {least}~{most}GB를 {step}GB 단위로 설정할 수 있습니다"),
        ));
    }
}

/// Charges of the tasks that run on average in `hours` of the month.
pub(super) fn bill(cx: &BillCx<'_>, fleet: &Fleet, hours: f64, bill: &mut Bill) {
    let item = &cx.item;
    let first = bill.charges.len();
    let spot = if can_spot(item) {
        item.number(&SPOT_SHARE) / 100.0
    } else {
        0.0
    };
    if spot < 1.0 {
        resources(
            item,
            fleet.count * (1.0 - spot),
            hours,
            bill,
            [
                ("vcpu", both("vCPU hours", "vCPU 시간")),
                ("memory", both("Memory", "메모리")),
            ],
            Some(1.0),
        );
    }
    if spot > 0.0 {
        resources(
            item,
            fleet.count * spot,
            hours,
            bill,
            [
                ("spot_vcpu", both("vCPU hours, Spot", "vCPU 시간(Spot)")),
                ("spot_memory", both("Memory, Spot", "메모리(Spot)")),
            ],
            item.typed(&SPOT_DISCOUNT)
                .map(|discount| 1.0 - discount / 100.0),
        );
    }
    if is_windows(item) {
        bill.charge(
            "license",
            both("Windows licence", "Windows 라이선스"),
            of_tasks(
                units::VCPU_HOURS,
                fleet.count,
                (item.number(&CPU), units::VCPU),
                hours,
            ),
            Query::new("fargate", "os_license_vcpu_hour").with("os", "windows"),
        );
    }
    let extra = item.number(&STORAGE) - STORAGE_INCLUDED;
    if extra > 0.0 {
        bill.charge(
            "storage",
            both("Ephemeral storage", "임시 스토리지"),
            of_tasks(units::GB_HOURS, fleet.count, (extra, units::GB), hours)
                .because(both("above the 20 GB included", "포함된 20GB 초과분")),
            Query::new("fargate", "ephemeral_storage_gb_hour"),
        );
    }
    for charge in bill.charges.iter_mut().skip(first) {
        charge.source = fleet.source;
    }
    if let Some(charge) = bill.charges.get_mut(first) {
        charge.amount.words = fleet.words.clone().map(|words| Box::new(words.into()));
    }
    let covered = |charge: &&mut Charge| matches!(charge.key, "vcpu" | "memory");
    for charge in bill.charges.iter_mut().skip(first).filter(covered) {
        purchase::apply(cx, Rows::None, charge);
    }
}

fn of_tasks(unit: Unit, tasks: f64, each: (f64, Unit), hours: f64) -> Amount {
    Amount::product(unit, &[(tasks, units::TASKS), each, (hours, units::HOURS)])
}

/// vCPU and memory of `tasks`, at `share` of the list price; missing where that is not known.
fn resources(
    item: &Item<'_>,
    tasks: f64,
    hours: f64,
    bill: &mut Bill,
    lines: [(&'static str, Bilingual); 2],
    share: Option<f64>,
) {
    let system = if is_windows(item) { "windows" } else { "linux" };
    let arch = if item.text(&ARCHITECTURE) == "ARM64" {
        "arm64"
    } else {
        "x86_64"
    };
    let amounts = [
        (
            "vcpu_hour",
            of_tasks(
                units::VCPU_HOURS,
                tasks,
                (item.number(&CPU), units::VCPU),
                hours,
            ),
        ),
        (
            "memory_gb_hour",
            of_tasks(
                units::GB_HOURS,
                tasks,
                (item.number(&MEMORY), units::GB),
                hours,
            ),
        ),
    ];
    for ((key, name), (price, amount)) in lines.into_iter().zip(amounts) {
        let query = Query::new("fargate", price)
            .with("arch", arch)
            .with("os", system);
        match share {
            Some(share) => {
                bill.charge(key, name, amount, query).priced_by(share);
            }
            None => {
                bill.missing(
                    key,
                    name,
                    amount,
                    "Fargate Spot price (`spot_discount_percent` is not set)",
                );
            }
        }
    }
}
