//! Amazon SageMaker real-time endpoints: instances that answer inference requests, around the clock.
//!
//! Semantics: Amazon SageMaker AI pricing page, real-time inference: instance-hours, storage, and data in and out by the GB.

use super::sagemaker::{self, Hours};
use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, UsageSource, user_price,
};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Instances.
pub static INSTANCES: Property = Property::count(
    "initial_instance_count",
    both("Instances", "인스턴스 수"),
    units::INSTANCES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "Instances of the production variant; two or more are spread over zones.",
    "프로덕션 변형의 인스턴스 수입니다. 두 개 이상이면 가용 영역에 분산됩니다.",
);

/// Hours in which it is up.
pub static RUNNING_HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which the endpoint exists; all of the month if empty.",
    "엔드포인트가 존재하는 월 시간입니다. 비워 두면 한 달 내내입니다.",
);

/// Data in and out.
pub static DATA: Property = Property::usage(
    "data_processed_gb",
    both("Data in and out", "입출력 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of requests and answers in a month. Derived from incoming connections.",
    "월 요청과 응답의 GB입니다. 들어오는 연결에서 계산합니다.",
);

/// Price of data.
pub static DATA_PRICE: Property = user_price::price(
    "data_price_usd",
    both("Own price of data", "직접 입력한 데이터 요금"),
    units::USD_PER_GB,
);

/// Utilisation.
pub static UTILIZATION: Property = Property::optional(
    "utilization_percent",
    both("Utilisation", "사용률"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Average use of the instances over the month.",
    "한 달 동안 인스턴스의 평균 사용률입니다.",
)
.secondary();

/// Monitoring of the model.
pub static MODEL_MONITOR: Property = Property::flag(
    "model_monitor",
    both("Model Monitor", "Model Monitor"),
    false,
)
.doc(
    "Requests are captured and compared with a baseline, so that drift is noticed.",
    "요청을 수집해 기준선과 비교하여 드리프트를 감지합니다.",
)
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    item.number(&INSTANCES)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let running = item.typed(&RUNNING_HOURS);
    let hours = Hours {
        value: running.map_or(cx.hours, |hours| hours.min(cx.hours)),
        source: UsageSource::Fixed,
    };
    sagemaker::bill_instances(cx, "Hosting", instances(item), hours, bill);
    let data = cx.usage(&DATA, (cx.flows.gb_in() + cx.flows.gb_out()).0);
    bill.usage(
        "data",
        both("Data in and out", "입출력 데이터"),
        data,
        units::GB,
        Query::new("sagemaker", "data_processed_gb").with("component", "Hosting"),
    )
    .or_user(item, &DATA_PRICE, 1.0);
}

/// SageMaker real-time endpoint.
pub static KIND: Kind = Kind {
    name: "sagemaker_endpoint",
    title: both(
        "Amazon SageMaker real-time endpoint",
        "Amazon SageMaker 실시간 엔드포인트",
    ),
    short: both("SageMaker endpoint", "SageMaker 엔드포인트"),
    doc: both(
        "Instances that answer inference requests at once. One pays for them around the clock, and for GB in and out.",
        "추론 요청에 즉시 응답하는 인스턴스입니다. 항상 실행되는 시간과 입출력 GB에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    glyph: glyph::TARGET,
    monogram: "SME",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sagemaker_endpoint"],
    cloudformation: &["AWS::SageMaker::Endpoint"],
    drawio: "sagemaker",
    keywords: &["inference", "hosting", "model", "predict", "추론", "예측"],
    endpoint_service: "sagemaker.runtime",
    port: Some(443),
    properties: &[
        &sagemaker::TYPE,
        &INSTANCES,
        &RUNNING_HOURS,
        &DATA,
        &sagemaker::HOUR_PRICE,
        &DATA_PRICE,
        &user_price::SOURCE,
        &UTILIZATION,
        &MODEL_MONITOR,
        &sagemaker::IN_VPC,
        &sagemaker::ENCRYPTED,
    ],
    instances,
    key_fact: sagemaker::key_fact,
    validate: sagemaker::validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn instances_run_around_the_clock() {
        let endpoint = || {
            Bench::new("sagemaker_endpoint")
                .with("initial_instance_count", 2.0)
                // 1 GB in and 3 GB out.
                .incoming("lambda_function", 1_048_576.0, 1.0, 3.0)
        };
        assert_eq!(endpoint().lines().missing(), ["instance", "data"]);
        let lines = endpoint()
            .with("instance_hour_price_usd", 0.3)
            .with("data_price_usd", 0.016)
            .lines();
        // 2 x 730 h x 0.30 $; 4 GB x 0.016 $.
        near(lines.usd("instance"), 438.0);
        near(lines.usd("data"), 0.064);
    }
}
