//! SEC028: Only one of the two WAF positions is used.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::networking::{application_load_balancer, cloudfront_distribution};
use crate::model::SecurityProfile;

rule! {
    /// Only one of the two WAF positions is used
    ///
    /// **Why.** A second web ACL, tuned differently, limits the damage when the origin is reached directly or a
    /// rule at the edge misfires.
    ///
    /// **Fix.** Add the missing web ACL with the rules that the other one lacks, or keep the origin off the
    /// internet and accept one position.
    ///
    /// **When to silence it.** The origin admits CloudFront only. The rule speaks up only where the design asks for
    /// the strict security profile.
    ///
    /// **References.** SEC05-BP03; SEC05-BP01.
    ///
    /// ```ron bad
    /// (settings: (security_profile: strict), components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)), // finding
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)), // finding
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 200), properties: {"scope": "CLOUDFRONT"}),
    /// }, connections: {
    ///     "a": (from: "waf", to: "cdn"),
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (security_profile: strict), components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)),
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    ///     "lb-waf": (kind: "wafv2_web_acl", at: (200, 200)),
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 200), properties: {"scope": "CLOUDFRONT"}),
    /// }, connections: {
    ///     "a": (from: "waf", to: "cdn"),
    ///     "b": (from: "lb-waf", to: "lb"),
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC028",
        pillar: Pillar::Security,
        severity: Severity::Info,
        check: each_where(&[&cloudfront_distribution::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "두 WAF 위치 중 하나만 사용함",
            why: "다르게 조정한 두 번째 웹 ACL은 오리진에 직접 접근하거나 엣지 규칙이 잘못 동작할 때 피해를 줄입니다.",
            fix: "다른 쪽에 없는 규칙으로 빠진 웹 ACL을 추가하거나, 오리진을 인터넷에서 분리하고 한 위치만 씁니다.",
            silence: "오리진이 CloudFront만 허용하는 경우입니다. 설계가 엄격한 보안 프로필을 요구할 때만 알려 줍니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.design.settings.security_profile == SecurityProfile::Strict
}

fn check<'a>(cx: &Cx<'a>, distribution: &Item<'a>, out: &mut Findings) {
    let at_edge = web::acls_of(cx, distribution).len();
    for origin in web::origins(cx, distribution) {
        if *origin.kind != application_load_balancer::KIND {
            continue;
        }
        let behind = web::acls_of(cx, &origin).len();
        if (at_edge == 0) == (behind == 0) {
            continue;
        }
        let evidence = seen(|language| {
            let (edge, balancer) = (distribution.name(language), origin.name(language));
            match language {
                Language::English => {
                    format!("web ACLs: {at_edge} on {edge}, {behind} on {balancer}")
                }
                Language::Korean => {
                    format!("웹 ACL: {edge}에 {at_edge}개, {balancer}에 {behind}개")
                }
            }
        });
        out.add([distribution.id, origin.id], evidence);
    }
}
