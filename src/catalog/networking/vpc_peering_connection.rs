//! VPC peering: free; traffic across zones and Regions is billed on the connections.
//!
//! Semantics: Amazon VPC pricing page; traffic that stays in one zone is free.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// What the routes over the peering lead to.
pub static ROUTES: Property = Property::choice(
    "routes",
    both("Routes", "라우팅"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("vpc", "The whole peer VPC", "상대 VPC 전체"),
        choice_in("subnets", "Single subnets", "일부 서브넷"),
    ],
)
.doc(
    "What the route tables of each VPC send over the peering: the whole address range of the peer, or single subnets.",
    "각 VPC의 라우팅 테이블이 피어링으로 보내는 대상입니다. 상대 VPC의 전체 대역이거나 일부 서브넷입니다.",
)
.secondary();

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "peering",
        both("VPC peering", "VPC 피어링"),
        Amount::plain(1.0, units::CONNECTIONS),
        both(
            "peering is free; transfer across zones and Regions is billed on the connections",
            "피어링은 무료이며 가용 영역이나 리전 간 전송은 연결에 과금됩니다",
        ),
    );
}

/// VPC peering connection.
pub static KIND: Kind = Kind {
    name: "vpc_peering_connection",
    title: both("VPC peering connection", "VPC 피어링 연결"),
    short: both("VPC peering", "VPC 피어링"),
    doc: both(
        "Joins two VPCs over private addresses, also of other accounts and Regions. Free; traffic across zones and \
         Regions is billed for each GB.",
        "두 VPC를 프라이빗 주소로 연결하며 다른 계정이나 리전의 VPC도 가능합니다. 무료이며 가용 영역이나 리전 간 트래픽은 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_LEFT_RIGHT,
    monogram: "PEER",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_vpc_peering_connection"],
    imports: &[Import::of("aws_vpc_peering_connection")],
    cloudformation: &["AWS::EC2::VPCPeeringConnection"],
    drawio: "peering",
    keywords: &["peer", "vpc", "피어링"],
    properties: &[&ROUTES],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("vpc_peering_connection").lines();
        assert_eq!(lines.keys(), ["peering"]);
        near(lines.total(), 0.0);
    }
}
