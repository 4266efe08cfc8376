//! Elastic IP addresses: public IPv4 addresses, billed by the hour whether they are in use or not.
//!
//! Semantics: Amazon VPC pricing page, "Public IPv4 addresses". Addresses of load balancers, NAT gateways and instances
//! are lines of those components; draw this one only for addresses that nothing else in the drawing has.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Number of addresses.
pub static COUNT: Property = Property::count(
    "addresses",
    both("Addresses", "주소 수"),
    units::ADDRESSES,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "How many addresses the component stands for.",
    "이 컴포넌트가 나타내는 주소의 수입니다.",
);

/// Whether the addresses are in use.
pub static ASSOCIATED: Property = Property::flag(
    "associated",
    both("In use", "사용 중"),
    true,
)
.doc(
    "Associated with a running instance or a network interface. Idle addresses cost the same.",
    "실행 중인 인스턴스나 네트워크 인터페이스에 연결되어 있는지 나타냅니다. 유휴 주소도 같은 요금입니다.",
);

fn instances(item: &Item<'_>) -> f64 {
    item.number(&COUNT)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(item.instances(), 0);
    match language {
        Language::English if item.instances() == 1.0 => "1 address".to_owned(),
        Language::English => format!("{count} addresses"),
        Language::Korean => format!("주소 {count}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let state = if cx.item.flag(&ASSOCIATED) {
        "in-use"
    } else {
        "idle"
    };
    bill.charge(
        "public_ipv4",
        both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
        Amount::hours(cx.item.instances(), units::ADDRESSES, cx.hours),
        Query::new("public_ipv4", "address_hour").with("state", state),
    );
}

/// Whether an instance, interface, NAT gateway or load balancer has the address. In Terraform each address is billed
/// here, not with what has it.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let has = |path: &str| resource.has(path) || resource.references(path) > 0;
    let given = [
        ("aws_eip_association", "allocation_id"),
        ("aws_nat_gateway", "allocation_id"),
        ("aws_lb", "subnet_mapping"),
    ];
    let is_used = has("instance")
        || has("network_interface")
        || given
            .iter()
            .any(|(kind, attribute)| !resource.referring(kind, attribute).is_empty());
    draft.set(&ASSOCIATED, is_used);
}

/// Elastic IP address.
pub static KIND: Kind = Kind {
    name: "eip",
    title: both("Elastic IP address", "탄력적 IP 주소"),
    short: both("Elastic IP", "탄력적 IP"),
    doc: both(
        "Fixed public IPv4 address, billed by the hour whether it is in use or not. Addresses of load balancers, NAT \
         gateways and instances are part of those.",
        "고정된 퍼블릭 IPv4 주소로, 사용 여부와 관계없이 시간당 과금됩니다. 로드 밸런서, NAT 게이트웨이, 인스턴스의 주소는 각 컴포넌트에 포함됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::MAP_TRIFOLD,
    monogram: "EIP",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_eip"],
    imports: &[Import::of("aws_eip").read(read)],
    cloudformation: &["AWS::EC2::EIP"],
    keywords: &["ip", "ipv4", "public address", "elastic", "퍼블릭 주소"],
    properties: &[&COUNT, &ASSOCIATED],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn idle_addresses_cost_as_much() {
        let bench = Bench::new("eip").with("addresses", 3.0);
        let used = bench.lines();
        assert_eq!(
            used.query("public_ipv4"),
            "public_ipv4 address_hour state=in-use"
        );
        // 3 × 730 h × $0.005 = $10.95.
        near(used.total(), 10.95);
        let idle = bench.with("associated", false).lines();
        assert_eq!(
            idle.query("public_ipv4"),
            "public_ipv4 address_hour state=idle"
        );
        near(idle.total(), 10.95);
    }
}
