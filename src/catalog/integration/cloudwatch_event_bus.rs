//! Amazon EventBridge bus: custom events in pieces of 64 KB, schedules, API destinations, archive.
//!
//! Semantics: Amazon EventBridge pricing page; `cost-semantics`: messaging.

use super::{POLICIES, chunks};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
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

/// Events of partners.
pub static PARTNER_EVENTS: Property = Property::number(
    "third_party_events",
    both("Partner events", "파트너 이벤트"),
    units::EVENTS,
    0.0,
    0.0,
    1e15,
)
.doc(
    "Events of partners (and AWS events that are opted into) in a month, besides the others.",
    "다른 이벤트 외에 파트너가 보내는(그리고 선택한 AWS) 월 이벤트입니다.",
);

/// Events seen by schema discovery.
pub static DISCOVERY_EVENTS: Property = Property::number(
    "schema_discovery_events",
    both("Schema discovery", "스키마 검색"),
    units::EVENTS,
    0.0,
    0.0,
    1e15,
)
.doc(
    "Events a month, in pieces of 8 KB, from which EventBridge learns schemas; 0: off.",
    "EventBridge가 스키마를 찾아내는 월 이벤트이며 8KB 단위로 셉니다. 0이면 사용하지 않습니다.",
)
.secondary();

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

/// Data put into archives.
pub static ARCHIVED_GB: Property = Property::usage(
    "archive_processing_gb",
    both("Archived events", "아카이브 처리"),
    units::GB_PER_MONTH,
)
.doc(
    "GB put into archives in a month. Derived from incoming connections where events are archived.",
    "월 아카이브 처리 GB입니다. 보관하는 경우 들어오는 연결로 계산합니다.",
);

/// Data held in archives.
pub static ARCHIVE_GB: Property = Property::usage(
    "archive_storage_gb",
    both("Archive storage", "아카이브 스토리지"),
    units::GB,
)
.doc(
    "GB held in archives on average. Derived: archived data times its days.",
    "아카이브에 평균적으로 보관된 GB입니다. 처리 데이터와 보관 일수로 계산합니다.",
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
    let item = &cx.item;
    let days = item.number(&ARCHIVE_DAYS);
    let typed = item.typed(&ARCHIVED_GB).is_some() || item.typed(&ARCHIVE_GB).is_some();
    if days <= 0.0 && !typed {
        return;
    }
    let arriving = if days > 0.0 { cx.flows.gb_in().0 } else { 0.0 };
    let processed = cx.usage(&ARCHIVED_GB, arriving);
    bill.usage(
        "archive",
        both("Archived events", "아카이브 처리"),
        processed,
        units::GB,
        Query::new("eventbridge", "archive_processed_gb"),
    );
    let months = days * 24.0 / cx.hours.max(1.0);
    let stored = cx.usage(&ARCHIVE_GB, processed.value * months);
    let line = bill.usage(
        "archive_storage",
        both("Archive storage", "아카이브 스토리지"),
        stored,
        units::GB_MONTHS,
        Query::new("eventbridge", "archive_storage_gb_month"),
    );
    if stored.source == UsageSource::Derived {
        line.amount = Amount::product(
            units::GB_MONTHS,
            &[(processed.value, units::GB), (months, units::MONTHS)],
        );
    }
}

/// Lines for figures that are typed.
fn bill_typed(item: &Item<'_>, bill: &mut Bill) {
    let lines = [
        (
            "partner_events",
            PARTNER_EVENTS.title,
            &PARTNER_EVENTS,
            "opt_in_or_partner_event",
        ),
        (
            "schema_discovery",
            DISCOVERY_EVENTS.title,
            &DISCOVERY_EVENTS,
            "schema_discovery_event",
        ),
        (
            "schedules",
            both("Scheduled invocations", "예약 호출"),
            &SCHEDULED,
            "scheduler_invocation",
        ),
    ];
    for (key, name, property, row) in lines {
        let count = item.number(property);
        if count > 0.0 {
            bill.charge(
                key,
                name,
                Amount::plain(count, property.unit),
                Query::new("eventbridge", row),
            );
        }
    }
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
        .filter(|flow| external(&flow.to))
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
    bill_typed(item, bill);
    bill_archive(cx, bill);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let archives = resource.referring("aws_cloudwatch_event_archive", "event_source_arn");
    let mut days = archives
        .iter()
        .filter_map(|archive| archive.number("retention_days"));
    if let Some(days) = days.next() {
        draft.set(&ARCHIVE_DAYS, days);
    }
    draft.set(&DEAD_LETTER, resource.has("dead_letter_config"));
}

/// A rule is free: its bus is billed.
fn read_rule(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&EVENT_SOURCE, "aws");
    draft.set(&RULES, 1.0);
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
    imports: &[
        Import::of("aws_cloudwatch_event_bus")
            .usage(&[
                ("monthly_custom_events", &EVENTS),
                ("monthly_third_party_events", &PARTNER_EVENTS),
                ("monthly_archive_processing_gb", &ARCHIVED_GB),
                ("archive_storage_gb", &ARCHIVE_GB),
                ("monthly_schema_discovery_events", &DISCOVERY_EVENTS),
            ])
            .read(read),
        Import::of("aws_cloudwatch_event_rule").read(read_rule),
    ],
    drawio: "eventbridge",
    keywords: &["event", "bus", "schedule", "cron", "이벤트", "스케줄"],
    port: Some(443),
    properties: &[
        &EVENT_SOURCE,
        &EVENTS,
        &RULES,
        &SCHEDULED,
        &PARTNER_EVENTS,
        &DISCOVERY_EVENTS,
        &ARCHIVE_DAYS,
        &ARCHIVED_GB,
        &ARCHIVE_GB,
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
    fn typed_figures_have_lines_of_their_own() {
        let lines = Bench::new("cloudwatch_event_bus")
            .with("third_party_events", 2e6)
            .with("schema_discovery_events", 1e6)
            .with("archive_processing_gb", 100.0)
            .with("archive_storage_gb", 200.0)
            .lines();
        // 2 M × $0.000001; 1 M × $0.0000001; 100 GB × $0.13; 200 GB × $0.025.
        near(lines.usd("partner_events"), 2.0);
        near(lines.usd("schema_discovery"), 0.1);
        near(lines.usd("archive"), 13.0);
        near(lines.usd("archive_storage"), 5.0);
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
