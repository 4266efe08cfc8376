//! AWS Cloud Map: registered resources by the month, and API calls that look them up.
//!
//! Semantics: AWS Cloud Map pricing page. Lookups over DNS are billed as Route 53 queries.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Registered resources.
pub static RESOURCES: Property = Property::count("resources", both("Registered resources", "등록된 리소스"), units::RESOURCES, 1.0, 0.0, 1e7).doc("Resources registered on average over the month; those of Amazon ECS service discovery are free.", "한 달 평균 등록된 리소스 수입니다. Amazon ECS 서비스 검색의 리소스는 무료입니다.");

/// Discovery calls.
pub static CALLS: Property = Property::usage(
    "discovery_calls",
    both("Discovery calls", "검색 호출"),
    units::CALLS,
)
.doc(
    "Discovery API calls in the month. Derived: the requests of incoming connections.",
    "한 달의 검색 API 호출 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Instances that the plan registers; those of Amazon ECS are free and not among them.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let registered = resource.referring("aws_service_discovery_instance", "service_id");
    draft.set(&RESOURCES, registered.len() as f64);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "resources",
        RESOURCES.title,
        Amount::plain(cx.item.number(&RESOURCES), units::RESOURCES),
        Query::new("cloudmap", "resource"),
    );
    bill.usage(
        "calls",
        CALLS.title,
        cx.usage(&CALLS, cx.flows.requests()),
        units::CALLS,
        Query::new("cloudmap", "api_call"),
    );
}
/// AWS Cloud Map service.
pub static KIND: Kind = Kind {
    name: "service_discovery_service",
    title: both("AWS Cloud Map service", "AWS Cloud Map 서비스"),
    short: both("Cloud Map", "Cloud Map"),
    doc: both(
        "Registry where services find each other's addresses. Billed by the month for each registered resource and by the lookup.",
        "서비스가 서로의 주소를 찾는 레지스트리입니다. 등록된 리소스마다 월 단위로, 그리고 조회 수에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Cloud Map",
    spend: Spend::Networking,
    glyph: glyph::ADDRESS_BOOK,
    monogram: "MAP",
    scope: Scope::Regional,
    network: Network::Dns,
    terraform: &["aws_service_discovery_service"],
    imports: &[Import::of("aws_service_discovery_service").read(read)],
    cloudformation: &["AWS::ServiceDiscovery::Service"],
    drawio: "cloud_map",
    keywords: &["service discovery", "registry", "ecs", "서비스 검색"],
    properties: &[&RESOURCES, &CALLS],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn resources_and_lookups() {
        let lines = Bench::new("service_discovery_service")
            .with("resources", 20.0)
            .with("discovery_calls", 5e6)
            .lines();
        assert_eq!(lines.query("calls"), "cloudmap api_call");
        // 20 × $0.10 = $2; 5,000,000 × $0.000001 = $5.
        near(lines.total(), 7.0);
        near(
            Bench::new("service_discovery_service")
                .with("resources", 0.0)
                .lines()
                .total(),
            0.0,
        );
    }
}
