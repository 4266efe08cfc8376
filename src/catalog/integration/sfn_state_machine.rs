//! AWS Step Functions state machine: state transitions (Standard), or requests and GB-seconds (Express).
//!
//! Semantics: AWS Step Functions pricing page; `cost-semantics`: messaging. Express workflows are billed in steps of 100 ms
//! and 64 MB. The free 4,000 transitions a month are an allowance of the account and not taken here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Step of the billed duration of Express workflows, in milliseconds.
const STEP_MS: f64 = 100.0;
/// Step of the billed memory of Express workflows, in MB.
const STEP_MB: f64 = 64.0;
const MB_PER_GB: f64 = 1_024.0;

const TYPES: &[Choice] = &[
    choice_in("STANDARD", "Standard", "표준"),
    choice_in("EXPRESS", "Express", "Express(익스프레스)"),
];

/// Standard or Express.
pub static TYPE: Property = Property::choice(
    "type",
    both("Workflow type", "워크플로 유형"),
    "STANDARD",
    TYPES,
)
.doc(
    "Standard runs up to a year, once for each step, and bills state transitions. Express runs up to five minutes and bills \
     requests and memory times duration.",
    "표준은 최대 1년 동안 단계마다 한 번씩 실행되고 상태 전환에 과금됩니다. Express는 최대 5분 동안 실행되며 요청과 메모리 × 시간에 과금됩니다.",
);

/// Transitions of one execution; the history of a Standard execution ends at 25,000 events (service-facts: Step Functions).
pub static TRANSITIONS_PER_EXECUTION: Property = Property::number(
    "transitions_per_execution",
    both("Transitions per execution", "실행당 상태 전환"),
    units::TRANSITIONS,
    5.0,
    1.0,
    25_000.0,
)
.doc(
    "States that one execution enters, start and retries included.",
    "실행 한 번이 거치는 상태의 수입니다. 시작과 재시도를 포함합니다.",
)
.when(is_standard);

/// State transitions.
pub static TRANSITIONS: Property = Property::usage(
    "transitions",
    both("State transitions", "상태 전환"),
    units::TRANSITIONS,
)
.doc(
    "State transitions in a month. Derived: incoming requests times the transitions of one execution.",
    "월 상태 전환 수입니다. 들어오는 요청에 실행당 상태 전환을 곱해 계산합니다.",
)
.when(is_standard);

/// Executions of Express workflows.
pub static REQUESTS: Property =
    Property::usage("requests", both("Executions", "실행"), units::EXECUTIONS)
        .doc(
            "Executions in a month. Derived from incoming connections.",
            "월 실행 수입니다. 들어오는 연결로 계산합니다.",
        )
        .when(is_express);

/// Duration of Express workflows: five minutes at most (service-facts: Step Functions).
pub static DURATION: Property = Property::number(
    "workflow_duration_ms",
    both("Duration", "실행 시간"),
    units::MILLISECONDS,
    1_000.0,
    0.0,
    300_000.0,
)
.doc(
    "Average time of one execution, billed in steps of 100 ms.",
    "실행 한 번의 평균 시간이며 100ms 단위로 과금됩니다.",
)
.when(is_express);

/// Memory of Express workflows.
pub static MEMORY: Property = Property::number(
    "memory_mb",
    both("Memory", "메모리"),
    units::MB,
    64.0,
    0.0,
    102_400.0,
)
.doc(
    "Average memory of one execution (definition, maps and payloads), billed in steps of 64 MB.",
    "실행 한 번의 평균 메모리(정의, 맵, 페이로드)이며 64MB 단위로 과금됩니다.",
)
.when(is_express);

/// Logs of executions.
pub static LOGGING: Property = Property::choice(
    "logging_level",
    both("Logging", "로깅"),
    "OFF",
    &[
        choice_in("OFF", "Off", "끔"),
        choice_in("ERROR", "Errors", "오류"),
        choice_in("FATAL", "Fatal errors", "치명적 오류"),
        choice_in("ALL", "All events", "모든 이벤트"),
    ],
)
.doc(
    "Events of executions that go to CloudWatch Logs; draw the log group to bill them.",
    "CloudWatch Logs로 보내는 실행 이벤트입니다. 로그 그룹을 그리면 비용에 포함됩니다.",
)
.secondary();

/// X-Ray tracing.
pub static TRACING: Property =
    Property::flag("tracing", both("X-Ray tracing", "X-Ray 추적"), false)
        .doc(
            "Sampled executions are traced through services.",
            "표본으로 뽑은 실행을 서비스 전반에서 추적합니다.",
        )
        .secondary();

fn is_express(item: &Item<'_>) -> bool {
    item.text(&TYPE) == "EXPRESS"
}
fn is_standard(item: &Item<'_>) -> bool {
    !is_express(item)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    if is_express(item) {
        let ms = number::short(item.number(&DURATION), 0);
        let mb = number::short(item.number(&MEMORY), 0);
        return format!("Express · {mb} MB · {ms} ms");
    }
    TYPES[0].title.get(language).to_owned()
}

