//! OPS031: Design is not complete enough to judge.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Scope;

rule! {
    /// Design is not complete enough to judge
    ///
    /// **Why.** Costs, traffic and resilience are guesses where the drawing does not say how much arrives or where things
    /// stand.
    ///
    /// **Fix.** Give an entry its demand, and put components of a VPC into subnets.
    ///
    /// **When to silence it.** The drawing only shows how things hang together.
    ///
    /// **References.** COST06-BP01; COST08-BP01; OPS04-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (100, 0, 300, 200)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0)), // finding
    ///     "web": (kind: "instance", in: "vpc", at: (200, 50)), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (100, 0, 300, 200)),
    ///     "subnet": (kind: "private_subnet", in: "vpc", frame: (120, 20, 200, 160)),
    /// }, components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
    ///     "web": (kind: "instance", in: "subnet", at: (200, 50)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS031",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "판단하기에 부족한 설계",
            why: "얼마나 들어오는지, 어디에 있는지 도면에 없으면 비용, 트래픽, 복원력은 추측이 됩니다.",
            fix: "진입점에 수요를 입력하고 VPC의 컴포넌트를 서브넷에 둡니다.",
            silence: "구성 관계만 보여 주는 도면입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.design.connections.is_empty() {
        return;
    }
    let entries = cx.graph().entries();
    let demand = |item: &Item<'_>| cx.flows(item).demand_requests > 0.0;
    if !entries.is_empty() && !entries.iter().any(demand) {
        let evidence = seen(|language| {
            let (count, names) = (
                entries.len(),
                phrase::names(entries.iter().copied(), language),
            );
            match language {
                Language::English => {
                    let count = phrase::count(count, "entry", "entries");
                    format!("{count} without demand: {names}")
                }
                Language::Korean => format!("수요가 없는 진입점 {count}개: {names}"),
            }
        });
        out.add(entries.iter().map(|item| item.id), evidence);
    }
    let zonal = cx.items_of(|kind| kind.scope == Scope::Zonal);
    let items: Vec<&Item<'_>> = zonal
        .filter(|item| item.vpc().is_some() && !exposure::is_in_subnet(cx, item))
        .collect();
    if items.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let (count, names) = (items.len(), phrase::names(items.iter().copied(), language));
        match language {
            Language::English => {
                let count = phrase::count(count, "component", "components");
                format!("{count} of a VPC in no subnet: {names}")
            }
            Language::Korean => format!("서브넷에 없는 VPC 컴포넌트 {count}개: {names}"),
        }
    });
    out.add(items.iter().map(|item| item.id), evidence);
}
