//! SEC017: Root user used for everyday work.

use crate::analysis::review::identity;
use crate::analysis::review::prelude::*;
use crate::catalog::security::{account_root_user, iam_group, iam_role, iam_user, identity_center};
use crate::catalog::{Network, Scope};

rule! {
    /// Root user used for everyday work
    ///
    /// **Why.** Everyday use puts the one identity without limits at risk and makes the audit trail anonymous.
    ///
    /// **Fix.** Create named identities with roles for people, lock the root user away and raise an alarm on its
    /// use.
    ///
    /// **When to silence it.** The account is new, and its first administrator is being created.
    ///
    /// **References.** IAM.20; CloudWatch.1; prowler:iam_avoid_root_usage; CIS5.0:1.6; CIS5.0:4.3; TA:IAM Use;
    /// SEC01-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"daily_use": true}), // finding
    ///     "staff": (kind: "identity_center", at: (200, 0)),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0)),
    ///     "staff": (kind: "identity_center", at: (200, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC017",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Each(&[&account_root_user::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "일상 업무에 루트 사용자를 사용함",
            why: "일상적으로 쓰면 제한할 수 없는 유일한 자격 증명이 위험해지고 감사 기록에 사람이 남지 않습니다.",
            fix: "사람마다 역할을 가진 자격 증명을 만들고, 루트 사용자는 잠가 두며 사용될 때 경보를 보냅니다.",
            silence: "새 계정에서 첫 관리자를 만드는 중인 경우입니다.",
        },
    };
}

/// Whether an item lets people of the root user's account sign in under their own names.
fn is_for_people<'a>(cx: &Cx<'a>, item: &Item<'a>) -> bool {
    if *item.kind == iam_user::KIND {
        item.flag(&iam_user::CONSOLE) && !item.flag(&iam_user::WORKLOAD)
    } else if *item.kind == iam_role::KIND {
        let service = item.text(&iam_role::TRUSTED).ends_with("amazonaws.com");
        !service
            && !cx
                .neighbours(item)
                .any(|other| identity::is_workload(&other))
    } else {
        true
    }
}

/// Whether somebody is drawn at work as the root user.
fn is_operator(item: &Item<'_>) -> bool {
    item.kind.scope == Scope::External && item.kind.network == Network::Internet
}

fn check<'a>(cx: &Cx<'a>, root: &Item<'a>, out: &mut Findings) {
    let account = identity::account_of(cx, root);
    let operators: Vec<Item<'_>> = cx.neighbours(root).filter(is_operator).collect();
    let mut people = cx
        .of_kind(&iam_user::KIND)
        .iter()
        .chain(cx.of_kind(&iam_group::KIND))
        .chain(cx.of_kind(&iam_role::KIND))
        .filter(|item| identity::account_of(cx, item) == account)
        .chain(cx.of_kind(&identity_center::KIND));
    let is_daily = root.flag(&account_root_user::DAILY);
    let has_people = people.any(|item| is_for_people(cx, item));
    if !is_daily && operators.is_empty() && has_people {
        return;
    }
    let evidence = seen(|language| {
        let name = root.name(language);
        let who = phrase::names(operators.iter().copied(), language);
        match language {
            Language::English if is_daily => format!("{name}: used every day"),
            Language::English if !operators.is_empty() => format!("{name}: used by {who}"),
            Language::English => {
                format!("{name}: 0 users, groups, roles or Identity Center instances for people")
            }
            Language::Korean if is_daily => format!("{name}: 일상적으로 사용"),
            Language::Korean if !operators.is_empty() => format!("{name}: {who}이(가) 사용"),
            Language::Korean => {
                format!("{name}: 사람을 위한 사용자, 그룹, 역할, Identity Center 0개")
            }
        }
    });
    out.add([root.id], evidence);
}
