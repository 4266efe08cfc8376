//! Amazon Lex: requests to a bot, by text or speech.
//!
//! Semantics: Amazon Lex pricing page: request and response interaction.

use super::asked::{self, Asked};
use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Item, Kind, Property, user_price};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// What is asked of it.
pub static FEATURE: Property = Property::choice(
    "input",
    both("Input", "입력"),
    "text",
    &[
        choice_in("text", "Text", "텍스트"),
        choice_in("speech", "Speech", "음성"),
    ],
)
.doc(
    "Whether people type or speak.",
    "사용자가 입력하는지 말하는지 정합니다.",
);

/// Size of a request.
pub static EACH: Property = Property::number(
    "turns_per_request",
    both("Turns per request", "요청당 대화 수"),
    units::NONE,
    1.0,
    0.0,
    1e9,
)
.doc(
    "Turns of a conversation that one incoming request stands for.",
    "들어오는 요청 하나에 해당하는 대화 횟수입니다.",
);

/// Billed units of the month.
pub static UNITS: Property = Property::usage("requests", both("Requests", "요청"), units::REQUESTS)
    .doc(
        "Requests in a month. Derived from incoming connections.",
        "월 요청입니다. 들어오는 연결에서 계산합니다.",
    );

static ASKED: Asked = Asked {
    charge: ("requests", both("Requests", "요청")),
    service: "lex",
    feature: &FEATURE,
    priced_as: &[
        ("text", "text_to_text_supported_mode_speech_and_text_v1v2"),
        (
            "speech",
            "speech_to_text_req_supported_mode_speech_and_text",
        ),
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

/// Lex bot.
pub static KIND: Kind = Kind {
    name: "lexv2models_bot",
    title: both("Amazon Lex", "Amazon Lex"),
    short: both("Lex", "Lex"),
    doc: both(
        "Chat and voice bots. One pays for each request, more for speech.",
        "챗봇과 음성 봇입니다. 요청마다 요금을 내며 음성이 더 비쌉니다.",
    ),
    service: "Amazon Lex",
    glyph: glyph::CHATS,
    monogram: "LEX",
    terraform: &["aws_lexv2models_bot"],
    cloudformation: &["AWS::Lex::Bot"],
    drawio: "lex",
    keywords: &["chatbot", "bot", "conversation", "챗봇", "대화"],
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
    fn text_and_speech() {
        let bot = || Bench::new("lexv2models_bot").incoming("users", 1e5, 1.0, 1.0);
        // 100,000 x 0.00075 $; speech 0.004 $.
        near(bot().lines().total(), 75.0);
        near(bot().with("input", "speech").lines().total(), 400.0);
    }
}
