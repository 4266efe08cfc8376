//! Amazon Lex: requests to a bot, by text or speech.
//!
//! Semantics: Amazon Lex pricing page: request and response interaction.

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

/// Item of the price rows for the feature.
fn priced_as(feature: &str) -> &'static str {
    match feature {
        "speech" => "speech_to_text_req_supported_mode_speech_and_text",
        _ => "text_to_text_supported_mode_speech_and_text_v1v2",
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
        "requests",
        both("Requests", "요청"),
        cx.usage(&UNITS, derived),
        units::REQUESTS,
        Query::new("lex", priced_as(item.text(&FEATURE))),
    )
    .or_user_price(item);
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
    category: Category::MachineLearning,
    service: "Amazon Lex",
    spend: Spend::Other,
    glyph: glyph::CHATS,
    monogram: "LEX",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lexv2models_bot"],
    cloudformation: &["AWS::Lex::Bot"],
    drawio: "lex",
    keywords: &["chatbot", "bot", "conversation", "챗봇", "대화"],
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
    fn text_and_speech() {
        let bot = || Bench::new("lexv2models_bot").incoming("users", 1e5, 1.0, 1.0);
        // 100,000 x 0.00075 $; speech 0.004 $.
        near(bot().lines().total(), 75.0);
        near(bot().with("input", "speech").lines().total(), 400.0);
    }
}
