//! PERF012: Users far from the only Region.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{distance, load};
use crate::catalog::Network;
use crate::catalog::networking::{cloudfront_distribution, globalaccelerator_accelerator};
use crate::catalog::workload;
use crate::model::Id;
use crate::text::number::short;
use std::collections::BTreeSet;

rule! {
    /// Users far from the only Region
    ///
    /// **Why.** Users on the other side of the world feel every round trip.
    ///
    /// **Fix.** First CloudFront or Global Accelerator; then a Region near them with a copy of the data.
    ///
    /// **When to silence it.** The distant users are few, or wait without harm.
    ///
    /// **References.** PERF04-BP06; SUS02-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "brazil": (kind: "users", at: (150, 0), properties: {"location": "south_america"}, demand: (rate: requests_per_second(60))), // finding
    ///     "korea": (kind: "users", at: (300, 0), properties: {"location": "korea"}, demand: (rate: requests_per_second(40))),
    /// }, connections: {
    ///     "far": (from: "brazil", to: "alb"),
    ///     "near": (from: "korea", to: "alb"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "alb": (kind: "application_load_balancer", at: (0, 0)),
    ///     "brazil": (kind: "users", at: (150, 0), properties: {"location": "south_america"}, demand: (rate: requests_per_second(60))),
    ///     "cdn": (kind: "cloudfront_distribution", at: (300, 0)),
    ///     "korea": (kind: "users", at: (450, 0), properties: {"location": "korea"}, demand: (rate: requests_per_second(40))),
    /// }, connections: {
    ///     "far": (from: "brazil", to: "cdn"),
    ///     "fetch": (from: "cdn", to: "alb", kind: origin_fetch),
    ///     "near": (from: "korea", to: "cdn"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF012",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 25.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "유일한 리전에서 먼 사용자",
            why: "지구 반대편의 사용자는 왕복할 때마다 지연을 느낍니다.",
            fix: "먼저 CloudFront나 Global Accelerator를 두고, 그다음 데이터를 복제한 가까운 리전을 둡니다.",
            silence: "먼 사용자가 적거나 기다려도 문제가 없는 경우입니다.",
        },
    };
}

/// Round trip that users feel, in ms; default.
const ROUND_TRIP: f64 = 150.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut all = 0.0;
    let mut distant: Vec<(Item<'_>, f64)> = Vec::new();
    let mut rate = 0.0;
    let mut regions: Option<BTreeSet<&str>> = None;
    for (id, _, demand) in load::demands(cx) {
        let own = demand.requests_per_second(cx.design.settings.hours_per_month);
        all += own;
        let Some(item) = cx.item(id) else {
            continue;
        };
        let place = item.text(&workload::LOCATION);
        if place == "unknown" {
            continue;
        }
        let regions = regions.get_or_insert_with(|| load::regions(cx));
        let trips = regions
            .iter()
            .filter_map(|region| distance::round_trip_to(region, place));
        let Some(trip) = trips.min_by(f64::total_cmp) else {
            continue;
        };
        if trip > ROUND_TRIP && !has_edge(cx, id) {
            rate += own;
            distant.push((item, trip));
        }
    }
    if distant.is_empty() || rate * 100.0 <= out.rule().limit(cx) * all {
        return;
    }
    let regions = regions.unwrap_or_default();
    let place: Vec<&str> = regions.into_iter().collect();
    let trip = distant.iter().map(|(_, trip)| *trip).fold(0.0, f64::max);
    let (share, trip) = (short(rate / all * 100.0, 0), short(trip, 0));
    let place = place.join(", ");
    let evidence = seen(|language| {
        let names = phrase::names(distant.iter().map(|(item, _)| *item), language);
        match language {
            Language::English => {
                format!("{names}: {share}% of the requests, about {trip} ms round trip to {place}")
            }
            Language::Korean => {
                format!("{names}: 요청의 {share}%, {place}까지 왕복 약 {trip}ms")
            }
        }
    });
    out.add(distant.iter().map(|(item, _)| item.id), evidence);
}

/// Whether requests of an entry go to the edge first; a look-up of the name may come before.
fn has_edge(cx: &Cx<'_>, entry: &Id) -> bool {
    let is_edge = |item: &Item<'_>| {
        *item.kind == cloudfront_distribution::KIND
            || *item.kind == globalaccelerator_accelerator::KIND
    };
    cx.called(entry).any(|(first, _)| {
        is_edge(&first)
            || (first.kind.network == Network::Dns
                && cx.called(first).any(|(next, _)| is_edge(&next)))
    })
}
