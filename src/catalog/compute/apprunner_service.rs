//! AWS App Runner services: memory of instances that wait, vCPU and memory of instances that work, builds and automatic
//! deployments.
//!
//! Semantics: AWS App Runner pricing page. Provisioned instances pay for their memory all the time; while they serve
//! requests they pay for vCPU and memory as active instances instead.

use super::{instance, server};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// CPU units in a vCPU, as the API writes them.
const UNITS_PER_VCPU: f64 = 1024.0;

/// vCPU of each instance.
pub static CPU: Property = Property::choice(
    "cpu",
    both("vCPU of an instance", "인스턴스 vCPU"),
    "1",
    &[
        choice("0.25", "0.25"),
        choice("0.5", "0.5"),
        choice("1", "1"),
        choice("2", "2"),
        choice("4", "4"),
    ],
)
.doc(
    "vCPU of each instance, billed while it serves requests.",
    "인스턴스별 vCPU로, 요청을 처리하는 동안 과금됩니다.",
);

/// Memory of each instance.
pub static MEMORY: Property = Property::number(
    "memory",
    both("Memory of an instance", "인스턴스 메모리"),
    units::GB,
    2.0,
    0.5,
    12.0,
)
.doc(
    "Memory of each instance, billed as long as the instance exists.",
    "인스턴스별 메모리로, 인스턴스가 있는 동안 과금됩니다.",
);

/// Instances that are always there.
pub static MIN: Property = Property::count(
    "min_size",
    both("Minimum size", "최소 크기"),
    units::INSTANCES,
    1.0,
    1.0,
    25.0,
)
.doc(
    "Provisioned instances, whose memory is billed all the time so that they answer at once.",
    "즉시 응답하도록 항상 준비된 인스턴스 수로, 메모리가 계속 과금됩니다.",
);

/// Instances at most.
pub static MAX: Property = Property::count(
    "max_size",
    both("Maximum size", "최대 크기"),
    units::INSTANCES,
    25.0,
    1.0,
    200.0,
)
.doc(
    "Instances that run at most.",
    "최대로 실행되는 인스턴스 수입니다.",
);

/// Hours of work.
pub static ACTIVE: Property = Property::usage(
    "active_instance_hours",
    both("Active instance hours", "활성 인스턴스 시간"),
    units::HOURS,
)
.doc(
    "Hours a month in which instances serve requests, all instances together. Derived from the rate of requests and the \
     capacity of an instance; where the capacity is not known and requests come, the smallest size all month.",
    "인스턴스가 요청을 처리하는 월 시간의 합계입니다. 요청률과 인스턴스 처리 용량에서 계산하며, 용량을 모르고 요청이 있으면 최소 크기가 한 달 내내 활성인 것으로 봅니다.",
);

/// Minutes of builds.
pub static BUILD_MINUTES: Property = Property::number(
    "build_minutes",
    both("Build minutes", "빌드 시간(분)"),
    units::MINUTES,
    0.0,
    0.0,
    1e7,
)
.doc(
    "Minutes a month of building from source code; 0 for services made from images.",
    "소스 코드에서 빌드하는 월 시간(분)입니다. 이미지로 배포하면 0입니다.",
)
.secondary();

/// Whether new versions are deployed by themselves.
pub static AUTOMATIC: Property = Property::flag(
    "auto_deployments_enabled",
    both("Automatic deployments", "자동 배포"),
    false,
)
.doc(
    "Deploys new versions of the source by itself, for a fixed fee each month.",
    "소스의 새 버전을 자동으로 배포하며 월 고정 요금이 있습니다.",
)
.secondary();

