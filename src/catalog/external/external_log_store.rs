//! A log store of another company, billed by the GB that it takes in at a price that the user types.

use super::{PRICE_SOURCE, outside_fact, price_source};
use crate::catalog::amount::units;
use crate::catalog::{Amount, Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// What the vendor charges for a GB.
pub static PRICE: Property = Property::optional(
    "price_usd_per_gb",
    both("Price per GB", "GB당 요금"),
    units::USD_PER_GB,
    0.0,
    1000.0,
)
.doc(
    "What the vendor charges for each GB taken in, storage of a month included, in US dollars.",
    "제공 업체가 수집 1GB마다 청구하는 요금(한 달 저장 포함, 미국 달러)입니다.",
);

/// GB taken in during the month.
pub static INGESTED: Property = Property::usage(
    "ingested_gb",
    both("Logs taken in", "수집된 로그"),
    units::GB_PER_MONTH,
)
.doc(
    "GB of logs that arrive in a month. Derived from the connections that end here.",
    "한 달에 들어오는 로그의 양입니다. 이곳에서 끝나는 연결에서 계산합니다.",
);

/// GB taken in at the typed price of a GB.
pub(super) fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let usage = cx.usage(&INGESTED, cx.flows.gb_in().0);
    let (name, amount) = (
        both("Logs taken in", "로그 수집"),
        Amount::plain(usage.value, units::GB),
    );
    let charge = match cx.item.typed(&PRICE) {
        Some(usd) => bill.user_price("ingestion", name, amount, usd, price_source(&cx.item)),
        None => bill.missing(
            "ingestion",
            name,
            amount,
            "price_usd_per_gb of the log vendor",
        ),
    };
    charge.from(usage.source);
}

/// External log store.
pub static KIND: Kind = Kind {
    name: "external_log_store",
    title: both("External log store", "외부 로그 저장소"),
    short: both("Log store", "로그 저장소"),
    doc: both(
        "Logs kept with another company instead of CloudWatch Logs. AWS bills the transfer to it; the vendor bills by GB at \
         the price that you type, with its source.",
        "CloudWatch Logs 대신 다른 회사에 로그를 보관합니다. AWS는 전송을 과금하고, 제공 업체는 직접 입력한 GB당 요금으로 과금합니다.",
    ),
    category: Category::External,
    service: crate::catalog::OUTSIDE_AWS,
    spend: Spend::Observability,
    glyph: glyph::ARTICLE,
    scope: Scope::External,
    network: Network::Internet,
    drawio: "internet_alt2",
    keywords: &[
        "logs", "datadog", "splunk", "elastic", "loki", "newrelic", "로그",
    ],
    properties: &[&PRICE, &PRICE_SOURCE, &INGESTED],
    key_fact: outside_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::KIND;
    use crate::catalog::external::testing::{missing_lines, user_lines};

    #[test]
    fn logs_are_billed_at_the_typed_price() {
        // 380 GB x $0.30 = $114.00.
        let lines = user_lines(&KIND, &[("price_usd_per_gb", 0.3)], 380.0);
        assert_eq!(lines, vec![("ingestion", 380.0, 0.3)]);
    }

    #[test]
    fn without_a_price_the_line_is_missing_not_free() {
        assert_eq!(missing_lines(&KIND, 380.0), vec!["ingestion"]);
    }
}
