//! REL049: Stateful volume without snapshots.

use crate::analysis::review::prelude::*;
use crate::analysis::review::{fleets, recovery};
use crate::catalog::compute::{autoscaling_group, instance, server, volume};
use crate::catalog::storage::{backup_vault, ebs_volume};
use crate::catalog::{Kind, declared};
use crate::model::edit::Edit;
use crate::model::{Component, Connection, ConnectionKind, ContainerKind, Value};
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Stateful volume without snapshots
    ///
    /// **Why.** An EBS volume stands in one zone and can fail; then what the server kept on it is gone.
    ///
    /// **Fix.** Put it into a backup plan (AWS Backup or Data Lifecycle Manager): the first snapshot is a full copy,
    /// later ones hold what changed.
    ///
    /// **When to silence it.** The data stands elsewhere, too, or may be lost.
    ///
    /// **References.** EC2.28; CKV2_AWS_9; prowler:ec2_ebs_volume_protected_by_backup_plan; TA:Amazon EBS Not Included
    /// in AWS Backup Plan; REL09-BP01; REL09-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"software": "postgres"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "instance", at: (0, 0), properties: {"software": "postgres"}),
    ///     "vault": (kind: "backup_vault", at: (200, 0), properties: {"ebs_snapshot_gb": 30}),
    /// }, connections: {
    ///     "keep": (from: "db", to: "vault", kind: backup),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL049",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: each_where(KINDS, suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "스냅샷이 없는 상태 저장 볼륨",
            why: "EBS 볼륨은 한 가용 영역에 있고 고장 날 수 있습니다. 그러면 서버가 저장한 것이 사라집니다.",
            fix: "백업 계획(AWS Backup 또는 Data Lifecycle Manager)에 넣습니다. 첫 스냅샷은 전체 사본이고 이후에는 바뀐 것만 담습니다.",
            silence: "데이터가 다른 곳에도 있거나 잃어도 되는 경우입니다.",
        },
    };
}

const KINDS: &[&Kind] = &[&instance::KIND, &autoscaling_group::KIND, &ebs_volume::KIND];

/// Whether a server keeps on its volumes what must survive: files, or a data store that it runs itself.
fn keeps_state(item: &Item<'_>) -> bool {
    let store = match fleets::own_store(item) {
        None | Some("memcached") => false,
        Some("redis") => item.text(&declared::STORE_ROLE) != "cache",
        Some(_) => true,
    };
    store || fleets::keeps_locally(item, &server::FILE_STORE)
}

/// GB of the volumes of an item; none where nothing on them must survive.
fn gb(cx: &Cx<'_>, item: &Item<'_>) -> Option<f64> {
    if *item.kind == ebs_volume::KIND {
        let stateful = cx.neighbours(item).any(|server| keeps_state(&server));
        let count = item.number(&ebs_volume::COUNT);
        return stateful.then(|| item.number(&ebs_volume::SIZE) * count);
    }
    keeps_state(item).then(|| item.number(&volume::SIZE) * item.instances())
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind == ebs_volume::KIND || keeps_state(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(gb) = gb(cx, item).filter(|gb| *gb > 0.0) else {
        return;
    };
    if recovery::is_backed_up(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let gb = short(gb, 0);
        match language {
            Language::English => format!("{name}: {gb} GiB on volumes, 0 snapshots"),
            Language::Korean => format!("{name}: 볼륨 {gb}GiB, 스냅샷 0개"),
        }
    });
    out.add([item.id], evidence);
}

/// Connects the item with the Region's backup vault (a new one where none is drawn), which then holds a full copy of its
/// volumes more.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let gb = gb(cx, &item)?;
    let mut vaults = cx.of_kind(&backup_vault::KIND).iter();
    let (id, vault) = match vaults.find(|vault| vault.region() == item.region()) {
        Some(vault) => (vault.id.clone(), vault.component.clone()),
        None => {
            let place = item.component.parent();
            let vpc = cx.enclosing(place, ContainerKind::Vpc);
            // Beside the VPC: the vault stands outside of it.
            let (parent, at) = match vpc {
                Some((_, vpc)) => (vpc.parent.clone(), vpc.frame.min().offset(vpc.frame.w, 0.0)),
                None => {
                    let tile = item.component.placements.first()?;
                    (tile.parent.clone(), tile.at.offset(160.0, 0.0))
                }
            };
            let vault = Component::new(backup_vault::KIND.name, parent, at);
            (cx.design.fresh_id("backup-vault"), vault)
        }
    };
    let held = vault
        .property(backup_vault::EBS_GB.name)
        .and_then(Value::as_number);
    let vault = vault.with(backup_vault::EBS_GB.name, held.unwrap_or(0.0) + gb);
    let mut backup = Connection::new(item.id.clone(), id.clone());
    backup.kind = ConnectionKind::Backup;
    let connection = cx.design.fresh_id(&format!("{}-{id}", item.id));
    Some(Fix {
        label: Phrase::new("Back up the volumes", "볼륨 백업"),
        edit: Edit::Batch(vec![
            Edit::PutComponent(id, vault),
            Edit::PutConnection(connection, backup),
        ]),
    })
}
