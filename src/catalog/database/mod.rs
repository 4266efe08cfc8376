//! Databases and caches.

pub mod backup;
pub mod capacity;
pub mod cluster_family;
pub mod cluster_storage;
pub mod credits;
pub mod dax_cluster;
pub mod db_instance;
pub mod db_proxy;
pub mod db_snapshot;
pub mod dms_replication_config;
pub mod dms_replication_instance;
pub mod docdb_cluster;
pub mod docdb_cluster_instance;
pub mod docdb_cluster_snapshot;
pub mod docdb_global_cluster;
pub mod docdbelastic_cluster;
pub mod dsql_cluster;
pub mod dynamodb_table;
pub mod elasticache_replication_group;
pub mod elasticache_serverless_cache;
pub mod extended_support;
pub mod global_cluster;
pub mod growth;
pub mod insights;
pub mod keyspaces_table;
pub mod memorydb_cluster;
pub mod neptune_cluster;
pub mod neptune_cluster_instance;
pub mod neptune_cluster_snapshot;
pub mod neptune_global_cluster;
pub mod neptunegraph_graph;
pub mod protection;
pub mod rds_cluster;
pub mod rds_cluster_instance;
pub mod rds_global_cluster;
mod reading;
pub mod snapshot;
pub mod timestreaminfluxdb_db_instance;
pub mod timestreamwrite_table;

use super::amount::{Amount, units};
use super::bill::{Bill, BillCx, Charge};
use super::{Item, Kind, Property};
use crate::pricing::Query;
use crate::text::{Bilingual, both};

pub(super) const KINDS: &[&Kind] = &[
    &db_instance::KIND,
    &rds_cluster::KIND,
    &rds_cluster_instance::KIND,
    &rds_global_cluster::KIND,
    &dsql_cluster::KIND,
    &db_proxy::KIND,
    &db_snapshot::KIND,
    &dynamodb_table::KIND,
    &dax_cluster::KIND,
    &elasticache_replication_group::KIND,
    &elasticache_serverless_cache::KIND,
    &memorydb_cluster::KIND,
    &keyspaces_table::KIND,
    &timestreamwrite_table::KIND,
    &timestreaminfluxdb_db_instance::KIND,
    &docdb_cluster::KIND,
    &docdb_cluster_instance::KIND,
    &docdb_cluster_snapshot::KIND,
    &docdb_global_cluster::KIND,
    &docdbelastic_cluster::KIND,
    &neptune_cluster::KIND,
    &neptune_cluster_instance::KIND,
    &neptune_cluster_snapshot::KIND,
    &neptune_global_cluster::KIND,
    &neptunegraph_graph::KIND,
    &dms_replication_instance::KIND,
    &dms_replication_config::KIND,
];

/// A line for `count` instances over the month.
fn instance_hours<'a>(
    bill: &'a mut Bill,
    cx: &BillCx<'_>,
    key: &'static str,
    name: Bilingual,
    count: f64,
    query: Query,
) -> &'a mut Charge {
    let amount = Amount::product(
        units::HOURS,
        &[(count, units::INSTANCES), (cx.hours, units::HOURS)],
    );
    bill.charge(key, name, amount, query)
}

/// A line for the public IPv4 addresses of `count` publicly accessible instances (`cost-semantics`: public IPv4).
fn public_addresses(bill: &mut Bill, cx: &BillCx<'_>, count: f64) {
    let amount = Amount::product(
        units::HOURS,
        &[(count, units::ADDRESSES), (cx.hours, units::HOURS)],
    );
    bill.charge(
        "public_ipv4",
        both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
        amount,
        Query::new("public_ipv4", "address_hour").with("state", "in-use"),
    );
}

/// A line for hours of so many vCPU, or a missing one where an instance type has no known vCPU.
fn vcpu_hours<'a>(
    bill: &'a mut Bill,
    key: &'static str,
    name: Bilingual,
    vcpu: Option<f64>,
    hours: f64,
    query: Query,
) -> &'a mut Charge {
    let Some(vcpu) = vcpu else {
        let amount = Amount::plain(0.0, units::VCPU_HOURS);
        return bill.missing(key, name, amount, "vCPU of the instance type");
    };
    let amount = Amount::product(
        units::VCPU_HOURS,
        &[(vcpu, units::VCPU), (hours, units::HOURS)],
    );
    bill.charge(key, name, amount, query)
}

/// The instance type of `property`; where it is empty, that of `primary`.
fn type_or<'a>(item: &Item<'a>, property: &Property, primary: &Property) -> &'a str {
    match item.text(property) {
        "" => item.text(primary),
        own => own,
    }
}

/// vCPU of `count` instances of a type.
fn vcpu(cx: &BillCx<'_>, instance_type: &str, count: f64) -> Option<f64> {
    cx.catalogue
        .spec(instance_type)
        .map(|spec| spec.vcpu * count)
}

/// Whether an instance type runs on Graviton: `db.r6g.large`, `db.m6gd.large`, `db.t4g.micro`, `db.x2g.large`.
fn is_graviton(instance_type: &str) -> bool {
    let family = instance_type
        .strip_prefix("db.")
        .or_else(|| instance_type.strip_prefix("cache."))
        .unwrap_or(instance_type)
        .split('.')
        .next()
        .unwrap_or("");
    let after_generation = family.trim_start_matches(|c: char| !c.is_ascii_digit());
    after_generation
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .contains('g')
}

#[cfg(test)]
mod tests {
    use super::is_graviton;

    #[test]
    fn graviton_types_are_told_by_name() {
        for name in [
            "db.r6g.large",
            "db.m6gd.large",
            "db.t4g.micro",
            "cache.r7g.large",
        ] {
            assert!(is_graviton(name), "{name}");
        }
        for name in [
            "db.m6i.large",
            "db.r5b.large",
            "db.x2iedn.xlarge",
            "db.t3.micro",
            "",
        ] {
            assert!(!is_graviton(name), "{name}");
        }
    }
}
