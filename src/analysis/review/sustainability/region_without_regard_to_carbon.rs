//! SUS006: Region chosen without regard to carbon.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{carbon, distance, load};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Region chosen without regard to carbon
    ///
    /// **Why.** The mix of the grid differs strongly between Regions: the same work emits a tenth in one of what it does in
    /// another.
    ///
    /// **Fix.** Compare price, services and answer time of the Region named, and draw it as a scenario.
    ///
    /// **When to silence it.** A service that the design needs is not offered there.
    ///
    /// **References.** SUS01-BP01; COST07-BP02.
    ///
    /// ```ron bad
    /// (settings: (region: "eu-central-1"), components: {
    ///     "people": (kind: "users", at: (0, 0), properties: {"location": "europe", "allowed_regions": "eu-central-1, eu-west-3"}, demand: (rate: requests_per_second(20))), // finding
    ///     "web": (kind: "instance", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "people", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (region: "eu-west-3"), components: {
    ///     "people": (kind: "users", at: (0, 0), properties: {"location": "europe", "allowed_regions": "eu-central-1, eu-west-3"}, demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (150, 0)),
    /// }, connections: {
    ///     "call": (from: "people", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS006",
        pillar: Pillar::Sustainability,
        severity: Severity::Info,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 50.0, unit: both("% of the present emissions", "%(현재 배출량 대비)"), source: "default" }),
        korean: Korean {
            title: "탄소를 고려하지 않은 리전 선택",
            why: "전력망 구성은 리전마다 크게 달라 같은 작업의 배출량이 10배까지 차이 납니다.",
            fix: "제시된 리전의 가격, 서비스, 응답 시간을 비교하고 시나리오로 그려 봅니다.",
            silence: "설계에 필요한 서비스가 그 리전에 없는 경우입니다.",
        },
    };
}

/// Grams of a kWh up to which a Region counts as low-carbon; default.
const LOW: f64 = 130.0;
/// Round trip that users feel, in ms; default.
const ROUND_TRIP: f64 = 150.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let entries = load::demands(cx).filter_map(|(id, ..)| cx.item(id));
    let stated: Vec<(Item<'_>, Vec<&str>)> = entries
        .filter_map(|item| {
            let text = item.text(&workload::DATA_REGIONS);
            let codes: Vec<&str> = text
                .split(',')
                .map(str::trim)
                .filter(|code| !code.is_empty())
                .collect();
            (!codes.is_empty()).then_some((item, codes))
        })
        .collect();
    let Some((_, first)) = stated.first() else {
        return;
    };
    let limit = out.rule().limit(cx);
    let regions = load::regions(cx);
    // The cleanest Region of those that serve now.
    let known = regions
        .iter()
        .filter_map(|code| Some((*code, carbon::grams_per_kwh(code)?)));
    let Some((here, now)) = known.min_by(|a, b| a.1.total_cmp(&b.1)) else {
        return;
    };
    let fits = |code: &str| {
        stated.iter().all(|(item, codes)| {
            let place = item.text(&workload::LOCATION);
            let trip = distance::round_trip_to(code, place);
            codes.contains(&code) && trip.is_none_or(|trip| trip <= ROUND_TRIP)
        })
    };
    let clean = first.iter().filter(|code| fits(code));
    let clean = clean.filter_map(|code| Some((*code, carbon::grams_per_kwh(code)?)));
    let Some((there, grams)) = clean.min_by(|a, b| a.1.total_cmp(&b.1)) else {
        return;
    };
    if grams > LOW || grams * 100.0 > limit * now {
        return;
    }
    let (now, grams) = (short(now, 0), short(grams, 0));
    let evidence = seen(|language| match language {
        Language::English => {
            format!(
                "{here}: {now} g of CO2e for each kWh; {there}, which is allowed, too: {grams} g"
            )
        }
        Language::Korean => format!("{here}: kWh당 CO2e {now}g, 역시 허용된 {there}: {grams}g"),
    });
    out.add(stated.iter().map(|(item, _)| item.id), evidence);
}
