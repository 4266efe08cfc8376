//! What the SageMaker AI kinds share: instance types, hours, storage, and their charges.
//!
//! Semantics: Amazon SageMaker AI pricing page: instances by the second while they run, by component (notebook, processing,
//! training, hosting); storage of an instance by the GB-month. The catalogue has the prices of Studio notebooks only; other
//! components take the user's.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, UsageSource,
    user_price,
};
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

const MINUTES_PER_HOUR: f64 = 60.0;

/// Instance type.
pub static TYPE: Property = Property::text(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "ml.m5.xlarge",
)
.doc(
    "SageMaker instance type, for example `ml.m5.xlarge` or `ml.g5.xlarge`; decides the price of an hour.",
    "`ml.m5.xlarge`, `ml.g5.xlarge` 같은 SageMaker 인스턴스 유형이며 시간당 요금을 결정합니다.",
);

/// Instances of a job.
pub static COUNT: Property = Property::count(
    "instance_count",
    both("Instances", "인스턴스 수"),
    units::INSTANCES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "Instances that one job uses.",
    "작업 하나가 사용하는 인스턴스 수입니다.",
);

/// Length of a job.
pub static MINUTES: Property = Property::number(
    "minutes_per_job",
    both("Length of a job", "작업 시간"),
    units::MINUTES,
    60.0,
    0.0,
    40_320.0,
)
.doc(
    "Minutes that one job takes.",
    "작업 하나에 걸리는 분입니다.",
);

/// Hours of all jobs.
pub static HOURS: Property =
    Property::usage("job_hours", both("Hours of jobs", "총 작업 시간"), units::HOURS).doc(
        "Hours of all jobs in a month, before the number of instances. Derived from incoming requests (each starts a job).",
        "인스턴스 수를 곱하기 전 한 달 동안 모든 작업의 시간입니다. 들어오는 요청(요청마다 작업 하나)에서 계산합니다.",
    );

/// Storage of an instance.
pub static VOLUME: Property = Property::number(
    "volume_size",
    both("Storage per instance", "인스턴스당 스토리지"),
    units::GB,
    30.0,
    0.0,
    65_536.0,
)
.doc(
    "GB of general purpose SSD of each instance, billed while it exists.",
    "인스턴스마다 붙는 범용 SSD의 GB이며 존재하는 동안 과금됩니다.",
);

/// Price of storage.
pub static VOLUME_PRICE: Property = user_price::price(
    "storage_price_usd",
    both("Own price of storage", "직접 입력한 스토리지 요금"),
    units::USD_PER_GB_MONTH,
);

/// Price of an instance hour.
pub static HOUR_PRICE: Property = user_price::price(
    "instance_hour_price_usd",
    both(
        "Own price of an instance hour",
        "직접 입력한 인스턴스 시간 요금",
    ),
    units::USD_PER_HOUR,
);

/// Whether it stands in the customer's VPC.
pub static IN_VPC: Property = Property::flag("in_vpc", both("In a VPC", "VPC 연결"), true)
    .doc(
        "Its network interfaces stand in subnets of a VPC, so that data does not take the internet.",
        "네트워크 인터페이스를 VPC 서브넷에 두어 데이터가 인터넷을 거치지 않습니다.",
    )
    .secondary();

/// Encryption of the storage.
pub static ENCRYPTED: Property = Property::flag(
    "at_rest_encryption",
    both("Encrypted storage", "스토리지 암호화"),
    true,
)
.doc(
    "Storage of the instances is encrypted with a KMS key.",
    "인스턴스 스토리지를 KMS 키로 암호화합니다.",
)
.secondary();

pub(super) fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    let text: String = item.text(&TYPE).chars().take(40).collect();
    format!("{count} × {text}")
}

pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if !item.text(&TYPE).starts_with("ml.") {
        problems.push(Problem::of(
            &TYPE,
            "SageMaker instance types start with `ml.`",
            "SageMaker 인스턴스 유형은 `ml.`로 시작합니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

/// Hours of one instance in a month, and where the figure comes from.
#[derive(Clone, Copy)]
pub(super) struct Hours {
    pub(super) value: f64,
    pub(super) source: UsageSource,
}

/// Hours of the jobs of a month.
pub(super) fn job_hours(cx: &BillCx<'_>) -> Hours {
    let derived = cx.flows.requests() * cx.item.number(&MINUTES) / MINUTES_PER_HOUR;
    let usage = cx.usage(&HOURS, derived);
    Hours {
        value: usage.value,
        source: usage.source,
    }
}

/// Charges instances of a component and their storage.
pub(super) fn bill_instances(
    cx: &BillCx<'_>,
    component: &str,
    count: f64,
    hours: Hours,
    bill: &mut Bill,
) {
    let item = &cx.item;
    let kind = item.text(&TYPE);
    bill.charge(
        "instance",
        both("Instance hours", "인스턴스 시간"),
        Amount::hours(count, units::INSTANCES, hours.value),
        Query::new("sagemaker", "instance_hour")
            .with("component", component)
            .with("instance_type", kind),
    )
    .named(Phrase::new(
        format!("Instance hours, {kind}"),
        format!("인스턴스 시간, {kind}"),
    ))
    .from(hours.source)
    .or_user(item, &HOUR_PRICE, 1.0);
    let volume = item.number(&VOLUME);
    if volume > 0.0 && item.kind.property(VOLUME.name).is_some() {
        let share = if cx.hours > 0.0 {
            hours.value / cx.hours
        } else {
            0.0
        };
        let amount = Amount::product(
            units::GB_MONTHS,
            &[
                (count, units::INSTANCES),
                (volume, units::GB),
                (share, units::NONE),
            ],
        )
        .because(both("share of the month", "한 달 중 비율"));
        bill.charge(
            "storage",
            both("Storage", "스토리지"),
            amount,
            Query::new("sagemaker", "storage_gb_month").with("component", component),
        )
        .from(hours.source)
        .or_user(item, &VOLUME_PRICE, 1.0);
    }
}

/// Instances of a job.
pub(super) fn instances(item: &Item<'_>) -> f64 {
    item.number(&COUNT)
}

/// What jobs on instances have in common; these are the processing jobs.
pub(super) const JOB: Kind = Kind {
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    scope: Scope::Regional,
    network: Network::PublicService,
    drawio: "sagemaker",
    properties: &[
        &TYPE,
        &COUNT,
        &MINUTES,
        &HOURS,
        &VOLUME,
        &HOUR_PRICE,
        &VOLUME_PRICE,
        &user_price::SOURCE,
        &IN_VPC,
        &ENCRYPTED,
    ],
    instances,
    key_fact,
    validate,
    bill: bill_processing,
    ..Kind::DEFAULT
};

fn bill_processing(cx: &BillCx<'_>, bill: &mut Bill) {
    bill_instances(cx, "Processing", instances(&cx.item), job_hours(cx), bill);
}
