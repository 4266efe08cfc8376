//! AWS Lambda: requests, GB-seconds of memory by architecture, temporary storage above 512 MB, provisioned concurrency.
//!
//! Semantics: AWS Lambda pricing page; limits: service-facts rows "Lambda" (AWS Lambda developer guide, 2023-10-30).

use super::server;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend, Usage,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// MB in the GB that Lambda bills.
const MB_PER_GB: f64 = 1024.0;
/// MB of temporary storage that every function includes.
const EPHEMERAL_INCLUDED: f64 = 512.0;

const ARCHITECTURES: &[Choice] = &[choice("x86_64", "x86"), choice("arm64", "Arm (Graviton)")];

/// Memory of the function.
pub static MEMORY: Property = Property::count(
    "memory_size",
    both("Memory", "메모리"),
    units::MB,
    512.0,
    128.0,
    10_240.0,
)
.doc(
    "Memory of one execution environment; CPU grows with it, 1,769 MB are one vCPU. Billed for the time that the \
     function runs.",
    "실행 환경 하나의 메모리입니다. CPU도 함께 늘어나며 1,769MB가 vCPU 하나에 해당합니다. 함수가 실행되는 시간만큼 과금됩니다.",
);

/// Time of one execution.
pub static DURATION: Property = Property::number(
    "duration_ms",
    both("Duration", "실행 시간"),
    units::MILLISECONDS,
    100.0,
    0.0,
    900_000.0,
)
.doc(
    "Billed time of one execution, rounded up to the millisecond.",
    "1밀리초 단위로 올림한 실행 한 번의 과금 시간입니다.",
);

/// Processor architecture.
pub static ARCHITECTURE: Property = Property::choice(
    "architecture",
    both("Architecture", "아키텍처"),
    "x86_64",
    ARCHITECTURES,
)
.doc(
    "Arm costs about a fifth less for each GB-second.",
    "Arm은 GB-초당 요금이 약 20% 저렴합니다.",
);

/// Size of /tmp.
pub static EPHEMERAL: Property = Property::count(
    "ephemeral_storage_size",
    both("Temporary storage", "임시 스토리지"),
    units::MB,
    512.0,
    512.0,
    10_240.0,
)
.doc(
    "Size of /tmp; 512 MB are included.",
    "/tmp의 크기입니다. 512MB는 포함되어 있습니다.",
);

/// Environments kept warm.
pub static PROVISIONED: Property = Property::count(
    "provisioned_concurrency",
    both("Provisioned concurrency", "프로비저닝된 동시성"),
    units::INSTANCES,
    0.0,
    0.0,
    100_000.0,
)
.doc(
    "Execution environments kept ready all month; billed whether they are used or not, their executions at a lower price.",
    "한 달 내내 준비해 두는 실행 환경의 수입니다. 사용하지 않아도 과금되며, 여기서 실행되는 호출은 더 저렴합니다.",
);

