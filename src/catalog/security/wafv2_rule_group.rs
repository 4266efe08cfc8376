//! AWS WAF rule group of your own. Billed in the web ACLs that use it, so free by itself.
//!
//! Semantics: AWS WAF pricing page: a web ACL pays for each rule group that it refers to and for the rules inside.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Capacity; a web ACL holds 5,000 units at most (service-facts: WAF limit).
pub static CAPACITY: Property = Property::count(
    "capacity",
    both("Capacity", "용량"),
    units::WCU,
    100.0,
    1.0,
    5000.0,
)
.doc(
    "Web ACL capacity units that the group reserves (WCU).",
    "그룹이 예약하는 웹 ACL 용량 단위(WCU)입니다.",
);

/// Rules.
pub static RULES: Property = Property::count(
    "rules",
    both("Rules", "규칙"),
    units::RULES,
    1.0,
    0.0,
    1000.0,
)
.doc("Rules in the group.", "그룹에 있는 규칙 수입니다.");

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&RULES);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 rule".to_owned(),
        Language::English => format!("{figure} rules"),
        Language::Korean => format!("규칙 {figure}개"),
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "rule_group",
        both("Rule group", "규칙 그룹"),
        Amount::plain(1.0, units::ITEMS),
        both(
            "billed in the web ACLs that use it",
            "사용하는 웹 ACL에서 과금됩니다",
        ),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let rules = resource.count("rule") + resource.count("activated_rule");
    draft.set(&RULES, rules as f64);
}

/// WAF rule group.
pub static KIND: Kind = Kind {
    name: "wafv2_rule_group",
    title: both("AWS WAF rule group", "AWS WAF 규칙 그룹"),
    short: both("Rule group", "규칙 그룹"),
    doc: both(
        "Rules that several web ACLs share. Free by itself; each web ACL pays for the group \
         and for the rules inside.",
        "여러 웹 ACL이 함께 쓰는 규칙입니다. 자체는 무료이며 웹 ACL마다 그룹과 그 안의 규칙이 \
         과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS WAF",
    spend: Spend::Other,
    glyph: glyph::PUZZLE_PIECE,
    monogram: "WAF",
    scope: Scope::Regional,
    terraform: &[
        "aws_wafv2_rule_group",
        "aws_waf_rule_group",
        "aws_wafregional_rule_group",
    ],
    imports: &[
        Import::of("aws_wafv2_rule_group").read(read),
        Import::of("aws_waf_rule_group").read(read),
        Import::of("aws_wafregional_rule_group").read(read),
    ],
    cloudformation: &["AWS::WAFv2::RuleGroup"],
    drawio: "waf",
    keywords: &["firewall", "rules", "wcu", "방화벽", "규칙"],
    properties: &[&RULES, &CAPACITY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn a_group_is_billed_in_its_web_acls() {
        let bench = Bench::new("wafv2_rule_group").with("rules", 4.0);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "4 rules");
    }
}
