//! COST038: Table capacity mode does not match its load.

use crate::analysis::review::capacity;
use crate::analysis::review::prelude::*;
use crate::analysis::review::saving::{self, Saving};
use crate::catalog::Property;
use crate::catalog::database::dynamodb_table;
use crate::model::Value;
use crate::model::edit::Edit;
use crate::text::Phrase;
use crate::text::number::Money;

rule! {
    /// Table capacity mode does not match its load
    ///
    /// **Why.** Steady load is cheaper provisioned, and cheaper still reserved; variable load is cheaper on demand or
    /// with automatic scaling.
    ///
    /// **Fix.** Switch the mode or turn on automatic scaling.
    ///
    /// **When to silence it.** The table is new and its load is not known yet.
    ///
    /// **References.** DynamoDB.1; CKV2_AWS_16; prowler:dynamodb_table_autoscaling_enabled; TA:Amazon DynamoDB Auto
    /// Scaling Not Enabled; thrifty:dynamodb_table_without_autoscaling; COST09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "idle": (kind: "dynamodb_table", at: (150, 150), properties: {"billing_mode": "PROVISIONED", "read_capacity": 500, "write_capacity": 200}), // finding
    ///     "steady": (kind: "dynamodb_table", at: (150, 0)), // finding
    /// }, connections: {
    ///     "a": (from: "app", to: "steady", requests_per_month: 300000000),
    ///     "b": (from: "app", to: "idle", requests_per_month: 3000000),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "idle": (kind: "dynamodb_table", at: (150, 150)),
    ///     "steady": (kind: "dynamodb_table", at: (150, 0), properties: {"billing_mode": "PROVISIONED", "read_capacity": 60, "write_capacity": 30}),
    ///     "users": (kind: "users", at: (0, 300), demand: (rate: requests_per_second(1.0), peak_factor: 10.0)),
    /// }, connections: {
    ///     "a": (from: "app", to: "steady", requests_per_month: 300000000),
    ///     "b": (from: "users", to: "idle"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST038",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: Check::Each(&[&dynamodb_table::KIND], check),
        fix: Some(fix),
        threshold: Some(Threshold { value: 30.0, unit: both("% average over peak", "%(평균/피크)"), source: "default" }),
        korean: Korean {
            title: "부하와 맞지 않는 테이블 용량 모드",
            why: "꾸준한 부하는 프로비저닝(예약)이, 변하는 부하는 온디맨드나 자동 스케일링이 저렴합니다.",
            fix: "모드를 바꾸거나 자동 스케일링을 켭니다.",
            silence: "부하가 아직 알려지지 않은 새 테이블인 경우입니다.",
        },
    };
}

/// Use of the capacity below which fixed capacity without scaling is wasted, in percent.
const IDLE: f64 = 40.0;

/// What is wrong with the mode of a table.
enum Wrong {
    /// On demand, though its load is steady enough.
    Steady(Vec<(&'static Property, Value)>, Saving),
    /// Provisioned for far more than it uses: the share that is used.
    Idle(f64),
}

fn wrong(cx: &Cx<'_>, item: &Item<'_>) -> Option<Wrong> {
    let flows = cx.arrivals(item);
    let (average, peak) = (flows.average().0, flows.peak().0);
    if average <= 0.0 || peak <= 0.0 {
        return None;
    }
    if item.text(&dynamodb_table::BILLING_MODE) == "PAY_PER_REQUEST" {
        let steady = average / peak * 100.0 > RULE.limit(cx);
        let changes = capacity::provisioned(cx, item);
        let saved = steady.then(|| saving::with(cx, item, &changes))?;
        return saved.pays().then_some(Wrong::Steady(changes, saved));
    }
    let used = capacity::used(cx, item)?;
    let fixed = !item.flag(&dynamodb_table::AUTO_SCALING);
    (fixed && used * 100.0 < IDLE).then_some(Wrong::Idle(used))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(wrong) = wrong(cx, item) else {
        return;
    };
    let evidence = seen(|language| {
        let name = item.name(language);
        match (&wrong, language) {
            (Wrong::Steady(_, saved), Language::English) => {
                format!(
                    "{name}: on demand for a steady load; provisioned for the peak {}",
                    saved.told(language)
                )
            }
            (Wrong::Steady(_, saved), Language::Korean) => {
                format!(
                    "{name}: 꾸준한 부하에 온디맨드; 최고 부하에 맞춰 프로비저닝하면 {}",
                    saved.told(language)
                )
            }
            (Wrong::Idle(used), _) => {
                let keys = ["read_capacity", "write_capacity"];
                let usd = saving::of_lines(cx, item, &keys);
                let usd = Money::USD.per_month(usd, language);
                let used = saving::percent(*used);
                match language {
                    Language::English => {
                        format!("{name}: {used} of the provisioned capacity is used, {usd} is paid")
                    }
                    Language::Korean => {
                        format!("{name}: 프로비저닝 용량의 {used}만 사용, {usd} 지불")
                    }
                }
            }
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(match wrong(cx, &item)? {
        Wrong::Idle(_) => Fix {
            label: Phrase::new("Turn on automatic scaling", "자동 스케일링 켜기"),
            edit: set(&item, &dynamodb_table::AUTO_SCALING, true),
        },
        Wrong::Steady(changes, _) => {
            let edits = changes.into_iter();
            Fix {
                label: Phrase::new("Switch to provisioned capacity", "프로비저닝 용량으로 전환"),
                edit: Edit::Batch(
                    edits
                        .map(|(property, value)| set(&item, property, value))
                        .collect(),
                ),
            }
        }
    })
}