/// Streamed answers.
pub static STREAMED: Property = Property::number(
    "response_streaming_gb",
    both("Streamed answers", "스트리밍 응답"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e12,
)
.doc(
    "GB of streamed answers in a month beyond the first 6 MB of each.",
    "응답마다 처음 6MB를 넘는 월 스트리밍 GB입니다.",
)
.secondary();

/// Executions in the month.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Invocations", "호출"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Executions in the month. Derived: the requests of incoming connections.",
    "한 달의 호출 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Environments reserved for the function.
pub static RESERVED: Property = Property::optional_count(
    "reserved_concurrent_executions",
    both("Reserved concurrency", "예약된 동시성"),
    units::INSTANCES,
    0.0,
    100_000.0,
)
.doc(
    "Part of the account's concurrency kept for this function, and its upper limit. Free.",
    "계정의 동시성 중 이 함수에 예약된 몫이자 상한입니다. 무료입니다.",
)
.secondary();

/// Memory used.
pub static MEMORY_USED: Property = Property::optional(
    "max_memory_used",
    both("Memory used", "최대 메모리 사용량"),
    units::MB,
    0.0,
    10_240.0,
)
.doc(
    "Largest figure of `Max Memory Used` in the function's log.",
    "함수 로그의 `Max Memory Used` 중 가장 큰 값입니다.",
)
.secondary();

/// 99th percentile of the duration.
pub static LONGEST: Property = Property::optional(
    "p99_duration_ms",
    both("99th percentile of the duration", "실행 시간 99백분위수"),
    units::MILLISECONDS,
    0.0,
    900_000.0,
)
.doc(
    "Duration that 99 of 100 invocations stay below.",
    "호출 100번 중 99번이 이보다 빨리 끝나는 시간입니다.",
)
.secondary();

/// Longest execution.
pub static TIMEOUT: Property = Property::count(
    "timeout",
    both("Timeout", "제한 시간"),
    units::SECONDS,
    3.0,
    1.0,
    900.0,
)
.doc(
    "Executions are stopped after this time.",
    "이 시간이 지나면 실행이 중단됩니다.",
)
.secondary();

/// Authorisation of the function URL.
pub static URL_AUTH: Property = Property::choice(
    "function_url_auth_type",
    both("Function URL", "함수 URL"),
    "off",
    &[
        choice_in("off", "No URL", "URL 없음"),
        choice("AWS_IAM", "AWS IAM"),
        choice_in("NONE", "Open to everyone", "모두에게 공개"),
    ],
)
.doc(
    "Whether the function has an address of its own, and who may call it.",
    "함수가 자체 주소를 갖는지, 누가 호출할 수 있는지를 나타냅니다.",
)
.secondary();

/// Where failed asynchronous events go.
pub static DEAD_LETTER: Property = Property::flag(
    "dead_letter_queue",
    both("Dead-letter queue", "배달 못한 편지 대기열"),
    false,
)
.doc(
    "Events that fail after all retries are kept in a queue or topic.",
    "재시도가 모두 실패한 이벤트를 대기열이나 주제에 보관합니다.",
)
.secondary();

/// Runtime.
pub static RUNTIME: Property = Property::text("runtime", both("Runtime", "런타임"), "")
    .doc(
        "Language and version, as AWS writes them: `nodejs22.x`, `python3.13`. AWS blocks updates of functions whose runtime \
         is past its support.",
        "AWS 표기의 언어와 버전입니다. 예: `nodejs22.x`, `python3.13`. 지원이 끝난 런타임의 함수는 AWS가 업데이트를 막습니다.",
    )
    .secondary();

/// X-Ray tracing.
pub static TRACING: Property =
    Property::flag("tracing", both("X-Ray tracing", "X-Ray 추적"), false)
        .doc(
            "Sampled requests are traced through services.",
            "표본으로 뽑은 요청을 서비스 전반에서 추적합니다.",
        )
        .secondary();

/// Answer time that callers expect.
pub static LATENCY_TARGET: Property = Property::optional(
    "latency_target_ms",
    both("Latency target", "목표 지연 시간"),
    units::MILLISECONDS,
    0.0,
    900_000.0,
)
.doc(
    "Time within which 99 of 100 answers must come.",
    "100건 중 99건의 응답이 도착해야 하는 시간입니다.",
)
.secondary();

/// Size of the code.
pub static PACKAGE: Property = Property::optional(
    "package_mb",
    both("Package size", "패키지 크기"),
    units::MB,
    0.0,
    10_240.0,
)
.doc(
    "Size of code and libraries, unpacked; a container image counts as well.",
    "압축을 푼 코드와 라이브러리의 크기입니다. 컨테이너 이미지도 해당합니다.",
)
.secondary();

/// Snapshots of started environments.
pub static SNAP_START: Property =
    Property::flag("snap_start", both("SnapStart", "SnapStart"), false)
        .doc(
            "New environments start from a snapshot instead of from nothing.",
            "새 실행 환경을 처음부터가 아니라 스냅샷에서 시작합니다.",
        )
        .secondary();

/// Whether the function computes.
pub static CPU_BOUND: Property = Property::flag("cpu_bound", both("Computes", "연산 위주"), false)
    .doc(
        "The time goes into computing, not into waiting for other services.",
        "시간을 다른 서비스를 기다리는 데가 아니라 계산하는 데 씁니다.",
    )
    .secondary();

/// Shortest duration that was measured.
pub static BEST_DURATION: Property = Property::optional(
    "best_duration_ms",
    both("Shortest duration measured", "측정한 최단 실행 시간"),
    units::MILLISECONDS,
    0.0,
    900_000.0,
)
.doc(
    "Duration at the memory that a test with several sizes (Lambda Power Tuning) found the fastest.",
    "여러 메모리 크기로 시험(Lambda Power Tuning)하여 찾은 가장 빠른 크기에서의 실행 시간입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let memory = number::short(item.number(&MEMORY), 0);
    format!(
        "{memory} MB · {} ms",
        number::short(item.number(&DURATION), 0)
    )
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let timeout = item.number(&TIMEOUT);
    if item.is_set(&TIMEOUT) && item.number(&DURATION) > timeout * 1000.0 {
        problems.push(Problem::of(
            &DURATION,
            format!("executions are stopped after the timeout of {timeout} s"),
            format!("실행은 제한 시간 {timeout}초가 지나면 중단됩니다"),
        ));
    }
    let reserved = item.typed(&RESERVED);
    if reserved.is_some_and(|reserved| item.number(&PROVISIONED) > reserved) {
        problems.push(Problem::of(
            &PROVISIONED,
            "provisioned concurrency cannot be more than `reserved_concurrent_executions`",
            "프로비저닝된 동시성은 `reserved_concurrent_executions`보다 클 수 없습니다",
        ));
    }
}

/// Share of the executions that find a provisioned environment: all while the concurrency at the peak (rate × duration)
/// is within it, else the part that fits.
fn provisioned_share(cx: &BillCx<'_>, requests: f64) -> f64 {
    let provisioned = cx.item.number(&PROVISIONED);
    if provisioned <= 0.0 {
        return 0.0;
    }
    let seconds = billed_seconds(cx.item.number(&DURATION));
    let steady = requests / (cx.hours * 3600.0).max(1.0);
    let arriving = cx.flows.requests();
    // A typed number of requests keeps the shape of the day that the connections have.
    let peak = if arriving > 0.0 {
        cx.flows.peak().0 * requests / arriving
    } else {
        steady
    };
    let needed = peak.max(steady) * seconds;
    if needed > provisioned {
        provisioned / needed
    } else {
        1.0
    }
}

/// Seconds of one execution, rounded up to the millisecond.
pub(super) fn billed_seconds(milliseconds: f64) -> f64 {
    milliseconds.ceil() / 1000.0
}

/// GB-seconds of `requests` executions.
pub(super) fn gb_seconds(requests: f64, seconds: f64, gb: f64) -> Amount {
    Amount::product(
        units::GB_SECONDS,
        &[
            (requests, units::REQUESTS),
            (seconds, units::SECONDS),
            (gb, units::GB),
        ],
    )
}

/// Environments kept ready for `hours`, and the executions that run in them.
pub(super) struct Ready<'a> {
    pub(super) count: f64,
    pub(super) memory_gb: f64,
    pub(super) hours: f64,
    pub(super) arch: &'a str,
}

