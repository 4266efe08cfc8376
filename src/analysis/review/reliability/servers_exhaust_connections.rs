//! REL027: Scaled-out tier can exhaust database connections.

use crate::analysis::review::prelude::*;
use crate::analysis::review::stores;
use crate::catalog::declared;
use crate::text::number::short;

rule! {
    /// Scaled-out tier can exhaust database connections
    ///
    /// **Why.** Each new server opens its whole pool, whether it needs it or not. At the limit the database refuses new
    /// connections, and the servers that came to help fail.
    ///
    /// **Fix.** Put RDS Proxy between, which shares connections and shortens failovers, or make the pools smaller, or
    /// raise the parameter or the class.
    ///
    /// **When to silence it.** The pools open connections on demand and were measured at the largest size.
    ///
    /// **References.** TA:Amazon RDS max_user_connections parameter is low; REL05-BP02; REL01-BP03; PERF03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"instance_class": "db.t3.medium"}), // finding
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"max_size": 12, "connection_pool_size": 50}), // finding
    /// }, connections: {
    ///     "sql": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"instance_class": "db.t3.medium"}),
    ///     "proxy": (kind: "db_proxy", at: (100, 0)),
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"max_size": 12, "connection_pool_size": 50}),
    /// }, connections: {
    ///     "pooled": (from: "proxy", to: "db"),
    ///     "sql": (from: "web", to: "proxy"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL027",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(stores::RELATIONAL, check),
        fix: None,
        threshold: Some(Threshold {
            value: 80.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "스케일 아웃된 계층이 데이터베이스 연결을 고갈시킬 수 있음",
            why: "새 서버마다 필요 여부와 관계없이 연결 풀 전체를 엽니다. 한도에 이르면 데이터베이스가 새 연결을 거절해 도우러 온 서버가 실패합니다.",
            fix: "연결을 공유하고 장애 조치를 줄이는 RDS Proxy를 사이에 두거나, 풀을 줄이거나, 파라미터나 클래스를 올립니다.",
            silence: "풀이 필요할 때만 연결을 열고 최대 크기에서 측정한 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if !cx.may_state(&declared::POOL_SIZE) {
        return;
    }
    let mut callers: Vec<(Item<'_>, f64)> = Vec::new();
    for (caller, connection) in cx.callers(item) {
        let Some(pool) = caller.typed(&declared::POOL_SIZE) else {
            continue;
        };
        let known = callers.iter().any(|(other, _)| other.id == caller.id);
        if known || !connection.kind.is_synchronous() {
            continue;
        }
        if let Some(fleet) = cx.fleet(&caller) {
            callers.push((caller, fleet.max * pool));
        }
    }
    let opened: f64 = callers.iter().map(|(_, count)| count).sum();
    if opened <= 0.0 {
        return;
    }
    let Some(most) = stores::max_connections(cx, item) else {
        return;
    };
    let limit = out.rule().limit(cx);
    if opened <= most * limit / 100.0 {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let callers = phrase::names(callers.iter().map(|(caller, _)| *caller), language);
        let [opened, most, limit] = [opened, most, limit].map(|number| short(number, 0));
        match language {
            Language::English => format!(
                "{callers} may open {opened} connections; {name} admits {most} ({limit}% is the limit)"
            ),
            Language::Korean => format!(
                "{callers}이(가) 연결을 {opened}개까지 열 수 있음. {name}의 최대 연결 수 {most}개(기준 {limit}%)"
            ),
        }
    });
    out.add(
        callers.iter().map(|(caller, _)| caller.id).chain([item.id]),
        evidence,
    );
}
