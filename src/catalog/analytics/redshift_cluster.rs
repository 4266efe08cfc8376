//! Amazon Redshift cluster: node hours, managed storage, concurrency scaling, Spectrum, backups.
//!
//! Semantics: Amazon Redshift pricing page; `cost-semantics`: databases; price cases: `aws_redshift_cluster`.

use crate::catalog::amount::{Amount, units};
use crate::catalog::economics;
use crate::catalog::property::choice_in;
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const KEYS: &[Choice] = &[
    choice_in("aws-owned", "Owned by Redshift", "Redshift 소유"),
    choice_in("customer-managed", "Customer managed", "고객 관리형"),
];

/// Node type.
pub static NODE_TYPE: Property = Property::text(
    "node_type",
    both("Node type", "노드 유형"),
    "ra3.xlplus",
)
.doc(
    "Size of every node: `ra3.large`, `ra3.xlplus`, `ra3.4xlarge`, `ra3.16xlarge`; `dc2.large` and `dc2.8xlarge` have their own \
     disks.",
    "모든 노드의 크기입니다. `ra3.large`, `ra3.xlplus`, `ra3.4xlarge`, `ra3.16xlarge`이며, `dc2.large`와 `dc2.8xlarge`는 자체 디스크를 \
     가집니다.",
);

/// Nodes: 128 a cluster at most.
pub static NODES: Property = Property::count(
    "number_of_nodes",
    both("Nodes", "노드"),
    units::NODES,
    2.0,
    1.0,
    128.0,
)
.doc(
    "Nodes of the cluster; with Multi-AZ in each zone.",
    "클러스터의 노드 수입니다. 다중 AZ이면 가용 영역마다의 수입니다.",
);

/// Second zone.
pub static MULTI_AZ: Property = Property::flag("multi_az", both("Multi-AZ", "다중 AZ"), false).doc(
    "As many nodes again in a second zone; ra3 only.",
    "두 번째 가용 영역에 같은 수의 노드를 둡니다. ra3만 가능합니다.",
);

