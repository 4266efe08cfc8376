//! SEC054: Kubernetes secrets not envelope-encrypted.

use crate::analysis::review::prelude::*;
use crate::catalog::containers::eks_cluster;
use crate::catalog::security::kms_key;
use crate::model::edit::Edit;
use crate::model::{Component, ContainerKind};
use crate::text::Phrase;

rule! {
    /// Kubernetes secrets not envelope-encrypted
    ///
    /// **Why.** Kubernetes secrets are then encrypted with keys of AWS only: you see nobody use them, and cannot
    /// take the permission back.
    ///
    /// **Fix.** Turn on encryption of secrets with a KMS key of your own.
    ///
    /// **When to silence it.** Programs read their secrets from Secrets Manager, and the cluster keeps none.
    ///
    /// **References.** EKS.3; CKV_AWS_58; prowler:eks_cluster_kms_cmk_encryption_in_secrets_enabled; SEC08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cluster": (kind: "eks_cluster", at: (0, 0), properties: {"secrets_encryption": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC054",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: expect(
            &[(&eks_cluster::KIND, &eks_cluster::SECRETS_ENCRYPTION)],
            is(true),
        ),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "자체 키로 암호화되지 않은 Kubernetes 시크릿",
            why: "Kubernetes 시크릿이 AWS의 키로만 암호화됩니다. 누가 쓰는지 볼 수 없고 권한을 회수할 수도 없습니다.",
            fix: "자체 KMS 키로 시크릿 암호화를 켭니다.",
            silence: "프로그램이 시크릿을 Secrets Manager에서 읽고 클러스터에는 두지 않는 경우입니다.",
        },
    };
}

/// Distance of the new tile below the cluster.
const SPACE: f32 = 80.0;

/// Turns the encryption on, and draws a key if none is joined to the cluster.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = vec![set(&item, &eks_cluster::SECRETS_ENCRYPTION, true)];
    if !cx
        .neighbours(item)
        .any(|other| *other.kind == kms_key::KIND)
    {
        let place = item.component.placements.first()?;
        let region = cx
            .enclosing(place.parent.as_ref(), ContainerKind::Region)
            .map(|(region, _)| region.clone());
        let key = Component::new(kms_key::KIND.name, region, place.at.offset(0.0, SPACE));
        let id = cx.design.fresh_id(&format!("{}-key", item.id));
        edits.push(Edit::PutComponent(id, key));
    }
    Some(Fix {
        label: Phrase::new("Encrypt with your own key", "자체 키로 암호화"),
        edit: Edit::Batch(edits),
    })
}
