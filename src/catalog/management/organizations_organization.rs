//! AWS Organizations: accounts under one payer. Free.
//!
//! Semantics: AWS Organizations pricing: no additional charge.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Accounts.
pub static ACCOUNTS: Property = Property::count(
    "accounts",
    both("Accounts", "계정 수"),
    units::ACCOUNTS,
    1.0,
    1.0,
    10000.0,
)
.doc(
    "Accounts in the organisation.",
    "조직에 속한 계정 수입니다.",
);

/// All features.
pub static ALL_FEATURES: Property =
    Property::flag("all_features", both("All features", "모든 기능"), true)
        .doc(
            "Policies may limit what accounts do; otherwise only the bill is shared.",
            "정책으로 계정이 할 수 있는 일을 제한할 수 있습니다. 그렇지 않으면 결제만 통합됩니다.",
        )
        .secondary();

/// Service control policies.
pub static SCP: Property = Property::flag(
    "service_control_policies",
    both("Service control policies", "서비스 제어 정책"),
    false,
)
.doc(
    "Guardrails limit what every account may do.",
    "모든 계정이 할 수 있는 일을 제한하는 가드레일입니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&ACCOUNTS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 account".to_owned(),
        Language::English => format!("{figure} accounts"),
        Language::Korean => format!("계정 {figure}개"),
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "organization",
        both("Organisation", "조직"),
        Amount::plain(1.0, units::ITEMS),
        both(
            "AWS Organizations is free",
            "AWS Organizations는 무료입니다",
        ),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let set = resource.text("feature_set");
    draft.set(&ALL_FEATURES, set.is_none_or(|set| set == "ALL"));
    draft.set(&SCP, resource.count("enabled_policy_types") > 0);
}

/// Organizations.
pub static KIND: Kind = Kind {
    name: "organizations_organization",
    title: both("AWS Organizations", "AWS Organizations"),
    short: both("Organization", "Organization"),
    doc: both(
        "Several accounts under one payer, with policies over all of them and volume prices \
         together. Free.",
        "하나의 결제 계정 아래 여러 계정을 두고 정책을 함께 적용하며 볼륨 요금을 합산합니다. \
         무료입니다.",
    ),
    category: Category::Management,
    service: "AWS Organizations",
    spend: Spend::Other,
    glyph: glyph::BUILDINGS,
    monogram: "ORG",
    scope: Scope::Global,
    terraform: &["aws_organizations_organization"],
    imports: &[Import::of("aws_organizations_organization").read(read)],
    cloudformation: &["AWS::Organizations::Organization"],
    drawio: "organizations",
    keywords: &["accounts", "multi-account", "scp", "계정", "다중 계정"],
    properties: &[&ACCOUNTS, &ALL_FEATURES, &SCP],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn accounts_are_free() {
        let bench = Bench::new("organizations_organization").with("accounts", 4.0);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "4 accounts");
    }
}
