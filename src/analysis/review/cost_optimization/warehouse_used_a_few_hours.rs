//! COST057: Provisioned warehouse or search used a few hours.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::analytics::{opensearch_domain, redshift_cluster};
use crate::catalog::economics;
use crate::text::number::{Money, short};

rule! {
    /// Provisioned warehouse or search used a few hours
    ///
    /// **Why.** Pause and resume, serverless capacity and warm tiers exist; nodes are billed for all hours and all
    /// data.
    ///
    /// **Fix.** Schedule it or use Redshift Serverless; move old indices to UltraWarm or S3.
    ///
    /// **When to silence it.** It must answer at once at any hour.
    ///
    /// **References.** thrifty:redshift_cluster_schedule_pause_resume_enabled;
    /// thrifty:redshift_cluster_low_utilization; TA:Underutilized Amazon Redshift Clusters; COST09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "dw": (kind: "redshift_cluster", at: (0, 0), properties: {"hours_in_use": 60}), // finding
    ///     "logs": (kind: "opensearch_domain", at: (150, 0), properties: {"hot_days": 180}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "dw": (kind: "redshift_cluster", at: (0, 0), properties: {"hours_in_use": 600}),
    ///     "logs": (kind: "opensearch_domain", at: (150, 0), properties: {"hot_days": 14}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST057",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&opensearch_domain::KIND, &redshift_cluster::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 25.0, unit: both("% of the month", "%(한 달 대비)"), source: "default" }),
        korean: Korean {
            title: "몇 시간만 쓰는 프로비저닝 웨어하우스나 검색 엔진",
            why: "일시 중지와 재개, 서버리스, 웜 계층이 있습니다.",
            fix: "일정에 따라 멈추거나 Redshift Serverless를 쓰고, 오래된 인덱스는 UltraWarm이나 S3로 옮깁니다.",
            silence: "쓰지 않는 시간에도 즉시 응답해야 하는 경우입니다.",
        },
    };
}

/// Days after which log and search data is seldom asked for.
const HOT_DAYS: f64 = 30.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let month = cx.design.settings.hours_per_month;
    let hours = item.typed(&economics::ACTIVE_HOURS);
    let hours = hours.filter(|hours| hours / month * 100.0 < RULE.limit(cx));
    let days = item.typed(&opensearch_domain::HOT_DAYS);
    let is_search = *item.kind == opensearch_domain::KIND;
    let days = days.filter(|days| is_search && *days > HOT_DAYS);
    if hours.is_none() && days.is_none() {
        return;
    }
    let nodes = saving::of_lines(cx, item, &["nodes", "data"]);
    let storage = saving::of_lines(cx, item, &["storage"]);
    let evidence = seen(|language| {
        let mut parts = vec![phrase::named(item, language)];
        if let Some(hours) = hours {
            let idle = Money::USD.amount(nodes * (1.0 - hours / month));
            let (nodes, hours) = (Money::USD.per_month(nodes, language), short(hours, 0));
            parts.push(match language {
                Language::English => {
                    format!("used {hours} h a month, nodes {nodes}, {idle} of it idle")
                }
                Language::Korean => format!("월 {hours}시간 사용, 노드 {nodes} 중 {idle} 유휴"),
            });
        }
        if let Some(days) = days {
            let old = Money::USD.amount(storage * (1.0 - HOT_DAYS / days));
            let (storage, days) = (Money::USD.per_month(storage, language), short(days, 0));
            parts.push(match language {
                Language::English => {
                    format!("{days} days of data on hot storage, {storage}, {old} of it for data older than 30 days")
                }
                Language::Korean => {
                    format!("핫 스토리지에 {days}일치 데이터, {storage} 중 {old}가 30일 지난 데이터")
                }
            });
        }
        parts.join("; ")
    });
    out.add([item.id], evidence);
}
