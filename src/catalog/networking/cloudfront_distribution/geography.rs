//! Where the viewers of a distribution are: shares of GB and requests by the places of the price list.
//!
//! What the user typed for the distribution wins; else the location of the users who call it, found through the DNS and
//! web ACL components that may be drawn between; else the distribution's own place. Viewers outside the price class
//! count to the place that serves them.

use super::{PLACES, VIEWER_SHARES, VIEWERS, billed_place};
use crate::catalog::{BillCx, Flow, Item, Kind, Network, Problem, kind, workload};
use crate::model::{Component, Id};

/// How many components between users and distribution are looked through.
const HOPS: usize = 4;

/// Viewers whose GB and requests have one price.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Viewers {
    /// Place of the price list.
    pub(super) place: &'static str,
    /// Its number in the list.
    pub(super) number: usize,
    /// Share of the GB, 0 to 1.
    pub(super) gb: f64,
    /// Share of the requests, 0 to 1.
    pub(super) requests: f64,
}

/// The place of the price list of a location of people; none where it is not stated.
fn place_of(location: &str) -> Option<&'static str> {
    Some(match location {
        "korea" | "southeast_asia" => "Hong Kong Philippines Asia Pacific",
        "japan" => "Japan",
        "india" => "India",
        "oceania" => "Australia New Zealand",
        "middle_east" | "africa" => "South Africa Kenya Middle East",
        "europe" => "Europe Israel",
        "north_america_east" | "north_america_west" => super::CHEAPEST,
        "south_america" => "South America",
        _ => return None,
    })
}

/// Places that the user typed, with their parts; parts that cannot be read are left out.
fn typed(item: &Item<'_>) -> Vec<(usize, f64)> {
    let parts = item.text(&VIEWER_SHARES).split([',', ';']);
    parts.filter_map(part).collect()
}

fn part(text: &str) -> Option<(usize, f64)> {
    let (name, share) = text.split_once('=')?;
    let share: f64 = share.trim().trim_end_matches('%').trim_end().parse().ok()?;
    let name = name.trim();
    let number = PLACES
        .iter()
        .position(|place| place.value.eq_ignore_ascii_case(name))?;
    (share > 0.0 && share <= 1e9).then_some((number, share))
}

/// The typed location of people; none for other components.
fn location(component: &Component) -> Option<&'static str> {
    let known: &Kind = kind(&component.kind)?;
    let property = known.property(workload::LOCATION.name)?;
    place_of(component.property(property.name)?.as_text()?)
}

/// Whether a component only stands between users and what they ask for.
fn is_between(component: &Component) -> bool {
    component.kind == "wafv2_web_acl"
        || kind(&component.kind).is_some_and(|kind| kind.network == Network::Dns)
}

/// Adds up weights by place: the share of a caller's own callers at each, as far as they are known.
fn weigh(cx: &BillCx<'_>, caller: &Id, weight: [f64; 2], hops: usize, sums: &mut Sums) {
    let Some(component) = cx.item.design.component(caller) else {
        return sums.add(None, weight);
    };
    if let Some(place) = location(component) {
        return sums.add(Some(place), weight);
    }
    let callers = cx.flows.around.of(caller).incoming;
    let all: f64 = callers.iter().map(|flow| flow.requests).sum();
    if hops == 0 || !is_between(component) || all <= 0.0 {
        return sums.add(None, weight);
    }
    for flow in callers.iter().filter(|flow| flow.requests > 0.0) {
        let share = flow.requests / all;
        weigh(cx, &flow.from, weight.map(|of| of * share), hops - 1, sums);
    }
}

/// GB and requests by place.
#[derive(Default)]
struct Sums {
    known: [[f64; 2]; PLACES.len()],
    unknown: [f64; 2],
}

impl Sums {
    fn add(&mut self, place: Option<&str>, weight: [f64; 2]) {
        let number = place.and_then(|place| PLACES.iter().position(|it| it.value == place));
        let sum = match number {
            Some(number) => &mut self.known[number],
            None => &mut self.unknown,
        };
        for (sum, weight) in sum.iter_mut().zip(weight) {
            *sum += weight;
        }
    }
}

