//! OPS015: Database in a container in production.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::server;
use crate::catalog::containers::ecs_service;
use crate::catalog::storage::efs_file_system;

rule! {
    /// Database in a container in production
    ///
    /// **Why.** When the host goes, the data in its local volume goes with it: replicas, backups and repair are missing.
    /// For development it is fine.
    ///
    /// **Fix.** Use RDS or Aurora with a standby in production and keep the container for development.
    ///
    /// **When to silence it.** The data can be made again at any time.
    ///
    /// **References.** REL09-BP01; REL10-BP01; SUS05-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "ecs_service", at: (0, 0), properties: {"software": "postgres", "desired_count": 1, "min_capacity": 1}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "ecs_service", at: (0, 0), tags: {"env": "dev"}, properties: {"software": "postgres", "desired_count": 1, "min_capacity": 1}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS015",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::High,
        check: each_where(&[&ecs_service::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "운영 환경의 컨테이너 데이터베이스",
            why: "호스트가 사라지면 로컬 볼륨의 데이터도 사라집니다. 복제본, 백업, 복구가 없습니다. 개발 환경에는 괜찮습니다.",
            fix: "운영 환경에는 대기 인스턴스가 있는 RDS나 Aurora를 쓰고 컨테이너는 개발용으로 둡니다.",
            silence: "데이터를 언제든 다시 만들 수 있는 경우입니다.",
        },
    };
}

/// Databases: what they hold must survive.
const DATABASES: [&str; 4] = ["mysql", "mariadb", "postgres", "mongodb"];

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    DATABASES.contains(&item.text(&server::SOFTWARE))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let software = item.text(&server::SOFTWARE);
    let keeps_files = |other: &Item<'_>| *other.kind == efs_file_system::KIND;
    if !in_production(cx, item) || cx.neighbours(item).any(|other| keeps_files(&other)) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let tasks = item.instances();
        match language {
            Language::English => {
                let noun = if tasks == 1.0 { "task" } else { "tasks" };
                format!("{name}: {software} on a local volume, {tasks} {noun}, 0 shared volumes")
            }
            Language::Korean => {
                format!("{name}: 로컬 볼륨의 {software}, 태스크 {tasks}개, 공유 볼륨 0개")
            }
        }
    });
    out.add([item.id], evidence);
}
