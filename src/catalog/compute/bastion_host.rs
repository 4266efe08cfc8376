//! Bastion hosts: a small EC2 instance in a public subnet through which administrators reach private hosts.
//!
//! Semantics: Amazon EC2 On-Demand pricing page; the charges are those of an instance.

use super::{lone_server, server, volume};
use crate::catalog::purchase;
use crate::catalog::{Category, Kind, Property};
use crate::glyph;
use crate::text::both;

/// Instance type; a small one.
pub static TYPE: Property = lone_server::TYPE.doc(
    "Decides vCPU, memory and the price of an hour. A bastion needs little.",
    "vCPU, 메모리와 시간당 요금을 결정합니다. 배스천은 작은 유형으로 충분합니다.",
);

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = lone_server::PUBLIC_ADDRESS.doc(
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
    glyph: glyph::TERMINAL_WINDOW,
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
        &lone_server::SIZE,
        &PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &SESSION_MANAGER,
        &server::IMDSV2,
        &volume::ENCRYPTED,
    ],
    ..lone_server::KIND
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
