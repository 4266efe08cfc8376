//! Amazon OpenSearch Service domain: data nodes, dedicated masters, EBS storage.
//!
//! Semantics: Amazon OpenSearch Service pricing page; `cost-semantics`: databases (node-hours and storage).

use crate::catalog::amount::{Amount, units};
use crate::catalog::economics;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

const VOLUMES: &[Choice] = &[
    choice("gp3", "gp3"),
    choice("gp2", "gp2"),
    choice("io1", "io1"),
    choice_in("standard", "Magnetic", "마그네틱"),
];
const POLICIES: &[Choice] = &[
    choice_in("restricted", "Named principals", "지정된 주체"),
    choice_in("open", "Everybody", "모두 허용"),
];
/// IOPS included in every gp3 volume (service-facts: EBS gp3), and for each GiB from 1,024 GiB on (OpenSearch pricing page).
const GP3_IOPS: f64 = 3_000.0;
const GP3_IOPS_PER_GIB: f64 = 3.0;
const GP3_IOPS_FROM: f64 = 1_024.0;
/// Throughput included in a gp3 volume below 170 GiB, and for each 3 TiB begun from there on (OpenSearch pricing page;
/// price cases: `aws_elasticsearch_domain`).
const GP3_THROUGHPUT: f64 = 125.0;
const GP3_THROUGHPUT_LARGE: f64 = 250.0;
const GP3_LARGE_FROM: f64 = 170.0;
const GP3_STEP: f64 = 3_072.0;

/// Type of the data nodes.
pub static INSTANCE_TYPE: Property = Property::instance_type(
    "instance_type",
    both("Data node type", "데이터 노드 유형"),
    "r6g.large.search",
    offered,
)
.doc("Size of every data node.", "모든 데이터 노드의 크기입니다.");

/// Data nodes: 80 a domain by default, 200 on request (service-facts: OpenSearch quota).
pub static INSTANCE_COUNT: Property = Property::count(
    "instance_count",
    both("Data nodes", "데이터 노드"),
    units::NODES,
    3.0,
    1.0,
    200.0,
)
.doc(
    "Nodes that hold data and answer searches.",
    "데이터를 저장하고 검색에 응답하는 노드입니다.",
);

/// Dedicated masters: none, three or five (service-facts: OpenSearch limit 5).
pub static MASTER_COUNT: Property = Property::count(
    "dedicated_master_count",
    both("Dedicated masters", "전용 마스터"),
    units::NODES,
    0.0,
    0.0,
    5.0,
)
.doc(
    "Nodes that only run the cluster: 0, 3 or 5.",
    "클러스터 관리만 하는 노드입니다. 0, 3, 5 중 하나입니다.",
);

/// Type of the masters.
pub static MASTER_TYPE: Property = Property::instance_type(
    "dedicated_master_type",
    both("Master type", "마스터 유형"),
    "m6g.large.search",
    offered,
)
.doc("Size of the masters.", "마스터의 크기입니다.")
.when(has_masters);

/// UltraWarm nodes: 150 at most (service-facts: OpenSearch limit).
pub static WARM_COUNT: Property = Property::count(
    "warm_count",
    both("UltraWarm nodes", "UltraWarm 노드"),
    units::NODES,
    0.0,
    0.0,
    150.0,
)
.doc(
    "Nodes that search older data kept in S3; they need dedicated masters.",
    "S3에 보관한 오래된 데이터를 검색하는 노드입니다. 전용 마스터가 필요합니다.",
);

/// Type of the UltraWarm nodes.
pub static WARM_TYPE: Property = Property::instance_type(
    "warm_type",
    both("UltraWarm type", "UltraWarm 유형"),
    "",
    offered,
)
.doc(
    "Size of the UltraWarm nodes: `ultrawarm1.medium.search` (taken if left out) or `ultrawarm1.large.search`.",
    "UltraWarm 노드의 크기입니다. `ultrawarm1.medium.search`(기본값) 또는 `ultrawarm1.large.search`입니다.",
)
.when(has_warm);

