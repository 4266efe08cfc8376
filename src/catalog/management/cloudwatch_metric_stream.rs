//! CloudWatch metric stream: metrics sent on as they arrive, billed by the update.
//!
//! Semantics: Amazon CloudWatch pricing page; `pricing/cloudwatch.csv`. Firehose, which delivers the stream, is
//! billed by itself.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const FORMATS: &[Choice] = &[
    choice("json", "JSON"),
    choice("opentelemetry0.7", "OpenTelemetry 0.7"),
    choice("opentelemetry1.0", "OpenTelemetry 1.0"),
];

/// Metrics.
pub static METRICS: Property = Property::count(
    "metrics",
    both("Metrics", "지표"),
    units::METRICS,
    1000.0,
    0.0,
    100000000.0,
)
.doc("Metrics in the stream.", "스트림에 포함된 지표 수입니다.");

/// Updates an hour.
pub static UPDATES: Property = Property::number(
    "updates_per_hour",
    both("Updates an hour", "시간당 업데이트"),
    units::METRIC_UPDATES,
    60.0,
    0.0,
    3600.0,
)
.doc(
    "Times that each metric is updated in an hour: 60 at a period of a minute, 12 at five \
     minutes.",
    "각 지표가 한 시간에 업데이트되는 횟수입니다. 1분 주기면 60회, 5분 주기면 12회입니다.",
);

/// Format.
pub static FORMAT: Property =
    Property::choice("output_format", both("Format", "형식"), "json", FORMATS)
        .doc("Format of the records.", "레코드의 형식입니다.")
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&METRICS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 metric".to_owned(),
        Language::English => format!("{figure} metrics"),
        Language::Korean => format!("지표 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let factors = [
        (cx.item.number(&METRICS), units::METRICS),
        (cx.item.number(&UPDATES), units::NONE),
        (cx.hours, units::HOURS),
    ];
    bill.charge(
        "updates",
        both("Metric updates", "지표 업데이트"),
        Amount::product(units::METRIC_UPDATES, &factors),
        Query::new("cloudwatch", "metric_stream_update"),
    );
}

fn read(_: &Resource<'_>, draft: &mut Draft) {
    // How many metrics the account has is not in a plan.
    draft.set(&METRICS, 0.0);
}

/// CloudWatch metric stream.
pub static KIND: Kind = Kind {
    name: "cloudwatch_metric_stream",
    title: both(
        "Amazon CloudWatch metric stream",
        "Amazon CloudWatch 지표 스트림",
    ),
    short: both("Metric stream", "지표 스트림"),
    doc: both(
        "Sends metrics to other tools through Firehose as they arrive. Billed by metric \
         updates.",
        "지표를 들어오는 대로 Firehose를 통해 다른 도구로 보냅니다. 지표 업데이트 수로 \
         과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::WAVES,
    monogram: "MET",
    scope: Scope::Regional,
    terraform: &["aws_cloudwatch_metric_stream"],
    imports: &[Import::of("aws_cloudwatch_metric_stream").read(read)],
    cloudformation: &["AWS::CloudWatch::MetricStream"],
    drawio: "cloudwatch_2",
    keywords: &["metrics", "stream", "datadog", "지표", "스트림"],
    properties: &[&METRICS, &UPDATES, &FORMAT],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_thousand_metrics_a_minute() {
        // 1,000 x 60 x 730 h = 43.8 M x $0.000003.
        near(
            Bench::new("cloudwatch_metric_stream").lines().total(),
            131.4,
        );
        let none = Bench::new("cloudwatch_metric_stream").with("metrics", 0.0);
        assert_eq!(none.lines().total(), 0.0);
    }
}
