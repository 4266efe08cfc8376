//! A server in a data centre or office.

use crate::catalog::amount::units;
use crate::catalog::external::demand_fact;
use crate::catalog::{Category, Kind, Network, Property, Scope};
use crate::glyph;
use crate::text::both;

/// Servers that share the work.
pub static COUNT: Property = Property::count(
    "servers",
    both("Servers", "서버"),
    units::INSTANCES,
    1.0,
    1.0,
    100_000.0,
)
.doc(
    "How many equal servers the component stands for.",
    "구성 요소가 나타내는 같은 서버의 수입니다.",
)
.secondary();

/// On-premises server.
pub static KIND: Kind = Kind {
    name: "on_premises_server",
    title: both("On-premises server", "온프레미스 서버"),
    short: both("On-premises", "온프레미스"),
    doc: both(
        "A server in your own data centre or office. It may start requests (give it demand) or answer them; AWS bills only what leaves AWS towards it.",
        "자체 데이터 센터나 사무실의 서버입니다. 요청을 시작하거나(수요 입력) 응답할 수 있으며, AWS에서 이 서버로 나가는 전송만 과금됩니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    glyph: glyph::DESKTOP_TOWER,
    scope: Scope::External,
    network: Network::OnPremises,
    drawio: "traditional_server",
    keywords: &[
        "data centre",
        "data center",
        "office",
        "hosting",
        "IDC",
        "데이터 센터",
    ],
    is_entry: true,
    properties: &[&COUNT],
    instances: |item| item.number(&COUNT),
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
