//! AWS Glue crawlers: DPU-hours while they run.
//!
//! Semantics: AWS Glue pricing page: billed by the second, at least ten minutes a run.

use super::runs;
use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Least that a run is billed for, in minutes.
const LEAST_MINUTES: f64 = 10.0;

/// DPUs of a run.
pub static DPUS: Property =
    Property::number("dpus", both("DPUs", "DPU"), units::DPU, 1.0, 0.25, 100.0).doc(
        "DPUs that a run takes. AWS chooses them; the job metrics of past runs tell how many.",
        "실행에 사용되는 DPU입니다. AWS가 정하며 지난 실행의 지표에서 확인할 수 있습니다.",
    );

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} DPU", number::short(item.number(&DPUS), 2))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let query = Query::new("glue", "dpu_hour").with("job", "crawler");
    runs::bill(cx, cx.item.number(&DPUS), LEAST_MINUTES, query, bill);
}

/// Glue crawler.
pub static KIND: Kind = Kind {
    name: "glue_crawler",
    title: both("AWS Glue crawler", "AWS Glue 크롤러"),
    short: both("Glue crawler", "Glue 크롤러"),
    doc: both(
        "Looks at data stores and writes their tables into the Data Catalog. One pays for DPU-hours, ten minutes a run at \
         least.",
        "데이터 저장소를 읽어 데이터 카탈로그에 테이블을 등록합니다. 실행당 최소 10분의 DPU-시간에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "AWS Glue",
    spend: Spend::Compute,
    glyph: glyph::FILE_MAGNIFYING_GLASS,
    monogram: "CRWL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_glue_crawler"],
    imports: &[Import::of("aws_glue_crawler").usage(&[("monthly_hours", &runs::HOURS)])],
    cloudformation: &["AWS::Glue::Crawler"],
    drawio: "glue",
    keywords: &["crawler", "schema", "catalog", "크롤러", "스키마"],
    endpoint_service: "glue",
    properties: &[&DPUS, &runs::MINUTES, &runs::HOURS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_run_is_billed_for_ten_minutes_at_least() {
        let crawler = || Bench::new("glue_crawler").incoming("scheduled_job", 30.0, 1.0, 1.0);
        // 30 runs x 10 min x 1 DPU = 5 DPU-h x 0.44 $, also if a run takes two minutes.
        near(crawler().lines().total(), 2.2);
        near(crawler().with("minutes_per_run", 2.0).lines().total(), 2.2);
        // 12 h x 2 DPU x 0.44 $.
        let typed = crawler().with("run_hours", 12.0).with("dpus", 2.0);
        near(typed.lines().total(), 10.56);
    }
}
