//! REL016: Auto Scaling ignores the balancer's health check.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::autoscaling_group;

rule! {
    /// Auto Scaling ignores the balancer's health check
    ///
    /// **Why.** A hung application on an instance that runs is never replaced: the load balancer sends it nothing, and
    /// the group counts it as healthy.
    ///
    /// **Fix.** Let the group use the load balancer's health check, with a grace period for the start.
    ///
    /// **When to silence it.** The application restarts itself when it hangs.
    ///
    /// **References.** AutoScaling.1; CKV2_AWS_15; prowler:autoscaling_group_elb_health_check_enabled; TA:Amazon EC2
    /// Auto Scaling does not have ELB Health Check Enabled; REL11-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)), // finding
    /// }, connections: {
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0), properties: {"health_check_type": "ELB"}),
    /// }, connections: {
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL016",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: expect_where(
            &[(&autoscaling_group::KIND, &autoscaling_group::HEALTH_CHECK)],
            not(&["EC2"], "ELB"),
            |cx, item| fleets::balancers(cx, item).next().is_some(),
        ),
        fix: Some(|cx, finding| {
            set_expected_as(cx, finding, "Use the load balancer's check", "로드 밸런서의 상태 확인 사용")
        }),
        threshold: None,
        korean: Korean {
            title: "Auto Scaling이 로드 밸런서의 상태 확인을 무시함",
            why: "실행 중인 인스턴스에서 멈춘 애플리케이션은 교체되지 않습니다. 로드 밸런서는 요청을 보내지 않는데 그룹은 정상으로 셉니다.",
            fix: "그룹이 로드 밸런서의 상태 확인을 사용하게 하고 시작을 위한 유예 기간을 둡니다.",
            silence: "애플리케이션이 멈추면 스스로 다시 시작하는 경우입니다.",
        },
    };
}
