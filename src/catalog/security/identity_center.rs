//! AWS IAM Identity Center: one sign-in for people to all accounts. Free.
//!
//! Semantics: IAM Identity Center pricing page.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const SOURCES: &[Choice] = &[
    choice_in("identity-center", "Own directory", "자체 디렉터리"),
    choice_in("active-directory", "Active Directory", "Active Directory"),
    choice_in("external", "External provider (SAML)", "외부 공급자(SAML)"),
];

/// Identity source.
pub static SOURCE: Property = Property::choice(
    "identity_source",
    both("Identity source", "자격 증명 소스"),
    "identity-center",
    SOURCES,
)
.doc(
    "Where users and groups come from.",
    "사용자와 그룹을 가져오는 곳입니다.",
);

/// MFA required.
pub static MFA: Property = Property::flag("mfa", both("MFA required", "MFA 필수"), true)
    .doc(
        "Everybody signs in with a second factor.",
        "모든 사용자가 두 번째 인증 요소로 로그인합니다.",
    )
    .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&SOURCE);
    let chosen = SOURCES.iter().find(|option| option.value == value);
    chosen.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "identity_center",
        both("Identity Center", "Identity Center"),
        Amount::plain(1.0, units::ITEMS),
        both(
            "IAM Identity Center is free",
            "IAM Identity Center는 무료입니다",
        ),
    );
}

/// IAM Identity Center.
pub static KIND: Kind = Kind {
    name: "identity_center",
    title: both("AWS IAM Identity Center", "AWS IAM Identity Center"),
    short: both("Identity Center", "Identity Center"),
    doc: both(
        "One sign-in for people to all accounts of an organisation, with roles instead of IAM \
         users. Free.",
        "조직의 모든 계정에 한 번에 로그인하는 서비스로, IAM 사용자 대신 역할을 사용합니다. \
         무료입니다.",
    ),
    category: Category::Security,
    service: "AWS IAM Identity Center",
    spend: Spend::Other,
    glyph: glyph::IDENTIFICATION_CARD,
    monogram: "IDC",
    scope: Scope::Regional,
    terraform: &["aws_ssoadmin_permission_set"],
    imports: &[Import::of("aws_ssoadmin_permission_set")],
    cloudformation: &["AWS::SSO::PermissionSet", "AWS::SSO::Instance"],
    drawio: "single_sign_on",
    keywords: &[
        "sso",
        "single sign-on",
        "saml",
        "federation",
        "싱글 사인온",
        "연동",
    ],
    properties: &[&SOURCE, &MFA],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn one_sign_in_is_free() {
        let bench = Bench::new("identity_center").with("identity_source", "external");
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "External provider (SAML)");
    }
}
