//! IAM user. Free; rules read how it signs in and what it may do.

use super::iam_role::PERMISSION;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

const MFA_DEVICES: &[Choice] = &[
    choice_in("none", "None", "없음"),
    choice_in("virtual", "Authenticator app", "인증 앱"),
    choice_in("hardware", "Hardware key", "하드웨어 키"),
];

/// Console access.
pub static CONSOLE: Property =
    Property::flag("console", both("Console access", "콘솔 액세스"), true).doc(
        "The user signs in to the console with a password.",
        "암호로 콘솔에 로그인합니다.",
    );

/// MFA.
pub static MFA: Property = Property::choice("mfa", both("MFA", "MFA"), "virtual", MFA_DEVICES)
    .doc(
        "Second factor at sign-in.",
        "로그인할 때 사용하는 두 번째 인증 요소입니다.",
    )
    .when(|item| item.flag(&CONSOLE));

/// Access keys.
pub static ACCESS_KEYS: Property = Property::count(
    "access_keys",
    both("Access keys", "액세스 키"),
    units::KEYS,
    0.0,
    0.0,
    2.0,
)
.doc(
    "Active access keys; they do not expire by themselves.",
    "활성 액세스 키 수입니다. 스스로 만료되지 않습니다.",
);

/// Age of the oldest key.
pub static KEY_AGE: Property = Property::count(
    "access_key_age_days",
    both("Age of the oldest key", "가장 오래된 키의 나이"),
    units::DAYS,
    0.0,
    0.0,
    36500.0,
)
.doc(
    "Days since the oldest key was made.",
    "가장 오래된 키를 만든 뒤 지난 일수입니다.",
)
.when(|item| item.number(&ACCESS_KEYS) > 0.0)
.secondary();

/// Used by a program.
pub static WORKLOAD: Property =
    Property::flag("workload", both("Used by a program", "프로그램용"), false)
        .doc(
            "A server, pipeline or system on premises uses the user, not a person.",
            "사람이 아니라 서버, 파이프라인, 온프레미스 시스템이 사용합니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let keys = item.number(&ACCESS_KEYS);
    let figure = number::short(keys, 0);
    match language {
        Language::English if keys == 1.0 => "1 access key".to_owned(),
        Language::English => format!("{figure} access keys"),
        Language::Korean => format!("액세스 키 {figure}개"),
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "user",
        both("User", "사용자"),
        Amount::plain(1.0, units::ITEMS),
        both("IAM is free", "IAM은 무료입니다"),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(
        &CONSOLE,
        !resource
            .referring("aws_iam_user_login_profile", "user")
            .is_empty(),
    );
    let keys = resource
        .referring("aws_iam_access_key", "user")
        .len()
        .min(2);
    draft.set(&ACCESS_KEYS, keys as f64);
}

/// IAM user.
pub static KIND: Kind = Kind {
    name: "iam_user",
    title: both("IAM user", "IAM 사용자"),
    short: both("IAM user", "IAM 사용자"),
    doc: both(
        "A person or program with a password or keys of its own in the account. Free; \
         identity federation and roles are safer.",
        "계정에 자체 암호나 키를 가진 사람 또는 프로그램입니다. 무료이며, 자격 증명 연동과 \
         역할이 더 안전합니다.",
    ),
    category: Category::Security,
    service: "AWS Identity and Access Management",
    spend: Spend::Other,
    glyph: glyph::USER,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_iam_user"],
    imports: &[Import::of("aws_iam_user").read(read)],
    cloudformation: &["AWS::IAM::User"],
    drawio: "user",
    keywords: &[
        "access key",
        "console",
        "mfa",
        "identity",
        "액세스 키",
        "콘솔",
    ],
    properties: &[
        &CONSOLE,
        &MFA,
        &ACCESS_KEYS,
        &PERMISSION,
        &KEY_AGE,
        &WORKLOAD,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn a_user_is_free() {
        let bench = Bench::new("iam_user").with("access_keys", 1.0);
        assert_eq!(bench.lines().total(), 0.0);
        assert!(bench.lines().missing().is_empty());
        assert_eq!(bench.key_fact(), "1 access key");
    }
}
