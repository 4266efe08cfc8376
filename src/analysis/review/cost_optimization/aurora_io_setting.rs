//! COST053: Aurora I/O billing at the wrong setting.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::database::rds_cluster;
use crate::model::Value;
use crate::text::number::Money;

rule! {
    /// Aurora I/O billing at the wrong setting
    ///
    /// **Why.** There are two shapes of the price and one break-even: I/O above about a quarter of the bill is cheaper
    /// included.
    ///
    /// **Fix.** Switch the storage configuration (towards optimized once in 30 days).
    ///
    /// **When to silence it.** The I/O will change soon.
    ///
    /// **References.** TA:Amazon Aurora cost optimization recommendations for DB cluster storage; COST06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"io_requests": 5000000000}), // finding
    ///     "quiet": (kind: "rds_cluster", at: (150, 0), properties: {"storage_type": "aurora-iopt1", "io_requests": 1000000}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"storage_type": "aurora-iopt1", "io_requests": 5000000000}),
    ///     "quiet": (kind: "rds_cluster", at: (150, 0), properties: {"io_requests": 1000000}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST053",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&rds_cluster::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "맞지 않는 Aurora I/O 과금 방식",
            why: "두 가지 요금 형태가 있고 손익분기점은 하나입니다.",
            fix: "스토리지 구성을 바꿉니다(최적화 쪽으로는 30일에 한 번).",
            silence: "I/O가 곧 크게 바뀌는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    // Instances that are drawn apart have their part of the price at their own tile.
    item.text(&rds_cluster::CAPACITY) != "separate"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let property = &rds_cluster::STORAGE_TYPE;
    let has_io = item.is_set(&rds_cluster::IO_REQUESTS) || cx.arrivals(item).requests() > 0.0;
    if !has_io {
        return;
    }
    let (own, other) = match item.text(property) {
        "aurora-iopt1" => ("aurora-iopt1", "aurora"),
        _ => ("aurora", "aurora-iopt1"),
    };
    let saved = saving::with(cx, item, &[(property, Value::from(other))]);
    if !saved.pays() {
        return;
    }
    let io = saving::of_lines(cx, item, &["io_requests"]);
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let title = |value| property.choice_title(value, language).unwrap_or(value);
        let (own, other) = (title(own), title(other));
        let io = Money::USD.per_month(io, language);
        match language {
            Language::English => format!("{name}: {own} with {io} of I/O; as {other} {price}"),
            Language::Korean => format!("{name}: {own}, I/O {io}; {other}로는 {price}"),
        }
    });
    out.add([item.id], evidence);
}
