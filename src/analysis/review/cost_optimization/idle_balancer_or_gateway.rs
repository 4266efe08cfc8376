//! COST049: Balancer, NAT or endpoint with no traffic.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{exposure, saving};
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, nat_gateway, network_load_balancer,
    through,
};
use crate::catalog::{Kind, Network};
use crate::model::Id;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::{Money, short};
use std::cell::LazyCell;
use std::collections::BTreeSet;

rule! {
    /// Balancer, NAT or endpoint with no traffic
    ///
    /// **Why.** Hourly fees for nothing.
    ///
    /// **Fix.** Delete it.
    ///
    /// **When to silence it.** It waits for traffic that will start soon.
    ///
    /// **References.** TA:Idle Load Balancers; TA:Inactive NAT Gateways; TA:Idle NAT gateways;
    /// thrifty:ec2_application_lb_unused; thrifty:vpc_nat_gateway_unused; COST04-BP03; SUS03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (150, 0)),
    ///     "old": (kind: "application_load_balancer", at: (150, 150)), // finding
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "a": (from: "users", to: "alb"),
    ///     "b": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (150, 0)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "a": (from: "users", to: "alb"),
    ///     "b": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST049",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "트래픽이 없는 로드 밸런서나 NAT 게이트웨이",
            why: "아무 일도 하지 않는데 시간당 요금을 냅니다.",
            fix: "삭제합니다.",
            silence: "곧 트래픽을 받을 예정인 경우입니다.",
        },
    };
}

/// Balancers, which must be called and have targets.
static BALANCERS: &[&Kind] = &[
    &application_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &network_load_balancer::KIND,
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    // Without any traffic in the drawing nothing is known to be idle.
    if !cx
        .traffic
        .connections
        .values()
        .any(|flow| flow.requests > 0.0)
    {
        return;
    }
    for item in cx.of_kinds(BALANCERS) {
        let idle =
            cx.arrivals(item).requests() <= 0.0 && item.typed(&capacity::CAPACITY_UNITS).is_none();
        if idle || cx.outgoing(item).is_empty() {
            tell(cx, item, out);
        }
    }
    let gateways = cx.of_kind(&nat_gateway::KIND);
    if gateways.is_empty() {
        return;
    }
    let servers = LazyCell::new(|| with_servers(cx));
    for item in gateways {
        let drawn = !cx.incoming(item).is_empty() || !cx.outgoing(item).is_empty();
        let typed = item.typed(&through::DATA).is_some_and(|gb| gb > 0.0);
        if cx.through(item).len() == 0
            && !drawn
            && !typed
            && item.vpc().is_some_and(|vpc| !servers.contains(vpc))
        {
            tell(cx, item, out);
        }
    }
}

/// VPCs with servers in private subnets, which may use a gateway for what nobody draws (updates, other APIs).
fn with_servers<'a>(cx: &Cx<'a>) -> BTreeSet<&'a Id> {
    let servers = cx.items_of(|kind| kind.network == Network::Instance);
    let servers = servers.filter(|item| exposure::public_subnet(cx, item).is_none());
    servers.filter_map(|item| item.vpc()).collect()
}

fn tell(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let usd = saving::monthly(cx, item);
    let targets = cx.outgoing(item).len();
    let evidence = seen(|language| {
        let (name, usd) = (item.name(language), Money::USD.per_month(usd, language));
        let rate = short(cx.arrivals(item).average().0, 2);
        match language {
            Language::English => {
                let targets = phrase::count(targets, "target", "targets");
                format!("{name}: {rate} req/s, {targets}, {usd}")
            }
            Language::Korean => format!("{name}: {rate} req/s, 대상 {targets}개, {usd}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(_: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    Some(Fix {
        label: Phrase::new("Delete it", "삭제"),
        edit: Edit::Remove {
            ids: BTreeSet::from([finding.items.first()?.clone()]),
            with_members: false,
        },
    })
}
