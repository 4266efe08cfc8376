//! AWS KMS replica of a multi-Region key: a price a month in its Region, a price for each request there.
//!
//! Semantics: AWS KMS pricing page; `pricing/kms.csv`.

use super::kms_keys;
use crate::catalog::Kind;
use crate::catalog::terraform::Import;
use crate::glyph;
use crate::text::both;

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
    glyph: glyph::COPY,
    terraform: &["aws_kms_replica_key", "aws_kms_replica_external_key"],
    imports: &[
        Import::of("aws_kms_replica_key"),
        Import::of("aws_kms_replica_external_key"),
    ],
    cloudformation: &["AWS::KMS::ReplicaKey"],
    keywords: &["encryption", "multi-region", "암호화", "다중 리전"],
    ..kms_keys::KIND
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
