//! Amazon MSK cluster (Apache Kafka): broker hours, storage of each broker or, with Express brokers, of the data.
//!
//! Semantics: Amazon MSK pricing page. Standard brokers pay for the volume of each; Express brokers pay for stored GB once,
//! however many copies there are, and for GB written. Quotas: service-facts rows "MSK".

use crate::catalog::amount::{Amount, units};
use crate::catalog::economics;
use crate::catalog::property::{Choice, InstanceTypes, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
    UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

const STORAGE_MODES: &[Choice] = &[
    choice_in("LOCAL", "Volumes only", "볼륨만"),
    choice_in("TIERED", "Tiered storage", "계층형 스토리지"),
];
const CLIENT_BROKER: &[Choice] = &[
    choice_in("TLS", "TLS only", "TLS만"),
    choice_in("TLS_PLAINTEXT", "TLS and plain text", "TLS와 평문"),
    choice_in("PLAINTEXT", "Plain text", "평문"),
];

/// Brokers: 30 a cluster by default (service-facts: MSK quota); the catalogue lets clusters of a raised quota pass.
pub static BROKERS: Property = Property::count(
    "number_of_broker_nodes",
    both("Brokers", "브로커"),
    units::BROKERS,
    3.0,
    1.0,
    300.0,
)
.doc(
    "Brokers of the cluster, a multiple of its zones.",
    "클러스터의 브로커 수이며 가용 영역 수의 배수입니다.",
);

/// Broker size.
pub static TYPE: Property = Property::instance_type(
    "instance_type",
    both("Broker type", "브로커 유형"),
    "m7g.large",
    offered,
)
.doc(
    "Size of each broker; `kafka.m7g.large` and `m7g.large` are the same. Types that start with `express.` scale storage \
     by themselves.",
    "브로커 하나의 크기입니다. `kafka.m7g.large`와 `m7g.large`는 같습니다. `express.`로 시작하는 유형은 스토리지를 자동으로 확장합니다.",
);

/// Volume of each broker: 16,384 GiB at most (service-facts: MSK limit).
pub static VOLUME_SIZE: Property = Property::count(
    "volume_size",
    both("Volume per broker", "브로커당 볼륨"),
    units::GIB,
    100.0,
    1.0,
    16_384.0,
)
.doc(
    "Storage of each broker; holds its share of all copies for the retention time.",
    "브로커 하나의 스토리지입니다. 보존 기간 동안 모든 복제본의 몫을 저장합니다.",
)
.when(is_standard);

/// Throughput of the volumes above what they have.
pub static THROUGHPUT: Property = Property::optional(
    "provisioned_throughput",
    both("Provisioned throughput", "프로비저닝된 처리량"),
    units::MIB_PER_SECOND,
    250.0,
    2_375.0,
)
.doc(
    "Storage throughput that is provisioned for each broker; if empty none is.",
    "브로커마다 프로비저닝하는 스토리지 처리량입니다. 비워 두면 프로비저닝하지 않습니다.",
)
.when(is_standard)
.secondary();

/// Low-cost tier for old data.
pub static STORAGE_MODE: Property = Property::choice(
    "storage_mode",
    both("Storage mode", "스토리지 모드"),
    "LOCAL",
    STORAGE_MODES,
)
.doc(
    "Tiered storage moves old segments off the volumes, billed by the GB and by the GB read back.",
    "계층형 스토리지는 오래된 세그먼트를 볼륨 밖으로 옮기며, 저장 GB와 다시 읽는 GB마다 과금됩니다.",
)
.when(is_standard);

/// Data in tiered storage.
pub static TIERED_GB: Property = Property::number(
    "tiered_storage_gb",
    both("Tiered data", "계층형 데이터"),
    units::GB,
    0.0,
    0.0,
    1e12,
)
.doc(
    "GB held in tiered storage on average.",
    "계층형 스토리지에 평균적으로 저장된 GB입니다.",
)
.when(is_tiered);

/// Data read from tiered storage.
pub static TIERED_READ_GB: Property = Property::number(
    "tiered_retrieval_gb",
    both("Tiered data read", "계층형 데이터 읽기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e12,
)
.doc(
    "GB read from tiered storage in a month.",
    "계층형 스토리지에서 읽는 월 GB입니다.",
)
.when(is_tiered);

/// Retention: seven days by default (Apache Kafka `log.retention.hours`).
pub static RETENTION: Property = Property::count(
    "retention_hours",
    both("Retention", "보존 기간"),
    units::HOURS,
    168.0,
    1.0,
    87_600.0,
)
.doc(
    "Hours that messages are kept; decides the stored GB of Express brokers.",
    "메시지를 보관하는 시간입니다. Express 브로커의 저장 GB를 결정합니다.",
);

/// Stored data of Express brokers.
pub static STORED_GB: Property =
    Property::usage("stored_gb", both("Stored data", "저장 데이터"), units::GB)
        .doc(
            "GB stored on average. Derived: data written times retention.",
            "평균 저장 GB입니다. 쓰는 데이터와 보존 기간으로 계산합니다.",
        )
        .when(is_express);

/// Private connectivity from other VPCs.
pub static CONNECTIVITY: Property = Property::count(
    "vpc_connectivity_schemes",
    both("Private connectivity", "프라이빗 연결"),
    units::NONE,
    0.0,
    0.0,
    3.0,
)
.doc(
    "Authentication schemes (IAM, SCRAM, TLS) that clients of other VPCs may use, billed by the hour; 0: none.",
    "다른 VPC의 클라이언트가 쓰는 인증 방식(IAM, SCRAM, TLS) 수이며 시간당 과금됩니다. 0이면 사용하지 않습니다.",
)
.secondary();

/// Data over private connectivity.
pub static CONNECTIVITY_GB: Property = Property::number(
    "vpc_connectivity_gb",
    both("Private connectivity data", "프라이빗 연결 데이터"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e12,
)
.doc(
    "GB that clients of other VPCs read and write in a month.",
    "다른 VPC의 클라이언트가 읽고 쓰는 월 GB입니다.",
)
.secondary();

/// Encryption between clients and brokers.
pub static CLIENT_ENCRYPTION: Property = Property::choice(
    "client_broker",
    both("Client encryption", "클라이언트 암호화"),
    "TLS",
    CLIENT_BROKER,
)
.doc(
    "Whether clients talk to brokers over TLS.",
    "클라이언트가 브로커와 TLS로 통신할지 정합니다.",
)
.secondary();

/// Clients without a name.
pub static UNAUTHENTICATED: Property = Property::flag(
    "unauthenticated",
    both("Unauthenticated clients", "인증 없는 클라이언트"),
    false,
)
.doc(
    "Clients need not prove who they are.",
    "클라이언트를 인증하지 않습니다.",
)
.secondary();

/// Public access.
pub static PUBLIC: Property = Property::flag(
    "public_access",
    both("Public access", "퍼블릭 액세스"),
    false,
)
.doc(
    "Brokers can be reached from the internet.",
    "인터넷에서 브로커에 접근할 수 있습니다.",
)
.secondary();

/// Copies of each partition.
pub static REPLICATION: Property = Property::count(
    "replication_factor",
    both("Replication factor", "복제 계수"),
    units::REPLICAS,
    3.0,
    1.0,
    6.0,
)
.doc(
    "Copies of each partition, in different zones; replication between brokers is free.",
    "서로 다른 가용 영역에 두는 파티션 복제본 수입니다. 브로커 간 복제는 무료입니다.",
)
.secondary();

/// Copies that must take a write.
pub static MIN_INSYNC: Property = Property::count(
    "min_insync_replicas",
    both("In-sync replicas", "동기 복제본"),
    units::REPLICAS,
    2.0,
    1.0,
    6.0,
)
.doc(
    "Copies that must have a message before it counts as written.",
    "쓰기가 완료되기 전에 메시지를 받아야 하는 복제본 수입니다.",
)
.secondary();

/// Broker logs.
pub static LOGS: Property = Property::flag(
    "broker_logs",
    both("Broker logs", "브로커 로그"),
    false,
)
.doc(
    "Broker logs go to CloudWatch Logs, S3 or Firehose; draw the destination to bill them.",
    "브로커 로그를 CloudWatch Logs, S3, Firehose로 보냅니다. 대상을 그리면 비용에 포함됩니다.",
)
.secondary();

fn offered(_: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "msk",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: Vec::new(),
    }
}

fn broker_type<'a>(item: &Item<'a>) -> &'a str {
    let kind = item.text(&TYPE);
    kind.strip_prefix("kafka.").unwrap_or(kind)
}
fn is_express(item: &Item<'_>) -> bool {
    broker_type(item).starts_with("express.")
}
fn is_standard(item: &Item<'_>) -> bool {
    !is_express(item)
}
fn is_tiered(item: &Item<'_>) -> bool {
    is_standard(item) && item.text(&STORAGE_MODE) == "TIERED"
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&BROKERS)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.number(&BROKERS), 0);
    format!("{count} × {}", broker_type(item))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let zones = item.zones().len() as f64;
    let brokers = item.number(&BROKERS);
    if zones > 1.0 && brokers % zones != 0.0 {
        problems.push(Problem::of(
            &BROKERS,
            format!("the number of brokers is a multiple of the {zones} zones"),
            format!("브로커 수는 가용 영역 수 {zones}의 배수여야 합니다"),
        ));
    }
    let copies = item.number(&REPLICATION);
    if copies > brokers {
        problems.push(Problem::of(
            &REPLICATION,
            format!("{copies} copies need as many brokers; there are {brokers}"),
            format!("복제본 {copies}개에는 브로커가 그만큼 필요하지만 {brokers}개뿐입니다"),
        ));
    }
    if item.number(&MIN_INSYNC) > copies {
        problems.push(Problem::of(
            &MIN_INSYNC,
            "more in-sync replicas than copies",
            "동기 복제본이 복제 계수보다 많습니다",
        ));
    }
    if is_tiered(item) && broker_type(item) == "t3.small" {
        problems.push(Problem::of(
            &STORAGE_MODE,
            "tiered storage does not work with t3.small brokers",
            "t3.small 브로커에서는 계층형 스토리지를 쓸 수 없습니다",
        ));
    }
}

