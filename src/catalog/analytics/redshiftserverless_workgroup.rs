//! Amazon Redshift Serverless: RPU-hours while queries run, managed storage.
//!
//! Semantics: Amazon Redshift pricing page (Serverless): billed by the second, at least 60 s each time; Spectrum and concurrency
//! scaling are part of it.

use super::redshift_cluster::{self as cluster, MANAGED_STORAGE_GB as CLUSTER_STORAGE};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Answering, Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Capacity in use: 4 to 1,024 RPU in steps of 8 from 8 on (API reference of `CreateWorkgroup`: `baseCapacity`).
pub static BASE_CAPACITY: Property = Property::count(
    "base_capacity",
    both("Base capacity", "기본 용량"),
    units::RPU,
    128.0,
    4.0,
    1_024.0,
)
.doc(
    "Redshift Processing Units while queries run.",
    "쿼리가 실행되는 동안의 Redshift Processing Unit(RPU)입니다.",
);

/// Hours in use.
pub static ACTIVE_HOURS: Property = Property::number(
    "active_hours",
    both("Active hours", "활성 시간"),
    units::HOURS,
    60.0,
    0.0,
    744.0,
)
.doc(
    "Hours of the month in which queries run; nothing is billed for the others.",
    "한 달 중 쿼리가 실행되는 시간입니다. 나머지 시간에는 과금되지 않습니다.",
);

/// Data.
pub static STORAGE_GB: Property = Property::number(
    CLUSTER_STORAGE.name,
    CLUSTER_STORAGE.title,
    units::GB,
    100.0,
    0.0,
    1e9,
)
.doc(CLUSTER_STORAGE.doc.en, CLUSTER_STORAGE.doc.ko);

/// Reachable from the internet.
pub static PUBLIC: Property = Property::flag(cluster::PUBLIC.name, cluster::PUBLIC.title, false)
    .doc(
        "The workgroup can be reached over the internet.",
        "인터넷에서 작업 그룹에 접근할 수 있습니다.",
    )
    .secondary();

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let rpu = number::short(item.number(&BASE_CAPACITY), 0);
    format!("{rpu} RPU")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let hours = item.number(&ACTIVE_HOURS).min(cx.hours);
    bill.charge(
        "capacity",
        both("Capacity", "용량"),
        Amount::product(
            units::RPU_HOURS,
            &[
                (item.number(&BASE_CAPACITY), units::RPU),
                (hours, units::HOURS),
            ],
        ),
        Query::new("redshift", "serverless_rpu_hour"),
    );
    // The rows of managed storage are by node type; all of a Region are alike.
    bill.charge(
        "managed_storage",
        STORAGE_GB.title,
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        Query::new("redshift", "managed_storage_gb_month").with("instance_type", "ra3.4xlarge"),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let rpu = item.number(&BASE_CAPACITY);
    if rpu > 4.0 && rpu % 8.0 != 0.0 {
        problems.push(Problem::of(
            &BASE_CAPACITY,
            "capacity is 4, or a multiple of 8",
            "용량은 4이거나 8의 배수여야 합니다",
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.figures(
        resource,
        &[
            ("monthly_active_hours", &ACTIVE_HOURS),
            ("managed_storage_gb", &STORAGE_GB),
        ],
    );
}

/// Redshift Serverless.
pub static KIND: Kind = Kind {
    name: "redshiftserverless_workgroup",
    title: both(
        "Amazon Redshift Serverless workgroup",
        "Amazon Redshift Serverless 작업 그룹",
    ),
    short: both("Redshift Serverless", "Redshift 서버리스"),
    doc: both(
        "Data warehouse without nodes. One pays for capacity while queries run and for storage.",
        "노드 없는 데이터 웨어하우스입니다. 쿼리가 실행되는 동안의 용량과 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon Redshift",
    spend: Spend::Database,
    glyph: glyph::WAREHOUSE,
    monogram: "RSS",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_redshiftserverless_workgroup"],
    imports: &[Import::of("aws_redshiftserverless_workgroup").read(read)],
    cloudformation: &["AWS::RedshiftServerless::Workgroup"],
    drawio: "redshift",
    keywords: &[
        "warehouse",
        "serverless",
        "rpu",
        "sql",
        "웨어하우스",
        "서버리스",
    ],
    port: Some(5439),
    is_data_store: true,
    answering: |_| Answering::All,
    properties: &[&BASE_CAPACITY, &ACTIVE_HOURS, &STORAGE_GB, &PUBLIC],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn capacity_while_queries_run() {
        let bench = Bench::new("redshiftserverless_workgroup").region("us-east-1");
        // 128 RPU x 60 h x 0.375 $ + 100 GB x 0.024 $.
        near(bench.lines().total(), 2_880.0 + 2.4);
        assert_eq!(bench.key_fact(), "128 RPU");
        let idle = bench.with("active_hours", 0.0);
        near(idle.lines().total(), 2.4);
        assert_eq!(idle.with("base_capacity", 12.0).problems().len(), 1);
    }
}
