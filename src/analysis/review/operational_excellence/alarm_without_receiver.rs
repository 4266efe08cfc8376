//! OPS002: Alarm that tells nobody.

use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudwatch_metric_alarm;

rule! {
    /// Alarm that tells nobody
    ///
    /// **Why.** An alarm that calls nobody is a graph: the incident is noticed when users complain.
    ///
    /// **Fix.** Turn the alarm's actions on and draw who is told: a connection to an SNS topic, a function or a person.
    ///
    /// **When to silence it.** Another tool reads the alarm states.
    ///
    /// **References.** CloudWatch.15; CloudWatch.17; CKV_AWS_319; prowler:cloudwatch_alarm_actions_enabled; TA:Amazon
    /// CloudWatch Alarm Action is Disabled; REL06-BP03; OPS10-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alarms": (kind: "cloudwatch_metric_alarm", properties: {"actions_enabled": false}, at: (0, 0)), // finding
    ///     "ops": (kind: "external_service", at: (200, 0)),
    /// }, connections: {
    ///     "c": (from: "alarms", to: "ops", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (0, 0)),
    ///     "ops": (kind: "external_service", at: (200, 0)),
    /// }, connections: {
    ///     "c": (from: "alarms", to: "ops", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS002",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Each(&[&cloudwatch_metric_alarm::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "아무에게도 알리지 않는 경보",
            why: "아무도 부르지 않는 경보는 그래프일 뿐입니다. 사용자가 불평한 뒤에야 장애를 알게 됩니다.",
            fix: "경보 작업을 켜고 누구에게 알리는지 SNS 주제, 함수, 사람으로의 연결을 그립니다.",
            silence: "다른 도구가 경보 상태를 읽는 경우입니다.",
        },
    };
}

fn alarms(item: &Item<'_>, language: Language) -> String {
    phrase::named(item, language)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let receivers = cx.outgoing(item).len();
    let enabled = item.flag(&cloudwatch_metric_alarm::ACTIONS_ENABLED);
    // Imported plans have no connections at all: nothing can be said of receivers.
    if enabled && (receivers > 0 || cx.design.connections.is_empty()) {
        return;
    }
    let evidence = seen(|language| match (language, enabled) {
        (Language::English, true) => {
            format!("{}: 0 receivers are drawn", alarms(item, language))
        }
        (Language::English, false) => format!("{}: actions are off", alarms(item, language)),
        (Language::Korean, true) => format!("{}: 수신자 0개", alarms(item, language)),
        (Language::Korean, false) => format!("{}: 작업이 꺼져 있음", alarms(item, language)),
    });
    out.add([item.id], evidence);
}

/// Turns the actions on; whom to tell is the user's to say.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let property = &cloudwatch_metric_alarm::ACTIONS_ENABLED;
    (!item.flag(property) && !cx.outgoing(item).is_empty()).then(|| Fix {
        label: phrase::set(property, &true.into()),
        edit: set(&item, property, true),
    })
}
