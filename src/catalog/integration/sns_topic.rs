//! Amazon SNS topic: publishes in pieces of 64 KB and deliveries by protocol.
//!
//! Semantics: Amazon SNS pricing page; `cost-semantics`: messaging. The protocol of a delivery is the connection's where it
//! names one (`email`, `sms`, `application`, `https`), else it follows from the subscriber. Free allowances are taken
//! once per account, not here.

use super::{POLICIES, chunks, policy_is_open};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::user_price;
use crate::catalog::{
    Bill, BillCx, Category, Charge, Choice, Flow, Item, Kind, Network, Property, Scope, Spend,
    Usage, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, Phrase, both, number};
use crate::units::Gigabytes;
use smallvec::SmallVec;

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
    "Messages published in a month. Derived from incoming connections.",
    "월 게시 메시지입니다. 들어오는 연결로 계산합니다.",
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
    "Average size where the publishes are typed; each 64 KB count as a request.",
    "게시 수를 직접 입력한 경우의 평균 크기이며 64KB마다 요청 한 건으로 셉니다.",
);

/// Published data of FIFO topics.
pub static PUBLISHED_GB: Property = Property::usage(
    "published_gb",
    both("Published data", "게시 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB published to a FIFO topic in a month. Derived: publishes times their size.",
    "FIFO 주제에 게시하는 월 GB입니다. 게시 수와 크기로 계산합니다.",
)
.when(is_fifo);

/// Property of a number of subscribers that are not drawn.
const fn subscribers(name: &'static str, title: Bilingual) -> Property {
    Property::count(name, title, units::SUBSCRIPTIONS, 0.0, 0.0, 12_500_000.0)
        .doc(
            "Subscribers of this protocol besides those that are drawn; each gets every message.",
            "그려진 연결 외에 이 프로토콜로 구독하는 수이며 각각 모든 메시지를 받습니다.",
        )
        .when(is_standard)
        .secondary()
}

/// Web addresses that subscribe.
pub static HTTP: Property =
    subscribers("http_subscriptions", both("HTTP subscribers", "HTTP 구독"));
/// Mailboxes that subscribe.
pub static EMAIL: Property = subscribers(
    "email_subscriptions",
    both("Email subscribers", "이메일 구독"),
);
/// Firehose streams that subscribe.
pub static FIREHOSE: Property = subscribers(
    "kinesis_subscriptions",
    both("Firehose subscribers", "Firehose 구독"),
);
/// Devices that subscribe.
pub static MOBILE: Property = subscribers(
    "mobile_push_subscriptions",
    both("Mobile push subscribers", "모바일 푸시 구독"),
);
/// Macs that subscribe.
pub static MACOS: Property = subscribers(
    "macos_subscriptions",
    both("macOS subscribers", "macOS 구독"),
);
/// Phones that subscribe.
pub static SMS: Property = subscribers("sms_subscriptions", both("SMS subscribers", "SMS 구독"));

/// Subscribers of a FIFO topic.
pub static FIFO_SUBSCRIPTIONS: Property = Property::count(
    "fifo_subscriptions",
    both("FIFO subscribers", "FIFO 구독"),
    units::SUBSCRIPTIONS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Queues that subscribe to the FIFO topic besides those that are drawn.",
    "그려진 연결 외에 FIFO 주제를 구독하는 대기열 수입니다.",
)
.when(is_fifo)
.secondary();

/// Price of a text message.
pub static SMS_PRICE: Property = Property::optional(
    "sms_notification_price",
    both("Price of a text message", "문자 메시지 가격"),
    units::USD_PER_MESSAGE,
    0.0,
    10.0,
)
.doc(
    "US dollars for one message, by country and carrier (SMS pricing page). If empty the price is missing.",
    "문자 메시지 한 건의 미국 달러 가격으로, 국가와 통신사에 따라 다릅니다(SMS 요금 페이지). 비워 두면 가격을 알 수 없는 것으로 표시됩니다.",
)
.when(is_standard)
.secondary();

/// Free amounts of the account: see [`FREE_PUBLISHES`].
pub static FREE_AMOUNTS: Property = Property::flag(
    "free_amounts",
    both("Free amounts", "무료 제공량"),
    false,
)
.doc(
    "The free amounts of the account are used up here: 1 million publishes, 100,000 HTTP deliveries, 1,000 mails and 100 \
     text messages a month.",
    "계정의 월 무료 제공량(게시 100만 건, HTTP 전송 10만 건, 이메일 1,000통, 문자 100건)을 이 주제에서 사용합니다.",
)
.when(is_standard)
.secondary();

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

/// Publishes that AWS gives every account each month (Amazon SNS pricing page).
const FREE_PUBLISHES: f64 = 1_000_000.0;

fn is_fifo(item: &Item<'_>) -> bool {
    item.flag(&FIFO)
}
fn is_standard(item: &Item<'_>) -> bool {
    !is_fifo(item)
}

/// How a subscriber gets its messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Sqs,
    Lambda,
    Firehose,
    Http,
    Email,
    Push,
    MacOs,
    Sms,
}

