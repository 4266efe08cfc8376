//! Internet gateway: free; what goes through it is billed as transfer on the connections.
//!
//! Semantics: Amazon VPC pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::text::both;

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "gateway",
        both("Internet gateway", "인터넷 게이트웨이"),
        Amount::plain(1.0, units::GATEWAYS),
        both(
            "internet gateways are free; the transfer is billed on the connections",
            "인터넷 게이트웨이는 무료이며 데이터 전송은 연결에 과금됩니다",
        ),
    );
}

/// Internet gateway.
pub static KIND: Kind = Kind {
    name: "internet_gateway",
    title: both("Internet gateway", "인터넷 게이트웨이"),
    short: both("Internet gateway", "인터넷 게이트웨이"),
    doc: both(
        "Connects the public subnets of a VPC with the internet. Free; transfer to the internet is billed for each GB.",
        "VPC의 퍼블릭 서브넷을 인터넷에 연결합니다. 무료이며 인터넷 송신은 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::GLOBE_SIMPLE,
    monogram: "IGW",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_internet_gateway"],
    imports: &[Import::of("aws_internet_gateway")],
    cloudformation: &["AWS::EC2::InternetGateway"],
    drawio: "internet_gateway",
    keywords: &["igw", "internet", "인터넷"],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let lines = Bench::new("internet_gateway").lines();
        assert_eq!(lines.keys(), ["gateway"]);
        near(lines.total(), 0.0);
    }
}
