//! COST023: Application logs poured into CloudWatch Logs.

use crate::analysis::review::prelude::*;
use crate::catalog::management::cloudwatch_log_group;
use crate::text::number::{Money, short};

rule! {
    /// Application logs poured into CloudWatch Logs
    ///
    /// **Why.** CloudWatch Logs takes logs in at several times the price of an S3 path or a log vendor: $0.76 against $0.30
    /// per GB in the case study of Remember (Seoul).
    ///
    /// **Fix.** Send application and access logs to S3 (by Firehose or Fluent Bit), OpenSearch or a vendor; keep in
    /// CloudWatch what alarms read; or use the Infrequent Access class and sample debug logs.
    ///
    /// **When to silence it.** The team relies on live tail, metric filters and alarms over all of these logs.
    ///
    /// **References.** COST05-BP05; COST06-BP01; COST08-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "external_service", at: (0, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0), properties: {"retention_in_days": 30}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 400),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "external_service", at: (0, 0)),
    ///     "logs": (kind: "cloudwatch_log_group", at: (150, 0), properties: {"retention_in_days": 30}),
    ///     "vendor": (kind: "external_log_store", at: (300, 0)),
    /// }, connections: {
    ///     "c": (from: "app", to: "logs", kind: log_shipping, gb_per_month: 10),
    ///     "d": (from: "app", to: "vendor", kind: log_shipping, gb_per_month: 390),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST023",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(&[&cloudwatch_log_group::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold {
            value: 10.0,
            unit: both("GB/day", "GB/일"),
            source: "default",
        }),
        korean: Korean {
            title: "CloudWatch Logs로 쏟아지는 애플리케이션 로그",
            why: "CloudWatch Logs의 수집 요금은 S3나 로그 업체보다 몇 배 비쌉니다. 리멤버 사례(서울)에서는 GB당 $0.30 대 $0.76입니다.",
            fix: "애플리케이션과 액세스 로그는 Firehose나 Fluent Bit로 S3, OpenSearch, 로그 업체에 보냅니다. 경보가 읽는 로그만 CloudWatch에 두거나, Infrequent Access 클래스를 쓰고 디버그 로그는 샘플링합니다.",
            silence: "팀이 이 로그 전체에 라이브 테일, 지표 필터, 경보를 쓰는 경우입니다.",
        },
    };
}

/// Share of the whole bill above which logs are worth moving whatever their volume (rule catalogue: 5 %).
const SHARE_OF_BILL: f64 = 0.05;
/// Bills of logs below this amount are not worth a finding, in US dollars a month.
const SMALL_BILL: f64 = 20.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&cloudwatch_log_group::LOG_SOURCE) != "vended"
        && item.text(&cloudwatch_log_group::CLASS) == "STANDARD"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let typed = item.typed(&cloudwatch_log_group::INGESTED);
    let gb = typed.unwrap_or_else(|| cx.arrivals(item).gb_in().0);
    let days = cx.design.settings.hours_per_month / 24.0;
    let cost = cx.cost_of(item).map(|cost| cost.total.usd);
    let cost = cost.unwrap_or_default();
    let is_large = gb / days.max(1.0) > RULE.limit(cx);
    let is_dear = cx.cost.total.usd.0 > 0.0
        && cost.0 > SHARE_OF_BILL * cx.cost.total.usd.0
        && cost.0 > SMALL_BILL;
    if !is_large && !is_dear {
        return;
    }
    let others: Vec<_> = cx.incoming(item).iter().map(|(id, _)| *id).collect();
    let evidence = seen(|language| {
        let (name, gb) = (item.name(language), short(gb, 1));
        let cost = Money::USD.per_month(cost, language);
        let senders = others.len();
        match language {
            Language::English => {
                let senders = phrase::count(senders, "connection", "connections");
                format!("{name}: {gb} GB/month over {senders}, {cost}")
            }
            Language::Korean => format!("{name}: 연결 {senders}개에서 월 {gb} GB, {cost}"),
        }
    });
    out.add([item.id], evidence);
}
