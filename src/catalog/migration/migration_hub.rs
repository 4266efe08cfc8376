//! AWS Migration Hub: free; what it moves is billed where it runs.
//!
//! Semantics: AWS Migration Hub pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

fn key_fact(_: &Item<'_>, language: Language) -> String {
    both("free", "무료").get(language).to_owned()
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "tracking",
        both("Tracking of migrations", "마이그레이션 추적"),
        Amount::plain(1.0, units::NONE),
        both(
            "no charge of its own; migration tools and what they create are billed",
            "별도 요금이 없으며 마이그레이션 도구와 만들어진 리소스가 과금됩니다",
        ),
    );
}

/// Migration Hub.
pub static KIND: Kind = Kind {
    name: "migration_hub",
    title: both("AWS Migration Hub", "AWS Migration Hub"),
    short: both("Migration Hub", "Migration Hub"),
    doc: both(
        "Shows servers to be moved and how far each migration is. Free.",
        "옮길 서버와 마이그레이션 진행 상황을 보여 줍니다. 무료입니다.",
    ),
    category: Category::Migration,
    service: "AWS Migration Hub",
    spend: Spend::Other,
    glyph: glyph::COMPASS,
    monogram: "HUB",
    scope: Scope::Regional,
    network: Network::None,
    drawio: "migration_hub",
    keywords: &["migration", "discovery", "move", "마이그레이션", "이전"],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_with_a_reason() {
        let lines = Bench::new("migration_hub").lines();
        assert_eq!(lines.keys(), ["tracking"]);
        near(lines.total(), 0.0);
    }
}
