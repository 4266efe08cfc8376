//! OPS032: Quota use not watched.

use crate::analysis::review::alarms;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::lambda_function;
use crate::catalog::networking::{api_gateway_http, api_gateway_rest};
use crate::text::number::short;
use crate::text::{Bilingual, both};
use std::collections::BTreeMap;

rule! {
    /// Quota use not watched
    ///
    /// **Why.** Growth ends in refused requests: the quota of the account is reached before anybody looks.
    ///
    /// **Fix.** Set a Service Quotas alarm at 80 % and ask for a higher quota in time.
    ///
    /// **When to silence it.** The quota of the account was raised.
    ///
    /// **References.** REL01-BP04; REL01-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(3000))),
    ///     "api": (kind: "lambda_function", at: (200, 0), properties: {"duration_ms": 200}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(3000))),
    ///     "api": (kind: "lambda_function", at: (200, 0), properties: {"duration_ms": 200}),
    ///     "alarms": (kind: "cloudwatch_metric_alarm", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "api"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS032",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 50.0,
            unit: both("% of the default quota", "%(기본 할당량 대비)"),
            source: "default",
        }),
        korean: Korean {
            title: "관찰하지 않는 할당량",
            why: "계정의 할당량에 먼저 도달해 요청이 거부됩니다.",
            fix: "Service Quotas 경보를 80%에 두고 제때 할당량 증가를 요청합니다.",
            silence: "계정의 할당량을 이미 높인 경우입니다.",
        },
    };
}

/// A quota of an account in one Region.
struct Quota {
    kinds: &'static [&'static Kind],
    /// What an item uses of it at its peak.
    used: fn(&Cx<'_>, &Item<'_>) -> f64,
    /// The default.
    value: f64,
    unit: Bilingual,
}

fn requests(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    cx.arrivals(item).peak().0
}

fn executions(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    requests(cx, item) * item.number(&lambda_function::DURATION) / 1000.0
}

/// Defaults of service-facts.csv: Lambda concurrent executions per Region; API Gateway throttle per account and Region
/// (some smaller Regions have a quarter of it).
const QUOTAS: [Quota; 2] = [
    Quota {
        kinds: &[&lambda_function::KIND],
        used: executions,
        value: 1000.0,
        unit: both("concurrent executions", "동시 실행"),
    },
    Quota {
        kinds: &[&api_gateway_http::KIND, &api_gateway_rest::KIND],
        used: requests,
        value: 10_000.0,
        unit: both("requests/s", "요청/초"),
    },
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if alarms::watch_all(cx) {
        return;
    }
    for quota in QUOTAS {
        let mut regions: BTreeMap<&str, (f64, Vec<Item<'_>>)> = BTreeMap::new();
        for item in cx.of_kinds(quota.kinds) {
            let used = (quota.used)(cx, item);
            if used > 0.0 {
                let sum = regions.entry(item.region()).or_default();
                sum.0 += used;
                sum.1.push(*item);
            }
        }
        for (region, (used, items)) in regions {
            let percent = 100.0 * used / quota.value;
            if percent <= RULE.limit(cx) || items.iter().any(|item| alarms::watch(cx, item)) {
                continue;
            }
            let evidence = seen(|language| {
                let (used, value) = (short(used, 0), short(quota.value, 0));
                let (percent, unit) = (short(percent, 0), quota.unit.get(language));
                match language {
                    Language::English => {
                        format!("{region}: {used} of {value} {unit} at the peak ({percent} %)")
                    }
                    Language::Korean => {
                        format!("{region}: 최대 {used}/{value} {unit}({percent}%)")
                    }
                }
            });
            out.add(items.iter().map(|item| item.id), evidence);
        }
    }
}
