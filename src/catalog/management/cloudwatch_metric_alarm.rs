//! CloudWatch alarms, metrics and dashboards.
//!
//! Semantics: Amazon CloudWatch pricing page; `pricing/README.md`, CloudWatch rows. Ten alarms, ten metrics and three
//! dashboards are always free; free allowances are taken once per account, not here.

use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both, number};

const fn count(
    name: &'static str,
    title: Bilingual,
    unit: Unit,
    default: f64,
    max: f64,
) -> Property {
    Property::count(name, title, unit, default, 0.0, max)
}

/// Alarms on metrics at a period of a minute or more.
pub static STANDARD_ALARMS: Property = count(
    "standard_alarms",
    both("Standard alarms", "표준 경보"),
    units::ALARMS,
    1.0,
    1e6,
)
.doc(
    "Metrics under alarm with a period of 60 s or more; an alarm on an expression counts each metric.",
    "주기가 60초 이상인 경보 지표 수입니다. 수식 경보는 지표마다 셉니다.",
);

/// Alarms at a period of ten or thirty seconds.
pub static HIGH_RESOLUTION_ALARMS: Property = count(
    "high_resolution_alarms",
    both("High-resolution alarms", "고해상도 경보"),
    units::ALARMS,
    0.0,
    1e6,
)
.doc(
    "Metrics under alarm with a period of 10 s or 30 s.",
    "주기가 10초 또는 30초인 경보 지표 수입니다.",
);

/// Alarms on a band around a metric.
pub static ANOMALY_ALARMS: Property = count(
    "anomaly_detection_alarms",
    both("Anomaly detection alarms", "이상 탐지 경보"),
    units::ALARMS,
    0.0,
    1e6,
)
.doc(
    "Metrics under alarm with a band of anomaly detection, at a period of 60 s or more; each counts three times.",
    "주기가 60초 이상인 이상 탐지 경보 지표 수입니다. 지표와 상한, 하한을 합쳐 세 개로 과금됩니다.",
);

/// The same at a period of ten or thirty seconds.
pub static HIGH_RESOLUTION_ANOMALY_ALARMS: Property = count(
    "high_resolution_anomaly_detection_alarms",
    both("High-resolution anomaly alarms", "고해상도 이상 탐지 경보"),
    units::ALARMS,
    0.0,
    1e6,
)
.doc(
    "Metrics under alarm with a band of anomaly detection, at a period of 10 s or 30 s; each counts three times.",
    "주기가 10초 또는 30초인 이상 탐지 경보 지표 수입니다. 지표와 상한, 하한을 합쳐 세 개로 과금됩니다.",
)
.secondary();

/// Alarms over alarms.
pub static COMPOSITE_ALARMS: Property = count(
    "composite_alarms",
    both("Composite alarms", "복합 경보"),
    units::ALARMS,
    0.0,
    1e6,
)
.doc(
    "Alarms that combine the states of other alarms.",
    "다른 경보의 상태를 조합하는 경보입니다.",
);

/// Metrics of one's own.
pub static CUSTOM_METRICS: Property = count(
    "custom_metrics",
    both("Custom metrics", "사용자 지정 지표"),
    units::METRICS,
    0.0,
    1e9,
)
.doc(
    "Metrics that applications, agents or detailed monitoring send: one for each combination of name and dimensions.",
    "애플리케이션, 에이전트, 세부 모니터링이 보내는 지표입니다. 이름과 차원 조합마다 하나입니다.",
);

/// Dashboards.
pub static DASHBOARDS: Property = count(
    "dashboards",
    both("Dashboards", "대시보드"),
    units::DASHBOARDS,
    0.0,
    1e5,
)
.doc("Dashboards in the account.", "계정의 대시보드 수입니다.");

/// Calls of the metrics API by other tools.
pub static API_REQUESTS: Property = count(
    "api_requests",
    both("Metrics API requests", "지표 API 요청"),
    units::REQUESTS_PER_MONTH,
    0.0,
    1e12,
)
.doc(
    "Requests of agents and tools that read or put metrics in a month.",
    "에이전트와 도구가 한 달에 지표를 읽고 쓰는 요청입니다.",
);

