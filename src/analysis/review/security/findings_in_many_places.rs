//! SEC068: Findings not collected in one place.

use crate::analysis::review::places;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::management::config_configuration_recorder;
use crate::catalog::security::{
    guardduty_detector, inspector2_enabler, macie2_account, securityhub_account,
};
use crate::model::Id;
use crate::text::Phrase;
use std::collections::BTreeSet;

rule! {
    /// Findings not collected in one place
    ///
    /// **Why.** Alerts that are spread over several consoles are not acted on.
    ///
    /// **Fix.** Turn on Security Hub, in an administrator account where there are several.
    ///
    /// **When to silence it.** Another product collects the findings.
    ///
    /// **References.** prowler:securityhub_enabled; CIS5.0:4.16; SEC04-BP02; SEC04-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "config": (kind: "config_configuration_recorder", at: (0, 0)), // finding
    ///     "guardduty": (kind: "guardduty_detector", at: (0, 100)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "config": (kind: "config_configuration_recorder", at: (0, 0)),
    ///     "guardduty": (kind: "guardduty_detector", at: (0, 100)),
    ///     "hub": (kind: "securityhub_account", at: (0, 200)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC068",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 2.0,
            unit: both("services or accounts", "개 서비스 또는 계정"),
            source: "default",
        }),
        korean: Korean {
            title: "한곳에 모이지 않는 보안 결과",
            why: "여러 콘솔에 흩어진 알림에는 대응하지 못합니다.",
            fix: "Security Hub를 켭니다. 계정이 여럿이면 관리자 계정에서 켭니다.",
            silence: "다른 제품이 결과를 모으는 경우입니다.",
        },
    };
}

/// Services that make findings.
const SOURCES: &[&Kind] = &[
    &config_configuration_recorder::KIND,
    &guardduty_detector::KIND,
    &inspector2_enabler::KIND,
    &macie2_account::KIND,
];
fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.of_kind(&securityhub_account::KIND).is_empty() {
        return;
    }
    let services = SOURCES.iter().filter(|kind| !cx.of_kind(kind).is_empty());
    let services = services.count();
    let accounts: BTreeSet<&Id> = cx.places().sites.iter().filter_map(|s| s.account).collect();
    let many = out.rule().limit(cx);
    let most = services.max(accounts.len());
    if most == 0 || (most as f64) < many {
        return;
    }
    let sources: Vec<Item<'_>> = cx.of_kinds(SOURCES).copied().collect();
    let evidence = seen(|language| {
        let names = phrase::names(sources.iter().copied(), language);
        let accounts = accounts.len().max(1);
        match language {
            Language::English => {
                let services = phrase::count(services, "source of findings", "sources of findings");
                let accounts = phrase::count(accounts, "account", "accounts");
                let names = if names.is_empty() {
                    names
                } else {
                    format!(" ({names})")
                };
                format!("{services}{names} in {accounts}, 0 Security Hub")
            }
            Language::Korean => {
                let names = if names.is_empty() {
                    names
                } else {
                    format!("({names})")
                };
                format!(
                    "계정 {accounts}개에 결과를 내는 서비스 {services}개{names}, Security Hub 0개"
                )
            }
        }
    });
    let items = sources.iter().map(|source| source.id);
    out.add(items.chain(accounts.iter().copied()), evidence);
}

fn fix(cx: &Cx<'_>, _: &Finding) -> Option<Fix> {
    let sources = cx.of_kinds(SOURCES).next();
    let place = sources.and_then(|source| source.component.parent());
    let frame = place.or_else(|| cx.places().sites.first().and_then(|site| site.frame));
    let hub = places::new(&securityhub_account::KIND);
    Some(Fix {
        label: Phrase::new(
            "Turn on Security Hub (paid by usage)",
            "Security Hub 켜기(사용량만큼 과금)",
        ),
        edit: places::add(cx, "security-hub", frame, hub),
    })
}
