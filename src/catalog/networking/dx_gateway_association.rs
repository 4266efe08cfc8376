//! Association of a Direct Connect gateway with a Transit Gateway or virtual private gateway.
//!
//! Semantics: AWS Transit Gateway pricing page: an association with a Transit Gateway is an attachment, billed by the hour and for each
//! GB; one with a virtual private gateway is free.

use super::{through, transit};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Associated with.
pub static GATEWAY: Property = Property::choice(
    "gateway",
    both("Associated with", "연결 대상"),
    "transit_gateway",
    &[
        choice_in("transit_gateway", "Transit Gateway", "Transit Gateway"),
        choice_in(
            "vpn_gateway",
            "Virtual private gateway",
            "가상 프라이빗 게이트웨이",
        ),
    ],
)
.doc(
    "Gateway that the Direct Connect gateway leads to.",
    "Direct Connect 게이트웨이가 연결되는 게이트웨이입니다.",
);

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let to_vpn_gateway = |id: &str| id.starts_with("vgw-");
    let attributes = ["associated_gateway_id", "vpn_gateway_id"];
    let named = attributes
        .iter()
        .any(|name| resource.text(name).is_some_and(to_vpn_gateway));
    let referred = attributes.iter().any(|name| {
        let targets = resource.referred(name);
        targets
            .iter()
            .any(|target| target.kind() == "aws_vpn_gateway")
    });
    if named || referred {
        draft.set(&GATEWAY, "vpn_gateway");
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if cx.item.text(&GATEWAY) == "vpn_gateway" {
        bill.free(
            "association",
            both("Association", "연결"),
            Amount::plain(1.0, units::ASSOCIATIONS),
            both(
                "associations with virtual private gateways are free",
                "가상 프라이빗 게이트웨이와의 연결은 무료입니다",
            ),
        );
        return;
    }
    transit::bill_attachments(cx, bill, 1.0, "direct-connect");
    transit::bill_data(cx, bill, "direct-connect");
}
/// Direct Connect gateway association.
pub static KIND: Kind = Kind {
    name: "dx_gateway_association",
    title: both(
        "Direct Connect gateway association",
        "Direct Connect 게이트웨이 연결",
    ),
    short: both("Direct Connect association", "Direct Connect 연결"),
    doc: both(
        "Leads a Direct Connect gateway to a Transit Gateway, billed by the hour and for each GB, or to a virtual private gateway for free.",
        "Direct Connect 게이트웨이를 Transit Gateway(시간당 및 GB당 과금) 또는 가상 프라이빗 게이트웨이(무료)에 연결합니다.",
    ),
    category: Category::Networking,
    service: "AWS Direct Connect",
    spend: Spend::Networking,
    glyph: glyph::LINK,
    monogram: "DXA",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_dx_gateway_association"],
    imports: &[Import::of("aws_dx_gateway_association")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &["AWS::DirectConnect::DirectConnectGatewayAssociation"],
    drawio: "direct_connect",
    keywords: &["dx", "direct connect", "attachment", "전용선", "연결"],
    properties: &[&GATEWAY, &through::DATA],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn only_transit_gateways_are_billed() {
        let bench = Bench::new("dx_gateway_association").with("data_processed_gb", 100.0);
        assert_eq!(
            bench.lines().query("attachments"),
            "transit_gateway attachment_hour attachment=direct-connect"
        );
        // 730 h × $0.07 + 100 GB × $0.02 = $51.10 + $2.
        near(bench.lines().total(), 53.1);
        let free = bench.with("gateway", "vpn_gateway").lines();
        assert_eq!(free.keys(), ["association"]);
        near(free.total(), 0.0);
    }
}
