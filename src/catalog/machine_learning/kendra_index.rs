//! Amazon Kendra: an index by the hour, and units of storage and queries on top.
//!
//! Semantics: Amazon Kendra pricing page: base capacity by edition and hour from the creation of the index on.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Edition.
pub static EDITION: Property = Property::choice(
    "edition",
    both("Edition", "에디션"),
    "ENTERPRISE_EDITION",
    &[
        choice_in("DEVELOPER_EDITION", "Developer", "개발자"),
        choice_in("ENTERPRISE_EDITION", "Enterprise", "엔터프라이즈"),
    ],
)
.doc(
    "The developer edition runs in one zone and is not meant for production.",
    "개발자 에디션은 가용 영역 하나에서 실행되며 운영용이 아닙니다.",
);

/// Extra storage.
pub static STORAGE_UNITS: Property = Property::count(
    "storage_capacity_units",
    both("Extra storage units", "추가 스토리지 단위"),
    units::CAPACITY_UNITS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Units of 30 GB or 100,000 documents on top of the base.",
    "기본 용량에 더하는 30GB 또는 문서 10만 건 단위입니다.",
);

/// Extra queries.
pub static QUERY_UNITS: Property = Property::count(
    "query_capacity_units",
    both("Extra query units", "추가 쿼리 단위"),
    units::CAPACITY_UNITS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Units of 0.1 queries a second on top of the base.",
    "기본 용량에 더하는 초당 쿼리 0.1건 단위입니다.",
);

/// Price of a unit.
pub static UNIT_PRICE: Property = user_price::price(
    "capacity_unit_price_usd",
    both("Own price of a unit", "직접 입력한 단위 요금"),
    units::USD_PER_HOUR,
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    item.chosen(&EDITION, language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let base = if item.text(&EDITION) == "DEVELOPER_EDITION" {
        "developer_base_query_storage_capacity_kendradeveloperedition_per_hours"
    } else {
        "enterprise_base_query_storage_capacity_edition_per_hours"
    };
    bill.charge(
        "index",
        both("Index", "인덱스"),
        Amount::plain(cx.hours, units::HOURS),
        Query::new("kendra", base),
    )
    .or_user_price(item);
    for (key, name, property, priced) in [
        (
            "storage_units",
            both("Extra storage units", "추가 스토리지 단위"),
            &STORAGE_UNITS,
            "enterprise_additional_storage_capacity_kendra_storage_capacity_unit_per_hours",
        ),
        (
            "query_units",
            both("Extra query units", "추가 쿼리 단위"),
            &QUERY_UNITS,
            "enterprise_additional_query_storage_capacity_kendra_query_capacity_unit_per_hours",
        ),
    ] {
        let count = item.number(property);
        if count > 0.0 {
            bill.charge(
                key,
                name,
                Amount::hours(count, units::CAPACITY_UNITS, cx.hours),
                Query::new("kendra", priced),
            )
            .or_user(item, &UNIT_PRICE, 1.0);
        }
    }
}

/// Kendra index.
pub static KIND: Kind = Kind {
    name: "kendra_index",
    title: both("Amazon Kendra index", "Amazon Kendra 인덱스"),
    short: both("Kendra", "Kendra"),
    doc: both(
        "Searches documents of a company by question. One pays for the index by the hour, used or not.",
        "회사 문서를 질문으로 검색합니다. 사용 여부와 관계없이 인덱스의 시간에 요금을 냅니다.",
    ),
    category: Category::MachineLearning,
    service: "Amazon Kendra",
    spend: Spend::Other,
    glyph: glyph::BOOKS,
    monogram: "KEN",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_kendra_index"],
    cloudformation: &["AWS::Kendra::Index"],
    drawio: "kendra",
    keywords: &["search", "documents", "rag", "검색", "문서"],
    port: Some(443),
    properties: &[
        &EDITION,
        &STORAGE_UNITS,
        &QUERY_UNITS,
        &user_price::PRICE,
        &UNIT_PRICE,
        &user_price::SOURCE,
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
    fn an_index_runs_all_the_time() {
        let index = || Bench::new("kendra_index").region("us-east-1");
        // 730 h x 1.40 $; two storage units x 730 h x 0.70 $.
        near(index().lines().total(), 1_022.0);
        let more = index().with("storage_capacity_units", 2.0);
        near(more.lines().total(), 2_044.0);
        // The developer edition: 730 h x 1.125 $.
        let developer = index().with("edition", "DEVELOPER_EDITION");
        near(developer.lines().total(), 821.25);
    }
}
