//! OPS014: Data service that the team runs itself.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::ecs_service;

rule! {
    /// Data service that the team runs itself
    ///
    /// **Why.** Patches, replication, backups and repair at night fall to the team; a managed service does them for a fee.
    ///
    /// **Fix.** Draw the managed service (RDS, ElastiCache, OpenSearch Service ...) as a scenario and compare both bills.
    ///
    /// **When to silence it.** The team needs a version or an extension that no managed service offers, and has the people.
    ///
    /// **References.** SEC01-BP05; COST05-BP03; SUS05-BP03; OPS05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"software": "mysql"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS014",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Info,
        check: each_where(&[&autoscaling_group::KIND, &ecs_service::KIND, &instance::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "직접 운영하는 데이터 서비스",
            why: "패치, 복제, 백업, 한밤의 복구가 팀의 몫이 됩니다. 관리형 서비스는 요금을 받고 대신합니다.",
            fix: "관리형 서비스(RDS, ElastiCache, OpenSearch Service 등)를 시나리오로 그려 두 비용을 비교합니다.",
            silence: "관리형 서비스에 없는 버전이나 확장이 필요하고 인력이 있는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.text(&server::SOFTWARE) != "application"
}

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    out.add([item.id], || phrase::property_of(item, &server::SOFTWARE));
}
