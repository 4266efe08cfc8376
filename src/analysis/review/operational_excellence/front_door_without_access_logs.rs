//! OPS009: Front door keeps no access logs.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, network_load_balancer,
};

rule! {
    /// Front door keeps no access logs
    ///
    /// **Why.** Without them nobody can tell afterwards who called what, when, and how long the answer took.
    ///
    /// **Fix.** Turn access logs on; they go to S3 and only their storage is billed.
    ///
    /// **When to silence it.** Another hop in front logs every request.
    ///
    /// **References.** ELB.5; CloudFront.5; APIGateway.1; APIGateway.9; S3.9; CKV_AWS_91; CKV_AWS_92; CKV_AWS_86;
    /// CKV_AWS_76; CKV_AWS_18; prowler:elbv2_logging_enabled; prowler:cloudfront_distributions_logging_enabled;
    /// CIS7.0:4.10; SEC04-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"access_logs": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS009",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(
            &[
                (&application_load_balancer::KIND, &capacity::ACCESS_LOGS),
                (&classic_load_balancer::KIND, &capacity::ACCESS_LOGS),
                (&network_load_balancer::KIND, &capacity::ACCESS_LOGS),
            ],
            is(true),
            |_, item| item.text(&capacity::SCHEME) == "internet-facing",
        ),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "액세스 로그를 남기지 않는 진입점",
            why: "액세스 로그가 없으면 누가 언제 무엇을 호출했고 응답이 얼마나 걸렸는지 나중에 알 수 없습니다.",
            fix: "액세스 로그를 켭니다. S3에 저장되며 스토리지 요금만 발생합니다.",
            silence: "앞단의 다른 홉이 모든 요청을 기록하는 경우입니다.",
        },
    };
}
