//! REL035: Self-run database without replica or backup.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, recovery, stores, zones};
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::ecs_service;
use crate::catalog::{Kind, declared};

rule! {
    /// Self-run database without replica or backup
    ///
    /// **Why.** On own servers replication, backups and repair are the team's own work, and the first mistake hits
    /// everybody.
    ///
    /// **Fix.** Move to RDS, Aurora or OpenSearch, or draw what there is: the replica in another zone and the backup.
    ///
    /// **When to silence it.** The data can be made again from elsewhere, and that has been tried.
    ///
    /// **References.** REL09-BP03; REL10-BP01; SUS05-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "db": (kind: "instance", in: "private-a", at: (420, 120), properties: {"software": "mysql"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "db": (kind: "instance", in: "private-a", at: (420, 120), properties: {"software": "mysql"}),
    ///     "db-2": (kind: "instance", in: "private-c", at: (420, 540), properties: {"software": "mysql"}),
    ///     "vault": (kind: "backup_vault", at: (900, 0)),
    /// }, connections: {
    ///     "copy": (from: "db", to: "db-2", kind: replication),
    ///     "keep": (from: "db", to: "vault", kind: backup),
    ///     "keep-2": (from: "db-2", to: "vault", kind: backup),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL035",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: each_where(KINDS, suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "복제본이나 백업이 없는 자체 운영 데이터베이스",
            why: "자체 서버에서는 복제, 백업, 복구가 모두 팀의 일이고 첫 실수가 모두에게 영향을 줍니다.",
            fix: "RDS, Aurora, OpenSearch로 옮기거나, 있는 것을 그립니다. 다른 가용 영역의 복제본과 백업입니다.",
            silence: "다른 곳에서 데이터를 다시 만들 수 있고 실제로 시험한 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &ecs_service::KIND,
];

/// Whether the data stands in another zone, too.
fn is_copied(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    let own = zones::zones_of(&[*item]);
    let elsewhere = |other: &Item<'_>| zones::zones_of(&[*other]) != own;
    (own.len() >= 2 && item.instances() >= 2.0)
        || stores::copies(cx, item)
            .chain(stores::sources(cx, item))
            .any(|other| elsewhere(&other))
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    match fleets::own_store(item) {
        None | Some("memcached") => false,
        Some("redis") => item.text(&declared::STORE_ROLE) == "primary",
        Some(_) => true,
    }
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (copied, backed_up) = (is_copied(cx, item), recovery::is_backed_up(cx, item));
    if copied && backed_up {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let software = phrase::value_of(
            &server::SOFTWARE,
            &item.text(&server::SOFTWARE).into(),
            language,
        );
        let lacks = match (language, copied, backed_up) {
            (Language::English, false, false) => "0 copies in another zone, 0 backups",
            (Language::English, false, true) => "0 copies in another zone",
            (Language::English, true, _) => "0 backups",
            (Language::Korean, false, false) => "다른 가용 영역의 사본 0개, 백업 0개",
            (Language::Korean, false, true) => "다른 가용 영역의 사본 0개",
            (Language::Korean, true, _) => "백업 0개",
        };
        match language {
            Language::English => format!("{name} runs {software}: {lacks}"),
            Language::Korean => format!("{name}에서 {software} 실행: {lacks}"),
        }
    });
    out.add([item.id], evidence);
}
