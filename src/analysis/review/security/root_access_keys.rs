//! SEC016: Root access keys exist.

use crate::analysis::review::prelude::*;
use crate::catalog::security::account_root_user;
use crate::text::Phrase;

rule! {
    /// Root access keys exist
    ///
    /// **Why.** A leaked root key cannot be limited to a task; it can only be deleted after the damage.
    ///
    /// **Fix.** Delete the keys of the root user and create roles for the tasks that used them.
    ///
    /// **When to silence it.** None is known: no task needs the keys of the root user.
    ///
    /// **References.** IAM.4; CKV_AWS_348; prowler:iam_no_root_access_key; CIS5.0:1.3; SEC01-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"access_keys": 1}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"access_keys": 0}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC016",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: Check::Each(&[&account_root_user::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "루트 액세스 키가 있음",
            why: "유출된 루트 키는 특정 작업으로 제한할 수 없고 피해가 난 뒤에 삭제할 수 있을 뿐입니다.",
            fix: "루트 사용자의 키를 삭제하고 그 키를 쓰던 작업을 위한 역할을 만듭니다.",
            silence: "해당하는 경우가 없습니다. 루트 사용자의 키가 필요한 작업은 없습니다.",
        },
    };
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if item.number(&account_root_user::ACCESS_KEYS) > 0.0 {
        out.add([item.id], || {
            phrase::property_of(item, &account_root_user::ACCESS_KEYS)
        });
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Delete the root keys", "루트 키 삭제"),
        edit: set(&item, &account_root_user::ACCESS_KEYS, 0.0),
    })
}
