//! SEC059: Identity pool admits guests.

use crate::analysis::review::prelude::*;
use crate::catalog::security::cognito_user_pool;

rule! {
    /// Identity pool admits guests
    ///
    /// **Why.** Anyone, signed in or not, gets temporary AWS credentials of your account.
    ///
    /// **Fix.** Turn guest access off, or give the guest role no rights.
    ///
    /// **When to silence it.** The guest role may do one harmless thing, such as sending usage figures.
    ///
    /// **References.** Cognito.2; CKV_AWS_366; prowler:cognito_identity_pool_guest_access_disabled; SEC03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "pool": (kind: "cognito_user_pool", at: (0, 0), properties: {"allow_unauthenticated": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "pool": (kind: "cognito_user_pool", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC059",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[(&cognito_user_pool::KIND, &cognito_user_pool::GUESTS)],
            is(false),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Admit no guests", "게스트 차단")),
        threshold: None,
        korean: Korean {
            title: "게스트를 허용하는 자격 증명 풀",
            why: "로그인하지 않은 사람도 이 계정의 임시 AWS 자격 증명을 받습니다.",
            fix: "게스트 접근을 끄거나 게스트 역할에 권한을 주지 않습니다.",
            silence: "게스트 역할이 사용 지표 전송처럼 해가 없는 작업 하나만 할 수 있는 경우입니다.",
        },
    };
}
