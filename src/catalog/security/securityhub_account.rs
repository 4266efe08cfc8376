//! AWS Security Hub (CSPM): checks against standards, findings of other services taken in, automation rules.
//!
//! Semantics: AWS Security Hub pricing page; `pricing/securityhub.csv`. Findings of Security Hub's own checks are
//! free, as are the first 10,000 findings taken in a month.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::text::both;

/// Security checks.
pub static CHECKS: Property = Property::usage(
    "security_checks",
    both("Security checks", "보안 검사"),
    units::SECURITY_CHECKS,
)
.doc(
    "Checks of resources against enabled controls in a month.",
    "한 달에 활성화된 제어로 리소스를 검사하는 횟수입니다.",
);

/// Findings taken in.
pub static FINDINGS: Property = Property::usage(
    "findings",
    both("Findings taken in", "수집한 결과"),
    units::FINDINGS,
)
.doc(
    "Findings of other services and products taken in during a month.",
    "한 달에 다른 서비스와 제품에서 수집하는 결과 수입니다.",
);

/// Automation rule evaluations.
pub static EVALUATIONS: Property = Property::usage(
    "rule_evaluations",
    both("Automation rule evaluations", "자동화 규칙 평가"),
    units::EVALUATIONS,
)
.doc(
    "Criteria of automation rules evaluated in a month.",
    "한 달에 평가하는 자동화 규칙 조건 수입니다.",
);

/// Standards.
pub static STANDARDS: Property = Property::count(
    "standards",
    both("Standards", "표준"),
    units::ITEMS,
    1.0,
    0.0,
    20.0,
)
.doc(
    "Standards that are switched on (AWS Foundational, CIS, PCI DSS, NIST).",
    "켜 둔 표준의 수입니다(AWS 기초 보안, CIS, PCI DSS, NIST).",
)
.secondary();

/// Findings of all Regions.
pub static AGGREGATION: Property = Property::flag(
    "cross_region_aggregation",
    both("Findings of all Regions", "모든 리전의 결과"),
    false,
)
.doc(
    "Findings of all Regions are collected in one.",
    "모든 리전의 결과를 한 리전에 모읍니다.",
)
.secondary();

static METERS: &[Meter] = &[
    Meter::of(
        "checks",
        &CHECKS,
        "securityhub",
        "compliancecheck_per_security_checks",
    ),
    Meter::of(
        "findings",
        &FINDINGS,
        "securityhub",
        "findingsingestion_per_event",
    ),
    Meter::of(
        "rules",
        &EVALUATIONS,
        "securityhub",
        "per_rule_evaluation_event",
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// Security Hub.
pub static KIND: Kind = Kind {
    name: "securityhub_account",
    title: both("AWS Security Hub", "AWS Security Hub"),
    short: both("Security Hub", "Security Hub"),
    doc: both(
        "Checks an account against security standards and collects the findings of other \
         services. Billed by checks, findings taken in and rule evaluations.",
        "계정을 보안 표준으로 검사하고 다른 서비스의 결과를 모읍니다. 검사, 수집한 결과, 규칙 \
         평가로 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS Security Hub",
    spend: Spend::Other,
    glyph: glyph::LIST_CHECKS,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_securityhub_account"],
    imports: &[Import::of("aws_securityhub_account")],
    cloudformation: &["AWS::SecurityHub::Hub"],
    drawio: "security_hub",
    keywords: &["compliance", "findings", "cis", "규정 준수", "결과"],
    properties: &[&CHECKS, &FINDINGS, &EVALUATIONS, &STANDARDS, &AGGREGATION],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn checks_in_tiers_and_findings() {
        let lines = Bench::new("securityhub_account")
            .with("security_checks", 600_000.0)
            .with("findings", 100_000.0)
            .lines();
        // 100,000 x $0.001 + 400,000 x $0.0008 + 100,000 x $0.0005 = $470; 100,000 x $0.00003 = $3.
        near(lines.usd("checks"), 470.0);
        near(lines.usd("findings"), 3.0);
        near(lines.total(), 473.0);
    }

    #[test]
    fn without_figures_one_line_says_so() {
        let lines = Bench::new("securityhub_account").lines();
        assert_eq!(lines.keys(), ["checks"]);
        assert_eq!(lines.total(), 0.0);
    }
}
