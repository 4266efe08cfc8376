//! Amazon ElastiCache: Valkey, Redis OSS or Memcached on nodes.
//!
//! Semantics: Amazon ElastiCache pricing page; `cost-semantics`: databases (shards x (1 + replicas) nodes). What goes on to
//! the database on a miss is the application's own connection; an origin fetch that starts at the cache carries misses.

use crate::catalog::Onward;
use crate::catalog::amount::{Amount, units};
use crate::catalog::declared::ROLES;
use crate::catalog::economics;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource, scaling};
use crate::catalog::workload;
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const ENGINES: &[Choice] = &[
    choice("valkey", "Valkey"),
    choice("redis", "Redis OSS"),
    choice("memcached", "Memcached"),
];
const AUTHENTICATION: &[Choice] = &[
    choice_in("none", "None", "없음"),
    choice_in("token", "Token", "토큰"),
    choice_in("rbac", "User groups (RBAC)", "사용자 그룹(RBAC)"),
];
const POLICIES: &[Choice] = &[
    choice("volatile-lru", "volatile-lru"),
    choice("allkeys-lru", "allkeys-lru"),
    choice("allkeys-lfu", "allkeys-lfu"),
    choice("volatile-ttl", "volatile-ttl"),
    choice("noeviction", "noeviction"),
];

/// Replicas of a shard (service-facts: ElastiCache limit, six nodes a shard).
const MOST_REPLICAS: f64 = 5.0;

/// Engine.
pub static ENGINE: Property = Property::choice(
    "engine",
    both("Engine", "엔진"),
    "valkey",
    ENGINES,
)
.doc(
    "Valkey is compatible with Redis OSS and costs less; Memcached has neither replicas nor backups.",
    "Valkey는 Redis OSS와 호환되며 더 저렴합니다. Memcached에는 복제본과 백업이 없습니다.",
);

/// Node type.
pub static NODE_TYPE: Property = Property::instance_type(
    "node_type",
    both("Node type", "노드 유형"),
    "cache.r7g.large",
    offered,
)
.doc("Size of every node.", "모든 노드의 크기입니다.");

/// Shards: 90 nodes a cluster by default, 500 on request (service-facts: ElastiCache quota).
pub static SHARDS: Property = Property::count(
    "num_node_groups",
    both("Shards", "샤드"),
    units::SHARDS,
    1.0,
    1.0,
    500.0,
)
.doc(
    "Parts that the keys are spread over; more than one is cluster mode.",
    "키를 나눠 담는 단위입니다. 둘 이상이면 클러스터 모드입니다.",
)
.when(has_replication);

/// Replicas: up to five a shard ([`MOST_REPLICAS`]; a scaling target may ask for more, which is then told).
pub static REPLICAS: Property = Property::count(
    "replicas_per_node_group",
    both("Replicas per shard", "샤드당 복제본"),
    units::REPLICAS,
    1.0,
    0.0,
    499.0,
)
.doc(
    "Copies of each shard that serve reads and take over.",
    "읽기를 처리하고 장애 시 이어받는 샤드별 사본입니다.",
)
.when(has_replication);

/// Nodes of Memcached: 40 by default (service-facts: ElastiCache quota).
pub static CACHE_NODES: Property = Property::count(
    "num_cache_nodes",
    both("Nodes", "노드"),
    units::NODES,
    1.0,
    1.0,
    40.0,
)
.doc(
    "Nodes that the keys are spread over.",
    "키를 나눠 담는 노드 수입니다.",
)
.when(is_memcached);

/// Cluster mode.
pub static CLUSTER_MODE: Property =
    Property::flag("cluster_mode", both("Cluster mode", "클러스터 모드"), false)
        .doc(
            "Keys can be spread over shards and shards added without a stop. No price of its own.",
            "키를 여러 샤드에 나누고 중단 없이 샤드를 추가할 수 있습니다. 별도 요금은 없습니다.",
        )
        .when(has_replication);

/// Nodes in several zones.
pub static MULTI_AZ: Property =
    Property::flag("multi_az_enabled", both("Multi-AZ", "다중 AZ"), true)
        .doc(
            "Primary and replicas stand in different zones. Replication between them is free.",
            "기본 노드와 복제본을 서로 다른 가용 영역에 둡니다. 그 사이의 복제는 무료입니다.",
        )
        .when(has_replication);

