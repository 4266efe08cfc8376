//! OPS020: Restore never rehearsed.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::storage::efs_file_system;
use crate::pricing::Date;

rule! {
    /// Restore never rehearsed
    ///
    /// **Why.** A backup is only proven by a restore: without a rehearsal nobody knows whether it works and how long it
    /// takes.
    ///
    /// **Fix.** Restore into a small temporary instance on a schedule, and write the day of the last test into the tag
    /// `restore_test` (`YYYY-MM-DD`).
    ///
    /// **When to silence it.** The data can be made again from another source.
    ///
    /// **References.** REL09-BP04; REL13-BP03; REL12-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), tags: {"restore_test": "2020-01-31"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), tags: {"restore_test": "9999-01-31"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS020",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: Check::Each(&[&db_instance::KIND, &dynamodb_table::KIND, &efs_file_system::KIND, &rds_cluster::KIND], check),
        fix: None,
        threshold: Some(Threshold {
            value: 180.0,
            unit: both("days", "일"),
            source: "default",
        }),
        korean: Korean {
            title: "연습하지 않은 복원",
            why: "백업은 복원해 봐야 증명됩니다. 연습이 없으면 되는지, 얼마나 걸리는지 알 수 없습니다.",
            fix: "일정에 따라 작은 임시 인스턴스에 복원하고 마지막 시험일을 `restore_test` 태그에 적습니다(`YYYY-MM-DD`).",
            silence: "다른 원본에서 데이터를 다시 만들 수 있는 경우입니다.",
        },
    };
}

/// Tag with the day of the last test.
const TAG: &str = "restore_test";

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if !in_production(cx, item) {
        return;
    }
    let tested = item.component.tags.get(TAG);
    let day = tested.and_then(|day| day.parse::<Date>().ok());
    let age = day.map(|day| cx.catalogue.day().days() - day.days());
    let limit = RULE.limit(cx);
    #[expect(clippy::cast_precision_loss, reason = "days since 1970 are few")]
    if age.is_some_and(|age| age as f64 <= limit) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        match (age, language) {
            (None, Language::English) => format!("{name}: no day of a restore test"),
            (None, Language::Korean) => format!("{name}: 복원 시험일 없음"),
            (Some(age), Language::English) => {
                format!("{name}: last restore test {age} days ago, limit {limit} days")
            }
            (Some(age), Language::Korean) => {
                format!("{name}: 마지막 복원 시험 {age}일 전, 기준 {limit}일")
            }
        }
    });
    out.add([item.id], evidence);
}
