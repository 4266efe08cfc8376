//! COST048: Wrong class for small or short-lived objects.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::storage::s3_bucket;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Wrong class for small or short-lived objects
    ///
    /// **Why.** Minimum size, minimum duration and retrieval fees eat the saving of infrequent and archive classes.
    ///
    /// **Fix.** Use Standard or Intelligent-Tiering; bundle small files.
    ///
    /// **When to silence it.** The objects will soon be larger or live longer.
    ///
    /// **References.** COST06-BP02; SUS04-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "thumbs": (kind: "s3_bucket", at: (0, 0), properties: {"storage_class": "STANDARD_IA", "storage_gb": 500, "object_kb": 20}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "thumbs": (kind: "s3_bucket", at: (0, 0), properties: {"storage_class": "STANDARD", "storage_gb": 500, "object_kb": 20, "lifecycle_rules": true}),
    ///     "video": (kind: "s3_bucket", at: (150, 0), properties: {"storage_class": "STANDARD_IA", "storage_gb": 500, "object_kb": 20000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST048",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&s3_bucket::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "작거나 수명이 짧은 객체에 맞지 않는 클래스",
            why: "최소 크기, 최소 기간, 검색 요금이 절감액을 없앱니다.",
            fix: "Standard나 Intelligent-Tiering을 쓰고 작은 파일은 묶습니다.",
            silence: "객체가 곧 커지거나 오래 남게 되는 경우입니다.",
        },
    };
}

/// Least size that is billed, in KB (service-facts: S3 Standard-IA, One Zone-IA, Glacier Instant Retrieval).
const LEAST_KB: f64 = 128.0;

/// Least days that are billed (service-facts: S3 limit); none for classes without.
fn least_days(class: &str) -> Option<f64> {
    match class {
        "STANDARD_IA" | "ONEZONE_IA" => Some(30.0),
        "GLACIER_IR" | "GLACIER" => Some(90.0),
        "DEEP_ARCHIVE" => Some(180.0),
        _ => None,
    }
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    least_days(item.text(&s3_bucket::STORAGE_CLASS)).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let class = item.text(&s3_bucket::STORAGE_CLASS);
    let Some(days) = least_days(class) else {
        return;
    };
    let size = item.number(&s3_bucket::OBJECT_KB);
    let lifetime = item.typed(&s3_bucket::OBJECT_LIFETIME_DAYS);
    let flows = cx.arrivals(item);
    let read = item.typed(&s3_bucket::RETRIEVAL_GB);
    let read = read.unwrap_or_else(|| flows.gb_out().0);
    let stored = item.number(&s3_bucket::STORAGE_GB);
    let small = size < LEAST_KB && !matches!(class, "GLACIER" | "DEEP_ARCHIVE");
    let brief = lifetime.is_some_and(|lifetime| lifetime < days);
    let often = stored > 0.0 && read > stored;
    if !small && !brief && !often {
        return;
    }
    let saved = saving::with(
        cx,
        item,
        &[(&s3_bucket::STORAGE_CLASS, Value::from("STANDARD"))],
    );
    // A class that is cheaper all the same is the right one, unless its minimum duration is what is missed.
    if !brief && saved.usd().is_some() && !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let [size, read, stored] = [size, read, stored].map(|it| short(it, 1));
        let lived = lifetime.map_or_else(|| "?".to_owned(), |days| short(days, 0));
        match language {
            Language::English => format!(
                "{name}: {class}, objects of {size} KB that live {lived} days, {read} of {stored} GB read a month; in Standard {price}"
            ),
            Language::Korean => format!(
                "{name}: {class}, 객체 {size} KB, 수명 {lived}일, 월 {stored} GB 중 {read} GB 읽음; Standard에서는 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}
