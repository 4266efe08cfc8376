//! SEC078: KMS key without rotation.

use crate::analysis::review::prelude::*;
use crate::catalog::security::kms_key;

rule! {
    /// KMS key without rotation
    ///
    /// **Why.** The longer one version of a key is used, the more it protects and the more is lost with it. Rotation of
    /// customer managed keys is off unless you turn it on.
    ///
    /// **Fix.** Turn on automatic rotation. The first two rotations of a key each add its monthly price once.
    ///
    /// **When to silence it.** The key material is imported and rotated by hand.
    ///
    /// **References.** KMS.4; CKV_AWS_7; prowler:kms_cmk_rotation_enabled; CIS5.0:3.6; SEC08-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "key": (kind: "kms_key", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "aws": (kind: "kms_key", at: (0, 100), properties: {"key_manager": "aws"}),
    ///     "key": (kind: "kms_key", at: (0, 0), properties: {"enable_key_rotation": true}),
    ///     "signing": (kind: "kms_key", at: (0, 200), properties: {"customer_master_key_spec": "RSA_2048"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC078",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: expect(&[(&kms_key::KIND, &kms_key::ROTATION)], is(true)),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "교체하지 않는 KMS 키",
            why: "키 버전 하나를 오래 쓸수록 더 많은 데이터를 보호하고 유출되면 더 많이 잃습니다. 고객 관리형 키의 교체는 기본으로 꺼져 있습니다.",
            fix: "자동 교체를 켭니다. 처음 두 번의 교체는 각각 키의 월 요금을 한 번 더합니다.",
            silence: "키 구성 요소를 가져와서 직접 교체하는 경우입니다.",
        },
    };
}
