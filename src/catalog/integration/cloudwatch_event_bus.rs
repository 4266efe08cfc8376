//! Amazon EventBridge bus: custom events in pieces of 64 KB, schedules, API destinations, archive.
//!
//! Semantics: Amazon EventBridge pricing page; `cost-semantics`: messaging.

use super::{POLICIES, chunks};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const SOURCES: &[Choice] = &[
    choice_in("custom", "Own applications", "자체 애플리케이션"),
    choice_in("aws", "AWS services", "AWS 서비스"),
    choice_in("partner", "Partners", "파트너"),
];

/// Whose events they are.
pub static EVENT_SOURCE: Property = Property::choice(
    "event_source",
    both("Event source", "이벤트 출처"),
    "custom",
    SOURCES,
)
.doc(
    "Events that AWS services send to the default bus are free.",
    "AWS 서비스가 기본 버스로 보내는 이벤트는 무료입니다.",
);

/// Events.
pub static EVENTS: Property = Property::usage("events", both("Events", "이벤트"), units::EVENTS)
    .doc(
        "Events in a month, in pieces of 64 KB. Derived from incoming connections.",
        "월 이벤트이며 64KB 단위로 셉니다. 들어오는 연결로 계산합니다.",
    );

/// Rules: 300 a bus by default (service-facts: EventBridge quota).
pub static RULES: Property = Property::count(
    "rules",
    both("Rules", "규칙"),
    units::RULES,
    1.0,
    0.0,
    300.0,
)
.doc(
    "Rules on the bus; free.",
    "버스의 규칙 수입니다. 무료입니다.",
);

/// Schedules.
pub static SCHEDULED: Property = Property::number(
    "scheduler_invocations",
    both("Scheduled invocations", "예약 호출"),
    units::REQUESTS_PER_MONTH,
    0.0,
    0.0,
    1e12,
)
.doc(
    "Invocations by EventBridge Scheduler in a month.",
    "EventBridge Scheduler의 월 호출 수입니다.",
);

/// Archive.
pub static ARCHIVE_DAYS: Property = Property::count(
    "archive_retention_days",
    both("Archive", "아카이브"),
    units::DAYS,
    0.0,
    0.0,
    3_650.0,
)
.doc(
    "Days that events are kept for replay; 0: not archived.",
    "다시 재생하기 위해 이벤트를 보관하는 일수입니다. 0이면 보관하지 않습니다.",
);

/// Dead-letter queue.
pub static DEAD_LETTER: Property = Property::flag(
    "dead_letter_queue",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Events that no target takes within 24 hours go to a queue.",
    "24시간 안에 대상이 받지 못한 이벤트를 대기열로 보냅니다.",
)
.secondary();

/// Bus policy.
pub static POLICY: Property = Property::choice(
    "policy",
    both("Bus policy", "버스 정책"),
    "restricted",
    POLICIES,
)
.doc(
    "Who may put events on the bus.",
    "버스에 이벤트를 보낼 수 있는 주체입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let rules = item.number(&RULES);
    let figure = number::short(rules, 0);
    match language {
        Language::English if rules == 1.0 => "1 rule".to_owned(),
        Language::English => format!("{figure} rules"),
        Language::Korean => format!("규칙 {figure}개"),
    }
}

