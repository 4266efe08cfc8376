//! REL015: Target group without a health check.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, network_load_balancer,
};

rule! {
    /// Target group without a health check
    ///
    /// **Why.** Dead servers go on receiving their share of the requests, and that share fails.
    ///
    /// **Fix.** Configure a health check on a cheap address of the application.
    ///
    /// **When to silence it.** There is one target only, and something else replaces it.
    ///
    /// **References.** CKV_AWS_261; TA:Auto Scaling Group Health Check; REL11-BP01; REL11-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0), properties: {"health_check": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0), properties: {"health_check": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL015",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: expect(
            &[
                (&application_load_balancer::KIND, &capacity::HEALTH_CHECK),
                (&classic_load_balancer::KIND, &capacity::HEALTH_CHECK),
                (&network_load_balancer::KIND, &capacity::HEALTH_CHECK),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Check the targets' health", "대상 상태 확인 켜기")),
        threshold: None,
        korean: Korean {
            title: "상태 확인이 없는 대상 그룹",
            why: "죽은 서버가 계속 자기 몫의 요청을 받고 그 요청은 실패합니다.",
            fix: "애플리케이션의 가벼운 주소에 상태 확인을 설정합니다.",
            silence: "대상이 하나뿐이고 다른 수단이 교체하는 경우입니다.",
        },
    };
}
