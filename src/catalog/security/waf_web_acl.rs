//! AWS WAF Classic web ACL: the ACL, its rules and rule groups, requests.
//!
//! Semantics: AWS WAF Classic pricing page: the same prices as AWS WAF, without its managed rules.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Rules.
pub static RULES: Property = Property::count(
    "rules",
    both("Rules", "규칙"),
    units::RULES,
    1.0,
    0.0,
    1000.0,
)
.doc(
    "Regular and rate-based rules, those in rule groups included.",
    "일반 규칙과 속도 기반 규칙의 수입니다. 규칙 그룹 안의 규칙을 포함합니다.",
);

/// Rule groups.
pub static GROUPS: Property = Property::count(
    "rule_groups",
    both("Rule groups", "규칙 그룹"),
    units::ITEMS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Rule groups that the ACL refers to; each counts as a rule.",
    "ACL이 참조하는 규칙 그룹 수입니다. 그룹 하나가 규칙 하나로 과금됩니다.",
);

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests looked at in the month. Derived: the requests of incoming connections.",
    "한 달에 검사하는 요청 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&RULES);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 rule".to_owned(),
        Language::English => format!("{figure} rules"),
        Language::Korean => format!("규칙 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "web_acl",
        both("Web ACL", "웹 ACL"),
        Amount::plain(1.0, units::MONTHS),
        Query::new("waf", "web_acl_month"),
    );
    let rule = || Query::new("waf", "rule_month").with("version", "classic");
    bill.charge(
        "rules",
        RULES.title,
        Amount::plain(cx.item.number(&RULES), units::RULES),
        rule(),
    );
    let groups = cx.item.number(&GROUPS);
    if groups > 0.0 {
        bill.charge(
            "rule_groups",
            GROUPS.title,
            Amount::plain(groups, units::ITEMS),
            rule(),
        );
    }
    bill.usage(
        "requests",
        REQUESTS.title,
        cx.usage(&REQUESTS, cx.flows.requests()),
        units::REQUESTS,
        Query::new("waf", "request").with("wcu", "up-to-1500"),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // `aws_waf_web_acl` names its rules `rules`, `aws_wafregional_web_acl` calls them `rule`.
    let mut blocks = resource.blocks("rules");
    blocks.extend(resource.blocks("rule"));
    let groups = blocks
        .iter()
        .filter(|rule| rule.text("type") == Some("GROUP"))
        .count() as f64;
    let inside = resource.usage().number("rule_group_rules").unwrap_or(0.0);
    draft.set(&RULES, blocks.len() as f64 - groups + inside);
    draft.set(&GROUPS, groups);
}

/// WAF Classic web ACL.
pub static KIND: Kind = Kind {
    name: "waf_web_acl",
    title: both("AWS WAF Classic web ACL", "AWS WAF Classic 웹 ACL"),
    short: both("WAF Classic", "WAF Classic"),
    doc: both(
        "The former generation of AWS WAF, which AWS retires. Billed for the ACL, its rules \
         and the requests.",
        "AWS가 종료하는 이전 세대 WAF입니다. ACL, 규칙, 요청 수에 따라 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS WAF",
    spend: Spend::Other,
    glyph: glyph::FUNNEL,
    monogram: "WAF1",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_waf_web_acl", "aws_wafregional_web_acl"],
    imports: &[
        Import::of("aws_waf_web_acl")
            .usage(&[("monthly_requests", &REQUESTS)])
            .read(read),
        Import::of("aws_wafregional_web_acl")
            .usage(&[("monthly_requests", &REQUESTS)])
            .read(read),
    ],
    cloudformation: &["AWS::WAF::WebACL", "AWS::WAFRegional::WebACL"],
    drawio: "waf",
    keywords: &["firewall", "web acl", "classic", "방화벽", "클래식"],
    properties: &[&RULES, &GROUPS, &REQUESTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn rules_groups_and_requests() {
        let lines = Bench::new("waf_web_acl")
            .with("rules", 7.0)
            .with("rule_groups", 2.0)
            .incoming("users", 1e6, 1.0, 1.0)
            .lines();
        // $5 + 7 x $1 + 2 x $1 + 1,000,000 x $0.0000006 = $14.60.
        near(lines.total(), 14.6);
        assert_eq!(Bench::new("waf_web_acl").lines().find("rule_groups"), None);
    }
}
