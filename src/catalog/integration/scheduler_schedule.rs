//! EventBridge Scheduler: a price for each invocation.
//!
//! Semantics: Amazon EventBridge pricing page. The first 14 million invocations a month are free for an account; that
//! allowance is not taken here.

use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// When it runs.
pub static EXPRESSION: Property = Property::text(
    "schedule_expression",
    both("Schedule", "일정"),
    "rate(5 minutes)",
)
.doc(
    "`rate(5 minutes)`, `cron(0 9 * * ? *)` or `at(2027-01-31T09:00:00)`.",
    "`rate(5 minutes)`, `cron(0 9 * * ? *)`, `at(2027-01-31T09:00:00)` 형식의 일정입니다.",
);

/// Invocations.
pub static INVOCATIONS: Property = Property::usage(
    "invocations",
    both("Invocations", "호출"),
    units::INVOCATIONS,
)
.doc(
    "Invocations in a month. Derived: the demand that starts here, else the rate of the schedule; type it for `cron`.",
    "월 호출 수입니다. 여기서 시작하는 수요로, 없으면 일정의 주기로 계산하며 `cron`은 직접 입력하세요.",
);

/// Dead-letter queue.
pub static DEAD_LETTER: Property = Property::flag(
    "dead_letter_queue",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Invocations that fail after all retries go to a queue.",
    "재시도가 모두 실패한 호출을 대기열로 보냅니다.",
)
.secondary();

/// Invocations in `hours` of `rate(5 minutes)` and the like; one of `at(...)`.
fn invocations(expression: &str, hours: f64) -> Option<f64> {
    let text = expression.trim();
    if text.starts_with("at(") {
        return Some(1.0);
    }
    let inner = text.strip_prefix("rate(")?.strip_suffix(')')?;
    let (value, unit) = inner.trim().split_once(' ')?;
    let value: f64 = value.trim().parse().ok()?;
    let minutes = match unit.trim().trim_end_matches('s') {
        "minute" => 1.0,
        "hour" => 60.0,
        "day" => 1_440.0,
        _ => return None,
    };
    let minutes = value * minutes;
    (minutes >= 1.0 && minutes.is_finite()).then(|| hours * 60.0 / minutes)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&EXPRESSION).chars().take(40).collect()
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let text = item.text(&EXPRESSION).trim();
    let known = text.starts_with("cron(") && text.ends_with(')')
        || text.starts_with("at(") && text.ends_with(')')
        || invocations(text, 730.0).is_some();
    if !known {
        problems.push(Problem::of(
            &EXPRESSION,
            "a schedule reads like `rate(5 minutes)`, `cron(0 9 * * ? *)` or `at(2027-01-31T09:00:00)`",
            "일정은 `rate(5 minutes)`, `cron(0 9 * * ? *)`, `at(2027-01-31T09:00:00)`처럼 적습니다",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let started = cx.flows.demand_requests;
    let derived = if started > 0.0 {
        started
    } else {
        invocations(cx.item.text(&EXPRESSION), cx.hours).unwrap_or(0.0)
    };
    bill.usage(
        "invocations",
        both("Invocations", "호출"),
        cx.usage(&INVOCATIONS, derived),
        units::INVOCATIONS,
        Query::new("eventbridge", "scheduler_invocation"),
    );
}

/// EventBridge Scheduler schedule.
pub static KIND: Kind = Kind {
    name: "scheduler_schedule",
    endpoint_service: "scheduler",
    title: both(
        "Amazon EventBridge Scheduler",
        "Amazon EventBridge Scheduler",
    ),
    short: both("Scheduler", "스케줄러"),
    doc: both(
        "Starts a target at set times, in any time zone, with retries. One pays for each invocation.",
        "정해진 시간에 시간대와 재시도를 지정해 대상을 실행합니다. 호출마다 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon EventBridge",
    spend: Spend::Messaging,
    glyph: glyph::CALENDAR,
    monogram: "SCH",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_scheduler_schedule"],
    cloudformation: &["AWS::Scheduler::Schedule"],
    imports: &[Import::of("aws_scheduler_schedule")],
    drawio: "eventbridge_scheduler",
    keywords: &["cron", "schedule", "timer", "일정", "예약"],
    is_entry: true,
    properties: &[&EXPRESSION, &INVOCATIONS, &DEAD_LETTER],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::invocations;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_rate_tells_the_invocations() {
        let every = |text: &str| {
            Bench::new("scheduler_schedule")
                .with("schedule_expression", text)
                .lines()
        };
        // 730 h × 60 / 5 min = 8,760 × $0.00000115 = $0.010074.
        near(every("rate(5 minutes)").quantity("invocations"), 8_760.0);
        near(every("rate(5 minutes)").total(), 0.010_074);
        near(every("rate(1 day)").quantity("invocations"), 730.0 / 24.0);
        near(
            every("at(2027-01-31T09:00:00)").quantity("invocations"),
            1.0,
        );
        let typed = Bench::new("scheduler_schedule").with("invocations", 2e7);
        // 20,000,000 × $0.00000115 = $23.
        near(typed.lines().total(), 23.0);
        assert_eq!(invocations("rate(0 minutes)", 730.0), None);
        assert_eq!(invocations("rate(1 fortnight)", 730.0), None);
    }

    #[test]
    fn an_expression_that_aws_does_not_know() {
        let problems = |text: &str| {
            Bench::new("scheduler_schedule")
                .with("schedule_expression", text)
                .problems()
                .len()
        };
        assert_eq!(problems("cron(0 9 * * ? *)"), 0);
        assert_eq!(problems("every five minutes"), 1);
    }
}