/// Managed storage.
pub static MANAGED_STORAGE_GB: Property = Property::number(
    "managed_storage_gb",
    both("Managed storage", "관리형 스토리지"),
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(
    "Data in Redshift managed storage, averaged over the month.",
    "Redshift 관리형 스토리지의 월평균 데이터입니다.",
)
.when(is_managed);

/// Concurrency scaling.
pub static CONCURRENCY_SECONDS: Property = Property::usage(
    "concurrency_scaling_seconds",
    both("Concurrency scaling", "동시성 확장"),
    units::SECONDS,
)
.doc(
    "Seconds of concurrency scaling in a month beyond the free hour a day.",
    "하루 한 시간의 무료 분을 넘는 월 동시성 확장 초입니다.",
)
.secondary();

/// Spectrum.
pub static SPECTRUM_TB: Property = Property::usage(
    "spectrum_tb",
    both("Spectrum, scanned", "Spectrum 스캔"),
    units::TERABYTES,
)
.doc(
    "TB in S3 that Spectrum queries scan in a month.",
    "Spectrum 쿼리가 한 달에 스캔하는 S3 데이터(TB)입니다.",
)
.secondary();

/// Billed backups.
pub static BACKUP_GB: Property = Property::number(
    "backup_storage_gb",
    both("Billed backup storage", "과금되는 백업 스토리지"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Snapshots beyond what is free.",
    "무료분을 넘는 스냅샷입니다.",
);

/// Days of snapshots: 1 by default, up to 35 (service-facts: Redshift default).
pub static RETENTION: Property = Property::count(
    "automated_snapshot_retention_period",
    both("Snapshot retention", "스냅샷 보존 기간"),
    units::DAYS,
    1.0,
    0.0,
    35.0,
)
.doc(
    "Days that automatic snapshots are kept; 0 switches them off where the nodes allow it.",
    "자동 스냅샷 보존 일수입니다. 0이면 가능한 노드에서 꺼집니다.",
)
.secondary();

/// Encryption.
pub static ENCRYPTED: Property = Property::flag("encrypted", both("Encrypted", "암호화"), true)
    .doc(
        "Data and snapshots are encrypted.",
        "데이터와 스냅샷을 암호화합니다.",
    )
    .secondary();

/// Key.
pub static KMS_KEY: Property = Property::choice(
    "kms_key",
    both("Encryption key", "암호화 키"),
    "aws-owned",
    KEYS,
)
.doc(
    "Whose key encrypts the cluster.",
    "클러스터를 암호화하는 키의 소유자입니다.",
)
.secondary();

/// TLS demanded of clients; on for new clusters (AWS announcement of the Redshift defaults of January 2025).
pub static REQUIRE_TLS: Property =
    Property::flag("require_ssl", both("TLS required", "TLS 필수"), true)
        .doc(
            "The parameter group refuses connections without TLS.",
            "파라미터 그룹이 TLS 없는 연결을 거부합니다.",
        )
        .secondary();

/// Reachable from the internet.
pub static PUBLIC: Property = Property::flag(
    "publicly_accessible",
    both("Publicly accessible", "퍼블릭 액세스"),
    false,
)
.doc(
    "The cluster has a public address.",
    "클러스터에 퍼블릭 주소가 있습니다.",
)
.secondary();

/// Audit logs.
pub static LOGGING: Property = Property::flag("logging", both("Audit logs", "감사 로그"), false)
    .doc(
        "Connections and queries are logged to S3 or CloudWatch.",
        "연결과 쿼리를 S3나 CloudWatch에 기록합니다.",
    )
    .secondary();

fn is_managed(item: &Item<'_>) -> bool {
    let node = item.text(&NODE_TYPE);
    !node.starts_with("dc") && !node.starts_with("ds")
}

fn instances(item: &Item<'_>) -> f64 {
    let zones = if item.flag(&MULTI_AZ) { 2.0 } else { 1.0 };
    item.number(&NODES) * zones
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let node: String = item.text(&NODE_TYPE).chars().take(20).collect();
    format!("{} × {node}", number::short(instances(item), 0))
}

fn row(item: &Item<'_>, name: &'static str) -> Query {
    Query::new("redshift", name).with("instance_type", item.text(&NODE_TYPE))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let nodes = bill.charge(
        "nodes",
        both("Nodes", "노드"),
        Amount::hours(instances(item), units::NODES, cx.hours),
        row(item, "instance_hour"),
    );
    purchase::apply(cx, Rows::RecurringAndUpfront, nodes);
    if is_managed(item) {
        bill.charge(
            "managed_storage",
            MANAGED_STORAGE_GB.title,
            Amount::plain(item.number(&MANAGED_STORAGE_GB), units::GB_MONTHS),
            row(item, "managed_storage_gb_month"),
        );
    }
    let scaling = row(item, "concurrency_scaling_node_second");
    let key = "concurrency_scaling";
    bill.typed(cx, key, &CONCURRENCY_SECONDS, units::NODE_SECONDS, || {
        scaling
    });
    let spectrum = Query::new("redshift", "spectrum_tb");
    bill.typed(cx, "spectrum", &SPECTRUM_TB, units::TERABYTES, || spectrum);
    let backup = item.number(&BACKUP_GB);
    if backup > 0.0 {
        bill.charge(
            "backup",
            both("Backup storage", "백업용 스토리지"),
            Amount::plain(backup, units::GB_MONTHS),
            Query::new("redshift", "backup_gb_month"),
        );
    }
    if item.flag(&PUBLIC) {
        bill.charge(
            "public_ipv4",
            both("Public IPv4 address", "퍼블릭 IPv4 주소"),
            Amount::hours(1.0, units::ADDRESSES, cx.hours),
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
        )
        .spend(Spend::Networking);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.flag(&MULTI_AZ) && !is_managed(item) {
        problems.push(Problem::of(
            &MULTI_AZ,
            "Multi-AZ needs nodes with managed storage",
            "다중 AZ에는 관리형 스토리지 노드가 필요합니다",
        ));
    }
    if item.flag(&MULTI_AZ) && item.number(&NODES) < 2.0 {
        problems.push(Problem::of(
            &NODES,
            "Multi-AZ needs two nodes or more",
            "다중 AZ에는 노드가 둘 이상 필요합니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.number("number_of_nodes").is_none() {
        draft.set(&NODES, 1.0);
    }
    draft.figures(
        resource,
        &[
            ("managed_storage_gb", &MANAGED_STORAGE_GB),
            ("backup_storage_gb", &BACKUP_GB),
        ],
    );
    if resource.flag("encrypted").is_none() {
        draft.set(&ENCRYPTED, false);
    }
    if resource.has("kms_key_id") || resource.references("kms_key_id") > 0 {
        draft.set(&KMS_KEY, "customer-managed");
    }
    let logged = resource.flag("logging.enable") == Some(true)
        || !resource
            .referring("aws_redshift_logging", "cluster_identifier")
            .is_empty();
    draft.set(&LOGGING, logged);
    // The public address has a line where the plan says that there is one of one's own.
    if resource.flag("publicly_accessible") == Some(true) && !resource.has("elastic_ip") {
        draft.unset(&PUBLIC);
        draft.note("the public IPv4 address of the cluster is not counted");
    }
    purchase::read(resource, draft);
}

/// Redshift cluster.
pub static KIND: Kind = Kind {
    name: "redshift_cluster",
    title: both("Amazon Redshift cluster", "Amazon Redshift 클러스터"),
    short: both("Redshift", "Redshift"),
    doc: both(
        "Data warehouse on nodes. One pays for each node by the hour, for managed storage and, beyond what is free, for \
         concurrency scaling and backups.",
        "노드 기반 데이터 웨어하우스입니다. 노드 시간, 관리형 스토리지와 무료분을 넘는 동시성 확장, 백업에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Redshift",
    spend: Spend::Database,
    glyph: glyph::WAREHOUSE,
    monogram: "RS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_redshift_cluster"],
    imports: &[Import::of("aws_redshift_cluster")
        .usage(&[
            ("excess_concurrency_scaling_secs", &CONCURRENCY_SECONDS),
            ("spectrum_data_scanned_tb", &SPECTRUM_TB),
        ])
        .read(read)],
    cloudformation: &["AWS::Redshift::Cluster"],
    drawio: "redshift",
    keywords: &["warehouse", "olap", "sql", "spectrum", "웨어하우스", "분석"],
    port: Some(5439),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[
        &NODE_TYPE,
        &NODES,
        &MULTI_AZ,
        &MANAGED_STORAGE_GB,
        &purchase::OPTION_RESERVED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &BACKUP_GB,
        &economics::ACTIVE_HOURS,
        &CONCURRENCY_SECONDS,
        &SPECTRUM_TB,
        &RETENTION,
        &ENCRYPTED,
        &KMS_KEY,
        &PUBLIC,
        &REQUIRE_TLS,
        &LOGGING,
        &workload::SKEW,
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

    fn warehouse() -> Bench {
        Bench::new("redshift_cluster").region("us-east-1")
    }

    #[test]
    fn nodes_storage_and_usage() {
        let bench = warehouse()
            .with("node_type", "ra3.4xlarge")
            .with("number_of_nodes", 6.0)
            .with("managed_storage_gb", 1_000.0)
            .with("concurrency_scaling_seconds", 5_000.0)
            .with("spectrum_tb", 0.5)
            .with("backup_storage_gb", 600_000.0);
        let lines = bench.lines();
        // 6 x 730 h x 3.26 $; 1,000 GB x 0.024 $; 5,000 s x 0.0009 $; 0.5 TB x 5 $.
        near(lines.usd("nodes"), 14_278.8);
        near(lines.usd("managed_storage"), 24.0);
        near(lines.usd("concurrency_scaling"), 4.5);
        near(lines.usd("spectrum"), 2.5);
        // 51,200 x 0.023 $ + 460,800 x 0.022 $ + 88,000 x 0.021 $.
        near(lines.usd("backup"), 1_177.6 + 10_137.6 + 1_848.0);
        assert_eq!(bench.key_fact(), "6 × ra3.4xlarge");
    }

    #[test]
    fn own_disks_have_no_managed_storage() {
        let bench = warehouse()
            .with("node_type", "dc2.large")
            .with("number_of_nodes", 4.0);
        // 4 x 730 h x 0.25 $.
        near(bench.lines().total(), 730.0);
        assert_eq!(bench.lines().keys(), ["nodes"]);
        assert_eq!(bench.with("multi_az", true).problems().len(), 1);
    }

    #[test]
    fn reserved_nodes_are_paid_in_part_at_the_start() {
        let lines = warehouse()
            .with("node_type", "ra3.4xlarge")
            .with("purchase_option", "reserved")
            .with("payment_option", "all_upfront")
            .lines();
        near(lines.usd("nodes"), 0.0);
        near(lines.upfront("nodes").unwrap(), 2.0 * 18_848.0);
    }
}
