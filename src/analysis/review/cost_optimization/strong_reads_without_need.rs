//! COST036: Strongly consistent reads without need.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::database::dynamodb_table;
use crate::model::{Connection, Id, Value};
use crate::text::Phrase;
use std::cell::LazyCell;

rule! {
    /// Strongly consistent reads without need
    ///
    /// **Why.** Eventually consistent reads cost half.
    ///
    /// **Fix.** Use eventual consistency by default and strong reads where a caller must see its own write.
    ///
    /// **When to silence it.** The callers must see every write at once: state it on their connections
    /// (`strong_reads`).
    ///
    /// **References.** COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"read_consistency": "strong"}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "stock": (kind: "dynamodb_table", at: (150, 150), properties: {"read_consistency": "strong"}),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"read_consistency": "eventual"}),
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000),
    ///     "d": (from: "app", to: "stock", requests_per_month: 30000000, strong_reads: true),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST036",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&dynamodb_table::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "필요하지 않은 강력한 일관성 읽기",
            why: "최종적 일관성 읽기는 절반의 비용입니다.",
            fix: "기본으로 최종적 일관성을 사용합니다.",
            silence: "방금 쓴 값을 바로 읽어야 하는 경우입니다. 그 연결에 강력한 읽기를 표시하면 결과가 사라집니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&dynamodb_table::READ_CONSISTENCY) == "strong"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let property = &dynamodb_table::READ_CONSISTENCY;
    let needs_it = |(_, connection): &(&Id, &Connection)| connection.strong_reads;
    if cx.incoming(item).iter().any(needs_it) {
        return;
    }
    let saved = LazyCell::new(|| saving::with(cx, item, &[(property, Value::from("eventual"))]));
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        match language {
            Language::English => {
                format!("{name}: strongly consistent reads; eventually consistent {price}")
            }
            Language::Korean => {
                format!("{name}: 강력한 일관성 읽기; 최종적 일관성으로는 {price}")
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Read with eventual consistency", "최종적 일관성으로 읽기"),
        edit: set(&item, &dynamodb_table::READ_CONSISTENCY, "eventual"),
    })
}
