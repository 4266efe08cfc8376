//! AWS Direct Connect connections: hours of the port, and GB out.
//!
//! Semantics: AWS Direct Connect pricing page. Ports of a location cost the same for every Region that uses them; transfer out is billed
//! by the pair of Region and location (that of the drawing here, of other Regions on virtual interfaces of their own); transfer in is free.

use super::{dx_location, dx_private_virtual_interface};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Charge, Item, Kind, Network, Problem, Property, Scope, Spend, Usage,
    UsageSource, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Catalogue;
use crate::text::{both, number};
use crate::units::Gigabytes;

/// Type.
pub static TYPE: Property = Property::choice(
    "connection_type",
    both("Type", "유형"),
    "dedicated",
    &[
        choice_in("dedicated", "Dedicated", "전용"),
        choice_in("hosted", "Hosted by a partner", "파트너 호스팅"),
    ],
)
.doc(
    "A port of your own, or a share of a partner's port.",
    "직접 소유한 포트 또는 파트너 포트의 일부입니다.",
);

/// Bandwidth.
pub static BANDWIDTH: Property = Property::choice(
    "bandwidth",
    both("Bandwidth", "대역폭"),
    "1Gbps",
    &[
        choice("50Mbps", "50 Mbps"),
        choice("100Mbps", "100 Mbps"),
        choice("200Mbps", "200 Mbps"),
        choice("300Mbps", "300 Mbps"),
        choice("400Mbps", "400 Mbps"),
        choice("500Mbps", "500 Mbps"),
        choice("1Gbps", "1 Gbps"),
        choice("2Gbps", "2 Gbps"),
        choice("5Gbps", "5 Gbps"),
        choice("10Gbps", "10 Gbps"),
        choice("25Gbps", "25 Gbps"),
        choice("100Gbps", "100 Gbps"),
        choice("400Gbps", "400 Gbps"),
    ],
)
.doc(
    "Speed of the port. Dedicated ports start at 1 Gbps.",
    "포트의 속도입니다. 전용 포트는 1Gbps부터입니다.",
);

/// Connections.
pub static CONNECTIONS: Property = Property::count(
    "connections",
    both("Connections", "연결"),
    units::CONNECTIONS,
    1.0,
    1.0,
    100.0,
)
.doc(
    "Equal connections that the component stands for. A single line is a single point of failure.",
    "이 컴포넌트가 나타내는 동일한 연결의 수입니다. 회선이 하나뿐이면 단일 장애점입니다.",
);

/// Locations.
pub static LOCATIONS: Property = Property::count(
    "locations",
    both("Locations", "위치 수"),
    units::NONE,
    1.0,
    1.0,
    10.0,
)
.doc(
    "Different locations that the connections end at.",
    "연결이 끝나는 서로 다른 위치의 수입니다.",
)
.secondary();

/// MACsec.
pub static MACSEC: Property = Property::flag("request_macsec", both("MACsec", "MACsec"), false).doc("The line is encrypted between your router and AWS; dedicated ports of 10 Gbps and more only.", "고객 라우터와 AWS 사이의 회선을 암호화합니다. 10Gbps 이상의 전용 포트에서만 사용할 수 있습니다.").secondary();

/// A share of a partner's port; where the port is, the plan does not say.
fn read_hosted(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&TYPE, "hosted");
    draft.set(&dx_location::LOCATION, dx_location::of_code(""));
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&CONNECTIONS)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&BANDWIDTH))
}

/// Speeds below 1 Gbps and of 2 and 5 Gbps are partners' only.
fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    user_price::ask_for_source(item, problems);
    let bandwidth = item.text(&BANDWIDTH);
    let own = matches!(bandwidth, "1Gbps" | "10Gbps" | "100Gbps" | "400Gbps");
    if item.text(&TYPE) == "dedicated" && !own {
        problems.push(Problem::of(
            &BANDWIDTH,
            "dedicated ports have 1, 10, 100 or 400 Gbps: choose one or a hosted connection",
            "전용 포트는 1, 10, 100, 400Gbps입니다. 그중에서 고르거나 호스팅 연결을 선택하세요",
        ));
    }
    if item.flag(&MACSEC) && (item.text(&TYPE) == "hosted" || bandwidth == "1Gbps") {
        problems.push(Problem::of(
            &MACSEC,
            "MACsec needs a dedicated port of 10 Gbps or more",
            "MACsec에는 10Gbps 이상의 전용 포트가 필요합니다",
        ));
    }
}

