//! What the kinds share that are one small EC2 instance with a task of its own: a bastion host, a NAT instance.

use super::{fleet, server};
use crate::catalog::amount::units;
use crate::catalog::{Bill, BillCx, Item, Kind, Network, Property, Scope, Spend};
use crate::model::Language;
use crate::text::both;

/// Instance type; a small one.
pub(in crate::catalog) const TYPE: Property = Property::instance_type(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "t3.micro",
    server::offer,
);

/// Size of the root volume in GiB.
pub(in crate::catalog) static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    8.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of the root volume, billed whether the server runs or is stopped.",
    "루트 볼륨의 크기로, 서버가 중지되어 있어도 과금됩니다.",
);

/// Whether it has a public IPv4 address.
pub(in crate::catalog) const PUBLIC_ADDRESS: Property = Property::flag(
    "associate_public_ip_address",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    true,
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&TYPE).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    fleet::bill(cx, &server::Fleet::of(1.0), bill);
}

/// What these kinds have in common.
pub(in crate::catalog) const KIND: Kind = Kind {
    service: "Amazon EC2",
    spend: Spend::Compute,
    scope: Scope::Zonal,
    network: Network::Instance,
    drawio: "instance2",
    key_fact,
    validate: server::validate,
    bill,
    ..Kind::DEFAULT
};
