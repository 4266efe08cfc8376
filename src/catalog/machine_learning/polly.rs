//! Amazon Polly: characters that are spoken.
//!
//! Semantics: Amazon Polly pricing page: characters of the text, by engine.

use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "engine",
    both("Engine", "엔진"),
    "neural",
    &[
        choice_in("neural", "Neural", "뉴럴"),
        choice_in("standard", "Standard", "표준"),
        choice_in("long-form", "Long-form", "긴 글"),
        choice_in("generative", "Generative", "생성형"),
    ],
)
.doc(
    "How the voice is made; better ones cost more and are not in every Region.",
    "음성을 만드는 방식입니다. 더 자연스러운 엔진이 더 비싸고 일부 리전에만 있습니다.",
);

/// Size of a request.
pub static EACH: Property = Property::number(
    "characters_per_request",
    both("Characters per request", "요청당 글자 수"),
    units::CHARACTERS,
    500.0,
    0.0,
    1e9,
)
.doc("Length of one text.", "텍스트 하나의 길이입니다.");

/// Billed units of the month.
pub static UNITS: Property = Property::usage(
    "characters",
    both("Characters", "글자 수"),
    units::CHARACTERS,
)
.doc(
    "Characters in a month. Derived from incoming requests.",
    "월 글자 수입니다. 들어오는 요청에서 계산합니다.",
);

/// Item of the price rows for the feature.
fn priced_as(feature: &str) -> &'static str {
    match feature {
        "standard" => "standard_per_characters",
        "long-form" => "long_form_per_characters",
        "generative" => "generative_per_characters",
        _ => "neural_per_characters",
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    item.chosen(&FEATURE, language).to_owned()
}

/// Billed units of one request.
fn per_request(item: &Item<'_>) -> f64 {
    item.number(&EACH)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived = cx.flows.requests() * per_request(item);
    bill.usage(
        "characters",
        both("Characters spoken", "음성으로 변환한 글자"),
        cx.usage(&UNITS, derived),
        units::CHARACTERS,
        Query::new("polly", priced_as(item.text(&FEATURE))),
    )
    .or_user_price(item);
}

/// Polly.
pub static KIND: Kind = Kind {
    name: "polly",
    title: both("Amazon Polly", "Amazon Polly"),
    short: both("Polly", "Polly"),
    doc: both(
        "Reads texts aloud. One pays by the character and engine.",
        "텍스트를 음성으로 읽습니다. 엔진별로 글자마다 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon Polly",
    spend: Spend::Other,
    glyph: glyph::SPEAKER_HIGH,
    monogram: "TTS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &[],
    cloudformation: &[],
    drawio: "polly",
    keywords: &["speech", "voice", "tts", "음성", "목소리"],
    endpoint_service: "polly",
    port: Some(443),
    properties: &[
        &FEATURE,
        &EACH,
        &UNITS,
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
    fn engines_have_their_prices() {
        let texts = || Bench::new("polly").incoming("lambda_function", 1e4, 1.0, 1.0);
        // 5 M characters x 0.000016 $; standard 0.000004 $.
        near(texts().lines().total(), 80.0);
        near(texts().with("engine", "standard").lines().total(), 20.0);
        // No price in Seoul: missing.
        let long = texts().with("engine", "long-form");
        assert_eq!(long.lines().missing(), ["characters"]);
    }
}
