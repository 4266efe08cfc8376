//! SEC065: Audit trail can be altered or read.

use crate::analysis::review::places;
use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudtrail::{self, KMS_KEY, VALIDATION};
use crate::catalog::security::kms_key;
use crate::catalog::storage::s3_bucket;
use crate::catalog::storage::s3_bucket::BLOCK_PUBLIC_ACCESS;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// Audit trail can be altered or read
    ///
    /// **Why.** Evidence counts only if nobody can change or read it without being seen.
    ///
    /// **Fix.** Turn on log file validation, encrypt the log files with a KMS key of your own, and block public access
    /// to the bucket.
    ///
    /// **When to silence it.** The bucket is encrypted with an own key by default, and its policy admits the security
    /// team only.
    ///
    /// **References.** CloudTrail.2; CloudTrail.4; CloudTrail.6; CKV_AWS_35; CKV_AWS_36;
    /// prowler:cloudtrail_log_file_validation_enabled; prowler:cloudtrail_kms_encryption_enabled; CIS5.0:3.2;
    /// CIS5.0:3.5; SEC04-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "logs": (kind: "s3_bucket", at: (200, 0), properties: {"block_public_access": false}), // finding
    ///     "trail": (kind: "cloudtrail", at: (0, 0), properties: {"enable_log_file_validation": false}), // finding
    /// }, connections: {
    ///     "deliver": (from: "trail", to: "logs", kind: log_shipping, gb_per_month: 5),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "logs": (kind: "s3_bucket", at: (200, 0)),
    ///     "trail": (kind: "cloudtrail", at: (0, 0), properties: {"kms_key": true}),
    /// }, connections: {
    ///     "deliver": (from: "trail", to: "logs", kind: log_shipping, gb_per_month: 5),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC065",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Each(&[&cloudtrail::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "변조하거나 읽을 수 있는 감사 추적",
            why: "증거는 몰래 바꾸거나 읽을 수 없어야 가치가 있습니다.",
            fix: "로그 파일 검증을 켜고 직접 관리하는 KMS 키로 암호화하며 로그 버킷의 퍼블릭 액세스를 차단합니다.",
            silence: "버킷이 기본으로 자체 키로 암호화되고 보안 팀만 접근할 수 있는 경우입니다.",
        },
    };
}

/// Buckets that the trail delivers to and that do not block public access.
fn open_buckets<'a>(cx: &Cx<'a>, trail: &Item<'a>) -> Vec<Item<'a>> {
    let called = cx.called(trail).map(|(item, _)| item);
    called
        .filter(|item| *item.kind == s3_bucket::KIND && !item.flag(&BLOCK_PUBLIC_ACCESS))
        .collect()
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let flags = [&VALIDATION, &KMS_KEY];
    let buckets = open_buckets(cx, item);
    if flags.iter().all(|flag| item.flag(flag)) && buckets.is_empty() {
        return;
    }
    let evidence = seen(|language| {
        let mut parts = vec![item.name(language).to_owned()];
        for flag in flags {
            let value = phrase::value_of(flag, &item.flag(flag).into(), language);
            parts.push(format!("{}: {value}", flag.title.get(language)));
        }
        if !buckets.is_empty() {
            let names = phrase::names(buckets.iter().copied(), language);
            parts.push(match language {
                Language::English => format!("public access not blocked: {names}"),
                Language::Korean => format!("퍼블릭 액세스가 차단되지 않음: {names}"),
            });
        }
        parts.join("; ")
    });
    out.add(
        buckets.iter().map(|bucket| bucket.id).chain([item.id]),
        evidence,
    );
}

/// Sets the switches; draws a key beside the trail where the design has none.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let items = || finding.items.iter().filter_map(|id| cx.item(id));
    let trail = items().find(|item| *item.kind == cloudtrail::KIND)?;
    let mut edits = vec![set(&trail, &VALIDATION, true)];
    if !trail.flag(&KMS_KEY) {
        edits.push(set(&trail, &KMS_KEY, true));
        if cx.of_kind(&kms_key::KIND).is_empty() {
            let key = places::new(&kms_key::KIND).with(kms_key::ROTATION.name, true);
            edits.push(places::add(cx, "trail-key", trail.component.parent(), key));
        }
    }
    for bucket in open_buckets(cx, &trail) {
        edits.push(set(&bucket, &BLOCK_PUBLIC_ACCESS, true));
    }
    Some(Fix {
        label: Phrase::new("Seal the trail", "추적 보호"),
        edit: Edit::Batch(edits),
    })
}
