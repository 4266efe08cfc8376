//! SEC037: CloudFront talks to its origin in clear text.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::networking::cloudfront_distribution;
use crate::catalog::storage::s3_bucket;
use crate::text::Phrase;

rule! {
    /// CloudFront talks to its origin in clear text
    ///
    /// **Why.** The long leg between edge and origin can be read and changed, although the viewer sees a lock.
    ///
    /// **Fix.** Set the origin protocol to HTTPS only.
    ///
    /// **When to silence it.** The origin serves public files and knows no TLS, and nobody minds if they are
    /// changed on the way.
    ///
    /// **References.** CloudFront.9; CKV2_AWS_72; prowler:cloudfront_distributions_origin_traffic_encrypted;
    /// SEC09-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"origin_protocol_policy": "http-only"}), // finding
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {"origin_protocol_policy": "https-only"}),
    ///     "lb": (kind: "application_load_balancer", at: (200, 0)),
    /// }, connections: {
    ///     "fetch": (from: "cdn", to: "lb", kind: origin_fetch),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC037",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Each(&[&cloudfront_distribution::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "CloudFront와 오리진 사이의 평문 통신",
            why: "시청자에게는 자물쇠가 보여도 엣지와 오리진 사이의 긴 구간을 읽고 바꿀 수 있습니다.",
            fix: "오리진 프로토콜을 HTTPS만으로 설정합니다.",
            silence: "오리진이 TLS를 모르고 공개 파일만 제공하며 중간에 바뀌어도 괜찮은 경우입니다.",
        },
    };
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let is_plain = match item.text(&cloudfront_distribution::ORIGIN_PROTOCOL) {
        "http-only" => true,
        "match-viewer" => item.text(&cloudfront_distribution::VIEWER_PROTOCOL) == "allow-all",
        _ => false,
    };
    if !is_plain {
        return;
    }
    let mut origins = web::origins(cx, item);
    origins.retain(|origin| *origin.kind != s3_bucket::KIND);
    if origins.is_empty() {
        return;
    }
    let state = phrase::property_of(item, &cloudfront_distribution::ORIGIN_PROTOCOL);
    let evidence = seen(|language| {
        let state = state.get(language);
        let origins = phrase::names(origins.iter().copied(), language);
        match language {
            Language::English => format!("{state}; origin {origins}"),
            Language::Korean => format!("{state}; 오리진 {origins}"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Fetch over HTTPS", "HTTPS로 가져오기"),
        edit: set(
            &item,
            &cloudfront_distribution::ORIGIN_PROTOCOL,
            "https-only",
        ),
    })
}
