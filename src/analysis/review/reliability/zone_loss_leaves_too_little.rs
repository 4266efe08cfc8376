//! REL019: Losing one zone leaves too little capacity.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::text::number::{Money, short};
use crate::units::Usd;
use std::collections::BTreeMap;

rule! {
    /// Losing one zone leaves too little capacity
    ///
    /// **Why.** New instances are hardest to get in the very hour in which a zone fails: everybody asks for them. The
    /// other zones must carry the peak with what runs there already.
    ///
    /// **Fix.** Run one zone's worth more: the peak divided by the zones that remain, in each zone (two zones: twice
    /// the peak; three zones: half as much again). A lower target utilisation does the same.
    ///
    /// **When to silence it.** Slow or refused requests are acceptable until instances have started in the other zones.
    /// Against the price of idle capacity (COST013).
    ///
    /// **References.** REL11-BP05; REL10-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "vpc", at: (60, 440)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))], properties: {"max_size": 12, "requests_per_second_per_instance": 50}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "vpc", at: (60, 440)),
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))], properties: {"max_size": 12, "requests_per_second_per_instance": 50, "target_utilization": 50}),
    /// }, connections: {
    ///     "call": (from: "users", to: "alb"),
    ///     "share": (from: "alb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL019",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "가용 영역 하나를 잃으면 용량이 부족함",
            why: "가용 영역에 장애가 난 바로 그 시간에는 모두가 인스턴스를 요청하므로 새로 얻기가 가장 어렵습니다. 나머지 영역이 이미 실행 중인 것으로 피크를 감당해야 합니다.",
            fix: "영역 하나만큼 더 실행합니다. 각 영역에 피크를 남는 영역 수로 나눈 만큼 둡니다(영역 둘이면 피크의 두 배, 셋이면 1.5배). 목표 사용률을 낮춰도 같습니다.",
            silence: "다른 영역에서 인스턴스가 시작될 때까지 느리거나 거절되는 요청을 받아들일 수 있는 경우입니다. 유휴 용량의 비용과 반대입니다(COST013).",
        },
    };
}

/// What a tier can serve at the peak, in req/s.
struct Capacity<'a> {
    zones: usize,
    all: f64,
    /// The zone whose loss costs most, and what it serves.
    worst: (&'a str, f64),
    instances: f64,
}

/// Capacity at the size that runs at the peak, which scaling or a fixed size gives; none where the capacity of a member is
/// not known.
fn capacity<'a>(cx: &Cx<'_>, tier: &[Item<'a>]) -> Option<Capacity<'a>> {
    let mut by_zone: BTreeMap<&'a str, f64> = BTreeMap::new();
    let (mut all, mut instances) = (0.0, 0.0);
    for item in tier {
        let fleet = cx.fleet(item)?;
        let running = fleet.at(fleets::peak(cx, item))?;
        let serves = running * fleet.capacity?;
        instances += running;
        all += serves;
        for zone in item.zones() {
            *by_zone.entry(zone.zone.as_str()).or_default() += serves * zone.share;
        }
    }
    let zones = by_zone.len();
    let worst = by_zone.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Capacity {
        zones,
        all,
        worst,
        instances,
    })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for tier in cx.tiers() {
        if !tier.iter().all(|item| in_production(cx, item)) {
            continue;
        }
        let peak: f64 = tier.iter().map(|item| fleets::peak(cx, item)).sum();
        let Some(now) = capacity(cx, tier) else {
            continue;
        };
        let left = now.all - now.worst.1;
        // Against rounding in the shares of the zones.
        if now.zones < 2 || peak <= 0.0 || left >= peak - 1e-6 {
            continue;
        }
        // The same shares of the zones: the whole fleet grows until what is left of it carries the peak.
        let needed_count = (now.instances * peak / left.max(1e-9) - 1e-9).ceil();
        let more = needed_count - now.instances;
        let usd = tier.first().and_then(|item| fleets::usd_for_each(cx, item));
        let evidence = seen(|language| {
            let names = phrase::names(tier.iter().copied(), language);
            let zone = now.worst.0;
            let [runs, all, left, peak] =
                [now.instances, now.all, left, peak].map(|number| short(number, 1));
            let (needed, more) = (short(needed_count, 0), short(more, 0));
            let price = |count: f64| {
                usd.map_or(String::new(), |usd| {
                    let usd = Money::USD.per_month(Usd(usd.0 * count), language);
                    format!(" ({usd})")
                })
            };
            let (before, after) = (price(now.instances), price(needed_count));
            match language {
                Language::English => format!(
                    "{names}: {runs} instances serve {all} req/s at the peak{before}; without {zone} {left} req/s are left for {peak} req/s; {more} more instances, {needed} in all{after}, would do"
                ),
                Language::Korean => format!(
                    "{names}: 피크에 인스턴스 {runs}개가 {all} req/s 처리{before}. {zone}을(를) 잃으면 {left} req/s만 남고 수요는 {peak} req/s. {more}개를 더해 모두 {needed}개{after}면 충분함"
                ),
            }
        });
        out.add(tier.iter().map(|item| item.id), evidence);
    }
}
