//! Amazon Kinesis data stream: shard-hours and payload units, or on demand by the GB.
//!
//! Semantics: Amazon Kinesis Data Streams pricing page; `cost-semantics`: messaging and streaming. A shard takes 1 MB/s or
//! 1,000 records/s and gives 2 MB/s (service-facts: Kinesis Data Streams limits); MB are 2^20 bytes here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{
    Bill, BillCx, Category, Charge, Choice, Flows, Item, Kind, Network, Problem, Property, Scope,
    Spend, Unit, Usage, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both, number};

const MODES: &[Choice] = &[
    choice_in("PROVISIONED", "Provisioned", "프로비저닝"),
    choice_in("ON_DEMAND", "On demand", "온디맨드"),
];
const ENCRYPTION: &[Choice] = &[
    choice_in("NONE", "None", "없음"),
    choice_in("KMS", "KMS", "KMS"),
];
const SHARD_IN_MB: f64 = 1.0;
const SHARD_RECORDS: f64 = 1_000.0;
const SHARD_OUT_MB: f64 = 2.0;
const PAYLOAD_UNIT_KB: f64 = 25.0;
const DAY: f64 = 24.0;
const WEEK: f64 = 168.0;

/// Capacity mode.
pub static STREAM_MODE: Property = Property::choice(
    "stream_mode",
    both("Capacity mode", "용량 모드"),
    "PROVISIONED",
    MODES,
)
.doc(
    "Provisioned bills shards by the hour; on demand bills GB in and out.",
    "프로비저닝은 샤드 시간마다, 온디맨드는 들어오고 나가는 GB마다 과금됩니다.",
);

/// Shards.
pub static SHARD_COUNT: Property = Property::optional_count(
    "shard_count",
    both("Shards", "샤드"),
    units::SHARDS,
    1.0,
    20_000.0,
)
.doc(
    "Left out: as many as the peak needs, by MB/s in, records/s in and MB/s out.",
    "비워 두면 피크의 입력 MB/s, 레코드/s, 출력 MB/s에 필요한 만큼입니다.",
)
.when(is_provisioned);

/// Retention: 24 h by default, 8,760 at most (service-facts: Kinesis).
pub static RETENTION: Property = Property::count(
    "retention_period",
    both("Retention", "보존 기간"),
    units::HOURS,
    24.0,
    24.0,
    8_760.0,
)
.doc(
    "Hours that records can be read; above 24 billed by the shard-hour, above 168 by the GB.",
    "레코드를 읽을 수 있는 시간입니다. 24시간을 넘으면 샤드 시간마다, 168시간을 넘으면 GB마다 과금됩니다.",
);

/// Fan-out consumers: 20 at most (service-facts: Kinesis).
pub static FAN_OUT: Property = Property::count(
    "enhanced_fan_out_consumers",
    both("Enhanced fan-out consumers", "향상된 팬아웃 소비자"),
    units::CONSUMERS,
    0.0,
    0.0,
    20.0,
)
.doc(
    "Consumers with 2 MB/s a shard of their own, billed by the shard-hour and the GB.",
    "샤드마다 전용 2MB/s를 쓰는 소비자입니다. 샤드 시간과 GB마다 과금됩니다.",
);

/// Consumers without the client library.
pub static SELF_WRITTEN: Property = Property::flag(
    "self_written_consumers",
    both("Self-written consumers", "직접 만든 소비자"),
    false,
)
.doc(
    "Consumers read the shards with code of their own, without the Kinesis Client Library, Lambda or Firehose.",
    "소비자가 Kinesis Client Library, Lambda, Firehose 없이 직접 만든 코드로 샤드를 읽습니다.",
)
.secondary();

/// Payload units.
pub static PAYLOAD_UNITS: Property = Property::usage(
    "put_payload_units",
    both("Payload units", "PUT 페이로드 단위"),
    units::UNITS,
)
.doc(
    "Records in pieces of 25 KB in a month. Derived from incoming connections.",
    "25KB 단위로 센 월 레코드입니다. 들어오는 연결로 계산합니다.",
)
.when(is_provisioned);

