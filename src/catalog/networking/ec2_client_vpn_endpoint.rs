//! AWS Client VPN endpoints: hours that clients are connected.
//!
//! Semantics: AWS VPN pricing page, "AWS Client VPN": by the hour for each associated subnet (an item of its own) and for each active
//! client connection.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Clients connected on average; an endpoint takes at most 20,000 (service-facts: Client VPN quota).
pub static CLIENTS: Property = Property::number("clients", both("Connected clients", "연결된 클라이언트"), units::CLIENTS, 1.0, 0.0, 20_000.0).doc("Clients that are connected on average over the month: 50 people for 8 of 24 hours on 22 of 30 days are 12.2.", "한 달 평균으로 연결된 클라이언트 수입니다. 50명이 한 달 30일 중 22일, 하루 8시간 연결하면 12.2입니다.");

/// Split tunnel.
pub static SPLIT: Property =
    Property::flag("split_tunnel", both("Split tunnel", "분할 터널"), false)
        .doc(
            "Only traffic for AWS goes through the tunnel; the rest goes to the internet directly.",
            "AWS로 가는 트래픽만 터널을 지나고 나머지는 인터넷으로 직접 나갑니다.",
        )
        .secondary();

/// Authentication.
pub static AUTHENTICATION: Property = Property::choice(
    "authentication",
    both("Authentication", "인증"),
    "certificate-authentication",
    &[
        choice_in("certificate-authentication", "Certificate", "인증서"),
        choice_in(
            "directory-service-authentication",
            "Active Directory",
            "Active Directory",
        ),
        choice_in(
            "federated-authentication",
            "Single sign-on (SAML)",
            "통합 로그인(SAML)",
        ),
    ],
)
.doc(
    "How clients prove who they are.",
    "클라이언트를 인증하는 방법입니다.",
)
.secondary();

/// Connection logs.
pub static LOGS: Property = Property::flag(
    "connection_logs",
    both("Connection logs", "연결 로그"),
    false,
)
.doc(
    "Connections are logged to CloudWatch Logs; draw that to bill it.",
    "연결을 CloudWatch Logs에 기록합니다. 해당 컴포넌트를 그리면 비용에 포함됩니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    units::CLIENTS.count(item.number(&CLIENTS), language)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "connections",
        both("Client connection hours", "클라이언트 연결 시간"),
        Amount::hours(cx.item.number(&CLIENTS), units::CLIENTS, cx.hours),
        Query::new("vpn", "client_vpn_connection_hour"),
    );
}
/// AWS Client VPN endpoint.
pub static KIND: Kind = Kind {
    name: "ec2_client_vpn_endpoint",
    title: both("AWS Client VPN endpoint", "AWS Client VPN 엔드포인트"),
    short: both("Client VPN", "Client VPN"),
    doc: both(
        "Where people reach the VPC over an encrypted tunnel from their own computers. Billed by the hour for each connected client and each associated subnet.",
        "사용자가 자신의 컴퓨터에서 암호화 터널로 VPC에 접속하는 지점입니다. 연결된 클라이언트와 연결된 서브넷마다 시간당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS VPN",
    spend: Spend::Networking,
    glyph: glyph::LAPTOP,
    monogram: "CVPN",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_ec2_client_vpn_endpoint"],
    imports: &[Import::of("aws_ec2_client_vpn_endpoint").attributes(&[
        ("authentication_options.type", &AUTHENTICATION),
        ("connection_log_options.enabled", &LOGS),
    ])],
    cloudformation: &["AWS::EC2::ClientVpnEndpoint"],
    drawio: "client_vpn",
    keywords: &[
        "vpn",
        "openvpn",
        "remote access",
        "admin",
        "원격 접속",
        "관리자",
    ],
    port: Some(443),
    properties: &[&CLIENTS, &AUTHENTICATION, &SPLIT, &LOGS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn clients_are_billed_while_they_are_connected() {
        let bench = Bench::new("ec2_client_vpn_endpoint");
        assert_eq!(
            bench.lines().query("connections"),
            "vpn client_vpn_connection_hour"
        );
        // 730 h × $0.05 = $36.50; 12.5 clients × 730 h × $0.05 = $456.25.
        near(bench.lines().total(), 36.5);
        near(bench.with("clients", 12.5).lines().total(), 456.25);
        near(
            Bench::new("ec2_client_vpn_endpoint")
                .with("clients", 0.0)
                .lines()
                .total(),
            0.0,
        );
    }
}
