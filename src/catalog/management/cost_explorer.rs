//! AWS Cost Explorer and cost anomaly detection: free in the console, a price for each API call, and for hourly
//! records.
//!
//! Semantics: AWS Cost Explorer pricing page; `pricing/costexplorer.csv`, whose rows stand in us-east-1.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// API requests.
pub static REQUESTS: Property = Property::usage(
    "api_requests",
    both("API requests", "API 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Paged calls of the Cost Explorer API in a month, by your own tools.",
    "자체 도구가 한 달에 Cost Explorer API를 호출하는 횟수(페이지 단위)입니다.",
);

/// Hourly usage records.
pub static RECORDS: Property = Property::usage(
    "hourly_usage_records",
    both("Hourly usage records", "시간별 사용 레코드"),
    units::RECORDS,
)
.doc(
    "Usage records kept by the hour for 14 days: one for each instance and hour.",
    "14일 동안 시간 단위로 보관하는 사용 레코드 수입니다. 인스턴스와 시간마다 하나입니다.",
);

/// Anomaly detection.
pub static ANOMALY: Property = Property::flag(
    "anomaly_detection",
    both("Anomaly detection", "이상 탐지"),
    false,
)
.doc(
    "Somebody is told when costs leave their pattern. Free.",
    "비용이 평소와 다르면 알립니다. 무료입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let text = if item.flag(&ANOMALY) {
        both("anomaly detection", "이상 탐지 사용")
    } else {
        both("console", "콘솔")
    };
    text.get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "console",
        both("Console and anomaly detection", "콘솔 및 이상 탐지"),
        Amount::plain(1.0, units::ITEMS),
        both("free in the console", "콘솔에서는 무료입니다"),
    );
    let lines = [
        ("requests", &REQUESTS, units::REQUESTS, "api_request"),
        (
            "hourly_records",
            &RECORDS,
            units::RECORDS,
            "storage_per_usagerecord_month",
        ),
    ];
    for (key, property, unit, price) in lines {
        let usage = cx.usage(property, 0.0);
        if usage.value > 0.0 {
            bill.usage(
                key,
                property.title,
                usage,
                unit,
                Query::new("costexplorer", price),
            )
            .in_region("us-east-1");
        }
    }
}

fn of_anomalies(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ANOMALY, true);
}

/// Cost Explorer.
pub static KIND: Kind = Kind {
    name: "cost_explorer",
    title: both("AWS Cost Explorer", "AWS Cost Explorer"),
    short: both("Cost Explorer", "Cost Explorer"),
    doc: both(
        "Shows what was spent on what, and finds unusual costs. Free in the console; the API \
         and hourly records are billed.",
        "어디에 얼마를 썼는지 보여 주고 비정상 비용을 찾습니다. 콘솔은 무료이며 API와 시간별 \
         레코드가 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Cost Explorer",
    spend: Spend::Other,
    glyph: glyph::COINS,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_ce_anomaly_monitor"],
    imports: &[Import::of("aws_ce_anomaly_monitor").read(of_anomalies)],
    cloudformation: &["AWS::CE::AnomalyMonitor"],
    drawio: "cost_explorer",
    keywords: &["cost", "anomaly", "billing", "비용", "이상 비용"],
    properties: &[&REQUESTS, &RECORDS, &ANOMALY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_console_is_free_calls_and_records_are_not() {
        assert_eq!(Bench::new("cost_explorer").lines().total(), 0.0);
        let lines = Bench::new("cost_explorer")
            .with("api_requests", 500.0)
            .with("hourly_usage_records", 100_000.0)
            .lines();
        // 500 x $0.01; 100,000 x $0.00001.
        near(lines.usd("requests"), 5.0);
        near(lines.usd("hourly_records"), 1.0);
    }
}
