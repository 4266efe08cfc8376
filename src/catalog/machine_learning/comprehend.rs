//! Amazon Comprehend: requests in units of 100 characters.
//!
//! Semantics: Amazon Comprehend pricing page: units of 100 characters, at least three a request.

use super::asked::{self, Asked};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Characters of a billed unit.
const UNIT_CHARACTERS: f64 = 100.0;
/// Least units of a request.
const LEAST_UNITS: f64 = 3.0;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "api",
    both("Analysis", "분석"),
    "sentiment",
    &[
        choice_in("sentiment", "Sentiment", "감정"),
        choice_in("entities", "Entities", "개체"),
        choice_in("key_phrases", "Key phrases", "핵심 문구"),
        choice_in("language", "Language", "언어"),
        choice_in("pii", "Personal data", "개인 정보"),
        choice_in("targeted_sentiment", "Targeted sentiment", "대상별 감정"),
        choice_in("events", "Events", "이벤트"),
        choice_in(
            "custom_classification",
            "Custom classes",
            "사용자 지정 분류",
        ),
    ],
)
.doc(
    "What texts are looked at for.",
    "텍스트에서 분석할 내용입니다.",
);

/// Size of a request.
pub static EACH: Property = asked::CHARACTERS_EACH.doc(
    "Length of one text; a unit has 100 characters, a request has at least three.",
    "텍스트 하나의 길이입니다. 단위는 100자이며 요청당 최소 세 단위입니다.",
);

/// Billed units of the month.
pub static UNITS: Property = Property::usage(
    "text_units",
    both("Text units", "텍스트 단위"),
    units::UNITS,
)
.doc(
    "Units of 100 characters in a month. Derived from incoming requests.",
    "월 100자 단위 수입니다. 들어오는 요청에서 계산합니다.",
);

static ASKED: Asked = Asked {
    charge: ("text", both("Text analysed", "텍스트 분석")),
    service: "comprehend",
    feature: &FEATURE,
    priced_as: &[
        ("sentiment", "processes_sentiment_analysis_text_request"),
        ("entities", "processes_entity_analysis_text_request"),
        ("key_phrases", "processes_key_phrase_detection_text_request"),
        ("language", "processes_language_detection_text_request"),
        ("pii", "processes_pii_analysis_in_text_request"),
        (
            "targeted_sentiment",
            "process_targeted_sentiment_text_request",
        ),
        ("events", "processes_event_analysis_text_request"),
        (
            "custom_classification",
            "processes_custom_classification_text_request",
        ),
    ],
    size: &EACH,
    billed: |characters| (characters / UNIT_CHARACTERS).ceil().max(LEAST_UNITS),
    month: &UNITS,
};

fn key_fact(item: &Item<'_>, language: Language) -> String {
    ASKED.key_fact(item, language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    ASKED.bill(cx, bill);
}

/// Comprehend.
pub static KIND: Kind = Kind {
    name: "comprehend",
    title: both("Amazon Comprehend", "Amazon Comprehend"),
    short: both("Comprehend", "Comprehend"),
    doc: both(
        "Finds sentiment, names, phrases, language and personal data in texts. One pays for units of 100 characters.",
        "텍스트에서 감정, 이름, 문구, 언어, 개인 정보를 찾습니다. 100자 단위마다 요금을 냅니다.",
    ),
    service: "Amazon Comprehend",
    glyph: glyph::CHAT_TEXT,
    monogram: "NLP",
    terraform: &[
        "aws_comprehend_document_classifier",
        "aws_comprehend_entity_recognizer",
    ],
    cloudformation: &["AWS::Comprehend::DocumentClassifier"],
    drawio: "comprehend",
    keywords: &["nlp", "sentiment", "text", "감정", "자연어"],
    endpoint_service: "comprehend",
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
    fn a_request_has_at_least_three_units() {
        let of = |characters: f64| {
            Bench::new("comprehend")
                .with("characters_per_request", characters)
                .incoming("lambda_function", 1e6, 1.0, 1.0)
                .lines()
        };
        // 1 M x 5 units x 0.0001 $; 120 characters are three units.
        near(of(500.0).total(), 500.0);
        near(of(120.0).total(), 300.0);
        // 20 M units of 2,000 characters: 10 M x 0.0001 $ and 10 M x 0.00005 $.
        near(of(2_000.0).total(), 1_500.0);
    }
}
