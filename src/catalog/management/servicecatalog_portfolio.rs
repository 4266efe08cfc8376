//! AWS Service Catalog portfolio: calls of its API over 1,000 a month.
//!
//! Semantics: AWS Service Catalog pricing page; `pricing/servicecatalog.csv`. The first 1,000 calls of an account
//! are free, which is the account's allowance and not taken here.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Products.
pub static PRODUCTS: Property = Property::count(
    "products",
    both("Products", "제품"),
    units::ITEMS,
    1.0,
    0.0,
    10000.0,
)
.doc(
    "Products in the portfolio.",
    "포트폴리오에 있는 제품 수입니다.",
);

/// API calls.
pub static CALLS: Property =
    Property::usage("api_calls", both("API calls", "API 호출"), units::CALLS).doc(
        "Calls of the API in a month, those of the console included.",
        "콘솔을 포함하여 한 달에 API를 호출하는 횟수입니다.",
    );

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&PRODUCTS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 product".to_owned(),
        Language::English => format!("{figure} products"),
        Language::Korean => format!("제품 {figure}개"),
    }
}

static METERS: &[Meter] = &[Meter::of("calls", &CALLS, "servicecatalog", "api_calls")];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// Service Catalog portfolio.
pub static KIND: Kind = Kind {
    name: "servicecatalog_portfolio",
    title: both(
        "AWS Service Catalog portfolio",
        "AWS Service Catalog 포트폴리오",
    ),
    short: both("Catalog", "Catalog"),
    doc: both(
        "Approved stacks that teams start by themselves. Billed by API calls.",
        "팀이 직접 시작하는 승인된 스택 모음입니다. API 호출로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Service Catalog",
    spend: Spend::Other,
    glyph: glyph::BOOKS,
    monogram: "CAT",
    scope: Scope::Regional,
    terraform: &["aws_servicecatalog_portfolio"],
    imports: &[Import::of("aws_servicecatalog_portfolio")],
    cloudformation: &["AWS::ServiceCatalog::Portfolio"],
    drawio: "service_catalog",
    keywords: &[
        "portfolio",
        "products",
        "self-service",
        "포트폴리오",
        "셀프 서비스",
    ],
    properties: &[&PRODUCTS, &CALLS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn calls_by_the_piece() {
        let bench = || Bench::new("servicecatalog_portfolio");
        // 10,000 x $0.0007.
        near(bench().with("api_calls", 10_000.0).lines().total(), 7.0);
        assert!(bench().lines().formula("calls").contains("no figure"));
    }
}
