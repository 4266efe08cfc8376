//! REL064: Queue without dead-letter queue.

use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::integration::sqs_queue;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Queue without dead-letter queue
    ///
    /// **Why.** A message that can never be handled is tried again until it expires. It blocks the group of a FIFO
    /// queue and hides the fault.
    ///
    /// **Fix.** Give the queue a dead-letter queue, let three to five attempts pass before a message goes there, and
    /// set an alarm on it.
    ///
    /// **When to silence it.** Losing single messages does not matter, or the consumer puts failed messages aside
    /// itself.
    ///
    /// **References.** REL04-BP02; REL05-BP04; REL06-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "sqs_queue", at: (0, 0)), // finding
    ///     "worker": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "take": (from: "orders", to: "worker", kind: stream),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "orders": (kind: "sqs_queue", at: (0, 0)),
    ///     "failed": (kind: "sqs_queue", at: (200, 200)),
    ///     "worker": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "take": (from: "orders", to: "worker", kind: stream),
    ///     "fail": (from: "orders", to: "failed", kind: async_event, requests_per_month: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL064",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&sqs_queue::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "배달 못한 편지 대기열(DLQ)이 없는 대기열",
            why: "처리할 수 없는 메시지를 만료될 때까지 다시 시도합니다. FIFO 그룹이 막히고 장애가 드러나지 않습니다.",
            fix: "DLQ를 연결하고 3~5회 시도한 뒤 메시지를 옮기며, DLQ에 경보를 겁니다.",
            silence: "메시지를 일부 잃어도 되거나 소비자가 실패한 메시지를 직접 따로 보관하는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&sqs_queue::REDRIVE)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let is_queue = |kind: &Kind| *kind == sqs_queue::KIND;
    let mut consumers = cx.called_kinds(item).peekable();
    let is_read = consumers.peek().is_some();
    let has_target = consumers.any(|side| is_queue(side.kind));
    let is_target = cx.caller_kinds(item).any(|side| is_queue(side.kind));
    if has_target || is_target || !is_read {
        return;
    }
    let days = item.number(&sqs_queue::RETENTION) / SECONDS_PER_DAY;
    let evidence = seen(|language| {
        let (name, days) = (item.name(language), short(days, 1));
        let consumers = cx.called(item).map(|(called, _)| called);
        let consumers = phrase::names(consumers, language);
        match language {
            Language::English => {
                format!(
                    "{name} → {consumers}: no dead-letter queue; what fails is tried again for {days} days"
                )
            }
            Language::Korean => {
                format!("{name} → {consumers}: DLQ 없음; 실패한 메시지를 {days}일 동안 다시 시도함")
            }
        }
    });
    out.add([item.id], evidence);
}

const SECONDS_PER_DAY: f64 = 86_400.0;

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add a dead-letter queue", "DLQ 추가"),
        edit: set(&item, &sqs_queue::REDRIVE, true),
    })
}
