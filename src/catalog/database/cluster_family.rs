//! What DocumentDB and Neptune clusters have in common: instances of one class over one volume, Standard or I/O-Optimized,
//! and instances of their own as components.
//!
//! Semantics: pricing pages of Amazon DocumentDB and Amazon Neptune; `cost-semantics`: databases.

use super::cluster_storage::{self, STORAGE_GB, storage_config};
use super::{backup, credits};
use crate::catalog::amount::units;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::terraform::{Draft, Resource};
use crate::catalog::{Bill, BillCx, Choice, Item, Property};
use crate::pricing::Query;
use crate::text::{both, number};

const STORAGES: &[Choice] = &[
    choice_in("standard", "Standard", "표준"),
    choice("iopt1", "I/O-Optimized"),
];

/// Names of a service in the price rows.
pub(super) struct Family {
    /// Service.
    pub(super) service: &'static str,
    /// Storage of a Standard cluster.
    pub(super) storage: &'static str,
    /// Storage of an I/O-Optimized cluster.
    pub(super) io_optimized_storage: &'static str,
    /// One I/O request.
    pub(super) io_request: &'static str,
    /// Backup storage.
    pub(super) backup: &'static str,
}

/// Amazon DocumentDB.
pub(super) const DOCUMENTDB: Family = Family {
    service: "documentdb",
    storage: "database_storage",
    io_optimized_storage: "database_storage_io_optimized_docdb",
    io_request: "1_million_io_requests",
    backup: "storage_snapshot",
};

/// Amazon Neptune.
pub(super) const NEPTUNE: Family = Family {
    service: "neptune",
    storage: "storage_rate",
    io_optimized_storage: "io_optimized_storage_rate_general_purpose_aurora",
    io_request: "io_rate",
    backup: "storage_snapshot_rate",
};

/// Storage configuration of the cluster.
pub static STORAGE_TYPE: Property = Property::choice(
    cluster_storage::STORAGE_TYPE,
    both("Storage", "스토리지 구성"),
    "standard",
    STORAGES,
)
.doc(
    "Standard bills each I/O request. I/O-Optimized bills none, with dearer instances and storage.",
    "표준은 I/O 요청마다 과금됩니다. I/O-Optimized는 I/O 요금이 없는 대신 인스턴스와 스토리지가 비쌉니다.",
);

/// Instances of the cluster: a primary and up to 15 replicas (service-facts: DocumentDB quotas; botocore neptune).
pub static INSTANCES: Property = Property::count(
    "instances",
    both("Instances", "인스턴스"),
    units::INSTANCES,
    2.0,
    0.0,
    16.0,
)
.doc(
    "One that writes, the others read and take over when it fails; 0: the instances are drawn apart.",
    "하나는 쓰기를 처리하고 나머지는 읽기를 처리하며 장애 시 이어받습니다. 0이면 인스턴스를 따로 그립니다.",
);

/// Hours above the baseline of burstable classes.
pub static CPU_CREDIT_HOURS: Property = credits::CPU_CREDIT_HOURS.when(is_burstable);

/// TLS demanded of clients: on unless the parameter group switches it off (DocumentDB and Neptune default).
pub static REQUIRE_TLS: Property =
    Property::flag("require_tls", both("TLS required", "TLS 필수"), true)
        .doc(
            "The cluster refuses connections without TLS, unless its parameter group allows them.",
            "파라미터 그룹이 허용하지 않는 한 클러스터가 TLS 없는 연결을 거부합니다.",
        )
        .secondary();

/// Days of backups; they cannot be switched off.
pub static BACKUP_RETENTION: Property = backup::retention(1.0);

/// Class of the item, whatever its kind names it.
fn class<'a>(item: &Item<'a>) -> &'a str {
    let property = item.kind.property("instance_class");
    property.map_or("", |property| item.text(property))
}

fn is_burstable(item: &Item<'_>) -> bool {
    credits::is_burstable(class(item))
}

/// Instance types of a service in the storage configuration of the item.
pub(super) fn offered(item: &Item<'_>, family: &Family) -> InstanceTypes {
    InstanceTypes {
        service: family.service,
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![("storage_config", storage_config(item).to_owned())],
    }
}

/// Price of an hour of an instance of the item's class and storage configuration.
pub(super) fn instance_price(item: &Item<'_>, family: &Family) -> Query {
    Query::new(family.service, "instance_hour")
        .with("instance_type", class(item))
        .with("storage_config", storage_config(item))
}

/// Lines of `count` instances at a price for the hour, with their CPU credits.
pub(super) fn bill_instances(
    cx: &BillCx<'_>,
    bill: &mut Bill,
    family: &Family,
    count: f64,
    price: Query,
) {
    let class = class(&cx.item);
    let name = both("Instances", "인스턴스");
    super::instance_hours(bill, cx, "instances", name, count, price);
    let vcpu = super::vcpu(cx, class, count);
    credits::bill(bill, cx, class, vcpu, family.service);
}

fn storage_price(item: &Item<'_>, family: &Family) -> Query {
    let storage = if cluster_storage::is_io_optimized(item) {
        family.io_optimized_storage
    } else {
        family.storage
    };
    Query::new(family.service, storage)
}

/// Lines of data, backups and replication.
pub(super) fn bill_volume(cx: &BillCx<'_>, bill: &mut Bill, family: &Family, instances: f64) {
    let item = &cx.item;
    cluster_storage::bill(cx, bill, storage_price(item, family));
    backup::bill(
        item,
        bill,
        item.number(&STORAGE_GB),
        item.number(&BACKUP_RETENTION),
        Query::new(family.service, family.backup),
    );
    cluster_storage::replication(bill, instances);
}

/// Lines of what the traffic makes: growth of the volume, I/O.
pub(super) fn usage(cx: &BillCx<'_>, bill: &mut Bill, family: &Family) {
    let io_request = Query::new(family.service, family.io_request);
    cluster_storage::usage(cx, bill, storage_price(&cx.item, family), io_request);
}

/// Instances and class, or the size of the data where the instances are drawn apart.
pub(super) fn key_fact(item: &Item<'_>) -> String {
    let count = item.number(&INSTANCES);
    if count > 0.0 {
        format!("{} × {}", number::short(count, 0), class(item))
    } else {
        format!("{} GB", number::short(item.number(&STORAGE_GB), 0))
    }
}

/// Reads a cluster: its instances are resources of their own; `backup_storage_gb` is what is billed.
pub(super) fn read_cluster(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&INSTANCES, 0.0);
    let usage = resource.usage();
    let storage = usage.number("storage_gb").unwrap_or(0.0);
    if draft.number(&STORAGE_GB).is_none() {
        draft.set(&STORAGE_GB, 0.0);
    }
    let days = resource.number("backup_retention_period").unwrap_or(1.0);
    draft.set(&BACKUP_RETENTION, days.max(1.0));
    if let Some(beyond) = usage.number("backup_storage_gb") {
        draft.set(&backup::STORAGE, storage + beyond);
    }
    super::reading::declared(resource, draft);
}

/// Reads an instance: the storage configuration is that of its cluster.
pub(super) fn read_instance(resource: &Resource<'_>, draft: &mut Draft) {
    let clusters = resource.referred("cluster_identifier");
    let config = clusters
        .iter()
        .find_map(|cluster| cluster.text(cluster_storage::STORAGE_TYPE));
    if config == Some("iopt1") {
        draft.set(&STORAGE_TYPE, "iopt1");
    }
}
