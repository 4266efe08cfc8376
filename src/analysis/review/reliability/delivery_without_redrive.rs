//! REL066: Topic subscription or event rule without redrive.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::compute::lambda_function;
use crate::catalog::database::dynamodb_table;
use crate::catalog::external::external_service;
use crate::catalog::integration::{
    cloudwatch_event_bus, pipes_pipe, scheduler_schedule, sns_topic, sns_topic_subscription,
    sqs_queue,
};

rule! {
    /// Topic subscription or event rule without redrive
    ///
    /// **Why.** Deliveries that fail for good disappear, or stop the shard of a stream until they expire.
    ///
    /// **Fix.** Give topics, event buses, schedules and readers of streams a queue for what fails.
    ///
    /// **When to silence it.** Losing single messages does not matter.
    ///
    /// **References.** REL05-BP03; REL04-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "news": (kind: "sns_topic", at: (0, 0)), // finding
    ///     "mailer": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "deliver": (from: "news", to: "mailer", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "news": (kind: "sns_topic", at: (0, 0), properties: {"redrive_policy": true}),
    ///     "mailer": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "deliver": (from: "news", to: "mailer", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL066",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: expect_where(
            &[
                (&cloudwatch_event_bus::KIND, &cloudwatch_event_bus::DEAD_LETTER),
                (&lambda_function::KIND, &lambda_function::DEAD_LETTER),
                (&pipes_pipe::KIND, &pipes_pipe::DEAD_LETTER),
                (&scheduler_schedule::KIND, &scheduler_schedule::DEAD_LETTER),
                (&sns_topic::KIND, &sns_topic::REDRIVE),
                (&sns_topic_subscription::KIND, &sns_topic_subscription::REDRIVE),
            ],
            is(true),
            delivers,
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "재전송 대기열이 없는 토픽 구독 또는 이벤트 규칙",
            why: "끝내 실패한 전달은 사라지거나, 만료될 때까지 스트림의 샤드를 막습니다.",
            fix: "토픽, 이벤트 버스, 일정, 스트림 소비자에 실패한 메시지를 받을 대기열을 둡니다.",
            silence: "메시지를 일부 잃어도 되는 경우입니다.",
        },
    };
}

/// Subscribers of topics that a redrive policy helps: HTTP endpoints, functions, queues.
static REDRIVEN: &[&Kind] = &[
    &external_service::KIND,
    &lambda_function::KIND,
    &sqs_queue::KIND,
];
/// Streams whose shards wait for a record that fails.
static STREAMS: &[&Kind] = &[&dynamodb_table::KIND, &kinesis_stream::KIND];

fn delivers(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let reads = || {
        let mut callers = cx.caller_kinds(item);
        callers.any(|side| STREAMS.contains(&side.kind) && !side.call.is_synchronous())
    };
    if *item.kind == lambda_function::KIND || *item.kind == pipes_pipe::KIND {
        reads()
    } else if *item.kind == sns_topic::KIND {
        cx.called_kinds(item)
            .any(|side| REDRIVEN.contains(&side.kind))
    } else {
        cx.called(item).next().is_some()
    }
}
