//! COST034: Write-heavy use of DynamoDB.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{capacity, saving};
use crate::catalog::database::dynamodb_table;
use crate::text::number::{Money, short};

rule! {
    /// Write-heavy use of DynamoDB
    ///
    /// **Why.** A write costs five times a read, ten times an eventually consistent one.
    ///
    /// **Fix.** Batch or aggregate before writing, flatten peaks with a queue, use provisioned and reserved capacity,
    /// or keep event data in Kinesis or S3.
    ///
    /// **When to silence it.** Every single write must be readable at once.
    ///
    /// **References.** COST06-BP01; COST09-BP02; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "events": (kind: "dynamodb_table", at: (150, 0)), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "events", requests_per_month: 300000000, read_share: 0.1),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "events": (kind: "dynamodb_table", at: (150, 0)),
    /// }, connections: {
    ///     "c": (from: "app", to: "events", requests_per_month: 300000000, read_share: 0.95),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST034",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: Check::Each(&[&dynamodb_table::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 60.0, unit: both("% of the table", "%(테이블 대비)"), source: "default" }),
        korean: Korean {
            title: "쓰기가 많은 DynamoDB 사용",
            why: "쓰기는 읽기의 다섯 배, 최종적 일관성 읽기의 열 배 비용이 듭니다.",
            fix: "쓰기 전에 묶거나 집계하고, 큐로 최고 부하를 고르게 하고, 프로비저닝된 예약 용량을 쓰거나, 이벤트 데이터는 Kinesis나 S3에 둡니다.",
            silence: "각 쓰기를 즉시 따로 읽어야 하는 경우입니다.",
        },
    };
}

/// Peak over average up to which a load is steady.
const STEADY: f64 = 1.5;
/// US dollars a month of writes below which no change is worth its work.
const LEAST_USD: f64 = 10.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let flows = cx.arrivals(item);
    let (average, peak) = (flows.average().0, flows.peak().0);
    if average <= 0.0 || peak / average > STEADY {
        return;
    }
    let writes = saving::of_lines(cx, item, &["writes", "write_capacity", "replica"]);
    let all = saving::monthly(cx, item);
    if writes.0 < LEAST_USD || writes.0 / all.0 * 100.0 <= RULE.limit(cx) {
        return;
    }
    let saved = (item.text(&dynamodb_table::BILLING_MODE) == "PAY_PER_REQUEST")
        .then(|| saving::with(cx, item, &capacity::provisioned(cx, item)));
    let evidence = seen(|language| {
        let (name, usd) = (item.name(language), Money::USD.per_month(writes, language));
        let share = saving::percent(writes.0 / all.0);
        let rate = short(average, 1);
        let other = saved.map_or_else(String::new, |saved| match language {
            Language::English => format!(
                "; with provisioned capacity for the peak {}",
                saved.told(language)
            ),
            Language::Korean => format!(
                "; 최고 부하에 맞춘 프로비저닝 용량으로는 {}",
                saved.told(language)
            ),
        });
        match language {
            Language::English => format!(
                "{name}: writes cost {usd}, {share} of the table, steady {rate} req/s{other}"
            ),
            Language::Korean => {
                format!("{name}: 쓰기 {usd}, 테이블 비용의 {share}, 꾸준한 {rate} req/s{other}")
            }
        }
    });
    out.add([item.id], evidence);
}
