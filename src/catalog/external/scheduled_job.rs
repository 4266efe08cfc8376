//! A schedule outside AWS that starts requests.

use crate::catalog::external::demand_fact;
use crate::catalog::{Category, Kind, Network, Scope};
use crate::glyph;
use crate::text::both;

/// Scheduled job.
pub static KIND: Kind = Kind {
    name: "scheduled_job",
    title: both("Scheduled job", "예약 작업"),
    short: both("Schedule", "예약 작업"),
    doc: both(
        "A timer, crawler or partner system that starts requests at set times. Give it demand; nothing is paid for it.",
        "정해진 시간에 요청을 시작하는 타이머, 크롤러, 제휴 시스템입니다. 수요를 입력하며 비용은 없습니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    glyph: glyph::CLOCK,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "",
    keywords: &["cron", "timer", "batch", "배치"],
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
