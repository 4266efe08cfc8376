//! Users of a mobile app: where demand starts.

use crate::catalog::external::demand_fact;
use crate::catalog::workload;
use crate::catalog::{Category, Kind, Network, Scope};
use crate::glyph;
use crate::text::both;

/// Mobile app.
pub static KIND: Kind = Kind {
    name: "mobile_app",
    title: both("Mobile app", "모바일 앱"),
    short: both("Mobile app", "모바일 앱"),
    doc: both(
        "People who use the system with an app on their phones. Their demand starts the traffic; nothing is paid for them.",
        "휴대전화 앱으로 시스템을 사용하는 사람들입니다. 이들의 수요에서 트래픽이 시작되며 비용은 없습니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    glyph: glyph::DEVICE_MOBILE,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "mobile_client",
    keywords: &["phone", "ios", "android", "휴대전화"],
    is_entry: true,
    properties: &[
        &workload::LOCATION,
        &workload::SURGE,
        &workload::DATA_REGIONS,
    ],
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