impl Protocol {
    const ALL: [Protocol; 8] = [
        Protocol::Sqs,
        Protocol::Lambda,
        Protocol::Firehose,
        Protocol::Http,
        Protocol::Email,
        Protocol::Push,
        Protocol::MacOs,
        Protocol::Sms,
    ];
    /// The property that counts subscribers besides those drawn.
    fn subscribers(self) -> Option<&'static Property> {
        match self {
            Protocol::Sqs | Protocol::Lambda => None,
            Protocol::Firehose => Some(&FIREHOSE),
            Protocol::Http => Some(&HTTP),
            Protocol::Email => Some(&EMAIL),
            Protocol::Push => Some(&MOBILE),
            Protocol::MacOs => Some(&MACOS),
            Protocol::Sms => Some(&SMS),
        }
    }
    /// Deliveries that AWS gives every account each month (Amazon SNS pricing page; price rows `free_tier=1`).
    fn free(self) -> f64 {
        match self {
            Protocol::Http => 100_000.0,
            Protocol::Email => 1_000.0,
            Protocol::Sms => 100.0,
            _ => 0.0,
        }
    }
}

fn protocol(item: &Item<'_>, flow: &Flow) -> Protocol {
    let connection = item.design.connection(&flow.connection);
    let named = connection
        .filter(|_| flow.names_protocol)
        .and_then(|connection| connection.protocol.as_deref())
        .map_or_else(String::new, str::to_ascii_lowercase);
    match named.as_str() {
        "email" | "email-json" | "smtp" => return Protocol::Email,
        "sms" => return Protocol::Sms,
        "application" | "push" | "apns" | "fcm" | "gcm" => return Protocol::Push,
        _ => {}
    }
    match flow.called {
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
        Protocol::MacOs => (
            "to_macos",
            both("macOS push", "macOS 푸시"),
            "apple_push_notification_service_apns_mac_os_notifications",
        ),
        Protocol::Sms => ("to_sms", both("Text messages", "문자 메시지"), ""),
    }
}

/// The line of deliveries of one protocol.
pub(super) fn deliveries(protocol: Protocol, amount: Amount, bill: &mut Bill) -> &mut Charge {
    let (key, name, row) = line(protocol);
    match protocol {
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
    }
}

/// The quantity less what is free, with the reason.
fn less_free(item: &Item<'_>, amount: Amount, free: f64) -> Amount {
    if free <= 0.0 || !item.flag(&FREE_AMOUNTS) {
        return amount;
    }
    let figure = number::compact(free, Language::English);
    let words = Phrase::new(
        format!(
            "of {}, the first {figure} free",
            number::short(amount.value, 0)
        ),
        format!("{} 중 첫 {figure} 무료", number::short(amount.value, 0)),
    );
    Amount::plain((amount.value - free).max(0.0), amount.unit).because(words)
}

fn bill_standard(cx: &BillCx<'_>, messages: Usage, bill: &mut Bill) {
    let item = &cx.item;
    let outgoing = cx.flows.outgoing.iter();
    let outgoing: SmallVec<[(Protocol, f64); 4]> = outgoing
        .map(|flow| (protocol(item, flow), flow.requests))
        .collect();
    for each in Protocol::ALL {
        let by_it = outgoing.iter().filter(|(protocol, _)| *protocol == each);
        let drawn: f64 = by_it.map(|(_, requests)| requests).sum();
        let further = each
            .subscribers()
            .map_or(0.0, |property| item.number(property));
        let is_drawn = outgoing.iter().any(|(protocol, _)| *protocol == each);
        if !is_drawn && further <= 0.0 {
            continue;
        }
        let mut amount = Amount::plain(drawn + messages.value * further, units::DELIVERIES);
        if !is_drawn {
            amount = Amount::product(
                units::DELIVERIES,
                &[
                    (messages.value, units::MESSAGES),
                    (further, units::SUBSCRIPTIONS),
                ],
            );
        }
        let amount = less_free(item, amount, each.free());
        let source = if is_drawn {
            UsageSource::Derived
        } else {
            messages.source
        };
        match (each, item.typed(&SMS_PRICE)) {
            (Protocol::Sms, Some(usd)) => {
                let (key, name, _) = line(each);
                bill.user_price(
                    key,
                    name,
                    amount,
                    usd,
                    user_price::source(item, &user_price::SOURCE),
                )
            }
            _ => deliveries(each, amount, bill),
        }
        .from(source);
    }
}

