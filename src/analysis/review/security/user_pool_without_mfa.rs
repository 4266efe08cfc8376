//! SEC058: User pool without MFA or threat protection.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::security::cognito_user_pool::{self, ADVANCED_SECURITY, MFA_CONFIGURATION};
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// User pool without MFA or threat protection
    ///
    /// **Why.** Passwords that leaked elsewhere are tried against every public login.
    ///
    /// **Fix.** Make a second factor optional or required, and turn on threat protection, which recognises leaked
    /// passwords and odd sign-ins.
    ///
    /// **When to silence it.** Sign-in happens at an enterprise identity provider that asks for the second factor
    /// itself.
    ///
    /// **References.** Cognito.1; Cognito.3; prowler:cognito_user_pool_mfa_enabled;
    /// prowler:cognito_user_pool_advanced_security_enabled; SEC02-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "pool": (kind: "cognito_user_pool", at: (300, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: monthly_users(users: 1000, requests_per_user: 30))),
    /// }, connections: {
    ///     "sign-in": (from: "users", to: "pool", port: 443),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "pool": (kind: "cognito_user_pool", at: (300, 0),
    ///         properties: {"mfa_configuration": "OPTIONAL", "advanced_security": true}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: monthly_users(users: 1000, requests_per_user: 30))),
    /// }, connections: {
    ///     "sign-in": (from: "users", to: "pool", port: 443),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC058",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(&[&cognito_user_pool::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "MFA나 위협 보호가 없는 사용자 풀",
            why: "다른 곳에서 유출된 암호로 공개된 모든 로그인을 시도합니다.",
            fix: "두 번째 인증 요소를 선택 또는 필수로 하고, 유출된 암호와 이상한 로그인을 찾아내는 위협 보호를 켭니다.",
            silence: "두 번째 요소를 직접 요구하는 기업 자격 증명 공급자에서 로그인하는 경우입니다.",
        },
    };
}

fn without_mfa(item: &Item<'_>) -> bool {
    item.text(&MFA_CONFIGURATION) == "OFF"
}

/// Whether users on the internet sign in: they call the pool, or it stands beside something that serves an entry.
fn is_used(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    cx.neighbours(item)
        .any(|other| web::is_on_internet(&other) || cx.graph().serves_an_entry(other))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let protected = item.flag(&ADVANCED_SECURITY);
    if (!without_mfa(item) && protected) || !is_used(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let (mfa, protection) = (
            MFA_CONFIGURATION.title.get(language),
            ADVANCED_SECURITY.title.get(language),
        );
        let factor = item.text(&MFA_CONFIGURATION);
        let factor = MFA_CONFIGURATION
            .choice_title(factor, language)
            .unwrap_or(factor);
        let protected = phrase::value_of(&ADVANCED_SECURITY, &protected.into(), language);
        format!("{name}; {mfa}: {factor}; {protection}: {protected}")
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    if without_mfa(&item) {
        edits.push(set(&item, &MFA_CONFIGURATION, "OPTIONAL"));
    }
    if !item.flag(&ADVANCED_SECURITY) {
        edits.push(set(&item, &ADVANCED_SECURITY, true));
    }
    Some(Fix {
        label: Phrase::new(
            "Offer MFA, turn on threat protection",
            "MFA 제공, 위협 보호 켜기",
        ),
        edit: Edit::Batch(edits),
    })
}