/// What environments cost that are kept ready, with `requests` executions of `seconds` in them.
pub(super) fn bill_ready(
    cx: &BillCx<'_>,
    ready: &Ready<'_>,
    requests: Usage,
    seconds: f64,
    bill: &mut Bill,
) {
    let query = |name| Query::new("lambda", name).with("arch", ready.arch);
    let line = bill.charge(
        "provisioned",
        both("Provisioned concurrency", "프로비저닝된 동시성"),
        Amount::product(
            units::GB_SECONDS,
            &[
                (ready.count, units::INSTANCES),
                (ready.memory_gb, units::GB),
                (ready.hours * 3600.0, units::SECONDS),
            ],
        ),
        query("provisioned_concurrency_gb_second"),
    );
    purchase::apply(cx, Rows::None, line);
    let line = bill
        .charge(
            "provisioned_duration",
            both("Duration, provisioned", "실행 시간(프로비저닝)"),
            gb_seconds(requests.value, seconds, ready.memory_gb),
            query("provisioned_gb_second"),
        )
        .from(requests.source);
    purchase::apply(cx, Rows::None, line);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let arch = item.text(&ARCHITECTURE);
    let query = |name| Query::new("lambda", name).with("arch", arch);
    let usage = cx.usage(&REQUESTS, cx.flows.requests());
    let memory_gb = item.number(&MEMORY) / MB_PER_GB;
    let seconds = billed_seconds(item.number(&DURATION));
    bill.usage(
        "requests",
        both("Requests", "요청"),
        usage,
        units::REQUESTS,
        query("request"),
    );
    let share = provisioned_share(cx, usage.value);
    if share < 1.0 {
        let line = bill
            .charge(
                "duration",
                both("Duration", "실행 시간"),
                gb_seconds(usage.value * (1.0 - share), seconds, memory_gb),
                query("gb_second"),
            )
            .from(usage.source);
        purchase::apply(cx, Rows::None, line);
    }
    let count = item.number(&PROVISIONED);
    if count > 0.0 {
        let ready = Ready {
            count,
            memory_gb,
            hours: cx.hours,
            arch,
        };
        let taken = Usage {
            value: usage.value * share,
            source: usage.source,
        };
        bill_ready(cx, &ready, taken, seconds, bill);
    }
    let extra = item.number(&EPHEMERAL) - EPHEMERAL_INCLUDED;
    if extra > 0.0 {
        bill.charge(
            "ephemeral",
            both("Temporary storage", "임시 스토리지"),
            gb_seconds(usage.value, seconds, extra / MB_PER_GB)
                .because(both("above the 512 MB included", "포함된 512MB 초과분")),
            query("ephemeral_storage_gb_second"),
        )
        .from(usage.source);
    }
    let streamed = item.number(&STREAMED);
    if streamed > 0.0 {
        bill.charge(
            "streaming",
            both("Streamed answers", "스트리밍 응답"),
            Amount::plain(streamed, units::GB),
            Query::new("lambda", "response_streaming_gb"),
        );
    }
}