fn vcpu(item: &Item<'_>) -> f64 {
    item.text(&CPU).parse().unwrap_or(1.0)
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&MIN)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let memory = number::short(item.number(&MEMORY), 1);
    format!("{} vCPU, {memory} GB", item.text(&CPU))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let (min, max) = (item.number(&MIN), item.number(&MAX));
    if min > max {
        problems.push(Problem::of(
            &MIN,
            format!("the smallest size {min} is above the largest size {max}"),
            format!("최소 크기 {min}이(가) 최대 크기 {max}보다 큽니다"),
        ));
    }
    // Memory that App Runner offers with each size (App Runner API, `InstanceConfiguration`).
    let (least, most) = match item.text(&CPU) {
        "0.25" => (0.5, 1.0),
        "0.5" => (1.0, 1.0),
        "1" => (2.0, 4.0),
        "2" => (4.0, 6.0),
        _ => (8.0, 12.0),
    };
    if !(least..=most).contains(&item.number(&MEMORY)) {
        problems.push(Problem::of(
            &MEMORY,
            format!("{} vCPU go with {least} to {most} GB", item.text(&CPU)),
            format!(
                "{} vCPU에는 {least}~{most} GB를 사용할 수 있습니다",
                item.text(&CPU)
            ),
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let (vcpu, memory) = (vcpu(item), item.number(&MEMORY));
    let hours = server::running_hours(cx);
    let provisioned = item.number(&MIN) * hours;
    let rate = cx.flows.average().0;
    let derived = match item.typed(&instance::CAPACITY) {
        Some(capacity) => (rate / capacity).min(item.number(&MAX)) * hours,
        None if rate > 0.0 => provisioned,
        None => 0.0,
    };
    let active = cx.usage(&ACTIVE, derived);
    let waiting = (provisioned - active.value).max(0.0);
    bill.charge(
        "provisioned_memory",
        both("Memory of waiting instances", "대기 인스턴스 메모리"),
        Amount::product(
            units::GB_HOURS,
            &[(waiting, units::HOURS), (memory, units::GB)],
        ),
        Query::new("apprunner", "compute_provisioned_gb_hours"),
    );
    bill.charge(
        "active_vcpu",
        both("vCPU of active instances", "활성 인스턴스 vCPU"),
        Amount::product(
            units::VCPU_HOURS,
            &[(active.value, units::HOURS), (vcpu, units::VCPU)],
        ),
        Query::new("apprunner", "compute_vcpu_hours"),
    )
    .from(active.source);
    bill.charge(
        "active_memory",
        both("Memory of active instances", "활성 인스턴스 메모리"),
        Amount::product(
            units::GB_HOURS,
            &[(active.value, units::HOURS), (memory, units::GB)],
        ),
        Query::new("apprunner", "compute_gb_hours"),
    )
    .from(active.source);
    let minutes = item.number(&BUILD_MINUTES);
    if minutes > 0.0 {
        bill.charge(
            "build",
            both("Builds", "빌드"),
            Amount::plain(minutes, units::MINUTES),
            Query::new("apprunner", "compute_build_mins"),
        )
        .from(UsageSource::Typed);
    }
    if item.flag(&AUTOMATIC) {
        bill.charge(
            "automatic_deployment",
            both("Automatic deployments", "자동 배포"),
            Amount::plain(1.0, units::MONTHS),
            Query::new("apprunner", "compute_automaticdeployment"),
        );
    }
}

/// CPU and memory stand in the API's units (`1024`, `2048`) or in words (`1 vCPU`, `2 GB`).
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let figure = |path: &str| -> Option<f64> {
        let text = resource.text(&format!("instance_configuration.{path}"))?;
        let plain = text.split_whitespace().next()?.parse::<f64>().ok()?;
        Some(if text.trim().ends_with(|c: char| c.is_ascii_digit()) {
            plain / UNITS_PER_VCPU
        } else {
            plain
        })
    };
    draft.unset(&CPU);
    draft.unset(&MEMORY);
    if let Some(vcpu) = figure("cpu") {
        draft.set(&CPU, number::short(vcpu, 2).as_str());
    }
    if let Some(memory) = figure("memory") {
        draft.set(&MEMORY, memory);
    }
    let scaling = resource.referred("auto_scaling_configuration_arn");
    if let Some(scaling) = scaling.first() {
        draft.copy(scaling, "min_size", &MIN);
        draft.copy(scaling, "max_size", &MAX);
    }
    let automatic = resource.flag("source_configuration.auto_deployments_enabled");
    draft.set(&AUTOMATIC, automatic.unwrap_or(true));
}

/// App Runner service.
pub static KIND: Kind = Kind {
    name: "apprunner_service",
    title: both("AWS App Runner service", "AWS App Runner 서비스"),
    short: both("App Runner", "App Runner"),
    doc: both(
        "Runs a web application from an image or source code and scales it with the requests. Waiting instances pay for \
         memory, working ones for vCPU and memory.",
        "이미지나 소스 코드로 웹 애플리케이션을 실행하고 요청에 따라 확장합니다. 대기 인스턴스는 메모리만, 처리 중인 인스턴스는 vCPU와 메모리가 과금됩니다.",
    ),
    category: Category::Compute,
    service: "AWS App Runner",
    spend: Spend::Compute,
    glyph: glyph::ROCKET_LAUNCH,
    monogram: "APPR",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_apprunner_service"],
    imports: &[Import::of("aws_apprunner_service")
        .usage(&[("active_instance_hours", &ACTIVE)])
        .read(read)],
    cloudformation: &["AWS::AppRunner::Service"],
    drawio: "app_runner",
    keywords: &[
        "container",
        "web application",
        "paas",
        "컨테이너",
        "웹 애플리케이션",
    ],
    port: Some(443),
    properties: &[
        &CPU,
        &MEMORY,
        &MIN,
        &MAX,
        &ACTIVE,
        &instance::CAPACITY,
        &server::RUNNING_HOURS,
        &server::WEEKLY_HOURS,
        &BUILD_MINUTES,
        &AUTOMATIC,
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
    fn instances_wait_and_work() {
        let bench = Bench::new("apprunner_service")
            .region("us-east-1")
            .with("active_instance_hours", 100.0)
            .with("build_minutes", 60.0)
            .with("auto_deployments_enabled", true);
        let lines = bench.lines();
        // 630 h × 2 GB × $0.007 = $8.82; 100 h × $0.064 = $6.40; 100 h × 2 GB × $0.007 = $1.40; 60 × $0.005; $1.
        near(lines.usd("provisioned_memory"), 8.82);
        near(lines.usd("active_vcpu"), 6.4);
        near(lines.usd("active_memory"), 1.4);
        near(lines.usd("build"), 0.3);
        near(lines.total(), 17.92);
    }

    #[test]
    fn the_work_follows_the_requests() {
        // 2,628,000,000 requests in 730 h are 1,000 a second; 400 an instance: 2.5 instances on average.
        let bench = Bench::new("apprunner_service")
            .region("us-east-1")
            .with("requests_per_second_per_instance", 400.0)
            .incoming("users", 2.628e9, 1.0, 4.0);
        let lines = bench.lines();
        near(lines.quantity("active_vcpu"), 2.5 * 730.0);
        near(lines.quantity("provisioned_memory"), 0.0);
        let most = bench.with("max_size", 2.0);
        near(most.lines().quantity("active_vcpu"), 2.0 * 730.0);
        let idle = Bench::new("apprunner_service").region("us-east-1");
        near(idle.lines().total(), 730.0 * 2.0 * 0.007);
        let wrong = idle.with("cpu", "4");
        assert_eq!(wrong.problems()[0].property, Some("memory"));
    }
}
