//! Amazon RDS instance: all engines; one primary with its standbys and read replicas.
//!
//! Semantics: Amazon RDS pricing page; `cost-semantics`: databases. Multi-AZ has price rows of its own, which are not
//! twice the Single-AZ price. The prices of a Multi-AZ cluster are for all three instances and copies.

mod engine;
pub mod properties;
mod terraform;
mod validate;

pub use properties::*;

use super::extended_support;
use super::insights::{self, Watched};
use super::{backup, credits, growth};
use crate::catalog::amount::{Amount, units};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::{Answering, Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both, number};

/// Whether a standby in another zone takes over: Multi-AZ instance or cluster.
pub fn is_multi_az(item: &Item<'_>) -> bool {
    item.text(&DEPLOYMENT) != "single-az"
}

/// Instances that hold the primary's data: 1, 2 with a standby, 3 in a cluster.
fn primaries(item: &Item<'_>) -> f64 {
    match item.text(&DEPLOYMENT) {
        "multi-az" => 2.0,
        "multi-az-cluster" => 3.0,
        _ => 1.0,
    }
}

fn instances(item: &Item<'_>) -> f64 {
    primaries(item) + item.number(&READ_REPLICAS)
}

/// A standby answers nobody; read replicas and the instances of a cluster read.
fn answering(item: &Item<'_>) -> Answering {
    let cluster = item.text(&DEPLOYMENT) == "multi-az-cluster";
    if cluster || item.number(&READ_REPLICAS) > 0.0 {
        Answering::PrimaryAndCopies
    } else {
        Answering::Primary
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let class = item.text(&INSTANCE_CLASS);
    let deployment = match (item.text(&DEPLOYMENT), language) {
        ("multi-az", Language::English) => "Multi-AZ",
        ("multi-az", Language::Korean) => "다중 AZ",
        ("multi-az-cluster", Language::English) => "Multi-AZ cluster",
        ("multi-az-cluster", Language::Korean) => "다중 AZ 클러스터",
        _ => "",
    };
    let replicas = item.number(&READ_REPLICAS);
    let replicas = match language {
        _ if replicas <= 0.0 => String::new(),
        Language::English => format!("+{} RR", number::short(replicas, 0)),
        Language::Korean => format!("복제본 {}", number::short(replicas, 0)),
    };
    let parts = [class, deployment, &replicas];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn instance_price(item: &Item<'_>, deployment: &'static str, class: &str) -> Query {
    let (name, value) = engine::price_deployment(item, deployment);
    let mut query = Query::new(engine::service(item), "instance_hour")
        .with(name, value)
        .with("instance_type", class);
    for (name, value) in engine::price_attributes(item) {
        query = query.with(name, value);
    }
    query
}

/// IOPS that io1 and io2 are billed at least.
const LEAST_PROVISIONED_IOPS: f64 = 1_000.0;

/// Names of the storage lines of the primary or of the replicas.
struct StorageLines {
    copies: f64,
    deployment: &'static str,
    storage: (&'static str, Bilingual),
    iops: (&'static str, Bilingual),
    throughput: (&'static str, Bilingual),
}

fn bill_storage(item: &Item<'_>, bill: &mut Bill, lines: &StorageLines) {
    let gib = item.number(&ALLOCATED_STORAGE);
    let volume = engine::volume(item);
    let price = |what| {
        Query::new("rds", what)
            .with("deployment", lines.deployment)
            .with("volume", volume)
    };
    let times = |unit, value, its_unit| {
        if lines.copies == 1.0 {
            Amount::plain(value, unit)
        } else {
            Amount::product(unit, &[(lines.copies, units::REPLICAS), (value, its_unit)])
        }
    };
    bill.charge(
        lines.storage.0,
        lines.storage.1,
        times(units::GB_MONTHS, gib, units::GB),
        price("storage_gb_month"),
    );
    let (free_iops, free_throughput) = match volume {
        "gp3" => engine::gp3_included(item, gib),
        _ => (0.0, 0.0),
    };
    let provisioned = match volume {
        "gp3" => item.given(&IOPS).unwrap_or(free_iops),
        "io1" | "io2" => item.number(&IOPS).max(LEAST_PROVISIONED_IOPS),
        _ => 0.0,
    };
    if provisioned > free_iops {
        let mut amount = times(units::IOPS_MONTHS, provisioned - free_iops, units::IOPS);
        if free_iops > 0.0 {
            let included = number::short(free_iops, 0);
            amount = amount.because(crate::text::Phrase::new(
                format!("over the {included} included"),
                format!("포함된 {included} 초과분"),
            ));
        }
        bill.charge(lines.iops.0, lines.iops.1, amount, price("iops_month"));
    }
    let throughput = item.given(&THROUGHPUT).unwrap_or(0.0);
    if volume == "gp3" && throughput > free_throughput {
        let included = number::short(free_throughput, 0);
        let amount = times(
            units::MIB_PER_SECOND_MONTHS,
            throughput - free_throughput,
            units::MIB_PER_SECOND,
        )
        .because(crate::text::Phrase::new(
            format!("over the {included} included"),
            format!("포함된 {included} 초과분"),
        ));
        bill.charge(
            lines.throughput.0,
            lines.throughput.1,
            amount,
            price("throughput_mbps_month"),
        );
    }
}

fn bill_primary(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let deployment = engine::deployment(item);
    // The price of a Multi-AZ instance covers primary and standby; that of a cluster all three instances: in the price
    // list it is about three times the Single-AZ one (db.m6gd.large in Seoul: $0.783 against $0.261).
    let charge = super::instance_hours(
        bill,
        cx,
        "instance",
        both("DB instance", "DB 인스턴스"),
        1.0,
        instance_price(item, deployment, item.text(&INSTANCE_CLASS)),
    );
    purchase::apply(cx, Rows::Recurring, charge);
    bill_storage(
        item,
        bill,
        &StorageLines {
            copies: 1.0,
            deployment: engine::storage_deployment(item),
            storage: ("storage", both("Storage", "스토리지")),
            iops: ("iops", both("Provisioned IOPS", "프로비저닝된 IOPS")),
            throughput: ("throughput", both("Throughput", "처리량")),
        },
    );
    if is_multi_az(item) {
        bill.free(
            "standby_replication",
            both("Replication to the standby", "대기 인스턴스로 복제"),
            Amount::plain(primaries(item) - 1.0, units::INSTANCES),
            both(
                "transfer between the zones of a Multi-AZ database is free",
                "다중 AZ 데이터베이스의 가용 영역 간 전송은 무료입니다",
            ),
        );
    }
}

fn bill_replicas(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let replicas = item.number(&READ_REPLICAS);
    if replicas <= 0.0 {
        return;
    }
    let class = super::type_or(item, &REPLICA_CLASS, &INSTANCE_CLASS);
    let charge = super::instance_hours(
        bill,
        cx,
        "replica_instances",
        both("Read replicas", "읽기 전용 복제본"),
        replicas,
        instance_price(item, "single-az", class),
    );
    purchase::apply(cx, Rows::Recurring, charge);
    bill_storage(
        item,
        bill,
        &StorageLines {
            copies: replicas,
            deployment: "single-az",
            storage: (
                "replica_storage",
                both("Replica storage", "복제본 스토리지"),
            ),
            iops: ("replica_iops", both("Replica IOPS", "복제본 IOPS")),
            throughput: (
                "replica_throughput",
                both("Replica throughput", "복제본 처리량"),
            ),
        },
    );
    bill.free(
        "replica_replication",
        both("Replication to the replicas", "복제본으로 복제"),
        Amount::plain(replicas, units::REPLICAS),
        both(
            "replication inside the Region is free",
            "리전 안의 복제는 무료입니다",
        ),
    );
}

/// vCPU of so many instances of the primary's class and of the replicas.
fn vcpu(cx: &BillCx<'_>, primaries: f64) -> Option<f64> {
    let item = &cx.item;
    let class = super::type_or(item, &REPLICA_CLASS, &INSTANCE_CLASS);
    let primary = super::vcpu(cx, item.text(&INSTANCE_CLASS), primaries);
    let replicas = match item.number(&READ_REPLICAS) {
        count if count > 0.0 => super::vcpu(cx, class, count),
        _ => Some(0.0),
    };
    primary.zip(replicas).map(|(one, other)| one + other)
}

/// Instances that take work: the standby of a Multi-AZ instance does not.
fn working(item: &Item<'_>) -> f64 {
    if item.text(&DEPLOYMENT) == "multi-az-cluster" {
        3.0
    } else {
        1.0
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill_primary(cx, bill);
    bill_replicas(cx, bill);
    let engine = item.text(&ENGINE);
    let backup_price = if engine::is_aurora(item) {
        Query::new("aurora", "backup_gb_month").with("engine", engine)
    } else {
        Query::new("rds", "backup_gb_month")
    };
    backup::bill(
        item,
        bill,
        item.number(&ALLOCATED_STORAGE),
        item.number(&BACKUP_RETENTION),
        backup_price,
    );
    if (EXTENDED_SUPPORT.applies)(item) {
        extended_support::bill(bill, cx, engine, vcpu(cx, primaries(item)));
    }
    let working = vcpu(cx, working(item));
    let watched = if engine::is_aurora(item) {
        Watched::Aurora(working)
    } else {
        Watched::Rds(working)
    };
    insights::bill(bill, cx, &watched, item.text(&INSTANCE_CLASS));
    credits::bill(
        bill,
        cx,
        item.text(&INSTANCE_CLASS),
        working,
        engine::service(item),
    );
    if item.flag(&PUBLICLY_ACCESSIBLE) {
        super::public_addresses(bill, cx, instances(item));
    }
}

/// What depends on the traffic: I/O of magnetic volumes, and how fast the storage fills.
fn usage(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if engine::volume(item) == "magnetic" {
        bill.usage(
            "io_requests",
            both("I/O requests", "I/O 요청"),
            cx.usage(&MAGNETIC_IO, cx.flows.requests()),
            units::IO_REQUESTS,
            Query::new("rds", "system_operation_magnetic"),
        );
    }
    let grown = growth::usage(cx);
    if grown.value > 0.0 {
        let amount =
            Amount::plain(grown.value, units::GB_PER_MONTH).because(growth::words(cx, &grown));
        bill.free(
            "storage_growth",
            growth::GROWTH.title,
            amount,
            both(
                "fills the allocated storage, which is billed as it stands",
                "할당된 스토리지를 채우며, 요금은 할당량대로입니다",
            ),
        )
        .from(grown.source);
    }
}

/// RDS instance.
pub static KIND: Kind = Kind {
    name: "db_instance",
    title: both("Amazon RDS instance", "Amazon RDS 인스턴스"),
    short: both("RDS", "RDS"),
    doc: both(
        "Managed MySQL, MariaDB, PostgreSQL, Oracle, SQL Server or Db2. One pays for the instance by the hour, for allocated \
         storage and IOPS, and for each read replica.",
        "관리형 MySQL, MariaDB, PostgreSQL, Oracle, SQL Server, Db2입니다. 인스턴스 시간, 할당된 스토리지와 IOPS, 읽기 전용 복제본마다 \
         요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon RDS",
    spend: Spend::Database,
    glyph: glyph::DATABASE,
    monogram: "RDS",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_db_instance", "aws_rds_cluster"],
    cloudformation: &["AWS::RDS::DBInstance"],
    drawio: "rds",
    keywords: &[
        "rds",
        "mysql",
        "postgresql",
        "postgres",
        "mariadb",
        "oracle",
        "sql server",
        "db2",
        "sql",
        "database",
        "데이터베이스",
        "관계형",
    ],
    port: Some(3306),
    is_data_store: true,
    answering,
    properties: properties::ALL,
    instances,
    key_fact,
    validate: validate::validate,
    imports: terraform::IMPORTS,
    bill,
    usage,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn rds() -> Bench {
        Bench::new("db_instance")
    }

    #[test]
    fn single_az_and_multi_az_have_prices_of_their_own() {
        // 730 h x 0.21 $ + 100 GB x 0.131 $ = 153.30 $ + 13.10 $.
        let single = rds().lines();
        near(single.usd("instance"), 153.3);
        near(single.total(), 166.4);
        // gp2: Single-AZ 0.131 $, Multi-AZ 0.276 $ a GB, which is not twice as much.
        let multi = rds()
            .with("deployment", "multi-az")
            .with("storage_type", "gp2")
            .lines();
        near(multi.usd("instance"), 730.0 * 0.42);
        near(multi.usd("storage"), 27.6);
        near(multi.total(), 306.6 + 27.6);
        assert_eq!(
            rds().with("deployment", "multi-az").key_fact(),
            "db.m6g.large · Multi-AZ"
        );
    }

    #[test]
    fn the_prices_of_a_cluster_are_for_its_three_instances() {
        let bench = rds()
            .with("engine", "postgres")
            .with("deployment", "multi-az-cluster")
            .with("instance_class", "db.m6gd.large")
            .with("storage_type", "io1")
            .with("iops", 3_000.0);
        let lines = bench.lines();
        // 730 h x 0.783 $, half as much again as the 0.522 $ of a primary with one standby.
        near(lines.usd("instance"), 571.59);
        // 100 GB x 0.405 $; 3,000 IOPS x 0.324 $.
        near(lines.usd("storage"), 40.5);
        near(lines.usd("iops"), 972.0);
        assert!(bench.problems().is_empty());
        assert_eq!(
            bench
                .with("instance_class", "db.m6g.large")
                .problems()
                .len(),
            1
        );
    }

    #[test]
    fn gp3_bills_what_exceeds_the_included() {
        let lines = rds()
            .with("allocated_storage", 500.0)
            .with("iops", 14_000.0)
            .with("storage_throughput", 600.0)
            .lines();
        // From 400 GiB on 12,000 IOPS and 500 MiB/s are included: 2,000 x 0.023 $, 100 x 0.091 $.
        near(lines.usd("storage"), 65.5);
        near(lines.usd("iops"), 46.0);
        near(lines.usd("throughput"), 9.1);
    }

    #[test]
    fn replicas_backup_and_public_address() {
        let lines = rds()
            .with("read_replicas", 2.0)
            .with("replica_instance_class", "db.r6g.large")
            .with("backup_storage_gb", 150.0)
            .with("publicly_accessible", true)
            .lines();
        // 2 x 730 h x 0.255 $; 2 x 100 GB x 0.131 $; 50 GB x 0.095 $; 3 x 730 h x 0.005 $.
        near(lines.usd("replica_instances"), 372.3);
        near(lines.usd("replica_storage"), 26.2);
        near(lines.usd("backup"), 4.75);
        near(lines.usd("public_ipv4"), 10.95);
        near(lines.usd("replica_replication"), 0.0);
    }

    #[test]
    fn licences_decide_the_row() {
        let oracle = rds()
            .with("engine", "oracle-se2")
            .with("instance_class", "db.m5.large");
        // Licence included 0.50 $, own licence 0.236 $ an hour.
        near(oracle.lines().usd("instance"), 365.0);
        let own = oracle.with("license_model", "bring-your-own-license");
        near(own.lines().usd("instance"), 730.0 * 0.236);
        // SQL Server mirrors: 2.008 $ an hour and storage rows of its own.
        let mirrored = rds()
            .with("engine", "sqlserver-se")
            .with("instance_class", "db.m5.large")
            .with("deployment", "multi-az")
            .lines();
        near(mirrored.usd("instance"), 730.0 * 2.008);
        assert!(mirrored.query("storage").contains("multi-az-mirror"));
        // Db2 is licensed elsewhere: the first of its rows is taken.
        let db2 = rds()
            .with("engine", "db2-se")
            .with("instance_class", "db.m6i.large");
        near(db2.lines().usd("instance"), 730.0 * 0.247);
    }

    #[test]
    fn extended_support_counts_vcpu() {
        let lines = rds()
            .with("engine_version", "5.7")
            .with("extended_support", "year-1-2")
            .with("deployment", "multi-az")
            .lines();
        // 2 instances x 2 vCPU x 730 h x 0.12 $.
        near(lines.usd("extended_support"), 350.4);
    }

    #[test]
    fn the_calendar_decides_extended_support() {
        // The day is 1 October 2026: MySQL 5.7 is in year 3, MySQL 8.4 in standard support.
        let old = rds().with("engine_version", "5.7.44").lines();
        // 2 vCPU x 730 h x 0.24 $.
        near(old.usd("extended_support"), 350.4);
        let newer = rds().with("engine_version", "8.4.3").lines();
        assert!(newer.find("extended_support").is_none());
        let declined = rds()
            .with("engine_version", "5.7.44")
            .with("extended_support", "off")
            .lines();
        assert!(declined.find("extended_support").is_none());
    }

    #[test]
    fn history_beyond_seven_days_is_billed_by_vcpu_and_month() {
        let bench = rds()
            .region("us-east-1")
            .with("performance_insights_enabled", true);
        near(bench.lines().usd("insights_first_month"), 0.0);
        let lines = bench
            .with("performance_insights_retention_period", 731.0)
            .lines();
        // 2 vCPU x 1.50 $ for the first month, 2 vCPU x 23 months x 0.0631 $ for the others.
        near(lines.usd("insights_first_month"), 3.0);
        near(lines.usd("insights_further_months"), 2.9026);
        let month = rds()
            .with("performance_insights_enabled", true)
            .with("performance_insights_retention_period", 31.0);
        assert!(month.lines().find("insights_further_months").is_none());
        assert!(month.problems().is_empty());
        let odd = month.with("performance_insights_retention_period", 40.0);
        assert_eq!(odd.problems().len(), 1);
    }

    #[test]
    fn an_aurora_engine_is_billed_but_belongs_to_a_cluster() {
        let bench = rds()
            .region("us-east-1")
            .with("engine", "aurora-mysql")
            .with("instance_class", "db.t3.large")
            .with("storage_type", "gp2")
            .with("allocated_storage", 20.0);
        // 730 h x 0.164 $ + 20 GB x 0.115 $.
        near(bench.lines().total(), 119.72 + 2.3);
        assert_eq!(bench.problems().len(), 1);
    }

    #[test]
    fn io2_iops_have_no_price_in_any_source() {
        let lines = rds()
            .with("storage_type", "io2")
            .with("iops", 3_000.0)
            .lines();
        assert_eq!(lines.missing(), ["iops"]);
    }

    #[test]
    fn mistakes_are_told() {
        let count = |bench: Bench| bench.problems().len();
        assert_eq!(count(rds()), 0);
        assert_eq!(count(rds().with("allocated_storage", 10.0)), 1);
        assert_eq!(count(rds().with("storage_type", "io1")), 1);
        assert_eq!(count(rds().with("iops", 5_000.0)), 1);
        let io1 = || rds().with("storage_type", "io1");
        assert_eq!(count(io1().with("iops", 500.0)), 1);
        assert_eq!(count(io1().with("iops", 1_000.0)), 0);
        let large = io1().with("allocated_storage", 4_000.0);
        // At least half an IOPS for each GiB.
        assert_eq!(count(large.with("iops", 1_500.0)), 1);
        let cluster = |class| {
            rds()
                .with("deployment", "multi-az-cluster")
                .with("instance_class", class)
        };
        assert_eq!(count(cluster("db.m6gd.large")), 0);
        assert_eq!(count(cluster("db.m6g.large")), 1);
        let custom = rds()
            .with("engine", "custom-oracle-se2")
            .with("instance_class", "db.m5.large");
        assert_eq!(count(custom.with("allocated_storage", 30.0)), 1);
        assert_eq!(count(rds().with("engine", "oracle-ee")), 1);
        let express = rds()
            .with("engine", "sqlserver-ex")
            .with("instance_class", "db.t3.small");
        assert_eq!(count(express.with("deployment", "multi-az")), 1);
        let orphaned = rds()
            .with("read_replicas", 1.0)
            .with("backup_retention_period", 0.0);
        assert_eq!(count(orphaned), 1);
        assert_eq!(
            count(
                rds()
                    .with("engine", "oracle-se2")
                    .with("instance_class", "db.m5.large")
                    .with("read_replicas", 1.0)
            ),
            1
        );
    }
}
