//! AWS Site-to-Site VPN connections: hours; over a Transit Gateway also its attachment and GB.
//!
//! Semantics: AWS VPN pricing page. What leaves AWS over the connection is billed as internet egress on the drawn connections
//! (cost-semantics: Site-to-Site VPN).

use super::{through, transit};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Ends at.
pub static GATEWAY: Property = Property::choice(
    "gateway",
    both("Ends at", "종단"),
    "vpn_gateway",
    &[
        choice_in(
            "vpn_gateway",
            "Virtual private gateway",
            "가상 프라이빗 게이트웨이",
        ),
        choice_in("transit_gateway", "Transit Gateway", "Transit Gateway"),
    ],
)
.doc(
    "Gateway on the AWS side. A Transit Gateway adds its attachment and GB.",
    "AWS 쪽의 게이트웨이입니다. Transit Gateway를 쓰면 연결 시간과 GB 요금이 더해집니다.",
);

/// Tunnels in use.
pub static TUNNELS: Property = Property::count("tunnels", both("Tunnels in use", "사용 중인 터널"), units::TUNNELS, 2.0, 1.0, 2.0).doc("Tunnels that the customer gateway has configured. AWS services them one at a time, so both are needed to stay connected.", "고객 게이트웨이에 구성된 터널 수입니다. AWS가 하나씩 점검하므로 연결을 유지하려면 둘 다 필요합니다.").secondary();

/// Static routes only.
pub static STATIC: Property = Property::flag(
    "static_routes_only",
    both("Static routes only", "정적 경로만 사용"),
    false,
)
.doc(
    "Routes are typed by hand instead of learnt by BGP.",
    "BGP 대신 경로를 직접 입력합니다.",
)
.secondary();

/// Acceleration.
pub static ACCELERATED: Property = Property::flag("enable_acceleration", both("Acceleration", "가속"), false).doc("Tunnels enter AWS at the nearest edge, through Global Accelerator; only with a Transit Gateway.", "터널이 Global Accelerator를 통해 가까운 엣지에서 AWS로 들어갑니다. Transit Gateway에서만 사용할 수 있습니다.").when(on_transit);

/// A connection ends at a Transit Gateway where the plan names one, also where its id is known only after apply.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.has("transit_gateway_id") || resource.references("transit_gateway_id") > 0 {
        draft.set(&GATEWAY, "transit_gateway");
    }
}

fn on_transit(item: &Item<'_>) -> bool {
    item.text(&GATEWAY) == "transit_gateway"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::TUNNELS.count(item.number(&TUNNELS), language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("VPN connection hours", "VPN 연결 시간"),
        Amount::hours(1.0, units::CONNECTIONS, cx.hours),
        Query::new("vpn", "site_to_site_connection_hour"),
    );
    if on_transit(&cx.item) {
        transit::bill_attachments(cx, bill, 1.0, "vpn");
        transit::bill_data(cx, bill, "vpn");
        if cx.item.flag(&ACCELERATED) {
            bill.charge(
                "acceleration",
                both("Accelerated VPN", "VPN 가속"),
                Amount::hours(1.0, units::CONNECTIONS, cx.hours),
                Query::new("vpn", "accelerated_connection_hour"),
            )
            .or_user_price(&cx.item);
        }
    }
}
/// AWS Site-to-Site VPN connection.
pub static KIND: Kind = Kind {
    name: "vpn_connection",
    title: both(
        "AWS Site-to-Site VPN connection",
        "AWS Site-to-Site VPN 연결",
    ),
    short: both("Site-to-Site", "Site-to-Site"),
    doc: both(
        "Two encrypted tunnels between a VPC or Transit Gateway and a network outside AWS. Billed by the hour; what leaves AWS is billed as internet egress.",
        "VPC 또는 Transit Gateway와 AWS 밖의 네트워크를 잇는 암호화 터널 두 개입니다. 시간당 과금되며 AWS에서 나가는 데이터는 인터넷 송신으로 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS VPN",
    spend: Spend::Networking,
    glyph: glyph::LOCK_SIMPLE,
    monogram: "VPN",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_vpn_connection"],
    imports: &[Import::of("aws_vpn_connection")
        .usage(&[("monthly_data_processed_gb", &through::DATA)])
        .read(read)],
    cloudformation: &["AWS::EC2::VPNConnection"],
    drawio: "site_to_site_vpn",
    keywords: &[
        "vpn",
        "ipsec",
        "tunnel",
        "on-premises",
        "site-to-site",
        "터널",
        "온프레미스",
    ],
    properties: &[
        &GATEWAY,
        &through::DATA,
        &ACCELERATED,
        &user_price::PRICE,
        &user_price::SOURCE,
        &TUNNELS,
        &STATIC,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_transit_gateway_adds_its_attachment() {
        let bench = Bench::new("vpn_connection").with("data_processed_gb", 100.0);
        assert_eq!(
            bench.lines().query("hours"),
            "vpn site_to_site_connection_hour"
        );
        // 730 h × $0.05 = $36.50; the GB are billed as egress on the connections.
        near(bench.lines().total(), 36.5);
        let hub = bench.with("gateway", "transit_gateway");
        // 730 h × $0.07 = $51.10; 100 GB × $0.02 = $2.
        near(hub.lines().usd("attachments"), 51.1);
        near(hub.lines().usd("data"), 2.0);
        assert_eq!(
            hub.with("enable_acceleration", true).lines().missing(),
            ["acceleration"]
        );
    }
}
