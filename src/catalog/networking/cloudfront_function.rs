//! CloudFront Functions: invocations at the edge.
//!
//! Semantics: Amazon CloudFront pricing page; the first 2 million a month are free where the free tier is counted. A function has at
//! most 10 KB (service-facts: CloudFront Functions limit).

use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

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

/// Event.
pub static EVENT: Property = Property::choice(
    "event_type",
    both("Event", "이벤트"),
    "viewer-request",
    &[
        choice_in("viewer-request", "Viewer request", "뷰어 요청"),
        choice_in("viewer-response", "Viewer response", "뷰어 응답"),
    ],
)
.doc("When the function runs.", "함수가 실행되는 시점입니다.")
.secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.usage(
        "invocations",
        INVOCATIONS.title,
        cx.usage(&INVOCATIONS, cx.flows.requests()),
        units::INVOCATIONS,
        Query::new("cloudfront", "function_invocation").global(),
    );
}
/// Amazon CloudFront function.
pub static KIND: Kind = Kind {
    name: "cloudfront_function",
    title: both("Amazon CloudFront function", "Amazon CloudFront 함수"),
    short: both("CloudFront function", "CloudFront 함수"),
    doc: both(
        "Small script that changes requests and responses at every edge location. Billed by the invocation.",
        "모든 엣지 로케이션에서 요청과 응답을 바꾸는 작은 스크립트입니다. 호출 수에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon CloudFront",
    spend: Spend::Networking,
    glyph: glyph::FUNCTION,
    monogram: "CFF",
    scope: Scope::Global,
    network: Network::Edge,
    terraform: &["aws_cloudfront_function"],
    imports: &[Import::of("aws_cloudfront_function").usage(&[("monthly_requests", &INVOCATIONS)])],
    cloudformation: &["AWS::CloudFront::Function"],
    drawio: "cloudfront",
    keywords: &["edge", "redirect", "header", "엣지", "함수"],
    properties: &[&INVOCATIONS, &EVENT],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn ten_cents_a_million() {
        let lines = Bench::new("cloudfront_function")
            .incoming("cloudfront_distribution", 2.5e7, 1.0, 1.0)
            .lines();
        assert_eq!(lines.query("invocations"), "cloudfront function_invocation");
        // 25,000,000 × $0.0000001 = $2.50.
        near(lines.total(), 2.5);
        near(Bench::new("cloudfront_function").lines().total(), 0.0);
    }
}
