//! OPS019: Region recovery has no written steps.

use crate::analysis::review::prelude::*;
use crate::model::ConnectionKind;

rule! {
    /// Region recovery has no written steps
    ///
    /// **Why.** When a Region fails nobody agrees on who promotes which replica, changes which record and starts how many
    /// servers.
    ///
    /// **Fix.** Write the plan (impact, DNS, promotion of replicas, scaling up, way back) and name it in the tag
    /// `recovery_plan` of a component in the second Region.
    ///
    /// **When to silence it.** The second Region serves its own users and recovers nothing.
    ///
    /// **References.** REL13-BP05; REL13-BP03; OPS07-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", frame: (0, 0, 200, 200), code: "ap-northeast-2"),
    ///     "tokyo": (kind: "region", frame: (300, 0, 200, 200), code: "ap-northeast-1"),
    /// }, components: {
    ///     "db": (kind: "rds_cluster", in: "seoul", at: (50, 50)),
    ///     "copy": (kind: "rds_cluster", in: "tokyo", at: (350, 50)), // finding
    /// }, connections: {
    ///     "replicate": (from: "db", to: "copy", kind: replication),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", frame: (0, 0, 200, 200), code: "ap-northeast-2"),
    ///     "tokyo": (kind: "region", frame: (300, 0, 200, 200), code: "ap-northeast-1"),
    /// }, components: {
    ///     "db": (kind: "rds_cluster", in: "seoul", at: (50, 50)),
    ///     "copy": (kind: "rds_cluster", in: "tokyo", at: (350, 50), tags: {"recovery_plan": "wiki/dr"}),
    /// }, connections: {
    ///     "replicate": (from: "db", to: "copy", kind: replication),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS019",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "절차가 없는 리전 복구",
            why: "리전이 멈추면 누가 어느 복제본을 승격하고 어느 레코드를 바꾸고 서버를 몇 대 시작할지 합의가 없습니다.",
            fix: "계획(영향, DNS, 복제본 승격, 확장, 복귀)을 작성하고 두 번째 리전에 있는 컴포넌트의 `recovery_plan` 태그에 적습니다.",
            silence: "두 번째 리전이 자체 사용자를 위한 것이며 복구용이 아닌 경우입니다.",
        },
    };
}

/// Tag that names the plan.
const TAG: &str = "recovery_plan";

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.declared().copies || cx.items().any(|item| item.tag(TAG).is_some()) {
        return;
    }
    let copies = cx.calls();
    let copies = copies.filter(|(_, call, ..)| call.kind == ConnectionKind::Replication);
    let mut far: Vec<(Item<'_>, Item<'_>)> = copies
        .map(|(_, _, from, to)| (from, to))
        .filter(|(from, to)| from.region() != to.region() && in_production(cx, to))
        .collect();
    far.sort_by_key(|(_, to)| to.id);
    far.dedup_by_key(|(_, to)| to.id);
    for (from, to) in far {
        let evidence = seen(|language| {
            let (name, home, region) = (to.name(language), from.region(), to.region());
            match language {
                Language::English => {
                    format!("{name} copies {home} to {region}; 0 components name a plan")
                }
                Language::Korean => {
                    format!("{name}: {home}을(를) {region}에 복제, 계획을 적은 컴포넌트 0개")
                }
            }
        });
        out.add([to.id], evidence);
    }
}
