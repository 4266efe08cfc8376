//! Egress-only internet gateways: IPv6 traffic out of a VPC, free; the transfer is billed on the connections.
//!
//! Semantics: Amazon VPC user guide.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::text::both;

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "gateway",
        both(
            "Egress-only internet gateway",
            "외부 전용 인터넷 게이트웨이",
        ),
        Amount::plain(1.0, units::GATEWAYS),
        both(
            "the gateway is free; the transfer is billed on the connections",
            "게이트웨이는 무료이며 데이터 전송은 연결에 과금됩니다",
        ),
    );
}
/// Egress-only internet gateway.
pub static KIND: Kind = Kind {
    name: "egress_only_internet_gateway",
    title: both(
        "Egress-only internet gateway",
        "외부 전용 인터넷 게이트웨이",
    ),
    short: both("Egress-only", "외부 전용"),
    doc: both(
        "Lets IPv6 addresses of a VPC reach the internet without being reached from it. Free; transfer to the internet is billed for each GB.",
        "VPC의 IPv6 주소가 인터넷으로 나가되 인터넷에서는 접근할 수 없게 합니다. 무료이며 인터넷 송신은 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::ARROW_SQUARE_OUT,
    monogram: "EIGW",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_egress_only_internet_gateway"],
    imports: &[Import::of("aws_egress_only_internet_gateway")],
    cloudformation: &["AWS::EC2::EgressOnlyInternetGateway"],
    drawio: "internet_gateway",
    keywords: &["ipv6", "egress", "internet", "인터넷"],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("egress_only_internet_gateway").lines();
        assert_eq!(lines.keys(), ["gateway"]);
        near(lines.total(), 0.0);
    }
}
