//! Amazon OpenSearch Serverless collection: OCU-hours for indexing and search, storage.
//!
//! Semantics: Amazon OpenSearch Service pricing page (Serverless). No source has the prices of its OCU-hours and of its
//! storage: the bill takes prices of the user's.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const TYPES: &[Choice] = &[
    choice_in("SEARCH", "Search", "검색"),
    choice_in("TIMESERIES", "Time series", "시계열"),
    choice_in("VECTORSEARCH", "Vector search", "벡터 검색"),
];

/// Type.
pub static TYPE: Property = Property::choice("type", both("Type", "유형"), "SEARCH", TYPES).doc(
    "What the collection is for; vector collections share no capacity with others.",
    "컬렉션의 용도입니다. 벡터 컬렉션은 다른 컬렉션과 용량을 공유하지 않습니다.",
);

/// OCUs for indexing: 10 at most by default (service-facts: OpenSearch Serverless limit).
pub static INDEXING_OCU: Property = Property::number(
    "indexing_ocu",
    both("Indexing capacity", "인덱싱 용량"),
    units::OCU,
    1.0,
    0.0,
    1_700.0,
)
.doc(
    "OpenSearch Compute Units for indexing, averaged over the month; two halves in two zones with redundancy.",
    "인덱싱용 OpenSearch Compute Unit(OCU)의 월평균이며, 이중화하면 두 가용 영역에 절반씩 둡니다.",
);

/// OCUs for search.
pub static SEARCH_OCU: Property = Property::number(
    "search_ocu",
    both("Search capacity", "검색 용량"),
    units::OCU,
    1.0,
    0.0,
    1_700.0,
)
.doc(
    "OpenSearch Compute Units for search, averaged over the month.",
    "검색용 OpenSearch Compute Unit(OCU)의 월평균입니다.",
);

/// Data.
pub static STORAGE_GB: Property = Property::number(
    "storage_gb",
    both("Storage", "스토리지"),
    units::GB,
    10.0,
    0.0,
    1e9,
)
.doc(
    "Data of the collection in S3, averaged over the month.",
    "S3에 보관하는 컬렉션의 월평균 데이터입니다.",
);

/// Standby copies.
pub static STANDBY: Property =
    Property::flag("standby_replicas", both("Redundancy", "이중화"), true)
        .doc(
            "Copies in a second zone, in the capacity above.",
            "두 번째 가용 영역의 사본이며 위의 용량에 포함됩니다.",
        )
        .secondary();

/// Price of an OCU-hour.
pub static OCU_PRICE: Property = user_price::price(
    "ocu_price_usd",
    both("Price per OCU-hour", "OCU-시간당 요금"),
    units::USD_PER_HOUR,
);

/// Price of storage.
pub static STORAGE_PRICE: Property = user_price::price(
    "storage_price_usd",
    both("Storage price per GB-month", "GB-월당 스토리지 요금"),
    units::USD_PER_GB,
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let ocu = item.number(&INDEXING_OCU) + item.number(&SEARCH_OCU);
    format!("{} OCU", number::short(ocu, 1))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let lines = [
        ("indexing", &INDEXING_OCU, "serverless_indexing_ocu_hour"),
        ("search", &SEARCH_OCU, "serverless_search_ocu_hour"),
    ];
    for (key, property, row) in lines {
        let amount = Amount::product(
            units::OCU_HOURS,
            &[
                (item.number(property), units::OCU),
                (cx.hours, units::HOURS),
            ],
        );
        bill.charge(key, property.title, amount, Query::new("opensearch", row))
            .or_user(item, &OCU_PRICE, 1.0);
    }
    bill.charge(
        "storage",
        STORAGE_GB.title,
        Amount::plain(item.number(&STORAGE_GB), units::GB_MONTHS),
        Query::new("opensearch", "serverless_storage_gb_month"),
    )
    .or_user(item, &STORAGE_PRICE, 1.0);
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.figures(resource, &[("storage_gb", &STORAGE_GB)]);
    draft.set(
        &STANDBY,
        resource.text("standby_replicas") != Some("DISABLED"),
    );
}

/// OpenSearch Serverless.
pub static KIND: Kind = Kind {
    name: "opensearchserverless_collection",
    title: both(
        "Amazon OpenSearch Serverless collection",
        "Amazon OpenSearch Serverless 컬렉션",
    ),
    short: both("OpenSearch Serverless", "OpenSearch 서버리스"),
    doc: both(
        "Search, logs or vectors without nodes. One pays for compute units of indexing and search by the hour and for storage.",
        "노드 없이 검색, 로그, 벡터를 다룹니다. 인덱싱과 검색의 컴퓨팅 단위 시간과 스토리지에 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon OpenSearch Service",
    spend: Spend::Database,
    glyph: glyph::LIST_MAGNIFYING_GLASS,
    monogram: "OSS",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_opensearchserverless_collection"],
    imports: &[Import::of("aws_opensearchserverless_collection").read(read)],
    cloudformation: &["AWS::OpenSearchServerless::Collection"],
    drawio: "elasticsearch_service",
    keywords: &[
        "search",
        "vector",
        "serverless",
        "ocu",
        "검색",
        "벡터",
        "서버리스",
    ],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &TYPE,
        &INDEXING_OCU,
        &SEARCH_OCU,
        &STORAGE_GB,
        &OCU_PRICE,
        &STORAGE_PRICE,
        &user_price::SOURCE,
        &STANDBY,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn capacity_and_storage_take_typed_prices() {
        let bench = Bench::new("opensearchserverless_collection").with("search_ocu", 2.0);
        assert_eq!(bench.lines().missing(), ["indexing", "search", "storage"]);
        assert_eq!(bench.key_fact(), "3 OCU");
        let priced = bench
            .with("ocu_price_usd", 0.24)
            .with("storage_price_usd", 0.024);
        // (1 + 2) OCU x 730 h x 0.24 $ + 10 GB x 0.024 $.
        near(priced.lines().total(), 525.6 + 0.24);
        assert_eq!(priced.problems().len(), 1);
    }
}
