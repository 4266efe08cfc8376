//! SEC080: Queue, topic or bus open to other accounts without condition.

use crate::analysis::review::prelude::*;
use crate::catalog::integration::{cloudwatch_event_bus, sns_topic, sqs_queue};

rule! {
    /// Queue, topic or bus open to other accounts without condition
    ///
    /// **Why.** Any account in the world can read messages or send its own.
    ///
    /// **Fix.** Name the accounts that may use the queue, topic or bus, or add a condition on the source account or
    /// source ARN.
    ///
    /// **When to silence it.** The topic announces public news, and only its owner may publish.
    ///
    /// **References.** SNS.4; SQS.3; EventBridge.3; CKV_AWS_168; CKV_AWS_169; CKV_AWS_385; CKV_AWS_387;
    /// prowler:sqs_queues_not_publicly_accessible; prowler:sns_topics_not_publicly_accessible;
    /// prowler:eventbridge_bus_exposed; SEC03-BP07.
    ///
    /// ```ron bad
    /// (components: {
    ///     "bus": (kind: "cloudwatch_event_bus", at: (0, 200), properties: {"policy": "open"}), // finding
    ///     "orders": (kind: "sqs_queue", at: (0, 0), properties: {"policy": "open"}), // finding
    ///     "topic": (kind: "sns_topic", at: (0, 100), properties: {"policy": "open"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "bus": (kind: "cloudwatch_event_bus", at: (0, 200)),
    ///     "orders": (kind: "sqs_queue", at: (0, 0)),
    ///     "topic": (kind: "sns_topic", at: (0, 100)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC080",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(
            &[
                (&sqs_queue::KIND, &sqs_queue::POLICY),
                (&sns_topic::KIND, &sns_topic::POLICY),
                (&cloudwatch_event_bus::KIND, &cloudwatch_event_bus::POLICY),
            ],
            not(&["open"], "restricted"),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Admit named principals only", "지정된 주체만 허용")),
        threshold: None,
        korean: Korean {
            title: "조건 없이 다른 계정에 열린 대기열, 주제, 버스",
            why: "전 세계 어느 계정이든 메시지를 읽거나 넣을 수 있습니다.",
            fix: "사용할 계정을 지정하거나 원본 계정·원본 ARN 조건을 추가합니다.",
            silence: "공개 소식을 알리는 주제이고 소유자만 게시할 수 있는 경우입니다.",
        },
    };
}
