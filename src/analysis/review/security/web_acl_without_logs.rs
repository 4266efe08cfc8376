//! SEC031: WAF decisions are not logged.

use crate::analysis::review::prelude::*;
use crate::catalog::security::wafv2_web_acl;

rule! {
    /// WAF decisions are not logged
    ///
    /// **Why.** Without logs nobody can tell a blocked attack from a blocked customer.
    ///
    /// **Fix.** Log the decisions to S3 or Firehose; keep only blocked requests to save money.
    ///
    /// **When to silence it.** The sampled requests of the console are enough for a short test.
    ///
    /// **References.** WAF.11; CKV2_AWS_31; prowler:wafv2_webacl_logging_enabled; SEC04-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 0), properties: {"logging": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC031",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: expect(
            &[(&wafv2_web_acl::KIND, &wafv2_web_acl::LOGGING)],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Log WAF decisions", "WAF 판정 로깅")),
        threshold: None,
        korean: Korean {
            title: "기록되지 않는 WAF 판정",
            why: "로그가 없으면 차단된 공격과 차단된 고객을 구별할 수 없습니다.",
            fix: "판정을 S3나 Firehose에 기록하고, 비용을 줄이려면 차단된 요청만 남깁니다.",
            silence: "짧은 시험에서 콘솔의 표본 요청으로 충분한 경우입니다.",
        },
    };
}
