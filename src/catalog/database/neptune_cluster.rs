//! Amazon Neptune cluster: a graph database of instances or Serverless capacity over one volume.
//!
//! Semantics: Amazon Neptune pricing page. Serverless capacity goes from 1 to 128 NCU in steps of 0.5 (botocore neptune,
//! `ServerlessV2ScalingConfiguration`).

use super::cluster_family::{self, CPU_CREDIT_HOURS, INSTANCES, NEPTUNE, STORAGE_TYPE};
use super::cluster_storage::{self, BUFFER_HIT, IO_REQUESTS, STORAGE_GB};
use super::{backup, capacity, growth, protection};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const CAPACITIES: &[Choice] = &[
    choice_in("provisioned", "Provisioned", "프로비저닝"),
    choice("serverless", "Serverless"),
];
/// Most NCU of an instance.
const MOST_NCU: f64 = 128.0;

/// Provisioned or Serverless.
pub static CAPACITY: Property = Property::choice(
    "capacity",
    both("Capacity", "용량"),
    "provisioned",
    CAPACITIES,
)
.doc(
    "Instances of a fixed class, or Serverless, which follows the load between two limits.",
    "고정된 클래스의 인스턴스를 쓰거나, 두 한도 사이에서 부하를 따라가는 Serverless를 씁니다.",
);

/// Instance class.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "instance_class",
    both("Instance class", "인스턴스 클래스"),
    "db.r6g.large",
    offered,
)
.doc("Size of every instance.", "모든 인스턴스의 크기입니다.")
.when(is_provisioned);

/// Least capacity.
pub static MIN_CAPACITY: Property =
    capacity::least(units::NCU, 1.0, 1.0, MOST_NCU).when(is_serverless);

/// Most capacity.
pub static MAX_CAPACITY: Property = capacity::most(units::NCU, 8.0, MOST_NCU).when(is_serverless);

/// Average capacity.
pub static AVERAGE_CAPACITY: Property = capacity::average(units::NCU, MOST_NCU).when(is_serverless);

/// Whether the item is Serverless.
pub(super) fn is_serverless(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "serverless"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    !is_serverless(item)
}
pub(super) fn offered(item: &Item<'_>) -> InstanceTypes {
    cluster_family::offered(item, &NEPTUNE)
}
fn instances(item: &Item<'_>) -> f64 {
    item.number(&INSTANCES)
}

/// The line of Serverless capacity: so many instances of so many NCU on average.
pub(super) fn bill_ncu(cx: &BillCx<'_>, bill: &mut Bill, instances: f64, ncu: f64) {
    let amount = Amount::product(
        units::NCU_HOURS,
        &[
            (instances, units::INSTANCES),
            (ncu, units::NCU),
            (cx.hours, units::HOURS),
        ],
    );
    let row = if cluster_storage::is_io_optimized(&cx.item) {
        "io_optimized_serverless_general_purpose_aurora"
    } else {
        "serverless"
    };
    bill.charge(
        "serverless",
        both("Serverless capacity", "Serverless 용량"),
        amount,
        Query::new("neptune", row),
    );
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = instances(item);
    if is_serverless(item) && count > 0.0 {
        let least = number::short(item.number(&MIN_CAPACITY), 1);
        let most = number::short(item.number(&MAX_CAPACITY), 1);
        return format!("{} × {least}–{most} NCU", number::short(count, 0));
    }
    cluster_family::key_fact(item)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let count = instances(item);
    if count > 0.0 && is_serverless(item) {
        let ncu = capacity::between(item, &MIN_CAPACITY, &MAX_CAPACITY, &AVERAGE_CAPACITY);
        bill_ncu(cx, bill, count, ncu);
    } else if count > 0.0 {
        let price = cluster_family::instance_price(item, &NEPTUNE);
        cluster_family::bill_instances(cx, bill, &NEPTUNE, count, price);
    }
    cluster_family::bill_volume(cx, bill, &NEPTUNE, count);
}

fn usage(cx: &BillCx<'_>, bill: &mut Bill) {
    cluster_family::usage(cx, bill, &NEPTUNE);
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_serverless(item) {
        let properties = [&MIN_CAPACITY, &MAX_CAPACITY, &AVERAGE_CAPACITY];
        capacity::validate(item, problems, properties);
    }
}

