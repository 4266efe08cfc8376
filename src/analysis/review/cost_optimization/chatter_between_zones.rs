//! COST012: Expensive chatter between Availability Zones.

use crate::analysis::path::Transfer;
use crate::analysis::review::prelude::*;
use crate::analysis::review::{saving, zones};
use crate::model::Id;
use crate::text::number::{Money, short};

rule! {
    /// Expensive chatter between Availability Zones
    ///
    /// **Why.** Traffic inside a zone is free; between zones each GB is billed in both directions. Here both ends run
    /// in the same zones, so that callers could stay in their own.
    ///
    /// **Fix.** Use zone-aware routing, a replica in each zone, compression or batches; rack-aware clients for Kafka.
    ///
    /// **When to silence it.** The callers must reach all targets, whatever their zone.
    ///
    /// **References.** COST08-BP01; COST08-BP02; SUS04-BP07.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    /// }, components: {
    ///     "api": (kind: "instance", placements: [(in: "a", at: (60, 100)), (in: "c", at: (60, 520))]),
    ///     "web": (kind: "instance", placements: [(in: "a", at: (260, 100)), (in: "c", at: (260, 520))]),
    /// }, connections: {
    ///     "call": (from: "web", to: "api", requests_per_month: 200000000, response_kb: 20), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    /// }, components: {
    ///     "api": (kind: "instance", placements: [(in: "a", at: (60, 100)), (in: "c", at: (60, 520))]),
    ///     "web": (kind: "instance", placements: [(in: "a", at: (260, 100)), (in: "c", at: (260, 520))]),
    /// }, connections: {
    ///     "call": (from: "web", to: "api", requests_per_month: 200000000, response_kb: 20, zone_affinity: true),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST012",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 2.0, unit: both("% of the bill", "%(청구액 대비)"), source: "default" }),
        korean: Korean {
            title: "가용 영역 간의 비싼 통신",
            why: "같은 가용 영역 안의 트래픽은 무료이지만 영역 사이에서는 GB마다 양방향으로 과금됩니다.",
            fix: "영역을 인식하는 라우팅, 영역별 복제본, 압축, 묶음 전송, 랙 인식 Kafka 클라이언트를 사용합니다.",
            silence: "데이터가 한 영역에만 있어 다른 방법이 없는 경우입니다.",
        },
    };
}

/// US dollars a month below which a change of routing is not worth its work.
const LEAST_USD: f64 = 20.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let limit = LEAST_USD.max(cx.cost.total.usd.0 * RULE.limit(cx) / 100.0);
    for (id, cost) in &cx.cost.connections {
        if cost.total.usd.0 <= limit {
            continue;
        }
        let usd = saving::of_connection(cx, id, "inter_zone");
        if usd.0 <= limit || !could_stay(cx, id) {
            continue;
        }
        let parts = cx.paths.of(id).iter();
        let gb: f64 = parts.map(|part| part.billed(Transfer::InterZone).0).sum();
        let evidence = seen(|language| {
            let (edge, gb) = (saving::edge(cx, id, language), short(gb, 1));
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => {
                    format!(
                        "{edge}: {gb} GB/month billed between zones, {usd}; both ends run in all of them"
                    )
                }
                Language::Korean => {
                    format!(
                        "{edge}: 가용 영역 간 과금 월 {gb} GB, {usd}; 양쪽 모두 모든 영역에서 실행"
                    )
                }
            }
        });
        out.add([id], evidence);
    }
}

/// Whether each zone of the caller has a target.
fn could_stay(cx: &Cx<'_>, id: &Id) -> bool {
    let ends = cx
        .design
        .connection(id)
        .and_then(|connection| Some((cx.item(&connection.from)?, cx.item(&connection.to)?)));
    let Some((from, to)) = ends else {
        return false;
    };
    let (callers, targets) = (zones::zones_of(&[from]), zones::zones_of(&[to]));
    callers.len() > 1 && callers.iter().all(|zone| targets.contains(zone))
}
