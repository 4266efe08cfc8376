//! REL063: Computed availability below the target.

use crate::analysis::review::availability;
use crate::analysis::review::prelude::*;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Computed availability below the target
    ///
    /// **Why.** The promise does not follow from the parts: even if each keeps its service level, together they fall
    /// short.
    ///
    /// **Fix.** Add redundancy to the weakest part first; each part of the path needs more nines than the whole.
    ///
    /// **When to silence it.** The target is a wish, not a promise.
    ///
    /// **References.** REL11-BP07; REL13-BP01.
    ///
    /// ```ron bad
    /// (settings: (target_availability_percent: 99.9), components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)), // finding
    ///     "web": (kind: "autoscaling_group", at: (200, 0)), // finding
    ///     "db": (kind: "db_instance", at: (300, 0)), // finding
    /// }, connections: {
    ///     "c1": (from: "users", to: "alb"),
    ///     "c2": (from: "alb", to: "web"),
    ///     "c3": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_availability_percent: 99.9), components: {
    ///     "users": (kind: "users", at: (0, 0)),
    ///     "alb": (kind: "application_load_balancer", at: (100, 0)),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "db": (kind: "db_instance", at: (300, 0), properties: {"deployment": "multi-az"}),
    /// }, connections: {
    ///     "c1": (from: "users", to: "alb"),
    ///     "c2": (from: "alb", to: "web"),
    ///     "c3": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL063",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "목표보다 낮은 계산상 가용성",
            why: "각 부분이 서비스 수준을 지켜도 합치면 목표에 미치지 못합니다.",
            fix: "가장 약한 부분부터 이중화합니다. 경로의 각 부분은 전체보다 더 높은 가용성이 필요합니다.",
            silence: "목표가 약속이 아니라 희망인 경우입니다.",
        },
    };
}

/// Parts that every request to a store needs, with the uptime in percent that AWS commits to.
type Parts<'a> = Vec<(Item<'a>, f64)>;

/// Whether nobody asks a store now: the copy of a standby, which is not in line with the users' path.
fn stands_by(cx: &Cx<'_>, store: &Item<'_>) -> bool {
    let calls = cx.incoming(store).iter();
    let mut calls = calls.filter(|(_, connection)| connection.kind != ConnectionKind::Replication);
    cx.arrivals(store).average().0 > 0.0
        && calls.all(|(id, _)| {
            let flow = cx.traffic.connections.get(id);
            flow.is_none_or(|flow| flow.average.0 <= 0.0)
        })
}

/// The path to a store whose parts promise least together, with their product in percent. Tiers of several components
/// count as always up, so that the figure is an upper bound.
fn weakest<'a>(cx: &Cx<'a>) -> Option<(Parts<'a>, f64)> {
    let mut worst: Option<(Parts<'a>, f64)> = None;
    for store in cx.items_of(|kind| kind.is_data_store) {
        if !cx.graph().serves_an_entry(store) || stands_by(cx, store) {
            continue;
        }
        let mut path: Vec<Item<'_>> = cx.graph().dominators_of(store).collect();
        path.reverse();
        path.push(*store);
        let parts: Parts<'a> = path
            .into_iter()
            .filter_map(|item| Some((item, availability::committed(&item)?)))
            .collect();
        let product = parts
            .iter()
            .map(|(_, percent)| percent / 100.0)
            .product::<f64>()
            * 100.0;
        if worst.as_ref().is_none_or(|(_, least)| product < *least) {
            worst = Some((parts, product));
        }
    }
    worst
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(target) = cx.design.settings.target_availability_percent else {
        return;
    };
    let Some((parts, product)) = weakest(cx).filter(|(_, product)| *product < target) else {
        return;
    };
    let least = parts
        .iter()
        .map(|(_, percent)| *percent)
        .fold(f64::INFINITY, f64::min);
    let evidence = seen(|language| {
        let told: Vec<String> = parts
            .iter()
            .map(|(item, percent)| format!("{} {percent} %", item.name(language)))
            .collect();
        let weak = parts.iter().filter(|(_, percent)| *percent <= least);
        let weak = phrase::names(weak.map(|(item, _)| *item), language);
        let (told, product, target) = (told.join(" × "), short(product, 3), short(target, 4));
        match language {
            Language::English => {
                format!("at most {product} % ({told}), target {target} %; weakest: {weak}")
            }
            Language::Korean => {
                format!("최대 {product}%({told}), 목표 {target}%; 가장 약한 부분: {weak}")
            }
        }
    });
    out.add(parts.iter().map(|(item, _)| item.id), evidence);
}
