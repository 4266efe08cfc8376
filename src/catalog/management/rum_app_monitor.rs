//! CloudWatch RUM: events of real visitors.
//!
//! Semantics: Amazon CloudWatch pricing page; `pricing/cloudwatch.csv`. A page view makes several events
//! (navigation, vitals, requests, errors).

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Sessions sampled.
pub static SAMPLE: Property = Property::number(
    "session_sample_rate",
    both("Sessions sampled", "세션 샘플링"),
    units::PERCENT,
    10.0,
    0.0,
    100.0,
)
.doc(
    "Share of the sessions that send events; CloudWatch proposes 10 %.",
    "이벤트를 보내는 세션의 비율입니다. CloudWatch의 기본 제안은 10%입니다.",
);

/// Events.
pub static EVENTS: Property = Property::usage("events", both("Events", "이벤트"), units::EVENTS)
    .doc(
        "Events taken in during a month. Derived: the sampled share of the requests of incoming \
     connections.",
        "한 달에 수집하는 이벤트 수입니다. 들어오는 연결의 요청 중 샘플링한 비율로 계산합니다.",
    );

static METERS: &[Meter] =
    &[Meter::of("events", &EVENTS, "cloudwatch", "rum_event").derived(sampled)];

/// Sampled share of the events over incoming connections.
fn sampled(cx: &BillCx<'_>) -> f64 {
    cx.flows.requests() * cx.item.number(&SAMPLE) / 100.0
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let share = number::short(item.number(&SAMPLE), 1);
    match language {
        Language::English => format!("{share}% sampled"),
        Language::Korean => format!("샘플링 {share}%"),
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // Terraform has a share of 1, not per cent.
    if let Some(share) = resource.number("app_monitor_configuration.session_sample_rate") {
        draft.set(&SAMPLE, share * 100.0);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// CloudWatch RUM.
pub static KIND: Kind = Kind {
    name: "rum_app_monitor",
    title: both("Amazon CloudWatch RUM", "Amazon CloudWatch RUM"),
    short: both("RUM", "RUM"),
    doc: both(
        "Measures pages in the browsers of real visitors. Billed by the event.",
        "실제 방문자의 브라우저에서 페이지 성능을 측정합니다. 이벤트 수로 과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::BROWSER,
    monogram: "RUM",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_rum_app_monitor"],
    imports: &[Import::of("aws_rum_app_monitor").read(read)],
    cloudformation: &["AWS::RUM::AppMonitor"],
    drawio: "cloudwatch_2",
    keywords: &[
        "real user monitoring",
        "browser",
        "web vitals",
        "사용자 모니터링",
        "브라우저",
    ],
    properties: &[&SAMPLE, &EVENTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_tenth_of_the_sessions() {
        let bench = || Bench::new("rum_app_monitor").incoming("users", 10e6, 1.0, 0.0);
        // 10 M x 10 % x $0.00001 = $10.
        near(bench().lines().total(), 10.0);
        near(bench().with("events", 100_000.0).lines().total(), 1.0);
        assert_eq!(
            bench().with("session_sample_rate", 0.0).lines().total(),
            0.0
        );
    }
}
