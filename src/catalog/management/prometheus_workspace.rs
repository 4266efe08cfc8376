//! Amazon Managed Service for Prometheus workspace: samples taken in, kept and read.
//!
//! Semantics: Amazon Managed Service for Prometheus pricing page; `pricing/prometheus.csv`. 40 million samples, 10
//! GB and 200 billion samples read are free each month; that allowance is the account's, not taken here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Active series.
pub static SERIES: Property = Property::count(
    "active_series",
    both("Active series", "활성 시계열"),
    units::METRICS,
    10000.0,
    0.0,
    1000000000.0,
)
.doc(
    "Time series that are sent at the same time.",
    "동시에 전송되는 시계열 수입니다.",
);

/// Scrape interval.
pub static INTERVAL: Property = Property::number(
    "scrape_interval_seconds",
    both("Scrape interval", "수집 간격"),
    units::SECONDS,
    30.0,
    1.0,
    3600.0,
)
.doc(
    "Seconds from one sample of a series to the next.",
    "시계열의 한 샘플에서 다음 샘플까지의 간격(초)입니다.",
);

/// Samples taken in.
pub static INGESTED: Property = Property::usage(
    "samples_ingested",
    both("Samples taken in", "수집 샘플"),
    units::SAMPLES,
)
.doc(
    "Samples in a month. Derived from series and interval.",
    "한 달의 샘플 수입니다. 시계열 수와 수집 간격으로 계산합니다.",
);

/// Samples kept.
pub static STORED: Property = Property::usage(
    "storage_gb",
    both("Samples kept", "저장된 샘플"),
    units::GB_MONTHS,
)
.doc(
    "GB of samples and metadata kept.",
    "보관하는 샘플과 메타데이터의 GB입니다.",
);

/// Samples read.
pub static QUERIED: Property = Property::usage(
    "samples_queried",
    both("Samples read", "조회 샘플"),
    units::SAMPLES,
)
.doc(
    "Samples that queries and rules read in a month.",
    "한 달에 쿼리와 규칙이 읽는 샘플 수입니다.",
);

/// Managed collectors.
pub static COLLECTORS: Property = Property::count(
    "collectors",
    both("Managed collectors", "관리형 수집기"),
    units::ITEMS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Collectors that AWS runs to scrape EKS clusters.",
    "EKS 클러스터를 수집하기 위해 AWS가 실행하는 수집기 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let series = number::short(item.number(&SERIES), 0);
    match language {
        Language::English => format!("{series} series"),
        Language::Korean => format!("시계열 {series}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let derived = item.number(&SERIES) * 3600.0 / item.number(&INTERVAL) * cx.hours;
    let samples = cx.usage(&INGESTED, derived);
    let taken_in = || Query::new("prometheus", "metric_per_metric_datapoints");
    bill.usage(
        "ingestion",
        INGESTED.title,
        samples,
        units::SAMPLES,
        taken_in(),
    );
    let collectors = item.number(&COLLECTORS);
    if collectors > 0.0 {
        bill.charge(
            "collectors",
            COLLECTORS.title,
            Amount::product(
                units::COLLECTOR_HOURS,
                &[(collectors, units::ITEMS), (cx.hours, units::HOURS)],
            ),
            Query::new("prometheus", "metric_per_collector_hours"),
        );
        let name = both("Samples collected", "수집기 샘플");
        bill.usage(
            "collected",
            name,
            samples,
            units::SAMPLES,
            taken_in().with("variant", "flat"),
        );
    }
    meter::bill(cx, bill, KEPT_AND_READ);
}

fn read(_: &Resource<'_>, draft: &mut Draft) {
    // A plan does not say what is sent to the workspace.
    draft.set(&SERIES, 0.0);
}

static KEPT_AND_READ: &[Meter] = &[
    Meter::of("storage", &STORED, "prometheus", "storage_per_gb_mo"),
    Meter::of(
        "queries",
        &QUERIED,
        "prometheus",
        "api_request_per_metric_datapoints",
    ),
];

/// Managed Service for Prometheus.
pub static KIND: Kind = Kind {
    name: "prometheus_workspace",
    title: both(
        "Amazon Managed Service for Prometheus",
        "Amazon Managed Service for Prometheus",
    ),
    short: both("Prometheus", "Prometheus"),
    doc: both(
        "Keeps and queries Prometheus metrics. Billed by samples taken in, GB kept and \
         samples read.",
        "Prometheus 지표를 저장하고 조회합니다. 수집한 샘플, 저장한 GB, 조회한 샘플로 \
         과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon Managed Service for Prometheus",
    spend: Spend::Observability,
    glyph: glyph::FLAME,
    monogram: "",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_prometheus_workspace"],
    imports: &[Import::of("aws_prometheus_workspace").read(read)],
    cloudformation: &["AWS::APS::Workspace"],
    drawio: "managed_service_for_prometheus",
    keywords: &["metrics", "promql", "kubernetes", "지표", "쿠버네티스"],
    port: Some(443),
    properties: &[
        &SERIES,
        &INTERVAL,
        &INGESTED,
        &STORED,
        &QUERIED,
        &COLLECTORS,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn ten_thousand_series_every_half_minute() {
        let bench = || Bench::new("prometheus_workspace");
        // 10,000 x 120 x 730 h = 876 M samples x $0.00000009.
        let lines = bench().lines();
        near(lines.quantity("ingestion"), 876e6);
        near(lines.usd("ingestion"), 78.84);
        let more = bench()
            .with("samples_ingested", 3e9)
            .with("storage_gb", 100.0)
            .with("samples_queried", 10e9)
            .with("collectors", 1.0)
            .lines();
        // 2 G x $0.00000009 + 1 G x $0.000000035; 100 GB x $0.03; 10 G x $0.0000000001; 730 h x $0.04; 3 G x $0.000000003.
        near(more.usd("ingestion"), 215.0);
        near(more.usd("storage"), 3.0);
        near(more.usd("queries"), 1.0);
        near(more.usd("collectors"), 29.2);
        near(more.usd("collected"), 9.0);
    }
}