/// Metrics read through GetMetricData.
pub static METRICS_READ: Property = count(
    "metrics_read",
    both("Metrics read", "조회한 지표"),
    units::METRICS,
    0.0,
    1e12,
)
.doc(
    "Metrics asked for by `GetMetricData` in a month (other monitoring tools).",
    "한 달에 `GetMetricData`로 조회하는 지표 수입니다(다른 모니터링 도구).",
);

/// Whether the alarms tell anybody.
pub static ACTIONS_ENABLED: Property = Property::flag(
    "actions_enabled",
    both("Actions enabled", "작업 사용"),
    true,
)
.doc(
    "The alarms act (notify a topic, scale) when their state changes.",
    "상태가 바뀌면 경보가 작업(주제 알림, 확장)을 수행합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let alarms = item.number(&STANDARD_ALARMS)
        + item.number(&HIGH_RESOLUTION_ALARMS)
        + item.number(&ANOMALY_ALARMS)
        + item.number(&HIGH_RESOLUTION_ANOMALY_ALARMS)
        + item.number(&COMPOSITE_ALARMS);
    let figure = number::short(alarms, 0);
    match language {
        Language::English if alarms == 1.0 => "1 alarm".to_owned(),
        Language::English => format!("{figure} alarms"),
        Language::Korean => format!("경보 {figure}개"),
    }
}

/// Metrics billed for each metric with a band: the metric and the two bounds of its band.
const METRICS_OF_A_BAND: f64 = 3.0;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill_counts(cx, bill);
    let bands = [
        ("anomaly_alarms", &ANOMALY_ALARMS, "standard"),
        (
            "high_resolution_anomaly_alarms",
            &HIGH_RESOLUTION_ANOMALY_ALARMS,
            "high-resolution",
        ),
    ];
    for (key, property, resolution) in bands {
        let alarms = cx.item.number(property);
        if alarms > 0.0 {
            let metrics = [(alarms, units::ALARMS), (METRICS_OF_A_BAND, units::METRICS)];
            bill.charge(
                key,
                property.title,
                Amount::product(units::ALARMS, &metrics),
                Query::new("cloudwatch", "alarm_month").with("type", resolution),
            );
        }
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&STANDARD_ALARMS, 0.0);
    if resource.kind() == "aws_cloudwatch_composite_alarm" {
        draft.set(&COMPOSITE_ALARMS, 1.0);
        return;
    }
    let queries = resource.blocks("metric_query");
    let measured = || queries.iter().filter(|query| query.has("metric"));
    let metrics = if resource.has("metric_name") {
        1.0
    } else {
        measured().count() as f64
    };
    let periods = measured()
        .filter_map(|query| query.number("metric.period"))
        .chain(resource.number("period"));
    let is_fast = periods.into_iter().any(|period| period < 60.0);
    let has_band = resource.has("threshold_metric_id")
        || queries.iter().any(|query| {
            query
                .text("expression")
                .is_some_and(|text| text.contains("ANOMALY_DETECTION_BAND"))
        });
    let property = match (has_band, is_fast) {
        (false, false) => &STANDARD_ALARMS,
        (false, true) => &HIGH_RESOLUTION_ALARMS,
        (true, false) => &ANOMALY_ALARMS,
        (true, true) => &HIGH_RESOLUTION_ANOMALY_ALARMS,
    };
    draft.set(property, metrics);
}

