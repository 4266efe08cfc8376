//! COST062: Database proxy without connection pressure.

use crate::analysis::review::fleets::Fleet;
use crate::analysis::review::prelude::*;
use crate::analysis::review::{saving, stores};
use crate::catalog::database::db_proxy;
use crate::catalog::declared;
use crate::text::number::{Money, short};

rule! {
    /// Database proxy without connection pressure
    ///
    /// **Why.** A proxy bills per database vCPU-hour.
    ///
    /// **Fix.** Remove it and keep the pools.
    ///
    /// **When to silence it.** The proxy shortens failovers that must be fast.
    ///
    /// **References.** COST05-BP05; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (300, 0), properties: {"instance_class": "db.m6g.xlarge"}),
    ///     "proxy": (kind: "db_proxy", at: (150, 0)), // finding
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"max_size": 4, "connection_pool_size": 10}),
    /// }, connections: {
    ///     "a": (from: "web", to: "proxy"),
    ///     "b": (from: "proxy", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (300, 0), properties: {"instance_class": "db.m6g.large"}),
    ///     "proxy": (kind: "db_proxy", at: (150, 0)),
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"max_size": 40, "connection_pool_size": 20}),
    /// }, connections: {
    ///     "a": (from: "web", to: "proxy"),
    ///     "b": (from: "proxy", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST062",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&db_proxy::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 30.0, unit: both("% of the connections", "%(연결 대비)"), source: "default" }),
        korean: Korean {
            title: "연결 압박이 없는 데이터베이스 프록시",
            why: "프록시는 데이터베이스 vCPU-시간마다 과금됩니다.",
            fix: "프록시를 없애고 연결 풀을 유지합니다.",
            silence: "장애 조치 시간을 줄이는 데 프록시가 필요한 경우입니다.",
        },
    };
}

/// Recovery time that a failover behind a proxy is needed for, in minutes: without it AWS states one to two
/// (service-facts: RDS failover).
const FAST_MINUTES: f64 = 2.0;

/// Connections that all callers together may open; none where one does not say, or is a function.
fn opened(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let mut sum = 0.0;
    for (caller, _) in cx.callers(item) {
        let fleet = Fleet::of(&caller)?;
        sum += fleet.max * caller.typed(&declared::POOL_SIZE)?;
    }
    (sum > 0.0).then_some(sum)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let target = cx.design.settings.target_rto_minutes;
    if target.is_some_and(|minutes| minutes < FAST_MINUTES) {
        return;
    }
    let limits = cx
        .called(item)
        .map(|(database, _)| stores::max_connections(cx, &database));
    let admitted: Option<f64> = limits.sum();
    let (Some(opened), Some(admitted)) = (opened(cx, item), admitted) else {
        return;
    };
    if admitted <= 0.0 || opened / admitted * 100.0 >= RULE.limit(cx) {
        return;
    }
    let usd = saving::monthly(cx, item);
    let evidence = seen(|language| {
        let name = item.name(language);
        let usd = Money::USD.per_month(usd, language);
        let [opened, admitted] = [opened, admitted].map(|count| short(count, 0));
        match language {
            Language::English => {
                format!(
                    "{name}: callers open at most {opened} of {admitted} connections; the proxy costs {usd}"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 호출자가 여는 연결은 최대 {admitted}개 중 {opened}개; 프록시 요금 {usd}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}
