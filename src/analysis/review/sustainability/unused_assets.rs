//! SUS003: Unused assets kept.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance, server, volume};
use crate::catalog::containers::ecs_service;
use crate::catalog::database::{db_instance, elasticache_replication_group, rds_cluster};
use crate::catalog::networking::{application_load_balancer, eip, network_load_balancer};
use crate::catalog::storage::ebs_volume;
use crate::model::Id;
use crate::text::number::short;
use std::collections::BTreeSet;

rule! {
    /// Unused assets kept
    ///
    /// **Why.** They take storage and energy, and cost money.
    ///
    /// **Fix.** Delete them, or archive the data first.
    ///
    /// **When to silence it.** The asset is kept ready for a failure, or its connections are not drawn.
    ///
    /// **References.** SUS02-BP03; SUS03-BP02; TA:Underutilized Amazon EBS volumes; thrifty:unattached_ebs_volumes;
    /// thrifty:ebs_volumes_on_stopped_instances.
    ///
    /// ```ron bad
    /// (components: {
    ///     "address": (kind: "eip", at: (0, 0), properties: {"associated": false}), // finding
    ///     "disk": (kind: "ebs_volume", at: (150, 0)), // finding
    ///     "old": (kind: "db_instance", at: (300, 0)), // finding
    ///     "stopped": (kind: "instance", at: (450, 0), properties: {"running_hours": 0, "volume_size": 200}), // finding
    ///     "users": (kind: "users", at: (0, 150), demand: (rate: requests_per_second(5))),
    ///     "web": (kind: "instance", at: (150, 150)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "ssh": (from: "web", to: "stopped"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0)),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(5))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS003",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "사용하지 않는 자산",
            why: "스토리지와 에너지를 쓰고 비용이 듭니다.",
            fix: "삭제하거나 먼저 데이터를 보관한 뒤 삭제합니다.",
            silence: "장애에 대비해 준비해 둔 자산이거나 연결을 그리지 않은 경우입니다.",
        },
    };
}

/// Kinds that do nothing without a connection.
const CONNECTED: &[&Kind] = &[
    &application_load_balancer::KIND,
    &autoscaling_group::KIND,
    &db_instance::KIND,
    &ecs_service::KIND,
    &elasticache_replication_group::KIND,
    &instance::KIND,
    &network_load_balancer::KIND,
    &rds_cluster::KIND,
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for item in cx.of_kind(&eip::KIND) {
        if !item.flag(&eip::ASSOCIATED) {
            let count = short(item.number(&eip::COUNT), 0);
            let evidence = || {
                phrase::about(
                    item,
                    format!("{count} Elastic IP, attached to nothing"),
                    format!("연결되지 않은 탄력적 IP {count}개"),
                )
            };
            out.add([item.id], evidence);
        }
    }
    for item in cx.of_kind(&instance::KIND) {
        let size = item.number(&volume::SIZE);
        if item.typed(&server::RUNNING_HOURS) == Some(0.0) && size > 0.0 {
            let size = short(size, 0);
            let evidence = || {
                phrase::about(
                    item,
                    format!("runs 0 h, keeps a volume of {size} GiB"),
                    format!("실행 0시간, {size} GiB 볼륨 유지"),
                )
            };
            out.add([item.id], evidence);
        }
    }
    // Without demand nothing can be told from the traffic.
    if load::demands(cx).next().is_none() {
        return;
    }
    let mut frames: Option<BTreeSet<&Id>> = None;
    for item in cx.of_kinds(CONNECTED).chain(cx.of_kind(&ebs_volume::KIND)) {
        if item.is_joined() {
            continue;
        }
        let frames = frames.get_or_insert_with(|| connected_frames(cx));
        let mut around = cx.ancestors(item.component.parent());
        if around.any(|(frame, _)| frames.contains(frame)) || in_scenario(cx, item.id) {
            continue;
        }
        let evidence = || phrase::about(item, "nothing is connected with it", "연결된 것이 없음");
        out.add([item.id], evidence);
    }
}

/// Frames that connections start or end at, for all that is in them.
fn connected_frames<'a>(cx: &Cx<'a>) -> BTreeSet<&'a Id> {
    let ends = cx
        .design
        .connections
        .values()
        .flat_map(|c| [&c.from, &c.to]);
    ends.filter(|id| cx.design.container(id).is_some())
        .collect()
}

/// Whether a scenario connects the item.
fn in_scenario(cx: &Cx<'_>, id: &Id) -> bool {
    let mut scenarios = cx.design.scenarios.values();
    scenarios.any(|scenario| {
        let mut added = scenario.connections.values();
        added.any(|patch| {
            [&patch.from, &patch.to]
                .into_iter()
                .flatten()
                .any(|end| end == id)
        })
    })
}