fn bill_archive(cx: &BillCx<'_>, bill: &mut Bill) {
    let days = cx.item.number(&ARCHIVE_DAYS);
    if days <= 0.0 {
        return;
    }
    let gb = cx.flows.gb_in().0;
    bill.charge(
        "archive",
        both("Archived events", "아카이브 처리"),
        Amount::plain(gb, units::GB),
        Query::new("eventbridge", "archive_processed_gb"),
    )
    .from(UsageSource::Derived);
    bill.charge(
        "archive_storage",
        both("Archive storage", "아카이브 스토리지"),
        Amount::product(
            units::GB_MONTHS,
            &[(gb, units::GB), (days * 24.0 / cx.hours, units::MONTHS)],
        ),
        Query::new("eventbridge", "archive_storage_gb_month"),
    )
    .from(UsageSource::Derived);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * chunks(flow.request_kb))
        .sum();
    let events = cx.usage(&EVENTS, derived);
    let name = both("Events", "이벤트");
    match item.text(&EVENT_SOURCE) {
        "aws" => {
            bill.free(
                "events",
                name,
                Amount::plain(events.value, units::EVENTS),
                both(
                    "events of AWS services are free",
                    "AWS 서비스의 이벤트는 무료입니다",
                ),
            )
            .from(events.source);
        }
        source => {
            let row = if source == "partner" {
                "opt_in_or_partner_event"
            } else {
                "custom_event"
            };
            let query = Query::new("eventbridge", row);
            bill.usage("events", name, events, units::EVENTS, query);
        }
    }
    let external =
        |id| Item::of(item.design, id).is_some_and(|peer| peer.kind.network == Network::Internet);
    let calls: f64 = cx
        .flows
        .outgoing
        .iter()
        .filter(|flow| external(&flow.peer))
        .map(|flow| flow.requests * chunks(flow.request_kb))
        .sum();
    if calls > 0.0 {
        bill.charge(
            "api_destinations",
            both("API destinations", "API 대상"),
            Amount::plain(calls, units::REQUESTS),
            Query::new("eventbridge", "api_destination_invocation"),
        )
        .from(UsageSource::Derived);
    }
    let scheduled = item.number(&SCHEDULED);
    if scheduled > 0.0 {
        bill.charge(
            "schedules",
            both("Scheduled invocations", "예약 호출"),
            Amount::plain(scheduled, units::REQUESTS),
            Query::new("eventbridge", "scheduler_invocation"),
        );
    }
    bill_archive(cx, bill);
}

/// EventBridge bus.
pub static KIND: Kind = Kind {
    name: "cloudwatch_event_bus",
    endpoint_service: "events",
    title: both("Amazon EventBridge bus", "Amazon EventBridge 이벤트 버스"),
    short: both("EventBridge", "EventBridge"),
    doc: both(
        "Takes events and sends them to targets by rules; also starts things on a schedule. One pays for each custom event.",
        "이벤트를 받아 규칙에 따라 대상으로 보내고, 일정에 따라 작업을 시작합니다. 사용자 지정 이벤트마다 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon EventBridge",
    spend: Spend::Messaging,
    glyph: glyph::CALENDAR_CHECK,
    monogram: "EB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_cloudwatch_event_bus", "aws_cloudwatch_event_rule"],
    cloudformation: &["AWS::Events::EventBus", "AWS::Events::Rule"],
    drawio: "eventbridge",
    keywords: &["event", "bus", "schedule", "cron", "이벤트", "스케줄"],
    port: Some(443),
    properties: &[
        &EVENT_SOURCE,
        &EVENTS,
        &RULES,
        &SCHEDULED,
        &ARCHIVE_DAYS,
        &DEAD_LETTER,
        &POLICY,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn events_schedules_and_archive() {
        let bus =
            Bench::new("cloudwatch_event_bus").incoming("lambda_function", 1_048_576.0, 1.0, 0.0);
        let lines = bus
            .with("scheduler_invocations", 1e6)
            .with("archive_retention_days", 30.0)
            .lines();
        near(lines.usd("events"), 1.048_576);
        near(lines.usd("schedules"), 1.15);
        // 1 GB x 0.13 $; 1 GB x 720 / 730 months x 0.025 $.
        near(lines.usd("archive"), 0.13);
        near(lines.usd("archive_storage"), 720.0 / 730.0 * 0.025);
    }

    #[test]
    fn events_of_aws_services_are_free() {
        let lines = Bench::new("cloudwatch_event_bus")
            .with("event_source", "aws")
            .incoming("lambda_function", 1e6, 1.0, 0.0)
            .lines();
        assert_eq!(lines.total(), 0.0);
    }
}
