//! Amazon VPC IP Address Manager (IPAM): active addresses by the hour in the advanced tier.
//!
//! Semantics: Amazon VPC pricing page, "IP Address Manager": the free tier of features costs nothing.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Tier.
pub static TIER: Property = Property::choice(
    "tier",
    both("Tier", "등급"),
    "advanced",
    &[
        choice_in("advanced", "Advanced", "고급"),
        choice_in("free", "Free", "무료"),
    ],
)
.doc(
    "Features. The advanced tier manages private addresses over accounts and Regions.",
    "기능 등급입니다. 고급 등급은 여러 계정과 리전의 프라이빗 주소를 관리합니다.",
);

/// Active addresses.
pub static ADDRESSES: Property = Property::count(
    "active_addresses",
    both("Active addresses", "활성 주소"),
    units::ADDRESSES,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Addresses of network interfaces that IPAM manages.",
    "IPAM이 관리하는 네트워크 인터페이스의 주소 수입니다.",
);

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.text("tier") == Some("free") {
        draft.set(&TIER, "free");
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let amount = Amount::hours(cx.item.number(&ADDRESSES), units::ADDRESSES, cx.hours);
    let name = both("Active addresses", "활성 주소");
    if cx.item.text(&TIER) == "free" {
        bill.free(
            "addresses",
            name,
            amount,
            both(
                "the free tier of features costs nothing",
                "무료 등급은 과금되지 않습니다",
            ),
        );
    } else {
        bill.charge(
            "addresses",
            name,
            amount,
            Query::new(
                "vpc_other",
                "hourly_charge_for_active_ip_addresses_per_hours",
            ),
        );
    }
}
/// Amazon VPC IP Address Manager.
pub static KIND: Kind = Kind {
    name: "vpc_ipam",
    title: both(
        "Amazon VPC IP Address Manager",
        "Amazon VPC IP Address Manager",
    ),
    short: both("IPAM", "IPAM"),
    doc: both(
        "Plans and watches the addresses of VPCs over accounts and Regions. The advanced tier is billed by the hour for each active address.",
        "여러 계정과 리전에 걸쳐 VPC의 주소를 계획하고 관리합니다. 고급 등급은 활성 주소마다 시간당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::LIST_NUMBERS,
    monogram: "IPAM",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_vpc_ipam"],
    imports: &[Import::of("aws_vpc_ipam").read(read)],
    cloudformation: &["AWS::EC2::IPAM"],
    keywords: &["ip address", "cidr", "ipam", "주소 관리"],
    properties: &[&TIER, &ADDRESSES],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn active_addresses_by_the_hour() {
        let bench = Bench::new("vpc_ipam").with("active_addresses", 1000.0);
        assert_eq!(
            bench.lines().query("addresses"),
            "vpc_other hourly_charge_for_active_ip_addresses_per_hours"
        );
        // 1,000 × 730 h × $0.00027 = $197.10.
        near(bench.lines().total(), 197.1);
        near(bench.with("tier", "free").lines().total(), 0.0);
    }
}
