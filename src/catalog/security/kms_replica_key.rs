//! AWS KMS replica of a multi-Region key: a price a month in its Region, a price for each request there.
//!
//! Semantics: AWS KMS pricing page; `pricing/kms.csv`.

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

/// KMS replica key.
pub static KIND: Kind = Kind {
    name: "kms_replica_key",
    title: both("AWS KMS replica key", "AWS KMS 복제본 키"),
    short: both("Replica key", "복제본 키"),
    doc: both(
        "Copy of a multi-Region key in another Region, so that data can be decrypted there. \
         Each copy costs as much as a key.",
        "다중 리전 키를 다른 리전에 복제하여 그곳에서도 복호화할 수 있게 합니다. 복제본마다 \
         키 하나의 요금이 듭니다.",
    ),
    category: Category::Security,
    service: "AWS Key Management Service",
    spend: Spend::Other,
    glyph: glyph::COPY,
    monogram: "KMS",
    scope: Scope::Regional,
    terraform: &["aws_kms_replica_key", "aws_kms_replica_external_key"],
    imports: &[
        Import::of("aws_kms_replica_key"),
        Import::of("aws_kms_replica_external_key"),
    ],
    cloudformation: &["AWS::KMS::ReplicaKey"],
    drawio: "key_management_service",
    keywords: &["encryption", "multi-region", "암호화", "다중 리전"],
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
    fn a_copy_costs_as_much_as_a_key() {
        let bench = Bench::new("kms_replica_key").incoming("lambda_function", 2e6, 1.0, 1.0);
        // $1 + 2,000,000 x $0.000003 = $7.
        near(bench.lines().total(), 7.0);
    }
}
