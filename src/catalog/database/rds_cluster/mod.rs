//! Amazon Aurora cluster: a writer, readers and one volume over three zones; provisioned or Serverless v2.
//!
//! Semantics: Amazon Aurora pricing page; `cost-semantics`: databases. A cluster with two placements has its writer in the
//! first and its readers in the others; the number of readers is a property, the drawing decides nothing about cost.

pub mod properties;

pub use properties::*;

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Flow, Item, Kind, Network, Problem, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Page that one read I/O brings in, and log that one write I/O takes, in KB (Aurora pricing page, questions on I/O).
const READ_IO_KB: f64 = 16.0;
const WRITE_IO_KB: f64 = 4.0;

/// ACU of one instance averaged over the month.
pub fn average_acu(item: &Item<'_>) -> f64 {
    let least = item.number(&MIN_CAPACITY);
    let most = item.number(&MAX_CAPACITY).max(least);
    item.number(&AVERAGE_CAPACITY).clamp(least, most)
}

fn instances(item: &Item<'_>) -> f64 {
    1.0 + item.number(&READERS)
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = number::short(instances(item), 0);
    if is_serverless(item) {
        let least = number::short(item.number(&MIN_CAPACITY), 1);
        let most = number::short(item.number(&MAX_CAPACITY), 1);
        return format!("{count} × {least}–{most} ACU");
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

fn instance_price(item: &Item<'_>, class: &str) -> Query {
    Query::new("aurora", "instance_hour")
        .with("engine", item.text(&ENGINE))
        .with("instance_type", class)
        .with("storage_config", storage_config(item))
}

fn bill_instances(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let readers = item.number(&READERS);
    if is_serverless(item) {
        let amount = Amount::product(
            units::ACU_HOURS,
            &[
                (instances(item), units::INSTANCES),
                (average_acu(item), units::ACU),
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
        return;
    }
    let writer = item.text(&INSTANCE_CLASS);
    super::instance_hours(
        bill,
        cx,
        "writer",
        both("Writer", "라이터"),
        1.0,
        instance_price(item, writer),
    );
    if readers > 0.0 {
        let class = super::type_or(item, &READER_CLASS, &INSTANCE_CLASS);
        super::instance_hours(
            bill,
            cx,
            "readers",
            both("Readers", "리더"),
            readers,
            instance_price(item, class),
        );
    }
}

/// Storage I/O that the traffic makes.
fn derived_io(cx: &BillCx<'_>) -> f64 {
    let miss = 1.0 - cx.item.number(&BUFFER_HIT) / 100.0;
    let steps = |kb: f64, step: f64| (kb / step).ceil().max(1.0);
    let io = |flow: &Flow| {
        flow.reads() * miss * steps(flow.response_kb, READ_IO_KB)
            + flow.writes() * steps(flow.request_kb, WRITE_IO_KB)
    };
    cx.flows.incoming.iter().map(io).sum()
}

fn bill_storage(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let data = item.number(&STORAGE_GB);
    let config = storage_config(item);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(data, units::GB_MONTHS),
        Query::new("aurora", "storage_gb_month").with("storage_config", config),
    );
    if is_standard(item) {
        bill.usage(
            "io_requests",
            both("I/O requests", "I/O 요청"),
            cx.usage(&IO_REQUESTS, derived_io(cx)),
            units::IO_REQUESTS,
            Query::new("aurora", "io_request").with("storage_config", config),
        );
    } else {
        bill.free(
            "io_requests",
            both("I/O requests", "I/O 요청"),
            Amount::plain(derived_io(cx), units::IO_REQUESTS),
            both(
                "included in I/O-Optimized",
                "I/O-Optimized에 포함되어 있습니다",
            ),
        );
    }
    let backup = item.typed(&BACKUP_STORAGE).unwrap_or(0.0);
    if backup > data {
        bill.charge(
            "backup",
            both("Backup storage", "백업용 스토리지"),
            Amount::plain(backup - data, units::GB_MONTHS).because(both(
                "over the size of the database",
                "데이터베이스 크기 초과분",
            )),
            Query::new("aurora", "backup_gb_month").with("engine", item.text(&ENGINE)),
        );
    } else {
        bill.free(
            "backup",
            both("Backup storage", "백업용 스토리지"),
            Amount::plain(backup, units::GB_MONTHS),
            both(
                "free up to the size of the database",
                "데이터베이스 크기까지 무료입니다",
            ),
        );
    }
    bill.free(
        "replication",
        both("Replication", "복제"),
        Amount::plain(instances(item), units::INSTANCES),
        both(
            "copies in three zones and transfer between them are free",
            "세 가용 영역의 사본과 그 사이의 전송은 무료입니다",
        ),
    );
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill_instances(cx, bill);
    bill_storage(cx, bill);
    let year = match item.text(&EXTENDED_SUPPORT) {
        "year-1-2" => "1-2",
        "year-3" => "3",
        _ => "",
    };
    if !year.is_empty() {
        let capacity = if is_serverless(item) {
            Some(instances(item) * average_acu(item))
        } else {
            let reader = super::type_or(item, &READER_CLASS, &INSTANCE_CLASS);
            let readers = match item.number(&READERS) {
                count if count > 0.0 => super::vcpu(cx, reader, count),
                _ => Some(0.0),
            };
            super::vcpu(cx, item.text(&INSTANCE_CLASS), 1.0)
                .zip(readers)
                .map(|(writer, readers)| writer + readers)
        };
        // The rows write 8.0 as "8 0".
        let version = item.text(&ENGINE_VERSION).replace('.', " ");
        let query = Query::new("aurora", "extended_support_vcpu_or_acu_hour")
            .with("engine_version", version)
            .with("year", year);
        super::extended_support(bill, cx, capacity, query);
    }
    if item.flag(&PUBLICLY_ACCESSIBLE) {
        super::public_addresses(bill, cx, instances(item));
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_serverless(item) {
        let least = item.number(&MIN_CAPACITY);
        let most = item.number(&MAX_CAPACITY);
        if least > most {
            problems.push(Problem::of(
                &MIN_CAPACITY,
                "the minimum is above the maximum",
                "최소 용량이 최대 용량보다 큽니다",
            ));
        }
        for property in [&MIN_CAPACITY, &MAX_CAPACITY] {
            if item.number(property) % 0.5 != 0.0 {
                problems.push(Problem::of(
                    property,
                    "capacity goes in steps of 0.5 ACU",
                    "용량은 0.5 ACU 단위입니다",
                ));
            }
        }
        let average = item.number(&AVERAGE_CAPACITY);
        if item.is_set(&AVERAGE_CAPACITY) && !(least..=most.max(least)).contains(&average) {
            problems.push(Problem::of(
                &AVERAGE_CAPACITY,
                "the average lies outside minimum and maximum",
                "평균 용량이 최소와 최대 사이에 있지 않습니다",
            ));
        }
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
    if item.text(&EXTENDED_SUPPORT) != "off" && item.text(&ENGINE_VERSION).is_empty() {
        problems.push(Problem::of(
            &ENGINE_VERSION,
            "extended support needs the major version, for example `8.0` or `13`",
            "추가 지원에는 메이저 버전이 필요합니다. 예: `8.0`, `13`",
        ));
    }
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
    bill,
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
        // 730 h x 0.407 $ + 100 GB x 0.27 $.
        near(lines.total(), 297.11 + 27.0);
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
