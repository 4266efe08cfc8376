//! Amazon VPC Lattice services: hours, GB, and requests above 300,000 an hour.
//!
//! Semantics: Amazon VPC Lattice pricing page. Averages of the month stand for the hours that AWS meters. Transfer across zones is
//! included. Connections of TCP and TLS listeners have a price of their own that is not modelled.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "HTTP requests in the month. Derived: the requests of incoming connections.",
    "한 달의 HTTP 요청 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Authorisation.
pub static AUTH: Property = Property::choice(
    "auth_type",
    both("Authorisation", "권한 부여"),
    "NONE",
    &[choice_in("NONE", "None", "없음"), choice("AWS_IAM", "IAM")],
)
.doc(
    "Whether callers need IAM permission.",
    "호출자에게 IAM 권한이 필요한지 나타냅니다.",
)
.secondary();

/// Requests in an hour that are included.
const INCLUDED: f64 = 300_000.0;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Service hours", "서비스 시간"),
        Amount::hours(1.0, units::SERVICES, cx.hours),
        Query::new(
            "vpc_other",
            "charge_per_hour_per_vpc_lattice_service_per_hrs",
        ),
    );
    through::bill_data(
        cx,
        bill,
        Query::new(
            "vpc_other",
            "charge_per_gb_data_processed_by_vpc_lattice_service_per_gb",
        ),
    );
    let requests = cx.usage(&REQUESTS, cx.flows.requests());
    let above = (requests.value - INCLUDED * cx.hours).max(0.0);
    bill.charge(
        "requests",
        REQUESTS.title,
        Amount::plain(above, units::REQUESTS).because(both(
            "over the 300,000 an hour that are included",
            "포함된 시간당 300,000건 초과분",
        )),
        Query::new(
            "vpc_other",
            "charge_per_request_per_hour_processed_by_vpc_lattice_service_per_requests",
        ),
    )
    .from(requests.source);
}
/// Amazon VPC Lattice service.
pub static KIND: Kind = Kind {
    name: "vpclattice_service",
    title: both("Amazon VPC Lattice service", "Amazon VPC Lattice 서비스"),
    short: both("VPC Lattice", "VPC Lattice"),
    doc: both(
        "Gives services of several VPCs and accounts one name, with routing and authorisation between them. Billed by the hour, for each GB and for requests.",
        "여러 VPC와 계정의 서비스를 이름 하나로 연결하고 라우팅과 권한을 관리합니다. 시간당, GB당, 그리고 요청 수에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC Lattice",
    spend: Spend::Networking,
    glyph: glyph::GRAPH,
    monogram: "VPCL",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_vpclattice_service"],
    imports: &[Import::of("aws_vpclattice_service")],
    cloudformation: &["AWS::VpcLattice::Service"],
    drawio: "vpc_lattice",
    keywords: &[
        "service mesh",
        "lattice",
        "microservices",
        "서비스 메시",
        "마이크로서비스",
    ],
    port: Some(443),
    properties: &[&through::DATA, &REQUESTS, &AUTH],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn requests_count_above_the_included_ones() {
        let lines = Bench::new("vpclattice_service")
            .with("requests", 3e8)
            .with("data_processed_gb", 100.0)
            .lines();
        assert_eq!(
            lines.query("hours"),
            "vpc_other charge_per_hour_per_vpc_lattice_service_per_hrs"
        );
        // 730 h × $0.0325 = $23.725; 100 GB × $0.0325 = $3.25.
        near(lines.usd("hours"), 23.725);
        near(lines.usd("data"), 3.25);
        // 300,000,000 - 219,000,000 = 81,000,000 × $0.00000013 = $10.53.
        near(lines.usd("requests"), 10.53);
        near(
            Bench::new("vpclattice_service")
                .with("requests", 1e8)
                .lines()
                .usd("requests"),
            0.0,
        );
    }
}
