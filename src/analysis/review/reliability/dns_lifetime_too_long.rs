//! REL040: DNS lifetime too long for failover.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::route53_zone;
use crate::text::number::short;

rule! {
    /// DNS lifetime too long for failover
    ///
    /// **Why.** Resolvers keep the dead answer for the whole lifetime of the record, on top of the 90 s in which health
    /// checks notice the failure.
    ///
    /// **Fix.** Let records that fail over live 60 s at most, or make them aliases.
    ///
    /// **When to silence it.** A slower failover is acceptable, and the queries are many.
    ///
    /// **References.** TA:Amazon Route 53 High TTL Resource Record Sets; REL11-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "dns": (kind: "route53_zone", at: (0, 0), properties: {"routing_policy": "weighted", "alias": false, "ttl": 300}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "dns": (kind: "route53_zone", at: (0, 0), properties: {"routing_policy": "weighted", "alias": false, "ttl": 60}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL040",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: Check::Each(&[&route53_zone::KIND], check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 60.0,
            unit: both("s", "초"),
            source: "service-facts: Route 53, TTL advised for records tied to a health check",
        }),
        korean: Korean {
            title: "장애 조치에 비해 너무 긴 DNS TTL",
            why: "상태 확인이 장애를 알아채는 90초에 더해, 리졸버는 레코드의 TTL 동안 죽은 응답을 보관합니다.",
            fix: "장애 조치하는 레코드의 TTL을 최대 60초로 하거나 별칭으로 만듭니다.",
            silence: "더 느린 장애 조치를 받아들일 수 있고 쿼리가 많은 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let policy = item.text(&route53_zone::ROUTING);
    let fails_over = matches!(policy, "failover" | "weighted" | "multivalue");
    let ttl = item.number(&route53_zone::TTL);
    let limit = out.rule().limit(cx);
    if !fails_over || !(route53_zone::TTL.applies)(item) || ttl <= limit {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let policy = phrase::value_of(&route53_zone::ROUTING, &policy.into(), language);
        let (ttl, limit) = (short(ttl, 0), short(limit, 0));
        match language {
            Language::English => {
                format!("{name}: {policy} records live {ttl} s; {limit} s is the limit")
            }
            Language::Korean => format!("{name}: {policy} 레코드 TTL {ttl}초, 기준 {limit}초"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let limit = RULE.limit(cx).max(0.0);
    Some(Fix {
        label: phrase::set(&route53_zone::TTL, &limit.into()),
        edit: set(&item, &route53_zone::TTL, limit),
    })
}
