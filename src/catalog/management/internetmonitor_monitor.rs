//! CloudWatch Internet Monitor: resources watched and city-networks, by the hour.
//!
//! Semantics: Amazon CloudWatch pricing page; `pricing/cloudwatch.csv`. The first 100 city-networks of a monitor
//! are free.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Resources.
pub static RESOURCES: Property = Property::count(
    "resource_count",
    both("Resources", "리소스"),
    units::ITEMS,
    1.0,
    0.0,
    1000.0,
)
.doc(
    "VPCs, distributions, load balancers and directories under watch.",
    "관찰하는 VPC, 배포, 로드 밸런서, 디렉터리의 수입니다.",
);

/// City-networks.
pub static CITY_NETWORKS: Property = Property::count(
    "max_city_networks_to_monitor",
    both("City-networks", "도시 네트워크"),
    units::CITY_NETWORKS,
    100.0,
    1.0,
    500000.0,
)
.doc(
    "Places and network providers of your visitors that are watched at most; 100 are included.",
    "관찰할 방문자 위치와 네트워크 사업자의 최대 수입니다. 100개까지 포함됩니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&RESOURCES);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 resource".to_owned(),
        Language::English => format!("{figure} resources"),
        Language::Korean => format!("리소스 {figure}개"),
    }
}

/// City-networks that are part of every monitor.
const INCLUDED: f64 = 100.0;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "resources",
        both("Resources watched", "관찰 리소스"),
        Amount::hours(cx.item.number(&RESOURCES), units::ITEMS, cx.hours),
        Query::new(
            "cloudwatch",
            "cw_internetmonitorcloudwatch_internet_monitor",
        ),
    );
    let more = cx.item.number(&CITY_NETWORKS) - INCLUDED;
    if more > 0.0 {
        let amount = Amount::hours(more, units::CITY_NETWORKS, cx.hours)
            .because(both("over the 100 included", "포함된 100개 초과분"));
        let price = Query::new("cloudwatch", "cw_citynetworkcloudwatch_city_network");
        bill.charge(
            "city_networks",
            both("City-networks", "도시 네트워크"),
            amount,
            price,
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let count = resource
        .count("resources")
        .max(resource.references("resources"));
    draft.set(&RESOURCES, count as f64);
}

/// CloudWatch Internet Monitor.
pub static KIND: Kind = Kind {
    name: "internetmonitor_monitor",
    title: both("CloudWatch Internet Monitor", "CloudWatch Internet Monitor"),
    short: both("Internet Monitor", "Internet Monitor"),
    doc: both(
        "Shows how the internet between your visitors and AWS performs. Billed by the hour \
         for resources and for city-networks over 100.",
        "방문자와 AWS 사이 인터넷의 성능을 보여 줍니다. 리소스와 100개를 넘는 도시 네트워크가 \
         시간 단위로 과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::GLOBE_STAND,
    monogram: "NET",
    scope: Scope::Regional,
    terraform: &["aws_internetmonitor_monitor"],
    imports: &[Import::of("aws_internetmonitor_monitor").read(read)],
    cloudformation: &["AWS::InternetMonitor::Monitor"],
    drawio: "cloudwatch_2",
    keywords: &["internet", "latency", "availability", "인터넷", "지연 시간"],
    properties: &[&RESOURCES, &CITY_NETWORKS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_resources_and_a_thousand_city_networks() {
        let bench = || Bench::new("internetmonitor_monitor").with("resource_count", 2.0);
        // 2 x 730 h x $0.01.
        near(bench().lines().total(), 14.6);
        // (1,000 - 100) x 730 h x $0.000074.
        let lines = bench().with("max_city_networks_to_monitor", 1000.0).lines();
        near(lines.usd("city_networks"), 48.618);
    }
}
