//! Amazon Aurora DSQL: a distributed SQL database without instances.
//!
//! Semantics: Amazon Aurora DSQL pricing page: distributed processing units (DPU) and data kept. No source has their prices.

use super::cluster_storage::STORAGE_GB;
use super::protection;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Kind, Network, Property, Scope, Spend, UsageSource, user_price,
};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

const PER_MILLION: f64 = 1e6;

/// Processing units.
pub static DPU: Property = Property::optional(
    "monthly_dpu",
    both("Processing units", "처리 단위"),
    units::UNITS_PER_MONTH,
    0.0,
    1e15,
)
.doc(
    "Distributed processing units (DPU) in a month: computing, reading and writing. AWS shows them in CloudWatch.",
    "한 달의 분산 처리 단위(DPU)로 계산, 읽기, 쓰기를 모두 포함합니다. AWS는 CloudWatch에서 보여 줍니다.",
);

/// Price of a million processing units.
pub static DPU_PRICE: Property = user_price::price(
    "dpu_million_price_usd",
    both("Price of a million DPU", "백만 DPU당 요금"),
    units::USD_PER_MILLION,
);

/// Price of a GB-month.
pub static STORAGE_PRICE: Property = user_price::price(
    "storage_gb_price_usd",
    both("Price of storage", "스토리지 요금"),
    units::USD_PER_GB,
);

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "dpu",
        both("Processing units", "처리 단위"),
        Amount::plain(item.typed(&DPU).unwrap_or(0.0), units::UNITS),
        Query::new("aurora", "dsql_dpu"),
    )
    .from(UsageSource::Typed)
    .or_user(item, &DPU_PRICE, PER_MILLION);
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        Query::new("aurora", "dsql_storage_gb_month"),
    )
    .or_user(item, &STORAGE_PRICE, 1.0);
}

fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&STORAGE_GB, 0.0);
}

/// Aurora DSQL cluster.
pub static KIND: Kind = Kind {
    name: "dsql_cluster",
    title: both("Amazon Aurora DSQL cluster", "Amazon Aurora DSQL 클러스터"),
    short: both("Aurora DSQL", "Aurora DSQL"),
    doc: both(
        "PostgreSQL compatible distributed database without instances, in one or several Regions that all write. One pays for \
         processing units and data kept; no source has the prices, so type them.",
        "인스턴스가 없는 PostgreSQL 호환 분산 데이터베이스로, 하나 또는 여러 리전에서 모두 쓸 수 있습니다. 처리 단위와 저장 데이터에 요금을 내며, 요금 \
         출처가 없으므로 직접 입력하세요.",
    ),
    category: Category::Database,
    service: "Amazon Aurora DSQL",
    spend: Spend::Database,
    glyph: glyph::INTERSECT_THREE,
    monogram: "DSQL",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_dsql_cluster"],
    cloudformation: &["AWS::DSQL::Cluster"],
    drawio: "aurora",
    keywords: &[
        "dsql",
        "aurora",
        "distributed",
        "serverless",
        "postgresql",
        "분산",
        "서버리스",
    ],
    port: Some(5432),
    is_data_store: true,
    properties: &[
        &DPU,
        &STORAGE_GB,
        &DPU_PRICE,
        &STORAGE_PRICE,
        &user_price::SOURCE,
        &protection::DELETION_PROTECTION,
    ],
    validate: user_price::ask_for_source,
    imports: &[Import::of("aws_dsql_cluster")
        .attributes(&[(
            "deletion_protection_enabled",
            &protection::DELETION_PROTECTION,
        )])
        .read(read)],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn prices_are_missing_until_they_are_typed() {
        let bench = Bench::new("dsql_cluster").with("monthly_dpu", 3e6);
        assert_eq!(bench.lines().missing(), ["dpu", "storage"]);
        let typed = bench
            .with("dpu_million_price_usd", 10.0)
            .with("storage_gb_price_usd", 0.3)
            .with("user_price_source", "invoice, 2026-09");
        // 3 M DPU x 10 $ + 100 GB x 0.3 $.
        near(typed.lines().total(), 60.0);
        assert!(typed.problems().is_empty());
    }
}