/// A monthly figure in GB that traffic tells unless it is typed.
const fn gigabytes(name: &'static str, title: Bilingual) -> Property {
    Property::usage(name, title, units::GB_PER_MONTH)
}

/// Data in.
pub static DATA_IN: Property = gigabytes("data_in_gb", both("Data in", "입력 데이터"))
    .doc(
        "GB taken in, in a month. Derived from incoming connections.",
        "월 수집 GB입니다. 들어오는 연결로 계산합니다.",
    )
    .when(is_on_demand);

/// Data out.
pub static DATA_OUT: Property = gigabytes("data_out_gb", both("Data out", "출력 데이터"))
    .doc(
        "GB read in a month, without enhanced fan-out. Derived: data in times the consumers.",
        "향상된 팬아웃을 제외한 월 읽기 GB입니다. 입력 데이터와 소비자 수로 계산합니다.",
    )
    .when(is_on_demand);

/// Data out by enhanced fan-out.
pub static FAN_OUT_GB: Property = gigabytes(
    "enhanced_fan_out_gb",
    both("Enhanced fan-out data", "향상된 팬아웃 데이터"),
)
.doc(
    "GB read by enhanced fan-out in a month. Derived: data in times its consumers.",
    "향상된 팬아웃으로 읽는 월 GB입니다. 입력 데이터와 소비자 수로 계산합니다.",
);

/// Consumer-shard hours of enhanced fan-out.
pub static FAN_OUT_HOURS: Property = Property::usage(
    "enhanced_fan_out_hours",
    both("Enhanced fan-out hours", "향상된 팬아웃 시간"),
    units::SHARD_HOURS,
)
.doc(
    "Consumer-shard hours in a month. Derived: consumers times shards times hours.",
    "월 소비자-샤드 시간입니다. 소비자, 샤드, 시간을 곱해 계산합니다.",
)
.when(is_provisioned)
.secondary();

/// Data kept up to a week.
pub static EXTENDED_GB: Property = Property::usage(
    "extended_retention_gb",
    both("Kept up to 7 days", "7일까지 보존"),
    units::GB,
)
.doc(
    "GB kept from 24 hours to 7 days on average. Derived from data in and retention.",
    "24시간부터 7일까지 보존하는 평균 GB입니다. 입력 데이터와 보존 기간으로 계산합니다.",
)
.when(is_on_demand)
.secondary();

/// Data kept longer than a week.
pub static LONG_TERM_GB: Property = Property::usage(
    "long_term_retention_gb",
    both("Kept over 7 days", "7일 초과 보존"),
    units::GB,
)
.doc(
    "GB kept longer than 7 days on average. Derived from data in and retention.",
    "7일을 넘겨 보존하는 평균 GB입니다. 입력 데이터와 보존 기간으로 계산합니다.",
)
.secondary();

