//! AWS Lambda provisioned concurrency as a component of its own: environments of one version that are kept ready, and
//! the executions in them.
//!
//! Semantics: AWS Lambda pricing page. The same as `provisioned_concurrency` on [`super::lambda_function`], for a version that
//! is billed apart from the rest of the function.

use super::lambda_function::{
    ARCHITECTURE, DURATION, MEMORY, REQUESTS, Ready, bill_ready, billed_seconds,
};
use crate::catalog::amount::units;
use crate::catalog::property::all_of_the_month;
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// MB of a function whose memory Terraform does not state.
const TERRAFORM_MEMORY: f64 = 128.0;

/// Environments kept ready.
pub static EXECUTIONS: Property = Property::count(
    "provisioned_concurrent_executions",
    both("Provisioned concurrency", "프로비저닝된 동시성"),
    units::INSTANCES,
    10.0,
    0.0,
    100_000.0,
)
.doc(
    "Execution environments that are kept ready.",
    "준비해 두는 실행 환경의 수입니다.",
);

/// Hours for which they are kept.
pub static HOURS: Property = Property::optional(
    "provisioned_hours",
    both("Provisioned hours", "프로비저닝 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month for which the environments are kept ready, where a schedule changes it; all of the month if empty.",
    "일정에 따라 바꾸는 경우 환경을 준비해 두는 월 시간입니다. 비워 두면 한 달 내내입니다.",
)
.if_empty(all_of_the_month);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let memory = number::short(item.number(&MEMORY), 0);
    format!(
        "{} × {memory} MB",
        number::short(item.number(&EXECUTIONS), 0)
    )
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let usage = cx.usage(&REQUESTS, cx.flows.requests());
    let arch = item.text(&ARCHITECTURE);
    bill.usage(
        "requests",
        both("Requests", "요청"),
        usage,
        units::REQUESTS,
        Query::new("lambda", "request").with("arch", arch),
    );
    let ready = Ready {
        count: item.number(&EXECUTIONS),
        memory_gb: item.number(&MEMORY) / 1024.0,
        hours: item
            .given(&HOURS)
            .map_or(cx.hours, |hours| hours.min(cx.hours)),
        arch,
    };
    let seconds = billed_seconds(item.number(&DURATION));
    bill_ready(cx, &ready, usage, seconds, bill);
}

/// Memory and architecture are the function's, where usage does not tell them. Without its hours nothing is kept: the plan
/// may hold a schedule.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let functions = resource.referred("function_name");
    let function = functions
        .iter()
        .find(|other| other.kind() == "aws_lambda_function");
    let usage = resource.usage();
    let told = usage.number("memory_mb").filter(|memory| *memory > 0.0);
    let of_function = function.and_then(|function| function.number("memory_size"));
    draft.set(&MEMORY, told.or(of_function).unwrap_or(TERRAFORM_MEMORY));
    match usage.text("architecture").filter(|text| !text.is_empty()) {
        Some(architecture) => draft.set(&ARCHITECTURE, architecture.to_ascii_lowercase().as_str()),
        None => {
            if let Some(function) = function {
                draft.copy(function, "architectures", &ARCHITECTURE);
            }
        }
    }
    if usage.number("monthly_duration_hrs").is_none() {
        draft.set(&HOURS, 0.0);
        draft.note("hours of provisioned concurrency are not given: `monthly_duration_hrs` in the usage file");
    }
}

/// Provisioned concurrency of a Lambda version.
pub static KIND: Kind = Kind {
    name: "lambda_provisioned_concurrency_config",
    title: both(
        "Lambda provisioned concurrency",
        "Lambda 프로비저닝된 동시성",
    ),
    short: both("Concurrency", "동시성"),
    doc: both(
        "Environments of a function version that are kept ready, so that calls never wait for a start. One pays for them used \
         or not, and less for the time of executions.",
        "호출이 시작을 기다리지 않도록 준비해 두는 함수 버전의 실행 환경입니다. 사용하지 않아도 과금되며 실행 시간 요금은 낮아집니다.",
    ),
    category: Category::Compute,
    service: "AWS Lambda",
    spend: Spend::Compute,
    glyph: glyph::GAUGE,
    monogram: "PC",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lambda_provisioned_concurrency_config"],
    imports: &[Import::of("aws_lambda_provisioned_concurrency_config")
        .usage(&[
            ("monthly_duration_hrs", &HOURS),
            ("monthly_requests", &REQUESTS),
            ("request_duration_ms", &DURATION),
        ])
        .read(read)],
    drawio: "lambda",
    keywords: &[
        "lambda",
        "cold start",
        "provisioned",
        "콜드 스타트",
        "동시성",
    ],
    properties: &[
        &EXECUTIONS,
        &HOURS,
        &MEMORY,
        &DURATION,
        &ARCHITECTURE,
        &REQUESTS,
        &purchase::OPTION_PLAN,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
    ],
    instances: |item| item.number(&EXECUTIONS),
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::{ARCHITECTURE, HOURS, MEMORY};
    use crate::catalog::testing::{Bench, Stack, near};
    use serde_json::json;

    #[test]
    fn fifty_environments_for_a_hundred_hours() {
        let bench = Bench::new("lambda_provisioned_concurrency_config")
            .region("us-east-1")
            .with("provisioned_concurrent_executions", 50.0)
            .with("provisioned_hours", 100.0)
            .with("memory_size", 512.0)
            .with("architecture", "arm64")
            .with("duration_ms", 350.0)
            .with("requests", 1e7);
        assert_eq!(bench.key_fact(), "50 × 512 MB");
        let lines = bench.lines();
        // 50 × 0.5 GB × 360,000 s = 9 M GB-s × $0.0000033334 = $30.0006; 10 M × 0.35 s × 0.5 GB = 1.75 M GB-s × $0.0000077778.
        near(lines.usd("provisioned"), 30.000_6);
        near(lines.usd("provisioned_duration"), 13.611_15);
        near(lines.usd("requests"), 2.0);
    }

    #[test]
    fn unused_environments_are_paid_all_the_same() {
        let lines = Bench::new("lambda_provisioned_concurrency_config").lines();
        // 10 × 0.5 GB × 2,628,000 s × $0.0000051254.
        near(lines.total(), 67.347_756);
    }

    #[test]
    fn the_function_tells_what_usage_does_not() {
        let function = json!({"memory_size": 1024, "architectures": ["arm64"]});
        let stack = |usage: serde_json::Value| {
            Stack::default()
                .add("aws_lambda_function.f", function.clone())
                .add("aws_lambda_provisioned_concurrency_config.c", json!({}))
                .refers("function_name", "aws_lambda_function.f")
                .usage(usage)
                .read("aws_lambda_provisioned_concurrency_config.c")
        };
        let silent = stack(json!({}));
        assert_eq!(silent.number(&MEMORY), Some(1024.0));
        assert_eq!(silent.text(&ARCHITECTURE), Some("arm64"));
        assert_eq!(silent.number(&HOURS), Some(0.0));
        let told =
            stack(json!({"memory_mb": 256, "architecture": "x86_64", "monthly_duration_hrs": 9}));
        assert_eq!(told.number(&MEMORY), Some(256.0));
        assert_eq!(told.text(&ARCHITECTURE), Some("x86_64"));
        assert_eq!(told.number(&HOURS), Some(9.0));
    }
}
