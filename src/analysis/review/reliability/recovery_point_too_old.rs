//! REL030: Backup interval longer than the declared RPO.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery;
use crate::catalog::Kind;
use crate::catalog::database::{db_instance, elasticache_replication_group as cache};
use crate::catalog::storage::efs_file_system;
use crate::text::number::short;

rule! {
    /// Backup interval longer than the declared RPO
    ///
    /// **Why.** What was written since the last recovery point is lost when the host, the storage or the zone of the
    /// only copy is gone.
    ///
    /// **Fix.** Keep a synchronous copy in another zone (Multi-AZ, a replica), turn on point-in-time recovery, or make
    /// snapshots more often.
    ///
    /// **When to silence it.** The RPO in the settings is out of date, or not meant for this store.
    ///
    /// **References.** REL13-BP01; REL09-BP03; REL09-BP01.
    ///
    /// ```ron bad
    /// (settings: (target_rpo_minutes: 1), components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_rpo_minutes: 1), components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"deployment": "multi-az"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL030",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(KINDS, suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "선언한 RPO보다 긴 백업 간격",
            why: "유일한 사본의 호스트, 스토리지, 가용 영역을 잃으면 마지막 복구 시점 이후에 쓴 것이 사라집니다.",
            fix: "다른 가용 영역에 동기식 사본(다중 AZ, 복제본)을 두거나 특정 시점 복구를 켜거나 스냅샷을 더 자주 만듭니다.",
            silence: "설정의 RPO가 오래된 값이거나 이 저장소에 해당하지 않는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[&db_instance::KIND, &cache::KIND, &efs_file_system::KIND];

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.design.settings.target_rpo_minutes.is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(accepted) = cx.design.settings.target_rpo_minutes else {
        return;
    };
    let Some(loss) = recovery::loss(cx, item) else {
        return;
    };
    if loss.minutes.is_some_and(|minutes| minutes <= accepted) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let how = loss.how.get(language);
        let accepted = short(accepted, 1);
        match (language, loss.minutes.map(|minutes| short(minutes, 0))) {
            (Language::English, Some(lost)) => {
                format!(
                    "{name}: up to {lost} min of writes are lost ({how}); {accepted} min are accepted"
                )
            }
            (Language::Korean, Some(lost)) => {
                format!("{name}: 최대 {lost}분의 쓰기를 잃음({how}). 허용 {accepted}분")
            }
            (Language::English, None) => {
                format!("{name}: everything is lost ({how}); {accepted} min are accepted")
            }
            (Language::Korean, None) => format!("{name}: 모두 잃음({how}). 허용 {accepted}분"),
        }
    });
    out.add([item.id], evidence);
}
