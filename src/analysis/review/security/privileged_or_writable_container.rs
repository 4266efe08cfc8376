//! SEC055: Container runs privileged or with a writable root.

use crate::analysis::review::prelude::*;
use crate::analysis::review::web;
use crate::catalog::Property;
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::model::edit::Edit;
use crate::text::{Phrase, both};

rule! {
    /// Container runs privileged or with a writable root
    ///
    /// **Why.** A container that is broken into can take over its host if it is privileged, and can keep a dropped
    /// program if it may write to its root file system: a bug of the application becomes a compromise of the host.
    ///
    /// **Fix.** Run containers without privileges and with a read-only root file system; mount a volume where they must
    /// write.
    ///
    /// **When to silence it.** The container is an agent that has to see its host, and nothing from the internet
    /// reaches it.
    ///
    /// **References.** ECS.4; ECS.5; CKV_AWS_334; CKV_AWS_336; prowler:ecs_task_definitions_no_privileged_containers;
    /// prowler:ecs_task_definitions_containers_readonly_access; SEC06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "shop": (kind: "ecs_service", at: (300, 0)), // finding
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "shop", port: 443),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "shop": (kind: "ecs_service", at: (300, 0), properties: {"readonly_root_filesystem": true}),
    ///     "users": (kind: "users", at: (0, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "shop", port: 443),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC055",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: each_where(&[&ecs_service::KIND, &eks_node_group::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "권한 있는 컨테이너 또는 쓰기 가능한 루트",
            why: "권한 있는 컨테이너가 뚫리면 호스트를 빼앗기고, 루트에 쓸 수 있으면 심어 놓은 프로그램이 남습니다. 애플리케이션 버그가 호스트 침해로 번집니다.",
            fix: "권한 없이 읽기 전용 루트 파일 시스템으로 실행하고 쓰기가 필요한 곳에는 볼륨을 연결합니다.",
            silence: "호스트를 관찰해야 하는 에이전트이며 인터넷에서 도달할 수 없는 경우입니다.",
        },
    };
}

/// The switch of an item that gives its containers the rights of the host.
fn privileged(item: &Item<'_>) -> Option<&'static Property> {
    let property = if *item.kind == ecs_service::KIND {
        &ecs_service::PRIVILEGED
    } else {
        &eks_node_group::PRIVILEGED
    };
    ((property.applies)(item) && item.flag(property)).then_some(property)
}

/// Whether containers may write to their root file system.
fn may_write(item: &Item<'_>) -> bool {
    *item.kind == ecs_service::KIND && !item.flag(&ecs_service::READ_ONLY_ROOT)
}

/// Whether containers that requests from the internet reach may write to their root file system.
fn is_writable(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    may_write(item) && web::is_reached_from_internet(cx, item)
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    may_write(item) || privileged(item).is_some()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let privileged = privileged(item).map(|_| both("privileged", "권한 있음"));
    let writable = is_writable(cx, item).then(|| {
        both(
            "root file system writable, reached from the internet",
            "인터넷에서 도달할 수 있고 루트 파일 시스템에 쓰기 가능",
        )
    });
    if privileged.is_none() && writable.is_none() {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let parts = [privileged, writable].into_iter().flatten();
        let parts: Vec<&str> = parts.map(|part| part.get(language)).collect();
        format!("{name}: {}", parts.join("; "))
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut edits = Vec::new();
    if let Some(property) = privileged(&item) {
        edits.push(set(&item, property, false));
    }
    if is_writable(cx, &item) {
        edits.push(set(&item, &ecs_service::READ_ONLY_ROOT, true));
    }
    Some(Fix {
        label: Phrase::new("Restrict the containers", "컨테이너 권한 제한"),
        edit: Edit::Batch(edits),
    })
}
