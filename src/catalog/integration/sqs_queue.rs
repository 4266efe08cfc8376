//! Amazon SQS queue: a price for each request, in pieces of 64 KB.
//!
//! Semantics: Amazon SQS pricing page; `cost-semantics`: messaging. A message is sent, received and deleted; batches of up to
//! ten share a request. The free first million is taken once per account, not here.

use super::{CHUNK_KB, POLICIES, chunks, policy_is_open};
use crate::catalog::Onward;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const ENCRYPTION: &[Choice] = &[
    choice_in("sqs", "SSE-SQS", "SSE-SQS"),
    choice_in("kms", "SSE-KMS", "SSE-KMS"),
    choice_in("none", "None", "없음"),
];

/// FIFO or standard.
pub static FIFO: Property = Property::flag("fifo_queue", both("FIFO", "FIFO"), false).doc(
    "Keeps the order and delivers once; dearer, 300 calls a second for each partition.",
    "순서를 지키고 한 번만 전달합니다. 더 비싸고 파티션마다 초당 300회 호출로 제한됩니다.",
);

/// Messages sent in one call.
pub static SEND_BATCH: Property = Property::count(
    "send_batch_size",
    both("Messages per send", "전송당 메시지"),
    units::MESSAGES,
    1.0,
    1.0,
    10.0,
)
.doc(
    "Messages that producers send in one request.",
    "생산자가 요청 한 번에 보내는 메시지 수입니다.",
);

/// Messages received in one call.
pub static RECEIVE_BATCH: Property = Property::count(
    "receive_batch_size",
    both("Messages per receive", "수신당 메시지"),
    units::MESSAGES,
    1.0,
    1.0,
    10.0,
)
.doc(
    "Messages that a consumer takes (and deletes) in one request; the consumer is called once for each batch.",
    "소비자가 요청 한 번에 가져오고 삭제하는 메시지 수입니다. 소비자는 묶음마다 한 번 호출됩니다.",
);

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "All API requests in a month. Derived: each message is sent, received and deleted, in pieces of 64 KB, batches shared; \
     empty receives of idle consumers are not counted.",
    "월 전체 API 요청입니다. 메시지마다 전송, 수신, 삭제를 64KB 단위로 세고 묶음은 나눠 계산하며, 유휴 소비자의 빈 수신은 제외합니다.",
);

/// Size of a message where the requests are typed: 1 MiB at most (service-facts: SQS limit).
pub static REQUEST_KB: Property = Property::number(
    "request_kb",
    both("Request size", "요청 크기"),
    units::KB,
    1.0,
    0.0,
    10_240.0,
)
.doc(
    "Average payload of a request where the requests are typed; each 64 KB count as one.",
    "요청 수를 직접 입력한 경우 요청 하나의 평균 크기이며 64KB마다 한 건으로 셉니다.",
)
.secondary();

/// Visibility timeout: 30 s by default, 12 h at most (service-facts: SQS).
pub static VISIBILITY_TIMEOUT: Property = Property::count(
    "visibility_timeout_seconds",
    both("Visibility timeout", "표시 제한 시간"),
    units::SECONDS,
    30.0,
    0.0,
    43_200.0,
)
.doc(
    "Time for the work before a message is handed out again; for Lambda six times the function's timeout.",
    "메시지가 다시 전달되기 전까지의 처리 시간입니다. Lambda라면 함수 제한 시간의 6배로 둡니다.",
)
.secondary();

/// Retention: 4 days by default, 60 s to 14 days (service-facts: SQS).
pub static RETENTION: Property = Property::count(
    "message_retention_seconds",
    both("Message retention", "메시지 보존 기간"),
    units::SECONDS,
    345_600.0,
    60.0,
    1_209_600.0,
)
.doc(
    "Messages that nobody takes are dropped after this time.",
    "아무도 가져가지 않은 메시지는 이 시간이 지나면 삭제됩니다.",
)
.secondary();

/// Long polling.
pub static RECEIVE_WAIT: Property = Property::count(
    "receive_wait_time_seconds",
    both("Receive wait", "수신 대기 시간"),
    units::SECONDS,
    0.0,
    0.0,
    20.0,
)
.doc(
    "Long polling: a receive waits this long for a message, which saves empty requests.",
    "긴 폴링입니다. 수신이 메시지를 이만큼 기다려 빈 요청을 줄입니다.",
)
.secondary();

/// Dead-letter queue.
pub static REDRIVE: Property = Property::flag(
    "redrive_policy",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Messages that fail again and again go to another queue. A connection to another queue says the same.",
    "반복해서 실패한 메시지를 다른 대기열로 보냅니다. 다른 대기열로 가는 연결도 같은 뜻입니다.",
)
.secondary();

/// Messages that end in the dead-letter queue.
pub static FAILED_SHARE: Property = Property::number(
    "failed_share",
    both("Failed messages", "실패한 메시지"),
    units::PERCENT,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Share of messages that go to the dead-letter queue.",
    "배달 못한 편지 대기열로 가는 메시지의 비율입니다.",
)
.secondary();

/// Encryption; SSE-SQS by default.
pub static ENCRYPTION_KIND: Property = Property::choice(
    "server_side_encryption",
    both("Encryption", "암호화"),
    "sqs",
    ENCRYPTION,
)
.doc("Encryption at rest.", "저장 데이터 암호화입니다.")
.secondary();

