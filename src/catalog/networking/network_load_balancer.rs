//! Network Load Balancer: hours, capacity units by protocol, public addresses.
//!
//! Semantics: Elastic Load Balancing pricing page. A capacity unit (NLCU) holds for TCP 800 new connections a second,
//! 100,000 active ones and 1 GB an hour; for UDP 400 and 50,000 flows; for TLS 50 and 3,000 connections (service-facts
//! rows "NLB,billing"). Transfer to targets in other zones is billed on the connection when cross-zone balancing is on.

use super::application_load_balancer::read;
use super::capacity;
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// GB an hour in an NLCU.
const GB: f64 = 1.0;

const PROTOCOLS: &[Choice] = &[
    choice("TCP", "TCP"),
    choice("UDP", "UDP"),
    choice("TLS", "TLS"),
];

/// Protocol of the listener.
pub static PROTOCOL: Property =
    Property::choice("protocol", both("Protocol", "프로토콜"), "TCP", PROTOCOLS).doc(
        "Decides how many connections a capacity unit holds. TLS ends at the load balancer.",
        "용량 단위 하나가 처리하는 연결 수를 결정합니다. TLS는 로드 밸런서에서 종료됩니다.",
    );

/// Whether nobody on the way may read the requests.
pub static END_TO_END: Property = Property::flag(
    "end_to_end_encryption",
    both("End-to-end encryption", "종단 간 암호화"),
    false,
)
.doc(
    "Requests must stay encrypted from the client to the server, past the load balancer.",
    "요청이 클라이언트에서 서버까지 로드 밸런서를 지나는 동안에도 암호화되어 있어야 합니다.",
)
.secondary();

/// Oldest TLS version, where TLS ends at the load balancer.
pub static TLS: Property = capacity::TLS.when(|item| item.text(&PROTOCOL) == "TLS");

fn is_network(resource: &Resource<'_>) -> bool {
    resource.text("load_balancer_type") == Some("network")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Load balancer hours", "로드 밸런서 시간"),
        Amount::hours(1.0, units::LOAD_BALANCERS, cx.hours),
        Query::new("elb", "load_balancer_hour").with("type", "nlb"),
    );
    let (fresh, open) = match cx.item.text(&PROTOCOL) {
        "UDP" => (400.0, 50_000.0),
        "TLS" => (50.0, 3000.0),
        _ => (800.0, 100_000.0),
    };
    let dimensions = capacity::flow_dimensions(cx, fresh, open, GB);
    let (amount, source) = capacity::amount(cx, &dimensions);
    bill.charge(
        "capacity",
        both("Capacity units (NLCU)", "용량 단위(NLCU)"),
        amount,
        Query::new("elb", "lcu_hour").with("type", "nlb"),
    )
    .from(source);
    capacity::bill_addresses(cx, bill);
    // Only TLS listeners write entries, one for each connection (user guide, "access logs").
    let logged = if cx.item.text(&PROTOCOL) == "TLS" {
        cx.flows.requests() / cx.item.number(&capacity::REQUESTS_PER_CONNECTION)
    } else {
        0.0
    };
    access_logs::bill(cx, bill, &LOGS, logged);
}

/// Its access logs.
const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::NETWORK_ENTRY,
    target: access_logs::Target::PackedBucket,
    unit: units::CONNECTIONS,
};

/// Network Load Balancer.
pub static KIND: Kind = Kind {
    name: "network_load_balancer",
    title: both("Network Load Balancer", "Network Load Balancer"),
    short: both("NLB", "NLB"),
    doc: both(
        "Shares TCP, UDP and TLS connections out at low latency, with fixed addresses. Billed by the hour and by \
         capacity units; it cannot carry a web ACL.",
        "TCP, UDP, TLS 연결을 고정 주소와 짧은 지연 시간으로 분배합니다. 시간과 용량 단위에 따라 과금되며 웹 ACL을 연결할 수 없습니다.",
    ),
    category: Category::Networking,
    service: "Elastic Load Balancing",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_MERGE,
    monogram: "NLB",
    scope: Scope::Vpc,
    network: Network::NetworkLoadBalancer,
    terraform: &["aws_lb", "aws_alb"],
    imports: &[
        Import::of("aws_lb").accepts(is_network).read(read),
        Import::of("aws_alb").accepts(is_network).read(read),
    ],
    drawio: "network_load_balancer",
    keywords: &[
        "nlb",
        "elb",
        "load balancer",
        "layer 4",
        "tcp",
        "로드 밸런서",
        "부하 분산",
    ],
    port: Some(443),
    balances: true,
    properties: &[
        &capacity::SCHEME,
        &PROTOCOL,
        &capacity::ZONES,
        &capacity::PUBLIC_ADDRESSES,
        &capacity::CROSS_ZONE,
        &capacity::REQUESTS_PER_CONNECTION,
        &capacity::CONNECTION_SECONDS,
        &capacity::CAPACITY_UNITS,
        &TLS,
        &capacity::HEALTH_CHECK,
        &capacity::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::NETWORK_ENTRY,
        &access_logs::RETENTION,
        &capacity::DELETION_PROTECTION,
        &END_TO_END,
        &capacity::DEREGISTRATION_DELAY,
    ],
    key_fact: capacity::key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_protocol_has_its_own_units() {
        // 1,000 requests a second, one on each connection of 1 s: 1,000 new and 1,000 open.
        let bench = |protocol: &str| {
            Bench::new("network_load_balancer")
                .with("protocol", protocol)
                .with("requests_per_connection", 1.0)
                .with("connection_seconds", 1.0)
                .incoming("users", 2_628_000_000.0, 0.001, 0.001)
                .lines()
        };
        let tcp = bench("TCP");
        assert_eq!(tcp.query("hours"), "elb load_balancer_hour type=nlb");
        assert_eq!(tcp.query("capacity"), "elb lcu_hour type=nlb");
        // 730 h × $0.0225 = $16.425.
        near(tcp.usd("hours"), 16.425);
        // 2,628,000,000 × 0.002 KB / 1,048,576 / 730 = 0.0069 GB/h; 1,000 / 800 = 1.25 units × 730 h × $0.006 = $5.475.
        near(tcp.usd("capacity"), 5.475);
        // 1,000 / 400 = 2.5 and 1,000 / 50 = 20 units.
        near(bench("UDP").quantity("capacity"), 2.5 * 730.0);
        near(bench("TLS").quantity("capacity"), 20.0 * 730.0);
        // Two zones: 2 × 730 h × $0.005 = $7.30.
        near(tcp.usd("public_ipv4"), 7.3);
    }
}
