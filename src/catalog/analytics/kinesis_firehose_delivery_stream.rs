//! Amazon Data Firehose stream: GB taken in, each record rounded up to 5 KB.
//!
//! Semantics: Amazon Data Firehose pricing page; `cost-semantics`: messaging and streaming (5 KB steps).

use crate::catalog::Onward;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Flow, Item, Kind, Network, Property, Scope, Spend, Usage, UsageSource,
};
use crate::glyph;
use crate::model::{ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{both, number};

const STEP_KB: f64 = 5.0;
/// Subnets that a destination in a VPC has at most.
const MAX_ZONES: f64 = 16.0;

/// Record size: at most 1,000 KB (service-facts: Data Firehose limit).
pub static RECORD_KB: Property = Property::optional(
    "record_kb",
    both("Record size", "레코드 크기"),
    units::KB,
    0.001,
    1_000.0,
)
.doc(
    "Each record is billed in steps of 5 KB. Left out: the request size of the connection; log agents fill their records.",
    "레코드는 5KB 단위로 올림하여 과금됩니다. 비워 두면 연결의 요청 크기를 쓰며, 로그 에이전트는 레코드를 채워 보냅니다.",
);

/// GB billed.
pub static INGESTED: Property = Property::usage(
    "ingested_gb",
    both("Data taken in", "수집량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB in a month with each record rounded up to 5 KB. Derived from incoming connections.",
    "레코드를 5KB 단위로 올림한 월 GB입니다. 들어오는 연결로 계산합니다.",
);

/// Buffer.
pub static BUFFER_MB: Property = Property::count(
    "buffering_size",
    both("Buffer", "버퍼 크기"),
    units::MB,
    5.0,
    1.0,
    128.0,
)
.doc(
    "Data that is gathered before it is written: one object or call for each buffer.",
    "쓰기 전에 모으는 데이터입니다. 버퍼마다 객체 하나 또는 호출 한 번입니다.",
);

/// Conversion to Parquet or ORC.
pub static FORMAT_CONVERSION: Property = Property::flag(
    "format_conversion",
    both("Format conversion", "형식 변환"),
    false,
)
.doc(
    "JSON becomes Parquet or ORC, billed for each GB taken in.",
    "JSON을 Parquet이나 ORC로 바꾸며 수집 GB마다 과금됩니다.",
);

/// Dynamic partitioning.
pub static DYNAMIC_PARTITIONING: Property = Property::flag(
    "dynamic_partitioning",
    both("Dynamic partitioning", "동적 분할"),
    false,
)
.doc(
    "Records are sorted into prefixes by their content, billed for each GB; objects are not counted.",
    "레코드를 내용에 따라 접두사로 나누며 GB마다 과금됩니다. 객체 요금은 포함하지 않습니다.",
);

/// Objects that dynamic partitioning writes.
pub static PARTITION_OBJECTS: Property = Property::number(
    "partition_objects",
    both("Partitioned objects", "분할 객체"),
    units::OBJECTS,
    0.0,
    0.0,
    1e15,
)
.doc(
    "Objects that dynamic partitioning writes in a month.",
    "동적 분할이 한 달에 쓰는 객체 수입니다.",
)
.when(|item| item.flag(&DYNAMIC_PARTITIONING));

/// Processing by JQ expressions.
pub static JQ_HOURS: Property = Property::number(
    "jq_processing_hours",
    both("JQ processing", "JQ 처리"),
    units::HOURS,
    0.0,
    0.0,
    1e9,
)
.doc(
    "Hours a month in which JQ expressions of dynamic partitioning run.",
    "동적 분할의 JQ 식이 실행되는 월 시간입니다.",
)
.when(|item| item.flag(&DYNAMIC_PARTITIONING));

/// Decompression of CloudWatch Logs.
pub static DECOMPRESSION: Property =
    Property::flag("decompression", both("Decompression", "압축 해제"), false).doc(
        "Records from CloudWatch Logs are decompressed, billed for each GB.",
        "CloudWatch Logs의 레코드를 압축 해제하며 GB마다 과금됩니다.",
    );

/// Where typed data comes from.
pub static SOURCE: Property = Property::choice(
    "ingestion_source",
    both("Source of typed data", "입력한 수집량의 소스"),
    "direct-put",
    &[
        choice_in("direct-put", "Producers", "생산자"),
        choice_in("kinesis", "Kinesis data stream", "Kinesis 데이터 스트림"),
        choice_in("msk", "Amazon MSK", "Amazon MSK"),
        choice_in("vended-logs", "AWS vended logs", "AWS 제공 로그"),
    ],
)
.doc(
    "Decides the price of GB that are typed; drawn connections tell it by themselves.",
    "직접 입력한 GB의 요금을 결정합니다. 그려진 연결은 스스로 구분됩니다.",
)
.secondary();

/// Destination in a VPC.
pub static VPC_ZONES: Property = Property::count(
    "vpc_delivery_zones",
    both("VPC delivery zones", "VPC 전송 가용 영역"),
    units::ZONES,
    0.0,
    0.0,
    MAX_ZONES,
)
.doc(
    "Zones of a destination inside a VPC (OpenSearch), billed by the hour and by the GB; 0: not in a VPC.",
    "VPC 안 대상(OpenSearch)의 가용 영역 수입니다. 시간과 GB마다 과금되며, 0이면 VPC가 아닙니다.",
);

/// Encryption.
pub static ENCRYPTION: Property = Property::flag(
    "server_side_encryption",
    both("Encrypted at rest", "저장 데이터 암호화"),
    false,
)
.doc(
    "Records are encrypted while they are buffered.",
    "버퍼에 있는 동안 레코드를 암호화합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let mb = number::short(item.number(&BUFFER_MB), 0);
    match language {
        Language::English => format!("{mb} MB buffer"),
        Language::Korean => format!("버퍼 {mb}MB"),
    }
}

/// KB of one record of a flow.
fn record_kb(item: &Item<'_>, kind: ConnectionKind, request_kb: f64) -> f64 {
    match item.typed(&RECORD_KB) {
        Some(kb) => kb,
        None if kind == ConnectionKind::LogShipping => STEP_KB,
        None => request_kb,
    }
}

/// Billed GB of a flow.
fn billed_gb(item: &Item<'_>, flow: &Flow) -> f64 {
    let kb = record_kb(item, flow.kind, flow.request_kb);
    if kb > 0.0 {
        flow.request_gb.0 * (kb / STEP_KB).ceil() * STEP_KB / kb
    } else {
        flow.request_gb.0
    }
}

/// One call or object for each full buffer.
fn forward(item: &Item<'_>, _: Onward) -> f64 {
    let incoming = item
        .design
        .connections
        .values()
        .find(|connection| connection.to == *item.id);
    let kb = incoming.map_or(STEP_KB, |connection| {
        record_kb(item, connection.kind, connection.request_kb)
    });
    (kb / (item.number(&BUFFER_MB) * 1_024.0)).min(1.0)
}

/// Source of a flow, as the price rows write it.
fn source_of(item: &Item<'_>, flow: &Flow) -> &'static str {
    let peer = item.design.component(&flow.from);
    match peer.map_or("", |peer| peer.kind.as_str()) {
        "kinesis_stream" => "kinesis",
        "msk_cluster" | "msk_serverless_cluster" => "msk",
        _ => "direct-put",
    }
}

fn ingestion_price(source: &str) -> Query {
    match source {
        "msk" => Query::new("firehose", "msk_record_processing_per_gb_of_data_ingested"),
        other => Query::new("firehose", "data_ingested_gb").with("source", other),
    }
}

/// Lines of the data taken in, by source; the figure of all of it.
fn bill_ingestion(cx: &BillCx<'_>, bill: &mut Bill) -> Usage {
    let item = &cx.item;
    let gb = |source: &str| -> f64 {
        let flows = cx.flows.incoming.iter();
        flows
            .filter(|flow| source_of(item, flow) == source)
            // Records of MSK are not rounded up (Amazon Data Firehose pricing page).
            .map(|flow| match source {
                "msk" => flow.request_gb.0,
                _ => billed_gb(item, flow),
            })
            .sum()
    };
    let (direct, kinesis, msk) = (gb("direct-put"), gb("kinesis"), gb("msk"));
    let usage = cx.usage(&INGESTED, direct + kinesis + msk);
    if usage.source == UsageSource::Typed {
        let only_kinesis = kinesis > 0.0 && direct == 0.0 && msk == 0.0;
        let source = if only_kinesis && !item.is_set(&SOURCE) {
            "kinesis"
        } else {
            item.text(&SOURCE)
        };
        bill.usage(
            "ingestion",
            both("Data taken in", "수집"),
            usage,
            units::GB,
            ingestion_price(source),
        );
        return usage;
    }
    let lines = [
        (
            "ingestion",
            both("Data taken in", "수집"),
            direct,
            "direct-put",
        ),
        (
            "ingestion_kinesis",
            both("Data from Kinesis", "Kinesis에서 수집"),
            kinesis,
            "kinesis",
        ),
        (
            "ingestion_msk",
            both("Data from MSK", "MSK에서 수집"),
            msk,
            "msk",
        ),
    ];
    let idle = usage.value <= 0.0;
    for (key, name, gb, source) in lines {
        if gb > 0.0 || idle && source == "direct-put" {
            let amount = Amount::plain(gb, units::GB);
            bill.charge(key, name, amount, ingestion_price(source))
                .from(UsageSource::Derived);
        }
    }
    usage
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let usage = bill_ingestion(cx, bill);
    let options = [
        (
            "format_conversion",
            FORMAT_CONVERSION.title,
            item.flag(&FORMAT_CONVERSION),
            "format_conversion_gb",
        ),
        (
            "dynamic_partitioning",
            DYNAMIC_PARTITIONING.title,
            item.flag(&DYNAMIC_PARTITIONING),
            "dynamic_partitioning_gb",
        ),
        (
            "decompression",
            DECOMPRESSION.title,
            item.flag(&DECOMPRESSION),
            "per_gb_of_data_decompressed",
        ),
        (
            "vpc_delivery",
            both("Delivery into the VPC", "VPC 전송"),
            item.number(&VPC_ZONES) > 0.0,
            "vpc_delivery_gb",
        ),
    ];
    for (key, name, on, row) in options {
        if on {
            let query = Query::new("firehose", row);
            bill.usage(key, name, usage, units::GB, query);
        }
    }
    if item.flag(&DYNAMIC_PARTITIONING) {
        let counted = [
            (
                "partition_objects",
                &PARTITION_OBJECTS,
                "dynamic_partitioning_object",
            ),
            ("jq_processing", &JQ_HOURS, "jq_processing_hour"),
        ];
        for (key, property, row) in counted {
            let count = item.number(property);
            if count > 0.0 {
                let amount = Amount::plain(count, property.unit);
                bill.charge(key, property.title, amount, Query::new("firehose", row));
            }
        }
    }
    let zones = item.number(&VPC_ZONES);
    if zones > 0.0 {
        bill.charge(
            "vpc_delivery_hours",
            both("VPC delivery, hours", "VPC 전송 시간"),
            Amount::product(
                units::HOURS,
                &[(zones, units::ZONES), (cx.hours, units::HOURS)],
            ),
            Query::new("firehose", "vpc_delivery_az_hour"),
        );
    }
}

/// Zones of a search domain inside a VPC: its subnets, also where they are known by reference only. Conversion counts where
/// it is not switched off.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let mut subnets = 0;
    for destination in [
        "elasticsearch_configuration",
        "opensearch_configuration",
        "opensearchserverless_configuration",
    ] {
        let path = format!("{destination}.vpc_config.subnet_ids");
        subnets = subnets
            .max(resource.count(&path))
            .max(resource.references(&path));
    }
    if subnets > 0 {
        draft.set(&VPC_ZONES, (subnets as f64).min(MAX_ZONES));
    }
    let conversion = "extended_s3_configuration.data_format_conversion_configuration";
    if resource.has(conversion) {
        let enabled = resource.flag(&format!("{conversion}.enabled"));
        draft.set(&FORMAT_CONVERSION, enabled.unwrap_or(true));
    }
    if resource.has("kinesis_source_configuration") {
        draft.set(&SOURCE, "kinesis");
    } else if resource.has("msk_source_configuration") {
        draft.set(&SOURCE, "msk");
    }
}

/// Firehose stream.
pub static KIND: Kind = Kind {
    name: "kinesis_firehose_delivery_stream",
    endpoint_service: "kinesis-firehose",
    title: both("Amazon Data Firehose stream", "Amazon Data Firehose 스트림"),
    short: both("Firehose", "Firehose"),
    doc: both(
        "Gathers records and writes them to S3, OpenSearch or others. One pays for GB taken in, each record rounded up to 5 KB.",
        "레코드를 모아 S3, OpenSearch 등에 씁니다. 레코드를 5KB 단위로 올림한 수집 GB에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Data Firehose",
    spend: Spend::Messaging,
    glyph: glyph::DROP,
    monogram: "KDF",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kinesis_firehose_delivery_stream"],
    cloudformation: &["AWS::KinesisFirehose::DeliveryStream"],
    imports: &[Import::of("aws_kinesis_firehose_delivery_stream")
        .attributes(&[
            (
                "extended_s3_configuration.dynamic_partitioning_configuration.enabled",
                &DYNAMIC_PARTITIONING,
            ),
            ("extended_s3_configuration.buffering_size", &BUFFER_MB),
            ("server_side_encryption.enabled", &ENCRYPTION),
        ])
        .usage(&[("monthly_data_ingested_gb", &INGESTED)])
        .read(read)],
    drawio: "kinesis_data_firehose",
    keywords: &[
        "delivery stream",
        "kdf",
        "logs to s3",
        "스트림",
        "로그 전송",
    ],
    port: Some(443),
    properties: &[
        &RECORD_KB,
        &INGESTED,
        &BUFFER_MB,
        &FORMAT_CONVERSION,
        &DYNAMIC_PARTITIONING,
        &PARTITION_OBJECTS,
        &JQ_HOURS,
        &DECOMPRESSION,
        &SOURCE,
        &VPC_ZONES,
        &ENCRYPTION,
    ],
    key_fact,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind::{LogShipping, Stream};

    fn firehose() -> Bench {
        Bench::new("kinesis_firehose_delivery_stream")
    }

    #[test]
    fn records_are_rounded_up_to_5_kb() {
        // 1,048,576 records of 1 KB are billed as 5 GB x 0.036 $.
        let small = firehose().flow(true, Stream, "lambda_function", 1_048_576.0, 1.0, 0.0);
        near(small.lines().total(), 0.18);
        // Log agents fill their records: 1 GB is 1 GB.
        let logs = firehose().flow(true, LogShipping, "lambda_function", 1_048_576.0, 1.0, 0.0);
        near(logs.lines().total(), 0.036);
    }

    #[test]
    fn delivery_into_a_vpc_and_partitions() {
        let lines = firehose()
            .with("ingested_gb", 1_000.0)
            .with("vpc_delivery_zones", 2.0)
            .with("dynamic_partitioning", true)
            .with("partition_objects", 1e6)
            .with("jq_processing_hours", 10.0)
            .with("decompression", true)
            .lines();
        // 1,000 GB × $0.036; × $0.027; × $0.00403; × $0.01; 2 × 730 h × $0.013; 1 M × $0.0000066; 10 h × $0.092.
        near(lines.usd("ingestion"), 36.0);
        near(lines.usd("dynamic_partitioning"), 27.0);
        near(lines.usd("decompression"), 4.03);
        near(lines.usd("vpc_delivery"), 10.0);
        near(lines.usd("vpc_delivery_hours"), 18.98);
        near(lines.usd("partition_objects"), 6.6);
        near(lines.usd("jq_processing"), 0.92);
        // The second tier begins at 512,000 GB: 512,000 × $0.036 + 488,000 × $0.031.
        let much = firehose().with("ingested_gb", 1e6).lines();
        near(much.total(), 33_560.0);
    }

    #[test]
    fn records_of_kafka_are_not_rounded() {
        let lines = firehose()
            .flow(true, Stream, "msk_cluster", 1_048_576.0, 1.0, 0.0)
            .lines();
        // 1 GB × $0.068.
        assert_eq!(lines.keys(), ["ingestion_msk"]);
        near(lines.total(), 0.068);
    }

    #[test]
    fn a_kinesis_stream_as_source_and_options() {
        let lines = firehose()
            .with("format_conversion", true)
            .flow(true, Stream, "kinesis_stream", 1_048_576.0, 10.0, 0.0)
            .lines();
        // 10 GB x 0.036 $ + 10 GB x 0.022 $.
        assert_eq!(lines.keys(), ["ingestion_kinesis", "format_conversion"]);
        near(lines.total(), 0.58);
    }
}
