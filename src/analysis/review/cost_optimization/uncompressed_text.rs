//! COST018: Text sent uncompressed.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::networking::{api_gateway_rest, cloudfront_distribution};
use crate::catalog::{Property, economics};
use crate::text::Phrase;
use crate::text::number::{Money, short};
use crate::units::Usd;

rule! {
    /// Text sent uncompressed
    ///
    /// **Why.** Compression removes 60 to 80 % of the bytes of text, JSON and scripts.
    ///
    /// **Fix.** Turn on Brotli or gzip at CloudFront, the API or the server.
    ///
    /// **When to silence it.** The clients are devices that cannot decompress.
    ///
    /// **References.** COST08-BP02; SUS03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0), properties: {"content": "text", "compress": false, "data_out_gb": 400}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (150, 0), properties: {"content": "text", "data_out_gb": 400}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST018",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&api_gateway_rest::KIND, &cloudfront_distribution::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold { value: 50.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "압축하지 않고 보내는 텍스트",
            why: "압축하면 텍스트 바이트의 60~80%가 줄어듭니다.",
            fix: "CloudFront 또는 서버에서 Brotli나 gzip 압축을 켭니다.",
            silence: "클라이언트가 압축을 풀 수 없는 장치인 경우입니다.",
        },
    };
}

/// Part of the bytes of text that compression removes, at least and at most (catalogue of rules).
const REMOVED: [f64; 2] = [0.6, 0.8];

/// The switch of an item's compression.
fn switch(item: &Item<'_>) -> &'static Property {
    if *item.kind == cloudfront_distribution::KIND {
        &cloudfront_distribution::COMPRESS
    } else {
        &api_gateway_rest::COMPRESSION
    }
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&economics::CONTENT) == "text" && !item.flag(switch(item))
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
        let [least, most] = REMOVED.map(|part| Money::USD.amount(usd * part));
        match language {
            Language::English => {
                format!(
                    "{name}: {gb} GB/month of text uncompressed, {all}; compressed {least} to {most} less"
                )
            }
            Language::Korean => {
                format!(
                    "{name}: 압축하지 않은 텍스트 월 {gb} GB, {all}; 압축하면 {least}~{most} 절감"
                )
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Turn on compression", "압축 켜기"),
        edit: set(&item, switch(&item), true),
    })
}
