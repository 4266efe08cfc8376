//! Amazon SNS topic: publishes in pieces of 64 KB and deliveries by protocol.
//!
//! Semantics: Amazon SNS pricing page; `cost-semantics`: messaging. The protocol of a delivery is the connection's where it
//! names one (`email`, `sms`, `application`, `https`), else it follows from the subscriber. Free allowances are taken
//! once per account, not here.

use super::{POLICIES, chunks};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Flow, Item, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};
use crate::units::Gigabytes;

const ENCRYPTION: &[Choice] = &[
    choice_in("none", "None", "없음"),
    choice_in("kms", "SSE-KMS", "SSE-KMS"),
];

/// FIFO or standard.
pub static FIFO: Property = Property::flag("fifo_topic", both("FIFO", "FIFO"), false).doc(
    "Keeps the order and delivers once, to SQS queues.",
    "순서를 지켜 SQS 대기열에 한 번만 전달합니다.",
);

/// Publishes.
pub static PUBLISHES: Property = Property::usage(
    "publishes",
    both("Publishes", "게시"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Publish requests in a month, in pieces of 64 KB. Derived from incoming connections.",
    "월 게시 요청이며 64KB 단위로 셉니다. 들어오는 연결로 계산합니다.",
);

/// Encryption; none by default.
pub static ENCRYPTION_KIND: Property = Property::choice(
    "server_side_encryption",
    both("Encryption", "암호화"),
    "none",
    ENCRYPTION,
)
.doc("Encryption at rest.", "저장 데이터 암호화입니다.")
.secondary();

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

/// Topic policy.
pub static POLICY: Property = Property::choice(
    "policy",
    both("Topic policy", "주제 정책"),
    "restricted",
    POLICIES,
)
.doc(
    "Who may publish and subscribe.",
    "게시하고 구독할 수 있는 주체입니다.",
)
.secondary();

/// How a subscriber gets its messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Sqs,
    Lambda,
    Firehose,
    Http,
    Email,
    Push,
    Sms,
}

fn protocol(item: &Item<'_>, flow: &Flow) -> Protocol {
    let named = item
        .design
        .connection(&flow.connection)
        .and_then(|connection| connection.protocol.as_deref())
        .unwrap_or("")
        .to_ascii_lowercase();
    match named.as_str() {
        "email" | "email-json" | "smtp" => return Protocol::Email,
        "sms" => return Protocol::Sms,
        "application" | "push" | "apns" | "fcm" | "gcm" => return Protocol::Push,
        _ => {}
    }
    let peer = item.design.component(&flow.peer);
    match peer.map_or("", |peer| peer.kind.as_str()) {
        "sqs_queue" => Protocol::Sqs,
        "lambda_function" => Protocol::Lambda,
        "kinesis_firehose_delivery_stream" => Protocol::Firehose,
        "mobile_app" => Protocol::Push,
        "users" | "ses" => Protocol::Email,
        _ => Protocol::Http,
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.flag(&FIFO), language) {
        (true, _) => "FIFO".to_owned(),
        (false, Language::English) => "Standard".to_owned(),
        (false, Language::Korean) => "표준".to_owned(),
    }
}

/// Key, name and price row of the deliveries of one protocol.
fn line(protocol: Protocol) -> (&'static str, Bilingual, &'static str) {
    match protocol {
        Protocol::Sqs => ("to_sqs", both("Deliveries to SQS", "SQS로 전송"), ""),
        Protocol::Lambda => (
            "to_lambda",
            both("Deliveries to Lambda", "Lambda로 전송"),
            "",
        ),
        Protocol::Firehose => (
            "to_firehose",
            both("Deliveries to Firehose", "Firehose로 전송"),
            "firehose_notification",
        ),
        Protocol::Http => (
            "to_http",
            both("Deliveries over HTTP", "HTTP 전송"),
            "http_notification",
        ),
        Protocol::Email => (
            "to_email",
            both("Deliveries by email", "이메일 전송"),
            "email_notification",
        ),
        Protocol::Push => (
            "to_mobile",
            both("Mobile push", "모바일 푸시"),
            "mobile_push_notification",
        ),
        Protocol::Sms => ("to_sms", both("Text messages", "문자 메시지"), ""),
    }
}

