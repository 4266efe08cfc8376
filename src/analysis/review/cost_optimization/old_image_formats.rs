//! COST019: Images delivered in an old format only.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::economics;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::text::number::{Money, short};
use crate::units::Usd;

rule! {
    /// Images delivered in an old format only
    ///
    /// **Why.** WebP and AVIF are 25 to 50 % smaller; keep JPEG for clients that decode slowly (two renditions made by
    /// a function that uploads trigger).
    ///
    /// **Fix.** Create both renditions asynchronously and choose by the Accept header.
    ///
    /// **When to silence it.** The clients cannot read the newer formats.
    ///
    /// **References.** COST08-BP02; SUS03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0), properties: {"content": "image", "image_formats": "jpeg_png", "data_out_gb": 5000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0), properties: {"content": "image", "image_formats": "modern", "data_out_gb": 5000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST019",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&cloudfront_distribution::KIND, &s3_bucket::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 200.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "오래된 형식으로만 제공하는 이미지",
            why: "WebP와 AVIF는 25~50% 더 작습니다. 느린 기기를 위해 JPEG도 남겨 두고, S3 이벤트로 실행되는 함수가 두 벌을 만듭니다.",
            fix: "두 형식을 비동기로 만들고 Accept 헤더로 고릅니다.",
            silence: "클라이언트가 새 형식을 읽지 못하는 경우입니다.",
        },
    };
}

/// Part of the bytes that newer formats save, at least and at most (catalogue of rules).
const SAVED: [f64; 2] = [0.25, 0.5];

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&economics::CONTENT) == "image" && item.text(&economics::IMAGE_FORMATS) == "jpeg_png"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let flows = cx.flows(item);
    let typed = item.typed(&cloudfront_distribution::DATA_OUT);
    let gb = typed.unwrap_or_else(|| flows.gb_out().0);
    if gb <= RULE.limit(cx) {
        return;
    }
    let edges = flows.incoming.iter();
    let transfer: Usd = edges
        .map(|flow| saving::of_connection(cx, &flow.connection, "internet_egress"))
        .sum();
    let usd = saving::of_lines(cx, item, &cloudfront_distribution::DATA_OUT_LINES) + transfer;
    let evidence = seen(|language| {
        let (name, gb) = (item.name(language), short(gb, 1));
        let all = Money::USD.per_month(usd, language);
        let [least, most] = SAVED.map(|part| Money::USD.amount(usd * part));
        match language {
            Language::English => format!(
                "{name}: {gb} GB/month of JPEG and PNG, {all}; as WebP or AVIF {least} to {most} less, before the second rendition"
            ),
            Language::Korean => format!(
                "{name}: JPEG과 PNG 월 {gb} GB, {all}; WebP나 AVIF로는 {least}~{most} 절감(두 번째 벌의 비용 제외)"
            ),
        }
    });
    out.add([item.id], evidence);
}
