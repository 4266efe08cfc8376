//! AWS IoT Core: minutes of connection, messages, shadow and registry operations.
//!
//! Semantics: AWS IoT Core pricing page: messages in pieces of 5 KB, published and delivered; connectivity by the minute and
//! device; shadow and registry operations in pieces of 1 KB.

use super::chunks;
use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MINUTES_PER_HOUR: f64 = 60.0;

/// Devices.
pub static DEVICES: Property = Property::count(
    "connected_devices",
    both("Connected devices", "연결된 디바이스"),
    units::DEVICES,
    1000.0,
    0.0,
    1e9,
)
.doc(
    "Devices that keep a connection on average over the month.",
    "한 달 동안 평균적으로 연결을 유지하는 디바이스 수입니다.",
);

/// Messages.
pub static MESSAGES: Property = Property::usage(
    "messages",
    both("Messages", "메시지"),
    units::MESSAGES,
)
.doc(
    "Messages published and delivered in a month, in pieces of 5 KB. Derived from the connections in and out.",
    "월 게시·전달 메시지(5KB 단위)입니다. 들어오고 나가는 연결에서 계산합니다.",
);

/// Shadow and registry.
pub static OPERATIONS: Property = Property::usage(
    "shadow_operations",
    both("Shadow operations", "섀도 작업"),
    units::OPERATIONS,
)
.doc(
    "Operations on device shadows and the registry in a month, in pieces of 1 KB. Nothing derives it.",
    "월 디바이스 섀도와 레지스트리 작업(1KB 단위)입니다. 직접 입력합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let devices = item.number(&DEVICES);
    let count = number::compact(devices, language);
    format!("{count} {}", units::DEVICES.after(devices, language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "connectivity",
        both("Connectivity", "연결"),
        Amount::product(
            units::MINUTES,
            &[
                (item.number(&DEVICES), units::DEVICES),
                (cx.hours, units::HOURS),
                (MINUTES_PER_HOUR, units::MINUTES),
            ],
        ),
        Query::new("iot_core", "connectivity_minutes"),
    );
    let flows = cx.flows.incoming.iter().chain(cx.flows.outgoing);
    let derived = flows
        .map(|flow| flow.requests * chunks(flow.request_kb))
        .sum();
    let messages = cx.usage(&MESSAGES, derived);
    bill.usage(
        "messages",
        both("Messages", "메시지"),
        messages,
        units::MESSAGES,
        Query::new("iot_core", "messages"),
    );
    let operations = cx.usage(&OPERATIONS, 0.0);
    if operations.value > 0.0 {
        bill.usage(
            "shadow",
            both("Shadow and registry", "섀도와 레지스트리"),
            operations,
            units::OPERATIONS,
            Query::new("iot_core", "device_shadow_and_registry"),
        );
    }
}

/// IoT Core.
pub static KIND: Kind = Kind {
    name: "iot_core",
    title: both("AWS IoT Core", "AWS IoT Core"),
    short: both("IoT Core", "IoT Core"),
    doc: both(
        "Message broker of devices over MQTT and HTTP. One pays for minutes of connection and for messages of 5 KB.",
        "MQTT와 HTTP로 디바이스의 메시지를 중계합니다. 연결 분과 5KB 메시지마다 요금을 냅니다.",
    ),
    category: Category::Iot,
    service: "AWS IoT Core",
    spend: Spend::Messaging,
    glyph: glyph::CIRCUITRY,
    monogram: "IOT",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_iot_thing"],
    cloudformation: &["AWS::IoT::Thing"],
    drawio: "iot_core",
    keywords: &["mqtt", "device", "sensor", "telemetry", "디바이스", "센서"],
    endpoint_service: "iot.data",
    port: Some(8883),
    properties: &[&DEVICES, &MESSAGES, &OPERATIONS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn connections_and_messages() {
        let lines = Bench::new("iot_core")
            .incoming("iot_device", 1e8, 1.0, 0.0)
            .lines();
        // Seoul: 1,000 devices x 43,800 min x 0.000000096 $; 100 M x 0.0000012 $.
        near(lines.usd("connectivity"), 4.204_8);
        near(lines.usd("messages"), 120.0);
    }

    #[test]
    fn messages_count_by_5_kb_and_get_cheaper() {
        let of = |kb: f64| {
            Bench::new("iot_core")
                .incoming("iot_device", 1e9, kb, 0.0)
                .lines()
        };
        // 12 KB are three pieces: 1 G x 0.0000012 $ and 2 G x 0.00000096 $.
        near(of(12.0).quantity("messages"), 3e9);
        near(of(12.0).usd("messages"), 3_120.0);
    }
}