fn bill_fifo(cx: &BillCx<'_>, messages: Usage, bill: &mut Bill) {
    let item = &cx.item;
    let derived = match messages.source {
        UsageSource::Typed => Gigabytes::of_kilobytes(messages.value, item.number(&MESSAGE_KB)).0,
        _ => cx.flows.gb_in().0,
    };
    let published = cx.usage(&PUBLISHED_GB, derived);
    bill.usage(
        "publish_payload",
        both("Published data", "게시 데이터"),
        published,
        units::GB,
        Query::new("sns", "fifo_publish_payload_gb"),
    );
    let further = item.number(&FIFO_SUBSCRIPTIONS);
    let count: f64 = cx.flows.outgoing.iter().map(|flow| flow.requests).sum();
    let sent: Gigabytes = cx.flows.outgoing.iter().map(|flow| flow.request_gb).sum();
    bill.charge(
        "deliveries",
        both("Deliveries", "전송"),
        Amount::plain(count + messages.value * further, units::DELIVERIES),
        Query::new("sns", "fifo_subscription_message"),
    )
    .from(messages.source);
    bill.charge(
        "delivery_payload",
        both("Delivered data", "전송 데이터"),
        Amount::plain(sent.0 + published.value * further, units::GB),
        Query::new(
            "sns",
            "amazon_sns_fifo_subscription_messages_payload_per_gb",
        ),
    )
    .from(published.source);
}

/// Requests that publishing is billed for: one for each 64 KB; FIFO topics pay for the data apart.
fn publish_requests(cx: &BillCx<'_>, messages: Usage) -> Amount {
    let item = &cx.item;
    if is_fifo(item) {
        return Amount::plain(messages.value, units::REQUESTS);
    }
    let arriving = cx.flows.requests();
    if messages.source == UsageSource::Typed {
        let drawn = !item.is_set(&MESSAGE_KB) && arriving > 0.0;
        let flows = cx.flows.incoming.iter();
        let chunked: f64 = flows
            .map(|flow| flow.requests * chunks(flow.request_kb))
            .sum();
        // Drawn publishers say how large a message is where the user does not.
        let pieces = if drawn {
            chunked / arriving
        } else {
            chunks(item.number(&MESSAGE_KB))
        };
        return Amount::product(
            units::REQUESTS,
            &[(messages.value, units::MESSAGES), (pieces, units::REQUESTS)],
        );
    }
    let flows = cx.flows.incoming.iter();
    let derived = flows.map(|flow| flow.requests * chunks(flow.request_kb));
    Amount::plain(derived.sum(), units::REQUESTS)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let fifo = is_fifo(&cx.item);
    let messages = cx.usage(&PUBLISHES, cx.flows.requests());
    let amount = publish_requests(cx, messages);
    let amount = if fifo {
        amount
    } else {
        less_free(&cx.item, amount, FREE_PUBLISHES)
    };
    bill.charge(
        "publishes",
        both("Publishes", "게시"),
        amount,
        Query::new("sns", "api_request").with("type", if fifo { "fifo" } else { "standard" }),
    )
    .from(messages.source);
    if fifo {
        bill_fifo(cx, messages, bill);
    } else {
        bill_standard(cx, messages, bill);
    }
}

