//! A security information and event management system (SIEM) of another company, billed by the GB that it takes in
//! at a price that the user types.

use super::external_log_store::{INGESTED, PRICE, bill};
use super::{PRICE_SOURCE, outside_fact};
use crate::catalog::{Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// Whether somebody answers its alerts at all hours.
pub static WATCHED: Property = Property::flag(
    "watched_around_the_clock",
    both("Watched around the clock", "24시간 관제"),
    false,
)
.doc(
    "Somebody answers its alerts at all hours.",
    "담당자가 24시간 경보에 대응합니다.",
)
.secondary();

/// External SIEM.
pub static KIND: Kind = Kind {
    name: "external_siem",
    title: both("External SIEM", "외부 SIEM"),
    short: both("SIEM", "SIEM"),
    doc: both(
        "Security logs and findings kept and judged with another company. AWS bills the \
         transfer to it; the vendor bills by GB at the price that you type, with its source.",
        "보안 로그와 결과를 다른 회사에서 보관하고 분석합니다. AWS는 전송을 과금하고, 제공 \
         업체는 직접 입력한 GB당 요금으로 과금합니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    spend: Spend::Observability,
    glyph: glyph::SHIELD_CHECK,
    monogram: "SIEM",
    scope: Scope::External,
    network: Network::Internet,
    drawio: "internet_alt2",
    keywords: &[
        "security",
        "splunk",
        "sentinel",
        "qradar",
        "logs",
        "보안 관제",
        "로그",
    ],
    properties: &[&PRICE, &PRICE_SOURCE, &INGESTED, &WATCHED],
    key_fact: outside_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::KIND;
    use crate::catalog::external::testing::{missing_lines, user_lines};

    #[test]
    fn gigabytes_at_the_typed_price() {
        // 50 GB x $2.50 = $125.00.
        let lines = user_lines(&KIND, &[("price_usd_per_gb", 2.5)], 50.0);
        assert_eq!(lines, vec![("ingestion", 50.0, 2.5)]);
        assert_eq!(missing_lines(&KIND, 50.0), vec!["ingestion"]);
    }
}
