//! REL032: Engine patches neither automatic nor planned.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{maintenance, recovery};
use crate::model::Value;
use crate::model::edit::Edit;

rule! {
    /// Engine patches neither automatic nor planned
    ///
    /// **Why.** Patching by hand works only if somebody does it; old minor versions keep known faults.
    ///
    /// **Fix.** Turn automatic minor versions on with a quiet window, or record who patches when in the tag
    /// `maintenance`.
    ///
    /// **When to silence it.** The engine is patched by another team's process.
    ///
    /// **References.** RDS.13; ElastiCache.2; MQ.3; CKV_AWS_226; CKV_AWS_322; CKV_AWS_207; TA:RDS DB Instance Automatic
    /// Minor Version Upgrade Check; OPS05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"auto_minor_version_upgrade": false}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"auto_minor_version_upgrade": false}, tags: {"maintenance": "first Sunday of each month, database team"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL032",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "엔진 패치가 자동도 아니고 계획되지도 않음",
            why: "수동 패치는 누군가 실제로 해야만 됩니다. 오래된 마이너 버전에는 알려진 결함이 남습니다.",
            fix: "한가한 시간의 유지 관리 기간과 함께 마이너 버전 자동 업그레이드를 켜거나, 누가 언제 패치하는지 `maintenance` 태그에 기록합니다.",
            silence: "다른 팀의 절차로 엔진을 패치하는 경우입니다.",
        },
    };
}

/// Tags that record a plan.
const TAGS: &[&str] = &["maintenance", "maintenance_plan", "patch", "patch_schedule"];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (kind, upgrades, _) in maintenance::UPGRADED {
        for item in cx.of_kind(kind) {
            if !item.flag(upgrades) && !recovery::has_tag(item, TAGS) {
                out.add([item.id], || phrase::property_of(item, upgrades));
            }
        }
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut all = maintenance::UPGRADED.iter();
    let (_, upgrades, window) = all.find(|(kind, ..)| **kind == *item.kind)?;
    let mut edits = vec![set(&item, upgrades, true)];
    if item.text(window).is_empty() {
        let value = Value::Text(maintenance::quiet_window(cx, &item));
        edits.push(set(&item, window, value));
    }
    Some(Fix {
        label: phrase::set(upgrades, &true.into()),
        edit: Edit::Batch(edits),
    })
}
