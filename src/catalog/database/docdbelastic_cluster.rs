//! Amazon DocumentDB elastic cluster: shards of vCPU over storage that grows by itself.
//!
//! Semantics: Amazon DocumentDB pricing page, elastic clusters: vCPU-hours of every instance of every shard, data kept, and
//! backups; I/O is included. Limits: botocore docdb-elastic (`shardCapacity`, `shardCount`, `shardInstanceCount`).

use super::cluster_storage::STORAGE_GB;
use super::{backup, protection, reading};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Shards: at most 32.
pub static SHARDS: Property = Property::count(
    "shard_count",
    both("Shards", "샤드"),
    units::SHARDS,
    2.0,
    1.0,
    32.0,
)
.doc(
    "Parts that the data is spread over.",
    "데이터를 나누어 담는 단위의 수입니다.",
);

/// vCPU of a shard: 2 to 64 in powers of two.
pub static SHARD_CAPACITY: Property = Property::count(
    "shard_capacity",
    both("Shard capacity", "샤드 용량"),
    units::VCPU,
    2.0,
    2.0,
    64.0,
)
.doc(
    "vCPU of each instance of a shard: 2, 4, 8, 16, 32 or 64.",
    "샤드 인스턴스마다의 vCPU입니다. 2, 4, 8, 16, 32, 64 중 하나입니다.",
);

/// Instances of a shard.
pub static SHARD_INSTANCES: Property = Property::count(
    "shard_instance_count",
    both("Instances per shard", "샤드당 인스턴스"),
    units::INSTANCES,
    2.0,
    1.0,
    16.0,
)
.doc(
    "One writes, the others read and take over when it fails.",
    "하나는 쓰기를 처리하고 나머지는 읽기를 처리하며 장애 시 이어받습니다.",
);

/// Days of backups.
pub static BACKUP_RETENTION: Property = backup::retention(1.0);

fn instances(item: &Item<'_>) -> f64 {
    item.number(&SHARDS) * item.number(&SHARD_INSTANCES)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let shards = number::short(item.number(&SHARDS), 0);
    let vcpu = number::short(item.number(&SHARD_CAPACITY), 0);
    format!("{shards} × {vcpu} vCPU")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let amount = Amount::product(
        units::VCPU_HOURS,
        &[
            (item.number(&SHARDS), units::SHARDS),
            (item.number(&SHARD_INSTANCES), units::INSTANCES),
            (item.number(&SHARD_CAPACITY), units::VCPU),
            (cx.hours, units::HOURS),
        ],
    );
    let row = |name| Query::new("documentdb", name);
    bill.charge(
        "capacity",
        both("Shard capacity", "샤드 용량"),
        amount,
        row("database_utilization_createcluster"),
    );
    let data = item.number(&STORAGE_GB);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(data, units::GB_MONTHS),
        row("database_storage_createcluster"),
    );
    backup::bill(
        item,
        bill,
        data,
        item.number(&BACKUP_RETENTION),
        row("storage_snapshot_createcluster"),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let capacity = item.number(&SHARD_CAPACITY);
    if ![2.0, 4.0, 8.0, 16.0, 32.0, 64.0].contains(&capacity) {
        problems.push(Problem::of(
            &SHARD_CAPACITY,
            "a shard has 2, 4, 8, 16, 32 or 64 vCPU",
            "샤드의 vCPU는 2, 4, 8, 16, 32, 64 중 하나입니다",
        ));
    }
}

static IMPORTS: &[Import] = &[Import::of("aws_docdbelastic_cluster").read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    reading::usage_or_none(resource, draft, "storage_gb", &STORAGE_GB);
    reading::declared(resource, draft);
}

/// DocumentDB elastic cluster.
pub static KIND: Kind = Kind {
    name: "docdbelastic_cluster",
    title: both(
        "Amazon DocumentDB elastic cluster",
        "Amazon DocumentDB 엘라스틱 클러스터",
    ),
    short: both("DocumentDB Elastic", "DocumentDB Elastic"),
    doc: both(
        "Document database that is spread over shards. One pays for the vCPU of its shards by the hour and for data kept; I/O is \
         included.",
        "샤드로 나누어 저장하는 문서 데이터베이스입니다. 샤드의 vCPU 시간과 저장 데이터에 요금을 내며 I/O는 포함됩니다.",
    ),
    category: Category::Database,
    service: "Amazon DocumentDB",
    spend: Spend::Database,
    glyph: glyph::BRACKETS_CURLY,
    monogram: "DOCE",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_docdbelastic_cluster"],
    cloudformation: &["AWS::DocDBElastic::Cluster"],
    drawio: "documentdb_with_mongodb_compatibility",
    keywords: &[
        "documentdb",
        "docdb",
        "elastic",
        "mongodb",
        "shard",
        "문서",
        "샤드",
    ],
    port: Some(27017),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[
        &SHARDS,
        &SHARD_CAPACITY,
        &SHARD_INSTANCES,
        &STORAGE_GB,
        &BACKUP_RETENTION,
        &backup::STORAGE,
        &protection::STORAGE_ENCRYPTED,
        &protection::KMS_KEY,
        &protection::MAINTENANCE_WINDOW,
    ],
    instances,
    key_fact,
    validate,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn shards_and_storage() {
        let bench = Bench::new("docdbelastic_cluster").region("us-east-1");
        let lines = bench.lines();
        // 2 shards x 2 instances x 2 vCPU x 730 h x 0.132 $; 100 GB x 0.30 $.
        near(lines.usd("capacity"), 770.88);
        near(lines.usd("storage"), 30.0);
        assert_eq!(bench.key_fact(), "2 × 2 vCPU");
        assert_eq!(bench.with("shard_capacity", 6.0).problems().len(), 1);
    }
}
