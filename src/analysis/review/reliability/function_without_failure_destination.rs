//! REL065: Asynchronous function without failure destination.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::{kinesis_stream, msk_cluster};
use crate::catalog::compute::lambda_function;
use crate::catalog::database::dynamodb_table;
use crate::catalog::integration::{mq_broker, pipes_pipe, sqs_queue};
use crate::model::ConnectionKind;
use crate::text::Phrase;

rule! {
    /// Asynchronous function without failure destination
    ///
    /// **Why.** Lambda tries an asynchronous event three times, then drops it without a trace.
    ///
    /// **Fix.** Give the function an on-failure destination or a dead-letter queue (SQS, SNS or EventBridge), with an
    /// alarm.
    ///
    /// **When to silence it.** Every event comes again by itself, such as a timer.
    ///
    /// **References.** CKV_AWS_116; prowler:awslambda_function_no_dead_letter_queue; TA:AWS Lambda functions without
    /// a dead-letter queue configured; TA:AWS Lambda On Failure Event Destinations; REL05-BP03; REL06-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "uploads": (kind: "s3_bucket", at: (0, 0)),
    ///     "resize": (kind: "lambda_function", at: (200, 0)), // finding
    /// }, connections: {
    ///     "created": (from: "uploads", to: "resize", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "uploads": (kind: "s3_bucket", at: (0, 0)),
    ///     "resize": (kind: "lambda_function", at: (200, 0), properties: {"dead_letter_queue": true}),
    /// }, connections: {
    ///     "created": (from: "uploads", to: "resize", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL065",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&lambda_function::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "실패 대상이 없는 비동기 함수",
            why: "Lambda는 비동기 이벤트를 세 번 시도한 뒤 흔적 없이 버립니다.",
            fix: "함수에 실패 시 대상이나 DLQ(SQS, SNS, EventBridge)를 지정하고 경보를 겁니다.",
            silence: "타이머처럼 이벤트가 저절로 다시 오는 경우입니다.",
        },
    };
}

/// Sources that Lambda reads itself (or that wait for the function): they keep what fails.
static READ_BY_LAMBDA: &[&Kind] = &[
    &dynamodb_table::KIND,
    &kinesis_stream::KIND,
    &mq_broker::KIND,
    &msk_cluster::KIND,
    &pipes_pipe::KIND,
    &sqs_queue::KIND,
];

/// Attempts for one event: the first and two retries (service-facts: Lambda default).
const ATTEMPTS: u32 = 3;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&lambda_function::DEAD_LETTER)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let sources: Vec<Item<'_>> = cx
        .callers(item)
        .filter(|(caller, connection)| {
            connection.kind == ConnectionKind::AsyncEvent && !READ_BY_LAMBDA.contains(&caller.kind)
        })
        .map(|(caller, _)| caller)
        .collect();
    if sources.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let sources = phrase::names(sources.iter().copied(), language);
        match language {
            Language::English => {
                format!(
                    "{name}: events of {sources} are dropped after {ATTEMPTS} attempts, 0 destinations on failure"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: {sources}의 이벤트는 {ATTEMPTS}번 시도 후 버려짐, 실패 시 대상 0개"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add a destination for failures", "실패 시 대상 추가"),
        edit: set(&item, &lambda_function::DEAD_LETTER, true),
    })
}
