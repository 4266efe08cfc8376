//! Amazon Personalize: data taken in, training hours, recommendations in real time.
//!
//! Semantics: Amazon Personalize pricing page, custom recipes: by the GB, the training hour and the request, in tiers.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Data taken in.
pub static DATA: Property = Property::number(
    "ingested_gb",
    both("Data taken in", "수집 데이터"),
    units::GB_PER_MONTH,
    1.0,
    0.0,
    1e6,
)
.doc(
    "GB of interactions, users and items that are imported in a month.",
    "한 달에 가져오는 상호 작용, 사용자, 항목 데이터의 GB입니다.",
);

/// Training.
pub static TRAINING: Property = Property::number(
    "training_hours",
    both("Training hours", "훈련 시간"),
    units::HOURS,
    10.0,
    0.0,
    1e6,
)
.doc(
    "Training hours of a month as AWS counts them: by 4 vCPU and 8 GB.",
    "AWS가 세는 월 훈련 시간입니다(4 vCPU, 8GB 기준).",
);

/// Recommendations.
pub static REQUESTS: Property = Property::usage(
    "recommendation_requests",
    both("Recommendations", "추천 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests for recommendations in a month. Derived from incoming connections.",
    "월 추천 요청입니다. 들어오는 연결에서 계산합니다.",
);

/// Price of a training hour.
pub static TRAINING_PRICE: Property = user_price::price(
    "training_hour_price_usd",
    both("Own price of training", "직접 입력한 훈련 요금"),
    units::USD_PER_HOUR,
);

/// Price of data.
pub static DATA_PRICE: Property = user_price::price(
    "data_price_usd",
    both("Own price of data", "직접 입력한 데이터 요금"),
    units::USD_PER_GB,
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let hours = number::short(item.number(&TRAINING), 1);
    match language {
        Language::English => format!("{hours} h of training"),
        Language::Korean => format!("훈련 {hours}시간"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "data",
        both("Data taken in", "수집 데이터"),
        Amount::plain(item.number(&DATA), units::GB),
        Query::new("personalize", "data_per_gb"),
    )
    .or_user(item, &DATA_PRICE, 1.0);
    bill.charge(
        "training",
        both("Training", "훈련"),
        Amount::plain(item.number(&TRAINING), units::HOURS),
        Query::new("personalize", "training_per_traininghour"),
    )
    .or_user(item, &TRAINING_PRICE, 1.0);
    bill.usage(
        "recommendations",
        both("Recommendations", "추천"),
        cx.usage(&REQUESTS, cx.flows.requests()),
        units::REQUESTS,
        Query::new(
            "personalize",
            "real_time_inference_per_real_time_recommendation_requests",
        ),
    )
    .or_user_price(item);
}

/// Personalize.
pub static KIND: Kind = Kind {
    name: "personalize",
    title: both("Amazon Personalize", "Amazon Personalize"),
    short: both("Personalize", "Personalize"),
    doc: both(
        "Recommends items to each user from past interactions. One pays for data, training hours and recommendations.",
        "과거 상호 작용으로 사용자마다 항목을 추천합니다. 데이터, 훈련 시간, 추천 요청에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon Personalize",
    spend: Spend::Other,
    glyph: glyph::USER_FOCUS,
    monogram: "PER",
    scope: Scope::Regional,
    network: Network::PublicService,
    cloudformation: &["AWS::Personalize::Solution"],
    drawio: "personalize",
    keywords: &["recommendation", "ranking", "추천", "개인화"],
    port: Some(443),
    properties: &[
        &DATA,
        &TRAINING,
        &REQUESTS,
        &DATA_PRICE,
        &TRAINING_PRICE,
        &user_price::PRICE,
        &user_price::SOURCE,
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
    fn data_training_and_recommendations() {
        let lines = Bench::new("personalize")
            .region("us-east-1")
            .with("ingested_gb", 20.0)
            .incoming("lambda_function", 1e6, 1.0, 1.0)
            .lines();
        // 20 GB x 0.05 $; 10 h x 0.24 $; 1 M x 0.000055555 $.
        near(lines.usd("data"), 1.0);
        near(lines.usd("training"), 2.4);
        near(lines.usd("recommendations"), 55.555);
    }
}