/// Queue policy.
pub static POLICY: Property = Property::choice(
    "policy",
    both("Queue policy", "대기열 정책"),
    "restricted",
    POLICIES,
)
.doc(
    "Who may send and receive.",
    "메시지를 보내고 받을 수 있는 주체입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.flag(&FIFO), language) {
        (true, _) => "FIFO".to_owned(),
        (false, Language::English) => "Standard".to_owned(),
        (false, Language::Korean) => "표준".to_owned(),
    }
}

fn forward(item: &Item<'_>, onward: Onward) -> f64 {
    if onward.called == "sqs_queue" {
        item.number(&FAILED_SHARE) / 100.0
    } else {
        1.0 / item.number(&RECEIVE_BATCH)
    }
}

/// Requests for one message of `kb`: sent, received and deleted.
fn requests_per_message(item: &Item<'_>, kb: f64) -> f64 {
    let batched = |batch: f64| (batch * kb / CHUNK_KB).ceil().max(1.0) / batch;
    let receive = item.number(&RECEIVE_BATCH);
    batched(item.number(&SEND_BATCH)) + batched(receive) + 1.0 / receive
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * requests_per_message(item, flow.request_kb))
        .sum();
    let kind = if item.flag(&FIFO) { "fifo" } else { "standard" };
    let usage = cx.usage(&REQUESTS, derived);
    let line = bill.usage(
        "requests",
        both("Requests", "요청"),
        usage,
        units::REQUESTS,
        Query::new("sqs", "request").with("type", kind),
    );
    let messages = cx.flows.requests();
    let pieces = chunks(item.number(&REQUEST_KB));
    if item.typed(&REQUESTS).is_some() && pieces > 1.0 {
        line.amount = Amount::product(
            units::REQUESTS,
            &[(usage.value, units::REQUESTS), (pieces, units::NONE)],
        )
        .because(both("pieces of 64 KB", "64KB 단위"));
    } else if item.typed(&REQUESTS).is_none() && messages > 0.0 {
        line.amount = Amount::product(
            units::REQUESTS,
            &[
                (messages, units::MESSAGES),
                (derived / messages, units::REQUESTS),
            ],
        );
    }
}

/// Consumers work the backlog of the busy hours off in the quiet ones.
fn smooths(_: &Item<'_>) -> bool {
    true
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.calls_itself() {
        problems.push(Problem::of(
            &REDRIVE,
            "a queue cannot be its own dead-letter queue",
            "대기열은 자신의 배달 못한 편지 대기열이 될 수 없습니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let dead_letters = resource.has("redrive_policy")
        || !resource
            .referring("aws_sqs_queue_redrive_policy", "queue_url")
            .is_empty();
    draft.set(&REDRIVE, dead_letters);
    let managed = resource.flag("sqs_managed_sse_enabled").unwrap_or(true);
    let encryption = if resource.has("kms_master_key_id") {
        "kms"
    } else if managed {
        "sqs"
    } else {
        "none"
    };
    draft.set(&ENCRYPTION_KIND, encryption);
    if resource.text("policy").is_some_and(policy_is_open) {
        draft.set(&POLICY, "open");
    }
}

/// SQS queue.
pub static KIND: Kind = Kind {
    name: "sqs_queue",
    endpoint_service: "sqs",
    title: both("Amazon SQS queue", "Amazon SQS 대기열"),
    short: both("SQS", "SQS"),
    doc: both(
        "Queue between a producer and its consumers. One pays for each request; a message takes about three.",
        "생산자와 소비자 사이의 대기열입니다. 요청마다 요금을 내며 메시지 하나에 약 세 번의 요청이 듭니다.",
    ),
    category: Category::Integration,
    service: "Amazon SQS",
    spend: Spend::Messaging,
    glyph: glyph::QUEUE,
    monogram: "SQS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sqs_queue"],
    cloudformation: &["AWS::SQS::Queue"],
    imports: &[Import::of("aws_sqs_queue")
        .usage(&[
            ("monthly_requests", &REQUESTS),
            ("request_size_kb", &REQUEST_KB),
        ])
        .read(read)],
    drawio: "sqs",
    keywords: &["queue", "fifo", "message", "dlq", "대기열", "큐", "메시지"],
    port: Some(443),
    properties: &[
        &FIFO,
        &SEND_BATCH,
        &RECEIVE_BATCH,
        &REQUESTS,
        &REQUEST_KB,
        &VISIBILITY_TIMEOUT,
        &RETENTION,
        &RECEIVE_WAIT,
        &REDRIVE,
        &FAILED_SHARE,
        &ENCRYPTION_KIND,
        &POLICY,
    ],
    key_fact,
    validate,
    validates_calls: true,
    smooths,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_message_is_sent_received_and_deleted() {
        let queue = |kb| Bench::new("sqs_queue").incoming("lambda_function", 1e6, kb, 0.0);
        // 3 requests x 1 M x 0.0000004 $.
        near(queue(1.0).lines().total(), 1.2);
        // 100 KB are two pieces: 2 + 2 + 1 = 5 requests.
        near(queue(100.0).lines().total(), 2.0);
        // Batches of ten of 1 KB: 0.3 requests a message.
        let batched = queue(1.0)
            .with("send_batch_size", 10.0)
            .with("receive_batch_size", 10.0);
        near(batched.lines().quantity("requests"), 3e5);
        near(queue(1.0).with("fifo_queue", true).lines().total(), 1.5);
        // Typed: 1 M requests of 128 KB are 2 M.
        let typed = Bench::new("sqs_queue")
            .with("requests", 1e6)
            .with("request_kb", 128.0);
        near(typed.lines().total(), 0.8);
    }
}
