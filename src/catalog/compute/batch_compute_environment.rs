//! AWS Batch compute environments: what the jobs use of EC2 or Fargate; Batch itself is free.
//!
//! Semantics: AWS Batch pricing page ("no additional charge"), Amazon EC2 and AWS Fargate pricing pages. Jobs pack into
//! instances as well as the utilisation says.

use super::{fleet, server, volume};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, Tariff};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// What the jobs run on.
pub static TYPE: Property = Property::choice(
    "compute_type",
    both("Compute", "컴퓨팅"),
    "EC2",
    &[
        choice("EC2", "EC2"),
        choice_in("SPOT", "EC2 Spot", "EC2 스팟"),
        choice("FARGATE", "Fargate"),
        choice_in("FARGATE_SPOT", "Fargate Spot", "Fargate 스팟"),
    ],
)
.doc(
    "Instances that Batch starts and stops, or Fargate. Spot capacity is cheaper and may be taken back.",
    "Batch가 시작하고 중지하는 인스턴스 또는 Fargate입니다. 스팟 용량은 저렴하지만 회수될 수 있습니다.",
);

/// Jobs of a month.
pub static JOBS: Property = Property::usage(
    "monthly_jobs",
    both("Jobs", "작업 수"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Jobs that run in the month. Derived from the requests that arrive.",
    "한 달에 실행되는 작업 수입니다. 들어오는 요청에서 계산합니다.",
);

/// Minutes of a job.
pub static MINUTES: Property = Property::number(
    "job_minutes",
    both("Minutes of a job", "작업당 시간(분)"),
    units::MINUTES,
    10.0,
    0.0,
    1e6,
)
.doc(
    "How long a job runs on average, its start included.",
    "시작 시간을 포함하여 작업 하나가 평균적으로 실행되는 시간입니다.",
);

/// vCPU of a job.
pub static VCPU: Property = Property::number(
    "job_vcpu",
    both("vCPU of a job", "작업당 vCPU"),
    units::VCPU,
    1.0,
    0.25,
    1000.0,
)
.doc(
    "vCPU that a job asks for.",
    "작업 하나가 요청하는 vCPU입니다.",
);

/// Memory of a job.
pub static MEMORY: Property = Property::number(
    "job_memory_gb",
    both("Memory of a job", "작업당 메모리"),
    units::GB,
    2.0,
    0.5,
    10_000.0,
)
.doc(
    "Memory that a job asks for; billed on Fargate, and what instances must have.",
    "작업 하나가 요청하는 메모리입니다. Fargate에서는 과금되며 인스턴스는 이만큼을 갖추어야 합니다.",
);

/// Use of the instances.
pub static UTILIZATION: Property = Property::number(
    "utilization",
    both("Use of the instances", "인스턴스 사용률"),
    units::PERCENT,
    100.0,
    1.0,
    100.0,
)
.doc(
    "Share of the vCPUs of running instances that jobs use; the rest is billed, too.",
    "실행 중인 인스턴스의 vCPU 중 작업이 쓰는 비율입니다. 나머지도 과금됩니다.",
)
.when(is_on_instances);

fn is_on_instances(item: &Item<'_>) -> bool {
    matches!(item.text(&TYPE), "EC2" | "SPOT")
}

/// Instance type of the jobs.
pub static INSTANCE_TYPE: Property = Property::instance_type(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "m6i.large",
    server::offer,
)
.doc(
    "Type that the jobs are packed into.",
    "작업을 배치하는 인스턴스 유형입니다.",
)
.when(is_on_instances);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let vcpu = number::short(item.number(&VCPU), 2);
    format!("{} × {vcpu} vCPU", item.text(&TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let jobs = cx.usage(&JOBS, cx.flows.requests());
    let hours = jobs.value * item.number(&MINUTES) / 60.0;
    if is_on_instances(item) {
        let kind = item.text(&INSTANCE_TYPE);
        let Some(spec) = cx.catalogue.spec(kind) else {
            bill.missing(
                "instance",
                both("Instance hours", "인스턴스 시간"),
                Amount::plain(hours, units::HOURS),
                &format!("vCPU of the instance type {kind}"),
            );
            return;
        };
        // Jobs of an instance: as many as its vCPU and its memory take.
        let by_vcpu = hours * item.number(&VCPU) / spec.vcpu.max(1.0);
        let by_memory = hours * item.number(&MEMORY) / spec.memory_gib.max(0.5);
        let needed = by_vcpu.max(by_memory) * 100.0 / item.number(&UTILIZATION).max(1.0);
        let count = if cx.hours > 0.0 {
            needed / cx.hours
        } else {
            0.0
        };
        let mut running = server::Fleet::of(count);
        running.source = jobs.source;
        if item.text(&TYPE) == "SPOT" {
            running.spot = count;
        }
        fleet::bill(cx, &running, bill);
    } else {
        on_fargate(cx, hours, bill);
        for charge in &mut bill.charges {
            charge.source = jobs.source;
        }
    }
}

fn on_fargate(cx: &BillCx<'_>, hours: f64, bill: &mut Bill) {
    let item = &cx.item;
    let query = |what: &'static str| {
        Query::new("fargate", what)
            .with("arch", "x86_64")
            .with("os", "linux")
    };
    for (key, name, unit, size, of, what) in [
        (
            "vcpu",
            both("Fargate vCPU", "Fargate vCPU"),
            units::VCPU_HOURS,
            item.number(&VCPU),
            units::VCPU,
            "vcpu_hour",
        ),
        (
            "memory",
            both("Fargate memory", "Fargate 메모리"),
            units::GB_HOURS,
            item.number(&MEMORY),
            units::GB,
            "memory_gb_hour",
        ),
    ] {
        let amount = Amount::product(unit, &[(hours, units::HOURS), (size, of)]);
        let charge = bill.charge(key, name, amount, query(what));
        if item.text(&TYPE) == "FARGATE_SPOT" {
            charge.tariff = Tariff::Missing(format!("Fargate Spot price of `{what}`"));
        } else {
            purchase::apply(cx, Rows::None, charge);
        }
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let at = "compute_resources";
    draft.copy(resource, &format!("{at}.type"), &TYPE);
    let kind = resource.text(&format!("{at}.instance_type.0"));
    // A family (`optimal`, `c5`) leaves the choice to AWS.
    if let Some(kind) = kind.filter(|kind| kind.contains('.')) {
        draft.set(&INSTANCE_TYPE, kind);
    }
}

/// Batch compute environment.
pub static KIND: Kind = Kind {
    name: "batch_compute_environment",
    title: both("AWS Batch compute environment", "AWS Batch 컴퓨팅 환경"),
    short: both("Batch", "Batch"),
    doc: both(
        "Runs jobs from a queue on EC2 instances or Fargate that exist only while there is work. Batch is free; what the \
         jobs run on is not.",
        "작업이 있는 동안에만 존재하는 EC2 인스턴스나 Fargate에서 대기열의 작업을 실행합니다. Batch는 무료이며 실행 자원만 과금됩니다.",
    ),
    category: Category::Compute,
    service: "AWS Batch",
    spend: Spend::Compute,
    glyph: glyph::LIST_CHECKS,
    monogram: "BAT",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_batch_compute_environment"],
    imports: &[Import::of("aws_batch_compute_environment")
        .usage(&[("monthly_jobs", &JOBS)])
        .read(read)],
    cloudformation: &["AWS::Batch::ComputeEnvironment"],
    drawio: "batch",
    keywords: &["job", "queue", "hpc", "작업", "배치"],
    properties: &[
        &TYPE,
        &JOBS,
        &MINUTES,
        &VCPU,
        &MEMORY,
        &INSTANCE_TYPE,
        &UTILIZATION,
        &server::SYSTEM,
        &server::SPOT_PRICE,
        &purchase::OPTION_COMMITTED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &volume::TYPE,
        &volume::SIZE,
        &volume::ENCRYPTED,
    ],
    key_fact,
    validate: server::validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    fn bench(kind: &str) -> Bench {
        Bench::new("batch_compute_environment")
            .region("us-east-1")
            .with("compute_type", kind)
            .with("monthly_jobs", 6000.0)
            .with("volume_size", 0.0)
    }

    #[test]
    fn jobs_on_instances() {
        // 6,000 jobs × 10 min = 1,000 h; m6i.large has 2 vCPU and 8 GiB: 500 h by vCPU, 250 h by memory.
        let lines = bench("EC2").lines();
        near(lines.quantity("instance"), 500.0);
        near(lines.usd("instance"), 48.0);
        assert_eq!(lines.source("instance"), UsageSource::Typed);
        near(
            bench("EC2")
                .with("job_memory_gb", 8.0)
                .lines()
                .quantity("instance"),
            1000.0,
        );
        near(
            bench("EC2")
                .with("utilization", 50.0)
                .lines()
                .quantity("instance"),
            1000.0,
        );
        assert_eq!(bench("SPOT").lines().missing(), ["spot"]);
        near(
            bench("SPOT").with("spot_price", 0.04).lines().usd("spot"),
            20.0,
        );
    }

    #[test]
    fn jobs_on_fargate() {
        // 1,000 h × 1 vCPU × $0.04048 = $40.48; 1,000 h × 2 GB × $0.004445 = $8.89.
        let lines = bench("FARGATE").lines();
        near(lines.usd("vcpu"), 40.48);
        near(lines.usd("memory"), 8.89);
        assert_eq!(bench("FARGATE_SPOT").lines().missing(), ["vcpu", "memory"]);
        near(
            bench("FARGATE").with("monthly_jobs", 0.0).lines().total(),
            0.0,
        );
    }
}
