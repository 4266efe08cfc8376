//! Amazon EKS Fargate profile: vCPU and memory of the pods that it runs.
//!
//! Semantics: Amazon EKS pricing page ("AWS Fargate pricing applies"); sizes: [`super::ecs_service::fargate`]. AWS adds 256 MB
//! for Kubernetes components to the memory that a pod asks for and rounds up to the next size; the size that is billed
//! is what is typed here.

use super::ecs_service::fargate::check_size;
use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::compute::server;
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// GB of ephemeral storage that every pod includes.
const STORAGE_INCLUDED: f64 = 20.0;

/// Pods on average.
pub static PODS: Property = Property::number(
    "pods",
    both("Pods", "파드 수"),
    units::PODS,
    2.0,
    0.0,
    100_000.0,
)
.doc(
    "Pods that the profile runs on average.",
    "프로파일이 평균적으로 실행하는 파드 수입니다.",
);

/// vCPU of a pod.
pub static CPU: Property = Property::number(
    "cpu",
    both("vCPU per pod", "파드당 vCPU"),
    units::VCPU,
    0.5,
    0.25,
    16.0,
)
.doc(
    "0.25, 0.5, 1, 2, 4, 8 or 16; decides which memory sizes there are.",
    "0.25, 0.5, 1, 2, 4, 8, 16 중 하나이며 선택 가능한 메모리 크기를 결정합니다.",
);

/// Memory of a pod.
pub static MEMORY: Property = Property::number(
    "memory",
    both("Memory per pod", "파드당 메모리"),
    units::GB,
    1.0,
    0.5,
    120.0,
)
.doc(
    "Memory that is billed: requests plus 256 MB for Kubernetes, rounded up to a size of Fargate.",
    "과금되는 메모리입니다. 요청량에 Kubernetes용 256MB를 더해 Fargate 크기로 올림합니다.",
);

/// Ephemeral storage: 20 GiB by default, 175 GiB at most on EKS.
pub static STORAGE: Property = Property::count(
    "ephemeral_storage",
    both("Ephemeral storage", "임시 스토리지"),
    units::GIB,
    20.0,
    20.0,
    175.0,
)
.doc(
    "Storage of a pod that vanishes with it; 20 GiB are included.",
    "파드와 함께 사라지는 스토리지입니다. 20GiB는 포함되어 있습니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let figure = |property| number::short(item.number(property), 2);
    format!(
        "{} × {} vCPU, {} GB",
        figure(&PODS),
        figure(&CPU),
        figure(&MEMORY)
    )
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    check_size(item, &CPU, &MEMORY, problems);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let pods = item.number(&PODS);
    let of_pods = |unit: Unit, each: (f64, Unit)| {
        Amount::product(unit, &[(pods, units::PODS), each, (cx.hours, units::HOURS)])
    };
    let from = bill.charges.len();
    bill.charge(
        "vcpu",
        both("vCPU hours", "vCPU 시간"),
        of_pods(units::VCPU_HOURS, (item.number(&CPU), units::VCPU)),
        Query::new("eks", "fargate_vcpu_hour"),
    );
    bill.charge(
        "memory",
        both("Memory", "메모리"),
        of_pods(units::GB_HOURS, (item.number(&MEMORY), units::GB)),
        Query::new("eks", "fargate_memory_gb_hour"),
    );
    for charge in bill.charges.iter_mut().skip(from) {
        purchase::apply(cx, Rows::None, charge);
    }
    let extra = item.number(&STORAGE) - STORAGE_INCLUDED;
    if extra > 0.0 {
        bill.charge(
            "storage",
            both("Ephemeral storage", "임시 스토리지"),
            of_pods(units::GB_HOURS, (extra, units::GB))
                .because(both("above the 20 GB included", "포함된 20GB 초과분")),
            Query::new("fargate", "ephemeral_storage_gb_hour"),
        );
    }
}

/// A profile says which pods run on Fargate, not how many: one pod of 1 vCPU and 1 GB stands for them.
fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&PODS, 1.0);
    draft.set(&CPU, 1.0);
    draft.set(&MEMORY, 1.0);
    draft.note("a profile does not say how many pods it runs: one of 1 vCPU and 1 GB is assumed");
}

/// EKS Fargate profile.
pub static KIND: Kind = Kind {
    name: "eks_fargate_profile",
    title: both("Amazon EKS Fargate profile", "Amazon EKS Fargate 프로파일"),
    short: both("EKS Fargate", "EKS Fargate"),
    doc: both(
        "Runs the pods of chosen namespaces without nodes. One pays for the vCPU and memory of each pod.",
        "선택한 네임스페이스의 파드를 노드 없이 실행합니다. 파드의 vCPU와 메모리에 요금을 냅니다.",
    ),
    category: Category::Containers,
    service: "Amazon EKS",
    spend: Spend::Compute,
    glyph: glyph::CUBE,
    monogram: "EKSF",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_eks_fargate_profile"],
    cloudformation: &["AWS::EKS::FargateProfile"],
    imports: &[Import::of("aws_eks_fargate_profile").read(read)],
    drawio: "fargate",
    keywords: &["kubernetes", "fargate", "pod", "쿠버네티스", "파드"],
    properties: &[
        &PODS,
        &CPU,
        &MEMORY,
        &STORAGE,
        &purchase::OPTION_PLAN,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
    ],
    instances: |item| item.number(&PODS),
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn pods_pay_for_cpu_and_memory() {
        let bench = Bench::new("eks_fargate_profile")
            .with("pods", 4.0)
            .with("cpu", 1.0)
            .with("memory", 3.0)
            .with("ephemeral_storage", 30.0);
        assert_eq!(bench.key_fact(), "4 × 1 vCPU, 3 GB");
        let lines = bench.lines();
        // 4 × 730 h × $0.04656 = $135.9552; 4 × 3 GB × 730 h × $0.00511 = $44.7636; 4 × 10 GB × 730 h × $0.000127.
        near(lines.usd("vcpu"), 135.955_2);
        near(lines.usd("memory"), 44.763_6);
        near(lines.usd("storage"), 3.708_4);
        assert!(bench.problems().is_empty());
    }

    #[test]
    fn only_the_sizes_that_fargate_has() {
        let odd = Bench::new("eks_fargate_profile").with("memory", 8.0);
        assert_eq!(odd.problems()[0].property, Some("memory"));
        near(
            Bench::new("eks_fargate_profile")
                .with("pods", 0.0)
                .lines()
                .total(),
            0.0,
        );
    }
}
