//! AWS X-Ray: traces recorded, read and analysed.
//!
//! Semantics: AWS X-Ray pricing page; `pricing/xray.csv`. The first 100,000 traces recorded and 1,000,000 read in a
//! month are free; that allowance is the account's, not taken here.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Sampling.
pub static SAMPLING: Property = Property::number(
    "sampling_percent",
    both("Sampling", "샘플링"),
    units::PERCENT,
    5.0,
    0.0,
    100.0,
)
.doc(
    "Share of requests that are traced. X-Ray traces one request a second and 5 % of the \
     others by default.",
    "추적하는 요청의 비율입니다. 기본값은 초당 한 건과 나머지의 5%입니다.",
);

/// Traces recorded.
pub static RECORDED: Property = Property::usage(
    "traces_recorded",
    both("Traces recorded", "기록한 추적"),
    units::TRACES,
)
.doc(
    "Traces recorded in a month. Derived: the sampled share of the requests of incoming \
     connections.",
    "한 달에 기록하는 추적 수입니다. 들어오는 연결의 요청 중 샘플링한 비율로 계산합니다.",
);

/// Traces retrieved.
pub static RETRIEVED: Property = Property::usage(
    "traces_retrieved",
    both("Traces retrieved", "조회한 추적"),
    units::TRACES,
)
.doc(
    "Traces read in full in a month.",
    "한 달에 전체를 조회하는 추적 수입니다.",
);

/// Traces scanned.
pub static SCANNED: Property = Property::usage(
    "traces_scanned",
    both("Traces scanned", "스캔한 추적"),
    units::TRACES,
)
.doc(
    "Traces that searches and the service map look at in a month.",
    "한 달에 검색과 서비스 맵이 살펴보는 추적 수입니다.",
);

/// Traces for Insights.
pub static INSIGHTS: Property = Property::usage(
    "insights_traces",
    both("Traces for Insights", "Insights 추적"),
    units::TRACES,
)
.doc(
    "Traces that X-Ray Insights analyses in a month.",
    "X-Ray Insights가 한 달에 분석하는 추적 수입니다.",
)
.secondary();

static METERS: &[Meter] = &[
    Meter::of("recorded", &RECORDED, "xray", "trace_recorded").derived(sampled),
    Meter::of("retrieved", &RETRIEVED, "xray", "trace_retrieved"),
    Meter::of("scanned", &SCANNED, "xray", "trace_scanned"),
    Meter::of("insights", &INSIGHTS, "xray", "trace_insights"),
];

/// Traced share of the requests over incoming connections.
fn sampled(cx: &BillCx<'_>) -> f64 {
    cx.flows.requests() * cx.item.number(&SAMPLING) / 100.0
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let share = number::short(item.number(&SAMPLING), 1);
    match language {
        Language::English => format!("{share}% sampled"),
        Language::Korean => format!("샘플링 {share}%"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // Terraform has a share of 1, not per cent.
    if let Some(share) = resource.number("fixed_rate") {
        draft.set(&SAMPLING, share * 100.0);
    }
}

/// X-Ray.
pub static KIND: Kind = Kind {
    name: "xray",
    title: both("AWS X-Ray", "AWS X-Ray"),
    short: both("X-Ray", "X-Ray"),
    doc: both(
        "Follows requests through all services that they touch. Billed by traces recorded, \
         read and scanned.",
        "요청이 거치는 모든 서비스를 따라가며 추적합니다. 기록, 조회, 스캔한 추적 수로 \
         과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS X-Ray",
    spend: Spend::Observability,
    glyph: glyph::PATH,
    monogram: "",
    scope: Scope::Regional,
    network: Network::PublicService,
    endpoint_service: "xray",
    terraform: &["aws_xray_group", "aws_xray_sampling_rule"],
    imports: &[
        Import::of("aws_xray_group"),
        Import::of("aws_xray_sampling_rule").read(read),
    ],
    cloudformation: &["AWS::XRay::Group", "AWS::XRay::SamplingRule"],
    drawio: "xray",
    keywords: &["trace", "tracing", "apm", "추적", "분산 추적"],
    properties: &[&SAMPLING, &RECORDED, &RETRIEVED, &SCANNED, &INSIGHTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_twentieth_of_the_requests_is_traced() {
        let bench = || Bench::new("xray").incoming("lambda_function", 100e6, 1.0, 0.0);
        // 100 M x 5 % = 5 M traces x $0.000005 = $25.
        near(bench().lines().total(), 25.0);
        near(
            bench().with("sampling_percent", 100.0).lines().total(),
            500.0,
        );
        // A typed figure wins: 1 M x $0.000005 + 1 M scanned x $0.0000005.
        let typed = bench()
            .with("traces_recorded", 1e6)
            .with("traces_scanned", 1e6);
        near(typed.lines().total(), 5.5);
        assert_eq!(typed.key_fact(), "5% sampled");
    }
}