fn bill_express(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let written = cx.flows.gb_in().0;
    bill.charge(
        "data_in",
        both("Data written", "쓰기 데이터"),
        Amount::plain(written, units::GB),
        Query::new("msk", "express_data_in_gb"),
    )
    .from(UsageSource::Derived);
    let kept = item.number(&RETENTION) / cx.hours.max(1.0);
    let stored = cx.usage(&STORED_GB, written * kept);
    bill.usage(
        "storage",
        both("Stored data", "저장 데이터"),
        stored,
        units::GB_MONTHS,
        Query::new("msk", "express_storage_gb_month"),
    );
}

fn bill_standard(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let brokers = item.number(&BROKERS);
    bill.charge(
        "storage",
        both("Broker storage", "브로커 스토리지"),
        Amount::product(
            units::GB_MONTHS,
            &[
                (brokers, units::BROKERS),
                (item.number(&VOLUME_SIZE), units::GIB),
            ],
        ),
        Query::new("msk", "runvolume"),
    );
    if let Some(throughput) = item.typed(&THROUGHPUT) {
        bill.missing(
            "throughput",
            both("Provisioned throughput", "프로비저닝된 처리량"),
            Amount::product(
                units::MIB_PER_SECOND_MONTHS,
                &[
                    (brokers, units::BROKERS),
                    (throughput, units::MIB_PER_SECOND),
                ],
            ),
            "price of provisioned storage throughput of Amazon MSK",
        );
    }
    if is_tiered(item) {
        bill.charge(
            "tiered_storage",
            both("Tiered storage", "계층형 스토리지"),
            Amount::plain(item.number(&TIERED_GB), units::GB_MONTHS),
            Query::new("msk", "tieredstorage_tiered_storage"),
        );
        bill.charge(
            "tiered_retrieval",
            both("Tiered data read", "계층형 데이터 읽기"),
            Amount::plain(item.number(&TIERED_READ_GB), units::GB),
            Query::new("msk", "tieredstorage_tiered_storage_dataretrieval"),
        );
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let kind = broker_type(item);
    bill.charge(
        "brokers",
        both("Broker hours", "브로커 시간"),
        Amount::hours(item.number(&BROKERS), units::BROKERS, cx.hours),
        Query::new("msk", "instance_hour").with("instance_type", kind),
    )
    .named(Phrase::new(
        format!("Broker hours, {kind}"),
        format!("브로커 시간, {kind}"),
    ));
    if is_express(item) {
        bill_express(cx, bill);
    } else {
        bill_standard(cx, bill);
    }
    let schemes = item.number(&CONNECTIVITY);
    if schemes > 0.0 {
        bill.charge(
            "connectivity",
            both("Private connectivity", "프라이빗 연결"),
            Amount::hours(schemes, units::NONE, cx.hours),
            Query::new("msk", "privateconnectivity_hours_per_authentication_scheme"),
        );
        bill.charge(
            "connectivity_data",
            both("Private connectivity data", "프라이빗 연결 데이터"),
            Amount::plain(item.number(&CONNECTIVITY_GB), units::GB),
            Query::new("msk", "privateconnectivity_bytes_processed"),
        );
    }
}

/// A scaling target of the cluster's storage sets what each broker ends up with.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let targets = resource.referring("aws_appautoscaling_target", "resource_id");
    let size = targets.iter().find_map(|target| {
        let settled = target.usage().number("capacity");
        settled.or_else(|| target.number("min_capacity"))
    });
    if let Some(size) = size {
        draft.set(&VOLUME_SIZE, size.round());
    }
    let access = resource.text("broker_node_group_info.connectivity_info.public_access.type");
    if let Some(access) = access {
        draft.set(&PUBLIC, access != "DISABLED");
    }
    let zones = resource.count("broker_node_group_info.client_subnets");
    if zones > 0 && !draft.properties.contains_key(REPLICATION.name) {
        draft.set(&REPLICATION, (zones as f64).min(3.0));
    }
}

