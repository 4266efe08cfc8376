//! REL041: Standby Region cannot take the load.

use crate::analysis::review::fleets;
use crate::analysis::review::prelude::*;
use crate::analysis::review::stores;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::networking::route53_zone;
use crate::model::Code;
use crate::pricing::InstanceSpec;
use crate::text::number::short;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

rule! {
    /// Standby Region cannot take the load
    ///
    /// **Why.** A failover to servers that cannot carry the load moves the outage instead of ending it.
    ///
    /// **Fix.** Raise the maximum size (and the quotas) there, keep the database class equal, and reserve capacity if
    /// the move must not wait for it. Only what runs is billed.
    ///
    /// **When to silence it.** The service may answer fewer requests while it runs in the second Region (then set the
    /// threshold to the share that must be served).
    ///
    /// **References.** REL13-BP02; REL01-BP06; REL11-BP05.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "failover", "health_checks": 2}),
    ///     "users": (kind: "users", at: (200, 700), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20), properties: {"max_size": 12, "requests_per_second_per_instance": 50}),
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20), properties: {"max_size": 4, "requests_per_second_per_instance": 50}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "dns"),
    ///     "home": (from: "dns", to: "alb", weight: 1),
    ///     "other": (from: "dns", to: "alb-2", weight: 0),
    ///     "share": (from: "alb", to: "web"),
    ///     "share-2": (from: "alb-2", to: "web-2"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "alb": (kind: "application_load_balancer", in: "seoul", at: (20, 20)),
    ///     "alb-2": (kind: "application_load_balancer", in: "tokyo", at: (720, 20)),
    ///     "dns": (kind: "route53_zone", at: (0, 700), properties: {"routing_policy": "failover", "health_checks": 2}),
    ///     "users": (kind: "users", at: (200, 700), demand: (rate: requests_per_second(100), peak_factor: 3)),
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20), properties: {"max_size": 12, "requests_per_second_per_instance": 50}),
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20), properties: {"max_size": 12, "requests_per_second_per_instance": 50}),
    /// }, connections: {
    ///     "call": (from: "users", to: "dns"),
    ///     "home": (from: "dns", to: "alb", weight: 1),
    ///     "other": (from: "dns", to: "alb-2", weight: 0),
    ///     "share": (from: "alb", to: "web"),
    ///     "share-2": (from: "alb-2", to: "web-2"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL041",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 100.0,
            unit: both("% of the peak", "%(피크 대비)"),
            source: "default",
        }),
        korean: Korean {
            title: "대기 리전이 부하를 감당하지 못함",
            why: "부하를 감당하지 못하는 서버로 장애 조치하면 중단이 끝나지 않고 자리만 옮깁니다.",
            fix: "그곳의 최대 크기(와 할당량)를 올리고 데이터베이스 클래스를 같게 유지하며, 기다릴 수 없다면 용량을 예약합니다. 실행되는 만큼만 과금됩니다.",
            silence: "두 번째 리전에서 실행되는 동안 더 적은 요청만 처리해도 되는 경우입니다(처리해야 하는 비율을 기준값으로 설정).",
        },
    };
}

/// What the fleets of one kind do in a Region.
#[derive(Default)]
struct Group<'a> {
    items: Vec<&'a Item<'a>>,
    /// Requests a second at the largest size; none where the capacity of a member is not known.
    most: Option<f64>,
    peak: f64,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    databases(cx, out);
    let mut groups: FxHashMap<(&str, Code), Group<'_>> = FxHashMap::default();
    for item in cx.tiers().iter().flatten() {
        let Some(fleet) = cx.fleet(item) else {
            continue;
        };
        let target = if fleet.follows_demand {
            fleet.target
        } else {
            1.0
        };
        let serves = fleet.capacity.map(|capacity| capacity * fleet.max * target);
        let key = (item.kind.name, item.region_code());
        let group = groups.entry(key).or_default();
        group.most = if group.items.is_empty() {
            serves
        } else {
            group.most.zip(serves).map(|(a, b)| a + b)
        };
        group.peak += fleets::peak(cx, item);
        group.items.push(item);
    }
    let mut kinds: BTreeMap<&str, BTreeMap<&str, Group<'_>>> = BTreeMap::new();
    for ((kind, region), group) in groups {
        let regions = kinds.entry(kind).or_default();
        regions.insert(region.as_str(), group);
    }
    for regions in kinds.values().filter(|regions| regions.len() > 1) {
        servers(cx, regions, out);
    }
}

/// Fleets of a Region that cannot serve what arrives in all Regions together. Where name service hands each request to every
/// Region (no weights are drawn), the largest arrival stands for all of them.
fn servers(cx: &Cx<'_>, regions: &BTreeMap<&str, Group<'_>>, out: &mut Findings) {
    let peaks = regions.values().map(|group| group.peak);
    let asked = if shares_out(cx) {
        peaks.sum::<f64>()
    } else {
        peaks.fold(0.0, f64::max)
    };
    let needed = asked * out.rule().limit(cx) / 100.0;
    for (region, group) in regions {
        let Some(most) = group.most.filter(|most| *most < needed) else {
            continue;
        };
        let evidence = seen(|language| {
            let names = phrase::names(group.items.iter().copied(), language);
            let (most, needed) = (short(most, 1), short(needed, 1));
            match language {
                Language::English => format!(
                    "{names} in {region}: at most {most} req/s; {needed} req/s must be served when the other Region is gone"
                ),
                Language::Korean => format!(
                    "{region}의 {names}: 최대 {most} req/s. 다른 리전을 잃으면 {needed} req/s를 처리해야 함"
                ),
            }
        });
        out.add(group.items.iter().map(|item| item.id), evidence);
    }
}

/// Whether a hosted zone shares requests out by weights.
fn shares_out(cx: &Cx<'_>) -> bool {
    let zones = cx.of_kind(&route53_zone::KIND).iter();
    zones
        .flat_map(|zone| cx.outgoing(zone))
        .any(|(_, connection)| connection.weight.is_some())
}

/// Copies of a database in another Region with a smaller class.
fn databases(cx: &Cx<'_>, out: &mut Findings) {
    for item in cx.of_kinds(stores::RELATIONAL) {
        for source in stores::sources(cx, item) {
            if source.region() == item.region() {
                continue;
            }
            let (Some((own, small)), Some((theirs, large))) = (class(cx, item), class(cx, &source))
            else {
                continue;
            };
            if small.vcpu >= large.vcpu && small.memory_gib >= large.memory_gib {
                continue;
            }
            let evidence = seen(|language| {
                let (name, source) = (item.name(language), source.name(language));
                let [few, many, low, high] =
                    [small.vcpu, large.vcpu, small.memory_gib, large.memory_gib]
                        .map(|number| short(number, 1));
                match language {
                    Language::English => format!(
                        "{name}: {own} ({few} vCPU, {low} GiB); {source}: {theirs} ({many} vCPU, {high} GiB)"
                    ),
                    Language::Korean => format!(
                        "{name}: {own}({few} vCPU, {low} GiB), {source}: {theirs}({many} vCPU, {high} GiB)"
                    ),
                }
            });
            out.add([item.id], evidence);
        }
    }
}

/// Class of the instance that takes writes.
fn class<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<(&'a str, &'a InstanceSpec)> {
    let name = if *item.kind == db_instance::KIND {
        item.text(&db_instance::INSTANCE_CLASS)
    } else if (rds_cluster::INSTANCE_CLASS.applies)(item) {
        item.text(&rds_cluster::INSTANCE_CLASS)
    } else {
        return None;
    };
    Some((name, cx.catalogue.spec(name)?))
}