/// Usage gives GB by Region (`us_east_1`); those of the connection's own Region are its own, those of others stand on
/// virtual interfaces. A Region that AWS does not have is skipped, with a note. An older key without Region counts where the
/// newer one is not given.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let location = dx_location::of_code(resource.text("location").unwrap_or_default());
    draft.set(&dx_location::LOCATION, location);
    let by_region = "monthly_outbound_from_region_to_dx_connection_location";
    if resource.usage().value(by_region).is_none() {
        draft.copy_usage(
            resource,
            "monthly_outbound_region_to_dx_location_gb",
            &dx_location::DATA_OUT,
        );
        return;
    }
    for (key, _) in resource.usage().entries(by_region) {
        let region = key.replace('_', "-");
        let usage = format!("{by_region}.{key}");
        if region == resource.region() {
            draft.copy_usage(resource, &usage, &dx_location::DATA_OUT);
        } else if Catalogue::embedded().region(&region).is_some() {
            let part = draft.part(
                &dx_private_virtual_interface::KIND,
                format!("from {region}"),
            );
            part.set(&dx_location::LOCATION, location);
            part.set(&dx_private_virtual_interface::REGION, region.as_str());
            part.copy_usage(resource, &usage, &dx_location::DATA_OUT);
        } else {
            draft.note(format!("`{usage}`: unknown Region `{region}`, left out"));
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let (query, region) =
        dx_location::port(item, item.text(&BANDWIDTH), item.text(&TYPE) == "hosted");
    let port = bill
        .charge(
            "port",
            both("Port hours", "포트 시간"),
            Amount::hours(item.instances(), units::PORTS, cx.hours),
            query,
        )
        .or_user(item, &PORT_PRICE, 1.0);
    if let Some(region) = region {
        port.in_region(region);
    }
    if dx_location::leaving(cx).value > 0.0 {
        dx_location::bill_data(cx, bill, item.region());
    }
}

/// The charge for GB that leave AWS in `region` over a line: its location decides the price.
pub fn transfer_out(line: &Item<'_>, gb: Gigabytes, region: &str) -> Charge {
    let mut bill = Bill::default();
    let gb = Usage {
        value: gb.0,
        source: UsageSource::Derived,
    };
    let charge = dx_location::charge_data(line, gb, &mut bill, region);
    charge.key = "direct_connect";
    charge.clone()
}

/// Price of an hour of a port where the catalogue has none.
pub static PORT_PRICE: Property = user_price::price(
    "port_price_usd",
    both("Own price of the port", "직접 입력한 포트 요금"),
    units::USD_PER_HOUR,
)
.when(has_no_port_price);

fn has_no_port_price(item: &Item<'_>) -> bool {
    dx_location::port(item, item.text(&BANDWIDTH), item.text(&TYPE) == "hosted")
        .1
        .is_none()
}

/// AWS Direct Connect connection.
pub static KIND: Kind = Kind {
    name: "dx_connection",
    title: both("AWS Direct Connect connection", "AWS Direct Connect 연결"),
    short: both("Direct Connect", "Direct Connect"),
    doc: both(
        "Private line between your network and AWS. Billed by the hour for the port and for each GB that leaves AWS, by Region and location.",
        "고객 네트워크와 AWS를 잇는 전용 회선입니다. 포트 시간과, AWS에서 나가는 GB마다 리전과 위치에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Direct Connect",
    spend: Spend::Networking,
    glyph: glyph::PLUGS_CONNECTED,
    monogram: "DX",
    scope: Scope::Regional,
    network: Network::PrivateLine,
    terraform: &["aws_dx_connection", "aws_dx_hosted_connection"],
    imports: &[
        Import::of("aws_dx_connection")
            .usage(&[("dx_connection_type", &TYPE)])
            .read(read),
        Import::of("aws_dx_hosted_connection").read(read_hosted),
    ],
    cloudformation: &["AWS::DirectConnect::Connection"],
    drawio: "direct_connect",
    keywords: &[
        "dx",
        "private line",
        "leased line",
        "on-premises",
        "전용선",
        "온프레미스",
    ],
    properties: &[
        &dx_location::LOCATION,
        &TYPE,
        &BANDWIDTH,
        &CONNECTIONS,
        &dx_location::DATA_OUT,
        &PORT_PRICE,
        &user_price::PRICE,
        &user_price::SOURCE,
        &LOCATIONS,
        &MACSEC,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_port_in_seoul() {
        let bench = Bench::new("dx_connection");
        assert_eq!(
            bench.lines().query("port"),
            "direct_connect direct_connect_1g_kinx_gasan_seoul_kor"
        );
        // 730 h × $0.30 = $219; two of them $438.
        near(bench.lines().total(), 219.0);
        near(bench.with("connections", 2.0).lines().total(), 438.0);
    }

    #[test]
    fn the_answers_to_your_network_are_billed() {
        // 1,048,576 requests of 10 KB, answered with 90 KB: 90 GB leave AWS over the line, in both drawn connections.
        let lines = Bench::new("dx_connection")
            .with("location", "Equinix TY2 TY6 & TY7")
            .incoming("on_premises_server", 1_048_576.0, 10.0, 90.0)
            .outgoing("instance", 1_048_576.0, 10.0, 90.0)
            .lines();
        near(lines.quantity("data_out"), 90.0);
        // From Seoul to Tokyo 90 × $0.042 = $3.78; a port in Tokyo 730 h × $0.285 = $208.05.
        near(lines.usd("data_out"), 3.78);
        near(lines.usd("port"), 208.05);
    }

    #[test]
    fn ports_without_a_price_are_missing() {
        let bench = Bench::new("dx_connection").with("bandwidth", "100Gbps");
        assert_eq!(bench.lines().missing(), ["port"]);
        near(bench.with("port_price_usd", 20.0).lines().total(), 14_600.0);
        let slow = Bench::new("dx_connection").with("bandwidth", "50Mbps");
        assert_eq!(slow.problems().len(), 1);
        // 730 h × $0.03 = $21.90.
        near(slow.with("connection_type", "hosted").lines().total(), 21.9);
    }
}
