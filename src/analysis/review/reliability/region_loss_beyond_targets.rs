//! REL036: Region loss exceeds the declared recovery objectives.

use crate::analysis::review::prelude::*;
use crate::analysis::review::recovery;
use crate::text::number::short;

rule! {
    /// Region loss exceeds the declared recovery objectives
    ///
    /// **Why.** What is drawn cannot keep what is promised for the day on which a whole Region is gone.
    ///
    /// **Fix.** Go up by one step: copy backups to a second Region (hours), keep data live and servers off there (tens
    /// of minutes), run a small copy (minutes), or run full copies (near zero). Each step costs more than the one
    /// before.
    ///
    /// **When to silence it.** The promise is kept by another design, or the targets are out of date.
    ///
    /// **References.** REL13-BP01; REL13-BP02.
    ///
    /// ```ron bad
    /// (settings: (target_region_rto_minutes: 60, target_region_rpo_minutes: 15), containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "seoul", at: (20, 20)), // finding
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20)),
    /// }, connections: {
    ///     "sql": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_region_rto_minutes: 60, target_region_rpo_minutes: 15), containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "seoul", at: (20, 20)),
    ///     "db-2": (kind: "db_instance", in: "tokyo", at: (720, 20), properties: {"instance_role": "replica"}),
    ///     "web": (kind: "autoscaling_group", in: "seoul", at: (220, 20)),
    /// }, connections: {
    ///     "copy": (from: "db", to: "db-2", kind: replication),
    ///     "sql": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL036",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "리전 손실이 선언한 복구 목표를 넘음",
            why: "그려진 것으로는 리전 전체를 잃은 날에 약속한 것을 지킬 수 없습니다.",
            fix: "한 단계 올립니다. 두 번째 리전에 백업 복사(몇 시간), 데이터는 켜 두고 서버는 끔(수십 분), 작은 사본 실행(몇 분), 전체 사본 실행(거의 0). 단계마다 비용이 더 듭니다.",
            silence: "다른 설계가 약속을 지키거나 목표가 오래된 값인 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let settings = &cx.design.settings;
    let (rto, rpo) = (
        settings.target_region_rto_minutes,
        settings.target_region_rpo_minutes,
    );
    if rto.is_none() && rpo.is_none() {
        return;
    }
    let found = cx.strategy();
    let misses = |asked: Option<f64>, typical: Option<f64>| {
        asked.is_some_and(|asked| typical.is_none_or(|typical| typical > asked))
    };
    let (slow, lossy) = (
        misses(rto, found.recovery_minutes()),
        misses(rpo, found.loss_minutes()),
    );
    let alone: Vec<Item<'_>> = cx
        .of_kinds(recovery::STORES)
        .filter(|item| in_production(cx, item))
        .filter(|item| recovery::region_copy(cx, item).is_none_or(|copy| copy <= found))
        .copied()
        .collect();
    if alone.is_empty() || !(slow || lossy) {
        return;
    }
    let evidence = seen(|language| {
        let told = |what: (&str, &str), asked: Option<f64>, typical: Option<f64>| {
            let asked = short(asked.unwrap_or(0.0), 1);
            match (language, typical.map(|minutes| short(minutes, 0))) {
                (Language::English, Some(typical)) => {
                    format!(
                        "{} takes {typical} min or more, {asked} min are asked for",
                        what.0
                    )
                }
                (Language::English, None) => {
                    format!("{} is not possible, {asked} min are asked for", what.0)
                }
                (Language::Korean, Some(typical)) => {
                    format!("{} {typical}분 이상, 목표 {asked}분", what.1)
                }
                (Language::Korean, None) => format!("{} 불가, 목표 {asked}분", what.1),
            }
        };
        let mut parts = vec![found.title().get(language).to_owned()];
        if slow {
            parts.push(told(("recovery", "복구"), rto, found.recovery_minutes()));
        }
        if lossy {
            let typical = found.loss_minutes();
            parts.push(match (language, typical) {
                (Language::English, Some(minutes)) => format!(
                    "{} min of data or more are lost, {} min are accepted",
                    short(minutes, 0),
                    short(rpo.unwrap_or(0.0), 1)
                ),
                (Language::English, None) => format!(
                    "all data is lost, {} min are accepted",
                    short(rpo.unwrap_or(0.0), 1)
                ),
                (Language::Korean, Some(minutes)) => format!(
                    "데이터 {}분 이상 손실, 허용 {}분",
                    short(minutes, 0),
                    short(rpo.unwrap_or(0.0), 1)
                ),
                (Language::Korean, None) => format!(
                    "데이터를 모두 손실, 허용 {}분",
                    short(rpo.unwrap_or(0.0), 1)
                ),
            });
        }
        parts.join("; ")
    });
    out.add(alone.iter().map(|item| item.id), evidence);
}
