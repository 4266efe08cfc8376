//! SEC036: Old TLS versions accepted at the edge.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{
    api_gateway_rest, application_load_balancer, capacity, classic_load_balancer,
    cloudfront_distribution, network_load_balancer,
};

rule! {
    /// Old TLS versions accepted at the edge
    ///
    /// **Why.** TLS 1.0 and 1.1 have practical attacks and fail every audit.
    ///
    /// **Fix.** Choose the current recommended security policy, with TLS 1.2 as the oldest version.
    ///
    /// **When to silence it.** Devices in the field that know nothing newer cannot be replaced yet.
    ///
    /// **References.** ELB.17; CloudFront.15; CKV_AWS_103; CKV_AWS_174; CKV_AWS_206;
    /// prowler:elbv2_insecure_ssl_ciphers; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"minimum_tls_version": "1.0"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"minimum_tls_version": "1.2"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC036",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[
                (&application_load_balancer::KIND, &capacity::TLS),
                (&network_load_balancer::KIND, &network_load_balancer::TLS),
                (&classic_load_balancer::KIND, &capacity::TLS),
                (
                    &cloudfront_distribution::KIND,
                    &cloudfront_distribution::TLS,
                ),
                (&api_gateway_rest::KIND, &api_gateway_rest::TLS),
            ],
            not(&["1.0", "1.1"], "1.2"),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Require TLS 1.2", "TLS 1.2 필수로 변경")),
        threshold: None,
        korean: Korean {
            title: "경계에서 오래된 TLS 버전을 허용함",
            why: "TLS 1.0과 1.1은 실제로 공격할 수 있고 어떤 감사도 통과하지 못합니다.",
            fix: "현재 권장되는 보안 정책을 골라 가장 오래된 버전을 TLS 1.2로 합니다.",
            silence: "더 새로운 버전을 모르는 현장 기기를 아직 교체할 수 없는 경우입니다.",
        },
    };
}
