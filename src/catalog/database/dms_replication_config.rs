//! AWS DMS Serverless: replication capacity that follows the load.
//!
//! Semantics: AWS DMS pricing page, DMS Serverless: DMS capacity units (DCU) by the hour. No source has their price. Capacity
//! goes from 1 to 384 DCU (botocore dms, `ComputeConfig`).

use super::capacity;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const MOST_DCU: f64 = 384.0;

/// Least capacity.
pub static MIN_CAPACITY: Property = capacity::least(units::DCU, 1.0, 1.0, MOST_DCU);
/// Most capacity.
pub static MAX_CAPACITY: Property = capacity::most(units::DCU, 16.0, MOST_DCU);
/// Average capacity.
pub static AVERAGE_CAPACITY: Property = capacity::average(units::DCU, MOST_DCU);

/// Standby in another zone.
pub static MULTI_AZ: Property = Property::flag("multi_az", both("Multi-AZ", "다중 AZ"), false).doc(
    "A standby in a second zone takes over when the first fails; its capacity is billed too.",
    "두 번째 가용 영역의 대기 용량이 장애 시 이어받으며, 그 용량도 과금됩니다.",
);

fn copies(item: &Item<'_>) -> f64 {
    if item.flag(&MULTI_AZ) { 2.0 } else { 1.0 }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let least = number::short(item.number(&MIN_CAPACITY), 0);
    let most = number::short(item.number(&MAX_CAPACITY), 0);
    format!("{least}–{most} DCU")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let dcu = capacity::between(item, &MIN_CAPACITY, &MAX_CAPACITY, &AVERAGE_CAPACITY);
    let amount = Amount::product(
        units::DCU_HOURS,
        &[
            (copies(item), units::REPLICAS),
            (dcu, units::DCU),
            (cx.hours, units::HOURS),
        ],
    );
    bill.charge(
        "capacity",
        both("Replication capacity", "복제 용량"),
        amount,
        Query::new("dms", "dcu_hour"),
    )
    .or_user_price(item);
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&MIN_CAPACITY) > item.number(&MAX_CAPACITY) {
        problems.push(Problem::of(
            &MIN_CAPACITY,
            "the minimum is above the maximum",
            "최소 용량이 최대 용량보다 큽니다",
        ));
    }
    user_price::ask_for_source(item, problems);
}

/// DMS Serverless replication.
pub static KIND: Kind = Kind {
    name: "dms_replication_config",
    title: both("AWS DMS Serverless replication", "AWS DMS Serverless 복제"),
    short: both("DMS Serverless", "DMS Serverless"),
    doc: both(
        "Copies data between databases with capacity that follows the load. One pays for its capacity units by the hour; no \
         source has their price, so type it.",
        "부하를 따라가는 용량으로 데이터베이스 사이에서 데이터를 복사합니다. 용량 단위 시간마다 요금을 내며, 요금 출처가 없으므로 직접 입력하세요.",
    ),
    category: Category::Database,
    service: "AWS Database Migration Service",
    spend: Spend::Database,
    glyph: glyph::SWAP,
    monogram: "DMS",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_dms_replication_config"],
    cloudformation: &["AWS::DMS::ReplicationConfig"],
    drawio: "database_migration_service",
    keywords: &[
        "dms",
        "serverless",
        "migration",
        "dcu",
        "마이그레이션",
        "서버리스",
    ],
    properties: &[
        &MIN_CAPACITY,
        &MAX_CAPACITY,
        &AVERAGE_CAPACITY,
        &MULTI_AZ,
        &user_price::PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate,
    imports: &[Import::of("aws_dms_replication_config").attributes(&[
        ("compute_config.min_capacity_units", &MIN_CAPACITY),
        ("compute_config.max_capacity_units", &MAX_CAPACITY),
        ("compute_config.multi_az", &MULTI_AZ),
    ])],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_price_is_missing_until_it_is_typed() {
        let bench = Bench::new("dms_replication_config");
        assert_eq!(bench.lines().missing(), ["capacity"]);
        let typed = bench.with("user_price_usd", 0.1).with("multi_az", true);
        // 2 copies x 2 DCU x 730 h x 0.1 $.
        near(typed.lines().total(), 292.0);
        assert_eq!(typed.problems().len(), 1);
        assert_eq!(typed.key_fact(), "1–16 DCU");
    }
}
