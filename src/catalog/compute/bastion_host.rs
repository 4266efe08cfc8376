//! Bastion hosts: a small EC2 instance in a public subnet through which administrators reach private hosts.
//!
//! Semantics: Amazon EC2 On-Demand pricing page; the charges are those of an instance.

use super::{fleet, server, volume};
use crate::catalog::amount::units;
use crate::catalog::purchase;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Instance type; a small one.
pub static TYPE: Property = Property::instance_type(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "t3.micro",
    server::offer,
)
.doc(
    "Decides vCPU, memory and the price of an hour. A bastion needs little.",
    "vCPU, 메모리와 시간당 요금을 결정합니다. 배스천은 작은 유형으로 충분합니다.",
);

/// Size of the volume.
pub static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    8.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of the root volume, billed whether the host runs or is stopped.",
    "루트 볼륨의 크기로, 호스트가 중지되어 있어도 과금됩니다.",
);

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = Property::flag(
    "associate_public_ip_address",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    true,
)
.doc(
    "The host is reached at a public address, billed by the hour. Session Manager needs none.",
    "호스트에 퍼블릭 주소로 접속하며 시간당 과금됩니다. Session Manager를 쓰면 필요 없습니다.",
);

/// Whether administrators use Session Manager.
pub static SESSION_MANAGER: Property = Property::flag(
    "session_manager",
    both("Session Manager", "Session Manager"),
    false,
)
.doc(
    "Administrators connect through AWS Systems Manager, without an open SSH port.",
    "관리자가 SSH 포트를 열지 않고 AWS Systems Manager로 접속합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&TYPE).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    fleet::bill(cx, &server::Fleet::of(1.0), bill);
}

/// Bastion host.
pub static KIND: Kind = Kind {
    name: "bastion_host",
    title: both("Bastion host", "배스천 호스트"),
    short: both("Bastion", "배스천"),
    doc: both(
        "Small server in a public subnet through which administrators reach private hosts. Billed like any EC2 instance.",
        "관리자가 프라이빗 호스트에 접속하기 위해 거치는 퍼블릭 서브넷의 작은 서버입니다. 일반 EC2 인스턴스와 같이 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::TERMINAL_WINDOW,
    scope: Scope::Zonal,
    network: Network::Instance,
    drawio: "instance2",
    keywords: &["jump host", "ssh", "admin", "점프 서버", "관리자"],
    port: Some(22),
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
        &SESSION_MANAGER,
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
    fn a_small_host_with_an_address() {
        let lines = Bench::new("bastion_host").lines();
        assert_eq!(lines.keys(), ["instance", "public_ipv4", "volume"]);
        // 730 h × $0.013 = $9.49; 730 h × $0.005 = $3.65; 8 GiB × $0.0912 = $0.7296.
        near(lines.usd("instance"), 9.49);
        near(lines.usd("public_ipv4"), 3.65);
        near(lines.usd("volume"), 0.7296);
        let private = Bench::new("bastion_host")
            .with("associate_public_ip_address", false)
            .with("running_hours", 100.0)
            .lines();
        assert_eq!(private.keys(), ["instance", "volume"]);
        near(private.usd("instance"), 1.3);
    }
}