fn bill_counts(cx: &BillCx<'_>, bill: &mut Bill) {
    let alarm = |kind| Query::new("cloudwatch", "alarm_month").with("type", kind);
    let lines = [
        ("standard_alarms", &STANDARD_ALARMS, alarm("standard")),
        (
            "high_resolution_alarms",
            &HIGH_RESOLUTION_ALARMS,
            alarm("high-resolution"),
        ),
        ("composite_alarms", &COMPOSITE_ALARMS, alarm("composite")),
        (
            "custom_metrics",
            &CUSTOM_METRICS,
            Query::new("cloudwatch", "custom_metric_month"),
        ),
        (
            "dashboards",
            &DASHBOARDS,
            Query::new("cloudwatch", "dashboard_month").global(),
        ),
        (
            "api_requests",
            &API_REQUESTS,
            Query::new("cloudwatch", "api_request"),
        ),
        (
            "metrics_read",
            &METRICS_READ,
            Query::new("cloudwatch", "get_metric_data_metric"),
        ),
    ];
    for (key, property, query) in lines {
        let value = cx.item.number(property);
        if value > 0.0 {
            let unit = if property.unit == units::REQUESTS_PER_MONTH {
                units::REQUESTS
            } else {
                property.unit
            };
            bill.charge(key, property.title, Amount::plain(value, unit), query);
        }
    }
}

/// CloudWatch alarms and metrics.
pub static KIND: Kind = Kind {
    name: "cloudwatch_metric_alarm",
    endpoint_service: "monitoring",
    title: both("Amazon CloudWatch alarms", "Amazon CloudWatch 경보"),
    short: both("CloudWatch", "CloudWatch"),
    doc: both(
        "Alarms, custom metrics and dashboards. One pays for each alarm and each custom metric a month; the metrics that AWS \
         services send by themselves are free.",
        "경보, 사용자 지정 지표, 대시보드입니다. 경보와 사용자 지정 지표마다 월 요금을 내며, AWS 서비스가 직접 보내는 지표는 무료입니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::BELL_RINGING,
    monogram: "",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &[
        "aws_cloudwatch_metric_alarm",
        "aws_cloudwatch_composite_alarm",
    ],
    imports: &[
        Import::of("aws_cloudwatch_metric_alarm").read(read),
        Import::of("aws_cloudwatch_composite_alarm").read(read),
    ],
    cloudformation: &["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"],
    drawio: "alarm",
    keywords: &[
        "alarm",
        "metrics",
        "monitoring",
        "dashboard",
        "경보",
        "지표",
        "모니터링",
    ],
    properties: &[
        &STANDARD_ALARMS,
        &HIGH_RESOLUTION_ALARMS,
        &ANOMALY_ALARMS,
        &COMPOSITE_ALARMS,
        &CUSTOM_METRICS,
        &DASHBOARDS,
        &API_REQUESTS,
        &METRICS_READ,
        &HIGH_RESOLUTION_ANOMALY_ALARMS,
        &ACTIONS_ENABLED,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn alarms_metrics_and_dashboards() {
        let bench = Bench::new("cloudwatch_metric_alarm")
            .with("standard_alarms", 10.0)
            .with("high_resolution_alarms", 2.0)
            .with("custom_metrics", 10_100.0)
            .with("dashboards", 1.0);
        let lines = bench.lines();
        near(lines.usd("standard_alarms"), 1.0);
        near(lines.usd("high_resolution_alarms"), 0.6);
        // 10,000 x 0.30 $ + 100 x 0.10 $.
        near(lines.usd("custom_metrics"), 3_010.0);
        near(lines.usd("dashboards"), 3.0);
        assert_eq!(bench.key_fact(), "12 alarms");
        assert_eq!(lines.keys().len(), 4);
    }

    #[test]
    fn a_band_counts_three_times() {
        let lines = Bench::new("cloudwatch_metric_alarm")
            .with("standard_alarms", 0.0)
            .with("anomaly_detection_alarms", 2.0)
            .with("high_resolution_anomaly_detection_alarms", 1.0)
            .lines();
        // 2 x 3 x 0.10 $ and 3 x 0.30 $.
        near(lines.usd("anomaly_alarms"), 0.6);
        near(lines.usd("high_resolution_anomaly_alarms"), 0.9);
        near(lines.total(), 1.5);
    }
}
