//! IAM Access Analyzer: external access for free, unused access by users and roles, policy checks by the call.
//!
//! Semantics: IAM Access Analyzer pricing page; `pricing/iam_access_analyzer.csv`. A principal watched for unused
//! access is billed once a month.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const TYPES: &[Choice] = &[
    choice_in("ACCOUNT", "External access, account", "외부 액세스, 계정"),
    choice_in(
        "ORGANIZATION",
        "External access, organisation",
        "외부 액세스, 조직",
    ),
    choice_in(
        "ACCOUNT_UNUSED_ACCESS",
        "Unused access, account",
        "미사용 액세스, 계정",
    ),
    choice_in(
        "ORGANIZATION_UNUSED_ACCESS",
        "Unused access, organisation",
        "미사용 액세스, 조직",
    ),
];

/// Analysis.
pub static TYPE: Property =
    Property::choice("type", both("Analysis", "분석 유형"), "ACCOUNT", TYPES).doc(
        "What the analyzer looks for, and how far.",
        "분석기가 찾는 것과 그 범위입니다.",
    );

/// Users and roles watched.
pub static PRINCIPALS: Property = Property::usage(
    "users_and_roles",
    both("Users and roles watched", "분석 대상 사용자 및 역할"),
    units::USERS_AND_ROLES,
)
.doc(
    "IAM users and roles in reach. Derived: those drawn in the design.",
    "범위 안의 IAM 사용자와 역할 수입니다. 설계에 그린 수로 계산합니다.",
)
.when(is_unused_access);

/// Custom policy checks.
pub static CHECKS: Property = Property::usage(
    "policy_checks",
    both("Custom policy checks", "사용자 지정 정책 검사"),
    units::CALLS,
)
.doc(
    "Calls of the policy check API in a month.",
    "한 달에 정책 검사 API를 호출하는 횟수입니다.",
);

fn is_unused_access(item: &Item<'_>) -> bool {
    item.text(&TYPE).ends_with("UNUSED_ACCESS")
}

fn drawn_principals(cx: &BillCx<'_>) -> f64 {
    Item::all(cx.item.design)
        .filter(|item| matches!(item.kind.name, "iam_role" | "iam_user"))
        .count() as f64
}

static CHECK_METERS: &[Meter] = &[Meter::of(
    "checks",
    &CHECKS,
    "iam_access_analyzer",
    "checks_accesscheck_per_api_requests",
)];

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&TYPE);
    let chosen = TYPES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if is_unused_access(&cx.item) {
        bill.usage(
            "unused_access",
            both("Unused access", "미사용 액세스"),
            cx.usage(&PRINCIPALS, drawn_principals(cx)),
            units::USERS_AND_ROLES,
            Query::new(
                "iam_access_analyzer",
                "findings_unusedaccessanalysis_per_number_of_monitored_resources",
            ),
        );
    } else {
        bill.free(
            "external_access",
            both("External access", "외부 액세스"),
            Amount::plain(1.0, units::ITEMS),
            both(
                "findings of external access are free",
                "외부 액세스 분석은 무료입니다",
            ),
        );
    }
    if cx.item.typed(&CHECKS).is_some() {
        meter::bill(cx, bill, CHECK_METERS);
    }
}

/// IAM Access Analyzer.
pub static KIND: Kind = Kind {
    name: "accessanalyzer_analyzer",
    bills_the_design: true,
    title: both("IAM Access Analyzer", "IAM Access Analyzer"),
    short: both("Analyzer", "Analyzer"),
    doc: both(
        "Finds resources that others can reach, and permissions that nobody uses. External \
         access is free; unused access is billed by users and roles.",
        "외부에서 접근할 수 있는 리소스와 사용하지 않는 권한을 찾습니다. 외부 액세스 분석은 \
         무료이며, 미사용 액세스는 사용자와 역할 수로 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS Identity and Access Management",
    spend: Spend::Other,
    glyph: glyph::SCAN_SMILEY,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_accessanalyzer_analyzer"],
    imports: &[Import::of("aws_accessanalyzer_analyzer")],
    cloudformation: &["AWS::AccessAnalyzer::Analyzer"],
    drawio: "identity_and_access_management",
    keywords: &[
        "access",
        "least privilege",
        "policy",
        "최소 권한",
        "외부 액세스",
    ],
    properties: &[&TYPE, &PRINCIPALS, &CHECKS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn external_access_is_free_unused_access_is_billed_by_principal() {
        let bench = || Bench::new("accessanalyzer_analyzer").incoming("iam_role", 0.0, 0.0, 0.0);
        assert_eq!(bench().lines().total(), 0.0);
        let unused = || bench().with("type", "ACCOUNT_UNUSED_ACCESS");
        // One drawn role, then 50 typed, x $0.20; 1,000 checks x $0.002.
        near(unused().lines().total(), 0.2);
        near(unused().with("users_and_roles", 50.0).lines().total(), 10.0);
        near(bench().with("policy_checks", 1000.0).lines().total(), 2.0);
    }
}
