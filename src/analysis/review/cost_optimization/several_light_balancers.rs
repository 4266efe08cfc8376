//! COST050: Several lightly used balancers where one would do.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::networking::{application_load_balancer, capacity, classic_load_balancer};
use crate::model::Id;
use crate::text::number::{Money, short};
use crate::units::Usd;
use std::collections::BTreeMap;

rule! {
    /// Several lightly used balancers where one would do
    ///
    /// **Why.** One ALB routes by host and path; each further one costs its hours and its public addresses.
    ///
    /// **Fix.** Merge the listeners and rules into one ALB.
    ///
    /// **When to silence it.** The services must be kept apart.
    ///
    /// **References.** COST06-BP04; COST05-BP05.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 500)),
    /// }, components: {
    ///     "alb-1": (kind: "application_load_balancer", in: "vpc", at: (40, 60)), // finding
    ///     "alb-2": (kind: "application_load_balancer", in: "vpc", at: (40, 200)), // finding
    ///     "users": (kind: "users", at: (900, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web-1": (kind: "instance", in: "vpc", at: (240, 60)),
    ///     "web-2": (kind: "instance", in: "vpc", at: (240, 200)),
    /// }, connections: {
    ///     "a": (from: "users", to: "alb-1"),
    ///     "b": (from: "users", to: "alb-2"),
    ///     "c": (from: "alb-1", to: "web-1"),
    ///     "d": (from: "alb-2", to: "web-2"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 500)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "vpc", at: (40, 60)),
    ///     "users": (kind: "users", at: (900, 0), demand: (rate: requests_per_second(5.0))),
    ///     "web-1": (kind: "instance", in: "vpc", at: (240, 60)),
    ///     "web-2": (kind: "instance", in: "vpc", at: (240, 200)),
    /// }, connections: {
    ///     "a": (from: "users", to: "alb"),
    ///     "c": (from: "alb", to: "web-1"),
    ///     "d": (from: "alb", to: "web-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST050",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 20.0, unit: both("% of one capacity unit", "%(용량 단위 1개 대비)"), source: "default" }),
        korean: Korean {
            title: "하나면 될 곳의 한가한 로드 밸런서 여러 개",
            why: "하나의 ALB가 호스트와 경로로 나누어 보낼 수 있습니다.",
            fix: "리스너와 규칙을 하나의 ALB로 합칩니다.",
            silence: "서로 격리해야 하는 서비스인 경우입니다.",
        },
    };
}

/// Capacity units that a balancer uses on average; none where it carries nothing.
fn units(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if cx.arrivals(item).requests() <= 0.0 {
        return None;
    }
    let cost = cx.cost_of(item)?;
    let line = cost.lines.iter().find(|line| line.key == "capacity");
    // A Classic Load Balancer is billed by the GB; one GB an hour is a unit of its successor.
    let hours = cx.design.settings.hours_per_month.max(1.0);
    let flows = cx.arrivals(item);
    let by_gb = (flows.gb_in() + flows.gb_out()).0;
    Some(line.map_or(by_gb, |line| line.amount.value) / hours)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut light: BTreeMap<(&Id, Option<&String>), Vec<Item<'_>>> = BTreeMap::new();
    for item in cx.of_kinds(&[
        &application_load_balancer::KIND,
        &classic_load_balancer::KIND,
    ]) {
        let Some(vpc) = item.vpc() else { continue };
        if item.text(&capacity::SCHEME) != "internet-facing" {
            continue;
        }
        if units(cx, item).is_some_and(|units| units * 100.0 < RULE.limit(cx)) {
            // Environments stay apart.
            let key = (vpc, item.tag("env"));
            light.entry(key).or_default().push(*item);
        }
    }
    for items in light.into_values().filter(|items| items.len() > 1) {
        let spare = items.iter().skip(1);
        let usd: Usd = spare
            .map(|item| saving::of_lines(cx, item, &["hours", "public_ipv4"]))
            .sum();
        let evidence = seen(|language| {
            let names = phrase::names(items.iter().copied(), language);
            let usd = Money::USD.per_month(usd, language);
            let limit = short(RULE.limit(cx), 0);
            match language {
                Language::English => {
                    format!(
                        "{names}: each below {limit}% of one capacity unit; the hours and addresses of all but one: {usd}"
                    )
                }
                Language::Korean => {
                    format!(
                        "{names}: 각각 용량 단위 하나의 {limit}% 미만; 하나만 남기면 줄어드는 시간·주소 요금: {usd}"
                    )
                }
            }
        });
        out.add(items.iter().map(|item| item.id), evidence);
    }
}
