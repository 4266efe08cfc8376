//! REL033: Reads drawn to a Multi-AZ standby.

use crate::analysis::review::prelude::*;
use crate::catalog::database::db_instance;
use crate::catalog::declared;
use crate::text::number::short;

rule! {
    /// Reads drawn to a Multi-AZ standby
    ///
    /// **Why.** The standby of a Multi-AZ instance takes no connections: it waits to take over. These reads fail.
    ///
    /// **Fix.** Add a read replica, or use a Multi-AZ cluster, whose two standbys serve reads.
    ///
    /// **When to silence it.** None is known: the standby cannot answer.
    ///
    /// **References.** REL10-BP01; PERF03-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"deployment": "multi-az"}),
    ///     "standby": (kind: "db_instance", at: (200, 200), properties: {"instance_role": "standby"}), // finding
    ///     "web": (kind: "autoscaling_group", at: (0, 0)),
    /// }, connections: {
    ///     "read": (from: "web", to: "standby", read_share: 1), // finding
    ///     "write": (from: "web", to: "db", read_share: 0),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (200, 0), properties: {"deployment": "multi-az"}),
    ///     "replica": (kind: "db_instance", at: (200, 200), properties: {"instance_role": "replica"}),
    ///     "web": (kind: "autoscaling_group", at: (0, 0)),
    /// }, connections: {
    ///     "read": (from: "web", to: "replica", read_share: 1),
    ///     "write": (from: "web", to: "db", read_share: 0),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL033",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "다중 AZ 대기 인스턴스로 그려진 읽기",
            why: "다중 AZ 인스턴스의 대기 인스턴스는 연결을 받지 않고 이어받기만 기다립니다. 이 읽기는 실패합니다.",
            fix: "읽기 전용 복제본을 추가하거나, 대기 인스턴스 두 대가 읽기를 처리하는 다중 AZ 클러스터를 사용합니다.",
            silence: "해당하는 경우가 없습니다. 대기 인스턴스는 응답할 수 없습니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&declared::INSTANCE_ROLE) == "standby"
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    for (id, connection) in cx.incoming(item) {
        if !connection.kind.is_synchronous() || connection.read_share <= 0.0 {
            continue;
        }
        let reads = cx
            .traffic
            .connections
            .get(id)
            .map_or(0.0, |flow| flow.average.0 * connection.read_share);
        let evidence = seen(|language| {
            let name = item.name(language);
            let share = short(connection.read_share * 100.0, 0);
            let reads = short(reads, 2);
            match language {
                Language::English => {
                    format!(
                        "{name} is a standby; {share}% of the requests to it read ({reads} req/s)"
                    )
                }
                Language::Korean => {
                    format!(
                        "{name}은(는) 대기 인스턴스. 오는 요청의 {share}%가 읽기({reads} req/s)"
                    )
                }
            }
        });
        out.add([*id, item.id], evidence);
    }
}
