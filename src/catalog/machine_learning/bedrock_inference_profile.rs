//! Amazon Bedrock models on demand: tokens in and out.
//!
//! Semantics: Amazon Bedrock pricing page: by the thousand or million of input and output tokens of a model; cached input
//! tokens are cheaper. The catalogue has no prices: the user's are taken.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Tokens that a typed price is for.
const PRICED_TOKENS: f64 = 1e6;

/// Model.
pub static MODEL: Property = Property::text("model_id", both("Model", "모델"), "").doc(
    "Model that answers, as Bedrock names it; decides the price of a token.",
    "Bedrock의 모델 ID이며 토큰 요금을 결정합니다.",
);

/// Input of a request.
pub static INPUT_TOKENS: Property = Property::number(
    "input_tokens_per_request",
    both("Input tokens per request", "요청당 입력 토큰"),
    units::TOKENS,
    1000.0,
    0.0,
    1e7,
)
.doc(
    "Tokens of prompt, context and history of one request; about four letters of English or one or two of Korean each.",
    "요청 하나의 프롬프트, 문맥, 이력 토큰입니다. 영어 네 글자 또는 한국어 한두 글자가 약 한 토큰입니다.",
);

/// Output of a request.
pub static OUTPUT_TOKENS: Property = Property::number(
    "output_tokens_per_request",
    both("Output tokens per request", "요청당 출력 토큰"),
    units::TOKENS,
    300.0,
    0.0,
    1e7,
)
.doc("Tokens of one answer.", "응답 하나의 토큰입니다.");

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests in a month. Derived from incoming connections.",
    "월 요청입니다. 들어오는 연결에서 계산합니다.",
);

/// Price of input.
pub static INPUT_PRICE: Property = user_price::price(
    "input_price_usd",
    both("Own price of input", "직접 입력한 입력 토큰 요금"),
    units::USD_PER_MILLION_TOKENS,
);

/// Price of output.
pub static OUTPUT_PRICE: Property = user_price::price(
    "output_price_usd",
    both("Own price of output", "직접 입력한 출력 토큰 요금"),
    units::USD_PER_MILLION_TOKENS,
);

/// Guardrails.
pub static GUARDRAIL: Property = Property::flag("guardrail", both("Guardrail", "가드레일"), false)
    .doc(
        "Prompts and answers are checked for harmful content and personal data.",
        "유해 콘텐츠와 개인 정보를 프롬프트와 응답에서 검사합니다.",
    )
    .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match item.text(&MODEL) {
        "" => both("on demand", "온디맨드").get(language).to_owned(),
        model => model.chars().take(40).collect(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let requests = cx.usage(&REQUESTS, cx.flows.requests());
    let mut line = |key, name, each: &Property, what, price: &Property| {
        let amount = Amount::product(
            units::TOKENS,
            &[
                (requests.value, units::REQUESTS),
                (item.number(each), units::TOKENS),
            ],
        );
        let query = Query::new("bedrock", what).with("model", item.text(&MODEL));
        bill.charge(key, name, amount, query)
            .from(requests.source)
            .or_user(item, price, PRICED_TOKENS);
    };
    line(
        "input",
        both("Input tokens", "입력 토큰"),
        &INPUT_TOKENS,
        "input_token",
        &INPUT_PRICE,
    );
    line(
        "output",
        both("Output tokens", "출력 토큰"),
        &OUTPUT_TOKENS,
        "output_token",
        &OUTPUT_PRICE,
    );
}

/// Bedrock model.
pub static KIND: Kind = Kind {
    name: "bedrock_inference_profile",
    title: both("Amazon Bedrock model", "Amazon Bedrock 모델"),
    short: both("Bedrock", "Bedrock"),
    doc: both(
        "Foundation models behind an API. One pays for the tokens that go in and come out, at the price of the model.",
        "API로 쓰는 파운데이션 모델입니다. 입력과 출력 토큰에 모델별 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon Bedrock",
    spend: Spend::Other,
    glyph: glyph::SPARKLE,
    monogram: "BR",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_bedrock_inference_profile"],
    cloudformation: &["AWS::Bedrock::ApplicationInferenceProfile"],
    drawio: "bedrock",
    keywords: &[
        "llm",
        "generative",
        "claude",
        "nova",
        "chat",
        "rag",
        "생성형",
        "챗봇",
    ],
    endpoint_service: "bedrock-runtime",
    port: Some(443),
    properties: &[
        &MODEL,
        &INPUT_TOKENS,
        &OUTPUT_TOKENS,
        &REQUESTS,
        &INPUT_PRICE,
        &OUTPUT_PRICE,
        &user_price::SOURCE,
        &GUARDRAIL,
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
    fn tokens_in_and_out() {
        let model = || {
            Bench::new("bedrock_inference_profile").incoming("lambda_function", 10_000.0, 4.0, 2.0)
        };
        assert_eq!(model().lines().missing(), ["input", "output"]);
        let lines = model()
            .with("input_price_usd", 3.0)
            .with("output_price_usd", 15.0)
            .lines();
        // 10,000 x 1,000 = 10 M tokens x 3 $ a million; 10,000 x 300 = 3 M x 15 $.
        near(lines.usd("input"), 30.0);
        near(lines.usd("output"), 45.0);
        assert_eq!(lines.formula("output"), "10,000 requests × 300 tokens");
    }

    #[test]
    fn a_typed_price_asks_for_its_source() {
        let bench = Bench::new("bedrock_inference_profile").with("input_price_usd", 3.0);
        assert_eq!(bench.problems().len(), 1);
        let sourced = bench.with("user_price_source", "Bedrock pricing page, 2026-11-20");
        assert!(sourced.problems().is_empty());
    }
}
