//! SEC029: Web ACL without any rule or managed group.

use crate::analysis::review::prelude::*;
use crate::catalog::security::wafv2_web_acl;
use crate::text::Phrase;

rule! {
    /// Web ACL without any rule or managed group
    ///
    /// **Why.** The web ACL and its requests are billed, and it blocks nothing.
    ///
    /// **Fix.** Add the managed groups for core threats, known bad inputs and SQL injection, and move tested rules
    /// from count to block.
    ///
    /// **When to silence it.** The rules are new and count for a few days, to be compared with the logs before they
    /// block.
    ///
    /// **References.** WAF.10; CKV_AWS_175; CKV_AWS_342; prowler:wafv2_webacl_with_rules;
    /// prowler:wafv2_webacl_managed_rule_groups_enabled; SEC05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 0), properties: {"count_only": true}), // finding
    ///     "other": (kind: "wafv2_web_acl", at: (200, 0), properties: {"rules": 0, "managed_rule_groups": 0}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "waf": (kind: "wafv2_web_acl", at: (0, 0), properties: {"rules": 0, "managed_rule_groups": 3}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC029",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(&[&wafv2_web_acl::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "아무것도 차단하지 않는 웹 ACL",
            why: "웹 ACL과 요청 요금은 나가지만 아무것도 차단하지 않습니다.",
            fix: "핵심 위협, 알려진 잘못된 입력, SQL 인젝션용 관리형 그룹을 추가하고, 검증한 규칙은 카운트에서 차단으로 바꿉니다.",
            silence: "새 규칙을 며칠 동안 카운트로 두고 로그와 비교하는 중인 경우입니다.",
        },
    };
}

/// Managed groups of the quick fix: core rules, known bad inputs, SQL.
const MANAGED: f64 = 3.0;

/// Rules and groups of all sorts that a web ACL has.
fn rules(item: &Item<'_>) -> f64 {
    let counted = [
        &wafv2_web_acl::RULES,
        &wafv2_web_acl::MANAGED,
        &wafv2_web_acl::GROUPS,
    ];
    let switched = [
        &wafv2_web_acl::BOT_CONTROL,
        &wafv2_web_acl::ATP,
        &wafv2_web_acl::ACFP,
    ];
    let counted: f64 = counted.iter().map(|property| item.number(property)).sum();
    let switched = switched.iter().filter(|p| item.flag(p)).count();
    counted + switched as f64
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if rules(item) == 0.0 {
        let evidence = seen(|language| {
            let name = item.name(language);
            match language {
                Language::English => format!("{name}: 0 rules, 0 managed groups"),
                Language::Korean => format!("{name}: 규칙 0개, 관리형 그룹 0개"),
            }
        });
        out.add([item.id], evidence);
    } else if item.flag(&wafv2_web_acl::COUNT_ONLY) {
        out.add([item.id], || {
            phrase::property_of(item, &wafv2_web_acl::COUNT_ONLY)
        });
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    if rules(&item) > 0.0 {
        return Some(Fix {
            label: Phrase::new("Block instead of count", "카운트 대신 차단"),
            edit: set(&item, &wafv2_web_acl::COUNT_ONLY, false),
        });
    }
    Some(Fix {
        label: Phrase::new("Add managed rule groups", "관리형 규칙 그룹 추가"),
        edit: crate::model::edit::Edit::Batch(vec![
            set(&item, &wafv2_web_acl::MANAGED, MANAGED),
            set(&item, &wafv2_web_acl::COUNT_ONLY, false),
        ]),
    })
}
