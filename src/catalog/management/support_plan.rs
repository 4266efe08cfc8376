//! AWS Support plan: a share of the month's AWS charges, in tiers, or a least amount, whichever is more.
//!
//! Semantics: AWS Support plan pricing page; `pricing/support.csv`. A bill cannot look at other bills, so the
//! charges of the month are typed.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Price;
use crate::pricing::Query;
use crate::text::both;

const PLANS: &[Choice] = &[
    choice("basic", "Basic"),
    choice("developer", "Developer"),
    choice("business", "Business"),
    choice("enterprise", "Enterprise"),
];

/// Plan.
pub static PLAN: Property = Property::choice("plan", both("Plan", "플랜"), "basic", PLANS).doc(
    "Basic is free; Developer is for tests, Business for production, Enterprise comes with a \
     manager of your own.",
    "Basic은 무료입니다. Developer는 테스트용, Business는 운영용이며 Enterprise는 전담 \
     관리자를 포함합니다.",
);

/// AWS charges of the month.
pub static CHARGES: Property = Property::optional(
    "monthly_aws_charges",
    both("AWS charges of the month", "월 AWS 요금"),
    units::USD_PER_MONTH,
    0.0,
    10000000000.0,
)
.doc(
    "What the account (Enterprise: the organisation) pays AWS in a month before support, in \
     US dollars. Left out, only the least amount is counted.",
    "지원 요금을 뺀 계정(Enterprise는 조직)의 월 AWS 요금(미국 달러)입니다. 비워 두면 최소 \
     요금만 계산합니다.",
)
.when(is_paid);

fn is_paid(item: &Item<'_>) -> bool {
    item.text(&PLAN) != "basic"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&PLAN);
    let chosen = PLANS.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

/// The price of a quantity in all tiers; none where the catalogue has no price.
fn cost(cx: &BillCx<'_>, query: &Query, quantity: f64) -> Option<f64> {
    match cx.catalogue.price(cx.item.region(), query) {
        Price::Priced(rate) => Some(rate.cost(quantity)),
        _ => None,
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let plan = match cx.item.text(&PLAN) {
        "developer" => "developer",
        "business" => "business",
        "enterprise" => "enterprise",
        _ => {
            bill.free(
                "support",
                both("Basic support", "Basic 지원"),
                Amount::plain(1.0, units::MONTHS),
                both("part of every account", "모든 계정에 포함됩니다"),
            );
            return;
        }
    };
    let price = |item| Query::new("support", item).with("plan", plan).global();
    let (share, least) = (price("usage_usd"), price("minimum_month"));
    let charges = cx.item.number(&CHARGES);
    // Which of the two is paid depends on their prices, so this is one of the few bills that look prices up.
    let is_more = cost(cx, &share, charges) > cost(cx, &least, 1.0);
    if is_more {
        let amount = Amount::plain(charges, units::USD);
        bill.charge(
            "support",
            both("Share of AWS charges", "AWS 요금의 비율"),
            amount,
            share,
        );
    } else {
        let amount = Amount::plain(1.0, units::MONTHS).because(both(
            "more than the share of AWS charges",
            "AWS 요금의 비율보다 큽니다",
        ));
        bill.charge("support", both("Least amount", "최소 요금"), amount, least);
    }
}

/// Support plan.
pub static KIND: Kind = Kind {
    name: "support_plan",
    title: both("AWS Support plan", "AWS Support 플랜"),
    short: both("Support plan", "Support 플랜"),
    doc: both(
        "How fast and how far AWS helps. Paid plans cost a share of the AWS charges, in \
         tiers, and a least amount.",
        "AWS가 얼마나 빠르고 폭넓게 지원하는지 정합니다. 유료 플랜은 AWS 요금의 일정 \
         비율(구간별)이며 최소 요금이 있습니다.",
    ),
    category: Category::Management,
    service: "AWS Support",
    spend: Spend::Other,
    glyph: glyph::HEADSET,
    monogram: "",
    scope: Scope::Global,
    keywords: &[
        "support",
        "help",
        "business",
        "enterprise",
        "지원",
        "고객 지원",
    ],
    properties: &[&PLAN, &CHARGES],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_share_of_the_charges_or_the_least_amount() {
        let bench = |plan: &str, charges: f64| {
            Bench::new("support_plan")
                .with("plan", plan)
                .with("monthly_aws_charges", charges)
        };
        assert_eq!(Bench::new("support_plan").lines().total(), 0.0);
        // Business: 10 % of $500 is less than $100; $10,000 x 10 % + $70,000 x 7 % + $20,000 x 5 % = $6,900.
        near(bench("business", 500.0).lines().total(), 100.0);
        near(bench("business", 100_000.0).lines().total(), 6900.0);
        // At $1,000 both are $100.
        near(bench("business", 1000.0).lines().total(), 100.0);
        // Developer: 3 % of $2,000; Enterprise: $5,000, then $150,000 x 10 % + $50,000 x 7 %.
        near(bench("developer", 2000.0).lines().total(), 60.0);
        near(bench("developer", 0.0).lines().total(), 29.0);
        near(bench("enterprise", 10_000.0).lines().total(), 5000.0);
        near(bench("enterprise", 200_000.0).lines().total(), 18_500.0);
    }
}
