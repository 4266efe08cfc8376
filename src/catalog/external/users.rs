//! Users with a browser: where demand starts.

use crate::catalog::external::demand_fact;
use crate::catalog::workload;
use crate::catalog::{Category, Kind, Network, Scope};
use crate::glyph;
use crate::text::both;

/// Users.
pub static KIND: Kind = Kind {
    name: "users",
    title: both("Users", "사용자"),
    short: both("Users", "사용자"),
    doc: both(
        "People who use the system with a browser. Their demand starts the traffic; nothing is paid for them.",
        "브라우저로 시스템을 사용하는 사람들입니다. 이들의 수요에서 트래픽이 시작되며 비용은 없습니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    glyph: glyph::USERS,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "users",
    keywords: &["browser", "web", "visitor", "customer", "브라우저", "고객"],
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
