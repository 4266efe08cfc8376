//! COST047: Old versions and unfinished uploads never expire.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::storage::s3_bucket;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::{Money, short};

rule! {
    /// Old versions and unfinished uploads never expire
    ///
    /// **Why.** Invisible bytes are billed: versions that were replaced, and parts of uploads that never ended.
    ///
    /// **Fix.** Let old versions expire after 30 to 90 days and unfinished uploads after 7; versioning itself stays
    /// (REL046 asks for it).
    ///
    /// **When to silence it.** A rule of law asks for every version.
    ///
    /// **References.** S3.10; CKV_AWS_300; TA:Amazon S3 version-enabled buckets without lifecycle policies configured;
    /// TA:Amazon S3 Incomplete Multipart Upload Abort Configuration; COST04-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "docs": (kind: "s3_bucket", at: (0, 0), properties: {"versioning": true, "abort_incomplete_uploads": true}), // finding
    ///     "up": (kind: "s3_bucket", at: (150, 0), properties: {"put_requests": 1000000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "docs": (kind: "s3_bucket", at: (0, 0), properties: {"versioning": true, "noncurrent_version_expiration_days": 60, "abort_incomplete_uploads": true}),
    ///     "up": (kind: "s3_bucket", at: (150, 0), properties: {"put_requests": 1000000, "abort_incomplete_uploads": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST047",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&s3_bucket::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "만료되지 않는 이전 버전과 미완료 업로드",
            why: "보이지 않는 바이트도 과금됩니다.",
            fix: "이전 버전은 30~90일, 미완료 업로드는 7일 뒤에 지웁니다. REL046이 요구하는 버전 관리는 유지합니다.",
            silence: "모든 버전을 보관해야 하는 규정이 있는 경우입니다.",
        },
    };
}

/// Days after which the quick fix lets old versions expire.
const DAYS: f64 = 60.0;

fn keeps_versions(item: &Item<'_>) -> bool {
    item.flag(&s3_bucket::VERSIONING) && item.typed(&s3_bucket::NONCURRENT_DAYS).is_none()
}

/// Uploads in the month, where unfinished ones never expire.
fn uploads(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if item.flag(&s3_bucket::ABORT_UPLOADS) {
        return None;
    }
    let typed = item.typed(&s3_bucket::PUT_REQUESTS);
    let puts = typed.unwrap_or_else(|| cx.arrivals(item).writes());
    (puts > 0.0).then_some(puts)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (versions, uploads) = (keeps_versions(item), uploads(cx, item));
    if !versions && uploads.is_none() {
        return;
    }
    let evidence = seen(|language| {
        let storage = saving::of_lines(cx, item, &["storage"]);
        let gb = item.number(&s3_bucket::STORAGE_GB).max(1.0);
        let mut parts = vec![item.name(language).to_owned()];
        if versions {
            let usd = Money::USD.unit_price(storage.0 / gb);
            parts.push(match language {
                Language::English => {
                    format!("old versions are kept for ever, {usd} a GB and month")
                }
                Language::Korean => format!("이전 버전을 영구 보관, GB당 월 {usd}"),
            });
        }
        if let Some(puts) = uploads {
            let puts = short(puts, 0);
            parts.push(match language {
                Language::English => {
                    format!("{puts} uploads a month, unfinished ones never expire")
                }
                Language::Korean => {
                    format!("월 {puts}건 업로드, 미완료 업로드가 만료되지 않음")
                }
            });
        }
        parts.join("; ")
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    if keeps_versions(&item) {
        edits.push(set(&item, &s3_bucket::NONCURRENT_DAYS, DAYS));
    }
    if uploads(cx, &item).is_some() {
        edits.push(set(&item, &s3_bucket::ABORT_UPLOADS, true));
    }
    Some(Fix {
        label: Phrase::new(
            "Let old versions and uploads expire",
            "이전 버전과 업로드 만료",
        ),
        edit: Edit::Batch(edits),
    })
}
