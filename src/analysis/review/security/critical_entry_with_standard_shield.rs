//! SEC033: DDoS-sensitive entry with standard Shield only.

use crate::analysis::review::prelude::*;
use crate::analysis::review::tags;
use crate::catalog::Kind;
use crate::catalog::networking::{
    application_load_balancer, cloudfront_distribution, eip, network_load_balancer, route53_zone,
};
use crate::catalog::security::shield_protection;
use crate::text::number::short;

rule! {
    /// DDoS-sensitive entry with standard Shield only
    ///
    /// **Why.** Standard Shield covers network floods. It brings neither the response team of AWS nor a refund of
    /// what an attack costs.
    ///
    /// **Fix.** Consider Shield Advanced for the named entries, or keep everything behind CloudFront.
    ///
    /// **When to silence it.** The fixed monthly fee is more than an outage of hours would cost.
    ///
    /// **References.** prowler:shield_advanced_protection_in_internet_facing_load_balancers;
    /// prowler:shield_advanced_protection_in_cloudfront_distributions; SEC05-BP03.
    ///
    /// ```ron bad
    /// (settings: (target_availability_percent: 99.99), components: {
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 99.99), components: {
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    ///     "shield": (kind: "shield_protection", at: (200, 200)),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "lb"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC033",
        pillar: Pillar::Security,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 99.99,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "기본 Shield만 있는 DDoS 민감 진입점",
            why: "기본 Shield는 네트워크 폭주를 막습니다. AWS 대응팀의 도움이나 공격으로 늘어난 요금의 환급은 없습니다.",
            fix: "이름이 나온 진입점에 Shield Advanced를 검토하거나 모든 진입점을 CloudFront 뒤에 둡니다.",
            silence: "고정 월 요금이 몇 시간의 중단으로 잃는 금액보다 큰 경우입니다.",
        },
    };
}

/// What Shield Advanced can protect.
const PROTECTED: &[&Kind] = &[
    &cloudfront_distribution::KIND,
    &application_load_balancer::KIND,
    &network_load_balancer::KIND,
    &route53_zone::KIND,
];
/// Tags that say that the business lives on a component.
const TAGS: &[&str] = &["revenue_critical", "revenue-critical", "RevenueCritical"];

fn is_critical(item: &Item<'_>) -> bool {
    tags::first(item, TAGS)
        .is_some_and(|value| !matches!(value.to_lowercase().as_str(), "false" | "no" | "0"))
}

/// Whether Shield Advanced protects an item: it is joined to it, or is joined to nothing and so stands for all.
fn is_shielded(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let mut shields = cx.of_kind(&shield_protection::KIND).iter();
    shields.any(|shield| {
        let mut protected = cx.neighbours(shield).peekable();
        protected.peek().is_none() || protected.any(|other| other.id == item.id)
    })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let target = cx.design.settings.target_availability_percent;
    let limit = out.rule().limit(cx);
    let all = target.is_some_and(|target| target >= limit);
    let fronts = cx.fronts().iter().map(|front| front.item);
    let fronts = fronts.filter(|item| PROTECTED.contains(&item.kind));
    let addresses = cx.of_kind(&eip::KIND).iter().copied();
    let mut items: Vec<Item<'_>> = fronts.chain(addresses).collect();
    items.retain(|item| (all || is_critical(item)) && !is_shielded(cx, item));
    if items.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let count = items.len();
        let names = phrase::names(items.iter().copied(), language);
        let goal = target.filter(|_| all).map(|target| short(target, 3));
        match (language, goal) {
            (Language::English, Some(goal)) => {
                let entries = phrase::count(count, "entry", "entries");
                format!("availability target {goal}%: {entries} with standard Shield: {names}")
            }
            (Language::English, None) => {
                let entries = phrase::count(count, "entry", "entries");
                format!("{entries} tagged as critical to revenue, with standard Shield: {names}")
            }
            (Language::Korean, Some(goal)) => {
                format!("가용성 목표 {goal}%: 기본 Shield만 있는 진입점 {count}개: {names}")
            }
            (Language::Korean, None) => {
                format!("매출에 중요하다고 표시되었고 기본 Shield만 있는 진입점 {count}개: {names}")
            }
        }
    });
    out.add(items.iter().map(|item| item.id), evidence);
}
