//! AWS Direct Connect gateways: free; the ports, the transfer and associations with Transit Gateways are billed.
//!
//! Semantics: AWS Direct Connect pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Amazon side ASN.
pub static ASN: Property = Property::optional_count(
    "amazon_side_asn",
    both("Amazon side ASN", "Amazon 측 ASN"),
    units::NONE,
    1.0,
    4_294_967_294.0,
)
.doc("BGP number of the AWS side.", "AWS 쪽의 BGP 번호입니다.")
.secondary();

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "gateway",
        both("Direct Connect gateway", "Direct Connect 게이트웨이"),
        Amount::plain(1.0, units::GATEWAYS),
        both(
            "the gateway is free; ports and transfer are billed",
            "게이트웨이는 무료이며 포트와 전송에 과금됩니다",
        ),
    );
}
/// AWS Direct Connect gateway.
pub static KIND: Kind = Kind {
    name: "dx_gateway",
    title: both(
        "AWS Direct Connect gateway",
        "AWS Direct Connect 게이트웨이",
    ),
    short: both("Direct Connect gateway", "Direct Connect 게이트웨이"),
    doc: both(
        "Joins Direct Connect lines with VPCs and Transit Gateways of any Region. Free; ports, transfer and Transit Gateway attachments are billed.",
        "Direct Connect 회선을 모든 리전의 VPC와 Transit Gateway에 연결합니다. 무료이며 포트, 전송, Transit Gateway 연결에 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Direct Connect",
    spend: Spend::Networking,
    glyph: glyph::TRAIN,
    monogram: "DXGW",
    scope: Scope::Global,
    network: Network::Route,
    terraform: &["aws_dx_gateway"],
    imports: &[Import::of("aws_dx_gateway")],
    cloudformation: &["AWS::DirectConnect::DirectConnectGateway"],
    drawio: "direct_connect",
    keywords: &[
        "dx",
        "direct connect",
        "on-premises",
        "전용선",
        "온프레미스",
    ],
    properties: &[&ASN],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("dx_gateway").lines();
        assert_eq!(lines.keys(), ["gateway"]);
        near(lines.total(), 0.0);
    }
}
