//! SEC085: Backups can be deleted.

use crate::analysis::review::prelude::*;
use crate::catalog::storage::backup_vault;

rule! {
    /// Backups can be deleted
    ///
    /// **Why.** Ransomware deletes backups first. Recovery points are always encrypted (with the key of the service
    /// unless you choose one), but without a lock an administrator, or whoever has become one, can delete them all.
    ///
    /// **Fix.** Lock the vault, encrypt it with an own key, and copy recovery points to another account.
    ///
    /// **When to silence it.** Backups in another account are locked.
    ///
    /// **References.** Backup.1; CKV_AWS_166; prowler:backup_vaults_encrypted; prowler:backup_recovery_point_encrypted;
    /// TA:AWS Backup Vault Without Resource-based Policy to Prevent Deletion of Recovery Points; REL09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "vault": (kind: "backup_vault", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "vault": (kind: "backup_vault", at: (0, 0), properties: {"vault_lock": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC085",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(&[(&backup_vault::KIND, &backup_vault::LOCK)], is(true)),
        fix: Some(|cx, finding| set_expected_as(cx, finding, "Lock the vault", "볼트 잠금")),
        threshold: None,
        korean: Korean {
            title: "삭제할 수 있는 백업",
            why: "랜섬웨어는 백업부터 지웁니다. 복구 시점은 항상(따로 고르지 않으면 서비스의 키로) 암호화되지만, 잠금이 없으면 관리자나 관리자 권한을 빼앗은 사람이 모두 지울 수 있습니다.",
            fix: "볼트를 잠그고 직접 관리하는 키로 암호화하며 복구 시점을 다른 계정에 복사합니다.",
            silence: "다른 계정의 백업이 잠겨 있는 경우입니다.",
        },
    };
}
