//! Amazon SageMaker Serverless Inference: compute time of requests by memory size, and data.
//!
//! Semantics: Amazon SageMaker AI pricing page, serverless inference: by the millisecond of inference and GB of memory, data in
//! and out, and provisioned concurrency. The catalogue has no prices: the user's are taken.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MB_PER_GB: f64 = 1024.0;
const MS_PER_SECOND: f64 = 1000.0;

/// Memory: 1 to 6 GB.
pub static MEMORY: Property = Property::number(
    "memory_size_in_mb",
    both("Memory", "메모리"),
    units::MB,
    2048.0,
    1024.0,
    6144.0,
)
.doc(
    "Memory of one worker, 1,024 to 6,144 MB in steps of 1,024.",
    "워커 하나의 메모리이며 1,024~6,144MB를 1,024MB 단위로 정합니다.",
);

/// Time of one inference.
pub static DURATION: Property = Property::number(
    "inference_ms",
    both("Time of an inference", "추론 시간"),
    units::MILLISECONDS,
    200.0,
    0.0,
    60_000.0,
)
.doc(
    "Compute time of one request.",
    "요청 하나의 계산 시간입니다.",
);

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Inference requests in a month. Derived from incoming connections.",
    "월 추론 요청입니다. 들어오는 연결에서 계산합니다.",
);

/// Price of compute.
pub static COMPUTE_PRICE: Property = user_price::price(
    "gb_second_price_usd",
    both("Own price of a GB-second", "직접 입력한 GB-초 요금"),
    units::USD_PER_UNIT,
);

/// Price of data.
pub static DATA_PRICE: Property = user_price::price(
    "data_price_usd",
    both("Own price of data", "직접 입력한 데이터 요금"),
    units::USD_PER_GB,
);

/// Concurrency.
pub static CONCURRENCY: Property = Property::count(
    "max_concurrency",
    both("Most at a time", "최대 동시 실행"),
    units::REQUESTS,
    5.0,
    1.0,
    200.0,
)
.doc(
    "Requests that are answered at the same time; more are refused.",
    "동시에 처리하는 요청 수이며 넘으면 거부합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let gb = item.number(&MEMORY) / MB_PER_GB;
    format!("{} GB", number::short(gb, 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let requests = cx.usage(&REQUESTS, cx.flows.requests());
    let amount = Amount::product(
        units::GB_SECONDS,
        &[
            (requests.value, units::REQUESTS),
            (item.number(&DURATION) / MS_PER_SECOND, units::SECONDS),
            (item.number(&MEMORY) / MB_PER_GB, units::GB),
        ],
    );
    bill.charge(
        "compute",
        both("Compute", "컴퓨팅"),
        amount,
        Query::new("sagemaker", "serverless_gb_second"),
    )
    .from(requests.source)
    .or_user(item, &COMPUTE_PRICE, 1.0);
    let data = (cx.flows.gb_in() + cx.flows.gb_out()).0;
    bill.charge(
        "data",
        both("Data in and out", "입출력 데이터"),
        Amount::plain(data, units::GB),
        Query::new("sagemaker", "data_processed_gb").with("component", "Serverless"),
    )
    .from(crate::catalog::UsageSource::Derived)
    .or_user(item, &DATA_PRICE, 1.0);
}

/// SageMaker serverless endpoint.
pub static KIND: Kind = Kind {
    name: "sagemaker_serverless_endpoint",
    title: both(
        "Amazon SageMaker serverless endpoint",
        "Amazon SageMaker 서버리스 엔드포인트",
    ),
    short: both("SageMaker serverless", "SageMaker 서버리스"),
    doc: both(
        "Answers inference requests without instances; scales to nothing. One pays for compute time by memory and for GB.",
        "인스턴스 없이 추론 요청에 응답하며 0까지 축소됩니다. 메모리별 계산 시간과 GB에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon SageMaker AI",
    spend: Spend::Compute,
    glyph: glyph::LIGHTNING,
    monogram: "SMSL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sagemaker_endpoint_configuration"],
    cloudformation: &["AWS::SageMaker::EndpointConfig"],
    drawio: "sagemaker",
    keywords: &["inference", "serverless", "predict", "추론", "서버리스"],
    endpoint_service: "sagemaker.runtime",
    port: Some(443),
    properties: &[
        &MEMORY,
        &DURATION,
        &REQUESTS,
        &COMPUTE_PRICE,
        &DATA_PRICE,
        &user_price::SOURCE,
        &CONCURRENCY,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn compute_time_by_memory() {
        let lines = Bench::new("sagemaker_serverless_endpoint")
            .incoming("lambda_function", 1e6, 1.0, 1.0)
            .with("gb_second_price_usd", 0.00002)
            .with("data_price_usd", 0.016)
            .lines();
        // 1 M x 0.2 s x 2 GB = 400,000 GB-s x 0.00002 $; 2 M KB x 0.016 $.
        near(lines.usd("compute"), 8.0);
        near(lines.usd("data"), 2e6 / 1_048_576.0 * 0.016);
        let idle = Bench::new("sagemaker_serverless_endpoint").lines();
        near(idle.quantity("compute"), 0.0);
    }
}
