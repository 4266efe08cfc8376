//! COST022: CNAME where an alias record would do.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::networking::{
    api_gateway_http, api_gateway_rest, application_load_balancer, classic_load_balancer,
    cloudfront_distribution, network_load_balancer, route53_zone,
};
use crate::catalog::security::wafv2_web_acl;
use crate::catalog::storage::s3_bucket;
use crate::catalog::{Item, Kind};
use crate::model::Value;
use crate::text::Phrase;
use std::cell::LazyCell;

rule! {
    /// CNAME where an alias record would do
    ///
    /// **Why.** Alias queries to AWS targets are free, resolve in one step and work at the zone apex.
    ///
    /// **Fix.** Replace the record by an alias A or AAAA record.
    ///
    /// **When to silence it.** The records must be the same at another DNS provider.
    ///
    /// **References.** TA:Amazon Route 53 Alias Resource Record Sets; PERF04-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (300, 0)),
    ///     "dns": (kind: "route53_zone", at: (150, 0), properties: {"alias": false}), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100.0))),
    /// }, connections: {
    ///     "ask": (from: "users", to: "dns"),
    ///     "go": (from: "dns", to: "alb"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (300, 0)),
    ///     "dns": (kind: "route53_zone", at: (150, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100.0))),
    /// }, connections: {
    ///     "ask": (from: "users", to: "dns"),
    ///     "go": (from: "dns", to: "alb"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST022",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&route53_zone::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "별칭 레코드면 되는 곳의 CNAME",
            why: "AWS 대상에 대한 별칭 쿼리는 무료이고 한 번에 해석되며 영역 정점에서도 쓸 수 있습니다.",
            fix: "별칭 A/AAAA 레코드로 바꿉니다.",
            silence: "레코드를 다른 DNS 서비스와 똑같이 유지해야 하는 경우입니다.",
        },
    };
}

/// Kinds that an alias record can lead to.
static TARGETS: &[&Kind] = &[
    &api_gateway_http::KIND,
    &api_gateway_rest::KIND,
    &application_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &cloudfront_distribution::KIND,
    &network_load_balancer::KIND,
    &s3_bucket::KIND,
];

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if item.flag(&route53_zone::ALIAS) {
        return;
    }
    // A web ACL that is drawn between has no name of its own: the record is that of what it guards.
    let mut called: Vec<Item<'_>> = Vec::new();
    for (target, _) in cx.called(item) {
        if *target.kind == wafv2_web_acl::KIND {
            called.extend(cx.called(target).map(|(guarded, _)| guarded));
        } else {
            called.push(target);
        }
    }
    called.retain(|it| TARGETS.contains(&it.kind));
    let targets = called;
    if targets.is_empty() {
        return;
    }
    let saved =
        LazyCell::new(|| saving::with(cx, item, &[(&route53_zone::ALIAS, Value::Bool(true))]));
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let targets = phrase::names(targets.iter().copied(), language);
        match language {
            Language::English => {
                format!("{name} → {targets} by plain records; as aliases {price}")
            }
            Language::Korean => format!("{name} → {targets}: 일반 레코드; 별칭으로는 {price}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Use alias records", "별칭 레코드 사용"),
        edit: set(&item, &route53_zone::ALIAS, true),
    })
}
