//! Load: what reaches an item, from the traffic pass, against what it serves, as declared. None where nothing is stated.

use super::arrivals;
use super::cx::Cx;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::database::{
    dax_cluster, db_instance, elasticache_replication_group, elasticache_serverless_cache,
    memorydb_cluster, rds_cluster,
};
use crate::catalog::networking::{api_gateway_rest, cloudfront_distribution};
use crate::catalog::{Item, Kind, workload};
use crate::model::{Component, ContainerKind, Demand, Id};
use crate::pricing::InstanceSpec;
use std::collections::BTreeSet;

/// Relational databases.
pub const DATABASES: &[&Kind] = &[&db_instance::KIND, &rds_cluster::KIND];
/// Servers and containers that run software of the user's.
pub const SERVERS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
];
/// Kinds that run EC2 instances.
pub const FLEETS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &eks_node_group::KIND,
];

/// Seconds of a month.
pub fn seconds(cx: &Cx<'_>) -> f64 {
    cx.design.settings.hours_per_month * 3600.0
}

/// Requests a second at the peak that reach an item.
pub fn peak(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    cx.arrivals(item).peak().0
}

/// Peak rate divided by the average; none without traffic.
pub fn peak_factor(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let flows = cx.arrivals(item);
    let average = flows.average().0;
    (average > 0.0).then(|| flows.peak().0 / average)
}

/// Share of the arriving requests that only read, 0 to 1; none without traffic.
pub fn read_share(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let flows = cx.arrivals(item);
    let requests = flows.requests();
    (requests > 0.0).then(|| flows.reads() / requests)
}

/// Requests a second that an item serves, all its instances together, as declared.
pub fn capacity(item: &Item<'_>) -> Option<f64> {
    let each = [&instance::CAPACITY, &ecs_service::CAPACITY];
    let each = each.into_iter().find_map(|property| item.typed(property));
    item.typed(&workload::CAPACITY)
        .or_else(|| each.map(|each| each * item.instances()))
        .filter(|capacity| *capacity > 0.0)
}

/// Average use of the processors as declared, 0 to 1.
pub fn cpu(item: &Item<'_>) -> Option<f64> {
    item.typed(&workload::CPU).map(|percent| percent / 100.0)
}

/// Share of what it serves that an item is used at the peak: the peak rate by its capacity, else the average CPU times
/// the peak factor.
pub fn at_peak(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    match capacity(item) {
        Some(capacity) => Some(peak(cx, item) / capacity),
        None => Some(cpu(item)? * peak_factor(cx, item).unwrap_or(1.0)),
    }
}

/// Share of what it serves that an item is used on average: the mean of the 24 hours by its capacity, else the average
/// CPU. None where it has a capacity and no traffic.
pub fn on_average(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if let Some(cpu) = cpu(item) {
        return Some(cpu);
    }
    let capacity = capacity(item)?;
    let rate = match arrivals::hourly(cx, item) {
        Some(hours) => hours.iter().sum::<f64>() / 24.0,
        None => cx.arrivals(item).average().0,
    };
    Some(rate / capacity).filter(|share| *share > 0.0)
}

/// The machine that an item runs on: instance type, class or node type; none for serverless capacity.
pub fn machine<'a>(item: &Item<'a>) -> Option<&'a str> {
    let kind = item.kind;
    if FLEETS.contains(&kind) {
        Some(item.text(&server::TYPE))
    } else if *kind == db_instance::KIND {
        Some(item.text(&db_instance::INSTANCE_CLASS))
    } else if *kind == rds_cluster::KIND {
        let provisioned = item.text(&rds_cluster::CAPACITY) == "provisioned";
        provisioned.then(|| item.text(&rds_cluster::INSTANCE_CLASS))
    } else if *kind == elasticache_replication_group::KIND {
        Some(item.text(&elasticache_replication_group::NODE_TYPE))
    } else {
        None
    }
}

/// Specification of the machine that an item runs on.
pub fn spec<'a>(cx: &Cx<'a>, item: &Item<'_>) -> Option<&'a InstanceSpec> {
    cx.catalogue.spec(machine(item)?)
}

/// Gbit/s that all machines of an item last for together; none where that is not known. Settings alone decide it.
pub fn bandwidth(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    let limits = cx.catalogue.limits(machine(item)?)?;
    Some(limits.network_baseline_gbps? * item.instances().max(1.0))
}

/// The family of a machine: `m6i` of `m6i.large`, `db.m6i.large` and `cache.m6i.large`.
pub fn family(machine: &str) -> &str {
    let name = machine
        .strip_prefix("db.")
        .or_else(|| machine.strip_prefix("cache."))
        .unwrap_or(machine);
    name.split('.').next().unwrap_or(name)
}

/// Whether an EC2 type carries accelerators, by the letters of its family.
pub fn has_accelerator(machine: &str) -> bool {
    let letters = family(machine).split(|c: char| c.is_ascii_digit()).next();
    matches!(
        letters,
        Some("g" | "gr" | "p" | "inf" | "trn" | "dl" | "vt")
    )
}

/// Whether an item is a cache in front of a store.
pub fn is_cache(item: &Item<'_>) -> bool {
    if *item.kind == elasticache_replication_group::KIND {
        return item.text(&elasticache_replication_group::ROLE) == "cache";
    }
    let kinds = [
        &elasticache_serverless_cache::KIND,
        &memorydb_cluster::KIND,
        &dax_cluster::KIND,
    ];
    kinds.contains(&item.kind)
}

/// Whether answers of an item pass a cache: it is called through one, its callers ask one as well, or every request
/// passes CloudFront or an API that keeps answers.
pub fn is_cached(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let beside = cx.callers(item).any(|(caller, _)| {
        is_cache(&caller) || cx.called(caller).any(|(other, _)| is_cache(&other))
    });
    beside
        || cx.graph().dominators_of(item).any(|front| {
            *front.kind == cloudfront_distribution::KIND
                || (*front.kind == api_gateway_rest::KIND
                    && front.text(&api_gateway_rest::CACHE) != "0")
        })
}

/// Copies of a database that answer reads.
pub fn replicas(item: &Item<'_>) -> f64 {
    if *item.kind == db_instance::KIND {
        let cluster = item.text(&db_instance::DEPLOYMENT) == "multi-az-cluster";
        // A Multi-AZ cluster has two standbys that answer reads.
        item.number(&db_instance::READ_REPLICAS) + if cluster { 2.0 } else { 0.0 }
    } else {
        item.number(&rds_cluster::READERS)
    }
}

/// Entries of the design with demand, in id order.
pub fn demands<'a>(
    cx: &Cx<'a>,
) -> impl Iterator<Item = (&'a Id, &'a Component, &'a Demand)> + use<'a> {
    let view = cx.view();
    let demands = view.demands.iter();
    demands.map(|(number, demand)| {
        let (id, component) = view.components[*number];
        (id, component, *demand)
    })
}

/// Regions that serve, by code: those of Region frames, else the design's own.
pub fn regions<'a>(cx: &Cx<'a>) -> BTreeSet<&'a str> {
    let frames = cx.design.containers.values();
    let drawn = frames.filter(|frame| frame.kind == ContainerKind::Region);
    let mut regions: BTreeSet<&str> = drawn.filter_map(|frame| frame.code.as_deref()).collect();
    if regions.is_empty() {
        regions.insert(cx.design.settings.region.as_str());
    }
    regions
}