/// MSK cluster.
pub static KIND: Kind = Kind {
    name: "msk_cluster",
    title: both("Amazon MSK cluster", "Amazon MSK 클러스터"),
    short: both("MSK", "MSK"),
    doc: both(
        "Managed Apache Kafka brokers in several zones. One pays for broker hours and for storage.",
        "여러 가용 영역의 관리형 Apache Kafka 브로커입니다. 브로커 시간과 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon MSK",
    spend: Spend::Messaging,
    glyph: glyph::BROADCAST,
    monogram: "MSK",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_msk_cluster"],
    cloudformation: &["AWS::MSK::Cluster"],
    imports: &[Import::of("aws_msk_cluster")
        .attributes(&[
            ("broker_node_group_info.instance_type", &TYPE),
            (
                "broker_node_group_info.storage_info.ebs_storage_info.volume_size",
                &VOLUME_SIZE,
            ),
            ("broker_node_group_info.ebs_volume_size", &VOLUME_SIZE),
            (
                "broker_node_group_info.storage_info.ebs_storage_info.provisioned_throughput.volume_throughput",
                &THROUGHPUT,
            ),
            (
                "encryption_info.encryption_in_transit.client_broker",
                &CLIENT_ENCRYPTION,
            ),
            ("client_authentication.unauthenticated", &UNAUTHENTICATED),
            ("logging_info.broker_logs.cloudwatch_logs.enabled", &LOGS),
        ])
        .read(read)],
    drawio: "managed_streaming_for_kafka",
    keywords: &["kafka", "msk", "broker", "topic", "stream", "카프카", "브로커", "스트림"],
    port: Some(9098),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[
        &BROKERS,
        &TYPE,
        &VOLUME_SIZE,
        &STORAGE_MODE,
        &TIERED_GB,
        &TIERED_READ_GB,
        &RETENTION,
        &STORED_GB,
        &THROUGHPUT,
        &economics::PEAK_UTILIZATION,
        &CONNECTIVITY,
        &CONNECTIVITY_GB,
        &REPLICATION,
        &MIN_INSYNC,
        &CLIENT_ENCRYPTION,
        &UNAUTHENTICATED,
        &PUBLIC,
        &LOGS,
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
    use crate::model::ConnectionKind::Stream;

    #[test]
    fn every_broker_has_a_volume() {
        let bench = Bench::new("msk_cluster")
            .with("instance_type", "kafka.m5.large")
            .with("volume_size", 1_000.0);
        assert_eq!(bench.key_fact(), "3 × m5.large");
        let lines = bench.lines();
        // 3 × 730 h × $0.258 = $565.02; 3 × 1,000 GB × $0.114 = $342.
        near(lines.usd("brokers"), 565.02);
        near(lines.usd("storage"), 342.0);
        let tiered = bench
            .with("storage_mode", "TIERED")
            .with("tiered_storage_gb", 5_000.0)
            .with("tiered_retrieval_gb", 100.0)
            .with("vpc_connectivity_schemes", 1.0)
            .with("vpc_connectivity_gb", 100.0)
            .lines();
        // 5,000 GB × $0.0652 = $326; 100 GB × $0.0017; 730 h × $0.0225 = $16.425; 100 GB × $0.006.
        near(tiered.usd("tiered_storage"), 326.0);
        near(tiered.usd("tiered_retrieval"), 0.17);
        near(tiered.usd("connectivity"), 16.425);
        near(tiered.usd("connectivity_data"), 0.6);
    }

    #[test]
    fn express_brokers_pay_for_data_once() {
        let lines = Bench::new("msk_cluster")
            .with("instance_type", "express.m7g.large")
            .with("retention_hours", 73.0)
            .flow(true, Stream, "lambda_function", 1_048_576.0, 1_000.0, 0.0)
            .lines();
        // 3 × 730 h × $0.5016; 1,000 GB × $0.0123; a tenth of it is kept on average: 100 GB × $0.114.
        near(lines.usd("brokers"), 1_098.504);
        near(lines.usd("data_in"), 12.3);
        near(lines.usd("storage"), 11.4);
        assert!(lines.find("tiered_storage").is_none());
    }

    #[test]
    fn throughput_has_no_price_and_copies_need_brokers() {
        let bench = Bench::new("msk_cluster")
            .with("provisioned_throughput", 300.0)
            .with("number_of_broker_nodes", 2.0);
        assert_eq!(bench.lines().missing(), ["throughput"]);
        assert_eq!(bench.problems()[0].property, Some("replication_factor"));
        let odd = Bench::new("msk_cluster").in_zones(2);
        assert_eq!(odd.problems()[0].property, Some("number_of_broker_nodes"));
    }
}
