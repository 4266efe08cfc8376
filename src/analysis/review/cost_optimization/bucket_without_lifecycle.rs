//! COST046: Bucket without lifecycle.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Shape;
use crate::catalog::storage::s3_bucket;
use crate::model::Value;
use crate::text::Phrase;
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Bucket without lifecycle
    ///
    /// **Why.** Cold data stays in the hottest class.
    ///
    /// **Fix.** Use Intelligent-Tiering or transitions by age, and let temporary data expire.
    ///
    /// **When to silence it.** All objects are read often, whatever their age (state it as the access of the bucket).
    ///
    /// **References.** S3.13; CKV2_AWS_61; prowler:s3_bucket_lifecycle_enabled; TA:Amazon S3 Bucket Lifecycle Policy
    /// Configured; thrifty:buckets_with_no_lifecycle; COST04-BP05; SUS04-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"storage_gb": 2000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "busy": (kind: "s3_bucket", at: (150, 0), properties: {"storage_gb": 2000, "access": "frequent"}),
    ///     "files": (kind: "s3_bucket", at: (0, 0), properties: {"storage_gb": 2000, "storage_class": "INTELLIGENT_TIERING"}),
    ///     "logs": (kind: "s3_bucket", at: (300, 0), properties: {"storage_gb": 2000, "lifecycle_rules": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST046",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&s3_bucket::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold { value: 100.0, unit: both("GB", "GB"), source: "default" }),
        korean: Korean {
            title: "수명 주기가 없는 버킷",
            why: "식은 데이터가 가장 비싼 클래스에 남습니다.",
            fix: "Intelligent-Tiering을 쓰거나 나이에 따라 전환하고, 임시 데이터는 만료시킵니다.",
            silence: "모든 객체를 언제나 자주 읽는 경우입니다.",
        },
    };
}

/// Class that moves objects by itself.
const TIERED: &str = "INTELLIGENT_TIERING";

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    item.number(&s3_bucket::STORAGE_GB) > RULE.limit(cx)
        && !item.flag(&s3_bucket::LIFECYCLE)
        && item.text(&s3_bucket::STORAGE_CLASS) == "STANDARD"
        && item.text(&s3_bucket::ACCESS) != "frequent"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let gb = item.number(&s3_bucket::STORAGE_GB);
    let saved = LazyCell::new(|| {
        saving::with(
            cx,
            item,
            &[(&s3_bucket::STORAGE_CLASS, Value::from(TIERED))],
        )
    });
    let share = match s3_bucket::INFREQUENT_SHARE.shape {
        Shape::Number { default, .. } => default.unwrap_or(0.0),
        _ => 0.0,
    };
    let evidence = seen(|language| {
        let (name, gb, price) = (item.name(language), short(gb, 0), saved.told(language));
        match language {
            Language::English => format!(
                "{name}: {gb} GB without a lifecycle rule; in Intelligent-Tiering, if {share}% is seldom read, {price}"
            ),
            Language::Korean => format!(
                "{name}: 수명 주기 규칙 없는 {gb} GB; {share}%를 드물게 읽는다면 Intelligent-Tiering에서 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Use Intelligent-Tiering", "Intelligent-Tiering 사용"),
        edit: set(&item, &s3_bucket::STORAGE_CLASS, TIERED),
    })
}