/// Failover.
pub static AUTOMATIC_FAILOVER: Property = Property::flag(
    "automatic_failover_enabled",
    both("Automatic failover", "자동 장애 조치"),
    true,
)
.doc(
    "A replica takes over within seconds when its primary fails.",
    "기본 노드에 장애가 나면 몇 초 안에 복제본이 이어받습니다.",
)
.when(has_replication);

/// Hits.
pub static HIT_RATIO: Property = Property::number(
    "hit_ratio",
    both("Cache hit ratio", "캐시 적중률"),
    units::PERCENT,
    90.0,
    0.0,
    100.0,
)
.doc(
    "Share of reads that the cache answers. Misses are the caller's own requests to the database; a call or origin fetch \
     drawn from the cache carries them.",
    "캐시가 답하는 읽기의 비율입니다. 적중하지 못한 읽기는 호출자가 데이터베이스로 보내는 요청이며, 캐시에서 시작하는 호출 또는 오리진 가져오기 \
     연결이 있으면 그 연결로 흐릅니다.",
);

/// Days of snapshots: 0 to 35 (service-facts: ElastiCache limit).
pub static SNAPSHOT_RETENTION: Property = Property::count(
    "snapshot_retention_limit",
    both("Snapshot retention", "스냅샷 보존 기간"),
    units::DAYS,
    0.0,
    0.0,
    35.0,
)
.doc(
    "Days that automatic snapshots are kept; 0 switches them off.",
    "자동 스냅샷 보존 일수입니다. 0이면 꺼집니다.",
)
.when(has_replication);

