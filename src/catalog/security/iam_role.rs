//! IAM role. Free; rules read what it may do.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

const PERMISSIONS: &[Choice] = &[
    choice_in(
        "least-privilege",
        "Only the actions it needs",
        "필요한 작업만",
    ),
    choice_in(
        "service-full-access",
        "All actions of some services",
        "일부 서비스의 모든 작업",
    ),
    choice_in(
        "administrator",
        "All actions on all resources",
        "모든 리소스의 모든 작업",
    ),
];

/// How much the role may do.
pub static PERMISSION: Property = Property::choice(
    "permissions",
    both("Permissions", "권한"),
    "least-privilege",
    PERMISSIONS,
)
.doc(
    "What the attached policies allow. A role with full administrator rights gives whoever takes over one component the \
     whole account.",
    "연결된 정책이 허용하는 범위입니다. 관리자 권한을 가진 역할은 컴포넌트 하나가 탈취되면 계정 전체를 내줍니다.",
)
.secondary();

/// Who may take the role on.
pub static TRUSTED: Property = Property::text(
    "trusted_service",
    both("Trusted service", "신뢰할 수 있는 서비스"),
    "",
)
.doc(
    "Service or account that may assume the role, for example `ec2.amazonaws.com`.",
    "역할을 맡을 수 있는 서비스 또는 계정입니다. 예: `ec2.amazonaws.com`.",
)
.secondary();

/// Kept for emergencies.
pub static BREAK_GLASS: Property =
    Property::flag("break_glass", both("For emergencies only", "비상용"), false)
        .doc(
            "Nobody uses the role in everyday work; each use raises an alarm.",
            "일상 업무에는 쓰지 않으며 사용할 때마다 경보가 울립니다.",
        )
        .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let value = item.text(&PERMISSION);
    let title = PERMISSIONS.iter().find(|option| option.value == value);
    title.map_or_else(String::new, |option| option.title.get(language).to_owned())
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "role",
        both("Role", "역할"),
        Amount::plain(1.0, units::ITEMS),
        both("IAM is free", "IAM은 무료입니다"),
    );
}

/// IAM role.
pub static KIND: Kind = Kind {
    name: "iam_role",
    title: both("IAM role", "IAM 역할"),
    short: both("IAM role", "IAM 역할"),
    doc: both(
        "Permissions that a server, function or task takes on instead of keys in code. Free.",
        "서버, 함수, 태스크가 코드 속 키 대신 사용하는 권한입니다. 무료입니다.",
    ),
    category: Category::Security,
    service: "AWS Identity and Access Management",
    spend: Spend::Other,
    glyph: glyph::HARD_HAT,
    monogram: "ROLE",
    scope: Scope::Global,
    terraform: &["aws_iam_role", "aws_iam_instance_profile"],
    imports: &[
        Import::of("aws_iam_role"),
        Import::of("aws_iam_instance_profile"),
    ],
    cloudformation: &["AWS::IAM::Role", "AWS::IAM::InstanceProfile"],
    drawio: "role",
    keywords: &["permission", "policy", "identity", "sts", "권한", "정책"],
    properties: &[&PERMISSION, &TRUSTED, &BREAK_GLASS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn a_role_is_free() {
        let bench = Bench::new("iam_role");
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.lines().keys(), ["role"]);
        let admin = bench.with("permissions", "administrator");
        assert_eq!(admin.key_fact(), "All actions on all resources");
    }
}
