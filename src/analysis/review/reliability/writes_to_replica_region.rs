//! REL042: Read replica in DR Region drawn as writable.

use crate::analysis::review::prelude::*;
use crate::analysis::review::stores;
use crate::catalog::declared;
use crate::text::number::short;

rule! {
    /// Read replica in DR Region drawn as writable
    ///
    /// **Why.** A read replica refuses writes until it is promoted; what is drawn fails on the first write.
    ///
    /// **Fix.** Say in the recovery plan who promotes it and repoints the callers, and draw the writes to the primary;
    /// or use Aurora Global Database with managed failover.
    ///
    /// **When to silence it.** The drawing shows the state after the failover.
    ///
    /// **References.** REL13-BP05; TA:Amazon RDS Read Replicas are open in writable mode.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "seoul", at: (20, 20)),
    ///     "db-2": (kind: "db_instance", in: "tokyo", at: (720, 20)), // finding
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20)),
    /// }, connections: {
    ///     "copy": (from: "db", to: "db-2", kind: replication),
    ///     "sql": (from: "web-2", to: "db-2", read_share: 0.7), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "seoul": (kind: "region", code: "ap-northeast-2", frame: (0, 0, 600, 600)),
    ///     "tokyo": (kind: "region", code: "ap-northeast-1", frame: (700, 0, 600, 600)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "seoul", at: (20, 20)),
    ///     "db-2": (kind: "db_instance", in: "tokyo", at: (720, 20)),
    ///     "web-2": (kind: "autoscaling_group", in: "tokyo", at: (920, 20)),
    /// }, connections: {
    ///     "copy": (from: "db", to: "db-2", kind: replication),
    ///     "read": (from: "web-2", to: "db-2", read_share: 1),
    ///     "write": (from: "web-2", to: "db", read_share: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL042",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(stores::RELATIONAL, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "DR 리전의 읽기 전용 복제본이 쓰기 가능으로 그려짐",
            why: "읽기 전용 복제본은 승격하기 전까지 쓰기를 거부합니다. 그려진 대로면 첫 쓰기에서 실패합니다.",
            fix: "누가 승격하고 호출자를 돌릴지 복구 계획에 적고 쓰기는 기본 인스턴스로 그립니다. 또는 관리형 장애 조치가 있는 Aurora 글로벌 데이터베이스를 사용합니다.",
            silence: "장애 조치 후의 상태를 그린 경우입니다.",
        },
    };
}

/// Whether the item is a copy of a database in another Region.
fn is_distant_replica(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    // Two that copy each other are two primaries (REL044).
    let follows = |source: &Item<'_>| stores::copies(cx, item).all(|other| other.id != source.id);
    let mut sources = stores::sources(cx, item).filter(follows).peekable();
    if sources.peek().is_some() {
        return sources.any(|source| source.region() != item.region());
    }
    let declared = item.text(&declared::INSTANCE_ROLE) == "replica"
        && item.kind.property(declared::INSTANCE_ROLE.name).is_some();
    declared && item.region() != cx.design.settings.region
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    if !is_distant_replica(cx, item) {
        return;
    }
    for (id, connection) in cx.incoming(item) {
        if !stores::writes(connection) {
            continue;
        }
        let evidence = seen(|language| {
            let name = item.name(language);
            let region = item.region();
            let caller = cx.item(&connection.from);
            let caller = caller.map_or("", |caller| caller.name(language));
            let share = short((1.0 - connection.read_share) * 100.0, 0);
            match language {
                Language::English => format!(
                    "{name} is a read replica in {region}; {share}% of the requests from {caller} write"
                ),
                Language::Korean => format!(
                    "{name}은(는) {region}의 읽기 전용 복제본. {caller}의 요청 중 {share}%가 쓰기"
                ),
            }
        });
        out.add([*id, item.id], evidence);
    }
}
