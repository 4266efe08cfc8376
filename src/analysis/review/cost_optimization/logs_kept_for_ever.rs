//! COST024: Logs kept for ever.

use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudwatch_log_group;
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Logs kept for ever
    ///
    /// **Why.** Stored logs add up silently: every month is paid for as long as the group exists.
    ///
    /// **Fix.** Set a retention of 30 to 90 days for debug and access logs; keep audit logs for a year or more and archive
    /// them in S3 (CloudWatch.16 and CKV_AWS_338 ask for 365 days).
    ///
    /// **When to silence it.** A rule of law or contract asks for all logs for ever.
    ///
    /// **References.** CKV_AWS_66; TA:Amazon CloudWatch Log Group Retention Period; thrifty:cw_log_group_retention;
    /// COST04-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "external_service", at: (0, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0), properties: {"retention_in_days": 0}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 20),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "external_service", at: (0, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0), properties: {"retention_in_days": 90}),
    /// }, connections: {
    ///     "c": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 20),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST024",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&cloudwatch_log_group::KIND], suits, check),
        fix: Some(fix),
        threshold: Some(Threshold {
            value: 1.0,
            unit: both("GB/month", "GB/월"),
            source: "default",
        }),
        korean: Korean {
            title: "영구 보관되는 로그",
            why: "저장된 로그는 조용히 쌓입니다. 로그 그룹이 있는 한 매달 비용이 늘어납니다.",
            fix: "디버그와 액세스 로그는 30~90일만 보존합니다. 감사 로그는 1년 이상 보관하고 S3에 아카이브합니다(CloudWatch.16과 CKV_AWS_338은 365일을 요구합니다).",
            silence: "법이나 계약에 따라 모든 로그를 영구 보관해야 하는 경우입니다.",
        },
    };
}

/// Days that the quick fix sets: the upper end of what is advised for debug and access logs.
const DAYS: f64 = 90.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.number(&cloudwatch_log_group::RETENTION) <= 0.0
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let typed = item.typed(&cloudwatch_log_group::INGESTED);
    let gb = typed.unwrap_or_else(|| cx.arrivals(item).gb_in().0);
    if gb <= RULE.limit(cx) {
        return;
    }
    let evidence = seen(|language| {
        let (name, gb) = (item.name(language), short(gb, 1));
        match language {
            Language::English => {
                format!("{name}: {gb} GB/month arrive and none of it is ever deleted")
            }
            Language::Korean => format!("{name}: 월 {gb} GB가 쌓이고 삭제되지 않음"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let property = &cloudwatch_log_group::RETENTION;
    Some(Fix {
        label: Phrase::new("Keep logs for 90 days", "로그 90일 보존"),
        edit: set(&item, property, DAYS),
    })
}
