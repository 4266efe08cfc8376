//! AWS Transit Gateway: the hub itself is free; its attachments are billed.
//!
//! Semantics: AWS Transit Gateway pricing page: by the hour for each attachment and for each GB that an attachment sends in.
//! Draw attachments as items of their own, or count them here.

use super::{through, transit};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// VPC attachments; at most 5,000 in a gateway (service-facts: Transit Gateway quota).
pub static ATTACHMENTS: Property = Property::count(
    "vpc_attachments",
    both("VPC attachments", "VPC 연결"),
    units::ATTACHMENTS,
    0.0,
    0.0,
    5000.0,
)
.doc(
    "VPCs attached to the gateway that are not drawn as attachments of their own.",
    "별도의 연결로 그리지 않은, 게이트웨이에 연결된 VPC의 수입니다.",
);

/// Accepts any attachment.
pub static AUTO_ACCEPT: Property = Property::flag(
    "auto_accept_shared_attachments",
    both("Accepts any attachment", "연결 자동 수락"),
    false,
)
.doc(
    "Attachments from accounts that the gateway is shared with are accepted by themselves.",
    "게이트웨이를 공유받은 계정의 연결을 자동으로 수락합니다.",
)
.secondary();

/// DNS support.
pub static DNS: Property = Property::flag("dns_support", both("DNS support", "DNS 지원"), true)
    .doc(
        "Public names of other VPCs resolve to private addresses.",
        "다른 VPC의 퍼블릭 이름이 프라이빗 주소로 해석됩니다.",
    )
    .secondary();

/// Multicast.
pub static MULTICAST: Property =
    Property::flag("multicast_support", both("Multicast", "멀티캐스트"), false)
        .doc(
            "The gateway carries multicast.",
            "게이트웨이가 멀티캐스트를 지원합니다.",
        )
        .secondary();

/// Terraform writes its switches as `enable` and `disable`.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let switches = [
        ("auto_accept_shared_attachments", &AUTO_ACCEPT),
        ("dns_support", &DNS),
        ("multicast_support", &MULTICAST),
    ];
    for (attribute, property) in switches {
        if let Some(word) = resource.text(attribute) {
            draft.set(property, word == "enable");
        }
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(item.number(&ATTACHMENTS), 0);
    match (item.number(&ATTACHMENTS) > 0.0, language) {
        (false, _) => String::new(),
        (true, Language::English) => format!("{count} VPCs"),
        (true, Language::Korean) => format!("VPC {count}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let attachments = cx.item.number(&ATTACHMENTS);
    if attachments > 0.0 {
        transit::bill_attachments(cx, bill, attachments, "vpc");
        transit::bill_data(cx, bill, "vpc");
    } else {
        bill.free(
            "gateway",
            both("Transit gateway", "전송 게이트웨이"),
            Amount::plain(1.0, units::GATEWAYS),
            both(
                "the gateway is free; its attachments are billed",
                "게이트웨이는 무료이며 연결(attachment)에 과금됩니다",
            ),
        );
    }
}
/// AWS Transit Gateway.
pub static KIND: Kind = Kind {
    name: "ec2_transit_gateway",
    title: both("AWS Transit Gateway", "AWS Transit Gateway"),
    short: both("Transit Gateway", "Transit Gateway"),
    doc: both(
        "Hub that joins VPCs, VPNs and Direct Connect in a Region. Free by itself; each attachment is billed by the hour and for each GB that it sends.",
        "한 리전의 VPC, VPN, Direct Connect를 연결하는 허브입니다. 자체는 무료이며 연결마다 시간당, 그리고 보내는 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Transit Gateway",
    spend: Spend::Networking,
    glyph: glyph::SHARE_NETWORK,
    monogram: "TGW",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_ec2_transit_gateway"],
    imports: &[Import::of("aws_ec2_transit_gateway").read(read)],
    cloudformation: &["AWS::EC2::TransitGateway"],
    drawio: "transit_gateway",
    keywords: &["tgw", "hub", "vpc", "network", "허브", "전송 게이트웨이"],
    properties: &[&ATTACHMENTS, &through::DATA, &AUTO_ACCEPT, &DNS, &MULTICAST],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_hub_is_free_until_attachments_are_counted() {
        let bench = Bench::new("ec2_transit_gateway").incoming("instance", 1_048_576.0, 60.0, 40.0);
        assert_eq!(bench.lines().keys(), ["gateway"]);
        near(bench.lines().total(), 0.0);
        let lines = bench.with("vpc_attachments", 3.0).lines();
        assert_eq!(
            lines.query("attachments"),
            "transit_gateway attachment_hour attachment=vpc"
        );
        // 3 × 730 h × $0.07 = $153.30; 1,048,576 × 100 KB = 100 GB × $0.02 = $2.
        near(lines.usd("attachments"), 153.3);
        near(lines.usd("data"), 2.0);
    }
}
