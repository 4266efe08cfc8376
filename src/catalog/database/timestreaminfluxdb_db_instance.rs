//! Amazon Timestream for InfluxDB: instance hours and storage with included IOPS.
//!
//! Semantics: Amazon Timestream pricing page (InfluxDB). The instance rows for several zones hold both instances.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const STORAGE: &[Choice] = &[
    choice_in(
        "InfluxIOIncludedT1",
        "3,000 IOPS included",
        "3,000 IOPS 포함",
    ),
    choice_in(
        "InfluxIOIncludedT2",
        "12,000 IOPS included",
        "12,000 IOPS 포함",
    ),
    choice_in(
        "InfluxIOIncludedT3",
        "16,000 IOPS included",
        "16,000 IOPS 포함",
    ),
];
const DEPLOYMENTS: &[Choice] = &[
    choice_in("SINGLE_AZ", "Single-AZ", "단일 AZ"),
    choice_in(
        "WITH_MULTIAZ_STANDBY",
        "Multi-AZ with standby",
        "다중 AZ(대기)",
    ),
];

/// Instance type.
pub static INSTANCE_TYPE: Property = Property::text(
    "db_instance_type",
    both("Instance type", "인스턴스 유형"),
    "db.influx.medium",
)
.doc(
    "For example `db.influx.medium`, `db.influx.large`, `db.influx.4xlarge`.",
    "예: `db.influx.medium`, `db.influx.large`, `db.influx.4xlarge`.",
);

/// Deployment.
pub static DEPLOYMENT: Property = Property::choice(
    "deployment_type",
    both("Deployment", "배포 유형"),
    "SINGLE_AZ",
    DEPLOYMENTS,
)
.doc(
    "Multi-AZ keeps a standby in a second zone.",
    "다중 AZ는 두 번째 가용 영역에 대기 인스턴스를 둡니다.",
);

/// Storage: 20 to 16,384 GiB (API reference of `CreateDbInstance`: `allocatedStorage`).
pub static STORAGE_GB: Property = Property::count(
    "allocated_storage",
    both("Storage", "스토리지"),
    units::GIB,
    20.0,
    20.0,
    16_384.0,
)
.doc("Size of the volume.", "볼륨의 크기입니다.");

/// Storage type.
pub static STORAGE_TYPE: Property = Property::choice(
    "db_storage_type",
    both("Storage type", "스토리지 유형"),
    "InfluxIOIncludedT1",
    STORAGE,
)
.doc(
    "IOPS that the storage includes.",
    "스토리지에 포함되는 IOPS입니다.",
);

/// Reachable from the internet.
pub static PUBLIC: Property = Property::flag(
    "publicly_accessible",
    both("Publicly accessible", "퍼블릭 액세스"),
    false,
)
.doc(
    "The instance has a public address.",
    "인스턴스에 퍼블릭 주소가 있습니다.",
)
.secondary();

fn is_multi_az(item: &Item<'_>) -> bool {
    item.text(&DEPLOYMENT) == "WITH_MULTIAZ_STANDBY"
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let name: String = item.text(&INSTANCE_TYPE).chars().take(24).collect();
    format!(
        "{name} · {} GiB",
        number::short(item.number(&STORAGE_GB), 0)
    )
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let deployment = if is_multi_az(item) {
        "multi-az"
    } else {
        "single-az"
    };
    bill.charge(
        "instance",
        both("Instance", "인스턴스"),
        Amount::hours(1.0, units::INSTANCES, cx.hours),
        Query::new("timestream", "instance_hour")
            .with("deployment", deployment)
            .with("instance_type", item.text(&INSTANCE_TYPE)),
    );
    let row = match (item.text(&STORAGE_TYPE), is_multi_az(item)) {
        ("InfluxIOIncludedT2", false) => {
            "influx_optimized_storage_influx_iops_included_with_12k_iops_single_az"
        }
        ("InfluxIOIncludedT2", true) => {
            "influx_optimized_storage_influx_iops_included_with_12k_iops_multi_az"
        }
        ("InfluxIOIncludedT3", false) => {
            "influx_optimized_storage_influx_iops_included_with_16k_iops_single_az"
        }
        ("InfluxIOIncludedT3", true) => {
            "influx_optimized_storage_influx_iops_included_with_16k_iops_multi_az"
        }
        (_, false) => "influx_optimized_storage_influx_iops_included_with_3k_iops_single_az",
        (_, true) => "influx_optimized_storage_influx_iops_included_with_3k_iops_multi_az",
    };
    bill.charge(
        "storage",
        STORAGE_GB.title,
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        Query::new("timestream", row),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let name = item.text(&INSTANCE_TYPE);
    if !name.starts_with("db.influx") {
        problems.push(Problem::of(
            &INSTANCE_TYPE,
            format!("InfluxDB types start with `db.influx`, `{name}` does not"),
            format!("InfluxDB 유형은 `db.influx`로 시작해야 합니다: `{name}`"),
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.flag("publicly_accessible") == Some(true) {
        draft.note("the public IPv4 address of the instance is not counted");
    }
}

/// Timestream for InfluxDB.
pub static KIND: Kind = Kind {
    name: "timestreaminfluxdb_db_instance",
    title: both(
        "Amazon Timestream for InfluxDB instance",
        "Amazon Timestream for InfluxDB 인스턴스",
    ),
    short: both("InfluxDB", "InfluxDB"),
    doc: both(
        "Managed InfluxDB for time series. One pays for the instance by the hour and for storage with its IOPS.",
        "시계열용 관리형 InfluxDB입니다. 인스턴스 시간과 IOPS가 포함된 스토리지에 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Timestream",
    spend: Spend::Database,
    glyph: glyph::CHART_LINE,
    monogram: "IDB",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_timestreaminfluxdb_db_instance"],
    imports: &[Import::of("aws_timestreaminfluxdb_db_instance").read(read)],
    cloudformation: &["AWS::Timestream::InfluxDBInstance"],
    drawio: "timestream",
    keywords: &["influxdb", "time series", "metrics", "시계열"],
    port: Some(8086),
    is_data_store: true,
    answering: |_| Answering::Primary,
    properties: &[
        &INSTANCE_TYPE,
        &DEPLOYMENT,
        &STORAGE_GB,
        &STORAGE_TYPE,
        &PUBLIC,
    ],
    instances: |item| if is_multi_az(item) { 2.0 } else { 1.0 },
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn instance_and_storage_by_deployment() {
        let bench = Bench::new("timestreaminfluxdb_db_instance")
            .region("us-east-1")
            .with("allocated_storage", 100.0);
        // 730 h x 0.12 $ + 100 GB x 0.10 $; two zones: 730 h x 0.239 $ + 100 GB x 0.20 $.
        near(bench.lines().total(), 87.6 + 10.0);
        let two = bench.with("deployment_type", "WITH_MULTIAZ_STANDBY");
        near(two.lines().total(), 174.47 + 20.0);
        let fast = two.with("db_storage_type", "InfluxIOIncludedT3");
        near(fast.lines().usd("storage"), 100.0);
        assert_eq!(
            fast.with("db_instance_type", "m5.large").problems().len(),
            1
        );
    }
}
