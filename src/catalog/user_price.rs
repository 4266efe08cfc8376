//! Prices that the user types where no list price is known, always with their source.
//!
//! A kind asks for its list price as usual and names what to fall back on:
//!
//! ```text
//! properties: &[..., &user_price::PRICE, &user_price::SOURCE],
//! validate: user_price::ask_for_source,
//!
//! bill.charge("input", name, amount, Query::new("ivs", "input_hour")).or_user_price(&cx.item);
//! ```
//!
//! The cost pass takes the catalogue's row where there is one, else the typed price, else the line is missing: never
//! nothing. A kind with several billed units has a price property for each ([`price`]) and one source:
//! `.or_user(&cx.item, &INPUT_PRICE, 1000.0)` for a price of 1,000 of the billed units.

use super::amount::{Unit, units};
use super::bill::{Charge, Fallback};
use super::item::Item;
use super::kind::Problem;
use super::property::Property;
use crate::text::{Bilingual, both};

/// Largest typed price, in US dollars.
const MAX_USD: f64 = 1e9;

/// Price of the one billed unit of a kind.
pub static PRICE: Property = price(
    "user_price_usd",
    both("Own price", "직접 입력한 요금"),
    units::USD_PER_UNIT,
);

/// Where the typed prices of a component come from.
pub static SOURCE: Property = source_named("user_price_source");

/// A price property of its own name and unit, for kinds with more than one billed unit.
pub const fn price(name: &'static str, title: Bilingual, unit: Unit) -> Property {
    Property::optional(name, title, unit, 0.0, MAX_USD).doc(
        "US dollars for each billed unit, where the catalogue has no price of this Region; a list price goes first. Left \
         out, the line says that its price is missing.",
        "이 리전의 요금이 카탈로그에 없을 때 쓰는 과금 단위당 미국 달러입니다. 정가가 있으면 정가를 씁니다. 비워 두면 요금이 없다고 표시합니다.",
    )
}

/// The property that holds the source of typed prices.
pub(super) const fn source_named(name: &'static str) -> Property {
    Property::text(name, both("Source of the price", "요금 출처"), "").doc(
        "Where the price was read and when; shown beside every line that uses it.",
        "요금을 확인한 곳과 날짜입니다. 이 요금을 쓰는 모든 항목 옆에 표시됩니다.",
    )
}

/// The typed source of a price, or words that say it is the user's.
pub(super) fn source<'a>(item: &Item<'a>, property: &Property) -> &'a str {
    match item.text(property) {
        "" => "typed in the design",
        source => source,
    }
}

/// Asks for the source of prices that are typed without one; the `validate` of a kind or a part of it.
pub fn ask_for_source(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let mut properties = item.kind.properties.iter();
    let typed =
        properties.any(|property| property.unit.en.starts_with('$') && item.is_set(property));
    if typed && item.text(&SOURCE).is_empty() {
        problems.push(Problem::of(
            &SOURCE,
            "say where the price was read and when",
            "요금을 확인한 곳과 날짜를 입력하세요",
        ));
    }
}

impl Charge {
    /// Falls back on the price in [`PRICE`] where the catalogue has none.
    pub fn or_user_price(&mut self, item: &Item<'_>) -> &mut Charge {
        self.or_user(item, &PRICE, 1.0)
    }
    /// Falls back on the price in another property, which is for `per` of the billed units, where the catalogue has
    /// none.
    pub fn or_user(&mut self, item: &Item<'_>, property: &Property, per: f64) -> &mut Charge {
        self.fallback = Some(Box::new(Fallback {
            usd: item.typed(property).map(|usd| usd / per),
            source: source(item, &SOURCE).to_owned(),
        }));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::{Bench, Lines, near};
    use crate::catalog::{Amount, Bill};
    use crate::model::Value;
    use crate::pricing::Query;

    fn usd(query: Query, typed: Option<f64>, per: f64) -> Option<f64> {
        let mut bench = Bench::new("external_service");
        if let Some(usd) = typed {
            bench = bench.with("user_price_usd", Value::from(usd));
        }
        bench.item(|item| {
            let mut bill = Bill::default();
            let (name, amount) = (both("It", "그것"), Amount::plain(1_000.0, units::REQUESTS));
            bill.charge("it", name, amount, query)
                .or_user(&item, &PRICE, per);
            let lines = Lines::of(bill.charges);
            lines.priced(lines.line("it"))
        })
    }

    #[test]
    fn a_list_price_goes_before_the_typed_one_and_nothing_is_missing() {
        let unknown = || Query::new("nobody", "request");
        assert_eq!(usd(unknown(), None, 1.0), None);
        // 1,000 requests x 0.02 $; at 0.02 $ for a hundred: 10 x 0.02 $.
        near(usd(unknown(), Some(0.02), 1.0).unwrap(), 20.0);
        near(usd(unknown(), Some(0.02), 100.0).unwrap(), 0.2);
        // A typed nothing is a price.
        assert_eq!(usd(unknown(), Some(0.0), 1.0), Some(0.0));
        // SQS has its row: 1,000 x 0.0000004 $.
        let sqs = Query::new("sqs", "request").with("type", "standard");
        near(usd(sqs, Some(0.02), 1.0).unwrap(), 0.000_4);
    }
}