/// Old data read.
pub static LONG_TERM_READ_GB: Property = Property::number(
    "long_term_retrieval_gb",
    both("Old data read", "오래된 데이터 읽기"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e12,
)
.doc(
    "GB older than 7 days that are read in a month.",
    "7일이 지난 데이터 중 한 달에 읽는 GB입니다.",
)
.when(is_provisioned)
.secondary();

/// Encryption.
pub static ENCRYPTION_TYPE: Property = Property::choice(
    "encryption_type",
    both("Encryption", "암호화"),
    "NONE",
    ENCRYPTION,
)
.doc("Encryption at rest.", "저장 데이터 암호화입니다.")
.secondary();

/// Automatic resharding.
pub static SCALING: Property = Property::flag(
    "shard_scaling",
    both("Automatic resharding", "자동 리샤딩"),
    false,
)
.doc(
    "Shards are added and merged by automation.",
    "자동화가 샤드를 늘리고 병합합니다.",
)
.when(is_provisioned)
.secondary();

fn is_on_demand(item: &Item<'_>) -> bool {
    !is_provisioned(item)
}
fn is_provisioned(item: &Item<'_>) -> bool {
    item.text(&STREAM_MODE) == "PROVISIONED"
}

/// Shards that the peak needs: the largest of MB/s in, records/s in and MB/s out, each consumer without enhanced fan-out
/// reading everything.
pub fn needed_shards(item: &Item<'_>, flows: Flows<'_>) -> f64 {
    let mb_in: f64 = flows
        .incoming
        .iter()
        .map(|flow| flow.peak.0 * flow.request_kb / 1_024.0)
        .sum();
    let consumers = flows.outgoing.len().max(1) as f64;
    let sharing = (consumers - item.number(&FAN_OUT)).max(0.0);
    let needed = (mb_in / SHARD_IN_MB)
        .max(flows.peak().0 / SHARD_RECORDS)
        .max(mb_in * sharing / SHARD_OUT_MB);
    needed.ceil().max(1.0)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    if !is_provisioned(item) {
        return MODES[1].title.get(language).to_owned();
    }
    match (item.typed(&SHARD_COUNT), language) {
        (Some(1.0), Language::English) => "1 shard".to_owned(),
        (Some(count), Language::English) => format!("{} shards", number::short(count, 0)),
        (Some(count), Language::Korean) => format!("샤드 {}개", number::short(count, 0)),
        (None, Language::English) => "shards by peak".to_owned(),
        (None, Language::Korean) => "피크에 맞춘 샤드".to_owned(),
    }
}

fn bill_provisioned(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let typed = item.typed(&SHARD_COUNT);
    let shards = typed.unwrap_or_else(|| needed_shards(item, cx.flows));
    let source = if typed.is_some() {
        UsageSource::Fixed
    } else {
        UsageSource::Derived
    };
    let price = |row| Query::new("kinesis", row).with("mode", "provisioned");
    let hours = Amount::product(
        units::SHARD_HOURS,
        &[(shards, units::SHARDS), (cx.hours, units::HOURS)],
    );
    bill.charge(
        "shards",
        both("Shards", "샤드"),
        hours.clone(),
        price("shard_hour"),
    )
    .from(source);
    let derived: f64 = cx
        .flows
        .incoming
        .iter()
        .map(|flow| flow.requests * (flow.request_kb / PAYLOAD_UNIT_KB).ceil().max(1.0))
        .sum();
    bill.usage(
        "payload_units",
        both("Payload units", "PUT 페이로드 단위"),
        cx.usage(&PAYLOAD_UNITS, derived),
        units::UNITS,
        price("put_payload_unit"),
    );
    let retention = item.number(&RETENTION);
    if retention > DAY {
        bill.charge(
            "extended_retention",
            both("Extended retention", "연장 보존"),
            hours,
            price("extended_retention_shard_hour"),
        )
        .from(source);
    }
    let consumers = item.number(&FAN_OUT);
    let fan_out = cx.usage(&FAN_OUT_HOURS, consumers * shards * cx.hours);
    if fan_out.value > 0.0 {
        let typed = fan_out.source == UsageSource::Typed;
        let amount = if typed {
            Amount::plain(fan_out.value, units::SHARD_HOURS)
        } else {
            Amount::product(
                units::SHARD_HOURS,
                &[
                    (consumers, units::CONSUMERS),
                    (shards, units::SHARDS),
                    (cx.hours, units::HOURS),
                ],
            )
        };
        bill.charge(
            "fan_out",
            both("Enhanced fan-out", "향상된 팬아웃"),
            amount,
            price("enhanced_fanout_consumer_shard_hour"),
        )
        .from(if typed { fan_out.source } else { source });
    }
    let old = item.number(&LONG_TERM_READ_GB);
    if old > 0.0 {
        bill.charge(
            "long_term_retrieval",
            both("Old data read", "오래된 데이터 읽기"),
            Amount::plain(old, units::GB),
            price("long_term_retrieval_gb"),
        );
    }
}

/// GB a month that arrive, typed or derived.
fn arriving(cx: &BillCx<'_>) -> Usage {
    cx.usage(&DATA_IN, cx.flows.gb_in().0)
}

/// A line for GB: the typed figure, else the product of factors.
fn data_line<'b>(
    cx: &BillCx<'_>,
    property: &Property,
    factors: &[(f64, Unit)],
    line: (&'static str, Bilingual, Unit),
    query: Query,
    bill: &'b mut Bill,
) -> Option<&'b mut Charge> {
    let (key, name, unit) = line;
    let derived = Amount::product(unit, factors);
    let usage = cx.usage(property, derived.value);
    let amount = match usage.source {
        UsageSource::Typed => Amount::plain(usage.value, unit),
        _ => derived,
    };
    if amount.value <= 0.0 {
        return None;
    }
    Some(bill.charge(key, name, amount, query).from(usage.source))
}

