//! Virtual private gateways: free; the VPN connections and Direct Connect lines that end at them are billed.
//!
//! Semantics: AWS VPN pricing page.

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
.doc(
    "BGP number of the AWS side; 64512 if empty.",
    "AWS 쪽의 BGP 번호입니다. 비워 두면 64512입니다.",
)
.secondary()
.if_empty(|_| Some(64_512.0));

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "gateway",
        both("Virtual private gateway", "가상 프라이빗 게이트웨이"),
        Amount::plain(1.0, units::GATEWAYS),
        both(
            "the gateway is free; VPN connections and Direct Connect are billed",
            "게이트웨이는 무료이며 VPN 연결과 Direct Connect에 과금됩니다",
        ),
    );
}
/// Virtual private gateway.
pub static KIND: Kind = Kind {
    name: "vpn_gateway",
    title: both("Virtual private gateway", "가상 프라이빗 게이트웨이"),
    short: both("VPN gateway", "VPN 게이트웨이"),
    doc: both(
        "End of Site-to-Site VPN and Direct Connect on the side of one VPC. Free; the connections are billed.",
        "한 VPC 쪽에서 Site-to-Site VPN과 Direct Connect가 끝나는 지점입니다. 무료이며 연결에 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS VPN",
    spend: Spend::Networking,
    glyph: glyph::DOOR,
    monogram: "VGW",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_vpn_gateway"],
    imports: &[Import::of("aws_vpn_gateway")],
    cloudformation: &["AWS::EC2::VPNGateway"],
    drawio: "vpn_gateway",
    keywords: &["vgw", "vpn", "gateway", "게이트웨이"],
    properties: &[&ASN],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("vpn_gateway").lines();
        assert_eq!(lines.keys(), ["gateway"]);
        near(lines.total(), 0.0);
    }
}
