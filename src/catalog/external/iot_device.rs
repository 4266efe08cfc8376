//! Devices that send readings: where demand starts.

use crate::catalog::external::demand_fact;
use crate::catalog::{Category, Kind, Network, Scope};
use crate::glyph;
use crate::text::both;

/// IoT device.
pub static KIND: Kind = Kind {
    name: "iot_device",
    title: both("IoT device", "IoT 디바이스"),
    short: both("IoT device", "IoT 디바이스"),
    doc: both(
        "Devices and sensors that send readings over the internet. Their demand starts the traffic; nothing is paid for them.",
        "인터넷으로 측정값을 보내는 디바이스와 센서입니다. 이들의 수요에서 트래픽이 시작되며 비용은 없습니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    glyph: glyph::CIRCUITRY,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "iot_thing_generic",
    keywords: &["sensor", "thing", "telemetry", "센서"],
    is_entry: true,
    key_fact: demand_fact,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::external::testing::costs_nothing;

    #[test]
    fn it_is_an_entry_and_costs_nothing_itself() {
        costs_nothing(&super::KIND);
        assert!(super::KIND.is_entry);
    }
}
