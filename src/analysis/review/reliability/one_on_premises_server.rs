//! REL088: Everything depends on one on-premises server.

use crate::analysis::review::prelude::*;
use crate::catalog::external::on_premises_server as server;
use crate::model::Id;
use std::collections::BTreeMap;

rule! {
    /// Everything depends on one on-premises server
    ///
    /// **Why.** Restarts need somebody on site, new hardware takes weeks, and growth cannot be followed.
    ///
    /// **Fix.** Move the tier to an Auto Scaling group and a Multi-AZ database, or keep a standby in the cloud.
    ///
    /// **When to silence it.** The server may be down for days without harm.
    ///
    /// **References.** REL10-BP01; REL02-BP02; REL07-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "office": (kind: "on_premises_server", at: (200, 0)), // finding
    ///     "db": (kind: "db_instance", at: (400, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "office"),
    ///     "query": (from: "office", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "office": (kind: "on_premises_server", at: (200, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 200)),
    ///     "db": (kind: "db_instance", at: (400, 0)),
    /// }, connections: {
    ///     "open": (from: "users", to: "office"),
    ///     "cloud": (from: "users", to: "web"),
    ///     "query": (from: "office", to: "db"),
    ///     "query-2": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL088",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "모든 것이 온프레미스 서버 한 대에 의존",
            why: "재시작하려면 현장에 가야 하고, 새 하드웨어는 몇 주가 걸리며, 성장을 따라갈 수 없습니다.",
            fix: "계층을 Auto Scaling 그룹과 다중 AZ 데이터베이스로 옮기거나 클라우드에 대기 서버를 둡니다.",
            silence: "서버가 며칠 멈춰도 괜찮은 경우입니다.",
        },
    };
}

fn is_alone(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind == server::KIND
        && item.number(&server::COUNT) < 2.0
        && cx.callers(item).next().is_some()
}

/// Whether a server is the end of the way, and those who ask it ask nothing else: the data is on it.
fn holds_everything(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let asks_on = |id: &Id, other: &Id| {
        cx.outgoing(id)
            .iter()
            .any(|(_, call)| call.kind.is_synchronous() && call.to != *other)
    };
    !asks_on(item.id, item.id)
        && cx.callers(item).all(|(caller, call)| {
            call.kind.is_synchronous() && caller.kind.is_entry && !asks_on(caller.id, item.id)
        })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let servers = cx.of_kind(&server::KIND);
    let mut guarded: BTreeMap<&Id, Vec<Item<'_>>> = BTreeMap::new();
    for item in servers.iter().filter(|item| is_alone(cx, item)) {
        if holds_everything(cx, item) {
            guarded.insert(item.id, Vec::new());
        }
    }
    if servers.iter().any(|item| is_alone(cx, item)) {
        for store in cx.items_of(|kind| kind.is_data_store) {
            for item in cx
                .graph()
                .passed_by_all(store)
                .filter(|item| is_alone(cx, item))
            {
                guarded.entry(item.id).or_default().push(*store);
            }
        }
    }
    for (id, stores) in guarded {
        let Some(item) = cx.item(id).filter(|item| in_production(cx, item)) else {
            continue;
        };
        let evidence = seen(|language| {
            let name = item.name(language);
            let stores = phrase::names(stores.iter().copied(), language);
            match language {
                Language::English if stores.is_empty() => {
                    format!("{name}: 1 server answers everything")
                }
                Language::English => {
                    format!("{name}: 1 server, every request to {stores} goes through it")
                }
                Language::Korean if stores.is_empty() => {
                    format!("{name}: 서버 1대가 모든 요청에 응답함")
                }
                Language::Korean => {
                    format!("{name}: 서버 1대, {stores}(으)로 가는 모든 요청이 지남")
                }
            }
        });
        out.add([id], evidence);
    }
}
