//! AWS IoT rules: a price for each rule that a message starts and for each action.
//!
//! Semantics: AWS IoT Core pricing page, rules engine: in pieces of 5 KB.

use super::chunks;
use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Actions of a rule.
pub static ACTIONS: Property = Property::count(
    "actions",
    both("Actions", "작업"),
    units::OPERATIONS,
    1.0,
    1.0,
    10.0,
)
.doc(
    "Actions that the rule carries out for each message, ten at most.",
    "메시지마다 규칙이 실행하는 작업 수이며 최대 10개입니다.",
);

/// Triggers.
pub static TRIGGERS: Property = Property::usage(
    "rules_triggered",
    both("Rules triggered", "규칙 실행"),
    units::RULES,
)
.doc(
    "Times that messages start the rule in a month, in pieces of 5 KB. Derived from incoming connections.",
    "메시지가 규칙을 실행하는 월 횟수(5KB 단위)입니다. 들어오는 연결에서 계산합니다.",
);

/// Errors.
pub static ERROR_ACTION: Property =
    Property::flag("error_action", both("Error action", "오류 작업"), false)
        .doc(
            "Messages whose action fails go to another place instead of getting lost.",
            "작업이 실패한 메시지를 잃지 않고 다른 곳으로 보냅니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let actions = number::short(item.number(&ACTIONS), 0);
    match language {
        Language::English => format!("{actions} per message"),
        Language::Korean => format!("메시지당 {actions}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * chunks(flow.request_kb))
        .sum();
    let triggers = cx.usage(&TRIGGERS, derived);
    bill.usage(
        "rules",
        both("Rules triggered", "규칙 실행"),
        triggers,
        units::RULES,
        Query::new("iot_core", "rulestriggered"),
    )
    .or_user_price(item);
    bill.charge(
        "actions",
        both("Actions", "작업"),
        Amount::product(
            units::OPERATIONS,
            &[
                (triggers.value, units::RULES),
                (item.number(&ACTIONS), units::OPERATIONS),
            ],
        ),
        Query::new("iot_core", "actionsexecuted"),
    )
    .from(triggers.source)
    .or_user_price(item);
}

/// IoT rule.
pub static KIND: Kind = Kind {
    name: "iot_topic_rule",
    title: both("AWS IoT rule", "AWS IoT 규칙"),
    short: both("IoT rule", "IoT 규칙"),
    doc: both(
        "Picks messages of devices and hands them to other services. One pays for each rule started and each action.",
        "디바이스 메시지를 골라 다른 서비스로 전달합니다. 규칙 실행과 작업마다 요금을 냅니다.",
    ),
    category: Category::Iot,
    service: "AWS IoT Core",
    spend: Spend::Messaging,
    glyph: glyph::FUNNEL,
    monogram: "RULE",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_iot_topic_rule"],
    cloudformation: &["AWS::IoT::TopicRule"],
    drawio: "iot_rule",
    keywords: &["mqtt", "topic", "rule", "action", "규칙", "토픽"],
    properties: &[
        &ACTIONS,
        &TRIGGERS,
        &user_price::PRICE,
        &user_price::SOURCE,
        &ERROR_ACTION,
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
    fn rules_and_actions() {
        let lines = Bench::new("iot_topic_rule")
            .with("actions", 2.0)
            .incoming("iot_core", 1e7, 6.0, 0.0)
            .lines();
        // 6 KB are two pieces: 20 M x 0.00000018 $ and 40 M x 0.00000018 $ in Seoul.
        near(lines.usd("rules"), 3.6);
        near(lines.usd("actions"), 7.2);
    }
}
