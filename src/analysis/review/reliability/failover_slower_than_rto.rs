//! REL034: Database failover slower than the declared RTO.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{recovery, stores};
use crate::text::number::short;

rule! {
    /// Database failover slower than the declared RTO
    ///
    /// **Why.** A failover is not instant: connections drop until a standby has taken over and clients have followed
    /// the name. A Multi-AZ instance takes 60 to 120 s, a Multi-AZ cluster up to 35 s, Aurora with a reader up to 60 s,
    /// without one up to 10 minutes; a restore takes hours.
    ///
    /// **Fix.** Take a Multi-AZ cluster or an Aurora reader, put RDS Proxy in front (up to 66% less), and let clients
    /// keep names for 30 s at most.
    ///
    /// **When to silence it.** The RTO in the settings is not meant for the database.
    ///
    /// **References.** REL13-BP01; REL11-BP02; REL11-BP07.
    ///
    /// ```ron bad
    /// (settings: (target_rto_minutes: 1), components: {
    ///     "db": (kind: "db_instance", at: (0, 0)), // finding
    ///     "old": (kind: "db_instance", at: (200, 0), properties: {"deployment": "multi-az"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (settings: (target_rto_minutes: 1), components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"readers": 1}),
    ///     "old": (kind: "db_instance", at: (200, 0), properties: {"deployment": "multi-az"}),
    ///     "proxy": (kind: "db_proxy", at: (100, 0)),
    /// }, connections: {
    ///     "pooled": (from: "proxy", to: "old"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL034",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(stores::RELATIONAL, suits, check),
        fix: None,
        threshold: Some(Threshold {
            value: 60.0,
            unit: both("min of a restore from a backup", "분(백업에서 복원)"),
            source: "default",
        }),
        korean: Korean {
            title: "선언한 RTO보다 느린 데이터베이스 장애 조치",
            why: "장애 조치는 즉시 끝나지 않습니다. 대기 인스턴스가 이어받고 클라이언트가 이름을 따라갈 때까지 연결이 끊깁니다. 다중 AZ 인스턴스는 60~120초, 다중 AZ 클러스터는 최대 35초, 리더가 있는 Aurora는 최대 60초, 없으면 최대 10분, 복원은 몇 시간이 걸립니다.",
            fix: "다중 AZ 클러스터나 Aurora 리더를 사용하고 RDS Proxy를 앞에 두며(최대 66% 단축) 클라이언트가 이름을 최대 30초만 보관하게 합니다.",
            silence: "설정의 RTO가 데이터베이스에 해당하지 않는 경우입니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.design.settings.target_rto_minutes.is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(asked) = cx.design.settings.target_rto_minutes else {
        return;
    };
    let Some(failover) = recovery::failover(cx, item).filter(|_| in_production(cx, item)) else {
        return;
    };
    let restore = out.rule().limit(cx);
    let minutes = failover.seconds.map_or(restore, |seconds| seconds / 60.0);
    if minutes <= asked {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let how = failover.how.get(language);
        let (minutes, asked) = (short(minutes, 1), short(asked, 1));
        match (language, failover.seconds.is_some()) {
            (Language::English, true) => {
                format!("{name}: {how}, up to {minutes} min; {asked} min are asked for")
            }
            (Language::English, false) => {
                format!("{name}: {how}, {minutes} min or more; {asked} min are asked for")
            }
            (Language::Korean, true) => {
                format!("{name}: {how}, 최대 {minutes}분. 목표 {asked}분")
            }
            (Language::Korean, false) => {
                format!("{name}: {how}, {minutes}분 이상. 목표 {asked}분")
            }
        }
    });
    out.add([item.id], evidence);
}
