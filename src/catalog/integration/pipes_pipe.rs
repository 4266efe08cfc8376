//! EventBridge pipe: a price for each request that passes the filter, in pieces of 64 KB.
//!
//! Semantics: Amazon EventBridge pricing page: a batch is one request for each 64 KB of its payload. Source, enrichment
//! and target are billed by their own services.

use super::chunks;
use crate::catalog::Onward;
use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Share of the events that the filter lets pass.
pub static PASSED: Property = Property::number(
    "passed_share",
    both("Passed by the filter", "필터 통과 비율"),
    units::PERCENT,
    100.0,
    0.0,
    100.0,
)
.doc(
    "Share of the source's events that match the filter; the others are free.",
    "원본 이벤트 중 필터에 맞는 비율입니다. 나머지는 무료입니다.",
);

/// Events taken together: 10,000 at most (streams).
pub static BATCH: Property = Property::count(
    "batch_size",
    both("Batch size", "배치 크기"),
    units::EVENTS,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "Events that are taken from the source and sent on together.",
    "원본에서 한 번에 가져와 함께 보내는 이벤트 수입니다.",
);

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests in a month after the filter, in pieces of 64 KB. Derived from incoming connections.",
    "필터를 통과한 월 요청이며 64KB 단위로 셉니다. 들어오는 연결로 계산합니다.",
);

/// Dead-letter queue of a stream source.
pub static DEAD_LETTER: Property = Property::flag(
    "dead_letter_queue",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Records of a stream that fail for good go to a queue.",
    "끝내 실패한 스트림 레코드를 대기열로 보냅니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let share = number::short(item.number(&PASSED), 0);
    match language {
        Language::English => format!("passes {share}%"),
        Language::Korean => format!("{share}% 통과"),
    }
}

fn passed(item: &Item<'_>) -> f64 {
    item.number(&PASSED) / 100.0
}

fn forward(item: &Item<'_>, _: Onward) -> f64 {
    passed(item) / item.number(&BATCH).max(1.0)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let batch = item.number(&BATCH).max(1.0);
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * passed(item) / batch * chunks(batch * flow.request_kb))
        .sum();
    bill.usage(
        "requests",
        both("Requests", "요청"),
        cx.usage(&REQUESTS, derived),
        units::REQUESTS,
        Query::new("eventbridge", "pipe_request"),
    );
}

/// EventBridge pipe.
pub static KIND: Kind = Kind {
    name: "pipes_pipe",
    endpoint_service: "pipes",
    title: both("Amazon EventBridge pipe", "Amazon EventBridge 파이프"),
    short: both("Pipe", "파이프"),
    doc: both(
        "Takes events from one queue or stream, filters and enriches them and sends them to one target. One pays for requests \
         that pass the filter.",
        "대기열이나 스트림 하나의 이벤트를 걸러 보강한 뒤 대상 하나로 보냅니다. 필터를 통과한 요청에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon EventBridge",
    spend: Spend::Messaging,
    glyph: glyph::FLOW_ARROW,
    monogram: "PIPE",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_pipes_pipe"],
    cloudformation: &["AWS::Pipes::Pipe"],
    imports: &[Import::of("aws_pipes_pipe").attributes(&[
        ("source_parameters.sqs_queue_parameters.batch_size", &BATCH),
        (
            "source_parameters.kinesis_stream_parameters.batch_size",
            &BATCH,
        ),
        (
            "source_parameters.dynamodb_stream_parameters.batch_size",
            &BATCH,
        ),
        (
            "source_parameters.managed_streaming_kafka_parameters.batch_size",
            &BATCH,
        ),
        (
            "source_parameters.activemq_broker_parameters.batch_size",
            &BATCH,
        ),
        (
            "source_parameters.rabbitmq_broker_parameters.batch_size",
            &BATCH,
        ),
    ])],
    drawio: "eventbridge_pipes",
    keywords: &["pipe", "filter", "enrichment", "파이프", "필터"],
    properties: &[&PASSED, &BATCH, &REQUESTS, &DEAD_LETTER],
    key_fact,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind::Stream;

    #[test]
    fn only_what_passes_the_filter_is_billed() {
        let pipe = Bench::new("pipes_pipe").with("passed_share", 25.0).flow(
            true,
            Stream,
            "kinesis_stream",
            1e8,
            4.0,
            0.0,
        );
        // 100 M × 25% × $0.00000046 = $11.50.
        near(pipe.lines().total(), 11.5);
        // Batches of 100 × 4 KB = 400 KB are 7 pieces: 250,000 × 7 = 1.75 M × $0.00000046 = $0.805.
        let batched = pipe.with("batch_size", 100.0);
        near(batched.lines().total(), 0.805);
        let none = Bench::new("pipes_pipe").with("passed_share", 0.0);
        near(none.lines().total(), 0.0);
    }
}
