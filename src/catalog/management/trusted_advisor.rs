//! AWS Trusted Advisor: checks of cost, security, resilience and quotas. Free; the support plan decides how many.
//!
//! Semantics: AWS Trusted Advisor and AWS Support pages.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const PLANS: &[Choice] = &[
    choice_in("basic", "Basic or Developer", "Basic 또는 Developer"),
    choice_in(
        "business",
        "Business or Enterprise",
        "Business 또는 Enterprise",
    ),
];

/// Support plan.
pub static PLAN: Property = Property::choice(
    "support_plan",
    both("Support plan", "지원 플랜"),
    "basic",
    PLANS,
)
.doc(
    "With Business support or better all checks run; otherwise those of quotas and some of \
     security.",
    "Business 이상이면 모든 검사를, 그 외에는 할당량과 일부 보안 검사만 실행합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let text = if item.text(&PLAN) == "business" {
        both("all checks", "모든 검사")
    } else {
        both("basic checks", "기본 검사")
    };
    text.get(language).to_owned()
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "checks",
        both("Checks", "검사"),
        Amount::plain(1.0, units::ITEMS),
        both("part of the support plan", "지원 플랜에 포함됩니다"),
    );
}

/// Trusted Advisor.
pub static KIND: Kind = Kind {
    name: "trusted_advisor",
    title: both("AWS Trusted Advisor", "AWS Trusted Advisor"),
    short: both("Advisor", "Advisor"),
    doc: both(
        "Checks the account for idle resources, open doors and quotas that run out. Free; the \
         support plan decides how many checks there are.",
        "유휴 리소스, 열린 보안 설정, 부족한 할당량을 검사합니다. 무료이며 지원 플랜에 따라 \
         검사 수가 달라집니다.",
    ),
    category: Category::Management,
    service: "AWS Trusted Advisor",
    spend: Spend::Other,
    glyph: glyph::LIGHTBULB,
    monogram: "TA",
    scope: Scope::Global,
    drawio: "trusted_advisor",
    keywords: &["advice", "quota", "best practice", "권장 사항", "할당량"],
    properties: &[&PLAN],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn checks_are_part_of_the_support_plan() {
        let bench = Bench::new("trusted_advisor").with("support_plan", "business");
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "all checks");
    }
}
