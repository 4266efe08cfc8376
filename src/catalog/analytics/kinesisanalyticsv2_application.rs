//! Amazon Managed Service for Apache Flink: processing units by the hour, running storage, backups.
//!
//! Semantics: Amazon Managed Service for Apache Flink pricing page. A KPU is 1 vCPU and 4 GB. Flink applications pay one more
//! KPU for orchestration and 50 GB of running storage for each KPU; Studio notebooks pay two more KPUs.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// GB of running storage that come with each KPU.
const STORAGE_PER_KPU: f64 = 50.0;

const RUNTIMES: &[Choice] = &[
    choice("FLINK", "Apache Flink"),
    choice_in("ZEPPELIN", "Studio notebook", "Studio 노트북"),
    choice_in("SQL", "SQL (legacy)", "SQL(레거시)"),
];

/// What runs.
pub static RUNTIME: Property = Property::choice(
    "runtime_environment",
    both("Runtime", "런타임"),
    "FLINK",
    RUNTIMES,
)
.doc(
    "Family of the runtime; all versions of Flink cost the same.",
    "런타임 종류입니다. Flink 버전에 따른 요금 차이는 없습니다.",
);

/// Parallelism.
pub static PARALLELISM: Property = Property::count(
    "parallelism",
    both("Parallelism", "병렬도"),
    units::TASKS,
    1.0,
    1.0,
    512.0,
)
.doc(
    "Tasks that run side by side; with the tasks of one KPU it decides the KPUs.",
    "동시에 실행되는 태스크 수이며 KPU당 태스크 수와 함께 KPU 수를 결정합니다.",
)
.when(is_flink);

/// Tasks of one KPU: 8 at most.
pub static PER_KPU: Property = Property::count(
    "parallelism_per_kpu",
    both("Parallelism per KPU", "KPU당 병렬도"),
    units::TASKS,
    1.0,
    1.0,
    8.0,
)
.doc(
    "Tasks that share one KPU.",
    "KPU 하나를 나눠 쓰는 태스크 수입니다.",
)
.when(is_flink);

/// KPUs in use.
pub static KPUS: Property = Property::optional(
    "kinesis_processing_units",
    both("Processing units", "처리 단위(KPU)"),
    units::KPU,
    0.0,
    1_024.0,
)
.doc(
    "KPUs in use on average, where scaling changes them. If empty: parallelism over parallelism per KPU.",
    "자동 조정으로 달라지는 경우 평균 사용 KPU입니다. 비워 두면 병렬도를 KPU당 병렬도로 나눕니다.",
);

/// Backups.
pub static BACKUP: Property = Property::number(
    "durable_application_backup_gb",
    both("Backups", "백업"),
    units::GB,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB of durable application backups (snapshots).",
    "영구 애플리케이션 백업(스냅샷)의 GB입니다.",
)
.when(is_not_sql);

fn is_flink(item: &Item<'_>) -> bool {
    item.text(&RUNTIME) == "FLINK"
}
fn is_not_sql(item: &Item<'_>) -> bool {
    item.text(&RUNTIME) != "SQL"
}

/// KPUs in use on average.
fn kpus(item: &Item<'_>) -> f64 {
    item.typed(&KPUS).unwrap_or_else(|| {
        if is_flink(item) {
            (item.number(&PARALLELISM) / item.number(&PER_KPU)).ceil()
        } else {
            1.0
        }
    })
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} KPU", number::short(kpus(item), 1))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let (parallelism, per_kpu) = (item.number(&PARALLELISM), item.number(&PER_KPU));
    if is_flink(item) && per_kpu > parallelism {
        problems.push(Problem::of(
            &PER_KPU,
            format!("a KPU cannot run {per_kpu} of {parallelism} tasks"),
            format!("태스크 {parallelism}개 중 {per_kpu}개를 KPU 하나에서 실행할 수 없습니다"),
        ));
    }
}

/// Processing of `kpus` units at the price of a row.
pub(super) fn processing(cx: &BillCx<'_>, kpus: f64, row: &'static str, bill: &mut Bill) {
    let source = if cx.item.typed(&KPUS).is_some() {
        UsageSource::Typed
    } else {
        UsageSource::Fixed
    };
    bill.charge(
        "processing",
        both("Processing", "처리"),
        Amount::product(
            units::KPU_HOURS,
            &[(kpus, units::KPU), (cx.hours, units::HOURS)],
        ),
        Query::new("kinesis_analytics", row),
    )
    .from(source);
}

