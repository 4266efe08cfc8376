//! SEC034: Public listener without TLS.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{application_load_balancer, capacity, classic_load_balancer};

rule! {
    /// Public listener without TLS
    ///
    /// **Why.** Passwords, sessions and answers cross the internet in plain text.
    ///
    /// **Fix.** Serve HTTPS with a free certificate of AWS Certificate Manager, and redirect HTTP to it.
    ///
    /// **When to silence it.** The listener only answers health checks of another provider.
    ///
    /// **References.** ELB.3; ELB.18; CKV_AWS_2; CKV_AWS_376; prowler:elbv2_ssl_listeners; prowler:elb_ssl_listeners;
    /// TA:ELB Listener Security; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"listener_protocol": "HTTP"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "lb": (kind: "application_load_balancer", at: (0, 0), properties: {"listener_protocol": "HTTP_REDIRECT"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC034",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect_where(
            &[
                (&application_load_balancer::KIND, &capacity::LISTENER),
                (&classic_load_balancer::KIND, &capacity::LISTENER),
            ],
            not(&["HTTP"], "HTTP_REDIRECT"),
            |_, item| item.text(&capacity::SCHEME) == "internet-facing",
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Redirect HTTP to HTTPS", "HTTP를 HTTPS로 리디렉션")),
        threshold: None,
        korean: Korean {
            title: "TLS가 없는 공개 리스너",
            why: "암호, 세션, 응답이 평문으로 인터넷을 지나갑니다.",
            fix: "AWS Certificate Manager의 무료 인증서로 HTTPS를 제공하고 HTTP는 리디렉션합니다.",
            silence: "다른 사업자의 상태 확인에만 응답하는 리스너입니다.",
        },
    };
}
