//! Amazon DocumentDB cluster: instances over one volume, compatible with MongoDB.
//!
//! Semantics: Amazon DocumentDB pricing page; extended support of version 3.6 from 31 March 2026 in years 1 and 2, from 31
//! March 2028 in year 3 (DocumentDB Extended Support, docs.aws.amazon.com, as quoted in public file 58002045278). Its price
//! rows are 1.8 and 2.6 times the On-Demand price: they stand for the whole hour.

use super::cluster_family::{self, CPU_CREDIT_HOURS, DOCUMENTDB, INSTANCES, STORAGE_TYPE};
use super::cluster_storage::{BUFFER_HIT, IO_REQUESTS, STORAGE_GB};
use super::{backup, growth, protection};
use crate::catalog::property::InstanceTypes;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::{Date, Query};
use crate::text::both;

/// Instance class.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "instance_class",
    both("Instance class", "인스턴스 클래스"),
    "db.r6g.large",
    offered,
)
.doc("Size of every instance.", "모든 인스턴스의 크기입니다.");

/// Version of the engine.
pub static ENGINE_VERSION: Property =
    Property::text("engine_version", both("Engine version", "엔진 버전"), "").doc(
        "For example `5.0.0`; version 3.6 is in paid extended support.",
        "예: `5.0.0`. 3.6 버전은 유료 추가 지원 대상입니다.",
    );

pub(super) fn offered(item: &Item<'_>) -> InstanceTypes {
    cluster_family::offered(item, &DOCUMENTDB)
}

/// Days from which version 3.6 is in year 1, 2 and 3 of extended support, with the words of the price rows.
const YEARS_OF_3_6: [((u16, u8, u8), &str, &str); 3] = [
    ((2028, 3, 31), "instance_hour_year3_meter", "ondemand_y3"),
    ((2027, 3, 31), "instance_hour_year2_meter", "ondemand_y2"),
    ((2026, 3, 31), "instance_hour_year1_meter", "ondemand_y1"),
];

/// Price of an hour of an instance, by version and day.
pub(super) fn instance_price(cx: &BillCx<'_>, class: &str) -> Query {
    let is_3_6 = cx.item.text(&ENGINE_VERSION).starts_with("3.6");
    let year = YEARS_OF_3_6.iter().find(|((year, month, day), ..)| {
        is_3_6 && Date::new(*year, *month, *day).is_some_and(|from| cx.day() >= from)
    });
    match year {
        Some((_, item, variant)) => Query::new("documentdb", item)
            .with("instance_type", class)
            .with("variant", *variant),
        None => cluster_family::instance_price(&cx.item, &DOCUMENTDB),
    }
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&INSTANCES)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    cluster_family::key_fact(item)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let count = instances(&cx.item);
    if count > 0.0 {
        let price = instance_price(cx, cx.item.text(&INSTANCE_CLASS));
        cluster_family::bill_instances(cx, bill, &DOCUMENTDB, count, price);
    }
    cluster_family::bill_volume(cx, bill, &DOCUMENTDB, count);
}

fn usage(cx: &BillCx<'_>, bill: &mut Bill) {
    cluster_family::usage(cx, bill, &DOCUMENTDB);
}

static IMPORTS: &[Import] = &[Import::of("aws_docdb_cluster").read(cluster_family::read_cluster)];

/// DocumentDB cluster.
pub static KIND: Kind = Kind {
    name: "docdb_cluster",
    title: both("Amazon DocumentDB cluster", "Amazon DocumentDB 클러스터"),
    short: both("DocumentDB", "DocumentDB"),
    doc: both(
        "Document database compatible with MongoDB: instances over a volume that keeps six copies in three zones. One pays for \
         instances by the hour, data kept and, on Standard, I/O.",
        "MongoDB 호환 문서 데이터베이스입니다. 세 가용 영역에 여섯 사본을 두는 볼륨 위에서 인스턴스가 실행됩니다. 인스턴스 시간, 저장 데이터, 표준 \
         구성에서는 I/O마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon DocumentDB",
    spend: Spend::Database,
    glyph: glyph::BRACKETS_CURLY,
    monogram: "DOC",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_docdb_cluster"],
    cloudformation: &["AWS::DocDB::DBCluster"],
    drawio: "documentdb_with_mongodb_compatibility",
    keywords: &[
        "documentdb",
        "docdb",
        "mongodb",
        "document",
        "json",
        "nosql",
        "문서",
        "몽고디비",
    ],
    port: Some(27017),
    is_data_store: true,
    properties: &[
        &INSTANCE_CLASS,
        &INSTANCES,
        &ENGINE_VERSION,
        &STORAGE_TYPE,
        &STORAGE_GB,
        &BUFFER_HIT,
        &IO_REQUESTS,
        &growth::GROWTH,
        &growth::KEPT,
        &growth::MONTH,
        &cluster_family::BACKUP_RETENTION,
        &backup::STORAGE,
        &protection::STORAGE_ENCRYPTED,
        &protection::KMS_KEY,
        &protection::DELETION_PROTECTION,
        &cluster_family::REQUIRE_TLS,
        &protection::AUTO_MINOR_VERSION_UPGRADE,
        &protection::MAINTENANCE_WINDOW,
        &CPU_CREDIT_HOURS,
        &protection::LOG_EXPORTS,
    ],
    instances,
    key_fact,
    imports: IMPORTS,
    bill,
    usage,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn instances_storage_and_io() {
        let bench = Bench::new("docdb_cluster")
            .region("us-east-1")
            .incoming("instance", 1e7, 6.0, 20.0);
        let lines = bench.lines();
        // 2 x 730 h x 0.26315 $; 100 GB x 0.10 $.
        near(lines.usd("instances"), 384.199);
        near(lines.usd("storage"), 10.0);
        // 8 M reads x 10 % x 2 pages + 2 M writes x 2 steps = 5.6 M; x 0.0000002 $.
        near(lines.usd("io_requests"), 1.12);
        assert_eq!(bench.key_fact(), "2 × db.r6g.large");
        let optimized = bench.with("storage_type", "iopt1").lines();
        // 2 x 730 h x 0.2895 $ + 100 GB x 0.30 $, and half of the 2 M writes x 6 KB = 11.4441 GB that the month adds.
        let grown = 2e6 * 6.0 / 1_048_576.0;
        near(optimized.total(), 422.67 + 30.0 + grown / 2.0 * 0.3);
    }

    #[test]
    fn version_3_6_is_in_extended_support() {
        let bench = Bench::new("docdb_cluster")
            .region("us-east-1")
            .with("instance_class", "db.t3.medium")
            .with("instances", 1.0)
            .with("engine_version", "3.6.0");
        // The day is 1 October 2026: 730 h x 0.1404 $.
        near(bench.lines().usd("instances"), 102.492);
        // 730 h x 0.078 $.
        near(
            bench
                .with("engine_version", "5.0.0")
                .lines()
                .usd("instances"),
            56.94,
        );
    }

    #[test]
    fn a_cluster_without_instances_is_its_volume() {
        let bench = Bench::new("docdb_cluster")
            .with("instances", 0.0)
            .with("backup_storage_gb", 1_100.0);
        // 1,000 GB beyond the free 100 x 0.023 $ + 100 GB x 0.12 $.
        near(bench.lines().total(), 23.0 + 12.0);
        assert_eq!(bench.key_fact(), "100 GB");
    }
}
