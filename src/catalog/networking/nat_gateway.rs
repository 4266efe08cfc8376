//! NAT gateway: hours, GB processed in both directions, and its public address.
//!
//! Semantics: Amazon VPC pricing page, "NAT gateway". The transfer itself (to the internet, across zones) is billed on the
//! connections, and so is the processing of connections that the path pass routes through the gateway; the line here
//! is for what is drawn through it.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Connectivity.
pub static CONNECTIVITY: Property = Property::choice(
    "connectivity_type",
    both("Connectivity", "연결 유형"),
    "public",
    &[
        choice_in("public", "Public", "퍼블릭"),
        choice_in("private", "Private", "프라이빗"),
    ],
)
.doc(
    "Public gateways reach the internet through an Elastic IP address; private ones reach other networks.",
    "퍼블릭 게이트웨이는 탄력적 IP 주소로 인터넷에 연결하고, 프라이빗 게이트웨이는 다른 네트워크에 연결합니다.",
);

/// Elastic IP addresses of one gateway: 2 by default, up to 8 (service-facts: NAT gateway quota).
pub static ADDRESSES: Property = Property::count(
    "addresses",
    both("Elastic IP addresses", "탄력적 IP 주소"),
    units::ADDRESSES,
    1.0,
    0.0,
    8.0,
)
.doc(
    "Public addresses of each gateway, each billed by the hour and good for 55,000 connections to one destination; 0 where \
     they are drawn as Elastic IP addresses of their own.",
    "게이트웨이마다 연결된 퍼블릭 주소의 수입니다. 주소마다 시간당 과금되며 한 대상에 55,000개의 연결을 지원합니다. 탄력적 IP 주소를 따로 그렸다면 0으로 둡니다.",
)
.when(is_public);

fn is_public(item: &Item<'_>) -> bool {
    item.text(&CONNECTIVITY) == "public"
}

/// One gateway for each tile.
fn instances(item: &Item<'_>) -> f64 {
    let placements = &item.component.placements;
    placements
        .iter()
        .map(|placement| placement.instances.map_or(1.0, f64::from))
        .sum::<f64>()
        .max(1.0)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::GATEWAYS.count(item.instances(), language)
}

/// The public addresses of a gateway are Elastic IP addresses with an address of their own in Terraform: `allocation_id`.
fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ADDRESSES, 0.0);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let gateways = cx.item.instances();
    bill.charge(
        "hours",
        both("NAT gateway hours", "NAT 게이트웨이 시간"),
        Amount::hours(gateways, units::GATEWAYS, cx.hours),
        Query::new("nat_gateway", "gateway_hour"),
    );
    let words = both(
        "connections routed through it carry their own line",
        "이 게이트웨이로 라우팅되는 연결은 연결의 항목으로 과금됨",
    );
    through::bill_data(cx, bill, Query::new("nat_gateway", "data_processed_gb"))
        .amount
        .words = Some(Box::new(words.into()));
    let addresses = gateways * cx.item.number(&ADDRESSES);
    if is_public(&cx.item) && addresses > 0.0 {
        bill.charge(
            "public_ipv4",
            both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
            Amount::hours(addresses, units::ADDRESSES, cx.hours),
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
        );
    }
}

/// NAT gateway.
pub static KIND: Kind = Kind {
    name: "nat_gateway",
    title: both("NAT gateway", "NAT 게이트웨이"),
    short: both("NAT", "NAT"),
    doc: both(
        "Lets private subnets reach the internet, one in each zone for zone independence. Billed by the hour and for \
         each GB in either direction, besides the transfer itself.",
        "프라이빗 서브넷이 인터넷에 접속하게 합니다. 가용 영역마다 하나씩 두면 영역 간 의존이 없습니다. 시간과 양방향 처리량(GB)에 따라 과금되며 데이터 전송 요금은 별도입니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::SIGN_OUT,
    monogram: "NAT",
    scope: Scope::Zonal,
    network: Network::NatGateway,
    terraform: &["aws_nat_gateway"],
    imports: &[Import::of("aws_nat_gateway")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &["AWS::EC2::NatGateway"],
    drawio: "nat_gateway",
    keywords: &["nat", "egress", "outbound", "아웃바운드"],
    properties: &[&CONNECTIVITY, &ADDRESSES, &through::DATA],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_gateways_in_seoul() {
        // 1,048,576 requests of 4 KB out and 60 KB back: 4 GB + 60 GB = 64 GB.
        let lines = Bench::new("nat_gateway")
            .in_zones(2)
            .incoming("instance", 1_048_576.0, 4.0, 60.0)
            .outgoing("external_service", 1_048_576.0, 4.0, 60.0)
            .lines();
        assert_eq!(lines.query("hours"), "nat_gateway gateway_hour");
        assert_eq!(lines.query("data"), "nat_gateway data_processed_gb");
        // 2 × 730 h × $0.059 = $86.14.
        near(lines.usd("hours"), 86.14);
        // 64 GB × $0.059 = $3.776.
        near(lines.usd("data"), 3.776);
        // 2 × 730 h × $0.005 = $7.30.
        near(lines.usd("public_ipv4"), 7.3);
        near(lines.total(), 97.216);
    }

    #[test]
    fn typed_data_wins_and_private_gateways_have_no_address() {
        let lines = Bench::new("nat_gateway")
            .with("data_processed_gb", 1000.0)
            .with("connectivity_type", "private")
            .incoming("instance", 1e6, 4.0, 60.0)
            .lines();
        assert_eq!(lines.source("data"), UsageSource::Typed);
        near(lines.usd("data"), 59.0);
        assert_eq!(lines.keys(), ["hours", "data"]);
    }
}