fn bill_on_demand(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let gb = arriving(cx);
    let price = |row| Query::new("kinesis", row).with("mode", "on-demand");
    bill.charge(
        "stream",
        both("Stream", "스트림"),
        Amount::plain(cx.hours, units::HOURS),
        price("stream_hour"),
    );
    bill.usage(
        "data_in",
        both("Data in", "입력 데이터"),
        gb,
        units::GB,
        price("data_in_gb"),
    );
    let consumers = cx.flows.outgoing.len() as f64;
    let sharing = (consumers - item.number(&FAN_OUT)).max(0.0);
    data_line(
        cx,
        &DATA_OUT,
        &[(sharing, units::CONSUMERS), (gb.value, units::GB)],
        ("data_out", both("Data out", "출력 데이터"), units::GB),
        price("data_out_gb"),
        bill,
    );
    let kept = (item.number(&RETENTION).min(WEEK) - DAY).max(0.0);
    data_line(
        cx,
        &EXTENDED_GB,
        &[
            (gb.value, units::GB),
            (kept / cx.hours.max(1.0), units::MONTHS),
        ],
        (
            "extended_retention",
            both("Extended retention", "연장 보존"),
            units::GB_MONTHS,
        ),
        price("extended_retention_gb_month"),
        bill,
    );
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let (mode, gb) = if is_provisioned(item) {
        bill_provisioned(cx, bill);
        ("provisioned", cx.flows.gb_in().0)
    } else {
        bill_on_demand(cx, bill);
        ("on-demand", arriving(cx).value)
    };
    let query = |row| Query::new("kinesis", row).with("mode", mode);
    data_line(
        cx,
        &FAN_OUT_GB,
        &[(item.number(&FAN_OUT), units::CONSUMERS), (gb, units::GB)],
        (
            "fan_out_data",
            both("Enhanced fan-out data", "향상된 팬아웃 데이터"),
            units::GB,
        ),
        query("enhanced_fanout_gb"),
        bill,
    );
    let kept = (item.number(&RETENTION) - WEEK).max(0.0);
    data_line(
        cx,
        &LONG_TERM_GB,
        &[(gb, units::GB), (kept / cx.hours.max(1.0), units::MONTHS)],
        (
            "long_term_retention",
            both("Long-term retention", "장기 보존"),
            units::GB_MONTHS,
        ),
        query("long_term_retention_gb_month"),
        bill,
    );
}

/// Without a mode a stream is provisioned, with the shards of the plan: one if it does not say.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let on_demand = resource.text("stream_mode_details.stream_mode") == Some("ON_DEMAND");
    let usage = resource.usage();
    let keys = if on_demand {
        [
            ("monthly_on_demand_efo_data_out_gb", &FAN_OUT_GB),
            ("monthly_on_demand_long_term_retention_gb", &LONG_TERM_GB),
        ]
    } else {
        [
            ("monthly_provisioned_efo_data_out_gb", &FAN_OUT_GB),
            ("monthly_provisioned_long_term_retention_gb", &LONG_TERM_GB),
        ]
    };
    for (key, property) in keys {
        draft.copy_usage(resource, key, property);
    }
    if !on_demand && draft.number(&SHARD_COUNT).is_none() {
        draft.set(&SHARD_COUNT, 1.0);
    }
    if !on_demand
        && usage
            .number("monthly_provisioned_extended_retention_gb")
            .is_some()
    {
        draft.note(
            "`monthly_provisioned_extended_retention_gb` is not read: AWS bills extended retention of provisioned streams by the \
             shard-hour, from `retention_period`",
        );
    }
    let consumers = resource.referring("aws_kinesis_stream_consumer", "stream_arn");
    draft.set(&FAN_OUT, (consumers.len() as f64).min(20.0));
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&FAN_OUT) > item.started().max(1) as f64 {
        problems.push(Problem::of(
            &FAN_OUT,
            "more fan-out consumers than outgoing connections",
            "팬아웃 소비자가 나가는 연결보다 많습니다",
        ));
    }
}

