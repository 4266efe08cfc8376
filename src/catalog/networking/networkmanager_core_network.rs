//! AWS Cloud WAN core networks: hours of each edge, hours of attachments, GB that VPCs and VPNs send.
//!
//! Semantics: AWS Cloud WAN pricing page. Attachments are counted for all Regions of the core network together, at the prices of the
//! Region that the item stands in.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Core network edges.
pub static EDGES: Property = Property::count(
    "core_network_edges",
    both("Core network edges", "코어 네트워크 엣지"),
    units::CORE_NETWORK_EDGES,
    1.0,
    1.0,
    100.0,
)
.doc(
    "Regions that the core network has an edge in.",
    "코어 네트워크가 엣지를 둔 리전의 수입니다.",
);

/// VPC attachments.
pub static VPCS: Property = Property::count(
    "vpc_attachments",
    both("VPC attachments", "VPC 연결"),
    units::ATTACHMENTS,
    0.0,
    0.0,
    5000.0,
)
.doc(
    "VPCs attached to the core network.",
    "코어 네트워크에 연결된 VPC의 수입니다.",
);

/// VPN attachments.
pub static VPNS: Property = Property::count(
    "vpn_attachments",
    both("VPN attachments", "VPN 연결"),
    units::ATTACHMENTS,
    0.0,
    0.0,
    5000.0,
)
.doc(
    "Site-to-Site VPN connections attached to the core network.",
    "코어 네트워크에 연결된 Site-to-Site VPN의 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::CORE_NETWORK_EDGES.count(item.number(&EDGES), language)
}

/// The Regions of the policy, where the plan lists them.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let regions = resource
        .count("base_policy_regions")
        .max(resource.count("edges"));
    if regions > 0 {
        draft.set(&EDGES, regions as f64);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "edges",
        both("Core network edge hours", "코어 네트워크 엣지 시간"),
        Amount::hours(cx.item.number(&EDGES), units::CORE_NETWORK_EDGES, cx.hours),
        Query::new("cloudwan", "vpc_core_network_edge_hour"),
    );
    let attachments = [
        ("vpc_attachments", &VPCS, "vpc_vpc_attachments_hour"),
        (
            "vpn_attachments",
            &VPNS,
            "aws_site_to_site_vpn_site_to_site_vpn_attachments_hour",
        ),
    ];
    for (key, property, price) in attachments {
        let count = cx.item.number(property);
        if count > 0.0 {
            bill.charge(
                key,
                property.title,
                Amount::hours(count, units::ATTACHMENTS, cx.hours),
                Query::new("cloudwan", price),
            );
        }
    }
    through::bill_data(
        cx,
        bill,
        Query::new("cloudwan", "vpc_vpc_attachments_gigabytes"),
    );
}
/// AWS Cloud WAN core network.
pub static KIND: Kind = Kind {
    name: "networkmanager_core_network",
    title: both("AWS Cloud WAN core network", "AWS Cloud WAN 코어 네트워크"),
    short: both("Cloud WAN", "Cloud WAN"),
    doc: both(
        "Global network described by one policy, with an edge in each Region. Billed by the hour for edges and attachments and for each GB.",
        "정책 하나로 정의하는 글로벌 네트워크로 리전마다 엣지를 둡니다. 엣지와 연결마다 시간당, 그리고 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Cloud WAN",
    spend: Spend::Networking,
    glyph: glyph::GLOBE_HEMISPHERE_WEST,
    monogram: "CWAN",
    scope: Scope::Global,
    network: Network::Route,
    terraform: &["aws_networkmanager_core_network"],
    imports: &[Import::of("aws_networkmanager_core_network").read(read)],
    cloudformation: &["AWS::NetworkManager::CoreNetwork"],
    drawio: "cloud_wan",
    keywords: &["wan", "global network", "sd-wan", "글로벌 네트워크"],
    properties: &[&EDGES, &VPCS, &VPNS, &through::DATA],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn edges_attachments_and_gb() {
        let bench = Bench::new("networkmanager_core_network");
        assert_eq!(
            bench.lines().query("edges"),
            "cloudwan vpc_core_network_edge_hour"
        );
        // 730 h × $0.50 = $365.
        near(bench.lines().total(), 365.0);
        // 2 × 730 h × $0.09 = $131.40; 100 GB × $0.02 = $2.
        let lines = bench
            .with("vpc_attachments", 2.0)
            .with("data_processed_gb", 100.0)
            .lines();
        near(lines.usd("vpc_attachments"), 131.4);
        near(lines.usd("data"), 2.0);
    }
}
