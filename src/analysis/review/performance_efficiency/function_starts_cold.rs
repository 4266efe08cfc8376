//! PERF025: Latency-sensitive function starts cold.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{lambda_function, lambda_provisioned_concurrency_config};
use crate::text::number::short;

rule! {
    /// Latency-sensitive function starts cold
    ///
    /// **Why.** The first call in a new environment pays for loading and initialising the code.
    ///
    /// **Fix.** Provisioned concurrency, SnapStart, or a smaller package.
    ///
    /// **When to silence it.** One slow answer in a hundred harms nobody.
    ///
    /// **References.** PERF02-BP02; PERF02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (0, 0)),
    ///     "price": (kind: "lambda_function", at: (150, 0), properties: {"runtime": "java21", "latency_target_ms": 300}), // finding
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(0.5))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    ///     "run": (from: "api", to: "price"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (0, 0)),
    ///     "price": (kind: "lambda_function", at: (150, 0), properties: {"runtime": "java21", "latency_target_ms": 300, "snap_start": true}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(0.5))),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    ///     "run": (from: "api", to: "price"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF025",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&lambda_function::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 500.0, unit: both("ms", "ms"), source: "default" }),
        korean: Korean {
            title: "지연에 민감한 함수의 콜드 스타트",
            why: "새 실행 환경의 첫 호출은 코드를 불러오고 초기화하는 시간이 더 걸립니다.",
            fix: "프로비저닝된 동시성, SnapStart 또는 더 작은 패키지를 사용합니다.",
            silence: "백 번 중 한 번의 느린 응답이 문제가 되지 않는 경우입니다.",
        },
    };
}

/// Rate below which environments are thrown away between calls, and peak factor that needs new ones; defaults.
const RATE: f64 = 1.0;
const BURST: f64 = 3.0;
/// Package from which loading takes long, in MB; default (the most is 250 MB, service-facts: Lambda limits).
const LARGE_MB: f64 = 50.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&lambda_function::LATENCY_TARGET)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let limit = out.rule().limit(cx);
    let Some(target) = item
        .typed(&lambda_function::LATENCY_TARGET)
        .filter(|ms| *ms < limit)
    else {
        return;
    };
    let runtime = item.text(&lambda_function::RUNTIME);
    let package = item.typed(&lambda_function::PACKAGE).unwrap_or(0.0);
    let slow_runtime = ["java", "dotnet"]
        .iter()
        .any(|name| runtime.starts_with(name));
    let slow = slow_runtime || package > LARGE_MB;
    let warm = item.number(&lambda_function::PROVISIONED) > 0.0
        || item.flag(&lambda_function::SNAP_START)
        || cx
            .neighbours(item)
            .any(|other| *other.kind == lambda_provisioned_concurrency_config::KIND);
    let rate = cx.arrivals(item).average().0;
    let Some(factor) = load::peak_factor(cx, item) else {
        return;
    };
    if !slow || warm || (rate >= RATE && factor <= BURST) {
        return;
    }
    let (target, rate, factor) = (short(target, 0), short(rate, 2), short(factor, 1));
    let (english, korean) = if slow_runtime {
        (format!("runtime {runtime}"), format!("런타임 {runtime}"))
    } else {
        let package = short(package, 0);
        (
            format!("package of {package} MB"),
            format!("패키지 {package} MB"),
        )
    };
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{english}, {rate} req/s with {factor} times that at the peak, target {target} ms, nothing kept warm"
            ),
            format!("{korean}, {rate} req/s(최고점 {factor}배), 목표 {target}ms, 준비된 환경 없음"),
        )
    };
    out.add([item.id], evidence);
}
