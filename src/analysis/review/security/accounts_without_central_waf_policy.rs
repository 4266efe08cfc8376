//! SEC032: Several accounts with their own web ACLs and no central policy.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{identity, web};
use crate::catalog::security::fms_policy;
use crate::model::Id;
use std::collections::BTreeMap;

rule! {
    /// Several accounts with their own web ACLs and no central policy
    ///
    /// **Why.** Each new account starts unprotected until somebody remembers it.
    ///
    /// **Fix.** Add Firewall Manager policies that attach the baseline web ACL to new entries and report the
    /// others.
    ///
    /// **When to silence it.** A pipeline creates the web ACL together with every entry.
    ///
    /// **References.** prowler:fms_policy_compliant; SEC05-BP04; SEC01-BP06.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "one": (kind: "account", frame: (0, 0, 300, 200)), // finding
    ///     "three": (kind: "account", frame: (800, 0, 300, 200)), // finding
    ///     "two": (kind: "account", frame: (400, 0, 300, 200)), // finding
    /// }, components: {
    ///     "lb-1": (kind: "application_load_balancer", in: "one", at: (20, 40)),
    ///     "lb-2": (kind: "application_load_balancer", in: "two", at: (420, 40)),
    ///     "lb-3": (kind: "application_load_balancer", in: "three", at: (820, 40)),
    ///     "users": (kind: "users", at: (0, 400)),
    /// }, connections: {
    ///     "a": (from: "users", to: "lb-1"),
    ///     "b": (from: "users", to: "lb-2"),
    ///     "c": (from: "users", to: "lb-3"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "one": (kind: "account", frame: (0, 0, 300, 200)),
    ///     "three": (kind: "account", frame: (800, 0, 300, 200)),
    ///     "two": (kind: "account", frame: (400, 0, 300, 200)),
    /// }, components: {
    ///     "fms": (kind: "fms_policy", at: (200, 400)),
    ///     "lb-1": (kind: "application_load_balancer", in: "one", at: (20, 40)),
    ///     "lb-2": (kind: "application_load_balancer", in: "two", at: (420, 40)),
    ///     "lb-3": (kind: "application_load_balancer", in: "three", at: (820, 40)),
    ///     "users": (kind: "users", at: (0, 400)),
    /// }, connections: {
    ///     "a": (from: "users", to: "lb-1"),
    ///     "b": (from: "users", to: "lb-2"),
    ///     "c": (from: "users", to: "lb-3"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC032",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 3.0,
            unit: both("accounts", "개 계정"),
            source: "default",
        }),
        korean: Korean {
            title: "중앙 정책 없이 계정마다 따로 관리하는 웹 ACL",
            why: "새 계정은 누군가 기억해 낼 때까지 보호받지 못합니다.",
            fix: "새 진입점에 기본 웹 ACL을 연결하고 나머지를 보고하는 Firewall Manager 정책을 추가합니다.",
            silence: "파이프라인이 진입점을 만들 때마다 웹 ACL도 함께 만드는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.of_kind(&fms_policy::KIND).is_empty() {
        return;
    }
    let mut accounts: BTreeMap<&Id, usize> = BTreeMap::new();
    for front in cx.fronts() {
        if web::carries_web_acl(&front.item)
            && let Some(account) = identity::account_of(cx, &front.item)
        {
            *accounts.entry(account).or_default() += 1;
        }
    }
    if (accounts.len() as f64) < out.rule().limit(cx) {
        return;
    }
    let entries: usize = accounts.values().sum();
    let count = accounts.len();
    let evidence = seen(|language| match language {
        Language::English => format!(
            "{count} accounts with {entries} entries from the internet, 0 Firewall Manager policies"
        ),
        Language::Korean => {
            format!("인터넷 진입점 {entries}개를 가진 계정 {count}개, Firewall Manager 정책 0개")
        }
    });
    out.add(accounts.into_keys(), evidence);
}