fn bill_express(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let usage = cx.usage(&REQUESTS, cx.flows.requests());
    let query = |row| Query::new("step_functions", row).with("type", "express");
    bill.usage(
        "requests",
        both("Requests", "요청"),
        usage,
        units::REQUESTS,
        query("request"),
    );
    let seconds = (item.number(&DURATION) / STEP_MS).ceil().max(1.0) * STEP_MS / 1_000.0;
    let gb = (item.number(&MEMORY) / STEP_MB).ceil().max(1.0) * STEP_MB / MB_PER_GB;
    bill.charge(
        "duration",
        both("Duration", "실행 시간"),
        Amount::product(
            units::GB_SECONDS,
            &[
                (usage.value, units::EXECUTIONS),
                (seconds, units::SECONDS),
                (gb, units::GB),
            ],
        ),
        query("gb_second"),
    )
    .from(usage.source);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if is_express(item) {
        bill_express(cx, bill);
        return;
    }
    let executions = cx.flows.requests();
    let each = item.number(&TRANSITIONS_PER_EXECUTION);
    let usage = cx.usage(&TRANSITIONS, executions * each);
    let line = bill.usage(
        "transitions",
        both("State transitions", "상태 전환"),
        usage,
        units::TRANSITIONS,
        Query::new("step_functions", "state_transition").with("type", "standard"),
    );
    if item.typed(&TRANSITIONS).is_none() {
        line.amount = Amount::product(
            units::TRANSITIONS,
            &[(executions, units::EXECUTIONS), (each, units::TRANSITIONS)],
        );
    }
}

/// Step Functions state machine.
pub static KIND: Kind = Kind {
    name: "sfn_state_machine",
    endpoint_service: "states",
    title: both("AWS Step Functions", "AWS Step Functions"),
    short: both("Step Functions", "Step Functions"),
    doc: both(
        "Workflow of steps that call functions and services, with retries and branches. One pays for state transitions, or, \
         as Express, for requests and GB-seconds.",
        "함수와 서비스를 호출하는 단계로 이루어진 워크플로이며 재시도와 분기를 처리합니다. 상태 전환에, Express는 요청과 GB-초에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "AWS Step Functions",
    spend: Spend::Messaging,
    glyph: glyph::STEPS,
    monogram: "SFN",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_sfn_state_machine"],
    cloudformation: &[
        "AWS::StepFunctions::StateMachine",
        "AWS::Serverless::StateMachine",
    ],
    imports: &[Import::of("aws_sfn_state_machine")
        .attributes(&[
            ("logging_configuration.level", &LOGGING),
            ("tracing_configuration.enabled", &TRACING),
        ])
        .usage(&[
            ("monthly_transitions", &TRANSITIONS),
            ("monthly_requests", &REQUESTS),
            ("workflow_duration_ms", &DURATION),
            ("memory_mb", &MEMORY),
        ])],
    drawio: "step_functions",
    keywords: &[
        "workflow",
        "state machine",
        "orchestration",
        "saga",
        "워크플로",
        "상태 머신",
        "오케스트레이션",
    ],
    port: Some(443),
    properties: &[
        &TYPE,
        &TRANSITIONS_PER_EXECUTION,
        &TRANSITIONS,
        &REQUESTS,
        &DURATION,
        &MEMORY,
        &LOGGING,
        &TRACING,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn standard_workflows_pay_for_transitions() {
        let bench = Bench::new("sfn_state_machine")
            .with("transitions_per_execution", 8.0)
            .incoming("lambda_function", 100_000.0, 1.0, 0.0);
        let lines = bench.lines();
        assert_eq!(lines.keys(), ["transitions"]);
        // 100,000 × 8 × $0.0000271 = $21.68.
        near(lines.total(), 21.68);
        // Typed: 1,000,000 × $0.0000271.
        near(bench.with("transitions", 1e6).lines().total(), 27.1);
    }

    #[test]
    fn express_workflows_pay_by_steps_of_memory_and_time() {
        let lines = Bench::new("sfn_state_machine")
            .with("type", "EXPRESS")
            .with("workflow_duration_ms", 801.0)
            .with("memory_mb", 1_200.0)
            .with("requests", 1e8)
            .lines();
        // 1e8 × $0.000001 = $100.
        near(lines.usd("requests"), 100.0);
        // 1e8 × 0.9 s × 1,216 MB = 106,875,000 GB-s: 3.6 M × $0.00001667 + 14.4 M × $0.00000833
        // + 88.875 M × $0.00000456 = $60.012 + $119.952 + $405.27.
        near(lines.quantity("duration"), 106_875_000.0);
        near(lines.usd("duration"), 585.234);
        // Nothing is billed below one step of either: 1e6 × 0.1 s × 0.0625 GB = 6,250 GB-s.
        let small = Bench::new("sfn_state_machine")
            .with("type", "EXPRESS")
            .with("workflow_duration_ms", 1.0)
            .with("memory_mb", 1.0)
            .incoming("lambda_function", 1e6, 1.0, 0.0);
        near(small.lines().quantity("duration"), 6_250.0);
    }
}