/// The viewers by the place that is billed, in the order of the price list; at least one.
pub(super) fn viewers(cx: &BillCx<'_>) -> Vec<Viewers> {
    let item = &cx.item;
    let mut sums = Sums::default();
    let typed = typed(item);
    if typed.is_empty() {
        for flow in cx.flows.incoming.iter().filter(|flow| flow.requests > 0.0) {
            let weight = |flow: &Flow| [flow.response_gb.0, flow.requests];
            weigh(cx, &flow.from, weight(flow), HOPS, &mut sums);
        }
    }
    for (number, share) in typed {
        sums.add(Some(PLACES[number].value), [share; 2]);
    }
    let own = item.text(&VIEWERS);
    let number_of = |place: &str| PLACES.iter().position(|it| it.value == place).unwrap_or(0);
    let mut billed = [[0.0; 2]; PLACES.len()];
    let known = PLACES.iter().map(|it| it.value).zip(sums.known);
    for (place, weight) in known.chain([(own, sums.unknown)]) {
        let at = &mut billed[number_of(billed_place(item, place))];
        for (sum, weight) in at.iter_mut().zip(weight) {
            *sum += weight;
        }
    }
    let all = billed.iter().fold([0.0; 2], |[gb, requests], one| {
        [gb + one[0], requests + one[1]]
    });
    // Without responses GB go with the requests.
    let share = |part: f64, of: f64, otherwise: f64| if of > 0.0 { part / of } else { otherwise };
    let found: Vec<Viewers> = billed
        .iter()
        .enumerate()
        .filter(|(_, weight)| weight[1] > 0.0)
        .map(|(number, weight)| {
            let requests = share(weight[1], all[1], 0.0);
            Viewers {
                place: PLACES[number].value,
                number,
                gb: share(weight[0], all[0], requests),
                requests,
            }
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    let number = number_of(billed_place(item, own));
    vec![Viewers {
        place: PLACES[number].value,
        number,
        gb: 1.0,
        requests: 1.0,
    }]
}

/// Parts of the shares that cannot be read.
pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let parts = item.text(&VIEWER_SHARES).split([',', ';']);
    let unread = parts
        .map(str::trim)
        .find(|text| !text.is_empty() && part(text).is_none());
    if let Some(text) = unread {
        problems.push(Problem::of(
            &VIEWER_SHARES,
            format!("`{text}` is not a place with its share, as in `Japan=30`"),
            format!("`{text}`은(는) `Japan=30`처럼 위치와 비율로 적어야 합니다"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    /// 104,857,600 requests of 1 KB, answered with 200 KB: 20,000 GB.
    fn bench() -> Bench {
        Bench::new("cloudfront_distribution").incoming("users", 104_857_600.0, 1.0, 200.0)
    }

    #[test]
    fn typed_shares_are_priced_by_each_places_tiers() {
        let bench = bench().with("viewer_shares", "Japan=3, europe israel = 1, India = 0");
        assert_eq!(bench.problems().len(), 1, "India has no share");
        let lines = bench
            .with("viewer_shares", "Japan=3, europe israel = 1")
            .lines();
        let keys = [
            "data_out_japan",
            "data_out_europe",
            "requests_japan",
            "requests_europe",
        ];
        assert_eq!(lines.keys(), keys);
        // Japan 15,000 GB: 10,240 × $0.114 + 4,760 × $0.089 = $1,167.36 + $423.64.
        near(lines.quantity("data_out_japan"), 15_000.0);
        near(lines.usd("data_out_japan"), 1_591.0);
        // Europe 5,000 GB × $0.085.
        near(lines.usd("data_out_europe"), 425.0);
        // 78,643,200 × $0.0000012 and 26,214,400 × $0.0000012.
        near(lines.usd("requests_japan"), 94.371_84);
        near(lines.usd("requests_europe"), 31.457_28);
        assert_eq!(lines.formula("data_out_japan"), "20,000 GB × 0.75");
    }

    #[test]
    fn places_outside_the_class_join_those_that_serve_them() {
        let lines = bench()
            .with(
                "viewer_shares",
                "Japan=50; US Mexico Canada=25; Europe Israel=25",
            )
            .with("price_class", "PriceClass_100")
            .lines();
        // Japan is served from North America: 75 % of 20,000 GB there.
        near(lines.quantity("data_out_north_america"), 15_000.0);
        near(lines.quantity("data_out_europe"), 5_000.0);
        // One place alone keeps the plain names.
        let one = bench().with("viewer_shares", "Japan=9").lines();
        assert_eq!(one.keys(), ["data_out", "requests"]);
    }
}
