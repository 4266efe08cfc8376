//! SEC019: Console user without MFA.

use crate::analysis::review::prelude::*;
use crate::catalog::security::iam_user;

rule! {
    /// Console user without MFA
    ///
    /// **Why.** A password alone is not enough for the console: passwords are phished, guessed and used twice.
    ///
    /// **Fix.** Require MFA for the user, or move people to identity federation.
    ///
    /// **When to silence it.** The user signs in through a federation that asks for the second factor itself.
    ///
    /// **References.** IAM.5; IAM.19; prowler:iam_user_mfa_enabled_console_access; CIS5.0:1.9; SEC02-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "kim": (kind: "iam_user", at: (0, 0), properties: {"mfa": "none"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "kim": (kind: "iam_user", at: (0, 0), properties: {"mfa": "virtual"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC019",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(&[(&iam_user::KIND, &iam_user::MFA)], not(&["none"], "virtual")),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Require MFA", "MFA 필수로 변경")),
        threshold: None,
        korean: Korean {
            title: "MFA가 없는 콘솔 사용자",
            why: "암호만으로는 콘솔을 지킬 수 없습니다. 암호는 피싱되고 추측되며 재사용됩니다.",
            fix: "사용자에게 MFA를 요구하거나 자격 증명 연동으로 옮깁니다.",
            silence: "두 번째 인증 요소를 직접 요구하는 연동으로 로그인하는 경우입니다.",
        },
    };
}
