//! COST052: Large data flow between Regions.

use crate::analysis::path::Transfer;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::model::ConnectionKind;
use crate::text::number::{Money, short};

rule! {
    /// Large data flow between Regions
    ///
    /// **Why.** Distance is billed per GB.
    ///
    /// **Fix.** Process in the source Region, replicate summaries, compress, or use CloudFront.
    ///
    /// **When to silence it.** The recovery point asks for this copy.
    ///
    /// **References.** COST08-BP01; COST08-BP02; SUS04-BP07.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    ///     "virginia": (kind: "region", code: "us-east-1", frame: (500, 0, 400, 300)),
    /// }, components: {
    ///     "files": (kind: "s3_bucket", in: "seoul", at: (60, 60)),
    ///     "report": (kind: "instance", in: "virginia", at: (560, 60)),
    /// }, connections: {
    ///     "read": (from: "report", to: "files", requests_per_month: 10000000, response_kb: 200), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 400, 300)),
    ///     "virginia": (kind: "region", code: "us-east-1", frame: (500, 0, 400, 300)),
    /// }, components: {
    ///     "files": (kind: "s3_bucket", in: "seoul", at: (60, 60)),
    ///     "report": (kind: "instance", in: "seoul", at: (60, 200)),
    /// }, connections: {
    ///     "read": (from: "report", to: "files", requests_per_month: 10000000, response_kb: 200),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST052",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 5.0, unit: both("% of the bill", "%(청구액 대비)"), source: "default" }),
        korean: Korean {
            title: "리전 간의 큰 데이터 흐름",
            why: "거리는 GB당 과금됩니다.",
            fix: "원본 리전에서 처리하고, 요약만 복제하고, 압축하고, CloudFront를 사용합니다.",
            silence: "복구 목표 때문에 필요한 복제인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let total = cx.cost.total.usd.0;
    let limit = total * RULE.limit(cx) / 100.0;
    for (id, cost) in &cx.cost.connections {
        if cost.total.usd.0 <= limit {
            continue;
        }
        let usd = saving::of_connection(cx, id, "inter_region");
        let kept = cx.design.connection(id).is_some_and(|connection| {
            matches!(
                connection.kind,
                ConnectionKind::Replication | ConnectionKind::Backup
            )
        });
        if usd.0 <= limit || kept {
            continue;
        }
        let parts = cx.paths.of(id).iter();
        let gb: f64 = parts.map(|part| part.billed(Transfer::InterRegion).0).sum();
        let evidence = seen(|language| {
            let (edge, gb) = (saving::edge(cx, id, language), short(gb, 1));
            let share = saving::percent(usd.0 / total);
            let usd = Money::USD.per_month(usd, language);
            match language {
                Language::English => {
                    format!("{edge}: {gb} GB/month between Regions, {usd}, {share} of the bill")
                }
                Language::Korean => {
                    format!("{edge}: 리전 간 월 {gb} GB, {usd}, 전체의 {share}")
                }
            }
        });
        out.add([id], evidence);
    }
}
