//! Amazon Aurora cluster: a writer, readers and one volume over three zones; provisioned, Serverless v2 or v1.
//!
//! Semantics: Amazon Aurora pricing page; `cost-semantics`: databases. A cluster with two placements has its writer in the
//! first and its readers in the others; the number of readers is a property, the drawing decides nothing about cost. A
//! cluster whose instances are components of their own (`rds_cluster_instance`) is storage, I/O and backups.

pub mod properties;
mod terraform;

pub use properties::*;

use super::cluster_storage::{self, storage_config};
use super::insights::{self, Watched};
use super::{backup, capacity, credits, extended_support};
use crate::catalog::amount::{Amount, units};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// ACU of one instance averaged over the month.
pub fn average_acu(item: &Item<'_>) -> f64 {
    if is_serverless(item) {
        capacity::between(item, &MIN_CAPACITY, &MAX_CAPACITY, &AVERAGE_CAPACITY)
    } else {
        item.number(&AVERAGE_CAPACITY)
    }
}

fn instances(item: &Item<'_>) -> f64 {
    match item.text(&CAPACITY) {
        "separate" => 0.0,
        "serverless-v1" => 1.0,
        _ => 1.0 + item.number(&READERS),
    }
}

/// Classes of the cluster's own provisioned instances with their counts.
pub(super) fn classes<'a>(item: &Item<'a>) -> Vec<(&'a str, f64)> {
    if item.text(&CAPACITY) != "provisioned" {
        return Vec::new();
    }
    let reader = super::type_or(item, &READER_CLASS, &INSTANCE_CLASS);
    vec![
        (item.text(&INSTANCE_CLASS), 1.0),
        (reader, item.number(&READERS)),
    ]
}

/// vCPU of the cluster's own provisioned instances.
fn vcpu(cx: &BillCx<'_>) -> Option<f64> {
    classes(&cx.item)
        .into_iter()
        .filter(|(_, count)| *count > 0.0)
        .map(|(class, count)| super::vcpu(cx, class, count))
        .sum()
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(instances(item), 0);
    if is_serverless(item) {
        let least = number::short(item.number(&MIN_CAPACITY), 1);
        let most = number::short(item.number(&MAX_CAPACITY), 1);
        return format!("{count} × {least}–{most} ACU");
    }
    match item.text(&CAPACITY) {
        "serverless-v1" => return format!("{} ACU", number::short(average_acu(item), 1)),
        "separate" => return format!("{} GB", number::short(item.number(&STORAGE_GB), 0)),
        _ => {}
    }
    let writer = item.text(&INSTANCE_CLASS);
    let reader = super::type_or(item, &READER_CLASS, &INSTANCE_CLASS);
    let readers = item.number(&READERS);
    if readers > 0.0 && reader != writer {
        let readers = number::short(readers, 0);
        return match language {
            Language::English => format!("{writer} + {readers} × {reader}"),
            Language::Korean => format!("{writer} + 리더 {readers} × {reader}"),
        };
    }
    format!("{count} × {writer}")
}

/// Price of an hour of an Aurora instance of the item's engine and storage configuration.
pub(super) fn instance_price(item: &Item<'_>, class: &str) -> Query {
    Query::new("aurora", "instance_hour")
        .with("engine", item.text(&ENGINE))
        .with("instance_type", class)
        .with("storage_config", storage_config(item))
}

/// The line of Serverless v2 capacity: so many instances of so many ACU on average.
pub(super) fn bill_acu(cx: &BillCx<'_>, bill: &mut Bill, instances: f64, acu: f64) {
    let item = &cx.item;
    let amount = Amount::product(
        units::ACU_HOURS,
        &[
            (instances, units::INSTANCES),
            (acu, units::ACU),
            (cx.hours, units::HOURS),
        ],
    );
    let query = Query::new("aurora", "acu_hour")
        .with("engine", item.text(&ENGINE))
        .with("storage_config", storage_config(item))
        .with("version", "serverless-v2");
    bill.charge(
        "serverless",
        both("Serverless v2 capacity", "Serverless v2 용량"),
        amount,
        query,
    );
}

fn bill_instances(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    match item.text(&CAPACITY) {
        "serverless-v2" => bill_acu(cx, bill, instances(item), average_acu(item)),
        "serverless-v1" => {
            let amount = Amount::product(
                units::ACU_HOURS,
                &[(average_acu(item), units::ACU), (cx.hours, units::HOURS)],
            );
            let query = Query::new("aurora", "acu_hour")
                .with("engine", item.text(&ENGINE))
                .with("version", "serverless-v1");
            bill.charge(
                "serverless",
                both("Serverless v1 capacity", "Serverless v1 용량"),
                amount,
                query,
            );
        }
        "separate" => {}
        _ => {
            let lines = [
                ("writer", both("Writer", "라이터")),
                ("readers", both("Readers", "리더")),
            ];
            for ((key, name), (class, count)) in lines.into_iter().zip(classes(item)) {
                if count > 0.0 {
                    let query = instance_price(item, class);
                    let charge = super::instance_hours(bill, cx, key, name, count, query);
                    purchase::apply(cx, Rows::Recurring, charge);
                }
            }
        }
    }
}

