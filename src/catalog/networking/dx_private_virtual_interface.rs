//! Private virtual interfaces of Direct Connect: free; GB out of their Region over the line.
//!
//! Semantics: AWS Direct Connect pricing page: transfer out is billed to the owner of the virtual interface, by the pair of Region and
//! location.

use super::dx_location;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Region.
pub static REGION: Property = Property::text("region", both("Region", "리전"), "").doc(
    "Region that the GB leave; that of the drawing if empty.",
    "데이터가 나가는 리전입니다. 비워 두면 그림의 리전을 따릅니다.",
);

/// MTU.
pub static MTU: Property = Property::count(
    "mtu",
    both("MTU", "MTU"),
    units::NONE,
    1500.0,
    1500.0,
    9001.0,
)
.doc(
    "Largest packet; 9001 for jumbo frames.",
    "최대 패킷 크기이며 점보 프레임은 9001입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&REGION).chars().take(24).collect()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if dx_location::leaving(cx).value > 0.0 {
        let region = match cx.item.text(&REGION) {
            "" => cx.item.region(),
            region => region,
        };
        dx_location::bill_data(cx, bill, region);
    } else {
        bill.free(
            "interface",
            both("Virtual interface", "가상 인터페이스"),
            Amount::plain(1.0, units::CONNECTIONS),
            both(
                "virtual interfaces are free; GB that leave AWS are billed",
                "가상 인터페이스는 무료이며 AWS에서 나가는 GB에 과금됩니다",
            ),
        );
    }
}
/// Direct Connect virtual interface.
pub static KIND: Kind = Kind {
    name: "dx_private_virtual_interface",
    title: both(
        "Direct Connect virtual interface",
        "Direct Connect 가상 인터페이스",
    ),
    short: both("Direct Connect interface", "Direct Connect 인터페이스"),
    doc: both(
        "Part of a Direct Connect line that leads to one VPC or gateway. Free; each GB that leaves its Region over the line is billed.",
        "Direct Connect 회선 가운데 한 VPC나 게이트웨이로 이어지는 부분입니다. 무료이며 리전에서 회선으로 나가는 GB마다 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Direct Connect",
    spend: Spend::Networking,
    glyph: glyph::SWAP,
    monogram: "VIF",
    scope: Scope::Regional,
    network: Network::PrivateLine,
    terraform: &["aws_dx_private_virtual_interface"],
    imports: &[Import::of("aws_dx_private_virtual_interface")],
    cloudformation: &["AWS::DirectConnect::PrivateVirtualInterface"],
    drawio: "direct_connect",
    keywords: &[
        "vif",
        "dx",
        "virtual interface",
        "가상 인터페이스",
        "전용선",
    ],
    properties: &[
        &dx_location::LOCATION,
        &REGION,
        &dx_location::DATA_OUT,
        &user_price::PRICE,
        &user_price::SOURCE,
        &MTU,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn gb_leave_their_region() {
        let bench = Bench::new("dx_private_virtual_interface");
        assert_eq!(bench.lines().keys(), ["interface"]);
        near(bench.lines().total(), 0.0);
        // From Ireland to Ashburn: 200 × $0.0282 = $5.64; from us-east-1 at home 200 × $0.02 = $4.
        let bench = bench
            .with("location", "Equinix DC1 - DC6 & DC10 - DC11")
            .with("data_out_gb", 200.0);
        let ireland = bench.with("region", "eu-west-1");
        near(ireland.lines().total(), 5.64);
        near(ireland.with("region", "us-east-1").lines().total(), 4.0);
    }
}
