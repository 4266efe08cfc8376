//! Amazon API Gateway WebSocket APIs: messages in units of 32 KB, and minutes that clients are connected.
//!
//! Semantics: Amazon API Gateway pricing page. A message has at most 128 KB, in frames of 32 KB; a connection lasts at most 2 h
//! (service-facts: API Gateway limits).

use super::api_gateway;
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Messages.
pub static MESSAGES: Property = Property::usage("messages", both("Messages", "메시지"), units::MESSAGES).doc("Messages in both directions in the month. Derived: the requests of incoming and event connections.", "한 달 동안 양방향 메시지 수입니다. 들어오고 나가는 연결의 요청 수로 계산합니다.");

/// Size of a message: at most 128 KB (service-facts: API Gateway limit).
pub static SIZE: Property = Property::optional(
    "message_size_kb",
    both("Message size", "메시지 크기"),
    units::KB,
    0.0,
    128.0,
)
.doc(
    "Average size of a message, metered in steps of 32 KB; that of the connections if empty.",
    "메시지의 평균 크기로 32KB 단위로 계량합니다. 비워 두면 연결의 크기를 따릅니다.",
);

/// Connection minutes.
pub static MINUTES: Property = Property::usage(
    "connection_minutes",
    both("Connection minutes", "연결 분"),
    units::CONNECTION_MINUTES,
)
.doc(
    "Minutes that clients are connected, over all clients. Not derived from traffic.",
    "모든 클라이언트의 연결 시간(분) 합계입니다. 트래픽에서 계산하지 않습니다.",
);

fn is_websocket(resource: &Resource<'_>) -> bool {
    resource.text("protocol_type") == Some("WEBSOCKET")
}

/// KB in one metered message.
const STEP_KB: f64 = 32.0;

/// Metered messages for one message of that size.
fn steps(kb: f64) -> f64 {
    (kb / STEP_KB).ceil().max(1.0)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let (mut messages, mut metered) = (0.0, 0.0);
    for flow in &cx.flows.incoming {
        messages += flow.requests;
        metered += flow.requests * steps(flow.request_kb);
    }
    let usage = cx.usage(&MESSAGES, messages);
    let each = match cx.item.typed(&SIZE) {
        Some(kb) => steps(kb),
        None if messages > 0.0 => metered / messages,
        None => 1.0,
    };
    let amount = Amount::product(
        units::MESSAGES,
        &[(usage.value, units::MESSAGES), (each, units::NONE)],
    )
    .because(both("units of 32 KB", "32KB 단위"));
    bill.charge(
        "messages",
        MESSAGES.title,
        amount,
        Query::new("api_gateway", "websocket_message"),
    )
    .from(usage.source);
    bill.usage(
        "connection_minutes",
        MINUTES.title,
        cx.usage(&MINUTES, 0.0),
        units::CONNECTION_MINUTES,
        Query::new("api_gateway", "websocket_connection_minute"),
    );
    access_logs::bill(cx, bill, &api_gateway::LOGS, usage.value);
}
/// Amazon API Gateway WebSocket API.
pub static KIND: Kind = Kind {
    name: "api_gateway_websocket",
    title: both(
        "Amazon API Gateway WebSocket API",
        "Amazon API Gateway WebSocket API",
    ),
    short: both("WebSocket API", "WebSocket API"),
    doc: both(
        "Keeps connections to clients open and passes messages both ways. Billed by the message and by the minute of connection.",
        "클라이언트와의 연결을 유지하며 양방향으로 메시지를 전달합니다. 메시지 수와 연결 시간(분)에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon API Gateway",
    spend: Spend::Networking,
    glyph: glyph::CHATS,
    monogram: "WS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_apigatewayv2_api"],
    imports: &[Import::of("aws_apigatewayv2_api")
        .accepts(is_websocket)
        .usage(&[
            ("monthly_messages", &MESSAGES),
            ("message_size_kb", &SIZE),
            ("monthly_connection_mins", &MINUTES),
        ])],
    cloudformation: &["AWS::ApiGatewayV2::Api"],
    drawio: "api_gateway",
    keywords: &["websocket", "chat", "realtime", "push", "실시간", "채팅"],
    endpoint_service: "execute-api",
    port: Some(443),
    properties: &[
        &MESSAGES,
        &SIZE,
        &MINUTES,
        &api_gateway::AUTHORIZER,
        &api_gateway::THROTTLE,
        &api_gateway::THROTTLE_BURST,
        &api_gateway::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::API_ENTRY,
        &access_logs::RETENTION,
    ],
    key_fact: api_gateway::key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn messages_of_more_than_32_kb_count_more_than_once() {
        let bench = Bench::new("api_gateway_websocket")
            .incoming("users", 1e6, 33.0, 1.0)
            .with("connection_minutes", 1e7);
        assert_eq!(
            bench.lines().query("messages"),
            "api_gateway websocket_message"
        );
        // 2,000,000 × $0.00000114 = $2.28; 10,000,000 min × $0.000000285 = $2.85.
        near(bench.lines().usd("messages"), 2.28);
        near(bench.lines().usd("connection_minutes"), 2.85);
        // 1,000 M × $1.14 + 500 M × $0.94 = $1,610.
        let typed = bench
            .with("messages", 1.5e9)
            .with("message_size_kb", 32.0)
            .lines();
        near(typed.usd("messages"), 1610.0);
    }
}
