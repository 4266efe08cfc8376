//! Amazon Polly: characters that are spoken.
//!
//! Semantics: Amazon Polly pricing page: characters of the text, by engine.

use super::asked::{self, Asked};
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
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
pub static EACH: Property = asked::CHARACTERS_EACH;

/// Billed units of the month.
pub static UNITS: Property = asked::CHARACTERS;

static ASKED: Asked = Asked {
    charge: (
        "characters",
        both("Characters spoken", "음성으로 변환한 글자"),
    ),
    service: "polly",
    feature: &FEATURE,
    priced_as: &[
        ("neural", "neural_per_characters"),
        ("standard", "standard_per_characters"),
        ("long-form", "long_form_per_characters"),
        ("generative", "generative_per_characters"),
    ],
    size: &EACH,
    billed: asked::as_it_is,
    month: &UNITS,
};

fn key_fact(item: &Item<'_>, language: Language) -> String {
    ASKED.key_fact(item, language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    ASKED.bill(cx, bill);
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
    service: "Amazon Polly",
    glyph: glyph::SPEAKER_HIGH,
    monogram: "TTS",
    drawio: "polly",
    keywords: &["speech", "voice", "tts", "음성", "목소리"],
    endpoint_service: "polly",
    properties: &[
        &FEATURE,
        &EACH,
        &UNITS,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    bill,
    ..asked::KIND
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
