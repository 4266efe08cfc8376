//! COST043: Constantly busy functions or API requests by the million.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::{lambda_function, scaling};
use crate::catalog::containers::ecs_service::{self, fargate};
use crate::catalog::networking::{api_gateway, api_gateway_http, api_gateway_rest};
use crate::catalog::{Property, Shape};
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Constantly busy functions or API requests by the million
    ///
    /// **Why.** Per-request pricing shines at low and spiky load; a steady load is cheaper on containers, and an HTTP
    /// API costs less than a REST API.
    ///
    /// **Fix.** Use an HTTP API instead of REST, and containers behind a load balancer for the steady part.
    ///
    /// **When to silence it.** Features of the REST API, or the ease of functions, are worth the price.
    ///
    /// **References.** COST05-BP06; PERF02-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "api": (kind: "api_gateway_rest", at: (150, 0)), // finding
    ///     "fn": (kind: "lambda_function", at: (300, 0), properties: {"memory_size": 1769, "duration_ms": 200}), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(50.0))),
    /// }, connections: {
    ///     "a": (from: "users", to: "api"),
    ///     "b": (from: "api", to: "fn"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "api": (kind: "api_gateway_http", at: (150, 0)),
    ///     "fn": (kind: "lambda_function", at: (300, 0), properties: {"memory_size": 512, "duration_ms": 50}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(5.0))),
    /// }, connections: {
    ///     "a": (from: "users", to: "api"),
    ///     "b": (from: "api", to: "fn"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST043",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&api_gateway_rest::KIND, &lambda_function::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 40.0, unit: both("% of a pair of tasks", "%(작업 두 개 대비)"), source: "default" }),
        korean: Korean {
            title: "계속 바쁜 함수 또는 수백만 건의 REST API 요청",
            why: "요청당 과금은 적거나 들쭉날쭉한 부하에서 빛납니다.",
            fix: "REST 대신 HTTP API를, 꾸준한 부분에는 ALB 뒤의 컨테이너를 사용합니다.",
            silence: "REST API만의 기능이나 함수의 운영 편의가 값어치를 하는 경우입니다.",
        },
    };
}

/// Memory that comes with one vCPU, in MB (service-facts: Lambda limit).
const MB_PER_VCPU: f64 = 1769.0;
/// The pair of tasks that a function is compared with, at least: vCPU and GB of one.
const TASK: (f64, f64) = (0.5, 1.0);
/// Tasks of a service that survives the loss of one.
const PAIR: f64 = 2.0;
/// US dollars a month below which the choice of the API does not matter.
const LEAST_USD: f64 = 20.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if *item.kind == api_gateway_rest::KIND {
        rest(cx, item, out);
    } else {
        function(cx, item, out);
    }
}

/// Whether the API uses what an HTTP API does not offer.
fn needs_rest(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&api_gateway_rest::CACHE) != "0"
        || item.text(&api_gateway_rest::ENDPOINT) != "REGIONAL"
        || item.text(&api_gateway::AUTHORIZER) == "api_key"
        || cx
            .neighbours(item)
            .any(|other| other.kind.name.starts_with("waf"))
}

fn rest(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if saving::monthly(cx, item).0 < LEAST_USD || needs_rest(cx, item) {
        return;
    }
    let requests = item.typed(&api_gateway::REQUESTS);
    let requests: Vec<(&Property, Value)> = requests
        .map(|count| (&api_gateway::REQUESTS, Value::from(count)))
        .into_iter()
        .collect();
    let saved = saving::as_kind(cx, item, &api_gateway_http::KIND, &requests);
    if !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        match language {
            Language::English => format!("{name}: as an HTTP API {price}"),
            Language::Korean => format!("{name}: HTTP API로는 {price}"),
        }
    });
    out.add([item.id], evidence);
}

fn function(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let hours = cx.design.settings.hours_per_month;
    let flows = cx.arrivals(item);
    let requests = item
        .typed(&lambda_function::REQUESTS)
        .unwrap_or_else(|| flows.requests());
    let seconds = item.number(&lambda_function::DURATION) / 1000.0;
    let vcpu = item.number(&lambda_function::MEMORY) / MB_PER_VCPU;
    // vCPU that are busy on average; the pair of tasks would be this busy.
    let busy = requests * seconds * vcpu / (hours * 3600.0).max(1.0);
    let share = busy / (PAIR * TASK.0);
    if share * 100.0 <= RULE.limit(cx) {
        return;
    }
    let peak = if flows.average().0 > 0.0 {
        flows.peak().0 / flows.average().0
    } else {
        1.0
    };
    let room = 100.0 / item_target();
    let tasks = (busy * peak * room / TASK.0).ceil().max(PAIR);
    let saved = saving::as_kind(
        cx,
        item,
        &ecs_service::KIND,
        &[
            (&fargate::CPU, Value::from(TASK.0)),
            (&fargate::MEMORY, Value::from(TASK.1)),
            (&ecs_service::AVERAGE, Value::from(tasks)),
        ],
    );
    if !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let (busy, tasks) = (short(busy, 2), short(tasks, 0));
        match language {
            Language::English => format!(
                "{name}: {busy} vCPU busy around the clock; as {tasks} Fargate tasks of 0.5 vCPU and 1 GB {price}"
            ),
            Language::Korean => format!(
                "{name}: 평균 {busy} vCPU를 계속 사용; Fargate 태스크(0.5 vCPU, 1 GB) {tasks}개로는 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}

/// Use of the tasks that scaling would hold, in percent: the default of the kind.
fn item_target() -> f64 {
    match scaling::TARGET.shape {
        Shape::Number {
            default: Some(percent),
            ..
        } => percent,
        _ => 100.0,
    }
}
