//! Amazon MemoryDB: node hours, data written, snapshots.
//!
//! Semantics: Amazon MemoryDB pricing page: nodes of every shard and replica; GB written to the log of transactions, with Valkey
//! free up to 10 TB a month in a Region; snapshots beyond one day of retention.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{InstanceTypes, choice};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const ENGINES: &[Choice] = &[choice("valkey", "Valkey"), choice("redis", "Redis OSS")];
/// GB written that are free in a month with Valkey; the price of more is not known (price rows of MemoryDB).
const FREE_WRITTEN_GB: f64 = 10_000.0;

/// Engine.
pub static ENGINE: Property = Property::choice("engine", both("Engine", "엔진"), "valkey", ENGINES)
    .doc(
        "Valkey is compatible with Redis OSS and costs less.",
        "Valkey는 Redis OSS와 호환되며 더 저렴합니다.",
    );

/// Node type.
pub static NODE_TYPE: Property = Property::instance_type(
    "node_type",
    both("Node type", "노드 유형"),
    "db.r7g.large",
    offered,
)
.doc("Size of every node.", "모든 노드의 크기입니다.");

/// Shards.
pub static SHARDS: Property = Property::count(
    "num_shards",
    both("Shards", "샤드"),
    units::SHARDS,
    1.0,
    1.0,
    500.0,
)
.doc(
    "Parts that the keys are spread over.",
    "키를 나눠 담는 단위입니다.",
);

/// Replicas: up to five a shard.
pub static REPLICAS: Property = Property::count(
    "num_replicas_per_shard",
    both("Replicas per shard", "샤드당 복제본"),
    units::REPLICAS,
    1.0,
    0.0,
    5.0,
)
.doc(
    "Copies of each shard that serve reads and take over.",
    "읽기를 처리하고 장애 시 이어받는 샤드별 사본입니다.",
);

/// Data written.
pub static WRITTEN_GB: Property = Property::usage(
    "written_gb",
    both("Data written", "쓴 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB written in a month. Derived from the GB of the requests that write.",
    "한 달에 쓰는 GB입니다. 쓰기 요청의 GB로 계산합니다.",
);

/// Snapshots.
pub static SNAPSHOT_GB: Property = Property::number(
    "snapshot_storage_gb",
    both("Billed snapshots", "과금되는 스냅샷"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Snapshots beyond those of one day.",
    "하루치를 넘는 스냅샷입니다.",
);

/// Retention.
pub static SNAPSHOT_RETENTION: Property = Property::count(
    "snapshot_retention_limit",
    both("Snapshot retention", "스냅샷 보존 기간"),
    units::DAYS,
    1.0,
    0.0,
    35.0,
)
.doc(
    "Days that automatic snapshots are kept; 0 switches them off.",
    "자동 스냅샷 보존 일수입니다. 0이면 꺼집니다.",
)
.secondary();

/// TLS.
pub static TLS: Property = Property::flag(
    "tls_enabled",
    both("Encrypted in transit", "전송 중 암호화"),
    true,
)
.doc(
    "Clients connect with TLS; on by default.",
    "클라이언트가 TLS로 연결합니다. 기본값은 켜짐입니다.",
)
.secondary();

fn offered(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "memorydb",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![("engine", item.text(&ENGINE).to_owned())],
    }
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&SHARDS) * (1.0 + item.number(&REPLICAS))
}