/// Data in UltraWarm.
pub static WARM_STORAGE_GB: Property = Property::number(
    "warm_storage_gb",
    both("UltraWarm storage", "UltraWarm 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Data in UltraWarm, kept once in S3 and billed as managed storage.",
    "S3에 한 벌만 보관하는 UltraWarm 데이터이며 관리형 스토리지로 과금됩니다.",
)
.when(has_warm);

/// Zones: one to three.
pub static AVAILABILITY_ZONES: Property = Property::count(
    "availability_zone_count",
    both("Availability Zones", "가용 영역 수"),
    units::ZONES,
    1.0,
    1.0,
    3.0,
)
.doc(
    "Zones that the nodes are spread over; more than one is zone awareness.",
    "노드를 나눠 두는 가용 영역 수입니다. 둘 이상이면 영역 인식이 켜집니다.",
);

/// Copies of each shard.
pub static REPLICAS: Property = Property::count(
    "replicas",
    both("Index replicas", "인덱스 복제본"),
    units::REPLICAS,
    1.0,
    0.0,
    5.0,
)
.doc(
    "Copies of each shard besides the primary; they take storage.",
    "기본 샤드 외의 사본 수입니다. 스토리지를 차지합니다.",
)
.secondary();

/// What the main index is for.
pub static INDEX_USE: Property = Property::choice(
    "index_use",
    both("Index used for", "인덱스 용도"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("logs", "Logs, written all the time", "계속 쓰는 로그"),
        choice_in("search", "Search, read mostly", "주로 읽는 검색"),
    ],
)
.doc(
    "What the largest index is used for.",
    "가장 큰 인덱스의 용도입니다.",
)
.secondary();

/// Size of the main index.
pub static INDEX_GB: Property = Property::optional(
    "index_gb",
    both("Index size", "인덱스 크기"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "Size of the largest index without its replicas.",
    "복제본을 제외한 가장 큰 인덱스의 크기입니다.",
)
.secondary();

/// Primary shards of the main index.
pub static PRIMARY_SHARDS: Property = Property::optional_count(
    "primary_shards",
    both("Primary shards", "기본 샤드 수"),
    units::SHARDS,
    1.0,
    1e6,
)
.doc(
    "Primary shards of the largest index.",
    "가장 큰 인덱스의 기본 샤드 수입니다.",
)
.secondary();

/// Volume type.
pub static VOLUME_TYPE: Property = Property::choice(
    "volume_type",
    both("Volume type", "볼륨 유형"),
    "gp3",
    VOLUMES,
)
.doc(
    "EBS volume of each data node.",
    "데이터 노드마다의 EBS 볼륨입니다.",
);

/// Volume size.
pub static VOLUME_SIZE: Property = Property::count(
    "volume_size",
    both("Storage per node", "노드당 스토리지"),
    units::GIB,
    100.0,
    0.0,
    36_864.0,
)
.doc(
    "EBS storage of each data node; 0 for types with their own disks.",
    "데이터 노드마다의 EBS 스토리지입니다. 자체 디스크가 있는 유형은 0입니다.",
);

/// IOPS.
pub static IOPS: Property = Property::optional_count(
    "iops",
    both("Provisioned IOPS per node", "노드당 프로비저닝된 IOPS"),
    units::IOPS,
    1.0,
    80_000.0,
)
.doc(
    "io1: all are billed. gp3: those above the 3,000 included.",
    "io1은 전부, gp3는 포함된 3,000을 넘는 만큼 과금됩니다.",
)
.when(takes_iops);

/// Throughput.
pub static THROUGHPUT: Property = Property::optional_count(
    "throughput",
    both("Throughput per node", "노드당 처리량"),
    units::MIB_PER_SECOND,
    125.0,
    2_000.0,
)
.doc(
    "gp3 above the 125 MiB/s included.",
    "포함된 125MiB/s를 넘는 gp3 처리량입니다.",
)
.when(is_gp3);

/// Age of the oldest hot data.
pub static HOT_DAYS: Property = Property::optional(
    "hot_days",
    both("Age of the oldest hot data", "핫 데이터 최대 보존 일수"),
    units::DAYS,
    0.0,
    3650.0,
)
.doc(
    "Days that indices stay on the data nodes before they are deleted or moved.",
    "인덱스가 삭제되거나 옮겨지기 전까지 데이터 노드에 머무는 일수입니다.",
)
.secondary();

/// Endpoint in the VPC.
pub static IN_VPC: Property = Property::flag("vpc", both("VPC endpoint", "VPC 엔드포인트"), true)
    .doc(
        "The domain is reached inside the VPC only, not over the internet.",
        "인터넷이 아니라 VPC 안에서만 도메인에 접근합니다.",
    )
    .secondary();

/// Access policy.
pub static ACCESS_POLICY: Property = Property::choice(
    "access_policy",
    both("Access policy", "액세스 정책"),
    "restricted",
    POLICIES,
)
.doc(
    "Who may call the domain.",
    "도메인을 호출할 수 있는 주체입니다.",
)
.secondary();

/// Fine-grained access control.
pub static FINE_GRAINED: Property = Property::flag(
    "advanced_security_options",
    both("Fine-grained access control", "세분화된 액세스 제어"),
    true,
)
.doc(
    "Users and roles with rights on indexes.",
    "인덱스별 권한을 가진 사용자와 역할을 사용합니다.",
)
.secondary();

/// Encryption at rest.
pub static ENCRYPT_AT_REST: Property = Property::flag(
    "encrypt_at_rest",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "Indexes, logs and snapshots are encrypted.",
    "인덱스, 로그, 스냅샷을 암호화합니다.",
)
.secondary();

/// Encryption between nodes.
pub static NODE_TO_NODE: Property = Property::flag(
    "node_to_node_encryption",
    both("Encrypted between nodes", "노드 간 암호화"),
    true,
)
.doc(
    "Traffic between nodes is encrypted.",
    "노드 사이의 트래픽을 암호화합니다.",
)
.secondary();

/// HTTPS demanded.
pub static ENFORCE_HTTPS: Property =
    Property::flag("enforce_https", both("HTTPS required", "HTTPS 필수"), true)
        .doc("Refuses plain HTTP.", "암호화되지 않은 HTTP를 거부합니다.")
        .secondary();

/// Logs.
pub static LOG_PUBLISHING: Property = Property::flag(
    "log_publishing",
    both("Logs published", "로그 게시"),
    false,
)
.doc(
    "Error, slow and audit logs go to CloudWatch Logs; draw the log connection for their cost.",
    "오류, 느린 쿼리, 감사 로그를 CloudWatch Logs로 보냅니다. 비용을 계산하려면 로그 연결을 그리세요.",
)
.secondary();

/// Engine version.
pub static ENGINE_VERSION: Property =
    Property::text("engine_version", both("Engine version", "엔진 버전"), "")
        .doc("For example `OpenSearch_2.19`.", "예: `OpenSearch_2.19`.")
        .secondary();

fn offered(_: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "opensearch",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: Vec::new(),
    }
}
fn has_masters(item: &Item<'_>) -> bool {
    item.number(&MASTER_COUNT) > 0.0
}
fn has_warm(item: &Item<'_>) -> bool {
    item.number(&WARM_COUNT) > 0.0
}
/// Type of the UltraWarm nodes, the smaller one where none is chosen.
fn warm_type<'a>(item: &Item<'a>) -> &'a str {
    match item.text(&WARM_TYPE) {
        "" => "ultrawarm1.medium.search",
        chosen => chosen,
    }
}
/// IOPS and throughput that a gp3 volume of that size includes.
fn gp3_included(size: f64) -> (f64, f64) {
    let iops = if size >= GP3_IOPS_FROM {
        GP3_IOPS.max(size * GP3_IOPS_PER_GIB)
    } else {
        GP3_IOPS
    };
    let throughput = if size < GP3_LARGE_FROM {
        GP3_THROUGHPUT
    } else {
        GP3_THROUGHPUT_LARGE * (size / GP3_STEP).ceil()
    };
    (iops, throughput)
}
fn takes_iops(item: &Item<'_>) -> bool {
    matches!(item.text(&VOLUME_TYPE), "gp3" | "io1")
}
fn is_gp3(item: &Item<'_>) -> bool {
    item.text(&VOLUME_TYPE) == "gp3"
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&INSTANCE_COUNT)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let data = item.text(&INSTANCE_TYPE);
    let data = data.strip_suffix(".search").unwrap_or(data);
    format!("{} × {data}", number::short(instances(item), 0))
}

