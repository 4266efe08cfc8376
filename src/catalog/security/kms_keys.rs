//! What the kinds share that stand for further keys of AWS KMS: their number, and a price a month for each besides the
//! requests.

use super::kms_key::{self, DELETION_WINDOW, REQUESTS};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::model::Language;
use crate::text::number;

/// Number of keys.
pub static KEYS: Property = kms_key::COUNT;

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

/// What these kinds have in common.
pub(super) const KIND: Kind = Kind {
    category: Category::Security,
    service: "AWS Key Management Service",
    spend: Spend::Other,
    monogram: "KMS",
    scope: Scope::Regional,
    drawio: "key_management_service",
    endpoint_service: "kms",
    properties: &[&KEYS, &REQUESTS, &DELETION_WINDOW],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