/// Exports and calls of the Data API, as typed.
fn bill_typed(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let engine = item.text(&ENGINE);
    let typed = [
        (
            &SNAPSHOT_EXPORT_GB,
            "snapshot_export",
            both("Snapshot export to S3", "S3로 스냅샷 내보내기"),
            units::GB,
            "snapshot_export_gb",
        ),
        (
            &DATA_API_REQUESTS,
            "data_api",
            both("Data API requests", "Data API 요청"),
            units::REQUESTS,
            "data_api_request",
        ),
    ];
    for (property, key, name, unit, row) in typed {
        if let Some(value) = item.typed(property).filter(|value| *value > 0.0) {
            let query = Query::new("aurora", row).with("engine", engine);
            bill.charge(key, name, Amount::plain(value, unit), query)
                .from(UsageSource::Typed);
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let engine = item.text(&ENGINE);
    bill_instances(cx, bill);
    cluster_storage::bill(cx, bill, storage_price(item));
    backup::bill(
        item,
        bill,
        item.number(&STORAGE_GB),
        item.number(&BACKUP_RETENTION),
        Query::new("aurora", "backup_gb_month").with("engine", engine),
    );
    cluster_storage::replication(bill, instances(item));
    bill_typed(cx, bill);
    let capacity = if is_serverless(item) {
        Some(instances(item) * average_acu(item))
    } else {
        vcpu(cx)
    };
    if (EXTENDED_SUPPORT.applies)(item) {
        extended_support::bill(bill, cx, engine, capacity);
        let watched = if is_serverless(item) {
            Watched::Serverless(instances(item) * average_acu(item))
        } else {
            Watched::Aurora(capacity)
        };
        insights::bill(bill, cx, &watched, item.text(&INSTANCE_CLASS));
        credits::bill(bill, cx, item.text(&INSTANCE_CLASS), capacity, "aurora");
    }
    if item.flag(&PUBLICLY_ACCESSIBLE) && instances(item) > 0.0 {
        super::public_addresses(bill, cx, instances(item));
    }
}

fn storage_price(item: &Item<'_>) -> Query {
    Query::new("aurora", "storage_gb_month").with("storage_config", storage_config(item))
}

/// What depends on the traffic: growth of the storage, I/O, change records to rewind.
fn usage(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let io_request = Query::new("aurora", "io_request").with("storage_config", "standard");
    cluster_storage::usage(cx, bill, storage_price(item), io_request);
    if (STATEMENTS_PER_HOUR.applies)(item) {
        let per_hour = cx.flows.writes() / cx.hours.max(1.0);
        let statements = cx.usage(&STATEMENTS_PER_HOUR, per_hour);
        let amount = Amount::product(
            units::CHANGE_RECORDS,
            &[
                (statements.value, units::STATEMENTS_PER_HOUR),
                (item.number(&RECORDS_PER_STATEMENT), units::CHANGE_RECORDS),
                (item.number(&BACKTRACK_HOURS), units::HOURS),
                (cx.hours, units::HOURS),
            ],
        );
        bill.charge(
            "backtrack",
            both("Backtrack", "역추적"),
            amount,
            Query::new("aurora", "backtrack_change_record"),
        )
        .from(statements.source);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_serverless(item) {
        let properties = [&MIN_CAPACITY, &MAX_CAPACITY, &AVERAGE_CAPACITY];
        capacity::validate(item, problems, properties);
    } else {
        for property in [&INSTANCE_CLASS, &READER_CLASS] {
            if item.text(property) == "db.serverless" {
                problems.push(Problem::of(
                    property,
                    "`db.serverless` is not a class, set the capacity to `serverless-v2`",
                    "`db.serverless`는 클래스가 아닙니다. 용량을 `serverless-v2`로 설정하세요",
                ));
            }
        }
    }
    if (EXTENDED_SUPPORT.applies)(item) {
        extended_support::validate(item, problems);
    }
    insights::validate(item, problems);
}

/// Aurora cluster.
pub static KIND: Kind = Kind {
    name: "rds_cluster",
    title: both("Amazon Aurora cluster", "Amazon Aurora 클러스터"),
    short: both("Aurora", "Aurora"),
    doc: both(
        "MySQL or PostgreSQL compatible database with a writer, readers and a volume that keeps six copies in three zones. One \
         pays for each instance or ACU by the hour, for data kept and, on Standard, for I/O.",
        "라이터와 리더, 세 가용 영역에 여섯 사본을 두는 볼륨으로 이루어진 MySQL·PostgreSQL 호환 데이터베이스입니다. 인스턴스 또는 ACU 시간, \
         저장 데이터, 표준 구성에서는 I/O마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Aurora",
    spend: Spend::Database,
    glyph: glyph::SUN_HORIZON,
    monogram: "AUR",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_rds_cluster"],
    cloudformation: &["AWS::RDS::DBCluster"],
    drawio: "aurora",
    keywords: &[
        "aurora",
        "serverless",
        "mysql",
        "postgresql",
        "acu",
        "sql",
        "database",
        "오로라",
        "데이터베이스",
    ],
    port: Some(3306),
    is_data_store: true,
    properties: properties::ALL,
    instances,
    key_fact,
    validate,
    imports: terraform::IMPORTS,
    bill,
    usage,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn writer_reader_storage_and_io() {
        let bench = Bench::new("rds_cluster").incoming("instance", 1e7, 6.0, 20.0);
        let lines = bench.lines();
        // Each 730 h x 0.313 $; 100 GB x 0.12 $.
        near(lines.usd("writer"), 228.49);
        near(lines.usd("readers"), 228.49);
        near(lines.usd("storage"), 12.0);
        // 8 M reads x 10 % x 2 pages of 16 KB + 2 M writes x 2 steps of 4 KB = 1.6 M + 4 M; x 0.00000024 $.
        near(lines.quantity("io_requests"), 5_600_000.0);
        near(lines.usd("io_requests"), 1.344);
        assert_eq!(bench.key_fact(), "2 × db.r6g.large");
    }

    #[test]
    fn io_optimized_is_dearer_without_io() {
        let lines = Bench::new("rds_cluster")
            .with("storage_type", "aurora-iopt1")
            .with("readers", 0.0)
            .incoming("instance", 1e7, 6.0, 20.0)
            .lines();
        // 730 h x 0.407 $ + 100 GB x 0.27 $, and half of the 2 M writes x 6 KB = 11.4441 GB that the month adds.
        let grown = 2e6 * 6.0 / 1_048_576.0;
        near(lines.total(), 297.11 + 27.0 + grown / 2.0 * 0.27);
    }

    #[test]
    fn serverless_bills_the_average_of_every_instance() {
        let bench = Bench::new("rds_cluster").with("capacity", "serverless-v2");
        // 2 instances x 2 ACU x 730 h x 0.20 $.
        near(bench.lines().usd("serverless"), 584.0);
        assert_eq!(bench.key_fact(), "2 × 0.5–8 ACU");
        let problems = bench.with("min_capacity", 9.0).problems();
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn serverless_v1_has_one_price_and_a_cluster_of_separate_instances_none() {
        let bench = Bench::new("rds_cluster")
            .region("us-east-1")
            .with("capacity", "serverless-v1")
            .with("average_capacity", 3.0);
        // 3 ACU x 730 h x 0.06 $.
        near(bench.lines().usd("serverless"), 131.4);
        let lines = Bench::new("rds_cluster")
            .with("capacity", "separate")
            .with("engine_version", "5.7")
            .lines();
        assert_eq!(lines.keys(), ["storage", "backup", "io_requests"]);
    }

    #[test]
    fn backtrack_keeps_records_for_the_window() {
        let lines = Bench::new("rds_cluster")
            .with("backtrack_window_hours", 24.0)
            .with("average_statements_per_hr", 10_000.0)
            .with("change_records_per_statement", 0.38)
            .with("snapshot_export_gb", 200.0)
            .lines();
        // 10,000 x 0.38 x 24 h x 730 h = 66,576,000 records; x 0.000000014 $. Export: 200 GB x 0.011 $.
        near(lines.quantity("backtrack"), 66_576_000.0);
        near(lines.usd("backtrack"), 66_576_000.0 * 0.000_000_014);
        near(lines.usd("snapshot_export"), 2.2);
    }

    #[test]
    fn extended_support_and_backup() {
        let lines = Bench::new("rds_cluster")
            .with("engine_version", "8.0")
            .with("extended_support", "year-1-2")
            .with("backup_storage_gb", 300.0)
            .lines();
        // 2 instances x 2 vCPU x 730 h x 0.102 $; (300 - 100) GB x 0.023 $.
        near(lines.usd("extended_support"), 297.84);
        near(lines.usd("backup"), 4.6);
    }
}