/// Shards share the keys out over all nodes.
fn answering(item: &Item<'_>) -> Answering {
    if item.number(&SHARDS) > 1.0 {
        Answering::All
    } else {
        Answering::PrimaryAndCopies
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let node = item.text(&NODE_TYPE);
    let node: String = node
        .strip_prefix("db.")
        .unwrap_or(node)
        .chars()
        .take(20)
        .collect();
    format!("{} × {node}", number::short(instances(item), 0))
}

fn bill_written(cx: &BillCx<'_>, bill: &mut Bill) {
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .filter(|flow| flow.requests > 0.0)
        .map(|flow| flow.request_gb.0 * flow.writes() / flow.requests)
        .sum();
    let written = cx.usage(&WRITTEN_GB, derived);
    if cx.item.text(&ENGINE) == "redis" {
        let query = Query::new("memorydb", "data_written_per_gb");
        bill.usage("written", WRITTEN_GB.title, written, units::GB, query);
        return;
    }
    bill.free(
        "written",
        WRITTEN_GB.title,
        Amount::plain(written.value.min(FREE_WRITTEN_GB), units::GB),
        both(
            "the first 10 TB written in a month are free with Valkey",
            "Valkey는 한 달에 쓰는 데이터 10TB까지 무료입니다",
        ),
    )
    .from(written.source);
    if written.value > FREE_WRITTEN_GB {
        bill.missing(
            "written_above",
            both("Data written above 10 TB", "10TB를 넘는 쓰기"),
            Amount::plain(written.value - FREE_WRITTEN_GB, units::GB),
            "memorydb data written beyond 10 TB",
        )
        .from(written.source);
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let engine = item.text(&ENGINE);
    let row = Query::new("memorydb", "instance_hour").with("instance_type", item.text(&NODE_TYPE));
    // Reserved rows are those of Redis OSS and do not name it.
    let listed = purchase::is_reserved(item)
        && engine == "redis"
        && item.typed(&purchase::DISCOUNT).is_none();
    let query = if listed {
        row
    } else {
        row.with("engine", engine)
    };
    let amount = Amount::product(
        units::HOURS,
        &[
            (item.number(&SHARDS), units::SHARDS),
            (1.0 + item.number(&REPLICAS), units::NODES),
            (cx.hours, units::HOURS),
        ],
    );
    let nodes = bill.charge("nodes", both("Nodes", "노드"), amount, query);
    purchase::apply(cx, Rows::RecurringAndUpfront, nodes);
    bill_written(cx, bill);
    let snapshots = item.number(&SNAPSHOT_GB);
    if snapshots > 0.0 {
        let row = if engine == "redis" {
            "amazon_s3_per_gb_mo"
        } else {
            "amazon_s3_per_gb_mo_valkey"
        };
        bill.charge(
            "snapshots",
            SNAPSHOT_GB.title,
            Amount::plain(snapshots, units::GB_MONTHS),
            Query::new("memorydb", row),
        );
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // The provider's default; snapshots and GB written come from usage figures.
    if !resource.has("engine") {
        draft.set(&ENGINE, "redis");
    }
    draft.figures(
        resource,
        &[
            ("monthly_written_gb", &WRITTEN_GB),
            ("snapshot_storage_size_gb", &SNAPSHOT_GB),
        ],
    );
    purchase::read(resource, draft);
}

/// MemoryDB cluster.
pub static KIND: Kind = Kind {
    name: "memorydb_cluster",
    title: both("Amazon MemoryDB cluster", "Amazon MemoryDB 클러스터"),
    short: both("MemoryDB", "MemoryDB"),
    doc: both(
        "Durable in-memory database, compatible with Valkey and Redis OSS. One pays for nodes by the hour, for GB written and for \
         snapshots.",
        "Valkey와 Redis OSS에 호환되는 내구성 있는 인메모리 데이터베이스입니다. 노드 시간, 쓰는 GB, 스냅샷에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon MemoryDB",
    spend: Spend::Database,
    glyph: glyph::MEMORY,
    monogram: "MDB",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_memorydb_cluster"],
    imports: &[Import::of("aws_memorydb_cluster").read(read)],
    cloudformation: &["AWS::MemoryDB::Cluster"],
    drawio: "memorydb_for_redis",
    keywords: &[
        "redis",
        "valkey",
        "in-memory",
        "durable",
        "레디스",
        "인메모리",
    ],
    port: Some(6379),
    is_data_store: true,
    answering,
    properties: &[
        &ENGINE,
        &NODE_TYPE,
        &SHARDS,
        &REPLICAS,
        &purchase::OPTION_RESERVED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &WRITTEN_GB,
        &SNAPSHOT_GB,
        &SNAPSHOT_RETENTION,
        &TLS,
    ],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn memory() -> Bench {
        Bench::new("memorydb_cluster")
    }

    #[test]
    fn nodes_writes_and_snapshots() {
        let bench = memory()
            .with("engine", "redis")
            .with("num_shards", 2.0)
            .with("snapshot_storage_gb", 100.0)
            .incoming("ecs_service", 1_048_576.0, 10.0, 1.0);
        let lines = bench.lines();
        // 2 shards x 2 nodes x 730 h x 0.369 $; 10 GB x 20 % writes x 0.20 $; 100 GB x 0.023 $.
        near(lines.usd("nodes"), 1_077.48);
        near(lines.usd("written"), 0.4);
        near(lines.usd("snapshots"), 2.3);
        assert_eq!(bench.key_fact(), "4 × r7g.large");
    }

    #[test]
    fn valkey_writes_ten_terabytes_for_nothing() {
        let lines = memory().with("written_gb", 10_000.0).lines();
        near(lines.usd("written"), 0.0);
        assert!(lines.missing().is_empty());
        let more = memory().with("written_gb", 10_001.0).lines();
        assert_eq!(more.missing(), ["written_above"]);
        near(more.quantity("written_above"), 1.0);
    }

    #[test]
    fn reserved_nodes() {
        let reserved = memory()
            .region("us-east-1")
            .with("engine", "redis")
            .with("node_type", "db.r6g.large")
            .with("purchase_option", "reserved")
            .with("payment_option", "partial_upfront");
        // 2 nodes x 730 h x 0.10 $ and 2 x 879.723 $ at the start; the rows know no Valkey.
        near(reserved.lines().usd("nodes"), 146.0);
        near(reserved.lines().upfront("nodes").unwrap(), 1_759.446);
        let valkey = reserved.with("engine", "valkey");
        assert_eq!(valkey.lines().missing(), ["nodes"]);
    }
}
