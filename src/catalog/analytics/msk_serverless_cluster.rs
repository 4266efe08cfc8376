//! Amazon MSK Serverless: cluster hours, partition hours, GB in, out and stored.
//!
//! Semantics: Amazon MSK pricing page. Limits: service-facts rows "MSK Serverless" (200 MB/s in, 120 partitions). The price
//! rows give storage the unit of an hour; the page bills it by the GB-month.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// MB/s that a cluster takes in (service-facts: MSK Serverless limit).
const MAX_MB_IN: f64 = 200.0;

/// Partitions: 120 by default (service-facts: MSK Serverless limit; may be raised).
pub static PARTITIONS: Property = Property::count(
    "partitions",
    both("Partitions", "파티션"),
    units::PARTITIONS,
    10.0,
    0.0,
    2_400.0,
)
.doc(
    "Partitions of all topics, billed by the hour.",
    "모든 주제의 파티션 수이며 시간당 과금됩니다.",
);

/// Data in.
pub static DATA_IN: Property = Property::usage(
    "data_in_gb",
    both("Data in", "입력 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB written in a month. Derived from incoming connections.",
    "월 쓰기 GB입니다. 들어오는 연결로 계산합니다.",
);

/// Data out.
pub static DATA_OUT: Property = Property::usage(
    "data_out_gb",
    both("Data out", "출력 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB read in a month. Derived from outgoing connections.",
    "월 읽기 GB입니다. 나가는 연결로 계산합니다.",
);

/// Retention.
pub static RETENTION: Property = Property::count(
    "retention_hours",
    both("Retention", "보존 기간"),
    units::HOURS,
    24.0,
    1.0,
    87_600.0,
)
.doc(
    "Hours that messages are kept; decides the stored GB.",
    "메시지를 보관하는 시간이며 저장 GB를 결정합니다.",
);

/// Data stored.
pub static STORED: Property =
    Property::usage("stored_gb", both("Stored data", "저장 데이터"), units::GB).doc(
        "GB stored on average. Derived: data in times retention.",
        "평균 저장 GB입니다. 입력 데이터와 보존 기간으로 계산합니다.",
    );

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(item.number(&PARTITIONS), 0);
    match language {
        Language::English => format!("{count} partitions"),
        Language::Korean => format!("파티션 {count}개"),
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    // A month of the limit is the most that a cluster can take.
    let most = MAX_MB_IN * 3_600.0 * 744.0 / 1_024.0;
    if item.typed(&DATA_IN).is_some_and(|gb| gb > most) {
        problems.push(Problem::of(
            &DATA_IN,
            format!("a serverless cluster takes in at most {MAX_MB_IN} MB/s"),
            format!("서버리스 클러스터의 입력은 최대 {MAX_MB_IN}MB/s입니다"),
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "cluster",
        both("Cluster hours", "클러스터 시간"),
        Amount::hours(1.0, units::CLUSTERS, cx.hours),
        Query::new("msk", "serverless_cluster_hours"),
    );
    bill.charge(
        "partitions",
        both("Partition hours", "파티션 시간"),
        Amount::product(
            units::PARTITION_HOURS,
            &[
                (item.number(&PARTITIONS), units::PARTITIONS),
                (cx.hours, units::HOURS),
            ],
        ),
        Query::new("msk", "serverless_partition_hours"),
    );
    let written = cx.usage(&DATA_IN, cx.flows.gb_in().0);
    bill.usage(
        "data_in",
        both("Data in", "입력 데이터"),
        written,
        units::GB,
        Query::new("msk", "serverless_per_gb_data_ingressed"),
    );
    let read: f64 = cx.flows.outgoing.iter().map(|flow| flow.request_gb.0).sum();
    bill.usage(
        "data_out",
        both("Data out", "출력 데이터"),
        cx.usage(&DATA_OUT, read),
        units::GB,
        Query::new("msk", "serverless_per_gb_data_egressed"),
    );
    let kept = item.number(&RETENTION) / cx.hours.max(1.0);
    bill.usage(
        "storage",
        both("Stored data", "저장 데이터"),
        cx.usage(&STORED, written.value * kept),
        units::GB_MONTHS,
        Query::new("msk", "serverless_storage_hours"),
    );
}

/// Topics and their partitions are not in the plan.
fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&PARTITIONS, 0.0);
    draft.note("the plan does not tell the partitions of the topics: none are counted");
}

/// MSK Serverless cluster.
pub static KIND: Kind = Kind {
    name: "msk_serverless_cluster",
    title: both("Amazon MSK Serverless", "Amazon MSK Serverless"),
    short: both("MSK Serverless", "MSK Serverless"),
    doc: both(
        "Apache Kafka without brokers to size. One pays for cluster and partition hours and for GB in, out and stored.",
        "브로커 크기를 정하지 않는 Apache Kafka입니다. 클러스터와 파티션 시간, 입력·출력·저장 GB에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon MSK",
    spend: Spend::Messaging,
    glyph: glyph::BROADCAST,
    monogram: "MSKS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_msk_serverless_cluster"],
    cloudformation: &["AWS::MSK::ServerlessCluster"],
    imports: &[Import::of("aws_msk_serverless_cluster").read(read)],
    drawio: "managed_streaming_for_kafka",
    keywords: &["kafka", "msk", "serverless", "카프카", "서버리스"],
    port: Some(9098),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[&PARTITIONS, &DATA_IN, &DATA_OUT, &RETENTION, &STORED],
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
    fn hours_partitions_and_data() {
        let bench = Bench::new("msk_serverless_cluster")
            .with("retention_hours", 73.0)
            .flow(true, Stream, "lambda_function", 1_048_576.0, 100.0, 0.0)
            .flow(false, Stream, "lambda_function", 1_048_576.0, 200.0, 0.0);
        let lines = bench.lines();
        // 730 h × $0.92 = $671.60; 10 × 730 h × $0.0018 = $13.14.
        near(lines.usd("cluster"), 671.6);
        near(lines.usd("partitions"), 13.14);
        // 100 GB × $0.123; 200 GB × $0.061; 100 GB × 73/730 months × $0.114.
        near(lines.usd("data_in"), 12.3);
        near(lines.usd("data_out"), 12.2);
        near(lines.usd("storage"), 1.14);
        assert_eq!(bench.key_fact(), "10 partitions");
    }

    #[test]
    fn more_than_it_can_take() {
        let bench = Bench::new("msk_serverless_cluster").with("data_in_gb", 1e6);
        assert_eq!(bench.problems()[0].property, Some("data_in_gb"));
        assert!(Bench::new("msk_serverless_cluster").problems().is_empty());
    }
}
