//! AWS KMS key with imported key material: a price a month for each key, a price for each request.
//!
//! Semantics: AWS KMS pricing page; `pricing/kms.csv`. Imported material does not rotate by itself.

use super::kms_keys;
use crate::catalog::Kind;
use crate::catalog::terraform::Import;
use crate::glyph;
use crate::text::both;

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
    glyph: glyph::KEY,
    terraform: &["aws_kms_external_key"],
    imports: &[Import::of("aws_kms_external_key")],
    cloudformation: &["AWS::KMS::Key"],
    keywords: &["encryption", "imported", "byok", "암호화", "가져온 키"],
    ..kms_keys::KIND
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