fn bill_volumes(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let size = item.number(&VOLUME_SIZE);
    if size <= 0.0 {
        return;
    }
    let volume = match item.text(&VOLUME_TYPE) {
        "standard" => "magnetic",
        other => other,
    };
    let nodes = instances(item);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::product(
            units::GB_MONTHS,
            &[(nodes, units::NODES), (size, units::GB)],
        ),
        Query::new("opensearch", "storage_gb_month").with("volume", volume),
    );
    let (gp3_iops, included_throughput) = gp3_included(size);
    let included = if volume == "gp3" { gp3_iops } else { 0.0 };
    let iops = item.typed(&IOPS).unwrap_or(0.0);
    if takes_iops(item) && iops > included {
        let mut amount = Amount::product(
            units::IOPS_MONTHS,
            &[(nodes, units::NODES), (iops - included, units::IOPS)],
        );
        if included > 0.0 {
            amount = amount.because(both(
                "over what the size includes",
                "크기에 포함된 양의 초과분",
            ));
        }
        bill.charge(
            "iops",
            both("Provisioned IOPS", "프로비저닝된 IOPS"),
            amount,
            Query::new("opensearch", "iops_month").with("volume", volume),
        );
    }
    let throughput = item.typed(&THROUGHPUT).unwrap_or(0.0);
    if is_gp3(item) && throughput > included_throughput {
        let amount = Amount::product(
            units::MIB_PER_SECOND_MONTHS,
            &[
                (nodes, units::NODES),
                (throughput - included_throughput, units::MIB_PER_SECOND),
            ],
        );
        bill.charge(
            "throughput",
            both("Throughput", "처리량"),
            amount.because(both(
                "over what the size includes",
                "크기에 포함된 양의 초과분",
            )),
            Query::new("opensearch", "throughput_mbps_month").with("volume", volume),
        );
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let price = |name: &str| Query::new("opensearch", "instance_hour").with("instance_type", name);
    let hours = |count: f64| {
        Amount::product(
            units::HOURS,
            &[(count, units::NODES), (cx.hours, units::HOURS)],
        )
    };
    let data = bill.charge(
        "data_nodes",
        both("Data nodes", "데이터 노드"),
        hours(instances(item)),
        price(item.text(&INSTANCE_TYPE)),
    );
    purchase::apply(cx, Rows::RecurringAndUpfront, data);
    let masters = item.number(&MASTER_COUNT);
    if masters > 0.0 {
        let masters = bill.charge(
            "masters",
            both("Dedicated masters", "전용 마스터"),
            hours(masters),
            price(item.text(&MASTER_TYPE)),
        );
        purchase::apply(cx, Rows::RecurringAndUpfront, masters);
    }
    if has_warm(item) {
        bill.charge(
            "warm_nodes",
            both("UltraWarm nodes", "UltraWarm 노드"),
            hours(item.number(&WARM_COUNT)),
            price(warm_type(item)),
        );
        let gb = item.number(&WARM_STORAGE_GB);
        if gb > 0.0 {
            bill.missing(
                "warm_storage",
                WARM_STORAGE_GB.title,
                Amount::plain(gb, units::GB_MONTHS),
                "opensearch managed storage",
            );
        }
    }
    bill_volumes(cx, bill);
    bill.free(
        "node_traffic",
        both("Transfer between nodes", "노드 간 전송"),
        Amount::plain(instances(item), units::NODES),
        both(
            "transfer between the nodes of a domain is free, also across zones",
            "도메인의 노드 사이 전송은 가용 영역 간에도 무료입니다",
        ),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let masters = item.number(&MASTER_COUNT);
    if ![0.0, 3.0, 5.0].contains(&masters) {
        problems.push(Problem::of(
            &MASTER_COUNT,
            "dedicated masters are 0, 3 or 5",
            "전용 마스터는 0, 3, 5개 중 하나입니다",
        ));
    }
    if has_warm(item) && masters == 0.0 {
        problems.push(Problem::of(
            &WARM_COUNT,
            "UltraWarm needs dedicated masters",
            "UltraWarm에는 전용 마스터가 필요합니다",
        ));
    }
    let zones = item.number(&AVAILABILITY_ZONES);
    if instances(item) < zones {
        let zones = number::short(zones, 0);
        problems.push(Problem {
            property: Some(AVAILABILITY_ZONES.name),
            message: Phrase::new(
                format!("{zones} zones need at least {zones} data nodes"),
                format!("가용 영역 {zones}개에는 데이터 노드가 {zones}개 이상 필요합니다"),
            ),
        });
    }
    if item.text(&VOLUME_TYPE) == "io1" && item.typed(&IOPS).is_none() {
        problems.push(Problem::of(
            &IOPS,
            "`io1` storage needs provisioned IOPS",
            "`io1` 스토리지에는 프로비저닝된 IOPS가 필요합니다",
        ));
    }
    if item.number(&REPLICAS) >= instances(item) {
        problems.push(Problem::of(
            &REPLICAS,
            "as many copies as data nodes leave some of them without a place",
            "데이터 노드 수만큼의 사본은 배치할 수 없습니다",
        ));
    }
    let types = [
        (&INSTANCE_TYPE, item.text(&INSTANCE_TYPE)),
        (&MASTER_TYPE, item.text(&MASTER_TYPE)),
        (&WARM_TYPE, warm_type(item)),
    ];
    for (property, name) in types {
        if !name.ends_with(".search") {
            problems.push(Problem::of(
                property,
                format!("OpenSearch types end in `.search`, `{name}` does not"),
                format!("OpenSearch 유형은 `.search`로 끝나야 합니다: `{name}`"),
            ));
        }
    }
}

/// Type of a node in the words of the price rows: `.elasticsearch` of the older type is `.search` now.
fn read_type(resource: &Resource<'_>, path: &str, property: &Property, draft: &mut Draft) {
    if let Some(name) = resource.text(path) {
        let name = name.strip_suffix(".elasticsearch").unwrap_or(name);
        let name = name.strip_suffix(".search").unwrap_or(name);
        draft.set(property, format!("{name}.search").as_str());
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // What the provider takes where attributes are left out.
    draft.set(&INSTANCE_TYPE, "m4.large.search");
    draft.set(&INSTANCE_COUNT, 1.0);
    let at = |name: &str| format!("cluster_config.{name}");
    read_type(resource, &at("instance_type"), &INSTANCE_TYPE, draft);
    draft.copy(resource, &at("instance_count"), &INSTANCE_COUNT);
    if resource.flag(&at("dedicated_master_enabled")) == Some(true) {
        draft.set(&MASTER_COUNT, 1.0);
        draft.copy(resource, &at("dedicated_master_count"), &MASTER_COUNT);
        read_type(resource, &at("dedicated_master_type"), &MASTER_TYPE, draft);
    }
    if resource.flag(&at("warm_enabled")) == Some(true) {
        draft.copy(resource, &at("warm_count"), &WARM_COUNT);
        read_type(resource, &at("warm_type"), &WARM_TYPE, draft);
    }
    if resource.flag(&at("zone_awareness_enabled")) == Some(true) {
        draft.set(&AVAILABILITY_ZONES, 2.0);
        let zones = at("zone_awareness_config.availability_zone_count");
        draft.copy(resource, &zones, &AVAILABILITY_ZONES);
    }
    if resource.flag("ebs_options.ebs_enabled") == Some(true) {
        draft.set(&VOLUME_TYPE, "gp2");
        draft.set(&VOLUME_SIZE, 8.0);
        for property in [&VOLUME_TYPE, &VOLUME_SIZE, &IOPS, &THROUGHPUT] {
            let path = format!("ebs_options.{}", property.name);
            let given = resource.number(&path);
            if given != Some(0.0) {
                draft.copy(resource, &path, property);
            }
        }
    } else {
        draft.set(&VOLUME_SIZE, 0.0);
    }
    let on = |path: &str| resource.flag(path) == Some(true);
    draft.set(&IN_VPC, resource.has("vpc_options"));
    draft.set(&ENCRYPT_AT_REST, on("encrypt_at_rest.enabled"));
    draft.set(&NODE_TO_NODE, on("node_to_node_encryption.enabled"));
    draft.set(&FINE_GRAINED, on("advanced_security_options.enabled"));
    draft.set(&ENFORCE_HTTPS, on("domain_endpoint_options.enforce_https"));
    draft.set(&LOG_PUBLISHING, resource.has("log_publishing_options"));
    purchase::read(resource, draft);
}

/// OpenSearch domain.
pub static KIND: Kind = Kind {
    name: "opensearch_domain",
    title: both(
        "Amazon OpenSearch Service domain",
        "Amazon OpenSearch Service 도메인",
    ),
    short: both("OpenSearch", "OpenSearch"),
    doc: both(
        "Search engine and log analytics. One pays for each node by the hour and for EBS storage.",
        "검색 엔진이자 로그 분석 저장소입니다. 노드 시간과 EBS 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon OpenSearch Service",
    spend: Spend::Database,
    glyph: glyph::LIST_MAGNIFYING_GLASS,
    monogram: "OS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_opensearch_domain", "aws_elasticsearch_domain"],
    imports: &[
        Import::of("aws_opensearch_domain").read(read),
        Import::of("aws_elasticsearch_domain").read(read),
    ],
    cloudformation: &[
        "AWS::OpenSearchService::Domain",
        "AWS::Elasticsearch::Domain",
    ],
    drawio: "elasticsearch_service",
    keywords: &[
        "elasticsearch",
        "kibana",
        "search",
        "elk",
        "lucene",
        "검색",
        "로그 분석",
    ],
    port: Some(443),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[
        &INSTANCE_TYPE,
        &INSTANCE_COUNT,
        &MASTER_COUNT,
        &MASTER_TYPE,
        &WARM_COUNT,
        &WARM_TYPE,
        &WARM_STORAGE_GB,
        &purchase::OPTION_RESERVED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &AVAILABILITY_ZONES,
        &VOLUME_TYPE,
        &VOLUME_SIZE,
        &IOPS,
        &THROUGHPUT,
        &economics::PEAK_UTILIZATION,
        &economics::ACTIVE_HOURS,
        &HOT_DAYS,
        &REPLICAS,
        &IN_VPC,
        &ACCESS_POLICY,
        &FINE_GRAINED,
        &ENCRYPT_AT_REST,
        &NODE_TO_NODE,
        &ENFORCE_HTTPS,
        &LOG_PUBLISHING,
        &ENGINE_VERSION,
        &INDEX_USE,
        &INDEX_GB,
        &PRIMARY_SHARDS,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn nodes_masters_and_volumes() {
        let bench = Bench::new("opensearch_domain").with("dedicated_master_count", 3.0);
        let lines = bench.lines();
        // 3 x 730 h x 0.203 $; 3 x 730 h x 0.156 $; 3 x 100 GB x 0.1391 $.
        near(lines.usd("data_nodes"), 444.57);
        near(lines.usd("masters"), 341.64);
        near(lines.usd("storage"), 41.73);
        near(lines.total(), 827.94);
        assert_eq!(bench.key_fact(), "3 × r6g.large");
        assert!(bench.problems().is_empty());
    }

    #[test]
    fn warm_nodes_and_reservations() {
        let bench = Bench::new("opensearch_domain")
            .region("us-east-1")
            .with("instance_type", "c4.2xlarge.search")
            .with("volume_size", 0.0)
            .with("dedicated_master_count", 3.0)
            .with("dedicated_master_type", "m4.large.search")
            .with("warm_count", 2.0)
            .with("purchase_option", "reserved")
            .with("payment_option", "partial_upfront");
        let lines = bench.lines();
        // 3 x 730 h x 0.197 $ and 3 x 1,723 $ at the start; 3 x 730 h x 0.051 $; warm nodes stay On-Demand: 2 x 730 h x 0.238 $.
        near(lines.usd("data_nodes"), 431.43);
        near(lines.upfront("data_nodes").unwrap(), 5_169.0);
        near(lines.usd("masters"), 111.69);
        near(lines.usd("warm_nodes"), 347.48);
        let stored = bench.with("warm_storage_gb", 1_000.0);
        assert_eq!(stored.lines().missing(), ["warm_storage"]);
        let alone = Bench::new("opensearch_domain").with("warm_count", 2.0);
        assert_eq!(alone.problems().len(), 1);
    }

    #[test]
    fn large_gp3_volumes_include_more() {
        let domain = |size: f64, throughput: f64| {
            Bench::new("opensearch_domain")
                .region("us-east-1")
                .with("instance_count", 2.0)
                .with("volume_size", size)
                .with("throughput", throughput)
                .lines()
        };
        // Below 170 GiB 125 are included: 2 nodes x (200 - 125) x 0.064 $.
        near(domain(150.0, 200.0).usd("throughput"), 9.6);
        // 3,500 GiB begin the second 3 TiB: 500 are included.
        assert!(domain(3_500.0, 500.0).find("throughput").is_none());
        near(domain(3_500.0, 550.0).usd("throughput"), 6.4);
    }

    #[test]
    fn mistakes_are_told() {
        let domain = || Bench::new("opensearch_domain");
        assert_eq!(
            domain()
                .with("dedicated_master_count", 2.0)
                .problems()
                .len(),
            1
        );
        assert_eq!(
            domain().with("instance_type", "r6g.large").problems().len(),
            1
        );
        assert_eq!(domain().with("volume_type", "io1").problems().len(), 1);
    }
}
