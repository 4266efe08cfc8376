//! REL082: Warehouse without standby or snapshots.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::redshift_cluster as warehouse;
use crate::text::number::short;

rule! {
    /// Warehouse without standby or snapshots
    ///
    /// **Why.** Building a warehouse again takes hours; without snapshots the data itself is lost.
    ///
    /// **Fix.** Keep automatic snapshots, with a copy in another Region; use Multi-AZ where it must be back within an
    /// hour.
    ///
    /// **When to silence it.** The warehouse can be loaded again from its sources within the time you have.
    ///
    /// **References.** Redshift.3; Redshift.18; CKV_AWS_343; prowler:redshift_cluster_multi_az_enabled;
    /// prowler:redshift_cluster_automated_snapshot; REL09-BP03.
    ///
    /// ```ron bad
    /// (settings: (target_rto_minutes: 30), components: {
    ///     "dwh": (kind: "redshift_cluster", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_rto_minutes: 30), components: {
    ///     "dwh": (kind: "redshift_cluster", at: (0, 0), properties: {"multi_az": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL082",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&warehouse::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "스탠바이나 스냅샷이 없는 데이터 웨어하우스",
            why: "웨어하우스를 다시 만드는 데 몇 시간이 걸리고, 스냅샷이 없으면 데이터 자체를 잃습니다.",
            fix: "자동 스냅샷을 유지하고 다른 리전에 복사하며, 한 시간 안에 복구해야 하면 다중 AZ를 씁니다.",
            silence: "원본에서 제때 다시 적재할 수 있는 경우입니다.",
        },
    };
}

/// A recovery time below this many minutes asks for a second zone.
const HOUR: f64 = 60.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let days = item.number(&warehouse::RETENTION);
    let target = cx.design.settings.target_rto_minutes;
    let urgent = target.filter(|minutes| *minutes < HOUR && !item.flag(&warehouse::MULTI_AZ));
    if (days > 0.0 && urgent.is_none()) || !in_production(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let (name, days) = (phrase::named(item, language), short(days, 0));
        let wait = urgent.map(|minutes| short(minutes, 1));
        match (language, wait) {
            (Language::English, Some(wait)) => {
                format!(
                    "{name}: one zone, must be back in {wait} min; snapshots kept for {days} days"
                )
            }
            (Language::English, None) => format!("{name}: snapshots kept for {days} days"),
            (Language::Korean, Some(wait)) => {
                format!("{name}: 단일 AZ, {wait}분 안에 복구해야 함; 스냅샷 보존 {days}일")
            }
            (Language::Korean, None) => format!("{name}: 스냅샷 보존 {days}일"),
        }
    });
    out.add([item.id], evidence);
}
