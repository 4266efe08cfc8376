//! COST020: CloudFront price class or commitment does not fit.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::networking::cloudfront_distribution;
use crate::text::number::{Money, short};

rule! {
    /// CloudFront price class or commitment does not fit
    ///
    /// **Why.** Edge locations in dear places and list prices are both optional: a price class leaves the dear ones
    /// out, and a commitment lowers the price of a GB.
    ///
    /// **Fix.** Limit the price class; ask for committed-use pricing above about 10 TB a month.
    ///
    /// **When to silence it.** Viewers elsewhere need fast answers, too.
    ///
    /// **References.** thrifty:cloudfront_distribution_pricing_class; COST07-BP04; COST07-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"viewer_location": "Europe Israel", "data_out_gb": 500}), // finding
    ///     "video": (kind: "cloudfront_distribution", at: (150, 0), properties: {"data_out_gb": 40000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"viewer_location": "Europe Israel", "price_class": "PriceClass_100", "data_out_gb": 500}),
    ///     "video": (kind: "cloudfront_distribution", at: (150, 0), properties: {"data_out_gb": 40000, "committed_price": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST020",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 10_240.0, unit: both("GB/month", "GB/월"), source: "default" }),
        korean: Korean {
            title: "맞지 않는 CloudFront 가격 분류 또는 약정",
            why: "비싼 지역의 엣지와 정가는 필수가 아닙니다.",
            fix: "가격 분류를 제한하고, 월 약 10 TB를 넘으면 약정 요금을 요청합니다.",
            silence: "다른 지역의 시청자에게도 빠른 응답이 필요한 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let viewers = item.text(&cloudfront_distribution::VIEWERS);
    let cheap = matches!(viewers, "US Mexico Canada" | "Europe Israel");
    let too_wide = cheap && item.text(&cloudfront_distribution::PRICE_CLASS) == "PriceClass_All";
    let typed = item.typed(&cloudfront_distribution::DATA_OUT);
    let gb = typed.unwrap_or_else(|| cx.arrivals(item).gb_out().0);
    let much = gb > RULE.limit(cx) && !item.flag(&cloudfront_distribution::COMMITTED);
    let wide = too_wide && gb > 0.0;
    if !wide && !much {
        return;
    }
    let usd = saving::of_lines(cx, item, &cloudfront_distribution::DATA_OUT_LINES);
    let evidence = seen(|language| {
        let (name, gb) = (item.name(language), short(gb, 0));
        let usd = Money::USD.per_month(usd, language);
        match (much, language) {
            (true, Language::English) => format!(
                "{name}: {gb} GB/month at list price, {usd}; committed prices are agreed with AWS and not in the price list"
            ),
            (true, Language::Korean) => {
                format!(
                    "{name}: 정가로 월 {gb} GB, {usd}; 약정 요금은 AWS와 합의하며 가격표에 없음"
                )
            }
            (false, Language::English) => {
                format!(
                    "{name}: all edge locations, though viewers are in {viewers}; {gb} GB/month, {usd}"
                )
            }
            (false, Language::Korean) => {
                format!(
                    "{name}: 시청자는 {viewers}에 있으나 모든 엣지 로케이션 사용; 월 {gb} GB, {usd}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}
