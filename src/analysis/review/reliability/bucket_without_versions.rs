//! REL046: Bucket without versioning.

use crate::analysis::review::prelude::*;
use crate::catalog::storage::s3_bucket;
use crate::model::ConnectionKind;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::{Money, short};

rule! {
    /// Bucket without versioning
    ///
    /// **Why.** An overwritten or deleted object is gone for good.
    ///
    /// **Fix.** Turn on versioning, with a lifecycle rule that removes old versions after some weeks (COST047), so that
    /// they do not pile up.
    ///
    /// **When to silence it.** The bucket holds only what can be made again.
    ///
    /// **References.** S3.14; CKV_AWS_21; prowler:s3_bucket_object_versioning; TA:Amazon S3 Bucket Versioning;
    /// REL09-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"versioning": true, "lifecycle_rules": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL046",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&s3_bucket::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "버전 관리가 없는 버킷",
            why: "덮어쓰거나 삭제한 객체는 되돌릴 수 없습니다.",
            fix: "버전 관리를 켜고, 이전 버전이 쌓이지 않도록 몇 주 뒤 삭제하는 수명 주기 규칙을 둡니다(COST047).",
            silence: "다시 만들 수 있는 것만 있는 버킷입니다.",
        },
    };
}

/// Whether only logs and backups arrive, which nobody overwrites.
fn is_sink(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let arrivals = cx.incoming_kinds(item);
    let is_log = |kind| matches!(kind, ConnectionKind::LogShipping | ConnectionKind::Backup);
    !arrivals.is_empty() && arrivals.iter().copied().all(is_log)
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    !item.flag(&s3_bucket::VERSIONING)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if is_sink(cx, item) {
        return;
    }
    let gb = item.number(&s3_bucket::STORAGE_GB);
    let lines = cx.cost_of(item).map(|cost| cost.lines.as_slice());
    let storage = lines
        .unwrap_or_default()
        .iter()
        .find(|line| line.key == "storage");
    let usd = storage.and_then(|line| line.monthly);
    let evidence = seen(|language| {
        let name = item.name(language);
        let gb = short(gb, 1);
        let usd = usd.map(|usd| Money::USD.per_month(usd, language));
        match (language, usd) {
            (Language::English, Some(usd)) => format!(
                "{name}: {gb} GB, versioning off. The objects cost {usd}; each month in which all of them change adds as much for as long as old versions are kept (COST047)"
            ),
            (Language::English, None) => format!("{name}: {gb} GB, versioning off"),
            (Language::Korean, Some(usd)) => format!(
                "{name}: {gb} GB, 버전 관리 꺼짐. 객체 비용 {usd}. 모두 바뀌는 달마다 이전 버전을 보관하는 동안 같은 금액이 더해짐(COST047)"
            ),
            (Language::Korean, None) => format!("{name}: {gb} GB, 버전 관리 꺼짐"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Turn on versioning", "버전 관리 켜기"),
        edit: Edit::Batch(vec![
            set(&item, &s3_bucket::VERSIONING, true),
            set(&item, &s3_bucket::LIFECYCLE, true),
        ]),
    })
}
