//! Amazon Route 53 health checks: months, and optional features.
//!
//! Semantics: Amazon Route 53 pricing page. HTTPS, string matching, a fast interval and latency measurement are optional features, each
//! billed by the month; endpoints outside AWS cost more.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Health checks.
pub static CHECKS: Property = Property::count(
    "checks",
    both("Health checks", "상태 확인"),
    units::CHECKS,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "How many health checks of this sort the component stands for.",
    "이 컴포넌트가 나타내는 상태 확인의 수입니다.",
);

/// Endpoint.
pub static ENDPOINT: Property = Property::choice(
    "endpoint_type",
    both("Endpoint", "엔드포인트"),
    "aws",
    &[
        choice_in("aws", "On AWS", "AWS"),
        choice_in("non-aws", "Elsewhere", "AWS 외부"),
    ],
)
.doc(
    "Whether the checked endpoint is on AWS.",
    "확인 대상 엔드포인트가 AWS에 있는지 나타냅니다.",
);

/// Type.
pub static TYPE: Property = Property::choice(
    "type",
    both("Type", "유형"),
    "HTTP",
    &[
        choice("HTTP", "HTTP"),
        choice("HTTPS", "HTTPS"),
        choice("HTTP_STR_MATCH", "HTTP + string"),
        choice("HTTPS_STR_MATCH", "HTTPS + string"),
        choice("TCP", "TCP"),
        choice_in("CALCULATED", "Of other checks", "다른 상태 확인 기반"),
        choice_in("CLOUDWATCH_METRIC", "Of an alarm", "경보 기반"),
        choice_in("RECOVERY_CONTROL", "Routing control", "라우팅 제어"),
    ],
)
.doc(
    "What is checked. HTTPS and string matching are optional features.",
    "확인하는 내용입니다. HTTPS와 문자열 일치는 선택 기능으로 과금됩니다.",
);

/// Interval.
pub static INTERVAL: Property = Property::choice(
    "request_interval",
    both("Interval", "간격"),
    "30",
    &[
        choice_in("30", "30 s", "30초"),
        choice_in("10", "10 s", "10초"),
    ],
)
.doc(
    "Seconds between checks of one checker; 10 s is an optional feature.",
    "확인 간격입니다. 10초 간격은 선택 기능으로 과금됩니다.",
);

/// Latency measurement.
pub static LATENCY: Property = Property::flag(
    "measure_latency",
    both("Latency measurement", "지연 시간 측정"),
    false,
)
.doc(
    "Latency graphs in CloudWatch; an optional feature.",
    "CloudWatch에 지연 시간 그래프를 표시하는 선택 기능입니다.",
);

/// Failure threshold.
pub static THRESHOLD: Property = Property::count(
    "failure_threshold",
    both("Failure threshold", "실패 임계값"),
    units::NONE,
    3.0,
    1.0,
    10.0,
)
.doc(
    "Checks in a row that must fail before the endpoint counts as unhealthy.",
    "비정상으로 판단하기까지 연속으로 실패해야 하는 횟수입니다.",
)
.secondary();

/// The usage file says `aws` or `non_aws`, in any case.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if let Some(interval) = resource.number("request_interval") {
        draft.set(&INTERVAL, if interval <= 10.0 { "10" } else { "30" });
    }
    match resource
        .usage()
        .text("endpoint_type")
        .map(str::to_lowercase)
        .as_deref()
    {
        None | Some("aws") => {}
        Some("non_aws" | "non-aws") => draft.set(&ENDPOINT, "non-aws"),
        Some(other) => draft.refuse(
            "endpoint_type",
            format!("`endpoint_type` is `{other}`, expected `aws` or `non_aws`"),
        ),
    }
}

/// Optional features: HTTPS, string matching, fast interval, latency measurement.
fn features(item: &Item<'_>) -> f64 {
    let kind = item.text(&TYPE);
    let used = [
        kind.starts_with("HTTPS"),
        kind.ends_with("STR_MATCH"),
        item.text(&INTERVAL) == "10",
        item.flag(&LATENCY),
    ];
    used.into_iter().filter(|used| *used).count() as f64
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&TYPE)
        .replace("_STR_MATCH", "")
        .replace('_', " ")
        .to_lowercase()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let checks = cx.item.number(&CHECKS);
    let endpoint = cx.item.text(&ENDPOINT);
    bill.charge(
        "checks",
        both("Health checks", "상태 확인"),
        Amount::plain(checks, units::CHECKS),
        Query::new("route53", "health_check_month")
            .with("endpoint", endpoint)
            .global(),
    );
    let features = features(&cx.item);
    if features > 0.0 {
        bill.charge(
            "features",
            both("Optional features", "선택 기능"),
            Amount::product(
                units::FEATURES,
                &[(checks, units::CHECKS), (features, units::FEATURES)],
            ),
            Query::new("route53", "health_check_option_month")
                .with("endpoint", endpoint)
                .global(),
        );
    }
}
/// Amazon Route 53 health check.
pub static KIND: Kind = Kind {
    name: "route53_health_check",
    title: both("Amazon Route 53 health check", "Amazon Route 53 상태 확인"),
    short: both("Health check", "상태 확인"),
    doc: both(
        "Checks an endpoint from many places, so that DNS answers leave out what is down. Billed by the month, with optional features.",
        "여러 위치에서 엔드포인트를 확인해 DNS 응답에서 장애 대상을 제외합니다. 월 단위로 과금되며 선택 기능이 더해집니다.",
    ),
    category: Category::Networking,
    service: "Amazon Route 53",
    spend: Spend::Networking,
    glyph: glyph::HEARTBEAT,
    monogram: "R53H",
    scope: Scope::Global,
    network: Network::None,
    terraform: &["aws_route53_health_check"],
    imports: &[Import::of("aws_route53_health_check").read(read)],
    cloudformation: &["AWS::Route53::HealthCheck"],
    drawio: "route_53",
    keywords: &["dns", "health", "failover", "상태", "장애 조치"],
    properties: &[&CHECKS, &ENDPOINT, &TYPE, &INTERVAL, &LATENCY, &THRESHOLD],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn optional_features_add_up() {
        let bench = Bench::new("route53_health_check");
        assert_eq!(
            bench.lines().query("checks"),
            "route53 health_check_month endpoint=aws"
        );
        near(bench.lines().total(), 0.5);
        // $0.75 + 4 features × $2 = $8.75, twice.
        let all = bench
            .with("type", "HTTPS_STR_MATCH")
            .with("request_interval", "10")
            .with("measure_latency", true)
            .with("endpoint_type", "non-aws")
            .with("checks", 2.0)
            .lines();
        near(all.total(), 17.5);
        // TCP at the usual interval has none.
        assert_eq!(
            Bench::new("route53_health_check")
                .with("type", "TCP")
                .lines()
                .keys(),
            ["checks"]
        );
    }
}
