//! Classic Load Balancer, the previous generation: hours and GB processed.
//!
//! Semantics: Elastic Load Balancing pricing page. Transfer to instances in other zones is free.

use super::{capacity, through};
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Cross-zone load balancing.
pub static CROSS_ZONE: Property = Property::flag(
    "cross_zone_load_balancing",
    both("Cross-zone balancing", "교차 영역 로드 밸런싱"),
    true,
)
.doc(
    "Each node shares requests out over the instances of all zones; free for this type.",
    "각 노드가 모든 가용 영역의 인스턴스에 요청을 분배합니다. 이 유형에서는 무료입니다.",
)
.secondary();

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    capacity::read_zones(resource, draft);
    if resource.flag("access_logs.enabled") == Some(true) {
        draft.set(&capacity::ACCESS_LOGS, true);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Load balancer hours", "로드 밸런서 시간"),
        Amount::hours(1.0, units::LOAD_BALANCERS, cx.hours),
        Query::new("elb", "load_balancer_hour").with("type", "clb"),
    );
    bill.usage(
        "data",
        both("Data processed", "처리된 데이터"),
        cx.usage(&through::DATA, (cx.flows.gb_in() + cx.flows.gb_out()).0),
        units::GB,
        Query::new("elb", "data_processed_gb").with("type", "clb"),
    );
    capacity::bill_addresses(cx, bill);
    access_logs::bill(cx, bill, &LOGS, cx.flows.requests());
}

/// Its access logs: text files.
const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::CLASSIC_ENTRY,
    target: access_logs::Target::Bucket,
    unit: units::REQUESTS,
};

/// Whether requests in flight may finish when an instance leaves; on by default in the console.
pub static DRAINING: Property = Property::flag(
    "connection_draining",
    both("Connection draining", "연결 드레이닝"),
    true,
)
.doc(
    "Requests in flight may finish when an instance leaves the load balancer.",
    "인스턴스가 로드 밸런서에서 빠질 때 처리 중인 요청을 마칠 수 있습니다.",
)
.secondary();

/// Classic Load Balancer.
pub static KIND: Kind = Kind {
    name: "classic_load_balancer",
    title: both("Classic Load Balancer", "Classic Load Balancer"),
    short: both("Classic Load Balancer", "Classic Load Balancer"),
    doc: both(
        "Load balancer of the previous generation, for HTTP and TCP. Billed by the hour and for each GB; it cannot carry \
         a web ACL.",
        "HTTP와 TCP를 분배하는 이전 세대 로드 밸런서입니다. 시간과 처리량(GB)에 따라 과금되며 웹 ACL을 연결할 수 없습니다.",
    ),
    category: Category::Networking,
    service: "Elastic Load Balancing",
    spend: Spend::Networking,
    glyph: glyph::SCALES,
    monogram: "CLB",
    scope: Scope::Vpc,
    network: Network::LoadBalancer,
    terraform: &["aws_elb"],
    imports: &[Import::of("aws_elb")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &["AWS::ElasticLoadBalancing::LoadBalancer"],
    drawio: "classic_load_balancer",
    keywords: &[
        "clb",
        "elb",
        "load balancer",
        "classic",
        "로드 밸런서",
        "부하 분산",
    ],
    port: Some(443),
    balances: true,
    properties: &[
        &capacity::SCHEME,
        &capacity::ZONES,
        &capacity::PUBLIC_ADDRESSES,
        &through::DATA,
        &capacity::LISTENER,
        &capacity::TLS,
        &CROSS_ZONE,
        &capacity::HEALTH_CHECK,
        &capacity::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::CLASSIC_ENTRY,
        &access_logs::RETENTION,
        &DRAINING,
    ],
    key_fact: capacity::key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hours_and_gb() {
        // 1,048,576 requests of 1 KB and 99 KB: 100 GB.
        let lines = Bench::new("classic_load_balancer")
            .incoming("users", 1_048_576.0, 1.0, 99.0)
            .lines();
        assert_eq!(lines.query("hours"), "elb load_balancer_hour type=clb");
        assert_eq!(lines.query("data"), "elb data_processed_gb type=clb");
        // 730 h × $0.025 = $18.25; 100 GB × $0.008 = $0.80; 2 × 730 h × $0.005 = $7.30.
        near(lines.usd("hours"), 18.25);
        near(lines.usd("data"), 0.8);
        near(lines.total(), 26.35);
    }
}
