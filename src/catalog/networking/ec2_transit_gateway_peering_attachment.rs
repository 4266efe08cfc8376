//! Peering of two Transit Gateways: hours of the attachment; the GB are billed as transfer between Regions.
//!
//! Semantics: AWS Transit Gateway pricing page: "data processing charges do not apply for data sent from a peering attachment"; each
//! side pays its own attachment.

use super::transit;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Peer Region.
pub static PEER_REGION: Property =
    Property::text("peer_region", both("Peer Region", "상대 리전"), "").doc(
        "Region of the other gateway; transfer to it is billed for each GB on the connections.",
        "상대 게이트웨이의 리전입니다. 그 리전으로의 전송은 연결에 GB당 과금됩니다.",
    );

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&PEER_REGION).chars().take(24).collect()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    transit::bill_attachments(cx, bill, 1.0, "peering");
}
/// Transit Gateway peering attachment.
pub static KIND: Kind = Kind {
    name: "ec2_transit_gateway_peering_attachment",
    title: both(
        "Transit Gateway peering attachment",
        "전송 게이트웨이 피어링 연결",
    ),
    short: both("Transit peering", "전송 게이트웨이 피어링"),
    doc: both(
        "Joins two Transit Gateways of different Regions over the AWS network. Each side is billed by the hour; the transfer between the Regions is billed for each GB.",
        "서로 다른 리전의 두 Transit Gateway를 AWS 네트워크로 연결합니다. 양쪽에 시간당 과금되며 리전 간 전송은 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Transit Gateway",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_LEFT_RIGHT,
    monogram: "TGP",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_ec2_transit_gateway_peering_attachment"],
    imports: &[Import::of("aws_ec2_transit_gateway_peering_attachment")],
    cloudformation: &["AWS::EC2::TransitGatewayPeeringAttachment"],
    drawio: "transit_gateway_attachment",
    keywords: &["tgw", "peering", "region", "피어링", "리전"],
    properties: &[&PEER_REGION],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn only_hours_are_billed() {
        let lines = Bench::new("ec2_transit_gateway_peering_attachment")
            .incoming("ec2_transit_gateway", 1e9, 100.0, 100.0)
            .lines();
        assert_eq!(
            lines.query("attachments"),
            "transit_gateway attachment_hour attachment=peering"
        );
        assert_eq!(lines.keys(), ["attachments"]);
        // 730 h × $0.07 = $51.10.
        near(lines.total(), 51.1);
    }
}
