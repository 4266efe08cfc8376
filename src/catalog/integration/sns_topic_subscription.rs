//! Amazon SNS subscription as a component of its own: the deliveries of one subscriber, by protocol.
//!
//! Semantics: Amazon SNS pricing page; `cost-semantics`: messaging. In a drawing the connections of a topic say the same;
//! this kind is for subscriptions whose deliveries are billed apart from their topic.

use super::chunks;
use super::sns_topic::{Protocol, deliveries};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const PROTOCOLS: &[Choice] = &[
    choice("http", "HTTP"),
    choice("https", "HTTPS"),
    choice_in("email", "Email", "이메일"),
    choice_in("email-json", "Email, JSON", "이메일(JSON)"),
    choice_in("sms", "Text message", "문자 메시지"),
    choice("sqs", "Amazon SQS"),
    choice("lambda", "AWS Lambda"),
    choice("firehose", "Amazon Data Firehose"),
    choice_in("application", "Mobile push", "모바일 푸시"),
];

/// Protocol of the deliveries.
pub static PROTOCOL: Property =
    Property::choice("protocol", both("Protocol", "프로토콜"), "https", PROTOCOLS).doc(
        "How messages are delivered; decides the price. SQS and Lambda are free.",
        "메시지를 전달하는 방식이며 요금을 결정합니다. SQS와 Lambda는 무료입니다.",
    );

/// Messages delivered.
pub static MESSAGES: Property =
    Property::usage("messages", both("Messages", "메시지"), units::MESSAGES).doc(
        "Messages delivered in a month. Derived from incoming connections.",
        "월 전송 메시지입니다. 들어오는 연결로 계산합니다.",
    );

/// Size of a message: 256 KB at most (service-facts: SNS).
pub static MESSAGE_KB: Property = Property::number(
    "message_kb",
    both("Message size", "메시지 크기"),
    units::KB,
    1.0,
    0.0,
    256.0,
)
.doc(
    "Average size where the messages are typed; deliveries count in pieces of 64 KB.",
    "메시지 수를 직접 입력한 경우의 평균 크기이며 64KB 단위로 셉니다.",
);

/// Redrive.
pub static REDRIVE: Property = Property::flag(
    "redrive_policy",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Deliveries that fail for good go to a queue.",
    "끝내 실패한 전송을 대기열로 보냅니다.",
)
.secondary();

fn protocol(item: &Item<'_>) -> Protocol {
    match item.text(&PROTOCOL) {
        "email" | "email-json" => Protocol::Email,
        "sms" => Protocol::Sms,
        "sqs" => Protocol::Sqs,
        "lambda" => Protocol::Lambda,
        "firehose" => Protocol::Firehose,
        "application" => Protocol::Push,
        _ => Protocol::Http,
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let chosen = item.text(&PROTOCOL);
    PROTOCOLS
        .iter()
        .find(|option| option.value == chosen)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * chunks(flow.request_kb))
        .sum();
    let usage = cx.usage(&MESSAGES, derived);
    let amount = match item.typed(&MESSAGES) {
        Some(messages) => {
            let kb = item.number(&MESSAGE_KB);
            Amount::product(
                units::DELIVERIES,
                &[(messages, units::MESSAGES), (chunks(kb), units::NONE)],
            )
        }
        None => Amount::plain(usage.value, units::DELIVERIES),
    };
    deliveries(protocol(item), amount, bill).from(usage.source);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&REDRIVE, resource.has("redrive_policy"));
}

/// SNS subscription.
pub static KIND: Kind = Kind {
    name: "sns_topic_subscription",
    title: both("Amazon SNS subscription", "Amazon SNS 구독"),
    short: both("Subscription", "SNS 구독"),
    doc: both(
        "Delivers the messages of a topic to one subscriber. One pays for deliveries by protocol.",
        "주제의 메시지를 구독자 하나에게 전달합니다. 프로토콜별 전송에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon SNS",
    spend: Spend::Messaging,
    glyph: glyph::BROADCAST,
    monogram: "SUB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sns_topic_subscription"],
    cloudformation: &["AWS::SNS::Subscription"],
    imports: &[Import::of("aws_sns_topic_subscription")
        .usage(&[
            ("monthly_requests", &MESSAGES),
            ("request_size_kb", &MESSAGE_KB),
        ])
        .read(read)],
    drawio: "",
    keywords: &["subscription", "subscriber", "notification", "구독", "알림"],
    properties: &[&PROTOCOL, &MESSAGES, &MESSAGE_KB, &REDRIVE],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_protocol_decides_the_price() {
        let to = |protocol: &str| {
            Bench::new("sns_topic_subscription")
                .with("protocol", protocol)
                .with("messages", 1e6)
                .with("message_kb", 65.0)
                .lines()
        };
        // 1 M messages of 65 KB are 2 M deliveries: × $0.0000006, × $0.00002, × $0.000000229.
        near(to("https").total(), 1.2);
        near(to("email").total(), 40.0);
        near(to("firehose").total(), 0.458);
        near(to("sqs").total(), 0.0);
        assert_eq!(to("sms").missing(), ["to_sms"]);
    }

    #[test]
    fn deliveries_follow_the_topic() {
        let lines = Bench::new("sns_topic_subscription")
            .incoming("sns_topic", 1e6, 1.0, 0.0)
            .lines();
        near(lines.total(), 0.6);
    }
}
