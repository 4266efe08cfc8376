//! SEC035: HTTP is served instead of redirected.

use crate::analysis::review::prelude::*;
use crate::catalog::Property;
use crate::catalog::networking::{application_load_balancer, capacity, cloudfront_distribution};
use crate::text::Phrase;

rule! {
    /// HTTP is served instead of redirected
    ///
    /// **Why.** Requests in clear text carry the same cookies and passwords; one of them is enough to take over a
    /// session.
    ///
    /// **Fix.** Answer HTTP with a redirect to HTTPS.
    ///
    /// **When to silence it.** Old devices that know no TLS read public content only.
    ///
    /// **References.** ELB.1; CloudFront.3; CKV2_AWS_20; CKV_AWS_34;
    /// prowler:cloudfront_distributions_https_enabled; SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"viewer_protocol_policy": "allow-all"}), // finding
    ///     "lb": (kind: "application_load_balancer", at: (200, 0), properties: {"listener_protocol": "HTTP_AND_HTTPS"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)),
    ///     "lb": (kind: "application_load_balancer", at: (200, 0), properties: {"listener_protocol": "HTTP_REDIRECT"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC035",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(
            &[&application_load_balancer::KIND, &cloudfront_distribution::KIND],
            check,
        ),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "리디렉션하지 않고 HTTP로 응답함",
            why: "평문 요청에도 같은 쿠키와 암호가 담깁니다. 그중 하나만 새어도 세션을 빼앗깁니다.",
            fix: "HTTP 요청에는 HTTPS 리디렉션으로 응답합니다.",
            silence: "TLS를 모르는 오래된 기기가 공개 콘텐츠만 읽는 경우입니다.",
        },
    };
}

/// The property, its value that serves HTTP beside HTTPS, and the one that redirects. A balancer without HTTPS is SEC034's.
fn setting(item: &Item<'_>) -> (&'static Property, &'static str, &'static str) {
    if *item.kind == cloudfront_distribution::KIND {
        let property = &cloudfront_distribution::VIEWER_PROTOCOL;
        (property, "allow-all", "redirect-to-https")
    } else {
        (&capacity::LISTENER, "HTTP_AND_HTTPS", "HTTP_REDIRECT")
    }
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, open, _) = setting(item);
    if item.text(property) == open {
        out.add([item.id], || phrase::property_of(item, property));
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (property, _, redirect) = setting(&item);
    Some(Fix {
        label: Phrase::new("Redirect HTTP to HTTPS", "HTTP를 HTTPS로 리디렉션"),
        edit: set(&item, property, redirect),
    })
}