/// Billed snapshots.
pub static BACKUP_GB: Property = Property::number(
    "backup_storage_gb",
    both("Billed backup storage", "과금되는 백업 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Snapshots beyond the free one.",
    "무료 스냅샷 하나를 넘는 스냅샷입니다.",
)
.when(has_replication);

/// What it is used for.
pub static ROLE: Property = Property::choice("role", both("Used for", "용도"), "cache", ROLES)
    .doc(
        "What is lost when the nodes lose their memory.",
        "노드의 메모리가 사라지면 무엇을 잃는지 정합니다.",
    )
    .secondary();

/// Engine version.
pub static ENGINE_VERSION: Property =
    Property::text("engine_version", both("Engine version", "엔진 버전"), "")
        .doc("For example `8.0` or `7.1`.", "예: `8.0`, `7.1`.")
        .secondary();

/// Encryption at rest; set when the cluster is made (service-facts: ElastiCache limit).
pub static AT_REST_ENCRYPTION: Property = Property::flag(
    "at_rest_encryption_enabled",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "On by default in the console; can be chosen only when the cluster is created.",
    "콘솔 기본값은 켜짐이며, 클러스터를 만들 때만 선택할 수 있습니다.",
)
.when(has_replication)
.secondary();

/// Encryption in transit.
pub static TRANSIT_ENCRYPTION: Property = Property::flag(
    "transit_encryption_enabled",
    both("Encrypted in transit", "전송 중 암호화"),
    true,
)
.doc(
    "Clients connect with TLS; on by default in the console.",
    "클라이언트가 TLS로 연결합니다. 콘솔 기본값은 켜짐입니다.",
)
.secondary();

/// Authentication.
pub static AUTH: Property = Property::choice(
    "auth",
    both("Authentication", "인증"),
    "none",
    AUTHENTICATION,
)
.doc(
    "How clients prove who they are.",
    "클라이언트가 신원을 증명하는 방법입니다.",
)
.when(has_replication)
.secondary();

/// Eviction.
pub static MAXMEMORY_POLICY: Property = Property::choice(
    "maxmemory_policy",
    both("Eviction", "제거 정책"),
    "volatile-lru",
    POLICIES,
)
.doc(
    "What goes when memory is full; `volatile-lru` is the default of the parameter group.",
    "메모리가 가득 찼을 때 무엇을 제거할지 정합니다. 파라미터 그룹 기본값은 `volatile-lru`입니다.",
)
.when(has_replication)
.secondary();

/// Expiry.
pub static TTL: Property = Property::flag("ttl", both("Keys expire", "키 만료"), true)
    .doc(
        "Keys carry a time to live.",
        "키에 유효 기간(TTL)이 있습니다.",
    )
    .secondary();

/// Data in the cache.
pub static DATA_GB: Property =
    Property::optional("data_gb", both("Data", "데이터 크기"), units::GB, 0.0, 1e6)
        .doc(
            "Data kept in memory, once.",
            "메모리에 두는 데이터입니다(사본 제외).",
        )
        .secondary();

/// Automatic minor versions.
pub static AUTO_MINOR_VERSION_UPGRADE: Property = Property::flag(
    "auto_minor_version_upgrade",
    both("Automatic minor versions", "마이너 버전 자동 업그레이드"),
    true,
)
.doc(
    "Minor versions are applied in the maintenance window.",
    "유지 관리 기간에 마이너 버전을 적용합니다.",
)
.secondary();

/// Maintenance window.
pub static MAINTENANCE_WINDOW: Property = Property::text(
    "maintenance_window",
    both("Maintenance window", "유지 관리 기간"),
    "",
)
.doc(
    "For example `sun:18:00-sun:19:00` (UTC); left out: AWS chooses.",
    "예: `sun:18:00-sun:19:00`(UTC). 비워 두면 AWS가 정합니다.",
)
.secondary();

/// How much of the database stands in the cache, too.
pub static CACHED_SHARE: Property = Property::optional(
    "cached_share",
    both("Share of the entities kept", "캐시에 두는 항목 비율"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Share of the database's entities that the cache holds; 100 for a full second copy.",
    "데이터베이스 항목 중 캐시가 담는 비율입니다. 전체 사본이면 100입니다.",
)
.secondary();

fn offered(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "elasticache",
        item: "node_hour",
        attribute: "node_type",
        fixed: vec![("engine", item.text(&ENGINE).to_owned())],
    }
}
fn is_memcached(item: &Item<'_>) -> bool {
    item.text(&ENGINE) == "memcached"
}
fn has_replication(item: &Item<'_>) -> bool {
    !is_memcached(item)
}

fn instances(item: &Item<'_>) -> f64 {
    if is_memcached(item) {
        item.number(&CACHE_NODES)
    } else {
        item.number(&SHARDS) * (1.0 + item.number(&REPLICAS))
    }
}

/// Shards share the keys out over all nodes.
fn answering(item: &Item<'_>) -> Answering {
    if is_memcached(item) || item.number(&SHARDS) > 1.0 {
        Answering::All
    } else {
        Answering::PrimaryAndCopies
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let node = item.text(&NODE_TYPE);
    let node = node.strip_prefix("cache.").unwrap_or(node);
    format!("{} × {node}", number::short(instances(item), 0))
}

/// A cache asks behind itself for what it does not have; events and replication are passed on as they are.
pub(super) fn forward(item: &Item<'_>, onward: Onward) -> f64 {
    if onward.kind.is_synchronous() {
        1.0 - item.number(&HIT_RATIO) / 100.0
    } else {
        1.0
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let amount = if is_memcached(item) {
        Amount::product(
            units::HOURS,
            &[
                (item.number(&CACHE_NODES), units::NODES),
                (cx.hours, units::HOURS),
            ],
        )
    } else {
        Amount::product(
            units::HOURS,
            &[
                (item.number(&SHARDS), units::SHARDS),
                (1.0 + item.number(&REPLICAS), units::NODES),
                (cx.hours, units::HOURS),
            ],
        )
    };
    let nodes = bill.charge(
        "nodes",
        both("Nodes", "노드"),
        amount,
        Query::new("elasticache", "node_hour")
            .with("engine", item.text(&ENGINE))
            .with("node_type", item.text(&NODE_TYPE)),
    );
    purchase::apply(cx, Rows::Effective, nodes);
    if is_memcached(item) {
        return;
    }
    if item.number(&REPLICAS) > 0.0 {
        bill.free(
            "replication",
            both("Replication", "복제"),
            Amount::plain(item.number(&REPLICAS), units::REPLICAS),
            both(
                "transfer between the nodes of a group is free, also across zones",
                "그룹의 노드 사이 전송은 가용 영역 간에도 무료입니다",
            ),
        );
    }
    let backup = item.number(&BACKUP_GB);
    if backup > 0.0 {
        bill.charge(
            "backup",
            both("Backup storage", "백업용 스토리지"),
            Amount::plain(backup, units::GB_MONTHS),
            Query::new("elasticache", "backup_gb_month"),
        );
    } else if item.number(&SNAPSHOT_RETENTION) > 0.0 {
        bill.free(
            "backup",
            both("Backup storage", "백업용 스토리지"),
            Amount::plain(1.0, units::ITEMS),
            both(
                "one snapshot of each cluster is free",
                "클러스터마다 스냅샷 하나는 무료입니다",
            ),
        );
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_memcached(item) {
        return;
    }
    let replicas = item.number(&REPLICAS);
    for property in [&MULTI_AZ, &AUTOMATIC_FAILOVER] {
        if replicas == 0.0 && item.is_set(property) && item.flag(property) {
            problems.push(Problem::of(
                property,
                "needs at least one replica per shard",
                "샤드당 복제본이 하나 이상 필요합니다",
            ));
        }
    }
    if item.flag(&MULTI_AZ) && !item.flag(&AUTOMATIC_FAILOVER) {
        problems.push(Problem::of(
            &AUTOMATIC_FAILOVER,
            "Multi-AZ needs automatic failover",
            "다중 AZ에는 자동 장애 조치가 필요합니다",
        ));
    }
    let shards = item.number(&SHARDS);
    if shards > 1.0 && item.is_set(&CLUSTER_MODE) && !item.flag(&CLUSTER_MODE) {
        problems.push(Problem::of(
            &CLUSTER_MODE,
            "more than one shard needs cluster mode",
            "샤드가 둘 이상이면 클러스터 모드가 필요합니다",
        ));
    }
    if shards > 1.0 && !item.flag(&AUTOMATIC_FAILOVER) {
        problems.push(Problem::of(
            &AUTOMATIC_FAILOVER,
            "cluster mode needs automatic failover",
            "클러스터 모드에는 자동 장애 조치가 필요합니다",
        ));
    }
    if replicas > MOST_REPLICAS {
        problems.push(Problem::of(
            &REPLICAS,
            "a shard has at most 5 replicas",
            "샤드의 복제본은 최대 5개입니다",
        ));
    }
    if instances(item) > 500.0 {
        problems.push(Problem::of(
            &SHARDS,
            "a cluster has at most 500 nodes",
            "클러스터의 노드는 최대 500개입니다",
        ));
    }
    if item.text(&AUTH) != "none" && !item.flag(&TRANSIT_ENCRYPTION) {
        problems.push(Problem::of(
            &TRANSIT_ENCRYPTION,
            "authentication needs encryption in transit",
            "인증에는 전송 중 암호화가 필요합니다",
        ));
    }
}

/// What Terraform takes where an attribute is left out, which is less than the console does.
fn read_defaults(resource: &Resource<'_>, draft: &mut Draft) {
    let off = [
        &MULTI_AZ,
        &AUTOMATIC_FAILOVER,
        &AT_REST_ENCRYPTION,
        &TRANSIT_ENCRYPTION,
    ];
    for property in off {
        if resource.flag(property.name).is_none() {
            draft.set(property, false);
        }
    }
    if draft.text(&ENGINE).is_none() {
        draft.set(&ENGINE, "redis");
    }
    // The first snapshot of a cluster is free.
    if draft.number(&SNAPSHOT_RETENTION).unwrap_or(0.0) > 1.0 {
        draft.figures(resource, &[("snapshot_storage_size_gb", &BACKUP_GB)]);
    }
    purchase::read(resource, draft);
}

/// Shards and replicas of a group; `cluster_mode` is how older versions of the provider write both.
fn read_group(resource: &Resource<'_>, draft: &mut Draft) {
    read_defaults(resource, draft);
    let number = |paths: &[&str]| paths.iter().find_map(|path| resource.number(path));
    let nodes = number(&["num_cache_clusters", "number_cache_clusters"]);
    let shards = number(&["num_node_groups", "cluster_mode.num_node_groups"]);
    let replicas = number(&[
        "replicas_per_node_group",
        "cluster_mode.replicas_per_node_group",
    ]);
    let (shards, replicas) = match (shards, replicas, nodes) {
        (None, None, Some(nodes)) => (1.0, nodes - 1.0),
        (shards, replicas, _) => (shards.unwrap_or(1.0), replicas.unwrap_or(0.0)),
    };
    let id = resource.text("replication_group_id").unwrap_or_default();
    let id = format!("replication-group/{id}");
    let scaled = |dimension: &str| {
        let dimension = format!("elasticache:replication-group:{dimension}");
        scaling::settled(resource, &dimension, &id)
    };
    draft.set(&SHARDS, scaled("NodeGroups").unwrap_or(shards));
    draft.set(&REPLICAS, scaled("Replicas").unwrap_or(replicas));
    let auth = if resource.has("auth_token") {
        "token"
    } else if resource.has("user_group_ids") {
        "rbac"
    } else {
        "none"
    };
    draft.set(&AUTH, auth);
    if shards > 1.0 {
        draft.set(&CLUSTER_MODE, true);
    }
}

/// A cluster of its own, or a node of a group, which says what the node is.
fn read_cluster(resource: &Resource<'_>, draft: &mut Draft) {
    let groups = resource.referred("replication_group_id");
    if let Some(group) = groups
        .iter()
        .find(|group| group.kind() == "aws_elasticache_replication_group")
    {
        draft.copy(group, "node_type", &NODE_TYPE);
        draft.copy(group, "engine", &ENGINE);
    }
    read_defaults(resource, draft);
    if draft.text(&ENGINE) != Some("memcached") {
        draft.set(&SHARDS, resource.number("num_cache_nodes").unwrap_or(1.0));
        draft.set(&REPLICAS, 0.0);
    }
}

/// ElastiCache.
pub static KIND: Kind = Kind {
    name: "elasticache_replication_group",
    title: both("Amazon ElastiCache", "Amazon ElastiCache"),
    short: both("ElastiCache", "ElastiCache"),
    doc: both(
        "Managed Valkey, Redis OSS or Memcached: data in memory in front of a database, sessions, queues. One pays for each \
         node by the hour.",
        "관리형 Valkey, Redis OSS, Memcached입니다. 데이터베이스 앞의 캐시, 세션, 대기열로 씁니다. 노드 시간마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon ElastiCache",
    spend: Spend::Database,
    glyph: glyph::LIGHTNING,
    monogram: "",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    imports: &[
        Import::of("aws_elasticache_replication_group").read(read_group),
        Import::of("aws_elasticache_cluster").read(read_cluster),
    ],
    terraform: &[
        "aws_elasticache_replication_group",
        "aws_elasticache_cluster",
    ],
    cloudformation: &[
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::CacheCluster",
    ],
    drawio: "elasticache",
    keywords: &[
        "redis",
        "valkey",
        "memcached",
        "cache",
        "session",
        "레디스",
        "캐시",
        "세션",
    ],
    port: Some(6379),
    is_data_store: true,
    answering,
    properties: &[
        &ENGINE,
        &NODE_TYPE,
        &SHARDS,
        &REPLICAS,
        &CACHE_NODES,
        &purchase::OPTION_DATABASE,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &CLUSTER_MODE,
        &MULTI_AZ,
        &AUTOMATIC_FAILOVER,
        &HIT_RATIO,
        &SNAPSHOT_RETENTION,
        &BACKUP_GB,
        &economics::PEAK_UTILIZATION,
        &ROLE,
        &ENGINE_VERSION,
        &AT_REST_ENCRYPTION,
        &TRANSIT_ENCRYPTION,
        &AUTH,
        &MAXMEMORY_POLICY,
        &TTL,
        &DATA_GB,
        &AUTO_MINOR_VERSION_UPGRADE,
        &MAINTENANCE_WINDOW,
        &workload::CAPACITY,
        &workload::CPU,
        &workload::HOT_SHARE,
        &workload::GROWTH,
        &workload::DERIVED_DATA,
        &CACHED_SHARE,
    ],
    instances,
    key_fact,
    validate,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::terraform::{self, Entry, Plan};
    use crate::catalog::testing::{Bench, near};
    use serde_json::{Value, json};

    fn cache() -> Bench {
        Bench::new("elasticache_replication_group")
    }

    #[test]
    fn shards_times_copies() {
        let bench = cache().with("num_node_groups", 3.0);
        // 3 shards x 2 nodes x 730 h x 0.2096 $.
        near(bench.lines().total(), 3.0 * 2.0 * 730.0 * 0.209_6);
        assert_eq!(bench.key_fact(), "6 × r7g.large");
        near(
            cache().with("engine", "redis").lines().total(),
            2.0 * 730.0 * 0.262,
        );
    }

    #[test]
    fn memcached_has_nodes_only() {
        let bench = cache()
            .with("engine", "memcached")
            .with("num_cache_nodes", 2.0);
        assert_eq!(bench.lines().keys(), ["nodes"]);
        near(bench.lines().total(), 382.52);
        assert!(bench.problems().is_empty());
    }

    #[test]
    fn backup_beyond_the_free_one_is_priced_where_a_source_has_it() {
        let backup = || cache().with("backup_storage_gb", 10.0);
        assert_eq!(backup().lines().missing(), ["backup"]);
        // 10 GB x 0.085 $.
        near(backup().region("us-east-1").lines().usd("backup"), 0.85);
    }

    #[test]
    fn reserved_nodes_recur_by_payment_option() {
        let reserved = cache()
            .region("us-east-1")
            .with("engine", "redis")
            .with("node_type", "cache.m6g.12xlarge")
            .with("replicas_per_node_group", 0.0)
            .with("purchase_option", "reserved")
            .with("payment_option", "partial_upfront");
        // Effective 2.31205 $, half of it recurs: 730 h x 1.156025 $; the other half of 8,760 h is paid at the start.
        near(reserved.lines().usd("nodes"), 730.0 * 1.156_025);
        near(
            reserved.lines().upfront("nodes").unwrap(),
            8_760.0 * 1.156_025,
        );
        let all = reserved.with("payment_option", "all_upfront");
        near(all.with("reserved_term", "3yr").lines().usd("nodes"), 0.0);
    }

    #[test]
    fn failover_needs_a_replica() {
        assert!(cache().problems().is_empty());
        let alone = cache().with("replicas_per_node_group", 0.0);
        assert!(alone.problems().is_empty());
        assert_eq!(alone.with("multi_az_enabled", true).problems().len(), 1);
        let many = cache().with("replicas_per_node_group", 6.0);
        assert_eq!(many.problems().len(), 1);
        let stuck = cache().with("automatic_failover_enabled", false);
        assert_eq!(stuck.problems().len(), 1);
    }

    fn draft(entries: Vec<Entry>, at: usize) -> Draft {
        let plan = Plan::of(entries);
        let resource = plan.resources().nth(at).unwrap();
        let (kind, import) = terraform::reader(&resource).unwrap();
        terraform::read(&resource, kind, import)
    }

    fn entry(kind: &str, name: &str, values: Value) -> Entry {
        Entry {
            address: format!("{kind}.{name}"),
            kind: kind.to_owned(),
            name: name.to_owned(),
            region: "us-east-1".to_owned(),
            values: values.as_object().cloned().unwrap_or_default(),
            ..Entry::default()
        }
    }

    #[test]
    fn groups_are_written_in_three_ways_and_scaled() {
        let group = |values| {
            draft(
                vec![entry("aws_elasticache_replication_group", "g", values)],
                0,
            )
        };
        let nodes = |draft: &Draft| (draft.number(&SHARDS), draft.number(&REPLICAS));
        let now = group(json!({"num_node_groups": 4, "replicas_per_node_group": 3}));
        assert_eq!(nodes(&now), (Some(4.0), Some(3.0)));
        let old =
            group(json!({"cluster_mode": [{"num_node_groups": 2, "replicas_per_node_group": 1}]}));
        assert_eq!(nodes(&old), (Some(2.0), Some(1.0)));
        assert_eq!(
            nodes(&group(json!({"num_cache_clusters": 3}))),
            (Some(1.0), Some(2.0))
        );
        let target = json!({
            "resource_id": "replication-group/shop", "min_capacity": 6,
            "scalable_dimension": "elasticache:replication-group:NodeGroups",
        });
        let other = json!({"replication_group_id": "other", "num_node_groups": 2});
        let scaled = vec![
            entry("aws_appautoscaling_target", "t", target),
            entry(
                "aws_elasticache_replication_group",
                "g",
                json!({"replication_group_id": "shop", "num_node_groups": 2}),
            ),
            entry("aws_elasticache_replication_group", "o", other),
        ];
        assert_eq!(nodes(&draft(scaled.clone(), 1)).0, Some(6.0));
        assert_eq!(nodes(&draft(scaled, 2)).0, Some(2.0));
    }

    #[test]
    fn a_node_of_a_group_is_what_the_group_says() {
        let group = json!({"node_type": "cache.r6g.large", "engine": "valkey"});
        let mut node = entry(
            "aws_elasticache_cluster",
            "n",
            json!({"num_cache_nodes": 1}),
        );
        let references = vec!["aws_elasticache_replication_group.g".to_owned()];
        node.references
            .insert("replication_group_id".to_owned(), references);
        let group = entry("aws_elasticache_replication_group", "g", group);
        let node = draft(vec![node, group], 0);
        assert_eq!(node.text(&NODE_TYPE), Some("cache.r6g.large"));
        assert_eq!(node.text(&ENGINE), Some("valkey"));
        assert_eq!(node.number(&REPLICAS), Some(0.0));
    }
}
