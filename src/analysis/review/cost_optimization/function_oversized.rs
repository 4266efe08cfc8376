//! COST042: Function memory or timeout oversized.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::lambda_function;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Function memory or timeout oversized
    ///
    /// **Why.** GB-seconds are billed whether used or not, and a timeout far above the usual duration pays for calls
    /// that hang.
    ///
    /// **Fix.** Right-size the function with power tuning.
    ///
    /// **When to silence it.** The function needs the CPU that comes with the memory.
    ///
    /// **References.** TA:AWS Lambda over-provisioned functions for memory size; TA:AWS Lambda functions with excessive
    /// timeouts; thrifty:lambda_function_excessive_timeout; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "fn": (kind: "lambda_function", at: (0, 0), properties: {"memory_size": 2048, "max_memory_used": 300, "requests": 10000000}), // finding
    ///     "slow": (kind: "lambda_function", at: (150, 0), properties: {"timeout": 600, "p99_duration_ms": 900, "requests": 1000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "fn": (kind: "lambda_function", at: (0, 0), properties: {"memory_size": 512, "max_memory_used": 300, "requests": 10000000}),
    ///     "slow": (kind: "lambda_function", at: (150, 0), properties: {"timeout": 5, "p99_duration_ms": 900, "requests": 1000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST042",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&lambda_function::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 2.0, unit: both("× the memory used", "배(사용 메모리 대비)"), source: "default" }),
        korean: Korean {
            title: "지나치게 큰 함수 메모리 또는 제한 시간",
            why: "GB-초는 쓰든 쓰지 않든 과금됩니다. 너무 긴 제한 시간은 멈춘 호출에 비용을 냅니다.",
            fix: "파워 튜닝으로 크기를 맞춥니다.",
            silence: "메모리와 함께 늘어나는 CPU가 필요한 경우입니다.",
        },
    };
}

/// Times the 99th percentile above which a timeout is too long.
const TIMES: f64 = 10.0;
/// Smallest and step of the memory, in MB (service-facts: Lambda limit; sizes are usually multiples of 64).
const STEP_MB: f64 = 64.0;
const LEAST_MB: f64 = 128.0;
/// Room above the memory that was used.
const ROOM: f64 = 1.25;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&lambda_function::MEMORY_USED) || item.is_set(&lambda_function::LONGEST)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let memory = item.number(&lambda_function::MEMORY);
    let used = item.typed(&lambda_function::MEMORY_USED);
    let used = used.filter(|used| *used > 0.0 && memory > RULE.limit(cx) * used);
    let seconds = item.number(&lambda_function::TIMEOUT);
    let longest = item.typed(&lambda_function::LONGEST);
    let longest = longest.filter(|ms| *ms > 0.0 && seconds * 1000.0 > TIMES * ms);
    if used.is_none() && longest.is_none() {
        return;
    }
    let sized = used.map(|used| {
        let fitting = ((used * ROOM / STEP_MB).ceil() * STEP_MB).max(LEAST_MB);
        let change = (&lambda_function::MEMORY, Value::from(fitting));
        (used, fitting, saving::with(cx, item, &[change]))
    });
    let evidence = seen(|language| {
        let mut parts = Vec::new();
        if let Some((used, fitting, saved)) = sized {
            let [memory, used, fitting] = [memory, used, fitting].map(|mb| short(mb, 0));
            let price = saved.told(language);
            parts.push(match language {
                Language::English => {
                    format!("{used} of {memory} MB used; with {fitting} MB {price}")
                }
                Language::Korean => {
                    format!("{memory} MB 중 {used} MB 사용; {fitting} MB로는 {price}")
                }
            });
        }
        if let Some(ms) = longest {
            let (seconds, ms) = (short(seconds, 0), short(ms, 0));
            parts.push(match language {
                Language::English => format!("timeout {seconds} s, 99% end within {ms} ms"),
                Language::Korean => format!("제한 시간 {seconds}초, 99%는 {ms} ms 안에 끝남"),
            });
        }
        format!("{}: {}", item.name(language), parts.join("; "))
    });
    out.add([item.id], evidence);
}
