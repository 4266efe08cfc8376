//! OPS030: Component without any connection.

use crate::analysis::review::prelude::*;
use crate::catalog::Category;
use crate::text::number::Money;

rule! {
    /// Component without any connection
    ///
    /// **Why.** It is either forgotten in the drawing or unused on AWS; both cost.
    ///
    /// **Fix.** Connect it, or delete it.
    ///
    /// **When to silence it.** It works for the whole account, or the drawing leaves its callers out on purpose.
    ///
    /// **References.** COST04-BP03; SUS03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "old": (kind: "db_instance", at: (400, 0)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "autoscaling_group", at: (200, 0)),
    ///     "old": (kind: "db_instance", at: (400, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "old"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS030",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "연결이 없는 컴포넌트",
            why: "도면에서 연결을 잊었거나 AWS에서 쓰이지 않는 것입니다. 둘 다 비용이 듭니다.",
            fix: "연결하거나 삭제합니다.",
            silence: "계정 전체를 위한 것이거나 호출하는 쪽을 일부러 그리지 않은 경우입니다.",
        },
    };
}

/// Categories whose kinds take part in requests; the others guard, watch or join what is drawn around them.
const SERVING: [Category; 9] = [
    Category::Analytics,
    Category::Compute,
    Category::Containers,
    Category::Database,
    Category::External,
    Category::FrontEnd,
    Category::Integration,
    Category::Iot,
    Category::MachineLearning,
];

/// Whether something ends or starts at a frame around the item.
fn is_joined_around(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    if !cx.joins_frames() {
        return false;
    }
    let has = |id| !cx.incoming(id).is_empty() || !cx.outgoing(id).is_empty();
    let placements = item.component.placements.iter();
    let mut frames = placements.flat_map(|place| cx.ancestors(place.parent.as_ref()));
    frames.any(|(frame, _)| has(frame))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    // Imported plans have no connections at all: nothing can be said of them.
    if cx.design.connections.is_empty() {
        return;
    }
    for item in cx.items_of(|kind| SERVING.contains(&kind.category)) {
        if item.is_joined() || is_joined_around(cx, item) {
            continue;
        }
        let cost = cx.cost_of(item).map(|cost| cost.total.usd);
        let evidence = seen(|language| {
            let name = phrase::named(item, language);
            let cost = cost.map(|usd| Money::USD.per_month(usd, language));
            let cost = cost.map_or_else(String::new, |cost| format!(", {cost}"));
            match language {
                Language::English => format!("{name}: 0 connections{cost}"),
                Language::Korean => format!("{name}: 연결 0개{cost}"),
            }
        });
        out.add([item.id], evidence);
    }
}
