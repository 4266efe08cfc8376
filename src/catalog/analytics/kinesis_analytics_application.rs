//! Kinesis Data Analytics for SQL (legacy): processing units by the hour.
//!
//! Semantics: Amazon Kinesis Data Analytics pricing page, SQL applications. AWS takes no new applications; Managed Flink is
//! what follows.

use super::kinesisanalyticsv2_application::{KPUS, processing};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

fn kpus(item: &Item<'_>) -> f64 {
    item.typed(&KPUS).unwrap_or(1.0)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} KPU", number::short(kpus(item), 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    processing(cx, kpus(&cx.item), "kinesis_processing_unit_kpu", bill);
}

fn read(_: &Resource<'_>, draft: &mut Draft) {
    if draft.number(&KPUS).is_none() {
        draft.set(&KPUS, 0.0);
        draft.note("no processing units are given: `kinesis_processing_units` in the usage file");
    }
}

/// SQL application.
pub static KIND: Kind = Kind {
    name: "kinesis_analytics_application",
    title: both(
        "Kinesis Data Analytics (SQL)",
        "Kinesis Data Analytics SQL 애플리케이션",
    ),
    short: both("Kinesis SQL application", "Kinesis SQL 애플리케이션"),
    doc: both(
        "SQL over streams, a service that AWS has closed to new applications. One pays for processing units by the hour.",
        "스트림에 SQL을 실행하며, 새 애플리케이션은 만들 수 없는 서비스입니다. 처리 단위(KPU) 시간에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Kinesis Data Analytics",
    spend: Spend::Compute,
    glyph: glyph::PATH,
    monogram: "SQL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kinesis_analytics_application"],
    cloudformation: &["AWS::KinesisAnalytics::Application"],
    imports: &[Import::of("aws_kinesis_analytics_application")
        .usage(&[("kinesis_processing_units", &KPUS)])
        .read(read)],
    drawio: "kinesis_data_analytics",
    keywords: &["kda", "sql", "kpu", "stream", "스트림"],
    properties: &[&KPUS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn units_by_the_hour() {
        let typed = Bench::new("kinesis_analytics_application")
            .with("kinesis_processing_units", 2.5)
            .lines();
        // 2.5 × 730 h × $0.135 = $246.375.
        near(typed.total(), 246.375);
        assert_eq!(typed.source("processing"), UsageSource::Typed);
        // One unit runs at least: 730 h × $0.135.
        near(
            Bench::new("kinesis_analytics_application").lines().total(),
            98.55,
        );
    }
}
