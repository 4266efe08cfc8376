//! SUS004: Data without an end of life.

use crate::analysis::review::prelude::*;
use crate::catalog::database::dynamodb_table;
use crate::catalog::management::cloudwatch_log_group;
use crate::catalog::storage::s3_bucket;
use crate::text::Phrase;
use crate::text::number::compact;

rule! {
    /// Data without an end of life
    ///
    /// **Why.** Data that nobody reads still takes disks and energy, more every month.
    ///
    /// **Fix.** Lifecycle rules for buckets, time to live for tables, a retention for logs.
    ///
    /// **When to silence it.** All of the data must be kept, by law or because users do not delete.
    ///
    /// **References.** SUS04-BP03; SUS04-BP05; thrifty:ebs_snapshot_max_age; COST04-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "events": (kind: "dynamodb_table", at: (0, 0)), // finding
    ///     "files": (kind: "s3_bucket", at: (150, 0)), // finding
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(5))),
    ///     "web": (kind: "instance", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "files", read_share: 0),
    ///     "save": (from: "web", to: "events", read_share: 0),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "events": (kind: "dynamodb_table", at: (0, 0), properties: {"ttl": true}),
    ///     "files": (kind: "s3_bucket", at: (150, 0), properties: {"lifecycle_rules": true}),
    ///     "users": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(5))),
    ///     "web": (kind: "instance", at: (450, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "put": (from: "web", to: "files", read_share: 0),
    ///     "save": (from: "web", to: "events", read_share: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS004",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: each_where(&[&s3_bucket::KIND, &dynamodb_table::KIND, &cloudwatch_log_group::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "수명이 정해지지 않은 데이터",
            why: "아무도 읽지 않는 데이터도 매달 더 많은 디스크와 에너지를 씁니다.",
            fix: "버킷에는 수명 주기 규칙, 테이블에는 TTL, 로그에는 보존 기간을 정합니다.",
            silence: "법이나 사용자 때문에 모든 데이터를 보관해야 하는 경우입니다.",
        },
    };
}

/// Days that the quick fix keeps logs: a month, our own choice.
const LOG_DAYS: f64 = 30.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let ends = if *item.kind == s3_bucket::KIND {
        item.flag(&s3_bucket::LIFECYCLE)
            || item.text(&s3_bucket::STORAGE_CLASS) == "INTELLIGENT_TIERING"
    } else if *item.kind == dynamodb_table::KIND {
        item.flag(&dynamodb_table::TTL)
    } else {
        item.number(&cloudwatch_log_group::RETENTION) > 0.0
    };
    !ends
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let writes = cx.arrivals(item).writes();
    if writes <= 0.0 {
        return;
    }
    let evidence = || {
        let (en, ko) = (
            compact(writes, Language::English),
            compact(writes, Language::Korean),
        );
        phrase::about(
            item,
            format!("{en} writes a month, nothing ever expires"),
            format!("월 쓰기 {ko}건, 만료 없음"),
        )
    };
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let (label, edit) = if *item.kind == s3_bucket::KIND {
        (
            Phrase::new("Add lifecycle rules", "수명 주기 규칙 추가"),
            set(&item, &s3_bucket::LIFECYCLE, true),
        )
    } else if *item.kind == dynamodb_table::KIND {
        (
            Phrase::new("Turn on time to live", "TTL 켜기"),
            set(&item, &dynamodb_table::TTL, true),
        )
    } else {
        (
            Phrase::new("Keep logs for 30 days", "로그를 30일 보관"),
            set(&item, &cloudwatch_log_group::RETENTION, LOG_DAYS),
        )
    };
    Some(Fix { label, edit })
}
