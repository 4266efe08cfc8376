//! AWS CodeCommit: active users of the account beyond the free five.
//!
//! Semantics: AWS CodeCommit pricing page: five active users a month free, each further one with 10 GB and 2,000 requests.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Active users that are free (service-facts: CodeCommit).
const FREE_USERS: f64 = 5.0;

/// Users.
pub static USERS: Property = Property::count(
    "active_users",
    both("Active users", "활성 사용자"),
    units::USERS,
    5.0,
    0.0,
    1e6,
)
.doc(
    "People and roles that use the account's repositories in a month; the first five are free.",
    "한 달 동안 계정의 리포지토리를 사용하는 사람과 역할입니다. 처음 다섯은 무료입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let users = item.number(&USERS);
    let count = number::compact(users, language);
    format!("{count} {}", units::USERS.after(users, language))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let users = cx.item.number(&USERS);
    bill.free(
        "free_users",
        both("First users", "첫 사용자"),
        Amount::plain(users.min(FREE_USERS), units::USERS),
        both(
            "five active users are always free",
            "활성 사용자 다섯은 항상 무료입니다",
        ),
    );
    if users > FREE_USERS {
        bill.charge(
            "users",
            both("Active users", "활성 사용자"),
            Amount::plain(users - FREE_USERS, units::USERS),
            Query::new("codecommit", "awscodecommit_startingrange_5_inf").global(),
        );
    }
}

/// CodeCommit repository.
pub static KIND: Kind = Kind {
    name: "codecommit_repository",
    title: both("AWS CodeCommit repository", "AWS CodeCommit 리포지토리"),
    short: both("CodeCommit", "CodeCommit"),
    doc: both(
        "Private Git repositories. Five active users of the account are free, more are billed by the month.",
        "프라이빗 Git 리포지토리입니다. 계정의 활성 사용자 다섯까지 무료이고 그 이상은 월 단위로 과금됩니다.",
    ),
    category: Category::Developer,
    service: "AWS CodeCommit",
    spend: Spend::Other,
    glyph: glyph::BRACKETS_ANGLE,
    monogram: "GIT",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_codecommit_repository"],
    cloudformation: &["AWS::CodeCommit::Repository"],
    drawio: "codecommit",
    keywords: &["git", "source", "repository", "소스", "리포지토리"],
    endpoint_service: "git-codecommit",
    port: Some(443),
    properties: &[&USERS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn five_users_are_free() {
        let of = |users: f64| {
            let bench = Bench::new("codecommit_repository").with("active_users", users);
            bench.lines().total()
        };
        near(of(5.0), 0.0);
        // Seven more at 1 $.
        near(of(12.0), 7.0);
    }
}
