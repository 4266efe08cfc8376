//! NAT instances: an EC2 instance that lets private subnets reach the internet, in place of a NAT gateway.
//!
//! Semantics: Amazon VPC user guide, "NAT instances"; the charges are those of an instance. Nothing is billed for the GB that it
//! processes, but for the transfer itself.

use crate::catalog::compute::{lone_server, server, volume};
use crate::catalog::{Category, Kind, Property, purchase};
use crate::glyph;
use crate::text::both;

/// Instance type.
pub static TYPE: Property = lone_server::TYPE.doc("Decides vCPU, memory, network and the price of an hour. All traffic of the private subnets goes through it.", "vCPU, 메모리, 네트워크와 시간당 요금을 결정합니다. 프라이빗 서브넷의 모든 트래픽이 지나갑니다.");

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = lone_server::PUBLIC_ADDRESS.doc(
    "The address that the private subnets show to the internet, billed by the hour.",
    "프라이빗 서브넷이 인터넷에 접속할 때 쓰는 주소로, 시간당 과금됩니다.",
);

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
    glyph: glyph::COMPUTER_TOWER,
    monogram: "NATI",
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
        &lone_server::SIZE,
        &PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &server::IMDSV2,
        &volume::ENCRYPTED,
    ],
    ..lone_server::KIND
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
