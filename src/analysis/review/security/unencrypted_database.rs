//! SEC039: Database storage not encrypted.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::redshift_cluster;
use crate::catalog::database::{
    db_instance, docdb_cluster, neptune_cluster, protection, rds_cluster,
};

rule! {
    /// Database storage not encrypted
    ///
    /// **Why.** Snapshots and volumes of the database can be read by whoever copies them. Encryption cannot be switched on
    /// later without a copy.
    ///
    /// **Fix.** Turn storage encryption on. On a running database: copy a snapshot with encryption and restore from it.
    ///
    /// **When to silence it.** The data is public anyway.
    ///
    /// **References.** RDS.3; RDS.27; Redshift.10; DocumentDB.1; CKV_AWS_16; CKV_AWS_96; CKV_AWS_64;
    /// prowler:rds_instance_storage_encrypted; CIS5.0:2.2.1; SEC08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"storage_encrypted": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC039",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: expect(
            &[
                (&db_instance::KIND, &db_instance::STORAGE_ENCRYPTED),
                (&rds_cluster::KIND, &rds_cluster::STORAGE_ENCRYPTED),
                (&docdb_cluster::KIND, &protection::STORAGE_ENCRYPTED),
                (&neptune_cluster::KIND, &protection::STORAGE_ENCRYPTED),
                (&redshift_cluster::KIND, &redshift_cluster::ENCRYPTED),
            ],
            is(true),
        ),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Encrypt the storage", "스토리지 암호화")),
        threshold: None,
        korean: Korean {
            title: "스토리지가 암호화되지 않은 데이터베이스",
            why: "스냅샷이나 볼륨을 복사한 사람은 누구나 데이터를 읽을 수 있습니다. 암호화는 나중에 켤 수 없으며 복사본을 만들어야 합니다.",
            fix: "스토리지 암호화를 켭니다. 운영 중이라면 스냅샷을 암호화하여 복사한 뒤 복원합니다.",
            silence: "데이터가 이미 공개된 경우입니다.",
        },
    };
}
