//! Attachment of a VPC to a Transit Gateway: hours, and GB that pass through.
//!
//! Semantics: AWS Transit Gateway pricing page.

use super::{through, transit};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Appliance mode.
pub static APPLIANCE: Property = Property::flag(
    "appliance_mode_support",
    both("Appliance mode", "어플라이언스 모드"),
    false,
)
.doc(
    "Both directions of a flow go through the same zone, for firewalls behind the gateway.",
    "게이트웨이 뒤의 방화벽을 위해 흐름의 양방향이 같은 가용 영역을 지나갑니다.",
)
.secondary();

/// DNS support.
pub static DNS: Property = Property::flag("dns_support", both("DNS support", "DNS 지원"), true)
    .doc(
        "Public names of other VPCs resolve to private addresses.",
        "다른 VPC의 퍼블릭 이름이 프라이빗 주소로 해석됩니다.",
    )
    .secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    transit::bill_attachments(cx, bill, 1.0, "vpc");
    transit::bill_data(cx, bill, "vpc");
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    for (attribute, property) in [
        ("appliance_mode_support", &APPLIANCE),
        ("dns_support", &DNS),
    ] {
        if let Some(word) = resource.text(attribute) {
            draft.set(property, word == "enable");
        }
    }
}
/// Transit Gateway VPC attachment.
pub static KIND: Kind = Kind {
    name: "ec2_transit_gateway_vpc_attachment",
    title: both("Transit Gateway VPC attachment", "전송 게이트웨이 VPC 연결"),
    short: both("Transit attachment", "전송 게이트웨이 연결"),
    doc: both(
        "Connects a VPC to a Transit Gateway with a network interface in each zone. Billed by the hour and for each GB sent to the gateway.",
        "가용 영역마다 네트워크 인터페이스를 두어 VPC를 Transit Gateway에 연결합니다. 시간당, 그리고 게이트웨이로 보내는 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Transit Gateway",
    spend: Spend::Networking,
    glyph: glyph::PLUGS_CONNECTED,
    monogram: "TGA",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_ec2_transit_gateway_vpc_attachment"],
    imports: &[Import::of("aws_ec2_transit_gateway_vpc_attachment")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &[
        "AWS::EC2::TransitGatewayAttachment",
        "AWS::EC2::TransitGatewayVpcAttachment",
    ],
    drawio: "transit_gateway_attachment",
    keywords: &["tgw", "attachment", "vpc", "연결", "전송 게이트웨이"],
    properties: &[&through::DATA, &APPLIANCE, &DNS],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hours_and_gb_in_seoul() {
        let bench = Bench::new("ec2_transit_gateway_vpc_attachment");
        assert_eq!(
            bench.lines().query("data"),
            "transit_gateway data_processed_gb attachment=vpc"
        );
        // 730 h × $0.07 = $51.10, without traffic.
        near(bench.lines().total(), 51.1);
        // 500 GB × $0.02 = $10.
        near(
            bench.with("data_processed_gb", 500.0).lines().usd("data"),
            10.0,
        );
    }
}
