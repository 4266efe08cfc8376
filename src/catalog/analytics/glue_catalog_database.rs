//! AWS Glue Data Catalog: objects kept and requests to them.
//!
//! Semantics: AWS Glue pricing page. The first million objects and the first million requests of a month are free, once per
//! account, not here: the figures are those beyond them.

use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Objects.
pub static OBJECTS: Property =
    Property::usage("stored_objects", both("Objects", "객체"), units::OBJECTS).doc(
        "Tables, versions of tables, partitions and databases beyond the free million.",
        "무료 100만 개를 넘는 테이블, 테이블 버전, 파티션, 데이터베이스의 수입니다.",
    );

/// Requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests in a month beyond the free million. Derived from incoming connections, without the free ones.",
    "무료 100만 건을 넘는 월 요청입니다. 들어오는 연결에서 계산하며 무료 요청은 빼지 않습니다.",
);

/// Encryption.
pub static ENCRYPTED: Property = Property::flag(
    "at_rest_encryption",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "Metadata and connection passwords are encrypted with a KMS key.",
    "메타데이터와 연결 암호를 KMS 키로 암호화합니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match item.typed(&OBJECTS) {
        Some(objects) => {
            let count = number::compact(objects, language);
            format!("{count} {}", units::OBJECTS.after(objects, language))
        }
        None => both("Data Catalog", "데이터 카탈로그")
            .get(language)
            .to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.usage(
        "objects",
        both("Storage", "저장 객체"),
        cx.usage(&OBJECTS, 0.0),
        units::OBJECTS,
        Query::new("glue", "catalog_object_month"),
    );
    bill.usage(
        "requests",
        both("Requests", "요청"),
        cx.usage(&REQUESTS, cx.flows.requests()),
        units::REQUESTS,
        Query::new("glue", "catalog_request"),
    );
}

/// Glue Data Catalog database.
pub static KIND: Kind = Kind {
    name: "glue_catalog_database",
    title: both("AWS Glue Data Catalog", "AWS Glue 데이터 카탈로그"),
    short: both("Data Catalog", "데이터 카탈로그"),
    doc: both(
        "Keeps the tables of a data lake for Athena, EMR and Redshift. A million objects and a million requests are free, more \
         is billed.",
        "Athena, EMR, Redshift가 쓰는 데이터 레이크의 테이블 정보를 보관합니다. 객체 100만 개와 요청 100만 건까지 무료이고 그 이상은 과금됩니다.",
    ),
    category: Category::Analytics,
    service: "AWS Glue",
    spend: Spend::Storage,
    glyph: glyph::TABLE,
    monogram: "CAT",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_glue_catalog_database"],
    imports: &[Import::of("aws_glue_catalog_database").usage(&[
        ("monthly_objects", &OBJECTS),
        ("monthly_requests", &REQUESTS),
    ])],
    cloudformation: &["AWS::Glue::Database"],
    drawio: "glue",
    keywords: &[
        "metadata",
        "hive",
        "metastore",
        "table",
        "메타데이터",
        "테이블",
    ],
    endpoint_service: "glue",
    port: Some(443),
    properties: &[&OBJECTS, &REQUESTS, &ENCRYPTED],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn objects_and_requests() {
        let lines = Bench::new("glue_catalog_database")
            .with("stored_objects", 200_000.0)
            .incoming("users", 3e6, 1.0, 1.0)
            .lines();
        // 200,000 x 0.00001 $; 3 M x 0.000001 $.
        near(lines.usd("objects"), 2.0);
        near(lines.usd("requests"), 3.0);
        near(Bench::new("glue_catalog_database").lines().total(), 0.0);
    }
}
