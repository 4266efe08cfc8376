//! CloudWatch dashboards: a price for each a month.
//!
//! Semantics: Amazon CloudWatch pricing page; the first three of an account are free, which is not taken here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Dashboards.
pub static DASHBOARDS: Property = Property::count(
    "dashboards",
    both("Dashboards", "대시보드"),
    units::DASHBOARDS,
    1.0,
    1.0,
    5000.0,
)
.doc(
    "How many dashboards the tile stands for.",
    "이 타일이 나타내는 대시보드 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&DASHBOARDS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 dashboard".to_owned(),
        Language::English => format!("{figure} dashboards"),
        Language::Korean => format!("대시보드 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "dashboards",
        both("Dashboards", "대시보드"),
        Amount::plain(cx.item.number(&DASHBOARDS), units::DASHBOARDS),
        Query::new("cloudwatch", "dashboard_month").global(),
    );
}

/// CloudWatch dashboard.
pub static KIND: Kind = Kind {
    name: "cloudwatch_dashboard",
    title: both("Amazon CloudWatch dashboard", "Amazon CloudWatch 대시보드"),
    short: both("Dashboard", "대시보드"),
    doc: both(
        "Charts of metrics, alarms and logs on one page. One pays a month for each.",
        "지표, 경보, 로그를 한 화면에 보여 주는 차트입니다. 대시보드마다 월 요금을 냅니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::CHART_LINE_UP,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_cloudwatch_dashboard"],
    imports: &[Import::of("aws_cloudwatch_dashboard")],
    cloudformation: &["AWS::CloudWatch::Dashboard"],
    drawio: "cloudwatch_2",
    keywords: &["dashboard", "chart", "monitoring", "차트", "모니터링"],
    properties: &[&DASHBOARDS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn four_dashboards() {
        let bench = Bench::new("cloudwatch_dashboard").with("dashboards", 4.0);
        // 4 x $3.
        near(bench.lines().total(), 12.0);
        assert_eq!(bench.key_fact(), "4 dashboards");
    }
}