/// Kinesis data stream.
pub static KIND: Kind = Kind {
    name: "kinesis_stream",
    endpoint_service: "kinesis-streams",
    title: both("Amazon Kinesis data stream", "Amazon Kinesis 데이터 스트림"),
    short: both("Kinesis", "Kinesis"),
    doc: both(
        "Ordered records that several consumers read. One pays for shards by the hour and for records in pieces of 25 KB, or on \
         demand by the GB.",
        "여러 소비자가 읽는 순서 있는 레코드입니다. 샤드 시간과 25KB 단위 레코드에, 온디맨드는 GB마다 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Kinesis Data Streams",
    spend: Spend::Messaging,
    glyph: glyph::WAVES,
    monogram: "KDS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kinesis_stream"],
    cloudformation: &["AWS::Kinesis::Stream"],
    imports: &[Import::of("aws_kinesis_stream")
        .attributes(&[("stream_mode_details.stream_mode", &STREAM_MODE)])
        .usage(&[
            ("monthly_on_demand_data_in_gb", &DATA_IN),
            ("monthly_on_demand_data_out_gb", &DATA_OUT),
            ("monthly_on_demand_extended_retention_gb", &EXTENDED_GB),
            ("monthly_provisioned_efo_consumer_hours", &FAN_OUT_HOURS),
            (
                "monthly_provisioned_long_term_retrieval_gb",
                &LONG_TERM_READ_GB,
            ),
            ("monthly_provisioned_put_units", &PAYLOAD_UNITS),
        ])
        .read(read)],
    drawio: "kinesis_data_streams",
    keywords: &["stream", "shard", "kds", "스트림", "샤드"],
    port: Some(443),
    properties: &[
        &STREAM_MODE,
        &SHARD_COUNT,
        &RETENTION,
        &FAN_OUT,
        &PAYLOAD_UNITS,
        &DATA_IN,
        &DATA_OUT,
        &FAN_OUT_GB,
        &FAN_OUT_HOURS,
        &EXTENDED_GB,
        &LONG_TERM_GB,
        &LONG_TERM_READ_GB,
        &ENCRYPTION_TYPE,
        &SCALING,
        &workload::HOT_SHARE,
        &SELF_WRITTEN,
    ],
    key_fact,
    validate,
    validates_calls: true,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::{FAN_OUT, FAN_OUT_GB, FAN_OUT_HOURS, SHARD_COUNT};
    use crate::catalog::testing::{Bench, Stack, near};
    use crate::model::ConnectionKind::Stream;
    use serde_json::json;

    #[test]
    fn shards_follow_the_peak() {
        // 1,314 M records a month are 500 a second, 1,500 at the bench's peak of three times the average: 2 shards by
        // records; at 4 KB 5.86 MB/s in: 6 shards; two consumers read 11.7 MB/s, also 6.
        let stream = |kb| {
            Bench::new("kinesis_stream").flow(true, Stream, "lambda_function", 1.314e9, kb, 0.0)
        };
        assert_eq!(stream(0.5).lines().formula("shards"), "2 shards × 730 h");
        let wide = stream(4.0).flow(false, Stream, "lambda_function", 1.314e9, 4.0, 0.0);
        let wide = wide.flow(false, Stream, "sqs_queue", 1.314e9, 4.0, 0.0);
        let lines = wide.lines();
        near(lines.usd("shards"), 6.0 * 730.0 * 0.018_5);
        near(lines.usd("payload_units"), 1.314e9 * 0.000_000_020_4);
        // A record of 30 KB is two units.
        assert_eq!(stream(30.0).lines().quantity("payload_units"), 2.628e9);
        near(
            stream(30.0).with("shard_count", 1.0).lines().usd("shards"),
            13.505,
        );
    }

    #[test]
    fn fan_out_and_retention_of_both_modes() {
        let stream = |mode: &str| {
            Bench::new("kinesis_stream")
                .with("stream_mode", mode)
                .with("shard_count", 2.0)
                .with("retention_period", 898.0)
                .with("enhanced_fan_out_consumers", 1.0)
                .flow(true, Stream, "lambda_function", 1_048_576.0, 10.0, 0.0)
                .flow(false, Stream, "lambda_function", 1_048_576.0, 10.0, 0.0)
        };
        let provisioned = stream("PROVISIONED")
            .with("long_term_retrieval_gb", 10.0)
            .lines();
        // 2 × 730 h × $0.0247; 1 × 2 × 730 h × $0.0185; 10 GB × $0.016; 10 GB for a month × $0.025; 10 GB × $0.0258.
        near(provisioned.usd("extended_retention"), 36.062);
        near(provisioned.usd("fan_out"), 27.01);
        near(provisioned.usd("fan_out_data"), 0.16);
        near(provisioned.usd("long_term_retention"), 0.25);
        near(provisioned.usd("long_term_retrieval"), 0.258);
        let on_demand = stream("ON_DEMAND").lines();
        // 10 GB × 144 / 730 months × $0.114; 10 GB × $0.062; 10 GB × $0.025.
        near(on_demand.usd("extended_retention"), 1_440.0 / 730.0 * 0.114);
        near(on_demand.usd("fan_out_data"), 0.62);
        near(on_demand.usd("long_term_retention"), 0.25);
        assert!(on_demand.find("data_out").is_none());
        let typed = stream("ON_DEMAND").with("data_out_gb", 100.0).lines();
        near(typed.usd("data_out"), 4.9);
    }

    #[test]
    fn on_demand_pays_by_the_gigabyte() {
        let lines = Bench::new("kinesis_stream")
            .with("stream_mode", "ON_DEMAND")
            .flow(true, Stream, "lambda_function", 1_048_576.0, 10.0, 0.0)
            .flow(false, Stream, "lambda_function", 1_048_576.0, 10.0, 0.0)
            .lines();
        // 730 h x 0.049 $ + 10 GB x 0.099 $ + 10 GB x 0.049 $.
        near(lines.total(), 35.77 + 0.99 + 0.49);
    }

    #[test]
    fn each_mode_has_usage_keys_of_its_own() {
        let usage = json!({
            "monthly_provisioned_efo_data_out_gb": 7,
            "monthly_on_demand_efo_data_out_gb": 9,
            "monthly_provisioned_efo_consumer_hours": 11,
            "monthly_provisioned_extended_retention_gb": 13,
        });
        let on_demand = json!({"stream_mode_details": [{"stream_mode": "ON_DEMAND"}]});
        let stack = Stack::default()
            .add("aws_kinesis_stream.p", json!({}))
            .usage(usage.clone())
            .add("aws_kinesis_stream.o", on_demand)
            .usage(usage)
            .add("aws_kinesis_stream_consumer.c", json!({}))
            .refers("stream_arn", "aws_kinesis_stream.o");
        let provisioned = stack.read("aws_kinesis_stream.p");
        assert_eq!(provisioned.number(&SHARD_COUNT), Some(1.0));
        assert_eq!(provisioned.number(&FAN_OUT_GB), Some(7.0));
        assert_eq!(provisioned.number(&FAN_OUT_HOURS), Some(11.0));
        assert_eq!(provisioned.notes.len(), 1);
        let on_demand = stack.read("aws_kinesis_stream.o");
        assert_eq!(on_demand.number(&FAN_OUT_GB), Some(9.0));
        assert_eq!(on_demand.number(&FAN_OUT), Some(1.0));
        assert!(on_demand.number(&SHARD_COUNT).is_none());
    }
}
