//! Amazon Translate: characters.
//!
//! Semantics: Amazon Translate pricing page: characters of the source text, spaces included.

use super::asked::{self, Asked};
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
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
pub static EACH: Property = asked::CHARACTERS_EACH;

/// Billed units of the month.
pub static UNITS: Property = asked::CHARACTERS;

static ASKED: Asked = Asked {
    charge: ("characters", both("Characters translated", "번역한 글자")),
    service: "translate",
    feature: &FEATURE,
    priced_as: &[
        ("text", "text_translation_per_character"),
        ("document", "translatedocument"),
        ("batch", "texttranslationjob"),
        ("custom", "activecustomtranslationjob"),
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

/// Translate.
pub static KIND: Kind = Kind {
    name: "translate",
    title: both("Amazon Translate", "Amazon Translate"),
    short: both("Translate", "Translate"),
    doc: both(
        "Translates texts and documents. One pays by the character.",
        "텍스트와 문서를 번역합니다. 글자마다 요금을 냅니다.",
    ),
    service: "Amazon Translate",
    glyph: glyph::TRANSLATE,
    monogram: "TRN",
    drawio: "translate",
    keywords: &["language", "localization", "번역", "언어"],
    endpoint_service: "translate",
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
    fn characters_are_counted() {
        let texts = Bench::new("translate").incoming("lambda_function", 1e5, 1.0, 1.0);
        // 100,000 x 500 x 0.000015 $.
        near(texts.lines().total(), 750.0);
        near(texts.with("characters", 0.0).lines().total(), 0.0);
    }
}
