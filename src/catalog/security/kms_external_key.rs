//! AWS KMS key with imported key material: a price a month for each key, a price for each request.
//!
//! Semantics: AWS KMS pricing page; `pricing/kms.csv`. Imported material does not rotate by itself.

use super::kms_key::{self, DELETION_WINDOW, REQUESTS};
use crate::catalog::amount::units;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Number of keys; KMS allows 100,000 in a Region (service-facts: KMS quota).
pub static KEYS: Property = Property::count(
    "keys",
    both("Keys", "키 수"),
    units::KEYS,
    1.0,
    1.0,
    100000.0,
)
.doc(
    "How many keys the tile stands for.",
    "이 타일이 나타내는 키의 수입니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&KEYS);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 key".to_owned(),
        Language::English => format!("{figure} keys"),
        Language::Korean => format!("키 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    kms_key::bill_keys(cx, bill, cx.item.number(&KEYS));
    kms_key::bill_requests(cx, bill, "symmetric");
}

/// KMS external key.
pub static KIND: Kind = Kind {
    name: "kms_external_key",
    title: both("AWS KMS external key", "AWS KMS 외부 키"),
    short: both("External key", "외부 키"),
    doc: both(
        "KMS key whose material you bring yourself. The same price a month and for each \
         request as any customer managed key.",
        "키 구성 요소를 직접 가져온 KMS 키입니다. 월 요금과 요청 요금이 다른 고객 관리형 키와 \
         같습니다.",
    ),
    category: Category::Security,
    service: "AWS Key Management Service",
    spend: Spend::Other,
    glyph: glyph::KEY,
    monogram: "KMS",
    scope: Scope::Regional,
    terraform: &["aws_kms_external_key"],
    imports: &[Import::of("aws_kms_external_key")],
    cloudformation: &["AWS::KMS::Key"],
    drawio: "key_management_service",
    keywords: &["encryption", "imported", "byok", "암호화", "가져온 키"],
    endpoint_service: "kms",
    properties: &[&KEYS, &REQUESTS, &DELETION_WINDOW],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_key_a_month_and_requests() {
        let bench = Bench::new("kms_external_key")
            .with("keys", 2.0)
            .with("requests", 1e6);
        // 2 x $1 + 1,000,000 x $0.000003 = $5.
        near(bench.lines().total(), 5.0);
        assert_eq!(bench.key_fact(), "2 keys");
    }
}
