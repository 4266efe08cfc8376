//! IAM group. Free; rules read what its members may do.

use super::iam_role::PERMISSION;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Members; an account has at most 5,000 users (service-facts: IAM quota).
pub static MEMBERS: Property = Property::count(
    "members",
    both("Members", "구성원"),
    units::USERS,
    1.0,
    0.0,
    5000.0,
)
.doc(
    "IAM users in the group.",
    "그룹에 속한 IAM 사용자 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&MEMBERS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 member".to_owned(),
        Language::English => format!("{figure} members"),
        Language::Korean => format!("구성원 {figure}명"),
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "group",
        both("Group", "그룹"),
        Amount::plain(1.0, units::ITEMS),
        both("IAM is free", "IAM은 무료입니다"),
    );
}

/// IAM group.
pub static KIND: Kind = Kind {
    name: "iam_group",
    title: both("IAM group", "IAM 그룹"),
    short: both("IAM group", "IAM 그룹"),
    doc: both(
        "IAM users who share permissions. Free.",
        "권한을 함께 쓰는 IAM 사용자 모음입니다. 무료입니다.",
    ),
    category: Category::Security,
    service: "AWS Identity and Access Management",
    spend: Spend::Other,
    glyph: glyph::USERS_THREE,
    monogram: "",
    scope: Scope::Global,
    terraform: &["aws_iam_group"],
    imports: &[Import::of("aws_iam_group")],
    cloudformation: &["AWS::IAM::Group"],
    drawio: "users",
    keywords: &["users", "permission", "policy", "권한", "사용자 그룹"],
    properties: &[&MEMBERS, &PERMISSION],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::Bench;

    #[test]
    fn a_group_is_free() {
        let bench = Bench::new("iam_group").with("members", 3.0);
        assert_eq!(bench.lines().total(), 0.0);
        assert_eq!(bench.key_fact(), "3 members");
    }
}
