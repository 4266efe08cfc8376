//! COST037: Items just above a billing step.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::database::dynamodb_table;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Items just above a billing step
    ///
    /// **Why.** Sizes round up to the next KB (reads: 4 KB) and names of attributes count: a few bytes can double the
    /// cost.
    ///
    /// **Fix.** Shorten attribute names, compress, move blobs to S3.
    ///
    /// **When to silence it.** The size of the items will change soon.
    ///
    /// **References.** COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"item_kb": 1.1}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000, read_share: 0.5),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"item_kb": 1.6}),
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000, read_share: 0.5),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST037",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 15.0, unit: both("% of the step", "%(단계 대비)"), source: "default" }),
        korean: Korean {
            title: "과금 단위를 조금 넘는 항목",
            why: "크기는 KB 단위로 올림되고 속성 이름도 계산됩니다. 몇 바이트가 비용을 두 배로 만들 수 있습니다.",
            fix: "속성 이름을 줄이고, 압축하고, 큰 값은 S3로 옮깁니다.",
            silence: "항목 크기가 곧 크게 바뀌는 경우입니다.",
        },
    };
}

/// Steps that sizes are rounded up to: writes and reads, in KB (service-facts: DynamoDB billing).
const STEPS: [f64; 2] = [1.0, 4.0];
/// Share of attribute names from which shorter ones are worth the work.
const NAMES: f64 = 20.0;
/// What is left of long names when they are shortened to a letter or two.
const SHORTENED: f64 = 0.25;

/// A size that saves a step: just below the last one, or with short names.
fn smaller(item: &Item<'_>, limit: f64) -> Option<f64> {
    let size = item.number(&dynamodb_table::ITEM_KB);
    let below = STEPS.into_iter().find_map(|step| {
        let over = size % step;
        let is_just_above = size > step && over > 0.0 && over / step < limit / 100.0;
        is_just_above.then_some(size - over)
    });
    let names = item.number(&dynamodb_table::ATTRIBUTE_NAMES);
    let shorter = (size > STEPS[0] && names > NAMES)
        .then(|| size * (1.0 - names / 100.0 * (1.0 - SHORTENED)));
    below.or(shorter)
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    smaller(item, RULE.limit(cx)).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(better) = smaller(item, RULE.limit(cx)) else {
        return;
    };
    let property = &dynamodb_table::ITEM_KB;
    let saved = saving::with(cx, item, &[(property, Value::from(better))]);
    if !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let [size, better] = [item.number(property), better].map(|kb| short(kb, 2));
        match language {
            Language::English => format!("{name}: items of {size} KB; at {better} KB {price}"),
            Language::Korean => format!("{name}: 항목 {size} KB; {better} KB로 줄이면 {price}"),
        }
    });
    out.add([item.id], evidence);
}
