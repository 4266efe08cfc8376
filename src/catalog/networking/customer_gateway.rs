//! Customer gateways: the device on the user's side of a Site-to-Site VPN, as AWS knows it. Free.
//!
//! Semantics: AWS VPN pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Devices.
pub static DEVICES: Property = Property::count(
    "devices",
    both("Devices", "디바이스"),
    units::GATEWAYS,
    1.0,
    1.0,
    100.0,
)
.doc(
    "Devices that the tunnels end at. One device is a single point of failure.",
    "터널이 끝나는 디바이스의 수입니다. 하나뿐이면 단일 장애점입니다.",
)
.secondary();

/// BGP ASN.
pub static ASN: Property = Property::optional_count(
    "bgp_asn",
    both("BGP ASN", "BGP ASN"),
    units::NONE,
    1.0,
    4_294_967_294.0,
)
.doc("BGP number of the device.", "디바이스의 BGP 번호입니다.")
.secondary();

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "gateway",
        both("Customer gateway", "고객 게이트웨이"),
        Amount::plain(1.0, units::GATEWAYS),
        both(
            "AWS does not bill customer gateways; the VPN connection is billed",
            "고객 게이트웨이에는 과금되지 않으며 VPN 연결에 과금됩니다",
        ),
    );
}
/// Customer gateway.
pub static KIND: Kind = Kind {
    name: "customer_gateway",
    title: both("Customer gateway", "고객 게이트웨이"),
    short: both("Customer gateway", "고객 게이트웨이"),
    doc: both(
        "Device in your own network that a Site-to-Site VPN ends at. AWS bills nothing for it.",
        "Site-to-Site VPN이 끝나는 고객 네트워크의 디바이스입니다. AWS는 이에 과금하지 않습니다.",
    ),
    category: Category::Networking,
    service: "AWS VPN",
    spend: Spend::Networking,
    glyph: glyph::BUILDINGS,
    monogram: "CGW",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_customer_gateway"],
    imports: &[Import::of("aws_customer_gateway")],
    cloudformation: &["AWS::EC2::CustomerGateway"],
    drawio: "customer_gateway",
    keywords: &[
        "cgw",
        "vpn",
        "router",
        "on-premises",
        "라우터",
        "온프레미스",
    ],
    properties: &[&DEVICES, &ASN],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("customer_gateway").lines();
        assert_eq!(lines.keys(), ["gateway"]);
        near(lines.total(), 0.0);
    }
}