fn bill_standard(cx: &BillCx<'_>, bill: &mut Bill) {
    let all = [
        Protocol::Sqs,
        Protocol::Lambda,
        Protocol::Firehose,
        Protocol::Http,
        Protocol::Email,
        Protocol::Push,
        Protocol::Sms,
    ];
    for each in all {
        let flows = cx.flows.outgoing.iter();
        let flows: Vec<&Flow> = flows
            .filter(|flow| protocol(&cx.item, flow) == each)
            .collect();
        if flows.is_empty() {
            continue;
        }
        let count: f64 = flows.iter().map(|flow| flow.requests).sum();
        let amount = Amount::plain(count, units::DELIVERIES);
        let (key, name, row) = line(each);
        let charge = match each {
            Protocol::Sqs | Protocol::Lambda => bill.free(
                key,
                name,
                amount,
                both(
                    "deliveries to SQS and Lambda are free",
                    "SQS와 Lambda로 보내는 전송은 무료입니다",
                ),
            ),
            Protocol::Sms => bill.missing(
                key,
                name,
                amount,
                "price of a text message, which differs by country and carrier",
            ),
            _ => bill.charge(key, name, amount, Query::new("sns", row)),
        };
        charge.from(UsageSource::Derived);
    }
}

fn bill_fifo(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "publish_payload",
        both("Published data", "게시 데이터"),
        Amount::plain(cx.flows.gb_in().0, units::GB),
        Query::new("sns", "fifo_publish_payload_gb"),
    )
    .from(UsageSource::Derived);
    let count: f64 = cx.flows.outgoing.iter().map(|flow| flow.requests).sum();
    let sent: Gigabytes = cx.flows.outgoing.iter().map(|flow| flow.request_gb).sum();
    bill.charge(
        "deliveries",
        both("Deliveries", "전송"),
        Amount::plain(count, units::DELIVERIES),
        Query::new("sns", "fifo_subscription_message"),
    )
    .from(UsageSource::Derived);
    bill.charge(
        "delivery_payload",
        both("Delivered data", "전송 데이터"),
        Amount::plain(sent.0, units::GB),
        Query::new(
            "sns",
            "amazon_sns_fifo_subscription_messages_payload_per_gb",
        ),
    )
    .from(UsageSource::Derived);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let fifo = cx.item.flag(&FIFO);
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * if fifo { 1.0 } else { chunks(flow.request_kb) })
        .sum();
    bill.usage(
        "publishes",
        both("Publishes", "게시"),
        cx.usage(&PUBLISHES, derived),
        units::REQUESTS,
        Query::new("sns", "api_request").with("type", if fifo { "fifo" } else { "standard" }),
    );
    if fifo {
        bill_fifo(cx, bill);
    } else {
        bill_standard(cx, bill);
    }
}

/// SNS topic.
pub static KIND: Kind = Kind {
    name: "sns_topic",
    endpoint_service: "sns",
    title: both("Amazon SNS topic", "Amazon SNS 주제"),
    short: both("SNS", "SNS"),
    doc: both(
        "Sends each message to all subscribers: queues, functions, web addresses, mail, phones. One pays for publishes and, by \
         protocol, for deliveries.",
        "메시지를 모든 구독자(대기열, 함수, 웹 주소, 메일, 휴대폰)에게 보냅니다. 게시와 프로토콜별 전송에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon SNS",
    spend: Spend::Messaging,
    glyph: glyph::MEGAPHONE,
    monogram: "SNS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sns_topic"],
    cloudformation: &["AWS::SNS::Topic"],
    drawio: "sns",
    keywords: &[
        "topic",
        "publish",
        "notification",
        "push",
        "fan-out",
        "주제",
        "알림",
        "푸시",
    ],
    port: Some(443),
    properties: &[&FIFO, &PUBLISHES, &ENCRYPTION_KIND, &REDRIVE, &POLICY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn deliveries_are_priced_by_protocol() {
        let lines = Bench::new("sns_topic")
            .incoming("lambda_function", 1e6, 100.0, 0.0)
            .outgoing("sqs_queue", 1e6, 100.0, 0.0)
            .outgoing("mobile_app", 2e6, 1.0, 0.0)
            .lines();
        // 1 M x 2 pieces of 64 KB x 0.0000005 $; SQS free; 2 M pushes x 0.0000005 $.
        near(lines.usd("publishes"), 1.0);
        near(lines.usd("to_sqs"), 0.0);
        near(lines.usd("to_mobile"), 1.0);
        near(lines.total(), 2.0);
    }

    #[test]
    fn fifo_topics_pay_for_data() {
        let lines = Bench::new("sns_topic")
            .with("fifo_topic", true)
            .incoming("lambda_function", 1_048_576.0, 1.0, 0.0)
            .outgoing("sqs_queue", 1_048_576.0, 1.0, 0.0)
            .lines();
        // 1,048,576 x 0.00000036 $; 1 GB x 0.0204 $; 1,048,576 x 0.000000012 $; 1 GB x 0.0012 $.
        near(
            lines.total(),
            1_048_576.0 * 0.000_000_372 + 0.020_4 + 0.001_2,
        );
    }
}