/// Durable backups.
pub(super) fn backup(gb: f64, bill: &mut Bill) {
    bill.charge(
        "backup",
        both("Backups", "백업"),
        Amount::plain(gb, units::GB_MONTHS),
        Query::new(
            "kinesis_analytics",
            "per_gb_month_of_durable_application_backups",
        ),
    );
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let kpus = kpus(item);
    let (compute, storage, more) = match item.text(&RUNTIME) {
        "SQL" => {
            processing(cx, kpus, "kinesis_processing_unit_kpu", bill);
            return;
        }
        "ZEPPELIN" => (
            "kinesis_processing_unit_kpu_for_kinesis_data_analytics_studio",
            "per_gb_month_of_running_application_storage_for_kinesis_data_analytics_studio",
            2.0,
        ),
        _ => (
            "kinesis_processing_unit_kpu_for_java_applications",
            "per_gb_month_of_running_application_storage",
            1.0,
        ),
    };
    processing(cx, kpus, compute, bill);
    bill.charge(
        "orchestration",
        both("Orchestration", "오케스트레이션"),
        Amount::product(
            units::KPU_HOURS,
            &[(more, units::KPU), (cx.hours, units::HOURS)],
        ),
        Query::new("kinesis_analytics", compute),
    );
    bill.charge(
        "storage",
        both("Running storage", "실행 스토리지"),
        Amount::product(
            units::GB_MONTHS,
            &[(kpus, units::KPU), (STORAGE_PER_KPU, units::GB)],
        ),
        Query::new("kinesis_analytics", storage),
    );
    backup(item.number(&BACKUP), bill);
}

/// The family of `FLINK-1_18` and the like. KPUs that neither usage nor the plan tell are left out of the bill.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let runtime = resource.text("runtime_environment").unwrap_or_default();
    let upper = runtime.to_ascii_uppercase();
    for option in RUNTIMES {
        if upper.starts_with(option.value) {
            draft.set(&RUNTIME, option.value);
        }
    }
    let known =
        draft.properties.contains_key(KPUS.name) || draft.properties.contains_key(PARALLELISM.name);
    if !known {
        draft.set(&KPUS, 0.0);
        draft.note("no processing units are given: `kinesis_processing_units` in the usage file");
    }
}

const PARALLEL: &str = "application_configuration.flink_application_configuration.parallelism_configuration.parallelism";
const PARALLEL_PER_KPU: &str = "application_configuration.flink_application_configuration.parallelism_configuration.parallelism_per_kpu";

/// Managed Flink application.
pub static KIND: Kind = Kind {
    name: "kinesisanalyticsv2_application",
    title: both(
        "Amazon Managed Service for Apache Flink",
        "Amazon Managed Service for Apache Flink",
    ),
    short: both("Flink", "Flink"),
    doc: both(
        "Runs code over streams as they arrive. One pays for processing units by the hour and for running storage.",
        "들어오는 스트림을 실시간으로 처리하는 애플리케이션입니다. 처리 단위(KPU) 시간과 실행 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Managed Service for Apache Flink",
    spend: Spend::Compute,
    glyph: glyph::PATH,
    monogram: "MSF",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kinesisanalyticsv2_application"],
    cloudformation: &["AWS::KinesisAnalyticsV2::Application"],
    imports: &[Import::of("aws_kinesisanalyticsv2_application")
        .attributes(&[(PARALLEL, &PARALLELISM), (PARALLEL_PER_KPU, &PER_KPU)])
        .usage(&[
            ("kinesis_processing_units", &KPUS),
            ("durable_application_backup_gb", &BACKUP),
        ])
        .read(read)],
    drawio: "managed_service_for_apache_flink",
    keywords: &["flink", "kda", "stream processing", "kpu", "스트림 처리"],
    properties: &[&RUNTIME, &PARALLELISM, &PER_KPU, &KPUS, &BACKUP],
    instances: |_| 1.0,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn flink_pays_for_orchestration_and_storage() {
        let bench = Bench::new("kinesisanalyticsv2_application")
            .with("parallelism", 10.0)
            .with("parallelism_per_kpu", 4.0)
            .with("durable_application_backup_gb", 100.0);
        assert_eq!(bench.key_fact(), "3 KPU");
        let lines = bench.lines();
        // 3 × 730 h × $0.135 = $295.65; 1 × 730 h × $0.135 = $98.55; 150 GB × $0.114; 100 GB × $0.025.
        near(lines.usd("processing"), 295.65);
        near(lines.usd("orchestration"), 98.55);
        near(lines.usd("storage"), 17.1);
        near(lines.usd("backup"), 2.5);
    }

    #[test]
    fn sql_has_no_storage_and_notebooks_two_more_units() {
        let of = |runtime: &str| {
            Bench::new("kinesisanalyticsv2_application")
                .with("runtime_environment", runtime)
                .with("kinesis_processing_units", 2.0)
                .lines()
        };
        // 2 × 730 h × $0.135.
        near(of("SQL").total(), 197.1);
        // (2 + 2) × 730 h × $0.135 + 100 GB × $0.114.
        near(of("ZEPPELIN").total(), 405.6);
    }

    #[test]
    fn a_unit_cannot_run_more_than_there_is() {
        let bench = Bench::new("kinesisanalyticsv2_application").with("parallelism_per_kpu", 4.0);
        assert_eq!(bench.problems()[0].property, Some("parallelism_per_kpu"));
    }
}
