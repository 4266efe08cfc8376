//! REL048: File system reachable from one zone only or never backed up.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::storage::efs_file_system;
use crate::model::Placement;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// File system reachable from one zone only or never backed up
    ///
    /// **Why.** When the zone of the only mount target fails, the servers of the other zones lose their files, too;
    /// without backups a deletion is final.
    ///
    /// **Fix.** Put a mount target into every zone that has clients (Standard instead of One Zone), and turn on
    /// automatic backups.
    ///
    /// **When to silence it.** The files can be made again, or all clients stand in that zone.
    ///
    /// **References.** EFS.2; EFS.7; CKV2_AWS_18; prowler:efs_multi_az_enabled; prowler:efs_have_backup_enabled;
    /// TA:Amazon EFS no mount target redundancy; TA:Amazon EFS not in AWS Backup plan; REL10-BP01; REL09-BP03.
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
    ///     "files": (kind: "efs_file_system", in: "private-a", at: (620, 120)), // finding
    ///     "lost": (kind: "efs_file_system", in: "vpc", at: (620, 440), properties: {"backup_policy": false}), // finding
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 220)), (in: "private-c", at: (420, 540))]),
    /// }, connections: {
    ///     "mount": (from: "web", to: "files"),
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
    ///     "files": (kind: "efs_file_system", placements: [(in: "private-a", at: (620, 120)), (in: "private-c", at: (620, 540))]),
    ///     "lost": (kind: "efs_file_system", in: "vpc", at: (620, 440)),
    ///     "web": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 220)), (in: "private-c", at: (420, 540))]),
    /// }, connections: {
    ///     "mount": (from: "web", to: "files"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL048",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&efs_file_system::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "한 가용 영역에서만 접근되거나 백업되지 않는 파일 시스템",
            why: "유일한 탑재 대상의 가용 영역에 장애가 나면 다른 영역의 서버도 파일을 잃고, 백업이 없으면 삭제를 되돌릴 수 없습니다.",
            fix: "클라이언트가 있는 모든 가용 영역에 탑재 대상을 두고(One Zone 대신 Standard) 자동 백업을 켭니다.",
            silence: "파일을 다시 만들 수 있거나 모든 클라이언트가 그 영역에 있는 경우입니다.",
        },
    };
}

/// Zones with clients in which the file system has no mount target.
fn unreached<'a>(cx: &Cx<'a>, item: &Item<'a>) -> zones::Names<'a> {
    let own = zones::zones_of(&[*item]);
    let clients: Vec<Item<'_>> = cx.callers(item).map(|(client, _)| client).collect();
    let mut theirs = zones::zones_of(&clients);
    if item.flag(&efs_file_system::ONE_ZONE) {
        // One Zone stands in one of them, the first that is drawn.
        let here = own.first().or(theirs.first()).copied();
        theirs.retain(|zone| Some(*zone) != here);
    } else if own.len() == 1 {
        theirs.retain(|zone| !own.contains(zone));
    } else {
        theirs.clear();
    }
    theirs
}

fn check<'a>(cx: &Cx<'a>, item: &Item<'a>, out: &mut Findings) {
    let unreached = unreached(cx, item);
    let backed_up = item.flag(&efs_file_system::BACKUP);
    if unreached.is_empty() && backed_up {
        return;
    }
    let evidence = seen(|language| {
        let zones = unreached.join(", ");
        let mut parts = Vec::new();
        if !unreached.is_empty() {
            parts.push(match language {
                Language::English => format!("clients in {zones}, 0 mount targets there"),
                Language::Korean => format!("{zones}에 클라이언트가 있으나 탑재 대상 0개"),
            });
        }
        if !backed_up {
            parts.push(match language {
                Language::English => "automatic backups off".to_owned(),
                Language::Korean => "자동 백업 꺼짐".to_owned(),
            });
        }
        format!("{}: {}", item.name(language), parts.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut component = item.component.clone();
    let properties = &mut component.properties;
    properties.insert(efs_file_system::BACKUP.name.to_owned(), true.into());
    let unreached = unreached(cx, &item);
    if !unreached.is_empty() {
        properties.insert(efs_file_system::ONE_ZONE.name.to_owned(), false.into());
    }
    let last = component.placements.last()?.clone();
    if cx.design.zone_of(last.parent.as_ref()).is_some() {
        let here = last
            .parent
            .as_ref()
            .and_then(|id| cx.design.container(id))?;
        for zone in unreached {
            let parent = zones::frame_in(cx, last.parent.as_ref(), zone)?;
            let frame = cx.design.container(parent)?.frame;
            component.placements.push(Placement {
                parent: Some(parent.clone()),
                at: last
                    .at
                    .offset(frame.x - here.frame.x, frame.y - here.frame.y),
                instances: None,
            });
        }
    }
    Some(Fix {
        label: Phrase::new(
            "Reach all clients and back up",
            "모든 클라이언트에 연결하고 백업",
        ),
        edit: Edit::PutComponent(item.id.clone(), component),
    })
}
