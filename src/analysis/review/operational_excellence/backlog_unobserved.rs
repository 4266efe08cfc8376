//! OPS025: Backlog grows unobserved.

use crate::analysis::review::alarms;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::{kinesis_firehose_delivery_stream, kinesis_stream, msk_cluster};
use crate::catalog::integration::sqs_queue;
use crate::text::Phrase;

rule! {
    /// Backlog grows unobserved
    ///
    /// **Why.** Work behind a queue or stream fails silently: nobody waits for an answer, until the data expires.
    ///
    /// **Fix.** Set an alarm on the age of the oldest message, the iterator age or the lag of the consumers.
    ///
    /// **When to silence it.** The messages may be lost.
    ///
    /// **References.** REL06-BP01; REL06-BP03; OPS08-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)), // finding
    ///     "worker": (kind: "lambda_function", at: (200, 0)),
    /// }, connections: {
    ///     "take": (from: "jobs", to: "worker", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "jobs": (kind: "sqs_queue", at: (0, 0)),
    ///     "worker": (kind: "lambda_function", at: (200, 0)),
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (0, 200)),
    /// }, connections: {
    ///     "take": (from: "jobs", to: "worker", kind: async_event),
    ///     "watch": (from: "jobs", to: "alarms", kind: async_event, calls_per_request: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS025",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "아무도 보지 않는 적체",
            why: "대기열이나 스트림 뒤의 작업은 조용히 실패합니다. 응답을 기다리는 사람이 없어 데이터가 만료될 때까지 모릅니다.",
            fix: "가장 오래된 메시지의 대기 시간, 반복자 수명, 소비자 지연에 경보를 둡니다.",
            silence: "메시지를 잃어도 되는 경우입니다.",
        },
    };
}

const BUFFERS: &[&Kind] = &[
    &kinesis_firehose_delivery_stream::KIND,
    &kinesis_stream::KIND,
    &msk_cluster::KIND,
    &sqs_queue::KIND,
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let consumed = cx
        .of_kinds(BUFFERS)
        .filter(|item| item.started() > 0 && in_production(cx, item));
    for item in alarms::unwatched(cx, consumed) {
        let consumers = cx.outgoing(item).len();
        let evidence = seen(|language| {
            let name = phrase::named(item, language);
            match language {
                Language::English => {
                    let consumers = phrase::count(consumers, "consumer", "consumers");
                    format!("{name}: {consumers}, 0 alarms on age or lag")
                }
                Language::Korean => {
                    format!("{name}: 소비자 {consumers}개, 대기 시간·지연 경보 0개")
                }
            }
        });
        out.add([item.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Add an alarm on the backlog", "적체 경보 추가"),
        edit: alarms::add(cx, item.id, 1),
    })
}
