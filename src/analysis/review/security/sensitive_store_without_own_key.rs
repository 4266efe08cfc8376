//! SEC043: Sensitive store uses no customer-managed key.

use crate::analysis::review::prelude::*;
use crate::analysis::review::tags;
use crate::catalog::Kind;
use crate::catalog::analytics::redshift_cluster;
use crate::catalog::database::{db_instance, docdb_cluster, dynamodb_table, rds_cluster};
use crate::catalog::security::kms_key;
use crate::catalog::storage::{ebs_volume, s3_bucket};

rule! {
    /// Sensitive store uses no customer-managed key
    ///
    /// **Why.** With a key of your own you decide who may read the data, see in the audit trail who did, and can
    /// take the permission back at once.
    ///
    /// **Fix.** Encrypt with a customer-managed KMS key that rotates; turn bucket keys on for S3, so that fewer
    /// requests to KMS are billed.
    ///
    /// **When to silence it.** The audit of this data accepts keys that AWS manages.
    ///
    /// **References.** S3.17; CKV_AWS_119; CKV_AWS_145; prowler:dynamodb_tables_kms_cmk_encryption_enabled;
    /// prowler:s3_bucket_kms_encryption; SEC08-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cards": (kind: "dynamodb_table", at: (0, 0), tags: {"data_class": "payment"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cards": (kind: "dynamodb_table", at: (0, 0), tags: {"data_class": "payment"}, properties: {"kms_key": "customer-managed"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC043",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(
            &[
                &s3_bucket::KIND,
                &dynamodb_table::KIND,
                &db_instance::KIND,
                &rds_cluster::KIND,
                &docdb_cluster::KIND,
                &redshift_cluster::KIND,
                &ebs_volume::KIND,
            ],
            check,
        ),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "민감한 저장소에 고객 관리형 키가 없음",
            why: "직접 관리하는 키를 쓰면 누가 데이터를 읽을 수 있는지 정하고, 누가 읽었는지 감사 기록으로 확인하며, 권한을 즉시 회수할 수 있습니다.",
            fix: "교체되는 고객 관리형 KMS 키로 암호화합니다. S3에서는 버킷 키를 켜서 과금되는 KMS 요청을 줄입니다.",
            silence: "이 데이터의 감사가 AWS 관리형 키를 인정하는 경우입니다.",
        },
    };
}

/// Classes that ask for a key of one's own.
const SENSITIVE: &[&str] = &["personal", "payment", "secret"];

/// Name of the property that says whose key it is, and its value for a key of one's own.
fn own_key(kind: &Kind) -> (&'static str, &'static str) {
    if *kind == s3_bucket::KIND {
        (s3_bucket::ENCRYPTION_KIND.name, "aws:kms")
    } else {
        (dynamodb_table::KMS_KEY.name, "customer-managed")
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let class = tags::data_class(item).filter(|class| SENSITIVE.contains(&class.as_str()));
    let Some(class) = class else { return };
    let (name, own) = own_key(item.kind);
    let Some(property) = item.kind.property(name) else {
        return;
    };
    let is_customer_key = |other: Item<'_>| {
        *other.kind == kms_key::KIND && other.text(&kms_key::MANAGER) == "customer"
    };
    if item.text(property) == own || cx.neighbours(item).any(is_customer_key) {
        return;
    }
    let state = phrase::property_of(item, property);
    let evidence = seen(|language| {
        let state = state.get(language);
        match language {
            Language::English => format!("{state}; data class: {class}"),
            Language::Korean => format!("{state}; 데이터 등급: {class}"),
        }
    });
    out.add([item.id], evidence);
}
