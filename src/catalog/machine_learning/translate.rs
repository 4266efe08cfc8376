//! Amazon Translate: characters.
//!
//! Semantics: Amazon Translate pricing page: characters of the source text, spaces included.

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
    "mode",
    both("Mode", "방식"),
    "text",
    &[
        choice_in("text", "Text", "텍스트"),
        choice_in("document", "Documents", "문서"),
        choice_in("batch", "Batch", "배치"),
        choice_in("custom", "Custom batch", "사용자 지정 배치"),
    ],
)
.doc(
    "Texts in real time, documents, or batches of files in S3.",
    "실시간 텍스트, 문서, S3의 파일 일괄 처리 중 하나입니다.",
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
        "document" => "translatedocument",
        "batch" => "texttranslationjob",
        "custom" => "activecustomtranslationjob",
        _ => "text_translation_per_character",
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
        both("Characters translated", "번역한 글자"),
        cx.usage(&UNITS, derived),
        units::CHARACTERS,
        Query::new("translate", priced_as(item.text(&FEATURE))),
    )
    .or_user_price(item);
}

/// Translate.
pub static KIND: Kind = Kind {
    name: "translate",
    title: both("Amazon Translate", "Amazon Translate"),
    short: both("Translate", "Translate"),
    doc: both(
        "Translates texts and documents. One pays by the character.",
        "텍스트와 문서를 번역합니다. 글자마다 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon Translate",
    spend: Spend::Other,
    glyph: glyph::TRANSLATE,
    monogram: "TRN",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &[],
    cloudformation: &[],
    drawio: "translate",
    keywords: &["language", "localization", "번역", "언어"],
    endpoint_service: "translate",
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
    fn characters_are_counted() {
        let texts = Bench::new("translate").incoming("lambda_function", 1e5, 1.0, 1.0);
        // 100,000 x 500 x 0.000015 $.
        near(texts.lines().total(), 750.0);
        near(texts.with("characters", 0.0).lines().total(), 0.0);
    }
}
