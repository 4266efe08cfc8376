//! AWS Lake Formation: permissions over a data lake, free; filtering of rows and cells by the GB.
//!
//! Semantics: AWS Lake Formation pricing page: "you pay for the underlying services"; filtering of queries through its storage
//! API is billed by the data scanned.

use crate::catalog::amount::{Amount, units};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Data that is filtered.
pub static FILTERED: Property = Property::usage(
    "filtered_gb",
    both("Data filtered", "필터링한 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that are scanned in a month by queries with row or cell filters. Nothing derives it.",
    "한 달 동안 행·셀 필터가 적용된 쿼리가 스캔한 GB입니다. 직접 입력합니다.",
);

fn key_fact(_: &Item<'_>, language: Language) -> String {
    both("Permissions", "권한 관리").get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "permissions",
        both("Permissions", "권한 관리"),
        Amount::plain(1.0, units::NONE),
        both(
            "no charge of its own; Glue, S3 and the query engines are billed",
            "별도 요금이 없으며 Glue, S3, 쿼리 엔진이 과금됩니다",
        ),
    );
    let usage = cx.usage(&FILTERED, 0.0);
    if usage.value > 0.0 {
        bill.usage(
            "filtering",
            both("Data filtering", "데이터 필터링"),
            usage,
            units::GB,
            Query::new("lakeformation", "filtering"),
        )
        .or_user_price(&cx.item);
    }
}

/// Lake Formation.
pub static KIND: Kind = Kind {
    name: "lakeformation_resource",
    title: both("AWS Lake Formation", "AWS Lake Formation"),
    short: both("Lake Formation", "Lake Formation"),
    doc: both(
        "Permissions over the tables, rows and columns of a data lake in S3. Free, except for data that queries filter.",
        "S3 데이터 레이크의 테이블, 행, 열 권한을 관리합니다. 쿼리가 필터링하는 데이터를 제외하고 무료입니다.",
    ),
    category: Category::Analytics,
    service: "AWS Lake Formation",
    spend: Spend::Other,
    glyph: glyph::WAVES,
    monogram: "LF",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_lakeformation_resource"],
    cloudformation: &["AWS::LakeFormation::Resource"],
    drawio: "lake_formation",
    keywords: &[
        "data lake",
        "permission",
        "governance",
        "데이터 레이크",
        "권한",
    ],
    endpoint_service: "lakeformation",
    properties: &[&FILTERED, &user_price::PRICE, &user_price::SOURCE],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn permissions_are_free_and_filtering_is_not() {
        let lake = Bench::new("lakeformation_resource");
        assert_eq!(lake.lines().keys(), ["permissions"]);
        near(lake.lines().total(), 0.0);
        // 1,024 GB x 0.002197266 $.
        let filtered = lake.with("filtered_gb", 1024.0).lines();
        near(filtered.total(), 1024.0 * 0.002_197_266);
    }
}
