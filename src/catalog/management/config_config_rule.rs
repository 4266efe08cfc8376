//! AWS Config rules, of one account or of an organisation, and conformance packs: evaluations in tiers.
//!
//! Semantics: AWS Config pricing page; `pricing/config.csv`. Tiers count over account and Region. Custom rules also
//! run a Lambda function, which is drawn and billed by itself.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Rules.
pub static RULES: Property = Property::count(
    "rules",
    both("Rules", "규칙"),
    units::RULES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "How many rules the tile stands for; evaluations are billed, not rules.",
    "이 타일이 나타내는 규칙 수입니다. 규칙이 아니라 평가 횟수가 과금됩니다.",
);

/// Rule evaluations.
pub static EVALUATIONS: Property = Property::usage(
    "rule_evaluations",
    both("Rule evaluations", "규칙 평가"),
    units::EVALUATIONS,
)
.doc(
    "Evaluations of resources by the rules in a month.",
    "한 달에 규칙이 리소스를 평가하는 횟수입니다.",
);

/// Conformance pack evaluations.
pub static PACK: Property = Property::usage(
    "conformance_pack_evaluations",
    both("Conformance pack evaluations", "적합성 팩 평가"),
    units::EVALUATIONS,
)
.doc(
    "Evaluations by rules of conformance packs in a month.",
    "한 달에 적합성 팩의 규칙이 평가하는 횟수입니다.",
);

/// Proactive evaluations.
pub static PROACTIVE: Property = Property::usage(
    "proactive_evaluations",
    both("Proactive evaluations", "사전 평가"),
    units::EVALUATIONS,
)
.doc(
    "Evaluations of resources before they are made, in a month.",
    "한 달에 리소스를 만들기 전에 평가하는 횟수입니다.",
)
.secondary();

/// All accounts.
pub static ORGANIZATION: Property =
    Property::flag("organization", both("All accounts", "모든 계정"), false)
        .doc(
            "The rules hold in all accounts of the organisation.",
            "조직의 모든 계정에 적용합니다.",
        )
        .secondary();

static METERS: &[Meter] = &[
    Meter::of("evaluations", &EVALUATIONS, "config", "rule_evaluation"),
    Meter::of(
        "conformance_pack",
        &PACK,
        "config",
        "conformance_pack_evaluation",
    ),
    Meter::of(
        "proactive",
        &PROACTIVE,
        "config",
        "config_rules_proactiveconfigruleevaluation",
    ),
];

/// Usage keys of all three types.
static FIGURES: &[(&str, &Property)] = &[("monthly_rule_evaluations", &EVALUATIONS)];

fn of_organization(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ORGANIZATION, true);
}

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
    meter::bill(cx, bill, METERS);
}

/// Config rule.
pub static KIND: Kind = Kind {
    name: "config_config_rule",
    title: both("AWS Config rule", "AWS Config 규칙"),
    short: both("Config rule", "Config 규칙"),
    doc: both(
        "Judges resources against rules. Billed by evaluations, in tiers.",
        "리소스를 규칙으로 평가합니다. 평가 횟수에 따라 구간별로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Config",
    spend: Spend::Other,
    glyph: glyph::CLIPBOARD,
    monogram: "RULE",
    scope: Scope::Regional,
    terraform: &[
        "aws_config_config_rule",
        "aws_config_organization_custom_rule",
        "aws_config_organization_managed_rule",
    ],
    imports: &[
        Import::of("aws_config_config_rule").usage(FIGURES),
        Import::of("aws_config_organization_custom_rule")
            .usage(FIGURES)
            .read(of_organization),
        Import::of("aws_config_organization_managed_rule")
            .usage(FIGURES)
            .read(of_organization),
    ],
    cloudformation: &[
        "AWS::Config::ConfigRule",
        "AWS::Config::OrganizationConfigRule",
    ],
    drawio: "config",
    keywords: &["compliance", "rule", "conformance", "규정 준수", "규칙"],
    properties: &[&RULES, &EVALUATIONS, &PACK, &ORGANIZATION, &PROACTIVE],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn evaluations_in_tiers() {
        let bench = || Bench::new("config_config_rule");
        // 100,000 x $0.001 + 400,000 x $0.0008 + 100,000 x $0.0005 = $470.
        near(
            bench().with("rule_evaluations", 600_000.0).lines().total(),
            470.0,
        );
        // The tiers of proactive evaluations are the same.
        near(
            bench()
                .with("proactive_evaluations", 600_000.0)
                .lines()
                .total(),
            470.0,
        );
        let pack = bench().with("conformance_pack_evaluations", 1000.0).lines();
        near(pack.usd("conformance_pack"), 1.0);
    }
}
