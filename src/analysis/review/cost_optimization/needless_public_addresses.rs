//! COST015: Public IPv4 addresses.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::ecs_service;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, eip, nat_gateway,
    network_load_balancer,
};
use crate::catalog::{Kind, Network};
use crate::text::number::Money;
use crate::units::Usd;

rule! {
    /// Public IPv4 addresses
    ///
    /// **Why.** Each public IPv4 address is billed by the hour, used or idle, including those of load balancers.
    ///
    /// **Fix.** Use private subnets, one ALB for several services, IPv6, or CloudFront VPC origins.
    ///
    /// **When to silence it.** Clients on the internet that are not drawn call the address.
    ///
    /// **References.** COST06-BP02; EC2.9.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (150, 0), properties: {"zones": 2}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web": (kind: "instance", at: (300, 0), properties: {"instance_count": 4, "associate_public_ip_address": true}), // finding
    /// }, connections: {
    ///     "in": (from: "users", to: "alb"),
    ///     "on": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (150, 0), properties: {"zones": 2}),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web": (kind: "instance", at: (300, 0), properties: {"instance_count": 4}),
    /// }, connections: {
    ///     "in": (from: "users", to: "alb"),
    ///     "on": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST015",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("US dollars a month", "달러/월"), source: "default" }),
        korean: Korean {
            title: "필요하지 않은 퍼블릭 IPv4 주소",
            why: "퍼블릭 IPv4 주소는 로드 밸런서의 주소를 포함해 사용 여부와 관계없이 시간당 과금됩니다.",
            fix: "프라이빗 서브넷, 여러 서비스를 위한 하나의 ALB, IPv6, CloudFront VPC 오리진을 사용합니다.",
            silence: "도면에 없는 인터넷 클라이언트가 그 주소를 부르는 경우입니다.",
        },
    };
}

/// Kinds whose items can have public addresses.
static KINDS: &[&Kind] = &[
    &application_load_balancer::KIND,
    &autoscaling_group::KIND,
    &classic_load_balancer::KIND,
    &ecs_service::KIND,
    &eip::KIND,
    &instance::KIND,
    &nat_gateway::KIND,
    &network_load_balancer::KIND,
];

/// Whether an item has public addresses that no drawn connection from or to the internet uses.
fn is_needless(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let is_balancer = item.kind.balances;
    let has_address = if [&instance::KIND, &autoscaling_group::KIND].contains(&item.kind) {
        item.flag(&server::PUBLIC_ADDRESS)
    } else if *item.kind == ecs_service::KIND {
        item.flag(&ecs_service::PUBLIC_ADDRESS)
    } else {
        is_balancer && item.text(&capacity::SCHEME) == "internet-facing"
    };
    if !has_address {
        return false;
    }
    // A balancer that nobody calls is idle, which another rule finds.
    let has_callers = !cx.incoming(item).is_empty();
    (has_callers || !is_balancer) && cx.neighbours(item).all(|other| is_inside(&other))
}

/// Whether an item is reached by private addresses. What stands for the internet here (users, edges, names, firewalls in
/// front) is not.
fn is_inside(item: &Item<'_>) -> bool {
    matches!(
        item.kind.network,
        Network::Instance
            | Network::ManagedDatabase
            | Network::LoadBalancer
            | Network::NetworkLoadBalancer
            | Network::PublicService
    )
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let needless: Vec<&Item<'_>> = cx
        .of_kinds(KINDS)
        .filter(|item| is_needless(cx, item))
        .collect();
    if needless.is_empty() {
        return;
    }
    let of = |item: &Item<'_>| saving::of_lines(cx, item, &["public_ipv4"]);
    let all: Usd = cx.of_kinds(KINDS).map(of).sum();
    if all.0 <= RULE.limit(cx) {
        return;
    }
    let waste: Usd = needless.iter().copied().map(of).sum();
    let evidence = seen(|language| {
        let names = phrase::names(needless.iter().copied(), language);
        let all = Money::USD.per_month(all, language);
        let waste = Money::USD.per_month(waste, language);
        match language {
            Language::English => format!(
                "public IPv4 addresses cost {all}; {waste} of it for {names}, which nothing on the internet calls"
            ),
            Language::Korean => format!(
                "퍼블릭 IPv4 주소 {all}; 그중 {waste}는 인터넷에서 부르지 않는 {names}의 비용"
            ),
        }
    });
    out.add(needless.iter().map(|item| item.id), evidence);
}
