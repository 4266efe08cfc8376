//! NAT instances: an EC2 instance that lets private subnets reach the internet, in place of a NAT gateway.
//!
//! Semantics: Amazon VPC user guide, "NAT instances"; the charges are those of an instance. Nothing is billed for the GB that it
//! processes, but for the transfer itself.

use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend,
    compute::{fleet, server, volume},
    purchase,
};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Instance type.
pub static TYPE: Property = Property::instance_type("instance_type", both("Instance type", "인스턴스 유형"), "t3.micro", server::offer).doc("Decides vCPU, memory, network and the price of an hour. All traffic of the private subnets goes through it.", "vCPU, 메모리, 네트워크와 시간당 요금을 결정합니다. 프라이빗 서브넷의 모든 트래픽이 지나갑니다.");

/// Volume size.
pub static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    8.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of the root volume, billed whether the instance runs or is stopped.",
    "루트 볼륨의 크기로, 인스턴스가 중지되어 있어도 과금됩니다.",
);

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = Property::flag(
    "associate_public_ip_address",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    true,
)
.doc(
    "The address that the private subnets show to the internet, billed by the hour.",
    "프라이빗 서브넷이 인터넷에 접속할 때 쓰는 주소로, 시간당 과금됩니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&TYPE).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    fleet::bill(cx, &server::Fleet::of(1.0), bill);
}

/// NAT instance.
pub static KIND: Kind = Kind {
    name: "nat_instance",
    title: both("NAT instance", "NAT 인스턴스"),
    short: both("NAT instance", "NAT 인스턴스"),
    doc: both(
        "Server of your own that lets private subnets reach the internet. Cheaper than a NAT gateway for little traffic, but a single point of failure that you patch yourself.",
        "프라이빗 서브넷이 인터넷에 접속하게 하는 직접 관리하는 서버입니다. 트래픽이 적으면 NAT 게이트웨이보다 저렴하지만 직접 패치해야 하는 단일 장애점입니다.",
    ),
    category: Category::Networking,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::COMPUTER_TOWER,
    monogram: "NATI",
    scope: Scope::Zonal,
    network: Network::Instance,
    drawio: "instance2",
    keywords: &["nat", "egress", "fck-nat", "아웃바운드"],
    properties: &[
        &TYPE,
        &server::SYSTEM,
        &purchase::OPTION,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &server::RUNNING_HOURS,
        &server::WEEKLY_HOURS,
        &volume::TYPE,
        &SIZE,
        &PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &server::IMDSV2,
        &volume::ENCRYPTED,
    ],
    key_fact,
    validate: server::validate,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn an_instance_and_its_address() {
        let lines = Bench::new("nat_instance").lines();
        assert_eq!(lines.keys(), ["instance", "public_ipv4", "volume"]);
        // 730 h × $0.013 = $9.49; 730 h × $0.005 = $3.65; 8 GiB × $0.0912 = $0.7296.
        near(lines.usd("instance"), 9.49);
        near(lines.usd("public_ipv4"), 3.65);
        near(lines.usd("volume"), 0.7296);
        // No charge for what goes through.
        let busy = Bench::new("nat_instance")
            .incoming("instance", 1e6, 100.0, 100.0)
            .lines();
        near(busy.total(), lines.total());
    }
}