static IMPORTS: &[Import] = &[Import::of("aws_neptune_cluster")
    .usage(&[
        ("storage_gb", &STORAGE_GB),
        ("monthly_io_requests", &IO_REQUESTS),
    ])
    .read(read)];

/// Backups of a cluster that keeps them for one day lie within the free size.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    cluster_family::read_cluster(resource, draft);
    if resource.number("backup_retention_period").unwrap_or(1.0) <= 1.0 {
        draft.unset(&backup::STORAGE);
    }
}

/// Neptune cluster.
pub static KIND: Kind = Kind {
    name: "neptune_cluster",
    title: both("Amazon Neptune cluster", "Amazon Neptune 클러스터"),
    short: both("Neptune", "Neptune"),
    doc: both(
        "Graph database: instances or Serverless capacity over a volume that keeps six copies in three zones. One pays for \
         instances or NCU by the hour, data kept and, on Standard, I/O.",
        "그래프 데이터베이스입니다. 세 가용 영역에 여섯 사본을 두는 볼륨 위에서 인스턴스 또는 Serverless 용량이 실행됩니다. 인스턴스 또는 NCU \
         시간, 저장 데이터, 표준 구성에서는 I/O마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Neptune",
    spend: Spend::Database,
    glyph: glyph::GRAPH,
    monogram: "NEP",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_neptune_cluster"],
    cloudformation: &["AWS::Neptune::DBCluster"],
    drawio: "neptune",
    keywords: &[
        "neptune",
        "graph",
        "gremlin",
        "sparql",
        "opencypher",
        "그래프",
        "넵튠",
    ],
    port: Some(8182),
    is_data_store: true,
    properties: &[
        &CAPACITY,
        &INSTANCE_CLASS,
        &INSTANCES,
        &MIN_CAPACITY,
        &MAX_CAPACITY,
        &AVERAGE_CAPACITY,
        &STORAGE_TYPE,
        &STORAGE_GB,
        &BUFFER_HIT,
        &IO_REQUESTS,
        &growth::GROWTH,
        &growth::KEPT,
        &growth::MONTH,
        &cluster_family::BACKUP_RETENTION,
        &backup::STORAGE,
        &protection::STORAGE_ENCRYPTED,
        &protection::KMS_KEY,
        &protection::DELETION_PROTECTION,
        &cluster_family::REQUIRE_TLS,
        &IAM_AUTHENTICATION,
        &protection::AUTO_MINOR_VERSION_UPGRADE,
        &protection::MAINTENANCE_WINDOW,
        &CPU_CREDIT_HOURS,
        &protection::LOG_EXPORTS,
    ],
    instances,
    key_fact,
    validate,
    imports: IMPORTS,
    bill,
    usage,
    ..Kind::DEFAULT
};

/// Sign-in with IAM.
pub static IAM_AUTHENTICATION: Property = protection::IAM_AUTHENTICATION;

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn instances_storage_and_io() {
        let bench = Bench::new("neptune_cluster")
            .region("us-east-1")
            .with("io_requests", 5e6);
        let lines = bench.lines();
        // 2 x 730 h x 0.3287 $; 100 GB x 0.10 $; 5 M x 0.0000002 $.
        near(lines.usd("instances"), 479.902);
        near(lines.usd("storage"), 10.0);
        near(lines.usd("io_requests"), 1.0);
        assert_eq!(bench.key_fact(), "2 × db.r6g.large");
        let optimized = bench.with("storage_type", "iopt1").lines();
        // 2 x 730 h x 0.443 $ + 100 GB x 0.225 $.
        near(optimized.total(), 646.78 + 22.5);
    }

    #[test]
    fn serverless_bills_the_average() {
        let bench = Bench::new("neptune_cluster")
            .region("us-east-1")
            .with("capacity", "serverless");
        // 2 instances x 2 NCU x 730 h x 0.1608 $.
        near(bench.lines().usd("serverless"), 469.536);
        assert_eq!(bench.key_fact(), "2 × 1–8 NCU");
        assert_eq!(bench.with("min_capacity", 9.0).problems().len(), 1);
    }
}
