//! PERF026: Function memory too small.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::text::number::short;

rule! {
    /// Function memory too small
    ///
    /// **Why.** CPU follows memory, up to one vCPU at 1,769 MB. More memory may even cost less, because the time shrinks.
    ///
    /// **Fix.** Measure several sizes (Lambda Power Tuning) and take the cheapest that is fast enough.
    ///
    /// **When to silence it.** Nobody waits for the function.
    ///
    /// **References.** TA:AWS Lambda under-provisioned functions for memory size; PERF02-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "resize": (kind: "lambda_function", at: (0, 0), properties: {"cpu_bound": true, "memory_size": 256, "duration_ms": 3000, "best_duration_ms": 600}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "resize": (kind: "lambda_function", at: (0, 0), properties: {"cpu_bound": true, "memory_size": 1769, "duration_ms": 600, "best_duration_ms": 600}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF026",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&lambda_function::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 2.0, unit: both("× the best", "배(최적 대비)"), source: "default" }),
        korean: Korean {
            title: "너무 작은 함수 메모리",
            why: "CPU는 메모리를 따라 늘어나 1,769MB에서 vCPU 하나가 됩니다. 메모리를 늘리면 시간이 줄어 오히려 저렴할 수 있습니다.",
            fix: "여러 크기를 측정(Lambda Power Tuning)하고 충분히 빠른 것 중 가장 저렴한 크기를 고릅니다.",
            silence: "아무도 이 함수를 기다리지 않는 경우입니다.",
        },
    };
}

/// Memory that equals one vCPU, in MB (service-facts: Lambda limits).
const ONE_VCPU_MB: f64 = 1769.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.flag(&lambda_function::CPU_BOUND) && item.is_set(&lambda_function::BEST_DURATION)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let memory = item.number(&lambda_function::MEMORY);
    let Some(best) = item.typed(&lambda_function::BEST_DURATION) else {
        return;
    };
    let took = item.number(&lambda_function::DURATION);
    if memory >= ONE_VCPU_MB || took <= best * out.rule().limit(cx) {
        return;
    }
    let (took, best, memory) = (short(took, 0), short(best, 0), short(memory, 0));
    let evidence = || {
        phrase::about(
            item,
            format!("{took} ms with {memory} MB, {best} ms with more"),
            format!("{memory}MB에서 {took}ms, 더 큰 메모리에서 {best}ms"),
        )
    };
    out.add([item.id], evidence);
}
