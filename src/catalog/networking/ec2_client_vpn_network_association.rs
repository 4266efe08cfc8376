//! Association of a subnet with a Client VPN endpoint: hours, connected clients or not.
//!
//! Semantics: AWS VPN pricing page, "AWS Client VPN".

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// One association for each tile.
fn instances(item: &Item<'_>) -> f64 {
    item.component.placements.len().max(1) as f64
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Endpoint association hours", "엔드포인트 연결 시간"),
        Amount::hours(cx.item.instances(), units::ASSOCIATIONS, cx.hours),
        Query::new("vpn", "client_vpn_endpoint_association_hour"),
    );
}
/// Client VPN network association.
pub static KIND: Kind = Kind {
    name: "ec2_client_vpn_network_association",
    title: both("Client VPN network association", "Client VPN 네트워크 연결"),
    short: both("VPN subnet", "VPN 서브넷"),
    doc: both(
        "Subnet through which clients of a Client VPN endpoint enter a VPC. Billed by the hour for each subnet, whether clients are connected or not.",
        "Client VPN 엔드포인트의 클라이언트가 VPC로 들어오는 서브넷입니다. 클라이언트 연결 여부와 관계없이 서브넷마다 시간당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS VPN",
    spend: Spend::Networking,
    glyph: glyph::LINK,
    monogram: "CVA",
    scope: Scope::Zonal,
    network: Network::Route,
    terraform: &["aws_ec2_client_vpn_network_association"],
    imports: &[Import::of("aws_ec2_client_vpn_network_association")],
    cloudformation: &["AWS::EC2::ClientVpnTargetNetworkAssociation"],
    drawio: "client_vpn",
    keywords: &["vpn", "association", "subnet", "서브넷", "연결"],
    instances,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_subnet_is_billed() {
        let bench = Bench::new("ec2_client_vpn_network_association");
        assert_eq!(
            bench.lines().query("hours"),
            "vpn client_vpn_endpoint_association_hour"
        );
        // 730 h × $0.10 = $73 for each of the subnets.
        near(bench.lines().total(), 73.0);
        near(bench.in_zones(2).lines().total(), 146.0);
    }
}
