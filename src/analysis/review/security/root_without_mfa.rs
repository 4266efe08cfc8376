//! SEC015: Root user without MFA.

use crate::analysis::review::prelude::*;
use crate::catalog::security::account_root_user;

rule! {
    /// Root user without MFA
    ///
    /// **Why.** No policy limits the root user. A phished password alone gives the whole account and its bill.
    ///
    /// **Fix.** Register a hardware key or an authenticator app for the root user.
    ///
    /// **When to silence it.** The account belongs to an organization that has removed the root credentials of its
    /// members centrally.
    ///
    /// **References.** IAM.9; IAM.6; prowler:iam_root_mfa_enabled; prowler:iam_root_hardware_mfa_enabled;
    /// CIS5.0:1.4; CIS5.0:1.5; TA:MFA on Root Account; SEC01-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"mfa": "none"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"mfa": "hardware"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC015",
        pillar: Pillar::Security,
        severity: Severity::Critical,
        check: expect(
            &[(&account_root_user::KIND, &account_root_user::MFA)],
            not(&["none"], "virtual"),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Register an MFA device", "MFA 디바이스 등록")),
        threshold: None,
        korean: Korean {
            title: "MFA가 없는 루트 사용자",
            why: "어떤 정책으로도 루트 사용자를 제한할 수 없습니다. 암호 하나만 빼앗겨도 계정 전체와 요금을 잃습니다.",
            fix: "루트 사용자에 하드웨어 키나 인증 앱을 등록합니다.",
            silence: "조직이 구성원 계정의 루트 자격 증명을 중앙에서 제거한 경우입니다.",
        },
    };
}
