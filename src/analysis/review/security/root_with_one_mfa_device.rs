//! SEC018: Root MFA depends on a single device.

use crate::analysis::review::prelude::*;
use crate::catalog::security::account_root_user;

rule! {
    /// Root MFA depends on a single device
    ///
    /// **Why.** A lost or broken phone locks everybody out of the root user until AWS has checked who you are,
    /// which takes days.
    ///
    /// **Fix.** Register a second MFA device and keep it in another place. Never keep a picture of the QR code on a
    /// computer.
    ///
    /// **When to silence it.** The one device is a hardware key in a safe, and a lock-out of days is acceptable.
    ///
    /// **References.** SEC01-BP02; SEC03-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"mfa_devices": 1}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "root": (kind: "account_root_user", at: (0, 0), properties: {"mfa_devices": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC018",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: expect(
            &[(&account_root_user::KIND, &account_root_user::DEVICES)],
            at_least(2.0),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Register a second device", "두 번째 디바이스 등록")),
        threshold: None,
        korean: Korean {
            title: "루트 MFA가 디바이스 하나에 의존함",
            why: "휴대전화를 잃거나 고장 나면 AWS가 신원을 확인하는 며칠 동안 아무도 루트로 로그인할 수 없습니다.",
            fix: "두 번째 MFA 디바이스를 등록해 다른 곳에 보관합니다. QR 코드 이미지를 컴퓨터에 저장하지 마세요.",
            silence: "하나뿐인 디바이스가 금고에 있는 하드웨어 키이고 며칠의 잠김을 감수할 수 있는 경우입니다.",
        },
    };
}
