//! SEC021: People sign in as IAM users.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::security::{iam_user, identity_center};
use crate::model::Id;
use std::collections::BTreeMap;

rule! {
    /// People sign in as IAM users
    ///
    /// **Why.** Users of one account alone multiply passwords, and they stay after their owners have left.
    ///
    /// **Fix.** Let people sign in through IAM Identity Center or the identity provider of the company.
    ///
    /// **When to silence it.** The account is a class or test account that is deleted with its users.
    ///
    /// **References.** CKV_AWS_273; CIS5.0:1.20; SEC02-BP04; SEC03-BP06.
    ///
    /// ```ron bad
    /// (components: {
    ///     "han": (kind: "iam_user", at: (0, 0)), // finding
    ///     "kim": (kind: "iam_user", at: (200, 0)), // finding
    ///     "lee": (kind: "iam_user", at: (400, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "han": (kind: "iam_user", at: (0, 0)),
    ///     "kim": (kind: "iam_user", at: (200, 0)),
    ///     "lee": (kind: "iam_user", at: (400, 0)),
    ///     "staff": (kind: "identity_center", at: (600, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC021",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("users", "명"),
            source: "default",
        }),
        korean: Korean {
            title: "사람이 IAM 사용자로 로그인함",
            why: "계정마다 만든 사용자는 암호를 늘리고 주인이 떠난 뒤에도 남습니다.",
            fix: "IAM Identity Center나 회사의 자격 증명 공급자로 로그인하게 합니다.",
            silence: "사용자와 함께 삭제되는 수업용 또는 시험용 계정인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.of_kind(&identity_center::KIND).is_empty() {
        return;
    }
    let mut accounts: BTreeMap<Option<&Id>, Vec<Item<'_>>> = BTreeMap::new();
    for user in cx.of_kind(&iam_user::KIND) {
        if user.flag(&iam_user::CONSOLE) && !user.flag(&iam_user::WORKLOAD) {
            let account = identity::account_of(cx, user);
            accounts.entry(account).or_default().push(*user);
        }
    }
    for users in accounts.values() {
        if (users.len() as f64) < out.rule().limit(cx) {
            continue;
        }
        let evidence = seen(|language| {
            let count = users.len();
            let names = phrase::names(users.iter().copied(), language);
            match language {
                Language::English => {
                    format!("{count} users with a password ({names}), 0 identity providers")
                }
                Language::Korean => {
                    format!("암호를 가진 사용자 {count}명({names}), 자격 증명 공급자 0개")
                }
            }
        });
        out.add(users.iter().map(|user| user.id), evidence);
    }
}