/// Terraform's defaults (128 MB, x86) and what has other names there. `reserved_concurrent_executions` is -1 where none
/// is reserved.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if draft.number(&MEMORY).is_none() {
        draft.set(&MEMORY, 128.0);
    }
    let reserved = resource.number("reserved_concurrent_executions");
    if let Some(reserved) = reserved.filter(|reserved| *reserved >= 0.0) {
        draft.set(&RESERVED, reserved);
    }
    draft.set(&DEAD_LETTER, resource.has("dead_letter_config"));
    draft.set(
        &TRACING,
        resource.text("tracing_config.mode") == Some("Active"),
    );
    let urls = resource.referring("aws_lambda_function_url", "function_name");
    if let Some(auth) = urls.iter().find_map(|url| url.text("authorization_type")) {
        draft.set(&URL_AUTH, auth);
    }
}

/// Lambda function. It stands in a VPC where its tile does; otherwise it runs in AWS's own network.
pub static KIND: Kind = Kind {
    name: "lambda_function",
    title: both("AWS Lambda function", "AWS Lambda 함수"),
    short: both("Lambda", "Lambda"),
    doc: both(
        "Code that runs when called, without servers to keep. Billed for each request and for memory times duration.",
        "서버를 관리하지 않고 호출될 때 실행되는 코드입니다. 요청 수와 메모리 × 실행 시간에 따라 과금됩니다.",
    ),
    category: Category::Compute,
    service: "AWS Lambda",
    spend: Spend::Compute,
    glyph: glyph::FUNCTION,
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_lambda_function"],
    cloudformation: &["AWS::Lambda::Function", "AWS::Serverless::Function"],
    imports: &[Import::of("aws_lambda_function")
        .attributes(&[
            ("architectures", &ARCHITECTURE),
            ("ephemeral_storage.size", &EPHEMERAL),
            // Read below, because of -1.
            ("", &RESERVED),
        ])
        .usage(&[
            ("monthly_requests", &REQUESTS),
            ("request_duration_ms", &DURATION),
        ])
        .read(read)],
    drawio: "lambda",
    keywords: &["serverless", "function", "faas", "서버리스", "함수"],
    port: Some(443),
    properties: &[
        &MEMORY,
        &DURATION,
        &ARCHITECTURE,
        &EPHEMERAL,
        &PROVISIONED,
        &REQUESTS,
        &STREAMED,
        &purchase::OPTION_PLAN,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &MEMORY_USED,
        &LONGEST,
        &RESERVED,
        &TIMEOUT,
        &RUNTIME,
        &URL_AUTH,
        &DEAD_LETTER,
        &server::CREDENTIALS,
        &TRACING,
        &workload::REMOTE_BUDGET,
        &workload::DEFERRABLE,
        &LATENCY_TARGET,
        &PACKAGE,
        &SNAP_START,
        &CPU_BOUND,
        &BEST_DURATION,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn ten_million_requests_in_seoul() {
        let lines = Bench::new("lambda_function")
            .with("memory_size", 1024.0)
            .with("duration_ms", 200.0)
            .with("ephemeral_storage_size", 1536.0)
            .incoming("users", 1e7, 1.0, 1.0)
            .lines();
        assert_eq!(lines.keys(), ["requests", "duration", "ephemeral"]);
        assert_eq!(lines.query("requests"), "lambda request arch=x86_64");
        assert_eq!(lines.query("duration"), "lambda gb_second arch=x86_64");
        // 10,000,000 × $0.0000002 = $2.00.
        near(lines.usd("requests"), 2.0);
        // 10,000,000 × 0.2 s × 1 GB = 2,000,000 GB-s × $0.0000166667 = $33.3334.
        near(lines.usd("duration"), 33.3334);
        // 10,000,000 × 0.2 s × (1,536 - 512) MB = 2,000,000 GB-s × $0.0000000352 = $0.0704.
        near(lines.usd("ephemeral"), 0.0704);
        assert_eq!(lines.source("duration"), UsageSource::Derived);
    }

    #[test]
    fn streamed_answers_and_started_milliseconds() {
        let lines = Bench::new("lambda_function")
            .with("memory_size", 1024.0)
            .with("duration_ms", 49.5)
            .with("requests", 1e6)
            .with("response_streaming_gb", 100.0)
            .lines();
        // 1 M × 0.05 s × 1 GB × $0.0000166667; 100 GB × $0.008.
        near(lines.usd("duration"), 0.833_335);
        near(lines.usd("streaming"), 0.8);
    }

    #[test]
    fn a_savings_plan_covers_durations_at_the_discount_that_is_typed() {
        let plan = Bench::new("lambda_function")
            .with("memory_size", 1024.0)
            .with("requests", 1e7)
            .with("purchase_option", "savings_plan");
        assert_eq!(plan.lines().missing(), ["duration"]);
        let known = plan.with("discount_percent", 12.0).lines();
        // 10 M × 0.1 s × 1 GB × $0.0000166667 × 0.88; requests are not covered: $2.
        near(known.usd("duration"), 14.666_696);
        near(known.usd("requests"), 2.0);
    }

    #[test]
    fn a_typed_number_of_requests_wins() {
        let lines = Bench::new("lambda_function")
            .with("architecture", "arm64")
            .with("requests", 1e6)
            .incoming("users", 1e7, 1.0, 1.0)
            .lines();
        assert_eq!(lines.source("requests"), UsageSource::Typed);
        // 1,000,000 × 0.1 s × 0.5 GB = 50,000 GB-s × $0.0000133334 = $0.66667.
        near(lines.usd("duration"), 0.66667);
    }

    #[test]
    fn provisioned_environments_take_what_they_can() {
        // 26,280,000 requests in 730 h are 10 a second, 30 at the peak; × 0.1 s = 3 environments.
        let bench = |count: f64| {
            Bench::new("lambda_function")
                .with("memory_size", 1024.0)
                .with("provisioned_concurrency", count)
                .incoming("users", 26_280_000.0, 1.0, 1.0)
                .lines()
        };
        let enough = bench(3.0);
        assert!(enough.find("duration").is_none());
        // 3 × 1 GB × 2,628,000 s = 7,884,000 GB-s × $0.0000051254 = $40.4086536.
        near(enough.usd("provisioned"), 40.408_653_6);
        // 2,628,000 GB-s × $0.0000119592 = $31.4287776.
        near(enough.usd("provisioned_duration"), 31.428_777_6);
        // One environment takes a third of the executions: 876,000 GB-s; the other 1,752,000 cost the usual price.
        let one = bench(1.0);
        near(one.quantity("provisioned_duration"), 876_000.0);
        near(one.quantity("duration"), 1_752_000.0);
    }

    #[test]
    fn executions_end_with_the_timeout() {
        let slow = |timeout: f64| {
            Bench::new("lambda_function")
                .with("duration_ms", 5000.0)
                .with("timeout", timeout)
                .problems()
                .len()
        };
        assert_eq!(slow(4.0), 1);
        assert_eq!(slow(5.0), 0);
        let reserved = Bench::new("lambda_function")
            .with("provisioned_concurrency", 10.0)
            .with("reserved_concurrent_executions", 5.0);
        assert_eq!(
            reserved.problems()[0].property,
            Some("provisioned_concurrency")
        );
    }
}
