//! Amazon SageMaker Studio: notebooks of a domain's users while their apps run.
//!
//! Semantics: Amazon SageMaker AI pricing page, Studio notebooks.

use super::sagemaker::{self, Hours};
use crate::catalog::amount::units;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::catalog::{UsageSource, user_price};
use crate::glyph;
use crate::text::both;

/// Instance type; the catalogue has its prices.
pub static TYPE: Property = Property::text(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "ml.t3.medium",
)
.doc(
    "Instance type of each user's notebook app, for example `ml.t3.medium`.",
    "사용자별 노트북 앱의 인스턴스 유형입니다(예: `ml.t3.medium`).",
);

/// Users.
pub static USERS: Property = Property::count(
    "users",
    both("Users", "사용자"),
    units::USERS,
    1.0,
    0.0,
    10_000.0,
)
.doc(
    "People whose notebooks run at the same hours.",
    "같은 시간에 노트북을 실행하는 사람의 수입니다.",
);

/// Hours of use.
pub static HOURS: Property = Property::number(
    "hours_per_user",
    both("Hours per user", "사용자당 시간"),
    units::HOURS,
    160.0,
    0.0,
    744.0,
)
.doc(
    "Hours a month for which each user's app runs; idle apps are billed until they are shut down.",
    "사용자 앱이 실행되는 월 시간입니다. 종료하지 않은 유휴 앱도 과금됩니다.",
);

/// Internet.
pub static DIRECT_INTERNET: Property = Property::choice(
    "app_network_access_type",
    both("Network access", "네트워크 접근"),
    "PublicInternetOnly",
    &[
        crate::catalog::property::choice_in(
            "PublicInternetOnly",
            "Direct internet",
            "인터넷 직접 연결",
        ),
        crate::catalog::property::choice_in("VpcOnly", "VPC only", "VPC만"),
    ],
)
.doc(
    "Whether apps reach the internet directly or only through the VPC.",
    "앱이 인터넷에 직접 나가는지 VPC를 통해서만 나가는지 정합니다.",
)
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    item.number(&USERS)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let hours = Hours {
        value: cx.item.number(&HOURS).min(cx.hours),
        source: UsageSource::Fixed,
    };
    let users = cx.item.number(&USERS);
    sagemaker::bill_instances(cx, "Studio-Notebook", users, hours, bill);
}

/// SageMaker Studio domain.
pub static KIND: Kind = Kind {
    name: "sagemaker_domain",
    title: both(
        "Amazon SageMaker Studio domain",
        "Amazon SageMaker Studio 도메인",
    ),
    short: both("SageMaker Studio", "SageMaker Studio"),
    doc: both(
        "Notebooks and tools of a machine learning team. One pays for the hours that each user's instance runs.",
        "기계 학습 팀의 노트북과 도구입니다. 사용자 인스턴스가 실행되는 시간에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    glyph: glyph::NOTEBOOK,
    monogram: "SMS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sagemaker_domain"],
    cloudformation: &["AWS::SageMaker::Domain"],
    drawio: "sagemaker",
    keywords: &["studio", "jupyter", "notebook", "노트북", "기계 학습"],
    port: Some(443),
    properties: &[
        &TYPE,
        &USERS,
        &HOURS,
        &sagemaker::HOUR_PRICE,
        &user_price::SOURCE,
        &DIRECT_INTERNET,
        &sagemaker::ENCRYPTED,
    ],
    instances,
    key_fact,
    validate: sagemaker::validate,
    bill,
    ..Kind::DEFAULT
};

fn key_fact(item: &Item<'_>, language: crate::model::Language) -> String {
    sagemaker::key_fact(item, language)
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_user_pays_for_running_hours() {
        let lines = Bench::new("sagemaker_domain")
            .with("users", 5.0)
            .with("instance_type", "ml.m5.xlarge")
            .lines();
        // 5 x 160 h x 0.283 $ in Seoul.
        near(lines.total(), 226.4);
        assert_eq!(lines.keys(), ["instance"]);
    }

    #[test]
    fn types_start_with_ml() {
        let bench = Bench::new("sagemaker_domain").with("instance_type", "m5.xlarge");
        assert_eq!(bench.problems().len(), 1);
    }
}
