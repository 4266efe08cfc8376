//! AWS Systems Manager OpsCenter: operational work items and calls about them.
//!
//! Semantics: AWS Systems Manager pricing page; `pricing/systems_manager.csv`.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::{Bill, BillCx, Category, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::text::both;

/// OpsItems.
pub static ITEMS: Property =
    Property::usage("ops_items", both("OpsItems", "OpsItems"), units::ITEMS).doc(
        "Work items made in a month. Derived: the requests of incoming connections.",
        "한 달에 만드는 작업 항목 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
    );

/// API requests.
pub static REQUESTS: Property = Property::usage(
    "api_requests",
    both("API requests", "API 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Calls that read and change work items in a month.",
    "한 달에 작업 항목을 읽고 바꾸는 호출 수입니다.",
);

static METERS: &[Meter] = &[
    Meter::of("items", &ITEMS, "systems_manager", "ops_item").derived(|cx| cx.flows.requests()),
    Meter::of(
        "requests",
        &REQUESTS,
        "systems_manager",
        "opsitem_api_request",
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// Systems Manager OpsCenter.
pub static KIND: Kind = Kind {
    name: "ssm_opscenter",
    title: both(
        "AWS Systems Manager OpsCenter",
        "AWS Systems Manager OpsCenter",
    ),
    short: both("OpsCenter", "OpsCenter"),
    doc: both(
        "Collects operational problems as work items with their context. Billed by items and \
         calls.",
        "운영 문제를 맥락과 함께 작업 항목으로 모읍니다. 항목과 호출 수로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::LIFEBUOY,
    monogram: "OPS",
    scope: Scope::Regional,
    terraform: &["aws_ssm_ops_item"],
    drawio: "systems_manager",
    keywords: &["incident", "ops item", "operations", "장애", "운영"],
    properties: &[&ITEMS, &REQUESTS],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn items_and_calls() {
        let lines = Bench::new("ssm_opscenter")
            .with("ops_items", 1000.0)
            .with("api_requests", 10_000.0)
            .lines();
        // 1,000 x $0.00297; 10,000 x $0.000039.
        near(lines.total(), 2.97 + 0.39);
    }
}
