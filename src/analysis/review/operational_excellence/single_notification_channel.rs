//! OPS003: Alarms reach people by mail alone.

use crate::analysis::review::alarms;
use crate::analysis::review::prelude::*;
use crate::catalog::integration::sns_topic;
use crate::catalog::integration::sns_topic_subscription;

rule! {
    /// Alarms reach people by mail alone
    ///
    /// **Why.** Mail is read in the morning: at night an alarm that only writes mails wakes nobody, and nobody can see who
    /// is handling it.
    ///
    /// **Fix.** Add a second channel to the topic: a chat room (through a function), a pager or text messages for what is
    /// critical.
    ///
    /// **When to silence it.** The service may stay down until the next working day.
    ///
    /// **References.** OPS10-BP04; OPS10-BP02; REL11-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (0, 0)),
    ///     "topic": (kind: "sns_topic", at: (200, 0), properties: {"email_subscriptions": 1}), // finding
    /// }, connections: {
    ///     "tell": (from: "alarms", to: "topic", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (0, 0)),
    ///     "topic": (kind: "sns_topic", at: (200, 0), properties: {"email_subscriptions": 1}),
    ///     "chat": (kind: "lambda_function", at: (400, 0)),
    /// }, connections: {
    ///     "tell": (from: "alarms", to: "topic", kind: async_event),
    ///     "post": (from: "topic", to: "chat", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS003",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "메일로만 전달되는 경보",
            why: "메일은 아침에야 읽습니다. 밤에는 메일만 보내는 경보로 아무도 깨어나지 않으며, 누가 대응하는지도 보이지 않습니다.",
            fix: "주제에 두 번째 채널을 더합니다. 함수를 통한 채팅방, 호출 서비스, 심각한 경보의 문자 메시지 등입니다.",
            silence: "다음 근무일까지 멈춰 있어도 되는 서비스입니다.",
        },
    };
}

/// Channels that reach people or programs besides mail.
const OTHERS: &[&crate::catalog::Property] = &[
    &sns_topic::HTTP,
    &sns_topic::FIREHOSE,
    &sns_topic::MOBILE,
    &sns_topic::MACOS,
    &sns_topic::SMS,
    &sns_topic::FIFO_SUBSCRIPTIONS,
];

fn is_mail(item: &Item<'_>) -> bool {
    *item.kind == sns_topic_subscription::KIND
        && item
            .text(&sns_topic_subscription::PROTOCOL)
            .starts_with("email")
}

/// Mailboxes of a topic, if nothing else subscribes.
fn mailboxes(cx: &Cx<'_>, topic: &Item<'_>) -> Option<f64> {
    let others: f64 = OTHERS.iter().map(|channel| topic.number(channel)).sum();
    let drawn = cx.called(topic).filter(|(item, _)| is_mail(item)).count();
    if others > 0.0 || drawn < cx.outgoing(topic).len() {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "subscriptions are few")]
    let mails = topic.number(&sns_topic::EMAIL) + drawn as f64;
    (mails > 0.0).then_some(mails)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut topics: Vec<(Item<'_>, f64)> = Vec::new();
    for alarm in alarms::all(cx) {
        for (_, connection) in cx.outgoing(alarm) {
            let topic = cx
                .item(&connection.to)
                .filter(|to| *to.kind == sns_topic::KIND);
            let Some(found) = topic.and_then(|topic| Some((topic, mailboxes(cx, &topic)?))) else {
                // Somebody is told in another way.
                return;
            };
            topics.push(found);
        }
    }
    topics.sort_by_key(|(topic, _)| topic.id);
    topics.dedup_by_key(|(topic, _)| topic.id);
    for (topic, mails) in topics {
        let evidence = seen(|language| {
            let name = topic.name(language);
            match language {
                Language::English => format!("{name}: {mails} by mail, 0 by any other channel"),
                Language::Korean => format!("{name}: 메일 {mails}개, 다른 채널 0개"),
            }
        });
        out.add([topic.id], evidence);
    }
}
