//! SEC002: Data store placed in a public subnet.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::model::edit::{Edit, TileRef};
use crate::model::{ContainerKind, Id};
use crate::text::Phrase;

rule! {
    /// Data store placed in a public subnet
    ///
    /// **Why.** One changed flag or rule then exposes the store; a private subnet keeps the network as a second barrier.
    ///
    /// **Fix.** Move it to a private or isolated subnet of the same zone.
    ///
    /// **When to silence it.** A short-lived test with invented data.
    ///
    /// **References.** SEC05-BP01; prowler:vpc_subnet_separate_private_public;
    /// prowler:elasticache_cluster_uses_public_subnet; EFS.6; prowler:efs_mount_target_not_publicly_accessible.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "public", at: (60, 120)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "db_instance", in: "private", at: (420, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC002",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "퍼블릭 서브넷에 놓인 데이터 저장소",
            why: "설정이나 규칙 하나만 바뀌어도 저장소가 노출됩니다. 프라이빗 서브넷은 네트워크를 두 번째 방벽으로 남겨 둡니다.",
            fix: "같은 가용 영역의 프라이빗 또는 격리된 서브넷으로 옮깁니다.",
            silence: "가짜 데이터로 잠깐 시험하는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for store in cx.items_of(exposure::keeps_data_in_vpc) {
        if let Some((id, subnet)) = exposure::public_subnet(cx, store) {
            let evidence = seen(|language| {
                let name = phrase::named(store, language);
                let subnet = exposure::frame_name(id, subnet, language);
                match language {
                    Language::English => format!("{name} in public subnet {subnet}"),
                    Language::Korean => format!("퍼블릭 서브넷 {subnet}의 {name}"),
                }
            });
            out.add([store.id], evidence);
        }
    }
}

/// The first private or isolated subnet with the same parent as a public one.
fn private_beside<'a>(cx: &Cx<'a>, public: &Id) -> Option<&'a Id> {
    let parent = &cx.design.container(public)?.parent;
    let mut frames = cx.design.containers.iter();
    let found = frames.find(|(_, frame)| {
        frame.parent == *parent
            && matches!(
                frame.kind,
                ContainerKind::PrivateSubnet | ContainerKind::IsolatedSubnet
            )
    });
    found.map(|(id, _)| id)
}

/// Moves each tile out of its public subnet, at the same offset from the corner.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    for (index, placement) in item.component.placements.iter().enumerate() {
        let around = cx.ancestors(placement.parent.as_ref());
        let subnet = around.into_iter().find(|(_, frame)| frame.kind.is_subnet());
        let Some((id, from)) = subnet.filter(|(_, f)| f.kind == ContainerKind::PublicSubnet) else {
            continue;
        };
        let target = private_beside(cx, id)?;
        let to = cx.design.container(target)?;
        edits.push(Edit::Place {
            tile: TileRef {
                component: item.id.clone(),
                placement: index,
            },
            parent: Some(target.clone()),
            at: placement
                .at
                .offset(to.frame.x - from.frame.x, to.frame.y - from.frame.y),
        });
    }
    (!edits.is_empty()).then(|| Fix {
        label: Phrase::new("Move to a private subnet", "프라이빗 서브넷으로 이동"),
        edit: Edit::Batch(edits),
    })
}
