//! Lambda@Edge: invocations and GB-seconds at the edge.
//!
//! Semantics: AWS Lambda pricing page, "Lambda@Edge". Viewer events have 128 MB and 5 s at most, origin events 30 s (service-facts:
//! Lambda@Edge limits). No free tier.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Event.
pub static EVENT: Property = Property::choice("event_type", both("Event", "이벤트"), "viewer-request", &[choice_in("viewer-request", "Viewer request", "뷰어 요청"), choice_in("origin-request", "Origin request", "오리진 요청"), choice_in("origin-response", "Origin response", "오리진 응답"), choice_in("viewer-response", "Viewer response", "뷰어 응답")]).doc("When the function runs. Viewer events run for every request, origin events only for those that the cache cannot answer.", "함수가 실행되는 시점입니다. 뷰어 이벤트는 모든 요청에, 오리진 이벤트는 캐시가 응답하지 못한 요청에만 실행됩니다.");

/// Memory.
pub static MEMORY: Property = Property::count(
    "memory_size",
    both("Memory", "메모리"),
    units::MB,
    128.0,
    128.0,
    10_240.0,
)
.doc(
    "Memory of the function; 128 MB for viewer events.",
    "함수의 메모리입니다. 뷰어 이벤트는 128MB입니다.",
);

/// Duration.
pub static DURATION: Property = Property::number(
    "duration_ms",
    both("Duration", "실행 시간"),
    units::MILLISECONDS,
    50.0,
    1.0,
    30_000.0,
)
.doc(
    "Average time of one run. An assumption: set it to what you measure.",
    "한 번 실행하는 평균 시간입니다. 가정값이므로 측정값으로 바꾸세요.",
);

/// Invocations.
pub static INVOCATIONS: Property = Property::usage(
    "invocations",
    both("Invocations", "호출"),
    units::INVOCATIONS,
)
.doc(
    "Invocations in the month. Derived: the requests of incoming connections.",
    "한 달의 호출 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// MB of memory and ms that a viewer event has.
const VIEWER_MB: f64 = 128.0;
const VIEWER_MS: f64 = 5000.0;

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} MB", number::short(item.number(&MEMORY), 0))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if !item.text(&EVENT).starts_with("viewer") {
        return;
    }
    if item.number(&MEMORY) > VIEWER_MB {
        problems.push(Problem::of(
            &MEMORY,
            "functions at viewer events have 128 MB",
            "뷰어 이벤트의 함수는 128MB입니다",
        ));
    }
    if item.number(&DURATION) > VIEWER_MS {
        problems.push(Problem::of(
            &DURATION,
            "functions at viewer events run for 5 s at most",
            "뷰어 이벤트의 함수는 최대 5초간 실행됩니다",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let usage = cx.usage(&INVOCATIONS, cx.flows.requests());
    bill.usage(
        "requests",
        both("Requests", "요청"),
        usage,
        units::REQUESTS,
        Query::new("lambda", "edge_request"),
    );
    let seconds = cx.item.number(&DURATION) / 1000.0;
    let gb = cx.item.number(&MEMORY) / 1024.0;
    bill.charge(
        "duration",
        both("Duration", "실행 시간"),
        Amount::product(
            units::GB_SECONDS,
            &[
                (usage.value, units::REQUESTS),
                (seconds, units::SECONDS),
                (gb, units::GB),
            ],
        ),
        Query::new("lambda", "edge_gb_second"),
    )
    .from(usage.source);
}
/// Lambda@Edge function.
pub static KIND: Kind = Kind {
    name: "lambda_edge_function",
    title: both("Lambda@Edge function", "Lambda@Edge 함수"),
    short: both("Lambda@Edge", "Lambda@Edge"),
    doc: both(
        "Lambda function that runs near the viewers of a CloudFront distribution. Billed by the request and by GB-seconds, dearer than in a Region.",
        "CloudFront 배포의 시청자 가까이에서 실행되는 Lambda 함수입니다. 요청 수와 GB-초에 따라 과금되며 리전보다 비쌉니다.",
    ),
    category: Category::Networking,
    service: "AWS Lambda",
    spend: Spend::Networking,
    glyph: glyph::LIGHTNING,
    monogram: "L@E",
    scope: Scope::Global,
    network: Network::Edge,
    drawio: "lambda_function",
    keywords: &["edge", "lambda", "cloudfront", "엣지", "람다"],
    properties: &[&EVENT, &MEMORY, &DURATION, &INVOCATIONS],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn requests_and_gb_seconds() {
        let bench =
            Bench::new("lambda_edge_function").incoming("cloudfront_distribution", 1e7, 1.0, 1.0);
        assert_eq!(bench.lines().query("duration"), "lambda edge_gb_second");
        // 10,000,000 × $0.0000006 = $6; 10,000,000 × 0.05 s × 0.125 GB = 62,500 GB-s × $0.00005001 = $3.125625.
        near(bench.lines().usd("requests"), 6.0);
        near(bench.lines().usd("duration"), 3.125_625);
        assert!(bench.problems().is_empty());
        assert_eq!(
            bench
                .with("memory_size", 512.0)
                .with("duration_ms", 6000.0)
                .problems()
                .len(),
            2
        );
    }
}
