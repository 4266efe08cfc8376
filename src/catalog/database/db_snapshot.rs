//! Amazon RDS or Aurora snapshot, and its export to S3.
//!
//! Semantics: Amazon RDS and Aurora pricing pages, backup storage and snapshot export. Exports exist for MySQL, MariaDB,
//! PostgreSQL and Aurora.

use super::{reading, snapshot};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Kind, Network, Property, Scope, Spend, UsageSource,
};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

const ENGINES: &[Choice] = &[
    choice("mysql", "MySQL"),
    choice("postgres", "PostgreSQL"),
    choice("mariadb", "MariaDB"),
    choice("aurora-mysql", "Aurora MySQL"),
    choice("aurora-postgresql", "Aurora PostgreSQL"),
    choice("oracle", "Oracle"),
    choice("sqlserver", "SQL Server"),
    choice("db2", "Db2"),
];

/// Engine of the database.
pub static ENGINE: Property = Property::choice("engine", both("Engine", "엔진"), "mysql", ENGINES)
    .doc(
        "Engine of the database that the snapshot was taken of.",
        "스냅샷을 만든 데이터베이스의 엔진입니다.",
    );

/// GB exported.
pub static EXPORT_GB: Property = Property::optional(
    "export_gb",
    both("Exported to S3", "S3로 내보내기"),
    units::GB_PER_MONTH,
    0.0,
    1e9,
)
.doc(
    "GB of snapshots that are exported to S3 in a month; the whole snapshot counts, also for a part of its tables.",
    "한 달에 S3로 내보내는 스냅샷의 GB입니다. 일부 테이블만 내보내도 전체 크기로 계산됩니다.",
);

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let engine = cx.item.text(&ENGINE);
    let service = if engine.starts_with("aurora") {
        "aurora"
    } else {
        "rds"
    };
    let storage = Query::new(service, "backup_gb_month");
    let storage = match service {
        "aurora" => storage.with("engine", engine),
        _ => storage,
    };
    snapshot::bill(&cx.item, bill, storage);
    if let Some(exported) = cx.item.typed(&EXPORT_GB).filter(|gb| *gb > 0.0) {
        let word = if engine == "postgres" {
            "postgresql"
        } else {
            engine
        };
        bill.charge(
            "export",
            both("Export to S3", "S3로 내보내기"),
            Amount::plain(exported, units::GB),
            Query::new(service, "snapshot_export_gb").with("engine", word),
        )
        .from(UsageSource::Typed);
    }
}

static IMPORTS: &[Import] = &[
    Import::of("aws_db_snapshot").read(read),
    Import::of("aws_db_cluster_snapshot").read(read),
];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    snapshot::read(resource, draft);
    let databases = ["db_instance_identifier", "db_cluster_identifier"];
    let engine = databases
        .iter()
        .flat_map(|attribute| resource.referred(attribute))
        .find_map(|database| database.text("engine"));
    if let Some(engine) = engine {
        draft.set(&ENGINE, reading::engine_family(engine));
    }
}

/// Amazon RDS snapshot.
pub static KIND: Kind = Kind {
    name: "db_snapshot",
    title: both("Amazon RDS snapshot", "Amazon RDS 스냅샷"),
    short: both("RDS snapshot", "RDS 스냅샷"),
    doc: both(
        "A manual snapshot of an RDS instance or Aurora cluster, and its export to S3 as Parquet. One pays for each GB-month kept and each GB exported.",
        "RDS 인스턴스나 Aurora 클러스터의 수동 스냅샷과 S3로의 Parquet 내보내기입니다. 보관한 GB-월과 내보낸 GB마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon RDS",
    spend: Spend::Database,
    glyph: glyph::STACK,
    monogram: "RDS",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_db_snapshot", "aws_db_cluster_snapshot"],
    cloudformation: &[],
    drawio: "rds",
    keywords: &[
        "snapshot",
        "backup",
        "export",
        "s3",
        "스냅샷",
        "백업",
        "내보내기",
    ],
    is_data_store: true,
    properties: &[&ENGINE, &snapshot::SNAPSHOT_GB, &EXPORT_GB],
    key_fact: snapshot::key_fact,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn storage_and_export_have_prices_by_engine() {
        let bench = Bench::new("db_snapshot").with("export_gb", 50.0);
        let lines = bench.lines();
        // 100 GB x 0.095 $; 50 GB x 0.011 $.
        near(lines.usd("snapshot"), 9.5);
        near(lines.usd("export"), 0.55);
        // Aurora: 100 GB x 0.023 $.
        near(
            bench.with("engine", "aurora-mysql").lines().usd("snapshot"),
            2.3,
        );
        // What is not exported has no line.
        assert!(Bench::new("db_snapshot").lines().find("export").is_none());
    }
}
