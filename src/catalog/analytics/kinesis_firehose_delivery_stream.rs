//! Amazon Data Firehose stream: GB taken in, each record rounded up to 5 KB.
//!
//! Semantics: Amazon Data Firehose pricing page; `cost-semantics`: messaging and streaming (5 KB steps).

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Flow, Item, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::{Connection, ConnectionKind, Language};
use crate::pricing::Query;
use crate::text::{both, number};

const STEP_KB: f64 = 5.0;

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

/// Destination in a VPC.
pub static VPC_ZONES: Property = Property::count(
    "vpc_delivery_zones",
    both("VPC delivery zones", "VPC 전송 가용 영역"),
    units::ZONES,
    0.0,
    0.0,
    6.0,
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
fn forward(item: &Item<'_>, _: &Connection) -> f64 {
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

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let from_stream = |flow: &Flow| {
        item.design
            .component(&flow.peer)
            .is_some_and(|peer| peer.kind == "kinesis_stream")
    };
    let gb = |kinesis: bool| -> f64 {
        cx.flows
            .incoming
            .iter()
            .filter(|flow| from_stream(flow) == kinesis)
            .map(|flow| billed_gb(item, flow))
            .sum()
    };
    let (direct, kinesis) = (gb(false), gb(true));
    let price = |source| Query::new("firehose", "data_ingested_gb").with("source", source);
    let usage = cx.usage(&INGESTED, direct + kinesis);
    let typed = usage.source == UsageSource::Typed;
    let only_kinesis = kinesis > 0.0 && direct == 0.0;
    if typed || direct > 0.0 || !only_kinesis {
        let mut line = usage;
        if !typed {
            line.value = direct;
        }
        let source = if typed && only_kinesis {
            "kinesis"
        } else {
            "direct-put"
        };
        bill.usage(
            "ingestion",
            both("Data taken in", "수집"),
            line,
            units::GB,
            price(source),
        );
    }
    if !typed && kinesis > 0.0 {
        bill.charge(
            "ingestion_kinesis",
            both("Data from Kinesis", "Kinesis에서 수집"),
            Amount::plain(kinesis, units::GB),
            price("kinesis"),
        )
        .from(UsageSource::Derived);
    }
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
