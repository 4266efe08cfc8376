//! REL067: Queue visibility shorter than the work.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::ecs_service;
use crate::catalog::integration::sqs_queue;
use crate::text::number::short;

rule! {
    /// Queue visibility shorter than the work
    ///
    /// **Why.** A message is handed out again while it is still being worked on: the work is done twice.
    ///
    /// **Fix.** Raise the visibility timeout to six times the timeout of a function, or above the time that tasks
    /// need; make handlers idempotent.
    ///
    /// **When to silence it.** The consumer prolongs the visibility of its messages itself.
    ///
    /// **References.** REL04-BP04; REL05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "sqs_queue", at: (0, 0), properties: {"visibility_timeout_seconds": 30}), // finding
    ///     "worker": (kind: "lambda_function", at: (200, 0), properties: {"timeout": 20}),
    /// }, connections: {
    ///     "take": (from: "orders", to: "worker", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "orders": (kind: "sqs_queue", at: (0, 0), properties: {"visibility_timeout_seconds": 120}),
    ///     "worker": (kind: "lambda_function", at: (200, 0), properties: {"timeout": 20}),
    /// }, connections: {
    ///     "take": (from: "orders", to: "worker", kind: stream),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL067",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&sqs_queue::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "작업보다 짧은 대기열 표시 제한 시간",
            why: "아직 처리 중인 메시지가 다시 전달되어 같은 일을 두 번 합니다.",
            fix: "표시 제한 시간을 함수 제한 시간의 6배, 또는 태스크 처리 시간보다 길게 하고 처리를 멱등하게 만듭니다.",
            silence: "소비자가 메시지의 표시 제한 시간을 직접 연장하는 경우입니다.",
        },
    };
}

/// Visibility timeout for one second of a function's timeout (service-facts: SQS behaviour).
const TIMES: f64 = 6.0;
/// Longest visibility timeout in seconds (service-facts: SQS limit).
const LONGEST: f64 = 43_200.0;

/// Seconds that a consumer needs a message for; none where that is not stated.
fn need(consumer: &Item<'_>) -> Option<f64> {
    if *consumer.kind == lambda_function::KIND {
        Some(consumer.number(&lambda_function::TIMEOUT) * TIMES)
    } else if *consumer.kind == ecs_service::KIND {
        consumer.typed(&ecs_service::PROCESSING)
    } else {
        None
    }
}

/// The consumer that needs a message longest, with the seconds.
fn slowest<'a>(cx: &Cx<'a>, queue: &Item<'a>) -> Option<(Item<'a>, f64)> {
    let consumers = cx.called(queue);
    consumers
        .filter_map(|(consumer, _)| Some((consumer, need(&consumer)?)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let Some((consumer, need)) = slowest(cx, item) else {
        return;
    };
    let visible = item.number(&sqs_queue::VISIBILITY_TIMEOUT);
    if visible >= need.min(LONGEST) {
        return;
    }
    let evidence = seen(|language| {
        let (name, by) = (item.name(language), consumer.name(language));
        let (visible, need) = (short(visible, 0), short(need, 1));
        match language {
            Language::English => {
                format!("{name}: visibility timeout {visible} s, {by} needs {need} s")
            }
            Language::Korean => {
                format!("{name}: 표시 제한 시간 {visible}초, {by}에는 {need}초가 필요함")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (_, need) = slowest(cx, &item)?;
    let value = need.ceil().min(LONGEST);
    Some(Fix {
        label: phrase::set(&sqs_queue::VISIBILITY_TIMEOUT, &value.into()),
        edit: set(&item, &sqs_queue::VISIBILITY_TIMEOUT, value),
    })
}
