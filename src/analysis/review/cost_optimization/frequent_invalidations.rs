//! COST021: Frequent CloudFront invalidations.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::networking::cloudfront_distribution;
use crate::model::Value;
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Frequent CloudFront invalidations
    ///
    /// **Why.** Invalidations take time and cost per path after the first thousand of a month.
    ///
    /// **Fix.** Put a version or hash in the file name and let old names expire.
    ///
    /// **When to silence it.** Files with fixed names must vanish at once for legal reasons.
    ///
    /// **References.** COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"invalidation_paths": 30000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"invalidation_paths": 500}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST021",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 1000.0, unit: both("paths a month", "개 경로/월"), source: "Amazon CloudFront pricing page: free paths" }),
        korean: Korean {
            title: "잦은 CloudFront 무효화",
            why: "무효화는 시간이 걸리고 매월 첫 1,000개 경로를 넘으면 경로마다 과금됩니다.",
            fix: "파일 이름에 버전이나 해시를 넣고 이전 이름은 만료되게 둡니다.",
            silence: "이름을 바꿀 수 없는 파일을 법적 이유로 지우는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let paths = item.number(&cloudfront_distribution::INVALIDATIONS);
    if paths <= RULE.limit(cx) {
        return;
    }
    let none = (&cloudfront_distribution::INVALIDATIONS, Value::from(0.0));
    let saved = LazyCell::new(|| saving::with(cx, item, &[none]));
    let evidence = seen(|language| {
        let (name, paths, price) = (item.name(language), short(paths, 0), saved.told(language));
        match language {
            Language::English => format!("{name}: {paths} paths a month; without them {price}"),
            Language::Korean => format!("{name}: 월 {paths}개 경로; 무효화가 없으면 {price}"),
        }
    });
    out.add([item.id], evidence);
}
