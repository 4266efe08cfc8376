//! SEC027: CloudFront and ALB both carry the same WAF rules.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::networking::{application_load_balancer, cloudfront_distribution};
use crate::catalog::security::wafv2_rule_group;
use crate::catalog::security::wafv2_web_acl;
use std::collections::BTreeSet;

rule! {
    /// CloudFront and ALB both carry the same WAF rules
    ///
    /// **Why.** Every request is inspected and paid twice for the same threats.
    ///
    /// **Fix.** Split the work: floods, rates and bad addresses at CloudFront; exploits, SQL injection and
    /// scripting at the load balancer.
    ///
    /// **When to silence it.** The load balancer also takes requests that do not come through CloudFront.
    ///
    /// **References.** SEC05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)),
    ///     "edge-waf": (kind: "wafv2_web_acl", at: (0, 200), properties: {"scope": "CLOUDFRONT", "rule_group_names": "AWSManagedRulesCommonRuleSet, AWSManagedRulesSQLiRuleSet"}), // finding
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    ///     "lb-waf": (kind: "wafv2_web_acl", at: (200, 200), properties: {"rule_group_names": "AWSManagedRulesCommonRuleSet, AWSManagedRulesSQLiRuleSet"}), // finding
    /// }, connections: {
    ///     "a": (from: "edge-waf", to: "cdn"),
    ///     "b": (from: "lb-waf", to: "lb"),
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0)),
    ///     "edge-waf": (kind: "wafv2_web_acl", at: (0, 200), properties: {"scope": "CLOUDFRONT", "rule_group_names": "AWSManagedRulesAmazonIpReputationList"}),
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    ///     "lb-waf": (kind: "wafv2_web_acl", at: (200, 200), properties: {"rule_group_names": "AWSManagedRulesCommonRuleSet, AWSManagedRulesSQLiRuleSet"}),
    /// }, connections: {
    ///     "a": (from: "edge-waf", to: "cdn"),
    ///     "b": (from: "lb-waf", to: "lb"),
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC027",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "CloudFront와 ALB에 같은 WAF 규칙이 있음",
            why: "모든 요청을 같은 위협에 대해 두 번 검사하고 두 번 요금을 냅니다.",
            fix: "역할을 나눕니다. 폭주, 속도, 악성 주소는 CloudFront에서, 취약점 공격, SQL 인젝션, 스크립팅은 로드 밸런서에서 검사합니다.",
            silence: "로드 밸런서가 CloudFront를 거치지 않는 요청도 받는 경우입니다.",
        },
    };
}

/// Names of the rule groups of a web ACL: those typed, and the rule groups that it is joined to.
fn groups<'a>(cx: &Cx<'a>, waf: &Item<'a>) -> BTreeSet<&'a str> {
    let typed = waf.text(&wafv2_web_acl::GROUP_NAMES).split(',');
    let joined = cx
        .neighbours(waf)
        .filter(|item| *item.kind == wafv2_rule_group::KIND)
        .map(|item| item.id.as_str());
    let names = typed.map(str::trim).filter(|name| !name.is_empty());
    names.chain(joined).collect()
}

fn check<'a>(cx: &Cx<'a>, distribution: &Item<'a>, out: &mut Findings) {
    let edge = web::acls_of(cx, distribution);
    if edge.is_empty() {
        return;
    }
    for origin in web::origins(cx, distribution) {
        if *origin.kind != application_load_balancer::KIND {
            continue;
        }
        for (first, second) in edge.iter().flat_map(|first| {
            web::acls_of(cx, &origin)
                .into_iter()
                .map(move |s| (first, s))
        }) {
            let (a, b) = (groups(cx, first), groups(cx, &second));
            let common: Vec<&str> = a.intersection(&b).copied().collect();
            // More than half of either.
            if first.id == second.id || common.len() * 2 <= a.len().min(b.len()) {
                continue;
            }
            let evidence = seen(|language| {
                let (one, two) = (first.name(language), second.name(language));
                let count = common.len();
                let names = phrase::shorten(&common, language);
                match language {
                    Language::English => {
                        let groups = phrase::count(count, "rule group", "rule groups");
                        format!("{one} and {two} share {groups}: {names}")
                    }
                    Language::Korean => {
                        format!("{one}, {two}: 공통 규칙 그룹 {count}개({names})")
                    }
                }
            });
            out.add([first.id, second.id], evidence);
        }
    }
}
