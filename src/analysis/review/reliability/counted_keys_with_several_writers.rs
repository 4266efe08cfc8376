//! REL044: Auto-increment keys with several writers.

use crate::analysis::review::prelude::*;
use crate::analysis::review::stores;
use crate::catalog::compute::{autoscaling_group, instance};
use crate::catalog::containers::ecs_service;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::{Kind, declared};
use crate::model::Id;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// Auto-increment keys with several writers
    ///
    /// **Why.** Two primaries hand out the same number for different rows. Counting in steps of k breaks when the
    /// number of primaries changes, and a queue for numbers adds delay.
    ///
    /// **Fix.** Let the application make the keys: UUIDs, better ones that are ordered by time.
    ///
    /// **When to silence it.** The primaries hold different tables.
    ///
    /// **References.** REL04-BP04; PERF03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db-1": (kind: "db_instance", at: (200, 0), properties: {"id_strategy": "auto_increment"}), // finding
    ///     "db-2": (kind: "db_instance", at: (200, 200), properties: {"id_strategy": "auto_increment"}), // finding
    /// }, connections: {
    ///     "to-1": (from: "db-2", to: "db-1", kind: replication),
    ///     "to-2": (from: "db-1", to: "db-2", kind: replication),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db-1": (kind: "db_instance", at: (200, 0), properties: {"id_strategy": "generated"}),
    ///     "db-2": (kind: "db_instance", at: (200, 200), properties: {"id_strategy": "generated"}),
    /// }, connections: {
    ///     "to-1": (from: "db-2", to: "db-1", kind: replication),
    ///     "to-2": (from: "db-1", to: "db-2", kind: replication),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL044",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "쓰기 노드가 여럿인데 자동 증가 키 사용",
            why: "두 기본 인스턴스가 서로 다른 행에 같은 번호를 줍니다. k씩 건너뛰는 방식은 기본 인스턴스 수가 바뀌면 깨지고, 번호 대기열은 지연을 더합니다.",
            fix: "애플리케이션이 키를 만들게 합니다. UUID, 가능하면 시간 순서가 있는 것을 사용합니다.",
            silence: "기본 인스턴스들이 서로 다른 테이블을 가지는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &db_instance::KIND,
    &rds_cluster::KIND,
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
];

/// Databases that count keys themselves and hold the same table: those that copy each other, and those among which a caller
/// shares its writes out by weight.
fn check(cx: &Cx<'_>, out: &mut Findings) {
    let counts = |item: &Item<'_>| item.text(&declared::ID_STRATEGY) == "auto_increment";
    let mut groups: BTreeSet<Vec<&Id>> = BTreeSet::new();
    let mut by_caller: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
    for item in cx.of_kinds(KINDS).filter(|item| counts(item)) {
        for other in stores::copies(cx, item.id).filter(counts) {
            let mutual = stores::copies(cx, other.id).any(|back| back.id == item.id);
            if mutual && item.id < other.id {
                groups.insert(vec![item.id, other.id]);
            }
        }
        for (caller, connection) in cx.callers(item) {
            if stores::writes(connection) && connection.weight.is_some() {
                by_caller.entry(caller.id).or_default().insert(item.id);
            }
        }
    }
    let shared = by_caller.into_values().filter(|stores| stores.len() > 1);
    groups.extend(shared.map(|stores| stores.into_iter().collect::<Vec<_>>()));
    for group in groups {
        let evidence = seen(|language| {
            let items = group.iter().filter_map(|id| cx.item(id));
            let names = phrase::names(items, language);
            let count = group.len();
            match language {
                Language::English => {
                    format!(
                        "{names}: {count} databases take writes of one table and count its keys themselves"
                    )
                }
                Language::Korean => {
                    format!(
                        "{names}: 데이터베이스 {count}개가 한 테이블의 쓰기를 받으며 키를 각자 증가시킴"
                    )
                }
            }
        });
        out.add(group.iter().copied(), evidence);
    }
}
