//! Amazon SageMaker notebook instances: hours and storage of a server of one's own with Jupyter.
//!
//! Semantics: Amazon SageMaker AI pricing page; storage is billed while the instance is stopped, too.

use super::sagemaker::{self, Hours};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Kind, Network, Property, Scope, Spend, UsageSource, user_price,
};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Hours in which it runs.
pub static RUNNING_HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which the instance runs; all of the month if empty. Storage is billed in any case.",
    "인스턴스가 실행되는 월 시간입니다. 비워 두면 한 달 내내 실행됩니다. 스토리지는 항상 과금됩니다.",
);

/// Storage; 5 GB is the least.
pub static VOLUME: Property = Property::number(
    "volume_size",
    both("Storage", "스토리지"),
    units::GB,
    5.0,
    5.0,
    16_384.0,
)
.doc("GB of the notebook's volume.", "노트북 볼륨의 GB입니다.");

/// Internet.
pub static DIRECT_INTERNET: Property = Property::choice(
    "direct_internet_access",
    both("Direct internet access", "인터넷 직접 접근"),
    "Enabled",
    &[
        choice_in("Enabled", "Enabled", "사용"),
        choice_in("Disabled", "Disabled", "사용 안 함"),
    ],
)
.doc(
    "Whether the notebook reaches the internet past the VPC.",
    "노트북이 VPC를 거치지 않고 인터넷에 나갈 수 있는지 정합니다.",
)
.secondary();

/// Root.
pub static ROOT: Property = Property::choice(
    "root_access",
    both("Root access", "루트 접근"),
    "Enabled",
    &[
        choice_in("Enabled", "Enabled", "사용"),
        choice_in("Disabled", "Disabled", "사용 안 함"),
    ],
)
.doc(
    "Whether users have root rights on the instance.",
    "사용자가 인스턴스의 루트 권한을 가지는지 정합니다.",
)
.secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let running = item.typed(&RUNNING_HOURS);
    let hours = Hours {
        value: running.map_or(cx.hours, |hours| hours.min(cx.hours)),
        source: UsageSource::Fixed,
    };
    sagemaker::bill_instances(cx, "Notebook", 1.0, hours, bill);
    // Kept for the whole month, also while the instance is stopped.
    bill.charges.retain(|charge| charge.key != "storage");
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&VOLUME), units::GB_MONTHS),
        Query::new("sagemaker", "storage_gb_month").with("component", "Notebook"),
    )
    .or_user(item, &sagemaker::VOLUME_PRICE, 1.0);
}

/// SageMaker notebook instance.
pub static KIND: Kind = Kind {
    name: "sagemaker_notebook_instance",
    title: both(
        "Amazon SageMaker notebook instance",
        "Amazon SageMaker 노트북 인스턴스",
    ),
    short: both("SageMaker notebook", "SageMaker 노트북"),
    doc: both(
        "A server with Jupyter notebooks. One pays for the hours that it runs and for its storage.",
        "Jupyter 노트북 서버입니다. 실행 시간과 스토리지에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    glyph: glyph::NOTEBOOK,
    monogram: "SMN",
    scope: Scope::Zonal,
    network: Network::Instance,
    terraform: &["aws_sagemaker_notebook_instance"],
    cloudformation: &["AWS::SageMaker::NotebookInstance"],
    drawio: "sagemaker",
    keywords: &["jupyter", "notebook", "노트북", "주피터"],
    port: Some(443),
    properties: &[
        &sagemaker::TYPE,
        &RUNNING_HOURS,
        &VOLUME,
        &sagemaker::HOUR_PRICE,
        &sagemaker::VOLUME_PRICE,
        &user_price::SOURCE,
        &DIRECT_INTERNET,
        &ROOT,
        &sagemaker::IN_VPC,
        &sagemaker::ENCRYPTED,
    ],
    key_fact: sagemaker::key_fact,
    validate: sagemaker::validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_is_kept_while_it_is_stopped() {
        let lines = Bench::new("sagemaker_notebook_instance")
            .with("running_hours", 220.0)
            .with("volume_size", 50.0)
            .with("instance_hour_price_usd", 0.28)
            .with("storage_price_usd", 0.16)
            .lines();
        // 220 h x 0.28 $; 50 GB x 0.16 $.
        near(lines.usd("instance"), 61.6);
        near(lines.usd("storage"), 8.0);
    }
}
