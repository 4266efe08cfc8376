//! Amazon MSK Connect connector: hours of MSK Connect units.
//!
//! Semantics: Amazon MSK pricing page. An MCU is 1 vCPU and 4 GB; workers of 1, 2, 4 or 8 MCU.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const SIZES: &[Choice] = &[
    choice("1", "1 MCU"),
    choice("2", "2 MCU"),
    choice("4", "4 MCU"),
    choice("8", "8 MCU"),
];

/// Size of a worker.
pub static MCU_COUNT: Property =
    Property::choice("mcu_count", both("Worker size", "작업자 크기"), "1", SIZES).doc(
        "MSK Connect units of each worker: 1 vCPU and 4 GB each.",
        "작업자 하나의 MCU 수이며 MCU는 vCPU 1개와 4GB입니다.",
    );

/// Workers.
pub static WORKERS: Property = Property::number(
    "worker_count",
    both("Workers", "작업자"),
    units::WORKERS,
    2.0,
    0.0,
    1_000.0,
)
.doc(
    "Workers that run on average.",
    "평균적으로 실행되는 작업자 수입니다.",
);

fn mcu(item: &Item<'_>) -> f64 {
    item.text(&MCU_COUNT).parse().unwrap_or(1.0)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let workers = number::short(item.number(&WORKERS), 1);
    format!("{workers} × {} MCU", mcu(item))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "workers",
        both("Worker hours", "작업자 시간"),
        Amount::product(
            units::MCU_HOURS,
            &[
                (cx.item.number(&WORKERS), units::WORKERS),
                (mcu(&cx.item), units::MCU),
                (cx.hours, units::HOURS),
            ],
        ),
        Query::new("msk", "runconnect"),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    for block in ["capacity.provisioned_capacity", "capacity.autoscaling"] {
        if let Some(mcu) = resource.number(&format!("{block}.mcu_count")) {
            draft.set(&MCU_COUNT, number::short(mcu, 0).as_str());
        }
        let workers = resource
            .number(&format!("{block}.worker_count"))
            .or_else(|| resource.number(&format!("{block}.min_worker_count")));
        if let Some(workers) = workers {
            draft.set(&WORKERS, workers);
        }
    }
}

/// MSK Connect connector.
pub static KIND: Kind = Kind {
    name: "mskconnect_connector",
    title: both("Amazon MSK Connect", "Amazon MSK Connect"),
    short: both("MSK Connect", "MSK Connect"),
    doc: both(
        "Runs Kafka Connect connectors that copy data between Kafka and other systems. One pays for the hours of its workers.",
        "Kafka와 다른 시스템 사이에서 데이터를 옮기는 Kafka Connect 커넥터입니다. 작업자 시간에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon MSK",
    spend: Spend::Messaging,
    glyph: glyph::PLUGS_CONNECTED,
    monogram: "MSKC",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_mskconnect_connector"],
    cloudformation: &["AWS::KafkaConnect::Connector"],
    imports: &[Import::of("aws_mskconnect_connector").read(read)],
    keywords: &["kafka connect", "debezium", "connector", "카프카", "커넥터"],
    properties: &[&MCU_COUNT, &WORKERS],
    instances: |item| item.number(&WORKERS),
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn workers_times_units() {
        let bench = Bench::new("mskconnect_connector")
            .with("mcu_count", "4")
            .with("worker_count", 3.0);
        assert_eq!(bench.key_fact(), "3 × 4 MCU");
        // 3 × 4 × 730 h × $0.135 = $1,182.60.
        near(bench.lines().total(), 1_182.6);
        near(bench.with("worker_count", 0.0).lines().total(), 0.0);
    }
}
