//! Amazon QuickSight: authors, readers and SPICE capacity.
//!
//! Semantics: Amazon QuickSight pricing page: authors by the month (month-to-month), readers of the Enterprise edition by the
//! month, SPICE beyond the 10 GB that come with each author.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// SPICE that comes with each author, in GB.
const INCLUDED_GB: f64 = 10.0;

/// Edition.
pub static EDITION: Property = Property::choice(
    "edition",
    both("Edition", "에디션"),
    "ENTERPRISE",
    &[
        choice_in("STANDARD", "Standard", "Standard"),
        choice_in("ENTERPRISE", "Enterprise", "Enterprise"),
    ],
)
.doc(
    "Enterprise adds readers, encryption at rest, private VPC access and row-level security.",
    "Enterprise는 리더, 저장 데이터 암호화, 프라이빗 VPC 접근, 행 수준 보안을 추가합니다.",
);

/// Authors.
pub static AUTHORS: Property = Property::count(
    "authors",
    both("Authors", "작성자"),
    units::USERS,
    1.0,
    0.0,
    1e6,
)
.doc(
    "Users who make dashboards, billed by the month.",
    "대시보드를 만드는 사용자이며 월 단위로 과금됩니다.",
);

/// Readers.
pub static READERS: Property = Property::count(
    "readers",
    both("Readers", "리더"),
    units::USERS,
    10.0,
    0.0,
    1e7,
)
.doc(
    "Users who only look at dashboards, billed by the month (Enterprise).",
    "대시보드를 보기만 하는 사용자이며 월 단위로 과금됩니다(Enterprise).",
)
.when(is_enterprise);

/// SPICE.
pub static SPICE: Property = Property::number(
    "spice_gb",
    both("SPICE capacity", "SPICE 용량"),
    units::GB,
    10.0,
    0.0,
    1e7,
)
.doc(
    "In-memory data of all datasets; 10 GB for each author are included.",
    "모든 데이터 세트의 인메모리 데이터입니다. 작성자마다 10GB가 포함됩니다.",
);

fn is_enterprise(item: &Item<'_>) -> bool {
    item.text(&EDITION) == "ENTERPRISE"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let people = item.number(&AUTHORS)
        + if is_enterprise(item) {
            item.number(&READERS)
        } else {
            0.0
        };
    let count = number::compact(people, language);
    format!("{count} {}", units::USERS.after(people, language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let enterprise = is_enterprise(item);
    let authors = item.number(&AUTHORS);
    let (author, spice) = if enterprise {
        (
            "enterprise_monthly_user_subscriptions_per_user",
            "enterprise_spice_capacity_provisioned_per_gb_mo",
        )
    } else {
        (
            "standard_monthly_user_subscriptions_per_user",
            "standard_spice_capacity_provisioned_per_gb_mo",
        )
    };
    bill.charge(
        "authors",
        both("Authors", "작성자"),
        Amount::plain(authors, units::USERS),
        Query::new("quicksight", author).global(),
    );
    if enterprise {
        bill.charge(
            "readers",
            both("Readers", "리더"),
            Amount::plain(item.number(&READERS), units::USERS),
            Query::new(
                "quicksight",
                "enterprise_monthly_reader_subscriptions_per_user",
            ),
        )
        .or_user_price(item);
    }
    let beyond = (item.number(&SPICE) - authors * INCLUDED_GB).max(0.0);
    if beyond > 0.0 {
        bill.charge(
            "spice",
            both("SPICE capacity", "SPICE 용량"),
            Amount::plain(beyond, units::GB_MONTHS)
                .because(both("beyond 10 GB for each author", "작성자당 10GB 초과분")),
            Query::new("quicksight", spice),
        );
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if !is_enterprise(item) && item.typed(&READERS).is_some_and(|readers| readers > 0.0) {
        problems.push(Problem::of(
            &EDITION,
            "readers need the Enterprise edition",
            "리더는 Enterprise 에디션에서만 쓸 수 있습니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

/// QuickSight.
pub static KIND: Kind = Kind {
    name: "quicksight_account_subscription",
    title: both("Amazon QuickSight", "Amazon QuickSight"),
    short: both("QuickSight", "QuickSight"),
    doc: both(
        "Dashboards over data of AWS and other sources. One pays for authors, readers and in-memory capacity.",
        "AWS와 다른 데이터 소스의 대시보드를 만듭니다. 작성자, 리더, 인메모리 용량에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon QuickSight",
    spend: Spend::Other,
    glyph: glyph::CHART_BAR,
    monogram: "QS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_quicksight_account_subscription"],
    cloudformation: &["AWS::QuickSight::Dashboard"],
    drawio: "quicksight",
    keywords: &[
        "bi",
        "dashboard",
        "spice",
        "report",
        "quick suite",
        "대시보드",
        "보고서",
    ],
    port: Some(443),
    properties: &[
        &EDITION,
        &AUTHORS,
        &READERS,
        &SPICE,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn authors_readers_and_spice() {
        let lines = Bench::new("quicksight_account_subscription")
            .with("authors", 3.0)
            .with("readers", 100.0)
            .with("spice_gb", 130.0)
            .lines();
        // 3 x 24 $; 100 x 3 $; (130 - 30) GB x 0.38 $.
        near(lines.usd("authors"), 72.0);
        near(lines.usd("readers"), 300.0);
        near(lines.usd("spice"), 38.0);
    }

    #[test]
    fn the_standard_edition_has_no_readers() {
        let bench = Bench::new("quicksight_account_subscription").with("edition", "STANDARD");
        let lines = bench.lines();
        // One author at 12 $, whose 10 GB are enough.
        assert_eq!(lines.keys(), ["authors"]);
        near(lines.total(), 12.0);
        assert!(bench.problems().is_empty());
        assert_eq!(bench.with("readers", 5.0).problems().len(), 1);
    }
}
