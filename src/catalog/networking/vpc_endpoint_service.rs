//! Endpoint services (AWS PrivateLink, the provider's side): free; the consumers pay their endpoints, the provider the load balancer.
//!
//! Semantics: AWS PrivateLink pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Acceptance required.
pub static ACCEPTANCE: Property = Property::flag(
    "acceptance_required",
    both("Acceptance required", "수락 필요"),
    true,
)
.doc(
    "Connections of consumers wait until they are accepted.",
    "소비자의 연결 요청을 직접 수락해야 합니다.",
)
.secondary();

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "service",
        both("Endpoint service", "엔드포인트 서비스"),
        Amount::plain(1.0, units::SERVICES),
        both(
            "the service is free; its load balancer and the endpoints of its consumers are billed",
            "서비스는 무료이며 로드 밸런서와 소비자의 엔드포인트에 과금됩니다",
        ),
    );
}
/// VPC endpoint service.
pub static KIND: Kind = Kind {
    name: "vpc_endpoint_service",
    title: both("VPC endpoint service", "VPC 엔드포인트 서비스"),
    short: both("PrivateLink", "PrivateLink"),
    doc: both(
        "Offers what stands behind a Network or Gateway Load Balancer to other VPCs and accounts by PrivateLink. Free; the load balancer and the consumers' endpoints are billed.",
        "Network 또는 Gateway Load Balancer 뒤의 서비스를 PrivateLink로 다른 VPC와 계정에 제공합니다. 무료이며 로드 밸런서와 소비자의 엔드포인트에 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::DOOR,
    monogram: "PL",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_vpc_endpoint_service"],
    imports: &[Import::of("aws_vpc_endpoint_service")],
    cloudformation: &["AWS::EC2::VPCEndpointService"],
    drawio: "endpoints",
    keywords: &["privatelink", "provider", "saas", "제공자", "프라이빗"],
    properties: &[&ACCEPTANCE],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("vpc_endpoint_service").lines();
        assert_eq!(lines.keys(), ["service"]);
        near(lines.total(), 0.0);
    }
}
