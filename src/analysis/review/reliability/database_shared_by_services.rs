//! REL074: One database shared by several services.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use std::collections::BTreeSet;

rule! {
    /// One database shared by several services
    ///
    /// **Why.** The migration or the heavy query of one service stops the others.
    ///
    /// **Fix.** Give each service a database, or at least a schema and a user, of its own; let services meet by API
    /// or events.
    ///
    /// **When to silence it.** The services belong to one team and are released together.
    ///
    /// **References.** REL03-BP02; REL10-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "orders": (kind: "ecs_service", at: (0, 0), tags: {"service": "orders"}),
    ///     "stock": (kind: "ecs_service", at: (0, 200), tags: {"service": "stock"}),
    ///     "db": (kind: "db_instance", at: (200, 0)), // finding
    /// }, connections: {
    ///     "write-order": (from: "orders", to: "db"),
    ///     "write-stock": (from: "stock", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "orders": (kind: "ecs_service", at: (0, 0), tags: {"service": "orders"}),
    ///     "stock": (kind: "ecs_service", at: (0, 200), tags: {"service": "stock"}),
    ///     "db": (kind: "db_instance", at: (200, 0)),
    /// }, connections: {
    ///     "write-order": (from: "orders", to: "db"),
    ///     "read-order": (from: "stock", to: "db", read_share: 1),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL074",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &dynamodb_table::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "여러 서비스가 공유하는 데이터베이스",
            why: "한 서비스의 마이그레이션이나 무거운 쿼리가 다른 서비스를 멈춥니다.",
            fix: "서비스마다 데이터베이스나 적어도 스키마와 사용자를 따로 두고 API나 이벤트로 연동합니다.",
            silence: "서비스를 한 팀이 함께 배포하는 경우입니다.",
        },
    };
}

/// Tags that name the service of a component.
const TAGS: [&str; 2] = ["service", "Service"];

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    cx.has_tags()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut services: BTreeSet<&str> = BTreeSet::new();
    for (caller, connection) in cx.callers(item) {
        let writes = !connection.kind.is_synchronous() || connection.read_share < 1.0;
        let tag = TAGS.iter().find_map(|tag| caller.component.tags.get(*tag));
        services.extend(tag.filter(|_| writes).map(String::as_str));
    }
    if services.len() < 2 {
        return;
    }
    let services: Vec<&str> = services.into_iter().collect();
    let evidence = seen(|language| {
        let (name, count) = (phrase::named(item, language), services.len());
        let services = phrase::shorten(&services, language);
        match language {
            Language::English => format!("{name}: {count} services write to it: {services}"),
            Language::Korean => format!("{name}: 서비스 {count}개가 여기에 씀: {services}"),
        }
    });
    out.add([item.id], evidence);
}