/// The account's free amounts are used up by the first standard topic of the plan. A FIFO topic pays for the data of its
/// usage figures in GB of 1,000,000 KB, and each subscription to it gets every message.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.flag("fifo_topic") == Some(true) {
        let usage = resource.usage();
        let figures = (
            usage.number("monthly_requests"),
            usage.number("request_size_kb"),
        );
        let gb = match figures {
            (Some(requests), Some(kb)) => requests * kb / 1_000_000.0,
            _ => 0.0,
        };
        draft.set(&PUBLISHED_GB, gb);
        let subscriptions = resource.referring("aws_sns_topic_subscription", "topic_arn");
        draft.set(&FIFO_SUBSCRIPTIONS, subscriptions.len() as f64);
    } else {
        let mut others = resource.others("aws_sns_topic").into_iter();
        let first = !others.any(|other| {
            other.flag("fifo_topic") != Some(true) && other.address() < resource.address()
        });
        draft.set(&FREE_AMOUNTS, first);
    }
    if draft.number(&SMS_PRICE).is_some() {
        draft.set(&user_price::SOURCE, "usage file");
    }
    if resource.has("kms_master_key_id") {
        draft.set(&ENCRYPTION_KIND, "kms");
    }
    if resource.text("policy").is_some_and(policy_is_open) {
        draft.set(&POLICY, "open");
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
    imports: &[Import::of("aws_sns_topic")
        .usage(&[
            ("monthly_requests", &PUBLISHES),
            ("request_size_kb", &MESSAGE_KB),
            ("http_subscriptions", &HTTP),
            ("email_subscriptions", &EMAIL),
            ("kinesis_subscriptions", &FIREHOSE),
            ("mobile_push_subscriptions", &MOBILE),
            ("macos_subscriptions", &MACOS),
            ("sms_subscriptions", &SMS),
            ("sms_notification_price", &SMS_PRICE),
        ])
        .read(read)],
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
    properties: &[
        &FIFO,
        &PUBLISHES,
        &MESSAGE_KB,
        &PUBLISHED_GB,
        &HTTP,
        &EMAIL,
        &FIREHOSE,
        &MOBILE,
        &MACOS,
        &SMS,
        &SMS_PRICE,
        &user_price::SOURCE,
        &FIFO_SUBSCRIPTIONS,
        &FREE_AMOUNTS,
        &ENCRYPTION_KIND,
        &REDRIVE,
        &POLICY,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::{FIFO_SUBSCRIPTIONS, FREE_AMOUNTS, PUBLISHED_GB};
    use crate::catalog::testing::{Bench, Stack, near};
    use crate::model::Value;
    use serde_json::json;

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
    fn subscribers_that_are_not_drawn_get_every_message() {
        let bench = Bench::new("sns_topic")
            .with("publishes", 2e6)
            .with("message_kb", 100.0)
            .with("http_subscriptions", 2.0)
            .with("email_subscriptions", 1.0)
            .with("macos_subscriptions", 1.0)
            .with("sms_subscriptions", 1.0);
        let lines = bench.lines();
        // 2 M × 2 pieces × $0.0000005; 4 M × $0.0000006; 2 M × $0.00002; 2 M × $0.0000005.
        near(lines.usd("publishes"), 2.0);
        near(lines.usd("to_http"), 2.4);
        near(lines.usd("to_email"), 40.0);
        near(lines.usd("to_macos"), 1.0);
        assert_eq!(lines.missing(), ["to_sms"]);
        let free = bench
            .with("free_amounts", true)
            .with("sms_notification_price", 0.01)
            .lines();
        // (4 M - 1 M) × $0.0000005; (4 M - 0.1 M) × $0.0000006; (2 M - 1,000) × $0.00002; (2 M - 100) × $0.01.
        near(free.usd("publishes"), 1.5);
        near(free.usd("to_http"), 2.34);
        near(free.usd("to_email"), 39.98);
        near(free.usd("to_sms"), 19_999.0);
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

    #[test]
    fn the_first_standard_topic_of_a_plan_uses_up_what_is_free() {
        let stack = Stack::default()
            .add("aws_sns_topic.a", json!({"fifo_topic": true}))
            .usage(json!({"monthly_requests": 1_000_000, "request_size_kb": 64}))
            .add("aws_sns_topic.b", json!({}))
            .add("aws_sns_topic.c", json!({}))
            .add("aws_sns_topic_subscription.s", json!({"protocol": "sqs"}))
            .refers("topic_arn", "aws_sns_topic.a");
        let free = |address: &str| {
            let draft = stack.read(address);
            draft.properties.get(FREE_AMOUNTS.name) == Some(&Value::Bool(true))
        };
        assert!(free("aws_sns_topic.b"));
        assert!(!free("aws_sns_topic.a") && !free("aws_sns_topic.c"));
        let fifo = stack.read("aws_sns_topic.a");
        assert_eq!(fifo.number(&PUBLISHED_GB), Some(64.0));
        assert_eq!(fifo.number(&FIFO_SUBSCRIPTIONS), Some(1.0));
    }
}
