//! Amazon EMR Serverless: vCPU, memory and storage of workers while jobs run.
//!
//! Semantics: Amazon EMR pricing page, EMR Serverless: from the start of a worker to its end, by the second, at least one
//! minute; 20 GB of storage a worker are included. The catalogue has no prices: the user's are taken.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Storage of a worker that is included, in GB.
const INCLUDED_GB: f64 = 20.0;

/// Architecture.
pub static ARCHITECTURE: Property = Property::choice(
    "architecture",
    both("Architecture", "아키텍처"),
    "X86_64",
    &[
        choice("X86_64", "x86_64"),
        choice("ARM64", "arm64 (Graviton)"),
    ],
)
.doc(
    "Processor of the workers; Graviton is cheaper.",
    "워커의 프로세서입니다. Graviton이 더 저렴합니다.",
);

/// vCPU of a worker.
pub static VCPU: Property = Property::number(
    "worker_vcpu",
    both("vCPU per worker", "워커당 vCPU"),
    units::VCPU,
    4.0,
    1.0,
    16.0,
)
.doc("vCPU of one worker.", "워커 하나의 vCPU입니다.");

/// Memory of a worker.
pub static MEMORY: Property = Property::number(
    "worker_memory_gb",
    both("Memory per worker", "워커당 메모리"),
    units::GB,
    16.0,
    2.0,
    120.0,
)
.doc("Memory of one worker.", "워커 하나의 메모리입니다.");

/// Storage of a worker.
pub static DISK: Property = Property::number(
    "worker_disk_gb",
    both("Storage per worker", "워커당 스토리지"),
    units::GB,
    20.0,
    20.0,
    2000.0,
)
.doc(
    "Local storage of one worker; the first 20 GB are included.",
    "워커 하나의 로컬 스토리지입니다. 첫 20GB는 포함됩니다.",
);

/// Hours of workers.
pub static WORKER_HOURS: Property = Property::usage(
    "worker_hours",
    both("Worker hours", "워커 시간"),
    units::HOURS,
)
.doc(
    "Hours of all workers of a month, driver and executors. Nothing derives it.",
    "한 달 동안 드라이버와 실행기를 포함한 모든 워커의 시간입니다. 직접 입력합니다.",
);

/// Price of vCPU.
pub static VCPU_PRICE: Property = user_price::price(
    "vcpu_hour_price_usd",
    both("Own price of a vCPU hour", "vCPU 시간당 직접 입력 요금"),
    units::USD_PER_HOUR,
);
/// Price of memory.
pub static MEMORY_PRICE: Property = user_price::price(
    "memory_gb_hour_price_usd",
    both("Own price of a GB hour", "GB 시간당 직접 입력 요금"),
    units::USD_PER_HOUR,
);
/// Price of storage.
pub static DISK_PRICE: Property = user_price::price(
    "storage_gb_hour_price_usd",
    both(
        "Own price of a storage GB hour",
        "스토리지 GB 시간당 직접 입력 요금",
    ),
    units::USD_PER_HOUR,
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let short = |property: &Property| number::short(item.number(property), 1);
    format!("{} vCPU, {} GB", short(&VCPU), short(&MEMORY))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let hours = cx.usage(&WORKER_HOURS, 0.0);
    let disk = (item.number(&DISK) - INCLUDED_GB).max(0.0);
    let query = |what: &'static str| {
        Query::new("emr_serverless", what).with("arch", item.text(&ARCHITECTURE).to_lowercase())
    };
    let mut line = |key, name, each, unit, per_hour, what, price: &Property| {
        let amount = Amount::product(per_hour, &[(hours.value, units::HOURS), (each, unit)]);
        bill.charge(key, name, amount, query(what))
            .from(hours.source)
            .or_user(item, price, 1.0);
    };
    line(
        "vcpu",
        both("vCPU", "vCPU"),
        item.number(&VCPU),
        units::VCPU,
        units::VCPU_HOURS,
        "vcpu_hour",
        &VCPU_PRICE,
    );
    line(
        "memory",
        both("Memory", "메모리"),
        item.number(&MEMORY),
        units::GB,
        units::GB_HOURS,
        "memory_gb_hour",
        &MEMORY_PRICE,
    );
    if disk > 0.0 {
        line(
            "storage",
            both("Storage", "스토리지"),
            disk,
            units::GB,
            units::GB_HOURS,
            "storage_gb_hour",
            &DISK_PRICE,
        );
    }
}

/// EMR Serverless application.
pub static KIND: Kind = Kind {
    name: "emrserverless_application",
    title: both(
        "Amazon EMR Serverless application",
        "Amazon EMR Serverless 애플리케이션",
    ),
    short: both("EMR Serverless", "EMR Serverless"),
    doc: both(
        "Spark and Hive jobs without a cluster. One pays for vCPU, memory and storage of the workers while jobs run.",
        "클러스터 없이 Spark와 Hive 작업을 실행합니다. 작업이 실행되는 동안 워커의 vCPU, 메모리, 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon EMR",
    spend: Spend::Compute,
    glyph: glyph::SPARKLE,
    monogram: "EMRS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_emrserverless_application"],
    cloudformation: &["AWS::EMRServerless::Application"],
    drawio: "emr",
    keywords: &["spark", "hive", "serverless", "서버리스", "빅데이터"],
    endpoint_service: "emr-serverless",
    properties: &[
        &ARCHITECTURE,
        &VCPU,
        &MEMORY,
        &DISK,
        &WORKER_HOURS,
        &VCPU_PRICE,
        &MEMORY_PRICE,
        &DISK_PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn workers_are_billed_at_typed_prices() {
        let bench = Bench::new("emrserverless_application")
            .with("worker_hours", 100.0)
            .with("worker_disk_gb", 70.0);
        assert_eq!(bench.lines().missing(), ["vcpu", "memory", "storage"]);
        let lines = bench
            .with("vcpu_hour_price_usd", 0.05)
            .with("memory_gb_hour_price_usd", 0.006)
            .with("storage_gb_hour_price_usd", 0.0001)
            .lines();
        // 100 h x 4 vCPU x 0.05 $; 100 h x 16 GB x 0.006 $; 100 h x (70 - 20) GB x 0.0001 $.
        near(lines.usd("vcpu"), 20.0);
        near(lines.usd("memory"), 9.6);
        near(lines.usd("storage"), 0.5);
    }
}
